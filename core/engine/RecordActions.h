// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "engine/Payloads.h"

namespace causeway::engine {

/// What people do with records: each action is one transaction with its audit row. Thread-safe. Invalid for an unknown record.
class RecordActions final
{
public:
    RecordActions(db::Database& database, const Payloads& payloads, Clock& clock)
        : m_database(database), m_payloads(payloads), m_clock(clock)
    {
    }
    [[nodiscard]] Result<int> retry(const std::vector<RecordId>& records, const Actor& actor);
    [[nodiscard]] Result<int> retryAlike(RecordId record, const Actor& actor);
    [[nodiscard]] Result<int> retryCause(CauseId cause, const Actor& actor);
    [[nodiscard]] Result<int> retryAll(const QString& flow, const Actor& actor);
    [[nodiscard]] Result<void> edit(RecordId record, const Json& patch, const Actor& actor);
    [[nodiscard]] Result<void> dismiss(const std::vector<RecordId>& records, const QString& reason, const Actor& actor);
    [[nodiscard]] Result<void> undismiss(const std::vector<RecordId>& records, const Actor& actor);
    [[nodiscard]] Result<Engine::ApprovalResult> approve(const std::vector<Engine::Approval>& approvals, const Actor& actor);
    [[nodiscard]] Result<Engine::ApprovalResult> approveAll(const QString& flow, const Actor& actor);
    [[nodiscard]] Result<void> reject(RecordId record, const QString& reason, const Actor& actor);

private:
    [[nodiscard]] Result<int> audited(db::Transaction& tx, const std::vector<RecordId>& records, const QString& action,
                                      const Actor& actor);
    [[nodiscard]] static Result<db::RecordRow> known(db::Connection& connection, RecordId id);
    [[nodiscard]] Result<Json> mainBody(db::Connection& connection, const db::RecordRow& record) const;

    db::Database& m_database;
    const Payloads& m_payloads;
    Clock& m_clock;
};

} // namespace causeway::engine
