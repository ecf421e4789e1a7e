// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/FlowsPage.h"

#include <QButtonGroup>
#include <QSplitter>

#include "Format.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "engine/RunWords.h"
#include "pages/FlowPane.h"
#include "pages/Rows.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {

constexpr int kHistory = 200;

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("flows.col.on"), FlowsPage::tr("On"), 2, Kind::Check, {}},
            {QStringLiteral("flows.col.flow"), FlowsPage::tr("Flow"), 0, Kind::Text, {}},
            {QStringLiteral("flows.col.store"), FlowsPage::tr("Store"), 18, Kind::Text, {}},
            {QStringLiteral("flows.col.mode"), FlowsPage::tr("Mode"), 9, Kind::Text, {}},
            {QStringLiteral("flows.col.state"), FlowsPage::tr("State"), 9, Kind::State, {}},
            {QStringLiteral("flows.col.schedule"), FlowsPage::tr("Schedule"), 15, Kind::Text, {}},
            {QStringLiteral("flows.col.next"), FlowsPage::tr("Next"), 9, Kind::Text, {}},
            {QStringLiteral("flows.col.done"), FlowsPage::tr("Done"), 5, Kind::Number, {}},
            {QStringLiteral("flows.col.error"), FlowsPage::tr("Error"), 5, Kind::Number, {}}};
}

} // namespace

FlowsPage::FlowsPage(Ui& ui, QWidget* parent) : ListPage(ui, QStringLiteral("flows"), tr("Flows"), columns(), parent)
{
    const auto segment = [&](const QString& name, const QString& title) {
        auto* button = build::button(ui.theme, name, title);
        button->setProperty("segment", true);
        button->setCheckable(true);
        headerTabs()->addWidget(button);
        return button;
    };
    m_flowsTab = segment(QStringLiteral("flows.tab.flows"), tr("All flows"));
    m_historyTab = segment(QStringLiteral("flows.tab.runs"), tr("Run history"));
    auto* group = new QButtonGroup(this);
    group->addButton(m_flowsTab);
    group->addButton(m_historyTab);
    m_flowsTab->setChecked(true);
    connect(m_historyTab, &QPushButton::toggled, this, &FlowsPage::showHistory);
    headerActions()->addWidget(ui.actions.button(Verb::RunNow, QStringLiteral("flows.action.runNow")));
    headerActions()->addWidget(ui.actions.button(Verb::Preview, QStringLiteral("flows.action.preview")));
    headerActions()->addWidget(ui.actions.button(Verb::StopRun, QStringLiteral("flows.action.stopRun")));
    filter().addChoice(QStringLiteral("state"), tr("Which flows"),
                       {{QString(), tr("On and off")}, {QStringLiteral("on"), tr("On")}, {QStringLiteral("off"), tr("Off")}});
    filter().addStretch();
    filter().addRight(new PlainLabel(ui.theme, tr("New flows start in Preview"), PlainLabel::Role::Muted));
    m_flowPane = new FlowPane(ui);
    setPane(m_flowPane, 66, 34);
    m_history = new TablePanel(ui.theme, runColumns(QStringLiteral("flows.history"), true), QStringLiteral("flows.history.table"),
                               tr("Run history"));
    m_history->setEmptyText(tr("No flow has run yet."));
    m_history->hide();
    content()->addWidget(m_history, 1);
    rows().setCheckHandler([this](const QString& id, bool on) { setEnabledFlow(id, on); });
    connect(table(), &RecordTable::currentChangedTo, this, [this] { showPane(); });
    connect(m_flowPane, &FlowPane::dirtyChanged, this, &Page::verbsChanged);
    connect(m_flowPane, &FlowPane::moveRequested, this, &FlowsPage::moveReading);
    connect(m_flowPane, &FlowPane::backFillRequested, this, &FlowsPage::backFill);
    panel().setEmptyText(tr("No store is set up yet. Flows appear here for every store."));
}

void FlowsPage::showHistory(bool history)
{
    pane()->parentWidget()->setVisible(!history); // the splitter
    filterBar()->setVisible(!history);
    m_history->setVisible(history);
    if (history)
        readHistory();
}

const config::FlowSettings* FlowsPage::currentFlow() const
{
    const auto found = m_flows.constFind(table()->currentId());
    return found != m_flows.constEnd() ? &*found : nullptr;
}

bool FlowsPage::can(Verb verb) const
{
    const bool write = ui().session.mayWrite;
    switch (verb) {
    case Verb::RunNow:
    case Verb::Preview:
        return write && currentFlow() != nullptr;
    case Verb::StopRun:
        return write && m_runningRuns.contains(table()->currentId());
    case Verb::Save:
        return write && m_flowPane->isDirty() && m_flowPane->isValid();
    case Verb::Revert:
        return m_flowPane->isDirty();
    default:
        return ListPage::can(verb);
    }
}

QString FlowsPage::whyNot(Verb verb) const
{
    if (verb == Verb::StopRun && ui().session.mayWrite)
        return tr("This flow is not running.");
    return ListPage::whyNot(verb);
}

