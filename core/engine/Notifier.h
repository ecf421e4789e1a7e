// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

#include "base/Clock.h"
#include "base/Log.h"
#include "config/Configuration.h"
#include "config/Notifications.h"
#include "db/Database.h"
#include "db/NotificationTable.h"
#include "flows/Flow.h"
#include "mail/Mailer.h"
#include "security/SecretSource.h"

namespace causeway::engine {

/// Tells people by mail (interface.md section 5, notifications): one mail for what failed, grouped by cause, each cause once
/// until it is resolved; and a summary at set times. What is told is a row before it is sent. A mail that cannot be sent is tried
/// again and again (1 minute, then twice as long each time, at most an hour) and is an alarm meanwhile; it never fails a run. A
/// mail whose answer was lost is sent again with the same Message-ID: twice is better than never. Thread-safe; one sends at a
/// time.
class Notifier final
{
public:
    /// mailer may be null: nobody is told. The references must outlive it.
    Notifier(db::Database& database, security::SecretSource& secrets, mail::Mailer* mailer, Clock& clock, const Log& log,
             const flows::Registry& flows)
        : m_database(database), m_secrets(secrets), m_mailer(mailer), m_clock(clock), m_log(log), m_flows(flows)
    {
    }
    /// Plans what there is to tell now: untold failures, a summary that is due. Local only. Errors: Storage.
    [[nodiscard]] Result<void> collect();
    /// Sends one mail that is due; false when none is, or another thread is at it. Blocks while the server takes it. Errors:
    /// Storage; a mail that is not taken is no error here.
    [[nodiscard]] Result<bool> sendNext(const StopToken& stop);
    /// collect(), then all that is due. For a program that ends after its run.
    [[nodiscard]] Result<void> tell(const StopToken& stop);
    /// Mail server or password were changed: what waited is due now.
    [[nodiscard]] Result<void> tryAgain();
    /// Sends a mail to the configured recipients now. Errors as mail::Mailer, Invalid "no-mail-server", Auth "mail-no-password".
    /// When it works, what waited is due.
    [[nodiscard]] Result<mail::MailReceipt> sendTest(const StopToken& stop);

private:
    struct Settings
    {
        config::Configuration configuration;
        config::Notifications notifications;
    };
    [[nodiscard]] Result<Settings> settings();
    [[nodiscard]] Result<void> collectFailures(const Settings& settings);
    [[nodiscard]] Result<void> collectDigest(const Settings& settings);
    [[nodiscard]] Result<mail::MailReceipt> deliver(const Settings& settings, const db::NotificationRow& mail,
                                                    const StopToken& stop);
    [[nodiscard]] static QString newMessageId();

    db::Database& m_database;
    security::SecretSource& m_secrets;
    mail::Mailer* m_mailer;
    Clock& m_clock;
    Log m_log;
    const flows::Registry& m_flows;
    std::mutex m_sending;
};

} // namespace causeway::engine
