// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QColor>
#include <QFont>
#include <QObject>

#include "db/Rows.h"

class QApplication;

namespace causeway::ui {

/// Names of the colours of the program; the values per scheme are in Theme.cpp (docs: gui.md section 9).
enum class Token
{
    Window,
    Base,
    Alternate,
    Text,
    Muted,
    RowLine,
    Frame,
    Control,
    Accent,
    OnAccent,
    Selection,
    Ready,
    Running,
    Waiting,
    Review,
    Error,
    Done,
    Skipped,
    InfoTint,
    WarningTint,
    AddedTint,
    RemovedTint,
    ReviewTint,
    Count
};

/// Colours, fonts and spacing for light and dark; applies Fusion, one palette and one style sheet to the application.
/// One per program, owned by main; UI thread.
class Theme final : public QObject
{
    Q_OBJECT
public:
    enum class Scheme
    {
        System,
        Light,
        Dark
    };

    explicit Theme(QApplication& application, QObject* parent = nullptr);

    void setScheme(Scheme scheme);
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] bool isDark() const { return m_dark; }

    [[nodiscard]] QColor color(Token token) const { return m_colors[static_cast<std::size_t>(token)]; }
    [[nodiscard]] static Token token(db::RecordState state);
    /// Spacing unit: a quarter of the font height (about 4 device-independent pixels); n times.
    [[nodiscard]] int u(int n = 1) const { return m_unit * n; }
    /// Width of n digits in the base font.
    [[nodiscard]] int ch(int n) const { return m_digit * n; }
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int iconSize() const;
    [[nodiscard]] QFont titleFont() const;
    [[nodiscard]] QFont paneTitleFont() const;
    [[nodiscard]] QFont smallFont() const;
    [[nodiscard]] QFont boldFont() const;
    [[nodiscard]] static QFont fixedFont();

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    [[nodiscard]] bool systemIsDark() const;
    [[nodiscard]] QString styleSheet() const;

    QApplication& m_application;
    Scheme m_scheme = Scheme::System;
    bool m_dark = false;
    bool m_applying = false;
    int m_unit = 4;
    int m_digit = 8;
    std::array<QColor, static_cast<std::size_t>(Token::Count)> m_colors;
};

} // namespace causeway::ui
