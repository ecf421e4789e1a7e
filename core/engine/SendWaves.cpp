// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SendWaves.h"

#include <algorithm>

#include <QCoreApplication>
#include <QSet>

#include "engine/Endings.h"
#include "engine/RetryPolicy.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::SendWaves)
};

bool stopsTheBatch(ErrorKind kind)
{
    return kind == ErrorKind::Auth || kind == ErrorKind::Cancelled || kind == ErrorKind::Storage;
}

/// One of these is chance; several in a row are a quota used up, or an outage.
bool mayPass(ErrorKind kind)
{
    return kind == ErrorKind::RateLimited || kind == ErrorKind::Unavailable;
}
} // namespace

Result<void> SendWaves::run()
{
    for (;;) {
        auto wave = nextWave();
        if (wave.empty())
            break;
        if (auto sent = sendWave(std::move(wave)); !sent)
            return sent;
        if (m_trouble)
            break;
    }
    // Whoever still waits for a command was stopped by another record or worker, not by itself.
    for (RecordWork* record : m_batch.active()) {
        const bool open = std::any_of(record->keys.begin(), record->keys.end(),
                                      [&](const QString& key) { return !m_batch.commands.at(key).isDone(); });
        if (!open)
            continue;
        if (m_trouble)
            putBack(*record, *m_trouble, m_ledger.clock().nowMs());
        else
            putOff(*record);
    }
    return m_ledger.exchange(m_ended, {});
}

/// Another worker has it on the wire, or another record of this batch failed with it: ready again in a moment.
void SendWaves::putOff(RecordWork& record)
{
    Ending ending;
    ending.state = db::RecordState::Ready;
    ending.dueAt = m_ledger.clock().nowMs() + kOtherWorkerMs;
    record.ending = std::move(ending);
}

bool SendWaves::isSendable(RecordWork& record, const QString& key)
{
    CommandWork& command = m_batch.commands.at(key);
    const qint64 now = m_ledger.clock().nowMs();
    if (command.row.state == db::CommandState::Checking) {
        if (!command.absent || !RetryPolicy::mayResend(command.row.lastSentAt.value_or(0), now)) {
            endChecking(record, command.row.lastSentAt.value_or(now), now);
            return false;
        }
        if (command.command.body.isNull()) {
            endWith(record,
                    Error::make(ErrorKind::Defect,
                                Words::tr("The body that was sent with an unknown outcome was deleted meanwhile."),
                                Words::tr("Look at the target for the document; dismiss this record if it is there."),
                                QStringLiteral("body-erased")),
                    now);
            return false;
        }
    } else if (command.row.state != db::CommandState::Planned || !command.absent) {
        return false;
    }
    const auto isThere = [&](const QString& needed) { return record.receipts.contains(needed); };
    if (!std::all_of(command.command.dependsOn.begin(), command.command.dependsOn.end(), isThere))
        return false;
    if (record.crashes >= kPoisonCrashes) {
        record.isPoison = true;
        endWith(record,
                Error::make(ErrorKind::Defect,
                            Words::tr("The program ended %1 times while it was sending this record.").arg(record.crashes),
                            Words::tr("Look at the target for the document, then try again by hand. Please report it with a "
                                      "support bundle."),
                            QStringLiteral("poison")),
                now);
        return false;
    }
    return true;
}

std::vector<Ledger::Send> SendWaves::nextWave()
{
    std::vector<Ledger::Send> wave;
    QSet<QString> taken;
    for (RecordWork* record : m_batch.active()) {
        for (const QString& key : record->keys) {
            if (m_batch.commands.at(key).isDone() || taken.contains(key) || !record->isActive() || !isSendable(*record, key))
                continue;
            taken.insert(key);
            Ledger::Send send;
            send.command = &m_batch.commands.at(key);
            send.owner = record;
            wave.push_back(std::move(send));
        }
    }
    return wave;
}

