// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/BankSums.h"

#include <vector>

#include <QCoreApplication>

#include "Format.h"

namespace causeway::ui {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(BankSums)
};
} // namespace

void BankSums::add(const Money& amount)
{
    const auto at = m_sums.try_emplace(amount.currency(), Money::zero(amount.currency())).first;
    if (auto sum = at->second.plus(amount))
        at->second = std::move(*sum);
}

QString BankSums::words() const
{
    std::vector<Money> list;
    for (const auto& [currency, sum] : m_sums) {
        if (!sum.isZero())
            list.push_back(sum);
    }
    return list.empty() ? Words::tr("nothing") : format::amounts(list);
}

} // namespace causeway::ui
