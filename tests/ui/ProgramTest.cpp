// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCheckBox>
#include <QDirIterator>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

#include "Composition.h"
#include "Profile.h"
#include "RedirectTransport.h"
#include "db/InstanceTable.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "gui/GuiProgram.h"
#include "netsuite/KeyPair.h"
#include "simulator/Simulation.h"
#include "testkit/MemoryKeychain.h"
#include "widgets/ComboBox.h"
#include "widgets/EnvironmentBadge.h"
#include "widgets/MessageBar.h"
#include "widgets/RecordTable.h"
#include "wizard/SetupWizard.h"

using namespace causeway;
using namespace causeway::ui;

namespace {
constexpr int kOpenMs = 60'000; ///< at most; two simulators and a database on a busy machine
}

/// The window program from its first start: the set-up wizard page by page, the demo company, opening and ending.
class ProgramTest final : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Theme> m_theme;
    QTemporaryDir m_home;
    tests::MemoryKeychain m_keychain;

    template<class W>
    static W* find(QWidget* in, const char* name)
    {
        auto* found = in->findChild<W*>(QString::fromLatin1(name));
        if (found == nullptr)
            qWarning("no %s", name);
        return found;
    }
    static void type(QWidget* in, const char* name, const QString& text)
    {
        auto* line = find<QLineEdit>(in, name);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QCOMPARE(line->text(), text);
    }
    /// As a person does it: the keys go where the focus is, and it stays there.
    static void typeWithFocus(QWidget* in, const char* name, const QString& text)
    {
        in->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(in));
        auto* line = find<QLineEdit>(in, name);
        line->setFocus();
        for (const QChar letter : text) {
            QCOMPARE(QApplication::focusWidget(), line);
            QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
            QCoreApplication::processEvents(); // what a key starts (completeChanged hides and shows the page) has its turn
        }
        QCOMPARE(line->text(), text);
    }
    /// Alt and a letter lead to one thing on a page, never to two.
    static void everyMnemonicOnce(QWidget* window)
    {
        QMap<QString, QString> seen;
        const auto note = [&seen](const QString& words) {
            const QString key = QKeySequence::mnemonic(words).toString();
            QVERIFY2(key.isEmpty() || !seen.contains(key), qPrintable(words + QStringLiteral(" / ") + seen.value(key)));
            seen.insert(key, words);
        };
        for (const QLabel* label : window->findChildren<QLabel*>()) {
            if (label->isVisible() && label->buddy() != nullptr)
                note(label->text());
        }
        for (const QAbstractButton* button : window->findChildren<QAbstractButton*>()) {
            if (button->isVisible())
                note(button->text());
        }
    }
    static void press(QWidget* in, const char* name)
    {
        auto* button = find<QAbstractButton>(in, name);
        QVERIFY2(button->isVisible() && button->isEnabled(), name);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
    }
    /// The first page answered with "connect": a profile is there after it.
    static void toNetSuite(SetupWizard* wizard)
    {
        QVERIFY(wizard != nullptr);
        press(wizard, "wizard.start.real");
        press(wizard, "wizard.nextButton");
        QTRY_COMPARE_WITH_TIMEOUT(wizard->currentId(), static_cast<int>(SetupWizard::NetSuiteId), kOpenMs);
    }
    [[nodiscard]] app::GuiOptions optionsFor(const char* profile, security::Keychain& keychain,
                                             http::HttpTransport* transport = nullptr) const
    {
        app::GuiOptions options;
        options.profile = m_home.filePath(QString::fromLatin1(profile));
        options.keychain = &keychain;
        options.transport = transport;
        return options;
    }
    static QJsonObject json(const QByteArray& bytes) { return QJsonDocument::fromJson(bytes).object(); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_DATA_HOME", m_home.path().toUtf8()); // the demo company's own folder
        m_theme = std::make_unique<Theme>(*qApp);
    }

    /// The first page of the set-up, with the keyboard: Enter on what is preselected opens the demo company, and the window
    /// answers while it is built.
    void theDemoCompanyIsOneKeyAway()
    {
        tests::MemoryKeychain keychain;
        const app::GuiOptions options = optionsFor("nothing-yet", keychain);
        app::GuiProgram program(options, *m_theme);
        program.start();
        SetupWizard* wizard = program.wizard();
        QVERIFY(wizard != nullptr && wizard->isVisible());
        QVERIFY(find<QRadioButton>(wizard, "wizard.start.demo")->isChecked());
        press(wizard, "wizard.finishButton");
        // The click came back at once: nothing is open yet, and it cannot be pressed twice.
        QVERIFY(program.window() == nullptr);
        QVERIFY(!find<QAbstractButton>(wizard, "wizard.finishButton")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(program.window() != nullptr, kOpenMs);
        QTRY_VERIFY(program.wizard() == nullptr || !program.wizard()->isVisible());
        QVERIFY(program.window()->isVisible());
        QVERIFY(program.window()->windowTitle().contains(QStringLiteral("Northfield Outdoor")));
        QCOMPARE(keychain.reads(), 0);
        QVERIFY(!app::Profile::exists(options.profile)); // trying makes no profile

        // Its flows run; asked to quit now, every call is finished first and nothing freezes.
        QEvent quit(QEvent::Quit);
        QCoreApplication::sendEvent(qApp, &quit);
        QVERIFY(program.window()->isVisible()); // it came back at once and says what it does
        QVERIFY(program.window()->findChild<MessageBar*>(QStringLiteral("shell.stateBar"))->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!program.window()->isVisible(), kOpenMs);
    }

    void everyPageOfTheSetUp()
    {
        simulator::Options world;
        world.world = QStringLiteral("plain");
        world.orders = 3;
        auto simulation = simulator::Simulation::start(world);
        QVERIFY(simulation.has_value());
        simulator::NetSuiteSim& netSuite = (*simulation)->netSuite();
        const QJsonObject sample = json((*simulation)->configuration());
        const QJsonObject secrets = json((*simulation)->secrets());
        const QJsonObject seller = sample[QStringLiteral("stores")].toArray()[0].toObject();

        tests::RedirectTransport transport((*simulation)->amazonUrl(), (*simulation)->tokenUrl());
        const app::GuiOptions options = optionsFor("real", m_keychain, &transport);
        app::GuiProgram program(options, *m_theme);
        program.start();
        SetupWizard* wizard = program.wizard();
        toNetSuite(wizard);
        QVERIFY(app::Profile::exists(options.profile));
        QCOMPARE(m_keychain.entries().size(), std::size_t(1)); // one master key, asked for on this thread
        Session& session = *wizard->session();
        // The simulated account has an address of its own; people's accounts are found by their id.
        config::Configuration configuration = wizard->configuration();
        configuration.netSuite = config::NetSuiteSettings();
        configuration.netSuite->suiteTalkUrl = (*simulation)->netSuiteUrl();
        QVERIFY(session.engine.applyConfiguration(configuration, {QString(config::sections::kNetSuite)}, session.actor));

        everyMnemonicOnce(wizard);

        // NetSuite: nothing can be left out silently.
        QVERIFY(!find<QAbstractButton>(wizard, "wizard.nextButton")->isEnabled());
        type(wizard, "wizard.netsuite.account", netSuite.account());
        typeWithFocus(wizard, "wizard.netsuite.clientId", QStringLiteral("typed with keys"));
        type(wizard, "wizard.netsuite.clientId", netSuite.clientId());
        // The certificate is made here: a file for the upload, the key only in the vault.
        press(wizard, "wizard.netsuite.certificateButton");
        QFileDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = wizard->findChild<QFileDialog*>()) != nullptr && dialog->isVisible());
        const QString file = m_home.filePath(QStringLiteral("certificate.pem"));
        Q_EMIT dialog->fileSelected(file);
        dialog->close();
        QTRY_VERIFY(QFile::exists(file));
        QFile pem(file);
        QVERIFY(pem.open(QFile::ReadOnly));
        const QByteArray certificate = pem.readAll();
        QVERIFY(netsuite::certificateFacts(certificate).has_value());
        QVERIFY(!certificate.contains("PRIVATE"));
        QTRY_VERIFY(session.secrets.names().value_or(QStringList()).contains(QStringLiteral("netsuite.privateKey")));
        auto key = session.secrets.get(QStringLiteral("netsuite.privateKey"));
        QVERIFY(key.has_value() && !key->isEmpty());
        QVERIFY(netsuite::certificateMatches(certificate, *key).value_or(false));
        type(wizard, "wizard.netsuite.certificateId", QStringLiteral("not-uploaded"));
        press(wizard, "wizard.netsuite.testButton");
        QTRY_VERIFY(find<QAbstractButton>(wizard, "wizard.netsuite.testButton")->isEnabled());
        QTRY_VERIFY(wizard->currentPage()->findChild<QLabel*>(QStringLiteral("wizard.netsuite.testWords"))->text().size() > 20);
        QVERIFY(!find<QAbstractButton>(wizard, "wizard.nextButton")->isEnabled());
        // As the administrator uploads it, NetSuite tells the id.
        type(wizard, "wizard.netsuite.certificateId", netSuite.uploadCertificate(certificate));
        press(wizard, "wizard.netsuite.testButton");
        QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>(wizard, "wizard.nextButton")->isEnabled(), kOpenMs);
        press(wizard, "wizard.nextButton");
        QCOMPARE(wizard->currentId(), static_cast<int>(SetupWizard::AmazonId));

        // Amazon.
        everyMnemonicOnce(wizard);
        type(wizard, "wizard.amazon.storeName", QStringLiteral("Shop"));
        type(wizard, "wizard.amazon.sellerId", seller[QStringLiteral("sellerId")].toString());
        type(wizard, "wizard.amazon.clientId",
             sample[QStringLiteral("amazon")].toObject()[QStringLiteral("clientId")].toString());
        type(wizard, "wizard.amazon.clientSecret", secrets[QStringLiteral("amazon.clientSecret")].toString());
        type(wizard, "wizard.amazon.refreshToken",
             secrets[QStringLiteral("store.%1.refreshToken").arg(seller[QStringLiteral("id")].toString())].toString());
        press(wizard, "wizard.amazon.testButton");
        QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>(wizard, "wizard.nextButton")->isEnabled(), kOpenMs);
        QVERIFY(find<QLineEdit>(wizard, "wizard.amazon.clientSecret")->text().isEmpty()); // stored, never shown again
        press(wizard, "wizard.nextButton");
        QCOMPARE(wizard->currentId(), static_cast<int>(SetupWizard::StoresId));

        // The store: something must be sold somewhere.
        everyMnemonicOnce(wizard);
        QTRY_COMPARE(wizard->focusWidget(), find<QWidget>(wizard, "wizard.stores.marketplace.ATVPDKIKX0DER"));
        auto* us = find<QCheckBox>(wizard, "wizard.stores.marketplace.ATVPDKIKX0DER");
        QVERIFY(us->isChecked());
        us->setChecked(false);
        press(wizard, "wizard.finishButton");
        QVERIFY(wizard->isVisible());
        us->setChecked(true);
        type(wizard, "wizard.stores.subsidiary", QStringLiteral("1"));
        type(wizard, "wizard.stores.location", QStringLiteral("Nowhere"));
        press(wizard, "wizard.finishButton");
        QVERIFY(wizard->isVisible()); // NetSuite has no such location
        QCOMPARE(wizard->focusWidget(), find<QWidget>(wizard, "wizard.stores.location"));
        const QString location = wizard->netSuiteCatalogue()[u"locations"].at(0)[u"name"].toString();
        const QString locationId = wizard->netSuiteCatalogue()[u"locations"].at(0)[u"id"].toString();
        QVERIFY(!location.isEmpty() && !locationId.isEmpty());
        type(wizard, "wizard.stores.location", location);
        type(wizard, "wizard.stores.fbaLocation", QStringLiteral("5"));
        type(wizard, "wizard.stores.timeZone", QStringLiteral("Middle/Earth"));
        press(wizard, "wizard.finishButton");
        QVERIFY(wizard->isVisible());
        type(wizard, "wizard.stores.timeZone", QStringLiteral("America/New_York"));
        press(wizard, "wizard.finishButton");
        QTRY_VERIFY(program.window() != nullptr && program.window()->isVisible());

        auto saved = session.database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
        QVERIFY(saved.has_value());
        QCOMPARE(saved->netSuite->account, netSuite.account());
        QCOMPARE(saved->stores.size(), std::size_t(1));
        QCOMPARE(saved->stores.front().defaults.location, locationId);
        QCOMPARE(saved->stores.front().defaults.fbaLocation, QStringLiteral("5"));
        QCOMPARE(saved->stores.front().timeZone, QStringLiteral("America/New_York"));
        QCOMPARE(saved->stores.front().marketplaces, QStringList{QStringLiteral("ATVPDKIKX0DER")});
        for (const config::FlowSettings& flow : saved->flows)
            QVERIFY(!flow.enabled); // nothing starts by itself
        // The window was made with what was typed: a sandbox is never called production.
        QCOMPARE(find<EnvironmentBadge>(program.window(), "shell.environment")->accessibleName(),
                 QStringLiteral("Environment: SANDBOX"));
        QVERIFY(find<MessageBar>(program.window(), "shell.environmentBar")->isVisible());
        QVERIFY(program.window()->windowTitle().startsWith(QStringLiteral("Northfield Outdoor Inc.")));
        // Home says what comes next, and leads there.
        auto* next = find<QAbstractButton>(program.window(), "home.needs.table.emptyButton");
        QTRY_COMPARE(next->text(), QStringLiteral("Choose flows"));
        next->click();
        QCOMPARE(program.window()->current()->id(), QStringLiteral("flows"));

        // Connections in the window shows what the tests saw: permissions, and the custom fields one by one.
        program.window()->show({QStringLiteral("settings"), {}, {}});
        Page* settings = program.window()->current();
        settings->table()->select(QStringLiteral("netsuite"));
        auto* checks = find<RecordTable>(program.window(), "settings.pane.checks.table");
        QVERIFY(checks->rows().rowCount() > 13);
        settings->perform(Verb::Test);
        QVERIFY(!settings->can(Verb::Test)); // one at a time
        QTRY_VERIFY_WITH_TIMEOUT(settings->can(Verb::Test), kOpenMs);
        QStringList named;
        for (int i = 0; i < checks->rows().rowCount(); ++i)
            named << checks->rows().index(i, 2).data().toString();
        QVERIFY(named.join(u'\n').contains(QStringLiteral("custbody_amz_order_id")));
        QVERIFY(named.join(u'\n').contains(QStringLiteral("Amazon Order ID")));

        // No key was written to any file in clear.
        QDirIterator files(options.profile, QDir::Files, QDirIterator::Subdirectories);
        int looked = 0;
        while (files.hasNext()) {
            QFile one(files.next());
            QVERIFY(one.open(QFile::ReadOnly));
            const QByteArray bytes = one.readAll();
            QVERIFY2(!bytes.contains("PRIVATE KEY"), qPrintable(one.fileName()));
            QVERIFY2(!bytes.contains(secrets[QStringLiteral("amazon.clientSecret")].toString().toUtf8()),
                     qPrintable(one.fileName()));
            ++looked;
        }
        QVERIFY(looked > 0);
        program.window()->close();
        QTRY_VERIFY_WITH_TIMEOUT(!program.window()->isVisible(), kOpenMs);
    }

    /// From Connections, with what the first store has; the sign-in is its own and the flows are off.
    void aSecondStoreTakesOverTheRulesOfTheFirst()
    {
        const app::GuiOptions options = optionsFor("real", m_keychain);
        app::GuiProgram program(options, *m_theme);
        program.start();
        QTRY_VERIFY_WITH_TIMEOUT(program.window() != nullptr, kOpenMs);
        program.window()->show({QStringLiteral("settings"), {}, {}});
        press(program.window(), "settings.action.addStore");
        SetupWizard* wizard = program.wizard();
        QTRY_COMPARE(wizard->currentId(), static_cast<int>(SetupWizard::AmazonId));
        everyMnemonicOnce(wizard);
        const config::Store first = wizard->configuration().stores.front();
        auto* copy = find<ComboBox>(wizard, "wizard.amazon.copy");
        QVERIFY(copy->isVisible());
        copy->chooseId(first.id);
        type(wizard, "wizard.amazon.storeName", QStringLiteral("Second"));
        type(wizard, "wizard.amazon.sellerId", QStringLiteral("A2SECONDSTORE"));
        // The button is disabled: its letter must not end in the field that has the focus.
        type(wizard, "wizard.amazon.refreshToken", QStringLiteral("Atzr|2"));
        QVERIFY(!find<QAbstractButton>(wizard, "wizard.nextButton")->isEnabled());
        auto* token = find<QLineEdit>(wizard, "wizard.amazon.refreshToken");
        auto* seller = find<QLineEdit>(wizard, "wizard.amazon.sellerId");
        for (QLineEdit* line : {token, seller}) {
            const QString before = line->text();
            QTest::sendKeyEvent(QTest::Click, line, Qt::Key_N, QStringLiteral("n"), Qt::AltModifier);
            QCOMPARE(line->text(), before);
        }
        press(wizard, "wizard.amazon.without");
        press(wizard, "wizard.nextButton");
        QCOMPARE(wizard->currentId(), static_cast<int>(SetupWizard::StoresId));
        QVERIFY(find<QLineEdit>(wizard, "wizard.stores.location")->text().endsWith(u'(' + first.defaults.location + u')'));

        // The window may be closed meanwhile; at the end of the set-up it is there again, and at work.
        Session& session = *wizard->session();
        engine::Engine& engine = session.engine;
        QTRY_VERIFY_WITH_TIMEOUT(engine.isRunning(), kOpenMs);
        program.window()->close();
        QTRY_VERIFY_WITH_TIMEOUT(!program.window()->isVisible(), kOpenMs);
        QVERIFY(!engine.isRunning());
        press(wizard, "wizard.finishButton");
        QTRY_VERIFY_WITH_TIMEOUT(program.window()->isVisible() && engine.isRunning(), kOpenMs);

        // The wizard is gone.
        auto saved =
            session.database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); }).value();
        QCOMPARE(saved.stores.size(), std::size_t(2));
        auto* stores = find<ComboBox>(program.window(), "shell.storeFilter");
        QTRY_COMPARE(stores->count(), 3); // all of them, and each
        QVERIFY(stores->itemText(2).contains(QStringLiteral("Second")));
        // Another account on a window that is open: what it says of it follows.
        saved.netSuite->account = QStringLiteral("1234567");
        QVERIFY(session.engine.applyConfiguration(saved, {QString(config::sections::kNetSuite)}, session.actor));
        auto* environment = find<EnvironmentBadge>(program.window(), "shell.environment");
        QTRY_COMPARE(environment->accessibleName(), QStringLiteral("Environment: PRODUCTION"));
        QVERIFY(!find<MessageBar>(program.window(), "shell.environmentBar")->isVisible());
        auto sandbox = saved;
        sandbox.netSuite->account = QStringLiteral("1234567-sb2"); // as it stands in the account's address
        QVERIFY(session.engine.applyConfiguration(sandbox, {QString(config::sections::kNetSuite)}, session.actor));
        QTRY_COMPARE(environment->accessibleName(), QStringLiteral("Environment: SANDBOX"));
        QVERIFY(session.engine.applyConfiguration(saved, {QString(config::sections::kNetSuite)}, session.actor));
        const auto connections = session.database.read(
            [&](db::Connection& connection) { return db::ConfigurationReads(connection).connectionsOf(saved); });
        QVERIFY(connections.has_value());
        QCOMPARE(connections->front().state, QStringLiteral("untested")); // that the other account worked says nothing of it
        QVERIFY(connections->front().catalogue.isNull() && connections->front().accountName.isEmpty());
        QCOMPARE(connections->at(1).state, QStringLiteral("ok"));
        QCOMPARE(saved.stores.back().name, QStringLiteral("Second"));
        QVERIFY(saved.stores.back().id != first.id);
        QCOMPARE(saved.stores.back().defaults.location, first.defaults.location);
        QCOMPARE(saved.stores.back().defaults.currency, QStringLiteral("USD"));
        for (const config::FlowSettings& flow : saved.flows)
            QVERIFY(!flow.enabled);
        // Home says what is left of the set-up, and leads to it.
        auto* goOn = find<QAbstractButton>(program.window(), "home.needs.table.emptyButton");
        QTRY_COMPARE(goOn->text(), QStringLiteral("Go on with the set-up"));
        QTRY_VERIFY(program.wizard() == nullptr || !program.wizard()->isVisible());
        goOn->click();
        QTRY_COMPARE(program.wizard()->currentId(), static_cast<int>(SetupWizard::NetSuiteId));
        QCOMPARE(find<QLineEdit>(program.wizard(), "wizard.netsuite.account")->text(), QStringLiteral("1234567"));
        program.wizard()->close();
        program.window()->close();
        QTRY_VERIFY_WITH_TIMEOUT(!program.window()->isVisible(), kOpenMs);
    }

    /// A new store has to begin with some marketplace; the test asks Amazon where the account sells.
    void theMarketplacesAreThoseOfTheAccount()
    {
        simulator::Options world;
        world.world = QStringLiteral("demo");
        world.orders = 3;
        auto simulation = simulator::Simulation::start(world);
        QVERIFY(simulation.has_value());
        const QJsonObject secrets = json((*simulation)->secrets());
        tests::MemoryKeychain keychain;
        tests::RedirectTransport transport((*simulation)->amazonUrl(), (*simulation)->tokenUrl());
        const app::GuiOptions options = optionsFor("germany", keychain, &transport);
        app::GuiProgram program(options, *m_theme);
        program.start();
        SetupWizard* wizard = program.wizard();
        toNetSuite(wizard);
        press(wizard, "wizard.netsuite.without");
        press(wizard, "wizard.nextButton");
        find<ComboBox>(wizard, "wizard.amazon.region")->chooseId(QStringLiteral("eu"));
        type(wizard, "wizard.amazon.sellerId", QStringLiteral("A1NORTHFIELDDE"));
        type(wizard, "wizard.amazon.clientId",
             json((*simulation)->configuration())[QStringLiteral("amazon")].toObject()[QStringLiteral("clientId")].toString());
        type(wizard, "wizard.amazon.clientSecret", secrets[QStringLiteral("amazon.clientSecret")].toString());
        type(wizard, "wizard.amazon.refreshToken", secrets[QStringLiteral("store.de.refreshToken")].toString());
        press(wizard, "wizard.amazon.testButton");
        QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>(wizard, "wizard.nextButton")->isEnabled(), kOpenMs);
        const config::Store tested = wizard->configuration().stores.front();
        QCOMPARE(tested.marketplaces, QStringList{QStringLiteral("A1PA6795UKMFR9")});
        QCOMPARE(tested.defaults.currency, QStringLiteral("EUR"));

        // What a person has chosen is not taken back: the test says what is wrong with it.
        press(wizard, "wizard.nextButton");
        find<QCheckBox>(wizard, "wizard.stores.marketplace.A1PA6795UKMFR9")->setChecked(false);
        find<QCheckBox>(wizard, "wizard.stores.marketplace.A1F83G8C2ARO7P")->setChecked(true);
        press(wizard, "wizard.finishButton");
        QTRY_VERIFY(program.window() != nullptr && program.window()->isVisible());
        program.window()->show({QStringLiteral("settings"), {}, {}});
        press(program.window(), "settings.pane.changeButton");
        wizard = program.wizard();
        QTRY_COMPARE(wizard->currentId(), static_cast<int>(SetupWizard::AmazonId));
        // It works, so going on needs no other test, until something is changed.
        QVERIFY(find<QAbstractButton>(wizard, "wizard.nextButton")->isEnabled());
        type(wizard, "wizard.amazon.clientSecret", secrets[QStringLiteral("amazon.clientSecret")].toString());
        QVERIFY(!find<QAbstractButton>(wizard, "wizard.nextButton")->isEnabled());
        press(wizard, "wizard.amazon.testButton");
        QTRY_VERIFY(wizard->currentPage()
                        ->findChild<QLabel*>(QStringLiteral("wizard.amazon.testWords"))
                        ->text()
                        .contains(QStringLiteral("does not sell in GB")));
        QCOMPARE(wizard->configuration().stores.front().marketplaces, QStringList{QStringLiteral("A1F83G8C2ARO7P")});
        wizard->close();
        program.window()->close();
        QTRY_VERIFY_WITH_TIMEOUT(!program.window()->isVisible(), kOpenMs);
    }

    /// "Save and leave" saves what was typed, tested or not; Home leads back to it.
    void aSetUpIsTakenUpWhereItWasLeft()
    {
        tests::MemoryKeychain keychain;
        const app::GuiOptions options = optionsFor("left", keychain);
        {
            app::GuiProgram program(options, *m_theme);
            program.start();
            SetupWizard* wizard = program.wizard();
            toNetSuite(wizard);
            type(wizard, "wizard.netsuite.account", QStringLiteral("1234567"));
            press(wizard, "wizard.leaveButton");
            QVERIFY(!wizard->isVisible());
        }
        app::GuiProgram program(options, *m_theme);
        program.start();
        QTRY_VERIFY_WITH_TIMEOUT(program.window() != nullptr, kOpenMs);
        auto* goOn = find<QAbstractButton>(program.window(), "home.needs.table.emptyButton");
        QTRY_COMPARE(goOn->text(), QStringLiteral("Go on with the set-up"));
        goOn->click();
        SetupWizard* wizard = program.wizard();
        QVERIFY(find<QRadioButton>(wizard, "wizard.start.real")->isChecked());
        press(wizard, "wizard.nextButton");
        QTRY_COMPARE_WITH_TIMEOUT(wizard->currentId(), static_cast<int>(SetupWizard::NetSuiteId), kOpenMs);
        QCOMPARE(find<QLineEdit>(wizard, "wizard.netsuite.account")->text(), QStringLiteral("1234567"));
        wizard->close();
        program.window()->close();
        QTRY_VERIFY_WITH_TIMEOUT(!program.window()->isVisible(), kOpenMs);
    }

    /// A keychain that says no is told on the page; the set-up stays, and nothing is left half made.
    void aClosedKeychainIsSaidOnThePage()
    {
        tests::MemoryKeychain keychain;
        keychain.setTrouble(security::KeychainTrouble::Denied);
        const app::GuiOptions options = optionsFor("denied", keychain);
        app::GuiProgram program(options, *m_theme);
        program.start();
        SetupWizard* wizard = program.wizard();
        press(wizard, "wizard.start.real");
        press(wizard, "wizard.nextButton");
        auto* bar = find<MessageBar>(wizard, "wizard.start.failure");
        QTRY_COMPARE(bar->text().trimmed().startsWith(security::keychainError(security::KeychainTrouble::Denied).message), true);
        QCOMPARE(wizard->currentId(), static_cast<int>(SetupWizard::StartId));
        keychain.setTrouble(std::nullopt);
        press(wizard, "wizard.nextButton");
        QTRY_COMPARE_WITH_TIMEOUT(wizard->currentId(), static_cast<int>(SetupWizard::NetSuiteId), kOpenMs);
        wizard->close();
    }

    /// The real program as a process: SIGTERM in the middle of its first runs ends it in order.
    void aTerminatedProgramEndsInOrder()
    {
#ifdef Q_OS_UNIX
        const QString folder = m_home.filePath(QStringLiteral("terminated"));
        QProcess process;
        process.start(QStringLiteral(CAUSEWAY_GUI_PROGRAM), {QStringLiteral("--demo"), QStringLiteral("--profile"), folder});
        QVERIFY(process.waitForStarted());
        app::ProfileOptions reading;
        reading.folder = folder;
        reading.secretsFile = folder + QStringLiteral("/secrets.json");
        reading.onlyRead = true;
        const auto done = [&]() -> qint64 {
            auto composition = app::Composition::open(reading);
            if (!composition)
                return 0;
            return (*composition)
                ->database()
                .read([](db::Connection& connection) { return db::RecordReads(connection).count(db::RecordState::Done); })
                .value_or(0);
        };
        QTRY_VERIFY_WITH_TIMEOUT(done() > 0, kOpenMs); // it works
        process.terminate();
        QVERIFY(process.waitForFinished(kOpenMs));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        auto composition = app::Composition::open(reading);
        QVERIFY(composition.has_value());
        auto instance =
            (*composition)->database().read([](db::Connection& connection) { return db::InstanceReads(connection).load(); });
        QVERIFY(instance && instance->cleanStop);
        QCOMPARE((*composition)
                     ->database()
                     .read([](db::Connection& connection) { return db::RecordReads(connection).count(db::RecordState::Running); })
                     .value_or(-1),
                 0);
#else
        QSKIP("Windows ends windows by messages, not by signals.");
#endif
    }
};

QTEST_MAIN(ProgramTest)
#include "ProgramTest.moc"
