// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/BillingFetch.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

#include "base/Clock.h"
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

QString queryTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

qint64 number(const Json& json)
{
    return json.toInteger().value_or(0);
}

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
    const bool isSince = request.sinceMs.has_value();
    const bool isSweep = !isSince && request.stream != QStringLiteral("main");
    const qint64 now = m_context.clock.nowMs();
    const std::optional<qint64> confirmed = cursor[u"confirmedTo"].toInteger();
    qint64 after = now - m_settings.firstRunDays * kDayMs;
    if (isSince)
        after = *request.sinceMs;
    else if (isSweep)
        after = now - m_settings.sweepDays * kDayMs;
    else if (confirmed)
        after = *confirmed - m_settings.overlapHours * kHourMs;
    qint64 startedAt = now;
    QString lastId = QStringLiteral("0");
    const QString stream = isSince ? QStringLiteral("since") : isSweep ? QStringLiteral("sweep") : QStringLiteral("main");
    const Json& kept = cursor[u"window"];
    const bool goesOn = kept.isObject() && kept[u"stream"].toString() == stream && now - number(kept[u"startedAt"]) < kDayMs &&
                        (!isSince || number(kept[u"after"]) == after);
    if (goesOn) {
        after = number(kept[u"after"]);
        startedAt = number(kept[u"startedAt"]);
        lastId = kept[u"lastId"].toString();
    }
    auto rows = headers(QStringLiteral("so.status IN ('E', 'F', 'SalesOrd:E', 'SalesOrd:F') AND so.lastmodifieddate >= "
                                       "TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS') AND so.id > ?"),
                        {queryTime(after), lastId});
    if (!rows)
        return fail(rows.error());
    const bool more = rows->size() > kPage;
    if (more)
        rows->resize(kPage);
    const QString reached = rows->empty() ? lastId : textOf(rows->back(), "id");
    auto made = items(*rows);
    if (!made)
        return fail(made.error());

    Page page;
    page.items = std::move(*made);
    page.more = more;
    page.next = cursor.isObject() ? cursor : Json::object();
    if (more) {
        Json window = Json::object();
        window.set(QStringLiteral("stream"), stream);
        window.set(QStringLiteral("after"), after);
        window.set(QStringLiteral("startedAt"), startedAt);
        window.set(QStringLiteral("lastId"), reached);
        page.next.set(QStringLiteral("window"), std::move(window));
        return page;
    }
    page.next.remove(u"window");
    // A window asked for by a person moves the mark only when it leaves no gap behind it.
    const bool joins = !isSweep && (!isSince || (confirmed && after <= *confirmed));
    if (joins && startedAt > confirmed.value_or(0))
        page.next.set(QStringLiteral("confirmedTo"), startedAt);
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
