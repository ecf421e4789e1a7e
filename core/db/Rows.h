// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "base/Ids.h"
#include "base/Json.h"
#include "base/Money.h"

/// Plain rows as the tables return them. No behaviour; names follow docs/architecture.md section 1.
namespace causeway::db {

enum class RecordState
{
    Ready,
    Running,
    Waiting,
    Review,
    Error,
    Done,
    Skipped
};
[[nodiscard]] QString toString(RecordState state);
[[nodiscard]] std::optional<RecordState> recordStateFromString(QStringView text);

enum class CommandState
{
    Planned,
    Sent,
    Checking,
    Refused,
    Done
};
[[nodiscard]] QString toString(CommandState state);
[[nodiscard]] std::optional<CommandState> commandStateFromString(QStringView text);

struct TargetRow ///< one document that a record led to
{
    QString type, id, externalId, name; ///< name = document number, may be empty
    friend bool operator==(const TargetRow&, const TargetRow&) = default;
};

struct RecordRow
{
    RecordId id;
    QString flow, store, key, order;
    RecordState state = RecordState::Ready;
    QString reason;
    QString revision;
    qint64 sourceUpdatedAt = 0;
    PayloadId payload;
    int attempts = 0;
    int checks = 0;
    std::optional<qint64> dueAt, waitingSince;
    std::optional<Error> error;
    CauseId cause;
    std::optional<Money> amount;
    QString planHash, approvedHash, note;
    PayloadId editPayload;
    QString editBase;
    Json variance; ///< null or {"total":"0.10","tax":…,"shipping":…,"shippingTax":…,"currency":"USD"}
    bool varianceOver = false;
    RunId run;
    qint64 createdAt = 0, updatedAt = 0;
    std::vector<TargetRow> targets;
};

/// Keyset paging: rows strictly after this one in "newest first" order.
struct PageKey
{
    qint64 at = 0;
    qint64 id = 0;
};

struct RecordFilter
{
    QString flow, store;
    std::optional<RecordState> state;
    QString search; ///< prefix of key or order id (indexed)
    CauseId cause;
    RunId run;
    QString order;
    bool varianceOnly = false;
    std::optional<PageKey> after;
    int limit = 200;
};

struct CauseRow ///< open errors grouped by cause
{
    CauseId id;
    QString kind, code, key, message, remedy, flow;
    qint64 records = 0;
    qint64 oldestAt = 0;
    int mostAttempts = 0;
    std::vector<Money> amounts; ///< one sum per currency
};

struct CommandRow
{
    CommandId id;
    QString target, key, operation, type;
    CommandState state = CommandState::Planned;
    QString bodyHash;
    PayloadId body;
    Json fingerprint;
    int sends = 0;
    std::optional<qint64> lastSentAt;
    QString remoteId, remoteName, outcome;
    Json observed; ///< null until read back
    qint64 createdAt = 0, updatedAt = 0;
    int position = 0;
};

struct AttemptRow
{
    AttemptId id;
    RecordId record;
    CommandId command;
    RunId run;
    QString step;
    qint64 startedAt = 0;
    std::optional<qint64> finishedAt;
    QString outcome;
    int httpStatus = 0;
    QString requestId, message;
    PayloadId request, reply;
};

struct RunCounts
{
    qint64 fetched = 0, done = 0, skipped = 0, waiting = 0, review = 0, error = 0;
};
struct RunCalls
{
    qint64 amazon = 0, netsuite = 0, throttled = 0;
};
struct RunRow
{
    RunId id;
    QString flow, store, trigger, state;
    qint64 startedAt = 0;
    std::optional<qint64> finishedAt;
    RunCounts counts;
    RunCalls calls;
    std::optional<qint64> fetchDueAt;
    std::optional<Error> error;
};

struct FlowStateRow
{
    QString flow, store;
    bool enabled = false;
    QString mode, schedule;
    Json settings, rules;
    std::optional<qint64> lastRunAt, nextRunAt, fetchDueAt;
};

struct OrderRow
{
    QString orderId, store, type, marketplace, status;
    qint64 purchasedAt = 0, updatedAt = 0;
    std::optional<qint64> shipBy;
    std::optional<Money> total;
    int items = 0;
    bool isBusiness = false, isReplacement = false, cancelRequested = false;
    RecordId record;
    // from the record
    RecordState state = RecordState::Ready;
    QString reason;
    Json variance;
    bool varianceOver = false;
    QString salesOrderId, salesOrderName;
};

struct OrderFilter
{
    QString store, type;
    std::optional<RecordState> state;
    QString search; ///< prefix of order id, SKU or NetSuite document number
    bool varianceOnly = false;
    bool cancelRequestedOnly = false; ///< the buyer asks to cancel
    bool waitingAtAmazonOnly = false; ///< pending, or not yet shipped by Amazon itself: nothing can be written yet
    std::optional<qint64> purchasedAfter;
    std::optional<PageKey> afterPurchased; ///< at = purchasedAt; afterOrderId breaks ties
    QString afterOrderId;
    QString afterStore; ///< of that order; needed only when several stores are listed together
    int limit = 200;
};

struct OrderLineRow
{
    QString orderId, store, itemId, sku, asin, title;
    qint64 quantity = 0;
    std::optional<Money> amount, tax, shipping, discount;
};

struct SkuRow ///< Mappings page, kind sku
{
    QString store, sku, asin, title, item, itemName, foundBy;
    QString mappedValue;      ///< value of an alias, empty when none
    qint64 waitingOrders = 0; ///< records in error for this SKU
    qint64 lastSeenAt = 0;
};

struct ConnectionRow
{
    QString name, state, accountName;
    std::optional<Error> error;
    std::optional<qint64> lastOkAt, pausedAt;
    Json checks, catalogue;
};

struct AuditRow
{
    qint64 id = 0, at = 0;
    QString actor, action, subject, details;
};

/// One entry of "orders trace" and of the order's timeline.
struct TraceEntry
{
    qint64 at = 0;
    QString what;     ///< order-updated, fetched, planned, found, sent, created, error, mapped, approved, …
    QString state;    ///< one of the seven words, or empty
    QString title;    ///< one sentence
    QString detail;   ///< may be empty
    TargetRow target; ///< type empty when none
    RecordId record;
    AttemptId attempt;
};

} // namespace causeway::db
