// SPDX-License-Identifier: GPL-3.0-or-later
#include "MainWindow.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QScrollArea>
#include <QSet>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>

#include "Format.h"
#include "TopBar.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "engine/RunWords.h"
#include "pages/AccountsPage.h"
#include "pages/BankPage.h"
#include "pages/CompletenessPage.h"
#include "pages/DuplicatesPage.h"
#include "pages/ErrorsPage.h"
#include "pages/FlowsPage.h"
#include "pages/HomePage.h"
#include "pages/MappingsPage.h"
#include "pages/MatchOrderPage.h"
#include "pages/NotificationsPage.h"
#include "pages/OrderFieldsPage.h"
#include "pages/OrdersPage.h"
#include "pages/OtherMappingsPage.h"
#include "pages/RecordPage.h"
#include "pages/ReviewPage.h"
#include "pages/Rows.h"
#include "pages/SettingsPage.h"
#include "pages/SettlementPage.h"
#include "pages/SettlementsPage.h"
#include "pages/ShipmentsPage.h"
#include "pages/StoreDefaultsPage.h"
#include "widgets/Build.h"
#include "widgets/FilterBar.h"
#include "widgets/InfoWindow.h"
#include "widgets/MessageBar.h"
#include "widgets/Rail.h"
#include "widgets/RecordTable.h"

namespace causeway::ui {

namespace {
constexpr int kStopMs = 20'000;
constexpr int kNarrowCh = 100;  ///< below: the rail shows icons only
constexpr int kStackedCh = 150; ///< below: the pane moves under the table
constexpr int kClockMs = 30'000;
} // namespace

MainWindow::MainWindow(Theme& theme, Session& session, Host* host, QWidget* parent)
    : QMainWindow(parent),
      m_theme(theme),
      m_session(session),
      m_host(host),
      m_actions(theme),
      m_changes(session.engine),
      m_names(session, m_changes),
      m_ui{theme, session, m_actions, m_changes, m_tasks, m_names}
{
    setObjectName(QStringLiteral("shell"));
    setAcceptDrops(true);
    setWindowIcon(IconTheme::icon(theme, QStringLiteral("git-compare-arrows"), Token::Accent));

    for (const Verb verb : ActionRegistry::all()) {
        m_usualWords.insert(verb, m_actions.action(verb)->text());
        m_usualActionWords.insert(m_actions.action(verb), m_actions.action(verb)->text());
    }
    buildPages();
    auto* central = build::named(new QWidget, QStringLiteral("shell.central"), tr("Causeway"));
    auto* layout = build::column(0);
    central->setLayout(layout);
    m_toolBar = new TopBar(m_ui);
    connect(m_toolBar, &TopBar::storeChosen, this, [this](const QString& store) {
        m_ui.store = store;
        for (Page* page : m_pages)
            page->restartLists();
        updateBadges();
    });
    connect(m_toolBar, &TopBar::pauseFailed, this, [this](const Error& error) {
        if (current() != nullptr)
            current()->told(Result<void>(fail(error)));
    });
    layout->addWidget(m_toolBar);
    m_environmentBar = new MessageBar(theme, QStringLiteral("shell.environmentBar"));
    m_environmentBar->setClosable(false);
    m_stateBar = new MessageBar(theme, QStringLiteral("shell.stateBar"));
    m_stateBar->setClosable(false);
    layout->addWidget(m_environmentBar);
    layout->addWidget(m_stateBar);
    auto* body = build::row(0);
    auto* railFrame = new QFrame;
    railFrame->setObjectName(QStringLiteral("shell.railFrame"));
    auto* railLayout = build::column(0);
    m_rail = new Rail(theme);
    m_rail->setStyleSheet(QStringLiteral("QListView { background: transparent; border: none; outline: none; }"));
    railLayout->addWidget(m_rail);
    railFrame->setLayout(railLayout);
    railFrame->setFixedWidth(theme.ch(21));
    body->addWidget(railFrame);
    m_stack = new QStackedWidget;
    body->addWidget(m_stack, 1);
    layout->addLayout(body, 1);
    setCentralWidget(central);

    QList<Rail::Entry> entries;
    for (const PageSpec& spec : m_specs) {
        if (spec.inRail)
            entries << Rail::Entry{spec.id, spec.title, spec.icon, spec.lineAbove, spec.atBottom};
    }
    m_rail->setEntries(entries);
    connect(m_rail, &Rail::chosen, this, [this](const QString& id) { show({id, {}, {}}); });
    connect(&m_actions, &ActionRegistry::triggered, this, [this](Verb verb) {
        if (current() != nullptr && current()->can(verb))
            current()->perform(verb);
        updateVerbs();
    });
    connect(&m_changes, &ChangeHub::changed, this, [this](int topics) {
        if ((topics & (ChangeHub::Records | ChangeHub::Mappings)) != 0)
            updateBadges();
        updateActivity();
    });
    buildMenus();
    buildShortcuts();
    buildStatusBar();

    connect(&m_names, &Names::companyChanged, this, &MainWindow::showCompany);
    showCompany();
    if (!session.mayWrite)
        m_stateBar->show(MessageBar::Kind::Warning, tr("Another Causeway runs this profile. You can read; actions are disabled."),
                         {}, true);

    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        updateVerbs(); // copying works on the table with the focus
        // Qt scrolls to what Tab reaches, not to what a mnemonic does. Never under a pressed mouse button.
        for (QWidget* at = now; at != nullptr && QApplication::mouseButtons() == Qt::NoButton; at = at->parentWidget()) {
            auto* area = qobject_cast<QScrollArea*>(at);
            if (area != nullptr && area != now && now->height() <= area->viewport()->height())
                area->ensureWidgetVisible(now);
        }
    });
    auto* timer = new QTimer(this); // ages and "next run" move on even when nothing happens
    timer->setInterval(kClockMs);
    connect(timer, &QTimer::timeout, this, [this] { m_changes.note(ChangeHub::Activity); });
    timer->start();
    resize(QSize(theme.ch(204), theme.u(220)).boundedTo(screen()->availableSize()));
    show({QStringLiteral("home"), {}, {}});
    updateBadges();
    updateActivity();
    // The first focus belongs to the page, not to the first control of the tool bar.
    QTimer::singleShot(0, this, [this] {
        if (current() != nullptr && current()->firstFocus() != nullptr)
            current()->firstFocus()->setFocus(Qt::OtherFocusReason);
    });
}

