// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/OrderMaker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include <QHash>

namespace causeway::simulator {
namespace {

constexpr qint64 kHourMs = 3'600'000;

struct Place
{
    const char *city, *state, *zip;
    int taxBasisPoints; ///< sales tax that Amazon charges there
};
constexpr std::array kUs{Place{"Austin", "TX", "78701", 825},    Place{"Seattle", "WA", "98101", 1025},
                         Place{"Portland", "OR", "97205", 0},    Place{"Brooklyn", "NY", "11201", 888},
                         Place{"Denver", "CO", "80202", 881},    Place{"Chicago", "IL", "60601", 1025},
                         Place{"Miami", "FL", "33101", 700},     Place{"Boston", "MA", "02108", 625},
                         Place{"San Diego", "CA", "92101", 775}, Place{"Boise", "ID", "83702", 600}};
constexpr std::array kCa{Place{"Toronto", "ON", "M5V 2T6", 1300}, Place{"Vancouver", "BC", "V6B 1A1", 1200},
                         Place{"Montréal", "QC", "H2Y 1C6", 1498}, Place{"Calgary", "AB", "T2P 1J9", 500}};
constexpr std::array kDe{Place{"München", "Bayern", "80331", 0}, Place{"Köln", "Nordrhein-Westfalen", "50667", 0},
                         Place{"Görlitz", "Sachsen", "02826", 0}, Place{"Weißenfels", "Sachsen-Anhalt", "06667", 0}};
constexpr std::array kGb{Place{"London", "Greater London", "SW1A 1AA", 0}, Place{"Leeds", "West Yorkshire", "LS1 4AP", 0},
                         Place{"Cardiff", "Wales", "CF10 1EP", 0}};
constexpr std::array kJp{Place{"渋谷区", "東京都", "150-0002", 0}, Place{"大阪市北区", "大阪府", "530-0001", 0},
                         Place{"札幌市中央区", "北海道", "060-0001", 0}};

struct Names
{
    std::span<const char*const> first, last, streets;
};
constexpr std::array<const char*, 8> kFirstEn{"Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Radia", "Linus"};
constexpr std::array<const char*, 8> kLastEn{"Byron",       "Hopper", "O'Connor", "Lovelace",
                                             "Smith-Jones", "Nguyen", "Garcia",   "MacDonald"};
constexpr std::array<const char*, 4> kStreetEn{"Main Street", "Oak Avenue", "Lake View Drive", "Mill Road"};
constexpr std::array<const char*, 6> kFirstDe{"Jürgen", "Änne", "Björn", "Käthe", "Günter", "Zoë"};
constexpr std::array<const char*, 6> kLastDe{"Müller", "Groß", "Schäfer", "Weißgerber", "von der Höh", "Öztürk"};
constexpr std::array<const char*, 4> kStreetDe{"Hauptstraße", "Bäckergasse", "Am Mühlbach", "Straße des 17. Juni"};
constexpr std::array<const char*, 4> kFirstJp{"花子", "太郎", "さくら", "健一"};
constexpr std::array<const char*, 4> kLastJp{"山田", "佐藤", "鈴木", "髙橋"};
constexpr std::array<const char*, 3> kStreetJp{"道玄坂", "梅田", "大通西"};

Names namesOf(const QString& country)
{
    if (country == QStringLiteral("DE"))
        return {kFirstDe, kLastDe, kStreetDe};
    if (country == QStringLiteral("JP"))
        return {kFirstJp, kLastJp, kStreetJp};
    return {kFirstEn, kLastEn, kStreetEn};
}

std::span<const Place> placesOf(const QString& country)
{
    if (country == QStringLiteral("CA"))
        return kCa;
    if (country == QStringLiteral("DE"))
        return kDe;
    if (country == QStringLiteral("GB"))
        return kGb;
    if (country == QStringLiteral("JP"))
        return kJp;
    return kUs;
}

int taxBasisPoints(const CompanyStore& store, const QString& state)
{
    // Prices in Europe and Japan contain the tax: Amazon shows no tax of its own there.
    for (const Place& place : placesOf(store.country)) {
        if (state == QString::fromUtf8(place.state))
            return place.taxBasisPoints;
    }
    return store.country == QStringLiteral("US") ? 500 : 0;
}

qint64 share(qint64 amount, int basisPoints)
{
    return std::llround(static_cast<double>(amount) * basisPoints / 10'000.0);
}

} // namespace

OrderMaker::OrderMaker(quint64 seed, qint64 nowMs) : m_dice(seed), m_nowMs(nowMs), m_products(companyProducts()) {}

SimOrderItem OrderMaker::item(const CompanyStore& store, const QString& sku, qint64 quantity)
{
    const auto product = std::find_if(m_products.begin(), m_products.end(), [&](const Product& p) { return p.sku == sku; });
    SimOrderItem line;
    line.orderItemId = m_dice.digits(14);
    line.sku = sku;
    line.asin = product == m_products.end() ? QStringLiteral("B0NX%1").arg(m_dice.digits(6)) : product->asin;
    line.title = product == m_products.end() ? QStringLiteral("Northfield article %1").arg(sku) : product->title;
    line.quantity = quantity;
    line.unitPrice = priceIn(store, product == m_products.end() ? 2999 : product->price);
    return line;
}

void OrderMaker::addBuyer(AmazonOrder& order, const CompanyStore& store)
{
    // One order in six is from a buyer who bought before.
    const int buyer = m_buyers > 0 && m_dice.chance(160) ? m_dice.below(m_buyers) : m_buyers++;
    Dice person(static_cast<quint64>(buyer) * 7919 + 17);
    const Names names = namesOf(store.country);
    const QString first = QString::fromUtf8(person.pick(names.first)), last = QString::fromUtf8(person.pick(names.last));
    const Place& place = person.pick(placesOf(store.country));
    const bool isJapan = store.country == QStringLiteral("JP");
    order.buyerName = isJapan ? last + QLatin1Char(' ') + first : first + QLatin1Char(' ') + last;
    order.buyerEmail = QStringLiteral("%1%2@marketplace.%3")
                           .arg(derivedSecret(static_cast<quint64>(buyer), store.id.toLatin1(), 14))
                           .arg(buyer)
                           .arg(store.domain.mid(4));
    SimAddress address;
    address.name = order.buyerName;
    const QString street = QString::fromUtf8(person.pick(names.streets));
    const int number = 1 + person.below(240);
    address.line1 = isJapan || store.country == QStringLiteral("DE") ? QStringLiteral("%1 %2").arg(street).arg(number)
                                                                     : QStringLiteral("%1 %2").arg(number).arg(street);
    if (person.chance(250))
        address.line2 = isJapan ? QStringLiteral("メゾン北野 %1号室").arg(100 + person.below(800))
                                : QStringLiteral("Apt %1").arg(person.below(90));
    address.city = QString::fromUtf8(place.city);
    address.state = QString::fromUtf8(place.state);
    address.postalCode = QString::fromUtf8(place.zip);
    address.countryCode = store.country;
    address.phone = QStringLiteral("+%1 555 %2").arg(isJapan ? 81 : 1).arg(person.digits(7));
    order.address = address;
}

void OrderMaker::setTax(AmazonOrder& order, const CompanyStore& store) const
{
    const int points = order.address ? taxBasisPoints(store, order.address->state) : 0;
    for (SimOrderItem& line : order.items) {
        line.itemTax = share(line.itemAmount() - line.itemDiscount, points);
        line.shippingTax = share(line.shipping - line.shippingDiscount, points);
        line.giftWrapTax = share(line.giftWrap, points);
        // The company collects Canadian taxes itself.
        line.marketplaceCollectsTax = store.country != QStringLiteral("CA");
    }
}

AmazonOrder OrderMaker::order(const CompanyStore& store)
{
    AmazonOrder order;
    order.store = store.id;
    order.sellerId = store.sellerId;
    order.marketplaceId = store.marketplaceId;
    order.currency = store.currency;
    order.orderId = QStringLiteral("%1-%2-%3").arg(store.orderPrefix, m_dice.digits(7), m_dice.digits(7));
    // Between an hour and 26 days old: inside the thirty days that a first run reads.
    order.createdMs =
        (m_nowMs - kHourMs - static_cast<qint64>(m_dice.next() % static_cast<quint64>(qint64(26) * 24 * kHourMs))) / 1000 * 1000;
    order.updatedMs = order.createdMs + 600'000;
    addBuyer(order, store);
    const int lines = m_dice.chance(650) ? 1 : m_dice.chance(700) ? 2 : 3;
    for (int i = 0; i < lines; ++i) {
        // The last products of the list are the odd ones.
        const Product& product = m_products[static_cast<size_t>(m_dice.below(static_cast<int>(m_products.size()) - 3))];
        const bool isTwice = std::any_of(order.items.begin(), order.items.end(),
                                         [&](const SimOrderItem& known) { return known.sku == product.sku; });
        if (!isTwice)
            order.items.push_back(item(store, product.sku, m_dice.chance(750) ? 1 : 2 + m_dice.below(3)));
    }
    if (m_dice.chance(450))
        order.items.front().shipping = store.currency == QStringLiteral("JPY") ? 500 : 399 + 100 * m_dice.below(7);
    order.serviceLevel = m_dice.chance(800) ? QStringLiteral("STANDARD") : QStringLiteral("EXPEDITED");
    order.paymentMethod = QStringLiteral("CreditCard");
    setTax(order, store);
    if (m_dice.chance(300) && order.createdMs < m_nowMs - 48 * kHourMs) {
        order.status = QStringLiteral("SHIPPED");
        order.updatedMs += 30 * kHourMs;
        for (SimOrderItem& line : order.items)
            line.fulfilled = line.quantity;
    }
    return order;
}

} // namespace causeway::simulator
