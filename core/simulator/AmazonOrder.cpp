// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonOrder.h"

namespace causeway::simulator {

qint64 AmazonOrder::total() const
{
    qint64 sum = 0;
    for (const SimOrderItem& item : items)
        sum += item.total();
    return sum;
}

bool AmazonOrder::isImportable() const
{
    return fulfilledBy == QStringLiteral("MERCHANT") && channelName == QStringLiteral("AMAZON") &&
           status != QStringLiteral("PENDING") && status != QStringLiteral("PENDING_AVAILABILITY") &&
           status != QStringLiteral("CANCELLED");
}

bool AmazonOrder::isFba() const
{
    return fulfilledBy == QStringLiteral("AMAZON") && channelName == QStringLiteral("AMAZON") &&
           status == QStringLiteral("SHIPPED");
}

} // namespace causeway::simulator