MainWindow::~MainWindow()
{
    // The focus leaves the widgets while they are destroyed; by then there is nothing left to update.
    disconnect(qApp, nullptr, this, nullptr);
}

void MainWindow::buildPages()
{
    const auto add = [this](const QString& id, const QString& title, const QString& icon, std::function<Page*()> make,
                            bool lineAbove = false, bool atBottom = false, bool inRail = true) {
        m_specs.push_back({id, title, icon, lineAbove, atBottom, inRail, std::move(make)});
    };
    add(QStringLiteral("home"), tr("Home"), QStringLiteral("house"), [this] { return new HomePage(m_ui); });
    add(QStringLiteral("review"), tr("Review"), QStringLiteral("eye"), [this] { return new ReviewPage(m_ui); });
    add(QStringLiteral("errors"), tr("Errors"), QStringLiteral("octagon-alert"), [this] { return new ErrorsPage(m_ui); });
    add(
        QStringLiteral("orders"), tr("Orders"), QStringLiteral("shopping-cart"), [this] { return new OrdersPage(m_ui); }, true);
    add(QStringLiteral("shipments"), tr("Shipments"), QStringLiteral("truck"), [this] { return new ShipmentsPage(m_ui); });
    add(QStringLiteral("settlements"), tr("Settlements"), QStringLiteral("landmark"),
        [this] { return new SettlementsPage(m_ui); });
    add(
        QStringLiteral("flows"), tr("Flows"), QStringLiteral("workflow"), [this] { return new FlowsPage(m_ui); }, true);
    add(QStringLiteral("mappings"), tr("Mappings"), QStringLiteral("arrow-left-right"),
        [this] { return new MappingsPage(m_ui); });
    add(
        QStringLiteral("settings"), tr("Settings"), QStringLiteral("settings"), [this] { return new SettingsPage(m_ui); }, false,
        true);
    add(
        QStringLiteral("completeness"), tr("Completeness"), {}, [this] { return new CompletenessPage(m_ui); }, false, false,
        false);
    add(
        QStringLiteral("accounts"), tr("Accounts"), {}, [this] { return new AccountsPage(m_ui); }, false, false, false);
    add(
        QStringLiteral("match-order"), tr("Match order"), {}, [this] { return new MatchOrderPage(m_ui); }, false, false, false);
    add(
        QStringLiteral("order-fields"), tr("Order fields"), {}, [this] { return new OrderFieldsPage(m_ui); }, false, false,
        false);
    add(
        QStringLiteral("other-mappings"), tr("Charges and taxes"), {}, [this] { return new OtherMappingsPage(m_ui); }, false,
        false, false);
    add(
        QStringLiteral("store-defaults"), tr("Stores"), {}, [this] { return new StoreDefaultsPage(m_ui); }, false, false, false);
    add(
        QStringLiteral("duplicates"), tr("Duplicate customers"), {}, [this] { return new DuplicatesPage(m_ui); }, false, false,
        false);
    add(
        QStringLiteral("bank"), tr("Bank"), {}, [this] { return new BankPage(m_ui); }, false, false, false);
    add(
        QStringLiteral("notifications"), tr("Notifications"), {}, [this] { return new NotificationsPage(m_ui); }, false, false,
        false);
    add(
        QStringLiteral("settlement"), tr("Settlement"), {}, [this] { return new SettlementPage(m_ui); }, false, false, false);
    add(
        QStringLiteral("record"), tr("Record"), {}, [this] { return new RecordPage(m_ui); }, false, false, false);
}

