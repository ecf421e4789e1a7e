// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "base/Result.h"

namespace causeway::amazon {

/// One report as getReport shows it (spapi.md section 6.1).
struct Report
{
    QString id, type;
    QString status; ///< IN_QUEUE, IN_PROGRESS, DONE, CANCELLED (also: no data), FATAL
    QString documentId;
    QStringList marketplaceIds;
    qint64 createdMs = 0;
    std::optional<qint64> startMs, endMs; ///< of the data

    [[nodiscard]] bool isOver() const
    {
        return status == QStringLiteral("DONE") || status == QStringLiteral("CANCELLED") || status == QStringLiteral("FATAL");
    }
};

struct ReportSearch
{
    QStringList types;         ///< at least one
    QStringList statuses;      ///< empty = all
    qint64 createdSinceMs = 0; ///< 0 = as far back as Amazon lists (90 days)
};

struct ReportRequest
{
    QString type;
    QStringList marketplaceIds;
    std::optional<qint64> startMs, endMs;
};

/// Settlement reports cannot be asked for, only listed.
inline const QString kSettlementReport = QStringLiteral("GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2");
inline const QString kFbaReturnsReport = QStringLiteral("GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA");
inline const QString kMerchantReturnsReport = QStringLiteral("GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE"); ///< 60 days at most
inline const QString kAllOrdersByDateReport = QStringLiteral("GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL");
inline const QString kAllOrdersReport = QStringLiteral("GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL");

} // namespace causeway::amazon
