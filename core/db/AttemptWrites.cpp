// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/AttemptWrites.h"

#include <QCoreApplication>
#include <QVariant>

#include "db/RowSql.h"

namespace causeway::db {

Result<AttemptId> AttemptWrites::start(const Start& start, qint64 now)
{
    auto id = m_tx.insert(QStringLiteral(R"(
        INSERT INTO attempt(record_id, command_id, run_id, epoch, step, started_at, request_payload_id) VALUES (?, ?, ?, ?, ?, ?, ?))"),
                          {row_sql::idValue(start.record), row_sql::idValue(start.command), row_sql::idValue(start.run),
                           start.epoch, start.step, now, row_sql::idValue(start.request)});
    if (!id)
        return fail(id.error());
    return AttemptId(*id);
}

Result<void> AttemptWrites::finish(AttemptId id, const Finish& finish, qint64 now)
{
    auto changed = m_tx.execute(
        QStringLiteral(R"(
        UPDATE attempt SET finished_at = ?, outcome = ?, http_status = ?, request_id = ?, message = ?, reply_payload_id = ?
        WHERE id = ? AND finished_at IS NULL)"),
        {now, finish.outcome, finish.httpStatus, finish.requestId, finish.message, row_sql::idValue(finish.reply), id.value()});
    if (!changed)
        return fail(changed.error());
    if (*changed == 0)
        return fail(ErrorKind::Storage, QCoreApplication::translate("causeway::db", "This attempt was closed by a recovery."),
                    QCoreApplication::translate("causeway::db", "Only one Causeway may work with a profile at a time."),
                    QStringLiteral("fenced"));
    return {};
}

Result<AttemptId> AttemptWrites::note(const Start& start, const Finish& finish, qint64 now)
{
    auto id = this->start(start, now);
    if (!id)
        return id;
    if (auto finished = this->finish(*id, finish, now); !finished)
        return fail(finished.error());
    return id;
}

} // namespace causeway::db
