// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include <QByteArray>
#include <QString>
#include <QStringView>

namespace causeway::simulator {

/// How often things go wrong, each per mille of requests. What a fault looks like on the wire: see Fault.
struct FaultPlan
{
    int lostAnswer = 0, resetBeforeCommit = 0, slowDrip = 0, cutBody = 0, serverError = 0, throttle = 0, expiredToken = 0,
        hang = 0;
    friend bool operator==(const FaultPlan&, const FaultPlan&) = default;
};

enum class Fault
{
    None,
    LostAnswer,             ///< the request is carried out and committed, then the connection is reset without one byte of answer
    ResetBeforeCommit,      ///< the request is read, nothing is carried out, the connection is reset
    SlowDrip,               ///< carried out; the answer comes in small pieces over about a second
    CutBody,                ///< carried out; the connection closes in the middle of the answer
    ServerError,            ///< not carried out; 500 or 503
    ServerErrorAfterCommit, ///< carried out; 500 or 503 all the same
    Throttle,               ///< 429 for this and the next few requests; not carried out
    ExpiredToken,           ///< the access token presented is ended, then the request is handled (and refused)
    Hang                    ///< carried out; nothing is answered until the client gives up
};

[[nodiscard]] QString toString(Fault fault);
[[nodiscard]] std::optional<Fault> faultFromString(QStringView name);

/// "The next POST whose path contains /salesOrder loses its answer."
struct FaultRule
{
    QByteArray method; ///< empty = any
    QString pathPart;  ///< empty = any; letter case does not matter
    Fault fault = Fault::None;
    int times = 1;
    int skip = 0; ///< let so many matching requests pass first
};

/// Decides the fault of each request: rules first, then a seeded draw. The same seed and order of requests give the same faults.
/// Thread-safe.
class Faults final
{
public:
    explicit Faults(quint64 seed);

    void setPlan(const FaultPlan& plan);
    [[nodiscard]] FaultPlan plan() const;
    void addRule(FaultRule rule);
    void clearRules();
    /// mayThrottle: false for sign-in calls, where 429 and an expired token make no sense.
    [[nodiscard]] Fault next(const QByteArray& method, const QString& path, bool mayThrottle);
    /// How often each fault really happened.
    [[nodiscard]] std::map<Fault, qint64> counts() const;
    /// A further seeded number, e.g. for jitter.
    [[nodiscard]] quint64 draw();

private:
    quint64 drawLocked();

    mutable std::mutex m_mutex;
    quint64 m_state;
    FaultPlan m_plan;
    std::vector<FaultRule> m_rules;
    int m_burst = 0; ///< further requests of a 429 burst
    std::map<Fault, qint64> m_counts;
};

} // namespace causeway::simulator
