// SPDX-License-Identifier: GPL-3.0-or-later
#include "SupportText.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSysInfo>

#include "db/RecordTable.h"

namespace causeway::ui {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::ui::SupportText)
};

constexpr int kTries = 50;
constexpr int kBodyCharacters = 20'000;

QString utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

/// For people who read it with the source at hand: English and fixed, whatever the language of the window.
QStringList errorLines(const Error& error)
{
    QStringList lines{QStringLiteral("error: %1 %2").arg(toString(error.kind), error.code),
                      QStringLiteral("message: %1").arg(error.message)};
    if (!error.path.isEmpty())
        lines << QStringLiteral("place: %1").arg(error.path);
    if (!error.requestId.isEmpty())
        lines << QStringLiteral("request id: %1").arg(error.requestId);
    return lines;
}
} // namespace

QString maskedText(Session& session, PayloadId id)
{
    if (!id.isValid())
        return Words::tr("Nothing was stored for this step.");
    auto bytes = session.engine.payload(id);
    if (!bytes)
        return bytes.error().message;
    if (!*bytes)
        return Words::tr("Erased by the retention rule. The hash, ids and amounts remain.");
    auto json = Json::parse(**bytes);
    // What cannot be read as JSON cannot be masked either, so it is not shown.
    return json ? QString::fromUtf8(engine::Engine::masked(*json).toPrettyBytes())
                : Words::tr("This text cannot be masked, so it is not shown.");
}

Result<QString> supportText(Session& session, RecordId id)
{
    struct Facts
    {
        std::optional<db::RecordRow> record;
        std::vector<db::AttemptRow> attempts;
    };
    auto facts = session.database.read([&](db::Connection& connection) -> Result<Facts> {
        const db::RecordReads reads(connection);
        auto record = reads.find(id);
        if (!record)
            return fail(record.error());
        auto attempts = reads.attempts(id, kTries);
        if (!attempts)
            return fail(attempts.error());
        return Facts{std::move(*record), std::move(*attempts)};
    });
    if (!facts)
        return fail(facts.error());
    if (!facts->record)
        return fail(ErrorKind::Invalid, Words::tr("The record is not there any more."));
    const db::RecordRow& record = *facts->record;
    QStringList lines{QStringLiteral("Causeway %1, Qt %2, SQLite %3, %4")
                          .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()),
                               db::Database::sqliteVersion(), QSysInfo::prettyProductName()),
                      QStringLiteral("record %1: %2, store %3, key %4, order %5")
                          .arg(record.id.value())
                          .arg(record.flow, record.store, record.key, record.order),
                      QStringLiteral("state: %1 %2, %3 tries, changed %4")
                          .arg(db::toString(record.state), record.reason)
                          .arg(record.attempts)
                          .arg(utc(record.updatedAt))};
    for (const db::TargetRow& target : record.targets)
        lines << QStringLiteral("document: %1 %2 %3, external id %4").arg(target.type, target.id, target.name, target.externalId);
    if (record.error)
        lines << errorLines(*record.error);
    lines << QString() << QStringLiteral("tries, newest first:");
    const db::AttemptRow* shown = nullptr;
    for (const db::AttemptRow& attempt : facts->attempts) {
        lines << QStringLiteral("  %1 %2 %3 http %4 request id %5 %6")
                     .arg(utc(attempt.startedAt), attempt.step, attempt.outcome)
                     .arg(attempt.httpStatus)
                     .arg(attempt.requestId, attempt.message)
                     .trimmed()
                     .prepend(QStringLiteral("  "));
        if (shown == nullptr && (attempt.request.isValid() || attempt.reply.isValid()))
            shown = &attempt;
    }
    if (shown != nullptr) {
        lines << QString() << QStringLiteral("request of %1, buyer data masked:").arg(utc(shown->startedAt))
              << maskedText(session, shown->request).left(kBodyCharacters) << QString() << QStringLiteral("answer:")
              << maskedText(session, shown->reply).left(kBodyCharacters);
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace causeway::ui
