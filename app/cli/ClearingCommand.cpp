// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/Session.h"
#include "db/ViewTables.h"
#include "engine/ClearingTieOut.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::ClearingCommand)
};

using Side = engine::ClearingSide;

Result<Json> toJson(const Side& side, const std::vector<Side>& sides)
{
    Json lines = Json::array();
    for (const auto& [line, open] : side.lines) {
        Json json = Json::object({{QStringLiteral("id"), line.key}});
        json.set(QStringLiteral("posted"), line.isPosted);
        json.set(QStringLiteral("total"), moneyJson(line.total));
        json.set(QStringLiteral("booked"), moneyJson(line.booked));
        json.set(QStringLiteral("elsewhere"), moneyJson(line.elsewhere));
        json.set(QStringLiteral("deposited"), moneyJson(line.deposited));
        json.set(QStringLiteral("received"), moneyJson(line.received));
        json.set(QStringLiteral("open"), moneyJson(open));
        lines.append(std::move(json));
    }
    Json json = Json::object({{QStringLiteral("store"), side.store.id}});
    json.set(QStringLiteral("account"), side.account);
    json.set(QStringLiteral("settlements"), std::move(lines));
    json.set(QStringLiteral("booked"), moneyJson(side.booked));
    json.set(QStringLiteral("elsewhere"), moneyJson(side.elsewhere));
    json.set(QStringLiteral("deposited"), moneyJson(side.deposited));
    json.set(QStringLiteral("received"), moneyJson(side.received));
    json.set(QStringLiteral("open"), moneyJson(side.open));
    if (!side.netSuite)
        return json;
    const auto expected = engine::expectedInNetSuite(sides, side);
    const auto difference = expected ? side.netSuite->ofSettlements.minus(*expected) : expected;
    if (!difference)
        return fail(difference.error());
    json.set(QStringLiteral("netSuite"), Json::object({{QStringLiteral("balance"), moneyJson(side.netSuite->all)},
                                                       {QStringLiteral("ofSettlements"), moneyJson(side.netSuite->ofSettlements)},
                                                       {QStringLiteral("ofOrders"), moneyJson(side.netSuite->ofOrders)},
                                                       {QStringLiteral("others"), moneyJson(side.netSuite->others)},
                                                       {QStringLiteral("expected"), moneyJson(*expected)},
                                                       {QStringLiteral("difference"), moneyJson(*difference)}}));
    return json;
}

void print(const Side& side, const Json& json, Output& out)
{
    out.text(Words::tr("Store %1, account %2").arg(side.store.id, side.account));
    std::vector<QStringList> rows;
    for (const auto& [line, open] : side.lines)
        rows.push_back({line.key, moneyText(line.total), moneyText(line.booked), moneyText(line.elsewhere),
                        moneyText(line.deposited), moneyText(line.received), moneyText(open)});
    rows.push_back({Words::tr("all"), QString(), moneyText(side.booked), moneyText(side.elsewhere), moneyText(side.deposited),
                    moneyText(side.received), moneyText(side.open)});
    out.table({Words::tr("SETTLEMENT"), Words::tr("TOTAL"), Words::tr("BOOKED"), Words::tr("BY ORDERS"), Words::tr("DEPOSITED"),
               Words::tr("AT THE BANK"), Words::tr("OPEN")},
              rows, {});
    if (!side.netSuite)
        return;
    const Json& netSuite = json[u"netSuite"];
    const auto amount = [&](QStringView name) { return netSuite[name][u"amount"].toString(); };
    out.text(Words::tr("NetSuite: %1, of that settlements %2 (here %3, difference %4), cash sales and refunds %5, others %6")
                 .arg(amount(u"balance"), amount(u"ofSettlements"), amount(u"expected"), amount(u"difference"),
                      amount(u"ofOrders"), amount(u"others")));
}

Result<int> clearing(const Arguments& arguments, Session& session)
{
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const QString only = arguments.value(QStringLiteral("--store"));
    auto configuration = session.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
    if (!configuration)
        return fail(configuration.error());
    if (!only.isEmpty() && configuration->store(only) == nullptr)
        return fail(usageError(Words::tr("There is no store \"%1\".").arg(only)));
    engine::Engine& engine = (*composition)->engine();
    std::vector<Side> sides; // all stores: several may share the account
    for (const config::Store& store : configuration->stores) {
        auto side = engine::clearingSide(engine, store);
        if (!side && (only.isEmpty() || store.id == only))
            return fail(side.error());
        if (side)
            sides.push_back(std::move(*side));
    }
    bool ties = true;
    Json array = Json::array();
    for (Side& side : sides) {
        if (!only.isEmpty() && side.store.id != only)
            continue;
        if (arguments.has(QStringLiteral("--netsuite"))) {
            auto balance = engine.clearingBalance(side.store.id, side.account, session.stop());
            if (!balance)
                return fail(balance.error());
            side.netSuite = std::move(*balance);
        }
        auto json = toJson(side, sides);
        if (!json)
            return fail(json.error());
        const Json& difference = (*json)[u"netSuite"][u"difference"][u"amount"];
        ties = ties && side.open.isZero() &&
               (!side.netSuite || difference.toString() == Money::zero(side.store.defaults.currency).amountText());
        if (!session.out().isJson())
            print(side, *json, session.out());
        array.append(std::move(*json));
    }
    if (session.out().isJson())
        session.out().document(array);
    return ties ? exitCode::kDone : exitCode::kNeedsPerson;
}
} // namespace

std::vector<Command> clearingCommands()
{
    return {{QStringLiteral("settlements clearing"),
             Words::tr("does the clearing account tie out: what settlements booked on it, what left it to the bank"),
             {},
             {{QStringLiteral("--store"), QStringLiteral("ID"), Words::tr("only this store")},
              {QStringLiteral("--netsuite"), {}, Words::tr("ask NetSuite for the account's balance, too")}},
             Words::tr("Ends with 1 while something is open, or NetSuite shows other amounts of these documents."),
             clearing}};
}

} // namespace causeway::app::cli
