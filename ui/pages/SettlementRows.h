// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>

#include "Ui.h"
#include "db/SettlementTable.h"
#include "engine/SettlementView.h"
#include "models/Cell.h"
#include "pages/Page.h"

class QPushButton;
class QTabWidget;

namespace causeway::ui {

class ComboBox;
class PlainLabel;
class TablePanel;

/// The tabs of what stands behind a settlement: its orders with what became of them, its refunds, and every row of the file.
/// Paged by an index, so that a file of any size opens at once.
class SettlementRows final : public QObject
{
    Q_OBJECT
public:
    /// Adds its tabs to the widget.
    SettlementRows(Ui& ui, QTabWidget& tabs, QObject* parent = nullptr);
    void show(const engine::SettlementView& view);
    void clear();
    /// Only the rows of this category, in the tab of all rows.
    void showCategory(const settlement::Category& category);

Q_SIGNALS:
    void linkRequested(const causeway::ui::Target& target);
    /// Orders of the settlement that were never imported: fetch them.
    void importRequested(const QStringList& orders);

private:
    void buildOrders();
    void buildRefunds();
    void buildRows();
    [[nodiscard]] Result<std::vector<TableRow>> loadOrders(const TableRow* last);
    [[nodiscard]] Result<std::vector<TableRow>> loadRows(const TableRow* last);
    void showRefunds();
    void updateFooters();
    void openOrder(const QString& orderId);
    void importOrders();

    Ui& m_ui;
    QTabWidget& m_tabs;
    RecordId m_record;
    QString m_store, m_key, m_currency;
    db::SettlementTable::MatchCount m_matches;
    qint64 m_rowCount = 0;
    std::optional<settlement::Category> m_category;
    QWidget* m_ordersTab = nullptr;
    TablePanel* m_orders = nullptr;
    ComboBox* m_which = nullptr;
    QPushButton* m_import = nullptr;
    TablePanel* m_refunds = nullptr;
    QWidget* m_rowsTab = nullptr;
    TablePanel* m_rows = nullptr;
    PlainLabel* m_rowsWords = nullptr;
    QPushButton* m_allRows = nullptr;
};

} // namespace causeway::ui
