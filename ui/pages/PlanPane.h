// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "pages/PlanFields.h"

class QFrame;
class QLineEdit;
class QPushButton;

namespace causeway::ui {

class DetailPane;
class FactList;
class TablePanel;
class TextViewer;
class TimelineView;

/// One plan: what NetSuite has now, what it will have, where each value comes from, and the exact requests.
class PlanPane final : public QWidget
{
    Q_OBJECT
public:
    explicit PlanPane(Ui& ui, QWidget* parent = nullptr);
    void show(const db::RecordRow* record);
    void setNothing(const QString& words);
    void startRejecting();

Q_SIGNALS:
    void rejectRequested(const QString& reason);

private:
    void readTab();
    void showDifference();
    void showRequests();

    Ui& m_ui;
    DetailPane* m_pane;
    QWidget* m_differenceTab;
    TablePanel* m_difference;
    QPushButton* m_unchanged;
    FactList* m_facts;
    TextViewer* m_requests;
    TimelineView* m_history;
    QFrame* m_rejectForm;
    QLineEdit* m_reason;
    QPushButton* m_rejectButton;
    std::optional<db::RecordRow> m_record;
    std::vector<PlannedWrite> m_writes;
    bool m_showUnchanged = false;
};

} // namespace causeway::ui
