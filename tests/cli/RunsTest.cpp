// SPDX-License-Identifier: GPL-3.0-or-later
// The headless program at work: orders from the simulated Amazon into the simulated NetSuite. World, action, expected world.
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QSet>
#include <QtTest>

#include "cli/CliHarness.h"

using namespace causeway;
using namespace causeway::test;

namespace {
QStringList words(const char* line)
{
    return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
}
qint64 count(const CliResult& run, const char* state)
{
    return run.json()[u"counts"][QString::fromLatin1(state)].toInteger().value_or(-1);
}
} // namespace

class RunsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { start(CliHarness::plainWorld(5)); }

    void ordersBecomeSalesOrdersAndASecondRunSendsNothing()
    {
        const CliResult first = run();
        QVERIFY2(first.code == 0 && first.json()[u"state"].toString() == QStringLiteral("done"), first.all());
        QCOMPARE(count(first, "fetched"), 5);
        QCOMPARE(count(first, "done"), 5);
        for (const char* key : {"run", "flow", "store", "state", "startedAt", "finishedAt", "counts", "calls"})
            QVERIFY2(first.json().contains(QString::fromLatin1(key)), first.all());
        QVERIFY2(proof().isGood(), qPrintable(proof().summary()));
        const auto writes = netSuite().writes().size();
        const CliResult second = run();
        QVERIFY2(second.code == 0, second.all());
        QCOMPARE(netSuite().writes().size(), writes);

        const CliResult runs = m_cli->json(words("runs list"));
        QCOMPARE(runs.json().size(), 2U);
        QCOMPARE(runs.json().at(0)[u"run"].toInteger(), second.json()[u"run"].toInteger()); // newest first
        QCOMPARE(m_cli->json(words("runs list --limit 1")).json().size(), 1U);
        const QString id = QString::number(*first.json()[u"run"].toInteger());
        QCOMPARE(m_cli->json({QStringLiteral("runs"), QStringLiteral("show"), id}).json()[u"state"].toString(),
                 QStringLiteral("done"));
        QCOMPARE(m_cli->run({QStringLiteral("runs"), QStringLiteral("show"), id}).code, 0);
    }

    /// Under another account the orders would count as written there, and none of them would ever be.
    void aProfileWithRecordsKeepsItsAccounts()
    {
        const QByteArray whole = m_cli->simulation().configuration();
        const QByteArray account = netSuite().account().toUtf8();
        const QByteArray seller = Json::parse(whole).value()[u"stores"].at(0)[u"sellerId"].toString().toUtf8();
        const auto import = [&](const QByteArray& from, const QByteArray& to) {
            const QString file =
                m_cli->write(QStringLiteral("other.json"), QByteArray(whole).replace('"' + from + '"', '"' + to + '"'));
            return m_cli->json({QStringLiteral("config"), QStringLiteral("import"), file});
        };
        QVERIFY2(import(seller, "A1TYPINGMISTAKE").code == 0, "before the first run everything can be corrected");
        QVERIFY2(import("nothing", "nothing").code == 0, "back");
        QVERIFY2(run().code == 0, "run");

        const CliResult other = import(account, "7654321");
        QCOMPARE(other.code, 2);
        QCOMPARE(other.json()[u"error"][u"path"].toString(), QStringLiteral("netsuite.account"));
        const CliResult otherSeller = import(seller, "A1ANOTHERSELLER");
        QCOMPARE(otherSeller.code, 2);
        QCOMPARE(otherSeller.json()[u"error"][u"path"].toString(), QStringLiteral("stores[0].sellerId"));
        const QByteArray otherSpelling = account.contains('_') ? account.toLower().replace('_', '-') : account;
        QVERIFY2(import(account, otherSpelling).code == 0, "the same account");
    }

    void recordsAreListedShownAndTraced()
    {
        plantCanaries();
        QVERIFY2(run().code == 0, "run");
        const CliResult list = m_cli->json(words("records list --state done --flow orders-mfn --store us"));
        QVERIFY2(list.code == 0, list.all());
        QCOMPARE(list.json().size(), 6U);
        const Json record = list.json().at(0);
        for (const char* key :
             {"id", "flow", "store", "key", "state", "reason", "attempts", "error", "dueAt", "target", "updatedAt"})
            QVERIFY2(record.contains(QString::fromLatin1(key)), key);
        QCOMPARE(m_cli->json(words("records list --limit 2")).json().size(), 2U);
        const QString order = record[u"key"].toString();
        QCOMPARE(
            m_cli->json({QStringLiteral("records"), QStringLiteral("list"), QStringLiteral("--search"), order}).json().size(),
            1U);
        QVERIFY(m_cli->run(words("records list")).text().contains(order));

        const QString id = QString::number(*record[u"id"].toInteger());
        const CliResult shown = m_cli->json({QStringLiteral("records"), QStringLiteral("show"), id});
        QVERIFY2(shown.code == 0 && shown.json()[u"commands"].size() >= 1, shown.all());
        const CliResult trace = m_cli->json({QStringLiteral("orders"), QStringLiteral("trace"), order});
        QVERIFY2(trace.code == 0 && trace.json()[u"trace"].size() >= 3, trace.all());
        qint64 last = 0;
        bool linked = false;
        for (const Json document = trace.json(); const Json& entry : document[u"trace"].items()) {
            const qint64 at = fromIso8601(entry[u"at"].toString()).value_or(0);
            QVERIFY(at >= last);
            last = at;
            const Json target = entry[u"target"];
            if (target[u"type"].toString() != QStringLiteral("salesOrder"))
                continue;
            const QString url = entry[u"url"].toString();
            QVERIFY2(url.contains(QStringLiteral(".app.netsuite.com/app/accounting/transactions/")) &&
                         url.endsWith(QStringLiteral("?id=") + target[u"id"].toString()),
                     qPrintable(url));
            linked = true;
        }
        QVERIFY(linked);
        const Json store = trace.json()[u"stores"].at(0);
        QVERIFY2(store[u"url"].toString().startsWith(QStringLiteral("https://sellercentral")) &&
                     store[u"url"].toString().endsWith(QStringLiteral("/orders-v3/order/") + order),
                 trace.all());
        const QString told = m_cli->run({QStringLiteral("orders"), QStringLiteral("trace"), order}).text();
        QVERIFY2(told.contains(store[u"url"].toString()) && told.contains(QStringLiteral(".app.netsuite.com/")),
                 qPrintable(told));
        for (const char* line :
             {"records list", "plans list", "status", "runs list", "flows list", "config export", "secret list"})
            verifyNoCanary(m_cli->run(words(line)).all());
        for (const Json document = list.json(); const Json& one : document.items()) {
            const QString recordId = QString::number(*one[u"id"].toInteger());
            verifyNoCanary(m_cli->json({QStringLiteral("records"), QStringLiteral("show"), recordId}).all());
            verifyNoCanary(m_cli->run({QStringLiteral("records"), QStringLiteral("show"), recordId}).all());
            verifyNoCanary(m_cli->run({QStringLiteral("orders"), QStringLiteral("trace"), one[u"key"].toString()}).all());
        }
        QDirIterator files(m_cli->profile(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            verifyNoCanary(file.readAll());
        }
    }

    void exactlyTheOrdersAskedForAreFetched()
    {
        const QString order = amazon().orders(QStringLiteral("us")).front().orderId;
        const CliResult one = run({QStringLiteral("--order"), order});
        QVERIFY2(one.code == 0 && count(one, "done") == 1, one.all());
        QCOMPARE(netSuite().documents(QStringLiteral("salesOrder")).size(), 1U);
        const CliResult unknown = run({QStringLiteral("--order"), QStringLiteral("999-9999999-9999999")});
        QVERIFY2(unknown.code == 1 && unknown.err.contains("999-9999999-9999999"), unknown.all());
        QCOMPARE(unknown.json()[u"unknownOrders"].size(), 1U);
    }

    void nothingIsFetchedWithNoFetch()
    {
        amazon().resetCalls();
        const CliResult result = run(words("--no-fetch"));
        QVERIFY2(result.code == 0 && count(result, "fetched") == 0, result.all());
        QCOMPARE(amazon().callCount(), 0);
    }

    void aPlanIsApprovedAndThenSent()
    {
        const CliResult planned = run(words("--plan-only"));
        QVERIFY2(planned.code == 1 && count(planned, "review") == 5, planned.all());
        QVERIFY(netSuite().documents(QStringLiteral("salesOrder")).empty());
        const CliResult plans = m_cli->json(words("plans list"));
        QCOMPARE(plans.json().size(), 5U);
        const QString first = QString::number(*plans.json().at(0)[u"id"].toInteger());
        const QString second = QString::number(*plans.json().at(1)[u"id"].toInteger());
        QVERIFY(
            m_cli->json({QStringLiteral("plans"), QStringLiteral("show"), first}).json()[u"commands"].at(0)[u"body"].isObject());
        const CliResult approved = m_cli->json({QStringLiteral("plans"), QStringLiteral("approve"), first});
        QVERIFY2(approved.code == 0 && approved.json()[u"approved"].toInteger() == 1, approved.all());
        QVERIFY(netSuite().documents(QStringLiteral("salesOrder")).empty()); // approving sends nothing itself
        const CliResult rejected = m_cli->json({QStringLiteral("plans"), QStringLiteral("reject"), second,
                                                QStringLiteral("--reason"), QStringLiteral("sample order")});
        QVERIFY2(rejected.code == 0, rejected.all());
        // Still in auto mode, but what waits for review stays there until approved.
        const CliResult sent = run(words("--no-fetch"));
        QVERIFY2(sent.code == 0 && count(sent, "done") == 1, sent.all());
        QCOMPARE(m_cli->json(words("plans list")).json().size(), 3U);
        QCOMPARE(netSuite().documents(QStringLiteral("salesOrder")).size(), 1U);
        QCOMPARE(m_cli->json(words("plans approve --all --flow orders-mfn")).json()[u"approved"].toInteger(),
                 std::optional<qint64>(3));
        QVERIFY2(run(words("--no-fetch")).code == 0, "after approval");
        QCOMPARE(netSuite().documents(QStringLiteral("salesOrder")).size(), 4U);
        QCOMPARE(m_cli->json({QStringLiteral("plans"), QStringLiteral("approve"), second}).code, 2); // rejected: no plan any more
        const CliResult back = m_cli->json({QStringLiteral("records"), QStringLiteral("retry"), second}); // as the window's Undo
        QVERIFY2(back.code == 0 && back.json()[u"queued"].toInteger() == 1, back.all());
        QVERIFY2(run(words("--no-fetch")).code == 0, "after it was put back");
        QCOMPARE(netSuite().documents(QStringLiteral("salesOrder")).size(), 5U);
    }

    void anUnmappedSkuWaitsUntilItIsMapped()
    {
        const QString good = amazon().orders(QStringLiteral("us")).front().items.front().sku;
        for (int i = 0; i < 3; ++i) {
            auto order = amazon().makeOrder(QStringLiteral("us"), {good});
            order.items.front().sku = QStringLiteral("NO-SUCH-SKU");
            (void)addOlder(order);
        }
        const CliResult first = run();
        QVERIFY2(first.code == 1 && count(first, "error") == 3, first.all());
        const Json errors = m_cli->json(words("records list --state error")).json();
        QCOMPARE(errors.size(), 3U);
        QCOMPARE(errors.at(0)[u"reason"].toString(), QStringLiteral("unmapped"));
        QVERIFY(!errors.at(0)[u"error"][u"remedy"].toString().isEmpty());
        const CliResult status = m_cli->json(words("status"));
        QVERIFY2(status.code == 1 && status.json()[u"errors"].size() == 1, status.all());
        QCOMPARE(status.json()[u"errors"].at(0)[u"records"].toInteger(), std::optional<qint64>(3));
        const CliResult wrong = m_cli->json(words("mappings set sku NO-SUCH-SKU item:999999")); // a slip of the finger
        QVERIFY2(wrong.code == 0 && run(words("--no-fetch")).code == 1, wrong.all());
        QCOMPARE(m_cli->json(words("records list --state error")).json().at(0)[u"error"][u"code"].toString(),
                 QStringLiteral("no-item"));
        const CliResult checked = m_cli->json(words("mappings check sku --store us"));
        QVERIFY2(checked.code == 1 && checked.json().at(0)[u"aliases"].size() == 1, checked.all());
        const QString item = QStringLiteral("item:") + itemIdFor(good);
        const CliResult mapped = m_cli->json(
            {QStringLiteral("mappings"), QStringLiteral("set"), QStringLiteral("sku"), QStringLiteral("NO-SUCH-SKU"), item});
        QVERIFY2(mapped.code == 0 && mapped.json()[u"ready"].toInteger() == 3, mapped.all());
        const CliResult second = run(words("--no-fetch"));
        QVERIFY2(second.code == 0 && count(second, "error") == 0, second.all());
        QVERIFY2(proof().isGood(), qPrintable(proof().summary()));
        QCOMPARE(netSuite().documents(QStringLiteral("salesOrder")).size(), 8U);
    }

    void whatNetSuiteRefusedForAWrongIdIsReadyAgainOnceTheMappingIsCorrected()
    {
        const QString tax = QStringLiteral("item:") + netSuite().itemIdOf(QStringLiteral("Amazon Tax"));
        const CliResult wrong = m_cli->json(words("mappings set item tax item:999998"));
        QVERIFY2(wrong.code == 0, wrong.all());
        const CliResult refused = run();
        QVERIFY2(refused.code == 1 && count(refused, "error") > 0, refused.all());
        const CliResult corrected = m_cli->json(words("mappings set item tax") + QStringList{tax});
        QVERIFY2(corrected.code == 0 && corrected.json()[u"ready"].toInteger() == count(refused, "error"), corrected.all());
        QVERIFY2(run(words("--no-fetch")).code == 0, "after the correction");
        QVERIFY2(proof().isGood(), qPrintable(proof().summary()));
    }

    void namesThatDifferInLetterCaseAreCountedBeforeTheOptionIsUsed()
    {
        const qint64 before = collisions();
        (void)netSuite().addItem(QStringLiteral("QX-CUP"), QStringLiteral("Cup"));
        (void)netSuite().addItem(QStringLiteral("qx-cup"), QStringLiteral("Another cup"));
        QCOMPARE(collisions(), before + 2);
        QCOMPARE(m_cli->json(words("mappings check carrier")).code, 2);
        QVERIFY(m_cli->run(words("mappings check sku")).text().contains(QStringLiteral("QX-CUP, qx-cup")));
    }

    void aRefusedRecordIsEditedRetriedOrDismissed()
    {
        const QString sku = amazon().orders(QStringLiteral("us")).front().items.front().sku;
        netSuite().makeReject(itemNameFor(sku), QStringLiteral("Please enter a memo \u202E \u001b[31m"));
        const CliResult refused = run();
        QVERIFY2(refused.code == 1 && count(refused, "error") >= 1, refused.all());
        const Json errors = m_cli->json(words("records list --state error")).json();
        const QString id = QString::number(*errors.at(0)[u"id"].toInteger());
        const QByteArray text = m_cli->run({QStringLiteral("records"), QStringLiteral("show"), id}).all();
        QVERIFY2(!text.contains("\u202E") && !text.contains('\x1b'), text); // remote text never steers the terminal
        QVERIFY(
            m_cli->json({QStringLiteral("records"), QStringLiteral("show"), id}).json()[u"error"][u"message"].toString().size() >
            0);

        const QString money = m_cli->write(QStringLiteral("money.json"), "{\"item\":{\"items\":[]}}");
        QCOMPARE(m_cli->run({QStringLiteral("records"), QStringLiteral("edit"), id, QStringLiteral("--body"), money}).code, 2);
        const QString memo = m_cli->write(QStringLiteral("memo.json"), "{\"memo\":\"checked by hand\"}");
        const CliResult edited =
            m_cli->json({QStringLiteral("records"), QStringLiteral("edit"), id, QStringLiteral("--body"), memo});
        QVERIFY2(edited.code == 0, edited.all());
        netSuite().makeReject(itemNameFor(sku), {});
        const CliResult again = run(words("--no-fetch"));
        QVERIFY2(again.code == 0 || count(again, "error") > 0, again.all());
        const QString order = errors.at(0)[u"key"].toString();
        QCOMPARE(netSuite().byOtherRefNum(order).size(), 1U);
        QCOMPARE(netSuite().byOtherRefNum(order).front().text(QStringLiteral("memo")), QStringLiteral("checked by hand"));

        QVERIFY2(m_cli->json(words("records retry --all --flow orders-mfn")).code == 0, "retry all");
        QVERIFY2(run(words("--no-fetch")).code == 0, "after retry");
        QVERIFY2(proof().isGood(), qPrintable(proof().summary()));
    }

    void retryLikeTakesAllOfOneCause()
    {
        const QString sku = amazon().orders(QStringLiteral("us")).front().items.front().sku;
        for (int i = 0; i < 2; ++i) {
            auto order = amazon().makeOrder(QStringLiteral("us"), {sku});
            order.items.front().sku = QStringLiteral("NOPE");
            (void)addOlder(order);
        }
        QCOMPARE(run().code, 1);
        const Json errors = m_cli->json(words("records list --state error")).json();
        QCOMPARE(errors.size(), 2U);
        const QString id = QString::number(*errors.at(0)[u"id"].toInteger());
        QCOMPARE(m_cli->json({QStringLiteral("records"), QStringLiteral("retry"), QStringLiteral("--like"), id})
                     .json()[u"queued"]
                     .toInteger(),
                 std::optional<qint64>(2));
        QCOMPARE(run(words("--no-fetch")).code, 1); // the cause is still there
        QCOMPARE(m_cli->json({QStringLiteral("records"), QStringLiteral("retry"), id}).json()[u"queued"].toInteger(),
                 std::optional<qint64>(1));
        for (const Json& error : errors.items()) {
            const QString one = QString::number(*error[u"id"].toInteger());
            QCOMPARE(m_cli
                         ->json({QStringLiteral("records"), QStringLiteral("dismiss"), one, QStringLiteral("--reason"),
                                 QStringLiteral("test order")})
                         .code,
                     0);
        }
        QCOMPARE(m_cli->json(words("records list --state skipped")).json().size(), 2U);
        QCOMPARE(m_cli->json(words("status")).code, 0);
    }

    void anOrderThatIsThereAlreadyIsAdopted()
    {
        const auto order = amazon().orders(QStringLiteral("us")).front();
        const QString customer = netSuite().addCustomer({{QStringLiteral("companyName"), QStringLiteral("By hand")}});
        (void)netSuite().addSalesOrderByHand(order.orderId, {}, customer, QStringLiteral("1"), order.total());
        const CliResult result = run();
        QVERIFY2(result.code == 0, result.all());
        QCOMPARE(netSuite().byOtherRefNum(order.orderId).size(), 1U);
        const Json record =
            m_cli->json({QStringLiteral("records"), QStringLiteral("list"), QStringLiteral("--search"), order.orderId})
                .json()
                .at(0);
        QCOMPARE(record[u"reason"].toString(), QStringLiteral("already-there"));
        // The document has its customer; a new one for the buyer would be a write nobody needs.
        const auto documents = netSuite().documents(QStringLiteral("salesOrder"));
        QSet<QString> used;
        for (const simulator::SimDocument& document : documents)
            used.insert(document.entity);
        for (const simulator::SimDocument& made : netSuite().documents(QStringLiteral("customer"))) {
            if (made.madeBy == QStringLiteral("rest"))
                QVERIFY2(used.contains(made.id), "a customer was made for an order that was there already");
        }
    }

    void stoppedByASignalItEndsInOrder()
    {
        simulator::Options slow = CliHarness::plainWorld(40);
        slow.latencyMs = 150;
        start(slow);
        auto process = m_cli->start(words("--json run orders-mfn --store us"));
        QTRY_VERIFY_WITH_TIMEOUT(!netSuite().writes().empty(), 30'000);
        QElapsedTimer timer;
        timer.start();
        process->terminate();
        QVERIFY(process->waitForFinished(25'000));
        QVERIFY(timer.elapsed() < 20'000);
        const QByteArray out = process->readAllStandardOutput();
        QVERIFY2(process->exitStatus() == QProcess::NormalExit && process->exitCode() <= 1,
                 out + process->readAllStandardError());
        QCOMPARE(Json::parse(out.trimmed()).value_or(Json())[u"state"].toString(), QStringLiteral("cancelled"));
        QVERIFY(netSuite().documents(QStringLiteral("salesOrder")).size() < 40);
        const CliResult rest = run(words("--wait 120"));
        QVERIFY2(rest.code == 0, rest.all());
        QVERIFY2(proof().isGood(), qPrintable(proof().summary()));
    }

    void aRemoteThatIsAwayEndsWithThree()
    {
        m_cli->simulation().stop();
        const CliResult result = run();
        QVERIFY2(result.code == 3 && !result.json()[u"error"][u"message"].toString().isEmpty(), result.all());
        QCOMPARE(m_cli->json(words("connections test")).code, 3);
    }

    void connectionsAreTested()
    {
        const CliResult result = m_cli->json(words("connections test"));
        QVERIFY2(result.code == 0, result.all());
        QStringList names;
        for (const Json document = result.json(); const Json& test : document.items()) {
            names << test[u"name"].toString();
            QVERIFY2(test[u"ok"].toBool(), result.all());
        }
        QVERIFY(names.contains(QStringLiteral("netsuite")) && names.contains(QStringLiteral("amazon:us")));
        const Json roles = m_cli->json(words("connections test amazon:us")).json().at(0)[u"permissions"];
        QCOMPARE(roles.size(), 2U);
        QVERIFY(roles.at(0)[u"found"].toBool() && roles.at(1)[u"found"].toBool());
        netSuite().removePermission(QStringLiteral("TRAN_SALESORD"));
        const CliResult lacking = m_cli->json(words("connections test netsuite"));
        QVERIFY2(lacking.code == 1 || lacking.code == 3, lacking.all());
        amazon().revoke(QStringLiteral("us"));
        const CliResult revoked = m_cli->json(words("connections test amazon:us"));
        QVERIFY2(revoked.code == 3 && revoked.json().at(0)[u"error"][u"kind"].toString() == QStringLiteral("auth"),
                 revoked.all());
        QCOMPARE(m_cli->run(words("connections test amazon:us")).code, 3);
    }

    void aRestoredBackupMakesNoDuplicates() // P15
    {
        const QString backup = m_cli->file(QStringLiteral("old.sqlite"));
        const CliResult created = m_cli->json({QStringLiteral("backup"), QStringLiteral("create"), backup});
        QVERIFY2(created.code == 0, created.all());
        QCOMPARE(QFile::permissions(backup) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QVERIFY2(run().code == 0, "run");
        QCOMPARE(netSuite().documents(QStringLiteral("salesOrder")).size(), 5U);
        const auto writes = netSuite().writes().size();
        QVERIFY(m_cli->json({QStringLiteral("backup"), QStringLiteral("verify"), backup}).json()[u"ok"].toBool());
        const CliResult restored = m_cli->json({QStringLiteral("backup"), QStringLiteral("restore"), backup});
        QVERIFY2(restored.code == 0 && QFile::exists(restored.json()[u"oldDatabase"].toString()), restored.all());
        QCOMPARE(m_cli->json(words("records list")).json().size(), 0U); // the backup is from before the run
        const CliResult again = run();
        QVERIFY2(again.code == 0 && count(again, "done") == 5, again.all());
        QVERIFY2(proof().isGood(), qPrintable(proof().summary()));
        QCOMPARE(netSuite().writes().size(), writes);
        QCOMPARE(netSuite().documents(QStringLiteral("salesOrder")).size(), 5U);

        QFile file(backup);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(100);
        file.write(QByteArray(8'000, 'x'));
        file.close();
        const CliResult damaged = m_cli->json({QStringLiteral("backup"), QStringLiteral("restore"), backup});
        QVERIFY2(damaged.code == 4, damaged.all());
        QCOMPARE(m_cli->json(words("records list")).json().size(), 5U);
    }

    void theDoctorFindsAHealthyProfileAndBundlesNoSecret()
    {
        plantCanaries();
        QVERIFY2(run().code == 0, "run");
        const QString bundle = m_cli->file(QStringLiteral("bundle.zip"));
        const CliResult doctor = m_cli->json({QStringLiteral("doctor"), QStringLiteral("--support-bundle"), bundle});
        QVERIFY2(doctor.code == 0 && doctor.json()[u"ok"].toBool(), doctor.all());
        QProcess python;
        python.start(QStringLiteral("python3"),
                     {QStringLiteral("-c"),
                      QStringLiteral("import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); "
                                     "[sys.stdout.buffer.write(n.encode()+b'\\n'+z.read(n)+b'\\n') for n in z.namelist()]"),
                      bundle});
        if (!python.waitForStarted())
            QSKIP("python3 is not installed");
        QVERIFY(python.waitForFinished());
        const QByteArray content = python.readAllStandardOutput();
        QVERIFY2(content.contains("doctor.json") && content.contains("logs/causeway.log"), content.left(2'000));
        QVERIFY(!content.contains("\nvault.key\n") && !content.contains(".sqlite\n"));
        verifyNoCanary(content);
        for (const Json secrets = Json::parse(m_cli->simulation().secrets()).value();
             const auto& [name, value] : secrets.members())
            QVERIFY2(!content.contains(value.toString().toUtf8()), qPrintable(name));
    }

    void simulateServesUntilStopped()
    {
        auto process = m_cli->start({QStringLiteral("--json"), QStringLiteral("simulate"), QStringLiteral("--world"),
                                     QStringLiteral("plain"), QStringLiteral("--orders"), QStringLiteral("3"),
                                     QStringLiteral("--write"), m_cli->file(QStringLiteral("world"))});
        QVERIFY(process->waitForReadyRead(20'000));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_cli->file(QStringLiteral("world/secrets.json"))), 5'000);
        const QStringList options{QStringLiteral("--json"), QStringLiteral("--profile"), m_cli->file(QStringLiteral("other")),
                                  QStringLiteral("--secrets-file"), m_cli->file(QStringLiteral("world/secrets.json"))};
        QCOMPARE(m_cli->bare(options + words("init")).code, 0);
        QCOMPARE(m_cli
                     ->bare(options + QStringList{QStringLiteral("config"), QStringLiteral("import"),
                                                  m_cli->file(QStringLiteral("world/configuration.json"))})
                     .code,
                 0);
        const CliResult result = m_cli->bare(options + words("run orders-mfn --store us"));
        QVERIFY2(result.code == 0 && count(result, "done") == 3, result.all());
        process->terminate();
        QVERIFY(process->waitForFinished(20'000));
        QCOMPARE(process->exitCode(), 0);
        QVERIFY(!Json::parse(process->readAllStandardOutput().trimmed()).value_or(Json())[u"amazonUrl"].isNull());
        QCOMPARE(m_cli->json(words("simulate --faults lost-anser=3")).code, 2);
    }

    void theDemoCompanyShowsItself()
    {
        const QString folder = m_cli->file(QStringLiteral("demo"));
        const CliResult text = m_cli->bare(
            {QStringLiteral("--profile"), folder, QStringLiteral("demo"), QStringLiteral("--orders"), QStringLiteral("40")}, {},
            {}, 120'000);
        QVERIFY2(text.code == 0 && text.text().contains(folder) && text.text().contains(QStringLiteral("keychain")), text.all());
        const CliResult json = m_cli->bare({QStringLiteral("--json"), QStringLiteral("--profile"), folder, QStringLiteral("demo"),
                                            QStringLiteral("--orders"), QStringLiteral("20")},
                                           {}, {}, 120'000);
        QVERIFY2(json.code == 0 && json.json()[u"runs"].size() >= 1 && json.json()[u"accountsAgree"].toBool(), json.all());
        const QStringList options{QStringLiteral("--profile"), folder, QStringLiteral("--secrets-file"),
                                  folder + QStringLiteral("/secrets.json")};
        QVERIFY(m_cli->bare(options + words("status --json")).json()[u"demo"].toBool());
        const CliResult notDemo =
            m_cli->bare({QStringLiteral("--json"), QStringLiteral("--profile"), m_cli->profile(), QStringLiteral("demo")});
        QVERIFY2(notDemo.code == 2, notDemo.all());
    }

private:
    void start(const simulator::Options& options)
    {
        m_cli.reset();
        m_cli = std::make_unique<CliHarness>(options);
        QVERIFY2(m_cli->setUp(), m_cli->problem());
    }
    CliResult run(const QStringList& more = {}) { return m_cli->json(words("run orders-mfn --store us") + more); }
    simulator::AmazonSim& amazon() { return m_cli->simulation().amazon(); }
    simulator::NetSuiteSim& netSuite() { return m_cli->simulation().netSuite(); }
    simulator::Proof proof() { return m_cli->simulation().proof({}, true); }

    qint64 collisions()
    {
        const CliResult checked = m_cli->json(words("mappings check sku --store us"));
        return checked.json().at(0)[u"collisions"].toInteger().value_or(-1);
    }

    /// Amazon shows an order two minutes after its change; this one changed an hour ago.
    QString addOlder(simulator::AmazonOrder order)
    {
        order.createdMs = order.updatedMs = SystemClock().nowMs() - 3'600'000;
        return amazon().addOrder(std::move(order));
    }
    QString itemNameFor(const QString& sku) { return sku; }
    QString itemIdFor(const QString& sku) { return netSuite().itemIdOf(itemNameFor(sku)); }

    void plantCanaries()
    {
        auto order = amazon().orders(QStringLiteral("us")).front();
        order.orderId.clear();
        order.buyerName = QStringLiteral("Canaryname Planted");
        order.buyerEmail = QStringLiteral("canarymail@marketplace.amazon.example");
        order.buyerPurchaseOrder = QStringLiteral("CANARYPO-1");
        order.items.front().giftMessage = QStringLiteral("canarygift for you");
        order.items.front().orderItemId.clear();
        if (order.address) {
            order.address->name = QStringLiteral("Canaryname Planted");
            order.address->line1 = QStringLiteral("1 Canarystreet");
            order.address->phone = QStringLiteral("555-0199-7788");
        }
        (void)addOlder(order);
    }
    static void verifyNoCanary(const QByteArray& bytes)
    {
        const QByteArray low = bytes.toLower();
        for (const char* canary : {"canaryname", "canarymail", "canarypo", "canarygift", "canarystreet", "555-0199-7788"})
            QVERIFY2(!low.contains(canary), canary);
    }

    std::unique_ptr<CliHarness> m_cli;
};

QTEST_GUILESS_MAIN(RunsTest)
#include "RunsTest.moc"
