// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/Refunds.h"

#include <QCoreApplication>

#include "base/Decimal.h"
#include "base/Text.h"
#include "flows/DocumentFind.h"
#include "flows/NetSuiteSend.h"
#include "flows/OrderDocuments.h"
#include "flows/RefundFetch.h"
#include "flows/RefundPlan.h"
#include "flows/SuiteQlText.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::Refunds)
};

constexpr qsizetype kMostTogether = 450;

/// Without regard to the sign: what goes back to a customer is negative in some of NetSuite's tables.
bool sameAmount(QString a, const QString& b)
{
    if (a.startsWith(u'-'))
        a.remove(0, 1);
    const auto first = Decimal::parse(a), second = Decimal::parse(b);
    if (!first || !second)
        return false;
    const int scale = std::max(first->scale(), second->scale());
    const auto x = first->rescaled(scale), y = second->rescaled(scale);
    return x && y && x->units() == y->units();
}
} // namespace

Refunds::Refunds()
{
    m_spec.id = QStringLiteral("refunds");
    m_spec.title = Words::tr("Refunds");
    m_spec.group = Words::tr("Returns and refunds");
    m_spec.defaultSchedule = QStringLiteral("every 4 hours");
    m_spec.settings = mapping::RefundSettings::schema();
}

Result<Page> Refunds::fetch(const Cursor& cursor, const FetchRequest& request, FlowContext& context)
{
    if (auto error = notConnected(context.amazon, QStringLiteral("Amazon")))
        return fail(std::move(*error));
    if (context.refunds == nullptr)
        return fail(ErrorKind::Defect, QStringLiteral("Refunds need the book of refunds."));
    return RefundFetch(context).fetch(cursor, request);
}

Result<Json> Refunds::lookUp(std::span<const Record> records, FlowContext& context)
{
    if (auto error = notConnected(context.netsuite, QStringLiteral("NetSuite")))
        return fail(std::move(*error));
    QStringList orders;
    for (const Record& record : records) {
        if (!record.orderId.isEmpty() && !orders.contains(record.orderId))
            orders << record.orderId;
    }
    orders.sort(); // the same records ask the same question
    Json lookups = Json::object({{QStringLiteral("readAt"), context.clock.nowMs()}});
    if (orders.isEmpty())
        return lookups;
    auto documents =
        readOrderDocuments(orders, {QStringLiteral("SalesOrd"), QStringLiteral("CustInvc"), QStringLiteral("CashSale")}, context);
    if (!documents)
        return fail(documents.error());
    Json byOrder = Json::object();
    for (auto& [orderId, list] : *documents)
        byOrder.set(orderId, std::move(list));
    lookups.set(QStringLiteral("documents"), std::move(byOrder));
    return lookups;
}

Result<Plan> Refunds::plan(const Record& record, const PlanContext& context) const
{
    return planRefund(record, context);
}

/// By external id; and a credit that somebody entered by hand for the same order over the same amount is a conflict, because
/// nobody but that person knows whether it is the same refund.
Result<std::vector<Found>> Refunds::find(std::span<const Command> commands, FlowContext& context)
{
    return findDocuments(commands,
                         {{QStringLiteral("CustCred"), QStringLiteral("CashRfnd")},
                          [](const Command& command, const Json& document) {
                              return command.readBack &&
                                     sameAmount(document[u"total"].toString(), command.fingerprint[u"total"].toString());
                          },
                          Words::tr("somebody entered a credit over the same amount for this order; when it is this refund, "
                                    "dismiss this record; when it is another one, give it an external ID in NetSuite and "
                                    "try again")},
                         context);
}

std::vector<Outcome> Refunds::send(std::span<const Command> commands, FlowContext& context)
{
    return sendToNetSuite(commands, context);
}

Result<std::map<QString, Json>> Refunds::readBack(std::span<const Command> commands, const std::map<QString, Receipt>& receipts,
                                                  FlowContext& context)
{
    if (auto error = notConnected(context.netsuite, QStringLiteral("NetSuite")))
        return fail(std::move(*error));
    QStringList ids;
    for (const Command& command : commands) {
        if (const auto receipt = receipts.find(command.key); receipt != receipts.end())
            ids << receipt->second.remoteId;
    }
    std::map<QString, QString> totals;
    for (qsizetype from = 0; from < ids.size(); from += kMostTogether) {
        const QStringList some = ids.mid(from, kMostTogether);
        const auto rows = context.netsuite->suiteQl(
            QStringLiteral("SELECT t.id, t.foreigntotal FROM transaction t WHERE t.id IN %1 ORDER BY t.id")
                .arg(suiteql::list(some.size())),
            some, context.stop);
        if (!rows)
            return fail(rows.error());
        for (const netsuite::SuiteQlRow& row : *rows)
            totals[textOf(row, QStringLiteral("id"))] = textOf(row, QStringLiteral("foreigntotal"));
    }
    std::map<QString, Json> facts;
    for (const Command& command : commands) {
        const auto receipt = receipts.find(command.key);
        const auto total = receipt == receipts.end() ? totals.end() : totals.find(receipt->second.remoteId);
        if (total != totals.end())
            facts[command.key] = Json::object({{QStringLiteral("total"), total->second}});
    }
    return facts;
}

bool Refunds::cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const
{
    return (causeCode == QStringLiteral("no-charge-item") && mapping.kind == QStringLiteral("item") && mapping.key == causeKey) ||
           (causeCode == QStringLiteral("no-account") && mapping.kind == QStringLiteral("account") && mapping.key == causeKey);
}

std::optional<qint64> Refunds::readUpTo(const Cursor& cursor) const
{
    return cursor[u"to"].toInteger();
}

std::optional<Cursor> Refunds::movedTo(const Cursor& cursor, qint64 atMs) const
{
    Cursor moved = cursor.isObject() ? cursor : Json::object();
    moved.remove(u"window");
    moved.remove(u"since");
    moved.set(QStringLiteral("to"), atMs);
    return moved;
}

} // namespace causeway::flows
