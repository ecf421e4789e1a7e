// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/CommandLine.h"

#include <optional>

#include <QCoreApplication>

#include "base/Nearest.h"
#include "base/Text.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::CommandLine)
};

QString quoted(const QString& text)
{
    return u'"' + elided(safeText(text), 60) + u'"';
}

QString didYouMean(const QString& word, const QStringList& candidates, const QString& otherwise)
{
    const QString near = nearest(word, candidates);
    return near.isEmpty() ? otherwise : Words::tr("Did you mean \"%1\"?").arg(near);
}

const Option* findOption(const std::vector<Option>& options, const QString& name)
{
    for (const Option& option : options) {
        if (option.name == name)
            return &option;
    }
    return nullptr;
}

/// Walks over the words once: global options anywhere, the command's words, then its options and arguments.
class Reader
{
public:
    Reader(const QStringList& words, const std::vector<Command>& commands) : m_words(words), m_commands(commands) {}

    Result<ParsedLine> read()
    {
        bool onlyArguments = false;
        for (m_at = 0; m_at < m_words.size(); ++m_at) {
            const QString& word = m_words[m_at];
            Result<void> done;
            if (!onlyArguments && word == QStringLiteral("--"))
                onlyArguments = true;
            else if (!onlyArguments && word.startsWith(u'-') && word.size() > 1)
                done = readOption(word);
            else
                done = readWord(word);
            if (!done)
                return fail(done.error());
        }
        return finish();
    }

private:
    Result<void> readOption(const QString& word)
    {
        const qsizetype equals = word.indexOf(u'=');
        QString name = equals < 0 ? word : word.left(equals);
        if (name == QStringLiteral("-h"))
            name = QStringLiteral("--help");
        const Option* option = m_line.command != nullptr ? findOption(m_line.command->options, name) : nullptr;
        const bool isGlobal = option == nullptr;
        if (isGlobal)
            option = findOption(globalOptions(), name);
        if (option == nullptr)
            return fail(
                usageError(Words::tr("There is no option %1%2.")
                               .arg(quoted(name), m_line.command == nullptr ? Words::tr(" before the command") : QString()),
                           didYouMean(name, knownOptions(), Words::tr("See --help."))));
        QString value;
        if (option->value.isEmpty()) {
            if (equals >= 0)
                return fail(usageError(Words::tr("%1 takes no value.").arg(name)));
        } else if (equals >= 0) {
            value = word.sliced(equals + 1);
        } else if (++m_at < m_words.size()) {
            value = m_words[m_at];
        } else {
            return fail(usageError(Words::tr("%1 needs a value: %2.").arg(name, option->value)));
        }
        if (isGlobal)
            return setGlobal(name, value);
        if (!option->mayRepeat && m_line.arguments.options.contains(name))
            return fail(usageError(Words::tr("%1 is given twice.").arg(name)));
        m_line.arguments.options[name] << value;
        return {};
    }

    QStringList knownOptions() const
    {
        QStringList names;
        for (const Option& option : globalOptions())
            names << option.name;
        if (m_line.command != nullptr) {
            for (const Option& option : m_line.command->options)
                names << option.name;
        }
        return names;
    }

    Result<void> setGlobal(const QString& name, const QString& value)
    {
        GlobalOptions& global = m_line.global;
        if (name == QStringLiteral("--json"))
            global.json = true;
        else if (name == QStringLiteral("--help"))
            global.help = true;
        else if (name == QStringLiteral("--version"))
            global.version = true;
        else if (value.isEmpty())
            return fail(usageError(Words::tr("%1 needs a value.").arg(name)));
        else if (name == QStringLiteral("--profile"))
            global.profile = value;
        else if (name == QStringLiteral("--secrets-file"))
            global.secretsFile = value;
        else if (!logLevelFromString(value, global.logLevel))
            return fail(usageError(Words::tr("There is no log level %1.").arg(quoted(value)),
                                   Words::tr("Allowed: debug, info, warning, error.")));
        return {};
    }

