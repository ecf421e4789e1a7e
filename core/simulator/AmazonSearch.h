// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>
#include <utility>

#include <QString>
#include <QStringList>

#include "simulator/AmazonOrder.h"
#include "simulator/HttpServer.h"

namespace causeway::simulator {

/// A searchOrders request that passed the documented rules.
struct SearchQuery
{
    bool byCreated = false;
    qint64 afterMs = 0, beforeMs = 0;
    QStringList marketplaceIds, statuses, fulfilledBy, includedData;
    int pageSize = 100;
    std::pair<qint64, QString> paginationKey; ///< last (time, order id) of the page before
    QByteArray fingerprint;                   ///< of all parameters but the token: a token works only with the query it came from
};

/// The error is Amazon's sentence for 400 InvalidInput.
[[nodiscard]] tl::expected<SearchQuery, QString> readSearch(const HttpCall& call, qint64 nowMs, quint64 seed);
[[nodiscard]] QString makePageToken(const SearchQuery& query, const std::pair<qint64, QString>& lastKey, qint64 nowMs,
                                    quint64 seed);
[[nodiscard]] bool matches(const AmazonOrder& order, const SearchQuery& query);
/// First value that includedData does not know; empty when all are good.
[[nodiscard]] QString unknownIncludedData(const QStringList& values);

} // namespace causeway::simulator
