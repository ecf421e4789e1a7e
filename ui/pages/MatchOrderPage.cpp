// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/MatchOrderPage.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>

#include "Format.h"
#include "db/ViewTables.h"
#include "mapping/SkuMatcher.h"
#include "pages/AccountsPage.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {

struct KnownField
{
    const char* id;
    const char* words;
};
constexpr KnownField kKnown[] = {
    {"itemid", QT_TRANSLATE_NOOP("causeway::ui::MatchOrderPage", "item name/number")},
    {"externalid", QT_TRANSLATE_NOOP("causeway::ui::MatchOrderPage", "external id")},
    {"upccode", QT_TRANSLATE_NOOP("causeway::ui::MatchOrderPage", "UPC code")},
    {"displayname", QT_TRANSLATE_NOOP("causeway::ui::MatchOrderPage", "display name")},
    {"vendorname", QT_TRANSLATE_NOOP("causeway::ui::MatchOrderPage", "vendor name/code")},
    {"mpn", QT_TRANSLATE_NOOP("causeway::ui::MatchOrderPage", "MPN")},
};

const QString kAlias = QStringLiteral("alias");
const QString kAsin = QStringLiteral("asin:");

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("match-order.col.position"), MatchOrderPage::tr("Order"), 7, Kind::Number, {}},
            {QStringLiteral("match-order.col.compared"), MatchOrderPage::tr("Amazon\u2019s"), 12, Kind::Text, {}},
            {QStringLiteral("match-order.col.what"), MatchOrderPage::tr("is looked for in"), 0, Kind::Text, {}},
            {QStringLiteral("match-order.col.field"), MatchOrderPage::tr("NetSuite field"), 26, Kind::Id, {}}};
}

std::vector<Column> findingColumns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("match-order.findings.col.kind"), MatchOrderPage::tr("What"), 16, Kind::State, {}},
            {QStringLiteral("match-order.findings.col.text"), MatchOrderPage::tr("In words"), 0, Kind::Text, {}}};
}

} // namespace

QString MatchOrderPage::fieldWords(const QString& field)
{
    const QString column = mapping::skuColumn(field);
    for (const KnownField& known : kKnown) {
        if (column == QLatin1StringView(known.id))
            return tr(known.words);
    }
    return format::remote(column);
}

