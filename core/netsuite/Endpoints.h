// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include "base/Result.h"
#include "config/Configuration.h"
#include "netsuite/AccountId.h"

namespace causeway::netsuite {

/// Addresses of one account. They stay the same when Oracle moves the account to another data centre, so nothing has to be
/// discovered; the configuration may name others (Oracle asks for that, and simulators need it).
class Endpoints final
{
public:
    /// Invalid when the account id or an address cannot be used.
    [[nodiscard]] static Result<Endpoints> of(const config::NetSuiteSettings& settings);

    [[nodiscard]] QUrl record(const QString& pathBelow) const; ///< "salesOrder/17" -> …/services/rest/record/v1/salesOrder/17
    [[nodiscard]] QUrl suiteQl() const;
    [[nodiscard]] QUrl serverTime() const;
    [[nodiscard]] QUrl token() const; ///< also the "aud" of a JWT
    [[nodiscard]] const AccountId& account() const { return m_account; }
    [[nodiscard]] QString host() const;

private:
    Endpoints(AccountId account, QString suiteTalk) : m_account(std::move(account)), m_suiteTalk(std::move(suiteTalk)) {}
    AccountId m_account;
    QString m_suiteTalk; ///< without a slash at its end
};

} // namespace causeway::netsuite
