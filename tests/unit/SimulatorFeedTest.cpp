// SPDX-License-Identifier: GPL-3.0-or-later
// The Feeds API of the simulated Amazon over real HTTP, with POST_ORDER_FULFILLMENT_DATA.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QXmlStreamReader>

#include "SchemaCheck.h"
#include "SimulatorClient.h"

using namespace causeway;
using namespace causeway::simulator;
using namespace simulatorclient;

namespace {
constexpr qint64 kNowMs = 1795420800000; // 2026-11-23 08:00 UTC
constexpr qint64 kMinuteMs = 60'000;
const QByteArray kXml = "text/xml; charset=UTF-8";

struct Outcome
{
    QString status;
    int processed = 0, successful = 0, failed = 0;
    std::map<QString, QString> errors; ///< message id -> description
};

Outcome readReport(const QByteArray& bytes)
{
    Outcome result;
    QString messageId;
    bool isInResult = false;
    QXmlStreamReader xml(bytes);
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == u"Result")
            isInResult = false;
        if (!xml.isStartElement())
            continue;
        if (xml.name() == u"Result")
            isInResult = true;
        else if (xml.name() == u"StatusCode")
            result.status = xml.readElementText();
        else if (xml.name() == u"MessagesProcessed")
            result.processed = xml.readElementText().toInt();
        else if (xml.name() == u"MessagesSuccessful")
            result.successful = xml.readElementText().toInt();
        else if (xml.name() == u"MessagesWithError")
            result.failed = xml.readElementText().toInt();
        else if (isInResult && xml.name() == u"MessageID")
            messageId = xml.readElementText();
        else if (xml.name() == u"ResultDescription")
            result.errors[messageId] = xml.readElementText();
    }
    return result;
}

} // namespace

class SimulatorFeedTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_clock.advance(kNowMs - m_clock.nowMs());
        Options options;
        options.world = QStringLiteral("empty");
        options.clock = &m_clock;
        m_simulation = std::move(*Simulation::start(options));
        m_client.emplace(*m_simulation, m_clock);
        m_client->signInAmazon();
    }

    void everyMessageIsSettledByItself()
    {
        const QString whole = add(2), part = add(3), tooMany = add(1), cancelled = add(1);
        amazon().cancel(cancelled);
        const QByteArray xml =
            envelope(message(1, whole) + message(2, part, item(part, 2)) + message(3, tooMany, item(tooMany, 2)) +
                     message(4, QStringLiteral("113-9999999-9999999")) + message(5, cancelled));
        const QByteArray id = submit(xml);
        QList<QString> states;
        QJsonObject feed;
        for (int i = 0; i < 3; ++i) {
            feed = get(id);
            states += feed[QStringLiteral("processingStatus")].toString();
        }
        QCOMPARE(states, (QList<QString>{QStringLiteral("IN_QUEUE"), QStringLiteral("IN_PROGRESS"), QStringLiteral("DONE")}));
        const Outcome result = resultOf(feed);
        QCOMPARE(result.status, QStringLiteral("Complete"));
        QCOMPARE(result.processed, 5);
        QCOMPARE(result.successful, 2);
        QCOMPARE(result.failed, 3);
        QVERIFY(result.errors.contains(QStringLiteral("3")) && result.errors.contains(QStringLiteral("4")) &&
                result.errors.contains(QStringLiteral("5")));
        QCOMPARE(amazon().order(whole)->status, QStringLiteral("SHIPPED"));
        QCOMPARE(amazon().order(part)->status, QStringLiteral("PARTIALLY_SHIPPED"));
        QCOMPARE(amazon().order(part)->packages[0].trackingNumber, QStringLiteral("1Z2"));
        QCOMPARE(amazon().order(tooMany)->packages.size(), 0);
        QCOMPARE(amazon().confirmations().size(), 2);
        QVERIFY(amazon().confirmations()[0].byFeed);
        QVERIFY(amazon().violations().isEmpty());
        const QJsonObject definitions = model();
        if (definitions.isEmpty())
            QSKIP("The folder with Amazon's models is not beside the project");
        QCOMPARE(schemaFault(feed, definitions[QStringLiteral("Feed")].toObject(), definitions), QString());
    }

    void nothingHappensBeforeTheFeedRuns()
    {
        const QString id = add(1);
        const QByteArray feed = submit(envelope(message(1, id)));
        QCOMPARE(get(feed)[QStringLiteral("processingStatus")].toString(), QStringLiteral("IN_QUEUE"));
        QCOMPARE(amazon().order(id)->status, QStringLiteral("UNSHIPPED"));
        m_clock.advance(kMinuteMs);
        QCOMPARE(get(feed)[QStringLiteral("processingStatus")].toString(), QStringLiteral("DONE"));
        QCOMPARE(amazon().order(id)->status, QStringLiteral("SHIPPED"));
    }

    void theSameFeedTwiceIsSeen()
    {
        const QString id = add(2);
        const QByteArray xml = envelope(message(1, id, item(id, 1), "<MerchantFulfillmentID>77</MerchantFulfillmentID>"));
        finish(submit(xml));
        finish(submit(xml));
        QCOMPARE(amazon().feedCount(), 2);
        QCOMPARE(amazon().confirmations(id).size(), 2);
        QVERIFY(amazon().confirmations(id)[1].isRepeat);
        QCOMPARE(amazon().order(id)->packages.size(), 1);
        QCOMPARE(amazon().order(id)->packages[0].referenceId, QStringLiteral("77"));
        // Without a number of its own the second is another package: nothing is left for a third.
        finish(submit(envelope(message(1, id, item(id, 1)))));
        const Outcome third = resultOf(finish(submit(envelope(message(1, id, item(id, 1))))));
        QCOMPARE(third.failed, 1);
        QCOMPARE(amazon().order(id)->packages.size(), 2);
    }

    void longResultsAreCompressed()
    {
        QByteArray messages;
        for (int i = 1; i <= 20; ++i)
            messages += message(i, QStringLiteral("113-0000000-%1").arg(i, 7, 10, QLatin1Char('0')));
        const QJsonObject feed = finish(submit(envelope(messages)));
        const QJsonObject document =
            m_client->amazon("/feeds/2021-06-30/documents/" + feed[QStringLiteral("resultFeedDocumentId")].toString().toLatin1())
                .json();
        QCOMPARE(document[QStringLiteral("compressionAlgorithm")].toString(), QStringLiteral("GZIP"));
        const QJsonObject definitions = model();
        if (definitions.isEmpty())
            QSKIP("The folder with Amazon's models is not beside the project");
        QCOMPARE(schemaFault(document, definitions[QStringLiteral("FeedDocument")].toObject(), definitions), QString());
    }

    void uploadsNeedTheAnnouncedTypeAndNoToken()
    {
        const auto [id, target] = announce();
        const QByteArray xml = envelope(message(1, add(1)));
        QCOMPARE(send(m_simulation->amazonUrl(), "PUT", target, {{"Content-Type", "text/xml"}}, xml).status, 403);
        QCOMPARE(
            send(m_simulation->amazonUrl(), "PUT", target, {{"Content-Type", kXml}, {"x-amz-access-token", "x"}}, xml).status,
            403);
        QCOMPARE(send(m_simulation->amazonUrl(), "GET", target).status, 403);
        QCOMPARE(amazon().violations().size(), 2);
        m_clock.advance(6 * kMinuteMs);
        QCOMPARE(send(m_simulation->amazonUrl(), "PUT", target, {{"Content-Type", kXml}}, xml).status, 403);
    }

    void documentsThatAreNoFulfillmentsAreFatal_data()
    {
        QTest::addColumn<QByteArray>("xml");
        const QByteArray good = message(1, QStringLiteral("113-0000000-0000001"));
        QTest::newRow("no xml") << QByteArray("order-id\ttracking");
        QTest::newRow("cut") << envelope(good).chopped(20);
        QTest::newRow("another merchant") << envelope(good, "SOMEBODY");
        QTest::newRow("another root") << QByteArray("<Envelope/>");
        QTest::newRow("message id twice") << envelope(good + good);
        QTest::newRow("date before order") << envelope(
            QByteArray(good).replace("<AmazonOrderID>113-0000000-0000001</AmazonOrderID>", ""));
        QTest::newRow("no zone") << envelope(QByteArray(good).replace("07:00:00Z", "07:00:00"));
        QTest::newRow("quantity 0") << envelope(
            message(1, QStringLiteral("113-0000000-0000001"),
                    "<Item><AmazonOrderItemCode>1</AmazonOrderItemCode><Quantity>0</Quantity></Item>"));
        QTest::newRow("unknown element") << envelope(
            QByteArray(good).replace("<FulfillmentDate>", "<Note>x</Note><FulfillmentDate>"));
    }
    void documentsThatAreNoFulfillmentsAreFatal()
    {
        QFETCH(QByteArray, xml);
        const QJsonObject feed = finish(submit(xml));
        QCOMPARE(feed[QStringLiteral("processingStatus")].toString(), QStringLiteral("FATAL"));
        QCOMPARE(resultOf(feed).status, QStringLiteral("Rejected"));
        QCOMPARE(amazon().violations().size(), 1);
        QCOMPARE(amazon().confirmations().size(), 0);
    }

    void requestsAreChecked()
    {
        const auto [id, target] = announce();
        QCOMPARE(createFeed(QString::fromLatin1(id), QStringLiteral("POST_PRODUCT_DATA")).status, 400);
        QCOMPARE(createFeed(QStringLiteral("amzn1.unknown")).status, 400);
        QCOMPARE(m_client->amazonPost("/feeds/2021-06-30/documents", {}).status, 400);
        QCOMPARE(m_client->amazon("/feeds/2021-06-30/feeds/123").status, 404);
        // Nothing uploaded: Amazon takes the feed, and it fails.
        const Reply empty = createFeed(QString::fromLatin1(id));
        QCOMPARE(empty.status, 202);
        QCOMPARE(
            finish(empty.json()[QStringLiteral("feedId")].toString().toLatin1())[QStringLiteral("processingStatus")].toString(),
            QStringLiteral("FATAL"));
    }

    void listsComeInPages()
    {
        QList<QByteArray> ids;
        for (int i = 0; i < 3; ++i) {
            ids.prepend(submit(envelope(message(1, add(1)))));
            m_clock.advance(kMinuteMs);
        }
        const QByteArray path = "/feeds/2021-06-30/feeds?";
        const QJsonObject first = m_client->amazon(path + "feedTypes=POST_ORDER_FULFILLMENT_DATA&pageSize=2").json();
        const QJsonObject second =
            m_client->amazon(path + "nextToken=" + first[QStringLiteral("nextToken")].toString().toLatin1()).json();
        QList<QByteArray> seen;
        for (const QJsonObject& page : {first, second}) {
            const QJsonArray feeds = page[QStringLiteral("feeds")].toArray();
            for (const QJsonValue& feed : feeds)
                seen += feed[QStringLiteral("feedId")].toString().toLatin1();
        }
        QCOMPARE(seen, ids);
        QVERIFY(!second.contains(QStringLiteral("nextToken")));
        QCOMPARE(m_client->amazon(path + "pageSize=2").status, 400);
    }

