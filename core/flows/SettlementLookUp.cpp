// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/SettlementLookUp.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDateTime>

#include "base/Clock.h"
#include "flows/AccountingPeriods.h"
#include "flows/OrderDocuments.h"
#include "flows/SuiteQlText.h"
#include "mapping/SettlementSettings.h"
#include "netsuite/Api.h"
#include "settlement/Content.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::SettlementLookUp)
};

constexpr qsizetype kKeysTogether = 400;
constexpr qint64 kMarginDays = 31; ///< earlier months of a split settlement

using Posting = mapping::SettlementSettings::Posting;

/// The earliest day that anything of these settlements may be posted on.
QDate earliestDay(std::span<const Record> records, qint64 nowMs)
{
    qint64 earliest = nowMs;
    for (const Record& record : records) {
        const auto json = Json::parse(record.content);
        const auto start = json ? fromIso8601((*json)[u"start"].toString()) : std::nullopt;
        if (start)
            earliest = std::min(earliest, *start);
    }
    return QDateTime::fromMSecsSinceEpoch(earliest, Qt::UTC).date().addDays(-kMarginDays);
}

/// What the flow "refunds" has not read yet it will book when it is on: the journal must not do it as well.
Json refundsJson(const std::vector<SettledRefundState>& refunds, const FlowContext& context)
{
    const config::FlowSettings* flow = context.configuration.flow(QStringLiteral("refunds"), context.store.id);
    const bool areRead = flow != nullptr && flow->enabled;
    Json list = Json::array();
    for (const SettledRefundState& refund : refunds) {
        if (!refund.hasRecord && !areRead)
            continue;
        list.append(Json::object({{QStringLiteral("order"), refund.orderId},
                                  {QStringLiteral("amount"), refund.amount.amountText()},
                                  {QStringLiteral("booked"), refund.isBooked}}));
    }
    return list;
}

/// Payments that NetSuite has already, by their external ids.
Result<void> readPayments(const QStringList& keys, Json& payments, FlowContext& context)
{
    for (qsizetype from = 0; from < keys.size(); from += kKeysTogether) {
        const QStringList some = keys.mid(from, kKeysTogether);
        const auto rows = context.netsuite->suiteQl(
            QStringLiteral(
                "SELECT t.externalid, t.foreigntotal FROM transaction t WHERE t.type = 'CustPymt' AND t.externalid IN %1")
                .arg(suiteql::list(some.size())),
            some, context.stop);
        if (!rows)
            return fail(rows.error());
        for (const netsuite::SuiteQlRow& row : *rows)
            payments.set(textOf(row, "externalid"), textOf(row, "foreigntotal"));
    }
    return {};
}

Result<void> readPaid(std::span<const Record> records, const std::map<QString, std::vector<SettledSum>>& sums, Json& lookups,
                      FlowContext& context)
{
    const QString part =
        context.store.keyPart(context.configuration.netSuite ? context.configuration.netSuite->account : QString());
    QStringList orders, keys;
    for (const Record& record : records) {
        const auto own = sums.find(record.key);
        if (own == sums.end())
            continue;
        for (const SettledSum& sum : own->second) {
            if (sum.party != settlement::Party::BuyerPaid || (!orders.isEmpty() && orders.last() == sum.sum.detail))
                continue;
            orders << sum.sum.detail;
            keys << settlementPaymentKey(part, record.key, sum.sum.detail);
        }
    }
    orders.removeDuplicates();
    const auto documents = readOrderDocuments(orders, {QStringLiteral("CustInvc"), QStringLiteral("CashSale")}, context);
    if (!documents)
        return fail(documents.error());
    Json byOrder = Json::object();
    for (const auto& [order, list] : *documents)
        byOrder.set(order, list);
    lookups.set(QStringLiteral("documents"), std::move(byOrder));
    Json payments = Json::object();
    if (auto read = readPayments(keys, payments, context); !read)
        return read;
    lookups.set(QStringLiteral("payments"), std::move(payments));
    return {};
}
} // namespace

