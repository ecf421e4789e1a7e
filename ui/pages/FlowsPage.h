// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "pages/ListPage.h"

class QStackedLayout;

namespace causeway::ui {

class FlowPane;

/// All flows of all stores: on or off, mode, schedule, runs.
class FlowsPage final : public ListPage
{
    Q_OBJECT
public:
    explicit FlowsPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] QString whyNot(Verb verb) const override;
    void go(const Target& target) override;
    [[nodiscard]] Target place() const override;
    void refresh(int topics) override;

protected:
    QList<Verb> contextVerbs() const override;
    void restart() override;

private:
    void read();
    void readHistory();
    void showHistory(bool history);
    void showPane();
    void setEnabledFlow(const QString& id, bool on);
    [[nodiscard]] const config::FlowSettings* currentFlow() const;
    void run(bool planOnly);
    void showProgress();
    void moveReading(qint64 atMs, const QString& reason);
    void backFill(int days);

    FlowPane* m_flowPane;
    TablePanel* m_history;
    QPushButton* m_flowsTab;
    QPushButton* m_historyTab;
    config::Configuration m_configuration;
    QHash<QString, config::FlowSettings> m_flows;
    QHash<QString, qint64> m_runningRuns; ///< flow/store -> run id
};

} // namespace causeway::ui
