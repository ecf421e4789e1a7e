// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "db/Database.h"
#include "engine/Payloads.h"
#include "engine/SettlementView.h"

namespace causeway::engine {

/// What a person does with one stored settlement: look at it, have it reversed, have it posted again. Writes nothing to NetSuite;
/// the next run does.
class SettlementDesk final
{
public:
    SettlementDesk(db::Database& database, const Payloads& payloads, Clock& clock)
        : m_database(database), m_payloads(payloads), m_clock(clock)
    {
    }

    /// lookups: of flows::lookUpSettlements(), when NetSuite was asked.
    [[nodiscard]] Result<SettlementView> view(const db::RecordRow& record, Json lookups = Json::object()) const;
    [[nodiscard]] Result<void> reverse(RecordId record, const QString& reason, const QString& actor) const;
    [[nodiscard]] Result<void> postAgain(RecordId record, const QString& actor) const;

private:
    [[nodiscard]] Result<settlement::Content> content(db::Connection& connection, const db::RecordRow& record) const;
    [[nodiscard]] Result<SettlementSurroundings> surroundings(db::Connection& connection, const db::RecordRow& record) const;
    /// Stores the changed content and makes the record ready. change: Invalid refuses.
    [[nodiscard]] Result<void>
    change(RecordId record, const QString& action, const QString& detail, const QString& actor,
           const std::function<Result<void>(const db::RecordRow&, settlement::Content&)>& change) const;

    db::Database& m_database;
    const Payloads& m_payloads;
    Clock& m_clock;
};

} // namespace causeway::engine
