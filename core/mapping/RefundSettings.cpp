// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/RefundSettings.h"

#include <QCoreApplication>

#include "mapping/SettingSchema.h"

namespace causeway::mapping {

namespace {
using namespace setting;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::RefundSettings)
};
} // namespace

RefundSettings RefundSettings::read(const Json& settings)
{
    RefundSettings s;
    if (settings[u"payOut"].toString() == QStringLiteral("open-invoice"))
        s.payOut = PayOut::OpenInvoice;
    s.firstRunDays = intOf(settings[u"firstRunDays"], s.firstRunDays);
    s.overlapHours = intOf(settings[u"overlapHours"], s.overlapHours);
    s.sweepDays = intOf(settings[u"sweepDays"], s.sweepDays);
    s.waitDays = intOf(settings[u"waitDays"], s.waitDays);
    return s;
}

Json RefundSettings::schema()
{
    Json json = Json::object();
    json.set(QStringLiteral("payOut"),
             choice({QStringLiteral("customer-refund"), QStringLiteral("open-invoice")},
                    Words::tr("What follows the credit memo of an invoice. customer-refund: a customer refund out of the account "
                              "mapped as “clearing”, because Amazon paid the buyer from the seller's balance; the invoice stays "
                              "as it is. open-invoice: the credit memo reduces what is open on the invoice; what is not open any "
                              "more stays as the customer's credit. A cash sale always gets a cash refund")));
    json.set(QStringLiteral("firstRunDays"), number(30, 1, 180, Words::tr("Days that the first run reads back")));
    json.set(QStringLiteral("overlapHours"),
             number(72, 48, 720, Words::tr("Hours read again at each run: Amazon lists postings of recent orders late")));
    json.set(QStringLiteral("sweepDays"), number(14, 1, 180, Words::tr("Days that the slower sweep reads again")));
    json.set(QStringLiteral("waitDays"),
             number(14, 1, 365,
                    Words::tr("Days that a refund waits for the order's invoice or cash sale before it becomes an error")));
    return json;
}

} // namespace causeway::mapping
