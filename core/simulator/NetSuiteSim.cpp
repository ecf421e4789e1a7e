// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/NetSuiteSim.h"

#include <QDateTime>

#include "base/Clock.h"
#include "simulator/NetSuiteService.h"

namespace causeway::simulator {

QString SimDocument::text(const QString& field) const
{
    const QJsonValue value = fields[field];
    return value.isObject() ? value[QStringLiteral("id")].toString() : value.toVariant().toString();
}

class NetSuiteSim::Impl final
{
public:
    Impl(Settings settings, Faults& faults) : service(settings, faults) {}
    NetSuiteService service;
};

NetSuiteSim::NetSuiteSim(Settings settings, Faults& faults) : m_impl(std::make_unique<Impl>(settings, faults)) {}
NetSuiteSim::~NetSuiteSim() = default;

QString NetSuiteSim::account() const
{
    return m_impl->service.auth().account();
}
QString NetSuiteSim::clientId() const
{
    return m_impl->service.auth().clientId();
}
QString NetSuiteSim::certificateId() const
{
    return m_impl->service.auth().certificateId();
}
QByteArray NetSuiteSim::privateKeyPem() const
{
    return m_impl->service.auth().privateKeyPem();
}
QString NetSuiteSim::consumerKey() const
{
    return m_impl->service.auth().consumerKey();
}
QString NetSuiteSim::consumerSecret() const
{
    return m_impl->service.auth().consumerSecret();
}
QString NetSuiteSim::tokenId() const
{
    return m_impl->service.auth().tokenId();
}
QString NetSuiteSim::tokenSecret() const
{
    return m_impl->service.auth().tokenSecret();
}
QString NetSuiteSim::uploadCertificate(const QByteArray& pem)
{
    return m_impl->service.auth().uploadCertificate(pem);
}
void NetSuiteSim::revokeCertificate(const QString& certificateId)
{
    m_impl->service.auth().revokeCertificate(certificateId);
}
void NetSuiteSim::expireTokens()
{
    m_impl->service.auth().expireAll();
}

QString NetSuiteSim::addItem(const QString& itemId, const QString& displayName, const QString& type, const QString& id,
                             const QJsonObject& fields)
{
    return m_impl->service.locked([&](NetSuiteRecords& records) {
        QJsonObject body{
            {QStringLiteral("itemId"), itemId}, {QStringLiteral("displayName"), displayName}, {QStringLiteral("itemType"), type}};
        for (auto it = fields.begin(); it != fields.end(); ++it)
            body.insert(it.key(), it.value());
        return m_impl->service.put(records, u"inventoryItem", body, id.toLongLong(), QStringLiteral("hand"));
    });
}

QString NetSuiteSim::itemIdOf(const QString& name) const
{
    return m_impl->service.locked([&](NetSuiteRecords& records) {
        const qint64 id = records.itemByName(name);
        return id > 0 ? QString::number(id) : QString();
    });
}

void NetSuiteSim::setItemInactive(const QString& id, bool inactive)
{
    setItemFields(id, {{QStringLiteral("isInactive"), inactive}});
}

void NetSuiteSim::setItemFields(const QString& id, const QJsonObject& fields)
{
    m_impl->service.locked(
        [&](NetSuiteRecords& records) { return m_impl->service.change(records, u"inventoryItem", id.toLongLong(), fields); });
}

QString NetSuiteSim::addCustomer(const QJsonObject& fields, const QString& id)
{
    return m_impl->service.locked([&](NetSuiteRecords& records) {
        return m_impl->service.put(records, u"customer", fields, id.toLongLong(), QStringLiteral("hand"));
    });
}

QString NetSuiteSim::addSalesOrderByHand(const QString& otherRefNum, const QString& externalId, const QString& customerId,
                                         const QString& currencyId, qint64 totalMinor, const QString& madeBy)
{
    return m_impl->service.locked([&](NetSuiteRecords& records) {
        const auto ref = [](const QString& value) { return QJsonObject{{QStringLiteral("id"), value}}; };
        const double total =
            currencyId == QStringLiteral("5") ? static_cast<double>(totalMinor) : static_cast<double>(totalMinor) / 100.0;
        QJsonObject body{
            {QStringLiteral("entity"), ref(customerId)},
            {QStringLiteral("currency"), ref(currencyId)},
            {QStringLiteral("otherRefNum"), otherRefNum},
            {QStringLiteral("orderStatus"), ref(QStringLiteral("B"))},
            {QStringLiteral("memo"), QStringLiteral("Entered by %1").arg(madeBy)},
            {QStringLiteral("item"),
             QJsonObject{{QStringLiteral("items"), QJsonArray{QJsonObject{{QStringLiteral("item"), ref(QStringLiteral("501"))},
                                                                          {QStringLiteral("quantity"), 1},
                                                                          {QStringLiteral("rate"), total},
                                                                          {QStringLiteral("amount"), total}}}}}}};
        if (!externalId.isEmpty())
            body.insert(QStringLiteral("externalId"), externalId);
        return m_impl->service.put(records, u"salesOrder", body, 0, madeBy);
    });
}

QString NetSuiteSim::addSalesOrder(const QJsonObject& body, const QString& madeBy)
{
    return m_impl->service.locked(
        [&](NetSuiteRecords& records) { return m_impl->service.put(records, u"salesOrder", body, 0, madeBy); });
}

bool NetSuiteSim::removeDocument(const QString& id)
{
    return m_impl->service.locked(
        [&](NetSuiteRecords& records) { return records.remove(*recordType(u"salesOrder"), id.toLongLong()); });
}

bool NetSuiteSim::editDocument(const QString& id, const QJsonObject& fields)
{
    return m_impl->service.locked(
        [&](NetSuiteRecords& records) { return m_impl->service.change(records, u"salesOrder", id.toLongLong(), fields); });
}

bool NetSuiteSim::editCustomer(const QString& id, const QJsonObject& fields)
{
    return m_impl->service.locked(
        [&](NetSuiteRecords& records) { return m_impl->service.change(records, u"customer", id.toLongLong(), fields); });
}

void NetSuiteSim::closePeriod(QDate month)
{
    m_impl->service.locked([&](NetSuiteRecords& records) { records.setPeriod(month, true); });
}

void NetSuiteSim::openPeriod(QDate month)
{
    m_impl->service.locked([&](NetSuiteRecords& records) { records.setPeriod(month, false); });
}

void NetSuiteSim::makeReject(const QString& itemName, const QString& text)
{
    m_impl->service.locked([&](NetSuiteRecords& records) { records.setReject(itemName, text); });
}

void NetSuiteSim::removePermission(const QString& permissionId)
{
    m_impl->service.removePermission(permissionId);
}

void NetSuiteSim::removeField(const QString& scriptId)
{
    m_impl->service.locked([&](NetSuiteRecords& records) { records.removeCustomField(scriptId); });
}

void NetSuiteSim::addField(const QString& scriptId, const QString& label)
{
    m_impl->service.locked([&](NetSuiteRecords& records) { records.addCustomField(customFieldOf(scriptId, label)); });
}

void NetSuiteSim::setConcurrency(int requests)
{
    m_impl->service.setConcurrency(requests);
}

std::vector<SimDocument> NetSuiteSim::documents(const QString& type) const
{
    return m_impl->service.locked([&](NetSuiteRecords& records) {
        std::vector<SimDocument> list;
        if (const RecordType* known = recordType(type)) {
            for (const NetSuiteRecord* record : records.all(*known))
                list.push_back(records.document(*record));
        }
        return list;
    });
}

std::optional<SimDocument> NetSuiteSim::document(const QString& type, const QString& idOrEid) const
{
    return m_impl->service.locked([&](NetSuiteRecords& records) -> std::optional<SimDocument> {
        const RecordType* known = recordType(type);
        if (!known)
            return std::nullopt;
        const NetSuiteRecord* record = idOrEid.startsWith(u"eid:") ? records.findExternal(*known, idOrEid.mid(4))
                                                                   : records.find(*known, idOrEid.toLongLong());
        return record ? std::optional(records.document(*record)) : std::nullopt;
    });
}

std::vector<SimDocument> NetSuiteSim::byOtherRefNum(const QString& otherRefNum) const
{
    std::vector<SimDocument> list = documents(QStringLiteral("salesOrder"));
    std::erase_if(list, [&](const SimDocument& d) { return d.otherRefNum != otherRefNum; });
    return list;
}

std::vector<SimWrite> NetSuiteSim::writes() const
{
    return m_impl->service.locked([](NetSuiteRecords& records) { return records.writes(); });
}

std::map<QString, qint64> NetSuiteSim::calls() const
{
    return m_impl->service.log().calls();
}
qint64 NetSuiteSim::callCount() const
{
    return m_impl->service.log().total();
}
void NetSuiteSim::resetCalls()
{
    m_impl->service.log().reset();
}
QStringList NetSuiteSim::violations() const
{
    return m_impl->service.log().violations();
}
qint64 NetSuiteSim::throttled() const
{
    return m_impl->service.log().throttled();
}
bool NetSuiteSim::isGoodsItem(const QString& itemId) const
{
    return m_impl->service.locked([&](NetSuiteRecords& records) { return records.isGoods(itemId); });
}
HttpService& NetSuiteSim::service()
{
    return m_impl->service;
}

} // namespace causeway::simulator