MatchOrderPage::MatchOrderPage(Ui& ui, QWidget* parent)
    : ListPage(ui, QStringLiteral("match-order"), tr("Match order"), columns(), parent)
{
    setTitle(tr("Mappings"));
    const Theme& theme = ui.theme;
    addTabs(AccountsPage::tabs());
    filter().addChoice(QStringLiteral("store"), tr("Store"), {});
    filter().addStretch();
    m_up = build::button(theme, QStringLiteral("match-order.upButton"), tr("Move &up"));
    m_down = build::button(theme, QStringLiteral("match-order.downButton"), tr("Move &down"));
    m_remove = build::button(theme, QStringLiteral("match-order.removeButton"), tr("Re&move"));
    for (QPushButton* button : {m_up, m_down, m_remove})
        filter().addRight(button);

    auto* form = build::frame("note", QStringLiteral("info"));
    auto* row = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    auto* words = new PlainLabel(theme, tr("Add &NetSuite field"));
    m_fields = build::named(new ComboBox(theme), QStringLiteral("match-order.add.field"), tr("NetSuite field to add"));
    for (const KnownField& known : kKnown)
        m_fields->addItem(tr(known.words), QString::fromLatin1(known.id));
    m_fields->addItem(tr("another text field\u2026"), QString());
    words->setBuddy(m_fields);
    m_otherField = build::named(new QLineEdit, QStringLiteral("match-order.add.other"), tr("Id of the NetSuite item field"));
    m_otherField->setPlaceholderText(tr("custitem_\u2026"));
    m_otherField->hide();
    m_isAsin = build::named(new QCheckBox(tr("holds the AS&IN")), QStringLiteral("match-order.add.asin"),
                            tr("The field holds the ASIN, not the SKU"));
    auto* addButton = build::button(theme, QStringLiteral("match-order.addButton"), tr("&Add"));
    row->addWidget(words);
    row->addWidget(m_fields);
    row->addWidget(m_otherField, 1);
    row->addWidget(m_isAsin);
    row->addWidget(addButton);
    row->addStretch();
    form->setLayout(row);
    content()->insertWidget(2, form);

    m_checkPane = new DetailPane(theme, QStringLiteral("match-order.pane"), tr("Letter case"));
    m_checkPane->setTabsShown(false);
    m_caseMatters = build::named(new QCheckBox(tr("&Letter case must match")), QStringLiteral("match-order.pane.caseMatters"),
                                 tr("Letter case must match"));
    m_caseMatters->setAccessibleDescription(tr("Switched off, nf-mat-xl finds the item NF-MAT-XL too"));
    auto* help = new PlainLabel(theme,
                                tr("Switched off, the SKU nf-mat-xl finds the item NF-MAT-XL too. Items that differ in letter "
                                   "case only could then not be told apart: their orders would wait for a person."),
                                PlainLabel::Role::Muted);
    help->setWordWrap(true);
    m_check = build::button(theme, QStringLiteral("match-order.pane.checkButton"), tr("&Check in NetSuite"));
    m_check->setToolTip(tr("Counts the items that letter case alone tells apart, and looks for aliases that lead nowhere"));
    m_result = new PlainLabel(theme, {}, PlainLabel::Role::Bold);
    m_result->setObjectName(QStringLiteral("match-order.pane.result"));
    m_result->setWordWrap(true);
    m_findings = new TablePanel(theme, findingColumns(), QStringLiteral("match-order.findings.table"), tr("What was found"));
    m_findings->setFooterShown(false);
    m_findings->setMinimumHeight(8 * theme.rowHeight());
    auto* body = m_checkPane->body();
    body->addWidget(m_caseMatters);
    body->addWidget(help);
    body->addWidget(m_check, 0, Qt::AlignLeft);
    body->addWidget(m_result);
    body->addWidget(m_findings, 1);
    m_notSaved = new PlainLabel(theme, tr("Changed, not saved"));
    m_checkPane->footer()->addWidget(m_notSaved, 1);
    m_checkPane->footer()->addWidget(ui.actions.button(Verb::Revert, QStringLiteral("match-order.pane.revertButton")));
    m_checkPane->footer()->addWidget(ui.actions.button(Verb::Save, QStringLiteral("match-order.pane.saveButton"), true));
    setPane(m_checkPane, 55, 45);

    connect(table(), &RecordTable::currentChangedTo, this, [this] { show(); });
    connect(m_fields, &QComboBox::currentIndexChanged, this, [this] {
        m_otherField->setVisible(m_fields->currentId().isEmpty());
        if (m_otherField->isVisible())
            m_otherField->setFocus(Qt::OtherFocusReason);
    });
    connect(m_otherField, &QLineEdit::returnPressed, this, &MatchOrderPage::add);
    connect(addButton, &QPushButton::clicked, this, &MatchOrderPage::add);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_remove, &QPushButton::clicked, this, &MatchOrderPage::remove);
    connect(m_check, &QPushButton::clicked, this, &MatchOrderPage::check);
    connect(m_caseMatters, &QCheckBox::toggled, this, [this](bool matters) {
        if (m_isShowing)
            return;
        m_edited.isCaseSensitive = matters;
        show();
    });
    panel().setEmptyText(tr("No store is set up yet."));
}

void MatchOrderPage::restart()
{
    read();
}

void MatchOrderPage::refresh(int topics)
{
    if ((topics & (ChangeHub::Mappings | ChangeHub::Flows)) != 0)
        read();
}

void MatchOrderPage::read()
{
    auto configuration = ui().session.configuration();
    if (!told(configuration))
        return;
    m_configuration = std::move(*configuration);
    QList<FilterBar::Choice> stores;
    for (const config::Store& store : m_configuration.stores) {
        if (ui().store.isEmpty() || store.id == ui().store)
            stores << FilterBar::Choice{store.id, ui().names.store(store.id)};
    }
    filter().setChoices(QStringLiteral("store"), stores);
    const QString chosen = filter().chosen(QStringLiteral("store"));
    chooseStore(chosen);
}

void MatchOrderPage::chooseStore(const QString& id)
{
    const config::Store* store = m_configuration.store(id);
    const Match stored = store != nullptr ? Match{store->defaults.skuFields, store->defaults.skuCaseSensitive} : Match{};
    // What a person has changed and not saved stays while the same store is shown.
    if (id != m_store || !isDirty())
        m_edited = stored;
    if (id != m_store)
        m_report.reset();
    m_stored = stored;
    m_store = id;
    show();
}

