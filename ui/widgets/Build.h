// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBoxLayout>
#include <QFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include "theme/IconTheme.h"
#include "widgets/ComboBox.h"
#include "widgets/PlainLabel.h"

/// Small factories so that no interactive widget is made without its object name and accessible name (gui.md section 10).
namespace causeway::ui::build {

template<class W>
W* named(W* widget, const QString& objectName, const QString& accessibleName)
{
    widget->setObjectName(objectName);
    widget->setAccessibleName(accessibleName);
    return widget;
}

inline QPushButton* button(const Theme& theme, const QString& objectName, const QString& text, const QString& icon = {},
                           bool primary = false)
{
    auto* made = new QPushButton(icon.isEmpty() ? text : u' ' + text); // a blank between icon and words
    made->setAutoDefault(true); // Enter presses the button that has the focus, as Space does
    if (primary)
        made->setProperty("primary", true);
    if (!icon.isEmpty())
        made->setIcon(IconTheme::icon(theme, icon, primary ? Token::OnAccent : Token::Text));
    made->setIconSize(QSize(theme.iconSize(), theme.iconSize()));
    QString plain = text;
    return named(made, objectName, plain.remove(u'&'));
}

inline QPushButton* link(const QString& objectName, const QString& text)
{
    auto* made = new QPushButton(text);
    made->setAutoDefault(true);
    made->setProperty("link", true);
    made->setCursor(Qt::PointingHandCursor);
    return named(made, objectName, text);
}

inline QToolButton* toolButton(const Theme& theme, const QString& objectName, const QString& icon, const QString& name)
{
    auto* made = new QToolButton;
    made->setIcon(IconTheme::icon(theme, icon));
    made->setIconSize(QSize(theme.iconSize(), theme.iconSize()));
    made->setToolTip(name);
    made->setFocusPolicy(Qt::TabFocus);
    return named(made, objectName, name);
}

inline QFrame* frame(const char* property, const QVariant& value = true)
{
    auto* made = new QFrame;
    made->setProperty(property, value);
    return made;
}

/// Enabled, or the reason why not as its tooltip: nothing is grey without saying why.
inline void allow(QWidget* widget, bool may, const QString& whyNot)
{
    widget->setEnabled(may);
    widget->setToolTip(may ? QString() : whyNot);
}

inline QHBoxLayout* row(int spacing, QMargins margins = {})
{
    auto* layout = new QHBoxLayout;
    layout->setSpacing(spacing);
    layout->setContentsMargins(margins);
    return layout;
}

inline QVBoxLayout* column(int spacing, QMargins margins = {})
{
    auto* layout = new QVBoxLayout;
    layout->setSpacing(spacing);
    layout->setContentsMargins(margins);
    return layout;
}

} // namespace causeway::ui::build
