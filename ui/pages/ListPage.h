// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/Page.h"
#include "widgets/DetailPane.h"
#include "widgets/FilterBar.h"
#include "widgets/TablePanel.h"

class QSplitter;

namespace causeway::ui {

/// A page made of a filter bar, a table and a detail pane in a splitter.
class ListPage : public Page
{
    Q_OBJECT
public:
    ListPage(Ui& ui, const QString& id, const QString& title, std::vector<Column> columns, QWidget* parent = nullptr);
    [[nodiscard]] FilterBar* filterBar() const override { return m_filter; }
    [[nodiscard]] RecordTable* table() const override { return &m_panel->table(); }
    [[nodiscard]] QWidget* pane() const override { return m_pane; }
    void setStacked(bool stacked) override;
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;

protected:
    void setPane(QWidget* pane, int tableShare, int paneShare);
    [[nodiscard]] TablePanel& panel() const { return *m_panel; }
    [[nodiscard]] FilterBar& filter() const { return *m_filter; }
    [[nodiscard]] RowModel& rows() const { return m_panel->rows(); }
    /// The verbs of the context menu, in order; gaps between groups are Verb::Count.
    virtual QList<Verb> contextVerbs() const { return {}; }
    void restart() override;
    void selectFirst(); ///< so that the pane is never empty when there are rows

private:
    void contextMenu(const QPoint& at);

    QSplitter* m_splitter;
    FilterBar* m_filter;
    TablePanel* m_panel;
    QWidget* m_pane = nullptr;
};

} // namespace causeway::ui
