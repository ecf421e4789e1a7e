// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "db/Connection.h"

namespace causeway::db {

/// One whole reading of a stream of a source. Times are UTC ms.
struct SourcePassRow
{
    QString flow, store, stream;
    std::optional<qint64> begunAt; ///< the one under way
    qint64 seen = 0, found = 0;    ///< of the one under way: read, and of these unknown before
    std::optional<qint64> lastBegunAt, lastEndedAt;
    qint64 lastSeen = 0, lastFound = 0;
    std::optional<qint64> fromAt, untilAt; ///< what the newest that ended covers, when the source says so
};

/// How far the streams of a source were read (003_completeness.sql). Reads take any connection, writes a Transaction.
class SourcePassTable
{
public:
    explicit SourcePassTable(Connection& connection) : m_connection(connection) {}

    /// Of all streams; empty flow or store: of all.
    [[nodiscard]] Result<std::vector<SourcePassRow>> list(const QString& flow, const QString& store) const;

    struct Page
    {
        qint64 seen = 0, found = 0;
        bool isLast = false;
        std::optional<std::pair<qint64, qint64>> covered;
    };
    /// Counts one page; the first one begins a pass, the last one ends it.
    [[nodiscard]] static Result<void> add(Transaction& tx, const QString& flow, const QString& store, const QString& stream,
                                          const Page& page, qint64 now);

private:
    Connection& m_connection;
};

} // namespace causeway::db
