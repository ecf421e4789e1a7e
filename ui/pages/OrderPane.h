// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/ViewTables.h"
#include "models/Cell.h"
#include "pages/Page.h"

class QFrame;

namespace causeway::ui {

class DetailPane;
class FactList;
class StepStrip;
class TablePanel;
class TextViewer;
class TimelineView;

/// One order: steps, timeline, lines, money, documents, source. Tabs read when they are shown.
class OrderPane final : public QWidget
{
    Q_OBJECT
public:
    explicit OrderPane(Ui& ui, QWidget* parent = nullptr);
    void show(const db::OrderRow* order);
    void setNothing(const QString& words);

Q_SIGNALS:
    void documentRequested(const QString& type, const QString& id); ///< a document in NetSuite was activated

private:
    using Progress = db::OrderReads::Progress;
    void showSteps();
    /// "Buyer ••••", or why there is none: erased by the retention, or not granted by Amazon. Never the data itself.
    [[nodiscard]] QString buyerWords() const;
    [[nodiscard]] Step shippedStep(const std::vector<Progress::Shipment>& shipments) const;
    [[nodiscard]] std::vector<Step> paidSteps(const std::vector<Progress::Settled>& settlements) const;
    [[nodiscard]] Result<std::vector<db::CommandRow>> allCommands() const;
    void readTab();
    void readLines();
    void readMoney();
    void readDocuments();
    void readSource();

    Ui& m_ui;
    DetailPane* m_pane;
    StepStrip* m_steps;
    QFrame* m_stop; ///< "do not ship"
    TimelineView* m_timeline;
    TablePanel* m_lines;
    QWidget* m_moneyTab;
    FactList* m_money;
    TablePanel* m_documents;
    TextViewer* m_source;
    std::optional<db::OrderRow> m_order;
    QHash<QString, QString> m_documentTypes, m_documentIds; ///< by row
};

} // namespace causeway::ui
