// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Ledger.h"

#include <algorithm>

#include "db/AttemptWrites.h"
#include "db/CommandWrites.h"
#include "db/OrderFactWrites.h"
#include "db/PayloadTable.h"
#include "db/RecordTable.h"
#include "db/RecordWrites.h"
#include "engine/Endings.h"
#include "engine/PlanHash.h"
#include "engine/RetryPolicy.h"

namespace causeway::engine {

namespace {
/// After this time a request that was sent takes effect no more (reliability.md: absent 16 minutes after the last byte).
constexpr qint64 kNoMoreEffectMs = 16LL * 60'000;
const QString kPoison = QStringLiteral("poison");
constexpr int kAttemptsLookedAt = 50;

/// Keeps the first error of a row of steps.
template<class T>
bool keep(const Result<T>& result, Result<void>& outcome)
{
    if (!result && outcome)
        outcome = fail(result.error());
    return result.has_value();
}

int countCrashes(const std::vector<db::AttemptRow>& newestFirst)
{
    int crashes = 0;
    for (const db::AttemptRow& attempt : newestFirst) {
        if (attempt.outcome == kPoison)
            break;
        if (attempt.step == QStringLiteral("send") && attempt.outcome == QStringLiteral("interrupted"))
            ++crashes;
    }
    return crashes;
}
} // namespace

Result<std::vector<RecordWork>> Ledger::claim(const Claim& claim)
{
    const qint64 now = m_clock.nowMs();
    auto rows = m_database.write([&](db::Transaction& tx) {
        return db::RecordWrites(tx).claim(claim.flow, claim.store, m_epoch, claim.limit, now, claim.run);
    });
    if (!rows)
        return fail(rows.error());
    if (rows->empty())
        return std::vector<RecordWork>();
    return m_database.read([&](db::Connection& connection) -> Result<std::vector<RecordWork>> {
        std::vector<RecordWork> records;
        for (db::RecordRow& row : *rows) {
            RecordWork& work = records.emplace_back();
            work.row = std::move(row);
            // One record that cannot be read must not hold up the others.
            if (auto loaded = load(connection, work); !loaded)
                endWith(
                    work,
                    Error::make(ErrorKind::Defect, loaded.error().message, loaded.error().remedy, QStringLiteral("unreadable")),
                    now);
        }
        return records;
    });
}

Result<void> Ledger::load(db::Connection& connection, RecordWork& work) const
{
    work.record.key = work.row.key;
    work.record.orderId = work.row.order;
    work.record.store = work.row.store;
    work.record.sourceUpdatedAtMs = work.row.sourceUpdatedAt;
    work.record.firstSeenMs = work.row.createdAt;
    auto content = m_payloads.open(connection, work.row.payload);
    if (!content)
        return fail(content.error());
    work.contentErased = !content->has_value();
    work.record.content = content->value_or(QByteArray());
    if (auto payload = db::PayloadReads(connection).find(work.row.payload); payload && *payload)
        work.purgeAtMs = (*payload)->purgeAt;
    auto edit = m_payloads.open(connection, work.row.editPayload);
    if (!edit)
        return fail(edit.error());
    if (edit->has_value()) {
        auto patch = Json::parse(**edit);
        if (!patch)
            return fail(patch.error());
        work.record.edit = std::move(*patch);
    }

    auto commands = db::RecordReads(connection).commands(work.row.id);
    if (!commands)
        return fail(commands.error());
    bool wasSent = false;
    for (const db::CommandRow& row : *commands) {
        wasSent = wasSent || (row.sends > 0 && row.state != db::CommandState::Done);
        if (row.state != db::CommandState::Done && row.state != db::CommandState::Checking)
            continue;
        auto bytes = m_payloads.open(connection, row.body);
        if (!bytes)
            return fail(bytes.error());
        if (bytes->has_value()) {
            auto body = Json::parse(**bytes);
            if (!body)
                return fail(body.error());
            work.sentBodies[row.key] = std::move(*body);
        }
        if (row.state != db::CommandState::Done)
            continue;
        work.receipts[row.key] = {row.remoteId, row.remoteName, row.outcome};
        if (!row.observed.isNull())
            work.observed[row.key] = row.observed;
    }
    work.rows = std::move(*commands);
    if (wasSent) {
        auto attempts = db::RecordReads(connection).attempts(work.row.id, kAttemptsLookedAt);
        if (!attempts)
            return fail(attempts.error());
        work.crashes = countCrashes(*attempts);
    }
    return {};
}

Result<void> Ledger::commitPlans(Batch& batch, std::span<RecordWork* const> records)
{
    if (records.empty())
        return {};
    const qint64 now = m_clock.nowMs();
    Batch planned; // commands as this transaction makes them; the batch takes them over once it is committed
    planned.commands = batch.commands;
    auto committed = m_database.write([&](db::Transaction& tx) -> Result<void> {
        for (RecordWork* record : records) {
            if (auto one = commitPlan(tx, planned, *record, now); !one)
                return one;
        }
        return {};
    });
    if (!committed)
        return committed;
    batch.commands = std::move(planned.commands);
    for (RecordWork* record : records) {
        for (const QString& key : record->keys) {
            const CommandWork& command = batch.commands.at(key);
            if (!command.isDone() || record->receipts.contains(key))
                continue;
            record->receipts[key] = {command.row.remoteId, command.row.remoteName, command.row.outcome};
            record->sentBodies[key] = command.command.body;
            if (!command.row.observed.isNull())
                record->observed[key] = command.row.observed;
            record->stale = true; // another record made it: plan again knowing that
        }
    }
    return {};
}

Result<void> Ledger::commitPlan(db::Transaction& tx, Batch& batch, RecordWork& work, qint64 now)
{
    db::CommandWrites commands(tx);
    std::vector<CommandId> newest;
    int position = 0;
    for (const flows::Command& command : work.plan.commands) {
        db::PlannedCommand planned{command.target,         command.key, command.operation,   command.type,
                                   bodyHash(command.body), {},          command.fingerprint, position++};
        auto present = commands.find(command.target, command.key);
        if (!present)
            return fail(present.error());
        const auto known = batch.commands.find(command.key);
        const bool sharedHere =
            known != batch.commands.end() && !known->second.isFrozen() && known->second.body.isValid() && *present &&
            (*present)->body == known->second.body && known->second.bodyHash != planned.bodyHash &&
            std::find_if(work.rows.begin(), work.rows.end(), [&](const auto& row) { return row.key == command.key; }) ==
                work.rows.end();
        if (sharedHere) {
            planned.bodyHash = known->second.bodyHash; // two orders of one new customer: the first one's words count
            planned.fingerprint = known->second.command.fingerprint;
        }
        const bool frozen =
            *present && ((*present)->state == db::CommandState::Done || (*present)->state == db::CommandState::Checking ||
                         (*present)->state == db::CommandState::Sent);
        const bool same = *present && (*present)->bodyHash == planned.bodyHash && (*present)->body.isValid();
        if (!frozen && !same) {
            auto payload = m_payloads.put(tx, command.body.toBytes(), command.personal, work.purgeAtMs, now);
            if (!payload)
                return fail(payload.error());
            planned.body = *payload;
        }
        auto row = commands.plan(work.row.id, planned, now);
        if (!row)
            return fail(row.error());
        newest.push_back(row->id);

        const auto [it, isNew] = batch.commands.try_emplace(command.key);
        CommandWork& shared = it->second;
        shared.row = *row;
        if (!frozen && !sharedHere) {
            if (shared.bodyHash != row->bodyHash)
                shared.absent = false;
            shared.command = command;
            if (auto origins = commands.setOrigins(row->id, command.origins); !origins)
                return origins;
        } else if (isNew || shared.command.body.isNull()) {
            shared.command = command;
            auto bytes = m_payloads.open(tx, row->body);
            if (!bytes)
                return fail(bytes.error());
            shared.command.body = Json();
            if (bytes->has_value()) {
                auto body = Json::parse(**bytes);
                if (!body)
                    return fail(body.error());
                shared.command.body = std::move(*body);
            }
            shared.command.fingerprint = row->fingerprint;
        } else if (frozen) {
            // Known from its rows only until now: what a row does not hold comes from the plan.
            shared.command.dependsOn = command.dependsOn;
            shared.command.remoteId = command.remoteId;
            shared.command.readBack = command.readBack;
        }
        shared.bodyHash = row->bodyHash;
        shared.body = row->body;
    }
    if (auto dropped = commands.dropStaleLinks(work.row.id, newest); !dropped)
        return dropped;
    for (const auto& [sku, item] : work.plan.skus.members()) {
        if (auto noted = db::SkuSeenWrites(tx).resolved(work.row.store, sku, item[u"item"].toString(), item[u"name"].toString(),
                                                        item[u"by"].toString());
            !noted)
            return noted;
    }
    db::RecordWrites records(tx);
    if (auto set = records.setPlan(work.row.id, m_epoch, work.planHash, now); !set)
        return set;
    if (!work.plan.variance.isNull() || !work.row.variance.isNull())
        return records.setVariance(work.row.id, m_epoch, work.plan.variance, work.plan.varianceOver, now);
    return {};
}

Result<void> Ledger::recordSightings(std::span<const Sighting> sightings, qint64 startedAtMs)
{
    const qint64 now = m_clock.nowMs();
    const auto outcomeOf = [](const Sighting& s) {
        if (s.command->row.sends == 0)
            return QStringLiteral("already-there");
        return s.command->command.operation == QStringLiteral("create") ? QStringLiteral("created") : QStringLiteral("updated");
    };
    auto saved = m_database.write([&](db::Transaction& tx) -> Result<void> {
        for (const Sighting& sighting : sightings) {
            const db::CommandRow& row = sighting.command->row;
            const bool adopt = sighting.found && sighting.found->matches;
            db::AttemptWrites::Finish finish;
            const bool refused = sighting.found && sighting.found->refused;
            finish.outcome = adopt                                            ? QStringLiteral("adopted")
                             : refused                                        ? toString(sighting.found->refused->kind)
                             : sighting.found && sighting.found->askAgainAtMs ? QStringLiteral("accepted")
                             : sighting.found                                 ? QStringLiteral("conflict")
                                                                              : QStringLiteral("absent");
            if (refused)
                finish.message = sighting.found->refused->message;
            else if (sighting.found) // of what was adopted: a remark
                finish.message = sighting.found->difference;
            auto noted = db::AttemptWrites(tx).note(
                {QStringLiteral("find"), sighting.owner->row.id, row.id, sighting.owner->row.run, {}, m_epoch}, finish,
                startedAtMs);
            if (!noted)
                return fail(noted.error());
            db::CommandWrites commands(tx);
            if (refused && row.state == db::CommandState::Checking) {
                if (auto ended = commands.absent(row.id, now); !ended) // it had no effect: another body may follow
                    return ended;
            }
            if (!adopt)
                continue;
            if (auto receipt = commands.receipt(row.id, m_epoch, sighting.found->remoteId, sighting.found->remoteName,
                                                outcomeOf(sighting), now);
                !receipt)
                return receipt;
            if (!sighting.found->observed.isNull()) {
                if (auto seen = commands.setObserved(row.id, sighting.found->observed, sighting.found->remoteName, now); !seen)
                    return seen;
            }
        }
        return {};
    });
    if (!saved)
        return saved;
    for (const Sighting& sighting : sightings) {
        if (sighting.found && sighting.found->refused && sighting.command->row.state == db::CommandState::Checking)
            sighting.command->row.state = db::CommandState::Refused;
        if (!sighting.found || !sighting.found->matches)
            continue;
        db::CommandRow& row = sighting.command->row;
        row.outcome = outcomeOf(sighting);
        row.state = db::CommandState::Done;
        row.remoteId = sighting.found->remoteId;
        row.remoteName = sighting.found->remoteName;
        row.observed = sighting.found->observed;
    }
    return {};
}

Result<void> Ledger::recordFailure(std::span<RecordWork* const> records, const QString& step, const Error& error,
                                   qint64 startedAtMs)
{
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        for (const RecordWork* record : records) {
            db::AttemptWrites::Finish finish{toString(error.kind), error.httpStatus, error.requestId, error.message, {}};
            auto noted =
                db::AttemptWrites(tx).note({step, record->row.id, {}, record->row.run, {}, m_epoch}, finish, startedAtMs);
            if (!noted)
                return fail(noted.error());
        }
        return {};
    });
}

