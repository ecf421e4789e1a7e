// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

namespace causeway::settlement {

/// The day of a report's deposit-date: the one rule for booking, for the bank and for what people see. Amazon writes an instant
/// in UTC (spapi.md section 6.3; in real files two days after the period's end, to the second): its day is that of the store's
/// zone. A date without a time, or at midnight UTC, names that day itself: in America it would slip to the day before. timeZone:
/// IANA name of the store; UTC when it is none. Pure.
[[nodiscard]] QDate depositDay(qint64 depositMs, const QString& timeZone);

} // namespace causeway::settlement
