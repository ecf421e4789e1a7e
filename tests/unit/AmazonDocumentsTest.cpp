// SPDX-License-Identifier: GPL-3.0-or-later
// Report documents go from a presigned address straight into a file: no sign-in, known hosts, caps, check sums, fresh addresses.
#include <QTemporaryFile>
#include <QTest>

#include "AmazonWorld.h"
#include "amazon/Caller.h"
#include "simulator/Gzip.h"

using namespace causeway;
using namespace causeway::amazon;
using namespace causeway::tests::amazon_world;
using causeway::simulator::gzip;

namespace {
const QString kDocument = QStringLiteral("amzn1.spdoc.1");
const QByteArray kRows = QByteArray("28471003921\tOrder\t1.00\n").repeated(5000);

struct Download
{
    Download()
    {
        if (!file.open())
            qFatal("no temporary file");
        world.signsIn();
    }
    void names(const QByteArray& url = "https://b.s3.amazonaws.com/r?X-Amz-Signature=a", bool isPacked = true)
    {
        Json document =
            Json::object({{QStringLiteral("reportDocumentId"), kDocument}, {QStringLiteral("url"), QString::fromLatin1(url)}});
        if (isPacked)
            document.set(QStringLiteral("compressionAlgorithm"), QStringLiteral("GZIP"));
        world.transport.answer(200, document.toBytes());
    }
    Result<void> save() { return world.client.saveReportDocument(kDocument, file, {}); }
    QByteArray content()
    {
        file.seek(0);
        return file.readAll();
    }
    World world;
    QTemporaryFile file;
};
} // namespace

class AmazonDocumentsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void packedAndPlainOnesAreWrittenWhole()
    {
        for (const bool isPacked : {true, false}) {
            Download download;
            download.names("https://b.s3.amazonaws.com/r", isPacked);
            download.world.transport.answer(200, isPacked ? gzip(kRows) : kRows);
            const auto saved = download.save();
            QVERIFY2(saved, saved ? "" : qPrintable(saved.error().message));
            QCOMPARE(download.content(), kRows);
            const http::HttpRequest& sent = download.world.transport.requests.back();
            QVERIFY(sent.headers.empty()); // the signature covers no other header
        }
    }

    void anAddressThatHasRunOutIsAskedForOnceMore()
    {
        Download download;
        download.names();
        download.world.transport.answer(403, "<Error/>");
        download.names("https://b.s3.amazonaws.com/r?X-Amz-Signature=b");
        download.world.transport.answer(200, gzip(kRows));
        QVERIFY(download.save());
        QCOMPARE(download.content(), kRows);
        QCOMPARE(download.world.transport.requests.back().url.query(), QStringLiteral("X-Amz-Signature=b"));

        Download refused;
        for (int i = 0; i < 3; ++i) {
            refused.names();
            refused.world.transport.answer(403, "<Error/>");
        }
        const auto saved = refused.save();
        QVERIFY(!saved);
        QCOMPARE(toString(saved.error().kind), toString(ErrorKind::Unavailable));
        QCOMPARE(refused.world.transport.requests.size(), 5U); // sign-in, twice address and document
    }

    void whatTheFirstAddressGaveIsNotKept()
    {
        Download download;
        download.file.write("of an earlier attempt");
        download.names();
        download.world.transport.answer(200, gzip("short\n"));
        QVERIFY(download.save());
        QCOMPARE(download.content(), QByteArray("short\n"));
    }

    void damagedOnesAreDownloadedAgainLater_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray whole = gzip(kRows);
        QByteArray wrongSum = whole;
        wrongSum[wrongSum.size() - 6] = static_cast<char>(wrongSum[wrongSum.size() - 6] ^ 1);
        QByteArray wrongMiddle = whole;
        wrongMiddle[wrongMiddle.size() / 2] = static_cast<char>(wrongMiddle[wrongMiddle.size() / 2] ^ 0x10);
        QTest::newRow("wrong check sum") << wrongSum;
        QTest::newRow("altered") << wrongMiddle;
        QTest::newRow("cut") << whole.chopped(9);
        QTest::newRow("goes on") << whole + 'x';
        QTest::newRow("not packed") << kRows;
        QTest::newRow("nothing") << QByteArray();
    }
    void damagedOnesAreDownloadedAgainLater()
    {
        QFETCH(QByteArray, bytes);
        Download download;
        download.names();
        download.world.transport.answer(200, bytes);
        const auto saved = download.save();
        QVERIFY(!saved);
        QCOMPARE(toString(saved.error().kind), toString(ErrorKind::Unavailable));
        QCOMPARE(saved.error().code, QStringLiteral("damaged"));
    }

    void onlyAmazonsOwnStorageIsAsked_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::newRow("host") << QByteArray("https://example.com/r?X-Amz-Signature=CANARY");
        QTest::newRow("looks like it") << QByteArray("https://s3.amazonaws.com.example.com/r?CANARY");
        QTest::newRow("not secure") << QByteArray("http://b.s3.amazonaws.com/r?CANARY");
        QTest::newRow("this computer") << QByteArray("http://127.0.0.1/r?CANARY");
    }
    void onlyAmazonsOwnStorageIsAsked()
    {
        QFETCH(QByteArray, url);
        Download download;
        download.names(url);
        const auto saved = download.save();
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, QStringLiteral("document-host"));
        QVERIFY(!(saved.error().message + saved.error().remedy).contains(QStringLiteral("CANARY")));
        QCOMPARE(download.world.transport.requests.size(), 2U);
    }

    void bothSizesHaveACap()
    {
        World world;
        Caller caller(application(), usStore(), world.http, world.limiter, world.tokens, world.secrets, world.counters);
        const QString url = QStringLiteral("https://b.s3.amazonaws.com/r");
        const auto save = [&](const QByteArray& bytes, bool isPacked, qint64 maxBytes) {
            QTemporaryFile file;
            const bool opened = file.open();
            world.transport.answer(200, bytes);
            const auto saved = caller.save(QStringLiteral("reports.download"), url, isPacked, maxBytes, file, {});
            return std::pair(saved ? QString() : toString(saved.error().kind) + u' ' + saved.error().code,
                             opened ? file.size() : -1);
        };
        const QByteArray bomb = gzip(QByteArray(20'000'000, ' '));
        QVERIFY(bomb.size() < 100'000);
        const auto [answer, size] = save(bomb, true, 1'000'000);
        QCOMPARE(answer, QStringLiteral("invalid too-large"));
        QVERIFY(size <= 1'000'000); // it stopped there
        QCOMPARE(save(kRows, false, kRows.size() - 1).first, QStringLiteral("invalid too-large"));
        QCOMPARE(save(kRows, false, kRows.size()).first, QString());
        QCOMPARE(save(gzip(kRows), true, kRows.size()).first, QString());
        QCOMPARE(save(gzip(kRows), true, kRows.size() - 1).first, QStringLiteral("invalid too-large"));
    }
};

QTEST_GUILESS_MAIN(AmazonDocumentsTest)
#include "AmazonDocumentsTest.moc"
