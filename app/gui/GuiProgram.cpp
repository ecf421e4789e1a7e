// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/GuiProgram.h"

#include <QApplication>
#include <QPushButton>
#include <QTextStream>
#include <QThread>
#include <QTimer>
#include <QVBoxLayout>

#include "db/ViewTables.h"
#include "netsuite/KeyPair.h"
#include "simulator/AmazonSim.h"
#include "simulator/NetSuiteSim.h"
#include "simulator/Simulation.h"
#include "widgets/PlainLabel.h"

namespace causeway::app {

namespace {

constexpr int kUnusable = 4;     ///< exit code: the profile cannot be used
constexpr int kPatienceMs = 400; ///< opening is usually shorter

/// Work that follows once the profile is recovered: the engine runs by itself from here on.
const QString kDemoTrigger = QStringLiteral("demo");
const QString kOrderFlows = QStringLiteral("orders-");
constexpr int kWarehouseMs = 10'000;

/// Runs the demo's flows at once: those that bring orders, or those that follow.
void runDemoFlows(Composition& composition, bool bringOrders)
{
    const auto configuration = composition.configuration();
    if (!configuration)
        return;
    for (const config::FlowSettings& flow : configuration->flows) {
        if (!flow.enabled || flow.flow.startsWith(kOrderFlows) != bringOrders)
            continue;
        engine::RunRequest request;
        request.flow = flow.flow;
        request.store = flow.store;
        request.trigger = kDemoTrigger;
        // A flow that the scheduler has started meanwhile is what we want, too.
        static_cast<void>(composition.engine().runNow(request, {QStringLiteral("demo")}));
    }
}

} // namespace

GuiProgram::GuiProgram(GuiOptions options, ui::Theme& theme) : m_options(std::move(options)), m_theme(theme)
{
    connect(&m_warehouse, &QTimer::timeout, this, &GuiProgram::letDemoWarehouseShip);
    security::Keychain& keychain = m_options.keychain != nullptr ? *m_options.keychain : m_systemKeychain;
    m_keychain = std::make_unique<MainThreadKeychain>(keychain, m_tasks.token());
    qApp->installEventFilter(this);
    qApp->installEventFilter(&m_mnemonics);
}

GuiProgram::~GuiProgram()
{
    m_tasks.stopAll();
    delete m_wizard;
    for (Opened* opened : {&m_profile, &m_demo})
        opened->window.reset();
}

bool GuiProgram::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != qApp || event->type() != QEvent::Quit)
        return QObject::eventFilter(watched, event);
    // Qt would give up at the first window that has calls to finish; every window is told, and the last one to close ends the
    // program.
    bool open = false;
    for (QWidget* window : QApplication::topLevelWidgets()) {
        if (window->isVisible() && window->isWindow())
            open = !window->close() || open;
    }
    if (!open)
        m_tasks.stopAll();
    return open;
}

ui::MainWindow* GuiProgram::window() const
{
    return m_profile.window ? m_profile.window.get() : m_demo.window.get();
}

ProfileOptions GuiProgram::profileOptions()
{
    ProfileOptions options;
    options.folder = m_options.profile.isEmpty() ? Profile::defaultFolder() : m_options.profile;
    options.secretsFile = m_options.secretsFile;
    options.readWhenLocked = true;
    options.keychain = m_keychain.get();
    options.transport = m_options.transport;
    return options;
}

void GuiProgram::start()
{
    if (!m_options.demo && !Profile::exists(profileOptions().folder)) {
        showWizard({});
        return;
    }
    QTimer::singleShot(kPatienceMs, this, &GuiProgram::showPatience);
    if (m_options.demo) {
        openDemo([this](const Result<void>& opened) {
            if (!opened)
                showFailure(opened.error());
        });
        return;
    }
    openOrCreateProfile([this](const Result<ui::Session*>& session) {
        if (!session)
            showFailure(session.error());
        else
            showProfile();
    });
}

