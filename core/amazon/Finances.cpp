// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/Finances.h"

#include <QCoreApplication>

#include "base/Clock.h"

namespace causeway::amazon {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::Finances)
};

/// Amazon's own answers have four levels; a deeper tree is no breakdown of an amount.
constexpr int kDeepest = 12;

Error unreadable(const QString& path)
{
    Error error = Error::make(ErrorKind::Invalid, Words::tr("A posting that Amazon lists cannot be read at “%1”.").arg(path),
                              Words::tr("Update the program; if this is the newest version, send a support bundle."),
                              QStringLiteral("unreadable"));
    error.path = path;
    return error;
}

Result<Money> readMoney(const Json& json, const QString& path)
{
    const Json& amount = json[u"currencyAmount"];
    // A BigDecimal is a number in the model; as a text it is as exact.
    const QString text = amount.isNumber() ? QString::fromLatin1(amount.numberText()) : amount.toString();
    auto money = Money::parse(text, json[u"currencyCode"].toString());
    if (text.isEmpty() || !money)
        return fail(unreadable(path));
    return money;
}

Result<std::vector<Breakdown>> readBreakdowns(const Json& json, const QString& path, int depth = 0)
{
    std::vector<Breakdown> breakdowns;
    if (json.isNull())
        return breakdowns;
    if (!json.isArray() || depth > kDeepest)
        return fail(unreadable(path));
    for (std::size_t i = 0; i < json.size(); ++i) {
        const QString place = QStringLiteral("%1[%2]").arg(path).arg(i);
        const Json& source = json.at(i);
        Breakdown breakdown;
        breakdown.type = source[u"breakdownType"].toString();
        if (breakdown.type.isEmpty())
            return fail(unreadable(place + QStringLiteral(".breakdownType")));
        auto amount = readMoney(source[u"breakdownAmount"], place + QStringLiteral(".breakdownAmount"));
        if (!amount)
            return fail(amount.error());
        breakdown.amount = std::move(*amount);
        auto parts = readBreakdowns(source[u"breakdowns"], place + QStringLiteral(".breakdowns"), depth + 1);
        if (!parts)
            return fail(parts.error());
        breakdown.parts = std::move(*parts);
        breakdowns.push_back(std::move(breakdown));
    }
    return breakdowns;
}

Result<FinanceItem> readItem(const Json& json, const QString& path)
{
    FinanceItem item;
    for (const Json& related : json[u"relatedIdentifiers"].items()) {
        if (related[u"itemRelatedIdentifierName"].toString() == QStringLiteral("ORDER_ADJUSTMENT_ITEM_ID"))
            item.adjustmentItemId = related[u"itemRelatedIdentifierValue"].toString();
    }
    for (const Json& context : json[u"contexts"].items()) {
        if (context[u"contextType"].toString() != QStringLiteral("ProductContext"))
            continue;
        item.sku = context[u"sku"].toString();
        item.asin = context[u"asin"].toString();
        item.quantity = context[u"quantityShipped"].toInteger().value_or(0);
    }
    if (!json[u"totalAmount"].isNull()) {
        auto total = readMoney(json[u"totalAmount"], path + QStringLiteral(".totalAmount"));
        if (!total)
            return fail(total.error());
        item.total = std::move(*total);
    }
    auto breakdowns = readBreakdowns(json[u"breakdowns"], path + QStringLiteral(".breakdowns"));
    if (!breakdowns)
        return fail(breakdowns.error());
    item.breakdowns = std::move(*breakdowns);
    return item;
}
} // namespace

QString Transaction::identifier(QStringView name) const
{
    for (const auto& [key, value] : identifiers) {
        if (key == name)
            return value;
    }
    return {};
}

QString Transaction::originalId() const
{
    const QString deferred = identifier(u"DEFERRED_TRANSACTION_ID");
    return deferred.isEmpty() ? id : deferred;
}

Result<Transaction> readTransaction(const Json& json)
{
    Transaction transaction;
    transaction.id = json[u"transactionId"].toString();
    transaction.type = json[u"transactionType"].toString();
    transaction.status = json[u"transactionStatus"].toString();
    transaction.marketplaceId = json[u"marketplaceDetails"][u"marketplaceId"].toString();
    // The model requires nothing; without these four a posting can be neither told from others nor booked.
    if (transaction.id.isEmpty())
        return fail(unreadable(QStringLiteral("transactionId")));
    if (transaction.type.isEmpty())
        return fail(unreadable(QStringLiteral("transactionType")));
    const auto posted = fromIso8601(json[u"postedDate"].toString());
    if (!posted)
        return fail(unreadable(QStringLiteral("postedDate")));
    transaction.postedMs = *posted;
    auto total = readMoney(json[u"totalAmount"], QStringLiteral("totalAmount"));
    if (!total)
        return fail(total.error());
    transaction.total = std::move(*total);
    for (const Json& related : json[u"relatedIdentifiers"].items())
        transaction.identifiers.emplace_back(related[u"relatedIdentifierName"].toString(),
                                             related[u"relatedIdentifierValue"].toString());
    const Json& items = json[u"items"];
    if (!items.isNull() && !items.isArray())
        return fail(unreadable(QStringLiteral("items")));
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto item = readItem(items.at(i), QStringLiteral("items[%1]").arg(i));
        if (!item)
            return fail(item.error());
        transaction.items.push_back(std::move(*item));
    }
    auto breakdowns = readBreakdowns(json[u"breakdowns"], QStringLiteral("breakdowns"));
    if (!breakdowns)
        return fail(breakdowns.error());
    transaction.breakdowns = std::move(*breakdowns);
    return transaction;
}

} // namespace causeway::amazon