void MainWindow::showCompany()
{
    setWindowTitle(tr("%1 \u2014 Causeway").arg(m_names.company()));
    if (m_session.demo) {
        QList<MessageBar::Button> buttons;
        if (m_host != nullptr)
            buttons << MessageBar::Button{tr("Set up for real"), [this] { m_host->showWizard({}); }};
        m_environmentBar->show(MessageBar::Kind::Demo, tr("Demo company. Nothing leaves this computer."), buttons, true);
    } else if (m_names.isSandbox()) {
        m_environmentBar->show(MessageBar::Kind::Warning, tr("Sandbox account. Nothing reaches your production books."), {},
                               true);
    } else {
        m_environmentBar->hide();
    }
}

void MainWindow::buildMenus()
{
    const auto named = [](QAction* action, const char* name, const QKeySequence& keys = {}) {
        action->setObjectName(QString::fromLatin1(name));
        if (!keys.isEmpty())
            action->setShortcut(keys);
        return action;
    };
    const auto verbs = [this](QMenu* menu, std::initializer_list<Verb> list) {
        for (const Verb verb : list) {
            if (verb == Verb::Count)
                menu->addSeparator();
            else
                menu->addAction(m_actions.action(verb));
        }
    };
    menuBar()->setObjectName(QStringLiteral("shell.menuBar"));
    menuBar()->setAccessibleName(tr("Menu"));
    QMenu* file = menuBar()->addMenu(tr("&File"));
    if (m_host != nullptr)
        named(file->addAction(tr("&Set up\u2026"), this, [this] { m_host->showWizard({}); }), "shell.action.wizard");
    for (const Session::Simulated& simulated : m_session.simulate) {
        QAction* action = file->addAction(tr("Simulate: %1").arg(simulated.title), this, [run = simulated.run] { run(); });
        action->setObjectName(QStringLiteral("shell.action.simulate.") + simulated.id);
    }
    file->addSeparator();
    named(file->addAction(tr("&Quit"), this, &QWidget::close), "shell.action.quit", QKeySequence::Quit);
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    verbs(edit, {Verb::Map, Verb::Edit, Verb::Skip, Verb::Count, Verb::Approve, Verb::ApproveSelected, Verb::Reject, Verb::Count,
                 Verb::Save, Verb::Revert, Verb::Count, Verb::Copy, Verb::CopyWithHeaders, Verb::CopyId, Verb::Count,
                 Verb::Export, Verb::CopySupport});
    QMenu* view = menuBar()->addMenu(tr("&View"));
    named(view->addAction(tr("Refresh"), this,
                          [this] {
                              if (current() != nullptr)
                                  current()->refresh(ChangeHub::Everything);
                          }),
          "shell.action.refresh", QKeySequence(Qt::Key_F5));
    named(view->addAction(tr("Detail pane"), this,
                          [this] {
                              if (current() != nullptr && current()->pane() != nullptr)
                                  current()->pane()->setVisible(!current()->pane()->isVisible());
                          }),
          "shell.action.togglePane", QKeySequence(Qt::CTRL | Qt::Key_I));
    QMenu* look = view->addMenu(tr("Appearance"));
    const std::pair<Theme::Scheme, QString> schemes[] = {
        {Theme::Scheme::System, tr("As the system")}, {Theme::Scheme::Light, tr("Light")}, {Theme::Scheme::Dark, tr("Dark")}};
    for (const auto& [scheme, title] : schemes)
        look->addAction(title, this, [this, scheme = scheme] { m_theme.setScheme(scheme); })
            ->setObjectName(QStringLiteral("shell.action.scheme%1").arg(static_cast<int>(scheme)));
    QMenu* goMenu = menuBar()->addMenu(tr("&Go"));
    for (const PageSpec& spec : m_specs) {
        if (!spec.inRail)
            continue;
        QAction* action = goMenu->addAction(spec.title, this, [this, id = spec.id] { show({id, {}, {}}); });
        action->setObjectName(QStringLiteral("shell.action.go.") + spec.id);
        // The digits belong to the pages for good, also to those that come later.
        static const QStringList kDigits{QStringLiteral("home"),        QStringLiteral("review"),    QStringLiteral("errors"),
                                         QStringLiteral("orders"),      QStringLiteral("shipments"), QStringLiteral("catalog"),
                                         QStringLiteral("settlements"), QStringLiteral("flows"),     QStringLiteral("mappings")};
        if (const auto digit = kDigits.indexOf(spec.id); digit >= 0)
            action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + digit)));
        else if (spec.atBottom)
            action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma));
    }
    goMenu->addSeparator();
    verbs(goMenu, {Verb::Open, Verb::OpenNetSuite, Verb::OpenAmazon, Verb::Count});
    m_back =
        named(goMenu->addAction(tr("Back"), this, [this] { go(-1); }), "shell.action.back", QKeySequence(Qt::ALT | Qt::Key_Left));
    m_forward = named(goMenu->addAction(tr("Forward"), this, [this] { go(1); }), "shell.action.forward",
                      QKeySequence(Qt::ALT | Qt::Key_Right));
    named(goMenu->addAction(tr("Find in this list"), this,
                            [this] {
                                if (current() != nullptr && current()->filterBar() != nullptr)
                                    current()->filterBar()->focusFind();
                            }),
          "shell.action.find", QKeySequence::Find);
    named(goMenu->addAction(tr("Clear filters"), this,
                            [this] {
                                if (current() != nullptr && current()->filterBar() != nullptr)
                                    current()->filterBar()->clearAll();
                            }),
          "shell.action.clearFilters", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    QMenu* sync = menuBar()->addMenu(tr("&Sync"));
    verbs(sync, {Verb::RunNow, Verb::Preview, Verb::StopRun, Verb::Count, Verb::SyncOrder, Verb::Count, Verb::Retry,
                 Verb::RetryAlike, Verb::Count, Verb::Test});
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    named(help->addAction(tr("Keyboard shortcuts"), this, [this] { showShortcuts(); }), "shell.action.shortcuts",
          QKeySequence(Qt::Key_F1));
    help->addAction(m_actions.action(Verb::CopySupport));
    help->addSeparator();
    named(help->addAction(tr("About Causeway"), this, [this] { showAbout(); }), "shell.action.about");
    for (QAction* action : findChildren<QAction*>()) {
        if (!action->objectName().isEmpty())
            addAction(action); // shortcuts work although the menu is closed
    }
    for (const Verb verb : ActionRegistry::all())
        addAction(m_actions.action(verb));
}

