// SPDX-License-Identifier: GPL-3.0-or-later
// An accountant at the command line: a settlement file is taken in, understood, mapped, posted once and proven.
#include <QFile>
#include <QProcess>
#include <QTest>

#include "cli/CliHarness.h"

using namespace causeway;
using namespace causeway::test;

namespace {
const QString kId = QStringLiteral("28471003921");

QByteArray line(const QList<QByteArray>& cells)
{
    return cells.join('\t') + '\n';
}

/// Principal 100.00, commission -15.00, a fee nobody knows -2.50: 82.50.
QByteArray settlementFile(const QByteArray& total = "82.50", const QByteArray& commission = "-15.00",
                          const QByteArray& currency = "USD")
{
    const QByteArray id = kId.toLatin1();
    const QByteArray posted = "2026-06-17 08:14:22 UTC";
    return line({"settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency",
                 "transaction-type", "order-id", "amount-type", "amount-description", "amount", "posted-date-time"}) +
           line({id, "2026-06-16 00:00:00 UTC", "2026-06-30 23:59:59 UTC", "2026-07-02 00:00:00 UTC", total, currency, "", "", "",
                 "", "", ""}) +
           line({id, "", "", "", "", "", "Order", "113-1234567-1234567", "ItemPrice", "Principal", "100.00", posted}) +
           line({id, "", "", "", "", "", "Order", "113-1234567-1234567", "ItemFees", "Commission", commission, posted}) +
           line({id, "", "", "", "", "", "Order", "113-1234567-1234567", "ItemFees", "NewFee2026", "-2.50", posted});
}
} // namespace

class SettlementsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliHarness>(CliHarness::plainWorld());
        QVERIFY2(m_cli->setUp(), m_cli->problem());
        for (const char* mapping : {"group:sales account:40", "clearing account:57", "suspense account:63"}) {
            QVERIFY(m_cli
                        ->run(QStringLiteral("mappings set account ").split(u' ', Qt::SkipEmptyParts) +
                              QString::fromLatin1(mapping).split(u' '))
                        .code == 0);
        }
    }

    void fromFileToProof()
    {
        const CliResult imported = import(settlementFile());
        QVERIFY2(imported.code == 1, imported.all());
        QCOMPARE(imported.json()[u"imported"].toString(), QStringLiteral("new"));
        QCOMPARE(imported.json()[u"rows"].toInteger().value_or(0), 3);
        QCOMPARE(imported.json()[u"state"].toString(), QStringLiteral("error"));
        QCOMPARE(imported.json()[u"reason"].toString(), QStringLiteral("unmapped"));
        QCOMPARE(imported.json()[u"unmapped"].size(), 2U);
        QCOMPARE(settlement("post").code, 1);
        QCOMPARE(journals(), 0U);

        map(QStringLiteral("group:selling-fees"), QStringLiteral("account:64"));
        map(QStringLiteral("order|item_fees|new fee 2026"), QStringLiteral("account:63")); // parked: the suspense account
        const CliResult shown = settlement("show");
        QVERIFY2(shown.code == 0 && shown.json()[u"unmapped"].size() == 0, shown.all());
        QCOMPARE(amount(shown, u"difference"), QStringLiteral("0.00"));
        const CliResult preview = settlement("preview");
        QVERIFY2(preview.code == 0, preview.all());
        const Json journal = preview.json()[u"journals"].at(0);
        QCOMPARE(journal[u"debits"], journal[u"credits"]);
        QCOMPARE(journal[u"debits"][u"amount"].toString(), QStringLiteral("100.00"));
        QCOMPARE(journals(), 0U);

        const CliResult posted = settlement("post");
        QVERIFY2(posted.code == 0, posted.all());
        QCOMPARE(posted.json()[u"state"].toString(), QStringLiteral("done"));
        QCOMPARE(posted.json()[u"documents"].size(), 1U);
        QCOMPARE(amount(posted, u"posted"), QStringLiteral("85.00"));
        QCOMPARE(amount(posted, u"parked"), QStringLiteral("-2.50"));
        QCOMPARE(amount(posted, u"difference"), QStringLiteral("0.00"));
        QCOMPARE(journals(), 1U);

        QCOMPARE(settlement("post").code, 0); // posted already
        QCOMPARE(journals(), 1U);
        map(QStringLiteral("group:sales"), QStringLiteral("account:64")); // what was posted stays what it was
        const CliResult proof = settlement("proof");
        QVERIFY2(proof.code == 0 && proof.json()[u"verified"].toBool(), proof.all());
        QCOMPARE(amount(proof, u"posted"), QStringLiteral("85.00"));
    }

    void accountsHaveTheNamesOfTheBooks()
    {
        map(QStringLiteral("group:selling-fees"), QStringLiteral("account:64"));
        map(QStringLiteral("Order|ItemFees|NewFee2026"), QStringLiteral("account:63"));
        static_cast<void>(import(settlementFile()));
        const auto nameOf = [](const Json& lines, const QString& account) {
            for (const Json& one : lines.items()) {
                if (one[u"account"].toString() == account)
                    return one[u"accountName"].toString();
            }
            return QStringLiteral("no such line");
        };
        QCOMPARE(nameOf(settlement("show").json()[u"categories"], QStringLiteral("64")), QString()); // NetSuite was not asked yet
        static_cast<void>(m_cli->json({QStringLiteral("connections"), QStringLiteral("test"), QStringLiteral("netsuite")}));
        const QString name = nameOf(settlement("show").json()[u"categories"], QStringLiteral("64"));
        QVERIFY2(name.size() > 3 && name != QStringLiteral("no such line"), qPrintable(name));
        QCOMPARE(nameOf(settlement("preview").json()[u"journals"].at(0)[u"lines"], QStringLiteral("64")), name);
        QVERIFY(m_cli->run({QStringLiteral("settlements"), QStringLiteral("preview"), kId}).out.contains(name.toUtf8()));
    }

    void theProofOnPaper()
    {
        map(QStringLiteral("group:selling-fees"), QStringLiteral("account:64"));
        map(QStringLiteral("Order|ItemFees|NewFee2026"), QStringLiteral("account:63"));
        static_cast<void>(import(settlementFile()));
        QCOMPARE(settlement("post").code, 0);
        const QString pdf = m_cli->file(QStringLiteral("proof.pdf")), xlsx = m_cli->file(QStringLiteral("proof.xlsx"));
        const CliResult proof = m_cli->json({QStringLiteral("settlements"), QStringLiteral("proof"), kId, QStringLiteral("--pdf"),
                                             pdf, QStringLiteral("--xlsx"), xlsx});
        QVERIFY2(proof.code == 0, proof.all());
        QFile page(pdf);
        QVERIFY(page.open(QFile::ReadOnly));
        const QByteArray bytes = page.readAll();
        QVERIFY(bytes.startsWith("%PDF-") && bytes.contains("/Type /Page") && bytes.size() > 5'000);

        // Where causeway-pdf is not installed the rest works, and the message says what is missing.
        const QString alone = m_cli->file(QStringLiteral("alone"));
        QVERIFY(QDir().mkpath(alone) && QFile::copy(CliHarness::program(), alone + QStringLiteral("/causeway-cli")));
        QProcess lonely;
        lonely.start(alone + QStringLiteral("/causeway-cli"),
                     QStringList{QStringLiteral("--json"), QStringLiteral("--profile"), m_cli->profile(),
                                 QStringLiteral("--secrets-file"), m_cli->secretsFile(), QStringLiteral("settlements"),
                                 QStringLiteral("proof"), kId, QStringLiteral("--pdf"), m_cli->file(QStringLiteral("none.pdf"))});
        QVERIFY(lonely.waitForFinished());
        QCOMPARE(lonely.exitCode(), 2);
        QVERIFY(lonely.readAllStandardOutput().contains("no-pdf-program"));
        QVERIFY(!QFile::exists(m_cli->file(QStringLiteral("none.pdf"))));

        // The spreadsheet holds the amounts as numbers, exactly as written.
        QProcess python;
        python.start(QStringLiteral("python3"),
                     {QStringLiteral("-c"),
                      QStringLiteral("import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); "
                                     "print(''.join(z.read(n).decode() for n in z.namelist() if n.endswith('.xml')))"),
                      xlsx});
        if (!python.waitForFinished() || python.exitCode() != 0)
            QSKIP("python3 is missing, which unpacks the spreadsheet.");
        const QByteArray xml = python.readAllStandardOutput();
        for (const char* part : {"<v>82.5</v>", "<v>-15</v>", "<v>-2.5</v>", "Order|ItemPrice|Principal", "AMZ-JE-"})
            QVERIFY2(xml.contains(part), part);
        QVERIFY(!xml.contains("<f>"));
        const CliResult refused = m_cli->json({QStringLiteral("settlements"), QStringLiteral("proof"), kId,
                                               QStringLiteral("--xlsx"), QStringLiteral("/nowhere/proof.xlsx")});
        QCOMPARE(refused.code, 2);
    }

    void whatStandsBehindIt()
    {
        static_cast<void>(import(settlementFile()));
        const CliResult rows = m_cli->json({QStringLiteral("settlements"), QStringLiteral("rows"), kId});
        QVERIFY2(rows.code == 0, rows.all());
        QCOMPARE(rows.json().size(), 3U);
        QCOMPARE(rows.json().at(1)[u"category"].toString(), QStringLiteral("Order|ItemFees|Commission"));
        QCOMPARE(rows.json().at(1)[u"amount"][u"amount"].toString(), QStringLiteral("-15.00"));
        QCOMPARE(m_cli
                     ->json({QStringLiteral("settlements"), QStringLiteral("rows"), kId, QStringLiteral("--category"),
                             QStringLiteral("Order|ItemPrice|Principal")})
                     .json()
                     .size(),
                 1U);
        const CliResult orders = m_cli->json({QStringLiteral("settlements"), QStringLiteral("orders"), kId});
        QVERIFY2(orders.code == 1, orders.all()); // nobody imported it
        QCOMPARE(orders.json().at(0)[u"match"].toString(), QStringLiteral("unknown"));
        QCOMPARE(orders.json().at(0)[u"paid"][u"amount"].toString(), QStringLiteral("100.00"));
        QCOMPARE(orders.json().at(0)[u"other"][u"amount"].toString(), QStringLiteral("-17.50"));
        const CliResult chain = m_cli->json({QStringLiteral("settlements"), QStringLiteral("chain")});
        QVERIFY2(chain.code == 0, chain.all());
    }

    void aMissingPeriodIsSeen()
    {
        QByteArray later = settlementFile();
        later.replace("28471003921", "28471003999").replace("2026-06-16 00", "2026-07-14 00").replace("2026-06-30", "2026-07-28");
        static_cast<void>(import(settlementFile()));
        static_cast<void>(import(later));
        const CliResult chain = m_cli->json({QStringLiteral("settlements"), QStringLiteral("chain")});
        QVERIFY2(chain.code == 1, chain.all());
        const CliResult status = m_cli->json({QStringLiteral("status")});
        QVERIFY2(status.all().contains("settlement-gap"), status.all());
    }

    void booksThatEndLongAgoAreAnAlarmWheneverTheFileCame()
    {
        Json flow = Json::object({{QStringLiteral("flow"), QStringLiteral("settlements")},
                                  {QStringLiteral("store"), QStringLiteral("us")},
                                  {QStringLiteral("enabled"), true}});
        const Json configuration =
            Json::object({{QStringLiteral("version"), 1}, {QStringLiteral("flows"), Json::array({std::move(flow)})}});
        QCOMPARE(m_cli
                     ->run({QStringLiteral("config"), QStringLiteral("import"),
                            m_cli->write(QStringLiteral("on.json"), configuration.toBytes())})
                     .code,
                 0);
        QVERIFY(!m_cli->json({QStringLiteral("status")}).out.contains("settlement-late"));
        static_cast<void>(import(settlementFile().replace("2026", "2020")));
        const CliResult status = m_cli->json({QStringLiteral("status")});
        QVERIFY2(status.out.contains("settlement-late"), status.all());
    }

    void parkedWithAReasonTakenBackAndPostedAgain()
    {
        map(QStringLiteral("group:selling-fees"), QStringLiteral("account:64"));
        static_cast<void>(import(settlementFile()));
        const QStringList park{QStringLiteral("mappings"), QStringLiteral("set"), QStringLiteral("account"),
                               QStringLiteral("Order|ItemFees|NewFee2026")};
        QCOMPARE(m_cli->json(park + QStringList{QStringLiteral("suspense: ")}).code, 2);
        QCOMPARE(m_cli->json(park + QStringList{QStringLiteral("suspense:asked Amazon")}).code, 0);
        const CliResult posted = settlement("post");
        QVERIFY2(posted.code == 0, posted.all());
        QCOMPARE(amount(posted, u"parked"), QStringLiteral("-2.50"));
        QVERIFY(posted.all().contains("asked Amazon"));

        QCOMPARE(settlement("reverse").code, 2); // without a reason
        const CliResult asked = m_cli->json({QStringLiteral("settlements"), QStringLiteral("reverse"), kId,
                                             QStringLiteral("--reason"), QStringLiteral("fees on the wrong account")});
        QVERIFY2(asked.code == 0, asked.all());
        QCOMPARE(journals(), 1U);
        QCOMPARE(settlement("post").code, 2);
        static_cast<void>(m_cli->run({QStringLiteral("run"), QStringLiteral("settlements"), QStringLiteral("--store"),
                                      QStringLiteral("us"), QStringLiteral("--no-fetch")}));
        QCOMPARE(journals(), 1U); // it waits in Review
        const CliResult approved = m_cli->run({QStringLiteral("plans"), QStringLiteral("approve"), QStringLiteral("--all"),
                                               QStringLiteral("--flow"), QStringLiteral("settlements")});
        QVERIFY2(approved.code == 0, approved.all());
        static_cast<void>(m_cli->run({QStringLiteral("run"), QStringLiteral("settlements"), QStringLiteral("--store"),
                                      QStringLiteral("us"), QStringLiteral("--no-fetch")}));
        QCOMPARE(journals(), 2U);
        const CliResult reversed = settlement("show");
        QCOMPARE(amount(reversed, u"posted"), QStringLiteral("0.00"));
        QCOMPARE(amount(reversed, u"difference"), QStringLiteral("82.50"));

        const CliResult again = settlement("post-again");
        QVERIFY2(again.code == 0, again.all());
        const CliResult second = settlement("post");
        QVERIFY2(second.code == 0, second.all());
        QCOMPARE(journals(), 3U);
        QCOMPARE(amount(second, u"difference"), QStringLiteral("0.00"));
    }

    void theSameFileAgainDoesNothingAndAnotherIsADifference()
    {
        static_cast<void>(import(settlementFile()));
        const CliResult again = import(settlementFile());
        QCOMPARE(again.json()[u"imported"].toString(), QStringLiteral("unchanged"));
        const CliResult other = import(settlementFile("82.40", "-15.10"));
        QCOMPARE(other.code, 1);
        QCOMPARE(other.json()[u"imported"].toString(), QStringLiteral("reissue"));
        QCOMPARE(other.json()[u"reason"].toString(), QStringLiteral("conflict"));
        QCOMPARE(import(settlementFile("82.40", "-15.10")).json()[u"imported"].toString(), QStringLiteral("reissue"));
        QCOMPARE(m_cli->json({QStringLiteral("settlements"), QStringLiteral("list")}).json().size(), 2U);
    }

    void whatAReissueSaysOtherwiseIsNamedByCategory()
    {
        static_cast<void>(import(settlementFile()));
        const CliResult other = import(settlementFile("82.40", "-15.10"));
        const Json differences = other.json()[u"reissueOf"][u"differences"];
        QVERIFY2(differences.size() == 1, other.all());
        QCOMPARE(differences.at(0)[u"amountDescription"].toString(), QStringLiteral("Commission"));
        QCOMPARE(differences.at(0)[u"difference"][u"amount"].toString(), QStringLiteral("-0.10"));
    }

    void theWholeFileTakesThePlaceOfACutOne()
    {
        map(QStringLiteral("group:selling-fees"), QStringLiteral("account:64"));
        map(QStringLiteral("Order|ItemFees|NewFee2026"), QStringLiteral("account:64"));
        const QByteArray whole = settlementFile();
        const CliResult cut = import(whole.left(whole.lastIndexOf('\n', whole.size() - 2) + 1));
        QCOMPARE(cut.json()[u"error"][u"code"].toString(), QStringLiteral("differs-from-total"));
        const CliResult imported = import(whole); // what the remedy asks for
        QVERIFY2(imported.code == 0, imported.all());
        QCOMPARE(imported.json()[u"imported"].toString(), QStringLiteral("replaced"));
        QCOMPARE(imported.json()[u"id"].toString(), kId);
        QCOMPARE(imported.json()[u"replaced"].at(0), cut.json()[u"sha256"]);
        QCOMPARE(m_cli->json({QStringLiteral("settlements"), QStringLiteral("rows"), kId}).json().size(), 3U);
        QCOMPARE(settlement("post").code, 0);
        QCOMPARE(settlement("proof").code, 0);
        QCOMPARE(journals(), 1U);
        // What is posted is never replaced.
        QCOMPARE(import(settlementFile("82.40", "-15.10")).json()[u"imported"].toString(), QStringLiteral("reissue"));
        QCOMPARE(journals(), 1U);
    }

    void aPackedFileIsTheSameFile()
    {
        QCOMPARE(import(packed(settlementFile())).json()[u"imported"].toString(), QStringLiteral("new"));
        QCOMPARE(import(settlementFile()).json()[u"imported"].toString(), QStringLiteral("unchanged"));
        const CliResult cut = import(packed(settlementFile("82.40", "-15.10")).chopped(20));
        QVERIFY2(cut.code == 2, cut.all());
    }

    void oneCategoryHasOneAccountWhateverItsSpelling()
    {
        map(QStringLiteral("Order|ItemFees|Commission"), QStringLiteral("account:64"));
        map(QStringLiteral("order|item_fees|COMMISSION"), QStringLiteral("account:63"));
        map(QStringLiteral("Order|ItemFees|Commission"), QStringLiteral("account:64"));
        const Json list = m_cli->json({QStringLiteral("mappings"), QStringLiteral("list"), QStringLiteral("account")}).json();
        int found = 0;
        for (const Json& mapping : list.items())
            found += mapping[u"key"].toString().contains(QStringLiteral("commission"), Qt::CaseInsensitive) ? 1 : 0;
        QCOMPARE(found, 1);
        const CliResult imported = import(settlementFile());
        QCOMPARE(imported.json()[u"categories"].at(0)[u"account"].toString(), QStringLiteral("64"));
    }

    void rowsOfACategoryWhateverItsSpelling()
    {
        static_cast<void>(import(settlementFile()));
        const CliResult rows = m_cli->json({QStringLiteral("settlements"), QStringLiteral("rows"), kId,
                                            QStringLiteral("--category"), QStringLiteral("ORDER|item_price|principal")});
        QVERIFY2(rows.json().size() == 1, rows.all());
    }

    void fromSalesToDeposit()
    {
        const CliResult imported = import(settlementFile());
        const Json waterfall = imported.json()[u"waterfall"];
        QCOMPARE(waterfall[u"deposit"][u"amount"].toString(), QStringLiteral("82.50"));
        QCOMPARE(waterfall[u"steps"].at(0)[u"step"].toString(), QStringLiteral("sales"));
        QCOMPARE(waterfall[u"steps"].at(0)[u"sum"][u"amount"].toString(), QStringLiteral("100.00"));
        QCOMPARE(waterfall[u"tax"][u"net"][u"amount"].toString(), QStringLiteral("0.00"));
    }

    /// Order, settlement, NetSuite, bank: one order knows all of them, and the account between them is empty in the end.
    void fromTheOrderToTheBankAndTheClearingAccountTiesOut()
    {
        map(QStringLiteral("group:selling-fees"), QStringLiteral("account:64"));
        map(QStringLiteral("Order|ItemFees|NewFee2026"), QStringLiteral("account:64"));
        static_cast<void>(import(settlementFile()));
        QCOMPARE(settlement("post").code, 0);
        const CliResult open =
            m_cli->json({QStringLiteral("settlements"), QStringLiteral("clearing"), QStringLiteral("--netsuite")});
        QVERIFY2(open.code == 1, open.all()); // not at the bank yet
        QCOMPARE(open.json().at(0)[u"open"][u"amount"].toString(), QStringLiteral("82.50"));
        QCOMPARE(open.json().at(0)[u"netSuite"][u"ofSettlements"][u"amount"].toString(), QStringLiteral("82.50"));
        QCOMPARE(open.json().at(0)[u"netSuite"][u"difference"][u"amount"].toString(), QStringLiteral("0.00"));

        const QString statement =
            m_cli->write(QStringLiteral("bank.csv"), "Date,Description,Amount\n2026-07-02,AMAZON PAYMENTS,82.50\n");
        const CliResult bank = m_cli->json(
            {QStringLiteral("bank"), QStringLiteral("import"), statement, QStringLiteral("--store"), QStringLiteral("us")});
        QVERIFY2(bank.code == 0, bank.all());
        const Json lines = m_cli->json({QStringLiteral("bank"), QStringLiteral("list")}).json();
        const QString line = QString::number(lines.at(0)[u"id"].toInteger().value_or(0));
        QCOMPARE(m_cli->json({QStringLiteral("bank"), QStringLiteral("match"), line, kId}).code, 0);
        const CliResult tied = m_cli->json({QStringLiteral("settlements"), QStringLiteral("clearing")});
        QVERIFY2(tied.code == 0, tied.all());
        QCOMPARE(tied.json().at(0)[u"open"][u"amount"].toString(), QStringLiteral("0.00"));

        const CliResult trace =
            m_cli->json({QStringLiteral("orders"), QStringLiteral("trace"), QStringLiteral("113-1234567-1234567")});
        QVERIFY2(trace.code == 0, trace.all());
        const Json settled = trace.json()[u"settlements"].at(0);
        QCOMPARE(settled[u"settlement"].toString(), kId);
        QCOMPARE(settled[u"paid"][u"amount"].toString(), QStringLiteral("100.00"));
        QCOMPARE(settled[u"document"][u"type"].toString(), QStringLiteral("journalEntry"));
        QCOMPARE(settled[u"bank"].at(0)[u"amount"][u"amount"].toString(), QStringLiteral("82.50"));
    }

    void alteredBytesAreNoProof()
    {
        static_cast<void>(import(settlementFile()));
        QCOMPARE(settlement("proof").code, 0);
        sql(QStringLiteral("UPDATE settlement_row SET amount = amount + 1 WHERE line = 3"));
        const CliResult rows = settlement("proof");
        QVERIFY2(rows.code == 1 && !rows.json()[u"verified"].toBool(true), rows.all());
        sql(QStringLiteral("UPDATE settlement_row SET amount = amount - 1 WHERE line = 3"));
        QCOMPARE(settlement("proof").code, 0);
        sql(QStringLiteral("UPDATE payload SET sealed = zeroblob(200) WHERE class = 'settlement-file'"));
        const CliResult bytes = settlement("proof");
        QVERIFY2(bytes.code == 1 && !bytes.json()[u"verified"].toBool(true), bytes.all());
    }

    /// Which journal it becomes is known only with the invoices: what is shown is what is sent.
    void aPreviewByPaymentsIsWhatIsPosted()
    {
        map(QStringLiteral("group:selling-fees"), QStringLiteral("account:64"));
        map(QStringLiteral("Order|ItemFees|NewFee2026"), QStringLiteral("account:64"));
        map(QStringLiteral("variance"), QStringLiteral("account:64"));
        Json flow = Json::object(
            {{QStringLiteral("flow"), QStringLiteral("settlements")}, {QStringLiteral("store"), QStringLiteral("us")}});
        flow.set(QStringLiteral("settings"), Json::object({{QStringLiteral("posting"), QStringLiteral("payments")}}));
        const Json changed =
            Json::object({{QStringLiteral("version"), 1}, {QStringLiteral("flows"), Json::array({std::move(flow)})}});
        QCOMPARE(m_cli
                     ->run({QStringLiteral("config"), QStringLiteral("import"),
                            m_cli->write(QStringLiteral("payments.json"), changed.toBytes())})
                     .code,
                 0);
        static_cast<void>(import(settlementFile()));
        const CliResult preview = settlement("preview");
        // The order has no invoice: its 100.00 is in no journal, the settlement waits.
        QVERIFY2(preview.json()[u"holds"].toString().contains(QStringLiteral("without an invoice")), preview.all());
        QVERIFY2(!preview.out.contains("ItemPrice"), preview.all());
        QCOMPARE(settlement("post").code, 1);
        QCOMPARE(journals(), 0U);
    }

    void whatDoesNotAddUpIsNeverPosted()
    {
        map(QStringLiteral("group:selling-fees"), QStringLiteral("account:64"));
        map(QStringLiteral("Order|ItemFees|NewFee2026"), QStringLiteral("account:64"));
        const CliResult imported = import(settlementFile("82.51"));
        QCOMPARE(imported.code, 1);
        QCOMPARE(imported.json()[u"error"][u"code"].toString(), QStringLiteral("differs-from-total"));
        QCOMPARE(amount(imported, u"difference"), QStringLiteral("0.01"));
        QCOMPARE(settlement("post").code, 1);
        QCOMPARE(settlement("proof").code, 1);
        QCOMPARE(journals(), 0U);
    }

    void anotherCurrencyIsAConflict()
    {
        const CliResult imported = import(settlementFile("82.50", "-15.00", "CAD"));
        QCOMPARE(imported.code, 1);
        QCOMPARE(imported.json()[u"reason"].toString(), QStringLiteral("conflict"));
    }

    void whatIsNoSettlementIsRefused()
    {
        const CliResult imported = import("order-id\tsku\n1\t2\n");
        QCOMPARE(imported.code, 2);
        QCOMPARE(m_cli->json({QStringLiteral("settlements"), QStringLiteral("list")}).json().size(), 0U);
        QCOMPARE(m_cli->run({QStringLiteral("settlements"), QStringLiteral("show"), kId}).code, 2);
    }

private:
    CliResult import(const QByteArray& bytes)
    {
        const QString file = m_cli->write(QStringLiteral("settlement.txt"), bytes);
        return m_cli->json(
            {QStringLiteral("settlements"), QStringLiteral("import"), file, QStringLiteral("--store"), QStringLiteral("us")});
    }
    CliResult settlement(const char* what)
    {
        return m_cli->json({QStringLiteral("settlements"), QString::fromLatin1(what), kId});
    }
    void map(const QString& key, const QString& value)
    {
        const CliResult set =
            m_cli->run({QStringLiteral("mappings"), QStringLiteral("set"), QStringLiteral("account"), key, value});
        QVERIFY2(set.code == 0, set.all());
    }
    /// As gzip writes it; python3 does it, since the program only unpacks.
    [[nodiscard]] QByteArray packed(const QByteArray& bytes)
    {
        QProcess python;
        python.start(QStringLiteral("python3"),
                     {QStringLiteral("-c"), QStringLiteral("import sys,gzip; sys.stdout.buffer.write("
                                                           "gzip.compress(sys.stdin.buffer.read()))")});
        python.write(bytes);
        python.closeWriteChannel();
        return python.waitForFinished() ? python.readAllStandardOutput() : QByteArray();
    }
    void sql(const QString& text)
    {
        QProcess python;
        python.start(QStringLiteral("python3"), {QStringLiteral("-c"),
                                                 QStringLiteral("import sys,sqlite3; c=sqlite3.connect(sys.argv[1]); "
                                                                "c.execute(sys.argv[2]); c.commit()"),
                                                 m_cli->database(), text});
        QVERIFY(python.waitForFinished() && python.exitCode() == 0);
    }
    [[nodiscard]] static QString amount(const CliResult& result, QStringView what)
    {
        return result.json()[u"proof"][what][u"amount"].toString();
    }
    [[nodiscard]] std::size_t journals() const
    {
        return m_cli->simulation().netSuite().documents(QStringLiteral("journalEntry")).size();
    }
    std::unique_ptr<CliHarness> m_cli;
};

QTEST_GUILESS_MAIN(SettlementsTest)
#include "SettlementsTest.moc"
