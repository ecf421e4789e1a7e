// SPDX-License-Identifier: GPL-3.0-or-later
#include "DemoCompanyProfile.h"

#include <optional>

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include "ConfigurationImport.h"
#include "base/FileAccess.h"
#include "flows/Flow.h"
#include "simulator/Simulation.h"

namespace causeway::app {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::DemoCompanyProfile)
};

/// Marks a folder as ours before anything is deleted in it; written first.
QString markerFile(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("demo-company"));
}

/// Removes an older demo's files; refuses everything that is not surely a demo of ours.
Result<void> clear(const QString& folder)
{
    QDir dir(folder);
    if (!dir.exists() || dir.isEmpty())
        return {};
    if (!QFile::exists(markerFile(folder)))
        return fail(
            ErrorKind::Invalid, Words::tr("%1 is not a demo's folder and is not empty.").arg(QDir::toNativeSeparators(folder)),
            Words::tr(
                "Name an empty or new folder with --profile; the demo starts afresh each time and would replace what is there."),
            QStringLiteral("not-a-demo"));
    std::optional<Profile> held; // while the files go away
    if (Profile::exists(folder)) {
        auto profile = Profile::open(folder, Profile::Access::Write);
        if (!profile)
            return fail(profile.error());
        held.emplace(std::move(*profile));
    }
    for (const QString& name : dir.entryList(
             {QStringLiteral("causeway.sqlite*"), QStringLiteral("vault.key"), QStringLiteral("secrets.json")}, QDir::Files))
        dir.remove(name);
    for (const QString& name : {QStringLiteral("logs"), QStringLiteral("backups")})
        QDir(dir.filePath(name)).removeRecursively();
    return {};
}
} // namespace

/// Destroyed from the bottom up: the engine stops before the simulators do.
class DemoCompanyProfile::Impl
{
public:
    QString folder;
    std::unique_ptr<simulator::Simulation> simulation;
    std::unique_ptr<Composition> composition;
};

DemoCompanyProfile::DemoCompanyProfile(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
DemoCompanyProfile::~DemoCompanyProfile() = default;

Result<std::unique_ptr<DemoCompanyProfile>> DemoCompanyProfile::start(const DemoOptions& options)
{
    auto impl = std::make_unique<Impl>();
    impl->folder = QDir(options.folder.isEmpty() ? Profile::defaultDemoFolder() : options.folder).absolutePath();
    if (auto cleared = clear(impl->folder); !cleared)
        return fail(cleared.error());
    if (auto made = file_access::makePrivateFolder(impl->folder); !made)
        return fail(made.error());
    if (auto marked =
            file_access::writePrivateFile(markerFile(impl->folder), "This folder belongs to the demo company of Causeway.\n");
        !marked)
        return fail(marked.error());

    simulator::Options world;
    world.seed = options.seed;
    world.orders = options.orders;
    const flows::Registry registry; // a name of its own: all() refers into it
    for (const auto& flow : registry.all())
        world.flows += flow->spec().id;
    auto simulation = simulator::Simulation::start(world);
    if (!simulation)
        return fail(simulation.error());
    impl->simulation = std::move(*simulation);
    impl->simulation->amazon().setReportsAtOnce(true);

    const QString secrets = QDir(impl->folder).filePath(QStringLiteral("secrets.json"));
    if (auto written = file_access::writePrivateFile(secrets, impl->simulation->secrets()); !written)
        return fail(written.error());
    ProfileOptions profile;
    profile.folder = impl->folder;
    profile.secretsFile = secrets;
    profile.logLevel = options.logLevel;
    if (auto created = Composition::create(profile, true); !created)
        return fail(created.error());
    auto composition = Composition::open(profile);
    if (!composition)
        return fail(composition.error());
    impl->composition = std::move(*composition);
    if (auto recovered = impl->composition->engine().recover(); !recovered)
        return fail(recovered.error());
    const auto imported =
        importConfiguration(*impl->composition, impl->simulation->configuration(), false, QStringLiteral("demo"));
    if (!imported)
        return fail(imported.error());
    if (!imported->problems.empty())
        return fail(imported->problems.front());
    return std::unique_ptr<DemoCompanyProfile>(new DemoCompanyProfile(std::move(impl)));
}

Composition& DemoCompanyProfile::composition()
{
    return *m_impl->composition;
}

simulator::Simulation& DemoCompanyProfile::simulation()
{
    return *m_impl->simulation;
}

const QString& DemoCompanyProfile::folder() const
{
    return m_impl->folder;
}

QString DemoCompanyProfile::secretsFile() const
{
    return QDir(m_impl->folder).filePath(QStringLiteral("secrets.json"));
}

Result<std::vector<engine::RunResult>> DemoCompanyProfile::runOnce(const StopToken& stop)
{
    const auto configuration = m_impl->composition->configuration();
    if (!configuration)
        return fail(configuration.error());
    std::vector<engine::RunResult> results;
    bool hasShipped = false;
    const flows::Registry registry; // in the order an order runs through them
    for (const auto& known : registry.all()) {
        // When the orders are in, goods leave the house.
        if (!hasShipped && !known->spec().id.startsWith(QStringLiteral("orders-"))) {
            m_impl->simulation->letWarehouseShip();
            hasShipped = true;
        }
        for (const config::FlowSettings& flow : configuration->flows) {
            if (flow.flow != known->spec().id || !flow.enabled || stop.stopRequested())
                continue;
            engine::RunRequest request;
            request.flow = flow.flow;
            request.store = flow.store;
            request.trigger = QStringLiteral("demo");
            auto result = m_impl->composition->engine().run(request, stop);
            if (!result)
                return fail(result.error());
            results.push_back(std::move(*result));
        }
    }
    return results;
}

} // namespace causeway::app
