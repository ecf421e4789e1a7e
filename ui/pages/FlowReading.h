// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "Ui.h"
#include "config/Configuration.h"

class QDateTimeEdit;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace causeway::ui {

class PlainLabel;

/// Until when a flow has read its source; moved with a reason, or read again some days back. Below it stand the flow's settings
/// about reading, which belong to the pane.
class FlowReading final : public QWidget
{
    Q_OBJECT
public:
    explicit FlowReading(Ui& ui, QWidget* parent = nullptr);
    /// Another flow, or new facts of the same one: what a person is typing stays then.
    void show(const QString& flow, const QString& store, bool isRunning);
    [[nodiscard]] QVBoxLayout* settingsLayout() const { return m_settings; }

Q_SIGNALS:
    void moveRequested(qint64 atMs, const QString& reason);
    void backFillRequested(int days);

private:
    void enableButtons();
    [[nodiscard]] qint64 chosenMs() const;

    Ui& m_ui;
    QString m_flow, m_store;
    std::optional<qint64> m_readUpTo;
    bool m_hasMark = true, m_isRunning = false;
    PlainLabel* m_words;
    QWidget* m_form;
    QDateTimeEdit* m_time;
    QLineEdit* m_reason;
    QPushButton* m_move;
    QSpinBox* m_days;
    QPushButton* m_backFill;
    QVBoxLayout* m_settings;
};

} // namespace causeway::ui
