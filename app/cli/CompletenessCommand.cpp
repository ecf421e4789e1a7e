// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QTimeZone>

#include "base/Text.h"
#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/RunOutcome.h"
#include "cli/Session.h"
#include "db/CompletenessReads.h"
#include "db/ViewTables.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::CompletenessCommand)
};

constexpr int kDays = 30;
constexpr int kMostDays = 90;

struct Wish
{
    QString store; ///< empty = all
    int days = kDays;
    bool fetch = false, stored = false;
};

struct Compared
{
    db::Completeness result;
    QStringList fetched; ///< asked for because they were missing
    bool runsNeedPerson = false;
};

QString kindText(const QString& kind)
{
    return kind == QStringLiteral("not-fetched") ? Words::tr("not fetched") : Words::tr("not in NetSuite");
}

Json gapJson(const db::CompletenessGap& gap)
{
    Json json = Json::object();
    json.set(QStringLiteral("order"), gap.orderId);
    json.set(QStringLiteral("kind"), gap.kind);
    json.set(QStringLiteral("fulfillment"), gap.channel);
    json.set(QStringLiteral("status"), gap.status);
    json.set(QStringLiteral("purchasedAt"), timeJson(gap.purchasedAt));
    json.set(QStringLiteral("list"), gap.listed);
    json.set(QStringLiteral("report"), gap.reported);
    json.set(QStringLiteral("record"), gap.record.isValid() ? Json(gap.record.value()) : Json());
    return json;
}

Json toJson(const Compared& compared)
{
    const db::Completeness& result = compared.result;
    Json days = Json::array();
    Json gaps = Json::array();
    for (const db::CompletenessDay& day : result.days) {
        Json json = Json::object();
        json.set(QStringLiteral("day"), day.day.toString(Qt::ISODate));
        json.set(QStringLiteral("orders"), day.orders);
        json.set(QStringLiteral("list"), day.list);
        json.set(QStringLiteral("report"), day.reportKnown ? Json(day.report) : Json());
        json.set(QStringLiteral("netsuite"), result.netsuiteAt ? Json(day.netsuite) : Json());
        json.set(QStringLiteral("settled"), result.settledTo ? Json(day.settled) : Json());
        json.set(QStringLiteral("open"), day.open);
        json.set(QStringLiteral("skipped"), day.skipped);
        json.set(QStringLiteral("gaps"), static_cast<qint64>(day.gaps.size()));
        days.append(std::move(json));
        for (const db::CompletenessGap& gap : day.gaps) {
            Json one = gapJson(gap);
            one.set(QStringLiteral("day"), day.day.toString(Qt::ISODate));
            gaps.append(std::move(one));
        }
    }
    Json fetched = Json::array();
    for (const QString& order : compared.fetched)
        fetched.append(order);
    Json json = Json::object();
    json.set(QStringLiteral("store"), result.store);
    json.set(QStringLiteral("from"), timeJson(result.fromMs));
    json.set(QStringLiteral("until"), timeJson(result.untilMs));
    json.set(QStringLiteral("listReadAt"), timeJson(result.listAt));
    json.set(QStringLiteral("reportReadAt"), timeJson(result.reportAt));
    json.set(QStringLiteral("netsuiteReadAt"), timeJson(result.netsuiteAt));
    json.set(QStringLiteral("days"), std::move(days));
    json.set(QStringLiteral("gaps"), std::move(gaps));
    json.set(QStringLiteral("fetched"), std::move(fetched));
    json.set(QStringLiteral("settledTo"), timeJson(result.settledTo));
    Json settledOnly = Json::array();
    for (const db::SettledOnly& one : result.settledOnly)
        settledOnly.append(Json::object({{QStringLiteral("order"), one.orderId},
                                         {QStringLiteral("settlement"), one.settlementId},
                                         {QStringLiteral("postedAt"), timeJson(one.postedAt)}}));
    json.set(QStringLiteral("settledOnly"), std::move(settledOnly));
    return json;
}

