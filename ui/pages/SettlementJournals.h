// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "engine/SettlementView.h"
#include "pages/Page.h"

class QTabWidget;

namespace causeway::ui {

class FactList;
class PlainLabel;
class TablePanel;

/// The journal entries that a settlement leads to, one tab each, and the documents it has led to so far.
class SettlementJournals final : public QFrame
{
    Q_OBJECT
public:
    explicit SettlementJournals(Ui& ui, QWidget* parent = nullptr);
    void show(const engine::SettlementView& view);
    void clear();
    void highlight(const QString& account); ///< selects its lines in every journal; empty: none
    [[nodiscard]] QTabWidget& tabs() const { return *m_tabs; }
    /// Header and lines of all journals, for the clipboard and files: machine amounts.
    [[nodiscard]] static std::vector<QStringList> lines(const engine::SettlementView& view, const Names& names);

Q_SIGNALS:
    void chosen(const QString& account); ///< of the current line
    void linkRequested(const causeway::ui::Target& target);
    void documentRequested(const QString& type, const QString& id);

private:
    struct Tab
    {
        QWidget* page = nullptr;
        PlainLabel* title = nullptr;
        PlainLabel* note = nullptr;
        TablePanel* panel = nullptr;
    };
    [[nodiscard]] Tab makeTab(int number);
    void fill(const Tab& tab, const flows::PlannedJournal& planned, const engine::SettlementView& view);
    void fillDocuments(const engine::SettlementView& view);
    void buildBank();
    void fillBank(const engine::SettlementView& view);

    Ui& m_ui;
    QTabWidget* m_tabs;
    std::vector<Tab> m_journals;
    TablePanel* m_documents;
    QWidget* m_bankTab = nullptr;
    FactList* m_bankFacts = nullptr;
    TablePanel* m_bank = nullptr;
    std::optional<engine::SettlementView> m_view;
    std::vector<db::CommandRow> m_shown; ///< of the documents tab
    bool m_highlighting = false;
};

} // namespace causeway::ui
