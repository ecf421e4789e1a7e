// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/SettlementSettings.h"

#include <QCoreApplication>

#include "mapping/SettingSchema.h"

namespace causeway::mapping {

namespace {
using namespace setting;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::SettlementSettings)
};

Json marketplacesSchema()
{
    Json properties = Json::object();
    for (const char* name : {"class", "location", "department"})
        properties.set(QString::fromLatin1(name), Json::object({{QStringLiteral("type"), QStringLiteral("string")}}));
    Json place = Json::object({{QStringLiteral("type"), QStringLiteral("object")}});
    place.set(QStringLiteral("properties"), std::move(properties));
    place.set(QStringLiteral("additionalProperties"), false);
    Json json = entry(QStringLiteral("object"), Json::object(),
                      Words::tr("Class, location and department (internal ids) of journal lines by marketplace, for example "
                                "{\"amazon.de\": {\"class\": \"5\"}}. Rows without a marketplace, and marketplaces without an "
                                "entry, get the store's own"));
    json.set(QStringLiteral("additionalProperties"), std::move(place));
    return json;
}
} // namespace

SettlementSettings SettlementSettings::read(const Json& settings)
{
    SettlementSettings s;
    const QString posting = settings[u"posting"].toString();
    s.posting = posting == QStringLiteral("detailed")   ? Posting::Detailed
                : posting == QStringLiteral("payments") ? Posting::Payments
                                                        : Posting::Summary;
    if (settings[u"closedPeriod"].toString() == QStringLiteral("next-open-day"))
        s.closedPeriod = ClosedPeriod::Next;
    const QString deposit = settings[u"deposit"].toString();
    s.deposit = deposit == QStringLiteral("always")  ? Deposit::Always
                : deposit == QStringLiteral("never") ? Deposit::Never
                                                     : Deposit::Auto;
    if (settings[u"unbilledOrders"].toString() == QStringLiteral("journal"))
        s.unbilled = Unbilled::Journal;
    s.splitMonths = settings[u"splitMonths"].toBool(false);
    s.monthsInUtc = settings[u"monthZone"].toString() == QStringLiteral("utc");
    s.byDepositDate = settings[u"postingDate"].toString() == QStringLiteral("deposit");
    s.linesPerJournal = intOf(settings[u"linesPerJournal"], s.linesPerJournal);
    for (const auto& [name, place] : settings[u"marketplaces"].members())
        s.marketplaces[name.toLower()] = {place[u"class"].toString(), place[u"location"].toString(),
                                          place[u"department"].toString()};
    return s;
}

Json SettlementSettings::schema()
{
    Json json = Json::object();
    json.set(
        QStringLiteral("posting"),
        choice({QStringLiteral("summary"), QStringLiteral("detailed"), QStringLiteral("payments")},
               Words::tr("How a settlement is booked. summary: one journal with a line per account; right when orders are not "
                         "billed in NetSuite, or when the sales categories are mapped to the account that their invoices are "
                         "open on. detailed: the same with a line per order and category. payments: each order's invoice is "
                         "paid by a customer payment into the account “clearing”; cash sales and refunds that are in NetSuite "
                         "already are counted, not booked again; fees and all the rest become a journal")));
    json.set(QStringLiteral("unbilledOrders"),
             choice({QStringLiteral("wait"), QStringLiteral("journal")},
                    Words::tr("With payments: orders that have no invoice or cash sale yet. wait: the settlement waits for them. "
                              "journal: they are booked by category as in a summary")));
    json.set(QStringLiteral("deposit"),
             choice({QStringLiteral("auto"), QStringLiteral("always"), QStringLiteral("never")},
                    Words::tr("Whether a deposit moves what Amazon paid from “clearing” to the account “bank” on the day it was "
                              "paid; auto: with payments. A settlement below zero pays nothing and has none")));
    json.set(QStringLiteral("closedPeriod"),
             choice({QStringLiteral("hold"), QStringLiteral("next-open-day")},
                    Words::tr("When the posting day lies in a closed period. hold: the settlement waits until it is opened. "
                              "next-open-day: it is posted on the first day of the next open period, and says so")));
    json.set(
        QStringLiteral("splitMonths"),
        boolean(false, Words::tr("A settlement over a month's end becomes one journal per month; needs the account \"carry\"")));
    json.set(QStringLiteral("monthZone"),
             choice({QStringLiteral("store"), QStringLiteral("utc")},
                    Words::tr("The time zone whose midnight ends a month: the store's, or UTC as in the file")));
    json.set(QStringLiteral("postingDate"), choice({QStringLiteral("end"), QStringLiteral("deposit")},
                                                   Words::tr("The day a settlement is posted on: its end, or its deposit")));
    json.set(QStringLiteral("linesPerJournal"),
             number(1'000, 10, 10'000, Words::tr("Lines of one journal at most; larger ones are split, each balanced")));
    json.set(QStringLiteral("marketplaces"), marketplacesSchema());
    return json;
}

} // namespace causeway::mapping