void GuiProgram::openDemo(std::function<void(const Result<void>&)> done)
{
    if (raised(m_demo)) {
        done({});
        return;
    }
    if (m_demo.demo) {
        show(m_demo, true);
        m_demo.demo->composition().engine().start();
        done({});
        return;
    }
    if (m_opening)
        return; // the first request answers
    m_opening = true;
    DemoOptions options;
    options.folder = m_options.demo ? m_options.profile : QString();
    m_tasks.run(
        QStringLiteral("demo"), this,
        [options, main = thread()](const StopToken&) {
            auto demo = DemoCompanyProfile::start(options);
            if (demo)
                (*demo)->composition().handOver(main);
            return demo;
        },
        [this, done = std::move(done)](Result<std::unique_ptr<DemoCompanyProfile>> demo) {
            m_opening = false;
            m_patience.reset();
            if (!demo) {
                done(fail(demo.error()));
                return;
            }
            m_demo.demo = std::move(*demo);
            m_demo.session = sessionOf(*m_demo.demo);
            show(m_demo, true);
            m_demo.demo->composition().engine().start();
            runDemoFlows(m_demo.demo->composition(), true);
            m_warehouse.start(kWarehouseMs);
            done({});
        });
}

void GuiProgram::letDemoWarehouseShip()
{
    m_tasks.run(
        QStringLiteral("warehouse"), this,
        [demo = m_demo.demo.get()](const StopToken&) { return demo->simulation().letWarehouseShip(); },
        [this](int shipped) {
            if (shipped > 0)
                runDemoFlows(m_demo.demo->composition(), false);
        });
}

void GuiProgram::openOrCreateProfile(std::function<void(const Result<ui::Session*>&)> done)
{
    if (m_profile.session) {
        done(m_profile.session.get());
        return;
    }
    if (m_opening)
        return; // the first request answers
    m_opening = true;
    m_tasks.run(
        QStringLiteral("profile"), this,
        [options = profileOptions(), main = thread()](const StopToken&) -> Result<std::unique_ptr<Composition>> {
            if (!Profile::exists(options.folder)) {
                if (auto created = Composition::create(options); !created)
                    return fail(created.error());
            }
            auto composition = Composition::open(options);
            if (composition)
                (*composition)->handOver(main);
            return composition;
        },
        [this, done = std::move(done)](Result<std::unique_ptr<Composition>> composition) {
            m_opening = false;
            m_patience.reset();
            if (!composition) {
                done(fail(composition.error()));
                return;
            }
            m_profile.composition = std::move(*composition);
            m_profile.session = sessionOf(*m_profile.composition);
            m_profile.session->openUrl = m_options.openUrl;
            done(m_profile.session.get());
        });
}

void GuiProgram::showProfile()
{
    if (!m_profile.session || raised(m_profile))
        return;
    show(m_profile, false);
}

bool GuiProgram::raised(Opened& opened)
{
    if (!opened.window || !opened.window->isVisible())
        return false;
    opened.window->raise();
    return true;
}

/// A window that was closed has stopped its engine: another one takes its place and starts it again.
void GuiProgram::show(Opened& opened, bool recovered)
{
    opened.window = std::make_unique<ui::MainWindow>(m_theme, *opened.session, this);
    ui::MainWindow* window = opened.window.get();
    window->QWidget::show();
    if (!m_options.page.isEmpty())
        window->show({m_options.page, {}, {}});
    if (recovered || !opened.session->mayWrite)
        return;
    // The window stands before the file is checked: recovery after a crash may take a while and runs on a worker.
    Composition* composition = opened.composition.get();
    window->tasks().run(
        QStringLiteral("recover"), window, [composition](const StopToken&) { return composition->engine().recover(); },
        [window, composition](const Result<void>& done) {
            if (!done) {
                window->current()->told(done);
                return;
            }
            composition->engine().start();
            window->changes().note(ui::ChangeHub::Everything);
        });
}

void GuiProgram::showWizard(const QString& at)
{
    if (!m_wizard || !m_wizard->isVisible()) { // one that was closed deletes itself
        m_wizard = new ui::SetupWizard(m_theme, *this);
        if (m_profile.session)
            m_wizard->takeUp(at);
    }
    m_wizard->show();
    m_wizard->raise();
}

