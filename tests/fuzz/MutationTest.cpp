// SPDX-License-Identifier: GPL-3.0-or-later
// The fuzz targets with seeded mutations of a small file, so that every test run has some; ./dev fuzz looks for longer.
#include <random>

#include <QTest>

#include "fuzz/Fuzz.h"

namespace {
constexpr int kRounds = 20'000;

const QByteArray kSettlement =
    "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-"
    "id\t"
    "amount-type\tamount-description\tamount\tposted-date-time\tsku\n"
    "28471003921\t2026-06-16 00:00:00 UTC\t2026-06-30 23:59:59 UTC\t2026-07-02 00:00:00 UTC\t82.50\tUSD\t\t\t\t\t\t\t\n"
    "28471003921\t\t\t\t\t\tOrder\t113-1234567-1234567\tItemPrice\tPrincipal\t100.00\t2026-06-17 08:14:22 UTC\tA-1\n"
    "28471003921\t\t\t\t\t\tOrder\t113-1234567-1234567\tItemFees\tCommission\t-15.00\t2026-06-17 08:14:22 UTC\tA-1\n"
    "28471003921\t\t\t\t\t\tother-transaction\t\tother-transaction\tSubscription Fee\t-2.50\t2026-06-17 08:14:22 UTC\t\n";

const QByteArrayList kStatements{
    "Date,Description,Amount,Currency\r\n07/13/2026,AMAZON EU,\"1,582.89\",EUR\r\n07/14/2026,\"Re\"\"nt\",-20.00,EUR\r\n",
    "Konto:;1\n\nBuchungstag;Wertstellung;Verwendungszweck;Soll/Haben;Betrag (EUR)\n01.07.2026;03.07.26;\"AMAZON; "
    "x\";H;1.582,89\n",
    "OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>USD\n<BANKTRANLIST>\n<STMTTRN><DTPOSTED>20260703120000[-5:EST]<TRNAMT>1582.89<FITID>A1"
    "<NAME>AMAZON &amp; CO &#65;\n<MEMO>28471003921</STMTTRN>\n</BANKTRANLIST></STMTRS></OFX>\n"};

/// Changes that break a file in ways a transfer or a spreadsheet does: bytes, whole lines, cells, signs.
QByteArray mutated(QByteArray bytes, std::mt19937& random)
{
    static const QByteArrayList kPieces{
        "\t",     "\n",           "\r\n",        "-", ",",    ".",          "1.234", "1,234", "99999999999999999999",
        "",       "USD",          "JPY",         "€", "\xff", "12/31/2026", "\"",    "Order", QByteArray(1, '\0'),
        "amount", "total-amount", "other-amount"};
    const auto below = [&](qsizetype count) {
        return static_cast<qsizetype>(std::uniform_int_distribution<qsizetype>(0, std::max<qsizetype>(0, count - 1))(random));
    };
    const qsizetype changes = 1 + below(6);
    for (qsizetype i = 0; i < changes; ++i) {
        const qsizetype at = below(bytes.size() + 1);
        switch (below(4)) {
        case 0:
            bytes.insert(at, kPieces[below(kPieces.size())]);
            break;
        case 1:
            bytes.remove(at, 1 + below(20));
            break;
        case 2:
            if (at < bytes.size())
                bytes[at] = static_cast<char>(below(256));
            break;
        default:
            bytes.insert(at, bytes.mid(below(bytes.size() + 1), below(120)));
        }
    }
    return bytes;
}
} // namespace

class MutationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void settlements()
    {
        std::mt19937 random(20'261'123);
        for (int i = 0; i < kRounds; ++i) {
            const QByteArray bytes = mutated(kSettlement, random);
            QCOMPARE(fuzzSettlement(reinterpret_cast<const uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())),
                     0);
        }
    }

    void bankStatements()
    {
        std::mt19937 random(20'261'123);
        for (int i = 0; i < kRounds / 2; ++i) {
            const QByteArray bytes = mutated(kStatements[i % kStatements.size()], random);
            QCOMPARE(fuzzBank(reinterpret_cast<const uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())), 0);
        }
    }
};

QTEST_GUILESS_MAIN(MutationTest)
#include "MutationTest.moc"
