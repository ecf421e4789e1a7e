// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QString>

#include "Profile.h"
#include "base/Clock.h"
#include "base/Log.h"
#include "base/Result.h"
#include "db/Database.h"
#include "db/InstanceTable.h"
#include "db/Rows.h"
#include "engine/Engine.h"
#include "flows/Flow.h"
#include "http/HttpTransport.h"
#include "security/Keychain.h"
#include "security/SecretSource.h"
#include "security/Vault.h"

class QThread;

namespace causeway::config {
struct KnownFlow;
}

namespace causeway::app {

/// What a profile is opened with. The pointers are the seams of the tests; null means the real thing. They must outlive the
/// Composition.
struct ProfileOptions
{
    QString folder;              ///< empty = Profile::defaultFolder()
    QString secretsFile;         ///< empty = the system keychain (interface.md section 6)
    bool readWhenLocked = false; ///< open for reading when another process holds the profile, instead of refusing
    bool onlyRead = false;       ///< take no lock at all; Storage "older" when the database has to be brought up to date first
    LogLevel logLevel = LogLevel::Info;
    Clock* clock = nullptr;
    http::HttpTransport* transport = nullptr;
    mail::Mailer* mailer = nullptr;
    security::Keychain* keychain = nullptr;
};

/// The composition root: the only place that builds concrete classes. One per process and profile. The thread that opens it asks
/// the keychain (the system's may only be asked on the main thread; a worker passes a keychain that asks there). Destroying it
/// stops the engine, closes the database and gives the lock back.
class Composition final
{
public:
    /// Opens an existing profile. Storage errors (exit 4): "no-profile", "locked", "newer", "damaged", "read-only", "disk-full",
    /// "keychain", "other-secrets" (the profile was made with the other kind of secret store), "other-key", "no-key". Does not
    /// recover: the caller that works calls engine().recover() first (the window after its first paint).
    [[nodiscard]] static Result<std::unique_ptr<Composition>> open(const ProfileOptions& options);
    /// Makes an empty profile with a new master key: in the keychain, or in vault.key when a secrets file is named. False when
    /// there was one already (nothing is changed). Errors as open().
    [[nodiscard]] static Result<bool> create(const ProfileOptions& options, bool demo = false);
    /// The vault of a database file that belongs to this profile (also of its backups). Storage: "other-secrets", "other-key",
    /// "no-key", "keychain".
    [[nodiscard]] static Result<security::Vault> unlock(const db::InstanceRow& instance, const Profile& profile,
                                                        const ProfileOptions& options);
    ~Composition();
    Composition(const Composition&) = delete;
    Composition& operator=(const Composition&) = delete;

    /// Gives the engine to another thread, whose event loop its signals then belong to. Call it on the thread that opened the
    /// profile, once, before anybody connects to the engine.
    void handOver(QThread* thread);

    [[nodiscard]] const Profile& profile() const;
    /// False: opened for reading; everything that changes the profile ends with requireWriter()'s error.
    [[nodiscard]] bool mayWrite() const;
    /// Writing allowed, or the sentence why not (Storage "locked", "read-only").
    [[nodiscard]] Result<void> requireWriter() const;
    /// Another process works with this profile.
    [[nodiscard]] bool isInUseElsewhere() const;
    [[nodiscard]] bool usesSecretsFile() const;
    /// A run as it stands: one that seems to run while no process holds the profile ended with its process (a kill, a power cut);
    /// the next writer will note that, a reader only says it.
    [[nodiscard]] db::RunRow asItStands(db::RunRow run) const;
    [[nodiscard]] bool isDemo() const;

    [[nodiscard]] db::Database& database();
    [[nodiscard]] engine::Engine& engine();
    [[nodiscard]] const security::Vault& vault() const;
    [[nodiscard]] security::SecretSource& secrets();
    [[nodiscard]] const flows::Registry& flows() const;
    [[nodiscard]] Clock& clock();
    [[nodiscard]] http::HttpTransport& transport();
    [[nodiscard]] const Log& log() const;

    /// The configuration as stored now.
    [[nodiscard]] Result<config::Configuration> configuration();

private:
    class Impl;
    explicit Composition(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// What the configuration reader and the schema must know of every flow of this program.
[[nodiscard]] std::vector<config::KnownFlow> knownFlows(const flows::Registry& registry);

} // namespace causeway::app
