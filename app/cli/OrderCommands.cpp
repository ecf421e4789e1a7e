// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "base/Clock.h"
#include "base/Text.h"
#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/Session.h"
#include "db/BankTable.h"
#include "db/SettlementTable.h"
#include "db/ViewTables.h"
#include "engine/Links.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::OrderCommands)
};

struct Facts
{
    std::vector<db::OrderRow> orders; ///< one for each store
    std::vector<db::OrderLineRow> lines;
    std::vector<db::TraceEntry> trace;
    struct Settled
    {
        db::OrderInSettlement settlement;
        std::vector<db::BankLineRow> bank; ///< lines that pay the settlement
    };
    std::vector<Settled> settlements;
    QString account; ///< of NetSuite; empty when none is set up
};

Result<Facts> load(db::Connection& connection, const QString& orderId)
{
    const db::OrderReads reads(connection);
    Facts facts;
    auto orders = reads.find(orderId);
    if (!orders)
        return fail(orders.error());
    facts.orders = std::move(*orders);
    for (const db::OrderRow& order : facts.orders) {
        auto lines = reads.lines(orderId, order.store);
        if (!lines)
            return fail(lines.error());
        facts.lines.insert(facts.lines.end(), lines->begin(), lines->end());
    }
    auto trace = reads.trace(orderId);
    if (!trace)
        return fail(trace.error());
    facts.trace = std::move(*trace);
    auto settlements = db::SettlementTable(connection).ofOrder(orderId);
    if (!settlements)
        return fail(settlements.error());
    for (db::OrderInSettlement& one : *settlements) {
        db::BankTable::Filter filter;
        filter.record = one.record;
        auto bank = db::BankTable(connection).list(filter);
        if (!bank)
            return fail(bank.error());
        facts.settlements.push_back({std::move(one), std::move(*bank)});
    }
    auto configuration = db::ConfigurationReads(connection).load();
    if (!configuration)
        return fail(configuration.error());
    if (configuration->netSuite)
        facts.account = configuration->netSuite->account;
    return facts;
}

QString text(const std::optional<QUrl>& url)
{
    return url ? url->toString(QUrl::FullyEncoded) : QString();
}

/// The page of the document that an entry tells of; empty for steps without one.
QString pageOf(const db::TraceEntry& entry, const QString& account)
{
    return text(engine::links::netSuite(account, entry.target.type, entry.target.id));
}

QString pageOf(const db::OrderRow& order)
{
    return text(engine::links::sellerCentral(order.marketplace, order.orderId));
}

Json lineJson(const db::OrderLineRow& line)
{
    Json json = Json::object();
    json.set(QStringLiteral("store"), line.store);
    json.set(QStringLiteral("item"), line.itemId);
    json.set(QStringLiteral("sku"), line.sku);
    json.set(QStringLiteral("asin"), line.asin);
    json.set(QStringLiteral("title"), line.title);
    json.set(QStringLiteral("quantity"), line.quantity);
    json.set(QStringLiteral("amount"), moneyJson(line.amount));
    json.set(QStringLiteral("tax"), moneyJson(line.tax));
    json.set(QStringLiteral("shipping"), moneyJson(line.shipping));
    json.set(QStringLiteral("discount"), moneyJson(line.discount));
    return json;
}

Json settledJson(const Facts::Settled& settled, const QString& account)
{
    const db::OrderInSettlement& one = settled.settlement;
    Json json = Json::object({{QStringLiteral("settlement"), one.key}});
    json.set(QStringLiteral("store"), one.store);
    json.set(QStringLiteral("state"), db::toString(one.state));
    json.set(QStringLiteral("rows"), one.rows);
    json.set(QStringLiteral("paid"), moneyJson(one.paid));
    json.set(QStringLiteral("refunded"), moneyJson(one.refunded));
    json.set(QStringLiteral("other"), moneyJson(one.other));
    json.set(QStringLiteral("depositDate"), timeJson(one.depositAt));
    if (!one.documentId.isEmpty()) {
        Json document = Json::object({{QStringLiteral("type"), one.documentType}, {QStringLiteral("id"), one.documentId}});
        document.set(QStringLiteral("name"), one.documentName);
        document.setIfPresent(QStringLiteral("url"), text(engine::links::netSuite(account, one.documentType, one.documentId)));
        json.set(QStringLiteral("document"), std::move(document));
    }
    Json bank = Json::array();
    for (const db::BankLineRow& line : settled.bank)
        bank.append(bankLineJson(line));
    json.set(QStringLiteral("bank"), std::move(bank));
    return json;
}

