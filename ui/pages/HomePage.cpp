// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/HomePage.h"

#include <algorithm>
#include <array>

#include <QDateTime>
#include <QLocale>
#include <QScrollArea>

#include "Format.h"
#include "db/AlarmReads.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "engine/RunWords.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"
#include "widgets/Card.h"
#include "widgets/TablePanel.h"

namespace causeway::ui {

namespace {

constexpr int kDays = 7;
constexpr int kLatest = 8;
constexpr int kMostSummed = 2'000; ///< rows summed for "Money not yet in the books"; more is shown as "at least"

struct Sum
{
    qint64 records = 0;
    QHash<QString, Money> byCurrency;
    [[nodiscard]] std::vector<Money> amounts() const
    {
        std::vector<Money> out(byCurrency.begin(), byCurrency.end());
        std::sort(out.begin(), out.end(), [](const Money& a, const Money& b) { return a.currency() < b.currency(); });
        return out;
    }
};

} // namespace

namespace {
/// The page on which a person does something about it.
Target placeOf(const db::Alarm& alarm)
{
    if (alarm.kind == QStringLiteral("gaps"))
        return {QStringLiteral("completeness"), {}, {}};
    if (alarm.kind == QStringLiteral("late-shipment"))
        return {QStringLiteral("orders"), {}, {}};
    if (alarm.kind.startsWith(QStringLiteral("settlement-")))
        return {QStringLiteral("settlements"), {}, {}};
    if (alarm.kind == QStringLiteral("mail"))
        return {QStringLiteral("notifications"), {}, {}};
    return {QStringLiteral("flows"), {}, {}};
}
} // namespace

struct HomePage::Facts
{
    std::vector<db::CauseRow> causes;
    qint64 review = 0, waiting = 0, errors = 0, doneCount = 0;
    qint64 oldestReview = 0;
    std::vector<db::FlowStateRow> flows;
    QHash<QString, std::vector<db::RunReads::HourCount>> hours;
    QHash<QString, std::optional<db::RunRow>> newestRuns; ///< by flow and store
    std::vector<db::RecordRow> latest;
    std::array<Sum, 4> money; ///< waiting, review, error, skipped
    std::vector<db::OrderReads::DayCount> days;
    std::vector<db::ConnectionRow> connections;
    config::Configuration configuration;
    std::vector<db::Alarm> alarms; ///< what goes wrong although no record is in error
    std::optional<Error> failed;
};

HomePage::HomePage(Ui& ui, QWidget* parent) : Page(ui, QStringLiteral("home"), tr("Home"), parent)
{
    using Kind = Column::Kind;
    const Theme& theme = ui.theme;
    const auto panel = [&](const QString& name, const QString& accessible, std::vector<Column> columns) {
        auto* made =
            new TablePanel(theme, std::move(columns), QStringLiteral("home.") + name + QStringLiteral(".table"), accessible);
        made->setFooterShown(false);
        made->table().setSelectionMode(QAbstractItemView::SingleSelection);
        return made;
    };
    m_needs = panel(QStringLiteral("needs"), tr("Needs you"),
                    {{QStringLiteral("needs.col.state"), tr("State"), 9, Kind::State, {}},
                     {QStringLiteral("needs.col.what"), tr("What needs you"), 0, Kind::Text, {}},
                     {QStringLiteral("needs.col.records"), tr("Records"), 8, Kind::Number, {}},
                     {QStringLiteral("needs.col.amount"), tr("Amount"), 14, Kind::Amount, {}},
                     {QStringLiteral("needs.col.age"), tr("Oldest"), 8, Kind::Age, {}},
                     {QStringLiteral("needs.col.action"), QString(), 9, Kind::Action, {}}});
    m_flows = panel(QStringLiteral("flows"), tr("Flows"),
                    {{QStringLiteral("home.flows.col.flow"), tr("Flow"), 0, Kind::Text, {}},
                     {QStringLiteral("home.flows.col.store"), tr("Store"), 19, Kind::Text, {}},
                     {QStringLiteral("home.flows.col.state"), tr("State"), 10, Kind::State, {}},
                     {QStringLiteral("home.flows.col.done"), tr("Done"), 6, Kind::Number, {}},
                     {QStringLiteral("home.flows.col.error"), tr("Error"), 6, Kind::Number, {}},
                     {QStringLiteral("home.flows.col.skipped"), tr("Skipped"), 7, Kind::Number, {}},
                     {QStringLiteral("home.flows.col.next"), tr("Next"), 9, Kind::Age, {}}});
    m_latest = panel(QStringLiteral("latest"), tr("Latest"),
                     {{QStringLiteral("latest.col.time"), tr("Time"), 12, Kind::Text, {}},
                      {QStringLiteral("latest.col.what"), tr("What"), 27, Kind::State, {}},
                      {QStringLiteral("latest.col.order"), tr("Order"), 0, Kind::Text, {}},
                      {QStringLiteral("latest.col.amount"), tr("Amount"), 14, Kind::Amount, {}}});
    m_money = panel(QStringLiteral("money"), tr("Money not yet in the books"),
                    {{QStringLiteral("money.col.what"), tr("What"), 0, Kind::Text, {}},
                     {QStringLiteral("money.col.records"), tr("Orders"), 5, Kind::Number, {}},
                     {QStringLiteral("money.col.amount"), tr("Amount"), 15, Kind::Amount, {}}});
    m_days = panel(QStringLiteral("days"), tr("Order records per day"),
                   {{QStringLiteral("days.col.day"), tr("Day"), 0, Kind::Text, {}},
                    {QStringLiteral("days.col.done"), tr("Done"), 7, Kind::Number, {}},
                    {QStringLiteral("days.col.skipped"), tr("Skipped"), 7, Kind::Number, {}},
                    {QStringLiteral("days.col.error"), tr("Error"), 7, Kind::Number, {}}});
    m_connections = panel(QStringLiteral("connections"), tr("Connections"),
                          {{QStringLiteral("connections.col.state"), tr("State"), 10, Kind::State, {}},
                           {QStringLiteral("connections.col.name"), tr("Connection"), 0, Kind::Text, {}},
                           {QStringLiteral("connections.col.last"), tr("Last call"), 9, Kind::Age, {}}});

    auto* board = new QWidget;
    auto* columns = build::row(theme.u(3), QMargins(theme.u(3), 0, theme.u(3), theme.u(3)));
    auto* left = build::column(theme.u(3));
    auto* right = build::column(theme.u(3));
    columns->addLayout(left, 100);
    columns->addLayout(right, 48);
    board->setLayout(columns);
    const auto card = [&](QVBoxLayout* into, const QString& title, TablePanel* content, int least, int most) {
        auto* made = new Card(theme, title);
        content->table().setFittedRows(least, most);
        made->setContent(content);
        made->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
        into->addWidget(made);
        return made;
    };
    m_needsCard = card(left, tr("Needs you"), m_needs, 3, 9);
    Card* flows = card(left, tr("Flows"), m_flows, 1, 8);
    flows->setNote(tr("records in the last 24 hours"));
    connect(flows->addLink(QStringLiteral("home.flows.allButton"), tr("All flows")), &QPushButton::clicked, this, [this] {
        Q_EMIT wantsTo({QStringLiteral("flows"), {}, {}});
    });
    Card* latest = card(left, tr("Latest"), m_latest, 3, kLatest);
    latest->setNote(tr("what Causeway wrote"));
    left->addStretch(1);
    card(right, tr("Order records per day"), m_days, kDays, kDays);
    card(right, tr("Money not yet in the books"), m_money, 4, 16);
    m_money->table().setHeaderShown(false);
    Card* connections = card(right, tr("Connections"), m_connections, 1, 8);
    m_connections->table().setHeaderShown(false);
    connect(connections->addLink(QStringLiteral("home.connections.manageButton"), tr("Manage")), &QPushButton::clicked, this,
            [this] {
                Q_EMIT wantsTo({QStringLiteral("settings"), {}, {}});
            });
    m_latest->table().setHeaderShown(false);
    right->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("home.scroll"));
    scroll->setAccessibleName(tr("Home"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    board->setObjectName(QStringLiteral("home.board"));
    scroll->setWidget(board);
    scroll->setStyleSheet(QStringLiteral("QScrollArea#home\\.scroll, QWidget#home\\.board { background: transparent; }"));
    content()->addWidget(scroll, 1);

    const auto follow = [this](TablePanel* from) {
        const auto leave = [this](const QString& id) {
            if (m_targets.contains(id))
                Q_EMIT wantsTo(m_targets[id]);
        };
        connect(&from->table(), &RecordTable::opened, this, leave);
        connect(&from->table(), &RecordTable::actionTriggered, this, [leave](const QString& id, int) { leave(id); });
    };
    for (TablePanel* from : {m_needs, m_flows, m_latest, m_money, m_connections})
        follow(from);
    m_latest->setEmptyText(tr("Nothing written yet."));
    m_connections->setEmptyText(tr("No connection is set up yet."));
}

RecordTable* HomePage::table() const
{
    return &m_needs->table();
}

bool HomePage::can(Verb verb) const
{
    return verb == Verb::RunNow ? ui().session.mayWrite : Page::can(verb);
}

void HomePage::perform(Verb verb)
{
    if (verb == Verb::RunNow)
        runAll();
    else
        Page::perform(verb);
}

void HomePage::runAll()
{
    auto flows =
        ui().session.database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).flowStates(); });
    if (!told(flows))
        return;
    int started = 0;
    bool any = false;
    for (const db::FlowStateRow& flow : *flows) {
        if (!flow.enabled)
            continue;
        any = true;
        engine::RunRequest request;
        request.flow = flow.flow;
        request.store = flow.store;
        if (ui().session.engine.runNow(request, ui().session.actor))
            ++started;
    }
    tell(started > 0 ? tr("%n flows started.", nullptr, started)
         : any       ? tr("Every flow that is on is already running.")
                     : tr("All flows are off. Turn one on under Flows."));
}

