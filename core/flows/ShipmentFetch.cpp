// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipmentFetch.h"

#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>

#include "base/Clock.h"
#include "flows/ChangeWindow.h"
#include "flows/SuiteQlText.h"
#include "mapping/AccountView.h"
#include "mapping/OrderMapper.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ShipmentFetch)
};

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr std::size_t kPage = 400; // values of one IN list
const QString kAnyStore = QStringLiteral("AMZ-SO-");

bool isOrderId(const QString& text)
{
    static const QRegularExpression kForm(QStringLiteral("^[0-9]{3}-[0-9]{7}-[0-9]{7}$"));
    return kForm.match(text).hasMatch();
}

bool mayLack(const Error& error)
{
    return error.kind == ErrorKind::Rejected || error.kind == ErrorKind::Invalid;
}
} // namespace

ShipmentFetch::ShipmentFetch(FlowContext& context)
    : m_context(context), m_settings(mapping::ShipmentSettings::read(context.flow.settings))
{
    m_ownPrefix = mapping::OrderMapper::salesOrderKey(context.store, context.configuration, {});
}

QString ShipmentFetch::field(const char* ours) const
{
    const QString name = QString::fromLatin1(ours);
    const QString own = m_context.configuration.netSuite ? m_context.configuration.netSuite->field(name) : name;
    const bool there = mapping::AccountView(m_context.account).surelyHas(u"salesOrder", own);
    return there && suiteql::isColumn(own) ? own.toLower() : QString();
}

Result<Page> ShipmentFetch::fetch(const Cursor& cursor, const FetchRequest& request)
{
    if (!request.keys.isEmpty())
        return fetchKeys(request.keys);
    const ChangeWindow window(
        cursor, request, m_context.clock.nowMs(),
        {m_settings.firstRunDays * kDayMs, m_settings.overlapMinutes * kMinuteMs, m_settings.sweepHours * kHourMs});
    auto rows = headers(QStringLiteral("f.status IN ('C', 'ItemShip:C') AND ") + ChangeWindow::condition(QStringLiteral("f")),
                        window.values());
    if (!rows)
        return fail(rows.error());
    const bool more = rows->size() > kPage;
    if (more)
        rows->resize(kPage);
    const QString reached = rows->empty() ? QString() : textOf(rows->back(), "id");
    std::erase_if(*rows, [&](const auto& row) { return isOtherStores(row); });
    auto made = items(*rows);
    if (!made)
        return fail(made.error());

    Page page;
    page.items = std::move(*made);
    page.more = more;
    page.next = window.next(more, reached);
    return page;
}

Result<Page> ShipmentFetch::fetchKeys(const QStringList& keys)
{
    static const QRegularExpression kNumber(QStringLiteral("^[0-9]{1,18}$"));
    QStringList ids, orders;
    for (const QString& key : keys) {
        const QString text = key.trimmed();
        if (kNumber.match(text).hasMatch())
            ids += text;
        else if (isOrderId(text))
            orders += text;
    }
    Page page;
    const QString idField = field("custbody_amz_order_id");
    for (const auto& [column, values] :
         {std::pair{QStringLiteral("f.id"), ids},
          std::pair{idField.isEmpty() ? QStringLiteral("so.otherrefnum") : QStringLiteral("so.") + idField, orders}}) {
        if (values.isEmpty())
            continue;
        auto rows = headers(QStringLiteral("%1 IN %2").arg(column, suiteql::list(values.size())), values);
        if (!rows)
            return fail(rows.error());
        std::erase_if(*rows, [&](const auto& row) { return isOtherStores(row); });
        auto made = items(*rows);
        if (!made)
            return fail(made.error());
        for (SourceItem& item : *made)
            page.items.push_back(std::move(item));
    }
    return page;
}

Result<ShipmentFetch::Rows> ShipmentFetch::headers(const QString& where, const QStringList& values)
{
    const QString idField = field("custbody_amz_order_id");
    QString columns = QStringLiteral("f.id, f.tranid, f.status, TO_CHAR(f.trandate, 'YYYY-MM-DD') AS shipped, "
                                     "TO_CHAR(f.lastmodifieddate, 'YYYY-MM-DD\"T\"HH24:MI:SS') AS modified, f.shipmethod, "
                                     "so.id AS soid, so.tranid AS sonumber, so.externalid AS soexternalid, so.otherrefnum");
    const auto add = [&](const char* ours, const char* as) {
        if (const QString name = field(ours); !name.isEmpty())
            columns += QStringLiteral(", so.%1 AS %2").arg(name, QString::fromLatin1(as));
    };
    add("custbody_amz_order_id", "amazonorder");
    add("custbody_amz_fulfillment", "amazonfulfillment");
    add("custbody_amz_do_not_ship", "donotship");
    const QString isAmazon = idField.isEmpty() ? QStringLiteral("so.otherrefnum LIKE '___-_______-_______'")
                                               : QStringLiteral("so.%1 IS NOT NULL").arg(idField);
    return m_context.netsuite->suiteQl(
        QStringLiteral("SELECT %1 FROM transaction f JOIN transactionline ml ON ml.transaction = f.id AND ml.mainline = 'T' "
                       "JOIN transaction so ON so.id = ml.createdfrom WHERE f.type = 'ItemShip' AND so.type = 'SalesOrd' AND %2 "
                       "AND %3 ORDER BY f.id FETCH FIRST %4 ROWS ONLY")
            .arg(columns, isAmazon, where)
            .arg(kPage + 1),
        values, m_context.stop);
}