void MainWindow::showShortcuts()
{
    std::vector<TableRow> rows;
    QSet<QString> seen;
    for (QAction* action : actions()) {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        if (keys.isEmpty() || seen.contains(keys))
            continue;
        seen.insert(keys);
        QString words = m_usualActionWords.value(action, action->text());
        words.remove(u'&').remove(QChar(0x2026));
        TableRow row;
        row.id = keys;
        row.cells = {rows::text(words), rows::text(keys)};
        rows.push_back(std::move(row));
    }
    for (const auto& [words, keys] :
         {std::pair{tr("Open what is chosen"), tr("Enter")}, std::pair{tr("Menu of a row"), tr("Shift+F10")},
          std::pair{tr("Change a value in a table"), tr("F2")}, std::pair{tr("Check or uncheck a row"), tr("Space")}}) {
        TableRow row;
        row.id = keys;
        row.cells = {rows::text(words), rows::text(keys)};
        rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(),
              [](const TableRow& a, const TableRow& b) { return a.cells[0].text.localeAwareCompare(b.cells[0].text) < 0; });
    auto* window = new InfoWindow(m_theme, QStringLiteral("shell.shortcuts"), tr("Keyboard shortcuts"), this);
    window->showRows({{QStringLiteral("shortcuts.col.what"), tr("What it does"), 0, Column::Kind::Text, {}},
                      {QStringLiteral("shortcuts.col.keys"), tr("Keys"), 22, Column::Kind::Text, {}}},
                     std::move(rows));
    window->show();
}

