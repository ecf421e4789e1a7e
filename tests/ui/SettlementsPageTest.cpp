// SPDX-License-Identifier: GPL-3.0-or-later
// An accountant at the window: a settlement file is dropped, understood, mapped, posted into the simulated company and proven.
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

#include "CsvText.h"
#include "DemoWindow.h"
#include "db/RecordTable.h"
#include "db/SettlementTable.h"
#include "models/RowModel.h"
#include "pages/BankPage.h"
#include "pages/SettlementPage.h"
#include "pages/SettlementWords.h"
#include "simulator/NetSuiteSim.h"
#include "simulator/Simulation.h"
#include "widgets/FiguresBox.h"
#include "widgets/MessageBar.h"
#include "widgets/RecordTable.h"
#include "widgets/WaterfallChart.h"

using namespace causeway;
using namespace causeway::ui;

namespace {

QByteArray line(const QList<QByteArray>& cells)
{
    return cells.join('\t') + '\n';
}

/// Principal 100.00, commission -15.00, a fee nobody knows -2.50: 82.50.
QByteArray settlementFile(const QByteArray& id, const QByteArray& total = "82.50", const QByteArray& commission = "-15.00")
{
    const QByteArray posted = "2026-06-17 08:14:22 UTC";
    return line({"settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency",
                 "transaction-type", "order-id", "amount-type", "amount-description", "amount", "posted-date-time"}) +
           line({id, "2026-06-16 00:00:00 UTC", "2026-06-30 23:59:59 UTC", "2026-07-02 00:00:00 UTC", total, "USD", "", "", "",
                 "", "", ""}) +
           line({id, "", "", "", "", "", "Order", "113-1234567-1234567", "ItemPrice", "Principal", "100.00", posted}) +
           line({id, "", "", "", "", "", "Order", "113-1234567-1234567", "ItemFees", "Commission", commission, posted}) +
           line({id, "", "", "", "", "", "Order", "113-1234567-1234567", "ItemFees", "NewFee2026", "-2.50", posted});
}

} // namespace

