// SPDX-License-Identifier: GPL-3.0-or-later
// Settlement files as they come: layouts, languages, number formats, damage. What is read must be every cent of the file.
#include "settlement/SettlementReader.h"

#include <algorithm>
#include <map>
#include <random>

#include <QBuffer>
#include <QFile>
#include <QTest>

#include "settlement/DateFormat.h"
#include "settlement/NumberFormat.h"
#include "settlement/SumTable.h"

using namespace causeway;
using namespace causeway::settlement;

namespace {
const QStringList kColumns =
    QStringLiteral("settlement-id settlement-start-date settlement-end-date deposit-date total-amount currency "
                   "transaction-type order-id merchant-order-id adjustment-id shipment-id marketplace-name amount-type "
                   "amount-description amount fulfillment-id posted-date posted-date-time order-item-code "
                   "merchant-order-item-id merchant-adjustment-item-id sku quantity-purchased promotion-id")
        .split(u' ');

struct Amount
{
    QString transaction, type, description;
    qint64 cents = 0;
};

/// A V2 file of these amounts, the way one marketplace writes them.
struct Style
{
    QChar point = u'.';
    QChar group; ///< null: none
    QString day = QStringLiteral("2026-06-16"), moment = QStringLiteral("2026-06-16 10:11:12 UTC");
    QByteArray end = "\n";
    bool bom = false;
    QStringList columns = kColumns;
    QString sku = QStringLiteral("MUG-1");
    QString (*header)(const QString&) = [](const QString& text) { return text; };
    QByteArray (*encode)(const QString&) = [](const QString& text) { return text.toUtf8(); };
};

QString written(qint64 cents, const Style& style)
{
    const qint64 size = cents < 0 ? -cents : cents;
    QString whole = QString::number(size / 100);
    if (!style.group.isNull()) {
        for (qsizetype at = whole.size() - 3; at > 0; at -= 3)
            whole.insert(at, style.group);
    }
    return (cents < 0 ? QStringLiteral("-") : QString()) + whole + style.point +
           QStringLiteral("%1").arg(size % 100, 2, 10, QLatin1Char('0'));
}

QByteArray fileOf(const std::vector<Amount>& amounts, const Style& style = {}, std::optional<qint64> total = {})
{
    qint64 sum = 0;
    for (const Amount& amount : amounts)
        sum += amount.cents;
    const auto line = [&](const std::map<QString, QString>& cells) {
        QStringList row;
        for (const QString& column : style.columns) {
            const auto cell = cells.find(column);
            row << (cell == cells.end() ? QString() : cell->second);
        }
        return style.encode(row.join(u'\t')) + style.end;
    };
    QByteArray file = style.bom ? QByteArray("\xEF\xBB\xBF") : QByteArray();
    file += style.header(style.columns.join(u'\t')).toLatin1() + style.end;
    file += line({{kColumns[0], QStringLiteral("28471003921")},
                  {kColumns[1], style.moment},
                  {kColumns[2], style.moment},
                  {kColumns[3], style.moment},
                  {kColumns[4], written(total.value_or(sum), style)},
                  {kColumns[5], QStringLiteral("EUR")}});
    for (const Amount& amount : amounts)
        file += line({{kColumns[0], QStringLiteral("28471003921")},
                      {QStringLiteral("transaction-type"), amount.transaction},
                      {QStringLiteral("order-id"), QStringLiteral("303-3746292-6119509")},
                      {QStringLiteral("amount-type"), amount.type},
                      {QStringLiteral("amount-description"), amount.description},
                      {QStringLiteral("amount"), written(amount.cents, style)},
                      {QStringLiteral("posted-date"), style.day},
                      {QStringLiteral("posted-date-time"), style.moment},
                      {QStringLiteral("sku"), style.sku},
                      {QStringLiteral("quantity-purchased"), QStringLiteral("1")}});
    return file;
}

struct Read
{
    Result<Summary> summary;
    std::vector<Row> rows;
    std::map<QString, qint64> sums; ///< "transaction|type|description" -> minor units, added up here
    /// What the program books: "category/month of the books/month in UTC" -> rows, minor units.
    std::map<QString, std::pair<qint64, qint64>> booked = {};
};

Read readFile(QIODevice& device)
{
    Read read{fail(ErrorKind::Defect, QString()), {}, {}};
    SumTable table(QStringLiteral("America/Los_Angeles"));
    read.summary = readSettlement(device, [&](const Row& row) {
        read.sums[QStringList{row.transactionType, row.amountType, row.amountDescription}.join(u'|')] += row.amount.minorUnits();
        read.rows.push_back(row);
        return table.add(row).has_value();
    });
    for (const CategorySum& one : table.sums())
        read.booked[QStringList{one.category.key(), one.marketplace, one.month, one.utcMonth}.join(u'/')] = {
            one.rows, one.sum.minorUnits()};
    return read;
}

Read readBytes(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return readFile(buffer);
}

const std::vector<Amount>& amounts()
{
    static const std::vector<Amount> kAmounts{
        {QStringLiteral("Order"), QStringLiteral("ItemPrice"), QStringLiteral("Principal"), 1'234'567},
        {QStringLiteral("Order"), QStringLiteral("ItemPrice"), QStringLiteral("Tax"), 999},
        {QStringLiteral("Order"), QStringLiteral("ItemFees"), QStringLiteral("Commission"), -185'185},
        {QStringLiteral("Refund"), QStringLiteral("ItemPrice"), QStringLiteral("Principal"), -1},
        {QStringLiteral("other-transaction"), QStringLiteral("other-transaction"), QStringLiteral("Current Reserve Amount"),
         -50'000},
        {QStringLiteral("Something new"), QStringLiteral("Never seen"), QStringLiteral("Before"), 7},
    };
    return kAmounts;
}
} // namespace

class SettlementReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void samples_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("total");
        QTest::addColumn<QString>("sum");
        QTest::addColumn<qint64>("rows");
        const auto row = [](const char* file, const char* total, const char* sum, qint64 rows) {
            QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(total) << QString::fromLatin1(sum) << rows;
        };
        row("settlement_v2_DE_7293436482.txt", "53.44", "53.44", 5);
        row("settlement_v2_US_28471003921_synthetic.txt", "582.89", "582.89", 23);
        row("settlement_v2_GB_18906543210_synthetic_unbalanced.txt", "1847.32", "-1863.64", 8);
        row("settlement_v1_CA_50011020300.txt", "-321.69", "-321.69", 3);
        row("settlement_v1_CA_50034020328.txt", "1016.08", "1016.08", -1);
        row("settlement_v1_CA_50051020370.txt", "3894.24", "3894.24", -1);
        row("settlement_v1_US_6016502941_excerpt.txt", "16630.13", "26.99", -1);
        row("derived_settlement_v2_CA_24288684721.txt", "1016.08", "1016.08", 153);
        row("derived_settlement_v2_CA_24596907561.txt", "3894.24", "3894.24", 537);
    }
    void samples()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, total);
        QFETCH(const QString, sum);
        QFETCH(const qint64, rows);
        QFile device(QStringLiteral(CAUSEWAY_SHARED_DIR "/samples/") + file);
        if (!device.open(QIODevice::ReadOnly))
            QSKIP("The reference material is not here.");

        const Read read = readFile(device);

        QVERIFY2(read.summary, read.summary ? "" : qPrintable(read.summary.error().message));
        QVERIFY(read.summary->head.total);
        QCOMPARE(read.summary->head.total->amountText(), total);
        QCOMPARE(read.summary->sum.amountText(), sum);
        QCOMPARE(read.summary->balances(), total == sum);
        if (rows >= 0)
            QCOMPARE(read.summary->rows, rows);
        for (const LineProblem& problem : read.summary->problems)
            qWarning("%lld %s %s", problem.line, qPrintable(problem.column), qPrintable(problem.message));
        QCOMPARE(read.summary->problemCount, 0);
        QVERIFY(read.summary->head.startMs && read.summary->head.endMs && read.summary->head.depositMs);
    }

    void anOldFileSaysTheSameInTheNewWords()
    {
        for (const auto& [old, derived] :
             {std::pair("settlement_v1_CA_50034020328.txt", "derived_settlement_v2_CA_24288684721.txt"),
              std::pair("settlement_v1_CA_50051020370.txt", "derived_settlement_v2_CA_24596907561.txt")}) {
            QFile v1(QStringLiteral(CAUSEWAY_SHARED_DIR "/samples/") + QString::fromLatin1(old));
            QFile v2(QStringLiteral(CAUSEWAY_SHARED_DIR "/samples/") + QString::fromLatin1(derived));
            if (!v1.open(QIODevice::ReadOnly) || !v2.open(QIODevice::ReadOnly))
                QSKIP("The reference material is not here.");
            QCOMPARE(readFile(v1).sums, readFile(v2).sums);
        }
    }

    void everyStyleGivesTheSameCents_data()
    {
        QTest::addColumn<Style>("style");
        const auto row = [](const char* name, const std::function<void(Style&)>& change) {
            Style style;
            change(style);
            QTest::newRow(name) << style;
        };
        row("as in the US", [](Style&) {});
        row("comma, dotted dates, as in Germany", [](Style& s) {
            s.point = u',';
            s.day = QStringLiteral("16.06.2026");
            s.moment = QStringLiteral("16.06.2026 10:11:12 UTC");
        });
        row("thousands with points", [](Style& s) {
            s.point = u',';
            s.group = u'.';
        });
        row("thousands with commas", [](Style& s) { s.group = u','; });
        row("thousands with narrow blanks", [](Style& s) {
            s.point = u',';
            s.group = u'\u202F';
        });
        row("BOM and CR LF", [](Style& s) {
            s.bom = true;
            s.end = "\r\n";
        });
        row("ISO with offset", [](Style& s) { s.moment = QStringLiteral("2026-06-16T12:11:12+02:00"); });
        row("Windows-1252", [](Style& s) {
            s.sku = QStringLiteral("Größe-Ä");
            s.encode = [](const QString& text) { return text.toLatin1(); };
        });
        row("UTF-8", [](Style& s) { s.sku = QStringLiteral("マグ-Ä"); });
        row("columns backwards", [](Style& s) { std::reverse(s.columns.begin(), s.columns.end()); });
        row("a column more", [](Style& s) { s.columns.insert(3, QStringLiteral("tax-model")); });
        row("without promotion-id, as in 2018", [](Style& s) { s.columns.removeLast(); });
        row("header in other letters",
            [](Style& s) { s.header = [](const QString& text) { return text.toUpper().replace(u'-', u' '); }; });
    }
    void everyStyleGivesTheSameCents()
    {
        QFETCH(const Style, style);
        const Read plain = readBytes(fileOf(amounts()));

        const Read read = readBytes(fileOf(amounts(), style));

        QVERIFY2(read.summary, read.summary ? "" : qPrintable(read.summary.error().message));
        QVERIFY(read.summary->mayBePosted());
        QCOMPARE(read.sums, plain.sums);
        QCOMPARE(read.booked, plain.booked);
        QCOMPARE(read.rows.front().sku, style.sku);
        QCOMPARE(read.rows.front().postedAtMs, plain.rows.front().postedAtMs);
        QVERIFY(read.rows.front().postedHasTime);
    }

    void noOrderOfRowsOrColumnsChangesACent()
    {
        std::mt19937 random(20261123);
        std::vector<Amount> shuffled;
        for (int i = 0; i < 40; ++i) {
            Amount amount = amounts()[random() % amounts().size()];
            amount.cents = static_cast<qint64>(random() % 2'000'000) - 1'000'000;
            shuffled.push_back(amount);
        }
        const Read first = readBytes(fileOf(shuffled));
        for (int round = 0; round < 50; ++round) {
            Style style;
            std::shuffle(shuffled.begin(), shuffled.end(), random);
            std::shuffle(style.columns.begin(), style.columns.end(), random);
            style.point = random() % 2 == 0 ? u'.' : u',';
            if (random() % 2 == 0)
                style.group = style.point == u'.' ? u',' : u'.';

            const Read read = readBytes(fileOf(shuffled, style));

            QVERIFY(read.summary);
            QVERIFY(read.summary->mayBePosted());
            QCOMPARE(read.sums, first.sums);
            QCOMPARE(read.booked, first.booked);
        }
    }

    void aTotalThatIsOneCentOffIsSeen()
    {
        const Read read = readBytes(fileOf(amounts(), {}, 1));
        QVERIFY(read.summary);
        QVERIFY(!read.summary->balances());
        QVERIFY(!read.summary->mayBePosted());
        QCOMPARE(read.summary->rows, qint64(amounts().size()));
    }

    void badLinesAreNamedAndTheRestIsRead()
    {
        QByteArray file = fileOf(amounts());
        QList<QByteArray> lines = file.split('\n');
        lines[2].replace("12345.67", "12a45.67");            // line 3
        lines[3].replace("2026-06-16 10:11:12 UTC", "soon"); // line 4
        lines[4].replace("28471003921", "99999999999");      // line 5
        lines[5] += "\tmore\tmore\tmore";                    // line 6
        const Read read = readBytes(lines.join('\n'));

        QVERIFY(read.summary);
        QCOMPARE(read.summary->rows, qint64(amounts().size()) - 1);
        QList<qint64> named;
        for (const LineProblem& problem : read.summary->problems)
            named << problem.line;
        QCOMPARE(named, (QList<qint64>{3, 4, 5, 6}));
        QVERIFY(!read.summary->mayBePosted());
    }

    void whatIsNoSettlementIsRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("empty-file");
        QTest::newRow("another report") << QByteArray("order-id\tsku\n1\t2\n") << QStringLiteral("not-a-settlement");
        QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1A\n\0\0\0", 11) << QStringLiteral("not-a-settlement");
        QTest::newRow("only the header") << kColumns.join(u'\t').toLatin1() << QStringLiteral("no-summary-row");
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFEs\0e\0", 6) << QStringLiteral("utf-16");
        QTest::newRow("saved as CSV") << kColumns.join(u',').toLatin1() << QStringLiteral("not-a-settlement");
        QTest::newRow("a column twice") << (kColumns.join(u'\t') + QStringLiteral("\tamount")).toLatin1()
                                        << QStringLiteral("not-a-settlement");
        Style comma;
        comma.point = u',';
        const QByteArray mixed = fileOf(amounts()) + fileOf(amounts(), comma).split('\n').at(2) + '\n';
        QTest::newRow("point and comma") << mixed << QStringLiteral("mixed-numbers");
        QTest::newRow("no currency") << kColumns.join(u'\t').toLatin1() + "\n28471003921\t\t\t\t1.00\t\n"
                                     << QStringLiteral("no-currency");
        QTest::newRow("a line without end") << kColumns.join(u'\t').toLatin1() + '\n' + QByteArray(3'000'000, 'x')
                                            << QStringLiteral("long-line");
    }
    void whatIsNoSettlementIsRefused()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, code);
        const Read read = readBytes(file);
        QVERIFY(!read.summary);
        QCOMPARE(read.summary.error().code, code);
        QVERIFY(!read.summary.error().message.isEmpty());
    }

    void aFileWithoutATotalIsKeptButNotPosted()
    {
        QByteArray file = fileOf(amounts());
        QList<QByteArray> lines = file.split('\n');
        QList<QByteArray> head = lines[1].split('\t');
        head[4].clear();
        lines[1] = head.join('\t');
        const Read read = readBytes(lines.join('\n'));
        QVERIFY(read.summary);
        QVERIFY(!read.summary->head.total);
        QVERIFY(!read.summary->mayBePosted());
        QCOMPARE(read.summary->problemCount, 0);
    }

    void dates_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("utc"); // empty: refused
        const auto row = [](const char* text, const char* utc) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(utc);
        };
        row("2026-06-16 00:00:01 UTC", "2026-06-16T00:00:01");
        row("2025-06-05T22:07:18+00:00", "2025-06-05T22:07:18");
        row("2025-06-05T22:07:18.123Z", "2025-06-05T22:07:18");
        row("2025-06-05 22:07:18 PDT", "2025-06-06T05:07:18");
        row("2026/06/16 10:00:00 JST", "2026-06-16T01:00:00");
        row("03.05.2018 09:10:07 UTC", "2018-05-03T09:10:07");
        row("03.05.2018", "2018-05-03T00:00:00");
        row("2026-06-16", "2026-06-16T00:00:00");
        row("31.02.2026", "");
        row("2026-06-16 25:00:00 UTC", "");
        row("2026-06-16 10:00:00 XYZ", "");
        row("06/07/2026", ""); // the day or the month first?
        row("yesterday", "");
    }
    void dates()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, utc);
        const auto moment = DateFormat().read(text);
        QCOMPARE(moment.has_value(), !utc.isEmpty());
        if (moment)
            QCOMPARE(QDateTime::fromMSecsSinceEpoch(moment->utcMs, Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss"), utc);
    }

    void slashesWithoutADayAboveTwelveAreReadByThePeriod()
    {
        DateFormat inPeriod; // the head is written in another form
        inPeriod.expectSettlement();
        for (const auto* text : {u"2026-06-01 00:00:00 UTC", u"2026-06-11 00:00:00 UTC", u"2026-06-12 00:00:00 UTC"})
            inPeriod.learn(text);
        inPeriod.learn(u"07/06/2026");
        QCOMPARE(inPeriod.read(u"07/06/2026")->utcMs, DateFormat().read(u"2026-06-07")->utcMs);
        DateFormat byLength; // eleven days, or most of a year
        byLength.expectSettlement();
        for (const auto* text : {u"06/01/2026", u"06/11/2026", u"06/07/2026"})
            byLength.learn(text);
        QCOMPARE(byLength.read(u"06/07/2026")->utcMs, DateFormat().read(u"2026-06-07")->utcMs);
        DateFormat amazons; // "MM/DD/YY" in Amazon's own words
        amazons.expectSettlement();
        amazons.learn(u"06/07/26");
        QCOMPARE(amazons.read(u"06/07/26")->utcMs, DateFormat().read(u"2026-06-07")->utcMs);
        DateFormat unclear;
        unclear.expectSettlement();
        unclear.learn(u"06/07/2026");
        QVERIFY(!unclear.read(u"06/07/2026"));
        DateFormat ofABank; // its bookings may be months apart, and its years short in any order
        for (const auto* text : {u"06/01/26", u"06/11/26"})
            ofABank.learn(text);
        QVERIFY(!ofABank.read(u"06/01/26"));
    }

    void threeDigitsAreGroupsWhereNoMinorUnitsAre()
    {
        NumberFormat yen;
        yen.learn(u"12,345");
        yen.learn(u"-1,345");
        QVERIFY(yen.decide(0));
        QCOMPARE(yen.read(u"12,345", QStringLiteral("JPY"))->minorUnits(), 12'345);
        NumberFormat dinar;
        dinar.learn(u"1,345");
        QVERIFY(dinar.decide(3));
        QCOMPARE(dinar.read(u"1,345", QStringLiteral("BHD"))->minorUnits(), 1'345);
        NumberFormat dollar;
        dollar.learn(u"1,345");
        QVERIFY(!dollar.decide(2));
    }

    void slashesAreReadAsTheFileShows()
    {
        DateFormat american, british;
        american.learn(u"06/16/26");
        british.learn(u"16/06/2026");
        QCOMPARE(american.read(u"06/07/26")->utcMs, DateFormat().read(u"2026-06-07")->utcMs);
        QCOMPARE(british.read(u"06/07/2026")->utcMs, DateFormat().read(u"2026-07-06")->utcMs);
    }

    void anOrderIsTold()
    {
        QVERIFY(isAmazonOrderId(u"303-3746292-6119509"));
        QVERIFY(!isAmazonOrderId(u"FBA18ZN0LT90"));
        QVERIFY(!isAmazonOrderId(u"303-3746292-611950x"));
        QVERIFY(!isAmazonOrderId(u""));
    }
};

QTEST_GUILESS_MAIN(SettlementReaderTest)
#include "SettlementReaderTest.moc"