void MatchOrderPage::show()
{
    m_isShowing = true;
    std::vector<TableRow> out;
    if (!m_store.isEmpty()) {
        TableRow alias;
        alias.id = kAlias;
        alias.cells = {rows::number(1), rows::text(tr("SKU")), rows::text(tr("your aliases (always first)")),
                       rows::text(tr("Mappings \u203a SKUs"), Token::Muted)};
        out.push_back(std::move(alias));
    }
    int position = 1;
    for (const QString& field : m_edited.fields) {
        TableRow row;
        row.id = field;
        row.cells = {rows::number(++position), rows::text(mapping::isAsinField(field) ? tr("ASIN") : tr("SKU")),
                     rows::text(fieldWords(field)), rows::text(format::remote(mapping::skuColumn(field)), Token::Muted)};
        out.push_back(std::move(row));
    }
    rows().setRows(std::move(out));
    panel().setFooter(tr("The first one that finds exactly one active item decides"), {});
    setCount(m_store.isEmpty() ? QString() : tr("How %1 finds the item of a SKU").arg(ui().names.store(m_store)));
    m_checkPane->setSomething();
    m_checkPane->setHeader(tr("Letter case and collisions"), ui().names.store(m_store));
    m_checkPane->setState(std::nullopt);
    m_caseMatters->setChecked(m_edited.isCaseSensitive);
    const bool write = ui().session.mayWrite && !m_store.isEmpty();
    const QString readOnly = tr("Another Causeway works with this profile.");
    build::allow(m_caseMatters, write, readOnly);
    build::allow(m_check, write && !m_isChecking, m_isChecking ? tr("NetSuite is being asked.") : readOnly);
    const qsizetype at = currentField();
    build::allow(m_up, write && at > 0, at == 0 ? tr("It is the first field already.") : tr("Choose a field below the alias."));
    build::allow(m_down, write && at >= 0 && at + 1 < m_edited.fields.size(),
                 at >= 0 ? tr("It is the last field already.") : tr("Choose a field below the alias."));
    build::allow(m_remove, write && at >= 0 && m_edited.fields.size() > 1,
                 at >= 0 ? tr("One field has to stay.") : tr("The alias always stays."));
    m_checkPane->setFooterShown(isDirty());
    m_isShowing = false;
    showReport();
    Q_EMIT verbsChanged();
}

qsizetype MatchOrderPage::currentField() const
{
    return m_edited.fields.indexOf(table()->currentId());
}

void MatchOrderPage::move(int by)
{
    const qsizetype at = currentField();
    if (at < 0 || at + by < 0 || at + by >= m_edited.fields.size())
        return;
    const QString field = m_edited.fields[at];
    m_edited.fields.move(at, at + by);
    show();
    table()->select(field);
    show(); // the buttons, for its new place
}

void MatchOrderPage::remove()
{
    const qsizetype at = currentField();
    if (at < 0 || m_edited.fields.size() < 2)
        return;
    m_edited.fields.removeAt(at);
    show();
    table()->select(m_edited.fields.value(std::min(at, m_edited.fields.size() - 1)));
    table()->setFocus(Qt::OtherFocusReason);
}

void MatchOrderPage::add()
{
    static const QRegularExpression form(QStringLiteral("^[a-z][a-z0-9_]*$"));
    const QString column = m_fields->currentId().isEmpty() ? m_otherField->text().trimmed().toLower() : m_fields->currentId();
    if (!form.match(column).hasMatch()) {
        tellError(Error::make(ErrorKind::Invalid, tr("This is not the id of a NetSuite field."),
                              tr("Ids have letters, digits and underscores only, such as custitem_amazon_sku.")));
        return;
    }
    const QString field = m_isAsin->isChecked() ? kAsin + column : column;
    if (m_edited.fields.contains(field)) {
        tell(tr("This field is in the list already."));
        table()->select(field);
        return;
    }
    m_edited.fields << field;
    m_otherField->clear();
    m_isAsin->setChecked(false);
    show();
    table()->select(field);
    show();
}

