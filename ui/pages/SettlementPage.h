// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/SettlementView.h"
#include "pages/Page.h"

class QBoxLayout;
class QFrame;
class QLineEdit;
class QPushButton;
class QSplitter;
class QTabWidget;

namespace causeway::ui {

class FiguresBox;
class SettlementCategories;
class SettlementExports;
class SettlementJournals;
class SettlementPosting;
class SettlementRows;
class StateLabel;
class StepStrip;
class TablePanel;
class WaterfallChart;

/// One settlement as a whole page: how sales become the deposit, which account each category goes to, and the journals that are
/// posted once a person approves them. Read on a worker.
class SettlementPage final : public Page
{
    Q_OBJECT
public:
    explicit SettlementPage(Ui& ui, QWidget* parent = nullptr);
    void go(const Target& target) override;
    [[nodiscard]] Target place() const override;
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] QString label(Verb verb) const override;
    [[nodiscard]] QString whyNot(Verb verb) const override;
    [[nodiscard]] Subject subject() const override;
    [[nodiscard]] RecordTable* table() const override;
    [[nodiscard]] QWidget* pane() const override;
    void setStacked(bool stacked) override;
    void refresh(int topics) override;
    [[nodiscard]] const engine::SettlementView* view() const { return m_view ? &*m_view : nullptr; }

private:
    /// What the form at the foot asks a reason for.
    enum class Ask
    {
        SendBack,
        Reverse
    };
    void buildHeader();
    QWidget* buildTop();
    QWidget* buildLeft();
    QWidget* buildRight();
    void read();
    void show(engine::SettlementView view);
    void showFigures();
    void showExtraTabs();
    void showFooter();
    void ask(Ask what);
    void answer();
    void map(const config::Mapping& mapping, const QString& before);
    void importOrders(const QStringList& orders);
    void post();
    [[nodiscard]] int journalCount() const;

    RecordId m_id;
    std::optional<engine::SettlementView> m_view;
    SettlementPosting* m_posting;
    SettlementExports* m_exports;
    Ask m_asked = Ask::SendBack;
    StateLabel* m_state;
    StepStrip* m_steps;
    PlainLabel* m_note;
    QFrame* m_noteFrame;
    QBoxLayout* m_figuresRow;
    WaterfallChart* m_chart;
    FiguresBox* m_figures;
    QSplitter* m_splitter;
    QTabWidget* m_left;
    SettlementCategories* m_categories;
    SettlementRows* m_rows;
    TablePanel* m_compare;
    TablePanel* m_problems;
    QFrame* m_right;
    SettlementJournals* m_journals;
    QFrame* m_reasonForm;
    PlainLabel* m_reasonWords;
    QLineEdit* m_reason;
    QPushButton* m_reasonButton;
    PlainLabel* m_why;
    QPushButton* m_map;
    QPushButton* m_reverse;
};

} // namespace causeway::ui
