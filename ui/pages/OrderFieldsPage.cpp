// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/OrderFieldsPage.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

#include "Format.h"
#include "db/ViewTables.h"
#include "pages/AccountsPage.h"
#include "pages/PlanFields.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {

const QString kSetting = QStringLiteral("fields");
const QString kRule = QStringLiteral("rule:");
constexpr int kRuleColumn = 1;

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("order-fields.col.field"), OrderFieldsPage::tr("NetSuite field"), 34, Kind::Text, {}},
            {QStringLiteral("order-fields.col.rule"), OrderFieldsPage::tr("Rule"), 40, Kind::Text,
             OrderFieldsPage::tr("Your own rules: F2 or a double click edits")},
            {QStringLiteral("order-fields.col.source"), OrderFieldsPage::tr("Source"), 0, Kind::Text, {}},
            {QStringLiteral("order-fields.col.sample"), OrderFieldsPage::tr("In the newest order"), 34, Kind::Text, {}}};
}

/// Which of Amazon's facts a rule uses.
QString sourceOf(const QString& rule)
{
    static const QRegularExpression kPlaceholder(QStringLiteral("\\{([A-Za-z]+)\\}"));
    QStringList names;
    for (auto match = kPlaceholder.globalMatch(rule); match.hasNext();)
        names << match.next().captured(1);
    names.removeDuplicates();
    return names.isEmpty() ? OrderFieldsPage::tr("the same for every order")
                           : OrderFieldsPage::tr("of the order: %1").arg(names.join(QStringLiteral(", ")));
}

} // namespace

