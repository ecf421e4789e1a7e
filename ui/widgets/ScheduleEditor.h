// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "theme/Theme.h"

class QCheckBox;
class QLineEdit;
class QTimeEdit;

namespace causeway::ui {

class ComboBox;
class PlainLabel;

/// When a flow runs: presets, quiet hours, and the same as text for everything else. The text is the truth; one sentence says
/// what it means.
class ScheduleEditor final : public QWidget
{
    Q_OBJECT
public:
    ScheduleEditor(const Theme& theme, const QString& prefix, QWidget* parent = nullptr);
    void setSchedule(const QString& text, const QString& timeZone, qint64 nowMs);
    [[nodiscard]] QString schedule() const; ///< as text, in its one form; the typed text when it cannot be read
    [[nodiscard]] bool isValid() const;
    [[nodiscard]] QWidget* firstFocus() const;

Q_SIGNALS:
    void changed();

private:
    void fromPreset();
    void fromText();
    void explain();

    const Theme& m_theme;
    ComboBox* m_repeat;
    QTimeEdit* m_at;
    QCheckBox* m_quiet;
    QTimeEdit* m_quietFrom;
    QTimeEdit* m_quietUntil;
    QLineEdit* m_text;
    PlainLabel* m_zoneLabel;
    PlainLabel* m_sentence;
    PlainLabel* m_next;
    QString m_zone;
    qint64 m_now = 0;
    bool m_filling = false;
};

} // namespace causeway::ui