Json toJson(const QString& orderId, const Facts& facts)
{
    Json orders = Json::array();
    for (const db::OrderRow& order : facts.orders) {
        Json json = orderJson(order);
        json.setIfPresent(QStringLiteral("url"), pageOf(order));
        orders.append(json);
    }
    Json lines = Json::array();
    for (const db::OrderLineRow& line : facts.lines)
        lines.append(lineJson(line));
    Json trace = Json::array();
    for (const db::TraceEntry& entry : facts.trace) {
        Json json = traceJson(entry);
        json.setIfPresent(QStringLiteral("url"), pageOf(entry, facts.account));
        trace.append(json);
    }
    Json settlements = Json::array();
    for (const Facts::Settled& settled : facts.settlements)
        settlements.append(settledJson(settled, facts.account));
    return Json::object({{QStringLiteral("order"), orderId},
                         {QStringLiteral("settlements"), settlements},
                         {QStringLiteral("stores"), orders},
                         {QStringLiteral("lines"), lines},
                         {QStringLiteral("trace"), trace}});
}

Result<int> trace(const Arguments& arguments, Session& session)
{
    const QString orderId = arguments.words.first();
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const auto facts = session.read([&](db::Connection& connection) { return load(connection, orderId); });
    if (!facts)
        return fail(facts.error());
    if (facts->orders.empty() && facts->trace.empty() && facts->settlements.empty())
        return fail(usageError(Words::tr("The order %1 is not known here.").arg(elided(safeText(orderId), 40)),
                               Words::tr("Fetch it with \"causeway-cli run orders-mfn --store ID --order %1\".")
                                   .arg(elided(safeText(orderId), 40))));
    if (session.out().isJson()) {
        session.out().document(toJson(orderId, *facts));
        return exitCode::kDone;
    }
    for (const db::OrderRow& order : facts->orders) {
        session.out().text(Words::tr("Order %1, %2, %3, %4, bought %5, total %6: %7 %8")
                               .arg(order.orderId, order.store, order.type, order.status, timeText(order.purchasedAt),
                                    moneyText(order.total), toString(order.state), order.reason));
        if (const QString page = pageOf(order); !page.isEmpty())
            session.out().text(QStringLiteral("  ") + page);
    }
    for (const db::OrderLineRow& line : facts->lines)
        session.out().text(
            QStringLiteral("  %1 x %2  %3  %4").arg(line.quantity).arg(line.sku, moneyText(line.amount), elided(line.title, 60)));
    for (const Facts::Settled& settled : facts->settlements) {
        const db::OrderInSettlement& one = settled.settlement;
        QStringList bank;
        for (const db::BankLineRow& line : settled.bank)
            bank << QStringLiteral("%1 %2").arg(toIso8601(line.dayAt).left(10), moneyText(line.amount));
        session.out().text(Words::tr("  Settlement %1 (%2): paid %3, refunded %4, other %5; document %6; bank %7")
                               .arg(one.key, db::toString(one.state), moneyText(one.paid), moneyText(one.refunded),
                                    moneyText(one.other),
                                    one.documentId.isEmpty()     ? QStringLiteral("-")
                                    : one.documentName.isEmpty() ? one.documentId
                                                                 : one.documentName,
                                    bank.isEmpty() ? QStringLiteral("-") : bank.join(QStringLiteral(", "))));
    }
    std::vector<QStringList> rows;
    for (const db::TraceEntry& entry : facts->trace)
        rows.push_back({timeText(entry.at), entry.what,
                        entry.title + (entry.detail.isEmpty() ? QString() : QStringLiteral(": ") + entry.detail)});
    session.out().table({Words::tr("AT"), Words::tr("WHAT"), Words::tr("FACT")}, rows,
                        Words::tr("Nothing happened with it yet."));
    QStringList pages;
    for (const db::TraceEntry& entry : facts->trace) {
        const QString page = pageOf(entry, facts->account);
        if (page.isEmpty() || pages.contains(page))
            continue;
        pages.append(page);
        session.out().text(
            QStringLiteral("%1: %2").arg(entry.target.name.isEmpty() ? entry.target.type : entry.target.name, page));
    }
    return exitCode::kDone;
}
} // namespace

std::vector<Command> orderCommands()
{
    return {{QStringLiteral("orders trace"),
             Words::tr("every fact about one order, in time order"),
             {{QStringLiteral("AMAZON_ORDER_ID")}},
             {},
             {},
             trace}};
}

} // namespace causeway::app::cli
