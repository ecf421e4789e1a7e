// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "theme/Theme.h"

namespace causeway::ui {

/// PRODUCTION, SANDBOX or DEMO in a frame of its colour; the word is always there.
class EnvironmentBadge final : public QWidget
{
    Q_OBJECT
public:
    enum class Kind
    {
        Production,
        Sandbox,
        Demo
    };
    EnvironmentBadge(const Theme& theme, Kind kind, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_word;
    Token m_token;
};

} // namespace causeway::ui