void HomePage::refresh(int)
{
    setCount(QLocale().toString(QDateTime::fromMSecsSinceEpoch(ui().now()).toLocalTime().date(), QLocale::LongFormat));
    const qint64 now = ui().now();
    const QString store = ui().store;
    db::Database* database = &ui().session.database;
    // Sums and counts over many rows: on a worker, newest question wins.
    ui().tasks.run(
        QStringLiteral("home"), this,
        [database, now, store](const StopToken&) {
            Facts facts;
            auto done = database->read([&](db::Connection& connection) -> Result<void> {
                const db::RecordReads records(connection);
                const db::ConfigurationReads configuration(connection);
                const db::RunReads runs(connection);
                const auto take = [&facts](auto& into, auto result) {
                    if (result)
                        into = std::move(*result);
                    else if (!facts.failed)
                        facts.failed = result.error();
                };
                take(facts.causes, records.openCauses(store));
                take(facts.review, records.count(db::RecordState::Review, {}, store));
                take(facts.waiting, records.count(db::RecordState::Waiting, {}, store));
                take(facts.errors, records.count(db::RecordState::Error, {}, store));
                take(facts.doneCount, records.count(db::RecordState::Done, {}, store));
                take(facts.flows, configuration.flowStates());
                for (const db::FlowStateRow& flow : facts.flows) {
                    const QString id = flow.flow + u'/' + flow.store;
                    take(facts.hours[id], runs.lastHours(flow.flow, flow.store, 24, now));
                    take(facts.newestRuns[id], runs.newest(flow.flow, flow.store));
                }
                db::RecordFilter latest;
                latest.store = store;
                latest.state = db::RecordState::Done;
                latest.limit = kLatest;
                take(facts.latest, records.list(latest));
                const db::RecordState states[] = {db::RecordState::Waiting, db::RecordState::Review, db::RecordState::Error,
                                                  db::RecordState::Skipped};
                for (std::size_t i = 0; i < 4; ++i) {
                    db::RecordFilter filter;
                    filter.store = store;
                    filter.state = states[i];
                    filter.limit = kMostSummed;
                    auto rows = records.list(filter);
                    if (!rows)
                        return fail(rows.error());
                    take(facts.money[i].records, records.count(states[i], {}, store));
                    for (const db::RecordRow& row : *rows) {
                        if (i == 1)
                            facts.oldestReview = row.updatedAt;
                        if (!row.amount)
                            continue;
                        const Money before =
                            facts.money[i].byCurrency.value(row.amount->currency(), Money::zero(row.amount->currency()));
                        if (auto total = before.plus(*row.amount))
                            facts.money[i].byCurrency.insert(row.amount->currency(), *total);
                    }
                }
                take(facts.days, db::OrderReads(connection).perDay(kDays, now));
                take(facts.configuration, configuration.load());
                take(facts.connections, configuration.connectionsOf(facts.configuration));
                take(facts.alarms, db::AlarmReads(connection).list(now));
                std::erase_if(facts.alarms, [&](const db::Alarm& alarm) { return !store.isEmpty() && alarm.store != store; });
                return {};
            });
            if (!done)
                facts.failed = done.error();
            return facts;
        },
        [this](const Facts& facts) { show(facts); });
}

