// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RecordRunner.h"

#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include "engine/Endings.h"
#include "engine/HandEdit.h"
#include "engine/PlanHash.h"
#include "engine/RetryPolicy.h"
#include "engine/SendWaves.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::RecordRunner)
};

constexpr qint64 kAfterPlanningMs = 60'000;

bool isKey(const QString& key)
{
    static const QRegularExpression kForm(QStringLiteral("^[A-Za-z0-9_-]{1,80}$"));
    return kForm.match(key).hasMatch();
}

/// Trouble of the whole connection rather than of one record.
bool isShared(ErrorKind kind)
{
    const Disposition disposition = dispositionOf(kind);
    return !disposition.needsPerson && kind != ErrorKind::NotYet;
}
} // namespace

Result<RecordRunner::Progress> RecordRunner::run()
{
    Ledger::Claim claim;
    claim.flow = m_context.flow.flow;
    claim.store = m_context.store.id;
    claim.run = m_scope.run;
    claim.limit = m_scope.limit;
    auto claimed = m_ledger.claim(claim);
    if (!claimed)
        return fail(claimed.error());
    m_batch.records = std::move(*claimed);
    m_progress.claimed = static_cast<int>(m_batch.records.size());
    if (m_batch.records.empty())
        return m_progress;

    if (auto worked = work(); !worked)
        return fail(worked.error());

    std::vector<RecordWork*> unfinished;
    for (RecordWork& record : m_batch.records) {
        if (!record.ending)
            endWith(record,
                    Error::make(ErrorKind::Defect, Words::tr("The plan of this record does not come to an end."), {},
                                QStringLiteral("unsettled")),
                    m_ledger.clock().nowMs());
        if (!record.isFinished)
            unfinished.push_back(&record);
        m_progress.records.push_back(record.row.id.value());
        if (record.ending->state == db::RecordState::Done || record.ending->state == db::RecordState::Skipped)
            ++m_progress.finished;
    }
    if (auto finished = m_ledger.finish(unfinished); !finished)
        return fail(finished.error());
    return m_progress;
}

Result<void> RecordRunner::work()
{
    if (auto restored = restoreContent(); !restored)
        return restored;
    if (auto settled = settleChecks(); !settled)
        return settled;
    if (auto known = lookUp(); !known)
        return fail(known.error());
    for (int round = 0; round < kRounds; ++round) {
        if (m_context.stop.stopRequested())
            endAll(Error::make(ErrorKind::Cancelled, Words::tr("Stopped on request.")));
        for (RecordWork* record : m_batch.active()) {
            if (record->stale)
                plan(*record);
        }
        auto active = m_batch.active();
        if (active.empty())
            return {};
        if (auto committed = m_ledger.commitPlans(m_batch, active); !committed)
            return committed;
        if (auto found = find(); !found)
            return found;
        // What was adopted changes the plan: an order that is there already needs no new customer. Plan again before sending.
        active = m_batch.active();
        if (std::any_of(active.begin(), active.end(), [](const RecordWork* record) { return record->stale; }))
            continue;
        for (RecordWork* record : active)
            review(*record);
        SendWaves waves(m_ledger, m_flow, m_context, m_batch);
        if (auto sent = waves.run(); !sent)
            return sent;
        if (waves.trouble())
            m_progress.trouble = waves.trouble();
        if (auto seen = readBack(); !seen)
            return fail(seen.error());
        for (RecordWork* record : m_batch.active())
            settle(*record);
    }
    return {};
}

void RecordRunner::endAll(const Error& error)
{
    if (isShared(error.kind))
        m_progress.trouble = error;
    for (RecordWork* record : m_batch.active())
        endWith(*record, error, m_ledger.clock().nowMs());
}

