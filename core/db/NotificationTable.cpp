// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/NotificationTable.h"

#include "db/ErrorJson.h"
#include "db/RowSql.h"

namespace causeway::db {

namespace {
/// A told failure is open while one of its records is: in error for the same cause, or on its way to be tried again. A failed
/// run is resolved by one that ended well.
const QString kResolved = QStringLiteral(R"(
    (f.cause_id IS NOT NULL AND NOT EXISTS(
       SELECT 1 FROM told_record t JOIN record r ON r.id = t.record_id
       WHERE t.failure_id = f.id AND (r.state IN ('ready', 'running', 'waiting') OR r.cause_id = f.cause_id))
     OR f.cause_id IS NULL AND coalesce((
       SELECT x.state FROM run x WHERE x.flow = f.flow AND x.store = f.store AND x.state IN ('done', 'done_with_errors', 'failed')
       ORDER BY x.id DESC LIMIT 1), '') <> 'failed'))");

const QString kColumns = QStringLiteral("id, kind, message_id, subject, body, state, tries, refused, error_json, created_at");

NotificationRow notificationOf(const Row& row)
{
    NotificationRow mail;
    mail.id = row.integer(0);
    mail.kind = row.text(1);
    mail.messageId = row.text(2);
    mail.subject = row.text(3);
    mail.body = row.text(4);
    mail.state = row.text(5);
    mail.tries = static_cast<int>(row.integer(6));
    mail.refused = static_cast<int>(row.integer(7));
    if (!row.isNull(8))
        mail.error = errorFromJson(row_sql::jsonOf(row.text(8)));
    mail.createdAt = row.integer(9);
    return mail;
}

Result<std::vector<NotificationRow>> select(Connection& connection, const QString& rest, const QVariantList& values = {})
{
    std::vector<NotificationRow> mails;
    auto read = connection.query(QStringLiteral("SELECT %1 FROM notification %2").arg(kColumns, rest), values,
                                 [&](const Row& row) { mails.push_back(notificationOf(row)); });
    if (!read)
        return fail(read.error());
    return mails;
}

Result<std::optional<NotificationRow>> selectOne(Connection& connection, const QString& rest, const QVariantList& values = {})
{
    auto mails = select(connection, rest + QStringLiteral(" LIMIT 1"), values);
    if (!mails)
        return fail(mails.error());
    return mails->empty() ? std::optional<NotificationRow>() : std::optional(std::move(mails->front()));
}

Result<bool> exists(Connection& connection, const QString& sql)
{
    bool found = false;
    auto read = connection.query(sql, {}, [&](const Row& row) { found = row.integer(0) != 0; });
    if (!read)
        return fail(read.error());
    return found;
}
} // namespace

Result<std::vector<FailureGroup>> NotificationReads::untold() const
{
    std::vector<FailureGroup> groups;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT c.flow, r.store, c.id, c.kind, c.code, c.key, c.message, c.remedy, count(*)
        FROM record r JOIN cause c ON c.id = r.cause_id
        WHERE r.cause_id IS NOT NULL
          AND NOT EXISTS(SELECT 1 FROM told_failure f WHERE f.cause_id = r.cause_id AND f.store = r.store)
          AND NOT EXISTS(SELECT 1 FROM run x WHERE x.flow = r.flow AND x.store = r.store AND x.state = 'running')
        GROUP BY c.id, r.store ORDER BY count(*) DESC, c.id, r.store)"),
                                   {}, [&](const Row& row) {
                                       groups.push_back({row.text(0), row.text(1), CauseId(row.integer(2)), row.text(3),
                                                         row.text(4), row.text(5), row.text(6), row.text(7), row.integer(8)});
                                   });
    if (!read)
        return fail(read.error());
    struct Failed
    {
        QString flow, store, error;
    };
    std::vector<Failed> failed;
    read = m_connection.query(QStringLiteral(R"(
        SELECT flow, store, error_json FROM run WHERE state = 'failed' AND error_json IS NOT NULL AND id IN (
          SELECT max(id) FROM run WHERE state IN ('running', 'done', 'done_with_errors', 'failed') GROUP BY flow, store)
        ORDER BY flow, store)"),
                              {}, [&](const Row& row) {
                                  failed.push_back({row.text(0), row.text(1), row.text(2)});
                              });
    if (!read)
        return fail(read.error());
    for (const Failed& one : failed) {
        const Error error = errorFromJson(row_sql::jsonOf(one.error));
        // What passes by itself needs nobody; "unreachable" is an alarm after a day.
        if (error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::RateLimited || error.kind == ErrorKind::Cancelled)
            continue;
        FailureGroup group{one.flow, one.store, CauseId(), toString(error.kind), error.code, {}, error.message, error.remedy, 0};
        bool isTold = false;
        read = m_connection.query(
            QStringLiteral("SELECT 1 FROM told_failure WHERE cause_id IS NULL AND flow = ? AND store = ? AND code = ?"),
            {group.flow, group.store, QString(group.kind + u':' + group.code)}, [&](const Row&) { isTold = true; });
        if (!read)
            return fail(read.error());
        if (!isTold)
            groups.push_back(std::move(group));
    }
    return groups;
}

