// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SettingsPage.h"

#include <QSaveFile>
#include <QScrollArea>
#include <QTabWidget>

#include "Format.h"
#include "base/Text.h"
#include "db/ViewTables.h"
#include "pages/NotificationsPage.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"
#include "widgets/FactList.h"
#include "widgets/FileDialog.h"
#include "widgets/SecretField.h"

namespace causeway::ui {

namespace {

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("settings.col.state"), SettingsPage::tr("State"), 11, Kind::State, {}},
            {QStringLiteral("settings.col.name"), SettingsPage::tr("Connection"), 18, Kind::Text, {}},
            {QStringLiteral("settings.col.account"), SettingsPage::tr("Account"), 0, Kind::Text, {}},
            {QStringLiteral("settings.col.last"), SettingsPage::tr("Last call"), 8, Kind::Age, {}}};
}

/// A custom field that is missing stops nothing, its facts stay in our record: a note, not an error.
TableRow checkRow(const QString& id, bool found, const QString& what, const QString& kind, const QString& why, bool isNeeded)
{
    TableRow row;
    row.id = id;
    row.cells = {found      ? rows::state(db::RecordState::Done, SettingsPage::tr("found"))
                 : isNeeded ? rows::state(db::RecordState::Error, SettingsPage::tr("missing"))
                            : rows::state(db::RecordState::Waiting, SettingsPage::tr("missing")),
                 rows::text(kind, Token::Muted), rows::text(format::remote(what)), rows::text(format::remote(why), Token::Muted)};
    row.cells[3].tooltip = why;
    return row;
}

} // namespace

void saveCertificate(QWidget* parent, const QByteArray& pem, std::function<void(const QString&)> done)
{
    auto* dialog = new FileDialog(parent, FileDialog::For::Save, QStringLiteral("settings.certificateDialog"),
                                  SettingsPage::tr("Save the certificate for NetSuite"), {});
    dialog->setDefaultSuffix(QStringLiteral("pem"));
    dialog->selectFile(QStringLiteral("causeway-netsuite-certificate.pem"));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [pem, done = std::move(done)](const QString& file) {
        QSaveFile out(file);
        const bool saved = out.open(QSaveFile::WriteOnly) && out.write(pem) == pem.size() && out.commit();
        done(saved ? file : QString());
    });
    dialog->open();
}

