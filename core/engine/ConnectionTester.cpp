// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ConnectionTester.h"

#include <algorithm>

#include <QCoreApplication>

#include "config/Marketplaces.h"
#include "db/ConnectionWrites.h"
#include "db/ViewTables.h"
#include "netsuite/CustomFields.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::ConnectionTester)
};

constexpr int kRoleDays = 30;
constexpr int kRoleOrders = 10;

QString placeName(netsuite::CustomField::Place place)
{
    using Place = netsuite::CustomField::Place;
    return place == Place::Body     ? QStringLiteral("body")
           : place == Place::Column ? QStringLiteral("line")
                                    : QStringLiteral("item");
}

QString marketplaceName(const QString& id)
{
    const config::Marketplace* known = config::findMarketplace(id);
    return known != nullptr ? QString(known->country) : id;
}

QString stateName(netsuite::FieldState state)
{
    using State = netsuite::FieldState;
    return state == State::Ready    ? QStringLiteral("ready")
           : state == State::Hidden ? QStringLiteral("hidden")
                                    : QStringLiteral("missing");
}
} // namespace

Result<std::vector<ConnectionTest>> ConnectionTester::test(const QString& name, const StopToken& stop)
{
    auto configuration = m_database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
    if (!configuration)
        return fail(configuration.error());
    std::vector<ConnectionTest> tests;
    bool known = name.isEmpty();
    if (name.isEmpty() ? configuration->netSuite.has_value() : name == kNetSuiteConnection) {
        known = true;
        auto one = testNetSuite(stop);
        if (!one)
            return fail(one.error());
        tests.push_back(std::move(*one));
    }
    for (const config::Store& store : configuration->stores) {
        if (!name.isEmpty() && name != amazonConnection(store.id) && name != store.id)
            continue;
        known = true;
        auto one = testAmazon(store.id, stop);
        if (!one)
            return fail(one.error());
        tests.push_back(std::move(*one));
    }
    if (!known)
        return fail(ErrorKind::Invalid, Words::tr("There is no connection \"%1\".").arg(name),
                    Words::tr("They are called netsuite and amazon:STORE."), QStringLiteral("no-connection"));
    return tests;
}

Result<ConnectionTest> ConnectionTester::testNetSuite(const StopToken& stop)
{
    ConnectionTest test;
    test.name = kNetSuiteConnection;
    auto session = m_connections.session({});
    if (!session)
        return fail(session.error());
    m_connections.health().resume(test.name);
    QString account;
    auto catalogue = m_connections.readAccount(**session, stop);
    if (!catalogue) {
        if (catalogue.error().kind == ErrorKind::Storage)
            return fail(catalogue.error());
        test.error = catalogue.error();
        test.summary = catalogue.error().message;
    } else {
        account = (*session)->configuration.netSuite->account;
        if (const QString company = (*catalogue)[u"company"].toString(); !company.isEmpty())
            account = company;
        test.features = (*catalogue)[u"features"];
        checkFields(test, (*session)->configuration, *catalogue);
        auto permissions = (*session)->netsuite->checkPermissions(stop);
        if (!permissions) {
            test.error = permissions.error();
            test.summary = permissions.error().message;
        } else {
            test.permissions = std::move(*permissions);
            const auto missing =
                std::count_if(test.permissions.begin(), test.permissions.end(), [](const auto& p) { return !p.found; });
            test.ok = missing == 0;
            test.summary = test.ok
                               ? Words::tr("Signed in to account %1; every permission was found.").arg(account)
                               : Words::tr("Signed in to account %1, but %2 permissions are missing.").arg(account).arg(missing);
        }
    }
    if (auto stored = store(test, account); !stored)
        return fail(stored.error());
    return test;
}

void ConnectionTester::checkFields(ConnectionTest& test, const config::Configuration& configuration, const Json& catalogue)
{
    for (const netsuite::FieldCheck& field : netsuite::checkFields(catalogue, *configuration.netSuite)) {
        ConnectionTest::Check check;
        check.name = field.accountId;
        check.found = field.state == netsuite::FieldState::Ready;
        check.id = field.id;
        check.label = field.label;
        check.type = field.type.toLower();
        check.place = placeName(field.place);
        check.state = stateName(field.state);
        if (field.state == netsuite::FieldState::Missing)
            check.why = Words::tr("The account does not have it. The fact is kept here only.");
        else if (field.state == netsuite::FieldState::Hidden)
            check.why = Words::tr("It exists, but is not shown on sales orders to this role. The fact is kept here only.");
        test.fields.push_back(std::move(check));
    }
}