Result<void> Ledger::exchange(std::span<Send> ended, std::span<Send> next)
{
    if (ended.empty() && next.empty())
        return {};
    const qint64 now = m_clock.nowMs();
    auto committed = m_database.write([&](db::Transaction& tx) -> Result<void> {
        for (const Send& send : ended) {
            if (auto stored = storeOutcome(tx, send, now); !stored)
                return stored;
            if (send.owner->ending && !send.owner->isFinished) {
                if (auto stored = storeEnding(tx, *send.owner, now); !stored)
                    return stored;
            }
        }
        for (Send& send : next) {
            send.attempt = {};
            if (auto stored = storeIntent(tx, send, now); !stored)
                return stored;
        }
        return {};
    });
    if (!committed)
        return committed;
    for (const Send& send : ended)
        send.owner->isFinished = send.owner->ending.has_value();
    for (const Send& send : next) {
        if (!send.attempt.isValid())
            continue;
        db::CommandRow& row = send.command->row;
        row.state = db::CommandState::Sent;
        row.sends += 1;
        row.lastSentAt = send.startedAtMs;
    }
    return {};
}

Result<void> Ledger::storeIntent(db::Transaction& tx, Send& send, qint64 now)
{
    db::CommandWrites commands(tx);
    CommandWork& work = *send.command;
    auto present = commands.find(work.row.id);
    if (!present)
        return fail(present.error());
    if (*present && (*present)->bodyHash != work.bodyHash) {
        // Another record planned the shared command since; what is stored must be what is sent.
        db::PlannedCommand planned{work.command.target, work.command.key, work.command.operation,   work.command.type,
                                   work.bodyHash,       work.body,        work.command.fingerprint, work.row.position};
        auto row = commands.plan(send.owner->row.id, planned, now);
        if (!row)
            return fail(row.error());
        if (row->bodyHash != work.bodyHash)
            return {}; // it left the computer meanwhile
    }
    const CommandId ids[] = {work.row.id};
    auto marked = commands.markSent(ids, m_epoch, now);
    if (!marked)
        return fail(marked.error());
    if (marked->empty())
        return {};
    auto attempt = db::AttemptWrites(tx).start(
        {QStringLiteral("send"), send.owner->row.id, work.row.id, send.owner->row.run, work.body, m_epoch}, now);
    if (!attempt)
        return fail(attempt.error());
    send.attempt = *attempt;
    send.startedAtMs = now;
    return {};
}