void HomePage::show(const Facts& facts)
{
    if (facts.failed)
        tellError(*facts.failed);
    m_targets.clear();
    showNeeds(facts);
    showFlows(facts);
    showLatest(facts);
    showMoney(facts);
    showDays(facts);
    showConnections(facts);
}

void HomePage::showNeeds(const Facts& facts)
{
    const qint64 now = ui().now();
    std::vector<TableRow> out;
    QStringList note;
    for (const db::ConnectionRow& connection : facts.connections) {
        if (connection.state != QLatin1StringView("paused"))
            continue;
        TableRow row;
        row.id = QStringLiteral("connection:") + connection.name;
        row.cells = {rows::state(db::RecordState::Error),
                     rows::text(connection.error ? format::remote(connection.error->message) : tr("Sign-in was refused")),
                     {},
                     {},
                     rows::age(connection.pausedAt.value_or(now), now),
                     rows::action(tr("Sign in"))};
        m_targets.insert(row.id, {QStringLiteral("settings"), {}, connection.name});
        out.push_back(std::move(row));
    }
    for (const db::CauseRow& cause : facts.causes) {
        TableRow row;
        row.id = QStringLiteral("cause:%1").arg(cause.id.value());
        Cell what = rows::text(format::remote(cause.message));
        what.tooltip = cause.message;
        const Cell amount = rows::sums(cause.amounts);
        row.cells = {rows::state(db::RecordState::Error),
                     what,
                     rows::number(cause.records),
                     amount,
                     rows::age(cause.oldestAt, now),
                     rows::action(cause.kind == toString(ErrorKind::Unmapped) ? tr("Map") : tr("Open"))};
        m_targets.insert(row.id, {QStringLiteral("errors"), QString::number(cause.id.value()), {}});
        out.push_back(std::move(row));
    }
    for (const db::Alarm& alarm : facts.alarms) {
        TableRow row;
        row.id = QStringLiteral("alarm:%1:%2:%3:%4").arg(alarm.kind, alarm.flow, alarm.store).arg(alarm.since.value_or(0));
        Cell what = rows::text(format::remote(alarm.message));
        what.tooltip = alarm.message + u'\n' + alarm.remedy;
        // Something to be looked at soon, not a refused record: the clock, not the octagon.
        row.cells = {rows::state(db::RecordState::Waiting, tr("Alarm")),
                     what,
                     alarm.count > 0 ? rows::number(alarm.count) : Cell(),
                     {},
                     rows::age(alarm.since.value_or(now), now),
                     rows::action(tr("Open"))};
        m_targets.insert(row.id, placeOf(alarm));
        out.push_back(std::move(row));
    }
    if (facts.review > 0) {
        TableRow row;
        row.id = QStringLiteral("review");
        const Cell amount = rows::sums(facts.money[1].amounts());
        row.cells = {rows::state(db::RecordState::Review),
                     rows::text(tr("Planned writes wait for your approval")),
                     rows::number(facts.review),
                     amount,
                     facts.oldestReview > 0 ? rows::age(facts.oldestReview, now) : Cell{},
                     rows::action(tr("Review"))};
        m_targets.insert(row.id, {QStringLiteral("review"), {}, {}});
        out.push_back(std::move(row));
    }
    if (facts.errors > 0)
        note << tr("%n errors", nullptr, static_cast<int>(facts.errors));
    if (facts.review > 0)
        note << tr("%n to review", nullptr, static_cast<int>(facts.review));
    m_needsCard->setNote(note.join(QStringLiteral(", ")));
    const bool fresh = facts.doneCount == 0 && facts.waiting == 0 && facts.errors == 0 && facts.review == 0;
    const auto untested = std::find_if(facts.connections.begin(), facts.connections.end(), [](const db::ConnectionRow& row) {
        return !row.lastOkAt && row.state != QLatin1StringView("paused");
    });
    const bool isSetUp = facts.configuration.netSuite && !facts.configuration.stores.empty();
    const bool isAnyOn =
        std::any_of(facts.flows.begin(), facts.flows.end(), [](const db::FlowStateRow& flow) { return flow.enabled; });
    if (fresh && ui().session.mayWrite && !isSetUp)
        m_needs->setEmptyText(tr("Set-up is not finished yet."), tr("Go on with the set-up"), [this] { Q_EMIT wantsSetUp({}); });
    else if (fresh && ui().session.mayWrite && untested != facts.connections.end())
        m_needs->setEmptyText(tr("Set-up is not finished yet: %1 was not tested.").arg(ui().names.connection(untested->name)),
                              tr("Go on with the set-up"), [this, at = untested->name] { Q_EMIT wantsSetUp(at); });
    else if (fresh && ui().session.mayWrite && !isAnyOn)
        m_needs->setEmptyText(tr("Set-up is finished. All flows are off."), tr("Choose flows"), [this] {
            Q_EMIT wantsTo({QStringLiteral("flows"), {}, {}});
        });
    else if (fresh && ui().session.mayWrite)
        m_needs->setEmptyText(tr("Set-up is finished. Nothing was read from Amazon yet."), tr("Run now"), [this] { runAll(); });
    else
        m_needs->setEmptyText(tr("Nothing needs you."));
    m_needs->rows().setRows(std::move(out));
}