void ConnectionTester::checkRoles(ConnectionTest& test, amazon::Api& amazon, const config::Store& store, const Clock& clock,
                                  const StopToken& stop)
{
    amazon::OrderSearch search;
    search.lastUpdatedAfterMs = clock.nowMs() - kRoleDays * 86'400'000LL;
    search.marketplaceIds = store.marketplaces;
    search.fulfilledBy = QStringLiteral("MERCHANT");
    search.fulfillmentStatuses = QStringList{QStringLiteral("UNSHIPPED"), QStringLiteral("PARTIALLY_SHIPPED")};
    search.includedData = QStringList{QStringLiteral("BUYER"), QStringLiteral("RECIPIENT"), QStringLiteral("FULFILLMENT")};
    search.maxResultsPerPage = kRoleOrders;
    const auto page = amazon.searchOrders(search, stop);
    netsuite::PermissionCheck orders{Words::tr("Inventory and Order Tracking"), QStringLiteral("orders"), {}, {}, true, {}};
    orders.neededBy = Words::tr("Merchant-fulfilled orders");
    if (!page) {
        orders.found = page.error().kind != ErrorKind::Auth;
        orders.why = page.error().message;
        test.permissions.push_back(std::move(orders));
        return;
    }
    test.permissions.push_back(std::move(orders));
    netsuite::PermissionCheck buyers{Words::tr("Direct-to-Consumer Shipping"), QStringLiteral("buyers"), {}, {}, true, {}};
    buyers.neededBy = Words::tr("Buyers' names and addresses");
    if (page->orders.empty()) {
        buyers.why = Words::tr("There is no open order to see it by.");
    } else if (std::none_of(page->orders.begin(), page->orders.end(),
                            [](const auto& o) { return o.deliveryAddress.has_value(); })) {
        buyers.found = false;
        buyers.why =
            Words::tr("Amazon shows no address of any open order. Orders are entered all the same, without one and for the "
                      "store's house customer.");
    }
    test.permissions.push_back(std::move(buyers));
}

Result<ConnectionTest> ConnectionTester::testAmazon(const QString& storeId, const StopToken& stop)
{
    ConnectionTest test;
    test.name = amazonConnection(storeId);
    auto session = m_connections.session(storeId);
    if (!session)
        return fail(session.error());
    m_connections.health().resume(test.name);
    QString account;
    if (!(*session)->amazon) {
        test.error =
            Error::make(ErrorKind::Auth, Words::tr("Amazon is not connected yet."),
                        Words::tr("Add the application's client id to the configuration."), QStringLiteral("not-configured"));
        test.summary = test.error->message;
    } else if (auto marketplaces = (*session)->amazon->getMarketplaceParticipations(stop); !marketplaces) {
        test.error = marketplaces.error();
        test.summary = marketplaces.error().message;
    } else {
        test.marketplaces = std::move(*marketplaces);
        QStringList absent;
        for (const QString& wanted : (*session)->store.marketplaces) {
            const bool there = std::any_of(test.marketplaces.begin(), test.marketplaces.end(),
                                           [&](const auto& m) { return m.marketplaceId == wanted && m.isParticipating; });
            if (!there)
                absent << marketplaceName(wanted);
        }
        test.ok = absent.isEmpty();
        account = (*session)->store.name;
        test.summary = test.ok
                           ? Words::tr("Signed in. Marketplaces of the account: %1.").arg(test.marketplaces.size())
                           : Words::tr("Signed in, but the account does not sell in %1. Choose other marketplaces for the store.")
                                 .arg(absent.join(QStringLiteral(", ")));
        if (test.ok) {
            checkRoles(test, *(*session)->amazon, (*session)->store, m_clock, stop);
            const auto& roles = test.permissions;
            test.ok = std::none_of(roles.begin(), roles.end(),
                                   [](const auto& role) { return role.id == QStringLiteral("orders") && !role.found; });
            if (!test.ok)
                test.summary = Words::tr("Signed in, but the application's role Inventory and Order Tracking does not answer.");
        }
    }
    if (auto stored = store(test, account); !stored)
        return fail(stored.error());
    return test;
}

Result<void> ConnectionTester::store(const ConnectionTest& test, const QString& accountName)
{
    Json checks = Json::array();
    const auto add = [&](const QString& kind, const QString& name, bool found, const QString& why) {
        checks.append(Json::object({{QStringLiteral("kind"), Json(kind)},
                                    {QStringLiteral("name"), Json(name)},
                                    {QStringLiteral("found"), Json(found)},
                                    {QStringLiteral("why"), Json(why)}}));
    };
    for (const auto& permission : test.permissions)
        add(QStringLiteral("permission"), permission.name, permission.found, permission.why);
    for (const auto& field : test.fields)
        add(QStringLiteral("field"), QStringLiteral("%1 (%2)").arg(field.label, field.name), field.found, field.why);
    for (const auto& marketplace : test.marketplaces)
        add(QStringLiteral("marketplace"), marketplace.marketplaceId, marketplace.isParticipating, {});
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        db::ConnectionWrites connections(tx);
        if (auto stored = connections.setChecks(test.name, checks); !stored)
            return stored;
        return accountName.isEmpty() ? Result<void>{} : connections.setAccountName(test.name, accountName);
    });
}

} // namespace causeway::engine
