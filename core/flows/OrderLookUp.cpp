// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderLookUp.h"

#include <algorithm>

#include <QCoreApplication>
#include <QSet>

#include "amazon/Order.h"
#include "base/Text.h"
#include "flows/SuiteQlText.h"
#include "mapping/MappingSnapshot.h"
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

QString textOf(const netsuite::SuiteQlRow& row, const QString& column)
{
    const auto found = row.find(column);
    return found == row.end() ? QString() : found->second;
}
} // namespace

Result<Json> OrderLookUp::lookUp(std::span<const Record> records)
{
    const mapping::MappingSnapshot mappings(m_context.configuration, m_context.store);
    const bool caseSensitive = m_context.store.defaults.skuCaseSensitive;
    QSet<QString> skus, ids;
    QStringList cancelled;
    for (const Record& record : records) {
        const auto json = Json::parse(record.content);
        const auto order = json ? amazon::decodeOrder(*json) : Result<amazon::Order>(fail(json.error()));
        if (!order) // its plan says why
            continue;
        if (order->isCancelled()) {
            cancelled += order->orderId;
            continue;
        }
        if (order->isPending())
            continue;
        for (const amazon::OrderItem& item : order->items) {
            if (item.sellerSku.isEmpty() || item.quantityOrdered <= 0)
                continue;
            if (const auto alias = mappings.skuItem(item.sellerSku, caseSensitive))
                ids.insert(*alias);
            else
                skus.insert(item.sellerSku);
        }
    }
    Json lookups = Json::object();
    if (!skus.isEmpty() || !ids.isEmpty()) {
        for (const QString& key : kChargeKeys) {
            if (const auto id = mappings.chargeItem(key))
                ids.insert(*id);
        }
        QStringList skuList(skus.begin(), skus.end()), idList(ids.begin(), ids.end());
        skuList.sort(); // the same records ask the same question
        idList.sort();
        auto rows = items(skuList, idList);
        if (!rows)
            return rows;
        lookups.set(QStringLiteral("items"), std::move(*rows));
    }
    if (!cancelled.isEmpty()) {
        auto orders = cancelledOrders(cancelled);
        if (!orders)
            return orders;
        lookups.set(QStringLiteral("orders"), std::move(*orders));
    }
    return lookups;
}

Result<Json> OrderLookUp::items(const QStringList& skus, const QStringList& ids)
{
    QStringList fields;
    for (const QString& field : m_context.store.defaults.skuFields) {
        if (!suiteql::isColumn(field))
            return fail(ErrorKind::Invalid,
                        Words::tr("“%1” cannot be the name of a NetSuite item field.").arg(elided(safeText(field), 60)),
                        Words::tr("Correct the store's SKU match fields."), QStringLiteral("sku-field"));
        fields += field.toLower();
    }
    const qsizetype perChunk = std::max<qsizetype>(1, kMostValues / std::max<qsizetype>(1, fields.size()) - 1);
    Json all = Json::array();
    QSet<QString> seen;
    const auto add = [&](const Json& rows) {
        for (const Json& row : rows.items()) {
            if (const QString id = row[u"id"].toString(); !seen.contains(id)) {
                seen.insert(id);
                all.append(row);
            }
        }
    };
    for (qsizetype from = 0; from < std::max<qsizetype>(1, skus.size()); from += perChunk) {
        const QStringList chunk = skus.mid(from, perChunk);
        const bool together = from == 0 && chunk.size() * fields.size() + ids.size() <= kMostValues;
        auto rows = itemChunk(fields, chunk, together ? ids : QStringList());
        if (!rows)
            return rows;
        add(*rows);
        if (from != 0 || together)
            continue;
        for (qsizetype i = 0; i < ids.size(); i += kMostValues) {
            auto more = itemChunk(fields, {}, ids.mid(i, kMostValues));
            if (!more)
                return more;
            add(*more);
        }
    }
    return all;
}

