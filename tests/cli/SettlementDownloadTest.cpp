// SPDX-License-Identifier: GPL-3.0-or-later
// Settlement reports that Amazon lists, of any size and in any trouble on the wire, read by the real program.
#include <zlib.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include "cli/CliHarness.h"
#include "simulator/Gzip.h"

using namespace causeway;
using namespace causeway::test;

namespace {
const QString kId = QStringLiteral("28471003921");
constexpr int kManyRows = 500'000;

/// So many MiB of blanks, packed without ever being held whole.
QByteArray gzippedBlanks(int mebibytes)
{
    QByteArray blanks(1024 * 1024, ' '), packed(4 * 1024 * 1024, Qt::Uninitialized);
    z_stream stream = {};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    for (int i = 0; i < mebibytes; ++i) {
        stream.next_in = reinterpret_cast<Bytef*>(blanks.data());
        stream.avail_in = static_cast<uInt>(blanks.size());
        deflate(&stream, i + 1 == mebibytes ? Z_FINISH : Z_NO_FLUSH);
    }
    packed.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

/// Sales of 1.00 in so many orders.
QByteArray settlementFile(int rows)
{
    const QByteArray id = kId.toLatin1();
    QByteArray file = "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\t"
                      "transaction-type\torder-id\tamount-type\tamount-description\tamount\tposted-date-time\tsku\n" +
                      id + "\t2026-06-16 00:00:00 UTC\t2026-06-30 23:59:59 UTC\t2026-07-02 00:00:00 UTC\t" +
                      QByteArray::number(rows) + ".00\tUSD\t\t\t\t\t\t\t\n";
    for (int i = 0; i < rows; ++i) {
        const QByteArray number = QByteArray::number(i).rightJustified(7, '0');
        file += id + "\t\t\t\t\t\tOrder\t113-" + number + "-1234567\tItemPrice\tPrincipal\t1.00\t2026-06-17 08:14:22 UTC\tSKU-" +
                QByteArray::number(i % 997) + '\n';
    }
    return file;
}
} // namespace

class SettlementDownloadTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        simulator::Options options = CliHarness::plainWorld();
        options.world = QStringLiteral("empty");
        m_cli = std::make_unique<CliHarness>(options);
        QVERIFY2(m_cli->setUp(), m_cli->problem());
    }

    void memoryStaysFlatWhateverTheSize()
    {
        const qint64 small = peakOfRun(1'000);
        if (small == 0)
            QSKIP("this system does not tell a process's peak of memory");
        init();
        const qint64 large = peakOfRun(kManyRows);
        qInfo("peak of 1,000 rows: %lld kB, of %d rows: %lld kB", static_cast<long long>(small), kManyRows,
              static_cast<long long>(large));
        // The file has 45 MB, its facts more: held once, either would show.
        QVERIFY2(large < small + 30'000, qPrintable(QStringLiteral("%1 kB, then %2 kB").arg(small).arg(large)));
        QCOMPARE(imported()[u"rows"].toInteger().value_or(0), kManyRows);
    }

    void aCutBodyIsReadAgainInTheNextRun()
    {
        add(gzip(settlementFile(2'000)));
        m_cli->simulation().amazonFaults().addRule({"GET", QStringLiteral("/documents/"), simulator::Fault::CutBody, 1, 0});
        run();
        QVERIFY(isNothingImported());
        QVERIFY(isNothingLeft());
        run();
        QCOMPARE(imported()[u"rows"].toInteger().value_or(0), 2'000);
        QVERIFY(isNothingLeft());
    }

    void aWrongCheckSumImportsNothing()
    {
        QByteArray bytes = gzip(settlementFile(2'000));
        bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 1);
        add(bytes);
        const CliResult result = run();
        QVERIFY2(result.code != 0, result.all());
        QVERIFY2(result.all().contains("damaged"), result.all());
        QVERIFY(isNothingImported());
        QVERIFY(isNothingLeft());
    }

    void aDamagedDocumentIsSaidAndHoldsUpNoLaterOne()
    {
        QByteArray bytes = gzip(settlementFile(2'000));
        bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 1);
        add(bytes);
        add(gzip(settlementFile(100)));
        for (int i = 0; i < 2; ++i) { // and again: it is not forgotten
            const CliResult result = run();
            QVERIFY2(result.code != 0, result.all());
            QVERIFY2(result.all().contains("damaged"), result.all());
            QCOMPARE(imported()[u"rows"].toInteger().value_or(0), 100);
            QVERIFY(isNothingLeft());
        }
    }

    void aDocumentOverTheCapIsARecordAndDoesNotHoldUpOthers()
    {
        add(gzippedBlanks(600));
        add(gzip(settlementFile(100)));
        run();
        QCOMPARE(imported()[u"rows"].toInteger().value_or(0), 100);
        const CliResult records = m_cli->json(QStringLiteral("records list --flow settlements --state error").split(u' '));
        QVERIFY2(records.out.contains("report-"), records.all());
        QVERIFY2(records.out.contains("512 MB"), records.all());
        QVERIFY(isNothingLeft());
    }

    void whatAKilledProgramLeftIsRemoved()
    {
        const QString folder = m_cli->profile() + QStringLiteral("/temporary");
        QVERIFY(QDir().mkpath(folder));
        QFile left(folder + QStringLiteral("/Ab12Cd"));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.close();
        run();
        QVERIFY(isNothingLeft());
    }

private:
    static QByteArray gzip(const QByteArray& bytes) { return simulator::gzip(bytes); }
    void add(const QByteArray& bytes)
    {
        QVERIFY(!m_cli->simulation().amazon().addSettlementReport(QStringLiteral("us"), bytes, true).isEmpty());
    }
    CliResult run()
    {
        return m_cli->json(
            {QStringLiteral("run"), QStringLiteral("settlements"), QStringLiteral("--store"), QStringLiteral("us")});
    }
    Json imported() { return m_cli->json({QStringLiteral("settlements"), QStringLiteral("show"), kId}).json(); }
    bool isNothingImported() { return m_cli->json({QStringLiteral("settlements"), QStringLiteral("show"), kId}).code != 0; }
    bool isNothingLeft() const
    {
        return QDir(m_cli->profile() + QStringLiteral("/temporary")).entryList(QDir::Files | QDir::Hidden).isEmpty();
    }
    /// Of a run that downloads a file with so many rows: the program's own peak in kB; 0 where the system does not tell.
    qint64 peakOfRun(int rows)
    {
        add(gzip(settlementFile(rows)));
        const auto process =
            m_cli->start({QStringLiteral("run"), QStringLiteral("settlements"), QStringLiteral("--store"), QStringLiteral("us")});
        if (!process->waitForStarted())
            return 0;
        qint64 peak = 0;
        while (!process->waitForFinished(20)) {
            QFile status(QStringLiteral("/proc/%1/status").arg(process->processId()));
            if (!status.open(QIODevice::ReadOnly))
                continue;
            for (const QByteArray& line : status.readAll().split('\n')) {
                if (line.startsWith("VmHWM:"))
                    peak = line.mid(6).trimmed().split(' ').value(0).toLongLong();
            }
        }
        return peak;
    }

    std::unique_ptr<CliHarness> m_cli;
};

QTEST_GUILESS_MAIN(SettlementDownloadTest)
#include "SettlementDownloadTest.moc"
