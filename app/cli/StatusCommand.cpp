// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QCoreApplication>
#include <QDir>

#include "base/Text.h"
#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/Session.h"
#include "db/AlarmReads.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"

namespace causeway::app::cli {

namespace {
constexpr int kShownOrders = 5;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::StatusCommand)
};

constexpr qint64 kDayMs = 24LL * 3600 * 1000;
constexpr qint64 kClientSecretDays = 180; // spapi.md section 2: all calls fail once it is older
constexpr qint64 kClientSecretWarnDays = 150;

struct Facts
{
    std::vector<db::FlowStateRow> flows;
    std::vector<db::CauseRow> causes;
    config::Configuration configuration;
    std::vector<db::ConnectionRow> connections; ///< each one of the configuration
    std::vector<db::ConfigurationReads::SecretInfo> secrets;
    std::vector<std::pair<db::RecordState, qint64>> counts;
    std::vector<db::Alarm> alarms;
    bool isDemo = false;
};

template<class T>
Result<void> take(Result<T> from, T& to)
{
    if (!from)
        return fail(from.error());
    to = std::move(*from);
    return {};
}

Result<Facts> load(db::Connection& connection, qint64 nowMs)
{
    const db::ConfigurationReads configuration(connection);
    const db::RecordReads records(connection);
    Facts facts;
    for (auto done :
         {take(configuration.flowStates(), facts.flows), take(records.openCauses(), facts.causes),
          take(configuration.load(), facts.configuration),
          take(configuration.connectionsOf(facts.configuration), facts.connections), take(configuration.secrets(), facts.secrets),
          take(db::AlarmReads(connection).list(nowMs), facts.alarms), take(configuration.isDemo(), facts.isDemo)}) {
        if (!done)
            return fail(done.error());
    }
    for (const db::RecordState state :
         {db::RecordState::Ready, db::RecordState::Running, db::RecordState::Waiting, db::RecordState::Review,
          db::RecordState::Error, db::RecordState::Done, db::RecordState::Skipped}) {
        const Result<qint64> count = records.count(state);
        if (!count)
            return fail(count.error());
        facts.counts.emplace_back(state, *count);
    }
    return facts;
}

qint64 countOf(const Facts& facts, db::RecordState state)
{
    for (const auto& [which, count] : facts.counts) {
        if (which == state)
            return count;
    }
    return 0;
}

/// What ends on a date: Amazon's client secret must be renewed every 180 days.
Json expiries(const Facts& facts, qint64 nowMs)
{
    Json list = Json::array();
    for (const auto& secret : facts.secrets) {
        if (secret.name != QStringLiteral("amazon.clientSecret"))
            continue;
        const qint64 age = (nowMs - secret.updatedAt) / kDayMs;
        Json json = Json::object();
        json.set(QStringLiteral("name"), secret.name);
        json.set(QStringLiteral("savedAt"), timeJson(secret.updatedAt));
        json.set(QStringLiteral("expiresAt"), timeJson(secret.updatedAt + kClientSecretDays * kDayMs));
        json.set(QStringLiteral("soon"), age >= kClientSecretWarnDays);
        list.append(json);
    }
    return list;
}

Json toJson(const Facts& facts, const QString& folder, bool isWorking, qint64 nowMs)
{
    Json flows = Json::array();
    for (const db::FlowStateRow& flow : facts.flows)
        flows.append(Json::object({{QStringLiteral("flow"), flow.flow},
                                   {QStringLiteral("store"), flow.store},
                                   {QStringLiteral("enabled"), flow.enabled},
                                   {QStringLiteral("mode"), flow.mode},
                                   {QStringLiteral("schedule"), flow.schedule},
                                   {QStringLiteral("lastRunAt"), timeJson(flow.lastRunAt)},
                                   {QStringLiteral("nextRunAt"), timeJson(flow.nextRunAt)}}));
    Json counts = Json::object();
    for (const auto& [state, count] : facts.counts)
        counts.set(db::toString(state), count);
    Json errors = Json::array();
    for (const db::CauseRow& cause : facts.causes)
        errors.append(causeJson(cause));
    Json alarms = Json::array();
    for (const db::Alarm& alarm : facts.alarms) {
        Json orders = Json::array();
        for (const QString& order : alarm.orders)
            orders.append(order);
        alarms.append(Json::object({{QStringLiteral("kind"), alarm.kind},
                                    {QStringLiteral("flow"), alarm.flow.isEmpty() ? Json() : Json(alarm.flow)},
                                    {QStringLiteral("store"), alarm.store},
                                    {QStringLiteral("since"), timeJson(alarm.since)},
                                    {QStringLiteral("count"), alarm.count},
                                    {QStringLiteral("message"), alarm.message},
                                    {QStringLiteral("remedy"), alarm.remedy},
                                    {QStringLiteral("orders"), std::move(orders)}}));
    }
    Json connections = Json::array();
    for (const db::ConnectionRow& connection : facts.connections)
        connections.append(connectionJson(connection));
    Json json = Json::object();
    json.set(QStringLiteral("profile"), folder);
    json.set(QStringLiteral("demo"), facts.isDemo);
    json.set(QStringLiteral("inUse"), isWorking);
    json.set(QStringLiteral("counts"), counts);
    json.set(QStringLiteral("flows"), flows);
    json.set(QStringLiteral("errors"), errors);
    json.set(QStringLiteral("alarms"), alarms);
    json.set(QStringLiteral("connections"), connections);
    json.set(QStringLiteral("expiries"), expiries(facts, nowMs));
    return json;
}

