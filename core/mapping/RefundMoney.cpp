// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/RefundMoney.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>

#include "base/Text.h"

namespace causeway::mapping {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::RefundMoney)
};

constexpr std::array kNames{std::pair{RefundPart::Principal, "principal"}, std::pair{RefundPart::Tax, "tax"},
                            std::pair{RefundPart::Shipping, "shipping"},   std::pair{RefundPart::GiftWrap, "giftwrap"},
                            std::pair{RefundPart::CashOnDelivery, "cod"},  std::pair{RefundPart::Discount, "discount"},
                            std::pair{RefundPart::Goodwill, "goodwill"},   std::pair{RefundPart::Restocking, "restocking"},
                            std::pair{RefundPart::Other, "other"},         std::pair{RefundPart::Fee, "fee"},
                            std::pair{RefundPart::WithheldTax, "withheld"}};

/// Letters only, lower case: Amazon writes "ProductCharges" and "Product Charges".
QString plain(const QString& type)
{
    QString letters;
    for (const QChar c : type) {
        if (c.isLetter())
            letters += c.toLower();
    }
    return letters;
}

/// What a name says about everything below it; a deeper name that says more wins, but nothing leaves fees and withheld tax.
std::optional<RefundPart> partOf(const QString& type)
{
    const QString name = plain(type);
    const auto has = [&](const char* word) { return name.contains(QLatin1String(word)); };
    if (has("withheld") || has("facilitator"))
        return RefundPart::WithheldTax;
    if (has("fees") || has("commission") || has("chargeback") || has("expense"))
        return RefundPart::Fee;
    if (has("goodwill"))
        return RefundPart::Goodwill;
    if (has("restocking"))
        return RefundPart::Restocking;
    if (has("promo") || has("discount"))
        return RefundPart::Discount;
    if (has("tax") || has("vat"))
        return RefundPart::Tax;
    if (has("giftwrap"))
        return RefundPart::GiftWrap;
    if (has("shipping"))
        return RefundPart::Shipping;
    if (has("codfee") || name == QStringLiteral("cod"))
        return RefundPart::CashOnDelivery;
    if (has("productcharge") || has("principal") || has("principle"))
        return RefundPart::Principal;
    if (name == QStringLiteral("other"))
        return RefundPart::Other;
    return std::nullopt;
}

bool isFinal(RefundPart part)
{
    return part == RefundPart::Fee || part == RefundPart::WithheldTax;
}

class Sorter
{
public:
    Sorter(RefundedItem& item, QStringList& unknown) : m_item(item), m_unknown(unknown) {}

    Result<void> sort(const std::vector<amazon::Breakdown>& breakdowns, std::optional<RefundPart> above = std::nullopt)
    {
        for (const amazon::Breakdown& breakdown : breakdowns) {
            const auto own = partOf(breakdown.type);
            const auto part = above && isFinal(*above) ? above : own ? own : above;
            if (!breakdown.parts.empty()) {
                if (auto sum = checkSum(breakdown); !sum)
                    return sum;
                if (auto sorted = sort(breakdown.parts, part); !sorted)
                    return sorted;
                continue;
            }
            if (breakdown.amount.isZero())
                continue;
            if (!part) {
                const QString name = elided(safeText(breakdown.type), 60);
                if (!m_unknown.contains(name))
                    m_unknown << name;
            }
            Money& place = m_item.parts[part.value_or(RefundPart::Other)];
            auto sum = place.plus(breakdown.amount.negated()); // Amazon states it from the seller's view
            if (!sum)
                return fail(sum.error());
            place = std::move(*sum);
        }
        return {};
    }

private:
    static Result<void> checkSum(const amazon::Breakdown& breakdown)
    {
        Money sum = Money::zero(breakdown.amount.currency());
        for (const amazon::Breakdown& part : breakdown.parts) {
            auto next = sum.plus(part.amount);
            if (!next)
                return fail(next.error());
            sum = std::move(*next);
        }
        if (sum == breakdown.amount)
            return {};
        return fail(ErrorKind::Invalid,
                    Words::tr("Amazon states %1 for “%2” of this refund, but its parts add up to %3.")
                        .arg(breakdown.amount.amountText(), elided(safeText(breakdown.type), 60), sum.amountText()),
                    Words::tr("Try again later; if it stays so, ask Amazon's seller support."), QStringLiteral("refund-sum"));
    }

    RefundedItem& m_item;
    QStringList& m_unknown;
};

Result<Money> total(const std::map<RefundPart, Money>& parts, const QString& currency, bool onlyBuyer)
{
    Money sum = Money::zero(currency);
    for (const auto& [part, amount] : parts) {
        if (onlyBuyer && isFinal(part))
            continue;
        auto next = sum.plus(amount);
        if (!next)
            return next;
        sum = std::move(*next);
    }
    return sum;
}