void HomePage::showFlows(const Facts& facts)
{
    std::vector<TableRow> out;
    const std::vector<engine::RunProgress> running = ui().session.engine.progress();
    for (const db::FlowStateRow& flow : facts.flows) {
        if (!ui().store.isEmpty() && flow.store != ui().store)
            continue;
        qint64 done = 0, error = 0, skipped = 0;
        for (const auto& hour : facts.hours.value(flow.flow + u'/' + flow.store)) {
            done += hour.done;
            error += hour.error;
            skipped += hour.skipped;
        }
        TableRow row;
        row.id = QStringLiteral("flow:%1/%2").arg(flow.flow, flow.store);
        Cell state = rows::flowState(flow, facts.newestRuns.value(flow.flow + u'/' + flow.store), ui().now());
        for (const engine::RunProgress& progress : running) {
            if (progress.flow == flow.flow && progress.store == flow.store)
                state.tooltip = engine::run_words::progress(progress);
        }
        Cell errors = rows::number(error);
        if (error > 0) {
            errors.token = Token::Error;
            errors.bold = true;
        }
        row.cells = {rows::text(rows::flowTitle(ui().session.flows, flow.flow)),
                     rows::text(ui().names.store(flow.store), Token::Muted),
                     state,
                     rows::number(done),
                     errors,
                     rows::number(skipped),
                     rows::text(flow.enabled && flow.nextRunAt ? format::ahead(*flow.nextRunAt, ui().now()) : QString())};
        m_targets.insert(row.id, {QStringLiteral("flows"), {}, flow.flow + u'/' + flow.store});
        out.push_back(std::move(row));
    }
    m_flows->setEmptyText(facts.configuration.stores.empty() ? tr("No store is set up yet.") : tr("All flows are off."));
    m_flows->rows().setRows(std::move(out));
}