Result<Json> OrderLookUp::itemChunk(const QStringList& fields, const QStringList& skus, const QStringList& ids)
{
    QStringList columns{QStringLiteral("id"), QStringLiteral("itemid"), QStringLiteral("displayname"), QStringLiteral("itemtype"),
                        QStringLiteral("isinactive")};
    QStringList conditions;
    QStringList values;
    for (const QString& field : fields) {
        if (!columns.contains(field))
            columns += field;
        if (skus.isEmpty())
            continue;
        // Without letter case, also for stores that mind it: the difference is worth telling.
        conditions += QStringLiteral("UPPER(i.%1) IN %2").arg(field, suiteql::list(skus.size(), QStringLiteral("UPPER")));
        values += skus;
    }
    if (!ids.isEmpty()) {
        conditions += QStringLiteral("i.id IN %1").arg(suiteql::list(ids.size()));
        values += ids;
    }
    if (conditions.isEmpty())
        return Json::array();
    const QString query = QStringLiteral("SELECT i.%1 FROM item i WHERE %2 ORDER BY i.id")
                              .arg(columns.join(QStringLiteral(", i.")), conditions.join(QStringLiteral(" OR ")));
    const auto rows = m_context.netsuite->suiteQl(query, values, m_context.stop);
    if (!rows) {
        Error error = rows.error();
        if (error.kind == ErrorKind::Rejected && fields != QStringList{QStringLiteral("itemid")})
            error.remedy = Words::tr("Check that the item fields of the store's SKU match exist in NetSuite: %1.")
                               .arg(fields.join(QStringLiteral(", ")));
        return fail(std::move(error));
    }
    Json result = Json::array();
    for (const netsuite::SuiteQlRow& row : *rows) {
        Json item = Json::object();
        for (const auto& [column, value] : row)
            item.set(column, value);
        result.append(std::move(item));
    }
    return result;
}

Result<Json> OrderLookUp::cancelledOrders(const QStringList& orderIds)
{
    Json result = Json::object();
    for (qsizetype from = 0; from < orderIds.size(); from += kMostValues) {
        const QStringList chunk = orderIds.mid(from, kMostValues);
        const auto rows = m_context.netsuite->suiteQl(
            QStringLiteral("SELECT t.id, t.tranid, t.status, t.otherrefnum, tl.id AS line, tl.isclosed FROM transaction t "
                           "JOIN transactionline tl ON tl.transaction = t.id "
                           "WHERE t.type = 'SalesOrd' AND t.otherrefnum IN %1 AND tl.mainline = 'F' AND tl.taxline = 'F' "
                           "AND tl.itemtype <> 'ShipItem' ORDER BY t.id, tl.id")
                .arg(suiteql::list(chunk.size())),
            chunk, m_context.stop);
        if (!rows)
            return fail(rows.error());
        std::map<QString, std::map<QString, Json>> byOrder; // Amazon order id -> document id -> document
        for (const netsuite::SuiteQlRow& row : *rows) {
            Json& document = byOrder[textOf(row, QStringLiteral("otherrefnum"))][textOf(row, QStringLiteral("id"))];
            document.set(QStringLiteral("id"), textOf(row, QStringLiteral("id")));
            document.set(QStringLiteral("name"), textOf(row, QStringLiteral("tranid")));
            document.set(QStringLiteral("status"), textOf(row, QStringLiteral("status")));
            Json line = Json::object();
            line.set(QStringLiteral("line"), textOf(row, QStringLiteral("line")));
            line.set(QStringLiteral("closed"), textOf(row, QStringLiteral("isclosed")) == QStringLiteral("T"));
            Json lines = document[u"lines"];
            document.set(QStringLiteral("lines"), lines.append(std::move(line)));
        }
        for (auto& [orderId, documents] : byOrder) {
            Json list = Json::array();
            for (auto& [id, document] : documents)
                list.append(std::move(document));
            result.set(orderId, std::move(list));
        }
    }
    return result;
}

} // namespace causeway::flows
