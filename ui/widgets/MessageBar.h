// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QFrame>
#include <QTimer>

#include "theme/Theme.h"

class QPushButton;
class QToolButton;

namespace causeway::ui {

class PlainLabel;

/// One sentence above the table instead of a message box: icon, text, at most two buttons, close. Announced to screen readers.
class MessageBar final : public QFrame
{
    Q_OBJECT
public:
    enum class Kind
    {
        Info,
        Done,
        Warning,
        Error,
        Demo
    };
    struct Button
    {
        QString text;
        std::function<void()> run;
    };

    MessageBar(const Theme& theme, const QString& objectName, QWidget* parent = nullptr);
    /// Stays until closed or replaced when stay is set, otherwise six seconds.
    void show(Kind kind, const QString& text, const QList<Button>& buttons = {}, bool stay = false);
    void setClosable(bool closable);
    [[nodiscard]] QString text() const;

private:
    const Theme& m_theme;
    PlainLabel* m_icon;
    PlainLabel* m_text;
    QPushButton* m_first;
    QPushButton* m_second;
    QToolButton* m_close;
    std::function<void()> m_runFirst, m_runSecond;
    QTimer m_timer;
};

} // namespace causeway::ui
