// SPDX-License-Identifier: GPL-3.0-or-later
// The Reports API of the simulated Amazon over real HTTP: life cycle, documents, and the files themselves.
#include <zlib.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "SchemaCheck.h"
#include "SimulatorClient.h"

using namespace causeway;
using namespace causeway::simulator;
using namespace simulatorclient;

namespace {
constexpr qint64 kNowMs = 1795420800000; // 2026-11-23 08:00 UTC
constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kDayMs = 86'400'000;
const QString kOrders = QStringLiteral("GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL");
const QString kFbaReturns = QStringLiteral("GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA");
const QString kMerchantReturns = QStringLiteral("GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE");
const QString kSettlement = QStringLiteral("GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2");

QByteArray gunzip(const QByteArray& bytes)
{
    QByteArray out(1 << 20, '\0');
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.constData()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = inflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    inflateEnd(&stream);
    return result == Z_STREAM_END ? out : QByteArray("not gzip");
}

using Row = std::map<QString, QString>;

std::vector<Row> rowsOf(const QString& text)
{
    QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    const QStringList header = lines.takeFirst().split(QLatin1Char('\t'));
    std::vector<Row> rows;
    for (const QString& line : lines) {
        const QStringList cells = line.split(QLatin1Char('\t'));
        Row row;
        for (qsizetype i = 0; i < header.size(); ++i)
            row[header[i]] = cells.value(i);
        rows.push_back(row);
    }
    return rows;
}

} // namespace

