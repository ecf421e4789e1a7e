// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/RefundFetch.h"

#include <algorithm>

#include <QCoreApplication>

#include "amazon/Api.h"
#include "base/Hash.h"
#include "mapping/RefundMoney.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::RefundFetch)
};

constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;
/// Five seconds more for clocks that differ.
constexpr qint64 kEndBeforeNowMs = amazon::kFinanceDelayMs + 5'000;
constexpr qint64 kTokenLifeMs = 24 * kHourMs;
/// So long after a settlement was read Amazon is asked for the refunds that only the settlement shows.
constexpr qint64 kAskedForMs = 60 * kDayMs;
constexpr int kShortHash = 20;
constexpr qsizetype kOrdersAtOnce = 8; ///< fewer than Amazon allows in a burst, so that a page is never cut short for ever

QString unreadableKey(const QString& id)
{
    return QStringLiteral("posting-") + sha256Hex(id.toUtf8()).left(kShortHash);
}

SourceItem unreadable(const amazon::TransactionPage::Undecodable& lost)
{
    SourceItem item;
    item.key = unreadableKey(lost.id.isEmpty() ? QString::fromUtf8(lost.source.toCanonicalBytes()) : lost.id);
    item.orderId = lost.orderId;
    item.personal = false;
    item.content =
        Json::object({{QStringLiteral("unreadable"), lost.error.message}, {QStringLiteral("order"), lost.orderId}}).toBytes();
    return item;
}

/// A record that posts nothing: it is there so that a person sees the refund, and the settlement waits for it.
SourceItem onlySettled(const OnlySettledRefund& refund)
{
    SourceItem item;
    item.key = refund.event;
    item.orderId = refund.orderId;
    item.personal = false;
    item.updatedAtMs = refund.postedMs;
    item.amount = refund.amount;
    item.content = Json::object({{QStringLiteral("order"), refund.orderId},
                                 {QStringLiteral("onlySettled"), refund.settlement},
                                 {QStringLiteral("seen"), refund.seenMs},
                                 {QStringLiteral("posted"), refund.postedMs},
                                 {QStringLiteral("amount"), refund.amount.amountText()},
                                 {QStringLiteral("currency"), refund.amount.currency()},
                                 {QStringLiteral("doubt"), refund.doubt}})
                       .toBytes();
    return item;
}

SourceItem explained(const QString& event, const QString& orderId)
{
    SourceItem item;
    item.key = event;
    item.orderId = orderId;
    item.personal = false;
    item.skipReason = Words::tr("told by Amazon's postings as another refund");
    item.content = Json::object({{QStringLiteral("order"), orderId}, {QStringLiteral("explained"), true}}).toBytes();
    return item;
}

/// Once as DEFERRED and once as RELEASED within one page is one refund.
void addOnce(SourceItem item, Page& page)
{
    const bool isThere =
        std::any_of(page.items.begin(), page.items.end(), [&](const SourceItem& other) { return other.key == item.key; });
    if (!isThere)
        page.items.push_back(std::move(item));
}

RefundSighting sightingOf(const amazon::Transaction& transaction, const mapping::RefundMoney& money)
{
    RefundSighting sighting;
    sighting.source = QStringLiteral("finances");
    sighting.sourceId = transaction.id;
    sighting.originalId = transaction.originalId();
    sighting.orderId = transaction.identifier(u"ORDER_ID");
    sighting.postedMs = transaction.postedMs;
    for (const mapping::RefundedItem& item : money.items) {
        if (const auto amount = item.toBuyer(); amount && !amount->isZero())
            sighting.lines.push_back({item.sku, *amount});
    }
    return sighting;
}
} // namespace

RefundFetch::RefundFetch(FlowContext& context)
    : m_context(context), m_settings(mapping::RefundSettings::read(context.flow.settings))
{
}

bool RefundFetch::isOurs(const QString& marketplaceId) const
{
    return marketplaceId.isEmpty() || m_context.store.marketplaces.contains(marketplaceId);
}