/// A body erased by retention is fetched again before anything is planned from it.
Result<void> RecordRunner::restoreContent()
{
    flows::FetchRequest request;
    for (const RecordWork* record : m_batch.active()) {
        if (record->contentErased)
            request.keys << record->row.key;
    }
    if (request.keys.isEmpty())
        return {};
    const qint64 startedAt = m_ledger.clock().nowMs();
    auto page = m_flow.fetch({}, request, m_context);
    for (RecordWork* record : m_batch.active()) {
        if (!record->contentErased)
            continue;
        if (!page) {
            RecordWork* const one[] = {record};
            if (auto noted = m_ledger.recordFailure(one, QStringLiteral("fetch"), page.error(), startedAt); !noted)
                return noted;
            endWith(*record, page.error(), m_ledger.clock().nowMs());
            continue;
        }
        const auto item = std::find_if(page->items.begin(), page->items.end(),
                                       [&](const flows::SourceItem& i) { return i.key == record->row.key; });
        if (item == page->items.end()) {
            endWith(*record,
                    Error::make(ErrorKind::NotYet, Words::tr("Its content was deleted after the retention time and could not be "
                                                             "read again.")),
                    m_ledger.clock().nowMs());
            continue;
        }
        record->record.content = item->content;
        record->contentErased = false;
    }
    return {};
}

/// Writes whose outcome is unknown come first: nothing is planned or sent for a record before they are settled.
Result<void> RecordRunner::settleChecks()
{
    std::vector<Ledger::Sighting> sightings;
    for (RecordWork* record : m_batch.active()) {
        for (const db::CommandRow& row : record->rows) {
            if (row.state != db::CommandState::Checking)
                continue;
            const auto [it, isNew] = m_batch.commands.try_emplace(row.key);
            if (!isNew)
                continue;
            CommandWork& work = it->second;
            work.row = row;
            work.bodyHash = row.bodyHash;
            work.command.target = row.target;
            work.command.key = row.key;
            work.command.operation = row.operation;
            work.command.type = row.type;
            work.command.fingerprint = row.fingerprint;
            work.command.sentAtMs = row.lastSentAt.value_or(1);
            if (const auto body = record->sentBodies.find(row.key); body != record->sentBodies.end())
                work.command.body = body->second;
            sightings.push_back({&work, record, std::nullopt});
        }
    }
    if (auto searched = search(std::move(sightings)); !searched)
        return searched;

    const qint64 now = m_ledger.clock().nowMs();
    for (RecordWork* record : m_batch.active()) {
        for (const db::CommandRow& row : record->rows) {
            const auto command = m_batch.commands.find(row.key);
            if (command == m_batch.commands.end() || command->second.row.state != db::CommandState::Checking)
                continue;
            const qint64 lastSent = command->second.row.lastSentAt.value_or(0);
            if (!RetryPolicy::mayResend(lastSent, now) && record->isActive())
                endChecking(*record, lastSent, now);
        }
    }
    return {};
}

/// False when nothing is left to plan.
Result<bool> RecordRunner::lookUp()
{
    const auto active = m_batch.active();
    if (active.empty())
        return false;
    std::vector<flows::Record> records;
    for (const RecordWork* record : active) {
        records.push_back(record->record);
        records.back().receipts = record->receipts;
        records.back().sentBodies = record->sentBodies;
    }
    const qint64 startedAt = m_ledger.clock().nowMs();
    auto known = m_flow.lookUp(records, m_context);
    if (known) {
        m_batch.lookups.push_back(std::move(*known));
        return true;
    }
    if (auto noted = m_ledger.recordFailure(active, QStringLiteral("look-up"), known.error(), startedAt); !noted)
        return fail(noted.error());
    if (isShared(known.error().kind) || active.size() == 1) {
        endAll(known.error());
        return false;
    }
    // One of them is refused: ask for each alone, so that it does not hold up the others.
    for (RecordWork* record : active) {
        auto alone = m_flow.lookUp(std::span<const flows::Record>(&record->record, 1), m_context);
        if (!alone) {
            endWith(*record, alone.error(), m_ledger.clock().nowMs());
            continue;
        }
        record->lookup = m_batch.lookups.size();
        m_batch.lookups.push_back(std::move(*alone));
    }
    return true;
}

Result<flows::Plan> RecordRunner::planOnce(const RecordWork& work, const std::map<QString, Json>& observed) const
{
    const flows::PlanContext context{m_context.configuration, m_context.store, m_context.flow,  m_batch.lookups.at(work.lookup),
                                     work.receipts,           observed,        work.sentBodies, m_context.account};
    return m_flow.plan(work.record, context);
}