    Result<void> readWord(const QString& word)
    {
        if (m_line.command != nullptr) {
            m_line.arguments.words << word;
            return {};
        }
        const QString name = m_line.group.isEmpty() ? word : m_line.group + u' ' + word;
        QStringList firstWords;
        QStringList secondWords;
        for (const Command& command : m_commands) {
            if (command.name == name) {
                m_line.command = &command;
                return {};
            }
            firstWords << command.name.section(u' ', 0, 0);
            if (!m_line.group.isEmpty() && command.name.startsWith(m_line.group + u' '))
                secondWords << command.name.section(u' ', 1);
        }
        if (m_line.group.isEmpty() && firstWords.contains(word)) {
            m_line.group = word;
            return {};
        }
        firstWords.removeDuplicates();
        if (m_line.group.isEmpty())
            return fail(usageError(Words::tr("There is no command %1.").arg(quoted(word)),
                                   didYouMean(word, firstWords, Words::tr("See causeway-cli --help."))));
        return fail(
            usageError(Words::tr("There is no command %1.").arg(quoted(name)),
                       didYouMean(word, secondWords,
                                  Words::tr("\"%1\" knows: %2.").arg(m_line.group, secondWords.join(QStringLiteral(", "))))));
    }

    Result<ParsedLine> finish()
    {
        if (m_line.global.help || m_line.global.version)
            return m_line;
        if (m_line.command == nullptr) {
            if (m_line.group.isEmpty())
                return fail(usageError(Words::tr("No command is given."), Words::tr("See causeway-cli --help.")));
            return fail(usageError(Words::tr("\"%1\" needs a second word.").arg(m_line.group),
                                   Words::tr("See causeway-cli %1 --help.").arg(m_line.group)));
        }
        const std::vector<Argument>& expected = m_line.command->arguments;
        qsizetype least = 0;
        for (const Argument& argument : expected)
            least += argument.isRequired ? 1 : 0;
        const qsizetype given = m_line.arguments.words.size();
        if (given < least)
            return fail(usageError(Words::tr("%1 is missing.").arg(expected[static_cast<std::size_t>(given)].name), usage()));
        const bool endless = !expected.empty() && expected.back().mayRepeat;
        if (!endless && given > static_cast<qsizetype>(expected.size()))
            return fail(usageError(Words::tr("%1 is one word too many.")
                                       .arg(quoted(m_line.arguments.words[static_cast<qsizetype>(expected.size())])),
                                   usage()));
        return m_line;
    }

    QString usage() const { return Words::tr("Usage: causeway-cli %1").arg(synopsis(*m_line.command)); }

    const QStringList& m_words;
    const std::vector<Command>& m_commands;
    ParsedLine m_line;
    qsizetype m_at = 0;
};
} // namespace

const std::vector<Option>& globalOptions()
{
    static const std::vector<Option> kOptions{
        {QStringLiteral("--profile"), QStringLiteral("DIR"),
         Words::tr("the profile's folder; the platform's application-data folder when left out")},
        {QStringLiteral("--secrets-file"), QStringLiteral("FILE"),
         Words::tr("read secrets from this JSON file instead of the system keychain (also CAUSEWAY_SECRETS_FILE)")},
        {QStringLiteral("--json"), {}, Words::tr("print one JSON document")},
        {QStringLiteral("--log-level"), QStringLiteral("LEVEL"), Words::tr("debug, info (default), warning or error")},
        {QStringLiteral("--help"), {}, Words::tr("show help, also on a command")},
        {QStringLiteral("--version"), {}, Words::tr("show the versions")},
    };
    return kOptions;
}

Result<ParsedLine> parseCommandLine(const QStringList& words, const std::vector<Command>& commands)
{
    return Reader(words, commands).read();
}

} // namespace causeway::app::cli