SettingsPage::SettingsPage(Ui& ui, QWidget* parent) : ListPage(ui, QStringLiteral("settings"), tr("Settings"), columns(), parent)
{
    addTabs(NotificationsPage::tabs());
    filterBar()->hide();
    const Theme& theme = ui.theme;
    const QString whyNot = ui.session.demo        ? tr("The demo company\u2019s accounts are built in.")
                           : !ui.session.mayWrite ? tr("Another Causeway works with this profile.")
                                                  : QString();
    auto* addStore =
        build::button(theme, QStringLiteral("settings.action.addStore"), tr("Add a store\u2026"), QStringLiteral("plus"));
    build::allow(addStore, whyNot.isEmpty(), whyNot);
    connect(addStore, &QPushButton::clicked, this, [this] { Q_EMIT wantsSetUp(QStringLiteral("amazon:")); });
    headerActions()->addWidget(addStore);
    headerActions()->addWidget(ui.actions.button(Verb::Test, QStringLiteral("settings.action.test")));
    m_connectionPane = new DetailPane(theme, QStringLiteral("settings.pane"), tr("Connection"));
    m_facts = new FactList(theme);
    m_connectionPane->body()->addWidget(m_facts);
    m_checks =
        new TablePanel(theme,
                       {{QStringLiteral("checks.col.state"), tr("State"), 9, Column::Kind::State, {}},
                        {QStringLiteral("checks.col.kind"), tr("Kind"), 11, Column::Kind::Text, {}},
                        {QStringLiteral("checks.col.name"), tr("What"), 24, Column::Kind::Text, {}},
                        {QStringLiteral("checks.col.why"), tr("Needed by, or why it is missing"), 0, Column::Kind::Text, {}}},
                       QStringLiteral("settings.pane.checks.table"), tr("Permissions and fields"));
    m_checks->setEmptyText(tr("Not tested yet."));
    m_connectionPane->tabs()->addTab(m_checks, tr("Permissions and fields"));
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("settings.pane.secretsScroll"));
    scroll->setAccessibleName(tr("Secrets"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    m_secretsTab = new QWidget;
    m_secretsLayout = build::column(theme.u(3), QMargins(theme.u(3), theme.u(3), theme.u(3), theme.u(3)));
    m_secretsTab->setLayout(m_secretsLayout);
    scroll->setWidget(m_secretsTab);
    m_connectionPane->tabs()->addTab(scroll, tr("Secrets"));
    m_certificate = build::button(theme, QStringLiteral("settings.pane.certificateButton"), tr("Make a new certificate\u2026"),
                                  QStringLiteral("key-round"));
    m_resume = build::button(theme, QStringLiteral("settings.pane.resumeButton"), tr("Take up again"), QStringLiteral("play"));
    auto* change = build::button(theme, QStringLiteral("settings.pane.changeButton"), tr("Change\u2026"));
    build::allow(change, whyNot.isEmpty(), whyNot);
    connect(change, &QPushButton::clicked, this, [this] { Q_EMIT wantsSetUp(table()->currentId()); });
    m_connectionPane->footer()->addWidget(change);
    m_connectionPane->footer()->addWidget(m_certificate);
    m_connectionPane->footer()->addStretch();
    m_connectionPane->footer()->addWidget(m_resume);
    m_connectionPane->footer()->addWidget(ui.actions.button(Verb::Test, QStringLiteral("settings.pane.testButton"), true));
    setPane(m_connectionPane, 46, 54);
    panel().setEmptyText(tr("No connection is set up yet. The set-up in the File menu adds them."));
    connect(table(), &RecordTable::currentChangedTo, this, [this] { showPane(); });
    connect(m_certificate, &QPushButton::clicked, this, &SettingsPage::makeCertificate);
    connect(m_resume, &QPushButton::clicked, this, &SettingsPage::resumeConnection);
}

void SettingsPage::read()
{
    struct Facts
    {
        std::vector<db::ConnectionRow> connections;
        std::vector<db::ConfigurationReads::SecretInfo> secrets;
        config::Configuration configuration;
    };
    auto facts = ui().session.database.read([](db::Connection& connection) -> Result<Facts> {
        const db::ConfigurationReads reads(connection);
        auto configuration = reads.load();
        if (!configuration)
            return fail(configuration.error());
        auto connections = reads.connectionsOf(*configuration);
        auto secrets = reads.secrets();
        if (!connections)
            return fail(connections.error());
        if (!secrets)
            return fail(secrets.error());
        return Facts{std::move(*connections), std::move(*secrets), std::move(*configuration)};
    });
    if (!told(facts))
        return;
    m_configuration = std::move(facts->configuration);
    m_storedSecrets.clear();
    for (const auto& secret : facts->secrets)
        m_storedSecrets.insert(secret.name, secret.updatedAt);
    m_secretNames = ui().session.secrets.names().value_or(QStringList());
    m_connections.clear();
    std::vector<TableRow> out;
    for (const db::ConnectionRow& connection : facts->connections) {
        const QString& name = connection.name;
        m_connections.insert(name, connection);
        TableRow row;
        row.id = name;
        Cell state = connection.state == QLatin1StringView("ok")       ? rows::state(db::RecordState::Done, tr("Works"))
                     : connection.state == QLatin1StringView("paused") ? rows::state(db::RecordState::Error, tr("Refused"))
                                                                       : rows::state(db::RecordState::Ready, tr("Untested"));
        const config::Store* store =
            name.startsWith(QLatin1StringView("amazon:")) ? m_configuration.store(name.section(u':', 1)) : nullptr;
        const QString title =
            store != nullptr ? (store->name.isEmpty() ? tr("Amazon %1").arg(store->id) : store->name) : tr("NetSuite");
        const QString account = !connection.accountName.isEmpty() ? connection.accountName
                                : store != nullptr                ? store->sellerId
                                                                  : m_configuration.netSuite->account;
        row.cells = {state, rows::text(title), rows::text(format::remote(account), Token::Muted),
                     connection.lastOkAt ? rows::age(*connection.lastOkAt, ui().now()) : Cell{}};
        out.push_back(std::move(row));
    }
    const int count = static_cast<int>(out.size());
    rows().setRows(std::move(out));
    panel().setFooter(tr("%n connections", nullptr, count), {});
    selectFirst();
    showPane();
}

void SettingsPage::showPane()
{
    const QString name = table()->currentId();
    if (!m_connections.contains(name)) {
        m_connectionPane->setNothing(tr("Choose a connection."));
        Q_EMIT verbsChanged();
        return;
    }
    const db::ConnectionRow& connection = m_connections[name];
    const bool netSuite = name == QLatin1StringView("netsuite");
    m_connectionPane->setSomething();
    const config::Store* store = netSuite ? nullptr : m_configuration.store(name.section(u':', 1));
    m_connectionPane->setHeader(netSuite                                     ? tr("NetSuite")
                                : store != nullptr && !store->name.isEmpty() ? store->name
                                                                             : name,
                                format::remote(connection.accountName));
    m_connectionPane->setState(connection.state == QLatin1StringView("ok")       ? db::RecordState::Done
                               : connection.state == QLatin1StringView("paused") ? db::RecordState::Error
                                                                                 : db::RecordState::Ready,
                               connection.state == QLatin1StringView("ok")       ? tr("Works")
                               : connection.state == QLatin1StringView("paused") ? tr("Refused")
                                                                                 : tr("Untested"));
    std::vector<FactList::Fact> facts;
    if (connection.error) {
        facts.push_back({tr("What happened"), format::remote(connection.error->message), Token::Error});
        if (!connection.error->remedy.isEmpty())
            facts.push_back({tr("What to do"), format::remote(connection.error->remedy)});
    }
    if (netSuite && m_configuration.netSuite) {
        const config::NetSuiteSettings& settings = *m_configuration.netSuite;
        facts.push_back({tr("Account"), format::remote(settings.account)});
        facts.push_back(
            {tr("Sign-in"), settings.auth == QLatin1StringView("tba") ? tr("Token-based") : tr("OAuth 2.0 with a certificate")});
        if (!settings.clientId.isEmpty())
            facts.push_back({tr("Client id"), format::remote(elided(settings.clientId, 24))});
        facts.push_back({tr("Calls at once"), tr("at most %1").arg(settings.concurrency)});
        facts.push_back(
            {tr("Time zone"), settings.timeZone.isEmpty() ? tr("each store\u2019s own") : format::remote(settings.timeZone)});
    } else if (store != nullptr) {
        facts.push_back({tr("Seller id"), format::remote(store->sellerId)});
        facts.push_back({tr("Region"), store->region.toUpper()});
        facts.push_back({tr("Marketplaces"), format::remote(store->marketplaces.join(QStringLiteral(", ")))});
        facts.push_back({tr("Time zone"), format::remote(store->timeZone)});
    }
    if (connection.lastOkAt)
        facts.push_back({tr("Last good call"), format::shortTime(*connection.lastOkAt, ui().now())});
    if (m_testing)
        facts.push_back({tr("Test"), tr("Under way\u2026")});
    m_facts->setFacts(facts);
    m_resume->setVisible(connection.state == QLatin1StringView("paused"));
    m_certificate->setVisible(netSuite && static_cast<bool>(ui().session.makeCertificate) && !ui().session.secrets.isReadOnly());
    m_certificate->setEnabled(ui().session.mayWrite);
    showChecks(name);

    if (m_secretsFor != name) {
        m_secretsFor = name;
        while (QLayoutItem* item = m_secretsLayout->takeAt(0)) {
            if (item->widget() != nullptr)
                item->widget()->deleteLater();
            delete item;
        }
        m_secrets.clear();
        QList<std::pair<QString, QString>> fields;
        if (!netSuite) {
            fields << std::pair(QStringLiteral("store.%1.refreshToken").arg(name.section(u':', 1)),
                                tr("Refresh token of this seller account"))
                   << std::pair(QStringLiteral("amazon.clientSecret"), tr("Client secret of your Amazon application"));
        } else if (m_configuration.netSuite && m_configuration.netSuite->auth == QLatin1StringView("tba")) {
            fields << std::pair(QStringLiteral("netsuite.consumerKey"), tr("Consumer key"))
                   << std::pair(QStringLiteral("netsuite.consumerSecret"), tr("Consumer secret"))
                   << std::pair(QStringLiteral("netsuite.tokenId"), tr("Token id"))
                   << std::pair(QStringLiteral("netsuite.tokenSecret"), tr("Token secret"));
        } else {
            fields << std::pair(QStringLiteral("netsuite.privateKey"), tr("Private key of the certificate (PEM)"));
        }
        for (const auto& [secret, title] : fields) {
            auto* field = new SecretField(ui(), secret, title, QStringLiteral("settings.pane"));
            m_secretsLayout->addWidget(field);
            m_secrets << field;
            connect(field, &SecretField::failed, this, [this](const Error& error) { tellError(error); });
            connect(field, &SecretField::saved, this,
                    [this] { tell(tr("Stored. Test the connection now."), tr("Test"), [this] { test(); }); });
        }
        m_secretsLayout->addStretch();
    }
    for (SecretField* field : std::as_const(m_secrets)) {
        const auto at = m_storedSecrets.constFind(field->secretName());
        field->refresh(at != m_storedSecrets.constEnd() ? std::optional(*at) : std::nullopt,
                       m_secretNames.contains(field->secretName()));
    }
    Q_EMIT verbsChanged();
}

void SettingsPage::showChecks(const QString& name)
{
    std::vector<TableRow> out;
    int missing = 0;
    int keptHere = 0;
    const auto add = [&](const QString& id, bool found, const QString& what, const QString& kind, const QString& why,
                         bool isNeeded = true) {
        if (!found)
            ++(isNeeded ? missing : keptHere);
        out.push_back(checkRow(id, found, what, kind, why, isNeeded));
    };
    if (const auto test = m_tests.constFind(name); test != m_tests.constEnd()) {
        for (const auto& permission : test->permissions)
            add(QStringLiteral("p:") + permission.id + permission.level, permission.found,
                permission.name + QStringLiteral(" (") + permission.level + u')', tr("Permission"),
                permission.found ? permission.neededBy : permission.why);
        for (const auto& field : test->fields)
            add(QStringLiteral("f:") + field.name, field.found, field.label + QStringLiteral(" (") + field.name + u')',
                tr("Field"), field.why, false);
        for (const auto& marketplace : test->marketplaces)
            add(QStringLiteral("m:") + marketplace.marketplaceId, true, marketplace.marketplaceId, tr("Marketplace"),
                marketplace.marketplaceName);
    } else {
        int line = 0;
        for (const Json& check : m_connections[name].checks.items()) {
            const QString kind = check[u"kind"].toString();
            const bool isField = kind == QLatin1StringView("field");
            add(QStringLiteral("c:%1").arg(++line), check[u"found"].toBool(true), check[u"name"].toString(),
                kind == QLatin1StringView("permission") ? tr("Permission")
                : isField                               ? tr("Field")
                                                        : tr("Marketplace"),
                check[u"why"].toString(), !isField);
        }
    }
    const int count = static_cast<int>(out.size());
    m_checks->rows().setRows(std::move(out));
    m_checks->setFooterShown(count > 0);
    m_checks->setFooter(count == 0     ? QString()
                        : missing == 0 ? tr("Everything that is needed is there")
                                       : tr("%n missing", nullptr, missing),
                        keptHere == 0 ? QString() : tr("%n facts are kept only here", nullptr, keptHere));
}

bool SettingsPage::can(Verb verb) const
{
    if (verb == Verb::Test)
        return ui().session.mayWrite && !m_testing && m_connections.contains(table()->currentId());
    return ListPage::can(verb);
}

void SettingsPage::perform(Verb verb)
{
    if (verb == Verb::Test)
        test();
    else
        ListPage::perform(verb);
}

void SettingsPage::test()
{
    m_testing = true;
    showPane();
    engine::Engine* engine = &ui().session.engine;
    ui().tasks.run(
        QStringLiteral("test"), this,
        [engine, name = table()->currentId()](const StopToken& stop) { return engine->testConnections(name, stop); },
        [this](const Result<std::vector<engine::ConnectionTest>>& tests) { showTest(tests); });
}

void SettingsPage::showTest(const Result<std::vector<engine::ConnectionTest>>& tests)
{
    m_testing = false;
    if (told(tests)) {
        for (const engine::ConnectionTest& test : *tests) {
            m_tests.insert(test.name, test);
            if (test.ok)
                tell(test.summary.isEmpty() ? tr("The connection works.") : format::remote(test.summary));
            else if (test.error)
                tellError(*test.error);
        }
    }
    read();
}

void SettingsPage::makeCertificate()
{
    m_certificate->setEnabled(false);
    ui().tasks.run(
        QStringLiteral("certificate"), this,
        [make = ui().session.makeCertificate, company = ui().names.company()](const StopToken&) { return make(company); },
        [this](const Result<Session::Certificate>& made) {
            m_certificate->setEnabled(true);
            if (!told(made))
                return;
            saveCertificate(this, made->pem, [this, key = made->privateKey](const QString& file) {
                if (file.isEmpty()) {
                    tellError(Error::make(ErrorKind::Storage, tr("The certificate was not saved, so the old key stays.")));
                    return;
                }
                if (told(ui().session.engine.setSecret(QStringLiteral("netsuite.privateKey"), key, ui().session.actor))) {
                    tell(tr("Saved. Upload it in NetSuite under Setup, Integration, OAuth 2.0 Client Credentials, then test."));
                    read();
                }
            });
        });
}

void SettingsPage::resumeConnection()
{
    if (told(ui().session.engine.resumeConnection(table()->currentId(), ui().session.actor)))
        tell(tr("Its records go on now."));
    read();
}

void SettingsPage::go(const Target& target)
{
    read();
    if (!target.id.isEmpty())
        table()->select(target.id);
}

Target SettingsPage::place() const
{
    return {id(), {}, table()->currentId()};
}

QList<Verb> SettingsPage::contextVerbs() const
{
    return {Verb::Test};
}

void SettingsPage::restart()
{
    read();
}

void SettingsPage::refresh(int topics)
{
    if ((topics & ChangeHub::Connections) != 0)
        read();
}

} // namespace causeway::ui
