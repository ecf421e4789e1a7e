// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/Result.h"

namespace causeway::netsuite {

/// A NetSuite account id in both of its spellings. People copy either: "1234567_SB1" from the account list, "1234567-sb1" from
/// the address of the browser (netsuite.md section 1).
class AccountId final
{
public:
    /// Invalid with a remedy when the text is neither spelling; blanks around it do not matter.
    [[nodiscard]] static Result<AccountId> parse(QStringView text);

    [[nodiscard]] QString hostLabel() const;                ///< "1234567-sb1": first part of every host name
    [[nodiscard]] QString realm() const { return m_realm; } ///< "1234567_SB1": OAuth 1.0a realm, and as NetSuite shows it
    /// Copies of a production account, in which tokens and certificates do not survive a refresh.
    [[nodiscard]] bool isSandbox() const;

    friend bool operator==(const AccountId&, const AccountId&) = default;

private:
    explicit AccountId(QString realm) : m_realm(std::move(realm)) {}
    QString m_realm;
};

} // namespace causeway::netsuite
