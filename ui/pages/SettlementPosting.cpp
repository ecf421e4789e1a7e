// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SettlementPosting.h"

#include <algorithm>

#include "Format.h"

namespace causeway::ui {

namespace {

constexpr int kMostRuns = 4; ///< of one posting: plan, send, and two that met a busy flow

bool isSame(const std::vector<flows::PlannedJournal>& a, const std::vector<flows::PlannedJournal>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& other) {
        return one.key == other.key && one.date == other.date && one.journal == other.journal;
    });
}

} // namespace

void SettlementPosting::start(const engine::SettlementView& view)
{
    m_run = Run{view.draft.journals, 0, false, {}};
    goOn(view);
}

void SettlementPosting::end()
{
    m_run.reset();
    Q_EMIT ended();
}

void SettlementPosting::end(const QString& sentence)
{
    Q_EMIT told(sentence);
    end();
}

void SettlementPosting::end(const Error& error)
{
    Q_EMIT failed(error);
    end();
}

void SettlementPosting::run(const QString& store)
{
    if (m_run->runs++ >= kMostRuns)
        return;
    engine::RunRequest request;
    request.flow = engine::SettlementImport::kFlow;
    request.store = store;
    request.fetch = false;
    auto started = m_ui.session.engine.runNow(request, m_ui.session.actor);
    if (!started && started.error().kind != ErrorKind::Conflict) // a run that is under way takes the record along
        end(started.error());
}

void SettlementPosting::approve(const engine::SettlementView& view)
{
    const db::RecordRow& record = view.record;
    if (record.planHash == m_run->approvedHash)
        return;
    if (!m_run->approvedHash.isEmpty() || !isSame(m_run->shown, view.draft.journals)) {
        end(tr("The journals changed since you looked. Look again and approve."));
        return;
    }
    m_run->approvedHash = record.planHash;
    auto approved = m_ui.session.engine.approve({{record.id, record.planHash}}, m_ui.session.actor);
    if (!approved)
        end(approved.error());
    else
        run(record.store);
}

void SettlementPosting::goOn(const engine::SettlementView& view)
{
    if (!m_run)
        return;
    const db::RecordRow& record = view.record;
    switch (record.state) {
    case db::RecordState::Done: {
        QStringList names;
        for (const db::CommandRow& document : view.documents)
            names << format::remote(document.remoteName.isEmpty() ? document.remoteId : document.remoteName);
        end(tr("%n documents posted: %1", nullptr, static_cast<int>(names.size())).arg(names.join(QStringLiteral(", "))));
        break;
    }
    case db::RecordState::Review:
        approve(view);
        break;
    case db::RecordState::Error:
    case db::RecordState::Waiting:
    case db::RecordState::Skipped:
        if (m_run->retried) {
            if (record.error)
                end(*record.error);
            else
                end(tr("It waits: %1").arg(format::remote(record.note.isEmpty() ? format::reason(record.reason) : record.note)));
            break;
        }
        m_run->retried = true;
        if (auto retried = m_ui.session.engine.retry({record.id}, m_ui.session.actor); !retried)
            end(retried.error());
        else
            run(record.store);
        break;
    case db::RecordState::Ready:
        m_run->retried = true;
        run(record.store);
        break;
    case db::RecordState::Running:
        break;
    }
}

} // namespace causeway::ui