Result<void> RefundFetch::add(const amazon::Transaction& transaction, Page& page)
{
    if (!mapping::isRefund(transaction) || !isOurs(transaction.marketplaceId))
        return {};
    SourceItem item;
    item.orderId = transaction.identifier(u"ORDER_ID");
    item.personal = false;
    item.updatedAtMs = transaction.postedMs;
    Json content = Json::object({{QStringLiteral("order"), item.orderId},
                                 {QStringLiteral("transaction"), transaction.originalId()},
                                 {QStringLiteral("type"), transaction.type}});
    const auto money = mapping::refundMoney(transaction);
    const auto toBuyer = money ? money->toBuyer() : Result<Money>(fail(money.error()));
    if (!toBuyer) {
        item.key = unreadableKey(transaction.originalId());
        content.set(QStringLiteral("unreadable"), toBuyer.error().message);
        item.content = content.toBytes();
        addOnce(std::move(item), page);
        return {};
    }
    content.set(QStringLiteral("money"), money->toJson());
    item.amount = *toBuyer;
    const RefundSighting sighting = sightingOf(transaction, *money);
    if (sighting.lines.empty()) {
        // Fees and withheld tax alone are Amazon's account with the seller: the settlement books them.
        item.key = unreadableKey(transaction.originalId());
        item.skipReason = Words::tr("nothing went to the buyer");
        item.content = content.toBytes();
        addOnce(std::move(item), page);
        return {};
    }
    const auto event = m_context.refunds->attach(sighting);
    if (!event)
        return fail(event.error());
    item.key = event->key;
    item.updatedAtMs = event->postedMs;
    // As first told: what Amazon held back is listed again under another id and time when it is released.
    content.set(QStringLiteral("posted"), event->postedMs);
    content.setIfPresent(QStringLiteral("doubt"), event->doubt);
    item.content = content.toBytes();
    addOnce(std::move(item), page);
    if (!event->replaces.isEmpty())
        addOnce(explained(event->replaces, sighting.orderId), page);
    return {};
}

Result<void> RefundFetch::addAll(const amazon::TransactionPage& read, Page& page)
{
    for (const amazon::Transaction& transaction : read.transactions) {
        if (auto added = add(transaction, page); !added)
            return added;
    }
    for (const auto& lost : read.undecodable)
        page.items.push_back(unreadable(lost));
    return {};
}

/// Amazon was asked for these orders a moment ago: what its postings do not tell is for a person.
Result<void> RefundFetch::addOnlySettled(const QStringList& orderIds, Page& page)
{
    auto compared = m_context.refunds->compareSettled(orderIds);
    if (!compared)
        return fail(compared.error());
    for (const OnlySettledRefund& refund : compared->open)
        addOnce(onlySettled(refund), page);
    for (const auto& [event, order] : compared->explained)
        addOnce(explained(event, order), page);
    return {};
}

Result<Page> RefundFetch::fetchOrders(const QStringList& orderIds)
{
    Page page;
    for (const QString& orderId : orderIds) {
        amazon::TransactionSearch search;
        search.orderId = orderId.trimmed();
        do {
            auto read = m_context.amazon->listTransactions(search, m_context.stop);
            if (!read)
                return fail(read.error());
            if (auto added = addAll(*read, page); !added)
                return fail(added.error());
            if (!read->nextToken.isEmpty() && read->nextToken == search.nextToken)
                return fail(
                    ErrorKind::Invalid, Words::tr("Amazon's pages of postings go round in a circle; reading was stopped."),
                    Words::tr("Try again later; send a support bundle if it happens again."), QStringLiteral("page-circle"));
            search.nextToken = read->nextToken;
        } while (!search.nextToken.isEmpty());
    }
    return page;
}

Result<Page> RefundFetch::askForSettled(const Cursor& cursor)
{
    auto missing = m_context.refunds->ordersMissingInFinances(m_context.clock.nowMs() - kAskedForMs);
    if (!missing)
        return fail(missing.error());
    const QString askedTo = cursor[u"askedTo"].toString();
    QStringList next;
    for (const QString& orderId : *missing) {
        if (orderId > askedTo && next.size() < kOrdersAtOnce)
            next << orderId;
    }
    auto page = fetchOrders(next);
    if (!page)
        return page;
    if (auto added = addOnlySettled(next, *page); !added)
        return fail(added.error());
    page->next = cursor;
    page->more = next.size() == kOrdersAtOnce;
    if (page->more)
        page->next.set(QStringLiteral("askedTo"), next.last());
    else
        page->next.remove(u"askedTo");
    return page;
}

