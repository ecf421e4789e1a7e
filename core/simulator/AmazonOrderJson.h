// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QSet>
#include <QString>

#include "simulator/AmazonOrder.h"

namespace causeway::simulator {

/// What of an order is shown: includedData of the request, cut by the roles of the application.
struct OrderView
{
    QSet<QString> included;
    bool mayShowRecipient = true, mayShowBuyer = true;
    qint64 nowMs = 0;
    QString marketplaceName;
};

/// An order in the shape of the Orders API v2026-01-01.
[[nodiscard]] QJsonObject orderJson(const AmazonOrder& order, const OrderView& view);

} // namespace causeway::simulator
