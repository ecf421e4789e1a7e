// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/Money.h"
#include "base/Result.h"

namespace causeway::settlement {

/// How a file writes its amounts. One decision per file, never per cell: "1.234" means two things (spapi.md section 6.3).
class NumberFormat final
{
public:
    /// Looks at one amount; call it for every amount of the file first.
    void learn(QStringView text);
    /// After learning. minorDigits: of the file's currency; with three of them "1.234" is a whole amount with its minor units,
    /// without any it is a group of thousands.
    /// Invalid when some amounts need a point and others a comma, or when only amounts were seen that can be read both ways.
    [[nodiscard]] Result<void> decide(int minorDigits);
    [[nodiscard]] QChar decimalPoint() const { return m_point; }

    /// Exactly, in minor units. Invalid on anything that is no amount in this format or has more digits than the currency.
    [[nodiscard]] Result<Money> read(QStringView text, const QString& currency) const;

private:
    qint64 m_points = 0, m_commas = 0;                 ///< amounts that can only be read with this decimal sign
    qint64 m_undecidedPoint = 0, m_undecidedComma = 0; ///< "1.234", "1,234"
    QString m_firstPoint, m_firstComma;
    QChar m_point;
};

} // namespace causeway::settlement