void MainWindow::showAbout()
{
    QFile icons(QStringLiteral(":/causeway/icons/LICENSE"));
    const QString iconText = icons.open(QIODevice::ReadOnly) ? QString::fromUtf8(icons.readAll()) : QString();
    auto* window = new InfoWindow(m_theme, QStringLiteral("shell.about"), tr("About Causeway"), this);
    window->showText(tr("Causeway %1 keeps Amazon Seller Central and NetSuite in step.").arg(QStringLiteral(CAUSEWAY_VERSION)) +
                     QStringLiteral("\n\n") +
                     tr("Free software under the GNU General Public License, version 3 or later. It comes with no warranty.") +
                     QStringLiteral("\n\n") + tr("Profile: %1").arg(QDir::toNativeSeparators(m_session.folder)) +
                     QStringLiteral("\nQt ") + QString::fromLatin1(qVersion()) + QStringLiteral("\n\n") + tr("Icons: Lucide") +
                     QStringLiteral("\n\n") + iconText);
    window->show();
}

void MainWindow::buildShortcuts()
{
    const auto add = [this](const char* name, const QString& words, const QKeySequence& keys, auto slot) {
        auto* action = new QAction(words, this);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
    };
    add("shell.action.nextRegion", tr("Next part of the window"), QKeySequence(Qt::Key_F6), [this] { cycleRegion(1); });
    add("shell.action.previousRegion", tr("Part of the window before"), QKeySequence(Qt::SHIFT | Qt::Key_F6),
        [this] { cycleRegion(-1); });
}

QList<QWidget*> MainWindow::regions() const
{
    QList<QWidget*> list{m_rail, m_toolBar};
    if (Page* page = current()) {
        if (page->filterBar() != nullptr)
            list << page->filterBar();
        if (page->table() != nullptr)
            list << page->table();
        if (page->pane() != nullptr && page->pane()->isVisible())
            list << page->pane();
    }
    return list;
}

