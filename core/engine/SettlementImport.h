// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

#include "config/Configuration.h"
#include "db/Database.h"
#include "engine/Payloads.h"
#include "settlement/Content.h"
#include "settlement/RefundTable.h"

namespace causeway::engine {

/// Takes a settlement file into the profile: reads it, keeps its bytes sealed in pieces (for proof, never erased), and makes a
/// record of flow "settlements" out of its sums. Writes nothing to NetSuite. Memory stays flat whatever the size.
/// Known by settlement id and content: the same file again changes nothing; another file of a known settlement becomes a record
/// of its own, "<id>@<8 hex of its hash>", that shows the difference and is never posted.
class SettlementImport final
{
public:
    SettlementImport(db::Database& database, const Payloads& payloads, Clock& clock)
        : m_database(database), m_payloads(payloads), m_clock(clock)
    {
    }

    enum class Outcome
    {
        New,
        Unchanged,
        Reissue,
        Replaced ///< the file known before can never be posted (cut, or altered); this one can and takes its place
    };
    struct Imported
    {
        Outcome outcome = Outcome::New;
        bool isKnown = false; ///< this very file was kept before
        RecordId record;
        QString key; ///< of the record
        settlement::Content content;
        std::vector<settlement::SettledRefund> refunds; ///< entered in the book of refunds with a new settlement
    };
    /// Reads the file and compares it with what is known. Errors: Invalid (no settlement report), Storage.
    [[nodiscard]] Result<Imported> read(QIODevice& file, const config::Store& store) const;
    /// Keeps the file and its record; nothing when it is known. The transaction's owner holds the file open meanwhile.
    [[nodiscard]] Result<void> save(db::Transaction& tx, QIODevice& file, Imported& imported, const config::Store& store,
                                    RunId run) const;
    /// Both.
    [[nodiscard]] Result<Imported> run(QIODevice& file, const config::Store& store, RunId run) const;
    /// The same for a person's file, which may be packed with gzip. Invalid "gzip": cut, damaged, or over 512 MiB unpacked.
    [[nodiscard]] Result<Imported> unpackAndRun(QIODevice& file, const config::Store& store) const;

    /// Takes the facts out of files that an older version of the program kept without them.
    [[nodiscard]] Result<void> enterMissingFacts() const;

    static inline const QString kFlow = QStringLiteral("settlements");

private:
    static constexpr qint64 kPiece = 4LL * 1024 * 1024; ///< of the plain file; settlement files shrink to about a tenth
    [[nodiscard]] static Result<void> enterRefunds(db::Transaction& tx, const Imported& imported, const QString& store,
                                                   qint64 now);
    [[nodiscard]] static Result<void> enterFacts(db::Transaction& tx, QIODevice& file, RecordId record,
                                                 const settlement::Content& content, const QString& store);
    /// The other store that booked this settlement or will; empty mostly.
    [[nodiscard]] static Result<QString> otherStoreOf(db::Transaction& tx, const settlement::Head& head, const QString& store);
    [[nodiscard]] Result<void> enterFactsOf(db::Transaction& tx, RecordId id) const;
    [[nodiscard]] Result<std::vector<qint64>> keep(db::Transaction& tx, QIODevice& file, qint64 now) const;
    [[nodiscard]] Result<std::optional<settlement::Content>> stored(const QString& store, const QString& key, RecordId& id) const;

    db::Database& m_database;
    const Payloads& m_payloads;
    Clock& m_clock;
};

} // namespace causeway::engine
