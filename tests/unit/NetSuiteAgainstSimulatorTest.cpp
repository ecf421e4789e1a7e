// SPDX-License-Identifier: GPL-3.0-or-later
// The client against the simulated NetSuite over real HTTP. The simulator shares no code with the client, so both must have read
// the reference in the same way.
#include <QFile>
#include <QTest>

#include "http/QtHttpTransport.h"
#include "netsuite/Client.h"
#include "netsuite/CustomFields.h"
#include "netsuite/KeyPair.h"
#include "simulator/Simulation.h"

using namespace causeway;
using namespace causeway::netsuite;
using simulator::Simulation;

namespace {
class Secrets final : public security::SecretSource
{
public:
    [[nodiscard]] Result<security::Secret> get(const QString& name) const override
    {
        const auto found = values.find(name);
        return found == values.end() ? security::Secret() : security::Secret(found->second);
    }
    [[nodiscard]] Result<QStringList> names() const override { return QStringList(); }
    [[nodiscard]] bool isReadOnly() const override { return true; }
    [[nodiscard]] Result<void> set(const QString&, const security::Secret&) override { return {}; }
    [[nodiscard]] Result<void> remove(const QString&) override { return {}; }
    std::map<QString, QByteArray> values;
};

class NoStore final : public http::RateLimitStore
{
public:
    [[nodiscard]] std::optional<http::BucketState> load(const QString&, const QString&) override { return std::nullopt; }
    void save(const QString&, const QString&, const http::BucketState&) override {}
};

simulator::Options company()
{
    simulator::Options options;
    options.world = QStringLiteral("empty");
    return options;
}

/// A simulated account and a client that is signed in as its administrator set it up.
struct World
{
    explicit World(const simulator::Options& options = company(), const QString& auth = QStringLiteral("oauth2"))
        : simulation(std::move(*Simulation::start(options)))
    {
        simulator::NetSuiteSim& sim = simulation->netSuite();
        settings.account = sim.account();
        settings.auth = auth;
        settings.clientId = sim.clientId();
        settings.certificateId = sim.certificateId();
        settings.suiteTalkUrl = simulation->netSuiteUrl();
        secrets.values = {{QStringLiteral("netsuite.privateKey"), sim.privateKeyPem()},
                          {QStringLiteral("netsuite.consumerKey"), sim.consumerKey().toLatin1()},
                          {QStringLiteral("netsuite.consumerSecret"), sim.consumerSecret().toLatin1()},
                          {QStringLiteral("netsuite.tokenId"), sim.tokenId().toLatin1()},
                          {QStringLiteral("netsuite.tokenSecret"), sim.tokenSecret().toLatin1()}};
    }
    simulator::NetSuiteSim& sim() { return simulation->netSuite(); }
    Client& client()
    {
        if (!m_client)
            m_client = std::make_unique<Client>(settings, httpClient, limiter, cache, secrets, counters);
        return *m_client;
    }
    [[nodiscard]] Json customerBody() const
    {
        Json body = *Json::parse(R"({"externalId":"AMZ-CU-TEST-1","isPerson":true,"firstName":"Ada","lastName":"Byrön",
                                     "email":"ada@marketplace.amazon.com"})");
        if (oneWorld)
            body.set(QStringLiteral("subsidiary"), Json::object({{QStringLiteral("id"), QStringLiteral("1")}}));
        return body;
    }

    bool oneWorld = true;
    std::unique_ptr<Simulation> simulation;
    SystemClock clock;
    http::QtHttpTransport transport;
    http::HttpClient httpClient{transport, clock, Log()};
    NoStore store;
    http::RateLimiter limiter{clock, store};
    security::TokenCache cache{clock};
    Secrets secrets;
    http::CallCounters counters;
    config::NetSuiteSettings settings;
    StopToken stop;

private:
    std::unique_ptr<Client> m_client;
};

const PermissionCheck* checkOf(const std::vector<PermissionCheck>& checks, const QString& id)
{
    for (const PermissionCheck& check : checks) {
        if (check.id == id)
            return &check;
    }
    return nullptr;
}