QWidget* GuiProgram::plainWindow(const QString& name, const QString& title, const QString& words, const QString& more)
{
    auto* window = new QWidget;
    window->setObjectName(name);
    window->setWindowTitle(QStringLiteral("Causeway"));
    auto* layout = new QVBoxLayout(window);
    layout->setContentsMargins(m_theme.u(6), m_theme.u(6), m_theme.u(6), m_theme.u(6));
    layout->setSpacing(m_theme.u(3));
    layout->addWidget(new ui::PlainLabel(m_theme, title, ui::PlainLabel::Role::PageTitle));
    for (const auto& [text, role] :
         {std::pair(words, ui::PlainLabel::Role::Normal), std::pair(more, ui::PlainLabel::Role::Muted)}) {
        auto* label = new ui::PlainLabel(m_theme, text, role);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    layout->addStretch();
    auto* quit = new QPushButton(tr("Quit"));
    quit->setObjectName(name + QStringLiteral(".quitButton"));
    quit->setAccessibleName(tr("Quit"));
    connect(quit, &QPushButton::clicked, window, &QWidget::close);
    layout->addWidget(quit, 0, Qt::AlignTrailing);
    window->resize(m_theme.ch(70), m_theme.u(50));
    return window;
}

void GuiProgram::showPatience()
{
    if (!m_opening || window() != nullptr || m_wizard)
        return;
    m_patience.reset(plainWindow(
        QStringLiteral("patience"), tr("Opening\u2026"),
        m_options.demo ? tr("The demo company is built.") : tr("The profile is opened. A newer version may first make a backup."),
        tr("If your system\u2019s keychain asks for permission, please allow it: Causeway keeps one key there.")));
    m_patience->show();
}

void GuiProgram::showFailure(const Error& error)
{
    m_exitCode = kUnusable;
    QTextStream(stderr) << error.message << ' ' << error.remedy << Qt::endl;
    m_failure.reset(plainWindow(QStringLiteral("failure"), tr("This profile cannot be used"), error.message, error.remedy));
    m_failure->show();
}

std::unique_ptr<ui::Session> GuiProgram::sessionOf(Composition& composition)
{
    auto session = std::unique_ptr<ui::Session>(new ui::Session{composition.database(),
                                                                composition.engine(),
                                                                composition.flows(),
                                                                composition.secrets(),
                                                                composition.clock(),
                                                                {},
                                                                {},
                                                                true,
                                                                false,
                                                                engine::Actor{QStringLiteral("window")},
                                                                {},
                                                                {},
                                                                {}});
    session->folder = composition.profile().folder();
    session->mayWrite = composition.mayWrite();
    session->demo = composition.isDemo();
    Clock* clock = &composition.clock();
    session->makeCertificate = [clock](const QString& company) -> Result<ui::Session::Certificate> {
        auto pair = netsuite::KeyPair::create(netsuite::KeyKind::EcP256, QStringLiteral("Causeway ") + company, clock->nowMs());
        if (!pair)
            return fail(pair.error());
        return ui::Session::Certificate{std::move(pair->privateKeyPem), std::move(pair->certificatePem)};
    };
    return session;
}

std::unique_ptr<ui::Session> GuiProgram::sessionOf(DemoCompanyProfile& demo)
{
    auto session = sessionOf(demo.composition());
    session->demo = true;
    session->company = QStringLiteral("Northfield Outdoor");
    simulator::Simulation* simulation = &demo.simulation();
    const auto newOrders = [simulation](const QStringList& skus) {
        simulator::AmazonSim& amazon = simulation->amazon();
        const auto known = amazon.orders();
        if (known.empty())
            return;
        amazon.addOrder(amazon.makeOrder(known.front().store, skus));
    };
    session->simulate = {
        {QStringLiteral("newOrder"), tr("a new order arrives"),
         [newOrders, simulation] {
             for (const simulator::AmazonOrder& order : simulation->amazon().orders()) {
                 if (!order.items.empty()) {
                     newOrders({order.items.front().sku});
                     return;
                 }
             }
         }},
        {QStringLiteral("unknownSku"), tr("an order with an unknown SKU"),
         [newOrders] { newOrders({QStringLiteral("NF-NEW-2027")}); }},
        {QStringLiteral("quota"), tr("a storm of refused calls"),
         [simulation] {
             simulator::FaultPlan plan;
             plan.throttle = 500;
             simulation->setFaults(plan);
         }},
        {QStringLiteral("down"), tr("NetSuite is down"),
         [simulation] {
             simulator::FaultPlan plan;
             plan.serverError = 1000;
             simulation->netSuiteFaults().setPlan(plan);
         }},
        {QStringLiteral("calm"), tr("everything works again"), [simulation] { simulation->setFaults({}); }},
    };
    return session;
}

} // namespace causeway::app
