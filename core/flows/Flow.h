// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include <QString>

#include "base/Clock.h"
#include "base/Json.h"
#include "base/Money.h"
#include "base/StopSource.h"
#include "base/TemporaryFolder.h"
#include "config/Configuration.h"

namespace causeway::amazon {
class Api;
}
namespace causeway::netsuite {
class Api;
}

namespace causeway::flows {

class RefundFacts;
class SettlementFacts;

/// Facts of an order for lists, search and proof: no personal data, kept for years.
struct OrderFacts
{
    struct Line
    {
        QString itemId, sku, asin, title;
        qint64 quantity = 0;
        std::optional<Money> amount, tax, shipping, discount;
    };
    QString orderId, type, marketplace, status; ///< type: MFN, SFP, FBA
    qint64 purchasedAtMs = 0, updatedAtMs = 0;
    std::optional<qint64> shipByMs;
    std::optional<Money> total;
    bool isBusiness = false, isReplacement = false, cancelRequested = false;
    std::vector<Line> lines;
};

/// One thing as the source shows it now.
struct SourceItem
{
    QString key;     ///< the source's own id, unique within (flow, store)
    QString orderId; ///< Amazon order id it belongs to, may be empty
    qint64 updatedAtMs = 0;
    /// A settlement file as Amazon gave it: the engine reads and keeps it and makes key and content out of it
    /// (SettlementImport). Open for reading; removed with the last copy of the item.
    std::shared_ptr<QFile> settlementFile;
    QByteArray content; ///< sealed by the engine as a personal payload; plan() gets it back
    bool personal = true;
    std::optional<qint64> purgeAtMs; ///< e.g. shipment + personalDataDays; empty = the engine's default
    std::optional<Money> amount;
    std::optional<OrderFacts> order;
    /// Empty: work on it. Otherwise the record does not become ready: Waiting with this reason (e.g. "pending at Amazon").
    QString waitingReason;
    /// Not empty: nothing to do, Skipped with this reason (e.g. "cancelled before import"), unless commands exist already.
    QString skipReason;
};

/// Opaque place in the source; only the flow reads it. Empty = never read before.
using Cursor = Json;

/// An order as Amazon's report shows it: enough to see whether it is known here.
struct ReportedOrder
{
    QString orderId, channel, status; ///< channel: MFN, FBA; status: the report's own word
    qint64 purchasedAtMs = 0;
};

struct Page
{
    std::vector<SourceItem> items;
    Cursor next;
    bool more = false;
    /// Of a second source: what it shows, and the times (UTC ms) that it covers. The engine asks for unknown ones by their key.
    std::vector<ReportedOrder> reported = {};
    std::optional<std::pair<qint64, qint64>> covered = {};
};

/// What a person asked for this run.
struct FetchRequest
{
    QStringList keys;                        ///< "--order": exactly these, whatever the cursor; the cursor does not move
    std::optional<qint64> sinceMs;           ///< "--since": last updated after; never moves the cursor back
    QString stream = QStringLiteral("main"); ///< "main" or one of FlowSpec::checks; with keys: why these are asked for
};

struct Receipt
{
    QString remoteId, remoteName;
    QString outcome = QStringLiteral("created");
};

/// A record as plan() sees it.
struct Record
{
    QString key, orderId, store;
    QByteArray content; ///< newest source content
    qint64 sourceUpdatedAtMs = 0;
    Json edit; ///< a person's patch (merged over the planned body of the main command), null when none
    /// For lookUp(): what this record wrote before, by command key, so that only documents about to be changed are read.
    std::map<QString, Receipt> receipts = {};
    std::map<QString, Json> sentBodies = {};
    qint64 firstSeenMs = 0; ///< when this profile first heard of it
};

/// One intended write. key is the business key and, in NetSuite, the external id.
struct Command
{
    QString target;    ///< "netsuite" or "amazon"
    QString key;       ///< reliability.md section e; letters, digits, _ and -
    QString operation; ///< "create", "patch", "transform:<type of the document it is made from>", …
    QString type;      ///< "salesOrder", "customer", …
    /// The body. A value {"receipt":"<key>"} anywhere stands for {"id":"<internal id>"} of that earlier command
    /// (resolveReceipts).
    Json body = Json::object();
    std::vector<QString> dependsOn; ///< keys of commands whose receipts must exist first
    /// For patch: the document to change; for transform: the one to make it from. Empty: the receipt of dependsOn[0].
    QString remoteId;
    Json fingerprint = Json::object(); ///< facts that a found document must share to be adopted; no personal data
    bool readBack = false;             ///< the engine calls readBack() once it has a receipt
    bool personal = true;
    std::vector<std::pair<QString, QString>> origins; ///< body path -> where the value came from, in words
    std::optional<Money> amount;                      ///< effect, for Review
    bool closesLines = false;                         ///< guarded mode asks
    /// Set by the engine for find(): when it was last sent with an outcome that is not known; 0 = not on its way anywhere.
    qint64 sentAtMs = 0;
};

/// What find() saw for one command key.
struct Found
{
    QString commandKey;
    QString remoteId, remoteName;
    bool matches = false; ///< fingerprint equal: adopt. Otherwise Conflict
    QString difference;   ///< in words, when it does not match
    Json observed;        ///< what readBack would have seen, when known already; null otherwise
    /// The target still works on it (a feed): neither there nor absent; find() is asked again at this time, nothing is sent.
    std::optional<qint64> askAgainAtMs;
    /// The target says, later than send(), that it refused this one (a result line of a feed).
    std::optional<Error> refused;
};

struct Accepted
{
    QString handle;
    qint64 askAgainAtMs = 0;
};
using Outcome = std::variant<Receipt, Accepted, Error>;

/// What the engine already knows, for plan(). Pure data.
struct PlanContext
{
    const config::Configuration& configuration;
    const config::Store& store;
    const config::FlowSettings& flow;
    const Json& lookups;                        ///< result of lookUp() for this batch, shape is the flow's own
    const std::map<QString, Receipt>& receipts; ///< by command key, of commands of this record (and of those it depends on)
    const std::map<QString, Json>& observed;    ///< by command key, from readBack()
    const std::map<QString, Json>&
        sentBodies;      ///< by command key: body of commands that are done (for amendments); may lack erased ones
    const Json& account; ///< netsuite::Catalogue as JSON: features, custom fields, currencies, subsidiaries
};

/// Result of plan(): commands in order, or a decision that nothing is to be written.
struct Plan
{
    std::vector<Command> commands;
    QString skipReason;    ///< not empty: record becomes Skipped
    QString waitingReason; ///< not empty: record waits (and waitUntilMs)
    std::optional<qint64> waitUntilMs;
    QString reviewReason; ///< not empty: a person looks at it first, in every mode (until approved)
    Json variance;        ///< null, or {"total","tax","shipping","shippingTax","currency"} as amount texts, only those not zero
    bool varianceOver = false;
    QString doneReason; ///< overrides "created"/"already-there"/"updated"
    Json skus;          ///< null, or SKU -> {"item","name","by"}: which item each Amazon SKU resolved to, for the Mappings page
};

struct FlowContext
{
    amazon::Api* amazon = nullptr; ///< null when the store has no Amazon connection configured
    netsuite::Api* netsuite = nullptr;
    Clock& clock;
    StopToken stop;
    const config::Configuration& configuration;
    const config::Store& store;
    const config::FlowSettings& flow;
    const Json& account; ///< as in PlanContext
    /// The store's book of refunds; null only in tests of flows that have nothing to do with refunds.
    RefundFacts* refunds = nullptr;
    /// The stored rows of the store's settlements; null only in tests of flows that have nothing to do with them.
    SettlementFacts* settlements = nullptr;
    TemporaryFolder temporary = {}; ///< for what is too large to be held in memory
};

/// Which system fetch() reads.
enum class Source
{
    Amazon,
    NetSuite
};

/// Operation prefix of a command that makes a document from another one.
inline const QString kTransform = QStringLiteral("transform:");

/// A slower stream of a source that finds what the main one did not show. "sweep" re-reads further back, "month" much further,
/// "report" reads a second source.
struct SourceCheck
{
    QString stream;
    int everyHours = 24;
};

struct FlowSpec
{
    QString id;              ///< "orders-mfn"
    QString title;           ///< "Orders: merchant-fulfilled"
    QString group;           ///< "Orders"
    QString defaultSchedule; ///< "every 15 minutes"
    Json settings;           ///< object: name -> {"type","default","description","enum"?}; unknown names are refused
    int batch = 50;          ///< records worked on together
    Source source = Source::Amazon;
    int sendTogether = 1; ///< commands handed to one send(); feeds take many, documents one by one
    std::vector<SourceCheck> checks = {{QStringLiteral("sweep"), 24}}; ///< after a whole reading of "main", when due
    bool readsOrders = false; ///< record key = Amazon order id: its orders count for completeness
    bool appliesEdit = false; ///< plan() reads Record::edit itself: the engine checks it but does not merge it
};

/// One direction of one kind of thing. Stateless; called by workers. May not touch the database, sleep, retry or start threads.
class Flow
{
public:
    virtual ~Flow() = default;
    [[nodiscard]] virtual const FlowSpec& spec() const = 0;
    /// Reads one page of the source. The engine saves items and cursor in one transaction.
    [[nodiscard]] virtual Result<Page> fetch(const Cursor& cursor, const FetchRequest& request, FlowContext& context) = 0;
    /// Reads what plan() needs to know for these records (items by SKU, …), few calls for many records.
    [[nodiscard]] virtual Result<Json> lookUp(std::span<const Record> records, FlowContext& context) = 0;
    /// Pure: no I/O, no clock; same input, same commands. A missing mapping is an Error (Unmapped, causeKey = the key).
    [[nodiscard]] virtual Result<Plan> plan(const Record& record, const PlanContext& context) const = 0;
    /// Is it there already? One query for many; by external id and by Amazon order id. Absent keys are left out.
    [[nodiscard]] virtual Result<std::vector<Found>> find(std::span<const Command> commands, FlowContext& context) = 0;
    /// The only function that changes a target. Receipts of dependsOn are already resolved in the bodies. One outcome per
    /// command.
    [[nodiscard]] virtual std::vector<Outcome> send(std::span<const Command> commands, FlowContext& context) = 0;
    /// How many of these (all that can go now) one send() gets. Larger than 1 in the spec: the flow may still send few one by
    /// one.
    [[nodiscard]] virtual int sendTogether(std::span<const Command> ready, const config::FlowSettings& settings) const
    {
        Q_UNUSED(ready)
        Q_UNUSED(settings)
        return spec().sendTogether;
    }
    /// Reads what the target computed (totals, …) for commands with readBack, one query for many: key -> facts without personal
    /// data. Absent: the target does not show it yet. Null: it was not asked this time, for its quota was used up.
    [[nodiscard]] virtual Result<std::map<QString, Json>>
    readBack(std::span<const Command> commands, const std::map<QString, Receipt>& receipts, FlowContext& context) = 0;
    /// Until when (UTC ms) everything was read, as the place of "main" says; nullopt: nothing yet, or it keeps no such mark.
    [[nodiscard]] virtual std::optional<qint64> readUpTo(const Cursor& cursor) const;
    /// The place as if everything until then had been read and nothing after: a window under way is given up. nullopt: the flow
    /// lists all that there is each time, so that there is no mark to move.
    [[nodiscard]] virtual std::optional<Cursor> movedTo(const Cursor& cursor, qint64 atMs) const;
    /// Mapping kinds and keys whose change makes an Unmapped record ready again: true when this mapping cures that cause.
    [[nodiscard]] virtual bool cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const = 0;
};

/// The explicit list of flows; nothing registers itself.
class Registry
{
public:
    Registry();
    /// Exactly these; for tests of the engine.
    explicit Registry(std::vector<std::unique_ptr<Flow>> flows) : m_flows(std::move(flows)) {}
    [[nodiscard]] Flow* find(QStringView id) const;
    [[nodiscard]] const std::vector<std::unique_ptr<Flow>>& all() const { return m_flows; }

private:
    std::vector<std::unique_ptr<Flow>> m_flows;
};

/// Replaces every {"receipt":"<key>"} by {"id":"<remote id>"}; Defect when a receipt is missing.
[[nodiscard]] Result<Json> resolveReceipts(const Json& body, const std::map<QString, Receipt>& receipts);

} // namespace causeway::flows
