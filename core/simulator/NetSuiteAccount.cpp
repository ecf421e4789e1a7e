// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/NetSuiteAccount.h"

#include <algorithm>

#include "simulator/Company.h"

namespace causeway::simulator {
namespace {

QJsonObject ref(const QString& id)
{
    return {{QStringLiteral("id"), id}};
}

class Filler final
{
public:
    explicit Filler(NetSuiteRecords& records) : m_records(records) {}

    void add(const char* type, qint64 id, const QJsonObject& body)
    {
        WriteOptions options;
        options.checked = false;
        options.madeBy = QStringLiteral("hand");
        static_cast<void>(m_records.create(*recordType(QString::fromLatin1(type)), body, options, id));
    }
    void subsidiary(qint64 id, const char* name, const char* currency, const char* country)
    {
        add("subsidiary", id,
            {{QStringLiteral("name"), QString::fromLatin1(name)},
             {QStringLiteral("fullName"), QString::fromLatin1(name)},
             {QStringLiteral("currency"), ref(QString::fromLatin1(currency))},
             {QStringLiteral("country"), QString::fromLatin1(country)},
             {QStringLiteral("isElimination"), false}});
    }
    void currency(qint64 id, const char* name, const char* symbol, double rate, int precision)
    {
        add("currency", id,
            {{QStringLiteral("name"), QString::fromLatin1(name)},
             {QStringLiteral("symbol"), QString::fromLatin1(symbol)},
             {QStringLiteral("exchangeRate"), rate},
             {QStringLiteral("isBaseCurrency"), rate == 1.0},
             {QStringLiteral("currencyPrecision"), precision}});
    }
    void location(qint64 id, const char* name, const char* subsidiary)
    {
        add("location", id,
            {{QStringLiteral("name"), QString::fromLatin1(name)},
             {QStringLiteral("fullName"), QString::fromLatin1(name)},
             {QStringLiteral("subsidiary"), ref(QString::fromLatin1(subsidiary))},
             {QStringLiteral("makeInventoryAvailable"), true}});
    }
    void named(const char* type, qint64 id, const char* name)
    {
        add(type, id,
            {{QStringLiteral("name"), QString::fromLatin1(name)}, {QStringLiteral("fullName"), QString::fromLatin1(name)}});
    }
    void shipItem(qint64 id, const char* name)
    {
        add("shipItem", id,
            {{QStringLiteral("itemId"), QString::fromLatin1(name)}, {QStringLiteral("displayName"), QString::fromLatin1(name)}});
    }
    void account(qint64 id, const char* number, const char* name, const char* type)
    {
        add("account", id,
            {{QStringLiteral("acctNumber"), QString::fromLatin1(number)},
             {QStringLiteral("acctName"), QString::fromLatin1(name)},
             {QStringLiteral("fullName"), QString::fromLatin1(name)},
             {QStringLiteral("acctType"), QString::fromLatin1(type)},
             {QStringLiteral("isSummary"), false}});
    }
    void item(qint64 id, const QString& name, const QString& title, const char* type, double price = 0, const QString& upc = {},
              bool inactive = false)
    {
        add("inventoryItem", id,
            {{QStringLiteral("itemId"), name},
             {QStringLiteral("displayName"), title},
             {QStringLiteral("itemType"), QString::fromLatin1(type)},
             {QStringLiteral("upcCode"), upc},
             {QStringLiteral("basePrice"), price},
             {QStringLiteral("isInactive"), inactive},
             {QStringLiteral("quantityAvailable"), 100 + id % 37}});
    }
    void houseCustomer(const CompanyStore& store, const QString& currency)
    {
        add("customer", store.houseCustomer.toLongLong(),
            {{QStringLiteral("isPerson"), false},
             {QStringLiteral("companyName"), store.name + QStringLiteral(" Orders")},
             {QStringLiteral("entityId"), store.name + QStringLiteral(" Orders")},
             {QStringLiteral("subsidiary"), ref(store.subsidiary)},
             {QStringLiteral("currency"), ref(currency)}});
    }

private:
    NetSuiteRecords& m_records;
};

} // namespace

void fillAccount(NetSuiteRecords& records, quint64 seed, QDate today)
{
    Filler fill(records);
    fill.currency(1, "US Dollar", "USD", 1.0, 2);
    fill.currency(2, "British Pound", "GBP", 1.27, 2);
    fill.currency(3, "Canadian Dollar", "CAD", 0.72, 2);
    fill.currency(4, "Euro", "EUR", 1.08, 2);
    fill.currency(5, "Japanese Yen", "JPY", 0.0065, 0);
    fill.subsidiary(1, "Northfield Outdoor Inc.", "1", "US");
    fill.subsidiary(2, "Northfield Outdoor Canada Ltd.", "3", "CA");
    fill.subsidiary(3, "Northfield Outdoor GmbH", "4", "DE");
    fill.subsidiary(4, "Northfield Outdoor UK Ltd.", "2", "GB");
    fill.subsidiary(5, "Northfield Outdoor KK", "5", "JP");
    fill.location(1, "Portland Store", "1");
    fill.location(3, "Reno Warehouse", "1");
    fill.location(4, "Amazon FBA US", "1");
    fill.location(5, "Toronto Warehouse", "2");
    fill.location(6, "Amazon FBA Canada", "2");
    fill.location(7, "Lager Leipzig", "3");
    fill.location(8, "Amazon FBA EU", "3");
    fill.location(9, "Daventry Warehouse", "4");
    fill.location(10, "Amazon FBA UK", "4");
    fill.location(11, "Osaka Warehouse", "5");
    fill.location(12, "Amazon FBA Japan", "5");
    fill.named("classification", 1, "Retail");
    fill.named("classification", 2, "Marketplaces");
    fill.named("department", 1, "E-commerce");
    fill.shipItem(44, "UPS Ground");
    fill.shipItem(45, "Local Courier");
    fill.shipItem(46, "UPS Next Day Air");
    fill.shipItem(47, "DHL Paket");
    fill.shipItem(48, "Yamato Transport");
    fill.shipItem(49, "Royal Mail Tracked 48");
    fill.shipItem(50, "Canada Post Expedited");
    fill.account(40, "4000", "Sales", "Income");
    fill.account(41, "4100", "Shipping Income", "Income");
    fill.account(42, "4200", "Discounts", "Income");
    fill.account(57, "1150", "Amazon Clearing", "Bank");
    fill.account(58, "6500", "FBA Fees", "Expense");
    fill.account(61, "6510", "Amazon Commission", "Expense");
    fill.account(62, "2250", "Marketplace Tax Payable", "OthCurrLiab");
    fill.account(63, "1999", "Suspense", "OthCurrAsset");
    fill.account(64, "1000", "Operating Bank", "Bank");
    fill.account(65, "1100", "Accounts Receivable", "AcctRec");
    fill.account(66, "1160", "Amazon Reserve", "OthCurrAsset");
    fill.named("priceLevel", 1, "Base Price");
    fill.named("priceLevel", 2, "Wholesale");
    fill.add("salesTaxItem", 5,
             {{QStringLiteral("itemId"), QStringLiteral("CA-State")},
              {QStringLiteral("displayName"), QStringLiteral("California Sales Tax")},
              {QStringLiteral("rate"), 7.25}});
    fill.add("salesTaxItem", 6,
             {{QStringLiteral("itemId"), QStringLiteral("NM-State")},
              {QStringLiteral("displayName"), QStringLiteral("New Mexico Gross Receipts Tax")},
              {QStringLiteral("rate"), 5.125}});

    fill.item(501, QStringLiteral("Amazon Shipping"), QStringLiteral("Shipping charged on Amazon"), "OthCharge");
    fill.item(502, QStringLiteral("Amazon Gift Wrap"), QStringLiteral("Gift wrap charged on Amazon"), "OthCharge");
    fill.item(503, QStringLiteral("Amazon Discount"), QStringLiteral("Promotions and discounts on Amazon"), "Discount");
    fill.item(504, QStringLiteral("Amazon Tax"), QStringLiteral("Tax collected on Amazon"), "OthCharge");
    fill.item(505, QStringLiteral("Amazon COD Fee"), QStringLiteral("Cash on delivery fee"), "OthCharge");
    fill.item(506, QStringLiteral("Amazon Refund"), QStringLiteral("Goods refunded on Amazon"), "OthCharge");
    fill.item(507, QStringLiteral("Amazon Goodwill"), QStringLiteral("Goodwill paid to buyers on Amazon"), "OthCharge");
    for (const Product& p : companyProducts())
        fill.item(p.netSuiteId.toLongLong(), p.sku, p.title, "InvtPart", static_cast<double>(p.price) / 100.0, p.upc,
                  p.sku == odd::kInactiveSku);
    // The same name in other letters: a collision when letter case is ignored.
    fill.item(2901, odd::kCollisionSku.toLower(), QStringLiteral("Enamel mug (second entry)"), "InvtPart", 14.99);

    const std::map<QString, QString> currencies{{QStringLiteral("USD"), QStringLiteral("1")},
                                                {QStringLiteral("GBP"), QStringLiteral("2")},
                                                {QStringLiteral("CAD"), QStringLiteral("3")},
                                                {QStringLiteral("EUR"), QStringLiteral("4")},
                                                {QStringLiteral("JPY"), QStringLiteral("5")}};
    for (const CompanyStore& store : companyStores(seed))
        fill.houseCustomer(store, currencies.at(store.currency));
    for (const CustomField& field : companyCustomFields())
        records.addCustomField(field);
    for (int month = -14; month <= 3; ++month)
        records.setPeriod(today.addMonths(month), false);

    const AccountFeatures& on = records.features();
    const auto feature = [&](const QString& id, const char* name, bool active) {
        records.tables().put(QStringLiteral("companyfeaturesetup"), {{QStringLiteral("id"), id},
                                                                     {QStringLiteral("name"), QString::fromLatin1(name)},
                                                                     {QStringLiteral("isactive"), active},
                                                                     {QStringLiteral("isavailable"), true}});
    };
    feature(feature::kOneWorld, "OneWorld", on.oneWorld);
    feature(feature::kMultiLocation, "Multi-Location Inventory", on.multiLocation);
    feature(feature::kMultiCurrency, "Multiple Currencies", on.multiCurrency);
    feature(feature::kSuiteTax, "SuiteTax", on.suiteTax);
    feature(QStringLiteral("LOCATIONS"), "Locations", true);
    feature(QStringLiteral("DEPARTMENTS"), "Departments", true);
    feature(QStringLiteral("CLASSES"), "Classes", true);
    feature(QStringLiteral("INVENTORY"), "Inventory", true);
    feature(QStringLiteral("RECEIVABLES"), "Accounts Receivable", true);
    feature(QStringLiteral("ADVSHIPPING"), "Advanced Shipping", true);
    feature(QStringLiteral("RESTWEBSERVICES"), "REST Web Services", true);
}

} // namespace causeway::simulator
