// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/OrderSettings.h"

#include <QCoreApplication>
#include <QStringList>

namespace causeway::mapping {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::OrderSettings)
};

Json entry(const QString& type, Json fallback, const QString& description)
{
    Json json = Json::object();
    json.set(QStringLiteral("type"), type);
    json.set(QStringLiteral("default"), std::move(fallback));
    json.set(QStringLiteral("description"), description);
    return json;
}

Json number(int fallback, int least, int most, const QString& description)
{
    Json json = entry(QStringLiteral("integer"), fallback, description);
    json.set(QStringLiteral("minimum"), least);
    json.set(QStringLiteral("maximum"), most);
    return json;
}

Json choice(const QStringList& words, const QString& description)
{
    Json json = entry(QStringLiteral("string"), words.first(), description);
    Json allowed = Json::array();
    for (const QString& word : words)
        allowed.append(word);
    json.set(QStringLiteral("enum"), std::move(allowed));
    return json;
}

int intOf(const Json& json, int fallback)
{
    return static_cast<int>(json.toInteger().value_or(fallback));
}
} // namespace

OrderSettings OrderSettings::read(const Json& settings)
{
    OrderSettings s;
    s.firstRunDays = intOf(settings[u"firstRunDays"], s.firstRunDays);
    s.overlapMinutes = intOf(settings[u"overlapMinutes"], s.overlapMinutes);
    s.sweepHours = intOf(settings[u"sweepHours"], s.sweepHours);
    s.orderStatus = settings[u"orderStatus"].toString(QStringLiteral("pending-fulfillment")) == QStringLiteral("pending-approval")
                        ? QStringLiteral("A")
                        : QStringLiteral("B");
    s.discountPerLine = settings[u"discounts"].toString() != QStringLiteral("order");
    s.customerAddress = settings[u"customerAddress"].toString() == QStringLiteral("first-order");
    s.closeCancelledLines = settings[u"cancelled"].toString() != QStringLiteral("flag-only");
    s.updateAddress = settings[u"updateAddress"].toBool(true);
    return s;
}

Json OrderSettings::schema()
{
    Json json = Json::object();
    json.set(QStringLiteral("firstRunDays"), number(30, 1, 730, Words::tr("Days that the first run reads back")));
    json.set(QStringLiteral("overlapMinutes"),
             number(15, 0, 1440, Words::tr("Minutes read again at each run, because Amazon may list a change late")));
    json.set(QStringLiteral("sweepHours"), number(48, 1, 720, Words::tr("Hours that the slower sweep reads again")));
    json.set(QStringLiteral("orderStatus"), choice({QStringLiteral("pending-fulfillment"), QStringLiteral("pending-approval")},
                                                   Words::tr("Status of a new sales order")));
    json.set(QStringLiteral("discounts"), choice({QStringLiteral("line"), QStringLiteral("order")},
                                                 Words::tr("A discount line after each item, or one for the whole order")));
    json.set(
        QStringLiteral("customerAddress"),
        choice(
            {QStringLiteral("never"), QStringLiteral("first-order")},
            Words::tr("Whether a new customer gets the ship-to address of the first order; the sales order always has its own")));
    json.set(QStringLiteral("cancelled"),
             choice({QStringLiteral("close-lines"), QStringLiteral("flag-only")},
                    Words::tr("What happens to a sales order whose Amazon order is cancelled later")));
    json.set(QStringLiteral("updateAddress"),
             entry(QStringLiteral("boolean"), true, Words::tr("A ship-to address changed at Amazon changes the sales order")));
    return json;
}

} // namespace causeway::mapping
