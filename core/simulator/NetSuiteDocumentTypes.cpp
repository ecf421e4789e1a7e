// SPDX-License-Identifier: GPL-3.0-or-later
// The documents that follow a sales order, and their fields: REST names of 2026.1 (reference netsuite.md section 6; field lists
// in contracts/netsuite). Fields that only the SOAP schema names are taken where the reference uses them.
#include "simulator/NetSuiteFieldDefs.h"

namespace causeway::simulator {
namespace {

using namespace fields;

const std::initializer_list<const char*> kDates{"tranDate", "shipDate", "startDate", "endDate", "salesEffectiveDate", "dueDate"};
const std::initializer_list<const char*> kComputed{"id",
                                                   "createdFrom",
                                                   "status",
                                                   "total",
                                                   "subtotal",
                                                   "taxTotal",
                                                   "shippingTaxAmount",
                                                   "discountTotal",
                                                   "createdDate",
                                                   "lastModifiedDate",
                                                   "refName",
                                                   "transactionNumber",
                                                   "linkedTrackingNumbers",
                                                   "trackingNumbers",
                                                   "totalAfterTaxes",
                                                   "amountPaid",
                                                   "amountRemaining",
                                                   "amountRemainingTotalBox",
                                                   "applied",
                                                   "unapplied",
                                                   "estGrossProfit",
                                                   "estGrossProfitPercent",
                                                   "links"};

/// Header and lines that invoice, cash sale, credit memo, cash refund and return authorization share.
void addSalesFields(RecordType& t)
{
    t.fields = join({
        {reference("entity", "customer"), reference("subsidiary", "subsidiary", N::OneWorld),
         reference("currency", "currency", N::MultiCurrency), field("exchangeRate", K::Number, "", 0, N::MultiCurrency),
         reference("location", "location", N::MultiLocation), reference("class", "classification"),
         reference("department", "department"), reference("shipMethod", "shipItem"), reference("discountItem", "item"),
         reference("account", "account"), reference("customForm", ""), reference("salesRep", ""), reference("partner", ""),
         reference("leadSource", ""), reference("billAddressList", ""), reference("shipAddressList", ""),
         reference("postingPeriod", "")},
        {text("externalId", 255), text("otherRefNum", 45), text("memo", 999), text("email", 254), text("tranId", 45),
         text("message", 999), text("shipAddress", 999), text("billAddress", 999), text("fob", 300), text("source", 100),
         text("discountRate", 30), text("vatRegNum", 30)},
        plain(K::Number, {"shippingCost", "handlingCost", "altShippingCost", "altHandlingCost"}),
        plain(K::Date, kDates),
        plain(K::Boolean, {"toBeEmailed", "toBePrinted", "toBeFaxed", "shipIsResidential", "shippingCostOverridden"}),
        {field("taxDetailsOverride", K::Boolean, "", 0, N::SuiteTax), field("taxPointDate", K::Date, "", 0, N::SuiteTax),
         field("taxDetails", K::Sublist, "taxDetailsElement", 0, N::SuiteTax)},
        {field("shippingAddress", K::Address), field("billingAddress", K::Address), field("item", K::Sublist, "itemElement")},
        plain(K::ReadOnly, kComputed),
    });
    t.sublists[QStringLiteral("item")] = join({
        {reference("item", "item"), reference("price", "priceLevel"), reference("location", "location", N::MultiLocation),
         reference("class", "classification"), reference("department", "department")},
        plain(K::Number, {"quantity", "rate", "amount", "costEstimate"}),
        {field("line", K::Integer), field("orderLine", K::Integer), text("description", 4000), text("units", 50),
         text("options", 999), text("serialNumbers", 999)},
        {field("taxDetailsReference", K::Text, "", 100, N::SuiteTax), field("grossAmt", K::Number, "", 0, N::SuiteTax),
         field("taxAmount", K::Number, "", 0, N::SuiteTax)},
        plain(K::ReadOnly, {"itemType", "itemSubtype", "lineUniqueKey", "isOpen", "orderDoc", "quantityOrdered", "amountOrdered",
                            "quantityRemaining", "quantityFulfilled", "quantityReceived", "quantityBilled", "quantityAvailable",
                            "linked", "refName", "links"}),
    });
    t.sublists[QStringLiteral("taxDetails")] = taxDetails();
}

void add(RecordType& t, std::initializer_list<std::vector<FieldDef>> more)
{
    const auto fields = join(more);
    t.fields.insert(t.fields.end(), fields.begin(), fields.end());
}

void addPaymentFields(RecordType& t)
{
    add(t, {{reference("paymentOption", ""), field("undepFunds", K::Enumeration), text("checkNumber", 50)},
            plain(K::Boolean, {"cleared"}),
            plain(K::Date, {"clearedDate"})});
}

void addApply(RecordType& t)
{
    add(t, {{field("apply", K::Sublist, "applyElement"), field("autoApply", K::Boolean)}});
    t.sublists[QStringLiteral("apply")] =
        join({{reference("doc", ""), field("line", K::Integer), field("apply", K::Boolean), field("amount", K::Number)},
              plain(K::ReadOnly, {"applyDate", "createdFrom", "currency", "due", "job", "jobName", "refName", "refNum", "total",
                                  "type", "links"})});
}

RecordType invoice()
{
    RecordType t = transaction("invoice", "CustInvc", "TRAN_CUSTINVC", "INV", true);
    addSalesFields(t);
    add(t, {{reference("terms", ""), field("approvalStatus", K::Enumeration)}});
    return t;
}

RecordType cashSale()
{
    RecordType t = transaction("cashSale", "CashSale", "TRAN_CASHSALE", "CS", true);
    addSalesFields(t);
    addPaymentFields(t);
    return t;
}

RecordType creditMemo()
{
    RecordType t = transaction("creditMemo", "CustCred", "TRAN_CUSTCRED", "CM", true);
    addSalesFields(t);
    addApply(t);
    return t;
}

RecordType cashRefund()
{
    RecordType t = transaction("cashRefund", "CashRfnd", "TRAN_CASHRFND", "RF", true);
    addSalesFields(t);
    addPaymentFields(t);
    return t;
}

RecordType returnAuthorization()
{
    RecordType t = transaction("returnAuthorization", "RtnAuth", "TRAN_RTNAUTH", "RMA", false);
    addSalesFields(t);
    add(t, {{field("orderStatus", K::Enumeration)}});
    t.sublists[QStringLiteral("item")].push_back(field("isClosed", K::Boolean));
    return t;
}

RecordType itemFulfillment()
{
    RecordType t = transaction("itemFulfillment", "ItemShip", "TRAN_ITEMSHIP", "IF", true);
    t.fields = join({
        {reference("createdFrom", ""), reference("shipMethod", "shipItem"), reference("class", "classification"),
         reference("department", "department"), reference("inventoryLocation", "location", N::MultiLocation),
         reference("location", "location", N::MultiLocation), reference("customForm", ""), reference("partner", ""),
         reference("shipAddressList", ""), reference("postingPeriod", "")},
        {text("externalId", 255), text("memo", 999), text("tranId", 45), text("shipAddress", 999), text("shipCompany", 83),
         text("shipPhone", 32)},
        plain(K::Number, {"shippingCost", "handlingCost"}),
        plain(K::Date, {"tranDate", "shippedDate", "packedDate", "pickedDate"}),
        plain(K::Boolean, {"shipIsResidential", "shipOverride", "generateIntegratedShipperLabel", "generateReturnLabel"}),
        plain(K::Enumeration, {"shipStatus", "shipCarrier", "shipCountry"}),
        {field("shippingAddress", K::Address), field("item", K::Sublist, "itemElement"),
         field("package", K::Sublist, "packageElement")},
        plain(K::ReadOnly, {"id", "entity", "status", "subsidiary", "currency", "orderId", "orderType", "createdDate",
                            "lastModifiedDate", "refName", "exchangeRate", "isBaseCurrency", "links"}),
    });
    t.sublists[QStringLiteral("item")] = join({
        {reference("location", "location", N::MultiLocation), field("orderLine", K::Integer), field("line", K::Integer),
         field("itemReceive", K::Boolean), field("itemreceive", K::Boolean), field("quantity", K::Number), text("units", 50),
         text("description", 4000), text("serialNumbers", 999), text("binNumbers", 999)},
        plain(K::ReadOnly, {"item", "itemName", "displayName", "itemType", "quantityRemaining", "onHand", "createdPo", "currency",
                            "refName", "links"}),
    });
    t.sublists[QStringLiteral("package")] =
        join({{text("packageCartonNumber", 50), text("packageDescr", 999), text("packageTrackingNumber", 500),
               text("packageTrackingNumberReturn", 500), field("packageWeight", K::Number)},
              plain(K::ReadOnly, {"refName", "links"})});
    return t;
}

RecordType itemReceipt()
{
    RecordType t = transaction("itemReceipt", "ItemRcpt", "TRAN_ITEMRCPT", "IR", true);
    t.fields = join({
        {reference("createdFrom", ""), reference("class", "classification"), reference("department", "department"),
         reference("location", "location", N::MultiLocation), reference("customForm", ""), reference("postingPeriod", "")},
        {text("externalId", 255), text("memo", 999), text("tranId", 45)},
        plain(K::Date, {"tranDate"}),
        {field("item", K::Sublist, "itemElement")},
        plain(K::ReadOnly, {"id", "entity", "status", "subsidiary", "currency", "exchangeRate", "createdDate", "lastModifiedDate",
                            "refName", "links"}),
    });
    t.sublists[QStringLiteral("item")] = join({
        {reference("location", "location", N::MultiLocation), field("orderLine", K::Integer), field("line", K::Integer),
         field("itemReceive", K::Boolean), field("itemreceive", K::Boolean), field("quantity", K::Number),
         field("restock", K::Boolean), text("units", 50), text("description", 4000), text("serialNumbers", 999),
         text("binNumbers", 999)},
        plain(K::ReadOnly,
              {"item", "itemName", "displayName", "itemType", "quantityRemaining", "onHand", "rate", "refName", "links"}),
    });
    return t;
}

/// customerPayment and customerRefund: money against documents of one customer.
std::vector<FieldDef> customerMoneyFields()
{
    return join({
        {reference("customer", "customer"), reference("subsidiary", "subsidiary", N::OneWorld),
         reference("currency", "currency", N::MultiCurrency), field("exchangeRate", K::Number, "", 0, N::MultiCurrency),
         reference("location", "location", N::MultiLocation), reference("class", "classification"),
         reference("department", "department"), reference("account", "account"), reference("arAcct", "account"),
         reference("customForm", ""), reference("postingPeriod", "")},
        {text("externalId", 255), text("memo", 999), text("tranId", 45)},
        plain(K::Date, {"tranDate"}),
        plain(K::ReadOnly, {"id", "status", "total", "balance", "applied", "unapplied", "pending", "createdDate", "createdFrom",
                            "lastModifiedDate", "refName", "transactionNumber", "consolidateBalance", "links"}),
    });
}

RecordType customerPayment()
{
    RecordType t = transaction("customerPayment", "CustPymt", "TRAN_CUSTPYMT", "PYMT", true);
    t.fields = customerMoneyFields();
    add(t, {plain(K::Number, {"payment"})});
    addPaymentFields(t);
    addApply(t);
    return t;
}

RecordType customerRefund()
{
    RecordType t = transaction("customerRefund", "CustRfnd", "TRAN_CUSTRFND", "CR", true);
    t.fields = customerMoneyFields();
    add(t, {plain(K::Boolean, {"toBePrinted"})});
    addPaymentFields(t);
    addApply(t);
    return t;
}

RecordType journalEntry()
{
    RecordType t = transaction("journalEntry", "Journal", "TRAN_JOURNAL", "JE", true);
    t.fields = join({
        {reference("subsidiary", "subsidiary", N::OneWorld), reference("currency", "currency", N::MultiCurrency),
         field("exchangeRate", K::Number, "", 0, N::MultiCurrency), reference("location", "location", N::MultiLocation),
         reference("class", "classification"), reference("department", "department"), reference("customForm", ""),
         reference("postingPeriod", ""), reference("toSubsidiary", "subsidiary", N::OneWorld)},
        {text("externalId", 255), text("memo", 999), text("tranId", 45)},
        plain(K::Date, {"tranDate", "reversalDate"}),
        plain(K::Boolean, {"approved", "reversalDefer"}),
        plain(K::Enumeration, {"approvalStatus"}),
        {field("line", K::Sublist, "lineElement")},
        plain(K::ReadOnly, {"id", "status", "createdDate", "createdFrom", "lastModifiedDate", "refName", "transactionNumber",
                            "isReversal", "reversalEntry", "void", "links"}),
    });
    t.sublists[QStringLiteral("line")] = join({
        {reference("account", "account"), reference("entity", "customer"), reference("location", "location", N::MultiLocation),
         reference("class", "classification"), reference("department", "department"), field("line", K::Integer),
         text("memo", 999)},
        plain(K::Number, {"debit", "credit"}),
        plain(K::Boolean, {"eliminate"}),
        plain(K::ReadOnly, {"refName", "links"}),
    });
    return t;
}

RecordType deposit()
{
    RecordType t = transaction("deposit", "Deposit", "TRAN_DEPOSIT", "DEP", true);
    t.fields = join({
        {reference("account", "account"), reference("subsidiary", "subsidiary", N::OneWorld),
         reference("currency", "currency", N::MultiCurrency), field("exchangeRate", K::Number, "", 0, N::MultiCurrency),
         reference("location", "location", N::MultiLocation), reference("class", "classification"),
         reference("department", "department"), reference("customForm", ""), reference("postingPeriod", "")},
        {text("externalId", 255), text("memo", 999), text("tranId", 45)},
        plain(K::Date, {"tranDate"}),
        {field("payment", K::Sublist, "paymentElement"), field("other", K::Sublist, "otherElement"),
         field("cashback", K::Sublist, "cashbackElement")},
        plain(K::ReadOnly, {"id", "total", "status", "createdDate", "lastModifiedDate", "refName", "transactionNumber", "links"}),
    });
    t.sublists[QStringLiteral("payment")] =
        join({{field("id", K::Integer), field("deposit", K::Boolean), field("lineId", K::Integer), text("memo", 999)},
              plain(K::ReadOnly, {"docDate", "docNumber", "entity", "paymentAmount", "transactionAmount", "type", "refNum",
                                  "refName", "links"})});
    const std::vector<FieldDef> money =
        join({{reference("account", "account"), field("amount", K::Number), reference("class", "classification"),
               reference("department", "department"), reference("location", "location", N::MultiLocation), text("memo", 999),
               field("line", K::Integer)},
              plain(K::ReadOnly, {"refName", "links"})});
    t.sublists[QStringLiteral("cashback")] = money;
    t.sublists[QStringLiteral("other")] =
        join({money, {reference("entity", "customer"), reference("paymentMethod", ""), text("refNum", 50)}});
    return t;
}

} // namespace

std::vector<RecordType> documentTypes()
{
    return {itemFulfillment(), invoice(),      cashSale(),        creditMemo(),     cashRefund(), returnAuthorization(),
            itemReceipt(),     journalEntry(), customerPayment(), customerRefund(), deposit()};
}

} // namespace causeway::simulator