void RecordRunner::plan(RecordWork& work)
{
    const qint64 now = m_ledger.clock().nowMs();
    auto planned = planOnce(work, work.observed);
    if (!planned) {
        endWith(work, planned.error(), now);
        return;
    }
    work.plan = std::move(*planned);
    work.stale = false;
    if (!work.plan.skipReason.isEmpty() || !work.plan.waitingReason.isEmpty()) {
        Ending ending;
        ending.state = work.plan.skipReason.isEmpty() ? db::RecordState::Waiting : db::RecordState::Skipped;
        ending.reason = work.plan.skipReason.isEmpty() ? work.plan.waitingReason : work.plan.skipReason;
        ending.dueAt = work.plan.waitUntilMs;
        work.ending = std::move(ending);
        return;
    }
    QSet<QString> keys;
    for (const flows::Command& command : work.plan.commands) {
        if (!isKey(command.key) || keys.contains(command.key)) {
            endWith(work,
                    Error::make(ErrorKind::Defect, Words::tr("The plan has a key that cannot be used: %1").arg(command.key), {},
                                QStringLiteral("bad-key")),
                    now);
            return;
        }
        keys.insert(command.key);
    }
    applyEdit(work);
    if (!work.isActive())
        return;
    work.keys.clear();
    for (flows::Command& command : work.plan.commands) {
        work.keys.push_back(command.key);
        if (command.remoteId.isEmpty() && command.operation == QStringLiteral("patch") && !command.dependsOn.empty()) {
            if (const auto receipt = work.receipts.find(command.dependsOn.front()); receipt != work.receipts.end())
                command.remoteId = receipt->second.remoteId;
        }
    }
    work.planHash = planHash(work.plan.commands);
    if (const flows::Command* main = mainCommand(work.plan.commands)) {
        work.mainWasDone = std::any_of(work.rows.begin(), work.rows.end(), [&](const db::CommandRow& row) {
            return row.key == main->key && row.state == db::CommandState::Done;
        });
    }
}

void RecordRunner::applyEdit(RecordWork& work)
{
    const flows::Command* main = mainCommand(work.plan.commands);
    if (work.record.edit.isNull() || !main || work.receipts.contains(main->key))
        return;
    const qint64 now = m_ledger.clock().nowMs();
    if (work.row.editBase != work.row.revision) {
        endWith(work,
                Error::make(ErrorKind::Conflict, Words::tr("The order changed at Amazon after it was edited here by hand."),
                            Words::tr("Look at the order again, then save the edit once more or take it back."),
                            QStringLiteral("stale-edit")),
                now);
        return;
    }
    if (auto allowed = HandEdit::check(work.record.edit, main->body); !allowed) {
        endWith(work, allowed.error(), now);
        return;
    }
    if (m_flow.spec().appliesEdit)
        return;
    for (flows::Command& command : work.plan.commands) {
        if (&command != main)
            continue;
        command.body = HandEdit::merge(command.body, work.record.edit);
        for (const auto& [field, value] : work.record.edit.members())
            command.origins.emplace_back(field, Words::tr("Edited by hand"));
    }
}

std::vector<flows::Command> RecordRunner::commandsNeedingApproval(const RecordWork& work) const
{
    std::vector<flows::Command> unsent;
    for (const flows::Command& command : work.plan.commands) {
        if (!m_batch.commands.at(command.key).isFrozen())
            unsent.push_back(command);
    }
    return unsent;
}

void RecordRunner::review(RecordWork& work)
{
    const std::vector<flows::Command> unsent = commandsNeedingApproval(work);
    QString reason = m_gate.reason(work.plan, unsent);
    if (reason.isEmpty() || (!m_scope.planOnly && work.row.approvedHash == work.planHash && !work.planHash.isEmpty()))
        return;
    const bool wasApproved = m_context.flow.mode == config::FlowMode::Preview && !work.row.approvedHash.isEmpty();
    if (!m_scope.planOnly && wasApproved && followsFromTotals(work, unsent))
        return;
    Ending ending;
    if (m_scope.planOnly && work.row.approvedHash == work.planHash) {
        // Approved already: left for a run that may write. Due when this run ends (RecordWrites::endPlanning), not while it
        // plans.
        ending.dueAt = m_ledger.clock().nowMs() + kAfterPlanningMs;
        work.ending = std::move(ending);
        return;
    }
    ending.state = db::RecordState::Review;
    ending.reason = QStringLiteral("approval");
    ending.note = std::move(reason);
    work.ending = std::move(ending);
}

