// SPDX-License-Identifier: GPL-3.0-or-later
#include "Session.h"

#include "db/ViewTables.h"

namespace causeway::ui {

Result<config::Configuration> Session::configuration() const
{
    return database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
}

} // namespace causeway::ui
