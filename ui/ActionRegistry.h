// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QAction>
#include <QHash>
#include <QObject>

#include "theme/Theme.h"

class QPushButton;

namespace causeway::ui {

/// The verbs of the program (gui.md section 5.7). One QAction each, shared by menu, tool bar, buttons and context menu.
enum class Verb
{
    Retry,
    RetryAlike,
    Map,
    Edit,
    Skip,
    Approve,
    ApproveSelected,
    Reject,
    RunNow,
    Preview,
    StopRun,
    SyncOrder,
    Open,
    Save,
    Revert,
    Copy,
    CopyWithHeaders,
    CopyId,
    Export,
    OpenNetSuite,
    OpenAmazon,
    CopySupport,
    Test,
    Count
};

/// Owns the actions; the shell sends a triggered verb to the page shown and asks it which verbs it can do now. UI thread.
class ActionRegistry final : public QObject
{
    Q_OBJECT
public:
    explicit ActionRegistry(const Theme& theme, QObject* parent = nullptr);
    [[nodiscard]] QAction* action(Verb verb) const { return m_actions[static_cast<std::size_t>(verb)]; }
    [[nodiscard]] static QList<Verb> all();
    /// A push button that shows and triggers the action of the verb.
    QPushButton* button(Verb verb, const QString& objectName, bool primary = false);

Q_SIGNALS:
    void triggered(causeway::ui::Verb verb);

private:
    const Theme& m_theme;
    std::array<QAction*, static_cast<std::size_t>(Verb::Count)> m_actions{};
};

} // namespace causeway::ui
