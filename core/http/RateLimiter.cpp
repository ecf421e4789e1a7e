// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/RateLimiter.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <limits>

#include <QCoreApplication>
#include <QRandomGenerator>

#include "base/Decimal.h"

namespace causeway::http {

namespace {
constexpr qint64 kToken = 1'000'000;          // micro-tokens
constexpr qint64 kMicroPerMs = 1'000'000'000; // micro-tokens a millisecond at a period of one microsecond
constexpr qint64 kLongestPeriodUs = 24LL * 3600 * 1'000'000;
constexpr qint64 kLongestBackOffMs = 60'000;
constexpr qint64 kLongestJitterMs = 5'000;
constexpr int kMostDoublings = 6;
constexpr int kGrowAfter = 20; // successes a slot must show before one more is tried
constexpr std::chrono::milliseconds kStopPoll{50};

QString tr(const char* text)
{
    return QCoreApplication::translate("RateLimiter", text);
}

qint64 ceilDiv(qint64 value, qint64 by)
{
    return value / by + (value % by > 0 ? 1 : 0);
}

/// "0.0056" requests a second -> 178,571,429 microseconds a request, rounded up; nullopt when unreadable.
std::optional<qint64> periodOf(const QByteArray& rate)
{
    const auto number = Decimal::parse(QString::fromLatin1(rate.trimmed()));
    constexpr int kMostDigits = 12;
    if (!number || number->units() <= 0 || number->scale() > kMostDigits)
        return std::nullopt;
    qint64 numerator = 1'000'000;
    for (int i = 0; i < number->scale(); ++i)
        numerator *= 10;
    const qint64 period = ceilDiv(numerator, number->units());
    if (period > kLongestPeriodUs)
        return std::nullopt;
    return period;
}
} // namespace

struct RateLimiter::Bucket
{
    std::mutex mutex;
    bool loaded = false;
    BucketState state;
    qint64 refilledAt = 0; ///< monotonic ms; the wall clock may jump while we run
    qint64 remainder = 0;  ///< what the last refill could not express in whole micro-tokens
    qint64 throttledAt = 0;
    qint64 throttledForMs = 0;
    int throttledInARow = 0;
    int onTheirWay = 0; ///< calls without an answer so far

    [[nodiscard]] qint64 period(const UsagePlan& plan) const
    {
        return std::clamp(state.periodUs > 0 ? state.periodUs : plan.periodUs, qint64{1}, kLongestPeriodUs);
    }