Result<Page> RefundFetch::fetch(const Cursor& cursor, const FetchRequest& request)
{
    if (!request.keys.isEmpty())
        return fetchOrders(request.keys);
    const qint64 now = m_context.clock.nowMs();
    const bool isSweep = !request.sinceMs && request.stream != QStringLiteral("main");
    if (isSweep && cursor.contains(u"askedTo"))
        return askForSettled(cursor);
    const QString place = request.sinceMs ? QStringLiteral("since") : QStringLiteral("window");
    const Json& kept = cursor[place];
    const qint64 startedAt = kept[u"startedAt"].toInteger().value_or(0);
    const bool goesOn = kept.isObject() && now - startedAt < kTokenLifeMs && startedAt <= now &&
                        (!request.sinceMs || kept[u"after"].toInteger() == request.sinceMs);
    amazon::TransactionSearch search;
    if (goesOn) {
        search.postedAfterMs = kept[u"after"].toInteger();
        search.postedBeforeMs = kept[u"before"].toInteger();
        search.nextToken = kept[u"token"].toString();
    } else {
        const qint64 end = (now - kEndBeforeNowMs) / 1000 * 1000;
        const auto to = cursor[u"to"].toInteger();
        qint64 after = request.sinceMs ? *request.sinceMs
                       : isSweep       ? end - m_settings.sweepDays * kDayMs
                       : to            ? *to - m_settings.overlapHours * kHourMs
                                       : end - m_settings.firstRunDays * kDayMs;
        // A first reading that was cut short goes back as far as it began, or the days in between would be lost.
        if (!request.sinceMs && !isSweep && !to)
            after = std::min(after, kept[u"after"].toInteger().value_or(after));
        // Longer ranges are answered with nothing; what is older comes with the next page.
        search.postedAfterMs = after;
        search.postedBeforeMs = std::min(end, after + amazon::kLongestFinanceRangeMs);
        if (*search.postedBeforeMs <= *search.postedAfterMs)
            return Page{{}, cursor, false};
    }
    auto read = m_context.amazon->listTransactions(search, m_context.stop);
    if (!read && !search.nextToken.isEmpty() && read.error().kind == ErrorKind::Rejected) {
        search.nextToken.clear(); // of no use any more: the range begins again
        read = m_context.amazon->listTransactions(search, m_context.stop);
    }
    if (!read)
        return fail(read.error());
    Page page;
    if (auto added = addAll(*read, page); !added)
        return fail(added.error());
    page.next = cursor.isObject() ? cursor : Json::object();
    if (!read->nextToken.isEmpty() && read->nextToken != search.nextToken) {
        page.next.set(place, Json::object({{QStringLiteral("after"), *search.postedAfterMs},
                                           {QStringLiteral("before"), *search.postedBeforeMs},
                                           {QStringLiteral("startedAt"), goesOn ? startedAt : now},
                                           {QStringLiteral("token"), read->nextToken}}));
        page.more = true;
        return page;
    }
    page.next.remove(place);
    if (isSweep) {
        page.next.set(QStringLiteral("askedTo"), QStringLiteral("")); // and now the orders that only a settlement shows
        page.more = true;
        return page;
    }
    const qint64 end = *search.postedBeforeMs;
    const auto to = cursor[u"to"].toInteger();
    // A range asked for by a person moves the mark only when it leaves no gap behind it.
    if ((!request.sinceMs || (to && *request.sinceMs <= *to)) && end > to.value_or(0))
        page.next.set(QStringLiteral("to"), end);
    page.more = !request.sinceMs && now - kEndBeforeNowMs - end > kHourMs;
    return page;
}

} // namespace causeway::flows
