// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QObject>

#include "amazon/Api.h"
#include "base/Clock.h"
#include "base/Ids.h"
#include "base/Log.h"
#include "config/Configuration.h"
#include "db/Database.h"
#include "db/Rows.h"
#include "engine/BankDesk.h"
#include "engine/ClearingAccount.h"
#include "engine/ConnectionHealth.h"
#include "engine/ProofSheet.h"
#include "engine/SettlementImport.h"
#include "engine/SettlementView.h"
#include "flows/Flow.h"
#include "http/HttpTransport.h"
#include "mail/Mailer.h"
#include "mapping/FieldRules.h"
#include "netsuite/Api.h"
#include "security/SecretSource.h"
#include "security/Vault.h"

namespace causeway::engine {

/// Who did it, for the audit log.
struct Actor
{
    QString name;
};

struct RunRequest
{
    QString flow, store;
    QString trigger = QStringLiteral("by-hand");
    QStringList orders; ///< fetch exactly these
    std::optional<qint64> sinceMs;
    bool planOnly = false; ///< writes nothing to the target; plans wait in Review
    bool fetch = true;
    int waitSeconds = 0; ///< also wait for records whose time lies ahead
};

struct RunResult
{
    db::RunRow run;
    QStringList unknownOrders; ///< asked for by id, unknown to Amazon
    /// What stopped the work as a whole (sign-in refused, remote unreachable); nullopt when the run could do its work.
    std::optional<Error> fatal;
};

/// How far a run is that is at it now. Nothing here is a guess: what is not known is left out.
struct RunProgress
{
    RunId run;
    QString flow, store;
    bool isReading = false;            ///< the source is not read to its end: how much there will be is not known
    bool isStopping = false;           ///< asked to stop
    std::optional<qint64> resumesAtMs; ///< a quota ended the reading; it goes on then, if the run waits for it
    qint64 done = 0;                   ///< records that left its hands: done, skipped, waiting, in review or in error
    std::optional<qint64> total;       ///< done and what is due now; nullopt while reading
    std::optional<qint64> perHour;     ///< at its own pace of the last minutes
    std::optional<qint64> msLeft;      ///< until nothing is due, at that pace
};

struct ConnectionTest
{
    QString name; ///< "netsuite", "amazon:<store>"
    bool ok = false;
    QString summary; ///< one sentence
    std::optional<Error> error;
    std::vector<amazon::Participation> marketplaces;
    std::vector<netsuite::PermissionCheck> permissions;
    /// name: the account's own id of the field; id: ours; place: "body", "line" or "item"; state: "ready", "hidden", "missing".
    struct Check
    {
        QString name;
        bool found = false;
        QString why;
        QString id, label, type, place, state;
    };
    std::vector<Check> fields; ///< custom fields of interface.md section 7
    Json features;             ///< OneWorld, multi-location, multi-currency, tax engine
};

/// Everything a profile needs to work; built by app/Composition. The engine keeps references.
struct Parts
{
    db::Database& database;
    const security::Vault& vault;
    security::SecretSource& secrets;
    http::HttpTransport& transport;
    Clock& clock;
    Log log;
    const flows::Registry& flows;
    int workers = 0; ///< threads of run() and start(); 0 = as many as NetSuite has slots. Tests use 1 to be repeatable
    mail::Mailer* mailer = nullptr; ///< null: nobody is told by mail
};

/// The facade that the window, the command line and the tests act through. Lives on the main thread; work happens on its workers.
/// Every action commits before it returns and is audited with the actor. Signals are queued and carry ids only; views re-query.
class Engine : public QObject
{
    Q_OBJECT
public:
    explicit Engine(const Parts& parts, QObject* parent = nullptr);
    ~Engine() override;

