// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace causeway {

/// Number of minor-unit digits of an ISO 4217 code (JPY 0, USD 2, KWD 3); 2 for codes not in the table.
[[nodiscard]] int minorUnitDigits(QStringView currencyCode);
/// Three upper-case ASCII letters.
[[nodiscard]] bool isCurrencyCode(QStringView text);

} // namespace causeway
