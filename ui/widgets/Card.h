// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "theme/Theme.h"

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace causeway::ui {

class PlainLabel;

/// A framed box with a title line, as on Home.
class Card final : public QFrame
{
    Q_OBJECT
public:
    Card(const Theme& theme, const QString& title, QWidget* parent = nullptr);
    void setNote(const QString& note);
    void setRight(const QString& text);
    /// A link word at the right of the title line.
    QPushButton* addLink(const QString& objectName, const QString& text);
    void setContent(QWidget* content);

private:
    const Theme& m_theme;
    PlainLabel* m_note;
    PlainLabel* m_right;
    QHBoxLayout* m_head;
    QVBoxLayout* m_layout;
};

} // namespace causeway::ui
