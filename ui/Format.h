// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QCoreApplication>
#include <QString>

#include "base/Clock.h"
#include "base/Json.h"
#include "base/Money.h"
#include "db/Rows.h"

/// Words, amounts and times as the window shows them. Locale from QLocale(); never through floating point.
namespace causeway::ui::format {

[[nodiscard]] QString amount(const Money& money);              ///< "1,440.02", minus U+2212
[[nodiscard]] QString amountWithCurrency(const Money& money);  ///< "USD 1,440.02"
[[nodiscard]] QString amounts(const std::vector<Money>& sums); ///< "USD 89.00, EUR 12.00"
[[nodiscard]] QString number(qint64 value);
[[nodiscard]] QString count(qint64 value); ///< counts above 999 as "999+", for badges

[[nodiscard]] QString age(qint64 atMs, qint64 nowMs);       ///< "12 min", "3 h", "2 d", then the date
[[nodiscard]] QString ahead(qint64 atMs, qint64 nowMs);     ///< "now", "14:30", "Tue 14:30"
[[nodiscard]] QString shortTime(qint64 atMs, qint64 nowMs); ///< "12 Nov 14:21", with the year when it is another
[[nodiscard]] QString seconds(qint64 atMs);                 ///< "12 Nov 14:00:07"
[[nodiscard]] QString clock(qint64 atMs);                   ///< "14:21"
[[nodiscard]] QString day(qint64 atMs);                     ///< "13 Nov"
[[nodiscard]] QString instant(qint64 atMs);                 ///< full, with zone; for tooltips
[[nodiscard]] QString plainTime(qint64 atMs);               ///< "2026-11-12 14:21:07", of this computer; for exports
[[nodiscard]] QString duration(qint64 ms);

[[nodiscard]] QString stateWord(db::RecordState state);
/// The reason in words; codes of the engine become words, other text is shown as it is.
[[nodiscard]] QString reason(const QString& reason);
[[nodiscard]] QString amazonStatus(const QString& status); ///< "not shipped yet"
[[nodiscard]] QString flowMode(const QString& mode);
[[nodiscard]] QString documentType(const QString& type);                           ///< "Sales order"
[[nodiscard]] QString commandTitle(const QString& operation, const QString& type); ///< "Create sales order"
/// Several writes in one phrase: "Create customer and sales order". Pairs of operation and type, in order.
[[nodiscard]] QString commandTitles(const std::vector<std::pair<QString, QString>>& writes);
/// Whose system a document of this type belongs to: "Amazon" or "NetSuite".
[[nodiscard]] QString systemOf(const QString& documentType);
[[nodiscard]] QString attemptStep(const QString& step);
[[nodiscard]] QString runState(const QString& state);
[[nodiscard]] db::RecordState runIcon(const QString& state);
[[nodiscard]] QString scheduleWords(const QString& schedule);
/// Escaped so that a tooltip shows exactly this text; Qt would guess otherwise.
[[nodiscard]] QString tooltip(const QString& text);
/// Remote text between isolates (U+2068, U+2069) with control and bidirectional characters made visible.
[[nodiscard]] QString remote(const QString& text);
/// A JSON value as one line for a table cell.
[[nodiscard]] QString value(const Json& value);

} // namespace causeway::ui::format
