// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "base/Json.h"
#include "cli/Command.h"
#include "cli/Session.h"
#include "db/Rows.h"

namespace causeway::app::cli {

/// The record with this id from the open profile; Invalid (exit 2) when there is none.
[[nodiscard]] Result<db::RecordRow> recordWithId(Session& session, qint64 id);
/// The record's commands with their bodies, buyer data masked, and where each field came from.
[[nodiscard]] Result<Json> commandsJson(Session& session, Composition& composition, RecordId id);
/// What "show ID" shows first.
struct RecordWithCommands
{
    db::RecordRow record;
    Json commands; ///< as commandsJson() gives them
};
/// Of the first id in the arguments. Opens the profile for reading.
[[nodiscard]] Result<RecordWithCommands> recordToShow(const Arguments& arguments, Session& session);
/// The commands for people.
void printCommands(const Json& commands, Output& out);

} // namespace causeway::app::cli
