// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QThread>

#include "cli/Commands.h"
#include "cli/RunOutcome.h"
#include "cli/Session.h"
#include "engine/RunWords.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::RunCommand)
};

constexpr int kLongestWaitSeconds = 7 * 24 * 3600;
constexpr int kMostDays = 365;
constexpr qint64 kDayMs = 86'400'000;

/// backFillDays: 0, or how many days before now are read again.
Result<engine::RunRequest> requestFrom(const Arguments& arguments, int& backFillDays)
{
    engine::RunRequest request;
    request.flow = arguments.words.first();
    request.store = arguments.value(QStringLiteral("--store"));
    request.orders = arguments.values(QStringLiteral("--order"));
    request.orders.removeDuplicates();
    request.planOnly = arguments.has(QStringLiteral("--plan-only"));
    request.fetch = !arguments.has(QStringLiteral("--no-fetch"));
    if (request.store.isEmpty())
        return fail(usageError(Words::tr("--store ID is missing.")));
    if (request.orders.contains(QString()))
        return fail(usageError(Words::tr("--order needs an Amazon order id.")));
    if (!request.fetch && arguments.has(QStringLiteral("--since")))
        return fail(
            usageError(Words::tr("--since asks to fetch and --no-fetch forbids it."), Words::tr("Leave one of them out.")));
    if (!request.fetch && !request.orders.isEmpty())
        return fail(
            usageError(Words::tr("--order asks to fetch and --no-fetch forbids it."), Words::tr("Leave one of them out.")));
    if (!request.orders.isEmpty() && arguments.has(QStringLiteral("--since")))
        return fail(usageError(Words::tr("--order fetches exactly these orders, so --since has no meaning."),
                               Words::tr("Leave one of them out.")));
    if (arguments.has(QStringLiteral("--since"))) {
        const Result<qint64> since = timeOf(arguments.value(QStringLiteral("--since")));
        if (!since)
            return fail(since.error());
        request.sinceMs = *since;
    }
    if (arguments.has(QStringLiteral("--days"))) {
        if (!request.fetch || !request.orders.isEmpty() || request.sinceMs)
            return fail(
                usageError(Words::tr("--days reads the last days again; --since, --order and --no-fetch ask for something else."),
                           Words::tr("Leave one of them out.")));
        const Result<int> days = arguments.number(QStringLiteral("--days"), 0, 1, kMostDays);
        if (!days)
            return fail(days.error());
        backFillDays = *days;
    }
    const Result<int> wait = arguments.number(QStringLiteral("--wait"), 0, 0, kLongestWaitSeconds);
    if (!wait)
        return fail(wait.error());
    request.waitSeconds = *wait;
    return request;
}

Result<int> run(const Arguments& arguments, Session& session)
{
    int backFillDays = 0;
    Result<engine::RunRequest> request = requestFrom(arguments, backFillDays);
    if (!request)
        return fail(request.error());
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    if (const auto flow = flowNamed(**composition, request->flow); !flow)
        return fail(flow.error());
    if (const auto store = storeNamed(**composition, request->store); !store)
        return fail(store.error());
    if (backFillDays > 0)
        request->sinceMs = session.clock().nowMs() - backFillDays * kDayMs;
    session.out().progress(Words::tr("Running %1 for %2…").arg(request->flow, request->store));
    engine::Engine& engine = (*composition)->engine();
    // The signal comes from whichever thread saved records; only the main one may write. It works itself, so it comes often.
    const auto shown = QObject::connect(
        &engine, &engine::Engine::recordsChanged, &engine,
        [&engine, &session, main = QThread::currentThread()] {
            if (QThread::currentThread() != main)
                return;
            for (const engine::RunProgress& progress : engine.progress())
                session.out().progress(engine::run_words::progress(progress));
        },
        Qt::DirectConnection);
    const Result<engine::RunResult> result = engine.run(*request, session.stop());
    QObject::disconnect(shown);
    if (!result)
        return fail(result.error());
    const int code = exitCodeOf(*result);
    for (const QString& order : result->unknownOrders)
        session.out().message(Words::tr("Amazon does not know the order %1 of this seller.").arg(order));
    if (result->fatal && code >= exitCode::kUsage) {
        if (session.out().isJson()) {
            Json document = Json::object({{QStringLiteral("error"), toJson(*result->fatal)}});
            for (const Json run = runResultJson(*result); const auto& [key, value] : run.members()) {
                if (key != QStringLiteral("error"))
                    document.set(key, value);
            }
            session.out().document(document);
            return code;
        }
        printRun(*result, session.out());
        session.out().error(*result->fatal);
        return code;
    }
    if (session.out().isJson())
        session.out().document(runResultJson(*result));
    else
        printRun(*result, session.out());
    return code;
}
} // namespace

std::vector<Command> runCommands()
{
    return {
        {QStringLiteral("run"),
         Words::tr("fetch what is new and work until nothing is due"),
         {{QStringLiteral("FLOW")}},
         {{QStringLiteral("--store"), QStringLiteral("ID"), Words::tr("the store (needed)"), false, true},
          {QStringLiteral("--order"), QStringLiteral("ID"), Words::tr("fetch exactly this order, whatever was read before"),
           true},
          {QStringLiteral("--since"), QStringLiteral("TIME"), Words::tr("fetch what was updated after this time")},
          {QStringLiteral("--days"), QStringLiteral("N"), Words::tr("fetch what was updated in the last N days (back-fill)")},
          {QStringLiteral("--plan-only"), {}, Words::tr("write nothing to NetSuite; leave plans to approve")},
          {QStringLiteral("--no-fetch"), {}, Words::tr("only work off what is already known")},
          {QStringLiteral("--wait"), QStringLiteral("SECONDS"), Words::tr("also wait for records whose time lies ahead")}},
         Words::tr("Works on a flow that is switched off too. Ctrl+C stops safely: what was not sent stays for the next run."),
         run}};
}

} // namespace causeway::app::cli
