// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RecordActions.h"

#include <algorithm>

#include <QCoreApplication>

#include "db/AuditTable.h"
#include "db/PayloadTable.h"
#include "db/RecordTable.h"
#include "db/RecordWrites.h"
#include "engine/HandEdit.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::RecordActions)
};

tl::unexpected<Error> wrongState(const QString& message)
{
    return fail(ErrorKind::Invalid, message, Words::tr("Look at the record again; it may have moved on."),
                QStringLiteral("wrong-state"));
}
} // namespace

Result<db::RecordRow> RecordActions::known(db::Connection& connection, RecordId id)
{
    auto row = db::RecordReads(connection).find(id);
    if (!row)
        return fail(row.error());
    if (!*row)
        return fail(ErrorKind::Invalid, Words::tr("There is no record %1.").arg(id.value()), {}, QStringLiteral("no-record"));
    return **row;
}

Result<int> RecordActions::audited(db::Transaction& tx, const std::vector<RecordId>& records, const QString& action,
                                   const Actor& actor)
{
    for (const RecordId id : records) {
        if (auto noted = db::AuditWrites(tx).append(actor.name, action, db::auditSubject(id), {}, m_clock.nowMs()); !noted)
            return fail(noted.error());
    }
    return static_cast<int>(records.size());
}

Result<int> RecordActions::retry(const std::vector<RecordId>& records, const Actor& actor)
{
    return m_database.write([&](db::Transaction& tx) -> Result<int> {
        std::vector<RecordId> moved;
        for (const RecordId id : records) {
            if (auto row = known(tx, id); !row)
                return fail(row.error());
            auto ready = db::RecordWrites(tx).retry(id, m_clock.nowMs());
            if (!ready)
                return fail(ready.error());
            if (*ready)
                moved.push_back(id);
        }
        return audited(tx, moved, QStringLiteral("retried"), actor);
    });
}

Result<int> RecordActions::retryAlike(RecordId record, const Actor& actor)
{
    auto row = m_database.read([&](db::Connection& connection) { return known(connection, record); });
    if (!row)
        return fail(row.error());
    if (row->state != db::RecordState::Error || !row->cause.isValid())
        return wrongState(Words::tr("Record %1 is not in error.").arg(record.value()));
    return retryCause(row->cause, actor);
}

Result<int> RecordActions::retryCause(CauseId cause, const Actor& actor)
{
    return m_database.write([&](db::Transaction& tx) -> Result<int> {
        auto moved = db::RecordWrites(tx).retryCause(cause, m_clock.nowMs());
        if (!moved)
            return fail(moved.error());
        return audited(tx, *moved, QStringLiteral("retried"), actor);
    });
}

Result<int> RecordActions::retryAll(const QString& flow, const Actor& actor)
{
    return m_database.write([&](db::Transaction& tx) -> Result<int> {
        auto moved = db::RecordWrites(tx).retryAll(flow, m_clock.nowMs());
        if (!moved)
            return fail(moved.error());
        return audited(tx, *moved, QStringLiteral("retried"), actor);
    });
}

/// The newest planned body of the command that makes the document; null when nothing was planned yet.
Result<Json> RecordActions::mainBody(db::Connection& connection, const db::RecordRow& record) const
{
    auto commands = db::RecordReads(connection).commands(record.id);
    if (!commands)
        return fail(commands.error());
    const auto main = std::find_if(commands->rbegin(), commands->rend(),
                                   [](const db::CommandRow& row) { return row.operation == QStringLiteral("create"); });
    if (main == commands->rend())
        return Json();
    if (main->state == db::CommandState::Done)
        return wrongState(Words::tr("The document of this record was written already. Edit it in the target."));
    if (main->state == db::CommandState::Sent || main->state == db::CommandState::Checking)
        return wrongState(
            Words::tr("This record was sent and its outcome is not known yet. It cannot be edited before that is settled."));
    auto bytes = m_payloads.open(connection, main->body);
    if (!bytes)
        return fail(bytes.error());
    if (!bytes->has_value())
        return Json();
    return Json::parse(**bytes);
}