void MainWindow::cycleRegion(int direction)
{
    const QList<QWidget*> list = regions();
    qsizetype at = -1;
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (focusWidget() != nullptr && (list[i] == focusWidget() || list[i]->isAncestorOf(focusWidget())))
            at = i;
    }
    for (qsizetype tried = 0; tried < list.size(); ++tried) {
        at = (at + direction + list.size()) % list.size();
        QWidget* to = list[at];
        if (auto* bar = qobject_cast<FilterBar*>(to))
            to = bar->firstFocus();
        if (to != nullptr && to->focusPolicy() == Qt::NoFocus) {
            QWidget* first = nullptr;
            for (QWidget* child : to->findChildren<QWidget*>()) {
                if ((child->focusPolicy() & Qt::TabFocus) != 0 && child->isVisible() && child->isEnabled()) {
                    first = child;
                    break;
                }
            }
            to = first;
        }
        if (to != nullptr) {
            to->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

void MainWindow::buildStatusBar()
{
    m_left = new PlainLabel(m_theme, {}, PlainLabel::Role::Small);
    m_right = new PlainLabel(m_theme, {}, PlainLabel::Role::Small);
    m_left->setContentsMargins(m_theme.u(2), 0, 0, 0);
    m_right->setContentsMargins(0, 0, m_theme.u(2), 0);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_left, 1);
    statusBar()->addPermanentWidget(m_right);
    statusBar()->setAccessibleName(tr("Status"));
}

Page* MainWindow::page(const QString& id)
{
    if (Page* made = m_pages.value(id))
        return made;
    for (const PageSpec& spec : m_specs) {
        if (spec.id != id)
            continue;
        Page* made = spec.make();
        m_pages.insert(id, made);
        // With large text a page may need more room than the screen has: then it scrolls, and the window fits.
        auto* scroll = build::named(new QScrollArea, QStringLiteral("shell.scroll.") + id, spec.title);
        scroll->setProperty("page", true);
        scroll->setFocusPolicy(Qt::NoFocus);
        scroll->setWidgetResizable(true);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidget(made);
        m_stack->addWidget(scroll);
        made->setStacked(width() < m_theme.ch(kStackedCh));
        connect(made, &Page::verbsChanged, this, &MainWindow::updateVerbs);
        connect(made, &Page::wantsTo, this, [this](const Target& target) { show(target); });
        connect(made, &Page::wantsSetUp, this, [this](const QString& at) {
            if (m_host != nullptr)
                m_host->showWizard(at);
        });
        return made;
    }
    return nullptr;
}

QStringList MainWindow::pageIds() const
{
    QStringList ids;
    for (const PageSpec& spec : m_specs)
        ids << spec.id;
    return ids;
}

Page* MainWindow::current() const
{
    const auto* scroll = qobject_cast<QScrollArea*>(m_stack->currentWidget());
    return scroll != nullptr ? qobject_cast<Page*>(scroll->widget()) : nullptr;
}

void MainWindow::show(const Target& target, bool remember)
{
    Page* to = page(target.page);
    if (to == nullptr)
        return;
    if (remember) {
        if (current() != nullptr && m_place >= 0)
            m_history[m_place] = current()->place();
        m_history.resize(m_place + 1);
        m_history.append(target);
        m_place = m_history.size() - 1;
    }
    static const QStringList kMappingPages{QStringLiteral("accounts"), QStringLiteral("match-order"),
                                           QStringLiteral("order-fields"), QStringLiteral("other-mappings"),
                                           QStringLiteral("store-defaults")};
    const bool another = current() != to;
    m_stack->setCurrentWidget(to->parentWidget()->parentWidget()); // its viewport's scroll area
    m_rail->choose(target.page == QLatin1StringView("record")          ? target.filter
                   : target.page == QLatin1StringView("notifications") ? QStringLiteral("settings")
                   : kMappingPages.contains(target.page)               ? QStringLiteral("mappings")
                   : target.page == QLatin1StringView("completeness") || target.page == QLatin1StringView("duplicates")
                       ? QStringLiteral("orders") // it is reached from there
                   : target.page == QLatin1StringView("settlement") || target.page == QLatin1StringView("bank")
                       ? QStringLiteral("settlements")
                       : target.page);
    if (!target.filter.isEmpty() || !target.id.isEmpty())
        to->go(target);
    else if (another && to->firstFocus() != nullptr && !m_rail->hasFocus())
        to->firstFocus()->setFocus(Qt::OtherFocusReason);
    updateVerbs();
}

void MainWindow::go(int step)
{
    if (m_place + step < 0 || m_place + step >= m_history.size())
        return;
    m_history[m_place] = current()->place();
    m_place += step;
    show(m_history[m_place], false);
}

void MainWindow::updateVerbs()
{
    Page* page = current();
    for (const Verb verb : ActionRegistry::all()) {
        QAction* action = m_actions.action(verb);
        const bool can = page != nullptr && page->can(verb);
        const QString words = page != nullptr ? page->label(verb) : QString();
        action->setEnabled(can);
        action->setText(words.isEmpty() ? m_usualWords.value(verb) : words);
        action->setToolTip(can || page == nullptr ? QString() : format::tooltip(page->whyNot(verb)));
    }
    m_back->setEnabled(m_place > 0);
    m_forward->setEnabled(m_place + 1 < m_history.size());
}

void MainWindow::updateBadges()
{
    struct Counts
    {
        qint64 review = 0, errors = 0, unmapped = 0, settlements = 0;
    };
    const QString store = m_ui.store;
    auto counts = m_session.database.read([&](db::Connection& connection) -> Result<Counts> {
        const db::RecordReads records(connection);
        return Counts{records.count(db::RecordState::Review, {}, store).value_or(0),
                      records.count(db::RecordState::Error, {}, store).value_or(0),
                      db::ConfigurationReads(connection).unmappedSkuCount().value_or(0),
                      records.count(db::RecordState::Review, engine::SettlementImport::kFlow, store).value_or(0)};
    });
    if (!counts)
        return;
    const auto badge = [this](const QString& id, qint64 count, Token token) {
        m_rail->setBadge(id, count > 0 ? format::count(count) : QString(), token);
    };
    badge(QStringLiteral("review"), counts->review, Token::Review);
    badge(QStringLiteral("errors"), counts->errors, Token::Error);
    badge(QStringLiteral("settlements"), counts->settlements, Token::Review);
    badge(QStringLiteral("mappings"), counts->unmapped, Token::Text);
}

void MainWindow::showReach(const engine::Engine::Activity& activity)
{
    if (activity.unreachable.empty()) {
        m_stateBar->hide();
        return;
    }
    const QString since = format::shortTime(activity.unreachable.front().sinceMs, m_ui.now());
    QStringList names;
    for (const engine::Unreachable& one : activity.unreachable)
        names << m_names.connection(one.connection);
    m_stateBar->show(
        MessageBar::Kind::Warning,
        activity.offline
            ? tr("Offline since %1. You can read everything; actions are kept and sent when the connection is back.").arg(since)
            : tr("No answer since %1: %2. Actions are kept and sent when it is back.")
                  .arg(since, names.join(QStringLiteral(", "))),
        {}, true);
}

void MainWindow::updateActivity()
{
    const engine::Engine::Activity activity = m_session.engine.activity();
    const qint64 now = m_ui.now();
    m_toolBar->showActivity(activity, m_closing);
    if (m_session.mayWrite && !m_closing)
        showReach(activity);
    QStringList left;
    const std::vector<engine::RunProgress> running =
        activity.running > 0 ? m_session.engine.progress() : std::vector<engine::RunProgress>();
    if (running.size() == 1) // of several there is no room; each shows its own on Flows
        left << QStringLiteral("%1: %2").arg(rows::flowTitle(m_session.flows, running.front().flow),
                                             engine::run_words::progress(running.front()));
    else
        left << (activity.running > 0 ? tr("%n flows running", nullptr, activity.running) : tr("No flow running"));
    left << tr("Queue %1").arg(format::number(activity.queue));
    if (activity.nextRunAtMs)
        left << tr("Next: %1, %2")
                    .arg(rows::flowTitle(m_session.flows, activity.nextFlow), format::ahead(*activity.nextRunAtMs, now));
    m_left->setText(left.join(QStringLiteral("      ")));
    m_right->setText(tr("Saved on this computer"));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_stopped || !m_session.mayWrite || !m_session.engine.isRunning()) {
        event->accept();
        m_tasks.stopAll();
        Q_EMIT finished();
        return;
    }
    event->ignore();
    if (m_closing)
        return;
    m_closing = true;
    const int running = m_session.engine.activity().running;
    m_stateBar->show(MessageBar::Kind::Info,
                     running > 0 ? tr("Finishing %n calls\u2026 What was not sent stays queued.", nullptr, running)
                                 : tr("Closing\u2026"),
                     {{tr("Quit now"),
                       [this] {
                           m_stopped = true;
                           close();
                       }}},
                     true);
    updateActivity();
    m_tasks.run(
        QStringLiteral("stop"), this,
        [engine = &m_session.engine](const StopToken&) {
            engine->stop(kStopMs);
            return true;
        },
        [this](bool) {
            m_stopped = true;
            close();
        });
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    const bool narrow = width() < m_theme.ch(kNarrowCh);
    m_rail->setNarrow(narrow);
    if (QWidget* frame = m_rail->parentWidget())
        frame->setFixedWidth(narrow ? m_theme.u(13) : m_theme.ch(21));
    for (Page* page : m_pages)
        page->setStacked(width() < m_theme.ch(kStackedCh));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_session.mayWrite && !SettlementsPage::filesOf(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QStringList files = SettlementsPage::filesOf(*event->mimeData());
    if (!m_session.mayWrite || files.isEmpty())
        return;
    event->acceptProposedAction();
    static const QStringList kStatements{QStringLiteral("ofx"), QStringLiteral("qfx")};
    if (kStatements.contains(QFileInfo(files.front()).suffix().toLower())) {
        show({QStringLiteral("bank"), {}, {}});
        if (auto* bank = qobject_cast<BankPage*>(current()))
            bank->importFiles(files);
        return;
    }
    show({QStringLiteral("settlements"), {}, {}});
    if (auto* settlements = qobject_cast<SettlementsPage*>(current()))
        settlements->importFiles(files);
}

} // namespace causeway::ui
