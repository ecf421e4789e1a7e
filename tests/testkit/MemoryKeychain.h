// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>

#include "security/Keychain.h"

namespace causeway::tests {

/// A keychain in memory that can be made to fail in each of the ways a real one does.
class MemoryKeychain final : public security::Keychain
{
public:
    [[nodiscard]] Result<security::Secret> read(const QString& key) override;
    [[nodiscard]] Result<void> write(const QString& key, const security::Secret& value) override;
    [[nodiscard]] Result<void> remove(const QString& key) override;

    /// Every call fails like this until set to nothing.
    void setTrouble(std::optional<security::KeychainTrouble> trouble) { m_trouble = trouble; }
    /// Reads find nothing although entries are there: how a locked or missing keyring looks on Linux.
    void setBlind(bool blind) { m_blind = blind; }
    [[nodiscard]] int reads() const { return m_reads; }
    [[nodiscard]] const std::map<QString, security::Secret>& entries() const { return m_entries; }

private:
    std::map<QString, security::Secret> m_entries;
    std::optional<security::KeychainTrouble> m_trouble;
    bool m_blind = false;
    int m_reads = 0;
};

} // namespace causeway::tests