class SimulatorReportTest final : public QObject
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

    void aReportGoesThroughItsStates()
    {
        const QString order = add();
        const QByteArray id = create(kOrders);
        QList<QString> states;
        QJsonObject report;
        for (int i = 0; i < 3; ++i) {
            report = m_client->amazon("/reports/2021-06-30/reports/" + id).json();
            states += report[QStringLiteral("processingStatus")].toString();
        }
        QCOMPARE(states, (QList<QString>{QStringLiteral("IN_QUEUE"), QStringLiteral("IN_PROGRESS"), QStringLiteral("DONE")}));
        const QJsonObject document = documentOf(report);
        QCOMPARE(document[QStringLiteral("compressionAlgorithm")].toString(), QStringLiteral("GZIP"));
        const Reply file = download(document);
        QCOMPARE(file.status, 200);
        QVERIFY(!file.headers.contains("content-encoding"));
        const std::vector<Row> rows = rowsOf(QString::fromUtf8(gunzip(file.body)));
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0].at(QStringLiteral("amazon-order-id")), order);
        QCOMPARE(rows[0].at(QStringLiteral("order-status")), QStringLiteral("Unshipped"));
        QCOMPARE(rows[0].at(QStringLiteral("fulfillment-channel")), QStringLiteral("Merchant"));
        QVERIFY(m_simulation->amazon().violations().isEmpty());
        const QJsonObject definitions = model();
        if (definitions.isEmpty())
            QSKIP("The folder with Amazon's models is not beside the project");
        QCOMPARE(schemaFault(report, definitions[QStringLiteral("Report")].toObject(), definitions), QString());
        QCOMPARE(schemaFault(document, definitions[QStringLiteral("ReportDocument")].toObject(), definitions), QString());
    }

    void theClockAloneEndsAReportToo()
    {
        add();
        const QByteArray id = create(kOrders);
        m_clock.advance(kMinuteMs);
        QCOMPARE(m_client->amazon("/reports/2021-06-30/reports/" + id).json()[QStringLiteral("processingStatus")].toString(),
                 QStringLiteral("DONE"));
    }

    void withoutDataAReportIsCancelled()
    {
        const QJsonObject report = ended(create(kFbaReturns));
        QCOMPARE(report[QStringLiteral("processingStatus")].toString(), QStringLiteral("CANCELLED"));
        QVERIFY(!report.contains(QStringLiteral("reportDocumentId")));
    }

    void presignedAddressesLiveFiveMinutesAndTakeNoToken()
    {
        add();
        const QJsonObject report = ended(create(kOrders));
        const QJsonObject document = documentOf(report);
        QCOMPARE(download(document, {{"x-amz-access-token", "Atza|x"}}).status, 403);
        QCOMPARE(download(document, {{"Authorization", "Bearer x"}}).status, 400);
        QCOMPARE(m_simulation->amazon().violations().size(), 2);
        m_clock.advance(5 * kMinuteMs + 1000);
        QCOMPARE(download(document).status, 403);
        QCOMPARE(download(documentOf(report)).status, 200); // a new address for the same document
    }

    void theContentEncodingHeaderComesOnlyOnRequest()
    {
        add();
        const QString id = ended(create(kOrders))[QStringLiteral("reportDocumentId")].toString();
        const QJsonObject document =
            m_client->amazon("/reports/2021-06-30/documents/" + id.toLatin1() + "?enableContentEncodingUrlHeader=true").json();
        QCOMPARE(download(document).headers["content-encoding"], QByteArray("gzip"));
    }

    void requestsAreChecked_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("marketplace");
        QTest::addColumn<int>("status");
        const QString us = QStringLiteral("ATVPDKIKX0DER");
        QTest::newRow("settlements are only listed") << kSettlement << "2026-11-01T00:00:00Z" << us << 400;
        QTest::newRow("unknown type") << "GET_EVERYTHING"
                                      << "2026-11-01T00:00:00Z" << us << 400;
        QTest::newRow("not a date") << kOrders << "yesterday" << us << 400;
        QTest::newRow("future") << kOrders << "2026-12-01T00:00:00Z" << us << 400;
        QTest::newRow("no marketplace") << kOrders << "2026-11-01T00:00:00Z"
                                        << "" << 400;
        QTest::newRow("marketplace of another") << kOrders << "2026-11-01T00:00:00Z"
                                                << "A1PA6795UKMFR9" << 403;
    }
    void requestsAreChecked()
    {
        QFETCH(QString, type);
        QFETCH(QString, from);
        QFETCH(QString, marketplace);
        QFETCH(int, status);
        QJsonArray marketplaces;
        if (!marketplace.isEmpty())
            marketplaces.append(marketplace);
        const Reply reply = m_client->amazonPost("/reports/2021-06-30/reports", {{QStringLiteral("reportType"), type},
                                                                                 {QStringLiteral("marketplaceIds"), marketplaces},
                                                                                 {QStringLiteral("dataStartTime"), from}});
        QCOMPARE(reply.status, status);
    }

    void tooLongARangeIsFatal()
    {
        add();
        const QJsonObject report = ended(create(kOrders, QStringLiteral("2026-08-01T00:00:00Z")));
        QCOMPARE(report[QStringLiteral("processingStatus")].toString(), QStringLiteral("FATAL"));
        QCOMPARE(m_simulation->amazon().violations().size(), 1);
    }

    void listsComeInPagesNewestFirst()
    {
        add();
        QList<QByteArray> ids;
        for (int i = 0; i < 5; ++i) {
            ids.prepend(create(kOrders));
            m_clock.advance(kMinuteMs);
        }
        m_client->signInAmazon();
        QList<QByteArray> seen;
        QByteArray query = "reportTypes=" + kOrders.toLatin1() + "&pageSize=2&createdSince=2026-11-01T00:00:00Z";
        for (int page = 0; page < 3; ++page) {
            const QJsonObject list = m_client->amazon("/reports/2021-06-30/reports?" + query).json();
            for (const QJsonValue& report : list[QStringLiteral("reports")].toArray())
                seen += report[QStringLiteral("reportId")].toString().toLatin1();
            query = "nextToken=" + list[QStringLiteral("nextToken")].toString().toLatin1();
        }
        QCOMPARE(query, QByteArray("nextToken="));
        QCOMPARE(seen, ids);
        const QJsonObject first =
            m_client->amazon("/reports/2021-06-30/reports?pageSize=1&reportTypes=" + kOrders.toLatin1()).json();
        const QByteArray token = first[QStringLiteral("nextToken")].toString().toLatin1();
        QCOMPARE(m_client->amazon("/reports/2021-06-30/reports?pageSize=1&nextToken=" + token).status, 400); // never alone
        QCOMPARE(m_client->amazon("/reports/2021-06-30/reports?pageSize=1").status, 400);
        const QJsonObject since =
            m_client->amazon("/reports/2021-06-30/reports?createdSince=2026-11-23T08:02:30Z&reportTypes=" + kOrders.toLatin1())
                .json();
        QCOMPARE(since[QStringLiteral("reports")].toArray().size(), 2);
    }

    void theOrdersReportKnowsWhatSearchesHide()
    {
        const QString hidden = add(), cancelled = add(), mcf = m_simulation->amazon().addMcfOrder(us(), {sku()});
        m_simulation->amazon().hideFromSearch(hidden);
        m_simulation->amazon().cancel(cancelled);
        std::map<QString, Row> byId;
        for (const Row& row : rows(kOrders))
            byId[row.at(QStringLiteral("amazon-order-id"))] = row;
        QCOMPARE(byId.size(), 3);
        QVERIFY(!byId.at(hidden).at(QStringLiteral("item-price")).isEmpty());
        QCOMPARE(byId.at(cancelled).at(QStringLiteral("order-status")), QStringLiteral("Cancelled"));
        QCOMPARE(byId.at(cancelled).at(QStringLiteral("item-price")), QString());
        QCOMPARE(byId.at(mcf).at(QStringLiteral("sales-channel")), QStringLiteral("Non-Amazon"));
        QCOMPARE(rows(QStringLiteral("GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL")).size(), 3);
    }

    void returnsComeInTheReportOfTheirKind()
    {
        const QString fba = addFba(), mfn = add();
        m_simulation->amazon().setStatus(mfn, QStringLiteral("SHIPPED"));
        const QString plate = m_simulation->amazon().returnItem(fba, itemOf(fba), 1, QStringLiteral("CUSTOMER_DAMAGED"));
        SimReturn back;
        back.orderId = mfn;
        back.orderItemId = itemOf(mfn);
        back.deliveredMs = kNowMs - kDayMs;
        back.refundedAmount = 1234;
        const QString rma = m_simulation->amazon().returnItem(back);
        QVERIFY(m_simulation->amazon().returnItem(QStringLiteral("113-1-1"), back.orderItemId).isEmpty());
        const std::vector<Row> byAmazon = rows(kFbaReturns);
        QCOMPARE(byAmazon.size(), 1);
        QCOMPARE(byAmazon[0].at(QStringLiteral("license-plate-number")), plate);
        QCOMPARE(byAmazon[0].at(QStringLiteral("detailed-disposition")), QStringLiteral("CUSTOMER_DAMAGED"));
        const std::vector<Row> byMerchant = rows(kMerchantReturns);
        QCOMPARE(byMerchant.size(), 1);
        QCOMPARE(byMerchant[0].at(QStringLiteral("Amazon RMA ID")), rma);
        QCOMPARE(byMerchant[0].at(QStringLiteral("Return delivery date")), QStringLiteral("22-Nov-2026"));
        QCOMPARE(byMerchant[0].at(QStringLiteral("Refunded Amount")), QStringLiteral("12.34"));
    }

    void europeanReturnsComeInLatin1()
    {
        m_client->signInAmazon(QStringLiteral("de"));
        AmazonOrder order = m_simulation->amazon().makeOrder(QStringLiteral("de"), {sku()});
        order.items[0].title = QStringLiteral("Schlafsack für Größen");
        const QString id = m_simulation->amazon().addOrder(order);
        m_simulation->amazon().setStatus(id, QStringLiteral("SHIPPED"));
        m_simulation->amazon().returnItem(id, itemOf(id));
        const Reply file = download(documentOf(
            ended(create(kMerchantReturns, QStringLiteral("2026-11-01T00:00:00Z"), QStringLiteral("A1PA6795UKMFR9")))));
        QCOMPARE(file.headers.at("content-type"), QByteArray("text/plain; charset=ISO-8859-1"));
        QCOMPARE(rowsOf(QString::fromLatin1(gunzip(file.body)))[0].at(QStringLiteral("Item Name")), order.items[0].title);
    }

    void settlementsSumToTheirTotalAndNeverChange()
    {
        const QString shipped = addFba(kNowMs - 40 * kDayMs);
        m_simulation->amazon().refundFully(shipped, kNowMs - 30 * kDayMs);
        const std::vector<QByteArray> files = settlements();
        QCOMPARE(files.size(), 3);
        QString formerReserve;
        int orderRows = 0, refundRows = 0;
        for (const QByteArray& file : files) {
            const std::vector<Row> rows = rowsOf(QString::fromUtf8(file));
            qint64 sum = 0;
            QString previous, current;
            for (size_t i = 1; i < rows.size(); ++i) {
                const Row& row = rows[i];
                sum += cents(row.at(QStringLiteral("amount")));
                // Nothing that was released after the end.
                QVERIFY(row.at(QStringLiteral("posted-date-time")) <= rows[0].at(QStringLiteral("settlement-end-date")));
                orderRows += row.at(QStringLiteral("transaction-type")) == QStringLiteral("Order") ? 1 : 0;
                refundRows += row.at(QStringLiteral("transaction-type")) == QStringLiteral("Refund") ? 1 : 0;
                if (row.at(QStringLiteral("amount-description")) == QStringLiteral("Previous Reserve Amount Balance"))
                    previous = row.at(QStringLiteral("amount"));
                if (row.at(QStringLiteral("amount-description")) == QStringLiteral("Current Reserve Amount"))
                    current = row.at(QStringLiteral("amount"));
            }
            QCOMPARE(sum, cents(rows[0].at(QStringLiteral("total-amount"))));
            QCOMPARE(previous, formerReserve);
            formerReserve = current.mid(1);
        }
        QVERIFY(orderRows >= 4 && refundRows >= 3);
        // Something posted into a closed period comes in the next one.
        m_simulation->amazon().refund(shipped, itemOf(shipped), {100}, kNowMs - 35 * kDayMs);
        QCOMPARE(settlements(), files);
        m_clock.advance(14 * kDayMs);
        m_client->signInAmazon();
        QCOMPARE(settlements().size(), 4);
        QVERIFY(settlements()[3].contains("\tRefund\t" + shipped.toLatin1()));
    }

    void aNegativeBalanceIsCarriedForwardAndCharged()
    {
        const QString id = addFba(kNowMs - 70 * kDayMs);
        m_simulation->amazon().refund(id, itemOf(id), {50'000}, kNowMs - 45 * kDayMs);
        QString owed;
        int carried = 0;
        for (const QByteArray& file : settlements()) {
            const std::vector<Row> rows = rowsOf(QString::fromUtf8(file));
            QString payable, charged;
            for (const Row& row : rows) {
                if (row.at(QStringLiteral("amount-description")) == QStringLiteral("Payable to Amazon"))
                    payable = row.at(QStringLiteral("amount"));
                if (row.at(QStringLiteral("amount-description")) == QStringLiteral("Successful charge"))
                    charged = row.at(QStringLiteral("amount"));
            }
            QCOMPARE(payable, owed);
            QCOMPARE(charged, owed.mid(1));
            carried += owed.isEmpty() ? 0 : 1;
            const QString total = rows[0].at(QStringLiteral("total-amount"));
            owed = total.startsWith(QLatin1Char('-')) ? total : QString();
        }
        QVERIFY(carried > 0);
        QVERIFY(settlements().front().contains("\tOrder\t" + id.toLatin1()));
        QVERIFY(!settlements().front().contains("\tRefund\t" + id.toLatin1())); // posted after its end
    }

    void germanSettlementsAreWrittenTheGermanWay()
    {
        m_client->signInAmazon(QStringLiteral("de"));
        AmazonOrder order = m_simulation->amazon().makeOrder(QStringLiteral("de"), {sku()});
        order.createdMs = order.updatedMs = kNowMs - 30 * kDayMs;
        order.status = QStringLiteral("SHIPPED");
        order.items[0].fulfilled = 1;
        m_simulation->amazon().addOrder(order);
        const std::vector<Row> rows = rowsOf(QString::fromUtf8(settlements().front()));
        QVERIFY(rows[0].at(QStringLiteral("total-amount")).contains(QLatin1Char(',')));
        QVERIFY(rows[0].at(QStringLiteral("settlement-end-date")).endsWith(QStringLiteral(".2026 23:59:59 UTC")));
    }

    void typesNeedTheirRoles()
    {
        m_simulation->amazon().removeRole(QStringLiteral("Finance and Accounting"));
        QCOMPARE(m_client->amazon("/reports/2021-06-30/reports?reportTypes=" + kSettlement.toLatin1()).status, 403);
        add();
        QCOMPARE(ended(create(kOrders))[QStringLiteral("processingStatus")].toString(), QStringLiteral("DONE"));
    }

    void reportsOfOthersAreNotFound()
    {
        add();
        const QJsonObject report = ended(create(kOrders));
        m_client->signInAmazon(QStringLiteral("de"));
        QCOMPARE(
            m_client->amazon("/reports/2021-06-30/reports/" + report[QStringLiteral("reportId")].toString().toLatin1()).status,
            404);
        QCOMPARE(
            m_client->amazon("/reports/2021-06-30/documents/" + report[QStringLiteral("reportDocumentId")].toString().toLatin1())
                .status,
            404);
    }

private:
    static QString us() { return QStringLiteral("us"); }
    static QString sku() { return QStringLiteral("NF-TENT-RIDGE-BLK"); }
    QString add() { return m_simulation->amazon().addOrder(m_simulation->amazon().makeOrder(us(), {sku()})); }
    QString addFba(qint64 atMs = kNowMs - kDayMs)
    {
        AmazonOrder order = m_simulation->amazon().makeOrder(us(), {sku()});
        order.fulfilledBy = QStringLiteral("AMAZON");
        order.createdMs = order.updatedMs = atMs;
        order.items[0].itemTax = 825;
        const QString id = m_simulation->amazon().addOrder(order);
        m_simulation->amazon().shipFba(id, atMs);
        return id;
    }
    QString itemOf(const QString& id) { return m_simulation->amazon().order(id)->items[0].orderItemId; }
    QByteArray create(const QString& type, const QString& from = QStringLiteral("2026-11-01T00:00:00Z"),
                      const QString& marketplace = QStringLiteral("ATVPDKIKX0DER"))
    {
        const Reply reply =
            m_client->amazonPost("/reports/2021-06-30/reports", {{QStringLiteral("reportType"), type},
                                                                 {QStringLiteral("marketplaceIds"), QJsonArray{marketplace}},
                                                                 {QStringLiteral("dataStartTime"), from}});
        return reply.status == 202 ? reply.json()[QStringLiteral("reportId")].toString().toLatin1() : QByteArray("refused");
    }
    QJsonObject ended(const QByteArray& id)
    {
        QJsonObject report;
        for (int i = 0; i < 3; ++i)
            report = m_client->amazon("/reports/2021-06-30/reports/" + id).json();
        return report;
    }
    QJsonObject documentOf(const QJsonObject& report)
    {
        return m_client
            ->amazon("/reports/2021-06-30/documents/" + report[QStringLiteral("reportDocumentId")].toString().toLatin1())
            .json();
    }
    Reply download(const QJsonObject& document, const Headers& headers = {})
    {
        const QString url = document[QStringLiteral("url")].toString();
        const QString base = m_simulation->amazonUrl();
        return url.startsWith(base) ? send(base, "GET", url.mid(base.size()).toLatin1(), headers) : Reply{};
    }
    std::vector<Row> rows(const QString& type)
    {
        return rowsOf(QString::fromUtf8(gunzip(download(documentOf(ended(create(type)))).body)));
    }
    /// Oldest first.
    std::vector<QByteArray> settlements()
    {
        std::vector<QByteArray> files;
        const QJsonObject list =
            m_client->amazon("/reports/2021-06-30/reports?pageSize=100&reportTypes=" + kSettlement.toLatin1()).json();
        for (const QJsonValue& report : list[QStringLiteral("reports")].toArray())
            files.insert(files.begin(), download(documentOf(report.toObject())).body);
        return files;
    }
    static qint64 cents(const QString& amount) { return QString(amount).remove(QLatin1Char('.')).toLongLong(); }
    static QJsonObject model()
    {
        QFile file(QStringLiteral(CAUSEWAY_SHARED_DIR "/contracts/spapi/reports_2021-06-30.json"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("definitions")].toObject();
    }

    ManualClock m_clock{kNowMs};
    std::unique_ptr<Simulation> m_simulation;
    std::optional<Client> m_client;
};

QTEST_GUILESS_MAIN(SimulatorReportTest)
#include "SimulatorReportTest.moc"
