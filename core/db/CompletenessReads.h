// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QDate>
#include <QTimeZone>

#include "db/Connection.h"
#include "db/Rows.h"

namespace causeway::db {

/// An order that Amazon shows and that is not where it belongs.
struct CompletenessGap
{
    QString orderId, channel; ///< MFN, FBA
    QString kind;             ///< "not-fetched": no record here; "not-in-netsuite": its document is not there (any more)
    QString status;           ///< at Amazon, as the report tells it
    qint64 purchasedAt = 0;
    bool listed = false, reported = false;
    RecordId record; ///< none: not fetched
    [[nodiscard]] bool canBeFetched() const { return kind == QStringLiteral("not-fetched"); }
};

/// Orders of one day (of the store's time zone) by purchase. A complete day: orders = netsuite + open + skipped, without gaps.
struct CompletenessDay
{
    QDate day;
    qint64 orders = 0;                      ///< seen at Amazon by any way
    qint64 list = 0, report = 0;            ///< shown by Amazon's list call; by its report
    qint64 netsuite = 0;                    ///< with a document there
    qint64 settled = 0;                     ///< shown by a settlement of Amazon's
    qint64 open = 0;                        ///< known here and waiting, in review, in error or not yet worked on
    qint64 skipped = 0;                     ///< known here and not to be written, with a reason
    bool reportKnown = false;               ///< the report covers the whole day as far as it is compared
    std::vector<CompletenessGap> gaps = {}; ///< oldest purchase first
};

/// An order that only a settlement shows. Amazon does not say there when it was bought: it may be older than all that was read.
struct SettledOnly
{
    QString orderId, settlementId;
    qint64 postedAt = 0;
};

struct Completeness
{
    QString store;
    /// What is compared, by purchase: up to the time that list and report were both read to. Empty: nothing was read yet.
    std::optional<qint64> fromMs, untilMs;
    std::optional<qint64> listAt, reportAt, netsuiteAt; ///< newest whole reading of each
    std::optional<qint64> settledTo;                    ///< end of the newest settlement
    std::vector<CompletenessDay> days;                  ///< newest first; every day of the range
    std::vector<SettledOnly> settledOnly;               ///< posted in the range, newest first
    [[nodiscard]] std::vector<CompletenessGap> gaps() const;
};

/// Compares what Amazon's list, Amazon's report and NetSuite showed of a store's orders; local only.
class CompletenessReads
{
public:
    explicit CompletenessReads(Connection& connection) : m_connection(connection) {}

    /// The last days up to now, in this zone. Only orders of flows that are switched on can be "not fetched".
    [[nodiscard]] Result<Completeness> compare(const QString& store, const QTimeZone& zone, int days, qint64 nowMs) const;

private:
    struct Flow
    {
        QString channel;
        bool enabled = false;
        std::optional<qint64> listedTo, reportedFrom, reportedTo;
    };
    [[nodiscard]] Result<std::vector<Flow>> flows(Completeness& result) const;
    [[nodiscard]] Result<void> addSettledOnly(Completeness& result, qint64 nowMs) const;

    Connection& m_connection;
};

} // namespace causeway::db