Result<void> RecordActions::edit(RecordId record, const Json& patch, const Actor& actor)
{
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        auto row = known(tx, record);
        if (!row)
            return fail(row.error());
        auto body = mainBody(tx, *row);
        if (!body)
            return fail(body.error());
        QStringList fields;
        PayloadId payload;
        if (!patch.isNull()) {
            if (auto allowed = HandEdit::check(patch, *body); !allowed)
                return allowed;
            for (const auto& [field, value] : patch.members())
                fields << field;
            std::optional<qint64> purgeAt;
            if (auto source = db::PayloadReads(tx).find(row->payload); source && *source)
                purgeAt = (*source)->purgeAt;
            auto stored = m_payloads.put(tx, patch.toBytes(), true, purgeAt, m_clock.nowMs());
            if (!stored)
                return fail(stored.error());
            payload = *stored;
        }
        auto edited = db::RecordWrites(tx).setEdit(record, payload, m_clock.nowMs());
        if (!edited)
            return fail(edited.error());
        if (!*edited)
            return wrongState(Words::tr("Record %1 cannot be edited in its present state.").arg(record.value()));
        return db::AuditWrites(tx).append(actor.name, patch.isNull() ? QStringLiteral("edit-removed") : QStringLiteral("edited"),
                                          db::auditSubject(record), fields.join(QStringLiteral(", ")), m_clock.nowMs());
    });
}

Result<void> RecordActions::dismiss(const std::vector<RecordId>& records, const QString& reason, const Actor& actor)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::Invalid, Words::tr("A reason is needed."), {}, QStringLiteral("no-reason"));
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        for (const RecordId id : records) {
            if (auto row = known(tx, id); !row)
                return fail(row.error());
            auto dismissed = db::RecordWrites(tx).dismiss(id, reason, m_clock.nowMs());
            if (!dismissed)
                return fail(dismissed.error());
            if (!*dismissed)
                return wrongState(Words::tr("Record %1 cannot be dismissed in its present state.").arg(id.value()));
            if (auto noted = db::AuditWrites(tx).append(actor.name, QStringLiteral("dismissed"), db::auditSubject(id), reason,
                                                        m_clock.nowMs());
                !noted)
                return noted;
        }
        return {};
    });
}

Result<void> RecordActions::undismiss(const std::vector<RecordId>& records, const Actor& actor)
{
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        std::vector<RecordId> moved;
        for (const RecordId id : records) {
            if (auto row = known(tx, id); !row)
                return fail(row.error());
            auto back = db::RecordWrites(tx).undismiss(id, m_clock.nowMs());
            if (!back)
                return fail(back.error());
            if (*back)
                moved.push_back(id);
        }
        auto noted = audited(tx, moved, QStringLiteral("undismissed"), actor);
        return noted ? Result<void>{} : fail(noted.error());
    });
}

Result<Engine::ApprovalResult> RecordActions::approve(const std::vector<Engine::Approval>& approvals, const Actor& actor)
{
    return m_database.write([&](db::Transaction& tx) -> Result<Engine::ApprovalResult> {
        Engine::ApprovalResult result;
        for (const Engine::Approval& approval : approvals) {
            if (auto row = known(tx, approval.record); !row)
                return fail(row.error());
            auto approved = db::RecordWrites(tx).approve(approval.record, approval.planHash, m_clock.nowMs());
            if (!approved)
                return fail(approved.error());
            if (!*approved) {
                ++result.changed;
                continue;
            }
            ++result.approved;
            if (auto noted = db::AuditWrites(tx).append(actor.name, QStringLiteral("approved"), db::auditSubject(approval.record),
                                                        approval.planHash, m_clock.nowMs());
                !noted)
                return fail(noted.error());
        }
        return result;
    });
}

Result<Engine::ApprovalResult> RecordActions::approveAll(const QString& flow, const Actor& actor)
{
    std::vector<Engine::Approval> approvals;
    db::RecordFilter filter;
    filter.flow = flow;
    filter.state = db::RecordState::Review;
    for (;;) {
        auto rows = m_database.read([&](db::Connection& connection) { return db::RecordReads(connection).list(filter); });
        if (!rows)
            return fail(rows.error());
        for (const db::RecordRow& row : *rows)
            approvals.push_back({row.id, row.planHash});
        if (static_cast<int>(rows->size()) < filter.limit)
            break;
        filter.after = db::PageKey{rows->back().updatedAt, rows->back().id.value()};
    }
    return approve(approvals, actor);
}

Result<void> RecordActions::reject(RecordId record, const QString& reason, const Actor& actor)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::Invalid, Words::tr("A reason is needed."), {}, QStringLiteral("no-reason"));
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        if (auto row = known(tx, record); !row)
            return fail(row.error());
        auto rejected = db::RecordWrites(tx).reject(record, reason, m_clock.nowMs());
        if (!rejected)
            return fail(rejected.error());
        if (!*rejected)
            return wrongState(Words::tr("Record %1 does not wait for an approval.").arg(record.value()));
        return db::AuditWrites(tx).append(actor.name, QStringLiteral("rejected"), db::auditSubject(record), reason,
                                          m_clock.nowMs());
    });
}

} // namespace causeway::engine
