// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Notifier.h"

#include <algorithm>

#include <QCoreApplication>
#include <QTimeZone>
#include <QUuid>

#include "config/Schedule.h"
#include "db/AlarmReads.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "engine/NotificationText.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::Notifier)
};
constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kLongestMs = 60 * kMinuteMs;
constexpr qint64 kLostMs = 2 * kMinuteMs; ///< longer than a mailer may take
constexpr qint64 kKeepMs = 90LL * 86'400'000;
constexpr int kMostSlots = 400; ///< planned instants stepped over after a long sleep
const QString kPassword = QStringLiteral("smtp.password");

qint64 backOff(int tries)
{
    return std::min(kLongestMs, kMinuteMs << std::min(std::max(0, tries - 1), 10));
}

QTimeZone zoneOf(const config::Configuration& configuration)
{
    if (!configuration.stores.empty()) {
        const QTimeZone zone(configuration.stores.front().timeZone.toUtf8());
        if (zone.isValid())
            return zone;
    }
    return QTimeZone::utc();
}
} // namespace

QString Notifier::newMessageId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

Result<Notifier::Settings> Notifier::settings()
{
    auto configuration = m_database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
    if (!configuration)
        return fail(configuration.error());
    Settings settings;
    settings.notifications = config::Notifications::read(configuration->notifications);
    settings.configuration = std::move(*configuration);
    return settings;
}

Result<void> Notifier::collect()
{
    if (m_mailer == nullptr)
        return {};
    auto settings = this->settings();
    if (!settings)
        return fail(settings.error());
    if (!settings->notifications.smtp) {
        auto open = m_database.read([](db::Connection& connection) { return db::NotificationReads(connection).hasOpen(); });
        if (!open)
            return fail(open.error());
        if (!*open)
            return {};
        return m_database.write([](db::Transaction& tx) { return db::NotificationWrites(tx).dropOpen(); });
    }
    if (auto failures = collectFailures(*settings); !failures)
        return failures;
    return collectDigest(*settings);
}

Result<void> Notifier::collectFailures(const Settings& settings)
{
    if (!settings.notifications.onFailure)
        return {};
    // Looked at without writing first: mostly there is nothing new.
    auto isNews = m_database.read([](db::Connection& connection) -> Result<bool> {
        const db::NotificationReads reads(connection);
        auto untold = reads.untold();
        if (!untold)
            return fail(untold.error());
        if (!untold->empty())
            return true;
        return reads.hasResolved();
    });
    if (!isNews)
        return fail(isNews.error());
    if (!*isNews)
        return {};
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        const qint64 now = m_clock.nowMs();
        db::NotificationWrites writes(tx);
        if (auto refreshed = writes.refreshTold(now - kKeepMs); !refreshed)
            return refreshed;
        auto groups = db::NotificationReads(tx).untold();
        if (!groups)
            return fail(groups.error());
        if (groups->empty())
            return {};
        const auto text = NotificationText(settings.configuration, m_flows).failures(*groups);
        db::NotificationRow mail;
        mail.kind = QStringLiteral("failure");
        mail.messageId = newMessageId();
        mail.subject = text.subject;
        mail.body = text.body;
        return writes.addFailures(mail, *groups, now);
    });
}

Result<void> Notifier::collectDigest(const Settings& settings)
{
    const auto schedule = config::Schedule::parse(settings.notifications.digest);
    if (!schedule || settings.notifications.digest.isEmpty())
        return {};
    const qint64 now = m_clock.nowMs();
    const QTimeZone zone = zoneOf(settings.configuration);
    auto planned = m_database.read([&](db::Connection& connection) -> Result<std::pair<qint64, std::optional<qint64>>> {
        const db::NotificationReads reads(connection);
        auto newest = reads.newestDigest();
        auto saved = reads.settingSince(config::sections::kNotifications);
        if (!newest || !saved)
            return fail(!newest ? newest.error() : saved.error());
        return std::pair(std::max(newest->value_or(0), saved->value_or(now)), *newest);
    });
    if (!planned)
        return fail(planned.error());
    // After a sleep over several of them: the newest one only.
    std::optional<qint64> slot;
    auto next = schedule->next(planned->first, zone);
    for (int i = 0; next && *next <= now && i < kMostSlots; ++i) {
        slot = next;
        next = schedule->next(*next, zone);
    }
    if (!slot)
        return {};
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        NotificationText::Digest digest;
        digest.sinceMs = planned->second.value_or(planned->first);
        digest.untilMs = now;
        auto flows = db::NotificationReads(tx).activity(digest.sinceMs);
        auto causes = db::RecordReads(tx).openCauses();
        auto alarms = db::AlarmReads(tx).list(now);
        if (!flows || !causes || !alarms)
            return fail(!flows ? flows.error() : !causes ? causes.error() : alarms.error());
        digest.flows = std::move(*flows);
        digest.causes = std::move(*causes);
        digest.alarms = std::move(*alarms);
        const auto text = NotificationText(settings.configuration, m_flows).digest(digest, zone);
        db::NotificationRow mail;
        mail.kind = QStringLiteral("digest");
        mail.messageId = newMessageId();
        mail.subject = text.subject;
        mail.body = text.body;
        auto added = db::NotificationWrites(tx).addDigest(mail, *slot, now);
        if (!added)
            return fail(added.error());
        return {};
    });
}

