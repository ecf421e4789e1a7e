// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderLookUp.h"

#include <algorithm>

#include <QCoreApplication>
#include <QSet>

#include "amazon/Order.h"
#include "base/Text.h"
#include "flows/CustomerAddress.h"
#include "flows/ItemLookUp.h"
#include "flows/OrderAmendment.h"
#include "flows/OrderLines.h"
#include "flows/OrderPlan.h"
#include "flows/SuiteQlText.h"
#include "mapping/AccountView.h"
#include "mapping/MappingSnapshot.h"
#include "mapping/SalesOrderLines.h"
#include "mapping/SkuMatcher.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::OrderLookUp)
};

constexpr qsizetype kMostValues = 500;
const QStringList kChargeKeys{QStringLiteral("shipping"), QStringLiteral("giftwrap"), QStringLiteral("discount"),
                              QStringLiteral("tax"),      QStringLiteral("cod"),      QStringLiteral("tip"),
                              QStringLiteral("other")};

} // namespace

Result<Json> OrderLookUp::lookUp(std::span<const Record> records)
{
    const mapping::MappingSnapshot mappings(m_context.configuration, m_context.store);
    const bool caseSensitive = m_context.store.defaults.skuCaseSensitive;
    const QStringList& fields = m_context.store.defaults.skuFields;
    const bool matchesAsin = std::any_of(fields.begin(), fields.end(), [](const QString& f) { return mapping::isAsinField(f); });
    QSet<QString> skus, ids, asins;
    std::vector<Document> documents;
    std::map<QString, qint64> buyers; ///< time of the newest order of each
    for (const Record& record : records) {
        const auto json = Json::parse(record.content);
        const auto order = json ? amazon::decodeOrder(*json) : Result<amazon::Order>(fail(json.error()));
        if (!order) // its plan says why
            continue;
        if (auto written = documentOf(*order, record))
            documents.push_back(std::move(*written));
        if (order->isPending() || order->isCancelled())
            continue;
        if (const QString key = followedBuyer(*order, m_context.store, m_context.configuration, m_context.flow); !key.isEmpty())
            buyers[key] = std::max(buyers[key], order->createdTimeMs);
        for (const amazon::OrderItem& item : order->items) {
            if (item.sellerSku.isEmpty() || item.quantityOrdered <= 0)
                continue;
            if (const auto alias = mappings.skuItem(item.sellerSku, caseSensitive))
                ids.insert(*alias);
            else
                skus.insert(item.sellerSku);
            if (matchesAsin && !item.asin.isEmpty())
                asins.insert(item.asin);
        }
    }
    Json lookups = Json::object();
    if (!skus.isEmpty() || !ids.isEmpty()) {
        for (const QString& key : kChargeKeys) {
            if (const auto id = mappings.chargeItem(key))
                ids.insert(*id);
        }
        QStringList skuList(skus.begin(), skus.end()), idList(ids.begin(), ids.end()), asinList(asins.begin(), asins.end());
        for (QStringList* list : {&skuList, &idList, &asinList})
            list->sort(); // the same records ask the same question
        auto rows = readItems(skuList, idList, m_context, asinList);
        if (!rows)
            return rows;
        lookups.set(QStringLiteral("items"), std::move(*rows));
    }
    if (!buyers.empty()) {
        auto read = readCustomers(buyers);
        if (!read)
            return read;
        lookups.set(QStringLiteral("customers"), std::move(*read));
    }
    if (!documents.empty()) {
        auto read = readDocuments(documents);
        if (!read)
            return read;
        lookups.set(QStringLiteral("documents"), std::move(*read));
    }
    return lookups;
}

std::optional<OrderLookUp::Document> OrderLookUp::documentOf(const amazon::Order& order, const Record& record) const
{
    const auto key = writtenDocument(order.orderId, m_context.store, m_context.configuration, record.receipts);
    if (!key)
        return std::nullopt;
    Document document;
    document.id = record.receipts.at(*key).remoteId;
    document.amendments = static_cast<int>(std::count_if(record.receipts.begin(), record.receipts.end(), [&](const auto& entry) {
        return entry.first.startsWith(*key + QStringLiteral("-U-"));
    }));
    document.needsShipping = hasOtherUnits(order, *key, record);
    document.needsLines =
        order.isCancelled() || document.needsShipping ||
        std::any_of(order.items.begin(), order.items.end(), [](const amazon::OrderItem& item) { return item.isCancelled(); });
    const Json sent = OrderAmendment::sentFields(*key, record.receipts, record.sentBodies);
    document.needsAddress =
        OrderAmendment::addressChange(order, sent, record.edit, mapping::OrderSettings::read(m_context.flow)).has_value();
    return document;
}

/// Whether Amazon's order no longer has the units that were written, or had others once.
bool OrderLookUp::hasOtherUnits(const amazon::Order& order, const QString& key, const Record& record) const
{
    const QString ours = QStringLiteral("custcol_amz_order_item_id");
    const QString field = m_context.configuration.netSuite ? m_context.configuration.netSuite->field(ours) : ours;
    for (auto it = record.sentBodies.lower_bound(key); it != record.sentBodies.end() && it->first.startsWith(key); ++it) {
        for (const Json& line : it->second[u"item"][u"items"].items()) {
            if (it->first != key && line.contains(u"quantity"))
                return true;
            const QString id = it->first == key ? line[field].toString() : QString();
            const auto item = std::find_if(order.items.begin(), order.items.end(),
                                           [&id](const amazon::OrderItem& one) { return one.orderItemId == id; });
            if (!id.isEmpty() && item != order.items.end() &&
                line[u"quantity"].toInteger().value_or(0) != mapping::unitsToShip(*item))
                return true;
        }
    }
    return false;
}

