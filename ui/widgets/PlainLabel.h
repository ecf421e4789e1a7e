// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "theme/Theme.h"

namespace causeway::ui {

/// The only label of the program: always plain text, coloured and sized by role, follows the theme. Long remote words wrap
/// anywhere.
class PlainLabel final : public QLabel
{
    Q_OBJECT
public:
    enum class Role
    {
        Normal,
        Bold,
        Muted,
        Small,
        PageTitle,
        PaneTitle
    };

    explicit PlainLabel(const Theme& theme, const QString& text = {}, Role role = Role::Normal, QWidget* parent = nullptr);
    void setToken(Token token);
    /// Cuts with an ellipsis instead of forcing its width on the layout; the whole text is in the tooltip.
    void setElided(bool elided);
    void setText(const QString& text);
    [[nodiscard]] QString fullText() const { return m_full; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void restyle();
    void elide();

    const Theme& m_theme;
    Role m_role;
    Token m_token;
    bool m_elided = false;
    QString m_full;
};

} // namespace causeway::ui
