// SPDX-License-Identifier: GPL-3.0-or-later
// confirmShipment and feeds: what leaves is what Amazon's models say, and what comes back is sorted into the right kind.
#include <zlib.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include "AmazonWorld.h"
#include "SchemaCheck.h"
#include "Shared.h"
#include "SwaggerRequest.h"
#include "amazon/FulfillmentFeed.h"
#include "amazon/ProcessingReport.h"
#include "base/Clock.h"

using namespace causeway;
using namespace causeway::amazon;
using namespace causeway::tests::amazon_world;
using causeway::tests::requestFault;
using causeway::tests::sharedJson;

namespace {
const QString kOrder = QStringLiteral("113-1234567-1234567");
const QString kMarketplace = QStringLiteral("ATVPDKIKX0DER");

ShipmentPackage package()
{
    ShipmentPackage package;
    package.packageReferenceId = QStringLiteral("4711001");
    package.carrierCode = QStringLiteral("Other");
    package.carrierName = QStringLiteral("Local & Fast");
    package.shippingMethod = QStringLiteral("Ground");
    package.trackingNumber = QStringLiteral("LF-1");
    package.shipDateMs = *fromIso8601(u"2026-11-20T08:00:00Z");
    package.items = {{QStringLiteral("88"), 2, {QStringLiteral("AZ:1")}}, {QStringLiteral("89"), 1, {}}};
    return package;
}

/// Body of a request against a definition of a Swagger model.
QString bodyFault(const http::HttpRequest& request, const QString& model, const QString& definition)
{
    QFile file(QStringLiteral(CAUSEWAY_SHARED_DIR) + u'/' + model);
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("no model");
    const QJsonObject definitions = QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("definitions")].toObject();
    return schemaFault(QJsonDocument::fromJson(request.body).object(), definitions[definition].toObject(), definitions);
}

