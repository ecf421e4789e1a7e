// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

#include "base/Json.h"

namespace causeway::mapping {

/// What the NetSuite account has, read from the JSON of netsuite::Catalogue: {"features":{…},"fields":{"salesOrder":[…],
/// "salesOrder.item":[…],"customer":[…]},"currencies":{"USD":"1",…},"subsidiaries":[…]}. A view; the JSON must outlive it.
class AccountView final
{
public:
    explicit AccountView(const Json& account) : m_account(account) {}

    /// False only when the account is known and lacks the field: an empty list means "not read yet", and standard fields are
    /// sent.
    [[nodiscard]] bool has(QStringView record, QStringView field) const;
    /// True only when the list is known and names the field: for fields that most accounts lack.
    [[nodiscard]] bool surelyHas(QStringView record, QStringView field) const;
    /// fallback: when the account was not read yet.
    [[nodiscard]] bool feature(QStringView name, bool fallback) const { return m_account[u"features"][name].toBool(fallback); }
    [[nodiscard]] bool knowsCurrencies() const { return m_account[u"currencies"].size() > 0; }
    /// Internal id of an ISO code.
    [[nodiscard]] std::optional<QString> currencyId(QStringView code) const;

private:
    const Json& m_account;
};

} // namespace causeway::mapping