class SettlementsPageTest final : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<DemoWindow> m_demo;
    QTemporaryDir m_folder;

    MainWindow& window() { return m_demo->window(); }
    Page& list() { return *window().page(QStringLiteral("settlements")); }
    RowModel& rows() { return list().table()->rows(); }
    SettlementPage& detail() { return *qobject_cast<SettlementPage*>(window().page(QStringLiteral("settlement"))); }
    /// What the bar says, without the signs around remote text.
    QString message() { return window().current()->messages().text().remove(QChar(0x2068)).remove(QChar(0x2069)); }
    template<class W>
    W* part(const char* name)
    {
        W* found = window().findChild<W*>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("There is no %s.", name);
        return found;
    }

    QString fileWith(const QByteArray& bytes, const char* name)
    {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("The file was not written.");
        return path;
    }
    void drop(const QString& path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&list(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&list(), &event);
        QVERIFY(event.isAccepted());
    }
    /// Drops it for the American store and waits until it was told what became of it.
    void import(const QString& path)
    {
        window().show({QStringLiteral("settlements"), {}, {}});
        list().messages().hide();
        drop(path);
        auto* bar = part<QFrame>("settlements.import");
        QVERIFY(bar->isVisible()); // several stores, and none is chosen
        auto* stores = part<QComboBox>("settlements.import.store");
        stores->setCurrentIndex(stores->findData(QStringLiteral("us")));
        QTest::keyClick(part<QPushButton>("settlements.import.button"), Qt::Key_Space);
        QVERIFY(!bar->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(list().messages().isVisible(), 20'000);
    }
    std::optional<db::RecordRow> record(const QString& key)
    {
        auto found = m_demo->session().database.read([&](db::Connection& connection) {
            return db::RecordReads(connection).find(QStringLiteral("settlements"), QStringLiteral("us"), key);
        });
        return found ? *found : std::nullopt;
    }
    void open(const QString& key)
    {
        const auto found = record(key);
        QVERIFY(found.has_value());
        window().show({QStringLiteral("settlement"), {}, QString::number(found->id.value())});
        QTRY_VERIFY_WITH_TIMEOUT(detail().view() != nullptr && detail().view()->record.key == key, 20'000);
    }
    /// The category's row in the tree.
    QModelIndex category(const char* key)
    {
        return detail().table()->rows().find(QStringLiteral("k:") + QString::fromLatin1(key));
    }
    /// Of this settlement in the simulated company.
    qint64 journals(const QString& key)
    {
        const auto all = m_demo->demo().simulation().netSuite().documents(QStringLiteral("journalEntry"));
        return std::count_if(all.begin(), all.end(),
                             [&](const simulator::SimDocument& document) { return document.externalId.contains(key); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme = std::make_unique<Theme>(*qApp);
        auto opened = DemoWindow::open(*m_theme, 20);
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().message));
        m_demo = std::move(*opened);
    }

    void init()
    {
        m_demo->session().mayWrite = true;
        m_demo->makeWindow(*m_theme);
        window().QWidget::show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }

    void cleanupTestCase() { m_demo.reset(); }

    void theListShowsWhatIsInTheBooks()
    {
        QTest::keyClick(&window(), Qt::Key_7, Qt::ControlModifier);
        QCOMPARE(window().current()->id(), QStringLiteral("settlements"));
        QTRY_VERIFY_WITH_TIMEOUT(rows().rowCount() > 2, 20'000);
        int posted = 0, waiting = 0;
        for (int i = 0; i < rows().rowCount(); ++i) {
            const auto cell = [&](int column) { return rows().index(i, column).data().toString(); };
            // What is not in the books is summed as waiting, and what is posted has a proof of zero.
            const bool isPosted = cell(0) == QStringLiteral("Done");
            QCOMPARE(cell(isPosted ? 5 : 6), cell(3));
            QCOMPARE(cell(isPosted ? 6 : 5), QStringLiteral("\u2013"));
            QVERIFY2(cell(8) == QStringLiteral("0.00") || cell(8) == QStringLiteral("0"), qPrintable(cell(8)));
            ++(isPosted ? posted : waiting);
        }
        QVERIFY(posted > 0);
        QVERIFY(waiting > 0);
        // Enter opens it, and the way back leads to the same row.
        const QString id = list().table()->currentId();
        QTest::keyClick(list().table(), Qt::Key_Return);
        QCOMPARE(window().current()->id(), QStringLiteral("settlement"));
        QTRY_VERIFY_WITH_TIMEOUT(detail().view() != nullptr, 20'000);
        QTest::keyClick(part<QPushButton>("settlement.listLink"), Qt::Key_Space);
        QCOMPARE(window().current()->id(), QStringLiteral("settlements"));
        QCOMPARE(list().table()->currentId(), id);
    }

    void aDroppedFileIsKnownAgain()
    {
        const QString path = fileWith(settlementFile("70000000001"), "first.txt");
        import(path);
        QVERIFY2(message().contains(QStringLiteral("70000000001 is imported")), qPrintable(message()));
        QTRY_VERIFY(rows().find(QString::number(record(QStringLiteral("70000000001"))->id.value())).isValid());
        import(path);
        QVERIFY2(message().contains(QStringLiteral("imported before from the same file")), qPrintable(message()));

        import(fileWith(settlementFile("70000000001", "82.40", "-15.10"), "second.txt"));
        QVERIFY2(message().contains(QStringLiteral("known with other content")), qPrintable(message()));
        auto all = m_demo->session().database.read(
            [](db::Connection& connection) { return db::SettlementTable(connection).list({}, std::nullopt, 200); });
        const auto again =
            std::find_if(all->begin(), all->end(), [](const db::SettlementListRow& row) { return row.settlement.isReissue; });
        QVERIFY(again != all->end());
        open(again->key);
        QVERIFY(!detail().can(Verb::Approve));
        const auto* compare = part<RecordTable>("settlement.compare.table");
        QCOMPARE(compare->rows().rowCount(), 1); // only the commission differs
        QCOMPARE(compare->rows().index(0, 1).data().toString(), QStringLiteral("\u221215.00"));
        QCOMPARE(compare->rows().index(0, 2).data().toString(), QStringLiteral("\u221215.10"));
        QCOMPARE(compare->rows().index(0, 3).data().toString(), QStringLiteral("\u22120.10"));
    }

    void whatDoesNotAddUpSaysWhy()
    {
        import(fileWith(settlementFile("70000000002", "82.51"), "wrong.txt"));
        QVERIFY2(message().contains(QStringLiteral("cannot be posted")), qPrintable(message()));
        open(QStringLiteral("70000000002"));
        QVERIFY(!detail().can(Verb::Approve));
        QVERIFY2(detail().whyNot(Verb::Approve).contains(QStringLiteral("0.01")), qPrintable(detail().whyNot(Verb::Approve)));

        QByteArray bad = settlementFile("70000000003", "85.00");
        import(fileWith(bad.replace("-2.50", "2,5,0"), "bad.txt"));
        open(QStringLiteral("70000000003"));
        QVERIFY(!detail().can(Verb::Approve));
        const auto* problems = part<RecordTable>("settlement.problems.table");
        QCOMPARE(problems->rows().rowCount(), 1);
        QCOMPARE(problems->rows().index(0, 0).data().toString(), QStringLiteral("5"));
    }

    void fromDropToTheBooks()
    {
        const QString key = QStringLiteral("70000000004");
        import(fileWith(settlementFile(key.toLatin1()), "good.txt"));
        open(key);
        QTRY_VERIFY(category("Order|ItemFees|NewFee2026").isValid());
        QVERIFY(!detail().can(Verb::Approve));
        QVERIFY2(detail().whyNot(Verb::Approve).contains(QStringLiteral("no account")),
                 qPrintable(detail().whyNot(Verb::Approve)));
        // The category without an account is the one that is chosen; the keyboard alone maps it.
        QCOMPARE(detail().table()->currentId(), QStringLiteral("k:Order|ItemFees|NewFee2026"));
        QTest::keyClick(&window(), Qt::Key_M, Qt::ControlModifier);
        auto* value = part<QLineEdit>("settlement.mapping.value");
        QCOMPARE(window().focusWidget(), value);
        QTest::keyClicks(value, QStringLiteral("nothing"));
        QTest::keyClick(value, Qt::Key_Return);
        QVERIFY(value->isVisible()); // no account was named
        value->clear();
        QTest::keyClicks(value, QStringLiteral("58"));
        QTest::keyClick(value, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(detail().can(Verb::Approve), 20'000);
        // People read the number and the name of the account, not its internal id.
        const auto account = [&] { return category("Order|ItemFees|NewFee2026").siblingAtColumn(1).data().toString(); };
        QTRY_VERIFY_WITH_TIMEOUT(account() != QStringLiteral("58") && !account().isEmpty(), 20'000);
        QCOMPARE(detail().view()->categories.back().account.isEmpty(), false);

        // The journal: balanced; the chosen category's line is selected.
        auto* journal = part<RecordTable>("settlement.journal1.table");
        const int last = journal->rows().rowCount() - 1;
        QCOMPARE(last, 4); // 40, 57, 58, 61
        QCOMPARE(journal->rows().index(last, 1).data().toString(), journal->rows().index(last, 2).data().toString());
        QVERIFY(journal->rows().index(last, 3).data().toString().contains(QStringLiteral("difference 0.00")));
        QCOMPARE(journal->selectedIds().size(), 1);
        QVERIFY(journal->selectedIds().front().endsWith(QStringLiteral(":58")));
        // Tree and journal speak of a category in the same words.
        QCOMPARE(journal->rows().find(journal->selectedIds().front()).siblingAtColumn(3).data().toString(),
                 category("Order|ItemFees|NewFee2026").siblingAtColumn(0).data().toString());
        // And the other way round.
        for (int i = 0; i < last; ++i) {
            if (journal->rows().id(journal->rows().index(i, 0)).endsWith(QStringLiteral(":61")))
                journal->setCurrentIndex(journal->rows().index(i, 0));
        }
        QCOMPARE(detail().table()->selectedIds(), QStringList{QStringLiteral("k:Order|ItemFees|Commission")});

        QCOMPARE(journals(key), 0);
        detail().table()->setFocus();
        QTest::keyClick(&window(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!detail().can(Verb::Approve)); // on its way: nobody posts it twice
        m_demo->session().engine.start();
        QTRY_VERIFY_WITH_TIMEOUT(detail().view()->isPosted(), 60'000);
        m_demo->session().engine.stop();
        QCOMPARE(journals(key), 1);
        QVERIFY(record(key)->state == db::RecordState::Done);
        QVERIFY(detail().view()->proof.difference.isZero());
        QCOMPARE(part<FiguresBox>("settlement.figures")->value(QStringLiteral("Proof")), QStringLiteral("0.00"));
        QCOMPARE(part<FiguresBox>("settlement.figures")->value(QStringLiteral("Posted")), QStringLiteral("82.50"));
        QVERIFY(!detail().can(Verb::Approve));
        QVERIFY(!detail().can(Verb::Map)); // what is posted is not changed by a mapping
        QVERIFY2(message().contains(QStringLiteral("posted: ")), qPrintable(message()));
        QCOMPARE(part<RecordTable>("settlement.documents.table")->rows().rowCount(), 1);
    }

    /// What fromDropToTheBooks() has posted, on paper.
    void theProofIsVerifiedAndSaved()
    {
        open(QStringLiteral("70000000004"));
        part<QAction>("settlement.action.verify")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(detail().messages().isVisible(), 20'000);
        QVERIFY2(message().contains(QStringLiteral("same")), qPrintable(message()));
        for (const auto& [action, name, magic] : {std::tuple{"settlement.action.proofPdf", "proof.pdf", "%PDF"},
                                                  std::tuple{"settlement.action.proofXlsx", "proof.xlsx", "PK"}}) {
            detail().messages().hide();
            part<QAction>(action)->trigger();
            QPointer<QFileDialog> dialog = part<QFileDialog>("settlement.saveDialog");
            const QString path = m_folder.filePath(QString::fromLatin1(name));
            Q_EMIT dialog->fileSelected(path); // the system's dialog is not under test
            dialog->close();
            QTRY_VERIFY_WITH_TIMEOUT(detail().messages().isVisible(), 20'000);
            QVERIFY2(message().contains(QStringLiteral("The proof sheet is saved")), qPrintable(message()));
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().startsWith(magic));
            QTRY_VERIFY(!dialog);
        }
    }

    /// What fromDropToTheBooks() has posted, at the bank: import, proposed pair, match with Ctrl+M, and back.
    void theDepositIsFoundAtTheBank()
    {
        const QString settlement = QString::number(record(QStringLiteral("70000000004"))->id.value());
        window().show({QStringLiteral("bank"), {}, settlement});
        auto& bank = *qobject_cast<BankPage*>(window().current());
        QTRY_COMPARE_WITH_TIMEOUT(bank.table()->currentId(), settlement, 20'000);
        const auto cell = [&](int column) {
            return bank.table()->rows().find(settlement).siblingAtColumn(column).data().toString();
        };
        QCOMPARE(cell(0), QStringLiteral("Open"));
        QVERIFY(!bank.can(Verb::Map));
        QVERIFY(!bank.whyNot(Verb::Map).isEmpty());
        bank.importFiles({fileWith("Date,Description,Amount\n2026-07-03,AMAZON PAYMENTS 123,82.50\n2026-07-03,Rent,-900.00\n"
                                   "2026-07-04,AMAZON PAYMENTS 124,82.40\n",
                                   "bank.csv")});
        auto* accounts = part<QComboBox>("bank.import.account");
        accounts->setCurrentIndex(accounts->findData(QStringLiteral("us")));
        QCOMPARE(part<QLineEdit>("bank.import.currency")->text(), QStringLiteral("USD"));
        bank.messages().hide();
        QTest::keyClick(part<QPushButton>("bank.import.button"), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(bank.messages().isVisible(), 20'000);
        QVERIFY2(message().contains(QStringLiteral("3 bookings added")), qPrintable(message()));
        // The line that fits is proposed, nothing is matched by itself.
        auto* lines = part<RecordTable>("bank.lines.table");
        QTRY_COMPARE_WITH_TIMEOUT(lines->rows().rowCount(), 2, 20'000);
        QTRY_VERIFY(bank.can(Verb::Map));
        QCOMPARE(lines->currentIndex().siblingAtColumn(2).data().toString(), QStringLiteral("82.50"));
        QCOMPARE(cell(0), QStringLiteral("Open"));
        QTest::keyClick(&window(), Qt::Key_M, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(cell(0), QStringLiteral("Paid"), 20'000);
        QCOMPARE(cell(6), QStringLiteral("0.00"));
        // A second line with another amount needs a reason.
        for (int i = 0; i < lines->rows().rowCount(); ++i) {
            if (lines->rows().index(i, 2).data().toString() == QStringLiteral("82.40"))
                lines->setCurrentIndex(lines->rows().index(i, 0));
        }
        QVERIFY(!bank.can(Verb::Map));
        QVERIFY2(bank.whyNot(Verb::Map).contains(QStringLiteral("already")), qPrintable(bank.whyNot(Verb::Map)));
        open(QStringLiteral("70000000004"));
        QTRY_COMPARE_WITH_TIMEOUT(part<RecordTable>("settlement.bank.table")->rows().rowCount(), 1, 20'000);
        // And back.
        window().show({QStringLiteral("bank"), {}, settlement});
        QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>("bank.unmatchButton")->isEnabled(), 20'000);
        QTest::keyClick(part<QPushButton>("bank.unmatchButton"), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(cell(0), QStringLiteral("Open"), 20'000);

        // Does NetSuite's clearing account hold what was posted? The sentence names what it shows.
        bank.messages().hide();
        QTest::keyClick(part<QPushButton>("bank.compareButton"), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(bank.messages().isVisible(), 20'000);
        QVERIFY2(message().contains(QStringLiteral("ties out")) && message().contains(QStringLiteral("165.00")),
                 qPrintable(message()));
    }

    void everyTableIsCopiedAndSaved()
    {
        open(QStringLiteral("70000000004"));
        // The table with the focus is meant, also beside the main one; amounts are plain numbers.
        auto* journal = part<RecordTable>("settlement.journal1.table");
        QTRY_VERIFY(journal->rows().rowCount() > 0);
        journal->setFocus();
        journal->setCurrentIndex(journal->rows().index(0, 0));
        QTest::keyClick(&window(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QStringList copied = QApplication::clipboard()->text().split(u'\n');
        QVERIFY(copied.size() >= 2); // lines of the same account are selected together
        QCOMPARE(copied.front().section(u'\t', 0, 1), QStringLiteral("Account\tDebit"));

        window().show({QStringLiteral("settlements"), {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(rows().rowCount() > 2, 20'000);
        QVERIFY(list().can(Verb::Export));
        list().messages().hide();
        QTest::keyClick(&window(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QPointer<QFileDialog> dialog = part<QFileDialog>("settlements.exportDialog");
        const QString path = m_folder.filePath(QStringLiteral("list.csv"));
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QTRY_VERIFY_WITH_TIMEOUT(list().messages().isVisible(), 20'000);
        QVERIFY2(message().contains(QStringLiteral("%1 rows saved").arg(rows().rowCount())), qPrintable(message()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), rows().rowCount() + 1);
        QVERIFY2(lines.front().contains("Deposit,Currency"), lines.front().constData());
        QVERIFY(std::any_of(lines.begin(), lines.end(), [](const QByteArray& line) { return line.contains(",82.50,USD,"); }));
    }

    void theChartIsWalkedWithTheArrows()
    {
        open(QStringLiteral("70000000002"));
        auto* chart = part<WaterfallChart>("settlement.chart");
        QTRY_COMPARE(chart->bars().size(), 7U);
        qint64 sum = 0;
        for (std::size_t i = 0; i + 1 < chart->bars().size(); ++i)
            sum += chart->bars()[i].amount.minorUnits();
        QCOMPARE(sum, chart->bars().back().amount.minorUnits());
        QCOMPARE(sum, 8'250);
        QVERIFY2(chart->accessibleName().contains(QStringLiteral("Sales 100.00")), qPrintable(chart->accessibleName()));
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Right);
        QTest::keyClick(chart, Qt::Key_Right);
        QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(chart->current(), 2);
        QVERIFY2(chart->accessibleDescription().startsWith(QStringLiteral("Fees")), qPrintable(chart->accessibleDescription()));
        QCOMPARE(detail().table()->currentId(), QStringLiteral("b:2"));
        QTest::keyClick(chart, Qt::Key_End);
        QCOMPARE(chart->current(), 6);
        QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(chart->current(), 6);
        QVERIFY(chart->tableText().contains(QStringLiteral("Fees\t-15.00\tUSD")));
    }

    void rowsAndOrdersStandBehindIt()
    {
        open(QStringLiteral("70000000002"));
        auto* rowTable = part<RecordTable>("settlement.rows.table");
        QTRY_COMPARE(rowTable->rows().rowCount(), 3);
        detail().table()->select(QStringLiteral("k:Order|ItemPrice|Principal"));
        QTest::keyClick(detail().table(), Qt::Key_Return);
        QCOMPARE(part<QTabWidget>("settlement.tabs")->currentWidget(), rowTable->parentWidget()->parentWidget());
        QCOMPARE(rowTable->rows().rowCount(), 1);
        QCOMPARE(rowTable->rows().index(0, 5).data().toString(), QStringLiteral("100.00"));
        QTest::keyClick(part<QPushButton>("settlement.rows.allButton"), Qt::Key_Space);
        QCOMPARE(rowTable->rows().rowCount(), 3);
        const auto* orders = part<RecordTable>("settlement.orders.table");
        QCOMPARE(orders->rows().rowCount(), 1);
        QCOMPARE(orders->rows().index(0, 1).data().toString(), QStringLiteral("113-1234567-1234567"));
        QCOMPARE(orders->rows().index(0, 4).data().toString(), QStringLiteral("100.00"));
        QVERIFY(part<QPushButton>("settlement.orders.importButton")->text().contains(u'1'));
    }

    void sendingBackNeedsAReason()
    {
        import(fileWith(settlementFile("70000000005"), "back.txt"));
        const QString key = QStringLiteral("70000000005");
        open(key);
        QVERIFY(detail().can(Verb::Reject));
        detail().perform(Verb::Reject);
        auto* reason = part<QLineEdit>("settlement.reason");
        QCOMPARE(window().focusWidget(), reason);
        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY(record(key)->state == db::RecordState::Ready);
        QTest::keyClicks(reason, QStringLiteral("asked Amazon first"));
        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY(record(key)->state == db::RecordState::Skipped);
        QTRY_VERIFY(!detail().can(Verb::Approve) && detail().view()->record.state == db::RecordState::Skipped);
        detail().perform(Verb::Reject); // takes it up again
        QVERIFY(record(key)->state != db::RecordState::Skipped);
    }

    void withoutTheLockNothingCanBeDone()
    {
        m_demo->session().mayWrite = false;
        m_demo->makeWindow(*m_theme);
        window().QWidget::show();
        open(QStringLiteral("70000000005"));
        for (const Verb verb : {Verb::Approve, Verb::Reject, Verb::Map, Verb::Edit, Verb::Retry})
            QVERIFY(!detail().can(verb));
        QVERIFY(!category("Order|ItemPrice|Principal").siblingAtColumn(1).flags().testFlag(Qt::ItemIsEditable));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(fileWith(settlementFile("70000000006"), "locked.txt"))});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(&list(), &enter);
        QVERIFY(!enter.isAccepted());
    }

    void aFileMayBeDroppedOnAnyPage()
    {
        window().show({QStringLiteral("orders"), {}, {}});
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(fileWith(settlementFile("70000000007"), "window.txt"))});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window(), &event);
        QCOMPARE(window().current()->id(), QStringLiteral("settlements"));
        QVERIFY(part<QFrame>("settlements.import")->isVisible());
        QTest::keyClick(part<QPushButton>("settlements.import.cancelButton"), Qt::Key_Space);
        QVERIFY(!record(QStringLiteral("70000000007")).has_value());
    }

    void exportsAreSafeForSpreadsheets()
    {
        const QByteArray csv = csvText({{QStringLiteral("=1+1"), QStringLiteral("-12.30"), QStringLiteral("a,b"),
                                         QStringLiteral("say \"x\""), QStringLiteral("-x"), QStringLiteral("@x")}});
        QCOMPARE(csv, QByteArray("\xEF\xBB\xBF'=1+1,-12.30,\"a,b\",\"say \"\"x\"\"\",'-x,'@x\r\n"));
        QCOMPARE(tabText({{QStringLiteral("a\tb"), QStringLiteral("c\nd")}}), QStringLiteral("a b\tc d"));
    }
};

QTEST_MAIN(SettlementsPageTest)
#include "SettlementsPageTest.moc"
