// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QStringList>

#include "flows/Flow.h"

namespace causeway::flows {

/// NetSuite's documents of Amazon orders, found by the order's id, whoever made them: order id -> array of {"id", "type" (as in
/// table transaction), "name", "status", "entity", "total" (as NetSuite signs it), "unpaid" (what is open of it), "key" (external
/// id), "from" (id of the document it was made from), "created" (UTC ms, when NetSuite shows it)}, oldest first. types: of table
/// transaction, e.g. "CustInvc". Errors: those of suiteQl().
[[nodiscard]] Result<std::map<QString, Json>> readOrderDocuments(const QStringList& orderIds, const QStringList& types,
                                                                 FlowContext& context);

/// When the newest of these documents was made; 0 when unknown.
[[nodiscard]] qint64 newestOf(const Json& documents);

/// Column that holds the Amazon order id; empty when the account lacks our field.
[[nodiscard]] QString orderIdColumn(const config::Configuration& configuration, const Json& account);

} // namespace causeway::flows
