// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind a settlement: its orders, its rows, its neighbours; and taking it back.
#include <QCoreApplication>

#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/Session.h"
#include "cli/SettlementJson.h"
#include "cli/SettlementNamed.h"
#include "db/RecordTable.h"
#include "db/SettlementTable.h"
#include "db/ViewTables.h"
#include "settlement/Category.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::SettlementFactCommands)
};

using Match = db::SettledOrderRow::Match;
constexpr int kMost = 1'000'000;

QString matchWord(Match match)
{
    return match == Match::Document  ? QStringLiteral("in-netsuite")
           : match == Match::Waiting ? QStringLiteral("waiting")
                                     : QStringLiteral("unknown");
}

QString causeOf(const std::optional<Money>& variance)
{
    return !variance || variance->isZero() ? QString()
           : variance->isNegative()        ? QStringLiteral("settled-in-part")
                                           : QStringLiteral("more-than-ordered");
}

Result<std::vector<db::SettledOrderRow>> ordersOf(Session& session, RecordId record, bool onlyUnmatched, int limit)
{
    return session.read(
        [&](db::Connection& connection) { return db::SettlementTable(connection).orders(record, onlyUnmatched, {}, limit); });
}

/// Orders that nobody imported yet, asked for by their ids; both flows, because a settlement does not say who shipped.
Result<int> fetchUnknown(Session& session, const db::RecordRow& record, const std::vector<db::SettledOrderRow>& orders)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    QStringList ids;
    for (const db::SettledOrderRow& order : orders) {
        if (order.match == Match::Unknown)
            ids << order.orderId;
    }
    for (const char* flow : {"orders-mfn", "orders-fba"}) {
        if (ids.isEmpty())
            break;
        engine::RunRequest request;
        request.flow = QString::fromLatin1(flow);
        request.store = record.store;
        request.orders = ids;
        auto run = (*composition)->engine().run(request, session.stop());
        if (!run)
            return fail(run.error());
        if (run->fatal)
            return fail(*run->fatal);
    }
    return static_cast<int>(ids.size());
}

Result<int> orders(const Arguments& arguments, Session& session)
{
    const bool fetches = arguments.has(QStringLiteral("--fetch"));
    if (auto composition = fetches ? session.writer() : session.reader(); !composition)
        return fail(composition.error());
    const Result<int> limit = arguments.number(QStringLiteral("--limit"), 200, 1, kMost);
    if (!limit)
        return fail(limit.error());
    auto record = settlementNamed(session, arguments);
    if (!record)
        return fail(record.error());
    if (fetches) {
        const auto unmatched = ordersOf(session, record->id, true, kMost);
        if (!unmatched)
            return fail(unmatched.error());
        const auto fetched = fetchUnknown(session, *record, *unmatched);
        if (!fetched)
            return fail(fetched.error());
        if (!session.out().isJson())
            session.out().text(Words::tr("%n order(s) were asked for at Amazon.", nullptr, *fetched));
    }
    const auto list = ordersOf(session, record->id, arguments.has(QStringLiteral("--unmatched")), *limit);
    const auto count =
        session.read([&](db::Connection& connection) { return db::SettlementTable(connection).matches(record->id); });
    if (!list || !count)
        return fail(!list ? list.error() : count.error());
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const db::SettledOrderRow& order : *list) {
        Json json = Json::object();
        json.set(QStringLiteral("order"), order.orderId);
        json.set(QStringLiteral("match"), matchWord(order.match));
        json.set(QStringLiteral("rows"), order.rows);
        json.set(QStringLiteral("paid"), moneyJson(order.paid));
        json.set(QStringLiteral("refunded"), moneyJson(order.refunded));
        json.set(QStringLiteral("other"), moneyJson(order.other));
        json.set(QStringLiteral("orderTotal"), moneyJson(order.orderTotal));
        const auto variance = order.variance();
        json.set(QStringLiteral("variance"), moneyJson(variance));
        json.setIfPresent(QStringLiteral("cause"), causeOf(variance));
        if (!order.documentId.isEmpty())
            json.set(QStringLiteral("document"), Json::object({{QStringLiteral("type"), order.documentType},
                                                               {QStringLiteral("id"), order.documentId},
                                                               {QStringLiteral("name"), order.documentName}}));
        array.append(std::move(json));
        rows.push_back({order.orderId, matchWord(order.match), moneyText(order.paid), moneyText(order.refunded),
                        moneyText(order.other), moneyText(order.orderTotal),
                        variance && !variance->isZero() ? moneyText(*variance) + u' ' + causeOf(variance) : QString(),
                        order.documentName.isEmpty() ? order.documentId : order.documentName});
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("ORDER"), Words::tr("MATCH"), Words::tr("PAID"), Words::tr("REFUNDED"), Words::tr("OTHER"),
                             Words::tr("ORDER TOTAL"), Words::tr("VARIANCE"), Words::tr("DOCUMENT")},
                            rows, Words::tr("No such orders."));
    return count->withDocument == count->orders ? exitCode::kDone : exitCode::kNeedsPerson;
}

