// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/AuditTable.h"

#include <QVariant>

#include "base/Hash.h"

namespace causeway::db {

namespace {
QString chained(const QString& previous, qint64 at, const QString& actor, const QString& action, const QString& subject,
                const QString& details)
{
    // JSON keeps the fields apart whatever they contain.
    Json fields = Json::array();
    for (const QString& field : {previous, QString::number(at), actor, action, subject, details})
        fields.append(field);
    return sha256Hex(fields.toBytes());
}
} // namespace

QString auditSubject(RecordId record)
{
    return QStringLiteral("record/%1").arg(record.value());
}

QString auditSubjectOfMapping(const QString& kind, const QString& store, const QString& key)
{
    return QStringLiteral("mapping/") + kind + u'/' + store + u'/' + key;
}

Result<void> AuditWrites::append(const QString& actor, const QString& action, const QString& subject, const QString& details,
                                 qint64 now)
{
    QString previous;
    auto read = m_tx.query(QStringLiteral("SELECT hash FROM audit ORDER BY id DESC LIMIT 1"), {},
                           [&](const Row& row) { previous = row.text(0); });
    if (!read)
        return fail(read.error());
    auto added = m_tx.insert(
        QStringLiteral(
            "INSERT INTO audit(at, actor, action, subject, details, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"),
        {now, actor, action, subject, details, previous, chained(previous, now, actor, action, subject, details)});
    if (!added)
        return fail(added.error());
    return {};
}

Result<std::optional<qint64>> AuditReads::firstBroken() const
{
    std::optional<qint64> broken;
    QString previous;
    auto read = m_connection.query(
        QStringLiteral("SELECT id, at, actor, action, subject, details, previous_hash, hash FROM audit ORDER BY id"), {},
        [&](const Row& row) {
            if (broken)
                return;
            const QString hash = chained(previous, row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5));
            if (row.text(6) != previous || row.text(7) != hash)
                broken = row.integer(0);
            previous = row.text(7);
        });
    if (!read)
        return fail(read.error());
    return broken;
}

} // namespace causeway::db