void HomePage::showLatest(const Facts& facts)
{
    std::vector<TableRow> out;
    for (const db::RecordRow& record : facts.latest) {
        TableRow row;
        row.id = QStringLiteral("record:%1").arg(record.id.value());
        QString what = tr("Done");
        QString document;
        for (const db::TargetRow& target : record.targets) {
            if (target.type != QLatin1StringView("salesOrder") && !document.isEmpty())
                continue;
            document = target.name.isEmpty() ? target.id : target.name;
            what = record.reason == QLatin1StringView("already-there") ? tr("Found in NetSuite")
                   : record.reason == QLatin1StringView("updated")     ? tr("%1 updated").arg(format::documentType(target.type))
                                                                       : tr("%1 created").arg(format::documentType(target.type));
        }
        Cell order =
            rows::text(document.isEmpty() ? format::remote(record.key)
                                          : tr("%1 for %2")
                                                .arg(format::remote(document),
                                                     format::remote(record.order.isEmpty() ? record.key : record.order)));
        row.cells = {rows::time(record.updatedAt, ui().now()), rows::state(db::RecordState::Done, what), order,
                     rows::money(record.amount)};
        row.cells.front().token = Token::Muted;
        m_targets.insert(row.id, {QStringLiteral("orders"), {}, record.order.isEmpty() ? record.key : record.order});
        out.push_back(std::move(row));
    }
    m_latest->rows().setRows(std::move(out));
}

