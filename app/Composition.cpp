// SPDX-License-Identifier: GPL-3.0-or-later
#include "Composition.h"

#include <QCoreApplication>
#include <QFile>
#include <QUuid>

#include "MasterKey.h"
#include "config/ConfigurationSchema.h"
#include "db/InstanceTable.h"
#include "db/ViewTables.h"
#include "engine/VaultSecrets.h"
#include "http/QtHttpTransport.h"
#include "mail/CurlMailer.h"
#include "security/SecretsFile.h"
#include "security/SystemKeychain.h"

namespace causeway::app {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::Composition)
};

QString modeName(MasterKey::Place place)
{
    return place == MasterKey::Place::Keychain ? QStringLiteral("keychain") : QStringLiteral("file");
}

MasterKey::Place placeOf(const ProfileOptions& options)
{
    return options.secretsFile.isEmpty() ? MasterKey::Place::Keychain : MasterKey::Place::File;
}

/// The way it is opened must be the way it was made: anything else would hide a mistake or move a key silently.
Result<void> checkSecretsMode(const db::InstanceRow& instance, MasterKey::Place place)
{
    if (instance.secretsMode == modeName(place))
        return {};
    if (place == MasterKey::Place::File)
        return fail(ErrorKind::Storage,
                    Words::tr("This profile keeps its secrets in the system keychain, but a secrets file is named."),
                    Words::tr("Leave out --secrets-file and CAUSEWAY_SECRETS_FILE, or use another profile."),
                    QStringLiteral("other-secrets"));
    return fail(ErrorKind::Storage, Words::tr("This profile was made with a secrets file, but none is named."),
                Words::tr("Name the file with --secrets-file or CAUSEWAY_SECRETS_FILE."), QStringLiteral("other-secrets"));
}

Result<security::Vault> vaultOf(security::Secret key, const QByteArray& mark)
{
    security::Vault vault(std::move(key));
    if (vault.keyMark() == mark)
        return vault;
    return fail(ErrorKind::Storage, Words::tr("The master key does not belong to this profile."),
                Words::tr("Put back the key this profile was made with. Without it, stored secrets and bodies cannot be read."),
                QStringLiteral("other-key"));
}
} // namespace

/// Members in the order they are built; destroyed the other way round, so the engine goes first and the lock last.
class Composition::Impl
{
public:
    explicit Impl(Profile opened) : profile(std::move(opened)) {}

    Profile profile;
    SystemClock systemClock;
    http::QtHttpTransport systemTransport;
    mail::CurlMailer systemMailer;
    Clock* clock = nullptr;
    http::HttpTransport* transport = nullptr;
    Log log;
    std::unique_ptr<db::Database> database;
    db::InstanceRow instance;
    std::optional<security::Vault> vault;
    std::unique_ptr<security::SecretSource> secrets;
    flows::Registry flows;
    std::unique_ptr<engine::Engine> engine;
};

