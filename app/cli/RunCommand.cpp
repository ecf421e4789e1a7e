// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QDate>
#include <QTimeZone>

#include "base/Text.h"
#include "cli/Commands.h"
#include "cli/RunOutcome.h"
#include "cli/Session.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::RunCommand)
};

constexpr int kLongestWaitSeconds = 7 * 24 * 3600;

/// ISO 8601 with a zone, or a day (its start in UTC).
Result<qint64> sinceTime(const QString& text)
{
    if (const auto time = fromIso8601(text))
        return *time;
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (text.size() == 10 && day.isValid())
        return day.startOfDay(QTimeZone::utc()).toMSecsSinceEpoch();
    return fail(usageError(Words::tr("\"%1\" is not a time.").arg(elided(safeText(text), 40)),
                           Words::tr("Write it like 2026-11-23T10:00:00Z, or a day like 2026-11-23.")));
}

Result<engine::RunRequest> requestFrom(const Arguments& arguments)
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
        const Result<qint64> since = sinceTime(arguments.value(QStringLiteral("--since")));
        if (!since)
            return fail(since.error());
        request.sinceMs = *since;
    }
    const Result<int> wait = arguments.number(QStringLiteral("--wait"), 0, 0, kLongestWaitSeconds);
    if (!wait)
        return fail(wait.error());
    request.waitSeconds = *wait;
    return request;
}

Result<int> run(const Arguments& arguments, Session& session)
{
    const Result<engine::RunRequest> request = requestFrom(arguments);
    if (!request)
        return fail(request.error());
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    if (const auto flow = flowNamed(**composition, request->flow); !flow)
        return fail(flow.error());
    if (const auto store = storeNamed(**composition, request->store); !store)
        return fail(store.error());
    session.out().progress(Words::tr("Running %1 for %2…").arg(request->flow, request->store));
    const Result<engine::RunResult> result = (*composition)->engine().run(*request, session.stop());
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
          {QStringLiteral("--plan-only"), {}, Words::tr("write nothing to NetSuite; leave plans to approve")},
          {QStringLiteral("--no-fetch"), {}, Words::tr("only work off what is already known")},
          {QStringLiteral("--wait"), QStringLiteral("SECONDS"), Words::tr("also wait for records whose time lies ahead")}},
         Words::tr("Works on a flow that is switched off too. Ctrl+C stops safely: what was not sent stays for the next run."),
         run}};
}

} // namespace causeway::app::cli