Error doesNotAddUp(const Money& stated, const Money& sum)
{
    return Error::make(ErrorKind::Invalid,
                       Words::tr("Amazon states %1 %2 for this refund, but its parts add up to %3 %2.")
                           .arg(stated.amountText(), stated.currency(), sum.amountText()),
                       Words::tr("Try again later; if it stays so, ask Amazon's seller support."), QStringLiteral("refund-sum"));
}
} // namespace

QString nameOf(RefundPart part)
{
    for (const auto& [one, name] : kNames) {
        if (one == part)
            return QString::fromLatin1(name);
    }
    return {};
}

std::optional<RefundPart> refundPartOf(QStringView name)
{
    for (const auto& [part, text] : kNames) {
        if (name == QLatin1StringView(text))
            return part;
    }
    return std::nullopt;
}

Result<Money> RefundedItem::toBuyer() const
{
    return total(parts, parts.empty() ? QString() : parts.begin()->second.currency(), true);
}

Result<Money> RefundMoney::toBuyer() const
{
    Money sum = Money::zero(currency);
    for (const RefundedItem& item : items) {
        auto part = item.toBuyer();
        auto next = part ? sum.plus(*part) : part;
        if (!next)
            return next;
        sum = std::move(*next);
    }
    return sum;
}

Json RefundMoney::toJson() const
{
    Json lines = Json::array();
    for (const RefundedItem& item : items) {
        Json amounts = Json::object();
        for (const auto& [part, amount] : item.parts)
            amounts.set(nameOf(part), amount.amountText());
        Json line = Json::object({{QStringLiteral("sku"), item.sku}, {QStringLiteral("quantity"), item.quantity}});
        line.setIfPresent(QStringLiteral("adjustment"), item.adjustmentItemId);
        line.set(QStringLiteral("amounts"), std::move(amounts));
        lines.append(std::move(line));
    }
    Json json = Json::object({{QStringLiteral("currency"), currency}, {QStringLiteral("lines"), std::move(lines)}});
    if (!unknown.isEmpty()) {
        Json names = Json::array();
        for (const QString& name : unknown)
            names.append(name);
        json.set(QStringLiteral("unknown"), std::move(names));
    }
    return json;
}

Result<RefundMoney> RefundMoney::fromJson(const Json& json)
{
    RefundMoney refund;
    refund.currency = json[u"currency"].toString();
    for (const Json& line : json[u"lines"].items()) {
        RefundedItem item;
        item.sku = line[u"sku"].toString();
        item.adjustmentItemId = line[u"adjustment"].toString();
        item.quantity = line[u"quantity"].toInteger().value_or(0);
        for (const auto& [name, text] : line[u"amounts"].members()) {
            const auto part = refundPartOf(name);
            auto amount = Money::parse(text.toString(), refund.currency);
            if (!part || !amount)
                return fail(ErrorKind::Defect, QStringLiteral("The stored refund cannot be read at \"%1\".").arg(name));
            item.parts[*part] = std::move(*amount);
        }
        refund.items.push_back(std::move(item));
    }
    for (const Json& name : json[u"unknown"].items())
        refund.unknown << name.toString();
    return refund;
}

bool isRefund(const amazon::Transaction& transaction)
{
    const QString type = plain(transaction.type);
    // A chargeback refund and an A-to-z guarantee refund give the buyer's money back as a plain refund does; a retrocharge
    // ("Refund_Retrocharge") corrects tax between Amazon and the seller.
    return !type.contains(QStringLiteral("retrocharge")) &&
           (type.contains(QStringLiteral("refund")) || type.contains(QStringLiteral("guaranteeclaim")) ||
            type == QStringLiteral("chargeback"));
}

Result<RefundMoney> refundMoney(const amazon::Transaction& transaction)
{
    RefundMoney refund;
    refund.currency = transaction.total.currency();
    Money sum = Money::zero(refund.currency);
    const auto add = [&](RefundedItem item, const std::vector<amazon::Breakdown>& breakdowns,
                         const std::optional<Money>& stated) -> Result<void> {
        if (auto sorted = Sorter(item, refund.unknown).sort(breakdowns); !sorted)
            return sorted;
        auto all = total(item.parts, refund.currency, false);
        if (!all)
            return fail(all.error());
        if (stated && stated->negated() != *all)
            return fail(doesNotAddUp(*stated, all->negated()));
        auto next = sum.plus(all->negated());
        if (!next)
            return fail(next.error());
        sum = std::move(*next);
        refund.items.push_back(std::move(item));
        return {};
    };
    for (const amazon::FinanceItem& item : transaction.items) {
        if (auto added = add({item.sku, item.adjustmentItemId, item.quantity, {}}, item.breakdowns, item.total); !added)
            return fail(added.error());
    }
    if (transaction.items.empty()) {
        // A refund for the order as a whole: only the posting itself says what it consists of.
        if (auto added = add({}, transaction.breakdowns, std::nullopt); !added)
            return fail(added.error());
    }
    if (sum != transaction.total)
        return fail(doesNotAddUp(transaction.total, sum));
    return refund;
}

} // namespace causeway::mapping
