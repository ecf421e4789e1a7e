// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonSettlements.h"

#include <QDateTime>

#include "simulator/AmazonCore.h"
#include "simulator/AmazonLedger.h"

namespace causeway::simulator {
namespace {

constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kPeriodMs = 14 * kDayMs;
constexpr qint64 kFirstPeriodMs = 1'767'571'200'000; ///< 2026-01-05 00:00 UTC, a Monday
constexpr int kColumns = 24;

enum Column
{
    SettlementId,
    StartDate,
    EndDate,
    DepositDate,
    TotalAmount,
    Currency,
    TransactionType,
    OrderId,
    MerchantOrderId,
    AdjustmentId,
    ShipmentId,
    MarketplaceName,
    AmountType,
    AmountDescription,
    Amount,
    FulfillmentId,
    PostedDate,
    PostedDateTime,
    OrderItemCode,
    MerchantOrderItemId,
    MerchantAdjustmentItemId,
    Sku,
    Quantity,
    PromotionId
};

/// Writes the file as the marketplace does: Germany with decimal comma and dots in dates (spapi.md 6.3).
class SettlementFile final
{
public:
    SettlementFile(const SimSettlement& settlement, bool isGerman) : m_settlement(settlement), m_isGerman(isGerman) {}

    void other(const QString& description, qint64 amount, qint64 atMs)
    {
        QStringList row = newRow();
        row[TransactionType] = row[AmountType] = QStringLiteral("other-transaction");
        row[AmountDescription] = description;
        finish(row, amount, atMs);
    }

    void entry(const LedgerEntry& entry)
    {
        for (const LedgerLine& line : entry.lines) {
            for (const LedgerCharge& charge : line.charges) {
                QStringList row = newRow();
                row[TransactionType] = entry.isRefund ? entry.refundType : QStringLiteral("Order");
                row[OrderId] = entry.orderId;
                row[MerchantOrderId] = entry.sellerOrderId;
                row[AdjustmentId] = entry.refundId;
                row[ShipmentId] = entry.shipmentId;
                row[MarketplaceName] = entry.marketplaceName;
                row[AmountType] = charge.amountType;
                row[AmountDescription] = charge.description;
                row[FulfillmentId] = entry.isFba ? QStringLiteral("AFN") : QStringLiteral("MFN");
                row[OrderItemCode] = line.orderItemId;
                row[MerchantAdjustmentItemId] = entry.isRefund ? line.adjustmentId : QString();
                row[Sku] = line.sku;
                row[Quantity] = entry.isRefund ? QString() : QString::number(line.quantity);
                row[PromotionId] = charge.promotionId;
                finish(row, charge.amount, entry.releasedMs);
            }
        }
    }

    qint64 total() const { return m_total; }

    QByteArray text() const
    {
        static const QByteArray kHeader =
            "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\t"
            "order-id\tmerchant-order-id\tadjustment-id\tshipment-id\tmarketplace-name\tamount-type\tamount-description\tamount\t"
            "fulfillment-id\tposted-date\tposted-date-time\torder-item-code\tmerchant-order-item-id\tmerchant-adjustment-item-"
            "id\t"
            "sku\tquantity-purchased\tpromotion-id\n";
        QStringList summary = newRow();
        summary[StartDate] = time(m_settlement.startMs);
        summary[EndDate] = time(m_settlement.endMs - 1000);
        summary[DepositDate] = time(m_settlement.depositMs);
        summary[TotalAmount] = number(m_total);
        summary[Currency] = m_settlement.currency;
        return kHeader + summary.join(QLatin1Char('\t')).toUtf8() + '\n' + m_rows;
    }

private:
    QStringList newRow() const
    {
        QStringList row(kColumns);
        row[SettlementId] = m_settlement.settlementId;
        return row;
    }
    void finish(QStringList& row, qint64 amount, qint64 atMs)
    {
        row[Amount] = number(amount);
        row[PostedDate] = time(atMs).left(10);
        row[PostedDateTime] = time(atMs);
        m_rows += row.join(QLatin1Char('\t')).toUtf8() + '\n';
        m_total += amount;
    }
    QString number(qint64 amount) const
    {
        const QString text = amountText(amount, m_settlement.currency);
        return m_isGerman ? QString(text).replace(QLatin1Char('.'), QLatin1Char(',')) : text;
    }
    QString time(qint64 utcMs) const
    {
        return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC)
            .toString(m_isGerman ? QStringLiteral("dd.MM.yyyy HH:mm:ss 'UTC'") : QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"));
    }

