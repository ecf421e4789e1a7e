// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "FakeRemotes.h"
#include "flows/OrdersMfn.h"
#include "testkit/FakeClock.h"
#include "unit/OrderWorld.h"

using namespace causeway;
using namespace causeway::flows;
using namespace causeway::tests;

namespace {
constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

struct World : OrderWorld
{
    FakeClock clock;
    FakeAmazon amazon;
    FakeNetSuite netsuite;
    config::FlowSettings flow;
    OrdersMfn orders;

    Result<Page> fetch(const Cursor& cursor, const FetchRequest& request = {})
    {
        FlowContext context{&amazon, &netsuite, clock, {}, configuration, store, flow, account};
        return orders.fetch(cursor, request, context);
    }
    static Json order(int number, const char* status = "UNSHIPPED", const char* by = "MERCHANT")
    {
        Json json = orderJson({orderItem("A-1", 1, {part("ITEM", "10.00")}, "10.00")}, "10.00");
        json.set(QStringLiteral("orderId"), QStringLiteral("113-0000000-%1").arg(number, 7, 10, QLatin1Char('0')));
        json = with(json, QStringLiteral("fulfillment.fulfillmentStatus"), QString::fromLatin1(status));
        return with(json, QStringLiteral("fulfillment.fulfilledBy"), QString::fromLatin1(by));
    }
    void page(const std::vector<Json>& sources, const QString& nextToken = {})
    {
        amazon::OrderPage result;
        for (const Json& source : sources)
            result.orders.push_back(orderOf(source));
        result.nextToken = nextToken;
        result.lastUpdatedBeforeMs = amazon.searches.empty() && amazon.pages.empty() ? std::optional<qint64>() : std::nullopt;
        amazon.pages.push_back(result);
    }
};

qint64 confirmed(const Cursor& cursor)
{
    return cursor[u"confirmedTo"].toInteger().value_or(0);
}
} // namespace

class OrderFetchTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstRunReadsThirtyDaysPageByPage()
    {
        World world;
        world.page({World::order(1)}, QStringLiteral("t1"));
        world.page({World::order(2)});
        const qint64 now = world.clock.nowMs();

        const auto first = world.fetch({});
        QVERIFY(first);
        QVERIFY(first->more);
        QCOMPARE(confirmed(first->next), 0); // not before the last page is stored
        world.clock.advance(3 * kMinute);
        const auto second = world.fetch(first->next);
        QVERIFY(second);
        QVERIFY(!second->more);

        QCOMPARE(world.amazon.searches.size(), 2U);
        const auto& asked = world.amazon.searches;
        QVERIFY(*asked[0].lastUpdatedBeforeMs <= now - 2 * kMinute);
        QVERIFY(*asked[0].lastUpdatedBeforeMs >= now - 3 * kMinute);
        QCOMPARE(*asked[0].lastUpdatedAfterMs, *asked[0].lastUpdatedBeforeMs - 30 * kDay);
        QCOMPARE(*asked[1].lastUpdatedAfterMs, *asked[0].lastUpdatedAfterMs); // the same window, although time went on
        QCOMPARE(*asked[1].lastUpdatedBeforeMs, *asked[0].lastUpdatedBeforeMs);
        QCOMPARE(asked[1].paginationToken, QStringLiteral("t1"));
        QCOMPARE(asked[0].marketplaceIds, world.store.marketplaces);
        QCOMPARE(asked[0].fulfilledBy, QStringLiteral("MERCHANT"));
        for (const char* data : {"BUYER", "RECIPIENT", "PROCEEDS", "PROMOTION", "CANCELLATION", "FULFILLMENT", "PACKAGES", "TAX"})
            QVERIFY2(asked[0].includedData.contains(QLatin1StringView(data)), data);
        QCOMPARE(confirmed(second->next), *asked[0].lastUpdatedBeforeMs);
        QVERIFY(!second->next.contains(u"window"));
    }

    void theNextRunOverlaps()
    {
        World world;
        const qint64 mark = world.clock.nowMs() - kHour;
        world.page({});
        const auto page = world.fetch(Json::object({{QStringLiteral("confirmedTo"), mark}}));
        QVERIFY(page);
        QCOMPARE(*world.amazon.searches[0].lastUpdatedAfterMs, mark - 15 * kMinute);
        QVERIFY(confirmed(page->next) > mark);
    }

    void amazonsOwnEndIsTheNextMark()
    {
        World world;
        amazon::OrderPage answer;
        answer.lastUpdatedBeforeMs = world.clock.nowMs() - 10 * kMinute;
        world.amazon.pages.push_back(answer);
        const auto page = world.fetch(Json::object({{QStringLiteral("confirmedTo"), world.clock.nowMs() - kHour}}));
        QCOMPARE(confirmed(page->next), *answer.lastUpdatedBeforeMs);
    }

    void aCrashRepeatsAtMostOnePage()
    {
        World world;
        world.page({World::order(1)}, QStringLiteral("t1"));
        const auto first = world.fetch({});
        world.page({World::order(2)});
        world.page({World::order(2)});
        QVERIFY(world.fetch(first->next)); // its result is lost in a crash
        const auto again = world.fetch(first->next);
        QCOMPARE(world.amazon.searches[2].paginationToken, QStringLiteral("t1"));
        QCOMPARE(again->items.size(), 1U);
        QVERIFY(confirmed(again->next) > 0);
    }

    void aRefusedTokenBeginsTheWindowAgain()
    {
        World world;
        world.page({World::order(1)}, QStringLiteral("t1"));
        const auto first = world.fetch({});
        world.amazon.pages.push_back(fail(ErrorKind::Rejected, QStringLiteral("paginationToken has expired.")));
        world.page({World::order(1)}, QStringLiteral("t2"));
        const auto again = world.fetch(first->next);
        QVERIFY(again);
        QVERIFY(again->more);
        QCOMPARE(world.amazon.searches.size(), 3U);
        QVERIFY(world.amazon.searches[2].paginationToken.isEmpty());
        QCOMPARE(*world.amazon.searches[2].lastUpdatedAfterMs, *world.amazon.searches[0].lastUpdatedAfterMs);
        QCOMPARE(confirmed(again->next), 0);
    }

    void aTokenOfAnotherDayIsNotTried()
    {
        World world;
        world.page({World::order(1)}, QStringLiteral("t1"));
        const auto first = world.fetch({});
        world.clock.advance(kDay + kMinute);
        world.page({});
        const auto again = world.fetch(first->next);
        QVERIFY(again);
        QVERIFY(world.amazon.searches[1].paginationToken.isEmpty());
        QVERIFY(confirmed(again->next) > *world.amazon.searches[0].lastUpdatedBeforeMs);
    }

    /// Installed on Friday, switched off over the weekend in the middle of the first reading.
    void aFirstReadingThatWasCutShortLosesNoDays()
    {
        World world;
        world.page({World::order(1)}, QStringLiteral("t1"));
        const auto first = world.fetch({});
        world.clock.advance(5 * kDay);
        world.page({}, QStringLiteral("t2"));
        const auto again = world.fetch(first->next);
        QVERIFY(again);
        QCOMPARE(*world.amazon.searches[1].lastUpdatedAfterMs, *world.amazon.searches[0].lastUpdatedAfterMs);
        world.clock.advance(5 * kDay);
        world.page({});
        QVERIFY(world.fetch(again->next));
        QCOMPARE(*world.amazon.searches[2].lastUpdatedAfterMs, *world.amazon.searches[0].lastUpdatedAfterMs);
    }

    void anOldWindowIsFollowedByTheRest()
    {
        World world;
        world.page({World::order(1)}, QStringLiteral("t1"));
        const auto first = world.fetch({});
        world.clock.advance(2 * kHour);
        world.page({World::order(2)});
        const auto second = world.fetch(first->next);
        QVERIFY(second->more); // what changed during two hours is read at once
        world.page({World::order(3)});
        const auto third = world.fetch(second->next);
        QVERIFY(!third->more);
        QVERIFY(confirmed(third->next) >= world.clock.nowMs() - 3 * kMinute);
    }

    void pagesInACircleEnd()
    {
        World world;
        Cursor cursor;
        const QStringList tokens{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("a")};
        std::optional<Error> error;
        for (const QString& token : tokens) {
            world.page({}, token);
            const auto page = world.fetch(cursor);
            if (!page) {
                error = page.error();
                break;
            }
            cursor = page->next;
        }
        QVERIFY(error);
        QCOMPARE(toString(error->kind), toString(ErrorKind::Invalid));
    }

    void sinceReadsFromThereAndNeverMovesTheMarkBack()
    {
        World world;
        const qint64 mark = world.clock.nowMs() - kHour;
        FetchRequest request;
        request.sinceMs = world.clock.nowMs() - 10 * kDay;
        world.page({World::order(1)}, QStringLiteral("t1"));
        world.page({World::order(2)});
        const auto first = world.fetch(Json::object({{QStringLiteral("confirmedTo"), mark}}), request);
        QCOMPARE(confirmed(first->next), mark);
        const auto second = world.fetch(first->next, request);
        QCOMPARE(*world.amazon.searches[1].lastUpdatedAfterMs, *request.sinceMs);
        QVERIFY(confirmed(second->next) > mark);
    }

    void sinceLeavesNoGap()
    {
        World world;
        const qint64 mark = world.clock.nowMs() - 10 * kDay;
        FetchRequest request;
        request.sinceMs = world.clock.nowMs() - kDay;
        world.page({World::order(1)});
        const auto page = world.fetch(Json::object({{QStringLiteral("confirmedTo"), mark}}), request);
        QCOMPARE(confirmed(page->next), mark); // nine days in between were not read
        world.page({World::order(1)});
        const auto fresh = world.fetch({}, request);
        QCOMPARE(confirmed(fresh->next), 0); // the first real run still reads its thirty days
    }

    void theSweepReadsFurtherBackAndMovesNothing()
    {
        World world;
        FetchRequest request;
        request.stream = QStringLiteral("sweep");
        world.page({World::order(1)});
        const auto page = world.fetch({}, request);
        QCOMPARE(*world.amazon.searches[0].lastUpdatedAfterMs, *world.amazon.searches[0].lastUpdatedBeforeMs - 48 * kHour);
        QVERIFY(!page->more);
        QCOMPARE(confirmed(page->next), 0);
    }

    void ordersAskedForByIdAreReadOneByOne()
    {
        World world;
        world.amazon.orders = {orderOf(World::order(1))};
        FetchRequest request;
        request.keys = {QStringLiteral("113-0000000-0000001"), QStringLiteral("113-0000000-0000099")};
        const auto page = world.fetch({}, request);
        QCOMPARE(page->items.size(), 1U);
        QCOMPARE(page->items[0].key, QStringLiteral("113-0000000-0000001"));
        QVERIFY(world.amazon.searches.empty());
        QVERIFY(world.amazon.lastIncluded.contains(QStringLiteral("PROCEEDS")));
    }

    void states_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("waits");
        QTest::addColumn<QString>("skips");
        const auto row = [](const char* status, const char* by, const char* waits, const char* skips) {
            QTest::addRow("%s %s", status, by)
                << QString::fromUtf8(status) << QString::fromUtf8(by) << QString::fromUtf8(waits) << QString::fromUtf8(skips);
        };
        row("UNSHIPPED", "MERCHANT", "", "");
        row("PARTIALLY_SHIPPED", "MERCHANT", "", "");
        row("SHIPPED", "MERCHANT", "", "");
        row("PENDING", "MERCHANT", "pending at Amazon", "");
        row("PENDING_AVAILABILITY", "MERCHANT", "pending at Amazon", "");
        row("CANCELLED", "MERCHANT", "", "cancelled before import");
        row("SHIPPED", "AMAZON", "", "fulfilled by Amazon");
    }
    void states()
    {
        QFETCH(QString, status);
        QFETCH(QString, by);
        QFETCH(QString, waits);
        QFETCH(QString, skips);
        World world;
        world.page({World::order(1, status.toLatin1().constData(), by.toLatin1().constData())});
        const auto page = world.fetch({});
        QCOMPARE(page->items[0].waitingReason, waits);
        QCOMPARE(page->items[0].skipReason, skips);
        // A plan decides the same, whoever asks.
        const Json lookups = Json::object({{QStringLiteral("items"), world.items}});
        const std::map<QString, Receipt> receipts;
        const std::map<QString, Json> none;
        const PlanContext context{world.configuration, world.store, world.flow, lookups, receipts, none, none, world.account};
        const auto plan = world.orders.plan({page->items[0].key, {}, {}, page->items[0].content, 0, {}}, context);
        QVERIFY(plan);
        QCOMPARE(plan->waitingReason, waits);
        QCOMPARE(plan->skipReason, skips);
        QCOMPARE(plan->commands.empty(), !waits.isEmpty() || !skips.isEmpty());
    }

    void factsHoldNoPersonalData()
    {
        World world;
        world.page({World::order(1)});
        const auto page = world.fetch({});
        const SourceItem& item = page->items[0];
        QVERIFY(item.personal);
        QCOMPARE(item.order->type, QStringLiteral("MFN"));
        QCOMPARE(item.order->lines[0].sku, QStringLiteral("A-1"));
        QCOMPARE(item.order->lines[0].amount->amountText(), QStringLiteral("10.00"));
        QCOMPARE(item.amount->amountText(), QStringLiteral("10.00"));
        QVERIFY(!item.purgeAtMs); // not shipped: buyer data is still needed
        QCOMPARE(Json::parse(item.content)->toCanonicalBytes(), World::order(1).toCanonicalBytes());
    }

    void buyerDataEndsAfterShipment()
    {
        World world;
        Json order = World::order(1, "SHIPPED");
        order.set(QStringLiteral("packages"), parsed(R"([{"packageReferenceId":"1","shipTime":"2026-11-21T00:00:00Z"}])"));
        world.page({order});
        QCOMPARE(toIso8601(*world.fetch({})->items[0].purgeAtMs), QStringLiteral("2026-12-21T00:00:00Z"));
    }

    void anUnreadableOrderBecomesARecordOfItsOwn()
    {
        World world;
        amazon::OrderPage answer;
        answer.orders.push_back(orderOf(World::order(1)));
        answer.undecodable.push_back({QStringLiteral("113-0000000-0000002"), {}, parsed(R"({"orderId":"113-0000000-0000002"})")});
        answer.undecodable.push_back({{}, {}, parsed(R"({"x":1})")});
        world.amazon.pages.push_back(answer);
        const auto page = world.fetch({});
        QCOMPARE(page->items.size(), 3U);
        QCOMPARE(page->items[1].key, QStringLiteral("113-0000000-0000002"));
        QVERIFY(page->items[2].key.startsWith(QStringLiteral("unreadable-")));
        const Json lookups = Json::object();
        const std::map<QString, Receipt> receipts;
        const std::map<QString, Json> none;
        const PlanContext context{world.configuration, world.store, world.flow, lookups, receipts, none, none, world.account};
        const auto plan = world.orders.plan({page->items[1].key, {}, {}, page->items[1].content, 0, {}}, context);
        QVERIFY(!plan);
        QCOMPARE(toString(plan.error().kind), toString(ErrorKind::Invalid));
    }

    void withoutAConnectionItSaysSo()
    {
        World world;
        FlowContext context{nullptr, nullptr, world.clock, {}, world.configuration, world.store, world.flow, world.account};
        QCOMPARE(toString(world.orders.fetch({}, {}, context).error().kind), toString(ErrorKind::Auth));
        QCOMPARE(toString(world.orders.lookUp({}, context).error().kind), toString(ErrorKind::Auth));
        QCOMPARE(toString(world.orders.find({}, context).error().kind), toString(ErrorKind::Auth));
    }
};

QTEST_GUILESS_MAIN(OrderFetchTest)
#include "OrderFetchTest.moc"
