// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "amazon/Order.h"
#include "base/Result.h"
#include "mapping/Draft.h"
#include "mapping/MappingInput.h"

namespace causeway::mapping {

/// Whom the sales order is for: an existing customer's id, or a customer found or created first.
struct MappedCustomer
{
    Json entity;                ///< {"id":…} or {"receipt":…}
    QString origin;             ///< in words
    std::optional<Draft> draft; ///< set when entity is a receipt
};

/// Per buyer (by Amazon's anonymised e-mail), per marketplace, or fixed (requirements R45–R49). Without an e-mail: the store's
/// house customer, or one per marketplace made on first use. Invalid when the mode is "fixed" and no customer is set. Pure.
[[nodiscard]] Result<MappedCustomer> mapCustomer(const amazon::Order& order, const QString& currency, const MappingInput& input);

/// AMZ-CUS-<S>-<20 base32 of SHA-256(<S> + lower-case e-mail)>
[[nodiscard]] QString buyerKey(const QString& keyPart, const QString& email);

} // namespace causeway::mapping
