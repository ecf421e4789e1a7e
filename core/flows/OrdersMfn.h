// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/OrderFlow.h"

namespace causeway::flows {

/// "orders-mfn": merchant-fulfilled and Seller Fulfilled Prime orders become NetSuite sales orders, with their customers.
/// Commands: AMZ-CUS-… (customer), AMZ-SO-… (sales order), and amendments AMZ-SO-…-U-… (patch: variance, ship-to address, do not
/// ship, closed lines).
class OrdersMfn final : public OrderFlow
{
public:
    OrdersMfn();
};

} // namespace causeway::flows