void HomePage::showMoney(const Facts& facts)
{
    const QString titles[] = {tr("Waiting, goes on by itself"), tr("Waiting for your approval"), tr("In error"), tr("Skipped")};
    const QString states[] = {QStringLiteral("waiting"), QStringLiteral("review"), QStringLiteral("error"),
                              QStringLiteral("skipped")};
    std::vector<TableRow> out;
    for (std::size_t i = 0; i < 4; ++i) {
        // One line per currency: money never hides behind a count of currencies.
        const auto amounts = facts.money[i].amounts();
        for (std::size_t line = 0; line < std::max<std::size_t>(1, amounts.size()); ++line) {
            TableRow row;
            row.id = QStringLiteral("money:%1:%2").arg(states[i]).arg(line);
            const bool first = line == 0;
            row.cells = {rows::text(first ? titles[i] : QString()), first ? rows::number(facts.money[i].records) : Cell(),
                         line < amounts.size() ? rows::money(amounts[line]) : Cell()};
            if (facts.money[i].records > kMostSummed)
                row.cells[2].tooltip = tr("At least: the newest %n records are summed.", nullptr, kMostSummed);
            m_targets.insert(row.id, {QStringLiteral("orders"), states[i], {}});
            out.push_back(std::move(row));
        }
    }
    m_money->rows().setRows(std::move(out));
}

void HomePage::showDays(const Facts& facts)
{
    std::vector<TableRow> out;
    for (auto day = facts.days.rbegin(); day != facts.days.rend(); ++day) {
        TableRow row;
        row.id = QString::number(day->dayStartMs);
        // Days are UTC days, so their name must be too.
        const QString name =
            QLocale().toString(QDateTime::fromMSecsSinceEpoch(day->dayStartMs, Qt::UTC).date(), QStringLiteral("ddd d MMM"));
        Cell error = rows::number(day->error);
        if (day->error > 0) {
            error.token = Token::Error;
            error.bold = true;
        }
        row.cells = {rows::text(name), rows::number(day->done), rows::number(day->skipped), error};
        out.push_back(std::move(row));
    }
    m_days->rows().setRows(std::move(out));
}

void HomePage::showConnections(const Facts& facts)
{
    std::vector<TableRow> out;
    for (const db::ConnectionRow& connection : facts.connections) {
        TableRow row;
        row.id = QStringLiteral("connection:") + connection.name;
        const bool ok = connection.state == QLatin1StringView("ok");
        const bool paused = connection.state == QLatin1StringView("paused");
        QString name = ui().names.connection(connection.name);
        if (!connection.accountName.isEmpty())
            name += QStringLiteral(" \u00B7 ") + format::remote(connection.accountName);
        row.cells = {paused ? rows::state(db::RecordState::Error, tr("Refused"))
                     : ok   ? rows::state(db::RecordState::Done, tr("Works"))
                            : rows::state(db::RecordState::Ready, tr("Untested")),
                     rows::text(name), connection.lastOkAt ? rows::age(*connection.lastOkAt, ui().now()) : Cell{}};
        m_targets.insert(row.id, {QStringLiteral("settings"), {}, connection.name});
        out.push_back(std::move(row));
    }
    m_connections->rows().setRows(std::move(out));
}

} // namespace causeway::ui