void FlowsPage::perform(Verb verb)
{
    switch (verb) {
    case Verb::RunNow:
        run(false);
        break;
    case Verb::Preview:
        run(true);
        break;
    case Verb::StopRun:
        if (told(ui().session.engine.stopRun(RunId(m_runningRuns.value(table()->currentId())), ui().session.actor))) {
            tell(tr("Stopping. What was not sent stays queued."));
            showProgress();
        }
        break;
    case Verb::Save:
        if (m_flowPane->isDirty() && m_flowPane->isValid() &&
            told(ui().session.engine.setFlow(m_flowPane->edited(), ui().session.actor))) {
            m_flowPane->revert(); // so that the stored values count as the shown ones
            tell(tr("Saved."));
            read();
        }
        break;
    case Verb::Revert:
        m_flowPane->revert();
        break;
    default:
        ListPage::perform(verb);
    }
}

void FlowsPage::run(bool planOnly)
{
    const config::FlowSettings* flow = currentFlow();
    if (flow == nullptr)
        return;
    engine::RunRequest request;
    request.flow = flow->flow;
    request.store = flow->store;
    request.planOnly = planOnly;
    if (!told(ui().session.engine.runNow(request, ui().session.actor)))
        return;
    if (planOnly)
        tell(tr("Planning. The writes appear in Review, nothing is sent."), tr("Review"), [this, id = flow->flow] {
            Q_EMIT wantsTo({QStringLiteral("review"), id, {}});
        });
    else
        tell(tr("Started."));
    ui().changes.note(ChangeHub::Flows | ChangeHub::Runs);
}

void FlowsPage::setEnabledFlow(const QString& id, bool on)
{
    if (!m_flows.contains(id) || !ui().session.mayWrite)
        return;
    config::FlowSettings flow = m_flows[id];
    flow.enabled = on;
    if (on && flow.schedule == QLatin1StringView("manual")) {
        if (const flows::Flow* known = ui().session.flows.find(flow.flow);
            known != nullptr && !known->spec().defaultSchedule.isEmpty())
            flow.schedule = known->spec().defaultSchedule;
    }
    if (told(ui().session.engine.setFlow(flow, ui().session.actor)))
        tell(on ? tr("Switched on: %1, %2.")
                      .arg(format::scheduleWords(flow.schedule).toLower(), format::flowMode(config::toString(flow.mode)))
                : tr("Switched off. What is queued stays queued."));
    read();
}

void FlowsPage::read()
{
    struct Facts
    {
        config::Configuration configuration;
        std::vector<db::FlowStateRow> states;
        QHash<QString, std::pair<qint64, qint64>> counts;
        QHash<QString, std::optional<db::RunRow>> newestRuns;
    };
    const flows::Registry* registry = &ui().session.flows;
    auto facts = ui().session.database.read([&](db::Connection& connection) -> Result<Facts> {
        const db::ConfigurationReads reads(connection);
        const db::RecordReads records(connection);
        auto configuration = reads.load();
        if (!configuration)
            return fail(configuration.error());
        auto states = reads.flowStates();
        if (!states)
            return fail(states.error());
        Facts found{std::move(*configuration), std::move(*states), {}, {}};
        for (const config::Store& store : found.configuration.stores) {
            for (const auto& flow : registry->all()) {
                const QString& id = flow->spec().id;
                found.counts.insert(id + u'/' + store.id, {records.count(db::RecordState::Done, id, store.id).value_or(0),
                                                           records.count(db::RecordState::Error, id, store.id).value_or(0)});
                const auto newest = db::RunReads(connection).newest(id, store.id);
                if (!newest)
                    return fail(newest.error());
                found.newestRuns.insert(id + u'/' + store.id, *newest);
            }
        }
        return found;
    });
    if (!told(facts))
        return;
    m_configuration = facts->configuration;
    m_flows.clear();
    m_runningRuns.clear();
    for (const std::optional<db::RunRow>& run : std::as_const(facts->newestRuns)) {
        if (run && run->state == QLatin1StringView("running"))
            m_runningRuns.insert(run->flow + u'/' + run->store, run->id.value());
    }
    const qint64 now = ui().now();
    const QString shown = filter().chosen(QStringLiteral("state"));
    const std::vector<engine::RunProgress> running = ui().session.engine.progress();
    std::vector<TableRow> out;
    int on = 0;
    for (const auto& known : registry->all()) {
        for (const config::Store& store : m_configuration.stores) {
            if (!ui().store.isEmpty() && store.id != ui().store)
                continue;
            const QString id = known->spec().id + u'/' + store.id;
            config::FlowSettings flow;
            flow.flow = known->spec().id;
            flow.store = store.id;
            db::FlowStateRow stored;
            for (const db::FlowStateRow& state : facts->states) {
                if (state.flow != flow.flow || state.store != store.id)
                    continue;
                flow.enabled = state.enabled;
                flow.mode = config::flowModeFromString(state.mode).value_or(config::FlowMode::Preview);
                flow.schedule = state.schedule;
                flow.settings = state.settings;
                flow.rules = state.rules;
                stored = state;
            }
            m_flows.insert(id, flow);
            on += flow.enabled ? 1 : 0;
            if ((shown == QLatin1StringView("on") && !flow.enabled) || (shown == QLatin1StringView("off") && flow.enabled))
                continue;
            Cell check;
            check.checked = flow.enabled;
            Cell state = rows::flowState(stored, facts->newestRuns.value(id), now);
            for (const engine::RunProgress& progress : running) {
                if (progress.flow == flow.flow && progress.store == flow.store)
                    state.tooltip = engine::run_words::progress(progress);
            }
            const auto [done, errors] = facts->counts.value(id);
            Cell error = rows::number(errors);
            if (errors > 0) {
                error.token = Token::Error;
                error.bold = true;
            }
            TableRow row;
            row.id = id;
            row.cells = {check,
                         rows::text(known->spec().title),
                         rows::text(store.name.isEmpty() ? store.id : store.name),
                         rows::text(format::flowMode(config::toString(flow.mode))),
                         state,
                         rows::text(format::scheduleWords(flow.schedule)),
                         rows::text(flow.enabled && stored.nextRunAt ? format::ahead(*stored.nextRunAt, now) : QString()),
                         rows::number(done),
                         error};
            row.cells[5].tooltip = flow.schedule;
            out.push_back(std::move(row));
        }
    }
    const int all = static_cast<int>(m_flows.size());
    rows().setRows(std::move(out));
    panel().setFooter(tr("%n flows", nullptr, all) + QStringLiteral(", ") + tr("%1 on").arg(on),
                      tr("Preview: every write asks    Guarded: unusual writes ask    Automatic"));
    selectFirst();
    showPane();
}