Result<mail::MailReceipt> Notifier::deliver(const Settings& settings, const db::NotificationRow& row, const StopToken& stop)
{
    if (!settings.notifications.smtp || m_mailer == nullptr)
        return fail(ErrorKind::Invalid, Words::tr("No mail server is set up."),
                    Words::tr("Enter one in Settings, Notifications, or in the section \"notifications\" of the configuration."),
                    QStringLiteral("no-mail-server"));
    const config::Notifications::Smtp& smtp = *settings.notifications.smtp;
    mail::MailServer server;
    server.host = smtp.host;
    server.port = smtp.port;
    server.protection = mail::protectionFromString(smtp.security);
    server.user = smtp.user;
    if (!smtp.user.isEmpty()) {
        auto password = m_secrets.get(kPassword);
        if (!password)
            return fail(password.error());
        if (password->isEmpty())
            return fail(ErrorKind::Auth, Words::tr("The password of the mail account is missing."),
                        m_secrets.remedyForMissing(kPassword), QStringLiteral("mail-no-password"));
        server.password = std::move(*password);
    }
    mail::Message message;
    message.from = smtp.from;
    message.to = smtp.to;
    message.subject = row.subject;
    message.body = row.body;
    message.dateMs = row.createdAt;
    message.id = row.messageId;
    return m_mailer->send(message, server, stop);
}

Result<bool> Notifier::sendNext(const StopToken& stop)
{
    const std::unique_lock sending(m_sending, std::try_to_lock);
    if (m_mailer == nullptr || !sending.owns_lock() || stop.stopRequested())
        return false;
    auto due =
        m_database.read([&](db::Connection& connection) { return db::NotificationReads(connection).nextDue(m_clock.nowMs()); });
    if (!due)
        return fail(due.error());
    if (!*due)
        return false;
    const db::NotificationRow& mail = **due;
    auto settings = this->settings();
    if (!settings)
        return fail(settings.error());
    if (!settings->notifications.smtp)
        return false; // collect() drops it
    auto intended = m_database.write(
        [&](db::Transaction& tx) { return db::NotificationWrites(tx).setSending(mail.id, m_clock.nowMs() + kLostMs); });
    if (!intended)
        return fail(intended.error());
    auto receipt = deliver(*settings, mail, stop);
    auto stored = m_database.write([&](db::Transaction& tx) -> Result<void> {
        const qint64 now = m_clock.nowMs();
        db::NotificationWrites writes(tx);
        if (receipt)
            return writes.setSent(mail.id, static_cast<int>(receipt->refused.size()), now);
        return writes.setFailed(mail.id, receipt.error(), now + backOff(mail.tries + 1));
    });
    if (!stored)
        return fail(stored.error());
    if (receipt)
        m_log.info("mail.sent",
                   {{"count", static_cast<qint64>(settings->notifications.smtp->to.size() - receipt->refused.size())}});
    else
        m_log.write(LogLevel::Warning, "mail.failed", {{"kind", toString(receipt.error().kind)}, {"code", receipt.error().code}});
    return true;
}

Result<void> Notifier::tell(const StopToken& stop)
{
    if (auto collected = collect(); !collected)
        return collected;
    for (;;) {
        auto sent = sendNext(stop);
        if (!sent)
            return fail(sent.error());
        if (!*sent)
            return {};
    }
}

Result<void> Notifier::tryAgain()
{
    auto open = m_database.read([](db::Connection& connection) { return db::NotificationReads(connection).hasOpen(); });
    if (!open)
        return fail(open.error());
    if (!*open)
        return {};
    return m_database.write([&](db::Transaction& tx) { return db::NotificationWrites(tx).makeDue(m_clock.nowMs()); });
}

Result<mail::MailReceipt> Notifier::sendTest(const StopToken& stop)
{
    auto settings = this->settings();
    if (!settings)
        return fail(settings.error());
    const auto text = NotificationText(settings->configuration, m_flows).test();
    db::NotificationRow mail;
    mail.messageId = newMessageId();
    mail.subject = text.subject;
    mail.body = text.body;
    mail.createdAt = m_clock.nowMs();
    auto receipt = deliver(*settings, mail, stop);
    if (!receipt)
        return receipt;
    if (auto due = tryAgain(); !due)
        return fail(due.error());
    return receipt;
}

} // namespace causeway::engine
