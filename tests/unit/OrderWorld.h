// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Shared.h"
#include "amazon/Order.h"
#include "config/Configuration.h"
#include "mapping/OrderMapper.h"

namespace causeway::tests {

/// A store, its mappings, a NetSuite account and orders in words of the tests.
struct OrderWorld
{
    config::Configuration configuration;
    config::Store store;
    mapping::OrderSettings settings;
    Json account;
    Json items = Json::array();

    OrderWorld()
    {
        configuration.netSuite = config::NetSuiteSettings();
        configuration.netSuite->account = QStringLiteral("1234567_SB1");
        store.id = QStringLiteral("us");
        store.name = QStringLiteral("Amazon US");
        store.sellerId = QStringLiteral("A1EXAMPLE");
        store.region = QStringLiteral("na");
        store.marketplaces = QStringList{QStringLiteral("ATVPDKIKX0DER")};
        store.timeZone = QStringLiteral("America/Los_Angeles");
        store.defaults.currency = QStringLiteral("USD");
        store.defaults.subsidiary = QStringLiteral("1");
        store.defaults.location = QStringLiteral("3");
        store.defaults.shipMethod = QStringLiteral("44");
        map("item", "shipping", "item:501");
        map("item", "giftwrap", "item:502");
        map("item", "discount", "item:503");
        map("item", "tax", "item:504");
        item("98", "A-1");
        item("99", "B-2");
        account =
            parsed(R"({"features":{"oneWorld":true,"multiLocation":true,"multiCurrency":true,"suiteTax":false,"classes":true,
            "departments":true},"fields":{},"currencies":{"USD":"1","CAD":"2","EUR":"4","JPY":"7"}})");
    }
    void map(const char* kind, const char* key, const char* value, const char* forStore = "")
    {
        configuration.mappings.push_back(
            {QString::fromUtf8(kind), QString::fromUtf8(forStore), QString::fromUtf8(key), QString::fromUtf8(value)});
    }
    void unmap(const char* kind)
    {
        std::erase_if(configuration.mappings, [&](const config::Mapping& m) { return m.kind == QLatin1StringView(kind); });
    }
    void item(const char* id, const char* name, const char* inactive = "F", const char* type = "InvtPart")
    {
        items.append(Json::object({{QStringLiteral("id"), QString::fromUtf8(id)},
                                   {QStringLiteral("itemid"), QString::fromUtf8(name)},
                                   {QStringLiteral("itemtype"), QString::fromUtf8(type)},
                                   {QStringLiteral("isinactive"), QString::fromUtf8(inactive)}}));
    }
    void fields(const char* record, const QStringList& names)
    {
        Json list = Json::array();
        for (const QString& name : names)
            list.append(name);
        Json all = account[u"fields"];
        all.set(QString::fromUtf8(record), list);
        account.set(QStringLiteral("fields"), all);
    }
    [[nodiscard]] Result<mapping::MappedOrder> map(const amazon::Order& order) const
    {
        const mapping::MappingSnapshot mappings(configuration, store);
        const mapping::AccountView view(account);
        const mapping::SkuMatcher matcher(store.defaults, items);
        const mapping::MappingInput input{configuration, store, settings, mappings, view, matcher};
        return mapping::OrderMapper(input).map(order);
    }
};

/// {"type":…,"subtotal":…} and, for details, "subtype=amount" pairs separated by blanks.
inline Json part(const char* type, const char* amount, const char* details = "", const char* currency = "USD")
{
    const auto money = [&](const QString& text) {
        return Json::object({{QStringLiteral("amount"), text}, {QStringLiteral("currencyCode"), QString::fromUtf8(currency)}});
    };
    Json json = Json::object(
        {{QStringLiteral("type"), QString::fromUtf8(type)}, {QStringLiteral("subtotal"), money(QString::fromUtf8(amount))}});
    Json list = Json::array();
    for (const QString& detail : QString::fromUtf8(details).split(u' ', Qt::SkipEmptyParts))
        list.append(Json::object({{QStringLiteral("subtype"), detail.section(u'=', 0, 0)},
                                  {QStringLiteral("value"), money(detail.section(u'=', 1))}}));
    if (list.size() > 0)
        json.set(QStringLiteral("detailedBreakdowns"), list);
    return json;
}

/// One order item; parts as made by part(); total may be empty.
inline Json orderItem(const char* sku, int quantity, const Json::Array& parts, const char* total = "",
                      const char* currency = "USD")
{
    Json json =
        parsed(R"({"orderItemId":"","quantityOrdered":0,"product":{"asin":"B000000001","title":"A thing"},"proceeds":{}})");
    json.set(QStringLiteral("orderItemId"), QStringLiteral("item-%1").arg(QString::fromUtf8(sku)));
    json.set(QStringLiteral("quantityOrdered"), quantity);
    Json product = json[u"product"];
    json.set(QStringLiteral("product"), product.set(QStringLiteral("sellerSku"), QString::fromUtf8(sku)));
    Json proceeds = Json::object();
    if (!parts.empty())
        proceeds.set(QStringLiteral("breakdowns"), Json::array(parts));
    if (*total != 0)
        proceeds.set(QStringLiteral("proceedsTotal"),
                     Json::object({{QStringLiteral("amount"), QString::fromUtf8(total)},
                                   {QStringLiteral("currencyCode"), QString::fromUtf8(currency)}}));
    json.set(QStringLiteral("proceeds"), proceeds);
    return json;
}

inline Json orderJson(const Json::Array& items, const char* grandTotal, const char* currency = "USD")
{
    Json json =
        parsed(R"({"orderId":"113-1234567-1234567","createdTime":"2026-11-20T06:30:00Z","lastUpdatedTime":"2026-11-20T07:00:00Z",
        "programs":[],"salesChannel":{"channelName":"AMAZON","marketplaceId":"ATVPDKIKX0DER","marketplaceName":"Amazon.com"},
        "buyer":{"buyerName":"Ada Byron","buyerEmail":"Ada.B@marketplace.amazon.com"},
        "recipient":{"deliveryAddress":{"name":"Ada Byron","addressLine1":"1 Main Street","city":"Austin","stateOrRegion":"TX",
            "postalCode":"78701","countryCode":"US","phone":"+1 512 555 0100"}},
        "fulfillment":{"fulfillmentStatus":"UNSHIPPED","fulfilledBy":"MERCHANT","fulfillmentServiceLevel":"STANDARD"}})");
    json.set(QStringLiteral("orderItems"), Json::array(items));
    if (*grandTotal != 0)
        json.set(QStringLiteral("proceeds"),
                 Json::object({{QStringLiteral("grandTotal"),
                                Json::object({{QStringLiteral("amount"), QString::fromUtf8(grandTotal)},
                                              {QStringLiteral("currencyCode"), QString::fromUtf8(currency)}})}}));
    return json;
}

inline amazon::Order orderOf(const Json& json)
{
    auto order = amazon::decodeOrder(json);
    if (!order)
        qFatal("test order cannot be decoded: %s at %s", qPrintable(order.error().message), qPrintable(order.error().path));
    return *order;
}

/// Replaces json[a][b]…; path with dots.
inline Json with(const Json& json, const QString& path, const Json& value)
{
    Json copy = json.isObject() ? json : Json::object();
    const QString first = path.section(u'.', 0, 0);
    const QString rest = path.section(u'.', 1);
    copy.set(first, rest.isEmpty() ? value : with(json[first], rest, value));
    return copy;
}

} // namespace causeway::tests