Result<int> rows(const Arguments& arguments, Session& session)
{
    if (auto composition = session.reader(); !composition)
        return fail(composition.error());
    const Result<int> limit = arguments.number(QStringLiteral("--limit"), 200, 1, kMost);
    if (!limit)
        return fail(limit.error());
    auto record = settlementNamed(session, arguments);
    if (!record)
        return fail(record.error());
    db::SettlementTable::RowFilter filter;
    filter.record = record->id;
    filter.limit = *limit;
    filter.orderId = arguments.value(QStringLiteral("--order"));
    const QString category = arguments.value(QStringLiteral("--category"));
    if (!category.isEmpty() && category.count(u'|') < 2)
        return fail(usageError(Words::tr("--category is transactionType|amountType|amountDescription."),
                               Words::tr("\"settlements show\" lists them.")));
    const auto facts = session.read([&](db::Connection& connection) -> Result<std::vector<db::SettlementFactRow>> {
        const db::SettlementTable table(connection);
        if (!category.isEmpty()) {
            const QString wanted = settlement::loose(category);
            auto labels = table.labelIds([&](const QString& type, const QString& amountType, const QString& description) {
                return settlement::Category{type, amountType, description}.looseKey() == wanted;
            });
            if (!labels)
                return fail(labels.error());
            filter.labels = std::move(*labels);
        }
        return table.rows(filter);
    });
    if (!facts)
        return fail(facts.error());
    Json array = Json::array();
    std::vector<QStringList> lines;
    for (const db::SettlementFactRow& fact : *facts) {
        const QString key = settlement::Category{fact.transactionType, fact.amountType, fact.amountDescription}.key();
        Json json = Json::object();
        json.set(QStringLiteral("line"), fact.line);
        json.set(QStringLiteral("part"), fact.part);
        json.set(QStringLiteral("category"), key);
        json.set(QStringLiteral("amount"), moneyJson(fact.amount));
        json.setIfPresent(QStringLiteral("order"), fact.orderId);
        json.setIfPresent(QStringLiteral("reference"), fact.reference);
        json.setIfPresent(QStringLiteral("sku"), fact.sku);
        json.setIfPresent(QStringLiteral("marketplace"), fact.marketplace);
        json.set(QStringLiteral("postedAt"), timeJson(fact.postedAt));
        array.append(std::move(json));
        lines.push_back({QString::number(fact.line), key, moneyText(fact.amount),
                         fact.orderId.isEmpty() ? fact.reference : fact.orderId, fact.sku, timeText(fact.postedAt)});
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("LINE"), Words::tr("CATEGORY"), Words::tr("AMOUNT"), Words::tr("ORDER"), Words::tr("SKU"),
                             Words::tr("POSTED")},
                            lines, Words::tr("No such rows."));
    return exitCode::kDone;
}

Result<int> chain(const Arguments& arguments, Session& session)
{
    if (auto composition = session.reader(); !composition)
        return fail(composition.error());
    const QString only = arguments.value(QStringLiteral("--store"));
    auto configuration = session.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
    if (!configuration)
        return fail(configuration.error());
    if (!only.isEmpty() && configuration->store(only) == nullptr)
        return fail(usageError(Words::tr("There is no store \"%1\".").arg(only)));
    Json array = Json::array();
    std::vector<QStringList> table;
    QStringList sentences;
    for (const config::Store& store : configuration->stores) {
        if (!only.isEmpty() && store.id != only)
            continue;
        const auto settlements = session.read(
            [&](db::Connection& connection) { return db::SettlementTable(connection).chain(store.id, store.defaults.currency); });
        if (!settlements)
            return fail(settlements.error());
        std::vector<settlement::ChainLink> links;
        Json list = Json::array();
        for (const db::SettlementRow& row : *settlements) {
            links.push_back(
                {row.settlementId, row.startAt, row.endAt, row.total, {row.reserveIn, row.reserveOut, row.payable, row.charge}});
            Json json = Json::object({{QStringLiteral("id"), row.settlementId}});
            json.set(QStringLiteral("start"), timeJson(row.startAt));
            json.set(QStringLiteral("end"), timeJson(row.endAt));
            json.set(QStringLiteral("total"), moneyJson(row.total));
            json.set(QStringLiteral("reserveIn"), moneyJson(row.reserveIn));
            json.set(QStringLiteral("reserveOut"), moneyJson(row.reserveOut));
            json.set(QStringLiteral("payable"), moneyJson(row.payable));
            json.set(QStringLiteral("charge"), moneyJson(row.charge));
            list.append(std::move(json));
            table.push_back({store.id, row.settlementId, timeText(row.startAt), timeText(row.endAt), moneyText(row.total),
                             moneyText(row.reserveIn), moneyText(row.reserveOut), moneyText(row.payable)});
        }
        Json breaks = Json::array();
        for (const settlement::ChainBreak& one : settlement::breaksOf(std::move(links))) {
            breaks.append(breakJson(one));
            sentences << store.id + QStringLiteral(": ") + describeBreak(one);
        }
        array.append(Json::object({{QStringLiteral("store"), store.id},
                                   {QStringLiteral("settlements"), std::move(list)},
                                   {QStringLiteral("breaks"), std::move(breaks)}}));
    }
    if (session.out().isJson()) {
        session.out().document(array);
    } else {
        session.out().table({Words::tr("STORE"), Words::tr("SETTLEMENT"), Words::tr("START"), Words::tr("END"),
                             Words::tr("TOTAL"), Words::tr("RESERVE IN"), Words::tr("RESERVE OUT"), Words::tr("CARRIED DEBT")},
                            table, Words::tr("No settlements yet."));
        for (const QString& sentence : std::as_const(sentences))
            session.out().text(sentence);
    }
    return sentences.isEmpty() ? exitCode::kDone : exitCode::kNeedsPerson;
}

