// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>

#include <QString>
#include <QStringList>

namespace causeway::simulator {

/// What a service was asked and which of its rules were broken. Thread-safe.
class CallLog final
{
public:
    void count(const QString& operation)
    {
        const std::lock_guard lock(m_mutex);
        ++m_calls[operation];
    }
    void violation(const QString& sentence)
    {
        const std::lock_guard lock(m_mutex);
        m_violations += sentence;
    }
    void countThrottled()
    {
        const std::lock_guard lock(m_mutex);
        ++m_throttled;
    }
    void reset()
    {
        const std::lock_guard lock(m_mutex);
        m_calls.clear();
        m_violations.clear();
        m_throttled = 0;
    }
    [[nodiscard]] std::map<QString, qint64> calls() const
    {
        const std::lock_guard lock(m_mutex);
        return m_calls;
    }
    /// All but the operation "token".
    [[nodiscard]] qint64 total() const
    {
        const std::lock_guard lock(m_mutex);
        qint64 sum = 0;
        for (const auto& [operation, calls] : m_calls)
            sum += operation == QStringLiteral("token") ? 0 : calls;
        return sum;
    }
    [[nodiscard]] QStringList violations() const
    {
        const std::lock_guard lock(m_mutex);
        return m_violations;
    }
    [[nodiscard]] qint64 throttled() const
    {
        const std::lock_guard lock(m_mutex);
        return m_throttled;
    }

private:
    mutable std::mutex m_mutex;
    std::map<QString, qint64> m_calls;
    QStringList m_violations;
    qint64 m_throttled = 0;
};

} // namespace causeway::simulator
