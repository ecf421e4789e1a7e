// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonReportFiles.h"

#include <algorithm>

#include <QDateTime>
#include <QRegularExpression>

#include "simulator/AmazonCore.h"

namespace causeway::simulator {
namespace {

/// No quoting exists in these files: what would break a row becomes a blank.
QString cell(QString text)
{
    static const QRegularExpression kBreaks(QStringLiteral("[\\t\\r\\n\\x{2028}\\x{2029}]"));
    return text.replace(kBreaks, QStringLiteral(" "));
}

QString offsetTime(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss'+00:00'");
}

QString day(qint64 utcMs)
{
    return utcMs == 0 ? QString() : QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).toString(u"dd-MMM-yyyy");
}

class Table final
{
public:
    explicit Table(const char* header) : m_text(QString::fromLatin1(header) + QLatin1Char('\n')) {}
    void add(QStringList row)
    {
        for (QString& value : row)
            value = cell(value);
        m_text += row.join(QLatin1Char('\t')) + QLatin1Char('\n');
        ++m_rows;
    }
    ReportFile file(bool isLatin1 = false) const
    {
        return isLatin1 ? ReportFile{m_text.toLatin1(), "text/plain; charset=ISO-8859-1", m_rows}
                        : ReportFile{m_text.toUtf8(), "text/plain; charset=UTF-8", m_rows};
    }

private:
    QString m_text;
    int m_rows = 0;
};

QString oldStatus(const QString& status)
{
    if (status == QStringLiteral("PENDING") || status == QStringLiteral("PENDING_AVAILABILITY"))
        return QStringLiteral("Pending");
    if (status == QStringLiteral("PARTIALLY_SHIPPED"))
        return QStringLiteral("Shipping");
    if (status == QStringLiteral("SHIPPED"))
        return QStringLiteral("Shipped");
    if (status == QStringLiteral("CANCELLED"))
        return QStringLiteral("Cancelled");
    return QStringLiteral("Unshipped");
}

QString serviceLevel(const QString& level)
{
    return level == QStringLiteral("STANDARD") ? QStringLiteral("Standard") : QStringLiteral("Expedited");
}

ReportFile orders(const AmazonCore& core, const CompanyStore& store, bool byUpdate, qint64 fromMs, qint64 toMs)
{
    Table table("amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\tfulfillment-channel\t"
                "sales-channel\torder-channel\tship-service-level\tproduct-name\tsku\tasin\titem-status\tquantity\tcurrency\t"
                "item-price\titem-tax\tshipping-price\tshipping-tax\tgift-wrap-price\tgift-wrap-tax\titem-promotion-discount\t"
                "ship-promotion-discount\tship-city\tship-state\tship-postal-code\tship-country\tpromotion-ids\tcpf\t"
                "is-business-order\tpurchase-order-number\tprice-designation\tsignature-confirmation-recommended");
    std::vector<const AmazonOrder*> found;
    for (const auto& [id, order] : core.orders) {
        const qint64 time = byUpdate ? order.updatedMs : order.createdMs;
        if (order.store == store.id && time >= fromMs && time <= toMs)
            found.push_back(&order);
    }
    std::sort(found.begin(), found.end(), [&](const AmazonOrder* a, const AmazonOrder* b) {
        return std::pair(byUpdate ? a->updatedMs : a->createdMs, a->orderId) <
               std::pair(byUpdate ? b->updatedMs : b->createdMs, b->orderId);
    });
    for (const AmazonOrder* order : found) {
        const bool isCancelled = order->status == QStringLiteral("CANCELLED");
        const bool isMcf = order->channelName != QStringLiteral("AMAZON");
        const SimAddress address = order->address.value_or(SimAddress{});
        for (const SimOrderItem& item : order->items) {
            const bool isItemCancelled = isCancelled || !item.cancelledBy.isEmpty();
            const bool hasMoney = !isItemCancelled && !order->pricesHidden && !isMcf;
            const auto money = [&](qint64 amount) { return hasMoney ? amountText(amount, order->currency) : QString(); };
            table.add({order->orderId,
                       order->sellerOrderId,
                       offsetTime(order->createdMs),
                       offsetTime(order->updatedMs),
                       oldStatus(order->status),
                       order->fulfilledBy == QStringLiteral("AMAZON") ? QStringLiteral("Amazon") : QStringLiteral("Merchant"),
                       isMcf ? QStringLiteral("Non-Amazon") : store.marketplaceName,
                       {},
                       serviceLevel(order->serviceLevel),
                       item.title,
                       item.sku,
                       item.asin,
                       isItemCancelled                   ? QStringLiteral("Cancelled")
                       : item.fulfilled >= item.quantity ? QStringLiteral("Shipped")
                                                         : QStringLiteral("Unshipped"),
                       QString::number(isItemCancelled ? 0 : item.quantity),
                       hasMoney ? order->currency : QString(),
                       money(item.itemAmount()),
                       money(item.itemTax),
                       money(item.shipping),
                       money(item.shippingTax),
                       money(item.giftWrap),
                       money(item.giftWrapTax),
                       money(item.itemDiscount),
                       money(item.shippingDiscount),
                       address.city,
                       address.state,
                       address.postalCode,
                       address.countryCode,
                       item.promotionIds.join(QLatin1Char(',')),
                       {},
                       order->buyerCompany.isEmpty() ? QStringLiteral("false") : QStringLiteral("true"),
                       order->buyerPurchaseOrder,
                       item.priceDesignation,
                       QStringLiteral("false")});
        }
    }
    return table.file();
}

struct Returned
{
    const SimReturn* fact;
    const AmazonOrder* order;
    const SimOrderItem* item;
};

std::vector<Returned> returnsOf(const AmazonCore& core, const CompanyStore& store, bool isFba, qint64 fromMs, qint64 toMs)
{
    std::vector<Returned> list;
    for (const SimReturn& fact : core.returns) {
        const auto order = core.orders.find(fact.orderId);
        if (order == core.orders.end() || order->second.store != store.id || fact.atMs < fromMs || fact.atMs > toMs ||
            (order->second.fulfilledBy == QStringLiteral("AMAZON")) != isFba)
            continue;
        const auto item = std::find_if(order->second.items.begin(), order->second.items.end(),
                                       [&](const SimOrderItem& i) { return i.orderItemId == fact.orderItemId; });
        if (item != order->second.items.end())
            list.push_back({&fact, &order->second, &*item});
    }
    std::stable_sort(list.begin(), list.end(), [](const Returned& a, const Returned& b) { return a.fact->atMs < b.fact->atMs; });
    return list;
}

ReportFile fbaReturns(const AmazonCore& core, const CompanyStore& store, qint64 fromMs, qint64 toMs)
{
    Table table("return-date\torder-id\tsku\tasin\tfnsku\tproduct-name\tquantity\tfulfillment-center-id\tdetailed-disposition\t"
                "reason\tstatus\tlicense-plate-number\tcustomer-comments");
    for (const Returned& r : returnsOf(core, store, true, fromMs, toMs))
        table.add({offsetTime(r.fact->atMs), r.order->orderId, r.item->sku, r.item->asin,
                   QStringLiteral("X00%1").arg(r.item->asin.right(7)), r.item->title, QString::number(r.fact->quantity),
                   QStringLiteral("PHX7"), r.fact->disposition, r.fact->reason,
                   r.fact->status.isEmpty() ? QStringLiteral("Unit returned to inventory") : r.fact->status, r.fact->returnId,
                   r.fact->comment});
    return table.file();
}

ReportFile merchantReturns(const AmazonCore& core, const CompanyStore& store, qint64 fromMs, qint64 toMs)
{
    Table table("Order ID\tOrder date\tReturn request date\tReturn request status\tAmazon RMA ID\tMerchant RMA ID\tLabel type\t"
                "Label cost\tCurrency code\tReturn carrier\tTracking ID\tLabel to be paid by\tA-to-Z Claim\tIs prime\tASIN\t"
                "Merchant SKU\tItem Name\tReturn quantity\tReturn Reason\tIn policy\tReturn type\tResolution\tInvoice number\t"
                "Return delivery date\tOrder Amount\tOrder quantity\tSafeT Action reason\tSafeT claim id\tSafeT claim state\t"
                "SafeT claim creation time\tSafeT claim reimbursement amount\tRefunded Amount");
    for (const Returned& r : returnsOf(core, store, false, fromMs, toMs)) {
        qint64 ordered = 0;
        for (const SimOrderItem& item : r.order->items)
            ordered += item.quantity;
        const QString status = !r.fact->status.isEmpty()  ? r.fact->status
                               : r.fact->deliveredMs != 0 ? QStringLiteral("Completed")
                                                          : QStringLiteral("Approved");
        table.add({r.order->orderId,
                   day(r.order->createdMs),
                   day(r.fact->atMs),
                   status,
                   r.fact->returnId,
                   {},
                   QStringLiteral("AmazonPrePaidLabel"),
                   amountText(0, r.order->currency),
                   r.order->currency,
                   QStringLiteral("UPS"),
                   QStringLiteral("1ZR%1").arg(r.fact->returnId.right(9)),
                   QStringLiteral("Seller"),
                   QStringLiteral("N"),
                   r.order->programs.contains(QStringLiteral("PRIME")) ? QStringLiteral("Y") : QStringLiteral("N"),
                   r.item->asin,
                   r.item->sku,
                   r.item->title,
                   QString::number(r.fact->quantity),
                   r.fact->reason,
                   QStringLiteral("Y"),
                   QStringLiteral("C-Returns"),
                   r.fact->resolution,
                   {},
                   day(r.fact->deliveredMs),
                   amountText(r.order->total(), r.order->currency),
                   QString::number(ordered),
                   {},
                   {},
                   {},
                   {},
                   {},
                   r.fact->refundedAmount == 0 ? QString() : amountText(r.fact->refundedAmount, r.order->currency)});
    }
    // Older flat files of Europe still come in Latin-1: the reader must honour what the answer's Content-Type says.
    return table.file(store.region == QStringLiteral("eu"));
}

} // namespace

ReportFile reportFile(const AmazonCore& core, const CompanyStore& store, const QString& type, qint64 fromMs, qint64 toMs)
{
    if (type == reporttype::kOrdersByUpdate || type == reporttype::kOrdersByDate)
        return orders(core, store, type == reporttype::kOrdersByUpdate, fromMs, toMs);
    if (type == reporttype::kFbaReturns)
        return fbaReturns(core, store, fromMs, toMs);
    if (type == reporttype::kMerchantReturns)
        return merchantReturns(core, store, fromMs, toMs);
    return {};
}

int longestRangeDays(const QString& type)
{
    if (type == reporttype::kOrdersByUpdate || type == reporttype::kOrdersByDate)
        return 30;
    return type == reporttype::kMerchantReturns ? 60 : 0;
}

} // namespace causeway::simulator
