// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/SalesOrderLines.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Currency.h"
#include "base/Text.h"
#include "mapping/ShipTo.h"

namespace causeway::mapping {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::SalesOrderLines)
};

constexpr int kRateDigits = 8;
constexpr qsizetype kDescription = 999;

const QString kLineFields = QStringLiteral("salesOrder.item");

class LineBuilder
{
public:
    LineBuilder(const amazon::Order& order, const OrderMoney& money, bool hasShipMethod, const MappingInput& input)
        : m_order(order), m_money(money), m_hasShipMethod(hasShipMethod), m_input(input)
    {
        m_lines.taxLines = Money::zero(money.currency);
        m_lines.shippingTaxLines = Money::zero(money.currency);
        const amazon::Address address = order.deliveryAddress.value_or(amazon::Address());
        if (m_input.account.surelyHas(kLineFields, u"taxCode"))
            m_taxItem = m_input.mappings.taxItem(address.countryCode.trimmed(), address.stateOrRegion.trimmed());
    }

    Result<MappedLines> build()
    {
        matchAll();
        if (m_error)
            return fail(*m_error);
        Money giftWrap = Money::zero(m_money.currency), discount = giftWrap, cod = m_money.orderLevel.codFee,
              other = m_money.orderLevel.other, tip = m_money.orderLevel.tip;
        QStringList promotions; // of the discounts that share one line
        for (std::size_t i = 0; i < m_order.items.size(); ++i) {
            const ItemMoney& money = m_money.items[i];
            const amazon::OrderItem& item = m_order.items[i];
            addProduct(i);
            addCharge(QStringLiteral("giftwrap"), money.giftWrap, giftWrapText(item), Words::tr("Amazon: gift wrap of the item"));
            const Money reduction = sum({money.itemDiscount, money.shippingDiscount});
            if (m_input.settings.discountPerLine)
                addCharge(QStringLiteral("discount"), reduction.negated(), discountText(item.promotionIds()),
                          Words::tr("Amazon: discount of the item, always a reduction"));
            else
                discount = sum({discount, reduction});
            for (const QString& id : reduction.isZero() ? QStringList() : item.promotionIds()) {
                if (!promotions.contains(id))
                    promotions += id;
            }
            cod = sum({cod, money.codFee});
            other = sum({other, money.other});
            tip = sum({tip, money.tip});
        }
        const ItemMoney& whole = m_money.orderLevel;
        addCharge(QStringLiteral("giftwrap"), whole.giftWrap, Words::tr("Gift wrap"),
                  Words::tr("Amazon: gift wrap of the order"));
        discount = sum({discount, whole.itemDiscount, whole.shippingDiscount});
        addCharge(QStringLiteral("discount"), discount.negated(),
                  discountText(m_input.settings.discountPerLine ? QStringList() : promotions),
                  Words::tr("Amazon: discounts of the order, always a reduction"));
        addCharge(QStringLiteral("cod"), cod, Words::tr("Cash on delivery fee"), Words::tr("Amazon: cash on delivery fee"));
        addCharge(QStringLiteral("other"), other, Words::tr("Other charges"), Words::tr("Amazon: other proceeds"));
        addCharge(QStringLiteral("tip"), tip, Words::tr("Delivery tip"), Words::tr("Amazon: delivery tip"));
        if (!m_hasShipMethod && !m_money.shipping.isZero()) {
            m_lines.shippingIsLine = true;
            addCharge(QStringLiteral("shipping"), m_money.shipping, Words::tr("Shipping"),
                      Words::tr("Amazon: shipping, as a line because the order has no ship method"));
        }
        addTaxes();
        if (m_error)
            return fail(*m_error);
        return m_lines;
    }

private:
    Money sum(std::initializer_list<Money> parts)
    {
        Money total = Money::zero(m_money.currency);
        for (const Money& part : parts) {
            auto next = total.plus(part);
            if (next)
                total = *next;
            else
                m_error = next.error();
        }
        return total;
    }

    void matchAll()
    {
        QStringList missing;
        std::optional<Error> first;
        for (const amazon::OrderItem& item : m_order.items) {
            if (item.quantityOrdered <= 0) {
                m_matches.emplace_back();
                continue;
            }
            const auto alias = m_input.mappings.skuItem(item.sellerSku, m_input.store.defaults.skuCaseSensitive);
            auto match = m_input.items.match(item.sellerSku, alias, item.asin);
            if (match) {
                m_lines.skus.set(item.sellerSku, Json::object({{QStringLiteral("item"), match->itemId},
                                                               {QStringLiteral("name"), match->itemName},
                                                               {QStringLiteral("by"), match->foundBy}}));
                m_matches.push_back(std::move(*match));
                continue;
            }
            m_matches.emplace_back();
            const QString sku = elided(safeText(item.sellerSku), 80);
            if (!first)
                first = match.error();
            else if (first->causeKey != item.sellerSku && !missing.contains(sku))
                missing += sku;
        }
        if (first && !missing.isEmpty())
            first->message += u' ' + Words::tr("The same order also waits for: %1.").arg(missing.join(QStringLiteral(", ")));
        m_error = first;
    }

