// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/Company.h"

#include <array>

#include "simulator/Dice.h"

namespace causeway::simulator {

std::vector<CompanyStore> companyStores(quint64 seed)
{
    const auto store = [&](const char* id, const char* name, const char* seller, const char* region, const char* marketplace,
                           const char* marketplaceName, const char* country, const char* currency, const char* language,
                           const char* zone, const char* subsidiary, const char* location, const char* fbaLocation,
                           const char* shipMethod, const char* house, const char* prefix, int price) {
        CompanyStore s;
        s.id = QString::fromLatin1(id);
        s.name = QString::fromLatin1(name);
        s.sellerId = QString::fromLatin1(seller);
        s.region = QString::fromLatin1(region);
        s.marketplaceId = QString::fromLatin1(marketplace);
        s.marketplaceName = QString::fromLatin1(marketplaceName);
        s.domain = QStringLiteral("www.") + s.marketplaceName.toLower();
        s.country = QString::fromLatin1(country);
        s.currency = QString::fromLatin1(currency);
        s.language = QString::fromLatin1(language);
        s.timeZone = QString::fromLatin1(zone);
        s.subsidiary = QString::fromLatin1(subsidiary);
        s.location = QString::fromLatin1(location);
        s.fbaLocation = QString::fromLatin1(fbaLocation);
        s.shipMethod = QString::fromLatin1(shipMethod);
        s.houseCustomer = QString::fromLatin1(house);
        s.orderPrefix = QString::fromLatin1(prefix);
        s.pricePerMille = price;
        s.refreshToken = QStringLiteral("Atzr|") + derivedSecret(seed, "refresh/" + s.id.toLatin1(), 96);
        return s;
    };
    return {
        store("us", "Amazon US", "A1NORTHFIELDUS", "na", "ATVPDKIKX0DER", "Amazon.com", "US", "USD", "en_US",
              "America/Los_Angeles", "1", "3", "4", "44", "901", "113", 1000),
        store("ca", "Amazon Canada", "A1NORTHFIELDCA", "na", "A2EUQ1WTGCTBG2", "Amazon.ca", "CA", "CAD", "en_CA",
              "America/Toronto", "2", "5", "6", "50", "902", "702", 1350),
        store("de", "Amazon Deutschland", "A1NORTHFIELDDE", "eu", "A1PA6795UKMFR9", "Amazon.de", "DE", "EUR", "de_DE",
              "Europe/Berlin", "3", "7", "8", "47", "903", "302", 1100),
        store("gb", "Amazon UK", "A1NORTHFIELDGB", "eu", "A1F83G8C2ARO7P", "Amazon.co.uk", "GB", "GBP", "en_GB", "Europe/London",
              "4", "9", "10", "49", "904", "202", 950),
        store("jp", "Amazon Japan", "A1NORTHFIELDJP", "fe", "A1VC38T7YXB528", "Amazon.co.jp", "JP", "JPY", "ja_JP", "Asia/Tokyo",
              "5", "11", "12", "48", "905", "250", 1500),
    };
}

std::vector<Product> companyProducts()
{
    struct Line
    {
        const char *code, *name;
        int cents;
    };
    static constexpr std::array kLines{
        Line{"TENT", "Tent", 18900},       Line{"TARP", "Tarp", 5900},      Line{"BAG", "Sleeping Bag", 12900},
        Line{"MAT", "Sleeping Mat", 7450}, Line{"PACK", "Backpack", 14950}, Line{"STOVE", "Gas Stove", 4995},
        Line{"POT", "Cooking Pot", 2999},  Line{"LAMP", "Head Lamp", 3495}, Line{"JACKET", "Rain Jacket", 13900},
        Line{"GLOVE", "Gloves", 2450},     Line{"BOTTLE", "Bottle", 1999},  Line{"ROPE", "Rope 30 m", 8900},
    };
    struct Model
    {
        const char *code, *name;
        int perMille;
    };
    static constexpr std::array kModels{Model{"RIDGE", "Ridge", 1000}, Model{"FJORD", "Fjord", 1150}, Model{"MOSS", "Moss", 820},
                                        Model{"PEAK", "Peak", 1400},   Model{"RIVER", "River", 910},  Model{"HALO", "Halo", 1075},
                                        Model{"CEDAR", "Cedar", 700},  Model{"NORTH", "North", 1650}};
    static constexpr std::array kColours{std::pair{"BLK", "Black"}, std::pair{"GRN", "Moss Green"}, std::pair{"ORG", "Orange"},
                                         std::pair{"BLU", "Sea Blue"}};

    std::vector<Product> products;
    Dice dice(20261123);
    const auto add = [&](const QString& sku, const QString& title, qint64 price) {
        Product p;
        p.sku = sku;
        p.title = title;
        p.price = price;
        p.netSuiteId = QString::number(1001 + products.size());
        p.asin = QStringLiteral("B0N%1").arg(1000000 + static_cast<int>(products.size()) * 37 + dice.below(37));
        p.upc = QStringLiteral("8100%1").arg(dice.digits(8));
        products.push_back(p);
    };
    for (const Line& line : kLines) {
        for (const Model& model : kModels) {
            for (const auto& [code, colour] : kColours) {
                add(QStringLiteral("NF-%1-%2-%3").arg(QLatin1String(line.code), QLatin1String(model.code), QLatin1String(code)),
                    QStringLiteral("Northfield %1 %2, %3")
                        .arg(QLatin1String(model.name), QLatin1String(line.name), QLatin1String(colour)),
                    // …99, …49: prices that do not divide evenly find rounding faults
                    static_cast<qint64>(line.cents) * model.perMille / 1000 / 50 * 50 + (dice.chance(500) ? 49 : 99) - 50);
            }
        }
    }
    add(odd::kAliasItem, QStringLiteral("Northfield Stove Bundle with Pot and Mug"), 8999);
    add(odd::kCollisionSku, QStringLiteral("Northfield Enamel Mug 450 ml"), 1499);
    add(odd::kInactiveSku, QStringLiteral("Northfield Cooker, former model"), 3999);
    return products;
}

QString amazonClientId(quint64 seed)
{
    return QStringLiteral("amzn1.application-oa2-client.") + derivedSecret(seed, "client-id", 32);
}

QString amazonClientSecret(quint64 seed)
{
    return QStringLiteral("amzn1.oa2-cs.v1.") + derivedSecret(seed, "client-secret", 64);
}

qint64 priceIn(const CompanyStore& store, qint64 usCents)
{
    const qint64 scaled = usCents * store.pricePerMille / 1000;
    // Yen have no minor unit: 19.99 USD is about 2,990 yen.
    return store.currency == QStringLiteral("JPY") ? qMax<qint64>(100, scaled / 10 * 10) : scaled;
}

} // namespace causeway::simulator
