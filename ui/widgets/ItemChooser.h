// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "engine/Engine.h"
#include "reading/Tasks.h"
#include "theme/Theme.h"

class QLineEdit;

namespace causeway::ui {

class PlainLabel;
class RecordTable;
class RowModel;

/// Chooses a NetSuite item: a find line and the matches below it, asked from NetSuite on a worker while typing.
class ItemChooser final : public QWidget
{
    Q_OBJECT
public:
    ItemChooser(const Theme& theme, engine::Engine& engine, Tasks& tasks, const QString& prefix, QWidget* parent = nullptr);
    /// Starts over for another key; the proposal is what is looked for first.
    void reset(const QString& proposal);
    [[nodiscard]] QString chosenId() const { return m_chosen; } ///< NetSuite's internal id; empty when nothing is chosen
    [[nodiscard]] QString chosenName() const;
    void focus();
    [[nodiscard]] QLineEdit* line() const { return m_line; }

Q_SIGNALS:
    void chosenChanged();
    void accepted(); ///< Enter on a chosen item

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void ask();
    void show(const Result<std::vector<engine::Engine::ItemChoice>>& found);

    const Theme& m_theme;
    engine::Engine& m_engine;
    Tasks& m_tasks;
    QString m_prefix, m_chosen;
    QLineEdit* m_line;
    PlainLabel* m_status;
    RowModel* m_model;
    RecordTable* m_table;
    QTimer m_debounce;
};

} // namespace causeway::ui
