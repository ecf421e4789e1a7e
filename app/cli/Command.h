// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QHash>
#include <QString>
#include <QStringList>

#include "base/Result.h"

namespace causeway::app::cli {

class Session;

struct Option
{
    QString name;  ///< with dashes: "--limit"
    QString value; ///< placeholder of its value, e.g. "N"; empty for a switch
    QString help;
    bool mayRepeat = false;
    bool isRequired = false; ///< the command itself says what is missing, with a reason
};

struct Argument
{
    QString name; ///< e.g. "ID"
    bool isRequired = true;
    bool mayRepeat = false; ///< only the last one
};

/// What a person typed after the command's name, checked against its Command.
class Arguments
{
public:
    QStringList words;                   ///< arguments in order
    QHash<QString, QStringList> options; ///< "--limit" -> values; a switch has one empty value

    [[nodiscard]] bool has(const QString& option) const { return options.contains(option); }
    [[nodiscard]] QString value(const QString& option, const QString& fallback = {}) const;
    [[nodiscard]] QStringList values(const QString& option) const { return options.value(option); }
    /// Whole number from least to most; Invalid otherwise.
    [[nodiscard]] Result<int> number(const QString& option, int fallback, int least, int most) const;
    /// Row ids; Invalid when a word is not a positive whole number.
    [[nodiscard]] Result<std::vector<qint64>> ids() const;
};

/// One command of the headless program: its help, its checks and its work come from this one description.
struct Command
{
    QString name;    ///< one or two words: "status", "records list"
    QString summary; ///< one line
    std::vector<Argument> arguments;
    std::vector<Option> options;
    QString details; ///< further help, may be empty
    /// Returns the exit code; an error is printed by Program, which also picks the exit code by its kind.
    std::function<Result<int>(const Arguments&, Session&)> execute;
};

/// Exit codes of docs/interface.md section 1.
namespace exitCode {
inline constexpr int kDone = 0;
inline constexpr int kNeedsPerson = 1;
inline constexpr int kUsage = 2;
inline constexpr int kRemote = 3;
inline constexpr int kProfile = 4;
} // namespace exitCode
[[nodiscard]] int exitCodeOf(const Error& error);

/// "records list [--flow F] …"
[[nodiscard]] QString synopsis(const Command& command);
/// The whole help of one command.
[[nodiscard]] QString helpText(const Command& command);

/// Invalid with code "usage".
[[nodiscard]] Error usageError(const QString& message, const QString& remedy = {});
/// UTC ms of an argument: ISO 8601 with a zone, or a day (its start in UTC). A usage error otherwise.
[[nodiscard]] Result<qint64> timeOf(const QString& text);

} // namespace causeway::app::cli