void MatchOrderPage::check()
{
    if (m_store.isEmpty() || m_isChecking)
        return;
    m_isChecking = true;
    show();
    ui().tasks.run(
        QStringLiteral("match-order.check"), this,
        [&engine = ui().session.engine, store = m_store](const StopToken& stop) { return engine.checkSkus(store, stop); },
        [this, store = m_store](Result<engine::Engine::SkuReport> report) {
            m_isChecking = false;
            if (told(report) && store == m_store)
                m_report = std::move(*report);
            show();
        });
}

void MatchOrderPage::showReport()
{
    if (m_isChecking) {
        m_result->setText(tr("NetSuite is being asked\u2026"));
        m_result->setToken(Token::Muted);
        return;
    }
    if (!m_report) {
        m_result->setText(tr("Not checked yet. The check reads NetSuite and changes nothing."));
        m_result->setToken(Token::Muted);
        m_findings->rows().setRows({});
        m_findings->setEmptyText(tr("Nothing to show yet."));
        return;
    }
    const int collisions = m_report->collisions;
    const int aliases = static_cast<int>(m_report->aliases.size());
    QString words = collisions == 0 ? tr("No collisions: every item can be told apart without letter case.")
                    : m_edited.isCaseSensitive
                        ? tr("Without letter case %n items could not be told apart.", nullptr, collisions)
                        : tr("%n items cannot be told apart: their orders will wait for a person.", nullptr, collisions);
    if (aliases > 0)
        words += u' ' + tr("%n aliases need a look.", nullptr, aliases);
    if (m_report->fields != m_edited.fields)
        words += u' ' + tr("The list was changed since; save it and check again.");
    m_result->setText(words);
    m_result->setToken(aliases > 0 || (collisions > 0 && !m_edited.isCaseSensitive) ? Token::Error
                       : collisions > 0                                             ? Token::Waiting
                                                                                    : Token::Done);
    std::vector<TableRow> out;
    for (const auto& one : m_report->spellings) {
        TableRow row;
        row.id = QStringLiteral("spelling:%1:%2").arg(one.field, one.names.join(u'|'));
        row.cells = {rows::state(m_edited.isCaseSensitive ? db::RecordState::Waiting : db::RecordState::Error, tr("Collision")),
                     rows::text(format::remote(one.names.join(QStringLiteral(", "))))};
        row.cells[1].tooltip = tr("In the field %1").arg(fieldWords(one.field));
        out.push_back(std::move(row));
    }
    for (const auto& alias : m_report->aliases) {
        TableRow row;
        row.id = QStringLiteral("alias:%1:%2").arg(alias.mapping.store, alias.mapping.key);
        row.cells = {rows::state(db::RecordState::Error, tr("Alias")),
                     rows::text(format::remote(alias.mapping.key) + QStringLiteral(": ") + format::remote(alias.problem))};
        out.push_back(std::move(row));
    }
    m_findings->setEmptyText(tr("No collisions and no dead aliases."));
    m_findings->rows().setRows(std::move(out));
}

bool MatchOrderPage::can(Verb verb) const
{
    switch (verb) {
    case Verb::Save:
        return ui().session.mayWrite && isDirty();
    case Verb::Revert:
        return isDirty();
    default:
        return ListPage::can(verb);
    }
}

QString MatchOrderPage::whyNot(Verb verb) const
{
    if ((verb == Verb::Save && ui().session.mayWrite) || verb == Verb::Revert)
        return tr("Nothing was changed.");
    return ListPage::whyNot(verb);
}

void MatchOrderPage::perform(Verb verb)
{
    switch (verb) {
    case Verb::Save:
        save();
        break;
    case Verb::Revert:
        m_edited = m_stored;
        show();
        break;
    default:
        ListPage::perform(verb);
    }
}

void MatchOrderPage::save()
{
    if (!can(Verb::Save))
        return;
    auto configuration = ui().session.configuration();
    if (!told(configuration))
        return;
    for (config::Store& store : configuration->stores) {
        if (store.id == m_store) {
            store.defaults.skuFields = m_edited.fields;
            store.defaults.skuCaseSensitive = m_edited.isCaseSensitive;
        }
    }
    if (!told(ui().session.engine.applyConfiguration(*configuration, {QString(config::sections::kStores)}, ui().session.actor)))
        return;
    m_stored = m_edited;
    tell(tr("Saved. Orders planned from now on are matched this way."));
    ui().changes.note(ChangeHub::Mappings);
    read();
}

} // namespace causeway::ui
