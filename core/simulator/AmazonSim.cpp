// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonSim.h"

#include <algorithm>

#include "simulator/AmazonSimImpl.h"

namespace causeway::simulator {
namespace {

constexpr qint64 kMinuteMs = 60'000;

} // namespace

AmazonSim::AmazonSim(Settings settings, Faults& faults, const std::vector<CompanyStore>& stores)
    : m_impl(std::make_unique<Impl>(settings, faults, stores))
{
}
AmazonSim::~AmazonSim() = default;

AmazonOrder AmazonSim::makeOrder(const QString& storeId, const QStringList& skus) const
{
    const CompanyStore* store = m_impl->core.store(storeId);
    const std::vector<Product> products = companyProducts();
    AmazonOrder order;
    order.store = storeId;
    order.buyerName = QStringLiteral("Ada Byron");
    order.buyerEmail = QStringLiteral("ada.byron@marketplace.amazon.com");
    order.address = SimAddress{order.buyerName,
                               {},
                               QStringLiteral("1 Main Street"),
                               {},
                               {},
                               QStringLiteral("Austin"),
                               {},
                               QStringLiteral("TX"),
                               QStringLiteral("78701"),
                               store ? store->country : QStringLiteral("US"),
                               QStringLiteral("+1 512 555 0100"),
                               QStringLiteral("RESIDENTIAL")};
    for (const QString& sku : skus) {
        SimOrderItem item;
        item.sku = sku;
        const auto product = std::find_if(products.begin(), products.end(), [&](const Product& p) { return p.sku == sku; });
        item.title = product == products.end() ? sku : product->title;
        item.asin = product == products.end() ? QStringLiteral("B0N0000000") : product->asin;
        const qint64 cents = product == products.end() ? 1999 : product->price;
        item.unitPrice = store ? priceIn(*store, cents) : cents;
        order.items.push_back(item);
    }
    return order;
}

QString AmazonSim::addOrder(AmazonOrder order)
{
    const std::lock_guard lock(m_impl->core.mutex);
    if (const CompanyStore* store = m_impl->core.store(order.store)) {
        if (order.sellerId.isEmpty())
            order.sellerId = store->sellerId;
        if (order.marketplaceId.isEmpty())
            order.marketplaceId = store->marketplaceId;
        if (order.currency.isEmpty())
            order.currency = store->currency;
        while (order.orderId.isEmpty() || (order.createdMs == 0 && m_impl->core.orders.contains(order.orderId)))
            order.orderId =
                QStringLiteral("%1-%2-%3").arg(store->orderPrefix, m_impl->core.dice.digits(7), m_impl->core.dice.digits(7));
    }
    if (order.createdMs == 0)
        order.createdMs = m_impl->core.editTime() - 10 * kMinuteMs;
    if (order.updatedMs == 0)
        order.updatedMs = std::max(order.createdMs, m_impl->core.editTime());
    for (SimOrderItem& item : order.items) {
        if (item.orderItemId.isEmpty())
            item.orderItemId = m_impl->core.dice.digits(14);
    }
    packFulfilled(order, order.updatedMs);
    QString id = order.orderId;
    m_impl->core.orders.insert_or_assign(id, std::move(order));
    return id;
}

std::vector<AmazonOrder> AmazonSim::orders(const QString& store) const
{
    const std::lock_guard lock(m_impl->core.mutex);
    std::vector<AmazonOrder> list;
    for (const auto& [id, order] : m_impl->core.orders) {
        if (store.isEmpty() || order.store == store)
            list.push_back(order);
    }
    return list;
}

std::optional<AmazonOrder> AmazonSim::order(const QString& orderId) const
{
    const std::lock_guard lock(m_impl->core.mutex);
    const auto found = m_impl->core.orders.find(orderId);
    return found == m_impl->core.orders.end() ? std::nullopt : std::optional(found->second);
}

bool AmazonSim::setStatus(const QString& orderId, const QString& status)
{
    return m_impl->core.edit(orderId, [&](AmazonOrder& order) {
        order.status = status;
        if (status == QStringLiteral("UNSHIPPED"))
            order.pricesHidden = false; // payment is authorised: the order is complete
        if (status == QStringLiteral("SHIPPED")) {
            for (SimOrderItem& item : order.items)
                item.fulfilled = item.cancelledBy.isEmpty() ? item.quantity : item.fulfilled;
            packFulfilled(order, m_impl->core.editTime());
        }
    });
}

bool AmazonSim::changeAddress(const QString& orderId, const SimAddress& address)
{
    return m_impl->core.edit(orderId, [&](AmazonOrder& order) { order.address = address; });
}

bool AmazonSim::cancel(const QString& orderId, const QString& by)
{
    return m_impl->core.edit(orderId, [&](AmazonOrder& order) {
        order.status = QStringLiteral("CANCELLED");
        order.cancelledBy = by;
    });
}

bool AmazonSim::cancelItem(const QString& orderId, const QString& orderItemId, const QString& by)
{
    bool isKnown = false;
    m_impl->core.edit(orderId, [&](AmazonOrder& order) {
        bool isOpen = false, isShipped = false;
        for (SimOrderItem& item : order.items) {
            if (item.orderItemId == orderItemId) {
                isKnown = true;
                item.cancelledBy = by;
            }
            isOpen = isOpen || (item.cancelledBy.isEmpty() && item.fulfilled < item.quantity);
            isShipped = isShipped || item.fulfilled > 0;
        }
        if (!isOpen && isKnown)
            order.status = isShipped ? QStringLiteral("SHIPPED") : QStringLiteral("CANCELLED");
        if (order.status == QStringLiteral("CANCELLED"))
            order.cancelledBy = by;
    });
    return isKnown;
}

bool AmazonSim::shipFba(const QString& orderId, qint64 shipMs)
{
    bool isFba = false;
    m_impl->core.edit(orderId, [&](AmazonOrder& order) {
        isFba = order.fulfilledBy == QStringLiteral("AMAZON") && order.status != QStringLiteral("CANCELLED");
        if (!isFba)
            return;
        order.status = QStringLiteral("SHIPPED");
        order.pricesHidden = false;
        for (SimOrderItem& item : order.items)
            item.fulfilled = item.cancelledBy.isEmpty() ? item.quantity : item.fulfilled;
        packFulfilled(order, shipMs == 0 ? m_impl->core.editTime() : shipMs);
    });
    return isFba;
}

QString AmazonSim::addMcfOrder(const QString& storeId, const QStringList& skus)
{
    AmazonOrder order = makeOrder(storeId, skus);
    {
        const std::lock_guard lock(m_impl->core.mutex);
        order.orderId = QStringLiteral("S01-%1-%2").arg(m_impl->core.dice.digits(7), m_impl->core.dice.digits(7));
    }
    order.channelName = QStringLiteral("NON_AMAZON");
    order.fulfilledBy = QStringLiteral("AMAZON");
    order.status = QStringLiteral("SHIPPED");
    order.buyerEmail.clear();
    order.oddity = QStringLiteral("mcf");
    for (SimOrderItem& item : order.items) {
        item.unitPrice = 0; // the money went through the other channel
        item.fulfilled = item.quantity;
    }
    return addOrder(order);
}

bool AmazonSim::hideFromSearch(const QString& orderId)
{
    return m_impl->core.edit(orderId, [](AmazonOrder& order) { order.hiddenFromSearch = true; });
}

bool AmazonSim::requestCancellation(const QString& orderId, const QString& reason)
{
    return m_impl->core.edit(orderId, [&](AmazonOrder& order) {
        for (SimOrderItem& item : order.items)
            item.cancellationRequest = reason;
    });
}

bool AmazonSim::touch(const QString& orderId)
{
    return m_impl->core.edit(orderId, [](AmazonOrder&) {});
}

bool AmazonSim::replaceOrder(const AmazonOrder& order)
{
    return m_impl->core.edit(order.orderId, [&](AmazonOrder& old) {
        const qint64 updatedMs = old.updatedMs;
        old = order;
        old.updatedMs = updatedMs;
    });
}

void AmazonSim::removeRole(const QString& role)
{
    const std::lock_guard lock(m_impl->core.mutex);
    m_impl->core.missingRoles.insert(role);
}

void AmazonSim::revoke(const QString& store)
{
    m_impl->service.tokens().revoke(store);
}

void AmazonSim::expireTokens()
{
    m_impl->service.tokens().expireAll();
}

QString AmazonSim::addDocument(const QByteArray& bytes)
{
    return m_impl->service.documents().publish(bytes);
}

QString AmazonSim::addSettlementReport(const QString& store, const QByteArray& bytes, bool isPacked)
{
    const std::lock_guard lock(m_impl->core.mutex);
    const CompanyStore* seller = m_impl->core.store(store);
    return seller == nullptr ? QString() : m_impl->service.reports().addSettlement(*seller, bytes, isPacked);
}

std::vector<SimConfirmation> AmazonSim::confirmations(const QString& orderId) const
{
    const std::lock_guard lock(m_impl->core.mutex);
    std::vector<SimConfirmation> list;
    for (const SimConfirmation& confirmation : m_impl->core.confirmations) {
        if (orderId.isEmpty() || confirmation.orderId == orderId)
            list.push_back(confirmation);
    }
    return list;
}

int AmazonSim::feedCount() const
{
    return m_impl->service.feeds().count();
}

std::map<QString, qint64> AmazonSim::calls() const
{
    return m_impl->core.log.calls();
}

qint64 AmazonSim::callCount() const
{
    return m_impl->core.log.total();
}

void AmazonSim::resetCalls()
{
    m_impl->core.log.reset();
}

QStringList AmazonSim::violations() const
{
    return m_impl->core.log.violations();
}

qint64 AmazonSim::throttled() const
{
    return m_impl->core.log.throttled();
}

HttpService& AmazonSim::service()
{
    return m_impl->service;
}

} // namespace causeway::simulator
