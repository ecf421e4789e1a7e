// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QIODevice>

#include "bank/Statement.h"
#include "base/Clock.h"
#include "db/BankTable.h"
#include "db/Database.h"

namespace causeway::engine {

/// Bank statements, and which settlement each deposit pays. Everything a person does is audited. Writes nothing to NetSuite.
class BankDesk final
{
public:
    BankDesk(db::Database& database, Clock& clock) : m_database(database), m_clock(clock) {}

    struct Imported
    {
        bank::Statement statement;
        int added = 0; ///< the others were known from an earlier file
        int known = 0;
    };
    /// account: a name of the person's choice, the same for every file of one bank account. currency: where the file names none.
    /// Invalid: no statement (see bank::readStatement()), no name. The same file again adds nothing.
    [[nodiscard]] Result<Imported> import(QIODevice& file, const QString& account, const QString& currency,
                                          const QString& actor) const;

    /// Open lines that may pay settlements without one, both as stored now.
    struct Suggestion
    {
        db::UnpaidRow settlement;
        QDate depositDay; ///< settlement::depositDay
        db::BankLineRow line;
        int days = 0;
        bool isUnique = false;
        QString evidence;
    };
    [[nodiscard]] Result<std::vector<Suggestion>> suggestions() const;

    /// The line pays the settlement. Without a reason the evidence is kept; a reason is needed when amount or currency differ, or
    /// when another line pays the settlement already. Invalid: no such line or settlement, money that went out, no reason.
    /// Conflict: the line pays a settlement already.
    [[nodiscard]] Result<void> match(db::BankLineId line, RecordId settlement, const QString& reason, const QString& actor) const;
    /// Invalid: no such line, or it pays nothing.
    [[nodiscard]] Result<void> unmatch(db::BankLineId line, const QString& actor) const;

private:
    db::Database& m_database;
    Clock& m_clock;
};

} // namespace causeway::engine