void print(const Facts& facts, const QString& folder, bool isWorking, qint64 nowMs, Output& out)
{
    out.text(Words::tr("Profile %1%2%3")
                 .arg(QDir::toNativeSeparators(folder), facts.isDemo ? Words::tr(" (demo company)") : QString(),
                      isWorking ? Words::tr(", in use by another Causeway") : QString()));
    QStringList counts;
    for (const auto& [state, count] : facts.counts)
        counts << QStringLiteral("%1 %2").arg(count).arg(db::toString(state));
    out.text(Words::tr("Records: %1").arg(counts.join(QStringLiteral(", "))));
    std::vector<QStringList> rows;
    for (const db::FlowStateRow& flow : facts.flows)
        rows.push_back({flow.flow, flow.store, flow.enabled ? Words::tr("on") : Words::tr("off"), flow.mode, flow.schedule,
                        timeText(flow.lastRunAt), timeText(flow.nextRunAt)});
    out.text(QString());
    out.table({Words::tr("FLOW"), Words::tr("STORE"), Words::tr("ON"), Words::tr("MODE"), Words::tr("SCHEDULE"),
               Words::tr("LAST RUN"), Words::tr("NEXT RUN")},
              rows, Words::tr("No flow is set up."));
    rows.clear();
    for (const db::CauseRow& cause : facts.causes)
        rows.push_back({QString::number(cause.records), cause.kind, cause.key.isEmpty() ? QStringLiteral("-") : cause.key,
                        elided(cause.message, 90)});
    if (!rows.empty()) {
        out.text(QString());
        out.table({Words::tr("ERRORS"), Words::tr("KIND"), Words::tr("KEY"), Words::tr("WHAT HAPPENED")}, rows, QString());
    }
    for (const db::Alarm& alarm : facts.alarms) {
        out.text(Words::tr("Alarm since %1: %2 %3").arg(timeText(alarm.since), alarm.message, alarm.remedy));
        if (!alarm.orders.isEmpty())
            out.text(u' ' + Words::tr("The most urgent: %1").arg(alarm.orders.mid(0, kShownOrders).join(QStringLiteral(", "))));
    }
    for (const db::ConnectionRow& connection : facts.connections) {
        if (connection.error)
            out.text(Words::tr("Connection %1 is %2: %3 %4")
                         .arg(connection.name, connection.state, connection.error->message, connection.error->remedy));
        else if (connection.state == QLatin1StringView("untested"))
            out.text(Words::tr("Connection %1 was not tested yet: causeway-cli connections test %1").arg(connection.name));
    }
    for (const Json list = expiries(facts, nowMs); const Json& expiry : list.items()) {
        if (expiry[u"soon"].toBool())
            out.text(Words::tr("Renew %1 before %2.").arg(expiry[u"name"].toString(), expiry[u"expiresAt"].toString()));
    }
}

Result<int> status(const Arguments&, Session& session)
{
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const qint64 nowMs = session.clock().nowMs();
    const auto facts = session.read([&](db::Connection& connection) { return load(connection, nowMs); });
    if (!facts)
        return fail(facts.error());
    const QString folder = (*composition)->profile().folder();
    const bool isWorking = (*composition)->isInUseElsewhere();
    if (session.out().isJson())
        session.out().document(toJson(*facts, folder, isWorking, nowMs));
    else
        print(*facts, folder, isWorking, nowMs, session.out());
    const bool hasGaps = std::any_of(facts->alarms.begin(), facts->alarms.end(),
                                     [](const db::Alarm& alarm) { return alarm.kind == QStringLiteral("gaps"); });
    const bool needsPerson =
        hasGaps || countOf(*facts, db::RecordState::Error) > 0 || countOf(*facts, db::RecordState::Review) > 0;
    return needsPerson ? exitCode::kNeedsPerson : exitCode::kDone;
}
} // namespace

std::vector<Command> statusCommands()
{
    return {{QStringLiteral("status"),
             Words::tr("one screen: flows, open errors, waiting, expiries"),
             {},
             {},
             Words::tr("Ends with 1 when records are in error or wait for review, or orders are missing."),
             status}};
}

} // namespace causeway::app::cli