    void append(Json line, const Origins& origins)
    {
        const QString place = QStringLiteral("item.items[%1].").arg(m_lines.items.size());
        for (const auto& [field, from] : origins)
            m_lines.origins.emplace_back(place + field, from);
        m_lines.items.append(std::move(line));
    }

    void setAmounts(Json& line, const Money& amount, qint64 quantity)
    {
        line.set(QStringLiteral("quantity"), quantity);
        line.set(QStringLiteral("price"),
                 reference(QStringLiteral("-1"))); // custom price: otherwise a price level overrides the rate
        line.set(QStringLiteral("rate"), rateOf(amount, quantity));
        line.set(QStringLiteral("amount"), amountNumber(amount));
    }

    void setDimensions(Json& line)
    {
        const QString& location = m_input.location();
        if (!location.isEmpty() && m_input.account.feature(u"multiLocation", true) &&
            m_input.account.has(kLineFields, u"location"))
            line.set(QStringLiteral("location"), reference(location));
    }

    void addProduct(std::size_t index)
    {
        const amazon::OrderItem& item = m_order.items[index];
        if (item.quantityOrdered <= 0) {
            m_lines.origins.emplace_back(
                QStringLiteral("item"),
                Words::tr("Order item %1 left out: every unit was cancelled at Amazon").arg(item.orderItemId));
            return;
        }
        const SkuMatcher::Match& match = m_matches[index];
        Json line = Json::object();
        line.set(QStringLiteral("item"), reference(match.itemId));
        const qint64 units = unitsToShip(item);
        setAmounts(line, m_money.items[index].item, units);
        setDimensions(line);
        const QString found = match.foundBy == QStringLiteral("alias") ? Words::tr("Mapping: alias of the SKU")
                              : isAsinField(match.foundBy)
                                  ? Words::tr("NetSuite item whose %1 is the ASIN").arg(skuColumn(match.foundBy))
                                  : Words::tr("NetSuite item whose %1 is the SKU").arg(match.foundBy);
        Origins origins{
            {QStringLiteral("item"), found},
            {QStringLiteral("quantity"), units == item.quantityOrdered
                                             ? Words::tr("Amazon: quantity ordered")
                                             : Words::tr("Amazon: quantity ordered, less the units that were cancelled")},
            {QStringLiteral("rate"), Words::tr("Amazon: item proceeds divided by the quantity")},
            {QStringLiteral("amount"), Words::tr("Amazon: item proceeds")}};
        const QString idField = m_input.field(QStringLiteral("custcol_amz_order_item_id"));
        if (m_input.account.has(kLineFields, idField)) {
            line.set(idField, item.orderItemId);
            origins.emplace_back(idField, Words::tr("Amazon: order item id"));
        }
        setTaxCode(line, origins);
        // Cancelled before the order came here: the money stays stated, and nobody ships it.
        if (item.isCancelled() && item.quantityFulfilled.value_or(0) == 0 &&
            m_input.settings.cancelledItem == CancelPolicy::CloseLines && m_input.account.has(kLineFields, u"isClosed")) {
            line.set(QStringLiteral("isClosed"), true);
            origins.emplace_back(QStringLiteral("isClosed"), Words::tr("Amazon: every unit of this item was cancelled"));
        }
        m_lines.products.push_back({item.orderItemId, static_cast<int>(m_lines.items.size()),
                                    m_input.items.item(match.itemId)[u"itemtype"].toString() == QStringLiteral("Group")});
        append(std::move(line), origins);
    }

    void setTaxCode(Json& line, Origins& origins)
    {
        if (!m_taxItem)
            return;
        line.set(QStringLiteral("taxCode"), reference(*m_taxItem));
        origins.emplace_back(QStringLiteral("taxCode"), Words::tr("Mapping: tax of the ship-to country or state"));
    }