/// What NetSuite's own totals make necessary belongs to the document that was approved: it would not be planned without them, and
/// everything else of the plan was written.
bool RecordRunner::followsFromTotals(const RecordWork& work, std::span<const flows::Command> unsent) const
{
    if (work.observed.empty())
        return false;
    const auto before = planOnce(work, {});
    if (!before)
        return false;
    return std::all_of(unsent.begin(), unsent.end(), [&](const flows::Command& command) {
        const bool plannedAnyway = std::any_of(before->commands.begin(), before->commands.end(),
                                               [&](const flows::Command& other) { return other.key == command.key; });
        return command.operation == QStringLiteral("patch") && !command.closesLines && !plannedAnyway;
    });
}

/// Before a first send, and again after a definite refusal: is it there already?
Result<void> RecordRunner::find()
{
    std::vector<Ledger::Sighting> sightings;
    QSet<QString> seen;
    for (RecordWork* record : m_batch.active()) {
        for (const QString& key : record->keys) {
            CommandWork& command = m_batch.commands.at(key);
            if (command.isFrozen() || command.absent || seen.contains(key))
                continue;
            seen.insert(key);
            sightings.push_back({&command, record, std::nullopt});
        }
    }
    return search(std::move(sightings));
}

Result<void> RecordRunner::search(std::vector<Ledger::Sighting> sightings)
{
    if (sightings.empty())
        return {};
    std::vector<flows::Command> commands;
    commands.reserve(sightings.size());
    for (const Ledger::Sighting& sighting : sightings)
        commands.push_back(sighting.command->command);
    const qint64 startedAt = m_ledger.clock().nowMs();
    auto found = m_flow.find(commands, m_context);
    const auto waitsFor = [&](const RecordWork& record, const QString& key) {
        const bool planned = std::find(record.keys.begin(), record.keys.end(), key) != record.keys.end();
        return planned || std::any_of(record.rows.begin(), record.rows.end(), [&](const auto& row) { return row.key == key; });
    };
    if (!found) {
        std::vector<RecordWork*> affected;
        for (RecordWork* record : m_batch.active()) {
            if (std::any_of(sightings.begin(), sightings.end(),
                            [&](const auto& s) { return waitsFor(*record, s.command->command.key); }))
                affected.push_back(record);
        }
        if (auto noted = m_ledger.recordFailure(affected, QStringLiteral("find"), found.error(), startedAt); !noted)
            return noted;
        if (isShared(found.error().kind))
            m_progress.trouble = found.error();
        for (RecordWork* record : affected) {
            endWith(*record, found.error(), m_ledger.clock().nowMs());
            const bool unknown = std::any_of(record->rows.begin(), record->rows.end(),
                                             [](const auto& row) { return row.state == db::CommandState::Checking; });
            if (unknown && record->ending->state == db::RecordState::Waiting)
                record->ending->reason = QStringLiteral("checking"); // it still is: the look-up failed, not the write
        }
        return {};
    }
    for (Ledger::Sighting& sighting : sightings) {
        const QString& key = sighting.command->command.key;
        const auto it = std::find_if(found->begin(), found->end(), [&](const flows::Found& f) { return f.commandKey == key; });
        if (it == found->end())
            sighting.command->absent = true;
        else
            sighting.found = std::move(*it);
    }
    if (auto saved = m_ledger.recordSightings(sightings, startedAt); !saved)
        return saved;
    for (const Ledger::Sighting& sighting : sightings) {
        if (!sighting.found)
            continue;
        const QString& key = sighting.command->command.key;
        for (RecordWork* record : m_batch.active()) {
            if (!waitsFor(*record, key))
                continue;
            if (sighting.found->matches) {
                record->receipts[key] = {sighting.found->remoteId, sighting.found->remoteName, sighting.command->row.outcome};
                record->sentBodies[key] = sighting.command->command.body;
                if (!sighting.found->observed.isNull())
                    record->observed[key] = sighting.found->observed;
                record->stale = true;
                continue;
            }
            if (sighting.found->askAgainAtMs) {
                Ending ending;
                ending.state = db::RecordState::Waiting;
                ending.reason = QStringLiteral("accepted");
                ending.dueAt = sighting.found->askAgainAtMs;
                record->ending = std::move(ending);
                continue;
            }
            if (sighting.found->refused) {
                endWith(*record, *sighting.found->refused, m_ledger.clock().nowMs());
                continue;
            }
            endWith(
                *record,
                Error::make(ErrorKind::Conflict,
                            Words::tr("It is in the target already, as %1, but differs: %2")
                                .arg(sighting.found->remoteName.isEmpty() ? sighting.found->remoteId : sighting.found->remoteName,
                                     sighting.found->difference),
                            Words::tr("Compare the two. Correct or delete the document there, then try again; or dismiss this "
                                      "record."),
                            QStringLiteral("differs")),
                m_ledger.clock().nowMs());
        }
    }
    return {};
}

