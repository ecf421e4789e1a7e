// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Order.h"
#include "base/Result.h"
#include "base/StopSource.h"

namespace causeway::amazon {

/// Which orders to read: exactly one of the two times (spapi.md section 4.1).
struct OrderSearch
{
    std::optional<qint64> lastUpdatedAfterMs;
    std::optional<qint64> lastUpdatedBeforeMs; ///< at least two minutes before now
    std::optional<qint64> createdAfterMs;
    std::optional<qint64> createdBeforeMs;
    QStringList marketplaceIds;
    QStringList fulfillmentStatuses; ///< empty = all
    QString fulfilledBy;             ///< "MERCHANT", "AMAZON" or empty
    QStringList includedData;        ///< BUYER, RECIPIENT, PROCEEDS, …
    int maxResultsPerPage = 100;
    QString paginationToken;
};

struct OrderPage
{
    std::vector<Order> orders;
    QString nextToken;                         ///< empty on the last page
    std::optional<qint64> lastUpdatedBeforeMs; ///< the next watermark
    /// Orders that could not be decoded. The others are not held up.
    struct Undecodable
    {
        QString orderId; ///< empty when not even that was readable
        Error error;
        Json source;
    };
    std::vector<Undecodable> undecodable;
};

struct Participation
{
    QString marketplaceId, marketplaceName, countryCode, currency, language, domain;
    bool isParticipating = false, hasSuspendedListings = false;
};

/// Amazon Selling Partner API for one store (one refresh token, one region). Interface so that flows can be tested
/// without HTTP; the real one is amazon/Client. Thread-safe; blocks the calling worker.
/// Errors: RateLimited (with retryAtMs), Auth, Unavailable, Rejected, Unclear (writes), Invalid (unreadable answer).
class Api
{
public:
    virtual ~Api() = default;
    [[nodiscard]] virtual Result<OrderPage> searchOrders(const OrderSearch& search, const StopToken& stop) = 0;
    /// Empty optional: Amazon does not know the order (404).
    [[nodiscard]] virtual Result<std::optional<Order>> getOrder(const QString& orderId, const QStringList& includedData,
                                                                const StopToken& stop) = 0;
    [[nodiscard]] virtual Result<std::vector<Participation>> getMarketplaceParticipations(const StopToken& stop) = 0;
};

} // namespace causeway::amazon
