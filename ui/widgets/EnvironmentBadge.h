// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "theme/Theme.h"

namespace causeway::ui {

/// PRODUCTION, SANDBOX or DEMO in a frame of its colour; the word is always there. Nothing while there is no account.
class EnvironmentBadge final : public QWidget
{
    Q_OBJECT
public:
    enum class Kind
    {
        None,
        Production,
        Sandbox,
        Demo
    };
    explicit EnvironmentBadge(const Theme& theme, QWidget* parent = nullptr);
    void setKind(Kind kind);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_word;
    Token m_token = Token::Text;
};

} // namespace causeway::ui