Result<int> changed(Session& session, RecordId id, const QString& sentence)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    auto record = session.read([&](db::Connection& connection) { return db::RecordReads(connection).find(id); });
    if (!record || !*record)
        return fail(record ? Error::make(ErrorKind::Defect, Words::tr("The settlement is gone.")) : record.error());
    auto view = (*composition)->engine().settlementDetail(**record);
    if (!view)
        return fail(view.error());
    if (session.out().isJson())
        session.out().document(settlementJson(*view));
    else
        session.out().text(sentence);
    return exitCode::kDone;
}

Result<int> reverse(const Arguments& arguments, Session& session)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    auto record = settlementNamed(session, arguments);
    if (!record)
        return fail(record.error());
    auto asked =
        (*composition)->engine().reverseSettlement(record->id, arguments.value(QStringLiteral("--reason")), Session::actor());
    if (!asked)
        return fail(asked.error().kind == ErrorKind::Invalid ? usageError(asked.error().message, asked.error().remedy)
                                                             : asked.error());
    return changed(session, record->id,
                   Words::tr("The reversal of settlement %1 is planned by the next run and waits in Review; nothing was sent. "
                             "Customer payments and the deposit are not taken back: void them in NetSuite if they are wrong.")
                       .arg(record->key));
}

Result<int> postAgain(const Arguments& arguments, Session& session)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    auto record = settlementNamed(session, arguments);
    if (!record)
        return fail(record.error());
    if (auto again = (*composition)->engine().postSettlementAgain(record->id, Session::actor()); !again)
        return fail(again.error().kind == ErrorKind::Invalid ? usageError(again.error().message, again.error().remedy)
                                                             : again.error());
    return changed(session, record->id,
                   Words::tr("Settlement %1 is planned anew with the accounts as they are now; \"settlements post\" sends it.")
                       .arg(record->key));
}
} // namespace

std::vector<Command> settlementFactCommands()
{
    const Option store{QStringLiteral("--store"), QStringLiteral("ID"), Words::tr("the store")};
    const Option limit{QStringLiteral("--limit"), QStringLiteral("N"), Words::tr("at most so many (200)")};
    const QString id = QStringLiteral("ID");
    return {{QStringLiteral("settlements orders"),
             Words::tr("the orders of one settlement and their documents in NetSuite"),
             {{id}},
             {store,
              limit,
              {QStringLiteral("--unmatched"), {}, Words::tr("only those without a document")},
              {QStringLiteral("--fetch"), {}, Words::tr("import the ones that are not known here, first")}},
             Words::tr("Ends with 1 while an order has no document."),
             orders},
            {QStringLiteral("settlements rows"),
             Words::tr("the rows of one settlement, in the order of the file"),
             {{id}},
             {store,
              limit,
              {QStringLiteral("--order"), QStringLiteral("ID"), Words::tr("only of this Amazon order")},
              {QStringLiteral("--category"), QStringLiteral("KEY"),
               Words::tr("only of this category, as \"settlements show\" writes it")}},
             {},
             rows},
            {QStringLiteral("settlements chain"),
             Words::tr("does each settlement take over what the one before handed on: period, reserve, debt"),
             {},
             {{QStringLiteral("--store"), QStringLiteral("ID"), Words::tr("only this store")}},
             Words::tr("Ends with 1 when something does not fit."),
             chain},
            {QStringLiteral("settlements reverse"),
             Words::tr("plan the reversal of the posted journals; sends nothing"),
             {{id}},
             {store, {QStringLiteral("--reason"), QStringLiteral("TEXT"), Words::tr("why, for the auditor")}},
             Words::tr("The plan is always reviewed. Dated on the first day of an open period."),
             reverse},
            {QStringLiteral("settlements post-again"),
             Words::tr("after a reversal: plan it anew with the accounts as they are now"),
             {{id}},
             {store},
             {},
             postAgain}};
}

} // namespace causeway::app::cli
