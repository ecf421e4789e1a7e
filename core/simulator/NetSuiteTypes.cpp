// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/NetSuiteTypes.h"

#include <algorithm>

#include "simulator/NetSuiteFieldDefs.h"

namespace causeway::simulator {
namespace {

using namespace fields;

RecordType salesOrder()
{
    RecordType t;
    t.name = QStringLiteral("salesOrder");
    t.group = QStringLiteral("transaction");
    t.sqlType = QStringLiteral("SalesOrd");
    t.permission = QStringLiteral("TRAN_SALESORD");
    t.numberPrefix = QStringLiteral("SO");
    t.fields = join({
        {reference("entity", "customer"), reference("subsidiary", "subsidiary", N::OneWorld),
         reference("currency", "currency", N::MultiCurrency), field("exchangeRate", K::Number, "", 0, N::MultiCurrency),
         reference("location", "location", N::MultiLocation), reference("class", "classification"),
         reference("department", "department"), reference("shipMethod", "shipItem"), reference("discountItem", "item"),
         reference("customForm", ""), reference("salesRep", ""), reference("terms", ""), reference("partner", ""),
         reference("leadSource", ""), reference("billAddressList", ""), reference("shipAddressList", "")},
        {text("externalId", 255), text("otherRefNum", 45), text("memo", 999), text("email", 254), text("tranId", 45),
         text("message", 999), text("shipAddress", 999), text("billAddress", 999), text("fob", 300), text("source", 100),
         text("discountRate", 30), text("vatRegNum", 30)},
        plain(K::Number, {"shippingCost", "handlingCost", "altShippingCost", "altHandlingCost"}),
        plain(K::Date, {"tranDate", "shipDate", "startDate", "endDate", "salesEffectiveDate", "dueDate"}),
        plain(K::Boolean,
              {"shipComplete", "toBeEmailed", "toBePrinted", "toBeFaxed", "shipIsResidential", "shippingCostOverridden",
               "overrideShippingCost", "isCrossSubTransaction", "suppressUserEventsAndEmails"}),
        plain(K::Enumeration, {"orderStatus"}),
        {field("taxDetailsOverride", K::Boolean, "", 0, N::SuiteTax), field("taxPointDate", K::Date, "", 0, N::SuiteTax),
         field("taxDetails", K::Sublist, "taxDetailsElement", 0, N::SuiteTax)},
        {field("shippingAddress", K::Address), field("billingAddress", K::Address), field("item", K::Sublist, "itemElement")},
        plain(K::ReadOnly,
              {"id", "status", "total", "subtotal", "taxTotal", "shippingTaxAmount", "discountTotal", "createdDate",
               "lastModifiedDate", "refName", "transactionNumber", "linkedTrackingNumbers", "totalAfterTaxes", "links"}),
    });
    t.sublists[QStringLiteral("item")] = join({
        {reference("item", "item"), reference("price", "priceLevel"), reference("location", "location", N::MultiLocation),
         reference("class", "classification"), reference("department", "department"),
         reference("inventorylocation", "location", N::MultiLocation), reference("shipMethod", "shipItem")},
        plain(K::Number, {"quantity", "rate", "amount", "costEstimate"}),
        {field("line", K::Integer), text("description", 4000), text("units", 50), text("options", 999),
         text("serialNumbers", 999)},
        plain(K::Boolean, {"isClosed", "excludeFromRateRequest", "noAutoAssignLocation"}),
        plain(K::Date, {"expectedShipDate", "requestedDate"}),
        plain(K::Enumeration, {"commitInventory", "createPo", "itemFulfillmentChoice"}),
        {field("taxDetailsReference", K::Text, "", 100, N::SuiteTax), field("grossAmt", K::Number, "", 0, N::SuiteTax),
         field("taxAmount", K::Number, "", 0, N::SuiteTax)},
        plain(K::ReadOnly, {"itemType", "itemSubtype", "lineUniqueKey", "isOpen", "quantityBilled", "quantityFulfilled",
                            "quantityCommitted", "quantityBackOrdered", "quantityAvailable", "linked", "refName", "links"}),
    });
    t.sublists[QStringLiteral("taxDetails")] = taxDetails();
    return t;
}

RecordType customer()
{
    RecordType t;
    t.name = QStringLiteral("customer");
    t.group = QStringLiteral("entity");
    t.permission = QStringLiteral("LIST_CUSTJOB");
    t.numberPrefix = QStringLiteral("CUST");
    t.fields = join({
        {reference("subsidiary", "subsidiary", N::OneWorld), reference("currency", "currency", N::MultiCurrency),
         reference("terms", ""), reference("category", ""), reference("priceLevel", "priceLevel"),
         reference("receivablesAccount", "account"), reference("parent", "customer"), reference("salesRep", ""),
         reference("leadSource", ""), reference("customForm", ""), reference("territory", ""), reference("partner", ""),
         reference("shippingItem", "shipItem")},
        {text("externalId", 255), text("entityId", 83),      text("firstName", 32),      text("lastName", 32),
         text("middleName", 32),  text("salutation", 30),    text("companyName", 83),    text("email", 254),
         text("altEmail", 254),   text("phone", 32),         text("altPhone", 32),       text("mobilePhone", 32),
         text("homePhone", 32),   text("fax", 32),           text("comments", 4000),     text("title", 100),
         text("url", 999),        text("accountNumber", 99), text("printOnCheckAs", 83), text("resaleNumber", 20)},
        plain(K::Boolean, {"isPerson", "isInactive", "giveAccess", "sendEmail", "shipComplete", "autoName", "emailTransactions",
                           "printTransactions", "faxTransactions"}),
        plain(K::Number, {"creditLimit"}),
        plain(K::Date, {"startDate", "endDate"}),
        plain(K::Enumeration,
              {"emailPreference", "entityStatus", "globalSubscriptionStatus", "creditHoldOverride", "numberFormat"}),
        {field("addressBook", K::Sublist, "addressBookElement"),
         field("currencyList", K::Sublist, "currencyListElement", 0, N::MultiCurrency)},
        plain(K::ReadOnly, {"id", "balance", "dateCreated", "lastModifiedDate", "refName", "defaultAddress", "overdueBalance",
                            "unbilledOrders", "links"}),
    });
    t.sublists[QStringLiteral("addressBook")] = join(
        {plain(K::Boolean, {"defaultShipping", "defaultBilling", "isResidential"}),
         {text("label", 200), field("addressBookAddress", K::Address), field("id", K::Integer), field("internalId", K::Integer)},
         plain(K::ReadOnly, {"addressId", "addressBookAddress_text", "refName", "lastModifiedDate", "links"})});
    t.sublists[QStringLiteral("currencyList")] = {reference("currency", "currency"), field("displaySymbol", K::Text),
                                                  field("id", K::ReadOnly), field("links", K::ReadOnly)};
    return t;
}

/// Types that are kept and answered, with the few rules every transaction has; their flows come later.
RecordType open(const char* name, const char* group, const char* sqlType, const char* permission, const char* prefix, bool posts)
{
    RecordType t;
    t.name = QString::fromLatin1(name);
    t.group = QString::fromLatin1(group);
    t.sqlType = QString::fromLatin1(sqlType);
    t.permission = QString::fromLatin1(permission);
    t.numberPrefix = QString::fromLatin1(prefix);
    t.posts = posts;
    t.isOpen = true;
    return t;
}

} // namespace

std::vector<FieldDef> fields::taxDetails()
{
    return {reference("taxCode", "salesTaxItem"),
            reference("taxDetailsReference", ""),
            text("taxType", 100),
            field("taxBasis", K::Number),
            field("taxRate", K::Number),
            field("taxAmount", K::Number),
            field("netAmount", K::Number),
            text("lineType", 50),
            text("lineName", 100),
            text("calcDetail", 999)};
}

const std::vector<RecordType>& recordTypes()
{
    static const std::vector<RecordType> kTypes = [] {
        std::vector<RecordType> types{
            salesOrder(),
            customer(),
            open("inventoryItem", "item", "", "LIST_ITEM", "", false),
            open("subsidiary", "subsidiary", "", "LIST_SUBSIDIARY", "", false),
            open("currency", "currency", "", "LIST_CURRENCY", "", false),
            open("location", "location", "", "LIST_LOCATION", "", false),
            open("department", "department", "", "LIST_DEPARTMENT", "", false),
            open("classification", "classification", "", "LIST_CLASS", "", false),
            open("shipItem", "shipItem", "", "LIST_SHIPITEM", "", false),
            open("account", "account", "", "LIST_ACCOUNT", "", false),
            open("salesTaxItem", "salesTaxItem", "", "LIST_TAXITEM", "", false),
            open("priceLevel", "priceLevel", "", "LIST_ITEM", "", false),
        };
        std::vector<RecordType> documents = documentTypes();
        for (RecordType& type : documents)
            types.push_back(std::move(type));
        return types;
    }();
    return kTypes;
}

const RecordType* recordType(QStringView name)
{
    const auto& types = recordTypes();
    const auto found = std::find_if(types.begin(), types.end(),
                                    [&](const RecordType& t) { return name.compare(t.name, Qt::CaseInsensitive) == 0; });
    return found == types.end() ? nullptr : &*found;
}

const std::vector<FieldDef>& addressFields()
{
    static const std::vector<FieldDef> kFields =
        join({{text("addressee", 83), text("attention", 83), text("addr1", 150), text("addr2", 150), text("addr3", 150),
               text("city", 50), text("state", 36), text("zip", 36), text("addrPhone", 32), text("addrText", 999)},
              plain(K::Enumeration, {"country"}),
              plain(K::Boolean, {"override"}),
              plain(K::ReadOnly, {"id", "lastModifiedDate", "links"})});
    return kFields;
}

bool isAvailable(const FieldDef& field, const AccountFeatures& features)
{
    switch (field.needs) {
    case NeedsFeature::OneWorld:
        return features.oneWorld;
    case NeedsFeature::MultiLocation:
        return features.multiLocation;
    case NeedsFeature::MultiCurrency:
        return features.multiCurrency;
    case NeedsFeature::SuiteTax:
        return features.suiteTax;
    case NeedsFeature::None:
        break;
    }
    return true;
}

CustomField customFieldOf(const QString& scriptId, const QString& label)
{
    CustomField f;
    f.scriptId = scriptId.toLower();
    f.label = label;
    f.kind = f.scriptId.startsWith(u"custcol")      ? QStringLiteral("COLUMN")
             : f.scriptId.startsWith(u"custitem")   ? QStringLiteral("ITEM")
             : f.scriptId.startsWith(u"custentity") ? QStringLiteral("ENTITY")
                                                    : QStringLiteral("BODY");
    f.isNumber = f.scriptId.contains(u"variance");
    f.isBoolean = f.scriptId.endsWith(u"do_not_ship") || f.scriptId.endsWith(u"_listed");
    // As the shipped set-up package defines them (packaging/suiteapp); NetSuite's own limit of a short text is 300.
    if (f.scriptId.endsWith(u"shipment_state"))
        f.maxLength = 120;
    else if (f.scriptId.contains(u"_amz_") && !f.scriptId.endsWith(u"_channel") && !f.scriptId.endsWith(u"_buyer_po"))
        f.maxLength = 60;
    return f;
}

std::vector<CustomField> companyCustomFields()
{
    std::vector<CustomField> fields;
    const auto add = [&](const char* id, const char* label) {
        fields.push_back(customFieldOf(QString::fromLatin1(id), QString::fromLatin1(label)));
    };
    add("custbody_amz_order_id", "Amazon Order ID");
    add("custbody_amz_settlement_id", "Amazon Settlement ID");
    add("custbody_amz_channel", "Amazon Channel");
    add("custbody_amz_fulfillment", "Amazon Fulfillment");
    add("custbody_amz_variance_total", "Amazon Variance: Total");
    add("custbody_amz_variance_tax", "Amazon Variance: Tax");
    add("custbody_amz_variance_shipping", "Amazon Variance: Shipping");
    add("custbody_amz_variance_shipping_tax", "Amazon Variance: Shipping Tax");
    add("custbody_amz_buyer_po", "Amazon Buyer PO");
    add("custbody_amz_do_not_ship", "Amazon: Do Not Ship");
    add("custbody_amz_shipment_state", "Amazon Shipment State");
    add("custcol_amz_order_item_id", "Amazon Order Item ID");
    add("custitem_amz_listed", "Listed on Amazon");
    add("custitem_amz_sku", "Amazon SKU");
    return fields;
}

} // namespace causeway::simulator
