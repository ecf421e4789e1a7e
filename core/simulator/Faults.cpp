// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/Faults.h"

#include <algorithm>
#include <array>

namespace causeway::simulator {

namespace {
struct Name
{
    Fault fault;
    QStringView text;
};
constexpr std::array kNames{Name{Fault::None, u"none"},
                            Name{Fault::LostAnswer, u"lostAnswer"},
                            Name{Fault::ResetBeforeCommit, u"resetBeforeCommit"},
                            Name{Fault::SlowDrip, u"slowDrip"},
                            Name{Fault::CutBody, u"cutBody"},
                            Name{Fault::ServerError, u"serverError"},
                            Name{Fault::ServerErrorAfterCommit, u"serverErrorAfterCommit"},
                            Name{Fault::Throttle, u"throttle"},
                            Name{Fault::ExpiredToken, u"expiredToken"},
                            Name{Fault::Hang, u"hang"}};

bool isForSignIn(Fault fault)
{
    return fault != Fault::Throttle && fault != Fault::ExpiredToken;
}
} // namespace

QString toString(Fault fault)
{
    const auto name = std::find_if(kNames.begin(), kNames.end(), [&](const Name& n) { return n.fault == fault; });
    return name->text.toString();
}

std::optional<Fault> faultFromString(QStringView text)
{
    const auto name = std::find_if(kNames.begin(), kNames.end(), [&](const Name& n) { return n.text == text; });
    return name == kNames.end() ? std::nullopt : std::optional(name->fault);
}

Faults::Faults(quint64 seed) : m_state(seed) {}

void Faults::setPlan(const FaultPlan& plan)
{
    const std::lock_guard lock(m_mutex);
    m_plan = plan;
    m_burst = 0;
}

FaultPlan Faults::plan() const
{
    const std::lock_guard lock(m_mutex);
    return m_plan;
}

void Faults::addRule(FaultRule rule)
{
    const std::lock_guard lock(m_mutex);
    m_rules.push_back(std::move(rule));
}

void Faults::clearRules()
{
    const std::lock_guard lock(m_mutex);
    m_rules.clear();
}

Fault Faults::next(const QByteArray& method, const QString& path, bool mayThrottle)
{
    const std::lock_guard lock(m_mutex);
    for (FaultRule& rule : m_rules) {
        if (rule.times <= 0 || (!rule.method.isEmpty() && rule.method != method) ||
            !path.contains(rule.pathPart, Qt::CaseInsensitive))
            continue;
        if (rule.skip > 0) {
            --rule.skip;
            continue;
        }
        --rule.times;
        ++m_counts[rule.fault];
        return rule.fault;
    }
    if (m_burst > 0 && mayThrottle) {
        --m_burst;
        ++m_counts[Fault::Throttle];
        return Fault::Throttle;
    }
    int ticket = static_cast<int>(drawLocked() % 1000);
    const bool after = drawLocked() % 2 == 0;
    const std::array<std::pair<int, Fault>, 8> shares{
        {{m_plan.lostAnswer, Fault::LostAnswer},
         {m_plan.resetBeforeCommit, Fault::ResetBeforeCommit},
         {m_plan.slowDrip, Fault::SlowDrip},
         {m_plan.cutBody, Fault::CutBody},
         {m_plan.serverError, after ? Fault::ServerErrorAfterCommit : Fault::ServerError},
         {m_plan.throttle, Fault::Throttle},
         {m_plan.expiredToken, Fault::ExpiredToken},
         {m_plan.hang, Fault::Hang}}};
    for (const auto& [share, fault] : shares) {
        ticket -= share;
        if (ticket >= 0)
            continue;
        if (!mayThrottle && !isForSignIn(fault))
            return Fault::None;
        if (fault == Fault::Throttle)
            m_burst = static_cast<int>(drawLocked() % 3);
        ++m_counts[fault];
        return fault;
    }
    return Fault::None;
}

std::map<Fault, qint64> Faults::counts() const
{
    const std::lock_guard lock(m_mutex);
    return m_counts;
}

quint64 Faults::draw()
{
    const std::lock_guard lock(m_mutex);
    return drawLocked();
}

quint64 Faults::drawLocked()
{
    // SplitMix64: small, and the same on every platform, unlike the standard distributions.
    m_state += 0x9e3779b97f4a7c15ULL;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

} // namespace causeway::simulator