Result<void> Ledger::storeOutcome(db::Transaction& tx, const Send& send, qint64 now)
{
    const db::CommandRow& row = send.command->row;
    db::CommandWrites commands(tx);
    Result<void> moved;
    switch (row.state) {
    case db::CommandState::Done:
        keep(commands.receipt(row.id, m_epoch, row.remoteId, row.remoteName, row.outcome, now), moved);
        break;
    case db::CommandState::Planned:
        keep(commands.notExecuted(row.id, m_epoch, now), moved);
        break;
    case db::CommandState::Refused:
        keep(commands.refused(row.id, m_epoch, now), moved);
        break;
    case db::CommandState::Checking:
    case db::CommandState::Sent:
        keep(commands.checking(row.id, m_epoch, now), moved);
        break;
    }
    if (!moved)
        return moved;
    db::AttemptWrites::Finish finish;
    finish.outcome = QStringLiteral("ok");
    if (const auto* error = send.outcome ? std::get_if<Error>(&*send.outcome) : nullptr) {
        finish.outcome = toString(error->kind);
        finish.httpStatus = error->httpStatus;
        finish.requestId = error->requestId;
        finish.message = error->message;
    }
    return db::AttemptWrites(tx).finish(send.attempt, finish, now);
}

Result<void> Ledger::recordObserved(Batch& batch, const std::map<QString, Json>& observed)
{
    const qint64 now = m_clock.nowMs();
    auto saved = m_database.write([&](db::Transaction& tx) -> Result<void> {
        for (const auto& [key, facts] : observed) {
            const auto command = batch.commands.find(key);
            if (command == batch.commands.end())
                continue;
            if (auto seen = db::CommandWrites(tx).setObserved(command->second.row.id, facts, facts[u"name"].toString(), now);
                !seen)
                return seen;
        }
        return {};
    });
    if (!saved)
        return saved;
    for (const auto& [key, facts] : observed) {
        if (const auto command = batch.commands.find(key); command != batch.commands.end())
            command->second.row.observed = facts;
    }
    return {};
}

