// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextBrowser>

#include "DemoWindow.h"
#include "config/Marketplaces.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "engine/Links.h"
#include "models/RowModel.h"
#include "pages/RecordPage.h"
#include "simulator/AmazonSim.h"
#include "simulator/Simulation.h"
#include "widgets/FilterBar.h"
#include "widgets/MessageBar.h"
#include "widgets/RecordTable.h"

using namespace causeway;
using namespace causeway::ui;

namespace {

bool isInternal(const QWidget* widget)
{
    if (widget->objectName().startsWith(QLatin1StringView("qt_")) || widget->inherits("QScrollBar") ||
        widget->inherits("QTableCornerButton"))
        return true;
    // Parts of a compound widget, menus and the tool buttons of a tab bar belong to Qt.
    for (const QWidget* parent = widget->parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
        if (qobject_cast<const QComboBox*>(parent) != nullptr || qobject_cast<const QAbstractSpinBox*>(parent) != nullptr ||
            qobject_cast<const QLineEdit*>(parent) != nullptr || qobject_cast<const QTabBar*>(parent) != nullptr)
            return true;
    }
    return false;
}

bool isInteractive(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) != nullptr || qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QComboBox*>(widget) != nullptr || qobject_cast<const QAbstractItemView*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr || qobject_cast<const QPlainTextEdit*>(widget) != nullptr ||
           qobject_cast<const QTabBar*>(widget) != nullptr;
}

} // namespace

