// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "netsuite/Api.h"

namespace causeway::netsuite {

class Client;

/// Tries one by one, with reads only, the permissions that the program needs. NetSuite answers a query on a table the role may
/// not see with zero rows instead of an error (netsuite.md section 4), so a table that is never empty counts as proof; where an
/// empty list is possible the check says that it could not be decided (found, with a reason in "why").
class PermissionProbe final
{
public:
    PermissionProbe(Client& client, bool usesTba) : m_client(client), m_usesTba(usesTba) {}
    /// Errors: the sign-in or the connection failed, so nothing can be said about permissions.
    [[nodiscard]] Result<std::vector<PermissionCheck>> run(const StopToken& stop);

private:
    struct Seen;
    [[nodiscard]] Result<Seen> query(const QString& sql, const StopToken& stop);
    /// Lists the type and opens its first record: a record opens in edit mode and so proves EDIT.
    [[nodiscard]] Result<Seen> open(const QString& type, const StopToken& stop);
    [[nodiscard]] Result<void> checkRecords(const StopToken& stop);
    [[nodiscard]] Result<void> checkTables(const StopToken& stop);
    void add(PermissionCheck check, const Seen& seen, bool mayBeEmpty);

    Client& m_client;
    bool m_usesTba;
    std::vector<PermissionCheck> m_checks;
};

} // namespace causeway::netsuite
