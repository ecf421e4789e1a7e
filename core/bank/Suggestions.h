// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QDate>
#include <QString>

#include "base/Money.h"

namespace causeway::bank {

/// A settlement that pays money and has no bank line yet.
struct Expected
{
    qint64 record = 0;
    QString settlement; ///< Amazon's number
    QDate depositDay;   ///< settlement::depositDay
    Money amount;
};

/// A bank line that belongs to no settlement yet.
struct Received
{
    qint64 line = 0;
    qint64 dayMs = 0;
    Money amount;
    QString memo;
};

struct Suggestion
{
    qint64 record = 0, line = 0;
    int days = 0;          ///< the bank's day less the deposit day
    bool isUnique = false; ///< no other line fits the settlement, and the line fits no other settlement
    QString evidence;      ///< in words
};

/// Same amount and currency, value date from one day before to seven days after the deposit date (banks take up to five working
/// days). In the order of the settlements; of several lines for one settlement the nearest first. Pure.
[[nodiscard]] std::vector<Suggestion> suggest(const std::vector<Expected>& settlements, const std::vector<Received>& lines);

} // namespace causeway::bank
