// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include <QHash>
#include <QString>

#include "base/Clock.h"
#include "base/Result.h"

namespace causeway::http {

struct UsagePlan
{
    QString operation;   ///< e.g. "orders.searchOrders"
    qint64 periodUs = 0; ///< microseconds per token, e.g. 178571429 for 0.0056/s
    int burst = 1;
    /// Tokens that stay in the bucket, for reads done in bulk: Qt sends a read up to three times when connections close on it,
    /// and a repeat at the very end of the burst would be one call too many.
    int reserve = 0;
};

struct BucketState
{
    qint64 microTokens = 0; ///< millionths of a token
    qint64 updatedAtMs = 0; ///< wall clock, UTC ms
    qint64 periodUs = 0;    ///< learnt from x-amzn-RateLimit-Limit; 0 = the plan's
};

/// Where bucket states survive a restart. Implemented over the database by engine/RateLimitStorage.
class RateLimitStore
{
public:
    virtual ~RateLimitStore() = default;
    [[nodiscard]] virtual std::optional<BucketState> load(const QString& connection, const QString& operation) = 0;
    virtual void save(const QString& connection, const QString& operation, const BucketState& state) = 0;
};

/// Token buckets per (connection, operation) and adaptive slots per NetSuite account. Thread-safe; one per process.
class RateLimiter
{
public:
    static constexpr qint64 kLongestSleepMs = 2'000; ///< a longer wait returns RateLimited instead of sleeping

    RateLimiter(Clock& clock, RateLimitStore& store);
    ~RateLimiter();
    RateLimiter(const RateLimiter&) = delete;
    RateLimiter& operator=(const RateLimiter&) = delete;

    struct Bucket;
    /// Held until the answer is there. Amazon counts a call when it arrives, which may be any time until then: what was full
    /// there meanwhile was not refilled, so the bucket here is not either.
    class Permit
    {
    public:
        Permit(RateLimiter& limiter, std::shared_ptr<Bucket> bucket, QString connection, UsagePlan plan);
        ~Permit();
        Permit(Permit&& other) noexcept;
        Permit(const Permit&) = delete;
        Permit& operator=(const Permit&) = delete;
        Permit& operator=(Permit&&) = delete;

    private:
        RateLimiter* m_limiter;
        std::shared_ptr<Bucket> m_bucket;
        QString m_connection;
        UsagePlan m_plan;
    };
    /// Takes one token. Sleeps when it is due within kLongestSleepMs; otherwise RateLimited with retryAtMs. Cancelled on stop.
    [[nodiscard]] Result<Permit> acquire(const QString& connection, const UsagePlan& plan, const StopToken& stop);
    /// Obeys x-amzn-RateLimit-Limit (requests per second as text), upwards as well as down. Ignores unreadable text.
    void learn(const QString& connection, const UsagePlan& plan, const QByteArray& rateLimitHeader);
    /// Calls that left without having been asked for (Qt repeats reads): the bucket may go below zero for them.
    void charge(const QString& connection, const UsagePlan& plan, int calls);
    /// A 429 arrived: the bucket is empty, whatever we believed. Returns when the next token is due (UTC ms, with jitter).
    qint64 throttled(const QString& connection, const UsagePlan& plan);

    /// Concurrency slots (NetSuite). Blocks until a slot is free; releases on destruction.
    class Slot
    {
    public:
        Slot(RateLimiter& limiter, QString connection);
        ~Slot();
        Slot(Slot&& other) noexcept;
        Slot(const Slot&) = delete;
        Slot& operator=(const Slot&) = delete;
        Slot& operator=(Slot&&) = delete;

    private:
        RateLimiter* m_limiter;
        QString m_connection;
    };
    /// Allows this many at once (1 before the first call of this).
    void setSlots(const QString& connection, int configured);
    [[nodiscard]] Result<Slot> acquireSlot(const QString& connection, const StopToken& stop);
    void slotRefused(const QString& connection);   ///< 429: one slot fewer, at least one
    void slotSucceeded(const QString& connection); ///< grows back slowly to the configured number
    struct SlotState
    {
        int configured = 0;
        int allowed = 0;
        int used = 0;
    };
    [[nodiscard]] SlotState slotState(const QString& connection) const;

private:
    struct SlotPool;
    friend class Slot;
    [[nodiscard]] std::shared_ptr<Bucket> bucket(const QString& connection, const UsagePlan& plan);
    void refill(Bucket& bucket, const QString& connection, const UsagePlan& plan); ///< under the bucket's lock
    [[nodiscard]] std::shared_ptr<SlotPool> pool(const QString& connection) const; ///< under m_mutex
    void releaseSlot(const QString& connection);

    Clock& m_clock;
    RateLimitStore& m_store;
    mutable std::mutex m_mutex;
    // shared: a thread may wait on one while the hash grows; never removed
    QHash<QString, std::shared_ptr<Bucket>> m_buckets;
    mutable QHash<QString, std::shared_ptr<SlotPool>> m_pools;
};

} // namespace causeway::http
