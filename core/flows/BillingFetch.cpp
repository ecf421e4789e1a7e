// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/BillingFetch.h"

#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>

#include "base/Clock.h"
#include "flows/ChangeWindow.h"
#include "flows/OrderLines.h"
#include "flows/SuiteQlText.h"
#include "mapping/AccountView.h"
#include "mapping/OrderMapper.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::BillingFetch)
};

constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr std::size_t kPage = 400; // values of one IN list
const QString kAnyStore = QStringLiteral("AMZ-SO-");

bool isBillable(const QString& status)
{
    return status == QStringLiteral("E") || status == QStringLiteral("F");
}
} // namespace

BillingFetch::BillingFetch(FlowContext& context)
    : m_context(context),
      m_settings(mapping::BillingSettings::read(context.flow.settings)),
      m_ownPrefix(mapping::OrderMapper::salesOrderKey(context.store, context.configuration, {}))
{
}

QString BillingFetch::orderIdField() const
{
    const QString ours = QStringLiteral("custbody_amz_order_id");
    const QString field = m_context.configuration.netSuite ? m_context.configuration.netSuite->field(ours) : ours;
    const bool there = mapping::AccountView(m_context.account).surelyHas(u"salesOrder", field);
    return there && suiteql::isColumn(field) ? field.toLower() : QString();
}

Result<Page> BillingFetch::fetch(const Cursor& cursor, const FetchRequest& request)
{
    if (!request.keys.isEmpty())
        return fetchKeys(request.keys);
    const ChangeWindow window(
        cursor, request, m_context.clock.nowMs(),
        {m_settings.firstRunDays * kDayMs, m_settings.overlapHours * kHourMs, m_settings.sweepDays * kDayMs});
    auto rows = headers(QStringLiteral("so.status IN ('E', 'F', 'SalesOrd:E', 'SalesOrd:F') AND ") +
                            ChangeWindow::condition(QStringLiteral("so")),
                        window.values());
    if (!rows)
        return fail(rows.error());
    const bool more = rows->size() > kPage;
    if (more)
        rows->resize(kPage);
    const QString reached = rows->empty() ? QString() : textOf(rows->back(), "id");
    auto made = items(*rows);
    if (!made)
        return fail(made.error());

    Page page;
    page.items = std::move(*made);
    page.more = more;
    page.next = window.next(more, reached);
    return page;
}

Result<Page> BillingFetch::fetchKeys(const QStringList& keys)
{
    static const QRegularExpression kNumber(QStringLiteral("^[0-9]{1,18}$"));
    QStringList ids, orders;
    for (const QString& key : keys)
        (kNumber.match(key.trimmed()).hasMatch() ? ids : orders) += key.trimmed();
    Page page;
    const QString field = orderIdField();
    for (const auto& [column, values] :
         {std::pair{QStringLiteral("so.id"), ids},
          std::pair{QStringLiteral("so.") + (field.isEmpty() ? QStringLiteral("otherrefnum") : field), orders}}) {
        if (values.isEmpty())
            continue;
        const auto rows = headers(QStringLiteral("%1 IN %2").arg(column, suiteql::list(values.size())), values);
        if (!rows)
            return fail(rows.error());
        auto made = items(*rows);
        if (!made)
            return fail(made.error());
        std::move(made->begin(), made->end(), std::back_inserter(page.items));
    }
    return page;
}

Result<BillingFetch::Rows> BillingFetch::headers(const QString& where, const QStringList& values)
{
    const QString field = orderIdField();
    QString columns = QStringLiteral("so.id, so.tranid, so.status, so.externalid, so.otherrefnum, "
                                     "TO_CHAR(so.lastmodifieddate, 'YYYY-MM-DD\"T\"HH24:MI:SS') AS modified");
    if (!field.isEmpty())
        columns += QStringLiteral(", so.%1 AS amazonorder").arg(field);
    if (mapping::AccountView(m_context.account).feature(u"multiCurrency", false))
        columns += QStringLiteral(", so.currency");
    const QString isAmazon = field.isEmpty() ? QStringLiteral("so.otherrefnum LIKE '___-_______-_______'")
                                             : QStringLiteral("so.%1 IS NOT NULL").arg(field);
    return m_context.netsuite->suiteQl(
        QStringLiteral("SELECT %1 FROM transaction so WHERE so.type = 'SalesOrd' AND %2 AND %3 ORDER BY so.id "
                       "FETCH FIRST %4 ROWS ONLY")
            .arg(columns, isAmazon, where)
            .arg(kPage + 1),
        values, m_context.stop);
}

Result<std::vector<SourceItem>> BillingFetch::items(const Rows& rows)
{
    std::vector<SourceItem> made;
    QStringList ids;
    const auto isOtherStores = [this](const netsuite::SuiteQlRow& row) {
        const QString externalId = textOf(row, "externalid");
        return externalId.startsWith(kAnyStore) && !externalId.startsWith(m_ownPrefix);
    };
    for (const netsuite::SuiteQlRow& row : rows) {
        if (!isOtherStores(row))
            ids += textOf(row, "id");
    }
    if (ids.isEmpty())
        return made;
    auto lines = readOrderLines(ids, m_context);
    if (!lines)
        return fail(lines.error());
    const auto days = m_context.netsuite->suiteQl(
        QStringLiteral("SELECT ml.createdfrom AS salesorder, MAX(TO_CHAR(f.trandate, 'YYYY-MM-DD')) AS day FROM transaction f "
                       "JOIN transactionline ml ON ml.transaction = f.id AND ml.mainline = 'T' WHERE f.type = 'ItemShip' AND "
                       "ml.createdfrom IN %1 GROUP BY ml.createdfrom ORDER BY ml.createdfrom")
            .arg(suiteql::list(ids.size())),
        ids, m_context.stop);
    if (!days)
        return fail(days.error());
    for (const netsuite::SuiteQlRow& row : rows) {
        if (isOtherStores(row))
            continue;
        const QString id = textOf(row, "id"), own = textOf(row, "amazonorder").trimmed();
        Json fulfilled = Json::array();
        for (const Json& line : (*lines)[id].items())
            fulfilled.append(Json::array({line[u"line"], line[u"fulfilled"]}));
        Json content = Json::object();
        content.set(QStringLiteral("id"), id);
        content.setIfPresent(QStringLiteral("number"), textOf(row, "tranid"));
        content.set(QStringLiteral("order"), own.isEmpty() ? textOf(row, "otherrefnum").trimmed() : own);
        if (!textOf(row, "externalid").startsWith(m_ownPrefix))
            content.set(QStringLiteral("foreign"), true);
        content.setIfPresent(QStringLiteral("currency"), textOf(row, "currency"));
        content.set(QStringLiteral("fulfilled"), std::move(fulfilled));
        for (const netsuite::SuiteQlRow& day : *days) {
            if (textOf(day, "salesorder") == id)
                content.setIfPresent(QStringLiteral("fulfilledOn"), textOf(day, "day"));
        }
        SourceItem item;
        item.key = id;
        item.orderId = content[u"order"].toString();
        item.updatedAtMs = fromIso8601(textOf(row, "modified") + u'Z').value_or(0);
        item.content = content.toBytes();
        item.personal = false;
        if (!isBillable(textOf(row, "status").section(u':', -1)))
            item.waitingReason = Words::tr("nothing to be billed in NetSuite yet");
        made.push_back(std::move(item));
    }
    return made;
}

} // namespace causeway::flows
