// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderFetch.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Hash.h"
#include "flows/OrderReport.h"
#include "flows/OrderSource.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::OrderFetch)
};

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr qint64 kTokenLifeMs = 24 * kHourMs;
/// Amazon refuses an end less than two minutes ago; five seconds more for clocks that differ.
constexpr qint64 kEndBeforeNowMs = 2 * kMinuteMs + 5'000;
constexpr qsizetype kShortHash = 10;
const QString kMonth = QStringLiteral("month");
const QString kReport = QStringLiteral("report");

const QStringList& includedData()
{
    static const QStringList kData{QStringLiteral("BUYER"),     QStringLiteral("RECIPIENT"),    QStringLiteral("PROCEEDS"),
                                   QStringLiteral("PROMOTION"), QStringLiteral("CANCELLATION"), QStringLiteral("FULFILLMENT"),
                                   QStringLiteral("PACKAGES"),  QStringLiteral("TAX")};
    return kData;
}

qint64 number(const Json& json)
{
    return json.toInteger().value_or(0);
}
} // namespace

OrderFetch::OrderFetch(FlowContext& context) : m_context(context), m_settings(mapping::OrderSettings::read(context.flow)) {}

qint64 OrderFetch::latestEndMs() const
{
    return (m_context.clock.nowMs() - kEndBeforeNowMs) / 1000 * 1000;
}

Result<Page> OrderFetch::fetch(const Cursor& cursor, const FetchRequest& request)
{
    if (!request.keys.isEmpty())
        return fetchKeys(request.keys, request.stream == kReport);
    if (request.stream == kReport)
        return OrderReport(m_context).fetch(cursor, m_settings.reportDays);
    if (request.stream == kMonth && m_settings.checkDays <= 0)
        return Page{{}, cursor, false};
    const bool isSince = request.sinceMs.has_value();
    const bool isSweep = !isSince && request.stream != QStringLiteral("main");
    const QString place = isSince ? QStringLiteral("since") : QStringLiteral("window");

    Window window = nextWindow(cursor, request);
    if (window.beforeMs <= window.afterMs) // nothing can be newer, e.g. right after a run
        return Page{{}, cursor, false};
    auto read = this->read(window);
    if (!read)
        return fail(read.error());

    Page page;
    for (const amazon::Order& order : read->orders)
        page.items.push_back(orderSource(order, m_settings, m_context.configuration.retention));
    for (const auto& broken : read->undecodable)
        page.items.push_back(brokenOrderSource(broken));

    page.next = cursor.isObject() ? cursor : Json::object();
    if (!read->nextToken.isEmpty()) {
        const QString hash = sha256Hex(read->nextToken.toUtf8()).left(kShortHash);
        if (window.seen.contains(hash))
            return fail(
                ErrorKind::Invalid, Words::tr("Amazon's pages of orders go round in a circle; reading was stopped."),
                Words::tr("The period is read anew after a day at the latest; send a support bundle if it happens again."),
                QStringLiteral("page-circle"));
        window.seen += hash;
        Json seen = Json::array();
        for (const QString& one : window.seen)
            seen.append(one);
        Json json = Json::object();
        json.set(QStringLiteral("from"), window.from);
        json.set(QStringLiteral("after"), window.afterMs);
        json.set(QStringLiteral("before"), window.beforeMs);
        json.set(QStringLiteral("startedAt"), window.startedAtMs);
        json.set(QStringLiteral("token"), read->nextToken);
        json.set(QStringLiteral("seen"), std::move(seen));
        page.next.set(place, std::move(json));
        page.more = true;
        return page;
    }
    // The window is complete.
    page.next.remove(place);
    if (isSweep)
        return page;
    const qint64 end = std::min(read->lastUpdatedBeforeMs.value_or(window.beforeMs), window.beforeMs);
    const std::optional<qint64> confirmed = cursor[u"confirmedTo"].toInteger();
    // A window asked for by a person moves the mark only when it leaves no gap behind it, and never back.
    const bool joins = !isSince || (confirmed && window.afterMs <= *confirmed);
    if (joins && end > confirmed.value_or(0))
        page.next.set(QStringLiteral("confirmedTo"), end);
    // A window begun long ago leaves newer orders; they are read at once.
    if (!isSince)
        page.more = latestEndMs() - end > std::max<qint64>(m_settings.overlapMinutes, 1) * kMinuteMs;
    return page;
}

