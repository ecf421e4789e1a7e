// SPDX-License-Identifier: GPL-3.0-or-later
// The bank statement at the command line: taken in once, proposed, matched with a reason, taken back; "paid" follows.
#include <QTest>

#include "cli/CliHarness.h"

using namespace causeway;
using namespace causeway::test;

namespace {
const QString kId = QStringLiteral("28471003921");

QByteArray settlementFile(const QByteArray& id, const QByteArray& total, const QByteArray& deposit = "2026-07-02 00:00:00 UTC")
{
    const auto line = [](const QList<QByteArray>& cells) { return cells.join('\t') + '\n'; };
    return line({"settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency",
                 "transaction-type", "amount-type", "amount-description", "amount", "posted-date"}) +
           line({id, "2026-06-16 00:00:00 UTC", "2026-06-30 23:59:59 UTC", deposit, total, "USD", "", "", "", "", ""}) +
           line({id, "", "", "", "", "", "Order", "ItemPrice", "Principal", total, "2026-06-17"});
}
const QByteArray kStatement = "Date,Description,Amount\n07/03/2026,AMAZON PAYOUT,82.50\n07/03/2026,Mr Private,82.50\n07/15/2026,"
                              "Amazon,82.00\n07/16/2026,Rent,-500.00\n";
} // namespace

class BankTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliHarness>(CliHarness::plainWorld());
        QVERIFY2(m_cli->setUp(), m_cli->problem());
        static_cast<void>(take(settlementFile(kId.toLatin1(), "82.50")));
    }

    void fromStatementToPaid()
    {
        QCOMPARE(paid(), QStringLiteral("waiting"));
        const CliResult imported = bank({QStringLiteral("import"), m_cli->write(QStringLiteral("bank.csv"), kStatement),
                                         QStringLiteral("--store"), QStringLiteral("us")});
        QVERIFY2(imported.code == 0, imported.all());
        QCOMPARE(imported.json()[u"format"].toString(), QStringLiteral("csv"));
        QCOMPARE(imported.json()[u"added"].toInteger().value_or(-1), 4);
        const CliResult again = bank({QStringLiteral("import"), m_cli->write(QStringLiteral("bank.csv"), kStatement),
                                      QStringLiteral("--store"), QStringLiteral("us")});
        QCOMPARE(again.json()[u"added"].toInteger().value_or(-1), 0);
        QCOMPARE(again.json()[u"known"].toInteger().value_or(-1), 4);

        const CliResult all = bank({QStringLiteral("list")});
        QCOMPARE(all.json().size(), 4U);
        QVERIFY2(!all.all().contains("Private") && !all.all().contains("Rent"), all.all());
        QCOMPARE(all.json().at(0)[u"day"].toString(), QStringLiteral("2026-07-16"));
        QCOMPARE(bank({QStringLiteral("list"), QStringLiteral("--open")}).json().size(), 3U); // money that went out is not open

        const CliResult suggested = bank({QStringLiteral("suggest")});
        QVERIFY2(suggested.code == 0 && suggested.json().size() == 2, suggested.all());
        QCOMPARE(suggested.json().at(0)[u"unique"].toBool(true), false);
        QCOMPARE(suggested.json().at(0)[u"days"].toInteger().value_or(-1), 1);
        const QString line = lineOf(u"AMAZON PAYOUT");

        const CliResult matched = bank({QStringLiteral("match"), line, kId});
        QVERIFY2(matched.code == 0, matched.all());
        QCOMPARE(matched.json()[u"match"][u"settlement"].toString(), kId);
        QVERIFY(matched.json()[u"match"][u"reason"].toString().contains(QStringLiteral("same amount")));
        QCOMPARE(paid(), QStringLiteral("done"));
        QCOMPARE(bank({QStringLiteral("suggest")}).json().size(), 0U);
        QCOMPARE(bank({QStringLiteral("match"), line, kId}).code, 2); // pays already

        QCOMPARE(bank({QStringLiteral("unmatch"), line}).code, 0);
        QCOMPARE(bank({QStringLiteral("unmatch"), line}).code, 2);
        QCOMPARE(paid(), QStringLiteral("waiting"));
    }

    void anotherAmountNeedsAReason()
    {
        static_cast<void>(
            bank({QStringLiteral("import"), m_cli->write(QStringLiteral("bank.csv"), kStatement), QStringLiteral("--account"),
                  QStringLiteral("Main"), QStringLiteral("--currency"), QStringLiteral("usd")}));
        const QString less = lineOf(u"Amazon");
        const CliResult refused = bank({QStringLiteral("match"), less, kId});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.all().contains("--reason TEXT"), refused.all());
        QVERIFY2(refused.all().contains("82.00") && refused.all().contains("82.50"), refused.all());
        QCOMPARE(paid(), QStringLiteral("waiting"));
        const CliResult matched =
            bank({QStringLiteral("match"), less, kId, QStringLiteral("--reason"), QStringLiteral("bank kept 0.50")});
        QVERIFY2(matched.code == 0, matched.all());
        QCOMPARE(matched.json()[u"match"][u"reason"].toString(), QStringLiteral("bank kept 0.50"));
        QCOMPARE(bank({QStringLiteral("match"), lineOf(QStringLiteral("AMAZON PAYOUT")), kId}).code,
                 2); // a second line needs a reason, too
    }

    void bookingAndBankMeanTheSameDay_data()
    {
        QTest::addColumn<QByteArray>("deposit");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("day");
        const QByteArray named = "2026-07-02 00:00:00 UTC", afternoon = "2026-07-01 22:07:18 UTC",
                         night = "2026-07-02 03:07:18 UTC";
        const QString us = QStringLiteral("America/Los_Angeles"), jp = QStringLiteral("Asia/Tokyo");
        const QString first = QStringLiteral("2026-07-01"), second = QStringLiteral("2026-07-02");
        QTest::newRow("US, a day") << named << us << second;
        QTest::newRow("US, afternoon") << afternoon << us << first;
        QTest::newRow("US, evening") << night << us << first;
        QTest::newRow("JP, a day") << named << jp << second;
        QTest::newRow("JP, morning") << afternoon << jp << second;
    }
    void bookingAndBankMeanTheSameDay()
    {
        QFETCH(QByteArray, deposit);
        QFETCH(QString, zone);
        QFETCH(QString, day);
        const QString id = QStringLiteral("28471003999");
        Json whole = m_cli->run({QStringLiteral("config"), QStringLiteral("export")}).json();
        Json store = whole[u"stores"].at(0);
        store.set(QStringLiteral("timeZone"), zone);
        whole.set(QStringLiteral("stores"), Json::array({store}));
        const Json settings = Json::object(
            {{QStringLiteral("deposit"), QStringLiteral("always")}, {QStringLiteral("postingDate"), QStringLiteral("deposit")}});
        whole.set(QStringLiteral("flows"), Json::array({Json::object({{QStringLiteral("flow"), QStringLiteral("settlements")},
                                                                      {QStringLiteral("store"), QStringLiteral("us")},
                                                                      {QStringLiteral("enabled"), true},
                                                                      {QStringLiteral("mode"), QStringLiteral("guarded")},
                                                                      {QStringLiteral("settings"), settings}})}));
        const CliResult changed = m_cli->run(
            {QStringLiteral("config"), QStringLiteral("import"), m_cli->write(QStringLiteral("changed.json"), whole.toBytes())});
        QVERIFY2(changed.code == 0, changed.all());
        for (const char* mapping : {"group:sales account:40", "clearing account:57", "bank account:64"}) {
            const QStringList words{QStringLiteral("mappings"), QStringLiteral("set"), QStringLiteral("account")};
            QVERIFY(m_cli->run(words + QString::fromLatin1(mapping).split(u' ')).code == 0);
        }
        const CliResult taken = take(settlementFile(id.toLatin1(), "41.10", deposit));
        QVERIFY2(taken.code == 0, taken.all());

        const CliResult preview = m_cli->run({QStringLiteral("settlements"), QStringLiteral("preview"), id});
        QVERIFY2(preview.text().contains(QStringLiteral("Journal entry AMZ-JE")) &&
                     preview.text().contains(QStringLiteral("-1 on ") + day),
                 preview.all());
        QVERIFY2(preview.text().contains(QStringLiteral("Deposit of 41.10 USD on ") + day), preview.all());
        const QByteArray statement = "Date,Description,Amount\n" + day.toLatin1() + ",AMAZON,41.10\n";
        static_cast<void>(
            bank({QStringLiteral("import"), m_cli->write(QStringLiteral("day.csv"), statement), QStringLiteral("--account"),
                  QStringLiteral("Main"), QStringLiteral("--currency"), QStringLiteral("USD")}));
        const CliResult suggested = bank({QStringLiteral("suggest")});
        QVERIFY2(suggested.json().size() == 1, suggested.all());
        QCOMPARE(suggested.json().at(0)[u"days"].toInteger().value_or(-99), 0);
        QCOMPARE(suggested.json().at(0)[u"depositDay"].toString(), day);
    }

    void wrongUse()
    {
        const QString file = m_cli->write(QStringLiteral("bank.csv"), "Date;Amount\n2026-07-03;1.00\nbad;2.00\n");
        QCOMPARE(bank({QStringLiteral("import"), file}).code, 2);
        QCOMPARE(bank({QStringLiteral("import"), file, QStringLiteral("--store"), QStringLiteral("us"),
                       QStringLiteral("--account"), QStringLiteral("x")})
                     .code,
                 2);
        QCOMPARE(bank({QStringLiteral("import"), m_cli->secretsFile(), QStringLiteral("--store"), QStringLiteral("us")}).code, 2);
        const CliResult bad = bank({QStringLiteral("import"), file, QStringLiteral("--store"), QStringLiteral("us")});
        QCOMPARE(bad.code, 1);
        QCOMPARE(bad.json()[u"problems"].at(0)[u"line"].toInteger().value_or(-1), 3);
        QCOMPARE(bank({QStringLiteral("match"), QStringLiteral("1"), QStringLiteral("999")}).code, 2);
        QCOMPARE(bank({QStringLiteral("match"), QStringLiteral("777"), kId}).code, 2);
        QCOMPARE(bank({QStringLiteral("match"), QStringLiteral("x"), kId}).code, 2);
        QCOMPARE(bank({QStringLiteral("unmatch"), QStringLiteral("777")}).code, 2);
    }

private:
    CliResult bank(const QStringList& words) { return m_cli->json(QStringList{QStringLiteral("bank")} + words); }
    CliResult take(const QByteArray& bytes)
    {
        return m_cli->json({QStringLiteral("settlements"), QStringLiteral("import"),
                            m_cli->write(QStringLiteral("settlement.txt"), bytes), QStringLiteral("--store"),
                            QStringLiteral("us")});
    }
    QString paid()
    {
        return m_cli->json({QStringLiteral("settlements"), QStringLiteral("show"), kId}).json()[u"steps"][u"paid"].toString();
    }
    QString lineOf(QStringView memo)
    {
        const Json lines = bank({QStringLiteral("list")}).json();
        for (const Json& line : lines.items()) {
            if (line[u"memo"].toString() == memo)
                return QString::number(line[u"id"].toInteger().value_or(0));
        }
        return {};
    }
    std::unique_ptr<CliHarness> m_cli;
};

QTEST_GUILESS_MAIN(BankTest)
#include "BankTest.moc"