/// The window on the demo company, driven as a person would.
class WindowTest final : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<DemoWindow> m_demo;

    MainWindow& window() { return m_demo->window(); }
    RecordTable* table(const char* page) { return window().page(QString::fromLatin1(page))->table(); }
    void show(const QString& page)
    {
        window().show({page, {}, {}});
        QCOMPARE(window().current()->id(), page);
    }
    /// Every page, every tab, with a row chosen where there is one.
    void openEverything()
    {
        for (const QString& id : window().pageIds()) {
            window().show({id, {}, {}});
            QCoreApplication::sendPostedEvents();
            for (QTabWidget* tabs : window().current()->findChildren<QTabWidget*>()) {
                for (int i = 0; i < tabs->count(); ++i)
                    tabs->setCurrentIndex(i);
                tabs->setCurrentIndex(0);
            }
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp);
        auto opened = DemoWindow::open(*m_theme, 40);
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().message));
        m_demo = std::move(*opened);
    }

    /// One demo company for all; a new window for each.
    void init()
    {
        m_demo->session().mayWrite = true;
        m_demo->makeWindow(*m_theme);
        window().QWidget::show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }

    void cleanupTestCase() { m_demo.reset(); }

    void everyControlHasItsNames()
    {
        openEverything();
        QStringList wrong;
        QSet<QString> seen;
        int controls = 0;
        for (const QWidget* widget : window().findChildren<QWidget*>()) {
            if (!isInteractive(widget) || isInternal(widget))
                continue;
            ++controls;
            if (widget->objectName().isEmpty())
                wrong << QStringLiteral("%1 in %2 has no object name")
                             .arg(QString::fromLatin1(widget->metaObject()->className()), widget->parentWidget()->objectName());
            else if (seen.contains(widget->objectName()))
                wrong << QStringLiteral("%1 is there twice").arg(widget->objectName());
            else if (widget->accessibleName().isEmpty() && !widget->isHidden())
                wrong << QStringLiteral("%1 has no accessible name").arg(widget->objectName());
            seen.insert(widget->objectName());
        }
        QVERIFY(controls > 80);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void tabGoesAroundEveryPage()
    {
        for (const QString& id : window().pageIds()) {
            window().show({id, {}, {}});
            QWidget* start = window().current()->firstFocus();
            QVERIFY(start != nullptr);
            start->setFocus(Qt::TabFocusReason);
            int steps = 0;
            bool closed = false;
            for (QWidget* at = start->nextInFocusChain(); at != nullptr && steps < 5000; at = at->nextInFocusChain(), ++steps) {
                if (at == start) {
                    closed = true;
                    break;
                }
            }
            QVERIFY2(closed, qPrintable(id));
        }
    }

    void remoteTextIsNeverReadAsMarkup()
    {
        openEverything();
        for (const QLabel* label : window().findChildren<QLabel*>())
            QVERIFY2(label->textFormat() == Qt::PlainText || isInternal(label), qPrintable(label->objectName() + label->text()));
        QVERIFY(window().findChildren<QTextBrowser*>().isEmpty());
        // The demo company holds hostile titles: they arrive as they are, and their tooltips are escaped.
        QString canary;
        for (const simulator::AmazonOrder& order : m_demo->demo().simulation().amazon().orders()) {
            if (!order.items.empty() && order.items.front().title.contains(QLatin1StringView("<img")))
                canary = order.orderId;
        }
        QVERIFY(!canary.isEmpty());
        window().show({QStringLiteral("orders"), {}, canary});
        window().findChild<QTabWidget*>(QStringLiteral("orders.pane.tabs"))->setCurrentIndex(1);
        int hostile = 0;
        for (const RowModel* model : window().findChildren<RowModel*>()) {
            for (int row = 0; row < model->rowCount(); ++row) {
                for (int column = 0; column < model->columnCount(); ++column) {
                    const QModelIndex index = model->index(row, column);
                    hostile += index.data().toString().contains(u'<') ? 1 : 0;
                    const QString tooltip = index.data(Qt::ToolTipRole).toString();
                    if (!tooltip.isEmpty())
                        QVERIFY2(!tooltip.mid(4).contains(QLatin1StringView("<b")) || tooltip.contains(QLatin1StringView("<br>")),
                                 qPrintable(tooltip));
                    QVERIFY2(!tooltip.contains(QLatin1StringView("<img")) && !tooltip.contains(QLatin1StringView("<script")),
                             qPrintable(tooltip));
                    QVERIFY2(!index.data().toString().contains(QChar(0x202E)), qPrintable(index.data().toString()));
                }
            }
        }
        QVERIFY(hostile > 0);
    }

    void modelsKeepTheirContracts()
    {
        openEverything();
        std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
        for (RowModel* model : window().findChildren<RowModel*>())
            testers.push_back(
                std::make_unique<QAbstractItemModelTester>(model, QAbstractItemModelTester::FailureReportingMode::QtTest));
        QVERIFY(testers.size() > 10);
        window().changes().note(ChangeHub::Everything);
        openEverything();
        auto& filter = *window().page(QStringLiteral("orders"))->filterBar();
        window().show({QStringLiteral("orders"), {}, {}});
        filter.setFind(QStringLiteral("zzz"));
        QCOMPARE(table("orders")->rows().rowCount(), 0);
        filter.clearAll();
        QVERIFY(table("orders")->rows().rowCount() > 10);
    }

    void ordersShowTheirSteps()
    {
        show(QStringLiteral("orders"));
        QVERIFY(table("orders")->rows().rowCount() > 10);
        QVERIFY(!table("orders")->currentId().isEmpty());
        const auto* timeline = window().findChild<QListView*>(QStringLiteral("orders.pane.timeline"));
        QVERIFY(timeline != nullptr && timeline->model()->rowCount() > 0);
    }

    void anUnknownSkuIsMappedWithTheKeyboard()
    {
        QTest::keyClick(&window(), Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(window().current()->id(), QStringLiteral("errors"));
        RecordTable& errors = *table("errors");
        // The first cause that a mapping cures.
        auto causes =
            m_demo->session().database.read([](db::Connection& connection) { return db::RecordReads(connection).openCauses(); });
        QVERIFY(causes.has_value());
        const auto unmapped = std::find_if(causes->begin(), causes->end(),
                                           [](const db::CauseRow& cause) { return cause.code == QLatin1StringView("no-item"); });
        QVERIFY(unmapped != causes->end());
        errors.select(QStringLiteral("c:%1").arg(unmapped->id.value()));
        const qint64 before = m_demo->count(db::RecordState::Error);

        QTest::keyClick(&window(), Qt::Key_M, Qt::ControlModifier);
        auto* line = window().findChild<QLineEdit*>(QStringLiteral("errors.pane.fix.itemLine"));
        QTRY_COMPARE(window().focusWidget(), line);
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("NF"));
        auto* items = window().findChild<RecordTable*>(QStringLiteral("errors.pane.fix.itemTable"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(items->rows().rowCount() > 0);
        QTest::keyClick(line, Qt::Key_Down);
        QTest::keyClick(items, Qt::Key_Return);

        QTRY_COMPARE(m_demo->count(db::RecordState::Error), before - unmapped->records);
        QTRY_VERIFY(!errors.rows().find(QStringLiteral("c:%1").arg(unmapped->id.value())).isValid());
        auto mappings = m_demo->session().database.read(
            [](db::Connection& connection) { return db::ConfigurationReads(connection).mappings(QStringLiteral("sku")); });
        QVERIFY(std::any_of(mappings->begin(), mappings->end(),
                            [&](const config::Mapping& mapping) { return mapping.key == unmapped->key; }));
    }

    void retryAllAlikeTakesTheWholeCause()
    {
        show(QStringLiteral("errors"));
        RecordTable& errors = *table("errors");
        auto causes =
            m_demo->session().database.read([](db::Connection& connection) { return db::RecordReads(connection).openCauses(); });
        QVERIFY(causes && !causes->empty());
        const db::CauseRow cause =
            *std::max_element(causes->begin(), causes->end(), [](const auto& a, const auto& b) { return a.records < b.records; });
        errors.select(QStringLiteral("c:%1").arg(cause.id.value()));
        const qint64 errorsBefore = m_demo->count(db::RecordState::Error);
        const qint64 readyBefore = m_demo->count(db::RecordState::Ready);
        QTest::keyClick(&window(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_demo->count(db::RecordState::Error), errorsBefore - cause.records);
        QCOMPARE(m_demo->count(db::RecordState::Ready), readyBefore + cause.records);
        QVERIFY(window().current()->messages().isVisible());
    }

    void skippingNeedsAReason()
    {
        show(QStringLiteral("errors"));
        RecordTable& errors = *table("errors");
        const QModelIndex group = errors.rows().index(0, 0);
        errors.expand(group);
        errors.select(errors.rows().id(errors.rows().index(0, 0, group)));
        const qint64 before = m_demo->count(db::RecordState::Skipped);
        QTest::keyClick(&window(), Qt::Key_Delete, Qt::ControlModifier);
        auto* reason = window().findChild<QLineEdit*>(QStringLiteral("errors.pane.skip.reason"));
        QVERIFY(reason->isVisible());
        QTest::keyClick(reason, Qt::Key_Return);
        QCOMPARE(m_demo->count(db::RecordState::Skipped), before);
        QTest::keyClicks(reason, QStringLiteral("a test order"));
        QTest::keyClick(reason, Qt::Key_Return);
        QCOMPARE(m_demo->count(db::RecordState::Skipped), before + 1);
    }

    void referencesAreShownByName()
    {
        show(QStringLiteral("review"));
        auto* review = table("review");
        QStringList named, bare;
        for (int i = 0; i < review->rows().rowCount(); ++i) {
            review->select(review->rows().id(review->rows().index(i, 0)));
            const auto* difference = window().findChild<RecordTable*>(QStringLiteral("review.pane.difference.table"));
            QVERIFY(difference != nullptr);
            const RowModel& fields = difference->rows();
            for (int group = 0; group < fields.rowCount(); ++group) {
                const QModelIndex parent = fields.index(group, 0);
                for (int row = 0; row < fields.rowCount(parent); ++row) {
                    const QString field = fields.index(row, 0, parent).data().toString();
                    const QString value = fields.index(row, 2, parent).data().toString();
                    static const QStringList kReferences{QStringLiteral("subsidiary"), QStringLiteral("location"),
                                                         QStringLiteral("class"),      QStringLiteral("department"),
                                                         QStringLiteral("account"),    QStringLiteral("currency")};
                    if (kReferences.contains(field))
                        (value.contains(QStringLiteral("(id ")) ? named : bare) << field + u' ' + value;
                }
            }
        }
        QVERIFY(!named.isEmpty());
        QCOMPARE(bare, QStringList());
    }

    void aPlanIsApprovedWithTheKeyboard()
    {
        QTest::keyClick(&window(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(window().current()->id(), QStringLiteral("review"));
        const qint64 waiting = m_demo->count(db::RecordState::Review);
        QVERIFY(waiting > 0);
        const auto* difference = window().findChild<RecordTable*>(QStringLiteral("review.pane.difference.table"));
        QVERIFY(difference != nullptr && difference->rows().rowCount() > 0);
        QTest::keyClick(&window(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_demo->count(db::RecordState::Review), waiting - 1);
    }

    void nothingIsCheckedForThePerson()
    {
        show(QStringLiteral("review"));
        QVERIFY(table("review")->rows().checkedIds().isEmpty());
        QVERIFY(!window().current()->can(Verb::ApproveSelected));
        table("review")->setFocus();
        QTest::keyClick(table("review"), Qt::Key_Space);
        QCOMPARE(table("review")->rows().checkedIds().size(), 1);
        QVERIFY(window().current()->can(Verb::ApproveSelected));
    }

    void withoutTheLockEverythingCanBeReadAndNothingDone()
    {
        m_demo->session().mayWrite = false;
        m_demo->makeWindow(*m_theme);
        window().QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        openEverything();
        for (const QString& id : window().pageIds()) {
            window().show({id, {}, {}});
            for (const Verb verb : {Verb::Retry, Verb::RetryAlike, Verb::Map, Verb::Edit, Verb::Skip, Verb::Approve, Verb::Reject,
                                    Verb::RunNow, Verb::Preview, Verb::Save, Verb::SyncOrder, Verb::Test})
                QVERIFY2(!window().current()->can(verb), qPrintable(id));
        }
        QCOMPARE(window().findChild<MessageBar*>(QStringLiteral("shell.stateBar"))->text(),
                 QStringLiteral("Another Causeway runs this profile. You can read; actions are disabled."));
    }

    /// A run that could not even read is nowhere shown as done.
    void aFlowSaysHowItsNewestRunEnded()
    {
        const QString flow = QStringLiteral("orders-mfn");
        const QString store = m_demo->demo().simulation().amazon().orders().front().store;
        const auto run = [&] {
            engine::RunRequest request;
            request.flow = flow;
            request.store = store;
            const auto result = m_demo->session().engine.run(request, StopToken());
            QVERIFY(result.has_value());
        };
        const auto state = [&](const char* page, const QString& row, int column) {
            window().show({QString::fromLatin1(page), {}, {}});
            window().current()->refresh(ChangeHub::Everything);
            auto* table = window().findChild<RecordTable*>(QString::fromLatin1(page) == QLatin1StringView("home")
                                                               ? QStringLiteral("home.flows.table")
                                                               : QStringLiteral("flows.table"));
            return table != nullptr ? table->rows().find(row).siblingAtColumn(column).data().toString() : QString();
        };
        simulator::FaultPlan down;
        down.serverError = 1'000;
        m_demo->demo().simulation().setFaults(down);
        run();
        QTRY_COMPARE(state("flows", flow + u'/' + store, 4), QStringLiteral("Failed"));
        QTRY_COMPARE(state("home", QStringLiteral("flow:%1/%2").arg(flow, store), 2), QStringLiteral("Failed"));

        m_demo->demo().simulation().setFaults({});
        run();
        QTRY_VERIFY(state("flows", flow + u'/' + store, 4).startsWith(QStringLiteral("Done")));
    }

    /// Real Tab keys, from the first field or table around the window and back, on every page: nothing swallows the focus,
    /// everything that can be pressed is reached, and what has the focus is shown and in the window.
    void tabKeysReachEverythingOnEveryPage()
    {
        for (const QString& id : window().pageIds()) {
            window().show({id, {}, {}});
            QCoreApplication::sendPostedEvents();
            QWidget* start = window().current()->firstFocus();
            start->setFocus(Qt::TabFocusReason);
            QCOMPARE(window().focusWidget(), start);
            QSet<QWidget*> reached{start};
            for (int step = 0; step < 400; ++step) {
                QTest::keyClick(window().focusWidget(), Qt::Key_Tab);
                QWidget* at = window().focusWidget();
                QVERIFY2(at != nullptr && at->isVisible() && at->isEnabled(), qPrintable(id));
                QVERIFY2(!at->accessibleName().isEmpty() || isInternal(at), qPrintable(id + u' ' + at->objectName()));
                if (at == start)
                    break;
                QVERIFY2(step < 399, qPrintable(id + QStringLiteral(" never comes back to where it began")));
                reached << at;
            }
            for (QPushButton* button : window().current()->findChildren<QPushButton*>()) {
                // The other buttons of an exclusive group are reached with the arrow keys.
                const bool byArrows = button->group() != nullptr && button->group()->exclusive() && !button->isChecked();
                if (button->isVisible() && button->isEnabled() && !isInternal(button) && !byArrows)
                    QVERIFY2(reached.contains(button), qPrintable(id + u' ' + button->objectName()));
            }
            QVERIFY2(reached.size() >= 3, qPrintable(id));
        }
    }

    void shortcutsBelongToTheirPages()
    {
        const std::pair<Qt::Key, QString> keys[] = {
            {Qt::Key_1, QStringLiteral("home")},        {Qt::Key_2, QStringLiteral("review")},
            {Qt::Key_3, QStringLiteral("errors")},      {Qt::Key_4, QStringLiteral("orders")},
            {Qt::Key_5, QStringLiteral("shipments")},   {Qt::Key_7, QStringLiteral("settlements")},
            {Qt::Key_8, QStringLiteral("flows")},       {Qt::Key_9, QStringLiteral("mappings")},
            {Qt::Key_Comma, QStringLiteral("settings")}};
        for (const auto& [key, id] : keys) {
            QTest::keyClick(&window(), key, Qt::ControlModifier);
            QCOMPARE(window().current()->id(), id);
        }
        QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(window().current()->id(), QStringLiteral("mappings"));
        QTest::keyClick(&window(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(window().current()->id(), QStringLiteral("settings"));
        QTest::keyClick(&window(), Qt::Key_4, Qt::ControlModifier);
        QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(window().focusWidget()->objectName(), QStringLiteral("orders.filter.find"));
        QWidget* pane = window().current()->pane();
        const bool shown = pane->isVisible();
        QTest::keyClick(&window(), Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(pane->isVisible(), !shown);
        QTest::keyClick(&window(), Qt::Key_I, Qt::ControlModifier);
    }

    /// Every action of a menu can be told from the others of its menu, and no shortcut is given twice.
    void noShortcutIsGivenTwice()
    {
        QHash<QString, QString> used;
        for (const QAction* action : window().actions()) {
            for (const QKeySequence& keys : action->shortcuts()) {
                const QString text = keys.toString();
                QVERIFY2(!used.contains(text) || used[text] == action->objectName(),
                         qPrintable(text + u' ' + used.value(text) + u' ' + action->objectName()));
                used.insert(text, action->objectName());
            }
        }
        QVERIFY(used.size() > 20);
    }

    void linksLeadOnlyToTheAccountAndToSellerCentral()
    {
        QCOMPARE(engine::links::netSuite(QStringLiteral("1234567_SB1"), QStringLiteral("salesOrder"), QStringLiteral("17"))
                     ->toString(),
                 QStringLiteral("https://1234567-sb1.app.netsuite.com/app/accounting/transactions/transaction.nl?id=17"));
        QVERIFY(!engine::links::netSuite(QStringLiteral("evil.example/"), QStringLiteral("salesOrder"), QStringLiteral("17")));
        QVERIFY(!engine::links::netSuite(QStringLiteral("1234567"), QStringLiteral("salesOrder"), QStringLiteral("17&x=1")));
        QVERIFY(!engine::links::sellerCentral(QStringLiteral("ATVPDKIKX0DER"), QStringLiteral("113-1234567-1234567/../x")));
        QVERIFY(!engine::links::sellerCentral(QStringLiteral("https://evil.example"), QStringLiteral("113-1234567-1234567")));
        for (const config::Marketplace& marketplace : config::marketplaces()) {
            const auto url = engine::links::sellerCentral(QString(marketplace.id), QStringLiteral("113-1234567-1234567"));
            QVERIFY2(url && url->scheme() == QLatin1StringView("https") &&
                         url->host().startsWith(QLatin1StringView("sellercentral")) &&
                         url->host().contains(QLatin1StringView(".amazon.")),
                     marketplace.id.data());
        }

        show(QStringLiteral("orders"));
        QVERIFY(!window().current()->can(Verb::OpenNetSuite)); // the demo company has no pages
        QVERIFY(!window().current()->whyNot(Verb::OpenNetSuite).isEmpty());
        QList<QUrl> opened;
        m_demo->session().openUrl = [&](const QUrl& url) { opened << url; };
        auto orders = m_demo->session().database.read([](db::Connection& connection) {
            db::OrderFilter filter;
            filter.state = db::RecordState::Done;
            return db::OrderReads(connection).list(filter);
        });
        const auto order =
            std::find_if(orders->begin(), orders->end(), [](const db::OrderRow& row) { return !row.salesOrderId.isEmpty(); });
        QVERIFY(order != orders->end());
        window().show({QStringLiteral("orders"), {}, order->orderId});
        QTest::keyClick(&window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClick(&window(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        m_demo->session().openUrl = {};
        QCOMPARE(opened.size(), 2);
        QVERIFY(opened[0].host().endsWith(QLatin1StringView(".app.netsuite.com")));
        QVERIFY(opened[0].toString().endsWith(QStringLiteral("id=") + order->salesOrderId));
        QVERIFY(opened[1].toString().endsWith(order->orderId));
    }

    void theTextForSupportHoldsNoBuyer()
    {
        auto orders = m_demo->session().database.read([](db::Connection& connection) {
            db::OrderFilter filter;
            filter.state = db::RecordState::Done;
            return db::OrderReads(connection).list(filter);
        });
        QVERIFY(orders && !orders->empty());
        const QString id = orders->front().orderId;
        window().show({QStringLiteral("orders"), {}, id});
        QApplication::clipboard()->clear();
        QTest::keyClick(&window(), Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(QApplication::clipboard()->text().contains(id));
        const QString text = QApplication::clipboard()->text();
        QVERIFY(text.contains(QStringLiteral("tries, newest first")));
        int buyers = 0;
        for (const simulator::AmazonOrder& order : m_demo->demo().simulation().amazon().orders()) {
            if (order.orderId != id)
                continue;
            for (const QString& secret : {order.buyerName, order.buyerEmail, order.address ? order.address->name : QString(),
                                          order.address ? order.address->line1 : QString()}) {
                if (secret.size() < 4)
                    continue;
                ++buyers;
                QVERIFY2(!text.contains(secret), qPrintable(secret));
            }
        }
        QVERIFY(buyers > 0);
    }

    /// The engine at work: pause, resume, stop a run, the Simulate entries; the window is told and answers.
    void pauseStopAndSimulate()
    {
        engine::Engine& engine = m_demo->session().engine;
        engine.start();
        const auto action = [this](const char* name) {
            auto* found = window().findChild<QAction*>(QString::fromLatin1(name));
            return found;
        };
        QVERIFY(action("shell.action.pauseHour") != nullptr);
        action("shell.action.pauseHour")->trigger();
        QVERIFY(engine.activity().paused);
        QVERIFY(engine.activity().pausedUntilMs.has_value());
        action("shell.action.resume")->trigger();
        QVERIFY(!engine.activity().paused);

        // A new order with a SKU nobody knows is there after Run now.
        auto* unknown = action("shell.action.simulate.unknownSku");
        QVERIFY(unknown != nullptr);
        const std::size_t before = m_demo->demo().simulation().amazon().orders().size();
        unknown->trigger();
        QCOMPARE(m_demo->demo().simulation().amazon().orders().size(), before + 1);
        for (const char* kind : {"newOrder", "quota", "down", "calm"}) {
            auto* simulated = action((QByteArray("shell.action.simulate.") + kind).constData());
            QVERIFY2(simulated != nullptr, kind);
            simulated->trigger();
        }
        show(QStringLiteral("flows"));
        RecordTable& flows = *table("flows");
        flows.select(QStringLiteral("orders-mfn/us"));
        QTest::keyClick(&window(), Qt::Key_F9);
        QVERIFY(window().current()->messages().isVisible());
        const auto running = [this] { return window().current()->can(Verb::StopRun); };
        const auto over = [&engine] { return engine.activity().running == 0; };
        QTRY_VERIFY_WITH_TIMEOUT(running() || over(), 20'000);
        if (running())
            window().current()->perform(Verb::StopRun);
        QTRY_VERIFY_WITH_TIMEOUT(over(), 30'000);
        // Closing while nothing is left to do ends at once; the engine has stopped.
        window().close();
        QTRY_VERIFY_WITH_TIMEOUT(!window().isVisible(), 30'000);
        QVERIFY(!engine.isRunning());
    }

    /// At twice the text size nothing on a page forces more width than its table or pane can scroll to.
    void largeTextScrollsInsteadOfBeingCut()
    {
        const QFont usual = QApplication::font();
        QFont large = usual;
        large.setPointSizeF(usual.pointSizeF() * 2);
        QApplication::setFont(large);
        QCoreApplication::sendPostedEvents();
        m_demo->makeWindow(*m_theme);
        window().resize(1440, 900);
        window().QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        QStringList wrong;
        for (const QString& id : window().pageIds()) {
            window().show({id, {}, {}});
            QCoreApplication::sendPostedEvents();
            for (const RecordTable* table : window().current()->findChildren<RecordTable*>()) {
                if (!table->isVisible() || table->header()->isHidden())
                    continue;
                if (table->header()->length() > table->viewport()->width() && table->horizontalScrollBar()->maximum() == 0)
                    wrong << table->objectName();
            }
        }
        QApplication::setFont(usual);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u' ')));
    }

    void f6GoesThroughTheRegions()
    {
        show(QStringLiteral("errors"));
        QSet<QString> visited;
        table("errors")->setFocus();
        for (int i = 0; i < 8; ++i) {
            QTest::keyClick(&window(), Qt::Key_F6);
            for (const QWidget* at = window().focusWidget(); at != nullptr; at = at->parentWidget()) {
                for (const char* region : {"shell.rail", "shell.toolbar", "errors.table", "errors.pane", "errors.filter.find"}) {
                    if (at->objectName() == QLatin1StringView(region))
                        visited.insert(at->objectName());
                }
            }
        }
        QCOMPARE(visited.size(), 5);
    }

    void bothSchemesKeepTheContrast()
    {
        const auto luminance = [](const QColor& color) {
            const auto part = [](int value) {
                const double share = value / 255.0;
                return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
            };
            return 0.2126 * part(color.red()) + 0.7152 * part(color.green()) + 0.0722 * part(color.blue());
        };
        const auto contrast = [&](const QColor& a, const QColor& b) {
            const double x = luminance(a), y = luminance(b);
            return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
        };
        for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
            m_theme->setScheme(scheme);
            for (const Token text : {Token::Text, Token::Muted, Token::Ready, Token::Running, Token::Waiting, Token::Review,
                                     Token::Error, Token::Done, Token::Skipped}) {
                for (const Token ground : {Token::Base, Token::Window, Token::Selection})
                    QVERIFY2(
                        contrast(m_theme->color(text), m_theme->color(ground)) >= 4.5,
                        qPrintable(QStringLiteral("%1 on %2").arg(m_theme->color(text).name(), m_theme->color(ground).name())));
            }
            QVERIFY(contrast(m_theme->color(Token::OnAccent), m_theme->color(Token::Accent)) >= 4.5);
            QVERIFY(contrast(m_theme->color(Token::Control), m_theme->color(Token::Window)) >= 3.0);
        }
        m_theme->setScheme(Theme::Scheme::Light);
    }
};

QTEST_MAIN(WindowTest)
#include "WindowTest.moc"
