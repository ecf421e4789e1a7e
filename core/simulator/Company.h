// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>
#include <QStringList>

namespace causeway::simulator {

/// One seller account of Northfield Outdoor, the invented company of the demo, and where it stands in NetSuite.
struct CompanyStore
{
    QString id, name, sellerId, region, marketplaceId, marketplaceName, country, currency, language, domain, timeZone,
        refreshToken;
    QString subsidiary, location, fbaLocation, shipMethod, houseCustomer; ///< NetSuite internal ids
    QString orderPrefix;                                                  ///< first three digits of its Amazon order ids
    int pricePerMille = 1000;                                             ///< price level against US dollars
};

struct Product
{
    QString sku, title, asin, upc, netSuiteId;
    qint64 price = 0; ///< US cents
};

[[nodiscard]] std::vector<CompanyStore> companyStores(quint64 seed);
[[nodiscard]] std::vector<Product> companyProducts();
[[nodiscard]] QString amazonClientId(quint64 seed);
[[nodiscard]] QString amazonClientSecret(quint64 seed);
/// In the store's currency, minor units.
[[nodiscard]] qint64 priceIn(const CompanyStore& store, qint64 usCents);

/// SKUs with something odd about them (see DemoOrders.cpp).
namespace odd {
inline const QStringList kUnknownSkus{QStringLiteral("NF-UNLISTED-77"), QStringLiteral("LEGACY-4711")};
inline const QString kCaseSku = QStringLiteral("nf-lamp-halo-blk"); ///< NetSuite: NF-LAMP-HALO-BLK
inline const QString kCaseItem = QStringLiteral("NF-LAMP-HALO-BLK");
inline const QString kAliasSku = QStringLiteral("AMZ-BUNDLE-STOVE"); ///< mapped to the next
inline const QString kAliasItem = QStringLiteral("NF-STOVE-BUNDLE");
inline const QString kCollisionSku = QStringLiteral("NF-MUG-450"); ///< NetSuite has this and nf-mug-450
inline const QString kInactiveSku = QStringLiteral("NF-COOKER-OLD");
} // namespace odd

} // namespace causeway::simulator
