// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderDocuments.h"

#include <algorithm>

#include "base/Clock.h"
#include "flows/SuiteQlText.h"
#include "mapping/AccountView.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
constexpr qsizetype kMostTogether = 240; // two values each stay under 500

} // namespace

QString orderIdColumn(const config::Configuration& configuration, const Json& account)
{
    const QString ours = QStringLiteral("custbody_amz_order_id");
    const QString field = configuration.netSuite ? configuration.netSuite->field(ours) : ours;
    const bool there = mapping::AccountView(account).surelyHas(u"salesOrder", field);
    return there && suiteql::isColumn(field) ? field.toLower() : QString();
}

qint64 newestOf(const Json& documents)
{
    qint64 newest = 0;
    for (const Json& document : documents.items())
        newest = std::max(newest, document[u"created"].toInteger().value_or(0));
    return newest;
}

Result<std::map<QString, Json>> readOrderDocuments(const QStringList& orderIds, const QStringList& types, FlowContext& context)
{
    std::map<QString, Json> documents;
    const QString idField = orderIdColumn(context.configuration, context.account);
    for (qsizetype from = 0; from < orderIds.size(); from += kMostTogether) {
        const QStringList ids = orderIds.mid(from, kMostTogether);
        QString byOrder = QStringLiteral("t.otherrefnum IN %1").arg(suiteql::list(ids.size()));
        QStringList values = types + ids;
        QString columns = QStringLiteral("t.id, t.tranid, t.type, t.status, t.entity, t.externalid, t.otherrefnum, "
                                         "t.foreigntotal, t.foreignamountunpaid, ml.createdfrom, TO_CHAR(t.createddate, "
                                         "'YYYY-MM-DD\"T\"HH24:MI:SS') AS created");
        if (!idField.isEmpty()) {
            byOrder += QStringLiteral(" OR t.%1 IN %2").arg(idField, suiteql::list(ids.size()));
            columns += QStringLiteral(", t.") + idField;
            values += ids;
        }
        const auto rows = context.netsuite->suiteQl(
            QStringLiteral("SELECT %1 FROM transaction t JOIN transactionline ml ON ml.transaction = t.id AND ml.mainline = 'T' "
                           "WHERE t.type IN %2 AND (%3) ORDER BY t.id")
                .arg(columns, suiteql::list(types.size()), byOrder),
            values, context.stop);
        if (!rows)
            return fail(rows.error());
        for (const netsuite::SuiteQlRow& row : *rows) {
            const QString byField = idField.isEmpty() ? QString() : textOf(row, idField);
            const QString orderId = ids.contains(byField) ? byField : textOf(row, QStringLiteral("otherrefnum"));
            Json document = Json::object();
            document.set(QStringLiteral("id"), textOf(row, QStringLiteral("id")));
            document.set(QStringLiteral("type"), textOf(row, QStringLiteral("type")));
            document.set(QStringLiteral("name"), textOf(row, QStringLiteral("tranid")));
            document.set(QStringLiteral("status"), textOf(row, QStringLiteral("status")));
            document.set(QStringLiteral("entity"), textOf(row, QStringLiteral("entity")));
            document.set(QStringLiteral("total"), textOf(row, QStringLiteral("foreigntotal")));
            document.setIfPresent(QStringLiteral("unpaid"), textOf(row, QStringLiteral("foreignamountunpaid")));
            document.setIfPresent(QStringLiteral("key"), textOf(row, QStringLiteral("externalid")));
            document.setIfPresent(QStringLiteral("from"), textOf(row, QStringLiteral("createdfrom")));
            if (const auto created = fromIso8601(textOf(row, QStringLiteral("created")) + u'Z'))
                document.set(QStringLiteral("created"), *created);
            Json& list = documents[orderId];
            list.append(std::move(document));
        }
    }
    return documents;
}

} // namespace causeway::flows