Composition::Composition(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Composition::~Composition()
{
    m_impl->engine.reset();
}

Result<bool> Composition::create(const ProfileOptions& options, bool demo)
{
    const QString folder = options.folder.isEmpty() ? Profile::defaultFolder() : options.folder;
    if (Profile::exists(folder)) {
        // Nothing is changed, but a profile that cannot be used is said at once.
        ProfileOptions reading = options;
        reading.onlyRead = true;
        if (auto opened = open(reading); !opened)
            return fail(opened.error());
        return false;
    }
    auto profile = Profile::open(folder, Profile::Access::Write, true);
    if (!profile)
        return fail(profile.error());
    security::SystemKeychain systemKeychain;
    Clock* clock = options.clock;
    SystemClock systemClock;
    if (clock == nullptr)
        clock = &systemClock;
    const MasterKey::Place place = placeOf(options);
    if (place == MasterKey::Place::File) {
        if (auto file = security::SecretsFile::open(options.secretsFile); !file)
            return fail(file.error());
    }
    // The key first, the database last and under its final name in one step: what exists() sees is complete.
    db::InstanceRow instance;
    instance.installId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    MasterKey masterKey(place, profile->masterKeyFile(), instance.installId,
                        options.keychain != nullptr ? *options.keychain : systemKeychain);
    auto key = masterKey.create();
    if (!key)
        return fail(key.error());
    instance.secretsMode = modeName(place);
    instance.keyMark = security::Vault(std::move(*key)).keyMark();
    instance.demo = demo;
    instance.createdAt = clock->nowMs();
    if (auto made = db::InstanceTable::createProfile(profile->databaseFile(), instance); !made)
        return fail(made.error());
    return true;
}

Result<std::unique_ptr<Composition>> Composition::open(const ProfileOptions& options)
{
    const QString folder = options.folder.isEmpty() ? Profile::defaultFolder() : options.folder;
    const Profile::Access access = options.onlyRead         ? Profile::Access::Read
                                   : options.readWhenLocked ? Profile::Access::ReadIfLocked
                                                            : Profile::Access::Write;
    auto profile = Profile::open(folder, access);
    if (!profile)
        return fail(profile.error());
    auto impl = std::make_unique<Impl>(std::move(*profile));
    impl->clock = options.clock != nullptr ? options.clock : &impl->systemClock;
    impl->transport = options.transport != nullptr ? options.transport : &impl->systemTransport;
    if (impl->profile.mayWrite())
        impl->log = Log::toFolder(impl->profile.logFolder(), options.logLevel);

    auto database =
        db::Database::open(impl->profile.databaseFile(),
                           impl->profile.mayWrite() ? db::Database::Access::Writer : db::Database::Access::ReadOnly, impl->log);
    if (!database)
        return fail(database.error());
    impl->database = std::move(*database);
    auto instance = impl->database->read([](db::Connection& connection) { return db::InstanceReads(connection).load(); });
    if (!instance)
        return fail(instance.error());
    impl->instance = std::move(*instance);

    auto vault = unlock(impl->instance, impl->profile, options);
    if (!vault)
        return fail(vault.error());
    impl->vault.emplace(std::move(*vault));

    if (!options.secretsFile.isEmpty()) {
        auto file = security::SecretsFile::open(options.secretsFile);
        if (!file)
            return fail(file.error());
        impl->secrets = std::make_unique<security::SecretsFile>(std::move(*file));
    } else {
        impl->secrets = std::make_unique<engine::VaultSecrets>(*impl->database, *impl->vault, *impl->clock);
    }
    impl->engine = std::make_unique<engine::Engine>(
        engine::Parts{*impl->database, *impl->vault, *impl->secrets, *impl->transport, *impl->clock, impl->log, impl->flows, 0,
                      options.mailer != nullptr ? options.mailer : &impl->systemMailer});
    return std::unique_ptr<Composition>(new Composition(std::move(impl)));
}

Result<security::Vault> Composition::unlock(const db::InstanceRow& instance, const Profile& profile,
                                            const ProfileOptions& options)
{
    const MasterKey::Place place = placeOf(options);
    if (auto same = checkSecretsMode(instance, place); !same)
        return fail(same.error());
    security::SystemKeychain systemKeychain;
    const MasterKey masterKey(place, profile.masterKeyFile(), instance.installId,
                              options.keychain != nullptr ? *options.keychain : systemKeychain);
    auto key = masterKey.read();
    if (!key)
        return fail(key.error());
    return vaultOf(std::move(*key), instance.keyMark);
}

void Composition::handOver(QThread* thread)
{
    m_impl->engine->moveToThread(thread);
}

const Profile& Composition::profile() const
{
    return m_impl->profile;
}

bool Composition::mayWrite() const
{
    return m_impl->profile.mayWrite();
}

Result<void> Composition::requireWriter() const
{
    if (mayWrite())
        return {};
    return fail(m_impl->profile.refusal());
}

bool Composition::isInUseElsewhere() const
{
    return !mayWrite() && m_impl->profile.refusal().code == QStringLiteral("locked");
}

db::RunRow Composition::asItStands(db::RunRow run) const
{
    if (run.state == QStringLiteral("running") && !mayWrite() && !ProfileLock::isHeld(m_impl->profile.folder()))
        run.state = QStringLiteral("interrupted");
    return run;
}

bool Composition::usesSecretsFile() const
{
    return m_impl->instance.secretsMode == modeName(MasterKey::Place::File);
}

bool Composition::isDemo() const
{
    return m_impl->instance.demo;
}

db::Database& Composition::database()
{
    return *m_impl->database;
}

engine::Engine& Composition::engine()
{
    return *m_impl->engine;
}

const security::Vault& Composition::vault() const
{
    return *m_impl->vault;
}

security::SecretSource& Composition::secrets()
{
    return *m_impl->secrets;
}

const flows::Registry& Composition::flows() const
{
    return m_impl->flows;
}

Clock& Composition::clock()
{
    return *m_impl->clock;
}

http::HttpTransport& Composition::transport()
{
    return *m_impl->transport;
}

const Log& Composition::log() const
{
    return m_impl->log;
}

Result<config::Configuration> Composition::configuration()
{
    return database().read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
}

std::vector<config::KnownFlow> knownFlows(const flows::Registry& registry)
{
    std::vector<config::KnownFlow> list;
    for (const auto& flow : registry.all())
        list.push_back({flow->spec().id, flow->spec().settings});
    return list;
}

} // namespace causeway::app