    const SimSettlement& m_settlement;
    bool m_isGerman;
    QByteArray m_rows;
    qint64 m_total = 0;
};

} // namespace

void AmazonSettlements::closeDue(const CompanyStore& store)
{
    std::vector<SimSettlement>& closed = m_closed[store.id];
    qint64 startMs = 0;
    if (closed.empty()) {
        qint64 firstMs = m_core.now();
        for (const LedgerEntry& entry : ledgerOf(m_core, store.id))
            firstMs = std::min(firstMs, entry.releasedMs);
        startMs = kFirstPeriodMs + (firstMs - kFirstPeriodMs) / kPeriodMs * kPeriodMs;
    } else {
        startMs = closed.back().endMs;
    }
    for (; startMs + kPeriodMs <= m_core.now(); startMs += kPeriodMs)
        close(store, startMs, startMs + kPeriodMs);
}

void AmazonSettlements::close(const CompanyStore& store, qint64 startMs, qint64 endMs)
{
    std::vector<SimSettlement>& closed = m_closed[store.id];
    const QByteArray purpose = store.id.toLatin1() + '/' + QByteArray::number(endMs);
    SimSettlement settlement;
    settlement.settlementId = QString::number(
        28'000'000'000ULL + derivedSecret(m_core.settings.seed, "settlement/" + purpose, 8).toULongLong(nullptr, 16));
    settlement.groupId = derivedSecret(m_core.settings.seed, "event-group/" + purpose, 43);
    settlement.reportId = QString::number(
        50'000'000'000ULL + derivedSecret(m_core.settings.seed, "settlement-report/" + purpose, 8).toULongLong(nullptr, 16));
    settlement.documentId = QStringLiteral("amzn1.spdoc.1.4.%1").arg(derivedSecret(m_core.settings.seed, "spdoc/" + purpose, 36));
    settlement.store = store.id;
    settlement.currency = store.currency;
    settlement.marketplaceId = store.marketplaceId;
    settlement.startMs = startMs;
    settlement.endMs = endMs;
    settlement.depositMs = endMs + 2 * kDayMs;
    settlement.createdMs = endMs;

    SettlementFile file(settlement, store.country == QStringLiteral("DE"));
    if (!closed.empty()) {
        const SimSettlement& former = closed.back();
        if (former.reserve > 0)
            file.other(QStringLiteral("Previous Reserve Amount Balance"), former.reserve, startMs);
        if (former.total < 0) {
            file.other(QStringLiteral("Payable to Amazon"), former.total, startMs);
            file.other(QStringLiteral("Successful charge"), -former.total, startMs + kDayMs);
        }
    }
    for (const LedgerEntry& entry : ledgerOf(m_core, store.id)) {
        if (entry.releasedMs < endMs && m_settled.try_emplace(entry.transactionId, store.id, closed.size()).second)
            file.entry(entry);
    }
    file.other(QStringLiteral("Subscription Fee"), store.currency == QStringLiteral("JPY") ? -4900 : -3999, endMs - kDayMs);
    if (file.total() > 0) {
        settlement.reserve = file.total() / 10;
        if (settlement.reserve > 0)
            file.other(QStringLiteral("Current Reserve Amount"), -settlement.reserve, endMs - 1000);
    }
    settlement.total = file.total();
    settlement.file = file.text();
    closed.push_back(std::move(settlement));
}

std::vector<SimSettlement> AmazonSettlements::of(const QString& store) const
{
    const auto found = m_closed.find(store);
    return found == m_closed.end() ? std::vector<SimSettlement>() : found->second;
}

const SimSettlement* AmazonSettlements::settlementOf(const QString& store, const QString& transactionId) const
{
    const auto found = m_settled.find(transactionId);
    return found == m_settled.end() || found->second.first != store ? nullptr : &m_closed.at(store)[found->second.second];
}

} // namespace causeway::simulator
