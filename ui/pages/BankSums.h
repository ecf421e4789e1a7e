// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QString>

#include "base/Money.h"

namespace causeway::ui {

/// Sums of amounts, one for each currency.
class BankSums final
{
public:
    void add(const Money& amount);
    /// Those that are not zero, or "nothing".
    [[nodiscard]] QString words() const;

private:
    std::map<QString, Money> m_sums;
};

} // namespace causeway::ui
