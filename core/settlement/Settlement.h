// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QByteArray>
#include <QString>

#include "base/Money.h"

/// What a settlement report says (spapi.md section 6.3), free of its layout, language and number format.
namespace causeway::settlement {

/// The two layouts of the flat file. V1 was removed by Amazon in November 2026 and is only met as an old file.
enum class Layout
{
    V2,
    V1
};

/// The summary row: period, deposit and total.
struct Head
{
    QString id; ///< above 2^32, so text
    QString currency;
    std::optional<qint64> startMs, endMs, depositMs; ///< UTC
    std::optional<Money> total;                      ///< empty: the file has none and can never be posted
};

/// One amount. A line of a V1 file can hold several; they get the same line and parts 0, 1, 2 …
struct Row
{
    qint64 line = 0; ///< in the file, the header is 1
    int part = 0;
    QString transactionType, amountType, amountDescription; ///< in the words of V2
    QString originalLabel; ///< V1 only: what the file itself says, "transaction type|column|label"
    Money amount;
    QString orderId; ///< as in the file; may hold an inbound shipment id (isAmazonOrderId)
    QString merchantOrderId, adjustmentId, shipmentId, marketplace, fulfillment;
    QString orderItemId, merchantOrderItemId, merchantAdjustmentItemId, sku, promotionId;
    std::optional<qint64> quantity;
    std::optional<qint64> postedAtMs; ///< UTC; midnight when the file gives only a day
    bool postedHasTime = false;
};

/// A line that could not be understood as a whole, by number and reason. What could be read of it is a Row all the same, so that
/// no amount is lost.
struct LineProblem
{
    qint64 line = 0;
    QString column;
    QString message;
};

/// What reading a file found out. The file may be posted only when mayBePosted().
struct Summary
{
    Head head;
    Layout layout = Layout::V2;
    QString encoding;      ///< "UTF-8", "Windows-1252", "Shift-JIS"
    QChar decimalPoint;    ///< of this file: '.' or ','; null when no amount needed one
    qint64 rows = 0;       ///< amounts, without the total
    qint64 emptyLines = 0; ///< detail lines without any amount (V1 writes one per order item)
    Money sum;             ///< of all rows
    qint64 problemCount = 0;
    std::vector<LineProblem> problems; ///< the first 1,000
    QByteArray sha256;                 ///< of the bytes, hexadecimal

    [[nodiscard]] bool balances() const { return head.total && *head.total == sum; }
    [[nodiscard]] bool mayBePosted() const { return balances() && problemCount == 0; }
};

/// 3-7-7 digits: everything else in the order column is no order.
[[nodiscard]] bool isAmazonOrderId(QStringView text);

} // namespace causeway::settlement
