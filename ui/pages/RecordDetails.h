// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "pages/PlanFields.h"

class QTabWidget;

namespace causeway::ui {

class PlainLabel;
class TextViewer;
class TimelineView;
class TablePanel;
class RecordTable;
class RowModel;

/// The tabs that every record shares: attempts, request and response, planned write, source, history. Buyer data is masked.
/// A tab reads when it is shown.
class RecordDetails final : public QObject
{
    Q_OBJECT
public:
    RecordDetails(Ui& ui, QTabWidget& tabs, const QString& prefix);
    void show(std::optional<db::RecordRow> record);
    void refresh();
    void showAttempt(AttemptId attempt);
    [[nodiscard]] const std::vector<db::AttemptRow>& attempts() const { return m_attempts; }

private:
    void readTab();
    void readAttempts();
    void readPackages();
    void readExchange();
    void readPlan();
    void readSource();
    void readHistory();

    Ui& m_ui;
    QTabWidget& m_tabs;
    std::optional<db::RecordRow> m_record;
    std::vector<db::AttemptRow> m_attempts;
    TablePanel* m_attemptPanel;
    TablePanel* m_packages; ///< a tab of shipments only
    PlainLabel* m_requestTitle;
    PlainLabel* m_replyTitle;
    TextViewer* m_request;
    TextViewer* m_reply;
    TablePanel* m_planPanel;
    TextViewer* m_source;
    TimelineView* m_history;
};

} // namespace causeway::ui
