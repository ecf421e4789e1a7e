// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "base/Result.h"

namespace causeway::amazon {

/// Where a feed's content is put; the address is presigned and good for 5 minutes (spapi.md section 7.1).
struct FeedDocument
{
    QString id, url;
};

/// One feed as getFeed shows it.
struct Feed
{
    QString id, type;
    QString status; ///< IN_QUEUE, IN_PROGRESS, DONE, CANCELLED, FATAL
    QString resultDocumentId;
    qint64 createdMs = 0;
    std::optional<qint64> endedMs;

    [[nodiscard]] bool isOver() const
    {
        return status == QStringLiteral("DONE") || status == QStringLiteral("CANCELLED") || status == QStringLiteral("FATAL");
    }
};

struct FeedSearch
{
    QStringList types; ///< at least one
    qint64 createdSinceMs = 0;
};

/// A feed that confirms shipments of merchant orders.
inline const QString kFulfillmentFeed = QStringLiteral("POST_ORDER_FULFILLMENT_DATA");
inline const QByteArray kXmlFeed = QByteArrayLiteral("text/xml; charset=UTF-8");

} // namespace causeway::amazon
