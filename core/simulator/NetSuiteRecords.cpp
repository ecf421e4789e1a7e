// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/NetSuiteRecords.h"

#include <algorithm>
#include <cmath>

#include <QDateTime>

#include "base/Currency.h"

namespace causeway::simulator {
namespace {

RestError refused(const QString& code, const QString& detail, const QString& path = {})
{
    return refusal(detail, path, code);
}

const QString kTransaction = QStringLiteral("transaction");

const QString kBookAddress = QStringLiteral("addressBookAddress");
constexpr int kFirstAddress = 9'000; ///< lines of an address book have ids of their own

/// A subrecord in a PATCH: named fields change, null clears, the others stay.
QJsonObject mergedAddress(QJsonObject kept, const QJsonObject& change)
{
    for (auto field = change.begin(); field != change.end(); ++field) {
        if (field.value().isNull())
            kept.remove(field.key());
        else
            kept.insert(field.key(), field.value());
    }
    return kept;
}

/// Keys of lists: internalId for address books, doc for lists that apply, id for payments of a deposit, line, or the order's line
/// where a document follows one.
bool isSameLine(const QJsonValue& kept, const QJsonObject& given)
{
    for (const QString& key : {QStringLiteral("internalId"), QStringLiteral("doc"), QStringLiteral("id")}) {
        if (given.contains(key)) {
            const QJsonValue mine = kept[key], other = given.value(key);
            return mine.isObject() ? mine[QStringLiteral("id")] == other[QStringLiteral("id")] : mine == other;
        }
    }
    const int line = given.value(QStringLiteral("line")).toInt(), orderLine = given.value(QStringLiteral("orderLine")).toInt();
    return line > 0 ? kept[QStringLiteral("line")].toInt() == line
                    : orderLine > 0 && kept[QStringLiteral("orderLine")].toInt() == orderLine;
}

} // namespace

RestError refusal(const QString& detail, const QString& path, const QString& code)
{
    return {400, code, QStringLiteral("Error while accessing a resource. ") + detail, path};
}

RestError invalidFieldValue(const QString& value, const QString& field, const QString& path)
{
    return refusal(QStringLiteral("You have entered an Invalid Field Value %1 for the following field: %2").arg(value, field),
                   path, QStringLiteral("INVALID_CONTENT"));
}

QString referenceId(const QJsonObject& body, const QString& field)
{
    return body[field].toObject()[QStringLiteral("id")].toString();
}

QJsonArray linesOf(const QJsonObject& body, const QString& sublist)
{
    return body[sublist].toObject()[QStringLiteral("items")].toArray();
}

NetSuiteRecords::NetSuiteRecords(const AccountFeatures& features, std::function<qint64()> nowMs)
    : m_features(features), m_nowMs(nowMs), m_tables(features, std::move(nowMs))
{
    // Internal ids are counted per record group; the numbers only have to look like an account in use.
    m_nextId = {{QStringLiteral("transaction"), 40001}, {QStringLiteral("entity"), 5001}, {QStringLiteral("item"), 3001}};
}

const NetSuiteRecord* NetSuiteRecords::find(const RecordType& type, qint64 id) const
{
    const auto found = m_records.find({type.group, id});
    // Item types share a group and answer under each other's name here; transactions and entities do not.
    if (found == m_records.end() || (found->second.type != &type && type.group != QStringLiteral("item")))
        return nullptr;
    return &found->second;
}

const NetSuiteRecord* NetSuiteRecords::findExternal(const RecordType& type, const QString& externalId) const
{
    const auto found = m_externalIds.find({type.group, externalId.toLower()});
    return found == m_externalIds.end() ? nullptr : find(type, found->second);
}

std::vector<const NetSuiteRecord*> NetSuiteRecords::all(const RecordType& type) const
{
    std::vector<const NetSuiteRecord*> list;
    for (auto it = m_records.lower_bound({type.group, 0}); it != m_records.end() && it->first.first == type.group; ++it) {
        if (it->second.type == &type)
            list.push_back(&it->second);
    }
    return list;
}

qint64 NetSuiteRecords::itemByName(const QString& name) const
{
    for (const NetSuiteRecord* item : all(*recordType(u"inventoryItem"))) {
        if (item->body[QStringLiteral("itemId")].toString() == name)
            return item->id;
    }
    return 0;
}

void NetSuiteRecords::addCustomField(const CustomField& field)
{
    removeCustomField(field.scriptId);
    m_customFields.push_back(field);
    m_tables.addCustomField(field);
}

void NetSuiteRecords::removeCustomField(const QString& scriptId)
{
    std::erase_if(m_customFields, [&](const CustomField& f) { return f.scriptId == scriptId.toLower(); });
    m_tables.removeCustomField(scriptId);
}

const CustomField* NetSuiteRecords::customField(const QString& name) const
{
    const auto found =
        std::find_if(m_customFields.begin(), m_customFields.end(), [&](const CustomField& f) { return f.scriptId == name; });
    return found == m_customFields.end() ? nullptr : &*found;
}

void NetSuiteRecords::setPeriod(QDate month, bool closed)
{
    const QString key = month.toString(u"yyyy-MM");
    closed ? m_closedMonths.insert(key).second : m_closedMonths.erase(key) > 0;
    const QDate first(month.year(), month.month(), 1);
    const QString flag = closed ? QStringLiteral("T") : QStringLiteral("F");
    m_tables.put(QStringLiteral("accountingperiod"),
                 {{QStringLiteral("id"), month.year() * 100 + month.month()},
                  {QStringLiteral("periodname"), first.toString(u"MMM yyyy")},
                  {QStringLiteral("startdate"), first.toString(Qt::ISODate)},
                  {QStringLiteral("enddate"), first.addMonths(1).addDays(-1).toString(Qt::ISODate)},
                  {QStringLiteral("closed"), flag},
                  {QStringLiteral("alllocked"), flag},
                  {QStringLiteral("arlocked"), flag},
                  {QStringLiteral("aplocked"), flag},
                  {QStringLiteral("isposting"), QStringLiteral("T")},
                  {QStringLiteral("isadjust"), QStringLiteral("F")},
                  {QStringLiteral("isquarter"), QStringLiteral("F")},
                  {QStringLiteral("isyear"), QStringLiteral("F")}});
}

void NetSuiteRecords::setReject(const QString& itemName, const QString& text)
{
    const QString id = QString::number(itemByName(itemName));
    if (text.isEmpty())
        m_rejects.erase(id);
    else
        m_rejects[id] = text;
}

QString NetSuiteRecords::currencySymbol(const QJsonObject& body) const
{
    const NetSuiteRecord* currency = find(*recordType(u"currency"), referenceId(body, QStringLiteral("currency")).toLongLong());
    return currency ? currency->body[QStringLiteral("symbol")].toString() : QStringLiteral("USD");
}

tl::expected<qint64, RestError> NetSuiteRecords::create(const RecordType& type, const QJsonObject& given,
                                                        const WriteOptions& options, qint64 wantedId)
{
    if (options.checked && isMovement(type)) {
        // Neither can be made from nothing; with createdFrom it is the transform by another name.
        const NetSuiteRecord* source = transaction(referenceId(given, QStringLiteral("createdFrom")).toLongLong());
        if (!source)
            return tl::unexpected<RestError>(refused(QStringLiteral("USER_ERROR"),
                                                     QStringLiteral("Please enter value(s) for: Created From"),
                                                     QStringLiteral("createdFrom")));
        return transform(*source->type, source->id, type, given, options);
    }
    NetSuiteRecord record;
    record.type = &type;
    record.externalId = given[QStringLiteral("externalId")].toString();
    record.madeBy = options.madeBy;
    record.createdMs = m_nowMs();
    if (options.checked) {
        auto body =
            checkObject(given, type.fields, type,
                        type.group == QStringLiteral("entity") ? QStringLiteral("ENTITY") : QStringLiteral("BODY"), {}, options);
        if (!body)
            return tl::unexpected<RestError>(body.error());
        if (!record.externalId.isEmpty() && m_externalIds.contains({type.group, record.externalId.toLower()}))
            return tl::unexpected<RestError>(refused(QStringLiteral("USER_ERROR"), QStringLiteral("This record already exists"),
                                                     QStringLiteral("externalId")));
        merge(record.body, *body, options);
        if (const auto error = checkRules(type, record.body, 0))
            return tl::unexpected<RestError>(*error);
    } else {
        merge(record.body, given, options);
    }
    return insert(std::move(record), options, wantedId);
}

qint64 NetSuiteRecords::insert(NetSuiteRecord record, const WriteOptions& options, qint64 wantedId)
{
    const RecordType& type = *record.type;
    qint64& next = m_nextId[type.group];
    next = std::max<qint64>(next, 1);
    record.id = wantedId > 0 ? wantedId : next++;
    if (!type.numberPrefix.isEmpty()) {
        qint64& number = m_nextNumber[type.name];
        number = std::max<qint64>(number, 10000) + 1;
        const QString name = type.numberPrefix + QString::number(number);
        if (type.group == kTransaction && !record.body.contains(QStringLiteral("tranId")))
            record.body.insert(QStringLiteral("tranId"), name);
        if (type.group == QStringLiteral("entity") && !record.body.contains(QStringLiteral("entityId"))) {
            const QString person = (record.body[QStringLiteral("firstName")].toString() + QLatin1Char(' ') +
                                    record.body[QStringLiteral("lastName")].toString())
                                       .trimmed();
            const QString company = record.body[QStringLiteral("companyName")].toString();
            record.body.insert(QStringLiteral("entityId"),
                               (name + QLatin1Char(' ') + (company.isEmpty() ? person : company)).left(83));
        }
    }
    const qint64 id = record.id;
    store(std::move(record), QStringLiteral("create"), options);
    return id;
}

tl::expected<void, RestError> NetSuiteRecords::patch(const RecordType& type, qint64 id, const QJsonObject& given,
                                                     const WriteOptions& options)
{
    NetSuiteRecord record = m_records.at({type.group, id});
    QJsonObject change = given;
    if (options.checked) {
        auto checked =
            checkObject(given, type.fields, type,
                        type.group == QStringLiteral("entity") ? QStringLiteral("ENTITY") : QStringLiteral("BODY"), {}, options);
        if (!checked)
            return tl::unexpected<RestError>(checked.error());
        change = *checked;
    }
    const QString newExternalId =
        given.contains(QStringLiteral("externalId")) ? given[QStringLiteral("externalId")].toString() : record.externalId;
    if (newExternalId.compare(record.externalId, Qt::CaseInsensitive) != 0 &&
        m_externalIds.contains({type.group, newExternalId.toLower()}))
        return tl::unexpected<RestError>(
            refused(QStringLiteral("USER_ERROR"), QStringLiteral("This record already exists"), QStringLiteral("externalId")));
    merge(record.body, change, options);
    if (options.checked) {
        if (const auto error = checkRules(type, record.body, id))
            return tl::unexpected<RestError>(*error);
    }
    if (!record.externalId.isEmpty())
        m_externalIds.erase({type.group, record.externalId.toLower()});
    record.externalId = newExternalId;
    if (options.madeBy != QStringLiteral("rest"))
        record.editedBy = options.madeBy;
    store(std::move(record), QStringLiteral("patch"), options);
    return {};
}

/// Body fields replace; lines with a known key change that line, others are added (netsuite.md section 3.1); replaceSublists
/// swaps whole lists.
void NetSuiteRecords::merge(QJsonObject& into, const QJsonObject& change, const WriteOptions& options) const
{
    for (auto it = change.begin(); it != change.end(); ++it) {
        const QJsonObject list = it.value().toObject();
        if (!list.contains(QStringLiteral("items"))) {
            if (it.value().isNull())
                into.remove(it.key());
            else
                into.insert(it.key(), it.value());
            continue;
        }
        QJsonArray lines =
            options.replaceSublists.contains(it.key(), Qt::CaseInsensitive) ? QJsonArray() : linesOf(into, it.key());
        int last = 0;
        for (const QJsonValue& line : lines)
            last = std::max(last, line[QStringLiteral("line")].toInt());
        for (const QJsonValue& value : list[QStringLiteral("items")].toArray()) {
            QJsonObject line = value.toObject();
            const auto known = std::find_if(lines.begin(), lines.end(), [&](const QJsonValue& l) { return isSameLine(l, line); });
            if (known != lines.end()) {
                QJsonObject merged = (*known).toObject();
                for (auto field = line.begin(); field != line.end(); ++field)
                    merged.insert(field.key(),
                                  field.key() == kBookAddress
                                      ? QJsonValue(mergedAddress(merged[kBookAddress].toObject(), field.value().toObject()))
                                      : QJsonValue(field.value()));
                // A new quantity or rate counts anew unless the amount is given too.
                if (!line.contains(QStringLiteral("amount")) &&
                    (line.contains(QStringLiteral("quantity")) || line.contains(QStringLiteral("rate"))))
                    merged.remove(QStringLiteral("amount"));
                *known = merged;
            } else {
                if (it.key() == QStringLiteral("addressBook")) {
                    const int key = kFirstAddress + static_cast<int>(lines.size());
                    line.insert(QStringLiteral("internalId"), key);
                    line.insert(QStringLiteral("id"), key);
                } else if (it.key() != QStringLiteral("package")) { // the only list whose lines have no key
                    line.insert(QStringLiteral("line"), ++last);
                }
                lines.append(line);
            }
        }
        into.insert(it.key(), QJsonObject{{QStringLiteral("items"), lines}});
    }
}

SimDocument NetSuiteRecords::document(const NetSuiteRecord& record) const
{
    const int digits = minorUnitDigits(currencySymbol(record.body));
    const auto minor = [&](const QString& field) { return std::llround(record.body[field].toDouble() * std::pow(10.0, digits)); };
    SimDocument d;
    d.type = record.type->name;
    d.id = QString::number(record.id);
    d.externalId = record.externalId;
    d.tranId = record.body[QStringLiteral("tranId")].toString();
    d.otherRefNum = record.body[QStringLiteral("otherRefNum")].toString();
    d.entity = referenceId(record.body, record.body.contains(QStringLiteral("customer")) ? QStringLiteral("customer")
                                                                                         : QStringLiteral("entity"));
    d.status = statusOf(record);
    d.createdFrom = referenceId(record.body, QStringLiteral("createdFrom"));
    d.amountRemaining = openAmount(record);
    for (const QJsonValue& value : linesOf(record.body, QStringLiteral("apply")))
        d.applied[value[QStringLiteral("doc")][QStringLiteral("id")].toString()] +=
            minorOf(record.body, value[QStringLiteral("amount")].toDouble());
    for (const QJsonValue& value : linesOf(record.body, QStringLiteral("package")))
        d.packages.push_back({value[QStringLiteral("packageTrackingNumber")].toString(),
                              value[QStringLiteral("packageWeight")].toDouble(),
                              {},
                              value[QStringLiteral("packageDescr")].toString()});
    d.editedBy = record.editedBy;
    d.subsidiary = referenceId(record.body, QStringLiteral("subsidiary"));
    d.currency = currencySymbol(record.body);
    d.orderStatus = referenceId(record.body, QStringLiteral("orderStatus"));
    d.subtotal = minor(QStringLiteral("subtotal"));
    d.tax = minor(QStringLiteral("taxTotal"));
    d.shipping = minor(QStringLiteral("shippingCost"));
    d.shippingTax = minor(QStringLiteral("shippingTaxAmount"));
    d.total = minor(QStringLiteral("total"));
    for (const QJsonValue& value : linesOf(record.body, QStringLiteral("item"))) {
        const QJsonObject fields = value.toObject();
        SimLine line;
        line.line = fields[QStringLiteral("line")].toInt();
        line.itemId = referenceId(fields, QStringLiteral("item"));
        if (const NetSuiteRecord* item = find(*recordType(u"inventoryItem"), line.itemId.toLongLong()))
            line.itemName = item->body[QStringLiteral("itemId")].toString();
        line.quantity = fields[QStringLiteral("quantity")].toDouble(1);
        if (fields[QStringLiteral("rate")].isDouble())
            line.rate = fields[QStringLiteral("rate")].toDouble();
        line.amount = std::llround(fields[QStringLiteral("amount")].toDouble() * std::pow(10.0, digits));
        line.isClosed = fields[QStringLiteral("isClosed")].toBool();
        line.orderLine = fields[QStringLiteral("orderLine")].toInt();
        line.quantityFulfilled = fields[QStringLiteral("quantityFulfilled")].toDouble();
        line.quantityReceived = fields[QStringLiteral("quantityReceived")].toDouble();
        line.quantityBilled = fields[QStringLiteral("quantityBilled")].toDouble();
        line.fields = fields;
        d.lines.push_back(line);
    }
    d.fields = record.body;
    d.createdMs = record.createdMs;
    d.modifiedMs = record.modifiedMs;
    d.madeBy = record.madeBy;
    return d;
}

} // namespace causeway::simulator