private:
    AmazonSim& amazon() { return m_simulation->amazon(); }
    QString add(qint64 quantity)
    {
        AmazonOrder order = amazon().makeOrder(QStringLiteral("us"), {QStringLiteral("NF-TENT-RIDGE-BLK")});
        order.items[0].quantity = quantity;
        order.createdMs = order.updatedMs = kNowMs - 48 * 60 * kMinuteMs;
        return amazon().addOrder(order);
    }
    QByteArray item(const QString& orderId, int quantity)
    {
        return "<Item><AmazonOrderItemCode>" + amazon().order(orderId)->items[0].orderItemId.toLatin1() +
               "</AmazonOrderItemCode><Quantity>" + QByteArray::number(quantity) + "</Quantity></Item>";
    }
    static QByteArray message(int id, const QString& orderId, const QByteArray& items = {}, const QByteArray& reference = {})
    {
        const QByteArray number = QByteArray::number(id);
        return "<Message><MessageID>" + number + "</MessageID><OrderFulfillment><AmazonOrderID>" + orderId.toLatin1() +
               "</AmazonOrderID>" + reference +
               "<FulfillmentDate>2026-11-23T07:00:00Z</FulfillmentDate><FulfillmentData><CarrierCode>UPS</CarrierCode>"
               "<ShippingMethod>Ground</ShippingMethod><ShipperTrackingNumber>1Z" +
               number + "</ShipperTrackingNumber></FulfillmentData>" + items + "</OrderFulfillment></Message>";
    }
    static QByteArray envelope(const QByteArray& messages, const QByteArray& merchant = "A1NORTHFIELDUS")
    {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<AmazonEnvelope><Header><DocumentVersion>1.01</DocumentVersion>"
               "<MerchantIdentifier>" +
               merchant + "</MerchantIdentifier></Header><MessageType>OrderFulfillment</MessageType>" + messages +
               "</AmazonEnvelope>";
    }
    std::pair<QByteArray, QByteArray> announce()
    {
        const QJsonObject document =
            m_client->amazonPost("/feeds/2021-06-30/documents", {{QStringLiteral("contentType"), QString::fromLatin1(kXml)}})
                .json();
        return {document[QStringLiteral("feedDocumentId")].toString().toLatin1(),
                document[QStringLiteral("url")].toString().mid(m_simulation->amazonUrl().size()).toLatin1()};
    }
    Reply createFeed(const QString& document, const QString& type = QStringLiteral("POST_ORDER_FULFILLMENT_DATA"))
    {
        return m_client->amazonPost("/feeds/2021-06-30/feeds",
                                    {{QStringLiteral("feedType"), type},
                                     {QStringLiteral("marketplaceIds"), QJsonArray{QStringLiteral("ATVPDKIKX0DER")}},
                                     {QStringLiteral("inputFeedDocumentId"), document}});
    }
    QByteArray submit(const QByteArray& xml)
    {
        const auto [id, target] = announce();
        if (send(m_simulation->amazonUrl(), "PUT", target, {{"Content-Type", kXml}}, xml).status != 200)
            return "upload refused";
        return createFeed(QString::fromLatin1(id)).json()[QStringLiteral("feedId")].toString().toLatin1();
    }
    QJsonObject get(const QByteArray& id) { return m_client->amazon("/feeds/2021-06-30/feeds/" + id).json(); }
    QJsonObject finish(const QByteArray& id)
    {
        QJsonObject feed;
        for (int i = 0; i < 3; ++i)
            feed = get(id);
        return feed;
    }
    Outcome resultOf(const QJsonObject& feed)
    {
        const QJsonObject document =
            m_client->amazon("/feeds/2021-06-30/documents/" + feed[QStringLiteral("resultFeedDocumentId")].toString().toLatin1())
                .json();
        return readReport(send(m_simulation->amazonUrl(), "GET",
                               document[QStringLiteral("url")].toString().mid(m_simulation->amazonUrl().size()).toLatin1())
                              .body);
    }
    static QJsonObject model()
    {
        QFile file(QStringLiteral(CAUSEWAY_SHARED_DIR "/contracts/spapi/feeds_2021-06-30.json"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("definitions")].toObject();
    }

    ManualClock m_clock{kNowMs};
    std::unique_ptr<Simulation> m_simulation;
    std::optional<Client> m_client;
};

QTEST_GUILESS_MAIN(SimulatorFeedTest)
#include "SimulatorFeedTest.moc"
