// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/FlowPane.h"

#include <algorithm>

#include <QCheckBox>
#include <QFormLayout>
#include <QRadioButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTabWidget>

#include "Format.h"
#include "db/ViewTables.h"
#include "pages/FlowReading.h"
#include "pages/Rows.h"
#include "pages/RunStrip.h"
#include "pages/SettingWords.h"
#include "reading/Names.h"
#include "widgets/Build.h"
#include "widgets/DetailPane.h"
#include "widgets/ScheduleEditor.h"
#include "widgets/TablePanel.h"

namespace causeway::ui {

namespace {
constexpr int kRuns = 100;
constexpr int kMostFirst = 1000;

QString triggerWord(const QString& trigger)
{
    if (trigger == QLatin1StringView("schedule"))
        return FlowPane::tr("schedule");
    if (trigger == QLatin1StringView("catch-up"))
        return FlowPane::tr("catch-up");
    return trigger == QLatin1StringView("demo") ? FlowPane::tr("demo") : FlowPane::tr("by hand");
}

/// Large text or many settings: the form scrolls instead of being cut.
QScrollArea* scrolled(QWidget* form, const QString& name, const QString& title)
{
    auto* area = build::named(new QScrollArea, name, title);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(form);
    return area;
}

} // namespace

std::vector<Column> runColumns(const QString& prefix, bool withFlow)
{
    using Kind = Column::Kind;
    std::vector<Column> columns{{prefix + QStringLiteral(".col.state"), FlowPane::tr("State"), 11, Kind::State, {}}};
    if (withFlow) {
        columns.push_back({prefix + QStringLiteral(".col.flow"), FlowPane::tr("Flow"), 0, Kind::Text, {}});
        columns.push_back({prefix + QStringLiteral(".col.store"), FlowPane::tr("Store"), 19, Kind::Text, {}});
        columns.push_back({prefix + QStringLiteral(".col.trigger"), FlowPane::tr("Trigger"), 9, Kind::Text, {}});
    }
    columns.push_back({prefix + QStringLiteral(".col.start"), FlowPane::tr("Start"), withFlow ? 13 : 0, Kind::Text, {}});
    columns.push_back({prefix + QStringLiteral(".col.duration"), FlowPane::tr("Took"), 7, Kind::Number, {}});
    columns.push_back({prefix + QStringLiteral(".col.fetched"), FlowPane::tr("Read"), 5, Kind::Number, {}});
    columns.push_back({prefix + QStringLiteral(".col.done"), FlowPane::tr("Done"), 5, Kind::Number, {}});
    columns.push_back({prefix + QStringLiteral(".col.error"), FlowPane::tr("Error"), 5, Kind::Number, {}});
    columns.push_back({prefix + QStringLiteral(".col.calls"), FlowPane::tr("Calls"), 5, Kind::Number, {}});
    return columns;
}

std::vector<TableRow> runRows(const Ui& ui, const std::vector<db::RunRow>& runs, bool withFlow)
{
    std::vector<TableRow> out;
    for (const db::RunRow& run : runs) {
        TableRow row;
        row.id = QString::number(run.id.value());
        row.number = run.id.value();
        Cell state =
            rows::state(format::runIcon(run.state), format::runState(run.state), run.error ? run.error->message : QString());
        Cell errors = rows::number(run.counts.error);
        if (run.counts.error > 0) {
            errors.token = Token::Error;
            errors.bold = true;
        }
        row.cells.push_back(state);
        if (withFlow) {
            row.cells.push_back(rows::text(rows::flowTitle(ui.session.flows, run.flow)));
            row.cells.push_back(rows::text(ui.names.store(run.store), Token::Muted));
            row.cells.push_back(rows::text(triggerWord(run.trigger), Token::Muted));
        }
        row.cells.push_back(rows::time(run.startedAt, ui.now()));
        row.cells.push_back(rows::text(run.finishedAt ? format::duration(*run.finishedAt - run.startedAt) : QString()));
        row.cells.push_back(rows::number(run.counts.fetched));
        row.cells.push_back(rows::number(run.counts.done));
        row.cells.push_back(errors);
        row.cells.push_back(rows::number(run.calls.amazon + run.calls.netsuite));
        row.cells.back().tooltip = FlowPane::tr("Amazon %1, NetSuite %2, slowed down %3")
                                       .arg(run.calls.amazon)
                                       .arg(run.calls.netsuite)
                                       .arg(run.calls.throttled);
        out.push_back(std::move(row));
    }
    return out;
}

FlowPane::FlowPane(Ui& ui, QWidget* parent) : QWidget(parent), m_ui(ui)
{
    auto* layout = build::column(0);
    setLayout(layout);
    m_pane = new DetailPane(ui.theme, QStringLiteral("flows.pane"), tr("Flow"));
    layout->addWidget(m_pane);
    m_pane->body()->setContentsMargins(0, 0, 0, 0);
    buildSchedule();
    buildMode();
    buildSettings();
    buildReading();
    m_strip = new RunStrip(ui, QStringLiteral("flows.pane.progress"));
    m_pane->body()->addWidget(m_strip);
    m_runs = new TablePanel(ui.theme, runColumns(QStringLiteral("flows.pane.runs"), false),
                            QStringLiteral("flows.pane.runs.table"), tr("Runs of this flow"));
    m_runs->setFooterShown(false);
    m_runs->setEmptyText(tr("This flow has not run yet."));
    m_pane->tabs()->addTab(m_runs, tr("Runs"));
    connect(m_pane->tabs(), &QTabWidget::currentChanged, this, [this] { readRuns(); });
    m_notSaved = new PlainLabel(ui.theme, tr("Changed, not saved"));
    m_pane->footer()->addWidget(m_notSaved, 1);
    m_pane->footer()->addWidget(ui.actions.button(Verb::Revert, QStringLiteral("flows.pane.revertButton")));
    m_pane->footer()->addWidget(ui.actions.button(Verb::Save, QStringLiteral("flows.pane.saveButton"), true));
    m_pane->setFooterShown(false);
}

void FlowPane::buildSchedule()
{
    m_schedule = new ScheduleEditor(m_ui.theme, QStringLiteral("flows.pane.schedule"));
    m_pane->tabs()->addTab(scrolled(m_schedule, QStringLiteral("flows.pane.scheduleScroll"), tr("Schedule")), tr("Schedule"));
    connect(m_schedule, &ScheduleEditor::changed, this, &FlowPane::changed);
}

void FlowPane::buildMode()
{
    const Theme& theme = m_ui.theme;
    auto* tab = new QWidget;
    auto* layout = build::column(theme.u(1), QMargins(theme.u(3), theme.u(3), theme.u(3), theme.u(3)));
    const auto choice = [&](const QString& name, const QString& title, const QString& words) {
        auto* button = build::named(new QRadioButton(title), QStringLiteral("flows.pane.mode.") + name, title);
        button->setAccessibleDescription(words);
        auto* explanation = new PlainLabel(theme, words, PlainLabel::Role::Muted);
        explanation->setWordWrap(true);
        explanation->setContentsMargins(theme.u(6), 0, 0, theme.u(3));
        layout->addWidget(button);
        layout->addWidget(explanation);
        connect(button, &QRadioButton::toggled, this, &FlowPane::changed);
        return button;
    };
    m_preview = choice(QStringLiteral("preview"), tr("Preview"),
                       tr("Every write waits in Review until you approve it. New flows start here."));
    m_guarded = choice(QStringLiteral("guarded"), tr("Guarded"),
                       tr("Ordinary writes are sent; the rules below decide what waits in Review."));
    m_rules = new QWidget;
    auto* rules = new QFormLayout;
    rules->setContentsMargins(theme.u(6), 0, 0, theme.u(3));
    rules->setHorizontalSpacing(theme.u(4));
    rules->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    m_varianceOver = build::named(new QLineEdit, QStringLiteral("flows.pane.mode.varianceOver"),
                                  tr("Ask when the variance is over this amount"));
    m_varianceOver->setMaximumWidth(theme.ch(12));
    m_firstRecords = build::named(new QSpinBox, QStringLiteral("flows.pane.mode.firstRecords"), tr("Ask for the first records"));
    m_firstRecords->setRange(0, kMostFirst);
    m_firstRecords->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_firstRecords->setMaximumWidth(theme.ch(12));
    m_closeLines = build::named(new QCheckBox(tr("Ask before closing lines of an order")),
                                QStringLiteral("flows.pane.mode.closeLines"), tr("Ask before closing lines of an order"));
    auto* variance = new PlainLabel(theme, tr("Variance o&ver"));
    variance->setBuddy(m_varianceOver);
    auto* first = new PlainLabel(theme, tr("First re&cords"));
    first->setBuddy(m_firstRecords);
    rules->addRow(variance, m_varianceOver);
    rules->addRow(first, m_firstRecords);
    rules->addRow(m_closeLines);
    m_rules->setLayout(rules);
    layout->addWidget(m_rules);
    m_auto =
        choice(QStringLiteral("auto"), tr("Automatic"), tr("Every write is sent. Differences are still recorded and shown."));
    layout->addStretch();
    tab->setLayout(layout);
    m_pane->tabs()->addTab(scrolled(tab, QStringLiteral("flows.pane.modeScroll"), tr("Mode")), tr("Mode"));
    connect(m_varianceOver, &QLineEdit::textEdited, this, &FlowPane::changed);
    connect(m_firstRecords, &QSpinBox::valueChanged, this, &FlowPane::changed);
    connect(m_closeLines, &QCheckBox::toggled, this, &FlowPane::changed);
}

void FlowPane::buildSettings()
{
    m_settingsTab = new QWidget;
    auto* layout = build::column(0, QMargins(m_ui.theme.u(3), m_ui.theme.u(3), m_ui.theme.u(3), m_ui.theme.u(3)));
    m_settingsTab->setLayout(layout);
    m_pane->tabs()->addTab(scrolled(m_settingsTab, QStringLiteral("flows.pane.settingsScroll"), tr("Settings")), tr("Settings"));
}

void FlowPane::buildReading()
{
    m_reading = new FlowReading(m_ui);
    m_pane->tabs()->addTab(scrolled(m_reading, QStringLiteral("flows.pane.readingScroll"), tr("Reading")), tr("Reading"));
    connect(m_reading, &FlowReading::moveRequested, this, &FlowPane::moveRequested);
    connect(m_reading, &FlowReading::backFillRequested, this, &FlowPane::backFillRequested);
}

QWidget* FlowPane::editorOf(const QString& key, const Json& about)
{
    const QString title = setting_words::title(key);
    const QString objectName = QStringLiteral("flows.pane.settings.") + key;
    if (about[u"enum"].isArray()) {
        auto* combo = build::named(new ComboBox(m_ui.theme), objectName, title);
        for (const Json& option : about[u"enum"].items())
            combo->addItem(setting_words::choice(key, option.toString()), option.toString());
        connect(combo, &QComboBox::currentIndexChanged, this, &FlowPane::changed);
        return combo;
    }
    if (about[u"type"].toString() == QLatin1StringView("boolean")) {
        auto* box = build::named(new QCheckBox(title), objectName, title);
        connect(box, &QCheckBox::toggled, this, &FlowPane::changed);
        return box;
    }
    auto* line = build::named(new QLineEdit, objectName, title);
    connect(line, &QLineEdit::textEdited, this, &FlowPane::changed);
    return line;
}

void FlowPane::showSettings(const flows::FlowSpec& spec)
{
    if (m_settingsTab->property("flow").toString() == spec.id)
        return;
    m_settingsTab->setProperty("flow", spec.id);
    m_settings.clear();
    for (QLayout* layout : {m_settingsTab->layout(), static_cast<QLayout*>(m_reading->settingsLayout())}) {
        while (QLayoutItem* item = layout->takeAt(0)) {
            delete item->widget();
            delete item;
        }
    }
    const Theme& theme = m_ui.theme;
    const auto form = [&] {
        auto* made = new QFormLayout(new QWidget);
        made->setContentsMargins(0, 0, 0, 0);
        made->setHorizontalSpacing(theme.u(4));
        made->setVerticalSpacing(theme.u(2));
        made->setRowWrapPolicy(QFormLayout::WrapLongRows);
        return made;
    };
    QFormLayout* general = form();
    QFormLayout* reading = form();
    // What decides about documents and money comes first; how far is read back stands with the place that was reached.
    Json::Object settings = spec.settings.members();
    const auto rank = [](const auto& setting) {
        return setting.first == QLatin1StringView("document") || setting.first == QLatin1StringView("posting") ? 0 : 1;
    };
    std::stable_sort(settings.begin(), settings.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    for (const auto& [key, about] : settings) {
        QFormLayout* into = setting_words::isAboutReading(key) ? reading : general;
        QWidget* editor = editorOf(key, about);
        const QString words = setting_words::help(key, about);
        editor->setAccessibleDescription(words);
        // Name and editor over each other: the explanation has the width of the pane, and nothing is cut at large text.
        if (about[u"type"].toString() != QLatin1StringView("boolean")) { // a check box has its name beside it
            auto* name = new PlainLabel(theme, setting_words::title(key), PlainLabel::Role::Bold);
            name->setBuddy(editor);
            into->addRow(name);
        }
        into->addRow(editor);
        auto* help = new PlainLabel(theme, words, PlainLabel::Role::Small);
        help->setWordWrap(true);
        help->setContentsMargins(0, 0, 0, theme.u(3));
        into->addRow(help);
        m_settings.insert(key, editor);
    }
    if (general->rowCount() == 0)
        general->addRow(new PlainLabel(theme, tr("This flow has no settings of its own."), PlainLabel::Role::Muted));
    m_settingsTab->layout()->addWidget(general->parentWidget());
    static_cast<QVBoxLayout*>(m_settingsTab->layout())->addStretch();
    m_reading->settingsLayout()->addWidget(reading->parentWidget());
}

void FlowPane::setNothing(const QString& words)
{
    m_any = false;
    m_pane->setNothing(words);
}

void FlowPane::show(const config::FlowSettings& flow, const config::Store* store, bool isRunning)
{
    const bool same = m_any && flow.flow == m_flow.flow && flow.store == m_flow.store;
    const bool dirty = same && isDirty();
    m_any = true;
    m_pane->setSomething();
    m_zone = store != nullptr ? store->timeZone : QString();
    const flows::Flow* of = m_ui.session.flows.find(flow.flow);
    const bool readsNetSuite = of != nullptr && of->spec().source == flows::Source::NetSuite;
    m_pane->setHeader(rows::flowTitle(m_ui.session.flows, flow.flow),
                      (readsNetSuite ? tr("From NetSuite, for %1") : tr("%1 to NetSuite"))
                          .arg(store != nullptr && !store->name.isEmpty() ? store->name : flow.store));
    m_pane->setState(std::nullopt);
    if (!dirty && !(same && flow == m_flow)) {
        m_flow = flow;
        if (const flows::Flow* known = m_ui.session.flows.find(flow.flow))
            showSettings(known->spec());
        fill();
    }
    m_reading->show(flow.flow, flow.store, isRunning);
    readRuns();
}

void FlowPane::showProgress(const std::optional<engine::RunProgress>& progress)
{
    m_strip->show(progress);
}

void FlowPane::fill()
{
    m_filling = true;
    m_schedule->setSchedule(m_flow.schedule, m_zone, m_ui.now());
    m_preview->setChecked(m_flow.mode == config::FlowMode::Preview);
    m_guarded->setChecked(m_flow.mode == config::FlowMode::Guarded);
    m_auto->setChecked(m_flow.mode == config::FlowMode::Auto);
    m_rules->setEnabled(m_flow.mode == config::FlowMode::Guarded);
    m_varianceOver->setText(m_flow.rules[u"varianceOver"].toString());
    m_firstRecords->setValue(static_cast<int>(m_flow.rules[u"firstRecords"].toInteger().value_or(0)));
    m_closeLines->setChecked(m_flow.rules[u"closeLines"].toBool(true));
    const flows::Flow* known = m_ui.session.flows.find(m_flow.flow);
    for (auto it = m_settings.constBegin(); it != m_settings.constEnd(); ++it) {
        Json value = m_flow.settings[it.key()];
        if (value.isNull() && known != nullptr)
            value = known->spec().settings[it.key()][u"default"];
        if (auto* box = qobject_cast<QCheckBox*>(it.value()))
            box->setChecked(value.toBool());
        else if (auto* combo = qobject_cast<ComboBox*>(it.value()))
            combo->chooseId(value.toString());
        else if (auto* line = qobject_cast<QLineEdit*>(it.value()))
            line->setText(value.isString() ? value.toString() : value.isNull() ? QString() : QString::fromUtf8(value.toBytes()));
    }
    m_filling = false;
    changed();
}

config::FlowSettings FlowPane::edited() const
{
    config::FlowSettings flow = m_flow;
    flow.schedule = m_schedule->schedule();
    flow.mode = m_auto->isChecked()      ? config::FlowMode::Auto
                : m_guarded->isChecked() ? config::FlowMode::Guarded
                                         : config::FlowMode::Preview;
    if (m_varianceOver->text().trimmed() != flow.rules[u"varianceOver"].toString()) {
        if (m_varianceOver->text().trimmed().isEmpty())
            flow.rules.remove(u"varianceOver");
        else
            flow.rules.set(QStringLiteral("varianceOver"), m_varianceOver->text().trimmed());
    }
    if (m_firstRecords->value() != flow.rules[u"firstRecords"].toInteger().value_or(0))
        flow.rules.set(QStringLiteral("firstRecords"), m_firstRecords->value());
    if (m_closeLines->isChecked() != flow.rules[u"closeLines"].toBool(true))
        flow.rules.set(QStringLiteral("closeLines"), m_closeLines->isChecked());
    const flows::Flow* known = m_ui.session.flows.find(m_flow.flow);
    for (auto it = m_settings.constBegin(); it != m_settings.constEnd(); ++it) {
        const Json about = known != nullptr ? known->spec().settings[it.key()] : Json();
        const Json present = m_flow.settings[it.key()].isNull() ? about[u"default"] : m_flow.settings[it.key()];
        Json typed;
        if (const auto* box = qobject_cast<QCheckBox*>(it.value())) {
            typed = box->isChecked();
        } else if (const auto* combo = qobject_cast<ComboBox*>(it.value())) {
            typed = combo->currentId();
        } else if (const auto* line = qobject_cast<QLineEdit*>(it.value())) {
            const QString text = line->text().trimmed();
            auto json = Json::parse(text.toUtf8());
            typed = about[u"type"].toString() == QLatin1StringView("string") || !json ? Json(text) : *json;
            if (text.isEmpty() && (present.isNull() || present.toString().isEmpty()))
                continue;
        }
        if (!(typed == present))
            flow.settings.set(it.key(), typed);
    }
    return flow;
}

bool FlowPane::isDirty() const
{
    return m_any && !m_filling && !(edited() == m_flow);
}

bool FlowPane::isValid() const
{
    return m_schedule->isValid();
}

void FlowPane::revert()
{
    fill();
}

void FlowPane::changed()
{
    if (m_filling)
        return;
    m_rules->setEnabled(m_guarded->isChecked());
    m_pane->setFooterShown(isDirty());
    m_notSaved->setText(isValid() ? tr("Changed, not saved") : tr("The schedule cannot be read"));
    Q_EMIT dirtyChanged();
}

void FlowPane::readRuns()
{
    if (!m_any || m_pane->tabs()->currentWidget() != m_runs)
        return;
    auto runs = m_ui.session.database.read(
        [&](db::Connection& connection) { return db::RunReads(connection).list(m_flow.flow, m_flow.store, kRuns); });
    if (runs)
        m_runs->rows().setRows(runRows(m_ui, *runs, false));
}

} // namespace causeway::ui