void FlowsPage::readHistory()
{
    auto runs = ui().session.database.read(
        [&](db::Connection& connection) { return db::RunReads(connection).list({}, ui().store, kHistory); });
    if (!told(runs))
        return;
    const int count = static_cast<int>(runs->size());
    m_history->rows().setRows(runRows(ui(), *runs, true));
    m_history->setFooter(tr("%n runs, newest first", nullptr, count), {});
}

void FlowsPage::showPane()
{
    const config::FlowSettings* flow = currentFlow();
    if (flow == nullptr)
        m_flowPane->setNothing(tr("Choose a flow to see its schedule."));
    else
        m_flowPane->show(*flow, m_configuration.store(flow->store), m_runningRuns.contains(table()->currentId()));
    showProgress();
    Q_EMIT verbsChanged();
}

void FlowsPage::showProgress()
{
    const config::FlowSettings* flow = currentFlow();
    std::optional<engine::RunProgress> shown;
    for (const engine::RunProgress& progress : ui().session.engine.progress()) {
        if (flow != nullptr && progress.flow == flow->flow && progress.store == flow->store)
            shown = progress;
    }
    m_flowPane->showProgress(shown);
}

void FlowsPage::moveReading(qint64 atMs, const QString& reason)
{
    const config::FlowSettings* flow = currentFlow();
    if (flow == nullptr || !told(ui().session.engine.setReadUpTo(flow->flow, flow->store, atMs, reason, ui().session.actor)))
        return;
    tell(tr("The next run reads from %1.").arg(format::instant(atMs)));
    ui().changes.note(ChangeHub::Flows);
    read();
}

void FlowsPage::backFill(int days)
{
    const config::FlowSettings* flow = currentFlow();
    if (flow == nullptr)
        return;
    engine::RunRequest request;
    request.flow = flow->flow;
    request.store = flow->store;
    request.sinceMs = ui().now() - qint64(days) * 86'400'000;
    const auto run = ui().session.engine.runNow(request, ui().session.actor);
    if (!told(run))
        return;
    tell(tr("Reading the last %n days again.", nullptr, days), tr("Stop"), [this, id = *run] {
        if (told(ui().session.engine.stopRun(id, ui().session.actor)))
            tell(tr("Stopping. What was not sent stays queued."));
    });
    ui().changes.note(ChangeHub::Flows | ChangeHub::Runs);
}

void FlowsPage::go(const Target& target)
{
    if (target.filter == QLatin1StringView("runs"))
        m_historyTab->setChecked(true);
    else if (!target.id.isEmpty())
        m_flowsTab->setChecked(true);
    if (!target.id.isEmpty())
        table()->select(target.id);
    table()->setFocus(Qt::OtherFocusReason);
}

Target FlowsPage::place() const
{
    return {id(), m_historyTab->isChecked() ? QStringLiteral("runs") : QString(), table()->currentId()};
}

QList<Verb> FlowsPage::contextVerbs() const
{
    return {Verb::RunNow, Verb::Preview, Verb::StopRun};
}

void FlowsPage::restart()
{
    read();
    if (m_historyTab->isChecked())
        readHistory();
}

void FlowsPage::refresh(int topics)
{
    if ((topics & (ChangeHub::Flows | ChangeHub::Runs | ChangeHub::Records | ChangeHub::Activity)) == 0)
        return;
    read();
    if (m_historyTab->isChecked())
        readHistory();
}

} // namespace causeway::ui