    void addCharge(const QString& key, const Money& amount, const QString& description, const QString& from)
    {
        if (amount.isZero() || m_error)
            return;
        const auto id = m_input.mappings.chargeItem(key);
        if (!id) {
            Error error =
                Error::make(ErrorKind::Unmapped,
                            Words::tr("This order has a charge of the kind “%1”, and no item is mapped for it.").arg(key),
                            Words::tr("Map the key “%1” of the mapping “item” to a NetSuite item.").arg(key),
                            QStringLiteral("no-charge-item"));
            error.causeKey = key;
            m_error = std::move(error);
            return;
        }
        Json line = Json::object();
        line.set(QStringLiteral("item"), reference(*id));
        if (m_input.items.item(*id)[u"itemtype"].toString() == QStringLiteral("Discount")) {
            // A NetSuite discount item takes neither quantity nor price level.
            line.set(QStringLiteral("rate"), rateOf(amount, 1));
            line.set(QStringLiteral("amount"), amountNumber(amount));
        } else {
            setAmounts(line, amount, 1);
        }
        line.set(QStringLiteral("description"), fitted(description, kDescription));
        setDimensions(line);
        Origins origins{{QStringLiteral("item"), Words::tr("Mapping: item for “%1”").arg(key)}, {QStringLiteral("amount"), from}};
        setTaxCode(line, origins);
        append(std::move(line), origins);
    }

    void addTaxes()
    {
        const Money zero = Money::zero(m_money.currency);
        Money collected = zero, collectedShipping = zero;
        Money stated = m_money.orderLevel.itemTax, statedShipping = m_money.orderLevel.shippingTax;
        for (const ItemMoney& item : m_money.items) {
            Money& tax = item.taxCollectedByMarketplace ? collected : stated;
            Money& shipping = item.taxCollectedByMarketplace ? collectedShipping : statedShipping;
            tax = sum({tax, item.itemTax});
            shipping = sum({shipping, item.shippingTax});
        }
        addTax(collected, false, Words::tr("Tax collected and paid by Amazon"),
               Words::tr("Amazon: tax that the marketplace collects and pays"));
        addTax(collectedShipping, true, Words::tr("Tax on shipping collected and paid by Amazon"),
               Words::tr("Amazon: tax on shipping that the marketplace collects and pays"));
        // With a tax code on the lines NetSuite works the seller's own tax out; a line as well would count it twice.
        if (m_taxItem)
            return;
        addTax(stated, false, Words::tr("Tax as stated by Amazon"), Words::tr("Amazon: tax"));
        addTax(statedShipping, true, Words::tr("Tax on shipping as stated by Amazon"), Words::tr("Amazon: tax on shipping"));
    }

    void addTax(const Money& amount, bool onShipping, const QString& description, const QString& from)
    {
        addCharge(QStringLiteral("tax"), amount, description, from);
        m_lines.taxLines = sum({m_lines.taxLines, amount});
        if (onShipping)
            m_lines.shippingTaxLines = sum({m_lines.shippingTaxLines, amount});
    }

    static QString giftWrapText(const amazon::OrderItem& item)
    {
        return item.giftWrapLevel.isEmpty() ? Words::tr("Gift wrap") : Words::tr("Gift wrap %1").arg(item.giftWrapLevel);
    }

    static QString discountText(const QStringList& promotions)
    {
        const QString ids = promotions.join(QStringLiteral(", "));
        return ids.isEmpty() ? Words::tr("Discount") : Words::tr("Discount: %1").arg(ids);
    }

    const amazon::Order& m_order;
    const OrderMoney& m_money;
    bool m_hasShipMethod;
    const MappingInput& m_input;
    std::optional<QString> m_taxItem;
    std::vector<SkuMatcher::Match> m_matches;
    MappedLines m_lines;
    std::optional<Error> m_error;
};
} // namespace

qint64 unitsToShip(const amazon::OrderItem& item)
{
    if (item.cancelledBy.isEmpty() || !item.quantityFulfilled || !item.quantityUnfulfilled)
        return item.quantityOrdered;
    const qint64 left = *item.quantityFulfilled + *item.quantityUnfulfilled;
    return left > 0 && left < item.quantityOrdered ? left : item.quantityOrdered;
}

Decimal rateOf(const Money& amount, qint64 quantity)
{
    const int digits = minorUnitDigits(amount.currency());
    const qint64 count = qMax<qint64>(quantity, 1);
    qint64 units = amount.minorUnits();
    int scale = digits;
    // Longer only while a remainder is left, and never so long that it overflows.
    while (units % count != 0 && scale < kRateDigits && qAbs(units) < std::numeric_limits<qint64>::max() / 20) {
        units *= 10;
        ++scale;
    }
    qint64 quotient = units / count;
    const qint64 remainder = qAbs(units % count);
    if (remainder >= count - remainder)
        quotient += units < 0 ? -1 : 1;
    return {quotient, scale};
}

Json amountNumber(const Money& amount)
{
    return Json::number(amount.amountText().toLatin1());
}

Result<MappedLines> mapLines(const amazon::Order& order, const OrderMoney& money, bool hasShipMethod, const MappingInput& input)
{
    return LineBuilder(order, money, hasShipMethod, input).build();
}

} // namespace causeway::mapping
