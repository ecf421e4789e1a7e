// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"
#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// State of the signed-in accounts ("netsuite", "amazon:<store>"). Bound to one Transaction; a missing row is made.
class ConnectionWrites
{
public:
    explicit ConnectionWrites(Transaction& tx) : m_tx(tx) {}
    [[nodiscard]] Result<void> ok(const QString& name, qint64 now); ///< also ends a pause
    [[nodiscard]] Result<void> paused(const QString& name, const Error& error, qint64 now);
    /// Ends a pause without a proof that it works: state untested.
    [[nodiscard]] Result<void> resumed(const QString& name);
    /// Nothing is known of it any more.
    [[nodiscard]] Result<void> forget(const QString& name);
    /// Result of connections test: checks is an array; catalogue and account name empty = keep.
    [[nodiscard]] Result<void> setChecks(const QString& name, const Json& checks);
    [[nodiscard]] Result<void> setCatalogue(const QString& name, const Json& catalogue);
    [[nodiscard]] Result<void> setAccountName(const QString& name, const QString& accountName);

private:
    Transaction& m_tx;
};

} // namespace causeway::db
