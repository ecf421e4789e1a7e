// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace causeway::simulator {

struct AmazonCore;
struct CompanyStore;

namespace reporttype {
inline const QString kOrdersByUpdate = QStringLiteral("GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL");
inline const QString kOrdersByDate = QStringLiteral("GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL");
inline const QString kFbaReturns = QStringLiteral("GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA");
inline const QString kMerchantReturns = QStringLiteral("GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE");
inline const QString kSettlement = QStringLiteral("GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2");
} // namespace reporttype

struct ReportFile
{
    QByteArray bytes, contentType;
    int rows = 0;
};

/// The tab-separated file of a report that can be requested, columns as in spapi.md 6.2. The core's lock is held.
[[nodiscard]] ReportFile reportFile(const AmazonCore& core, const CompanyStore& store, const QString& type, qint64 fromMs,
                                    qint64 toMs);
/// Longest range of one request in days; 0 = no limit known.
[[nodiscard]] int longestRangeDays(const QString& type);

} // namespace causeway::simulator
