// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "cli/Command.h"

/// One function for each file of commands; Program.cpp puts them into one list.
namespace causeway::app::cli {

[[nodiscard]] std::vector<Command> initCommands();
[[nodiscard]] std::vector<Command> configCommands();
[[nodiscard]] std::vector<Command> secretCommands();
[[nodiscard]] std::vector<Command> connectionCommands();
[[nodiscard]] std::vector<Command> notificationCommands();
[[nodiscard]] std::vector<Command> flowCommands();
[[nodiscard]] std::vector<Command> runCommands();
[[nodiscard]] std::vector<Command> runsCommands();
[[nodiscard]] std::vector<Command> recordCommands();
[[nodiscard]] std::vector<Command> planCommands();
[[nodiscard]] std::vector<Command> orderCommands();
[[nodiscard]] std::vector<Command> customerCommands();
[[nodiscard]] std::vector<Command> completenessCommands();
[[nodiscard]] std::vector<Command> mappingCommands();
[[nodiscard]] std::vector<Command> statusCommands();
[[nodiscard]] std::vector<Command> settlementCommands();
[[nodiscard]] std::vector<Command> settlementFactCommands();
[[nodiscard]] std::vector<Command> clearingCommands();
[[nodiscard]] std::vector<Command> bankCommands();
[[nodiscard]] std::vector<Command> serveCommands();
[[nodiscard]] std::vector<Command> simulateCommands();
[[nodiscard]] std::vector<Command> demoCommands();
[[nodiscard]] std::vector<Command> backupCommands();
[[nodiscard]] std::vector<Command> doctorCommands();

} // namespace causeway::app::cli
