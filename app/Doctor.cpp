// SPDX-License-Identifier: GPL-3.0-or-later
#include "Doctor.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>
#include <QSysInfo>
#include <QTimeZone>
#include <QUrl>

#include "base/FileAccess.h"
#include "config/ConfigurationWriter.h"
#include "config/Notifications.h"
#include "db/NotificationTable.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"

namespace causeway::app {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::Doctor)
};

constexpr qint64 kLowDiskBytes = 500LL * 1024 * 1024;
constexpr qint64 kLargestSkewMs = 60'000; // token signatures are refused when the clock is some minutes off
constexpr int kBundledRuns = 200;
constexpr int kClockTimeoutMs = 10'000;

Doctor::Check check(const char* name, bool isGood, const QString& message)
{
    return {QString::fromLatin1(name), isGood ? Doctor::Health::Good : Doctor::Health::Bad, message};
}

Doctor::Check unknown(const char* name, const QString& message)
{
    return {QString::fromLatin1(name), Doctor::Health::Unknown, message};
}

/// "Mon, 23 Nov 2026 10:00:00 GMT" as HTTP writes it.
std::optional<qint64> httpDate(const QByteArray& text)
{
    QDateTime time =
        QLocale::c().toDateTime(QString::fromLatin1(text).trimmed(), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!time.isValid())
        return std::nullopt;
    time.setTimeZone(QTimeZone::utc());
    return time.toMSecsSinceEpoch();
}

QStringList neededSecrets(const config::Configuration& configuration)
{
    QStringList names;
    if (configuration.amazon)
        names << QStringLiteral("amazon.clientSecret");
    for (const config::Store& store : configuration.stores)
        names << QStringLiteral("store.%1.refreshToken").arg(store.id);
    if (configuration.netSuite && configuration.netSuite->auth == QStringLiteral("tba"))
        names << QStringLiteral("netsuite.consumerKey") << QStringLiteral("netsuite.consumerSecret")
              << QStringLiteral("netsuite.tokenId") << QStringLiteral("netsuite.tokenSecret");
    else if (configuration.netSuite)
        names << QStringLiteral("netsuite.privateKey");
    const auto notifications = config::Notifications::read(configuration.notifications);
    if (notifications.smtp && !notifications.smtp->user.isEmpty())
        names << QStringLiteral("smtp.password");
    return names;
}

Json runJson(const db::RunRow& run)
{
    Json json = Json::object();
    json.set(QStringLiteral("run"), run.id.value());
    json.set(QStringLiteral("flow"), run.flow);
    json.set(QStringLiteral("store"), run.store);
    json.set(QStringLiteral("trigger"), run.trigger);
    json.set(QStringLiteral("state"), run.state);
    json.set(QStringLiteral("startedAt"), toIso8601(run.startedAt));
    json.set(QStringLiteral("finishedAt"), run.finishedAt ? Json(toIso8601(*run.finishedAt)) : Json());
    json.set(QStringLiteral("done"), run.counts.done);
    json.set(QStringLiteral("error"), run.counts.error);
    json.set(QStringLiteral("errorKind"), run.error ? Json(toString(run.error->kind)) : Json());
    json.set(QStringLiteral("errorCode"), run.error ? Json(run.error->code) : Json());
    return json;
}
} // namespace

std::vector<Doctor::Check> Doctor::examine(const StopToken& stop)
{
    return {rights(), database(), disk(), masterKey(), secrets(), mail(), clockSkew(stop), backups()};
}

Doctor::Check Doctor::rights()
{
    const bool isPrivate = file_access::isPrivate(m_composition.profile().folder()) &&
                           file_access::isPrivate(m_composition.profile().databaseFile());
    const QFileInfo folder(m_composition.profile().folder()), file(m_composition.profile().databaseFile());
    if (!folder.isWritable() || !file.isWritable())
        return check("rights", false,
                     Words::tr("The profile cannot be written, so nothing can be done with it: give this user the right to write "
                               "to its folder."));
    return check("rights", isPrivate,
                 isPrivate ? Words::tr("Only this user can read the profile.")
                           : Words::tr("Others can read the profile: take the rights away from group and others."));
}

Doctor::Check Doctor::database()
{
    const auto checked = m_composition.database().quickCheck();
    return check("database", checked.has_value(),
                 checked ? Words::tr("The database is undamaged.") : checked.error().message + u' ' + checked.error().remedy);
}

Doctor::Check Doctor::disk()
{
    const QStorageInfo storage(m_composition.profile().folder());
    if (!storage.isValid())
        return unknown("disk", Words::tr("The free space is not known."));
    const qint64 free = storage.bytesAvailable();
    return check("disk", free >= kLowDiskBytes, Words::tr("%1 free.").arg(QLocale::c().formattedDataSize(free)));
}

Doctor::Check Doctor::masterKey()
{
    // Without it the profile would not be open.
    return check("keychain", true,
                 m_composition.usesSecretsFile() ? Words::tr("The master key is in vault.key, the secrets are in a file.")
                                                 : Words::tr("The master key is in the system keychain."));
}

Doctor::Check Doctor::secrets()
{
    const auto configuration = m_composition.configuration();
    const auto names = m_composition.secrets().names();
    if (!configuration || !names)
        return unknown("secrets", Words::tr("The secrets could not be listed."));
    QStringList missing;
    for (const QString& name : neededSecrets(*configuration)) {
        if (!names->contains(name))
            missing << name;
    }
    return check("secrets", missing.isEmpty(),
                 missing.isEmpty() ? Words::tr("Every secret that the configuration needs is there.")
                                   : Words::tr("Missing: %1.").arg(missing.join(QStringLiteral(", "))));
}

