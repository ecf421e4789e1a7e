// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ItemLookUp.h"

#include <algorithm>

#include <QCoreApplication>
#include <QSet>

#include "base/Text.h"
#include "flows/SuiteQlText.h"
#include "mapping/SkuMatcher.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ItemLookUp)
};

constexpr qsizetype kMostValues = 500;

/// One question: which items have one of these SKUs or ASINs in the match fields, or one of these ids?
struct Wanted
{
    QStringList skus, asins, ids;
};

Result<Json> itemChunk(const QStringList& fields, const Wanted& wanted, FlowContext& context)
{
    QStringList columns{QStringLiteral("id"), QStringLiteral("itemid"), QStringLiteral("displayname"), QStringLiteral("itemtype"),
                        QStringLiteral("isinactive")};
    QStringList conditions;
    QStringList values;
    for (const QString& field : fields) {
        const QString column = mapping::skuColumn(field);
        const QStringList& texts = mapping::isAsinField(field) ? wanted.asins : wanted.skus;
        if (!columns.contains(column))
            columns += column;
        if (texts.isEmpty())
            continue;
        // Without letter case, also for stores that mind it: the difference is worth telling.
        conditions += QStringLiteral("UPPER(i.%1) IN %2").arg(column, suiteql::list(texts.size(), QStringLiteral("UPPER")));
        values += texts;
    }
    if (!wanted.ids.isEmpty()) {
        conditions += QStringLiteral("i.id IN %1").arg(suiteql::list(wanted.ids.size()));
        values += wanted.ids;
    }
    if (conditions.isEmpty())
        return Json::array();
    const QString query = QStringLiteral("SELECT i.%1 FROM item i WHERE %2 ORDER BY i.id")
                              .arg(columns.join(QStringLiteral(", i.")), conditions.join(QStringLiteral(" OR ")));
    const auto rows = context.netsuite->suiteQl(query, values, context.stop);
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
} // namespace

Result<Json> readItems(const QStringList& skus, const QStringList& ids, FlowContext& context, const QStringList& asins)
{
    QStringList fields;
    for (const QString& field : context.store.defaults.skuFields) {
        if (!suiteql::isColumn(mapping::skuColumn(field)))
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
    const qsizetype most = std::max(skus.size(), asins.size());
    for (qsizetype from = 0; from < std::max<qsizetype>(1, most); from += perChunk) {
        const QStringList chunk = skus.mid(from, perChunk), asinChunk = asins.mid(from, perChunk);
        const bool together = from == 0 && std::max(chunk.size(), asinChunk.size()) * fields.size() + ids.size() <= kMostValues;
        auto rows = itemChunk(fields, {chunk, asinChunk, together ? ids : QStringList()}, context);
        if (!rows)
            return rows;
        add(*rows);
        if (from != 0 || together)
            continue;
        for (qsizetype i = 0; i < ids.size(); i += kMostValues) {
            auto more = itemChunk(fields, {{}, {}, ids.mid(i, kMostValues)}, context);
            if (!more)
                return more;
            add(*more);
        }
    }
    return all;
}

} // namespace causeway::flows
