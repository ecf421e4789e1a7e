// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "theme/Theme.h"

class QHBoxLayout;
class QScrollArea;
class QTabWidget;
class QVBoxLayout;

namespace causeway::ui {

class PlainLabel;
class StateLabel;

/// The right side of a list: header (title, one muted line, state), a body that scrolls, tabs, and a footer with one primary
/// button.
class DetailPane final : public QFrame
{
    Q_OBJECT
public:
    DetailPane(const Theme& theme, const QString& objectName, const QString& accessibleName, QWidget* parent = nullptr);

    void setHeader(const QString& title, const QString& line);
    void setIcon(const QString& icon, Token token);
    void setState(std::optional<db::RecordState> state, const QString& word = {});
    /// Under the header, above the tabs.
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    [[nodiscard]] QTabWidget* tabs() const { return m_tabs; }
    [[nodiscard]] QHBoxLayout* footer() const { return m_footer; }
    [[nodiscard]] QHBoxLayout* headerActions() const { return m_headerActions; }
    void setFooterShown(bool shown);
    /// Without tabs the body takes the whole pane.
    void setTabsShown(bool shown);
    /// Nothing chosen: only these words.
    void setNothing(const QString& words);
    void setSomething();
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    const Theme& m_theme;
    QWidget* m_content;
    PlainLabel* m_nothing;
    PlainLabel* m_icon;
    PlainLabel* m_title;
    PlainLabel* m_line;
    StateLabel* m_state;
    QVBoxLayout* m_body;
    QScrollArea* m_scroll;
    QHBoxLayout* m_headerActions;
    QTabWidget* m_tabs;
    QFrame* m_footerFrame;
    QHBoxLayout* m_footer;
};

} // namespace causeway::ui