Result<bool> NotificationReads::hasResolved() const
{
    return exists(m_connection, QStringLiteral("SELECT EXISTS(SELECT 1 FROM told_failure f WHERE %1)").arg(kResolved));
}

Result<std::optional<NotificationRow>> NotificationReads::nextDue(qint64 nowMs) const
{
    return selectOne(m_connection, QStringLiteral("WHERE due_at <= ? ORDER BY due_at, id"), {nowMs});
}

Result<bool> NotificationReads::hasOpen() const
{
    return exists(m_connection, QStringLiteral("SELECT EXISTS(SELECT 1 FROM notification WHERE due_at IS NOT NULL)"));
}

Result<std::vector<NotificationRow>> NotificationReads::failing() const
{
    return select(m_connection, QStringLiteral("WHERE due_at IS NOT NULL AND error_json IS NOT NULL ORDER BY id"));
}

Result<std::optional<NotificationRow>> NotificationReads::newestSent() const
{
    return selectOne(m_connection, QStringLiteral("WHERE state = 'sent' ORDER BY sent_at DESC, id DESC"));
}

Result<std::optional<qint64>> NotificationReads::newestDigest() const
{
    std::optional<qint64> slot;
    auto read = m_connection.query(QStringLiteral("SELECT max(slot_at) FROM notification WHERE slot_at IS NOT NULL"), {},
                                   [&](const Row& row) { slot = row.optionalInteger(0); });
    if (!read)
        return fail(read.error());
    return slot;
}

Result<std::vector<FlowActivity>> NotificationReads::activity(qint64 sinceMs) const
{
    std::vector<FlowActivity> flows;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT s.flow, s.store, s.last_run_at,
          (SELECT count(*) FROM record r WHERE r.flow = s.flow AND r.store = s.store AND r.state = 'done' AND r.updated_at >= ?),
          (SELECT count(*) FROM record r WHERE r.flow = s.flow AND r.store = s.store AND r.state = 'skipped' AND r.updated_at >= ?),
          (SELECT coalesce(sum(n), 0) FROM record_counter c WHERE c.flow = s.flow AND c.store = s.store AND c.state = 'waiting'),
          (SELECT coalesce(sum(n), 0) FROM record_counter c WHERE c.flow = s.flow AND c.store = s.store AND c.state = 'review'),
          (SELECT coalesce(sum(n), 0) FROM record_counter c WHERE c.flow = s.flow AND c.store = s.store AND c.state = 'error')
        FROM flow_state s WHERE s.enabled = 1 OR EXISTS(SELECT 1 FROM record_counter c WHERE c.flow = s.flow AND c.store = s.store)
        ORDER BY s.flow, s.store)"),
                                   {sinceMs, sinceMs}, [&](const Row& row) {
                                       FlowActivity flow;
                                       flow.flow = row.text(0);
                                       flow.store = row.text(1);
                                       flow.lastRunAt = row.optionalInteger(2);
                                       flow.done = row.integer(3);
                                       flow.skipped = row.integer(4);
                                       flow.waiting = row.integer(5);
                                       flow.review = row.integer(6);
                                       flow.error = row.integer(7);
                                       flows.push_back(std::move(flow));
                                   });
    if (!read)
        return fail(read.error());
    return flows;
}

Result<std::optional<qint64>> NotificationReads::settingSince(const QString& name) const
{
    std::optional<qint64> since;
    auto read = m_connection.query(QStringLiteral("SELECT updated_at FROM setting WHERE name = ?"), {name},
                                   [&](const Row& row) { since = row.integer(0); });
    if (!read)
        return fail(read.error());
    return since;
}

Result<std::vector<NotificationRow>> NotificationReads::all() const
{
    return select(m_connection, QStringLiteral("ORDER BY id"));
}

