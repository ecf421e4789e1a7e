// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/GuiProgram.h"

#include <QPushButton>
#include <QTextStream>
#include <QVBoxLayout>

#include "db/ViewTables.h"
#include "netsuite/KeyPair.h"
#include "simulator/AmazonSim.h"
#include "simulator/NetSuiteSim.h"
#include "simulator/Simulation.h"
#include "widgets/PlainLabel.h"

namespace causeway::app {

namespace {

constexpr int kUnusable = 4; ///< exit code: the profile cannot be used

/// Work that follows once the profile is recovered: the engine runs by itself from here on.
void startFlows(Composition& composition, const QString& trigger)
{
    composition.engine().start();
    if (trigger.isEmpty())
        return;
    const auto configuration = composition.configuration();
    if (!configuration)
        return;
    for (const config::FlowSettings& flow : configuration->flows) {
        if (!flow.enabled)
            continue;
        engine::RunRequest request;
        request.flow = flow.flow;
        request.store = flow.store;
        request.trigger = trigger;
        // A flow that the scheduler has started meanwhile is what we want, too.
        static_cast<void>(composition.engine().runNow(request, {QStringLiteral("demo")}));
    }
}

} // namespace

GuiProgram::GuiProgram(GuiOptions options, ui::Theme& theme) : m_options(std::move(options)), m_theme(theme) {}

GuiProgram::~GuiProgram()
{
    delete m_wizard;
    for (Opened* opened : {&m_profile, &m_demo})
        opened->window.reset();
}

ui::MainWindow* GuiProgram::window() const
{
    return m_profile.window ? m_profile.window.get() : m_demo.window.get();
}

ProfileOptions GuiProgram::profileOptions() const
{
    ProfileOptions options;
    options.folder = m_options.profile.isEmpty() ? Profile::defaultFolder() : m_options.profile;
    options.secretsFile = m_options.secretsFile;
    options.readWhenLocked = true;
    return options;
}

void GuiProgram::start()
{
    if (m_options.demo) {
        if (auto opened = openDemo(); !opened)
            showFailure(opened.error());
        return;
    }
    if (!Profile::exists(profileOptions().folder)) {
        showWizard();
        return;
    }
    if (auto session = openOrCreateProfile(); !session)
        showFailure(session.error());
    else
        showProfile();
}

Result<void> GuiProgram::openDemo()
{
    if (m_demo.window) {
        m_demo.window->QWidget::show();
        m_demo.window->raise();
        return {};
    }
    DemoOptions options;
    options.folder = m_options.demo ? m_options.profile : QString();
    auto demo = DemoCompanyProfile::start(options);
    if (!demo)
        return fail(demo.error());
    m_demo.demo = std::move(*demo);
    m_demo.session = sessionOf(*m_demo.demo);
    show(m_demo, true);
    startFlows(m_demo.demo->composition(), QStringLiteral("demo"));
    return {};
}

Result<ui::Session*> GuiProgram::openOrCreateProfile()
{
    if (m_profile.session)
        return m_profile.session.get();
    const ProfileOptions options = profileOptions();
    if (!Profile::exists(options.folder)) {
        if (auto created = Composition::create(options); !created)
            return fail(created.error());
    }
    auto composition = Composition::open(options);
    if (!composition)
        return fail(composition.error());
    m_profile.composition = std::move(*composition);
    m_profile.session = sessionOf(*m_profile.composition);
    return m_profile.session.get();
}

void GuiProgram::showProfile()
{
    if (!m_profile.session)
        return;
    if (m_profile.window) {
        m_profile.window->QWidget::show();
        m_profile.window->raise();
        return;
    }
    // What the wizard saved is newer than what the session was made with.
    m_profile.session->company = sessionOf(*m_profile.composition)->company;
    show(m_profile, false);
}

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
            startFlows(*composition, {});
            window->changes().note(ui::ChangeHub::Everything);
        });
}

void GuiProgram::showWizard()
{
    if (!m_wizard)
        m_wizard = new ui::SetupWizard(m_theme, *this);
    m_wizard->show();
    m_wizard->raise();
}

void GuiProgram::showFailure(const Error& error)
{
    m_exitCode = kUnusable;
    QTextStream(stderr) << error.message << ' ' << error.remedy << Qt::endl;
    m_failure = std::make_unique<QWidget>();
    m_failure->setObjectName(QStringLiteral("failure"));
    m_failure->setWindowTitle(QStringLiteral("Causeway"));
    auto* layout = new QVBoxLayout(m_failure.get());
    layout->setContentsMargins(m_theme.u(6), m_theme.u(6), m_theme.u(6), m_theme.u(6));
    layout->setSpacing(m_theme.u(3));
    auto* title = new ui::PlainLabel(m_theme, tr("This profile cannot be used"), ui::PlainLabel::Role::PageTitle);
    auto* message = new ui::PlainLabel(m_theme, error.message);
    auto* remedy = new ui::PlainLabel(m_theme, error.remedy, ui::PlainLabel::Role::Muted);
    message->setWordWrap(true);
    remedy->setWordWrap(true);
    auto* quit = new QPushButton(tr("Quit"));
    quit->setObjectName(QStringLiteral("failure.quitButton"));
    quit->setAccessibleName(tr("Quit"));
    connect(quit, &QPushButton::clicked, m_failure.get(), &QWidget::close);
    layout->addWidget(title);
    layout->addWidget(message);
    layout->addWidget(remedy);
    layout->addStretch();
    layout->addWidget(quit, 0, Qt::AlignTrailing);
    m_failure->resize(m_theme.ch(70), m_theme.u(50));
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
                                                                false,
                                                                engine::Actor{QStringLiteral("window")},
                                                                {},
                                                                {}});
    session->folder = composition.profile().folder();
    session->mayWrite = composition.mayWrite();
    session->demo = composition.isDemo();
    session->company = tr("New company");
    if (const auto configuration = composition.configuration(); configuration && configuration->netSuite) {
        session->company = configuration->netSuite->account;
        session->sandbox = configuration->netSuite->account.contains(QLatin1StringView("_SB"), Qt::CaseInsensitive);
    }
    auto connections =
        composition.database().read([](db::Connection& connection) { return db::ConfigurationReads(connection).connections(); });
    if (connections) {
        for (const db::ConnectionRow& connection : *connections) {
            if (connection.name == QLatin1StringView("netsuite") && !connection.accountName.isEmpty())
                session->company = connection.accountName;
        }
    }
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
    session->sandbox = false;
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
             simulation->setFaults(plan);
         }},
        {QStringLiteral("calm"), tr("everything works again"), [simulation] { simulation->setFaults({}); }},
    };
    return session;
}

} // namespace causeway::app