QString textOf(const Error& error)
{
    return toString(error.kind) + QStringLiteral(": ") + error.message + u' ' + error.code;
}
} // namespace

class NetSuiteAgainstSimulatorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySignInIsAccepted_data();
    void everySignInIsAccepted();
    void anExpiredTokenIsRenewed();
    void aRevokedCertificateIsASignInError();
    void aRecordIsMadeReadChangedAndFound();
    void aSecondCreateWithTheSameExternalIdIsUnclear();
    void aMisspeltFieldIsRefusedAndNamed();
    void whatDoesNotExistIsAbsent();
    void theCatalogueTellsTheFeaturesOfTheAccount_data();
    void theCatalogueTellsTheFeaturesOfTheAccount();
    void missingCustomFieldsAreTold();
    void allPermissionsOfAGoodRoleAreFound();
    void theShippedRoleHasEveryPermissionThatIsChecked();
    void eachMissingPermissionIsFoundOut_data();
    void eachMissingPermissionIsFoundOut();
    void permissionsAreCheckedWithoutWriting();
};

void NetSuiteAgainstSimulatorTest::everySignInIsAccepted_data()
{
    QTest::addColumn<QString>("way");
    for (const char* way : {"the demo's key", "own EC key", "own RSA key", "tokens"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void NetSuiteAgainstSimulatorTest::everySignInIsAccepted()
{
    QFETCH(QString, way);
    World world(company(), way == QStringLiteral("tokens") ? QStringLiteral("tba") : QStringLiteral("oauth2"));
    if (way.startsWith(u"own")) {
        const auto pair = KeyPair::create(way.contains(u"RSA") ? KeyKind::Rsa3072 : KeyKind::EcP256, QStringLiteral("Causeway"),
                                          world.clock.nowMs());
        QVERIFY(pair.has_value());
        world.settings.certificateId = world.sim().uploadCertificate(pair->certificatePem);
        world.secrets.values[QStringLiteral("netsuite.privateKey")] = pair->privateKeyPem.reveal();
    }

    const auto time = world.client().serverTime(world.stop);
    const auto rows = world.client().suiteQl(QStringLiteral("SELECT id, symbol FROM currency WHERE symbol = ? ORDER BY id"),
                                             {QStringLiteral("EUR")}, world.stop);

    QVERIFY2(time.has_value(), time ? "" : qPrintable(textOf(time.error())));
    QVERIFY(qAbs(*time - world.clock.nowMs()) < 60'000);
    QVERIFY2(rows.has_value(), rows ? "" : qPrintable(textOf(rows.error())));
    QCOMPARE(rows->size(), std::size_t(1));
    QCOMPARE(world.sim().violations(), QStringList());
}

void NetSuiteAgainstSimulatorTest::anExpiredTokenIsRenewed()
{
    World world;
    QVERIFY(world.client().serverTime(world.stop).has_value());
    world.sim().expireTokens();
    QVERIFY(world.client().serverTime(world.stop).has_value());
    QCOMPARE(world.sim().calls()[QStringLiteral("token")], qint64(2));
}

void NetSuiteAgainstSimulatorTest::aRevokedCertificateIsASignInError()
{
    World world;
    world.sim().revokeCertificate(world.settings.certificateId);
    const auto time = world.client().serverTime(world.stop);
    QVERIFY(!time.has_value());
    QCOMPARE(toString(time.error().kind), QStringLiteral("auth"));
    QVERIFY(time.error().remedy.contains(QStringLiteral("View Login Audit Trail")));
}

void NetSuiteAgainstSimulatorTest::aRecordIsMadeReadChangedAndFound()
{
    World world;
    const auto made = world.client().create(QStringLiteral("customer"), world.customerBody(), world.stop);
    QVERIFY2(made.has_value(), made ? "" : qPrintable(textOf(made.error())));

    const Json change = Json::object({{QStringLiteral("lastName"), QStringLiteral("Lovelace")}});
    const auto changed = world.client().patch(QStringLiteral("customer"), made->id, change, world.stop);
    QVERIFY2(changed.has_value(), changed ? "" : qPrintable(textOf(changed.error())));
    const auto byId = world.client().get(QStringLiteral("customer"), made->id, true, world.stop);
    const auto byExternalId =
        world.client().get(QStringLiteral("customer"), QStringLiteral("eid:AMZ-CU-TEST-1"), false, world.stop);
    const auto rows = world.client().suiteQl(
        QStringLiteral("SELECT id, lastname, companyname FROM customer WHERE LOWER(email) = LOWER(?) ORDER BY id"),
        {QStringLiteral("ADA@marketplace.amazon.com")}, world.stop);

    QVERIFY(byId && *byId && byExternalId && *byExternalId);
    QCOMPARE((**byId)[u"lastName"].toString(), QStringLiteral("Lovelace"));
    QCOMPARE((**byExternalId)[u"id"].toString(), made->id);
    QVERIFY(rows.has_value());
    QCOMPARE(rows->size(), std::size_t(1));
    QCOMPARE(rows->front().at(QStringLiteral("id")), made->id);
    QCOMPARE(rows->front().at(QStringLiteral("lastname")), QStringLiteral("Lovelace"));
    QVERIFY(!rows->front().contains(QStringLiteral("companyname"))); // null is absent
    QCOMPARE(world.sim().writes().size(), std::size_t(2));
    QCOMPARE(world.sim().violations(), QStringList());
}

void NetSuiteAgainstSimulatorTest::aSecondCreateWithTheSameExternalIdIsUnclear()
{
    World world;
    QVERIFY(world.client().create(QStringLiteral("customer"), world.customerBody(), world.stop).has_value());
    const auto again = world.client().create(QStringLiteral("customer"), world.customerBody(), world.stop);
    QVERIFY(!again.has_value());
    QCOMPARE(toString(again.error().kind), QStringLiteral("unclear"));
    QCOMPARE(again.error().causeKey, QStringLiteral("duplicate"));
    QCOMPARE(world.sim().writes().size(), std::size_t(1));
}

void NetSuiteAgainstSimulatorTest::aMisspeltFieldIsRefusedAndNamed()
{
    World world;
    Json body = world.customerBody();
    body.set(QStringLiteral("frstName"), QStringLiteral("Ada"));
    const auto made = world.client().create(QStringLiteral("customer"), body, world.stop);
    QVERIFY(!made.has_value());
    QCOMPARE(toString(made.error().kind), QStringLiteral("rejected"));
    QCOMPARE(made.error().causeKey, QStringLiteral("unknown-field"));
    QVERIFY(made.error().message.contains(QStringLiteral("frstName")));
    QCOMPARE(world.sim().writes().size(), std::size_t(0));
}

void NetSuiteAgainstSimulatorTest::whatDoesNotExistIsAbsent()
{
    World world;
    for (const char* type : {"customer", "salesOrder"}) {
        for (const char* id : {"999999999", "eid:AMZ-NOBODY"}) {
            const auto read = world.client().get(QString::fromLatin1(type), QString::fromLatin1(id), false, world.stop);
            QVERIFY2(read.has_value(), read ? "" : qPrintable(textOf(read.error())));
            QVERIFY(!read->has_value());
        }
    }
}

void NetSuiteAgainstSimulatorTest::theCatalogueTellsTheFeaturesOfTheAccount_data()
{
    QTest::addColumn<bool>("oneWorld");
    QTest::addColumn<bool>("multiLocation");
    QTest::addColumn<bool>("multiCurrency");
    QTest::addColumn<bool>("suiteTax");
    QTest::newRow("all") << true << true << true << true;
    QTest::newRow("none") << false << false << false << false;
    QTest::newRow("OneWorld") << true << false << false << false;
    QTest::newRow("locations") << false << true << false << false;
    QTest::newRow("currencies") << false << false << true << false;
    QTest::newRow("SuiteTax") << false << false << false << true;
}

void NetSuiteAgainstSimulatorTest::theCatalogueTellsTheFeaturesOfTheAccount()
{
    QFETCH(bool, oneWorld);
    QFETCH(bool, multiLocation);
    QFETCH(bool, multiCurrency);
    QFETCH(bool, suiteTax);
    simulator::Options options = company();
    options.oneWorld = oneWorld;
    options.multiLocation = multiLocation;
    options.multiCurrency = multiCurrency;
    options.suiteTax = suiteTax;
    World world(options);

    const auto catalogue = world.client().readCatalogue(world.stop);

    QVERIFY2(catalogue.has_value(), catalogue ? "" : qPrintable(textOf(catalogue.error())));
    const Json& features = (*catalogue)[u"features"];
    QCOMPARE(features[u"oneWorld"].toBool(), oneWorld);
    QCOMPARE(features[u"multiLocation"].toBool(), multiLocation);
    QCOMPARE(features[u"multiCurrency"].toBool(), multiCurrency);
    QCOMPARE(features[u"suiteTax"].toBool(), suiteTax);
    QVERIFY(features[u"classes"].isBool() && features[u"departments"].isBool() && features[u"legacyTaxInRest"].isBool());
    const auto has = [&](QStringView record, const QString& name) {
        for (const Json& field : (*catalogue)[u"fields"][record].items()) {
            if (field.toString() == name)
                return true;
        }
        return false;
    };
    QVERIFY(has(u"salesOrder", QStringLiteral("otherRefNum")));
    QVERIFY(has(u"salesOrder", QStringLiteral("custbody_amz_order_id")));
    QVERIFY(has(u"salesOrder.item", QStringLiteral("quantity")));
    QVERIFY(has(u"salesOrder.item", QStringLiteral("custcol_amz_order_item_id")));
    QVERIFY(has(u"customer", QStringLiteral("lastName")));
    QCOMPARE(has(u"salesOrder", QStringLiteral("subsidiary")), oneWorld);
    QCOMPARE((*catalogue)[u"currencies"].size() > 1, multiCurrency);
    QCOMPARE((*catalogue)[u"subsidiaries"].size() > 0, oneWorld);
    QCOMPARE(!(*catalogue)[u"company"].toString().isEmpty(), oneWorld);
    if (oneWorld && multiCurrency)
        QCOMPARE((*catalogue)[u"subsidiaries"].at(0)[u"currency"].toString().size(), 3);
    QCOMPARE(world.sim().violations(), QStringList());
}

void NetSuiteAgainstSimulatorTest::missingCustomFieldsAreTold()
{
    World world;
    world.sim().removeField(QStringLiteral("custbody_amz_buyer_po"));
    world.sim().addField(QStringLiteral("custbody_mine"), QStringLiteral("My order id"));
    world.settings.fields = {{QStringLiteral("custbody_amz_order_id"), QStringLiteral("custbody_mine")}};

    const auto catalogue = world.client().readCatalogue(world.stop);
    QVERIFY(catalogue.has_value());
    const auto checks = checkFields(*catalogue, world.settings);

    QCOMPARE(checks.size(), customFields().size());
    for (const FieldCheck& check : checks) {
        const bool isRemoved = check.id == QStringLiteral("custbody_amz_buyer_po");
        QVERIFY2((check.state == FieldState::Missing) == isRemoved, qPrintable(check.id));
    }
    QCOMPARE(checks.front().accountId, QStringLiteral("custbody_mine"));
}

void NetSuiteAgainstSimulatorTest::allPermissionsOfAGoodRoleAreFound()
{
    for (const char* auth : {"oauth2", "tba"}) {
        World world(company(), QString::fromLatin1(auth));
        QVERIFY(world.client().create(QStringLiteral("customer"), world.customerBody(), world.stop).has_value());
        const auto checks = world.client().checkPermissions(world.stop);
        QVERIFY2(checks.has_value(), checks ? "" : qPrintable(textOf(checks.error())));
        QVERIFY(checks->size() >= 10);
        for (const PermissionCheck& check : *checks) {
            QVERIFY2(check.found, qPrintable(check.id + QStringLiteral(": ") + check.why));
            QVERIFY(!check.name.isEmpty() && !check.level.isEmpty() && !check.neededBy.isEmpty());
        }
        QVERIFY(checkOf(*checks, QString::fromLatin1(qstrcmp(auth, "tba") == 0 ? "ADMI_LOGIN_OAUTH" : "ADMI_LOGIN_OAUTH2")) !=
                nullptr);
    }
}

void NetSuiteAgainstSimulatorTest::theShippedRoleHasEveryPermissionThatIsChecked()
{
    QFile file(QStringLiteral(CAUSEWAY_SOURCE_DIR "/packaging/suiteapp/src/Objects/customrole_amz_causeway.xml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray role = file.readAll().simplified().replace("> <", "><");
    World world;
    const auto checks = world.client().checkPermissions(world.stop);
    QVERIFY(checks.has_value());
    for (const PermissionCheck& check : *checks) {
        const QString expected = QStringLiteral("<permkey>%1</permkey><permlevel>%2</permlevel>").arg(check.id, check.level);
        QVERIFY2(role.contains(expected.toLatin1()), qPrintable(expected));
    }
}

void NetSuiteAgainstSimulatorTest::eachMissingPermissionIsFoundOut_data()
{
    QTest::addColumn<QString>("permission");
    for (const char* id :
         {"ADMI_RESTWEBSERVICES", "REPO_ANALYTICS",  "LIST_CUSTJOB",  "TRAN_SALESORD", "TRAN_ITEMSHIP", "TRAN_CUSTINVC",
          "TRAN_CASHSALE",        "TRAN_CUSTCRED",   "TRAN_CUSTRFND", "TRAN_CASHRFND", "TRAN_RTNAUTH",  "TRAN_ITEMRCPT",
          "TRAN_JOURNAL",         "TRAN_CUSTPYMT",   "TRAN_DEPOSIT",  "LIST_ACCOUNT",  "TRAN_FIND",     "LIST_ITEM",
          "LIST_CURRENCY",        "LIST_SUBSIDIARY", "LIST_LOCATION"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void NetSuiteAgainstSimulatorTest::eachMissingPermissionIsFoundOut()
{
    QFETCH(QString, permission);
    World world;
    world.sim().addSalesOrderByHand(QStringLiteral("PO 1"), {}, world.sim().documents(QStringLiteral("customer")).front().id,
                                    QStringLiteral("1"), 1000);
    world.sim().removePermission(permission);

    const auto checks = world.client().checkPermissions(world.stop);

    QVERIFY2(checks.has_value(), checks ? "" : qPrintable(textOf(checks.error())));
    const PermissionCheck* missing = checkOf(*checks, permission);
    QVERIFY(missing != nullptr);
    QVERIFY(!missing->found);
    QVERIFY(!missing->why.isEmpty());
    // Only what hangs on it is missing too: everything by records, or everything by queries.
    const bool isBroad = permission == QStringLiteral("ADMI_RESTWEBSERVICES") || permission == QStringLiteral("REPO_ANALYTICS");
    for (const PermissionCheck& check : *checks)
        QVERIFY2(check.found || check.id == permission || isBroad, qPrintable(check.id + QStringLiteral(": ") + check.why));
}

void NetSuiteAgainstSimulatorTest::permissionsAreCheckedWithoutWriting()
{
    World world;
    QVERIFY(world.client().checkPermissions(world.stop).has_value());
    QVERIFY(world.client().readCatalogue(world.stop).has_value());
    QCOMPARE(world.sim().writes().size(), std::size_t(0));
    QCOMPARE(world.sim().violations(), QStringList());
}

QTEST_GUILESS_MAIN(NetSuiteAgainstSimulatorTest)
#include "NetSuiteAgainstSimulatorTest.moc"
