// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/OrderFlow.h"

namespace causeway::flows {

/// "orders-fba": orders that Amazon has shipped become a sales order with its item fulfillments, an invoice or a cash sale.
/// Commands: AMZ-CUS-…, AMZ-SO-… and AMZ-IF-…-<n> (transform: what Amazon shipped since the fulfillment before), or AMZ-INV-…
/// (invoice, cash sale), and amendments …-U-… as orders-mfn has them. Nothing is ever sent to Amazon.
class OrdersFba final : public OrderFlow
{
public:
    OrdersFba();
};

} // namespace causeway::flows
