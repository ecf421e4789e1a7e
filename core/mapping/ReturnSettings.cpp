// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/ReturnSettings.h"

#include <QCoreApplication>

#include "mapping/SettingSchema.h"

namespace causeway::mapping {

namespace {
using namespace setting;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::ReturnSettings)
};
} // namespace

ReturnSettings ReturnSettings::read(const Json& settings)
{
    ReturnSettings s;
    const QString sources = settings[u"sources"].toString();
    s.readsFba = sources != QStringLiteral("merchant");
    s.readsMerchant = sources != QStringLiteral("fba");
    s.firstRunDays = intOf(settings[u"firstRunDays"], s.firstRunDays);
    s.receivesMerchant = settings[u"merchantReceipt"].toString() != QStringLiteral("warehouse");
    s.sellableLocation = settings[u"sellableLocation"].toString().trimmed();
    s.unsellableLocation = settings[u"unsellableLocation"].toString().trimmed();
    s.waitDays = intOf(settings[u"waitDays"], s.waitDays);
    return s;
}

Json ReturnSettings::schema()
{
    Json json = Json::object();
    json.set(QStringLiteral("sources"),
             choice({QStringLiteral("both"), QStringLiteral("fba"), QStringLiteral("merchant")},
                    Words::tr("Returns to Amazon's warehouses, returns to your own address, or both")));
    json.set(QStringLiteral("firstRunDays"), number(30, 1, 60, Words::tr("Days that the first run reads back")));
    json.set(QStringLiteral("merchantReceipt"),
             choice({QStringLiteral("delivered"), QStringLiteral("warehouse")},
                    Words::tr("A return to your own address gets its item receipt when Amazon says it was delivered, or your "
                              "warehouse receives it in NetSuite")));
    json.set(
        QStringLiteral("sellableLocation"),
        entry(QStringLiteral("string"), QStringLiteral(""),
              Words::tr("NetSuite location of sellable returns (internal id). Empty: where the order left from, for FBA orders "
                        "the store's FBA location")));
    json.set(QStringLiteral("unsellableLocation"),
             entry(QStringLiteral("string"), QStringLiteral(""),
                   Words::tr("NetSuite location of damaged, defective or otherwise unsellable returns (internal id). Empty: they "
                             "are received but do not go back into stock")));
    json.set(
        QStringLiteral("waitDays"),
        number(14, 1, 365, Words::tr("Days that a return waits for the order to be in NetSuite before it becomes an error")));
    return json;
}

} // namespace causeway::mapping
