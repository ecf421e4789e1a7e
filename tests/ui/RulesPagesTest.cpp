// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

#include "DemoWindow.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "models/RowModel.h"
#include "simulator/NetSuiteSim.h"
#include "simulator/Simulation.h"
#include "widgets/FilterBar.h"
#include "widgets/MessageBar.h"
#include "widgets/PlainLabel.h"
#include "widgets/RecordTable.h"

using namespace causeway;
using namespace causeway::ui;

/// The pages on which a person says how orders are read, matched and filled in: Match order, Order fields, a flow's Reading tab;
/// and the lists Waiting at Amazon and Duplicate customers.
class RulesPagesTest final : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<DemoWindow> m_demo;

    MainWindow& window() { return m_demo->window(); }
    RecordTable* table(const char* page) { return window().page(QString::fromLatin1(page))->table(); }
    template<class W>
    W* find(const char* name)
    {
        W* found = window().findChild<W*>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no %s", name);
        return found;
    }
    void show(const char* page)
    {
        window().show({QString::fromLatin1(page), {}, {}});
        QCOMPARE(window().current()->id(), QString::fromLatin1(page));
    }
    config::Configuration configuration()
    {
        return *m_demo->session().database.read(
            [](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
    }
    /// Every store looks for the SKU in the item's name only, letter case and all.
    void onlyItemName()
    {
        config::Configuration plain = configuration();
        for (config::Store& store : plain.stores) {
            store.defaults.skuFields = QStringList{QStringLiteral("itemid")};
            store.defaults.skuCaseSensitive = true;
        }
        QVERIFY(
            m_demo->session().engine.applyConfiguration(plain, {QString(config::sections::kStores)}, m_demo->session().actor));
    }
    QStringList audited()
    {
        QStringList actions;
        for (const db::AuditRow& row : *m_demo->session().database.read(
                 [](db::Connection& connection) { return db::ConfigurationReads(connection).audit(20); }))
            actions << row.action;
        return actions;
    }
    QStringList firstColumnIds(const RecordTable& table)
    {
        QStringList ids;
        for (int row = 0; row < table.rows().rowCount(); ++row)
            ids << table.rows().id(table.rows().index(row, 0));
        return ids;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp);
        auto opened = DemoWindow::open(*m_theme, 40);
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().message));
        m_demo = std::move(*opened);
    }
    void init()
    {
        m_demo->makeWindow(*m_theme);
        window().QWidget::show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }
    void cleanupTestCase() { m_demo.reset(); }

    void theMatchOrderIsChangedByKeyboardAndSavedOnce()
    {
        onlyItemName();
        show("match-order");
        RecordTable& order = *table("match-order");
        QCOMPARE(firstColumnIds(order), QStringList({QStringLiteral("alias"), QStringLiteral("itemid")}));
        order.select(QStringLiteral("alias"));
        QVERIFY(!find<QPushButton>("match-order.upButton")->isEnabled()); // the alias stays the first
        QVERIFY(!find<QPushButton>("match-order.removeButton")->isEnabled());

        auto* field = find<QComboBox>("match-order.add.field");
        field->setCurrentIndex(field->findData(QStringLiteral("upccode")));
        QTest::keyClick(find<QPushButton>("match-order.addButton"), Qt::Key_Space);
        field->setCurrentIndex(field->findData(QString()));
        auto* other = find<QLineEdit>("match-order.add.other");
        QVERIFY(other->isVisible());
        QTest::keyClicks(other, QStringLiteral("custitem_asin"));
        find<QCheckBox>("match-order.add.asin")->setChecked(true);
        QTest::keyClick(other, Qt::Key_Return);
        QTest::keyClick(find<QPushButton>("match-order.upButton"), Qt::Key_Space);
        QCOMPARE(firstColumnIds(order), QStringList({QStringLiteral("alias"), QStringLiteral("itemid"),
                                                     QStringLiteral("asin:custitem_asin"), QStringLiteral("upccode")}));
        QCOMPARE(configuration().stores.front().defaults.skuFields, QStringList{QStringLiteral("itemid")}); // not saved yet

        QTest::mouseClick(find<QAbstractButton>("match-order.pane.saveButton"), Qt::LeftButton);

        const config::Configuration now = configuration();
        QCOMPARE(now.stores.front().defaults.skuFields,
                 QStringList({QStringLiteral("itemid"), QStringLiteral("asin:custitem_asin"), QStringLiteral("upccode")}));
        QCOMPARE(now.stores.back().defaults.skuFields, QStringList{QStringLiteral("itemid")}); // another store
        QCOMPARE(audited().front(), QStringLiteral("configured"));
        QVERIFY(!window().current()->can(Verb::Save));
    }

    void whatIsNoFieldIsRefused()
    {
        show("match-order");
        const QStringList before = firstColumnIds(*table("match-order"));
        auto* field = find<QComboBox>("match-order.add.field");
        field->setCurrentIndex(field->findData(QString()));
        auto* other = find<QLineEdit>("match-order.add.other");
        QTest::keyClicks(other, QStringLiteral("itemid; DROP"));
        QTest::keyClick(other, Qt::Key_Return);
        QCOMPARE(firstColumnIds(*table("match-order")), before);
        QVERIFY(window().current()->messages().isVisible());
    }

    void collisionsAreCountedBeforeLetterCaseIsIgnored()
    {
        auto& netSuite = m_demo->demo().simulation().netSuite();
        onlyItemName();
        netSuite.addItem(QStringLiteral("CASE-1"), QStringLiteral("One"));
        netSuite.addItem(QStringLiteral("case-1"), QStringLiteral("Two"));
        show("match-order");
        auto* result = find<PlainLabel>("match-order.pane.result");
        QTest::keyClick(find<QPushButton>("match-order.pane.checkButton"), Qt::Key_Space);
        static_cast<void>(QTest::qWaitFor([&] { return result->fullText().contains(QStringLiteral("letter case")); }, 20'000));
        QVERIFY2(result->fullText().startsWith(QStringLiteral("Without letter case")),
                 qPrintable(result->fullText() + u' ' + window().current()->messages().text()));
        auto* findings = find<RecordTable>("match-order.findings.table");
        bool shown = false;
        for (int row = 0; row < findings->rows().rowCount(); ++row)
            shown = shown || findings->rows().index(row, 1).data().toString().contains(QStringLiteral("case-1"));
        QVERIFY(shown);

        find<QCheckBox>("match-order.pane.caseMatters")->setChecked(false);
        QVERIFY2(result->fullText().contains(QStringLiteral("cannot be told apart")), qPrintable(result->fullText()));
        QVERIFY(window().current()->can(Verb::Save));
        window().current()->perform(Verb::Revert);
        QVERIFY(find<QCheckBox>("match-order.pane.caseMatters")->isChecked());
        QVERIFY(configuration().stores.front().defaults.skuCaseSensitive);
    }

    void aRuleForAFieldShowsItsSampleAndIsSaved()
    {
        show("order-fields");
        RecordTable& grid = *table("order-fields");
        QVERIFY(grid.rows().rowCount(grid.rows().find(QStringLiteral("group:given"))) > 5);
        QVERIFY(grid.rows().find(QStringLiteral("given:otherRefNum")).isValid());
        QTest::keyClicks(find<QLineEdit>("order-fields.add.field"), QStringLiteral("memo"));
        auto* text = find<QLineEdit>("order-fields.add.rule");
        QTest::keyClicks(text, QStringLiteral("Web {orderId}"));
        const QString hint = find<PlainLabel>("order-fields.add.hint")->fullText();
        QVERIFY2(hint.contains(QStringLiteral("Web ")) && !hint.contains(u'{'), qPrintable(hint));
        QTest::keyClick(text, Qt::Key_Return);

        const QModelIndex rule = grid.rows().find(QStringLiteral("rule:memo"));
        QVERIFY(rule.isValid());
        QVERIFY(rule.siblingAtColumn(3).data().toString().startsWith(QStringLiteral("Web 1")) ||
                rule.siblingAtColumn(3).data().toString().contains(u'-'));
        const config::Configuration now = configuration();
        QCOMPARE(now.flow(u"orders-mfn", now.stores.front().id)->settings[u"fields"].toString(),
                 QStringLiteral("memo=Web {orderId}"));
        QCOMPARE(audited().front(), QStringLiteral("flow-set"));

        // Edited in place: a wrong one changes nothing.
        grid.rows().setData(rule.siblingAtColumn(1), QStringLiteral("{buyer}"), Qt::EditRole);
        QCOMPARE(configuration().flow(u"orders-mfn", now.stores.front().id)->settings[u"fields"].toString(),
                 QStringLiteral("memo=Web {orderId}"));
        grid.rows().setData(grid.rows().find(QStringLiteral("rule:memo")).siblingAtColumn(1), QStringLiteral("{channel}"),
                            Qt::EditRole);
        QCOMPARE(configuration().flow(u"orders-mfn", now.stores.front().id)->settings[u"fields"].toString(),
                 QStringLiteral("memo={channel}"));
        grid.select(QStringLiteral("rule:memo"));
        QTest::keyClick(find<QPushButton>("order-fields.removeButton"), Qt::Key_Space);
        QCOMPARE(configuration().flow(u"orders-mfn", now.stores.front().id)->settings[u"fields"].toString(), QString());
    }

    void samplesShowNoBuyer()
    {
        show("order-fields");
        QString all;
        const RowModel& rows = table("order-fields")->rows();
        const QModelIndex given = rows.find(QStringLiteral("group:given"));
        for (int row = 0; row < rows.rowCount(given); ++row)
            all += rows.index(row, 3, given).data().toString() + u'\n';
        QVERIFY(!all.isEmpty());
        QVERIFY2(!all.contains(QStringLiteral("@marketplace.")), qPrintable(all));
    }

    void theReadingPlaceIsMovedWithAReason()
    {
        show("flows");
        const QString store = configuration().stores.front().id;
        table("flows")->select(QStringLiteral("orders-mfn/") + store);
        auto* tabs = find<QTabWidget>("flows.pane.tabs");
        tabs->setCurrentIndex(3);
        auto* move = find<QPushButton>("flows.pane.reading.moveButton");
        QVERIFY(move->isVisible() && !move->isEnabled()); // no reason yet
        QVERIFY(find<QLineEdit>("flows.pane.settings.overlapMinutes")->isVisible());
        const auto before = *m_demo->session().engine.readUpTo(QStringLiteral("orders-mfn"), store);
        QVERIFY(before.has_value());
        auto* time = find<QDateTimeEdit>("flows.pane.reading.time");
        time->setDateTime(time->dateTime().addDays(-3));
        auto* reason = find<QLineEdit>("flows.pane.reading.reason");
        QTest::keyClicks(reason, QStringLiteral("go-live moved"));
        QTest::keyClick(reason, Qt::Key_Return);

        const auto after = *m_demo->session().engine.readUpTo(QStringLiteral("orders-mfn"), store);
        QVERIFY(after.has_value());
        QCOMPARE(*after, time->dateTime().toMSecsSinceEpoch());
        QVERIFY(*after < *before);
        QCOMPARE(audited().front(), QStringLiteral("read-up-to-set"));
    }

    void backFillRunsSinceThenAndShowsItsProgress()
    {
        show("flows");
        const QString store = configuration().stores.front().id;
        table("flows")->select(QStringLiteral("orders-fba/") + store);
        find<QTabWidget>("flows.pane.tabs")->setCurrentIndex(3);
        find<QSpinBox>("flows.pane.reading.days")->setValue(7);
        QTest::keyClick(find<QPushButton>("flows.pane.reading.backFillButton"), Qt::Key_Space);

        // The workers do not run here: it stays at its beginning.
        auto runs = m_demo->session().database.read(
            [&](db::Connection& connection) { return db::RunReads(connection).list(QStringLiteral("orders-fba"), store, 1); });
        QVERIFY(runs && !runs->empty());
        QCOMPARE(runs->front().state, QStringLiteral("running"));
        QTRY_VERIFY(find<QFrame>("flows.pane.progress")->isVisible());
        QCOMPARE(find<PlainLabel>("flows.pane.progress.words")->fullText(), QStringLiteral("still reading"));
        QVERIFY(!find<QPushButton>("flows.pane.reading.backFillButton")->isEnabled());
        QTest::mouseClick(find<QAbstractButton>("flows.pane.progress.stopButton"), Qt::LeftButton);
        QTRY_COMPARE(find<PlainLabel>("flows.pane.progress.words")->fullText(), QStringLiteral("stopping"));
    }

    void ordersThatWaitAtAmazonAreListedWithTheirAge()
    {
        window().show({QStringLiteral("orders"), QStringLiteral("view:waiting"), {}});
        const RowModel& rows = table("orders")->rows();
        QVERIFY(rows.rowCount() > 0);
        for (int row = 0; row < rows.rowCount(); ++row) {
            QCOMPARE(rows.index(row, 0).data().toString(), QStringLiteral("Waiting"));
            QVERIFY2(rows.index(row, 8).data().toString().contains(QStringLiteral(", for ")),
                     qPrintable(rows.index(row, 8).data().toString()));
        }
    }

    void anExtraChargeIsMappedInPlaceAndAWrongFormIsRefused()
    {
        show("other-mappings");
        RecordTable& list = *table("other-mappings");
        const QModelIndex tip = list.rows().find(QStringLiteral("item//tip"));
        QVERIFY(tip.isValid());
        list.rows().setData(tip.siblingAtColumn(4), QStringLiteral("98"), Qt::EditRole); // not item:98
        const auto value = [this](const QString& kind, const QString& key) {
            for (const config::Mapping& mapping : configuration().mappings) {
                if (mapping.kind == kind && mapping.key == key)
                    return mapping.value;
            }
            return QString();
        };
        QCOMPARE(value(QStringLiteral("item"), QStringLiteral("tip")), QString());
        QVERIFY(window().current()->messages().isVisible());
        list.rows().setData(list.rows().find(QStringLiteral("item//tip")).siblingAtColumn(4), QStringLiteral("item:98"),
                            Qt::EditRole);
        QCOMPARE(value(QStringLiteral("item"), QStringLiteral("tip")), QStringLiteral("item:98"));

        window().current()->filterBar()->choose(QStringLiteral("kind"), QStringLiteral("tax"));
        QTest::keyClicks(find<QLineEdit>("other-mappings.add.key"), QStringLiteral("US/OR"));
        auto* leadsTo = find<QLineEdit>("other-mappings.add.value");
        QTest::keyClicks(leadsTo, QStringLiteral("salestaxitem:5"));
        QTest::keyClick(leadsTo, Qt::Key_Return);
        QCOMPARE(value(QStringLiteral("tax"), QStringLiteral("US/OR")), QStringLiteral("salestaxitem:5"));
        list.select(QStringLiteral("tax//US/OR"));
        QTest::keyClick(find<QPushButton>("other-mappings.removeButton"), Qt::Key_Space);
        QCOMPARE(value(QStringLiteral("tax"), QStringLiteral("US/OR")), QString());
    }

    void whatEveryOrderOfAStoreGetsIsEditedInPlace()
    {
        show("store-defaults");
        RecordTable& list = *table("store-defaults");
        const QString store = configuration().stores.front().id;
        const QString before = configuration().stores.front().defaults.currency;
        QVERIFY(list.rows().find(store + QStringLiteral("/exchangeRate")).isValid());
        const auto edit = [&](const char* setting, const char* text) {
            list.rows().setData(list.rows().find(store + u'/' + QString::fromLatin1(setting)).siblingAtColumn(1),
                                QString::fromLatin1(text), Qt::EditRole);
        };
        edit("currency", "dollars");
        edit("location", "North");
        edit("tolerance", "1,5");
        QCOMPARE(configuration().stores.front().defaults.currency, before);
        edit("tolerance", "1.50");
        edit("department", "7");
        QCOMPARE(configuration().stores.front().defaults.varianceTolerance, QStringLiteral("1.50"));
        QCOMPARE(configuration().stores.front().defaults.department, QStringLiteral("7"));
        QVERIFY(configuration().stores.back().defaults.department != QStringLiteral("7"));
        QCOMPARE(audited().front(), QStringLiteral("configured"));

        // By name, as NetSuite calls it; the cell shows both.
        const auto value = [&](const char* setting) {
            return list.rows().find(store + u'/' + QString::fromLatin1(setting)).siblingAtColumn(1);
        };
        const QString title = list.rows().proposals(value("location")).value(0);
        const QString name = title.section(QStringLiteral(" ("), 0, -2), number = title.section(u'(', -1).chopped(1);
        QVERIFY(!name.isEmpty() && !number.isEmpty());
        edit("location", qPrintable(name.toUpper()));
        QCOMPARE(configuration().stores.front().defaults.location, number);
        QCOMPARE(value("location").data().toString().remove(QChar(0x2068)).remove(QChar(0x2069)), title);

        // What a configuration file may not say, a cell may not either.
        const QString zone = configuration().stores.front().timeZone;
        edit("timeZone", "Middle/Earth");
        QCOMPARE(configuration().stores.front().timeZone, zone);
        edit("timeZone", "Europe/Berlin");
        QCOMPARE(configuration().stores.front().timeZone, QStringLiteral("Europe/Berlin"));
        edit("customerMode", "one for everybody");
        QVERIFY(configuration().stores.front().defaults.customerMode == config::CustomerMode::PerBuyer);
        edit("customerMode", "one for each marketplace");
        QVERIFY(configuration().stores.front().defaults.customerMode == config::CustomerMode::PerMarketplace);
        edit("customerMode", "one for each buyer");
    }

    void duplicateCustomersAreFoundOnRequest()
    {
        auto& netSuite = m_demo->demo().simulation().netSuite();
        const QJsonObject twin{{QStringLiteral("entityId"), QStringLiteral("Twin")},
                               {QStringLiteral("email"), QStringLiteral("zz99@marketplace.amazon.com")},
                               {QStringLiteral("subsidiary"), QJsonObject{{QStringLiteral("id"), QStringLiteral("1")}}}};
        const QString first = netSuite.addCustomer(twin);
        netSuite.addCustomer(twin);
        show("duplicates");
        RecordTable& list = *table("duplicates");
        QCOMPARE(list.rows().rowCount(), 0);
        QTest::keyClick(find<QPushButton>("duplicates.lookButton"), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(list.rows().rowCount() > 0, 20'000);
        QVERIFY(list.rows().find(QStringLiteral("customer:") + first).isValid());
        list.select(QStringLiteral("customer:") + first);
        QCOMPARE(window().current()->subject().documentType, QStringLiteral("customer"));
        QCOMPARE(window().current()->subject().documentId, first);
    }
};

QTEST_MAIN(RulesPagesTest)
#include "RulesPagesTest.moc"
