// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/RateLimiter.h"

#include <atomic>
#include <map>
#include <random>
#include <thread>

#include <QTest>

#include "testkit/FakeClock.h"

using namespace causeway;
using namespace causeway::http;
using causeway::tests::FakeClock;

namespace {

class MemoryStore final : public RateLimitStore
{
public:
    std::optional<BucketState> load(const QString& connection, const QString& operation) override
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_states.find({connection, operation});
        return found == m_states.end() ? std::nullopt : std::optional(found->second);
    }
    void save(const QString& connection, const QString& operation, const BucketState& state) override
    {
        const std::lock_guard lock(m_mutex);
        m_states[{connection, operation}] = state;
    }

private:
    std::mutex m_mutex;
    std::map<std::pair<QString, QString>, BucketState> m_states;
};

/// The rule as Amazon states it, written another way: fractional tokens in nanotoken steps of one millisecond.
class Judge
{
public:
    Judge(qint64 periodUs, int burst) : m_periodUs(periodUs), m_full(burst * periodUs), m_level(m_full) {}
    void pass(qint64 ms) { m_level = std::min(m_full, m_level + ms * 1000); }
    /// False when the call came too early.
    [[nodiscard]] bool take()
    {
        m_level -= m_periodUs;
        return m_level >= 0;
    }

private:
    qint64 m_periodUs;
    qint64 m_full;
    qint64 m_level; ///< in microseconds of waiting that are paid for
};

const QString kAmazon = QStringLiteral("amazon");
const UsagePlan kSearch{QStringLiteral("orders.searchOrders"), 178'571'429, 20}; // 0.0056 a second
const UsagePlan kFast{QStringLiteral("x.fast"), 500'000, 2};                     // 2 a second

} // namespace

class RateLimiterTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theBurstIsFreeThenTheRateHolds()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        for (int i = 0; i < 20; ++i)
            QVERIFY(limiter.acquire(kAmazon, kSearch, {}));

        const auto refused = limiter.acquire(kAmazon, kSearch, {});

        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), QStringLiteral("rate-limited"));
        QCOMPARE(*refused.error().retryAtMs, FakeClock::kStart + 178'572);
        QCOMPARE(clock.slept(), 0);
        clock.advance(178'571);
        QVERIFY(!limiter.acquire(kAmazon, kSearch, {}) || clock.slept() == 1); // one millisecond early: sleeps it
        QVERIFY(!limiter.acquire(kAmazon, kSearch, {}));
    }

    /// Amazon's bucket is full until the call arrives, and what is full is not refilled.
    void timeThatACallIsOnItsWayRefillsNothingForIt()
    {
        constexpr qint64 kMinuteMs = 60'000;
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        {
            const auto permit = limiter.acquire(kAmazon, kFast, {});
            QVERIFY(permit);
            clock.advance(kMinuteMs);
        }
        QVERIFY(limiter.acquire(kAmazon, kFast, {})); // one of the burst of two is there
        QCOMPARE(clock.slept(), 0);
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));
        QCOMPARE(clock.slept(), 500);
        clock.advance(kMinuteMs);
        QVERIFY(limiter.acquire(kAmazon, kFast, {})); // answered: filled again as ever
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));
        QCOMPARE(clock.slept(), 500);
    }

    void aShortWaitIsSlept()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));
        QCOMPARE(clock.slept(), 500);
    }

    void aStopEndsTheWait()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        StopSource stop;
        stop.requestStop();
        const auto result = limiter.acquire(kAmazon, kFast, stop.token());
        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), QStringLiteral("cancelled"));
        QVERIFY(!store.load(kAmazon, kFast.operation)); // no token was taken
    }

    void neverFasterThanThePlanAndHardlySlower_data()
    {
        QTest::addColumn<qint64>("periodUs");
        QTest::addColumn<int>("burst");
        QTest::addColumn<bool>("restarts");
        for (const bool restarts : {false, true}) {
            const auto row = [&](const char* name, qint64 periodUs, int burst) {
                QTest::addRow("%s, %s", name, restarts ? "with restarts" : "with a jumping wall clock")
                    << periodUs << burst << restarts;
            };
            row("searchOrders", 178'571'429, 20);
            row("getOrder", 2'000'000, 30);
            row("odd period", 333'333, 3);
            row("very fast", 17, 7);
            row("very slow", 86'400'000'000, 1);
        }
    }
    void neverFasterThanThePlanAndHardlySlower()
    {
        QFETCH(qint64, periodUs);
        QFETCH(int, burst);
        QFETCH(bool, restarts);
        const UsagePlan plan{QStringLiteral("x.op"), periodUs, burst};
        std::mt19937_64 random(7);
        FakeClock clock;
        MemoryStore store;
        auto limiter = std::make_unique<RateLimiter>(clock, store);
        Judge judge(periodUs, burst);
        const qint64 start = clock.monotonicMs();
        qint64 judged = start;
        qint64 taken = 0;
        const qint64 longest = std::max<qint64>(2, periodUs / 1000 * 2);
        for (int step = 0; step < 4'000; ++step) {
            const auto wait = static_cast<qint64>(random() % static_cast<quint64>(step % 7 == 0 ? longest : longest / 8 + 1));
            clock.advance(wait);
            if (restarts && step % 50 == 49) // a restart must neither forget nor invent tokens
                limiter = std::make_unique<RateLimiter>(clock, store);
            if (!restarts && step % 11 == 0)
                clock.setWall(clock.nowMs() + (step % 2 == 0 ? -3'600'000 : 3'600'000));
            if (!limiter->acquire(kAmazon, plan, {}))
                continue;
            judge.pass(clock.monotonicMs() - judged);
            judged = clock.monotonicMs();
            QVERIFY2(judge.take(), qPrintable(QStringLiteral("call %1 came too early").arg(taken)));
            ++taken;
        }
        const qint64 possible = (clock.monotonicMs() - start) * 1000 / periodUs + burst;
        QVERIFY2(taken <= possible, "more calls than tokens");
        if (periodUs >= 1000) // with shorter periods the test itself asks less often than it could
            QVERIFY2(taken * 10 >= std::min<qint64>(possible, 4'000) * 4,
                     qPrintable(QStringLiteral("%1 of %2").arg(taken).arg(possible)));
    }

    void askingOftenLosesNoFractions()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        const UsagePlan plan{QStringLiteral("x.op"), 178'571'429, 1};
        QVERIFY(limiter.acquire(kAmazon, plan, {}));
        qint64 waited = 0;
        while (!limiter.acquire(kAmazon, plan, {})) { // every refill is a fraction of a micro-token short
            clock.advance(1);
            ++waited;
        }
        QCOMPARE(waited + clock.slept(), 178'572);
    }

    void aRestartRemembersTheTokens()
    {
        FakeClock clock;
        MemoryStore store;
        {
            RateLimiter limiter(clock, store);
            for (int i = 0; i < 20; ++i)
                QVERIFY(limiter.acquire(kAmazon, kSearch, {}));
        }
        {
            RateLimiter limiter(clock, store);
            QVERIFY(!limiter.acquire(kAmazon, kSearch, {}));
        }
        clock.advance(178'572);
        RateLimiter limiter(clock, store);
        QVERIFY(limiter.acquire(kAmazon, kSearch, {}));
    }

    void aClockSetBackBetweenTwoRunsGivesNothing()
    {
        FakeClock clock;
        MemoryStore store;
        {
            RateLimiter limiter(clock, store);
            for (int i = 0; i < 20; ++i)
                QVERIFY(limiter.acquire(kAmazon, kSearch, {}));
        }
        clock.setWall(clock.nowMs() - 86'400'000);
        RateLimiter limiter(clock, store);
        QVERIFY(!limiter.acquire(kAmazon, kSearch, {}));
        clock.advance(178'572); // and it does not block for a day either
        QVERIFY(limiter.acquire(kAmazon, kSearch, {}));
    }

    void theHeaderIsObeyedUpAndDown()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));
        limiter.learn(kAmazon, kFast, "10.0");
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));
        QCOMPARE(clock.slept(), 100);
        limiter.learn(kAmazon, kFast, "0.1");
        const auto refused = limiter.acquire(kAmazon, kFast, {});
        QVERIFY(!refused);
        QCOMPARE(*refused.error().retryAtMs - clock.nowMs(), 10'000);
        QCOMPARE(store.load(kAmazon, kFast.operation)->periodUs, 10'000'000); // and it survives a restart
    }

    void unreadableHeadersAreIgnored()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));
        for (const QByteArray& text : {QByteArray(), QByteArray("0"), QByteArray("-1"), QByteArray("abc"), QByteArray("1e400"),
                                       QByteArray("0.0000000000000001"), QByteArray("999999999999999999999"), QByteArray("1,5")})
            limiter.learn(kAmazon, kFast, text);
        QCOMPARE(store.load(kAmazon, kFast.operation)->periodUs, 0);
    }

    void a429EmptiesTheBucketAndWaitsLongerEachTime()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));

        qint64 due = limiter.throttled(kAmazon, kFast);

        qint64 wait = due - clock.nowMs();
        QVERIFY2(wait >= 500 && wait <= 627, qPrintable(QString::number(wait)));
        qint64 before = wait;
        for (int i = 0; i < 5; ++i) { // the quota is shared: 429 again and again
            clock.advance(wait);
            QVERIFY(limiter.acquire(kAmazon, kFast, {}));
            due = limiter.throttled(kAmazon, kFast);
            wait = due - clock.nowMs();
            QVERIFY2(wait > before, qPrintable(QStringLiteral("%1 after %2").arg(wait).arg(before)));
            QVERIFY(!limiter.acquire(kAmazon, kFast, {}) || wait <= RateLimiter::kLongestSleepMs);
            before = wait;
        }
        clock.advance(3'600'000);
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));
        wait = limiter.throttled(kAmazon, kFast) - clock.nowMs();
        QVERIFY2(wait <= 627, "a quiet hour ends the row");
    }

    void jitterSpreadsTheWaits()
    {
        std::map<qint64, int> waits;
        for (int i = 0; i < 50; ++i) {
            FakeClock clock;
            MemoryStore store;
            RateLimiter limiter(clock, store);
            ++waits[limiter.throttled(kAmazon, kSearch) - clock.nowMs()];
        }
        QVERIFY(waits.size() > 10);
        QVERIFY(waits.begin()->first >= 178'571);
        QVERIFY(waits.rbegin()->first <= 178'572 + 5'001);
    }

    void bucketsAreApart()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        limiter.throttled(kAmazon, kSearch);
        QVERIFY(!limiter.acquire(kAmazon, kSearch, {}));
        QVERIFY(limiter.acquire(QStringLiteral("amazon.eu"), kSearch, {}));
        QVERIFY(limiter.acquire(kAmazon, kFast, {}));
    }

    void slotsShrinkOnRefusalAndGrowBackSlowly()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        const QString account = QStringLiteral("netsuite");
        limiter.setSlots(account, 3);
        limiter.slotRefused(account);
        QCOMPARE(limiter.slotState(account).allowed, 2);
        for (int i = 0; i < 5; ++i)
            limiter.slotRefused(account);
        QCOMPARE(limiter.slotState(account).allowed, 1);
        int successes = 0;
        while (limiter.slotState(account).allowed < 3) {
            limiter.slotSucceeded(account);
            ++successes;
        }
        QCOMPARE(successes, 40);
        for (int i = 0; i < 100; ++i)
            limiter.slotSucceeded(account);
        QCOMPARE(limiter.slotState(account).allowed, 3); // never above what is configured
    }

    void neverMoreAtOnceThanSlots()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        const QString account = QStringLiteral("netsuite");
        limiter.setSlots(account, 3);
        std::atomic<int> inside = 0;
        std::atomic<int> most = 0;
        std::atomic<int> done = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 12; ++i) {
            threads.emplace_back([&] {
                for (int call = 0; call < 200; ++call) {
                    auto slot = limiter.acquireSlot(account, {});
                    const int now = ++inside;
                    for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
                    }
                    std::this_thread::yield();
                    --inside;
                    done += slot ? 1 : 0;
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(done, 2'400);
        QVERIFY2(most <= 3, qPrintable(QString::number(most)));
        QCOMPARE(limiter.slotState(account).used, 0);
    }

    void waitingForASlotEndsWithAStop()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        const QString account = QStringLiteral("netsuite");
        limiter.setSlots(account, 1);
        const auto held = limiter.acquireSlot(account, {});
        QVERIFY(held);
        StopSource stop;
        std::thread stopper([&] { stop.requestStop(); });
        const auto result = limiter.acquireSlot(account, stop.token());
        stopper.join();
        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), QStringLiteral("cancelled"));
        QCOMPARE(limiter.slotState(account).used, 1);
    }

    void aMovedSlotIsGivenBackOnce()
    {
        FakeClock clock;
        MemoryStore store;
        RateLimiter limiter(clock, store);
        const QString account = QStringLiteral("netsuite");
        limiter.setSlots(account, 2);
        {
            auto first = limiter.acquireSlot(account, {});
            QVERIFY(first);
            const RateLimiter::Slot moved(std::move(*first));
            QCOMPARE(limiter.slotState(account).used, 1);
        }
        QCOMPARE(limiter.slotState(account).used, 0);
    }
};

QTEST_GUILESS_MAIN(RateLimiterTest)
#include "RateLimiterTest.moc"