void print(const Compared& compared, Output& out)
{
    const db::Completeness& result = compared.result;
    out.text(Words::tr("Store %1: list read %2, report read %3, NetSuite asked %4")
                 .arg(result.store, timeText(result.listAt), timeText(result.reportAt), timeText(result.netsuiteAt)));
    if (!result.untilMs) {
        out.text(Words::tr("No orders were read yet; \"run orders-mfn --store %1\" reads them.").arg(result.store));
        return;
    }
    out.text(Words::tr("Compared: orders bought until %1").arg(timeText(result.untilMs)));
    std::vector<QStringList> rows;
    for (const db::CompletenessDay& day : result.days) {
        if (day.orders == 0 && day.gaps.empty())
            continue;
        const auto number = [](qint64 n) { return QString::number(n); };
        rows.push_back({day.day.toString(Qt::ISODate), number(day.orders), number(day.list),
                        day.reportKnown ? number(day.report) : QStringLiteral("-"),
                        result.netsuiteAt ? number(day.netsuite) : QStringLiteral("-"),
                        result.settledTo ? number(day.settled) : QStringLiteral("-"), number(day.open), number(day.skipped),
                        day.gaps.empty() ? QStringLiteral("=") : QStringLiteral("≠ %1").arg(day.gaps.size())});
    }
    out.table({Words::tr("DAY"), Words::tr("ORDERS"), Words::tr("LIST"), Words::tr("REPORT"), Words::tr("NETSUITE"),
               Words::tr("SETTLED"), Words::tr("OPEN"), Words::tr("SKIPPED"), Words::tr("GAPS")},
              rows, Words::tr("No order in these days."));
    rows.clear();
    for (const db::CompletenessGap& gap : result.gaps())
        rows.push_back({safeText(gap.orderId), kindText(gap.kind), gap.channel, safeText(gap.status), timeText(gap.purchasedAt),
                        gap.listed ? Words::tr("yes") : Words::tr("no"), gap.reported ? Words::tr("yes") : Words::tr("no")});
    if (!rows.empty()) {
        out.text(QString());
        out.table({Words::tr("MISSING"), Words::tr("WHAT"), Words::tr("FULFILLMENT"), Words::tr("STATUS"), Words::tr("BOUGHT"),
                   Words::tr("LIST"), Words::tr("REPORT")},
                  rows, QString());
    }
    QStringList settlements;
    for (const db::SettledOnly& one : result.settledOnly) {
        if (!settlements.contains(one.settlementId))
            settlements << one.settlementId;
    }
    if (!settlements.isEmpty())
        out.text(
            Words::tr("%n orders are known from a settlement only, perhaps older than what was read: \"settlements orders ID "
                      "--fetch\" imports those of %1.",
                      nullptr, static_cast<int>(result.settledOnly.size()))
                .arg(settlements.join(QStringLiteral(", "))));
    if (!compared.fetched.isEmpty())
        out.text(Words::tr("Fetched: %1").arg(compared.fetched.join(QStringLiteral(", "))));
}

Result<db::Completeness> load(Session& session, const config::Store& store, int days)
{
    const qint64 now = session.clock().nowMs();
    return session.read([&](db::Connection& connection) {
        return db::CompletenessReads(connection).compare(store.id, QTimeZone(store.timeZone.toUtf8()), days, now);
    });
}

/// The missing orders by their ids, each with the flow of its fulfilment.
Result<void> fetchGaps(Session& session, Composition& composition, const config::Store& store, Compared& compared)
{
    for (const QString& channel : {QStringLiteral("MFN"), QStringLiteral("FBA")}) {
        engine::RunRequest request;
        request.flow = channel == QStringLiteral("FBA") ? QStringLiteral("orders-fba") : QStringLiteral("orders-mfn");
        request.store = store.id;
        for (const db::CompletenessGap& gap : compared.result.gaps()) {
            if (gap.channel == channel && gap.canBeFetched())
                request.orders << gap.orderId;
        }
        if (request.orders.isEmpty())
            continue;
        session.out().progress(Words::tr("Fetching %n missing orders…", nullptr, static_cast<int>(request.orders.size())));
        const auto run = composition.engine().run(request, session.stop());
        if (!run)
            return fail(run.error());
        if (run->fatal)
            return fail(*run->fatal);
        compared.runsNeedPerson = compared.runsNeedPerson || exitCodeOf(*run) != exitCode::kDone;
        compared.fetched << request.orders;
    }
    return {};
}

