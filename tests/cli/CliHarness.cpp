// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/CliHarness.h"

#include <QFile>
#include <QProcessEnvironment>

namespace causeway::test {

Json CliResult::json() const
{
    return Json::parse(out.trimmed()).value_or(Json());
}

simulator::Options CliHarness::plainWorld(int orders)
{
    simulator::Options options;
    options.world = QStringLiteral("plain");
    options.orders = orders;
    options.rateSpeed = 1000;
    return options;
}

CliHarness::CliHarness(const simulator::Options& options)
{
    auto started = simulator::Simulation::start(options);
    if (!started)
        qFatal("the simulators do not start: %s", qPrintable(started.error().message));
    m_simulation = std::move(*started);
    write(QStringLiteral("secrets.json"), m_simulation->secrets());
    write(QStringLiteral("configuration.json"), m_simulation->configuration());
}

CliHarness::~CliHarness() = default;

QString CliHarness::program()
{
    return QStringLiteral(CAUSEWAY_CLI);
}

QString CliHarness::write(const QString& name, const QByteArray& bytes)
{
    QFile target(file(name));
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(target.fileName()));
    target.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return target.fileName();
}

bool CliHarness::setUp()
{
    for (const QStringList& words :
         {QStringList{QStringLiteral("init")},
          QStringList{QStringLiteral("config"), QStringLiteral("import"), file(QStringLiteral("configuration.json"))}}) {
        const CliResult result = run(words);
        if (result.code != 0) {
            m_problem = words.join(u' ').toUtf8() + ": " + result.all();
            return false;
        }
    }
    return true;
}

CliResult CliHarness::run(const QStringList& words, const QByteArray& input, int timeoutMs)
{
    return bare(QStringList{QStringLiteral("--profile"), profile(), QStringLiteral("--secrets-file"), secretsFile()} + words,
                input, {}, timeoutMs);
}

CliResult CliHarness::json(QStringList words, const QByteArray& input)
{
    words.prepend(QStringLiteral("--json"));
    return run(words, input);
}

CliResult CliHarness::bare(const QStringList& words, const QByteArray& input, const QStringList& environment, int timeoutMs)
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(QStringLiteral("HOME"), m_folder.path()); // never the real profile
    variables.insert(QStringLiteral("XDG_DATA_HOME"), file(QStringLiteral("data")));
    variables.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("disabled:")); // never the real keychain
    variables.remove(QStringLiteral("CAUSEWAY_SECRETS_FILE"));
    for (const QString& variable : environment)
        variables.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    process.setProcessEnvironment(variables);
    process.start(program(), words);
    process.write(input);
    process.closeWriteChannel();
    CliResult result;
    if (!process.waitForFinished(timeoutMs)) {
        process.kill();
        process.waitForFinished();
        result.err = "the program did not end in time\n" + process.readAllStandardError();
        return result;
    }
    result.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

std::unique_ptr<QProcess> CliHarness::start(const QStringList& words, const QString& program)
{
    auto process = std::make_unique<QProcess>();
    process->start(program.isEmpty() ? CliHarness::program() : program,
                   QStringList{QStringLiteral("--profile"), profile(), QStringLiteral("--secrets-file"), secretsFile()} + words);
    return process;
}

} // namespace causeway::test
