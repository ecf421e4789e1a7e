// SPDX-License-Identifier: GPL-3.0-or-later
// The sample company's configuration and secrets files, in the shapes of docs/interface.md sections 5 and 6.
#include <algorithm>
#include <array>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "simulator/DemoCompany.h"

namespace causeway::simulator {
namespace {

QJsonObject entry(const QString& key, const QString& value, const QString& store = {})
{
    QJsonObject object{{QStringLiteral("key"), key}, {QStringLiteral("value"), value}};
    if (!store.isEmpty())
        object.insert(QStringLiteral("store"), store);
    return object;
}

std::vector<CompanyStore> storesOf(const QString& world, quint64 seed)
{
    std::vector<CompanyStore> stores = companyStores(seed);
    if (world == QStringLiteral("plain"))
        stores.resize(1);
    return stores;
}

QJsonObject storeJson(const CompanyStore& store, const Addresses& addresses, bool oneWorld, bool multiLocation)
{
    const auto orNull = [](bool known, const QString& value) { return known ? QJsonValue(value) : QJsonValue(QJsonValue::Null); };
    // The American store matches SKUs without regard to letter case and also looks at the Amazon SKU field; the others take names
    // as they are.
    const bool isUs = store.id == QStringLiteral("us");
    const QJsonArray fields =
        isUs ? QJsonArray{QStringLiteral("itemid"), QStringLiteral("custitem_amz_sku")} : QJsonArray{QStringLiteral("itemid")};
    const QJsonObject defaults{
        {QStringLiteral("subsidiary"), orNull(oneWorld, store.subsidiary)},
        {QStringLiteral("location"), orNull(multiLocation, store.location)},
        {QStringLiteral("fbaLocation"), orNull(multiLocation, store.fbaLocation)},
        {QStringLiteral("class"), QStringLiteral("2")},
        {QStringLiteral("department"), QStringLiteral("1")},
        {QStringLiteral("currency"), store.currency},
        {QStringLiteral("customer"),
         QJsonObject{{QStringLiteral("mode"), QStringLiteral("per-buyer")}, {QStringLiteral("id"), store.houseCustomer}}},
        {QStringLiteral("shipMethod"), store.shipMethod},
        {QStringLiteral("skuMatch"), QJsonObject{{QStringLiteral("fields"), fields}, {QStringLiteral("caseSensitive"), !isUs}}},
        {QStringLiteral("variance"),
         QJsonObject{{QStringLiteral("tolerance"),
                      store.currency == QStringLiteral("JPY") ? QStringLiteral("1") : QStringLiteral("0.01")}}},
    };
    return {{QStringLiteral("id"), store.id},
            {QStringLiteral("name"), store.name},
            {QStringLiteral("sellerId"), store.sellerId},
            {QStringLiteral("region"), store.region},
            {QStringLiteral("endpoint"), addresses.amazon},
            {QStringLiteral("marketplaces"), QJsonArray{store.marketplaceId}},
            {QStringLiteral("timeZone"), store.timeZone},
            {QStringLiteral("defaults"), defaults}};
}

/// The demo's accountant has mapped what every settlement has; the rest shows what an unmapped category looks like.
QJsonArray accountsJson(bool isDemo)
{
    QJsonArray list{entry(QStringLiteral("clearing"), QStringLiteral("account:57")),
                    entry(QStringLiteral("suspense"), QStringLiteral("account:63")),
                    entry(QStringLiteral("bank"), QStringLiteral("account:64")),
                    entry(QStringLiteral("group:sales"), QStringLiteral("account:40"))};
    if (!isDemo)
        return list;
    constexpr std::array kGroups{
        std::pair{"shipping-income", "41"},     std::pair{"giftwrap-income", "41"}, std::pair{"promotions", "42"},
        std::pair{"selling-fees", "61"},        std::pair{"fba-fees", "58"},        std::pair{"tax-collected", "62"},
        std::pair{"tax-withheld", "62"},        std::pair{"refunds", "40"},         std::pair{"refunds-shipping", "41"},
        std::pair{"refunds-goodwill", "40"},    std::pair{"claims", "40"},          std::pair{"restocking-income", "40"},
        std::pair{"shipping-chargeback", "41"}, std::pair{"reserve", "66"}};
    for (const auto& [group, account] : kGroups)
        list.append(entry(QStringLiteral("group:") + QLatin1String(group), QStringLiteral("account:") + QLatin1String(account)));
    for (const char* store : {"ca", "de", "jp"}) // the American accountant has not come to it yet
        list.append(entry(QStringLiteral("group:subscription"), QStringLiteral("account:58"), QLatin1String(store)));
    return list;
}

QJsonObject mappingsJson(const std::vector<CompanyStore>& stores, bool isDemo)
{
    const std::vector<Product> products = companyProducts();
    const auto alias = std::find_if(products.begin(), products.end(), [](const Product& p) { return p.sku == odd::kAliasItem; });
    QJsonArray channels, shipMethods;
    for (const CompanyStore& store : stores)
        channels.append(entry(store.marketplaceId, store.name));
    shipMethods.append(entry(QStringLiteral("Standard"), QStringLiteral("shipitem:44"), QStringLiteral("us")));
    shipMethods.append(entry(QStringLiteral("Expedited"), QStringLiteral("shipitem:46"), QStringLiteral("us")));
    return {{QStringLiteral("sku"), QJsonArray{entry(odd::kAliasSku, QStringLiteral("item:") + alias->netSuiteId)}},
            {QStringLiteral("carrier"), QJsonArray{entry(QStringLiteral("shipitem:44"), QStringLiteral("UPS")),
                                                   entry(QStringLiteral("shipitem:45"), QStringLiteral("Other:Local Courier")),
                                                   entry(QStringLiteral("shipitem:46"), QStringLiteral("UPS")),
                                                   entry(QStringLiteral("shipitem:47"), QStringLiteral("DHL")),
                                                   entry(QStringLiteral("shipitem:48"), QStringLiteral("YamatoTransport")),
                                                   entry(QStringLiteral("shipitem:49"), QStringLiteral("Royal Mail")),
                                                   entry(QStringLiteral("shipitem:50"), QStringLiteral("Canada Post"))}},
            {QStringLiteral("shipMethod"), shipMethods},
            {QStringLiteral("channel"), channels},
            {QStringLiteral("account"), accountsJson(isDemo)},
            {QStringLiteral("item"), QJsonArray{entry(QStringLiteral("shipping"), QStringLiteral("item:501")),
                                                entry(QStringLiteral("giftwrap"), QStringLiteral("item:502")),
                                                entry(QStringLiteral("discount"), QStringLiteral("item:503")),
                                                entry(QStringLiteral("tax"), QStringLiteral("item:504")),
                                                entry(QStringLiteral("cod"), QStringLiteral("item:505")),
                                                entry(QStringLiteral("refund"), QStringLiteral("item:506")),
                                                entry(QStringLiteral("goodwill"), QStringLiteral("item:507")),
                                                entry(QStringLiteral("restocking"), QStringLiteral("item:506"))}}};
}

struct UsedFlow
{
    const char *id, *schedule;
    bool isEverywhere; ///< also in worlds that have nothing but merchant orders
};
/// In the order an order runs through them.
constexpr std::array kFlows{UsedFlow{"orders-mfn", "every 15 minutes", true}, UsedFlow{"orders-fba", "every 30 minutes", false},
                            UsedFlow{"shipments", "every 15 minutes", false}, UsedFlow{"billing", "hourly", false},
                            UsedFlow{"returns", "every 4 hours", false},      UsedFlow{"refunds", "every 2 hours", false},
                            UsedFlow{"settlements", "daily 06:00", false}};

QJsonArray flowsJson(const std::vector<CompanyStore>& stores, const QString& world, const QStringList& known)
{
    const bool isRich = world == QStringLiteral("demo") || world == QStringLiteral("mixed");
    QJsonArray list;
    for (const UsedFlow& flow : kFlows) {
        if (!flow.isEverywhere && (!isRich || !known.contains(QLatin1String(flow.id))))
            continue;
        for (const CompanyStore& store : stores) {
            // One store stays in preview, so that Review has something to show.
            const bool isPreview = store.id == QStringLiteral("gb") && world != QStringLiteral("mixed");
            list.append(QJsonObject{{QStringLiteral("flow"), QString::fromLatin1(flow.id)},
                                    {QStringLiteral("store"), store.id},
                                    {QStringLiteral("enabled"), true},
                                    {QStringLiteral("mode"), isPreview ? QStringLiteral("preview") : QStringLiteral("auto")},
                                    {QStringLiteral("schedule"), QString::fromLatin1(flow.schedule)},
                                    {QStringLiteral("settings"), QJsonObject()}});
        }
    }
    return list;
}

} // namespace

QByteArray sampleConfiguration(const Addresses& addresses, const NetSuiteSim& netSuite, const QString& world, quint64 seed,
                               bool oneWorld, bool multiLocation, const QStringList& flows)
{
    const std::vector<CompanyStore> stores = storesOf(world, seed);
    QJsonArray storeList;
    for (const CompanyStore& store : stores)
        storeList.append(storeJson(store, addresses, oneWorld, multiLocation));
    const QJsonObject root{
        {QStringLiteral("version"), 1},
        {QStringLiteral("netsuite"), QJsonObject{{QStringLiteral("account"), netSuite.account()},
                                                 {QStringLiteral("auth"), QStringLiteral("oauth2")},
                                                 {QStringLiteral("clientId"), netSuite.clientId()},
                                                 {QStringLiteral("certificateId"), netSuite.certificateId()},
                                                 {QStringLiteral("suiteTalkUrl"), addresses.netSuite},
                                                 {QStringLiteral("restletUrl"), addresses.netSuite},
                                                 {QStringLiteral("concurrency"), addresses.netSuiteConcurrency},
                                                 {QStringLiteral("timeZone"), QStringLiteral("UTC")}}},
        {QStringLiteral("amazon"),
         QJsonObject{{QStringLiteral("clientId"), amazonClientId(seed)}, {QStringLiteral("tokenUrl"), addresses.token}}},
        {QStringLiteral("stores"), storeList},
        {QStringLiteral("mappings"), mappingsJson(stores, world == QStringLiteral("demo"))},
        {QStringLiteral("flows"), flowsJson(stores, world, flows)},
        {QStringLiteral("retention"),
         QJsonObject{{QStringLiteral("personalDataDays"), 30}, {QStringLiteral("payloadDays"), 365}}},
    };
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

QByteArray sampleSecrets(const NetSuiteSim& netSuite, const QString& world, quint64 seed)
{
    QJsonObject secrets{{QStringLiteral("amazon.clientSecret"), amazonClientSecret(seed)},
                        {QStringLiteral("netsuite.privateKey"), QString::fromLatin1(netSuite.privateKeyPem())},
                        {QStringLiteral("netsuite.consumerKey"), netSuite.consumerKey()},
                        {QStringLiteral("netsuite.consumerSecret"), netSuite.consumerSecret()},
                        {QStringLiteral("netsuite.tokenId"), netSuite.tokenId()},
                        {QStringLiteral("netsuite.tokenSecret"), netSuite.tokenSecret()}};
    for (const CompanyStore& store : storesOf(world, seed))
        secrets.insert(QStringLiteral("store.%1.refreshToken").arg(store.id), store.refreshToken);
    return QJsonDocument(secrets).toJson(QJsonDocument::Indented);
}

} // namespace causeway::simulator