Result<void> Ledger::finish(std::span<RecordWork* const> records)
{
    if (records.empty())
        return {};
    const qint64 now = m_clock.nowMs();
    auto committed = m_database.write([&](db::Transaction& tx) -> Result<void> {
        for (const RecordWork* record : records) {
            if (auto stored = storeEnding(tx, *record, now); !stored)
                return stored;
        }
        return {};
    });
    if (committed) {
        for (RecordWork* record : records)
            record->isFinished = true;
    }
    return committed;
}

Result<void> Ledger::storeEnding(db::Transaction& tx, const RecordWork& work, qint64 now)
{
    db::RecordWrites records(tx);
    const RecordId id = work.row.id;
    const Ending& ending = *work.ending;
    if (work.isPoison) {
        auto noted = db::AttemptWrites(tx).note({QStringLiteral("plan"), id, {}, work.row.run, {}, m_epoch},
                                                {kPoison, 0, {}, {}, {}}, now);
        if (!noted)
            return fail(noted.error());
    }
    switch (ending.state) {
    case db::RecordState::Done: {
        // A change that took effect although its answer was lost: the next plan sees nothing left to change and names it no more.
        auto unheard = db::CommandWrites(tx).endSuperseded(id, now - kNoMoreEffectMs, now);
        if (!unheard)
            return fail(unheard.error());
        if (!*unheard)
            return records.done(id, m_epoch, ending.reason, now);
        db::RecordWrites::Wait wait;
        wait.reason = QStringLiteral("checking");
        wait.dueAt = std::max(now, **unheard) + kNoMoreEffectMs;
        wait.checks = work.row.checks + 1;
        return records.wait(id, m_epoch, wait, now);
    }
    case db::RecordState::Skipped:
        return records.skip(id, m_epoch, ending.reason, now);
    case db::RecordState::Review:
        return records.review(id, m_epoch, work.planHash, ending.reason, ending.note, now);
    case db::RecordState::Error:
        return records.error(id, m_epoch, ending.error.value_or(Error{}), now);
    case db::RecordState::Waiting: {
        const bool checking = ending.reason == QStringLiteral("checking");
        db::RecordWrites::Wait wait;
        wait.reason = ending.reason;
        wait.dueAt = ending.dueAt;
        // The table counts a try when the error's kind says so; one that another record ran into is not counted twice.
        if (ending.error && (ending.usesAttempt || !dispositionOf(ending.error->kind).usesAttempt))
            wait.error = ending.error;
        wait.checks = checking ? work.row.checks + 1 : 0;
        return records.wait(id, m_epoch, wait, now);
    }
    case db::RecordState::Ready:
    case db::RecordState::Running:
        break;
    }
    return records.release(id, m_epoch, ending.dueAt.value_or(now), now);
}

} // namespace causeway::engine