OrderFieldsPage::OrderFieldsPage(Ui& ui, QWidget* parent)
    : ListPage(ui, QStringLiteral("order-fields"), tr("Order fields"), columns(), parent)
{
    setTitle(tr("Mappings"));
    const Theme& theme = ui.theme;
    addTabs(AccountsPage::tabs());
    filter().addChoice(QStringLiteral("flow"), tr("Which orders"), {});
    filter().addChoice(QStringLiteral("store"), tr("Store"), {});
    filter().addStretch();
    m_remove = build::button(theme, QStringLiteral("order-fields.removeButton"), tr("Re&move rule"));
    filter().addRight(m_remove);

    auto* form = build::frame("note", QStringLiteral("info"));
    auto* column = build::column(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    auto* row = build::row(theme.u(2));
    auto* field = new PlainLabel(theme, tr("&NetSuite field"));
    m_field = build::named(new QLineEdit, QStringLiteral("order-fields.add.field"), tr("NetSuite field to fill"));
    m_field->setMinimumWidth(theme.ch(24));
    field->setBuddy(m_field);
    auto* rule = new PlainLabel(theme, tr("&is filled with"));
    m_text = build::named(new QLineEdit, QStringLiteral("order-fields.add.rule"), tr("What it is filled with"));
    rule->setBuddy(m_text);
    auto* addButton = build::button(theme, QStringLiteral("order-fields.addButton"), tr("&Add rule"));
    row->addWidget(field);
    row->addWidget(m_field);
    row->addWidget(rule);
    row->addWidget(m_text, 1);
    row->addWidget(addButton);
    m_hint = new PlainLabel(theme, {}, PlainLabel::Role::Small);
    m_hint->setObjectName(QStringLiteral("order-fields.add.hint"));
    m_hint->setWordWrap(true);
    column->addLayout(row);
    column->addWidget(m_hint);
    form->setLayout(column);
    content()->insertWidget(2, form);

    auto* edit = new QAction(this);
    edit->setObjectName(QStringLiteral("order-fields.action.edit"));
    edit->setShortcut(QKeySequence(Qt::Key_F2));
    edit->setShortcutContext(Qt::WidgetShortcut);
    table()->addAction(edit);
    table()->setGrouped(true);
    connect(edit, &QAction::triggered, this, [this] { perform(Verb::Edit); });
    connect(table(), &RecordTable::opened, this, [this] { perform(Verb::Edit); });
    connect(table(), &RecordTable::currentChangedTo, this, [this] {
        build::allow(m_remove, this->ui().session.mayWrite && currentRule().has_value(), tr("Choose a rule of your own."));
        Q_EMIT verbsChanged();
    });
    connect(addButton, &QPushButton::clicked, this, &OrderFieldsPage::add);
    connect(m_text, &QLineEdit::returnPressed, this, &OrderFieldsPage::add);
    connect(m_field, &QLineEdit::textChanged, this, &OrderFieldsPage::showHint);
    connect(m_text, &QLineEdit::textChanged, this, &OrderFieldsPage::showHint);
    connect(m_remove, &QPushButton::clicked, this, &OrderFieldsPage::remove);
    rows().setEditHandler([this](const QString& entry, int, const QString& text) { change(entry, text); });
    panel().setEmptyText(tr("No store is set up yet."));
}

void OrderFieldsPage::restart()
{
    m_sampleOf.clear();
    read();
}

void OrderFieldsPage::refresh(int topics)
{
    if ((topics & (ChangeHub::Flows | ChangeHub::Mappings)) == 0)
        return;
    m_sampleOf.clear();
    read();
}

void OrderFieldsPage::read()
{
    auto configuration = ui().session.configuration();
    if (!told(configuration))
        return;
    m_configuration = std::move(*configuration);
    QList<FilterBar::Choice> flows, stores;
    for (const auto& flow : ui().session.flows.all()) {
        if (!flow->spec().settings[kSetting].isNull())
            flows << FilterBar::Choice{flow->spec().id, flow->spec().title};
    }
    for (const config::Store& store : m_configuration.stores) {
        if (ui().store.isEmpty() || store.id == ui().store)
            stores << FilterBar::Choice{store.id, ui().names.store(store.id)};
    }
    filter().setChoices(QStringLiteral("flow"), flows);
    filter().setChoices(QStringLiteral("store"), stores);
    const QString flow = filter().chosen(QStringLiteral("flow"));
    const QString store = filter().chosen(QStringLiteral("store"));
    const config::FlowSettings* known = m_configuration.flow(flow, store);
    m_flow = known != nullptr ? *known : config::FlowSettings();
    m_flow.flow = flow;
    m_flow.store = store;
    m_rules = mapping::fieldRules(m_flow.settings[kSetting].toString());
    readSample();
    show();
}

void OrderFieldsPage::readSample()
{
    const QString of = m_flow.flow + u'/' + m_flow.store;
    if (of == m_sampleOf || m_flow.store.isEmpty())
        return;
    m_sampleOf = of;
    m_given.clear();
    m_sample.reset();
    auto sample = ui().session.engine.orderSample(m_flow.flow, m_flow.store);
    if (!told(sample))
        return;
    m_sample = std::move(*sample);
    if (!m_sample)
        return;
    auto writes = plan::read(ui().session, m_sample->record);
    if (!told(writes))
        return;
    for (const PlannedWrite& write : *writes) {
        if (write.command.operation != QLatin1StringView("create") || write.command.type == QLatin1StringView("customer"))
            continue;
        for (const PlanField& field : write.fields) {
            // Every line is filled as the first one is.
            if (field.section.isEmpty() || !field.path.contains(u'[') || field.path.contains(QLatin1StringView("[0]")))
                m_given.push_back({field.path, field.label, field.section, field.origin, format::value(field.value)});
        }
        break;
    }
}

QString OrderFieldsPage::sampleOf(const mapping::FieldRule& rule) const
{
    if (!m_sample)
        return {};
    const Json value = mapping::fieldValue(rule, m_sample->facts);
    return value.isNull() ? tr("nothing to fill in") : format::value(value);
}

void OrderFieldsPage::show()
{
    std::vector<TableRow> out;
    const bool write = ui().session.mayWrite;
    TableRow own;
    own.id = QStringLiteral("group:own");
    own.group = true;
    own.selectable = false;
    own.cells = {rows::text(m_rules.empty() ? tr("Your own rules: none yet") : tr("Your own rules")), Cell{}, Cell{}, Cell{}};
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        const mapping::FieldRule& rule = m_rules[i];
        TableRow row;
        row.id = kRule + rule.field;
        Cell text = rows::text(format::remote(rule.text));
        text.plain = rule.text;
        text.editable = write;
        row.cells = {rows::text(format::remote(rule.field)), text, rows::text(sourceOf(rule.text), Token::Muted),
                     rows::text(sampleOf(rule))};
        own.children.push_back(std::move(row));
    }
    if (!m_flow.store.isEmpty())
        out.push_back(std::move(own));
    TableRow given;
    given.id = QStringLiteral("group:given");
    given.group = true;
    given.selectable = false;
    given.cells = {rows::text(m_sample ? tr("Filled by Causeway") : tr("Filled by Causeway: shown once the first order is read")),
                   Cell{}, Cell{}, Cell{}};
    for (const Given& field : m_given) {
        const bool isOwn =
            std::any_of(m_rules.begin(), m_rules.end(), [&](const auto& rule) { return rule.field == field.path; });
        if (isOwn)
            continue;
        const QString source = field.origin.section(QStringLiteral(": "), 0, 0);
        const QString rule = field.origin.section(QStringLiteral(": "), 1);
        TableRow row;
        row.id = QStringLiteral("given:") + field.path;
        row.cells = {rows::text(field.section.isEmpty() || field.section == field.label
                                    ? field.label
                                    : QStringLiteral("%1 \u203a %2").arg(field.section, field.label)),
                     rows::text(rule.isEmpty() ? source : rule, Token::Muted),
                     rows::text(rule.isEmpty() ? QString() : source, Token::Muted), rows::text(field.value)};
        given.children.push_back(std::move(row));
    }
    if (!m_flow.store.isEmpty())
        out.push_back(std::move(given));
    rows().setRows(std::move(out));
    table()->expandAll();
    setCount(m_sample ? tr("Sample: order %1").arg(format::remote(m_sample->facts.orderId))
                      : tr("No order yet to show a sample of"));
    panel().setFooter(tr("Own rules win over what Causeway fills in, and touch neither money nor identity"),
                      tr("Buyer data is masked"));
    selectFirst();
    build::allow(m_remove, write && currentRule().has_value(), tr("Choose a rule of your own."));
    showHint();
    Q_EMIT verbsChanged();
}