Doctor::Check Doctor::mail()
{
    const auto configuration = m_composition.configuration();
    const auto failing =
        m_composition.database().read([](db::Connection& connection) { return db::NotificationReads(connection).failing(); });
    if (!configuration || !failing)
        return unknown("mail", Words::tr("Whether mails can be sent is not known."));
    if (!config::Notifications::read(configuration->notifications).smtp)
        return unknown("mail", Words::tr("No mail server is set up: nobody is told by mail."));
    if (!failing->empty())
        return check("mail", false, failing->back().error->message + u' ' + failing->back().error->remedy);
    return check("mail", true, Words::tr("No mail waits. \"notifications test\" tries the mail server."));
}

Doctor::Check Doctor::clockSkew(const StopToken& stop)
{
    const auto configuration = m_composition.configuration();
    if (!configuration || !configuration->amazon)
        return unknown("clock", Words::tr("Not compared: no Amazon application is configured."));
    http::HttpRequest request;
    request.url = QUrl(configuration->amazon->tokenUrl.isEmpty() ? QStringLiteral("https://api.amazon.com/auth/o2/token")
                                                                 : configuration->amazon->tokenUrl);
    request.headers = {{"User-Agent", "Causeway/" CAUSEWAY_VERSION}};
    request.transferTimeoutMs = kClockTimeoutMs;
    request.deadlineMs = kClockTimeoutMs;
    const auto answer = m_composition.transport().send(request, stop); // any answer carries the time, also a refusal
    if (!answer)
        return unknown("clock", Words::tr("Not compared: Amazon could not be reached."));
    const auto theirs = httpDate(answer->header("Date"));
    if (!theirs)
        return unknown("clock", Words::tr("Not compared: the answer carried no time."));
    const qint64 skew = m_composition.clock().nowMs() - *theirs;
    return check("clock", qAbs(skew) <= kLargestSkewMs,
                 Words::tr("This computer's clock differs by %1 s from Amazon's.").arg(skew / 1000));
}

Doctor::Check Doctor::backups()
{
    const QFileInfoList files = QDir(m_composition.profile().backupFolder()).entryInfoList(QDir::Files, QDir::Time);
    if (files.isEmpty())
        return unknown("backups", Words::tr("There is no backup in the profile's folder."));
    return check(
        "backups", true,
        Words::tr("%n backup(s), the newest is %1.", nullptr, static_cast<int>(files.size())).arg(files.first().fileName()));
}

Json Doctor::versions()
{
    Json json = Json::object();
    json.set(QStringLiteral("causeway"), QStringLiteral(CAUSEWAY_VERSION));
    json.set(QStringLiteral("qt"), QString::fromLatin1(qVersion()));
    json.set(QStringLiteral("sqlite"), db::Database::sqliteVersion());
    json.set(QStringLiteral("schema"), db::Database::newestSchema());
    json.set(QStringLiteral("system"), QSysInfo::prettyProductName() + u' ' + QSysInfo::currentCpuArchitecture());
    return json;
}

Result<SupportBundle> Doctor::bundle(const std::vector<Check>& checks)
{
    SupportBundle bundle;
    bundle.add(
        QStringLiteral("doctor.json"),
        Json::object({{QStringLiteral("checks"), toJson(checks)}, {QStringLiteral("versions"), versions()}}).toPrettyBytes());
    const auto configuration = m_composition.configuration();
    if (!configuration)
        return fail(configuration.error());
    bundle.add(QStringLiteral("configuration.json"),
               redactedConfiguration(config::writeConfiguration(*configuration)).toPrettyBytes());
    const auto runs = m_composition.database().read(
        [](db::Connection& connection) { return db::RunReads(connection).list({}, {}, kBundledRuns); });
    if (!runs)
        return fail(runs.error());
    Json runList = Json::array();
    for (const db::RunRow& run : *runs)
        runList.append(runJson(run));
    bundle.add(QStringLiteral("runs.json"), runList.toPrettyBytes());
    const auto causes =
        m_composition.database().read([](db::Connection& connection) { return db::RecordReads(connection).openCauses(); });
    if (!causes)
        return fail(causes.error());
    Json causeList = Json::array(); // without messages and keys: remote systems may quote a buyer in them
    for (const db::CauseRow& cause : *causes)
        causeList.append(Json::object({{QStringLiteral("flow"), cause.flow},
                                       {QStringLiteral("kind"), cause.kind},
                                       {QStringLiteral("code"), cause.code},
                                       {QStringLiteral("records"), cause.records}}));
    bundle.add(QStringLiteral("causes.json"), causeList.toPrettyBytes());
    addLogs(m_composition.profile().folder(), bundle);
    return bundle;
}

Json toJson(const std::vector<Doctor::Check>& checks)
{
    Json list = Json::array();
    for (const Doctor::Check& one : checks) {
        const Json ok = one.health == Doctor::Health::Unknown ? Json() : Json(one.health == Doctor::Health::Good);
        list.append(Json::object(
            {{QStringLiteral("name"), one.name}, {QStringLiteral("ok"), ok}, {QStringLiteral("message"), one.message}}));
    }
    return list;
}

void addLogs(const QString& profileFolder, SupportBundle& bundle)
{
    const QDir folder(QDir(profileFolder).filePath(QStringLiteral("logs")));
    for (const QString& name : folder.entryList({QStringLiteral("causeway*.log")}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            bundle.add(QStringLiteral("logs/") + name, file.readAll());
    }
}

} // namespace causeway::app