/// What SuiteQL does not tell of a document, or not surely.
void OrderLookUp::setFromRecord(Json& json, const Json& record, const Document& document)
{
    if (document.needsAddress)
        json.set(QStringLiteral("address"), record[u"shippingAddress"]);
    if (!document.needsShipping)
        return;
    Json fields = json[u"fields"];
    const Json& cost = record[u"shippingCost"];
    fields.set(QStringLiteral("shippingcost"), cost.isNumber() ? QString::fromLatin1(cost.numberText()) : cost.toString());
    json.set(QStringLiteral("fields"), std::move(fields));
}

Result<Json> OrderLookUp::readDocuments(const std::vector<Document>& documents)
{
    std::map<QString, Json> byId;
    QStringList all, withLines;
    for (const Document& document : documents) {
        all += document.id;
        if (document.needsLines)
            withLines += document.id;
    }
    for (qsizetype from = 0; from < all.size(); from += kMostValues) {
        if (auto read = readHeaders(all.mid(from, kMostValues), byId); !read)
            return fail(read.error());
    }
    for (qsizetype from = 0; from < withLines.size(); from += kMostValues) {
        if (auto read = readLines(withLines.mid(from, kMostValues), byId); !read)
            return fail(read.error());
    }
    Json result = Json::object();
    for (const Document& document : documents) {
        const auto found = byId.find(document.id);
        if (found == byId.end()) // deleted by hand: nothing to compare and nothing to close
            continue;
        Json json = std::move(found->second);
        json.set(QStringLiteral("amendments"), document.amendments);
        if (document.needsAddress || document.needsShipping) {
            const auto type = mapping::fromTransactionType(json[u"type"].toString()).value_or(mapping::OrderDocument::SalesOrder);
            auto record = m_context.netsuite->get(mapping::recordType(type), document.id, true, m_context.stop);
            if (!record)
                return fail(record.error());
            if (*record)
                setFromRecord(json, **record, document);
        }
        result.set(document.id, std::move(json));
    }
    return result;
}

Result<void> OrderLookUp::readHeaders(const QStringList& ids, std::map<QString, Json>& byId)
{
    const mapping::AccountView account(m_context.account);
    QStringList fields;
    for (const char* ours : {"custbody_amz_variance_total", "custbody_amz_variance_tax", "custbody_amz_variance_shipping",
                             "custbody_amz_variance_shipping_tax"}) {
        const QString name = QString::fromLatin1(ours);
        const QString field = m_context.configuration.netSuite ? m_context.configuration.netSuite->field(name) : name;
        if (account.surelyHas(u"salesOrder", field) && suiteql::isColumn(field))
            fields += field.toLower();
    }
    QString columns = QStringLiteral("t.id, t.tranid, t.type, t.status");
    for (const QString& field : fields)
        columns += QStringLiteral(", t.") + field;
    const auto rows = m_context.netsuite->suiteQl(
        QStringLiteral("SELECT %1 FROM transaction t WHERE t.id IN %2 ORDER BY t.id").arg(columns, suiteql::list(ids.size())),
        ids, m_context.stop);
    if (!rows)
        return fail(rows.error());
    for (const netsuite::SuiteQlRow& row : *rows) {
        Json& document = byId[textOf(row, QStringLiteral("id"))];
        document = Json::object();
        document.set(QStringLiteral("name"), textOf(row, QStringLiteral("tranid")));
        document.set(QStringLiteral("type"), textOf(row, QStringLiteral("type")));
        document.set(QStringLiteral("status"), textOf(row, QStringLiteral("status")));
        Json shown = Json::object();
        for (const QString& field : fields)
            shown.set(field, textOf(row, field));
        document.set(QStringLiteral("fields"), std::move(shown));
    }
    return {};
}

Result<void> OrderLookUp::readLines(const QStringList& ids, std::map<QString, Json>& byId)
{
    const auto rows = readOrderLines(ids, m_context);
    if (!rows)
        return fail(rows.error());
    for (const auto& [id, lines] : *rows) {
        if (const auto document = byId.find(id); document != byId.end())
            document->second.set(QStringLiteral("lines"), lines);
    }
    return {};
}

/// Customers with our key only: what another program or a person made is not ours to change.
Result<Json> OrderLookUp::readCustomers(const std::map<QString, qint64>& newest)
{
    QStringList keys;
    for (const auto& [key, at] : newest)
        keys += key;
    Json customers = Json::object();
    for (qsizetype from = 0; from < keys.size(); from += kMostValues) {
        const QStringList some = keys.mid(from, kMostValues);
        const auto rows = m_context.netsuite->suiteQl(
            QStringLiteral("SELECT c.id, c.externalid FROM customer c WHERE c.externalid IN %1 ORDER BY c.id")
                .arg(suiteql::list(some.size())),
            some, m_context.stop);
        if (!rows)
            return fail(rows.error());
        for (const netsuite::SuiteQlRow& row : *rows) {
            const QString id = textOf(row, QStringLiteral("id"));
            auto record = m_context.netsuite->get(QStringLiteral("customer"), id, true, m_context.stop);
            if (!record)
                return fail(record.error());
            if (*record)
                customers.set(textOf(row, QStringLiteral("externalid")),
                              Json::object({{QStringLiteral("id"), id},
                                            {QStringLiteral("newest"), newest.at(textOf(row, QStringLiteral("externalid")))},
                                            {QStringLiteral("lines"), (**record)[u"addressBook"][u"items"]}}));
        }
    }
    return customers;
}

} // namespace causeway::flows
