// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "amazon/Order.h"
#include "base/Result.h"
#include "mapping/Draft.h"
#include "mapping/FieldRules.h"
#include "mapping/MappingInput.h"
#include "mapping/OrderMoney.h"
#include "mapping/SalesOrderLines.h"

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
    Draft salesOrder;              ///< or the invoice or cash sale that the settings ask for
    OrderFigures figures;
    Json skus; ///< SKU -> how its item was found
    std::vector<OrderLine> products;
};

/// An Amazon order as a NetSuite customer and sales order, invoice or cash sale (requirements R25–R49, interface.md section 7,
/// netsuite.md sections 6.1–6.4, 6.6, 6.10). Pure: same input, same bodies. Errors: Unmapped, NotYet, Conflict (currency),
/// Invalid (settings).
class OrderMapper final
{
public:
    explicit OrderMapper(const MappingInput& input)
        : m_input(input), m_document(input.settings.document), m_type(recordType(input.settings.document))
    {
    }

    [[nodiscard]] Result<MappedOrder> map(const amazon::Order& order) const;

    /// AMZ-<KIND>-<S>-<AmazonOrderId>
    [[nodiscard]] static QString orderKey(const QString& kind, const config::Store& store,
                                          const config::Configuration& configuration, const QString& orderId);
    /// AMZ-SO-… for sales orders, AMZ-INV-… for invoices and cash sales.
    [[nodiscard]] static QString documentKey(OrderDocument document, const config::Store& store,
                                             const config::Configuration& configuration, const QString& orderId);
    /// AMZ-SO-<S>-<AmazonOrderId>
    [[nodiscard]] static QString salesOrderKey(const config::Store& store, const config::Configuration& configuration,
                                               const QString& orderId);
    /// MFN, SFP or FBA.
    [[nodiscard]] static QString fulfillmentOf(const amazon::Order& order);
    /// What the placeholders of a field rule stand for with this order.
    [[nodiscard]] static FieldFacts fieldFacts(const amazon::Order& order, const config::Store& store,
                                               const MappingSnapshot& mappings);
    /// Purchase day in the store's time zone, YYYY-MM-DD.
    [[nodiscard]] static QString purchaseDay(qint64 createdTimeMs, const QString& timeZone);

private:
    [[nodiscard]] bool has(QStringView field) const;
    [[nodiscard]] Result<void> setPayment(Draft& draft) const;
    [[nodiscard]] Result<void> checkCurrency(const amazon::Order& order, const QString& currency) const;
    void setHeader(Draft& draft, const amazon::Order& order, const QString& currency) const;
    void setDefaults(Draft& draft) const;
    void setOwnRules(Draft& draft, const amazon::Order& order) const;
    void setCustomFields(Draft& draft, const amazon::Order& order) const;
    void setCustomField(Draft& draft, const QString& ours, Json value, const QString& from) const;

    const MappingInput& m_input;
    OrderDocument m_document;
    QString m_type; ///< record type of the document
};

} // namespace causeway::mapping
