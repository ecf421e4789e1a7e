// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Session.h"

#include <QCoreApplication>
#include <QFile>

#include "Terminal.h"
#include "base/FileAccess.h"
#include "base/Nearest.h"
#include "base/Text.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::Session)
};

constexpr qint64 kLargestInput = 64LL * 1024 * 1024;

Error unreadable(const QString& file, const QString& why)
{
    Error error =
        Error::make(ErrorKind::Invalid, why, Words::tr("Check the file's name and its rights."), QStringLiteral("file"));
    error.path = file;
    return error;
}
} // namespace

Session::Session(GlobalOptions global, Services services, Output& out, StopToken stop)
    : m_global(std::move(global)), m_services(std::move(services)), m_out(out), m_stop(std::move(stop))
{
}

Session::~Session() = default;

Clock& Session::clock()
{
    return m_services.clock != nullptr ? *m_services.clock : m_systemClock;
}

engine::Actor Session::actor()
{
    return {QStringLiteral("command line")};
}

QString Session::profileFolder() const
{
    return m_global.profile.isEmpty() ? Profile::defaultFolder() : m_global.profile;
}

ProfileOptions Session::profileOptions() const
{
    ProfileOptions options;
    options.folder = profileFolder();
    options.secretsFile = m_global.secretsFile;
    options.logLevel = m_global.logLevel;
    options.clock = m_services.clock;
    options.transport = m_services.transport;
    options.keychain = m_services.keychain;
    return options;
}

Result<Composition*> Session::writer()
{
    if (!m_composition) {
        auto opened = Composition::open(profileOptions());
        if (!opened)
            return fail(opened.error());
        m_composition = std::move(*opened);
        if (auto recovered = m_composition->engine().recover(); !recovered)
            return fail(recovered.error());
    }
    if (auto may = m_composition->requireWriter(); !may)
        return fail(may.error());
    return m_composition.get();
}

Result<Composition*> Session::reader()
{
    if (!m_composition) {
        ProfileOptions options = profileOptions();
        options.onlyRead = true;
        auto opened = Composition::open(options);
        if (!opened && opened.error().code == QStringLiteral("older")) { // bring it up to date once
            options.onlyRead = false;
            opened = Composition::open(options);
        }
        if (!opened)
            return fail(opened.error());
        m_composition = std::move(*opened);
    }
    return m_composition.get();
}

Result<QByteArray> readInput(const QString& file)
{
    if (file == QStringLiteral("-"))
        return readStandardInput();
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly))
        return fail(unreadable(file, Words::tr("The file cannot be read.")));
    if (input.size() > kLargestInput)
        return fail(unreadable(file, Words::tr("The file is larger than 64 MiB.")));
    return input.readAll();
}

Result<QByteArray> readStandardInput()
{
    if (isInputTerminal())
        return fail(usageError(
            Words::tr("The value is read from standard input, which is a keyboard here."),
            Words::tr("Send it through a pipe or from a file, so that it is neither seen nor kept in the shell's history.")));
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(unreadable(QStringLiteral("-"), Words::tr("Standard input cannot be read.")));
    QByteArray bytes = input.read(kLargestInput + 1);
    if (bytes.size() > kLargestInput)
        return fail(unreadable(QStringLiteral("-"), Words::tr("Standard input is larger than 64 MiB.")));
    return bytes;
}

Result<void> writeOutput(const QString& file, const QByteArray& bytes)
{
    if (file_access::writePrivateFile(file, bytes))
        return {};
    return fail(unreadable(file, Words::tr("The file cannot be written.")));
}

Result<flows::Flow*> flowNamed(Composition& composition, const QString& id)
{
    if (flows::Flow* flow = composition.flows().find(id); flow != nullptr)
        return flow;
    QStringList ids;
    for (const auto& flow : composition.flows().all())
        ids << flow->spec().id;
    const QString near = nearest(id, ids);
    return fail(usageError(Words::tr("There is no flow \"%1\".").arg(elided(safeText(id), 60)),
                           near.isEmpty() ? Words::tr("Flows: %1.").arg(ids.join(QStringLiteral(", ")))
                                          : Words::tr("Did you mean \"%1\"?").arg(near)));
}

Result<config::Store> storeNamed(Composition& composition, const QString& id)
{
    const auto configuration = composition.configuration();
    if (!configuration)
        return fail(configuration.error());
    if (const config::Store* store = configuration->store(id); store != nullptr)
        return *store;
    QStringList ids;
    for (const config::Store& store : configuration->stores)
        ids << store.id;
    const QString near = nearest(id, ids);
    const QString remedy = ids.isEmpty()    ? Words::tr("No store is configured: see \"causeway-cli config import\".")
                           : near.isEmpty() ? Words::tr("Stores: %1.").arg(ids.join(QStringLiteral(", ")))
                                            : Words::tr("Did you mean \"%1\"?").arg(near);
    return fail(usageError(Words::tr("There is no store \"%1\".").arg(elided(safeText(id), 60)), remedy));
}

} // namespace causeway::app::cli
