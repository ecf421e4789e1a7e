// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QTemporaryDir>

#include "db/Database.h"
#include "engine/Engine.h"
#include "security/Vault.h"
#include "testkit/CrashPoint.h"
#include "testkit/FakeClock.h"
#include "testkit/MemorySecrets.h"

namespace causeway::tests {

/// A profile in a temporary folder with a vault, secrets in memory, a fake clock and an engine over given flows and transport.
/// The engine and its database can be dropped and opened again, as after a crash. One thread.
class TestProfile final
{
public:
    TestProfile(const flows::Registry& flows, http::HttpTransport& transport, FakeClock& clock);
    ~TestProfile();

    /// The store "us" with both connections (addresses nobody answers at) and one flow in this mode.
    void configure(const QString& flow, config::FlowMode mode, const QString& schedule = QStringLiteral("manual"));

    [[nodiscard]] engine::Engine& engine() { return *m_engine; }
    [[nodiscard]] db::Database& database() { return *m_database; }
    [[nodiscard]] security::Vault& vault() { return *m_vault; }
    [[nodiscard]] MemorySecrets& secrets() { return m_secrets; }
    [[nodiscard]] FakeClock& clock() { return m_clock; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString logFolder() const { return m_folder.filePath(QStringLiteral("logs")); }

    /// Lets go of engine and database without a clean stop and opens them again. The crash hooks apply to the new ones.
    void restart(std::shared_ptr<CrashPoint> crash = {});
    void setWorkers(int workers) { m_workers = workers; }
    /// Who sends mails from the next restart() on; nobody by default.
    void setMailer(mail::Mailer* mailer) { m_mailer = mailer; }

    /// Runs a flow of store "us" to its end.
    [[nodiscard]] Result<engine::RunResult> run(const QString& flow, int waitSeconds = 0);
    [[nodiscard]] std::vector<db::RecordRow> records();
    [[nodiscard]] std::optional<db::RecordRow> record(const QString& key);
    [[nodiscard]] std::vector<db::CommandRow> commands(const QString& key);
    [[nodiscard]] std::vector<db::AttemptRow> attempts(const QString& key);
    [[nodiscard]] qint64 auditRows();
    [[nodiscard]] static engine::Actor actor() { return {QStringLiteral("test")}; }

private:
    void open(std::shared_ptr<CrashPoint> crash);

    const flows::Registry& m_flows;
    http::HttpTransport& m_transport;
    FakeClock& m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<security::Vault> m_vault;
    MemorySecrets m_secrets;
    int m_workers = 1;
    mail::Mailer* m_mailer = nullptr;
    std::shared_ptr<CrashPoint> m_crash;
    std::unique_ptr<db::Database> m_database;
    std::unique_ptr<engine::Engine> m_engine;
};

} // namespace causeway::tests
