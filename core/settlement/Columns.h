// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include <QByteArrayView>

#include "base/Result.h"
#include "settlement/Settlement.h"

namespace causeway::settlement {

/// The columns that mean something in either layout.
enum class Column
{
    SettlementId,
    StartDate,
    EndDate,
    DepositDate,
    TotalAmount,
    Currency,
    TransactionType,
    OrderId,
    MerchantOrderId,
    AdjustmentId,
    ShipmentId,
    MarketplaceName,
    FulfillmentId,
    PostedDate,
    PostedDateTime,
    OrderItemCode,
    MerchantOrderItemId,
    MerchantAdjustmentItemId,
    Sku,
    QuantityPurchased,
    PromotionId,
    AmountType, // V2
    AmountDescription,
    Amount,
    ShipmentFeeType, // V1: pairs of label and amount
    ShipmentFeeAmount,
    OrderFeeType,
    OrderFeeAmount,
    PriceType,
    PriceAmount,
    ItemFeeType,
    ItemFeeAmount,
    MiscFeeAmount,
    OtherFeeAmount,
    OtherFeeReason,
    PromotionType,
    PromotionAmount,
    DirectPaymentType,
    DirectPaymentAmount,
    OtherAmount,
    Count
};
[[nodiscard]] const char* nameOf(Column column);

/// Where each column of a file stands, from its header line.
class Columns final
{
public:
    /// Invalid when the header is none of a settlement report; says what is missing, or which column comes twice.
    [[nodiscard]] static Result<Columns> of(QByteArrayView header);
    [[nodiscard]] Layout layout() const { return m_layout; }
    [[nodiscard]] bool has(Column column) const { return m_places[index(column)] >= 0; }
    [[nodiscard]] qsizetype count() const { return m_count; }
    /// Splits a line at its tabs (there is no quoting: a quotation mark is data).
    void split(QByteArrayView line);
    /// The cell of the line that was split last, without blanks around it; empty when the line is short or the column absent.
    [[nodiscard]] QByteArrayView cell(Column column) const;
    /// The line has more cells than the header, and they are not empty.
    [[nodiscard]] bool hasSurplus() const;

private:
    [[nodiscard]] static std::size_t index(Column column) { return static_cast<std::size_t>(column); }

    Layout m_layout = Layout::V2;
    std::array<int, static_cast<std::size_t>(Column::Count)> m_places{};
    qsizetype m_count = 0;
    std::vector<QByteArrayView> m_cells;
};

} // namespace causeway::settlement