Result<void> NotificationWrites::refreshTold(qint64 keepAfterMs)
{
    struct Statement
    {
        QString sql;
        QVariantList values;
    };
    const std::vector<Statement> statements{{QStringLiteral("DELETE FROM told_failure AS f WHERE %1").arg(kResolved), {}},
                                            {QStringLiteral(R"(
         INSERT INTO told_record(failure_id, record_id)
         SELECT f.id, r.id FROM told_failure f JOIN record r ON r.cause_id = f.cause_id AND r.store = f.store
         WHERE true ON CONFLICT DO NOTHING)"),
                                             {}},
                                            {QStringLiteral(R"(
         DELETE FROM notification WHERE state IN ('sent', 'dropped') AND created_at < ?
           AND id NOT IN (SELECT notification_id FROM told_failure))"),
                                             {keepAfterMs}}};
    for (const Statement& statement : statements) {
        if (auto ran = m_tx.execute(statement.sql, statement.values); !ran)
            return fail(ran.error());
    }
    return {};
}

Result<qint64> NotificationWrites::add(const NotificationRow& mail, std::optional<qint64> slotMs, qint64 nowMs)
{
    return m_tx.insert(
        QStringLiteral("INSERT INTO notification(kind, slot_at, message_id, subject, body, state, due_at, created_at) "
                       "VALUES (?, ?, ?, ?, ?, 'planned', ?, ?)"),
        {mail.kind, row_sql::optionalValue(slotMs), mail.messageId, mail.subject, mail.body, nowMs, nowMs});
}

Result<void> NotificationWrites::addFailures(const NotificationRow& mail, const std::vector<FailureGroup>& groups, qint64 nowMs)
{
    auto id = add(mail, std::nullopt, nowMs);
    if (!id)
        return fail(id.error());
    for (const FailureGroup& group : groups) {
        const bool isRun = !group.cause.isValid();
        auto failure = m_tx.insert(
            QStringLiteral(
                "INSERT INTO told_failure(flow, store, cause_id, code, notification_id, told_at) VALUES (?, ?, ?, ?, ?, ?)"),
            {group.flow, group.store, row_sql::idValue(group.cause),
             isRun ? QString(group.kind + u':' + group.code) : QString(QLatin1StringView("")), *id, nowMs});
        if (!failure)
            return fail(failure.error());
        if (isRun)
            continue;
        auto records = m_tx.execute(
            QStringLiteral(
                "INSERT INTO told_record(failure_id, record_id) SELECT ?, id FROM record WHERE cause_id = ? AND store = ?"),
            {*failure, group.cause.value(), group.store});
        if (!records)
            return fail(records.error());
    }
    return {};
}

Result<bool> NotificationWrites::addDigest(const NotificationRow& mail, qint64 slotMs, qint64 nowMs)
{
    bool isThere = false;
    auto read =
        m_tx.query(QStringLiteral("SELECT 1 FROM notification WHERE slot_at = ?"), {slotMs}, [&](const Row&) { isThere = true; });
    if (!read)
        return fail(read.error());
    if (isThere)
        return false;
    auto dropped = m_tx.execute(
        QStringLiteral("UPDATE notification SET state = 'dropped', due_at = NULL WHERE kind = 'digest' AND due_at IS NOT NULL"));
    if (!dropped)
        return fail(dropped.error());
    if (auto added = add(mail, slotMs, nowMs); !added)
        return fail(added.error());
    return true;
}

Result<void> NotificationWrites::setSending(qint64 id, qint64 againMs)
{
    auto set = m_tx.execute(
        QStringLiteral(
            "UPDATE notification SET state = 'sending', tries = tries + 1, due_at = ? WHERE id = ? AND due_at IS NOT NULL"),
        {againMs, id});
    if (!set)
        return fail(set.error());
    return {};
}

Result<void> NotificationWrites::setSent(qint64 id, int refused, qint64 nowMs)
{
    auto set =
        m_tx.execute(QStringLiteral("UPDATE notification SET state = 'sent', due_at = NULL, error_json = NULL, refused = ?, "
                                    "sent_at = ? WHERE id = ?"),
                     {refused, nowMs, id});
    if (!set)
        return fail(set.error());
    return {};
}

Result<void> NotificationWrites::setFailed(qint64 id, const Error& error, qint64 dueMs)
{
    auto set = m_tx.execute(QStringLiteral("UPDATE notification SET state = 'planned', due_at = ?, error_json = ? WHERE id = ? "
                                           "AND due_at IS NOT NULL"),
                            {dueMs, QString::fromUtf8(toJson(error).toBytes()), id});
    if (!set)
        return fail(set.error());
    return {};
}

Result<void> NotificationWrites::dropOpen()
{
    auto set = m_tx.execute(QStringLiteral("UPDATE notification SET state = 'dropped', due_at = NULL WHERE due_at IS NOT NULL"));
    if (!set)
        return fail(set.error());
    return {};
}

Result<void> NotificationWrites::makeDue(qint64 nowMs)
{
    auto set = m_tx.execute(QStringLiteral("UPDATE notification SET due_at = ? WHERE state = 'planned'"), {nowMs});
    if (!set)
        return fail(set.error());
    return {};
}

} // namespace causeway::db
