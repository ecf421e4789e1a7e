// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "base/StopSource.h"
#include "cli/Session.h"

namespace causeway::app::cli {

/// The headless program without its main(): reads the words, runs the command, prints, gives the exit code. Main thread; a
/// QCoreApplication must exist.
class Program final
{
public:
    Program(Services services, StopToken stop);

    /// words: without the program's name. secretsFile: what CAUSEWAY_SECRETS_FILE names; --secrets-file wins.
    [[nodiscard]] int run(const QStringList& words, const QString& secretsFile);

private:
    [[nodiscard]] int help(const QString& text, Output& out) const;
    [[nodiscard]] int execute(const Command& command, const Arguments& arguments, const GlobalOptions& global, Output& out);

    Services m_services;
    StopToken m_stop;
};

/// Every command of this program, in the order of the help. An explicit list: nothing registers itself.
[[nodiscard]] const std::vector<Command>& allCommands();

} // namespace causeway::app::cli
