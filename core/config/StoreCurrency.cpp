// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/StoreCurrency.h"

#include "base/Currency.h"
#include "config/Marketplaces.h"

namespace causeway::config {

void setCurrency(StoreDefaults& defaults, const QString& currency)
{
    defaults.currency = currency;
    if (isCurrencyCode(currency) && !Money::parse(defaults.varianceTolerance, currency))
        defaults.varianceTolerance = Money(1, currency).amountText();
}

QString currencyOf(const QStringList& marketplaces)
{
    QString currency;
    for (const QString& id : marketplaces) {
        const Marketplace* known = findMarketplace(id);
        if (known == nullptr || (!currency.isEmpty() && currency != known->currency))
            return {};
        currency = known->currency;
    }
    return currency;
}

} // namespace causeway::config
