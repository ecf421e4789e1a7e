// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "amazon/Order.h"
#include "base/Result.h"
#include "mapping/Draft.h"
#include "mapping/MappingInput.h"
#include "mapping/OrderMoney.h"

namespace causeway::mapping {

/// Amounts of the planned document, for the comparison with what NetSuite computed.
struct OrderFigures
{
    OrderMoney money;
    Money taxLines;
    Money shippingTaxLines;
    bool shippingIsLine = false;
};

struct MappedOrder
{
    std::optional<Draft> customer; ///< to be found or created first
    Draft salesOrder;
    OrderFigures figures;
    Json skus; ///< SKU -> how its item was found
};

/// An Amazon order as a NetSuite customer and sales order (requirements R25–R49, interface.md section 7, netsuite.md
/// sections 6.1–6.3, 6.6, 6.10). Pure: same input, same bodies. Errors: Unmapped, NotYet, Conflict (currency), Invalid
/// (settings).
class OrderMapper final
{
public:
    explicit OrderMapper(const MappingInput& input) : m_input(input) {}

    [[nodiscard]] Result<MappedOrder> map(const amazon::Order& order) const;

    /// AMZ-SO-<S>-<AmazonOrderId>
    [[nodiscard]] static QString salesOrderKey(const config::Store& store, const config::Configuration& configuration,
                                               const QString& orderId);
    /// MFN, SFP or FBA.
    [[nodiscard]] static QString fulfillmentOf(const amazon::Order& order);
    /// Purchase day in the store's time zone, YYYY-MM-DD.
    [[nodiscard]] static QString purchaseDay(qint64 createdTimeMs, const QString& timeZone);

private:
    [[nodiscard]] Result<void> checkCurrency(const amazon::Order& order, const QString& currency) const;
    void setHeader(Draft& draft, const amazon::Order& order, const QString& currency) const;
    void setDefaults(Draft& draft) const;
    void setCustomFields(Draft& draft, const amazon::Order& order) const;
    void setCustomField(Draft& draft, const QString& ours, Json value, const QString& from) const;

    const MappingInput& m_input;
};

} // namespace causeway::mapping
