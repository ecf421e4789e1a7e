// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>

#include "Ui.h"
#include "engine/SettlementView.h"

namespace causeway::ui {

/// What a person asked for with "Approve and post", on its way: plan, approve what was shown, send. Every step starts from the
/// state that the record is in, whenever the engine tells of a change; nothing waits. UI thread.
class SettlementPosting final : public QObject
{
    Q_OBJECT
public:
    explicit SettlementPosting(Ui& ui, QObject* parent = nullptr) : QObject(parent), m_ui(ui) {}
    [[nodiscard]] bool isRunning() const { return m_run.has_value(); }
    /// The journals of this view are what is approved, nothing else.
    void start(const engine::SettlementView& view);
    /// The settlement was read again.
    void goOn(const engine::SettlementView& view);
    void forget() { m_run.reset(); } ///< the engine finishes what it has; nobody looks any more

Q_SIGNALS:
    void told(const QString& sentence);
    void failed(const causeway::Error& error);
    void ended();

private:
    struct Run
    {
        std::vector<flows::PlannedJournal> shown;
        int runs = 0;
        bool retried = false;
        QString approvedHash;
    };
    void end();
    void end(const QString& sentence);
    void end(const Error& error);
    void run(const QString& store);
    void approve(const engine::SettlementView& view);

    Ui& m_ui;
    std::optional<Run> m_run;
};

} // namespace causeway::ui
