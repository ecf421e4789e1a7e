// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QHash>
#include <QMainWindow>

#include "ActionRegistry.h"
#include "Ui.h"
#include "pages/Page.h"
#include "reading/ChangeHub.h"
#include "reading/Names.h"
#include "reading/Tasks.h"

class QStackedWidget;

namespace causeway::ui {

class MessageBar;
class PlainLabel;
class Rail;
class TopBar;

/// The shell: menu, tool bar, rail, pages, status bar. Closing it stops the engine without blocking. UI thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(Theme& theme, Session& session, Host* host, QWidget* parent = nullptr);
    ~MainWindow() override;

    void show(const Target& target, bool remember = true);
    [[nodiscard]] Page* page(const QString& id);
    [[nodiscard]] QStringList pageIds() const;
    [[nodiscard]] Page* current() const;
    [[nodiscard]] Tasks& tasks() { return m_tasks; }
    [[nodiscard]] ChangeHub& changes() { return m_changes; }

Q_SIGNALS:
    /// The engine has stopped after the window was asked to close.
    void finished();

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    /// A settlement file may be dropped on any page.
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct PageSpec
    {
        QString id, title, icon;
        bool lineAbove = false, atBottom = false, inRail = true;
        std::function<Page*()> make;
    };
    void buildPages();
    void buildMenus();
    void buildStatusBar();
    void buildShortcuts();
    void showShortcuts();
    void showAbout();
    void showCompany();
    void updateVerbs();
    void updateBadges();
    void updateActivity();
    void showReach(const engine::Engine::Activity& activity); ///< what does not answer
    void cycleRegion(int direction);
    [[nodiscard]] QList<QWidget*> regions() const;
    void go(int step);

    Theme& m_theme;
    Session& m_session;
    Host* m_host;
    ActionRegistry m_actions;
    ChangeHub m_changes;
    Tasks m_tasks;
    Names m_names;
    Ui m_ui;
    std::vector<PageSpec> m_specs;
    QHash<Verb, QString> m_usualWords;
    QHash<const QAction*, QString> m_usualActionWords; ///< the same, for the list of shortcuts
    QHash<QString, Page*> m_pages;
    QList<Target> m_history;
    qsizetype m_place = -1;
    TopBar* m_toolBar = nullptr;
    Rail* m_rail = nullptr;
    QStackedWidget* m_stack = nullptr;
    MessageBar* m_environmentBar = nullptr;
    MessageBar* m_stateBar = nullptr;
    QAction* m_back = nullptr;
    QAction* m_forward = nullptr;
    PlainLabel* m_left = nullptr;
    PlainLabel* m_right = nullptr;
    bool m_closing = false, m_stopped = false;
};

} // namespace causeway::ui
