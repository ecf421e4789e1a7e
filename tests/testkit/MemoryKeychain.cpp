// SPDX-License-Identifier: GPL-3.0-or-later
#include "testkit/MemoryKeychain.h"

namespace causeway::tests {

Result<security::Secret> MemoryKeychain::read(const QString& key)
{
    ++m_reads;
    if (m_trouble)
        return fail(security::keychainError(*m_trouble));
    const auto found = m_entries.find(key);
    return m_blind || found == m_entries.end() ? security::Secret() : found->second;
}

Result<void> MemoryKeychain::write(const QString& key, const security::Secret& value)
{
    if (m_trouble)
        return fail(security::keychainError(*m_trouble));
    m_entries.insert_or_assign(key, value);
    return {};
}

Result<void> MemoryKeychain::remove(const QString& key)
{
    if (m_trouble)
        return fail(security::keychainError(*m_trouble));
    m_entries.erase(key);
    return {};
}

} // namespace causeway::tests
