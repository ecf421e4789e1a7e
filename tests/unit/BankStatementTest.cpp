// SPDX-License-Identifier: GPL-3.0-or-later
// Bank statements as banks write them: the same deposit must be the same line, whatever the format and language.
#include <QTest>

#include "bank/CsvRecords.h"
#include "bank/Statement.h"
#include "bank/Suggestions.h"
#include "base/Clock.h"

using namespace causeway;
using namespace causeway::bank;

namespace {
Result<Statement> read(const QByteArray& bytes, const QString& currency = QStringLiteral("EUR"))
{
    return readStatement(bytes, QStringLiteral("main"), currency);
}

qint64 day(const char* text)
{
    return fromIso8601(QString::fromLatin1(text) + QStringLiteral("T00:00:00Z")).value_or(-1);
}

QByteArray ofx1(const QByteArray& bookings, const QByteArray& currency = "USD")
{
    return "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nCHARSET:1252\r\n\r\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>" +
           currency + "\r\n<BANKACCTFROM><BANKID>1<ACCTID>4711<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>\r\n" + bookings +
           "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\r\n";
}
const QByteArray kOne =
    "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260703120000[-5:EST]<TRNAMT>1582.89<FITID>A1<NAME>AMAZON &amp; CO\r\n"
    "<MEMO>28471003921</STMTTRN>\r\n";
} // namespace

class BankStatementTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyBankSaysTheSame_data()
    {
        QTest::addColumn<QByteArray>("file");
        const auto row = [](const char* name, const QByteArray& file) { QTest::newRow(name) << file; };
        row("English",
            "Date,Description,Amount,Currency\r\n07/03/2026,AMAZON EU,\"1,582.89\",EUR\r\n07/14/2026,Rent,-20.00,EUR\r\n");
        row("German, semicolons and a preamble",
            "Kontonummer:;DE00 0000\n\n\"Buchungstag\";\"Wertstellung\";\"Verwendungszweck\";\"Betrag (EUR)\"\n"
            "01.07.2026;03.07.2026;\"AMAZON EU; Auszahlung\";1.582,89\n14.07.26;14.07.26;Miete;-20,00\n");
        row("German, Windows-1252, debit and credit marks",
            "Buchungstag;Valuta;Auftraggeber/Beg\xFCnstigter;Umsatz;Soll/Haben;W\xE4hrung\n"
            "03.07.2026;03.07.2026;Amazon;1582,89;H;EUR\n14.07.2026;14.07.2026;Miete;20,00;S;EUR\n");
        row("French, two columns, tabs",
            "Date op\xC3\xA9ration\tDate de valeur\tLibell\xC3\xA9\tD\xC3\xA9"
            "bit\tCr\xC3\xA9"
            "dit\n02/07/2026\t03/07/2026\tVIR AMAZON\t\t1 582,89\n14/07/2026\t14/07/2026\tLoyer\t-20,00\t\n");
        row("Spanish, BOM",
            "\xEF\xBB\xBF"
            "Fecha operaci\xC3\xB3n;Fecha valor;Concepto;Importe;Divisa\n03/07/2026;03/07/2026;AMAZON EU;1.582,89 "
            "\xE2\x82\xAC;EUR\n14/07/2026;14/07/2026;Alquiler;-20,00 \xE2\x82\xAC;EUR\n");
        row("ISO dates, quoted line end, CR",
            "id,date,memo,amount\rx1,2026-07-03,\"Amazon\r\"\"payout\"\"\",1582.89\rx2,2026-07-14,Rent,-20.00\r");
        row("OFX 1", ofx1(kOne + "<STMTTRN><DTPOSTED>20260714<TRNAMT>-20.00<FITID>A2<NAME>Rent</STMTTRN>\n", "EUR"));
        row("OFX 2",
            "<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\"?><OFX><STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM>"
            "<ACCTID>4711</ACCTID></BANKACCTFROM><BANKTRANLIST><STMTTRN><DTPOSTED>20260703</DTPOSTED>"
            "<TRNAMT>1582,89</TRNAMT><FITID>A1</FITID><NAME>Amazon</NAME></STMTTRN><STMTTRN><DTPOSTED>20260714</DTPOSTED>"
            "<TRNAMT>-20,00</TRNAMT><FITID>A2</FITID><NAME>Rent</NAME></STMTTRN></BANKTRANLIST></STMTRS></OFX>");
    }
    void everyBankSaysTheSame()
    {
        QFETCH(const QByteArray, file);
        const auto statement = read(file);
        QVERIFY2(statement, statement ? "" : qPrintable(statement.error().message));
        for (const Problem& problem : statement->problems)
            qWarning("%lld %s %s", problem.line, qPrintable(problem.column), qPrintable(problem.message));
        QCOMPARE(statement->problemCount, 0);
        QCOMPARE(statement->lines.size(), 2U);
        QCOMPARE(statement->lines[0].dayMs, day("2026-07-03"));
        QVERIFY(statement->lines[0].amount == Money(158'289, QStringLiteral("EUR")));
        QCOMPARE(statement->lines[1].dayMs, day("2026-07-14"));
        QVERIFY(statement->lines[1].amount == Money(-2'000, QStringLiteral("EUR")));
        QVERIFY(statement->lines[0].memo.contains(QStringLiteral("amazon"), Qt::CaseInsensitive));
        QCOMPARE(statement->lines[1].memo, QString()); // texts about others are not kept
    }

    void badLinesAreNamedAndTheRestIsRead()
    {
        const auto statement = read("Date;Text;Amount\n2026-07-03;a;1.00\nsoon;b;2.00\n2026-07-05;c;much\n2026-07-06;d;\n"
                                    "2026-07-07;e;3.00\n;;\n\nBalance;;\n");
        QVERIFY(statement);
        QCOMPARE(statement->lines.size(), 2U);
        QList<qint64> lines;
        for (const Problem& problem : statement->problems) {
            lines << problem.line;
            QVERIFY(!problem.message.isEmpty());
        }
        QCOMPARE(lines, (QList<qint64>{3, 4, 5, 9}));

        const auto ofx =
            read(ofx1("<STMTTRN><TRNAMT>1.00<FITID>1</STMTTRN>\n<STMTTRN><DTPOSTED>20260701<FITID>2</STMTTRN>\n" + kOne));
        QVERIFY(ofx);
        QCOMPARE(ofx->lines.size(), 1U);
        QCOMPARE(ofx->problemCount, 2);
        QCOMPARE(ofx->problems[0].line, 8);
        QCOMPARE(ofx->problems[1].column, QStringLiteral("TRNAMT"));
    }

    void whatIsNoStatementIsRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& file, const char* code) {
            QTest::newRow(name) << file << QString::fromLatin1(code);
        };
        row("nothing", " \n", "empty-file");
        row("a settlement", "settlement-id\tsku\n1\t2\n", "not-a-statement");
        row("no amount", "Date,Description\n2026-07-03,x\n", "not-a-statement");
        row("an open quotation mark", "Date,Amount\n2026-07-03,\"1.00\n", "open-quote");
        row("point and comma", "Date;Amount\n2026-07-03;1,00\n2026-07-03;1.00\n", "mixed-numbers");
        row("only a header", "Date;Amount\n", "no-bookings");
        row("UTF-16", QByteArray("\xFF\xFE\0", 3), "utf-16");
        row("OFX cut off", "OFXHEADER:100\n", "not-a-statement");
        row("two accounts", ofx1("").replace("</OFX>", "<STMTRS><ACCTID>0815</STMTRS></OFX>"), "several-accounts");
    }
    void whatIsNoStatementIsRefused()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, code);
        const auto statement = read(file);
        QVERIFY(!statement);
        QCOMPARE(statement.error().code, code);
        QVERIFY(!statement.error().remedy.isEmpty());
    }

    void whatALetterMeansIsNotGuessed()
    {
        const auto statement =
            read("Date;Amount\n2026-07-03;12.00 DR\n2026-07-03;$1'012.00\n2026-07-03;USD 12.00\n2026-07-03;-12.00 EUR\n");
        QVERIFY(statement);
        QCOMPARE(statement->problemCount, 1);
        QCOMPARE(statement->problems[0].line, 2);
        QCOMPARE(statement->lines.size(), 3U);
        QCOMPARE(statement->lines[0].amount.amountText(), QStringLiteral("1012.00"));
        QCOMPARE(statement->lines[2].amount.amountText(), QStringLiteral("-12.00"));
    }

    void dayAndMonthAreNotGuessed()
    {
        const auto statement = read("Date;Amount\n06/07/2026;1.00\n");
        QVERIFY(statement);
        QCOMPARE(statement->problemCount, 1);
        QVERIFY(statement->lines.empty());
    }

    void aLineKeepsItsKeyInEveryFile()
    {
        const QByteArray head = "Date;Text;Amount\n", a = "2026-07-03;Amazon;5.00\n", b = "2026-07-04;Amazon;7.00\n";
        const auto keys = [](const QByteArray& file) {
            QStringList list;
            for (const Line& line : read(file).value_or(Statement()).lines)
                list << line.key;
            return list;
        };
        const QStringList one = keys(head + a + b), other = keys(head + b + a);
        QCOMPARE(one.size(), 2);
        QCOMPARE(other, (QStringList{one[1], one[0]}));
        const QStringList twice = keys(head + a + a); // two bookings alike are two lines
        QCOMPARE(twice[0], one[0]);
        QVERIFY(twice[0] != twice[1]);
        QVERIFY(readStatement(head + a, QStringLiteral("other"), QStringLiteral("EUR"))->lines[0].key != one[0]);
        // With an id of the bank the text may change.
        QCOMPARE(keys(ofx1(kOne)), keys(ofx1(QByteArray(kOne).replace("AMAZON", "AMZN"))));
    }

    void aForeignBookingIsInItsOwnCurrency()
    {
        const auto statement =
            read(ofx1(QByteArray(kOne).replace("<FITID>", "<CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY><FITID>")));
        QVERIFY(statement);
        QCOMPARE(statement->lines[0].amount.currency(), QStringLiteral("EUR"));
    }

    void quotesAndLines()
    {
        const auto records = csvRecords("a;\"b;\"\"c\"\"\nd\"\n\n  \ne\"f;g\r\n", ';');
        QVERIFY(records);
        QCOMPARE(records->size(), 2U);
        QCOMPARE(records->at(0).fields[1], QByteArray("b;\"c\"\nd"));
        QCOMPARE(records->at(1).line, 5);
        QCOMPARE(records->at(1).fields[0], QByteArray("e\"f"));
    }

    void suggestionsNeedAmountCurrencyAndTime()
    {
        const Money usd(10'000, QStringLiteral("USD"));
        const std::vector<Expected> expected{{1, QStringLiteral("28471003921"), QDate(2026, 7, 2), usd},
                                             {2, QStringLiteral("2"), QDate(2026, 7, 2), {500, QStringLiteral("USD")}},
                                             {3, QStringLiteral("3"), QDate(2026, 9, 1), {700, QStringLiteral("USD")}},
                                             {4, QStringLiteral("4"), QDate(2026, 9, 2), {700, QStringLiteral("USD")}}};
        const std::vector<Received> lines{{10, day("2026-07-04"), usd, QStringLiteral("AMAZON 28471003921")},
                                          {11, day("2026-07-04"), {10'000, QStringLiteral("EUR")}, {}},
                                          {12, day("2026-07-10"), usd, {}},                          // 8 days: too late
                                          {13, day("2026-06-30"), usd, {}},                          // 2 days before: too early
                                          {14, day("2026-07-01"), {500, QStringLiteral("USD")}, {}}, // the day before
                                          {15, day("2026-07-09"), {500, QStringLiteral("USD")}, {}}, // seven days after
                                          {16, day("2026-09-03"), {700, QStringLiteral("USD")}, {}}};
        const auto found = suggest(expected, lines);
        QCOMPARE(found.size(), 5U);
        QCOMPARE(found[0].line, 10);
        QVERIFY(found[0].isUnique);
        QVERIFY(found[0].evidence.contains(QStringLiteral("number")));
        QCOMPARE(found[0].days, 2);
        QCOMPARE(found[1].line, 14); // the nearest first
        QCOMPARE(found[2].line, 15);
        QVERIFY(!found[1].isUnique && !found[2].isUnique);
        QVERIFY(!found[3].isUnique && !found[4].isUnique); // one line, two settlements
        QVERIFY(found[4].evidence.contains(QStringLiteral("not the only one")));
    }
};

QTEST_GUILESS_MAIN(BankStatementTest)
#include "BankStatementTest.moc"
