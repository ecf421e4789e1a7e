// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Command.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDate>
#include <QTimeZone>

#include "base/Clock.h"
#include "base/Text.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::Command)
};
} // namespace

QString Arguments::value(const QString& option, const QString& fallback) const
{
    const QStringList given = options.value(option);
    return given.isEmpty() ? fallback : given.last();
}

Result<int> Arguments::number(const QString& option, int fallback, int least, int most) const
{
    if (!has(option))
        return fallback;
    bool isNumber = false;
    const int number = value(option).toInt(&isNumber);
    if (isNumber && number >= least && number <= most)
        return number;
    return fail(usageError(Words::tr("%1 needs a whole number from %2 to %3.").arg(option).arg(least).arg(most),
                           Words::tr("It was given \"%1\".").arg(elided(safeText(value(option)), 40))));
}

Result<std::vector<qint64>> Arguments::ids() const
{
    std::vector<qint64> list;
    for (const QString& word : words) {
        bool isNumber = false;
        const qint64 id = word.toLongLong(&isNumber);
        if (!isNumber || id <= 0)
            return fail(usageError(Words::tr("\"%1\" is not an id.").arg(elided(safeText(word), 40)),
                                   Words::tr("Use the whole number that the lists show in the column \"id\".")));
        list.push_back(id);
    }
    return list;
}

int exitCodeOf(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Invalid:
        return exitCode::kUsage;
    case ErrorKind::Storage:
        return exitCode::kProfile;
    case ErrorKind::RateLimited:
    case ErrorKind::Unavailable:
    case ErrorKind::Unclear:
    case ErrorKind::Auth:
    case ErrorKind::Rejected:
        return exitCode::kRemote;
    case ErrorKind::NotYet:
    case ErrorKind::Unmapped:
    case ErrorKind::Conflict:
    case ErrorKind::Cancelled:
    case ErrorKind::Defect:
        return exitCode::kNeedsPerson;
    }
    return exitCode::kNeedsPerson;
}

QString synopsis(const Command& command)
{
    QString text = command.name;
    for (const Argument& argument : command.arguments) {
        const QString name = argument.name + (argument.mayRepeat ? QStringLiteral("...") : QString());
        text += argument.isRequired ? u' ' + name : QStringLiteral(" [%1]").arg(name);
    }
    for (const Option& option : command.options)
        text += (option.isRequired ? QStringLiteral(" %1%2%3") : QStringLiteral(" [%1%2]%3"))
                    .arg(option.name, option.value.isEmpty() ? QString() : u' ' + option.value,
                         option.mayRepeat ? QStringLiteral("...") : QString());
    return text;
}

QString helpText(const Command& command)
{
    QString text = Words::tr("Usage: causeway-cli [global options] %1").arg(synopsis(command)) + QStringLiteral("\n\n") +
                   command.summary + u'\n';
    if (!command.details.isEmpty())
        text += u'\n' + command.details + u'\n';
    if (command.options.empty())
        return text;
    qsizetype width = 0;
    const auto left = [](const Option& option) {
        return option.name + (option.value.isEmpty() ? QString() : u' ' + option.value);
    };
    for (const Option& option : command.options)
        width = std::max(width, left(option).size());
    text += u'\n' + Words::tr("Options:") + u'\n';
    for (const Option& option : command.options)
        text += QStringLiteral("  ") + left(option).leftJustified(width + 2) + option.help + u'\n';
    return text;
}

Error usageError(const QString& message, const QString& remedy)
{
    return Error::make(ErrorKind::Invalid, message, remedy, QStringLiteral("usage"));
}

Result<qint64> timeOf(const QString& text)
{
    if (const auto time = fromIso8601(text))
        return *time;
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (text.size() == 10 && day.isValid())
        return day.startOfDay(QTimeZone::utc()).toMSecsSinceEpoch();
    return fail(usageError(Words::tr("\"%1\" is not a time.").arg(elided(safeText(text), 40)),
                           Words::tr("Write it like 2026-11-23T10:00:00Z, or a day like 2026-11-23.")));
}

} // namespace causeway::app::cli
