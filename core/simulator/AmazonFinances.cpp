// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonFinances.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonObject>

#include "simulator/AmazonCore.h"
#include "simulator/AmazonJobs.h"
#include "simulator/AmazonLedger.h"
#include "simulator/AmazonSettlements.h"

namespace causeway::simulator {
namespace {

constexpr qint64 kTwoMinutesMs = 120'000;
constexpr qint64 kLongestRangeMs = 180LL * 86'400'000;

/// A posting as one of the transactions it appears as.
struct Shown
{
    const LedgerEntry* entry = nullptr;
    QString status;
    qint64 postedMs = 0;
    bool isRelease = false; ///< the second appearance of something held back
};

QJsonObject money(qint64 minor, const QString& currency)
{
    return {{QStringLiteral("currencyCode"), currency},
            {QStringLiteral("currencyAmount"), amountText(minor, currency).toDouble()}};
}

QJsonObject related(const char* name, const QString& value)
{
    return {{QStringLiteral("relatedIdentifierName"), QString::fromLatin1(name)},
            {QStringLiteral("relatedIdentifierValue"), value}};
}

QJsonObject breakdown(const QString& type, qint64 amount, const QString& currency, const QJsonArray& parts)
{
    return {{QStringLiteral("breakdownType"), type},
            {QStringLiteral("breakdownAmount"), money(amount, currency)},
            {QStringLiteral("breakdowns"), parts}};
}

/// Charges of one kind under their parents: ProductCharges > OurPricePrincipal; fees once more split into Base.
QJsonArray grouped(const std::vector<LedgerCharge>& charges, const QString& currency, bool withParts)
{
    std::vector<QString> parents;
    for (const LedgerCharge& charge : charges) {
        if (std::find(parents.begin(), parents.end(), charge.parent) == parents.end())
            parents.push_back(charge.parent);
    }
    QJsonArray list;
    for (const QString& parent : parents) {
        QJsonArray parts;
        qint64 sum = 0;
        for (const LedgerCharge& charge : charges) {
            if (charge.parent != parent)
                continue;
            sum += charge.amount;
            const QJsonArray base = charge.amountType == QStringLiteral("ItemFees")
                                        ? QJsonArray{breakdown(QStringLiteral("Base"), charge.amount, currency, {})}
                                        : QJsonArray();
            if (withParts)
                parts.append(breakdown(charge.type, charge.amount, currency, base));
        }
        list.append(breakdown(parent, sum, currency, parts));
    }
    return list;
}

QJsonObject itemJson(const LedgerLine& line, const LedgerEntry& entry)
{
    const QJsonObject product{
        {QStringLiteral("contextType"), QStringLiteral("ProductContext")},
        {QStringLiteral("asin"), line.asin},
        {QStringLiteral("sku"), line.sku},
        {QStringLiteral("quantityShipped"), line.quantity},
        {QStringLiteral("fulfillmentNetwork"), entry.isFba ? QStringLiteral("AFN") : QStringLiteral("MFN")}};
    return {{QStringLiteral("description"), line.title},
            {QStringLiteral("relatedIdentifiers"),
             QJsonArray{QJsonObject{{QStringLiteral("itemRelatedIdentifierName"), QStringLiteral("ORDER_ADJUSTMENT_ITEM_ID")},
                                    {QStringLiteral("itemRelatedIdentifierValue"), line.adjustmentId}}}},
            {QStringLiteral("totalAmount"), money(line.total(), entry.currency)},
            {QStringLiteral("breakdowns"), grouped(line.charges, entry.currency, true)},
            {QStringLiteral("contexts"), QJsonArray{product}}};
}

/// Sales and Expenses over all lines.
QJsonArray summary(const LedgerEntry& entry)
{
    QJsonArray list;
    for (const bool isExpense : {false, true}) {
        std::vector<LedgerCharge> charges;
        qint64 sum = 0;
        for (const LedgerLine& line : entry.lines) {
            for (const LedgerCharge& charge : line.charges) {
                if (charge.isExpense == isExpense) {
                    charges.push_back(charge);
                    sum += charge.amount;
                }
            }
        }
        const QString name = isExpense ? QStringLiteral("Expenses") : QStringLiteral("Sales");
        list.append(breakdown(entry.isRefund ? QStringLiteral("Refunded ") + name : name, sum, entry.currency,
                              grouped(charges, entry.currency, false)));
    }
    return list;
}

QString releaseId(const LedgerEntry& entry)
{
    return entry.transactionId.left(40) + QStringLiteral("rel");
}

QJsonObject transactionJson(const Shown& shown, const CompanyStore& seller, const SimSettlement* settlement,
                            const QString& openGroupId)
{
    const LedgerEntry& entry = *shown.entry;
    QJsonArray identifiers{related("ORDER_ID", entry.orderId)};
    if (!entry.shipmentId.isEmpty())
        identifiers.append(related("SHIPMENT_ID", entry.shipmentId));
    if (!entry.refundId.isEmpty())
        identifiers.append(related("REFUND_ID", entry.refundId));
    if (shown.status == QStringLiteral("RELEASED"))
        identifiers.append(related("FINANCIAL_EVENT_GROUP_ID", settlement ? settlement->groupId : openGroupId));
    if (shown.status == QStringLiteral("RELEASED") && settlement)
        identifiers.append(related("SETTLEMENT_ID", settlement->settlementId));
    if (shown.isRelease)
        identifiers.append(related("DEFERRED_TRANSACTION_ID", entry.transactionId));
    if (shown.status == QStringLiteral("DEFERRED_RELEASED"))
        identifiers.append(related("RELEASE_TRANSACTION_ID", releaseId(entry)));
    QJsonArray items;
    for (const LedgerLine& line : entry.lines)
        items.append(itemJson(line, entry));
    QJsonObject json{
        {QStringLiteral("sellingPartnerMetadata"), QJsonObject{{QStringLiteral("sellingPartnerId"), seller.sellerId},
                                                               {QStringLiteral("accountType"), QStringLiteral("Standard Orders")},
                                                               {QStringLiteral("marketplaceId"), entry.marketplaceId}}},
        {QStringLiteral("relatedIdentifiers"), identifiers},
        {QStringLiteral("transactionType"), entry.isRefund ? entry.refundType : QStringLiteral("Shipment")},
        {QStringLiteral("transactionId"), shown.isRelease ? releaseId(entry) : entry.transactionId},
        {QStringLiteral("transactionStatus"), shown.status},
        {QStringLiteral("description"), entry.isRefund ? QStringLiteral("Refund Order") : QStringLiteral("Order Payment")},
        {QStringLiteral("postedDate"), isoTime(shown.postedMs)},
        {QStringLiteral("totalAmount"), money(entry.total(), entry.currency)},
        {QStringLiteral("marketplaceDetails"), QJsonObject{{QStringLiteral("marketplaceId"), entry.marketplaceId},
                                                           {QStringLiteral("marketplaceName"), entry.marketplaceName}}},
        {QStringLiteral("items"), items},
        {QStringLiteral("breakdowns"), summary(entry)}};
    if (shown.status == QStringLiteral("DEFERRED"))
        json.insert(QStringLiteral("contexts"),
                    QJsonArray{QJsonObject{{QStringLiteral("contextType"), QStringLiteral("DeferredContext")},
                                           {QStringLiteral("deferralReason"), QStringLiteral("DD7")},
                                           {QStringLiteral("maturityDate"), isoTime(entry.releasedMs)}}});
    return json;
}

struct Query
{
    qint64 afterMs = 0, beforeMs = 0;
    QString marketplaceId, status, orderId, groupId;
};

/// The sentence why not; empty when good.
QString readQuery(const HttpCall& call, qint64 nowMs, Query& query)
{
    static const QStringList kParameters{
        QStringLiteral("postedAfter"),       QStringLiteral("postedBefore"),          QStringLiteral("marketplaceId"),
        QStringLiteral("transactionStatus"), QStringLiteral("relatedIdentifierName"), QStringLiteral("relatedIdentifierValue"),
        QStringLiteral("nextToken")};
    static const QStringList kStatuses{QStringLiteral("DEFERRED"), QStringLiteral("RELEASED"),
                                       QStringLiteral("DEFERRED_RELEASED")};
    for (const auto& [name, value] : call.query) {
        if (!kParameters.contains(name))
            return QStringLiteral("The parameter %1 is not known.").arg(name);
    }
    const auto value = [&](const char* name) { return call.parameter(QString::fromLatin1(name)); };
    query.marketplaceId = value("marketplaceId").value_or(QString());
    query.status = value("transactionStatus").value_or(QString());
    if (!query.status.isEmpty() && !kStatuses.contains(query.status))
        return QStringLiteral("transactionStatus has an unknown value: %1").arg(query.status);
    const auto name = value("relatedIdentifierName"), identifier = value("relatedIdentifierValue");
    if (name.has_value() != identifier.has_value())
        return QStringLiteral("relatedIdentifierName and relatedIdentifierValue belong together.");
    if (name == QStringLiteral("ORDER_ID"))
        query.orderId = *identifier;
    else if (name == QStringLiteral("FINANCIAL_EVENT_GROUP_ID"))
        query.groupId = *identifier;
    else if (name)
        return QStringLiteral("relatedIdentifierName %1 cannot be used to filter.").arg(*name);
    query.beforeMs = nowMs - kTwoMinutesMs;
    if (const auto before = value("postedBefore")) {
        const auto time = isoMs(*before);
        if (!time)
            return QStringLiteral("postedBefore is not an ISO 8601 date and time.");
        if (*time > nowMs - kTwoMinutesMs)
            return QStringLiteral("postedBefore must be more than two minutes before the time of the request.");
        query.beforeMs = *time;
    }
    if (const auto after = value("postedAfter")) {
        const auto time = isoMs(*after);
        if (!time)
            return QStringLiteral("postedAfter is not an ISO 8601 date and time.");
        if (*time > nowMs - kTwoMinutesMs)
            return QStringLiteral("postedAfter must be more than two minutes before the time of the request.");
        if (*time >= query.beforeMs)
            return QStringLiteral("postedBefore must be later than postedAfter.");
        query.afterMs = *time;
    } else if (!name) {
        return QStringLiteral("postedAfter is required.");
    }
    return {};
}

} // namespace

HttpAnswer AmazonFinances::listTransactions(const HttpCall& call, const CompanyStore& seller)
{
    Query query;
    if (const QString why = readQuery(call, m_core.now(), query); !why.isEmpty())
        return m_core.invalid(call, why);
    if (!query.marketplaceId.isEmpty() && query.marketplaceId != seller.marketplaceId)
        return m_core.forbidden(call, {});
    QStringList arguments;
    for (const auto& [name, value] : call.query) {
        if (name != QStringLiteral("nextToken"))
            arguments += name + QLatin1Char('=') + value;
    }
    arguments.sort();
    const std::lock_guard lock(m_core.mutex);
    Page page{arguments.join(QLatin1Char('&')).toUtf8(), query.beforeMs, 0, false};
    if (const auto token = call.parameter(QStringLiteral("nextToken"))) {
        const auto found = m_pages.find(*token);
        if (found == m_pages.end() || found->second.query != page.query)
            return m_core.invalid(call, QStringLiteral("nextToken is not valid for these arguments."));
        page = found->second;
    }
    m_settlements.closeDue(seller);
    const QString openGroup = derivedSecret(m_core.settings.seed, "open-group/" + seller.id.toLatin1(), 43);
    const std::vector<LedgerEntry> ledger = ledgerOf(m_core, seller.id);
    std::vector<Shown> shown;
    const auto show = [&](const LedgerEntry& entry, const QString& status, qint64 postedMs, bool isRelease) {
        // postedAfter is inclusive, postedBefore is not; over more than 180 days the answer is empty.
        if (postedMs < query.afterMs || postedMs >= page.untilMs ||
            (query.afterMs != 0 && page.untilMs - query.afterMs > kLongestRangeMs) ||
            (!query.status.isEmpty() && query.status != status) || (!query.orderId.isEmpty() && query.orderId != entry.orderId))
            return;
        // Merchant orders of the American marketplace are not found by marketplace.
        if (!query.marketplaceId.isEmpty() && seller.country == QStringLiteral("US") && !entry.isFba)
            return;
        if (!query.groupId.isEmpty()) {
            const SimSettlement* settlement = m_settlements.settlementOf(seller.id, entry.transactionId);
            if (status != QStringLiteral("RELEASED") || query.groupId != (settlement ? settlement->groupId : openGroup))
                return;
        }
        shown.push_back({&entry, status, postedMs, isRelease});
    };
    for (const LedgerEntry& entry : ledger) {
        if (!entry.isDeferred()) {
            show(entry, QStringLiteral("RELEASED"), entry.postedMs, false);
        } else if (entry.releasedMs >= m_core.now() - kTwoMinutesMs) {
            show(entry, QStringLiteral("DEFERRED"), entry.postedMs, false);
        } else {
            show(entry, QStringLiteral("DEFERRED_RELEASED"), entry.postedMs, false);
            show(entry, QStringLiteral("RELEASED"), entry.releasedMs, true);
        }
    }
    std::stable_sort(shown.begin(), shown.end(), [](const Shown& a, const Shown& b) { return a.postedMs < b.postedMs; });

    QJsonArray list;
    size_t index = page.offset;
    for (; !page.isEmptyNext && index < shown.size() && list.size() < m_core.transactionsPerPage; ++index)
        list.append(transactionJson(shown[index], seller,
                                    m_settlements.settlementOf(seller.id, shown[index].entry->transactionId), openGroup));
    QJsonObject payload{{QStringLiteral("transactions"), list}};
    if (index < shown.size()) {
        const QString token = m_core.dice.digits(24);
        // The second page of a longer list comes empty: "this operation can return empty pages".
        m_pages[token] = {page.query, page.untilMs, index, page.offset == 0 && !page.isEmptyNext};
        payload.insert(QStringLiteral("nextToken"), token);
    }
    return m_core.ok(call, {{QStringLiteral("payload"), payload}});
}

} // namespace causeway::simulator
