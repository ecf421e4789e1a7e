// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>

#include "flows/Flow.h"

namespace causeway::flows {

/// What a person may have entered in NetSuite that is perhaps the same: only that person knows, so it is a conflict.
struct EnteredByHand
{
    QStringList types; ///< of table transaction, e.g. "CustCred"
    /// Whether this document without an external id may be what the command would make.
    std::function<bool(const Command& command, const Json& document)> mayBe;
    QString difference; ///< in words, with what to do
};

/// Commands whose documents are there already: by external id; else, for those with "order" in their fingerprint, what somebody
/// entered by hand for the same Amazon order. Two queries for many.
[[nodiscard]] Result<std::vector<Found>> findDocuments(std::span<const Command> commands, const EnteredByHand& byHand,
                                                       FlowContext& context);

/// Auth "no-connection" when this side is not set up; nullopt otherwise. name: "Amazon" or "NetSuite".
[[nodiscard]] std::optional<Error> notConnected(const void* api, const QString& name);

} // namespace causeway::flows
