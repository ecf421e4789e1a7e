// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

#include "simulator/AmazonOrder.h"

namespace causeway::simulator {

/// One shipment confirmation that Amazon accepted, by confirmShipment or by feed.
struct SimConfirmation
{
    QString orderId;
    SimPackage package;    ///< as it was sent
    qint64 atMs = 0;       ///< when it took effect
    bool isEdit = false;   ///< the order had a package of this reference already
    bool isRepeat = false; ///< an edit that changed nothing: the same confirmation sent twice
    bool byFeed = false;
};

} // namespace causeway::simulator
