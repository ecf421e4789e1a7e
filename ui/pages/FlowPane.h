// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "models/Cell.h"
#include "pages/Page.h"

class QCheckBox;
class QLineEdit;
class QRadioButton;
class QSpinBox;
class QFormLayout;

namespace causeway::ui {

class DetailPane;
class FlowReading;
class MessageBar;
class PlainLabel;
class RunStrip;
class ScheduleEditor;
class TablePanel;

/// One flow of one store: schedule, mode and its rules, settings, until when its source was read, runs. Changes are kept until
/// saved or reverted.
class FlowPane final : public QWidget
{
    Q_OBJECT
public:
    explicit FlowPane(Ui& ui, QWidget* parent = nullptr);
    /// A dirty form keeps what was typed when the same flow is shown again.
    void show(const config::FlowSettings& flow, const config::Store* store, bool isRunning);
    void showProgress(const std::optional<engine::RunProgress>& progress);
    void setNothing(const QString& words);
    [[nodiscard]] bool isDirty() const;
    [[nodiscard]] bool isValid() const;
    [[nodiscard]] config::FlowSettings edited() const;
    void revert();
    void readRuns();

Q_SIGNALS:
    void dirtyChanged();
    void moveRequested(qint64 atMs, const QString& reason);
    void backFillRequested(int days);

private:
    void buildSchedule();
    void buildMode();
    void buildSettings();
    void buildReading();
    void fill();
    void changed();
    void showSettings(const flows::FlowSpec& spec);
    [[nodiscard]] QWidget* editorOf(const QString& key, const Json& about);

    Ui& m_ui;
    DetailPane* m_pane;
    ScheduleEditor* m_schedule;
    QRadioButton* m_preview;
    QRadioButton* m_guarded;
    QRadioButton* m_auto;
    QWidget* m_rules;
    QLineEdit* m_varianceOver;
    QCheckBox* m_closeLines;
    QSpinBox* m_firstRecords;
    QWidget* m_settingsTab;
    FlowReading* m_reading;
    RunStrip* m_strip;
    QHash<QString, QWidget*> m_settings;
    TablePanel* m_runs;
    PlainLabel* m_notSaved;
    config::FlowSettings m_flow;
    QString m_zone;
    bool m_filling = false, m_any = false;
};

/// Run rows, for the pane and for the Run history tab.
[[nodiscard]] std::vector<Column> runColumns(const QString& prefix, bool withFlow);
[[nodiscard]] std::vector<TableRow> runRows(const Ui& ui, const std::vector<db::RunRow>& runs, bool withFlow);

} // namespace causeway::ui
