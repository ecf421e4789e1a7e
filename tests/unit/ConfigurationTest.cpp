// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "base/Nearest.h"
#include "config/ConfigurationReader.h"
#include "config/ConfigurationWriter.h"
#include "config/MappingForm.h"
#include "config/SchemaCheck.h"
#include "config/StoreCopy.h"
#include "config/StoreCurrency.h"
#include "netsuite/CustomFields.h"

using namespace causeway;
using namespace causeway::config;

namespace {
std::vector<KnownFlow> flows()
{
    const Json settings =
        Json::parse(
            "{\"overlapMinutes\": {\"type\": \"integer\", \"default\": 10, \"description\": \"How far windows overlap\"},"
            "        \"tags\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"default\": [], \"description\": \"…\"},"
            "        \"dateBasis\": {\"type\": \"string\", \"enum\": [\"purchase\", \"import\"], \"default\": \"purchase\", "
            "\"description\": \"Which day is the order's date\"}}")
            .value();
    return {{QStringLiteral("orders-mfn"), settings}, {QStringLiteral("shipments"), Json::object()}};
}

/// tests/data/configuration.json: every section and key, each with a value that is not its default.
QByteArray complete()
{
    QFile file(QStringLiteral(CAUSEWAY_SOURCE_DIR "/tests/data/configuration.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ReadConfiguration read(const QByteArray& text, const Configuration& present = {})
{
    return ConfigurationReader(flows()).read(text, present);
}

QStringList paths(const std::vector<Error>& problems)
{
    QStringList list;
    for (const Error& problem : problems)
        list << problem.path;
    return list;
}
} // namespace

class ConfigurationTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void completeFileIsRead()
    {
        const ReadConfiguration result = read(complete());
        QCOMPARE(paths(result.problems), QStringList());
        const Configuration& c = result.configuration;
        QCOMPARE(c.netSuite->concurrency, 7);
        QCOMPARE(c.netSuite->field(QStringLiteral("custbody_amz_order_id")), QStringLiteral("custbody_mine"));
        QCOMPARE(c.netSuite->field(QStringLiteral("custbody_amz_channel")), QStringLiteral("custbody_amz_channel"));
        QCOMPARE(c.stores.size(), 1U);
        QVERIFY(c.stores[0].defaults.customerMode == CustomerMode::Fixed);
        QCOMPARE(c.stores[0].defaults.customerId, QStringLiteral("77"));
        QCOMPARE(c.stores[0].defaults.skuFields, (QStringList{QStringLiteral("upccode"), QStringLiteral("itemid")}));
        QCOMPARE(c.mappings.size(), 11U);
        QVERIFY(c.flow(u"orders-mfn", u"us")->mode == FlowMode::Guarded);
        QCOMPARE(c.retention.payloadDays, 300);
        QVERIFY(result.sections.contains(QStringLiteral("mappings.sku")));
        QVERIFY(result.sections.contains(QStringLiteral("netsuite")));
    }

    void everyFieldThatIsWrittenCanBeRenamed()
    {
        for (const netsuite::CustomField& field : netsuite::customFields()) {
            const QByteArray place = QByteArray(field.id).split('_').front();
            const ReadConfiguration result =
                read("{\"version\":1,\"netsuite\":{\"account\":\"1\",\"auth\":\"tba\",\"fields\":{\"" + QByteArray(field.id) +
                     "\":\"" + place + "_mine\"}}}");
            QCOMPARE(paths(result.problems), QStringList());
        }
    }

    void exportAndImportAgree()
    {
        const Configuration first = read(complete()).configuration;
        const QByteArray file = writeConfiguration(first).toPrettyBytes();
        const ReadConfiguration second = read(file);
        QCOMPARE(paths(second.problems), QStringList());
        QVERIFY(second.configuration == first);
        QCOMPARE(writeConfiguration(second.configuration).toBytes(), writeConfiguration(first).toBytes());
    }

    void leftOutThingsGetTheirDefaults()
    {
        const ReadConfiguration result = read("{\"version\":1,\"stores\":[{\"id\":\"jp\",\"sellerId\":\"A1\",\"region\":\"fe\","
                                              "\"marketplaces\":[\"A1VC38T7YXB528\"],\"timeZone\":\"Asia/Tokyo\"}]}");
        QCOMPARE(paths(result.problems), QStringList());
        QCOMPARE(result.configuration.stores[0].name, QStringLiteral("jp"));
        QCOMPARE(result.configuration.stores[0].defaults.currency, QStringLiteral("JPY"));
        QCOMPARE(result.configuration.stores[0].defaults.varianceTolerance, QStringLiteral("1"));
        QVERIFY(read(writeConfiguration(result.configuration).toBytes()).configuration == result.configuration);
    }

    void presentSectionsReplaceAbsentOnesStay()
    {
        const Configuration present = read(complete()).configuration;
        const ReadConfiguration result =
            read("{\"version\":1,\"mappings\":{\"sku\":[{\"key\":\"NEW\",\"value\":\"item:1\"}]},\"retention\":{}}", present);
        QCOMPARE(paths(result.problems), QStringList());
        QCOMPARE(result.sections, (QStringList{QStringLiteral("mappings.sku"), QStringLiteral("retention")}));
        QCOMPARE(result.configuration.stores.size(), 1U);
        QCOMPARE(result.configuration.mappings.size(), 11U);
        QCOMPARE(result.configuration.retention.personalDataDays, 30);
        const auto skus = std::count_if(result.configuration.mappings.begin(), result.configuration.mappings.end(),
                                        [](const Mapping& m) { return m.kind == QStringLiteral("sku"); });
        QCOMPARE(skus, 1);
    }

    void aRemovedStoreTakesItsFlowsAndMappings()
    {
        const Configuration present = read(complete()).configuration;
        const ReadConfiguration result = read("{\"version\":1,\"stores\":[]}", present);
        QCOMPARE(paths(result.problems), QStringList());
        QVERIFY(result.configuration.flows.empty());
        QVERIFY(result.sections.contains(QStringLiteral("flows")));
        QVERIFY(result.sections.contains(QStringLiteral("mappings.tax")));
        QVERIFY(!result.sections.contains(QStringLiteral("mappings.channel")));
    }

    void everyProblemIsReportedWithItsPath_data()
    {
        QTest::addColumn<QByteArray>("find");
        QTest::addColumn<QByteArray>("put");
        QTest::addColumn<QString>("path");
        const auto row = [](const char* name, const char* find, const char* put, const char* path) {
            QTest::newRow(name) << QByteArray(find) << QByteArray(put) << QString::fromLatin1(path);
        };
        row("version", "\"version\": 1", "\"version\": 2", "version");
        row("unknown section", "\"retention\"", "\"retentoin\"", "retentoin");
        row("unknown key", "\"certificateId\"", "\"certificatId\": \"x\", \"certificateId\"", "netsuite.certificatId");
        row("account", "\"1234567_SB1\"", "\"https://1234567.app.netsuite.com\"", "netsuite.account");
        row("company's time zone", "\"certificateId\"", "\"timeZone\": \"Europe/Berlinn\", \"certificateId\"",
            "netsuite.timeZone");
        row("missing certificate", "\"certificateId\": \"cert\"", "\"certificateId\": null", "netsuite.certificateId");
        row("auth", "\"auth\": \"oauth2\"", "\"auth\": \"oauth\"", "netsuite.auth");
        row("http", "\"http://127.0.0.1:8080/rest\"", "\"http://example.com/rest\"", "netsuite.restletUrl");
        row("ftp", "\"https://api.amazon.com/auth/o2/token\"", "\"ftp://api.amazon.com\"", "amazon.tokenUrl");
        row("loopback look-alike", "\"http://127.0.0.1:8080/rest\"", "\"http://127.0.0.1.example.com/\"", "netsuite.restletUrl");
        row("password in address", "\"https://api.amazon.com/auth/o2/token\"", "\"https://u:p@api.amazon.com\"",
            "amazon.tokenUrl");
        row("number too large", "\"concurrency\": 7", "\"concurrency\": 0", "netsuite.concurrency");
        row("field id", "\"custbody_mine\"", "\"custbody mine\"", "netsuite.fields.custbody_amz_order_id");
        row("field of ours", "\"custbody_amz_order_id\"", "\"custbody_order_id\"", "netsuite.fields.custbody_order_id");
        row("field in another place", "\"custbody_mine\"", "\"custcol_mine\"", "netsuite.fields.custbody_amz_order_id");
        row("field taken", "\"custbody_mine\"", "\"custbody_amz_channel\"", "netsuite.fields.custbody_amz_order_id");
        row("marketplace", "[\"ATVPDKIKX0DER\"], \"timeZone\"", "[\"ATVPDKIKX0DEX\"], \"timeZone\"", "stores[0].marketplaces[0]");
        row("region", "\"region\": \"na\"", "\"region\": \"eu\"", "stores[0].marketplaces[0]");
        row("no marketplace", "[\"ATVPDKIKX0DER\"], \"timeZone\"", "[], \"timeZone\"", "stores[0].marketplaces");
        row("time zone", "America/Los_Angeles", "America/Los_Angelos", "stores[0].timeZone");
        row("offset", "America/Los_Angeles", "UTC+01:00", "stores[0].timeZone");
        row("currency", "\"currency\": \"USD\"", "\"currency\": \"usd\"", "stores[0].defaults.currency");
        row("id as number", "\"location\": \"3\"", "\"location\": 3", "stores[0].defaults.location");
        row("fixed customer", "\"id\": \"77\"", "\"id\": null", "stores[0].defaults.customer.id");
        row("tolerance", "\"0.05\"", "\"0.005\"", "stores[0].defaults.variance.tolerance");
        row("sku value", "\"item:98\"", "\"98\"", "mappings.sku[0].value");
        row("store of mapping", "{\"store\": \"us\", \"key\": \"ALIAS-1\"", "{\"store\": \"uk\", \"key\": \"ALIAS-1\"",
            "mappings.sku[0].store");
        row("carrier", "\"Other:Local Courier\"", "\"Other:\"", "mappings.carrier[1].value");
        row("tax key", "\"US/CA\"", "\"California\"", "mappings.tax[0].key");
        row("channel key", "{\"key\": \"ATVPDKIKX0DER\"", "{\"key\": \"US\"", "mappings.channel[0].key");
        row("account key", "\"clearing\"", "\"claering\"", "mappings.account[2].key");
        row("account doubled", "\"group:sales\"", "\"order|item fees|commission\"", "mappings.account[1].key");
        row("item key", "\"key\": \"shipping\"", "\"key\": \"postage\"", "mappings.item[0].key");
        row("mapping kind", "\"channel\":", "\"channels\":", "mappings.channels");
        row("flow", "\"flow\": \"orders-mfn\"", "\"flow\": \"orders-mfm\"", "flows[0].flow");
        row("schedule", "\"every 15 minutes\"", "\"every 5 minutes\"", "flows[0].schedule");
        row("after itself", "\"every 15 minutes\"", "\"after orders-mfn\"", "flows[0].schedule");
        row("setting", "\"overlapMinutes\": 5", "\"overlapMinuts\": 5", "flows[0].settings.overlapMinuts");
        row("setting type", "\"overlapMinutes\": 5", "\"overlapMinutes\": \"5\"", "flows[0].settings.overlapMinutes");
        row("setting choice", "\"overlapMinutes\": 5", "\"dateBasis\": \"shipping\"", "flows[0].settings.dateBasis");
        row("rule", "\"varianceOver\": \"1.00\"", "\"varianceOver\": 1.00", "flows[0].rules.varianceOver");
        row("digest", "\"daily 08:00\"", "\"hourly\"", "notifications.digest");
        row("retention", "\"personalDataDays\": 20", "\"personalDataDays\": -1", "retention.personalDataDays");
        row("secret key", "\"clientId\": \"amzn1", "\"clientSecret\": \"canary\", \"clientId\": \"amzn1", "amazon.clientSecret");
        row("secret value", "\"client\"", "\"-----BEGIN PRIVATE KEY-----canary\"", "netsuite.clientId");
        row("refresh token", "\"A1EXAMPLE\"", "\"Atzr|canary\"", "stores[0].sellerId");
    }
    void everyProblemIsReportedWithItsPath()
    {
        QFETCH(QByteArray, find);
        QFETCH(QByteArray, put);
        QFETCH(QString, path);
        QByteArray file = complete();
        QCOMPARE(file.count(find), 1);
        file.replace(find, put);
        const ReadConfiguration result = read(file);
        QCOMPARE(paths(result.problems), QStringList{path});
        QVERIFY(!result.problems[0].message.isEmpty());
        QVERIFY(result.problems[0].kind == ErrorKind::Invalid);
        QVERIFY(result.sections.isEmpty());
        for (const Error& problem : result.problems)
            QVERIFY2(!(problem.message + problem.remedy).contains(QStringLiteral("canary")), "a secret must not be repeated");
    }

    void olderTimeZoneNamesAreTakenOffsetsAreNot()
    {
        for (const char* name :
             {"Etc/UTC", "UTC", "US/Pacific", "Asia/Calcutta", "America/Argentina/Buenos_Aires", "Europe/Kyiv"}) {
            QByteArray file = complete();
            file.replace("America/Los_Angeles", name);
            QVERIFY2(read(file).problems.empty(), name); // an operating system may be set to any of them
        }
        for (const char* name :
             {"UTC+03:00", "EST5EDT4,M3.2.0,M11.1.0", "<+03>-3", "posix/Europe/Berlin", "../Etc/UTC", "/etc/localtime"}) {
            QByteArray file = complete();
            file.replace("America/Los_Angeles", name);
            QCOMPARE(paths(read(file).problems), QStringList{QStringLiteral("stores[0].timeZone")});
        }
    }

    void theToleranceFitsTheCurrency()
    {
        StoreDefaults defaults;
        defaults.varianceTolerance = QStringLiteral("0.01");
        setCurrency(defaults, QStringLiteral("JPY"));
        QCOMPARE(defaults.varianceTolerance, QStringLiteral("1")); // there is nothing smaller
        setCurrency(defaults, QStringLiteral("EUR"));
        QCOMPARE(defaults.currency, QStringLiteral("EUR"));
        QCOMPARE(defaults.varianceTolerance, QStringLiteral("1")); // what is possible stays

        const QString germany = QStringLiteral("A1PA6795UKMFR9"), france = QStringLiteral("A13V1IB3VIYZZH"),
                      britain = QStringLiteral("A1F83G8C2ARO7P");
        QCOMPARE(currencyOf({germany, france}), QStringLiteral("EUR"));
        QCOMPARE(currencyOf({germany, britain}), QString());
        QCOMPARE(currencyOf({}), QString());
        QCOMPARE(currencyOf({QStringLiteral("nowhere")}), QString());
    }

    void aStoreTakesOverTheRulesOfAnotherButNotItsSignIn()
    {
        Configuration configuration = read(complete()).configuration;
        Store second;
        second.id = QStringLiteral("second");
        second.sellerId = QStringLiteral("A2SECOND");
        second.marketplaces = {QStringLiteral("A1VC38T7YXB528")};
        second.timeZone = QStringLiteral("Asia/Tokyo");
        setCurrency(second.defaults, QStringLiteral("JPY"));
        configuration.stores.push_back(second);
        FlowSettings flow;
        flow.flow = QStringLiteral("shipments");
        flow.store = QStringLiteral("us");
        flow.enabled = true;
        configuration.flows.push_back(flow);
        const Configuration before = configuration;

        const QStringList changed = copyStoreSettings(configuration, QStringLiteral("us"), second.id);

        const Store& first = configuration.stores.front();
        const Store& copy = configuration.stores.back();
        QCOMPARE(copy.defaults.customerId, first.defaults.customerId);
        QCOMPARE(copy.defaults.skuFields, first.defaults.skuFields);
        QCOMPARE(copy.defaults.currency, QStringLiteral("JPY"));
        QCOMPARE(copy.sellerId, second.sellerId);
        QCOMPARE(copy.marketplaces, second.marketplaces);
        QCOMPARE(copy.timeZone, second.timeZone);
        std::size_t own = 0;
        for (const Mapping& mapping : before.mappings) {
            if (mapping.store != first.id)
                continue;
            ++own;
            QVERIFY(changed.contains(QStringLiteral("mappings.") + mapping.kind));
            QVERIFY(std::any_of(configuration.mappings.begin(), configuration.mappings.end(), [&](const Mapping& one) {
                return one.store == second.id && one.kind == mapping.kind && one.key == mapping.key && one.value == mapping.value;
            }));
        }
        QVERIFY(own > 0);
        QCOMPARE(configuration.mappings.size(), before.mappings.size() + own); // those of all stores are not doubled
        QVERIFY(configuration.flow(u"shipments", u"second") != nullptr);
        for (const FlowSettings& copied : configuration.flows)
            QVERIFY(copied.store != second.id || !copied.enabled);
        QVERIFY(configuration.flow(u"shipments", u"us")->enabled);
        QVERIFY(changed.contains(QStringLiteral("stores")) && changed.contains(QStringLiteral("flows")));

        QCOMPARE(copyStoreSettings(configuration, QStringLiteral("us"), QStringLiteral("nowhere")), QStringList());
        QCOMPARE(copyStoreSettings(configuration, QStringLiteral("us"), QStringLiteral("us")), QStringList());
    }

    void allProblemsAreReportedAtOnce()
    {
        QByteArray file = complete();
        file.replace("\"version\": 1", "\"version\": 9")
            .replace("\"region\": \"na\"", "\"region\": \"xx\"")
            .replace("\"item:98\"", "\"98\"")
            .replace("\"every 15 minutes\"", "\"sometimes\"");
        QCOMPARE(paths(read(file).problems),
                 (QStringList{QStringLiteral("flows[0].schedule"), QStringLiteral("mappings.sku[0].value"),
                              QStringLiteral("stores[0].marketplaces[0]"), QStringLiteral("stores[0].region"),
                              QStringLiteral("version")}));
    }

    void storeIdsAreChecked()
    {
        QByteArray file = complete();
        file.replace("\"id\": \"us\"", "\"id\": \"US store\"");
        const QStringList found = paths(read(file).problems);
        QVERIFY(found.contains(QStringLiteral("stores[0].id")));
        QVERIFY(found.contains(QStringLiteral("flows[0].store"))); // nothing has the name "us" now
    }

    void nearWordsAreSuggested()
    {
        QByteArray file = complete();
        file.replace("\"certificateId\"", "\"certificatId\": \"x\", \"certificateId\"");
        const ReadConfiguration result = read(file);
        QVERIFY2(result.problems[0].remedy.contains(QStringLiteral("\"certificateId\"")), qPrintable(result.problems[0].remedy));
        QVERIFY(result.problems[0].remedy.contains(QStringLiteral("suiteTalkUrl")));
        QCOMPARE(nearest(QStringLiteral("recrods"), {QStringLiteral("runs"), QStringLiteral("records")}),
                 QStringLiteral("records"));
        QCOMPARE(nearest(QStringLiteral("zebra"), {QStringLiteral("runs"), QStringLiteral("records")}), QString());
    }

    void unreadableFilesAreRefused()
    {
        QVERIFY(!read("{").problems.empty());
        QVERIFY(!read("[]").problems.empty());
        QVERIFY(!read("").problems.empty());
        QVERIFY(read("\xEF\xBB\xBF{\"version\":1}").problems.empty());
        QVERIFY(!read("{\"version\":1,\"version\":1}").problems.empty());
    }

    void schemaDescribesWhatTheReaderAccepts()
    {
        // The reader checks structure with this very schema; here it must be what draft 2020-12 tools can use.
        const Json schema = configurationSchema(flows());
        QCOMPARE(schema[u"$schema"].toString(), QStringLiteral("https://json-schema.org/draft/2020-12/schema"));
        QStringList sections;
        for (const auto& [key, value] : schema[u"properties"].members())
            sections << key;
        const Json file = Json::parse(complete()).value();
        QCOMPARE(file.size(), static_cast<std::size_t>(sections.size()));
        for (const auto& [key, value] : file.members())
            QVERIFY2(sections.contains(key), qPrintable(key));
        const Json& items = schema[u"properties"][u"flows"][u"items"];
        QCOMPARE(items[u"properties"][u"flow"][u"enum"].size(), 2U);
        const Json& settings = items[u"allOf"].at(0)[u"then"][u"properties"][u"settings"];
        QCOMPARE(settings[u"properties"][u"overlapMinutes"][u"default"].toInteger(), std::optional<qint64>(10));
        QVERIFY(!settings[u"additionalProperties"].toBool(true));
        QStringList kinds;
        for (const auto& [key, value] : schema[u"properties"][u"mappings"][u"properties"].members())
            kinds << key;
        QCOMPARE(kinds, mappingKinds());
    }

    void keyPartIsStableAndIgnoresTheSpelling()
    {
        Store store;
        store.sellerId = QStringLiteral("A1EXAMPLE");
        const QString part = store.keyPart(QStringLiteral("1234567_SB1"));
        QCOMPARE(part.size(), 6);
        QCOMPARE(store.keyPart(QStringLiteral("1234567-sb1")), part);
        QVERIFY(store.keyPart(QStringLiteral("1234567")) != part);
        QCOMPARE(part, QStringLiteral("XLFTZD")); // frozen: it stands in every external id ever written
    }
};

QTEST_GUILESS_MAIN(ConfigurationTest)
#include "ConfigurationTest.moc"