Result<Compared> compare(Session& session, Composition& composition, const config::Store& store, const Wish& wish)
{
    if (!wish.stored) {
        session.out().progress(Words::tr("Reading Amazon's order report and NetSuite for %1…").arg(store.id));
        if (auto checked = composition.engine().checkOrders(store.id, wish.days, true, session.stop()); !checked)
            return fail(checked.error());
    }
    Compared compared;
    auto result = load(session, store, wish.days);
    if (!result)
        return fail(result.error());
    compared.result = std::move(*result);
    if (!wish.fetch)
        return compared;
    if (auto fetched = fetchGaps(session, composition, store, compared); !fetched)
        return fail(fetched.error());
    if (compared.fetched.isEmpty())
        return compared;
    if (auto checked = composition.engine().checkOrders(store.id, wish.days, false, session.stop()); !checked)
        return fail(checked.error());
    result = load(session, store, wish.days);
    if (!result)
        return fail(result.error());
    compared.result = std::move(*result);
    return compared;
}

Result<Wish> wishFrom(const Arguments& arguments)
{
    Wish wish;
    wish.store = arguments.value(QStringLiteral("--store"));
    wish.fetch = arguments.has(QStringLiteral("--fetch"));
    wish.stored = arguments.has(QStringLiteral("--stored"));
    if (arguments.has(QStringLiteral("--store")) && wish.store.isEmpty())
        return fail(usageError(Words::tr("--store needs the id of a store.")));
    if (wish.fetch && wish.stored)
        return fail(usageError(Words::tr("--fetch asks Amazon and --stored forbids it."), Words::tr("Leave one of them out.")));
    const Result<int> days = arguments.number(QStringLiteral("--days"), kDays, 1, kMostDays);
    if (!days)
        return fail(days.error());
    wish.days = *days;
    return wish;
}

Result<int> completeness(const Arguments& arguments, Session& session)
{
    const Result<Wish> wish = wishFrom(arguments);
    if (!wish)
        return fail(wish.error());
    auto composition = wish->stored ? session.reader() : session.writer();
    if (!composition)
        return fail(composition.error());
    std::vector<config::Store> stores;
    if (wish->store.isEmpty()) {
        auto configuration = session.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
        if (!configuration)
            return fail(configuration.error());
        stores = std::move(configuration->stores);
    } else {
        auto store = storeNamed(**composition, wish->store);
        if (!store)
            return fail(store.error());
        stores.push_back(std::move(*store));
    }
    std::vector<Compared> all;
    for (const config::Store& store : stores) {
        auto compared = compare(session, **composition, store, *wish);
        if (!compared)
            return fail(compared.error());
        all.push_back(std::move(*compared));
    }
    bool isComplete = true;
    Json list = Json::array();
    for (const Compared& compared : all) {
        isComplete = isComplete && compared.result.gaps().empty() && !compared.runsNeedPerson;
        if (session.out().isJson())
            list.append(toJson(compared));
        else
            print(compared, session.out());
    }
    if (session.out().isJson())
        session.out().document(list);
    return isComplete ? exitCode::kDone : exitCode::kNeedsPerson;
}
} // namespace

std::vector<Command> completenessCommands()
{
    return {{QStringLiteral("completeness"),
             Words::tr("is an order missing? Amazon's list, Amazon's report, its settlements and NetSuite, day by day"),
             {},
             {{QStringLiteral("--store"), QStringLiteral("ID"), Words::tr("only this store")},
              {QStringLiteral("--days"), QStringLiteral("N"), Words::tr("days to compare, 1 to 90 (default 30)")},
              {QStringLiteral("--fetch"), {}, Words::tr("fetch the missing orders and compare again")},
              {QStringLiteral("--stored"), {}, Words::tr("ask nobody: show what is known of the newest comparison")}},
             Words::tr("Asks Amazon for its order report and NetSuite for its documents; changes nothing there without --fetch. "
                       "Ends with 1 when an order is missing."),
             completeness}};
}

} // namespace causeway::app::cli