QByteArray gzipped(const QByteArray& plain)
{
    z_stream stream = {};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray input = plain;
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

/// Double quotes for single ones: moc stumbles over some raw strings.
QByteArray json(const char* text)
{
    return QByteArray(text).replace('\'', '"');
}

QByteArray errors(const QByteArray& code, const QByteArray& message)
{
    return json("{'errors':[{'code':'") + code + json("','message':'") + message + json("','details':''}]}");
}

QByteArray headerOf(const http::HttpRequest& request, const QByteArray& name)
{
    for (const auto& [key, value] : request.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}
} // namespace

class AmazonWritesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRequestFitsTheOfficialModel()
    {
        const QString ordersModel = QStringLiteral("contracts/spapi/ordersV0.json");
        const QString feedsModel = QStringLiteral("contracts/spapi/feeds_2021-06-30.json");
        const Json orders = sharedJson(ordersModel);
        const Json feeds = sharedJson(feedsModel);
        if (orders.isNull())
            QSKIP("the reference folder is absent: requests were not checked against the official models");
        World world;
        world.signsIn();
        world.transport.answer(204, {});
        world.transport.answer(201, json("{'feedDocumentId':'amzn1.tortuga.4.na.1','url':'https://b.s3.amazonaws.com/x?sig=1'}"));
        world.transport.answer(202, json("{'feedId':'50001'}"));
        world.transport.answer(200, json("{'feedId':'50001','feedType':'POST_ORDER_FULFILLMENT_DATA','processingStatus':'IN_"
                                         "QUEUE','createdTime':'2026-11-23T10:00:00Z'}"));
        world.transport.answer(200, json("{'feeds':[],'nextToken':'a+b=='}"));
        world.transport.answer(200, json("{'feeds':[]}"));

        ShipmentPackage onDelivery = package();
        onDelivery.isPaidOnDelivery = true;
        QVERIFY(world.client.confirmShipment(kOrder, kMarketplace, onDelivery, {}));
        QVERIFY(world.client.createFeedDocument(kXmlFeed, {}));
        QVERIFY(world.client.createFeed(kFulfillmentFeed, {kMarketplace}, QStringLiteral("amzn1.tortuga.4.na.1"), {}));
        QVERIFY(world.client.getFeed(QStringLiteral("50001"), {}));
        QVERIFY(world.client.getFeeds({{kFulfillmentFeed}, world.clock.nowMs() - 600'000}, {}));

        const auto& sent = world.transport.requests;
        QCOMPARE(sent.size(), 7U);
        QCOMPARE(requestFault(sent[1], orders), QString());
        QCOMPARE(bodyFault(sent[1], ordersModel, QStringLiteral("ConfirmShipmentRequest")), QString());
        QVERIFY(sent[1].body.contains("\"codCollectionMethod\":\"DirectPayment\""));
        for (std::size_t i = 2; i < sent.size(); ++i)
            QCOMPARE(requestFault(sent[i], feeds), QString());
        QCOMPARE(bodyFault(sent[2], feedsModel, QStringLiteral("CreateFeedDocumentSpecification")), QString());
        QCOMPARE(bodyFault(sent[3], feedsModel, QStringLiteral("CreateFeedSpecification")), QString());
        QCOMPARE(sent[6].url.query(), QStringLiteral("nextToken=a%2Bb%3D%3D")); // alone
        // The checker itself must be able to say no.
        http::HttpRequest wrong = sent[1];
        wrong.body.replace("carrierCode", "carriercode");
        QVERIFY(!bodyFault(wrong, ordersModel, QStringLiteral("ConfirmShipmentRequest")).isEmpty());
    }

    void everyReportRequestFitsTheOfficialModel()
    {
        const QString model = QStringLiteral("contracts/spapi/reports_2021-06-30.json");
        const Json reports = sharedJson(model);
        if (reports.isNull())
            QSKIP("the reference folder is absent: requests were not checked against the official models");
        const QByteArray report =
            "'reportId':'7','reportType':'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2','processingStatus':'DONE',"
            "'createdTime':'2026-11-23T10:00:00Z','reportDocumentId':'amzn1.spdoc.1','marketplaceIds':['" +
            kMarketplace.toLatin1() + "']";
        World world;
        world.signsIn();
        world.transport.answer(202, json("{'reportId':'7'}"));
        world.transport.answer(200, json("{" + report + "}"));
        world.transport.answer(404, json("{'errors':[{'code':'NotFound','message':'no'}]}"));
        world.transport.answer(200, json("{'reports':[{" + report + "}],'nextToken':'a+b=='}"));
        world.transport.answer(200, json("{'reports':[]}"));
        world.transport.answer(
            200, json("{'reportDocumentId':'amzn1.spdoc.1','url':'https://b.s3.amazonaws.com/r','compressionAlgorithm':'GZIP'}"));
        world.transport.answer(200, gzipped("settlement-id\n"));

        const qint64 now = world.clock.nowMs();
        QCOMPARE(world.client.createReport({kAllOrdersReport, {kMarketplace}, now - 86'400'000, now}, {}).value_or(QString()),
                 QStringLiteral("7"));
        const auto one = world.client.getReport(QStringLiteral("7"), {});
        QVERIFY(one && *one && (*one)->isOver());
        QCOMPARE((*one)->marketplaceIds, QStringList{kMarketplace});
        const auto none = world.client.getReport(QStringLiteral("8"), {});
        QVERIFY(none && !*none);
        const auto all = world.client.getReports({{kSettlementReport}, {QStringLiteral("DONE")}, now - 86'400'000}, {});
        QVERIFY(all);
        QCOMPARE(all->size(), 1U);
        QCOMPARE(all->front().documentId, QStringLiteral("amzn1.spdoc.1"));
        QCOMPARE(world.client.readReportDocument(all->front().documentId, {}).value_or(QByteArray()),
                 QByteArray("settlement-id\n"));

        const auto& sent = world.transport.requests;
        QCOMPARE(sent.size(), 8U);
        for (std::size_t i = 1; i < 7; ++i)
            QCOMPARE(requestFault(sent[i], reports), QString());
        QCOMPARE(bodyFault(sent[1], model, QStringLiteral("CreateReportSpecification")), QString());
        QCOMPARE(sent[5].url.query(), QStringLiteral("nextToken=a%2Bb%3D%3D")); // alone
        QVERIFY(headerOf(sent[7], "x-amz-access-token").isEmpty());
    }

    void everyRequestForPostingsFitsTheOfficialModel()
    {
        const Json finances = sharedJson(QStringLiteral("contracts/spapi/finances_2024-06-19.json"));
        if (finances.isNull())
            QSKIP("the reference folder is absent: requests were not checked against the official models");
        World world;
        world.signsIn();
        world.transport.answer(200, json("{'payload':{'nextToken':'a+b==','transactions':[]}}"));
        world.transport.answer(200, json("{'payload':{'transactions':[]}}"));
        const qint64 now = world.clock.nowMs();
        TransactionSearch search;
        search.postedAfterMs = now - 86'400'000;
        search.postedBeforeMs = now - 300'000;
        const auto page = world.client.listTransactions(search, {});
        QVERIFY(page);
        QCOMPARE(page->nextToken, QStringLiteral("a+b=="));
        TransactionSearch ofOrder;
        ofOrder.orderId = kOrder;
        ofOrder.nextToken = page->nextToken;
        QVERIFY(world.client.listTransactions(ofOrder, {}));

        const auto& sent = world.transport.requests;
        QCOMPARE(sent.size(), 3U);
        QCOMPARE(requestFault(sent[1], finances), QString());
        QCOMPARE(requestFault(sent[2], finances), QString());
        QVERIFY(sent[2].url.query().contains(QStringLiteral("relatedIdentifierName=ORDER_ID")));
        QVERIFY(sent[2].url.query().contains(QStringLiteral("nextToken=a%2Bb%3D%3D")));

        // What Amazon would answer with an empty list is refused here.
        search.postedAfterMs = now - 181LL * 86'400'000;
        const auto tooLong = world.client.listTransactions(search, {});
        QVERIFY(!tooLong);
        QCOMPARE(tooLong.error().code, QStringLiteral("bad-range"));
        QCOMPARE(world.transport.requests.size(), 3U);
    }

    void postingsAreReadExactlyAndOneBadOneHoldsUpNoOther()
    {
        World world;
        world.signsIn();
        world.transport.answer(
            200,
            json("{'payload':{'transactions':[{'transactionId':'t1','transactionType':'Refund','transactionStatus':'RELEASED',"
                 "'postedDate':'2026-11-20T10:00:00Z','totalAmount':{'currencyCode':'USD','currencyAmount':-12.30},"
                 "'relatedIdentifiers':[{'relatedIdentifierName':'ORDER_ID','relatedIdentifierValue':'113-1234567-1234567'},"
                 "{'relatedIdentifierName':'DEFERRED_TRANSACTION_ID','relatedIdentifierValue':'t0'}],"
                 "'items':[{'totalAmount':{'currencyCode':'USD','currencyAmount':-12.30},"
                 "'contexts':[{'contextType':'ProductContext','sku':'A-1','quantityShipped':1}],"
                 "'breakdowns':[{'breakdownType':'ProductCharges','breakdownAmount':{'currencyCode':'USD','currencyAmount':-12."
                 "30},"
                 "'breakdowns':[]}]}]},"
                 "{'transactionId':'t2','transactionType':'Refund','transactionStatus':'RELEASED','postedDate':"
                 "'2026-11-20T10:00:00Z','totalAmount':{'currencyCode':'USD','currencyAmount':-12.305}}]}}"));
        TransactionSearch search;
        search.orderId = kOrder;
        const auto page = world.client.listTransactions(search, {});
        QVERIFY(page);
        QCOMPARE(page->transactions.size(), 1U);
        QCOMPARE(page->transactions.front().total, Money(-1230, QStringLiteral("USD")));
        QCOMPARE(page->transactions.front().originalId(), QStringLiteral("t0"));
        QCOMPARE(page->transactions.front().items.front().sku, QStringLiteral("A-1"));
        QCOMPARE(page->undecodable.size(), 1U);
        QCOMPARE(page->undecodable.front().id, QStringLiteral("t2"));
    }

    void aListThatDoesNotEndIsNotTakenForWhole()
    {
        World world;
        world.signsIn();
        world.transport.answer(200, json("{'reports':[],'nextToken':'n'}"));
        world.transport.answer(200, json("{'reports':[],'nextToken':'n'}"));
        const auto same = world.client.getReports({{kSettlementReport}, {}, 0}, {});
        QVERIFY(!same);
        QCOMPARE(same.error().code, QStringLiteral("page-repeated"));
    }

    void aPackageSurvivesItsJson()
    {
        const auto again = packageFromJson(packageJson(package()));
        QVERIFY(again);
        QCOMPARE(packageJson(*again).toBytes(), packageJson(package()).toBytes());
    }

    void aPackageThatAmazonWouldRefuseIsNotSent_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("reference is a word") << QStringLiteral("packageReferenceId") << QStringLiteral("A1");
        QTest::newRow("reference is zero") << QStringLiteral("packageReferenceId") << QStringLiteral("0");
        QTest::newRow("no carrier") << QStringLiteral("carrierCode") << QString();
        QTest::newRow("other without a name") << QStringLiteral("carrierName") << QString();
        QTest::newRow("date without a zone") << QStringLiteral("shipDate") << QStringLiteral("02/21/2022");
    }
    void aPackageThatAmazonWouldRefuseIsNotSent()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        Json json = packageJson(package());
        json.set(field, value);
        const auto read = packageFromJson(json);
        QVERIFY(!read);
        QCOMPARE(read.error().path, field);
    }

    void answersOfAWriteAreSorted_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, int status, const QByteArray& body, ErrorKind kind, const char* words) {
            QTest::newRow(name) << status << body << static_cast<int>(kind) << QString::fromLatin1(words);
        };
        row("refused", 400, errors("InvalidInput", "shipDate is before the purchase"), ErrorKind::Rejected,
            "before the purchase");
        row("unknown order", 404, errors("NotFound", "x"), ErrorKind::Rejected, "does not know");
        row("role", 403, errors("AccessDenied", "x"), ErrorKind::Auth, "Direct-to-Consumer Shipping");
        row("quota", 429, errors("QuotaExceeded", "x"), ErrorKind::RateLimited, "quota");
        row("server error", 503, errors("ServiceUnavailable", "x"), ErrorKind::Unclear, "looked up");
        row("gateway page", 502, "<html>", ErrorKind::Unclear, "looked up");
        row("garbage after a yes", 200, "<html>", ErrorKind::Unclear, "looked up");
    }
    void answersOfAWriteAreSorted()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        QFETCH(QString, words);
        World world;
        world.signsIn();
        world.transport.answer(status, body);
        const auto done = world.client.confirmShipment(kOrder, kMarketplace, package(), {});
        QVERIFY(!done);
        QCOMPARE(static_cast<int>(done.error().kind), kind);
        QVERIFY2((done.error().message + done.error().remedy).contains(words), qPrintable(done.error().message));
        QCOMPARE(done.error().requestId, QStringLiteral("req-1"));
        QCOMPARE(world.transport.requests.size(), 2U); // nothing is repeated
    }

    void aLostAnswerOfAConfirmationIsUnclear()
    {
        World world;
        world.signsIn();
        world.transport.fails(ErrorKind::Unclear);
        const auto done = world.client.confirmShipment(kOrder, kMarketplace, package(), {});
        QVERIFY(!done);
        QVERIFY(done.error().kind == ErrorKind::Unclear);
    }

    void aRefusedTokenIsRenewedOnceForAWriteToo()
    {
        World world;
        world.signsIn("Atza|1");
        world.transport.answer(403,
                               json("{'errors':[{'code':'Unauthorized','message':'x','details':'The token has expired.'}]}"));
        world.signsIn("Atza|2");
        world.transport.answer(204, {});
        QVERIFY(world.client.confirmShipment(kOrder, kMarketplace, package(), {}));
        QCOMPARE(headerOf(world.transport.requests.back(), "x-amz-access-token"), QByteArray("Atza|2"));
    }

    void confirmationsKeepToTheirRate()
    {
        World world;
        world.signsIn();
        for (int i = 0; i < 13; ++i)
            world.transport.answer(204, {});
        const qint64 start = world.clock.nowMs();
        for (int i = 0; i < 13; ++i)
            QVERIFY(world.client.confirmShipment(kOrder, kMarketplace, package(), {}));
        const qint64 took = world.clock.nowMs() - start;
        QVERIFY2(took >= 1'500 && took <= 1'600, qPrintable(QString::number(took))); // ten at once, then two a second
    }

    void documentsGoToAmazonsStorageOnly_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char* url, bool allowed) { QTest::newRow(url) << QString::fromLatin1(url) << allowed; };
        row("https://tortuga-prod-na.s3-external-1.amazonaws.com/a?X-Amz-Signature=1", true);
        row("https://d34o8swod1owfl.cloudfront.net/a", true);
        row("http://tortuga-prod-na.s3.amazonaws.com/a", false);
        row("https://amazonaws.com.evil.example/a", false);
        row("https://evilamazonaws.com/a", false);
        row("https://u:p@b.s3.amazonaws.com/a", false);
        row("http://127.0.0.1:8080/a", false); // the endpoint is Amazon's: nothing on this computer is meant
        row("file:///etc/passwd", false);
        row("", false);
    }
    void documentsGoToAmazonsStorageOnly()
    {
        QFETCH(QString, url);
        QFETCH(bool, allowed);
        World world;
        world.transport.answer(200, {});
        const auto done = world.client.uploadFeedDocument({QStringLiteral("d"), url}, kXmlFeed, "<x/>", {});
        QCOMPARE(done.has_value(), allowed);
        QCOMPARE(world.transport.requests.size(), allowed ? 1U : 0U);
        if (!allowed) {
            QCOMPARE(done.error().code, QStringLiteral("document-host"));
            return;
        }
        // The signature covers this content type and nothing else may come along.
        const http::HttpRequest& sent = world.transport.requests.front();
        QCOMPARE(sent.method, http::Method::Put);
        QCOMPARE(sent.headers, (http::Headers{{"Content-Type", "text/xml; charset=UTF-8"}}));
        QCOMPARE(sent.body, QByteArray("<x/>"));
    }

    void anUploadHasNoEffectByItself()
    {
        World world;
        world.transport.fails(ErrorKind::Unclear);
        const auto done = world.client.uploadFeedDocument({QStringLiteral("d"), QStringLiteral("https://b.s3.amazonaws.com/")},
                                                          kXmlFeed, "<x/>", {});
        QVERIFY(!done);
        QVERIFY(done.error().kind == ErrorKind::Unavailable);
    }

    void aLostFeedIsUnclearAndFeedsAreListed()
    {
        World world;
        world.signsIn();
        world.transport.fails(ErrorKind::Unclear);
        const auto lost = world.client.createFeed(kFulfillmentFeed, {kMarketplace}, QStringLiteral("doc"), {});
        QVERIFY(!lost);
        QVERIFY(lost.error().kind == ErrorKind::Unclear);
        world.transport.answer(200,
                               json("{'feeds':[{'feedId':'1','feedType':'POST_ORDER_FULFILLMENT_DATA','processingStatus':'DONE','"
                                    "createdTime':'2026-11-23T09:00:00Z','resultFeedDocumentId':'r1'}],'nextToken':'n'}"));
        world.transport.answer(200, json("{'feeds':[{'feedId':'2','feedType':'POST_ORDER_FULFILLMENT_DATA','processingStatus':'"
                                         "IN_QUEUE','createdTime':'2026-11-23T10:00:00Z'}]}"));
        const auto feeds = world.client.getFeeds({{kFulfillmentFeed}, 0}, {});
        QVERIFY(feeds);
        QCOMPARE(feeds->size(), 2U);
        QCOMPARE(feeds->front().id, QStringLiteral("2"));
        QCOMPARE(feeds->back().resultDocumentId, QStringLiteral("r1"));
        QVERIFY(feeds->back().isOver());
    }

    void aReportIsUnpackedAndNotTrusted()
    {
        World world;
        world.signsIn();
        const QByteArray answer =
            json("{'feedDocumentId':'r1','url':'https://b.s3.amazonaws.com/r','compressionAlgorithm':'GZIP'}");
        world.transport.answer(200, answer);
        world.transport.answer(200, gzipped("<a>report</a>"));
        world.transport.answer(200, answer);
        world.transport.answer(200, gzipped("<a>report</a>").chopped(6));
        world.transport.answer(200, answer);
        world.transport.answer(200, gzipped(QByteArray(65 * 1024 * 1024, 'x'))); // a bomb: small on the wire

        QCOMPARE(world.client.readFeedDocument(QStringLiteral("r1"), {}).value_or(QByteArray()), QByteArray("<a>report</a>"));
        QVERIFY(headerOf(world.transport.requests.back(), "x-amz-access-token").isEmpty());
        const auto cut = world.client.readFeedDocument(QStringLiteral("r1"), {});
        QVERIFY(!cut);
        QCOMPARE(cut.error().code, QStringLiteral("damaged"));
        const auto bomb = world.client.readFeedDocument(QStringLiteral("r1"), {});
        QVERIFY(!bomb);
        QCOMPARE(bomb.error().code, QStringLiteral("too-large"));
    }

    void theFeedFollowsTheSchema()
    {
        ShipmentPackage second = package();
        second.packageReferenceId = QStringLiteral("4711002");
        second.carrierCode = QStringLiteral("UPS");
        second.carrierName.clear();
        second.trackingNumber = QStringLiteral("1Z<&>");
        const QByteArray feed = fulfillmentFeed(QStringLiteral("A1EXAMPLE"), {{1, kOrder, package()}, {2, kOrder, second}});
        // Order and names of OrderFulfillment.xsd; CarrierName beside the code "Other" is Amazon's later rule.
        const QStringList sequence{QStringLiteral("AmazonOrderID"), QStringLiteral("MerchantFulfillmentID"),
                                   QStringLiteral("FulfillmentDate"), QStringLiteral("FulfillmentData"), QStringLiteral("Item")};
        QXmlStreamReader xml(feed);
        QStringList seen, texts;
        int messages = 0, place = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            const QString name = xml.name().toString();
            if (name == QStringLiteral("OrderFulfillment")) {
                ++messages;
                place = 0;
            } else if (const auto at = sequence.indexOf(name); at >= 0) {
                QVERIFY2(at >= place, qPrintable(name));
                place = static_cast<int>(at);
            }
            if (name == QStringLiteral("ShipperTrackingNumber"))
                texts += xml.readElementText();
            seen += name;
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(messages, 2);
        QCOMPARE(seen.first(), QStringLiteral("AmazonEnvelope"));
        QCOMPARE(seen.count(QStringLiteral("CarrierName")), 1);
        QCOMPARE(seen.count(QStringLiteral("TransparencyCode")), 2);
        QCOMPARE(texts, (QStringList{QStringLiteral("LF-1"), QStringLiteral("1Z<&>")}));
        QVERIFY(feed.contains("<FulfillmentDate>2026-11-20T08:00:00Z</FulfillmentDate>"));
        QVERIFY(feed.contains("<DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>A1EXAMPLE</MerchantIdentifier>"));
    }

    void theFeedIsValidByAmazonsOwnSchema()
    {
        const QString xmllint = QStandardPaths::findExecutable(QStringLiteral("xmllint"));
        const QDir schemas(QStringLiteral(CAUSEWAY_SHARED_DIR "/contracts/spapi"));
        QFile envelope(schemas.filePath(QStringLiteral("amzn-envelope.xsd")));
        if (xmllint.isEmpty() || !envelope.open(QIODevice::ReadOnly))
            QSKIP("xmllint or Amazon's schemas (shared/contracts/spapi) are not on this machine.");
        QTemporaryDir folder;
        for (const char* name : {"amzn-base.xsd", "amzn-header.xsd", "OrderFulfillment.xsd"})
            QVERIFY(QFile::copy(schemas.filePath(QLatin1String(name)), folder.filePath(QLatin1String(name))));
        // The envelope names schemas of many other messages that are not here.
        QString text = QString::fromUtf8(envelope.readAll());
        text.remove(QRegularExpression(QStringLiteral("<xsd:include schemaLocation=\"(?!amzn-|OrderFulfillment)[^>]*>")));
        text.remove(QRegularExpression(QStringLiteral("<xsd:element ref=\"(?!OrderFulfillment|Header|MarketplaceName)[^>]*>")));
        const auto write = [&](const QString& name, const QByteArray& content) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
        };
        QVERIFY(write(QStringLiteral("amzn-envelope.xsd"), text.toUtf8()));
        // Not "Other" with a name: that is a later rule of Amazon's, the published schema knows only one of the two.
        ShipmentPackage one = package();
        one.carrierCode = QStringLiteral("Hermes Logistik Gruppe");
        one.carrierName.clear();
        one.shippingMethod = QString(200, u'x');
        one.trackingNumber = QStringLiteral("1Z<&>\u00e4");
        one.items = {{QStringLiteral("12345678901234"), 2, {QStringLiteral("AZ:1")}}, {QStringLiteral("12345678901235"), 1, {}}};
        ShipmentPackage without = one;
        without.packageReferenceId = QStringLiteral("9876543210987654399");
        without.trackingNumber.clear();
        without.isPaidOnDelivery = true;
        QVERIFY(
            write(QStringLiteral("feed.xml"),
                  fulfillmentFeed(QStringLiteral("A1EXAMPLE"), {{4711001, kOrder, one}, {987654321098765439, kOrder, without}})));
        QProcess check;
        check.setWorkingDirectory(folder.path());
        check.start(xmllint, {QStringLiteral("--noout"), QStringLiteral("--nonet"), QStringLiteral("--schema"),
                              QStringLiteral("amzn-envelope.xsd"), QStringLiteral("feed.xml")});
        QVERIFY(check.waitForFinished());
        QVERIFY2(check.exitCode() == 0, check.readAllStandardError().constData());
    }

    void noTextIsLongerThanTheSchemaAllows()
    {
        ShipmentPackage wordy = package();
        wordy.carrierName = QString(49, u'x') + QString::fromUtf8("\U0001F69A") + QStringLiteral("more");
        wordy.shippingMethod = QString(80, u'm');
        const QByteArray feed = fulfillmentFeed(QStringLiteral("A1EXAMPLE"), {{1, kOrder, wordy}});
        QVERIFY(feed.contains('>' + QByteArray(49, 'x') + "</CarrierName>")); // no half of a character
        QVERIFY(feed.contains('>' + QByteArray(50, 'm') + "</ShippingMethod>"));
        QVERIFY(fitsFeed(wordy));
        wordy.trackingNumber = QString(51, u'1');
        QVERIFY(!fitsFeed(wordy)); // half a tracking number is another one
    }

    void theProcessingReportIsReadLineByLine()
    {
        const QByteArray xml =
            "<?xml version=\"1.0\"?><AmazonEnvelope><Header><DocumentVersion>1.02</DocumentVersion>"
            "<MerchantIdentifier>A1</MerchantIdentifier></Header><MessageType>ProcessingReport</MessageType><Message><MessageID>1"
            "</MessageID><ProcessingReport><DocumentTransactionID>7</DocumentTransactionID><StatusCode>Complete</StatusCode>"
            "<ProcessingSummary><MessagesProcessed>3</MessagesProcessed><MessagesSuccessful>2</MessagesSuccessful>"
            "<MessagesWithError>1</MessagesWithError><MessagesWithWarning>1</MessagesWithWarning></ProcessingSummary>"
            "<Result><MessageID>2</MessageID><ResultCode>Warning</ResultCode><ResultMessageCode>1</ResultMessageCode>"
            "<ResultDescription>hm</ResultDescription></Result>"
            "<Result><MessageID>3</MessageID><ResultCode>Error</ResultCode><ResultMessageCode>18028</ResultMessageCode>"
            "<ResultDescription>The data you submitted is incomplete.</ResultDescription>"
            "<AdditionalInfo><AmazonOrderID>113-1</AmazonOrderID></AdditionalInfo></Result>"
            "</ProcessingReport></Message></AmazonEnvelope>";
        const auto report = readProcessingReport(xml);
        QVERIFY(report);
        QCOMPARE(report->statusCode, QStringLiteral("Complete"));
        QCOMPARE(report->processed, 3);
        QCOMPARE(report->lines.size(), 2U);
        QVERIFY(report->errorOf(1) == nullptr);
        QVERIFY(report->errorOf(2) == nullptr);
        QVERIFY(report->errorOf(3) != nullptr);
        QCOMPARE(report->errorOf(3)->messageCode, QStringLiteral("18028"));
        for (const QByteArray& broken : {QByteArray("<html/>"), xml.left(500), QByteArray()})
            QVERIFY(!readProcessingReport(broken));
    }
};

QTEST_GUILESS_MAIN(AmazonWritesTest)
#include "AmazonWritesTest.moc"
