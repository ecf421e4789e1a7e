// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/OrderMapper.h"

#include <QCoreApplication>

#include "config/LocalTime.h"
#include "config/Marketplaces.h"
#include "mapping/CashAccount.h"
#include "mapping/CustomerMapper.h"
#include "mapping/FieldRules.h"
#include "mapping/SalesOrderLines.h"
#include "mapping/ShipTo.h"

namespace causeway::mapping {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::OrderMapper)
};

const QString kSalesOrder = QStringLiteral("salesOrder");
constexpr qsizetype kMemo = 999;
constexpr qsizetype kReference = 45;
constexpr qsizetype kFreeText = 300;
constexpr qsizetype kLongestId = 40;
} // namespace

QString OrderMapper::salesOrderKey(const config::Store& store, const config::Configuration& configuration, const QString& orderId)
{
    return orderKey(QStringLiteral("SO"), store, configuration, orderId);
}

QString OrderMapper::documentKey(OrderDocument document, const config::Store& store, const config::Configuration& configuration,
                                 const QString& orderId)
{
    const bool isOrder = document == OrderDocument::SalesOrder;
    return orderKey(isOrder ? QStringLiteral("SO") : QStringLiteral("INV"), store, configuration, orderId);
}

QString OrderMapper::orderKey(const QString& kind, const config::Store& store, const config::Configuration& configuration,
                              const QString& orderId)
{
    QString id;
    for (const QChar c : orderId.left(kLongestId)) {
        const bool plain = (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'-';
        id += plain ? c : QChar(u'_');
    }
    const QString account = configuration.netSuite ? configuration.netSuite->account : QString();
    return QStringLiteral("AMZ-%1-%2-%3").arg(kind, store.keyPart(account), id);
}

QString OrderMapper::fulfillmentOf(const amazon::Order& order)
{
    if (order.fulfilledBy == QStringLiteral("AMAZON"))
        return QStringLiteral("FBA");
    return order.isSellerFulfilledPrime() ? QStringLiteral("SFP") : QStringLiteral("MFN");
}

QString OrderMapper::purchaseDay(qint64 createdTimeMs, const QString& timeZone)
{
    QTimeZone zone(timeZone.toUtf8());
    if (!zone.isValid())
        zone = QTimeZone::utc();
    return config::LocalTime(zone).at(createdTimeMs).date.toString(Qt::ISODate);
}

bool OrderMapper::has(QStringView field) const
{
    return m_input.account.has(m_type, field);
}

Result<void> OrderMapper::setPayment(Draft& draft) const
{
    if (m_document != OrderDocument::CashSale)
        return {};
    return setCashAccount(draft, m_input.settings.cashAccount, m_input.mappings);
}

Result<MappedOrder> OrderMapper::map(const amazon::Order& order) const
{
    auto money = orderMoney(order);
    if (!money)
        return fail(money.error());
    if (money->currency.isEmpty()) // a free replacement without any amount
        money->currency = m_input.store.defaults.currency;
    if (const auto checked = checkCurrency(order, money->currency); !checked)
        return fail(checked.error());

    const auto shipItem = has(u"shipMethod") ? m_input.mappings.shipItem(order.fulfillmentServiceLevel) : std::nullopt;
    auto lines = mapLines(order, *money, shipItem.has_value(), m_input);
    if (!lines)
        return fail(lines.error());
    auto customer = mapCustomer(order, money->currency, m_input);
    if (!customer)
        return fail(customer.error());

    MappedOrder mapped;
    Draft& draft = mapped.salesOrder;
    draft.type = m_type;
    draft.key = documentKey(m_document, m_input.store, m_input.configuration, order.orderId);
    draft.set(QStringLiteral("externalId"), draft.key, Words::tr("Causeway: key of this order"));
    draft.set(QStringLiteral("entity"), customer->entity, customer->origin);
    setHeader(draft, order, money->currency);
    setDefaults(draft);
    if (auto paid = setPayment(draft); !paid)
        return fail(paid.error());
    if (shipItem) {
        const bool mappedLevel = *shipItem != m_input.store.defaults.shipMethod;
        draft.set(QStringLiteral("shipMethod"), reference(*shipItem),
                  mappedLevel ? Words::tr("Mapping: ship method of Amazon's service level")
                              : Words::tr("Store: default ship method"));
        draft.set(QStringLiteral("shippingCost"), amountNumber(money->shipping), Words::tr("Amazon: shipping"));
    }
    if (order.deliveryAddress)
        draft.set(QStringLiteral("shippingAddress"), shipToAddress(*order.deliveryAddress), Words::tr("Amazon: ship-to address"));
    else
        draft.origins.emplace_back(QStringLiteral("shippingAddress"),
                                   Words::tr("Left out: Amazon gave no address (role Direct-to-Consumer Shipping)"));
    setCustomFields(draft, order);
    setOwnRules(draft, order);
    draft.body.set(QStringLiteral("item"), Json::object({{QStringLiteral("items"), std::move(lines->items)}}));
    draft.origins.insert(draft.origins.end(), lines->origins.begin(), lines->origins.end());

    mapped.customer = std::move(customer->draft);
    mapped.figures = {std::move(*money), lines->taxLines, lines->shippingTaxLines, lines->shippingIsLine};
    mapped.skus = std::move(lines->skus);
    mapped.products = std::move(lines->products);
    return mapped;
}

Result<void> OrderMapper::checkCurrency(const amazon::Order& order, const QString& currency) const
{
    const QString& ofStore = m_input.store.defaults.currency;
    const config::Marketplace* marketplace = config::findMarketplace(order.marketplaceId);
    const bool expected = currency == ofStore || (marketplace != nullptr && currency == marketplace->currency);
    if (!expected && !(ofStore.isEmpty() && marketplace == nullptr)) {
        Error error = Error::make(
            ErrorKind::Conflict,
            Words::tr("The order is in %1, which is neither the store's nor the marketplace's currency.").arg(currency),
            Words::tr("Correct the store's currency, or its marketplaces."), QStringLiteral("currency"));
        error.causeKey = currency;
        return fail(std::move(error));
    }
    const bool multiCurrency = m_input.account.feature(u"multiCurrency", true);
    const bool missing = multiCurrency ? m_input.account.knowsCurrencies() && !m_input.account.currencyId(currency)
                                       : !ofStore.isEmpty() && currency != ofStore;
    if (missing) {
        Error error = Error::make(ErrorKind::Conflict, Words::tr("The NetSuite account has no currency %1.").arg(currency),
                                  Words::tr("Create the currency in NetSuite, then test the connection and retry."),
                                  QStringLiteral("currency"));
        error.causeKey = currency;
        return fail(std::move(error));
    }
    return {};
}

void OrderMapper::setHeader(Draft& draft, const amazon::Order& order, const QString& currency) const
{
    const auto& account = m_input.account;
    draft.set(QStringLiteral("otherRefNum"), fitted(order.orderId, kReference), Words::tr("Amazon: order id"));
    draft.set(QStringLiteral("tranDate"), purchaseDay(order.createdTimeMs, m_input.store.timeZone),
              Words::tr("Amazon: day of purchase in the store's time zone"));
    if (const auto id = account.currencyId(currency); id && account.feature(u"multiCurrency", true) && has(u"currency")) {
        draft.set(QStringLiteral("currency"), reference(*id), Words::tr("Amazon: currency of the order"));
        draft.origins.emplace_back(QStringLiteral("exchangeRate"),
                                   Words::tr("Left to NetSuite: its own rate of the order's day"));
    }
    if (m_document == OrderDocument::SalesOrder && has(u"orderStatus"))
        draft.set(QStringLiteral("orderStatus"), reference(m_input.settings.orderStatus),
                  Words::tr("Setting: status of a new sales order"));
    if (has(u"memo")) {
        QString memo = m_input.store.name.isEmpty() ? m_input.store.id : m_input.store.name;
        if (order.isReplacement() && !order.associatedOrders.front().orderId.isEmpty())
            memo += Words::tr(", replacement of %1").arg(order.associatedOrders.front().orderId);
        draft.set(QStringLiteral("memo"), fitted(memo, kMemo), Words::tr("Store: name"));
    }
}

void OrderMapper::setDefaults(Draft& draft) const
{
    const auto& defaults = m_input.store.defaults;
    const auto& account = m_input.account;
    const auto set = [&](const QString& field, const QString& id, bool featureOn, const QString& from) {
        if (!id.isEmpty() && featureOn && has(field))
            draft.set(field, reference(id), from);
    };
    set(QStringLiteral("subsidiary"), defaults.subsidiary, account.feature(u"oneWorld", true), Words::tr("Store: subsidiary"));
    set(QStringLiteral("location"), m_input.location(), account.feature(u"multiLocation", true),
        m_input.settings.isFba ? Words::tr("Store: FBA location") : Words::tr("Store: location"));
    set(QStringLiteral("class"), defaults.classId, account.feature(u"classes", true), Words::tr("Store: class"));
    set(QStringLiteral("department"), defaults.department, account.feature(u"departments", true), Words::tr("Store: department"));
}

void OrderMapper::setCustomFields(Draft& draft, const amazon::Order& order) const
{
    setCustomField(draft, QStringLiteral("custbody_amz_order_id"), order.orderId, Words::tr("Amazon: order id"));
    const auto channel = m_input.mappings.channel(order.marketplaceId);
    const QString name = channel.value_or(order.marketplaceName);
    if (!name.isEmpty())
        setCustomField(draft, QStringLiteral("custbody_amz_channel"), fitted(name, kFreeText),
                       channel ? Words::tr("Mapping: channel of the marketplace") : Words::tr("Amazon: name of the marketplace"));
    setCustomField(draft, QStringLiteral("custbody_amz_fulfillment"), fulfillmentOf(order),
                   Words::tr("Amazon: who fulfils, and Prime"));
    if (!order.buyerPurchaseOrderNumber.trimmed().isEmpty())
        setCustomField(draft, QStringLiteral("custbody_amz_buyer_po"), fitted(order.buyerPurchaseOrderNumber, kFreeText),
                       Words::tr("Amazon: the buyer's own purchase order number"));
    if (order.cancellationRequested())
        setCustomField(draft, QStringLiteral("custbody_amz_do_not_ship"), true, Words::tr("Amazon: the buyer asked to cancel"));
}

FieldFacts OrderMapper::fieldFacts(const amazon::Order& order, const config::Store& store, const MappingSnapshot& mappings)
{
    FieldFacts facts;
    facts.orderId = order.orderId;
    facts.sellerOrderId = order.sellerOrderId();
    facts.store = store.name.isEmpty() ? store.id : store.name;
    facts.channel = mappings.channel(order.marketplaceId).value_or(order.marketplaceName);
    facts.marketplace = order.marketplaceId;
    facts.fulfillment = fulfillmentOf(order);
    facts.serviceLevel = order.fulfillmentServiceLevel;
    facts.purchaseDay = purchaseDay(order.createdTimeMs, store.timeZone);
    if (order.isReplacement())
        facts.replacementOf = order.associatedOrders.front().orderId;
    return facts;
}

/// Last, so that a rule of the merchant's own wins over a default.
void OrderMapper::setOwnRules(Draft& draft, const amazon::Order& order) const
{
    const std::vector<FieldRule> rules = fieldRules(m_input.settings.fields);
    if (rules.empty())
        return;
    const FieldFacts facts = fieldFacts(order, m_input.store, m_input.mappings);
    for (const FieldRule& rule : rules) {
        if (!has(rule.field)) {
            draft.origins.emplace_back(rule.field, Words::tr("Left out: the NetSuite account has no such field"));
            continue;
        }
        if (Json value = fieldValue(rule, facts); !value.isNull())
            draft.set(rule.field, std::move(value), Words::tr("Setting: further fields of the document"));
    }
}

void OrderMapper::setCustomField(Draft& draft, const QString& ours, Json value, const QString& from) const
{
    const QString field = m_input.field(ours);
    // The fields of sales orders are known; the SuiteApp puts ours on all transactions alike.
    if (has(field) && m_input.account.has(kSalesOrder, field))
        draft.set(field, std::move(value), from);
    else
        draft.origins.emplace_back(field, Words::tr("Left out: the NetSuite account has no such field"));
}

} // namespace causeway::mapping
