// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "theme/Theme.h"

class QGridLayout;

namespace causeway::ui {

/// Muted names at the left, plain values at the right; wraps. Reuses its labels when the facts change.
class FactList final : public QWidget
{
    Q_OBJECT
public:
    struct Fact
    {
        QString name, value;
        Token token = Token::Text;
    };
    explicit FactList(const Theme& theme, QWidget* parent = nullptr);
    void setFacts(const std::vector<Fact>& facts);

private:
    const Theme& m_theme;
    QGridLayout* m_grid;
    std::vector<std::pair<class PlainLabel*, class PlainLabel*>> m_labels;
};

} // namespace causeway::ui