void OrderFieldsPage::showHint()
{
    const QString field = m_field->text().trimmed();
    const QString text = m_text->text().trimmed();
    const QString both = field + u'=' + text;
    const bool isRight = QRegularExpression(mapping::fieldRulesPattern()).match(both).hasMatch();
    if (!field.isEmpty() && !text.isEmpty() && isRight) {
        m_hint->setText(m_sample ? tr("In the newest order this is: %1").arg(sampleOf({field, text}))
                                 : tr("This rule can be added."));
        m_hint->setToken(Token::Done);
    } else if (!field.isEmpty() && !text.isEmpty()) {
        m_hint->setText(tr("This cannot be a rule: the field or a placeholder is not known."));
        m_hint->setToken(Token::Error);
    } else {
        m_hint->setText(
            tr("Fields: custbody_\u2026, memo, message, class, department, location, salesRep, partner, leadSource, terms, "
               "customForm, shipComplete. Text with {orderId}, {sellerOrderId}, {store}, {channel}, {marketplace}, "
               "{fulfillment}, {serviceLevel}, {purchaseDay}, {replacementOf}; id:12 names a record of NetSuite."));
        m_hint->setToken(Token::Muted);
    }
}

std::optional<std::size_t> OrderFieldsPage::currentRule() const
{
    const QString current = table()->currentId();
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        if (current == kRule + m_rules[i].field)
            return i;
    }
    return {};
}

bool OrderFieldsPage::save(const std::vector<mapping::FieldRule>& rules)
{
    QStringList parts;
    for (const mapping::FieldRule& rule : rules)
        parts << rule.field + u'=' + rule.text;
    config::FlowSettings flow = m_flow;
    flow.settings.set(kSetting, parts.join(QStringLiteral("; ")));
    if (!told(ui().session.engine.setFlow(flow, ui().session.actor)))
        return false;
    ui().changes.note(ChangeHub::Flows);
    read();
    return true;
}

void OrderFieldsPage::add()
{
    const mapping::FieldRule rule{m_field->text().trimmed(), m_text->text().trimmed()};
    if (rule.field.isEmpty() || rule.text.isEmpty() || m_flow.store.isEmpty() || !ui().session.mayWrite)
        return;
    std::vector<mapping::FieldRule> rules = m_rules;
    std::erase_if(rules, [&](const auto& other) { return other.field == rule.field; });
    rules.push_back(rule);
    if (!save(rules))
        return;
    m_field->clear();
    m_text->clear();
    table()->select(kRule + rule.field);
    tell(tr("Saved. Orders written from now on have it."));
}

void OrderFieldsPage::change(const QString& row, const QString& text)
{
    std::vector<mapping::FieldRule> rules = m_rules;
    for (mapping::FieldRule& rule : rules) {
        if (row == kRule + rule.field && !text.trimmed().isEmpty())
            rule.text = text.trimmed();
    }
    if (save(rules))
        tell(tr("Saved. Orders written from now on have it."));
    else
        show(); // as it was
}

void OrderFieldsPage::remove()
{
    const auto at = currentRule();
    if (!at)
        return;
    const std::vector<mapping::FieldRule> before = m_rules;
    std::vector<mapping::FieldRule> rules = m_rules;
    rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(*at));
    if (save(rules))
        tell(tr("The rule is removed."), tr("Undo"), [this, before] { static_cast<void>(save(before)); });
}

bool OrderFieldsPage::can(Verb verb) const
{
    return verb == Verb::Edit ? ui().session.mayWrite && currentRule().has_value() : ListPage::can(verb);
}

QString OrderFieldsPage::label(Verb verb) const
{
    return verb == Verb::Edit ? tr("Change rule\u2026") : QString();
}

void OrderFieldsPage::perform(Verb verb)
{
    if (verb != Verb::Edit) {
        ListPage::perform(verb);
        return;
    }
    const QModelIndex cell = table()->currentIndex().siblingAtColumn(kRuleColumn);
    if (can(verb) && cell.flags().testFlag(Qt::ItemIsEditable))
        table()->edit(cell);
}

} // namespace causeway::ui
