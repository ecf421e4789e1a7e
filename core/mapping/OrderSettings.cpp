// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/OrderSettings.h"

#include <QCoreApplication>

#include "mapping/FieldRules.h"
#include "mapping/SettingSchema.h"

namespace causeway::mapping {

namespace {
using namespace setting;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::OrderSettings)
};

constexpr int kMostOverlapMinutes = 30 * 1440;

CancelPolicy policyOf(const Json& json)
{
    const QString word = json.toString();
    return word == QStringLiteral("flag-only") ? CancelPolicy::FlagOnly
           : word == QStringLiteral("ask")     ? CancelPolicy::Ask
                                               : CancelPolicy::CloseLines;
}

Json policy(const QString& description)
{
    return choice({QStringLiteral("close-lines"), QStringLiteral("flag-only"), QStringLiteral("ask")}, description);
}
} // namespace

OrderSettings OrderSettings::read(const config::FlowSettings& flow)
{
    const Json& settings = flow.settings;
    OrderSettings s;
    s.isFba = flow.flow == QStringLiteral("orders-fba");
    s.fields = settings[u"fields"].toString();
    s.firstRunDays = intOf(settings[u"firstRunDays"], s.firstRunDays);
    s.overlapMinutes = intOf(settings[u"overlapMinutes"], s.overlapMinutes);
    s.sweepHours = intOf(settings[u"sweepHours"], s.sweepHours);
    s.checkDays = intOf(settings[u"checkDays"], s.checkDays);
    s.reportDays = intOf(settings[u"reportDays"], s.reportDays);
    // What has left Amazon's warehouse needs no approval any more, and only a pending order can be fulfilled.
    const bool waits = !s.isFba && settings[u"orderStatus"].toString() == QStringLiteral("pending-approval");
    s.orderStatus = waits ? QStringLiteral("A") : QStringLiteral("B");
    s.discountPerLine = settings[u"discounts"].toString() != QStringLiteral("order");
    s.followsCustomerAddress = !s.isFba && settings[u"customerAddress"].toString() == QStringLiteral("each-order");
    s.customerAddress =
        s.followsCustomerAddress || (!s.isFba && settings[u"customerAddress"].toString() == QStringLiteral("first-order"));
    s.cancelledOrder = policyOf(settings[u"cancelled"]);
    s.cancelledItem = policyOf(settings[u"cancelledItems"]);
    s.updateAddress = !s.isFba && settings[u"updateAddress"].toBool(true);
    if (s.isFba) {
        s.document = fromRecordType(settings[u"document"].toString()).value_or(OrderDocument::SalesOrder);
        s.cashAccount = settings[u"cashAccount"].toString().trimmed();
        s.importMultiChannel = settings[u"mcf"].toString() == QStringLiteral("import");
    }
    return s;
}

Json OrderSettings::schema(bool isFba)
{
    Json json = Json::object();
    json.set(QStringLiteral("firstRunDays"), number(30, 1, 730, Words::tr("Days that the first run reads back")));
    json.set(QStringLiteral("overlapMinutes"),
             number(15, 0, kMostOverlapMinutes,
                    Words::tr("Minutes read again at each run, because Amazon may list a change late; 1440 go back one day")));
    json.set(QStringLiteral("sweepHours"), number(48, 1, 720, Words::tr("Hours that the slower sweep reads again")));
    json.set(
        QStringLiteral("checkDays"),
        number(30, 0, 90, Words::tr("Days that the weekly check reads again, for orders that no list had shown; 0: no check")));
    json.set(QStringLiteral("reportDays"),
             number(30, 0, 30,
                    Words::tr("Days of Amazon's order report, read daily as a second source: orders that only it "
                              "shows are fetched by their id; 0: no report")));
    json.set(QStringLiteral("discounts"), choice({QStringLiteral("line"), QStringLiteral("order")},
                                                 Words::tr("A discount line after each item, or one for the whole order")));
    json.set(QStringLiteral("fields"),
             entry(QStringLiteral("string"), QStringLiteral(""),
                   Words::tr("Further fields of the document: field=text, separated by semicolons, for example "
                             "memo={store} {orderId}; custbody_region=West; salesRep=id:12. Placeholders: {orderId}, "
                             "{sellerOrderId}, {store}, {channel}, {marketplace}, {fulfillment}, {serviceLevel}, {purchaseDay}, "
                             "{replacementOf}. Fields: custbody_…, memo, message, class, department, location, salesRep, "
                             "partner, leadSource, terms, customForm, shipComplete"))
                 .set(QStringLiteral("pattern"), fieldRulesPattern()));
    json.set(
        QStringLiteral("cancelled"),
        policy(Words::tr("What happens to a sales order whose Amazon order is cancelled later: its open lines are closed; it "
                         "is only marked “do not ship”; or it waits in Review for your decision. An order that was shipped "
                         "or billed already is always an error")));
    json.set(QStringLiteral("cancelledItems"),
             policy(Words::tr(
                 "The same for single items, or units of them, that are cancelled later. “flag-only” leaves their lines open "
                 "and shows the difference as a variance")));
    if (isFba) {
        json.set(
            QStringLiteral("document"),
            choice({QStringLiteral("salesOrder"), QStringLiteral("invoice"), QStringLiteral("cashSale")},
                   Words::tr("What a shipped FBA order becomes. salesOrder: a sales order and its item fulfillment, which takes "
                             "the goods out of the FBA location; the flow billing makes the invoice, and settlements can be "
                             "matched to it. invoice: one document that posts revenue and stock at once and stays open until "
                             "a settlement pays it. cashSale: one document that counts as paid at once, so settlements "
                             "cannot be matched to payments; fewest documents")));
        json.set(QStringLiteral("cashAccount"),
                 entry(QStringLiteral("string"), QStringLiteral(""),
                       Words::tr("Where the money of a cash sale goes: empty = the account mapped as “clearing”; "
                                 "undeposited-funds; or account:ID")));
        json.set(
            QStringLiteral("mcf"),
            choice({QStringLiteral("skip"), QStringLiteral("import")},
                   Words::tr("Orders of another channel that Amazon sends out (Multi-Channel Fulfillment): leave them to that "
                             "channel's own books, or import them like FBA orders, with the price 0 when Amazon states "
                             "none")));
        return json;
    }
    json.set(QStringLiteral("orderStatus"), choice({QStringLiteral("pending-fulfillment"), QStringLiteral("pending-approval")},
                                                   Words::tr("Status of a new sales order")));
    json.set(
        QStringLiteral("customerAddress"),
        choice({QStringLiteral("never"), QStringLiteral("first-order"), QStringLiteral("each-order")},
               Words::tr("Whether a new customer gets the ship-to address of the first order, and whether the next order of that "
                         "buyer with another address updates it; the sales order always has its own. An address that a person "
                         "changed in NetSuite stays")));
    json.set(QStringLiteral("updateAddress"),
             entry(QStringLiteral("boolean"), true, Words::tr("A ship-to address changed at Amazon changes the sales order")));
    return json;
}

} // namespace causeway::mapping
