// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QFrame>

#include "theme/Theme.h"

class QGridLayout;

namespace causeway::ui {

class PlainLabel;

/// Names and amounts in two columns, amounts at the right. Values can be selected and copied.
class FiguresBox final : public QFrame
{
    Q_OBJECT
public:
    struct Figure
    {
        QString name, value;
        Token token = Token::Text;
        bool secondary = false; ///< muted name
    };
    FiguresBox(const Theme& theme, const QString& objectName, const QString& accessibleName, QWidget* parent = nullptr);
    /// Left and right column, from the top.
    void setFigures(const std::vector<Figure>& left, const std::vector<Figure>& right);
    [[nodiscard]] QString value(const QString& name) const; ///< as shown; empty when there is none

private:
    void setColumn(int column, const std::vector<Figure>& figures);

    const Theme& m_theme;
    QGridLayout* m_grid;
    std::vector<std::pair<PlainLabel*, PlainLabel*>> m_labels[2];
};

} // namespace causeway::ui
