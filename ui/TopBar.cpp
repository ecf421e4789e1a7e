// SPDX-License-Identifier: GPL-3.0-or-later
#include "TopBar.h"

#include <QDateTime>
#include <QMenu>
#include <QSignalBlocker>

#include "Format.h"
#include "reading/Names.h"
#include "widgets/Build.h"
#include "widgets/EnvironmentBadge.h"
#include "widgets/StateLabel.h"

namespace causeway::ui {

namespace {
constexpr qint64 kHourMs = 3'600'000;
constexpr int kMorning = 6; ///< "until tomorrow", hour of this computer's clock
} // namespace

TopBar::TopBar(Ui& ui, QWidget* parent) : QWidget(parent), m_ui(ui)
{
    const Theme& theme = ui.theme;
    setObjectName(QStringLiteral("shell.toolbar"));
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    setLayout(layout);
    m_stores = build::named(new ComboBox(theme), QStringLiteral("shell.storeFilter"), tr("Store"));
    m_stores->setMinimumWidth(theme.ch(20));
    m_environment = new EnvironmentBadge(theme);
    m_environment->setObjectName(QStringLiteral("shell.environment"));
    m_runner = new StateLabel(theme);
    m_pause = build::button(theme, QStringLiteral("shell.pauseButton"), tr("Pause") + QStringLiteral(" \u25BE"),
                            QStringLiteral("pause"));
    m_pause->setAccessibleName(tr("Pause"));
    m_pause->setEnabled(ui.session.mayWrite);
    auto* menu = new QMenu(m_pause);
    menu->setObjectName(QStringLiteral("shell.pauseMenu"));
    menu->setAccessibleName(tr("Pause"));
    menu->addAction(tr("For 1 hour"), this, [this] { pauseFor(kHourMs); })
        ->setObjectName(QStringLiteral("shell.action.pauseHour"));
    menu->addAction(tr("Until tomorrow"), this,
                    [this] {
                        const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_ui.now());
                        pauseFor(QDateTime(now.date().addDays(1), QTime(kMorning, 0)).toMSecsSinceEpoch() - m_ui.now());
                    })
        ->setObjectName(QStringLiteral("shell.action.pauseTomorrow"));
    menu->addAction(tr("Until I resume"), this, [this] { pauseFor(std::nullopt); })
        ->setObjectName(QStringLiteral("shell.action.pauseOpen"));
    menu->addSeparator();
    menu->addAction(tr("Resume"), this, [this] { told(m_ui.session.engine.resume(m_ui.session.actor)); })
        ->setObjectName(QStringLiteral("shell.action.resume"));
    layout->addWidget(m_stores);
    layout->addWidget(m_environment);
    layout->addStretch(1);
    layout->addWidget(m_runner);
    layout->addWidget(m_pause);
    connect(m_pause, &QPushButton::clicked, this,
            [this, menu] { menu->popup(m_pause->mapToGlobal(QPoint(0, m_pause->height()))); });
    connect(m_stores, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT storeChosen(m_stores->currentId()); });
    connect(&ui.names, &Names::storesChanged, this, &TopBar::showStores);
    connect(&ui.names, &Names::companyChanged, this, &TopBar::showEnvironment);
    showStores();
    showEnvironment();
}

void TopBar::showStores()
{
    const QString before = m_stores->currentId();
    {
        const QSignalBlocker quiet(m_stores);
        m_stores->clear();
        const QIcon icon = IconTheme::icon(m_ui.theme, QStringLiteral("store"));
        m_stores->addItem(icon, tr("All stores"), QString());
        for (const QString& id : m_ui.names.stores())
            m_stores->addItem(icon, m_ui.names.store(id), id);
        m_stores->chooseId(before);
    }
    if (m_stores->currentId() != before) // it is no longer there
        Q_EMIT storeChosen(m_stores->currentId());
}

void TopBar::showEnvironment()
{
    using Kind = EnvironmentBadge::Kind;
    m_environment->setKind(m_ui.session.demo                        ? Kind::Demo
                           : m_ui.names.isSandbox()                 ? Kind::Sandbox
                           : m_ui.names.netSuiteAccount().isEmpty() ? Kind::None
                                                                    : Kind::Production);
}

void TopBar::pauseFor(std::optional<qint64> ms)
{
    const std::optional<qint64> until = ms ? std::optional(m_ui.now() + *ms) : std::nullopt;
    told(m_ui.session.engine.pause(until, m_ui.session.actor));
}

void TopBar::told(const Result<void>& done)
{
    if (!done)
        Q_EMIT pauseFailed(done.error());
    m_ui.changes.note(ChangeHub::Activity);
}

void TopBar::showActivity(const engine::Engine::Activity& activity, bool closing)
{
    if (!m_ui.session.mayWrite)
        m_runner->setIcon(QStringLiteral("lock"), Token::Waiting, tr("Read only"));
    else if (closing)
        m_runner->setIcon(QStringLiteral("loader-circle"), Token::Running, tr("Finishing\u2026"));
    else if (activity.paused)
        m_runner->setIcon(QStringLiteral("pause"), Token::Waiting,
                          activity.running > 0     ? tr("Pausing\u2026")
                          : activity.pausedUntilMs ? tr("Paused until %1").arg(format::ahead(*activity.pausedUntilMs, m_ui.now()))
                                                   : tr("Paused"));
    else if (activity.offline)
        m_runner->setIcon(QStringLiteral("wifi-off"), Token::Error, tr("Offline"));
    else if (!activity.unreachable.empty())
        m_runner->setIcon(QStringLiteral("wifi-off"), Token::Waiting, tr("Waiting for an answer"));
    else if (activity.running > 0)
        m_runner->setIcon(QStringLiteral("loader-circle"), Token::Running, tr("Running"));
    else if (m_ui.session.engine.isRunning())
        m_runner->setIcon(QStringLiteral("circle-check"), Token::Done, tr("Standby"));
    else
        m_runner->setIcon(QStringLiteral("circle"), Token::Muted, tr("Off"));
}

} // namespace causeway::ui
