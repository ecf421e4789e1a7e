// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>
#include <QStringList>

namespace causeway::mapping {

/// What an order becomes in NetSuite.
enum class OrderDocument
{
    SalesOrder,
    Invoice,
    CashSale
};

/// REST record type: "salesOrder", "invoice", "cashSale".
[[nodiscard]] QString recordType(OrderDocument document);
/// Type of table transaction: "SalesOrd", "CustInvc", "CashSale".
[[nodiscard]] QString transactionType(OrderDocument document);
[[nodiscard]] std::optional<OrderDocument> fromRecordType(QStringView type);
[[nodiscard]] std::optional<OrderDocument> fromTransactionType(QStringView type);
/// "a sales order", in the user's words.
[[nodiscard]] QString nameOf(OrderDocument document);

} // namespace causeway::mapping