    /// Adds what elapsed milliseconds are worth; never more than the burst without the calls on their way.
    void add(qint64 elapsedMs, const UsagePlan& plan)
    {
        const qint64 full = (std::max(plan.burst, 1) - onTheirWay) * kToken;
        const qint64 missing = full - state.microTokens;
        if (missing <= 0) {
            state.microTokens = full;
            remainder = 0;
            return;
        }
        const qint64 us = period(plan);
        // missing * us cannot be formed for long periods with large bursts, so compare in whole tokens first.
        const qint64 tokensMissing = ceilDiv(missing, kToken);
        if (elapsedMs >= tokensMissing * ceilDiv(us, 1000)) {
            state.microTokens = full;
            remainder = 0;
            return;
        }
        // elapsed < tokensMissing * period, so the quotient is below the burst; split so that the product stays in range.
        qint64 left = elapsedMs;
        while (left > 0) {
            const qint64 step = std::min<qint64>(left, 1'000'000'000);
            const qint64 value = step * kMicroPerMs + remainder;
            state.microTokens += value / us;
            remainder = value % us;
            left -= step;
        }
        if (state.microTokens >= full) {
            state.microTokens = full;
            remainder = 0;
        }
    }

    /// Milliseconds until one whole token is there; 0 = now.
    [[nodiscard]] qint64 waitMs(const UsagePlan& plan) const
    {
        const qint64 missing = kToken + plan.reserve * kToken - state.microTokens;
        if (missing <= 0)
            return 0;
        const qint64 us = period(plan);
        const qint64 whole = missing / kToken; // after a 429 several periods may be missing
        const qint64 part = missing % kToken;
        return std::max<qint64>(1, ceilDiv(whole * us, 1000) + ceilDiv(part * us - remainder, kMicroPerMs));
    }
};

struct RateLimiter::SlotPool
{
    std::condition_variable freed;
    SlotState state{1, 1, 0};
    int succeeded = 0;
};

RateLimiter::RateLimiter(Clock& clock, RateLimitStore& store) : m_clock(clock), m_store(store) {}

RateLimiter::~RateLimiter() = default;

std::shared_ptr<RateLimiter::Bucket> RateLimiter::bucket(const QString& connection, const UsagePlan& plan)
{
    const std::lock_guard lock(m_mutex);
    std::shared_ptr<Bucket>& found = m_buckets[connection + u'\n' + plan.operation];
    if (!found)
        found = std::make_shared<Bucket>();
    return found;
}

void RateLimiter::refill(Bucket& bucket, const QString& connection, const UsagePlan& plan)
{
    const qint64 wall = m_clock.nowMs();
    const qint64 monotonic = m_clock.monotonicMs();
    qint64 elapsed = monotonic - bucket.refilledAt;
    if (!bucket.loaded) {
        bucket.loaded = true;
        if (const auto stored = m_store.load(connection, plan.operation)) {
            bucket.state = *stored;
            elapsed = std::max<qint64>(0, wall - stored->updatedAtMs); // a clock set back gives nothing
        } else {
            bucket.state.microTokens = std::max(plan.burst, 1) * kToken;
            elapsed = 0;
        }
    }
    bucket.refilledAt = monotonic;
    bucket.add(std::max<qint64>(0, elapsed), plan);
    bucket.state.updatedAtMs = wall;
}

Result<RateLimiter::Permit> RateLimiter::acquire(const QString& connection, const UsagePlan& plan, const StopToken& stop)
{
    const auto shared = bucket(connection, plan);
    const qint64 patienceEnds = m_clock.monotonicMs() + kLongestSleepMs;
    for (;;) {
        if (stop.stopRequested())
            return fail(ErrorKind::Cancelled, tr("The call was stopped."), {}, QStringLiteral("stopped"));
        qint64 wait = 0;
        {
            const std::lock_guard lock(shared->mutex);
            refill(*shared, connection, plan);
            wait = shared->waitMs(plan);
            if (wait == 0) {
                shared->state.microTokens -= kToken;
                ++shared->onTheirWay;
                m_store.save(connection, plan.operation, shared->state);
                return Permit(*this, shared, connection, plan);
            }
        }
        if (m_clock.monotonicMs() + wait > patienceEnds) {
            Error error = Error::make(ErrorKind::RateLimited, tr("Amazon allows no more calls of this kind for now."),
                                      tr("It goes on by itself when the next call is allowed."), QStringLiteral("rate-limit"));
            error.retryAtMs = m_clock.nowMs() + wait;
            return fail(std::move(error));
        }
        m_clock.sleep(wait, stop);
    }
}

void RateLimiter::learn(const QString& connection, const UsagePlan& plan, const QByteArray& rateLimitHeader)
{
    const auto period = periodOf(rateLimitHeader);
    if (!period)
        return;
    const auto shared = bucket(connection, plan);
    const std::lock_guard lock(shared->mutex);
    refill(*shared, connection, plan); // time so far counts at the old rate
    if (shared->period(plan) == *period)
        return;
    shared->state.periodUs = *period;
    shared->remainder = 0;
    m_store.save(connection, plan.operation, shared->state);
}

void RateLimiter::charge(const QString& connection, const UsagePlan& plan, int calls)
{
    const auto shared = bucket(connection, plan);
    const std::lock_guard lock(shared->mutex);
    refill(*shared, connection, plan);
    shared->state.microTokens -= calls * kToken;
    m_store.save(connection, plan.operation, shared->state);
}

qint64 RateLimiter::throttled(const QString& connection, const UsagePlan& plan)
{
    const auto shared = bucket(connection, plan);
    const std::lock_guard lock(shared->mutex);
    refill(*shared, connection, plan);
    const qint64 us = shared->period(plan);
    const qint64 periodMs = ceilDiv(us, 1000);
    // Another 429 soon after the last wait: the quota is shared with another program, so wait twice as long each time.
    const qint64 monotonic = m_clock.monotonicMs();
    const bool again = shared->throttledInARow > 0 && monotonic - shared->throttledAt <= 2 * shared->throttledForMs;
    shared->throttledInARow = again ? std::min(shared->throttledInARow + 1, kMostDoublings) : 1;
    qint64 wait = periodMs;
    for (int i = 1; i < shared->throttledInARow; ++i)
        wait = std::min(wait * 2, std::max(periodMs, kLongestBackOffMs));
    const qint64 mostJitter = std::clamp<qint64>(wait / 4, 1, kLongestJitterMs);
    wait += QRandomGenerator::global()->bounded(mostJitter + 1);
    shared->throttledAt = monotonic;
    shared->throttledForMs = wait;
    // So far below zero that exactly one token is there after the wait.
    const qint64 tokensOfWait = wait / periodMs;
    shared->state.microTokens = kToken - tokensOfWait * kToken - ceilDiv((wait % periodMs) * kToken, periodMs);
    shared->remainder = 0;
    m_store.save(connection, plan.operation, shared->state);
    return m_clock.nowMs() + shared->waitMs(plan);
}

std::shared_ptr<RateLimiter::SlotPool> RateLimiter::pool(const QString& connection) const
{
    std::shared_ptr<SlotPool>& found = m_pools[connection];
    if (!found)
        found = std::make_shared<SlotPool>();
    return found;
}

void RateLimiter::setSlots(const QString& connection, int configured)
{
    const std::lock_guard lock(m_mutex);
    SlotPool& slots = *pool(connection);
    slots.state.configured = std::max(1, configured);
    slots.state.allowed = slots.state.configured;
    slots.succeeded = 0;
    slots.freed.notify_all();
}

Result<RateLimiter::Slot> RateLimiter::acquireSlot(const QString& connection, const StopToken& stop)
{
    std::unique_lock lock(m_mutex);
    const auto slots = pool(connection);
    while (slots->state.used >= slots->state.allowed) {
        if (stop.stopRequested())
            return fail(ErrorKind::Cancelled, tr("The call was stopped."), {}, QStringLiteral("stopped"));
        slots->freed.wait_for(lock, kStopPoll); // a slot is freed by another thread's work, not by time: no Clock here
    }
    if (stop.stopRequested())
        return fail(ErrorKind::Cancelled, tr("The call was stopped."), {}, QStringLiteral("stopped"));
    ++slots->state.used;
    return Slot(*this, connection);
}

void RateLimiter::releaseSlot(const QString& connection)
{
    const std::lock_guard lock(m_mutex);
    SlotPool& slots = *pool(connection);
    --slots.state.used;
    slots.freed.notify_one();
}

void RateLimiter::slotRefused(const QString& connection)
{
    const std::lock_guard lock(m_mutex);
    SlotPool& slots = *pool(connection);
    slots.state.allowed = std::max(1, slots.state.allowed - 1);
    slots.succeeded = 0;
}

void RateLimiter::slotSucceeded(const QString& connection)
{
    const std::lock_guard lock(m_mutex);
    SlotPool& slots = *pool(connection);
    if (slots.state.allowed >= slots.state.configured || ++slots.succeeded < kGrowAfter)
        return;
    slots.succeeded = 0;
    ++slots.state.allowed;
    slots.freed.notify_one();
}

RateLimiter::SlotState RateLimiter::slotState(const QString& connection) const
{
    const std::lock_guard lock(m_mutex);
    return pool(connection)->state;
}

RateLimiter::Permit::Permit(RateLimiter& limiter, std::shared_ptr<Bucket> bucket, QString connection, UsagePlan plan)
    : m_limiter(&limiter), m_bucket(std::move(bucket)), m_connection(std::move(connection)), m_plan(std::move(plan))
{
}

RateLimiter::Permit::Permit(Permit&& other) noexcept
    : m_limiter(std::exchange(other.m_limiter, nullptr)),
      m_bucket(std::move(other.m_bucket)),
      m_connection(std::move(other.m_connection)),
      m_plan(std::move(other.m_plan))
{
}

RateLimiter::Permit::~Permit()
{
    if (m_limiter == nullptr)
        return;
    const std::lock_guard lock(m_bucket->mutex);
    m_limiter->refill(*m_bucket, m_connection, m_plan); // time so far counts with the call on its way
    --m_bucket->onTheirWay;
}

RateLimiter::Slot::Slot(RateLimiter& limiter, QString connection) : m_limiter(&limiter), m_connection(std::move(connection)) {}

RateLimiter::Slot::Slot(Slot&& other) noexcept
    : m_limiter(std::exchange(other.m_limiter, nullptr)), m_connection(std::move(other.m_connection))
{
}

RateLimiter::Slot::~Slot()
{
    if (m_limiter != nullptr)
        m_limiter->releaseSlot(m_connection);
}

} // namespace causeway::http