QString settlementPaymentKey(const QString& keyPart, const QString& settlementId, const QString& orderId)
{
    return QStringLiteral("AMZ-PAY-%1-%2-%3").arg(keyPart, settlementId, orderId);
}

Json settledSumsJson(const std::vector<SettledSum>& sums)
{
    Json list = Json::array();
    for (const SettledSum& one : sums) {
        const settlement::CategorySum& sum = one.sum;
        Json json = Json::object();
        json.set(QStringLiteral("order"), sum.detail);
        json.set(QStringLiteral("category"), Json::array({Json(sum.category.transactionType), Json(sum.category.amountType),
                                                          Json(sum.category.amountDescription)}));
        json.setIfPresent(QStringLiteral("marketplace"), sum.marketplace);
        json.setIfPresent(QStringLiteral("month"), sum.month);
        json.setIfPresent(QStringLiteral("utcMonth"), sum.utcMonth);
        json.set(QStringLiteral("rows"), sum.rows);
        json.set(QStringLiteral("sum"), sum.sum.amountText());
        json.set(QStringLiteral("party"), static_cast<int>(one.party));
        list.append(std::move(json));
    }
    return list;
}

Result<std::vector<SettledSum>> settledSumsOf(const Json& json, const QString& currency)
{
    std::vector<SettledSum> sums;
    sums.reserve(json.size());
    for (const Json& one : json.items()) {
        auto amount = Money::parse(one[u"sum"].toString(), currency);
        if (!amount)
            return fail(amount.error());
        const Json& category = one[u"category"];
        SettledSum settled;
        settled.sum = {{category.at(0).toString(), category.at(1).toString(), category.at(2).toString()},
                       one[u"marketplace"].toString(),
                       one[u"month"].toString(),
                       one[u"utcMonth"].toString(),
                       one[u"order"].toString(),
                       one[u"rows"].toInteger().value_or(0),
                       std::move(*amount)};
        settled.party = static_cast<settlement::Party>(one[u"party"].toInteger().value_or(0));
        sums.push_back(std::move(settled));
    }
    return sums;
}

Result<Json> lookUpSettlements(std::span<const Record> records, FlowContext& context)
{
    const auto settings = mapping::SettlementSettings::read(context.flow.settings);
    Json lookups = Json::object({{QStringLiteral("readAt"), context.clock.nowMs()}});
    if (context.netsuite == nullptr)
        return fail(ErrorKind::Auth, Words::tr("The connection to NetSuite is not set up."),
                    Words::tr("Set it up in Settings, Connections."), QStringLiteral("no-connection"));
    auto periods =
        AccountingPeriods::read(earliestDay(records, context.clock.nowMs()), settings.posting == Posting::Payments, context);
    if (!periods)
        return fail(periods.error());
    lookups.set(QStringLiteral("periods"), std::move(*periods));
    if (settings.posting == Posting::Summary || context.settlements == nullptr)
        return lookups;

    std::map<QString, std::vector<SettledSum>> sums;
    Json settlements = Json::object();
    for (const Record& record : records) {
        auto own = context.settlements->sums(record.key);
        if (!own)
            return fail(own.error());
        Json json = Json::object({{QStringLiteral("sums"), settledSumsJson(*own)}});
        if (settings.posting == Posting::Payments) {
            const auto refunds = context.settlements->refunds(record.key);
            if (!refunds)
                return fail(refunds.error());
            json.set(QStringLiteral("refunds"), refundsJson(*refunds, context));
            const auto earlier = context.settlements->settledBefore(record.key);
            if (!earlier)
                return fail(earlier.error());
            Json amounts = Json::object();
            for (const auto& [order, amount] : *earlier)
                amounts.set(order, amount.amountText());
            json.set(QStringLiteral("settledBefore"), std::move(amounts));
        }
        settlements.set(record.key, std::move(json));
        sums.emplace(record.key, std::move(*own));
    }
    lookups.set(QStringLiteral("settlements"), std::move(settlements));
    if (settings.posting == Posting::Payments) {
        if (auto read = readPaid(records, sums, lookups, context); !read)
            return fail(read.error());
    }
    return lookups;
}

} // namespace causeway::flows