bool ShipmentFetch::isOtherStores(const netsuite::SuiteQlRow& row) const
{
    const QString externalId = textOf(row, "soexternalid");
    return externalId.startsWith(kAnyStore) && !externalId.startsWith(m_ownPrefix);
}

Result<std::vector<SourceItem>> ShipmentFetch::items(const Rows& rows)
{
    std::vector<SourceItem> made;
    if (rows.empty())
        return made;
    QStringList ids;
    for (const netsuite::SuiteQlRow& row : rows)
        ids += textOf(row, "id");
    const QString in = suiteql::list(ids.size());
    const auto lines = m_context.netsuite->suiteQl(
        QStringLiteral("SELECT tl.transaction AS document, tl.id, tl.item, tl.quantity FROM transactionline tl WHERE "
                       "tl.transaction IN %1 AND tl.mainline = 'F' AND tl.taxline = 'F' ORDER BY tl.transaction, tl.id")
            .arg(in),
        ids, m_context.stop);
    if (!lines)
        return fail(lines.error());
    auto tracking = m_context.netsuite->suiteQl(
        QStringLiteral("SELECT tm.transaction AS document, tn.id, tn.trackingnumber FROM trackingnumbermap tm JOIN "
                       "trackingnumber tn ON tn.id = tm.trackingnumber WHERE tm.transaction IN %1 ORDER BY tm.transaction, tn.id")
            .arg(in),
        ids, m_context.stop);
    // Which accounts show these tables is not documented: without them a change is seen by the time of the last edit.
    const bool knowsTracking = tracking.has_value();
    if (!tracking && !mayLack(tracking.error()))
        return fail(tracking.error());

    std::map<QString, Json> linesOf, trackingOf;
    for (const netsuite::SuiteQlRow& row : *lines)
        linesOf[textOf(row, "document")].append(Json::array({Json(textOf(row, "item")), Json(textOf(row, "quantity"))}));
    if (knowsTracking) {
        for (const netsuite::SuiteQlRow& row : *tracking)
            trackingOf[textOf(row, "document")].append(textOf(row, "trackingnumber"));
    }
    made.reserve(rows.size());
    for (const netsuite::SuiteQlRow& row : rows) {
        const QString id = textOf(row, "id");
        made.push_back(itemOf(row, std::move(linesOf[id]), std::move(trackingOf[id]), knowsTracking));
    }
    return made;
}

SourceItem ShipmentFetch::itemOf(const netsuite::SuiteQlRow& row, Json lines, Json tracking, bool knowsTracking) const
{
    const QString own = textOf(row, "amazonorder").trimmed();
    const QString orderId = own.isEmpty() ? textOf(row, "otherrefnum").trimmed() : own;
    Json content = Json::object();
    content.set(QStringLiteral("id"), textOf(row, "id"));
    content.setIfPresent(QStringLiteral("number"), textOf(row, "tranid"));
    content.set(QStringLiteral("date"), textOf(row, "shipped"));
    content.set(QStringLiteral("salesOrder"),
                Json::object({{QStringLiteral("id"), textOf(row, "soid")}, {QStringLiteral("number"), textOf(row, "sonumber")}}));
    content.set(QStringLiteral("order"), orderId);
    content.setIfPresent(QStringLiteral("fulfillment"), textOf(row, "amazonfulfillment"));
    if (textOf(row, "donotship") == QStringLiteral("T"))
        content.set(QStringLiteral("doNotShip"), true);
    if (!textOf(row, "soexternalid").startsWith(m_ownPrefix))
        content.set(QStringLiteral("foreign"), true);
    content.setIfPresent(QStringLiteral("shipMethod"), textOf(row, "shipmethod"));
    content.set(QStringLiteral("lines"), lines.isNull() ? Json::array() : std::move(lines));
    if (knowsTracking)
        content.set(QStringLiteral("tracking"), tracking.isNull() ? Json::array() : std::move(tracking));
    else
        content.set(QStringLiteral("modified"), textOf(row, "modified"));

    SourceItem item;
    item.key = textOf(row, "id");
    item.orderId = orderId;
    item.updatedAtMs = fromIso8601(textOf(row, "modified") + u'Z').value_or(0);
    item.content = content.toBytes();
    item.personal = false;
    const QString status = textOf(row, "status");
    if (textOf(row, "amazonfulfillment") == QStringLiteral("FBA"))
        item.skipReason = Words::tr("FBA");
    else if (!isOrderId(orderId))
        item.skipReason = Words::tr("no Amazon order");
    else if (status != QStringLiteral("C") && status != QStringLiteral("ItemShip:C"))
        item.waitingReason = Words::tr("not shipped in NetSuite yet");
    return item;
}

} // namespace causeway::flows
