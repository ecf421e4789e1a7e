// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/OrderVariance.h"

#include <map>

namespace causeway::mapping {

namespace {
/// nullopt when absent.
Result<std::optional<Money>> figure(const Json& observed, QStringView name, const QString& currency)
{
    const Json* text = observed.find(name);
    if (text == nullptr || !text->isString())
        return std::optional<Money>();
    auto money = Money::parse(text->toString(), currency);
    if (!money)
        return fail(money.error().at(name.toString()));
    return std::optional<Money>(*money);
}
} // namespace

Json OrderVariance::toJson() const
{
    if (isZero())
        return {};
    Json json = Json::object();
    for (const auto& [name, money] : {std::pair{"total", &total}, std::pair{"tax", &tax}, std::pair{"shipping", &shipping},
                                      std::pair{"shippingTax", &shippingTax}}) {
        if (!money->isZero())
            json.set(QString::fromLatin1(name), money->amountText());
    }
    json.set(QStringLiteral("currency"), total.currency());
    return json;
}

bool OrderVariance::isOver(const QString& tolerance) const
{
    const auto limit = Money::parse(tolerance, total.currency());
    const qint64 most = limit ? limit->absolute().minorUnits() : 0;
    for (const Money* money : {&total, &tax, &shipping, &shippingTax}) {
        if (money->absolute().minorUnits() > most)
            return true;
    }
    return false;
}

Result<OrderVariance> orderVariance(const OrderFigures& figures, const Json& observed, bool byUs)
{
    const QString& currency = figures.money.currency;
    const Money zero = Money::zero(currency);
    std::map<QString, std::optional<Money>> seen;
    for (const char* name : {"total", "tax", "shipping", "shippingTax", "taxLines", "shippingLines"}) {
        const QString key = QString::fromLatin1(name);
        auto value = figure(observed, key, currency);
        if (!value)
            return fail(value.error());
        seen[key] = *value;
    }
    OrderVariance variance{zero, zero, zero, zero};
    const auto set = [](Money& to, const Money& amazon, const Money& netSuite) -> Result<void> {
        auto difference = amazon.minus(netSuite);
        if (!difference)
            return fail(difference.error());
        to = *difference;
        return {};
    };
    const Money taxLines = seen[QStringLiteral("taxLines")].value_or(byUs ? figures.taxLines : zero);
    if (const auto& total = seen[QStringLiteral("total")]) {
        if (auto done = set(variance.total, figures.money.grandTotal, *total); !done)
            return fail(done.error());
    }
    if (const auto& tax = seen[QStringLiteral("tax")]) {
        const auto all = tax->plus(taxLines);
        if (!all)
            return fail(all.error());
        if (auto done = set(variance.tax, figures.money.tax, *all); !done)
            return fail(done.error());
    }
    if (const auto& shipping = seen[QStringLiteral("shipping")]) {
        const auto all = shipping->plus(
            seen[QStringLiteral("shippingLines")].value_or(byUs && figures.shippingIsLine ? figures.money.shipping : zero));
        if (!all)
            return fail(all.error());
        if (auto done = set(variance.shipping, figures.money.shipping, *all); !done)
            return fail(done.error());
    }
    // In a document made by another hand nobody can tell which part of a tax line is for shipping.
    if (const auto& tax = seen[QStringLiteral("shippingTax")]; tax && (byUs || taxLines.isZero())) {
        const auto all = tax->plus(byUs ? figures.shippingTaxLines : zero);
        if (!all)
            return fail(all.error());
        if (auto done = set(variance.shippingTax, figures.money.shippingTax, *all); !done)
            return fail(done.error());
    }
    return variance;
}

} // namespace causeway::mapping
