// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "theme/Theme.h"

namespace causeway::ui {

/// Icon and word of one state; never colour alone.
class StateLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit StateLabel(const Theme& theme, QWidget* parent = nullptr);
    void setState(db::RecordState state, const QString& word = {});
    void setIcon(const QString& icon, Token token, const QString& word);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_icon, m_word;
    Token m_token = Token::Text;
};

} // namespace causeway::ui