    /// Crash recovery: epoch + 1, Running -> Ready, sent without answer -> checking, quick_check after an unclean stop. Before
    /// anything else.
    [[nodiscard]] Result<void> recover();
    /// Starts scheduler and workers (GUI, serve). Non-blocking.
    void start();
    /// Asks all work to stop; waits up to deadlineMs for calls on the wire. Anything unsent stays a row.
    void stop(int deadlineMs = 20'000);
    [[nodiscard]] bool isRunning() const;

    /// Runs one flow now and blocks until nothing is due (command line). Call from the main thread of a headless program.
    [[nodiscard]] Result<RunResult> run(const RunRequest& request, const StopToken& stop);
    /// Queues a run for the workers (window). Conflict "already running" when it is.
    [[nodiscard]] Result<RunId> runNow(const RunRequest& request, const Actor& actor);
    [[nodiscard]] Result<void> stopRun(RunId run, const Actor& actor);
    /// How far the runs of this program are, oldest first. No I/O but one count by index for each.
    [[nodiscard]] std::vector<RunProgress> progress() const;
    /// Until when the source of a flow counts as read (UTC ms); nullopt: not read yet, or the flow keeps no such mark.
    [[nodiscard]] Result<std::optional<qint64>> readUpTo(const QString& flow, const QString& store) const;
    /// Moves that mark, so that the next run reads from there (less the flow's overlap): back to read again, what is done already
    /// stays done; forward to leave out what was not read. Audited with the reason. Invalid: no reason, a time to come, or a flow
    /// without a mark. Conflict "already-running" while the flow is at it.
    [[nodiscard]] Result<void> setReadUpTo(const QString& flow, const QString& store, qint64 atMs, const QString& reason,
                                           const Actor& actor);
    /// Stops taking new work until then (UTC ms; nullopt = until resumed).
    [[nodiscard]] Result<void> pause(std::optional<qint64> untilMs, const Actor& actor);
    [[nodiscard]] Result<void> resume(const Actor& actor);

    /// Ready, due now. Unknown id: Invalid. Returns how many were queued.
    [[nodiscard]] Result<int> retry(const std::vector<RecordId>& records, const Actor& actor);
    [[nodiscard]] Result<int> retryAlike(RecordId record, const Actor& actor); ///< all open errors with the same cause
    [[nodiscard]] Result<int> retryCause(CauseId cause, const Actor& actor);
    [[nodiscard]] Result<int> retryAll(const QString& flow, const Actor& actor); ///< empty flow = all
    /// Stores a JSON merge patch (RFC 7396) over the planned body of the record's main command; ready again. Money and keys are
    /// refused.
    [[nodiscard]] Result<void> edit(RecordId record, const Json& patch, const Actor& actor);
    [[nodiscard]] Result<void> dismiss(const std::vector<RecordId>& records, const QString& reason,
                                       const Actor& actor); ///< Skipped
    [[nodiscard]] Result<void> undismiss(const std::vector<RecordId>& records, const Actor& actor);

    struct Approval
    {
        RecordId record;
        QString planHash;
    }; ///< the hash that was shown
    struct ApprovalResult
    {
        int approved = 0;
        int changed = 0;
    }; ///< changed: the plan differs from the one shown
    [[nodiscard]] Result<ApprovalResult> approve(const std::vector<Approval>& approvals, const Actor& actor);
    [[nodiscard]] Result<ApprovalResult> approveAll(const QString& flow, const Actor& actor);
    [[nodiscard]] Result<void> reject(RecordId record, const QString& reason, const Actor& actor);

    /// Saves the mapping; records it cures become ready. Returns how many. Invalid when the value has the wrong form for its
    /// kind.
    [[nodiscard]] Result<int> setMapping(const config::Mapping& mapping, const Actor& actor);
    [[nodiscard]] Result<int> setMappings(const std::vector<config::Mapping>& mappings, const Actor& actor);
    [[nodiscard]] Result<void> removeMapping(const QString& kind, const QString& store, const QString& key, const Actor& actor);
    [[nodiscard]] Result<void> setFlow(const config::FlowSettings& flow,
                                       const Actor& actor); ///< Invalid: unknown setting, wrong schedule
    /// Replaces the sections present (interface.md section 5); the JSON was validated by config::readConfiguration.
    [[nodiscard]] Result<void> applyConfiguration(const config::Configuration& configuration, const QStringList& sections,
                                                  const Actor& actor);
    [[nodiscard]] Result<void> setSecret(const QString& name, const security::Secret& value, const Actor& actor);
    [[nodiscard]] Result<void> removeSecret(const QString& name, const Actor& actor);

    /// Signs in and checks; blocks (call from a worker in the window). name: "netsuite", "amazon:<store>" or empty for all.
    [[nodiscard]] Result<std::vector<ConnectionTest>> testConnections(const QString& name, const StopToken& stop);
    /// Sends a test mail to the recipients of the configuration (Notifier::sendTest). Audited. Blocks up to a minute.
    [[nodiscard]] Result<mail::MailReceipt> sendTestMail(const Actor& actor, const StopToken& stop);
    /// Clears a pause after the user fixed the sign-in.
    [[nodiscard]] Result<void> resumeConnection(const QString& name, const Actor& actor);
    /// NetSuite items whose id, name or UPC contains the text, for choosers: (id, name, detail). Blocks.
    struct ItemChoice
    {
        QString id, name, detail;
    };
    [[nodiscard]] Result<std::vector<ItemChoice>> findItems(const QString& text, const StopToken& stop);
    /// Entries of a mapping kind that are missing, each with a proposal and why. Kinds "carrier" and "account"; others: Invalid.
    /// Blocks.
    struct MappingSuggestion
    {
        QString key, name, value, evidence;
        bool sure = false;
    };
    [[nodiscard]] Result<std::vector<MappingSuggestion>> suggestMappings(const QString& kind, const StopToken& stop);

    /// What the SKU match of a store stumbles over, or would if letter case did not matter (engine/SkuCheck). Blocks.
    struct SkuReport
    {
        struct Spellings
        {
            QString field;
            QStringList names; ///< of active items, told apart by letter case only
        };
        struct Alias
        {
            config::Mapping mapping;
            QString problem; ///< one sentence
        };
        QString store;
        QStringList fields;
        bool isCaseSensitive = true;
        int collisions = 0; ///< items that could not be told apart without letter case
        std::vector<Spellings> spellings;
        std::vector<Alias> aliases; ///< those with a problem
    };
    [[nodiscard]] Result<SkuReport> checkSkus(const QString& store, const StopToken& stop);

    /// The newest order of a flow whose content is still kept, as what its field rules look at; nullopt: none yet. No buyer data.
    struct OrderSample
    {
        RecordId record;
        mapping::FieldFacts facts;
    };
    [[nodiscard]] Result<std::optional<OrderSample>> orderSample(const QString& flow, const QString& store);

    /// Customers in NetSuite that have the same anonymised address of Amazon (engine/DuplicateCustomers): an order of that buyer
    /// cannot tell which is the right one. Active ones only, oldest first. Reads NetSuite, writes nothing. Blocks.
    struct DuplicateCustomers
    {
        struct Customer
        {
            QString id; ///< NetSuite's internal id
            QString externalId;
            bool isOurs = false; ///< made by Causeway: its external id says so
            qint64 salesOrders = 0;
        };
        QString address; ///< masked: enough to tell one from another, no address that could be written to
        std::vector<Customer> customers;
    };
    [[nodiscard]] Result<std::vector<DuplicateCustomers>> duplicateCustomers(const StopToken& stop);

    /// Reads again what "completeness" compares (db::CompletenessReads): Amazon's order report and which orders NetSuite has of
    /// the last days; withReport false: only NetSuite. Writes to neither. Blocks, up to minutes while Amazon makes the report.
    [[nodiscard]] Result<void> checkOrders(const QString& store, int days, bool withReport, const StopToken& stop);

    /// Takes a settlement file in; writes nothing to NetSuite (SettlementImport). Invalid: no such store, no settlement report.
    [[nodiscard]] Result<SettlementImport::Imported> importSettlement(QIODevice& file, const QString& store, const Actor& actor);
    /// What is stored of a settlement record.
    [[nodiscard]] Result<settlement::Content> settlementContent(const db::RecordRow& record);
    /// Everything about one settlement: what the file says, what the mappings make of it now, what was posted.
    [[nodiscard]] Result<SettlementView> settlementDetail(const db::RecordRow& record);
    /// The same, with what NetSuite has of its orders and periods now: only so is known what posting by payments will book.
    /// Reads NetSuite when the settlement is posted by payments and neither posted nor planned. Blocks. Errors: also those of
    /// calls.
    [[nodiscard]] Result<SettlementView> settlementPreview(const db::RecordRow& record, const StopToken& stop);
    /// What each settlement of a store does on the account "clearing", newest first. Errors: Unmapped without that account.
    struct Clearing
    {
        QString account; ///< internal id
        std::vector<ClearingLine> lines;
    };
    [[nodiscard]] Result<Clearing> clearing(const QString& store);
    /// The account in NetSuite. Blocks.
    [[nodiscard]] Result<ClearingBalance> clearingBalance(const QString& store, const QString& account, const StopToken& stop);
    /// Asks for the journals of a posted settlement to be taken back: planned, always reviewed, sent by the next run. What
    /// payments and a deposit booked stays. Invalid: no reason, not posted, or asked for already.
    [[nodiscard]] Result<void> reverseSettlement(RecordId record, const QString& reason, const Actor& actor);
    /// After a reversal was posted: the settlement is planned again with the mappings as they are now. Invalid otherwise.
    [[nodiscard]] Result<void> postSettlementAgain(RecordId record, const Actor& actor);
    /// Reads the stored bytes of its file once more and compares hash, rows and sums with what was kept of them. Blocks; flat
    /// memory.
    [[nodiscard]] Result<ProofCheck> verifySettlement(const SettlementView& view);
    /// The bytes of the file it was read from, in pieces, into the sink; false stops. Storage: a piece is gone or was altered.
    [[nodiscard]] Result<void> settlementFile(const settlement::Content& content,
                                              const std::function<bool(const QByteArray&)>& sink);

    // Bank statements and what they pay (BankDesk). Every change is audited; nothing is sent.
    [[nodiscard]] Result<BankDesk::Imported> importBankStatement(QIODevice& file, const QString& account, const QString& currency,
                                                                 const Actor& actor);
    [[nodiscard]] Result<std::vector<BankDesk::Suggestion>> bankSuggestions();
    [[nodiscard]] Result<void> matchBank(db::BankLineId line, RecordId settlement, const QString& reason, const Actor& actor);
    [[nodiscard]] Result<void> unmatchBank(db::BankLineId line, const Actor& actor);

    /// Opens a sealed payload; nullopt when it was erased. buyer data: the caller masks it unless allowed.
    [[nodiscard]] Result<std::optional<QByteArray>> payload(PayloadId id);
    /// Body of a command with buyer data masked, and of a record's source likewise. type: of its document; journals and deposits
    /// hold no buyer data, and their memos say what each line is.
    [[nodiscard]] static Json masked(const Json& body, const QString& type = {});
    /// Deletes payloads past their date; run daily by the scheduler. Returns how many.
    [[nodiscard]] Result<int> purgeExpired();

    struct Activity
    {
        int running = 0;
        qint64 queue = 0;
        std::optional<qint64> nextRunAtMs;
        QString nextFlow;
        bool paused = false;
        std::optional<qint64> pausedUntilMs;
        std::vector<Unreachable> unreachable; ///< the longest first
        bool offline = false;                 ///< nothing that was called answers
    };
    [[nodiscard]] Activity activity() const;

Q_SIGNALS:
    void recordsChanged(const QList<qint64>& records);
    void runsChanged(const QList<qint64>& runs);
    void flowsChanged();
    void mappingsChanged();
    void connectionsChanged();
    void activityChanged();

private:
    /// Passes a result on and, when it is good, tells views and workers that there is something new.
    template<class T>
    Result<T> announced(Result<T> result);

    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace causeway::engine