/// True when something new was seen.
Result<bool> RecordRunner::readBack()
{
    std::vector<flows::Command> commands;
    std::map<QString, flows::Receipt> receipts;
    for (const RecordWork* record : m_batch.active()) {
        for (const flows::Command& command : record->plan.commands) {
            const CommandWork& work = m_batch.commands.at(command.key);
            if (!command.readBack || !work.isDone() || record->observed.contains(command.key) || receipts.contains(command.key))
                continue;
            receipts[command.key] = {work.row.remoteId, work.row.remoteName, work.row.outcome};
            commands.push_back(command);
        }
    }
    if (commands.empty())
        return false;
    const qint64 startedAt = m_ledger.clock().nowMs();
    auto seen = m_flow.readBack(commands, receipts, m_context);
    std::vector<RecordWork*> affected;
    for (RecordWork* record : m_batch.active()) {
        if (std::any_of(record->keys.begin(), record->keys.end(), [&](const QString& key) { return receipts.contains(key); }))
            affected.push_back(record);
    }
    if (!seen) {
        if (isShared(seen.error().kind))
            m_progress.trouble = seen.error();
        if (auto noted = m_ledger.recordFailure(affected, QStringLiteral("read-back"), seen.error(), startedAt); !noted)
            return fail(noted.error());
        for (RecordWork* record : affected)
            endWith(*record, seen.error(), m_ledger.clock().nowMs());
        return false;
    }
    std::map<QString, Json> shown = *seen;
    std::erase_if(shown, [](const auto& one) { return one.second.isNull(); });
    if (auto saved = m_ledger.recordObserved(m_batch, shown); !saved)
        return fail(saved.error());
    for (RecordWork* record : affected) {
        for (const QString& key : record->keys) {
            if (!receipts.contains(key))
                continue;
            const auto it = seen->find(key);
            if (it != seen->end() && !it->second.isNull()) {
                record->observed[key] = it->second;
                record->stale = true;
                continue;
            }
            const bool wasAsked = it == seen->end();
            Error error =
                wasAsked ? Error::make(ErrorKind::NotYet, Words::tr("The document was written but cannot be read back yet."))
                         : Error::make(ErrorKind::RateLimited, Words::tr("The document was written and is read back later."));
            error.retryAtMs = m_ledger.clock().nowMs() + RetryPolicy::kFirstPauseMs;
            endWith(*record, error, m_ledger.clock().nowMs());
        }
    }
    return true;
}

void RecordRunner::settle(RecordWork& work)
{
    const bool complete =
        std::all_of(work.keys.begin(), work.keys.end(), [&](const QString& key) { return m_batch.commands.at(key).isDone(); });
    if (!complete || work.stale)
        return;
    Ending ending;
    ending.state = db::RecordState::Done;
    const flows::Command* main = mainCommand(work.plan.commands);
    if (!work.plan.doneReason.isEmpty())
        ending.reason = work.plan.doneReason;
    else if (work.mainWasDone && work.wrote)
        ending.reason = QStringLiteral("updated");
    else if (main)
        ending.reason = m_batch.commands.at(main->key).row.outcome;
    work.ending = std::move(ending);
}

} // namespace causeway::engine