OrderFetch::Window OrderFetch::nextWindow(const Cursor& cursor, const FetchRequest& request) const
{
    const qint64 now = m_context.clock.nowMs();
    const bool isSince = request.sinceMs.has_value();
    const Json& kept = cursor[isSince ? u"since" : u"window"];
    const bool fresh = kept.isObject() && now - number(kept[u"startedAt"]) < kTokenLifeMs && number(kept[u"startedAt"]) <= now;
    if (fresh && (!isSince || number(kept[u"from"]) == *request.sinceMs)) {
        Window window{number(kept[u"from"]),      number(kept[u"after"]),    number(kept[u"before"]),
                      number(kept[u"startedAt"]), kept[u"token"].toString(), {}};
        for (const Json& hash : kept[u"seen"].items())
            window.seen += hash.toString();
        return window;
    }
    Window window;
    window.beforeMs = latestEndMs();
    window.startedAtMs = now;
    const std::optional<qint64> confirmed = cursor[u"confirmedTo"].toInteger();
    if (isSince)
        window.afterMs = *request.sinceMs;
    else if (request.stream != QStringLiteral("main")) {
        // What is younger belongs to the main stream, which may end by its overlap earlier.
        window.beforeMs -= OrderReport::kYoungestMs + m_settings.overlapMinutes * kMinuteMs;
        window.afterMs =
            window.beforeMs - (request.stream == kMonth ? m_settings.checkDays * kDayMs : m_settings.sweepHours * kHourMs);
    } else if (confirmed)
        window.afterMs = *confirmed - m_settings.overlapMinutes * kMinuteMs;
    else {
        window.afterMs = window.beforeMs - m_settings.firstRunDays * kDayMs;
        // A first reading that was cut short goes back as far as it began, or the days in between would be lost.
        window.afterMs = std::min(window.afterMs, kept[u"after"].toInteger().value_or(window.afterMs));
    }
    window.from = isSince ? *request.sinceMs : window.afterMs;
    return window;
}

amazon::OrderSearch OrderFetch::search(const Window& window) const
{
    amazon::OrderSearch search;
    search.lastUpdatedAfterMs = window.afterMs;
    search.lastUpdatedBeforeMs = window.beforeMs;
    search.marketplaceIds = m_context.store.marketplaces;
    search.fulfilledBy = m_settings.isFba ? QStringLiteral("AMAZON") : QStringLiteral("MERCHANT");
    search.includedData = includedData();
    search.paginationToken = window.token;
    return search;
}

Result<amazon::OrderPage> OrderFetch::read(Window& window)
{
    auto page = m_context.amazon->searchOrders(search(window), m_context.stop);
    if (page || window.token.isEmpty())
        return page;
    const Error& error = page.error();
    const bool tokenRefused = error.kind == ErrorKind::Rejected || error.code == QStringLiteral("page-repeated");
    if (!tokenRefused)
        return page;
    // The token is of no use any more: the window begins again, its records are absorbed by their keys.
    window.token.clear();
    window.seen.clear();
    window.startedAtMs = m_context.clock.nowMs();
    return m_context.amazon->searchOrders(search(window), m_context.stop);
}

/// mayBeBroken: one order that cannot be read becomes a record with the reason, instead of holding up those asked for with it.
Result<Page> OrderFetch::fetchKeys(const QStringList& keys, bool mayBeBroken)
{
    Page page;
    for (const QString& key : keys) {
        auto order = m_context.amazon->getOrder(key.trimmed(), includedData(), m_context.stop);
        if (!order && mayBeBroken && order.error().kind == ErrorKind::Invalid) {
            page.items.push_back(
                brokenOrderSource({key.trimmed(), order.error(), Json::object({{QStringLiteral("orderId"), key.trimmed()}})}));
            continue;
        }
        if (!order)
            return fail(order.error());
        if (*order)
            page.items.push_back(orderSource(**order, m_settings, m_context.configuration.retention));
    }
    return page;
}

} // namespace causeway::flows
