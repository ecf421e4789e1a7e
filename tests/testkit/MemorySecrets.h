// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>

#include "security/SecretSource.h"

namespace causeway::tests {

/// Secrets in memory. Thread-safe.
class MemorySecrets final : public security::SecretSource
{
public:
    [[nodiscard]] Result<security::Secret> get(const QString& name) const override
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_secrets.find(name);
        return it == m_secrets.end() ? security::Secret() : it->second;
    }
    [[nodiscard]] Result<QStringList> names() const override
    {
        const std::lock_guard lock(m_mutex);
        QStringList names;
        for (const auto& entry : m_secrets)
            names << entry.first;
        return names;
    }
    [[nodiscard]] bool isReadOnly() const override { return false; }
    [[nodiscard]] Result<void> set(const QString& name, const security::Secret& value) override
    {
        const std::lock_guard lock(m_mutex);
        m_secrets[name] = value;
        return {};
    }
    [[nodiscard]] Result<void> remove(const QString& name) override
    {
        const std::lock_guard lock(m_mutex);
        m_secrets.erase(name);
        return {};
    }

private:
    mutable std::mutex m_mutex;
    std::map<QString, security::Secret> m_secrets;
};

} // namespace causeway::tests
