// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Links.h"

#include <algorithm>
#include <array>

#include <QRegularExpression>

#include "netsuite/AccountId.h"

namespace causeway::engine::links {

namespace {
using L = QLatin1StringView;
/// Amazon's table "Seller Central URLs" of the Selling Partner API.
constexpr std::array kHosts{
    std::pair(L("ATVPDKIKX0DER"), L("sellercentral.amazon.com")),
    std::pair(L("A2EUQ1WTGCTBG2"), L("sellercentral.amazon.ca")),
    std::pair(L("A1AM78C64UM0Y8"), L("sellercentral.amazon.com.mx")),
    std::pair(L("A2Q3Y263D00KWC"), L("sellercentral.amazon.com.br")),
    std::pair(L("A1F83G8C2ARO7P"), L("sellercentral-europe.amazon.com")),
    std::pair(L("A1PA6795UKMFR9"), L("sellercentral-europe.amazon.com")),
    std::pair(L("A13V1IB3VIYZZH"), L("sellercentral-europe.amazon.com")),
    std::pair(L("APJ6JRA9NG5V4"), L("sellercentral-europe.amazon.com")),
    std::pair(L("A1RKKUPIHCS9HS"), L("sellercentral-europe.amazon.com")),
    std::pair(L("A1805IZSGTT6HS"), L("sellercentral.amazon.nl")),
    std::pair(L("AMEN7PMS3EDWL"), L("sellercentral.amazon.com.be")),
    std::pair(L("A2NODRKZP88ZB9"), L("sellercentral.amazon.se")),
    std::pair(L("A1C3SOZRARQ6R3"), L("sellercentral.amazon.pl")),
    std::pair(L("A33AVAJ2PDY3EV"), L("sellercentral.amazon.com.tr")),
    std::pair(L("A2VIGQ35RCS4UG"), L("sellercentral.amazon.ae")),
    std::pair(L("A17E79C6D8DWNP"), L("sellercentral.amazon.sa")),
    std::pair(L("ARBP9OOSHTCHU"), L("sellercentral.amazon.eg")),
    std::pair(L("A21TJRUUN4KGV"), L("sellercentral.amazon.in")),
    std::pair(L("AE08WJ6YKNBMC"), L("sellercentral.amazon.co.za")),
    std::pair(L("A28R8C7NBKEWEA"), L("sellercentral.amazon.ie")),
    std::pair(L("A1VC38T7YXB528"), L("sellercentral.amazon.co.jp")),
    std::pair(L("A39IBJ37TRP1C6"), L("sellercentral.amazon.com.au")),
    std::pair(L("A19VAU5U5O7RUS"), L("sellercentral.amazon.sg")),
};
} // namespace

bool isOrderId(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^[0-9]{3}-[0-9]{7}-[0-9]{7}$"));
    return form.match(text).hasMatch();
}

std::optional<QUrl> netSuite(const QString& account, const QString& type, const QString& id)
{
    const auto known = netsuite::AccountId::parse(account);
    static const QRegularExpression number(QStringLiteral("^[0-9]{1,18}$"));
    if (!known || type == L("shipmentConfirmation") || !number.match(id).hasMatch())
        return std::nullopt;
    // transaction.nl finds the form of every kind of transaction by itself.
    const QString page = type == L("customer")      ? QStringLiteral("common/entity/custjob.nl")
                         : type.endsWith(L("Item")) ? QStringLiteral("common/item/item.nl")
                                                    : QStringLiteral("accounting/transactions/transaction.nl");
    return QUrl(QStringLiteral("https://%1.app.netsuite.com/app/%2?id=%3").arg(known->hostLabel(), page, id));
}

std::optional<QUrl> sellerCentral(const QString& marketplaceId, const QString& orderId)
{
    const auto host = std::find_if(kHosts.begin(), kHosts.end(), [&](const auto& known) { return known.first == marketplaceId; });
    if (host == kHosts.end() || !isOrderId(orderId))
        return std::nullopt;
    return QUrl(QStringLiteral("https://%1/orders-v3/order/%2").arg(host->second, orderId));
}

} // namespace causeway::engine::links
