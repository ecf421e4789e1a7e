// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "pages/ListPage.h"

class QLineEdit;

namespace causeway::ui {

class OrderPane;

/// All orders, newest purchase first, with the order's timeline, lines, money and documents.
class OrdersPage final : public ListPage
{
    Q_OBJECT
public:
    explicit OrdersPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] Subject subject() const override;
    [[nodiscard]] QString label(Verb verb) const override;
    void go(const Target& target) override;
    [[nodiscard]] Target place() const override;
    void refresh(int topics) override;
    /// All, variances, cancel requests, completeness: the same row on the page of completeness.
    [[nodiscard]] static QList<PageTabs::Tab> tabs();

protected:
    QList<Verb> contextVerbs() const override;
    void restart() override;

private:
    [[nodiscard]] Result<std::vector<TableRow>> load(const TableRow* last);
    [[nodiscard]] std::vector<RecordId> selected() const;
    void showPane();
    void count();
    void showView(const QString& view); ///< "", "variances", "cancel"
    void syncOrders();

    OrderPane* m_orderPane;
    PageTabs* m_tabs;
    QString m_view;
    QFrame* m_syncForm;
    QLineEdit* m_syncIds;
    QHash<QString, db::OrderRow> m_orders;
};

} // namespace causeway::ui