Result<void> SendWaves::sendWave(std::vector<Ledger::Send> wave)
{
    std::size_t together = 1;
    if (m_flow.spec().sendTogether > 1) {
        std::vector<flows::Command> ready;
        ready.reserve(wave.size());
        for (const Ledger::Send& send : wave)
            ready.push_back(send.command->command);
        together = static_cast<std::size_t>(std::max(1, m_flow.sendTogether(ready, m_context.flow)));
    }
    for (std::size_t from = 0; from < wave.size() && !m_trouble; from += together) {
        if (m_context.stop.stopRequested()) {
            m_trouble = Error::make(ErrorKind::Cancelled, Words::tr("Stopped on request."));
            return {};
        }
        std::vector<Ledger::Send> chunk;
        for (std::size_t i = from; i < std::min(from + together, wave.size()); ++i) {
            if (wave[i].owner->isActive())
                chunk.push_back(wave[i]);
        }
        if (auto committed = m_ledger.exchange(m_ended, chunk); !committed)
            return committed;
        m_ended.clear();
        for (Ledger::Send& send : chunk) {
            if (!send.attempt.isValid())
                putOff(*send.owner);
        }
        std::erase_if(chunk, [](const Ledger::Send& send) { return !send.attempt.isValid(); });
        if (chunk.empty())
            continue;
        call(chunk);
        for (Ledger::Send& send : chunk)
            digest(send);
        m_ended = std::move(chunk);
    }
    return {};
}

void SendWaves::call(std::span<Ledger::Send> sends)
{
    std::vector<flows::Command> commands;
    std::vector<std::size_t> called;
    for (std::size_t i = 0; i < sends.size(); ++i) {
        flows::Command command = sends[i].command->command;
        auto body = flows::resolveReceipts(command.body, sends[i].owner->receipts);
        if (!body) {
            sends[i].outcome = body.error();
            continue;
        }
        command.body = std::move(*body);
        if (command.remoteId.isEmpty() && !command.dependsOn.empty() && command.operation != QStringLiteral("create"))
            command.remoteId = sends[i].owner->receipts.at(command.dependsOn.front()).remoteId;
        commands.push_back(std::move(command));
        called.push_back(i);
    }
    if (commands.empty())
        return;
    auto outcomes = m_flow.send(commands, m_context);
    for (std::size_t i = 0; i < called.size(); ++i) {
        // Fewer outcomes than commands: what happened to the others is not known.
        sends[called[i]].outcome =
            i < outcomes.size()
                ? std::move(outcomes[i])
                : flows::Outcome(Error::make(ErrorKind::Unclear, Words::tr("The answer names fewer documents than were sent.")));
    }
}

void SendWaves::digest(Ledger::Send& send)
{
    CommandWork& command = *send.command;
    if (const auto* receipt = std::get_if<flows::Receipt>(&*send.outcome)) {
        m_inARow = 0;
        command.row.state = db::CommandState::Done;
        command.row.remoteId = receipt->remoteId;
        command.row.remoteName = receipt->remoteName;
        command.row.outcome = receipt->outcome;
        for (RecordWork* record : m_batch.active()) {
            if (std::find(record->keys.begin(), record->keys.end(), command.command.key) == record->keys.end())
                continue;
            record->receipts[command.command.key] = *receipt;
            record->sentBodies[command.command.key] = command.command.body;
            record->stale = true;
            record->wrote = true;
        }
        return;
    }
    if (const auto* accepted = std::get_if<flows::Accepted>(&*send.outcome)) {
        command.row.state = db::CommandState::Checking;
        Ending ending;
        ending.state = db::RecordState::Waiting;
        ending.reason = QStringLiteral("accepted");
        ending.dueAt = accepted->askAgainAtMs;
        send.owner->ending = std::move(ending);
        return;
    }
    digestError(send, std::get<Error>(*send.outcome));
}

void SendWaves::digestError(Ledger::Send& send, const Error& error)
{
    CommandWork& command = *send.command;
    const qint64 now = m_ledger.clock().nowMs();
    switch (RetryPolicy::executed(error)) {
    case RetryPolicy::Executed::No:
        command.row.state = db::CommandState::Planned;
        endWith(*send.owner, error, now);
        break;
    case RetryPolicy::Executed::Refused:
        command.row.state = db::CommandState::Refused;
        endWith(*send.owner, error, now);
        break;
    case RetryPolicy::Executed::Unknown:
        command.row.state = db::CommandState::Checking;
        command.absent = false;
        endChecking(*send.owner, send.startedAtMs, now);
        send.owner->ending->usesAttempt = true;
        send.owner->ending->error = error;
        break;
    }
    m_inARow = mayPass(error.kind) ? m_inARow + 1 : 0;
    if (stopsTheBatch(error.kind) || m_inARow >= kLongestRow)
        m_trouble = error;
}

} // namespace causeway::engine
