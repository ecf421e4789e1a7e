// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/BillingSettings.h"

#include <QCoreApplication>

#include "mapping/SettingSchema.h"

namespace causeway::mapping {

namespace {
using namespace setting;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::BillingSettings)
};

} // namespace

BillingSettings BillingSettings::read(const Json& settings)
{
    BillingSettings s;
    if (settings[u"document"].toString() == recordType(OrderDocument::CashSale))
        s.document = OrderDocument::CashSale;
    s.dateOfFulfillment = settings[u"date"].toString() == QStringLiteral("fulfillment");
    s.fulfillmentBills = settings[u"fulfillmentBills"].toBool(false);
    s.cashAccount = settings[u"cashAccount"].toString().trimmed();
    s.firstRunDays = intOf(settings[u"firstRunDays"], s.firstRunDays);
    s.overlapHours = intOf(settings[u"overlapHours"], s.overlapHours);
    s.sweepDays = intOf(settings[u"sweepDays"], s.sweepDays);
    return s;
}

Json BillingSettings::schema()
{
    Json json = Json::object();
    json.set(
        QStringLiteral("document"),
        choice({QStringLiteral("invoice"), QStringLiteral("cashSale")},
               Words::tr("What a fulfilled sales order is billed as. invoice: stays open until a settlement pays it. cashSale: "
                         "counts as paid at once, so settlements cannot be matched to payments")));
    json.set(QStringLiteral("date"), choice({QStringLiteral("today"), QStringLiteral("fulfillment")},
                                            Words::tr("Date of the document: the day it is made, or the day of the last "
                                                      "fulfillment (refused by NetSuite when that period is closed)")));
    json.set(
        QStringLiteral("fulfillmentBills"),
        boolean(false,
                Words::tr("For accounts without Advanced Shipping, where the fulfillment makes the invoice itself: nothing is "
                          "billed by this flow")));
    json.set(
        QStringLiteral("cashAccount"),
        entry(QStringLiteral("string"), QStringLiteral(""),
              Words::tr("Where the money of a cash sale goes: empty = the account mapped as “clearing”; undeposited-funds; or "
                        "account:ID")));
    json.set(QStringLiteral("firstRunDays"), number(30, 1, 730, Words::tr("Days that the first run reads back")));
    json.set(QStringLiteral("overlapHours"),
             number(24, 0, 168,
                    Words::tr("Hours read again at each run: NetSuite does not say in which time zone it compares times")));
    json.set(QStringLiteral("sweepDays"), number(30, 1, 365, Words::tr("Days that the slower sweep reads again")));
    return json;
}

} // namespace causeway::mapping
