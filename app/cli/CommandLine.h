// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>
#include <QStringList>

#include "base/Log.h"
#include "base/Result.h"
#include "cli/Command.h"

namespace causeway::app::cli {

struct GlobalOptions
{
    QString profile;
    QString secretsFile;
    bool json = false;
    bool help = false;
    bool version = false;
    LogLevel logLevel = LogLevel::Info;
};

struct ParsedLine
{
    GlobalOptions global;
    const Command* command = nullptr; ///< null when only help or the version is asked for
    QString group;                    ///< "records" when help on a group is asked for
    Arguments arguments;
};

/// The options that stand before or after every command.
[[nodiscard]] const std::vector<Option>& globalOptions();
/// Reads the words after the program's name. Invalid (code "usage") with a did-you-mean remedy.
[[nodiscard]] Result<ParsedLine> parseCommandLine(const QStringList& words, const std::vector<Command>& commands);

} // namespace causeway::app::cli
