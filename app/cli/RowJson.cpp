// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/RowJson.h"

#include "base/Clock.h"

namespace causeway::app::cli {

namespace {
Json errorJson(const std::optional<Error>& error)
{
    if (!error)
        return {};
    Json json = Json::object();
    json.set(QStringLiteral("kind"), toString(error->kind));
    json.set(QStringLiteral("message"), error->message);
    json.set(QStringLiteral("remedy"), error->remedy);
    json.set(QStringLiteral("code"), error->code);
    json.set(QStringLiteral("requestId"), error->requestId);
    json.setIfPresent(QStringLiteral("path"), error->path);
    json.setIfPresent(QStringLiteral("key"), error->causeKey);
    return json;
}

Json targetJson(const db::TargetRow& target)
{
    Json json = Json::object();
    json.set(QStringLiteral("type"), target.type);
    json.set(QStringLiteral("id"), target.id);
    json.set(QStringLiteral("externalId"), target.externalId);
    json.setIfPresent(QStringLiteral("name"), target.name);
    return json;
}

Json targetsJson(const std::vector<db::TargetRow>& targets)
{
    Json list = Json::array();
    for (const db::TargetRow& target : targets)
        list.append(targetJson(target));
    return list;
}
} // namespace

Json timeJson(std::optional<qint64> utcMs)
{
    return utcMs && *utcMs != 0 ? Json(toIso8601(*utcMs)) : Json();
}

Json moneyJson(const std::optional<Money>& money)
{
    if (!money)
        return {};
    return Json::object({{QStringLiteral("amount"), money->amountText()}, {QStringLiteral("currency"), money->currency()}});
}

Json runJson(const db::RunRow& run)
{
    Json counts = Json::object();
    counts.set(QStringLiteral("fetched"), run.counts.fetched);
    counts.set(QStringLiteral("done"), run.counts.done);
    counts.set(QStringLiteral("skipped"), run.counts.skipped);
    counts.set(QStringLiteral("waiting"), run.counts.waiting);
    counts.set(QStringLiteral("review"), run.counts.review);
    counts.set(QStringLiteral("error"), run.counts.error);
    Json calls = Json::object();
    calls.set(QStringLiteral("amazon"), run.calls.amazon);
    calls.set(QStringLiteral("netsuite"), run.calls.netsuite);
    calls.set(QStringLiteral("throttled"), run.calls.throttled);

    Json json = Json::object();
    json.set(QStringLiteral("run"), run.id.value());
    json.set(QStringLiteral("flow"), run.flow);
    json.set(QStringLiteral("store"), run.store);
    json.set(QStringLiteral("trigger"), run.trigger);
    json.set(QStringLiteral("state"), run.state);
    json.set(QStringLiteral("startedAt"), timeJson(run.startedAt));
    json.set(QStringLiteral("finishedAt"), timeJson(run.finishedAt));
    json.set(QStringLiteral("counts"), counts);
    json.set(QStringLiteral("calls"), calls);
    json.set(QStringLiteral("fetchDueAt"), timeJson(run.fetchDueAt));
    if (run.error)
        json.set(QStringLiteral("error"), errorJson(run.error));
    return json;
}

Json recordJson(const db::RecordRow& record)
{
    Json json = Json::object();
    json.set(QStringLiteral("id"), record.id.value());
    json.set(QStringLiteral("flow"), record.flow);
    json.set(QStringLiteral("store"), record.store);
    json.set(QStringLiteral("key"), record.key);
    json.setIfPresent(QStringLiteral("order"), record.order);
    json.set(QStringLiteral("state"), toString(record.state));
    json.set(QStringLiteral("reason"), record.reason);
    json.set(QStringLiteral("attempts"), record.attempts);
    json.set(QStringLiteral("error"), errorJson(record.error));
    json.set(QStringLiteral("dueAt"), timeJson(record.dueAt));
    json.set(QStringLiteral("target"), targetsJson(record.targets));
    json.set(QStringLiteral("amount"), moneyJson(record.amount));
    json.setIfPresent(QStringLiteral("note"), record.note);
    if (!record.variance.isNull()) {
        json.set(QStringLiteral("variance"), record.variance);
        json.set(QStringLiteral("varianceOverTolerance"), record.varianceOver);
    }
    json.set(QStringLiteral("createdAt"), timeJson(record.createdAt));
    json.set(QStringLiteral("updatedAt"), timeJson(record.updatedAt));
    return json;
}

Json causeJson(const db::CauseRow& cause)
{
    Json amounts = Json::array();
    for (const Money& amount : cause.amounts)
        amounts.append(moneyJson(amount));
    Json json = Json::object();
    json.set(QStringLiteral("id"), cause.id.value());
    json.set(QStringLiteral("flow"), cause.flow);
    json.set(QStringLiteral("kind"), cause.kind);
    json.set(QStringLiteral("code"), cause.code);
    json.set(QStringLiteral("key"), cause.key);
    json.set(QStringLiteral("message"), cause.message);
    json.set(QStringLiteral("remedy"), cause.remedy);
    json.set(QStringLiteral("records"), cause.records);
    json.set(QStringLiteral("oldestAt"), timeJson(cause.oldestAt));
    json.set(QStringLiteral("amounts"), amounts);
    return json;
}

Json orderJson(const db::OrderRow& order)
{
    Json json = Json::object();
    json.set(QStringLiteral("order"), order.orderId);
    json.set(QStringLiteral("store"), order.store);
    json.set(QStringLiteral("type"), order.type);
    json.set(QStringLiteral("marketplace"), order.marketplace);
    json.set(QStringLiteral("status"), order.status);
    json.set(QStringLiteral("purchasedAt"), timeJson(order.purchasedAt));
    json.set(QStringLiteral("updatedAt"), timeJson(order.updatedAt));
    json.set(QStringLiteral("shipBy"), timeJson(order.shipBy));
    json.set(QStringLiteral("total"), moneyJson(order.total));
    json.set(QStringLiteral("items"), order.items);
    json.set(QStringLiteral("business"), order.isBusiness);
    json.set(QStringLiteral("replacement"), order.isReplacement);
    json.set(QStringLiteral("cancelRequested"), order.cancelRequested);
    json.set(QStringLiteral("record"), order.record.isValid() ? Json(order.record.value()) : Json());
    json.set(QStringLiteral("state"), toString(order.state));
    json.set(QStringLiteral("reason"), order.reason);
    json.setIfPresent(QStringLiteral("salesOrder"), order.salesOrderId);
    json.setIfPresent(QStringLiteral("salesOrderName"), order.salesOrderName);
    return json;
}

Json traceJson(const db::TraceEntry& entry)
{
    Json json = Json::object();
    json.set(QStringLiteral("at"), timeJson(entry.at));
    json.set(QStringLiteral("what"), entry.what);
    json.set(QStringLiteral("state"), entry.state);
    json.set(QStringLiteral("title"), entry.title);
    json.set(QStringLiteral("detail"), entry.detail);
    json.set(QStringLiteral("target"), entry.target.type.isEmpty() ? Json() : targetJson(entry.target));
    json.set(QStringLiteral("record"), entry.record.isValid() ? Json(entry.record.value()) : Json());
    return json;
}

Json attemptJson(const db::AttemptRow& attempt)
{
    Json json = Json::object();
    json.set(QStringLiteral("id"), attempt.id.value());
    json.set(QStringLiteral("step"), attempt.step);
    json.set(QStringLiteral("startedAt"), timeJson(attempt.startedAt));
    json.set(QStringLiteral("finishedAt"), timeJson(attempt.finishedAt));
    json.set(QStringLiteral("outcome"), attempt.outcome);
    json.set(QStringLiteral("status"), attempt.httpStatus);
    json.set(QStringLiteral("requestId"), attempt.requestId);
    json.set(QStringLiteral("message"), attempt.message);
    json.set(QStringLiteral("run"), attempt.run.isValid() ? Json(attempt.run.value()) : Json());
    return json;
}

Json bankLineJson(const db::BankLineRow& line)
{
    Json json = Json::object();
    json.set(QStringLiteral("id"), line.id.value());
    json.set(QStringLiteral("account"), line.account);
    json.set(QStringLiteral("day"), toIso8601(line.dayAt).left(10));
    json.set(QStringLiteral("amount"), moneyJson(line.amount));
    json.set(QStringLiteral("memo"), line.memo);
    Json match;
    if (line.match) {
        match.set(QStringLiteral("settlement"), line.match->settlementKey);
        match.set(QStringLiteral("store"), line.match->store);
        match.set(QStringLiteral("reason"), line.match->reason);
        match.set(QStringLiteral("by"), line.match->by);
        match.set(QStringLiteral("at"), timeJson(line.match->at));
    }
    json.set(QStringLiteral("match"), std::move(match));
    return json;
}

Json connectionJson(const db::ConnectionRow& connection)
{
    Json json = Json::object();
    json.set(QStringLiteral("name"), connection.name);
    json.set(QStringLiteral("state"), connection.state);
    json.set(QStringLiteral("accountName"), connection.accountName);
    json.set(QStringLiteral("error"), errorJson(connection.error));
    json.set(QStringLiteral("lastOkAt"), timeJson(connection.lastOkAt));
    json.set(QStringLiteral("pausedAt"), timeJson(connection.pausedAt));
    return json;
}

QString timeText(std::optional<qint64> utcMs)
{
    return utcMs && *utcMs != 0 ? toIso8601(*utcMs - *utcMs % 1000) : QStringLiteral("-");
}

QString moneyText(const std::optional<Money>& money)
{
    return money ? money->amountText() + u' ' + money->currency() : QStringLiteral("-");
}

QString targetText(const std::vector<db::TargetRow>& targets)
{
    QStringList words;
    for (const db::TargetRow& target : targets)
        words << target.type + u' ' + target.id + (target.name.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(target.name));
    return words.isEmpty() ? QStringLiteral("-") : words.join(QStringLiteral(", "));
}

} // namespace causeway::app::cli
