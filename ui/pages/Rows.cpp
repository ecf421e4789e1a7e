// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/Rows.h"

#include "Format.h"

namespace causeway::ui::rows {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Rows)
};

} // namespace

Cell text(const QString& words, std::optional<Token> token)
{
    Cell cell;
    cell.text = words;
    cell.token = token;
    return cell;
}

Cell state(db::RecordState value, const QString& word, const QString& tooltip)
{
    Cell cell;
    cell.state = value;
    cell.text = word.isEmpty() ? format::stateWord(value) : word;
    cell.tooltip = tooltip;
    return cell;
}

Cell money(const std::optional<Money>& amount, bool withCurrency)
{
    Cell cell;
    if (!amount)
        return cell;
    cell.text = format::amount(*amount);
    cell.plain = amount->amountText();
    if (withCurrency)
        cell.prefix = amount->currency();
    return cell;
}

Cell sums(const std::vector<Money>& amounts)
{
    if (amounts.empty())
        return {};
    if (amounts.size() == 1)
        return money(amounts.front());
    Cell cell = text(Words::tr("%1 +%2").arg(format::amount(amounts.front())).arg(amounts.size() - 1));
    cell.prefix = amounts.front().currency();
    cell.plain = cell.tooltip = format::amounts(amounts);
    return cell;
}

Cell age(qint64 atMs, qint64 nowMs)
{
    Cell cell;
    cell.text = format::age(atMs, nowMs);
    cell.plain = format::plainTime(atMs);
    cell.tooltip = format::instant(atMs);
    return cell;
}

Cell time(qint64 atMs, qint64 nowMs)
{
    Cell cell = text(format::shortTime(atMs, nowMs));
    cell.plain = format::plainTime(atMs);
    cell.tooltip = format::instant(atMs);
    return cell;
}

Cell number(qint64 value, bool blankWhenZero)
{
    Cell cell = text(value == 0 && blankWhenZero ? QString() : format::number(value));
    cell.plain = QString::number(value);
    return cell;
}

Cell action(const QString& word)
{
    return text(word);
}

Cell flowState(const db::FlowStateRow& flow, const std::optional<db::RunRow>& newest, qint64 nowMs)
{
    if (newest && newest->state == QLatin1StringView("running"))
        return state(db::RecordState::Running);
    if (!flow.enabled)
        return text(Words::tr("Off"), Token::Muted);
    if (flow.fetchDueAt && *flow.fetchDueAt > nowMs)
        return state(db::RecordState::Waiting, {},
                     Words::tr("Waits for Amazon's quota until %1").arg(format::ahead(*flow.fetchDueAt, nowMs)));
    if (newest)
        return state(format::runIcon(newest->state), format::runState(newest->state),
                     newest->error ? newest->error->message : QString());
    return state(flow.lastRunAt ? db::RecordState::Done : db::RecordState::Ready);
}

QString flowTitle(const flows::Registry& flows, const QString& id)
{
    const flows::Flow* flow = flows.find(id);
    return flow != nullptr ? flow->spec().title : id;
}

QString flowGroup(const flows::Registry& flows, const QString& id)
{
    const flows::Flow* flow = flows.find(id);
    return flow != nullptr ? flow->spec().group : id;
}

std::vector<Column> attemptColumns(const QString& prefix)
{
    return {{prefix + QStringLiteral(".col.time"), Words::tr("Time"), 14, Column::Kind::Text, {}},
            {prefix + QStringLiteral(".col.step"), Words::tr("Step"), 0, Column::Kind::Text, {}},
            {prefix + QStringLiteral(".col.result"), Words::tr("Result"), 20, Column::Kind::State, {}},
            {prefix + QStringLiteral(".col.ms"), Words::tr("ms"), 5, Column::Kind::Number, {}}};
}

std::vector<TableRow> attempts(const std::vector<db::AttemptRow>& list)
{
    std::vector<TableRow> out;
    for (const db::AttemptRow& attempt : list) {
        TableRow row;
        row.id = QString::number(attempt.id.value());
        const bool good = attempt.outcome == QLatin1StringView("ok") || attempt.outcome == QLatin1StringView("adopted") ||
                          attempt.outcome == QLatin1StringView("absent");
        const auto kind = errorKindFromString(attempt.outcome);
        db::RecordState shown = db::RecordState::Running;
        if (good)
            shown = db::RecordState::Done;
        else if (kind && dispositionOf(*kind).waits)
            shown = db::RecordState::Waiting;
        else if (attempt.finishedAt)
            shown = db::RecordState::Error;
        QString result = good ? (attempt.outcome == QLatin1StringView("adopted")  ? Words::tr("already there")
                                 : attempt.outcome == QLatin1StringView("absent") ? Words::tr("not there yet")
                                                                                  : Words::tr("ok"))
                              : format::reason(attempt.outcome);
        if (attempt.httpStatus > 0)
            result = QStringLiteral("%1, %2").arg(attempt.httpStatus).arg(result);
        if (!attempt.finishedAt)
            result = Words::tr("under way");
        row.cells = {text(format::seconds(attempt.startedAt)), text(format::attemptStep(attempt.step)),
                     state(shown, result, attempt.message),
                     text(attempt.finishedAt ? format::number(*attempt.finishedAt - attempt.startedAt) : QString())};
        row.cells[0].tooltip = format::instant(attempt.startedAt);
        out.push_back(std::move(row));
    }
    return out;
}

std::vector<Column> timelineColumns(const QString& prefix)
{
    return {{prefix + QStringLiteral(".col.time"), Words::tr("Time"), 13, Column::Kind::Text, {}},
            {prefix + QStringLiteral(".col.what"), Words::tr("What happened"), 0, Column::Kind::Text, {}}};
}

std::vector<TableRow> timeline(const std::vector<db::TraceEntry>& trace, qint64 nowMs)
{
    std::vector<TableRow> out;
    int line = 0;
    for (const db::TraceEntry& entry : trace) {
        TableRow row;
        row.id = QStringLiteral("%1:%2:%3").arg(entry.at).arg(entry.what).arg(++line);
        Cell what = text(format::remote(entry.title));
        what.state = db::recordStateFromString(entry.state).value_or(db::RecordState::Done);
        what.tooltip = entry.title + (entry.detail.isEmpty() ? QString() : u'\n' + entry.detail);
        row.cells = {text(format::shortTime(entry.at, nowMs), Token::Muted), what};
        row.text = entry.detail;
        out.push_back(std::move(row));
    }
    std::reverse(out.begin(), out.end()); // newest first
    return out;
}

} // namespace causeway::ui::rows
