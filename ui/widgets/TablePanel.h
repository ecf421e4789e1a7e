// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QFrame>

#include "widgets/RecordTable.h"

class QPushButton;
class QTimer;

namespace causeway::ui {

class MessageBar;
class PlainLabel;

/// A table with its footer (loaded and total, sums), the words for an empty list and the bar for a failed read.
class TablePanel final : public QFrame
{
    Q_OBJECT
public:
    TablePanel(const Theme& theme, std::vector<Column> columns, const QString& objectName, const QString& accessibleName,
               QWidget* parent = nullptr);

    [[nodiscard]] RecordTable& table() const { return *m_table; }
    [[nodiscard]] RowModel& rows() const { return *m_model; }
    void setFooter(const QString& left, const QString& right);
    void setFooterShown(bool shown);
    /// Shown in place of rows; the button is left out when its text is empty.
    void setEmptyText(const QString& text, const QString& button = {}, std::function<void()> run = {});
    [[nodiscard]] QString emptyText() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showEmpty();

    const Theme& m_theme;
    RowModel* m_model;
    RecordTable* m_table;
    MessageBar* m_failure;
    QFrame* m_footer;
    PlainLabel* m_left;
    PlainLabel* m_right;
    QWidget* m_empty;
    PlainLabel* m_emptyText;
    QPushButton* m_emptyButton;
    std::function<void()> m_runEmpty;
};

} // namespace causeway::ui
