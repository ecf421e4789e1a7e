// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settlement/Settlement.h"

namespace causeway::settlement {

/// Between whom an amount of a settlement moves. The values are stored.
enum class Party
{
    Amazon = 0,    ///< fees, withheld tax, reserves and everything else between Amazon and the seller
    BuyerPaid = 1, ///< price, shipping, gift wrap and tax of an order, promotions taken off
    BuyerGot = 2   ///< the same given back: refund, A-to-z claim, chargeback
};

/// Only rows of an Amazon order are a buyer's.
[[nodiscard]] Party partyOf(const Row& row);

} // namespace causeway::settlement
