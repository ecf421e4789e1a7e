// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/OtherMappingsPage.h"

#include <algorithm>

#include <QAction>
#include <QLineEdit>
#include <QPushButton>

#include "Format.h"
#include "db/ViewTables.h"
#include "pages/AccountsPage.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {

constexpr int kValueColumn = 4;

struct MappingKind
{
    const char* id;
    const char* title;
    const char* form; ///< what keys and values look like
};
constexpr MappingKind kKinds[] = {
    {"item", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Extra charges and discounts"),
     QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage",
                       "Value: item:ID, the internal id of the NetSuite item that the line gets.")},
    {"shipMethod", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Ship methods"),
     QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage",
                       "Key: Amazon\u2019s service level, such as Standard. Value: shipitem:ID.")},
    {"carrier", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Carriers"),
     QT_TRANSLATE_NOOP(
         "causeway::ui::OtherMappingsPage",
         "Key: shipitem:ID, NetSuite\u2019s ship item. Value: a carrier of Amazon\u2019s list such as UPS, or Other:NAME.")},
    {"tax", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Tax codes"),
     QT_TRANSLATE_NOOP(
         "causeway::ui::OtherMappingsPage",
         "Key: country, or country and state, such as US/CA. Value: salestaxitem:ID. The amount is always Amazon\u2019s.")},
    {"channel", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Channels"),
     QT_TRANSLATE_NOOP(
         "causeway::ui::OtherMappingsPage",
         "Key: Amazon\u2019s marketplace id. Value: the name of the sales channel that the order shows in NetSuite.")},
};

struct Charge
{
    const char* key;
    const char* purpose;
    bool isUsual; ///< most sellers need it
};
constexpr Charge kCharges[] = {
    {"shipping", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Shipping that the buyer pays, where it is a line"), true},
    {"giftwrap", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Gift wrap"), true},
    {"discount", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Promotions on items and on shipping"), true},
    {"tax", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Tax that Amazon collects and pays itself"), true},
    {"cod", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Fee for cash on delivery"), false},
    {"other", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Other charges of the order"), false},
    {"tip", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Tip"), false},
    {"refund", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Refunds: what was paid for goods"), false},
    {"goodwill", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Refunds: what was paid on top"), false},
    {"restocking", QT_TRANSLATE_NOOP("causeway::ui::OtherMappingsPage", "Refunds: the restocking fee that was kept"), false},
};

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("other-mappings.col.state"), OtherMappingsPage::tr("State"), 11, Kind::State, {}},
            {QStringLiteral("other-mappings.col.key"), OtherMappingsPage::tr("Key"), 24, Kind::Id, {}},
            {QStringLiteral("other-mappings.col.purpose"), OtherMappingsPage::tr("What it is for"), 0, Kind::Text, {}},
            {QStringLiteral("other-mappings.col.store"), OtherMappingsPage::tr("Store"), 20, Kind::Text, {}},
            {QStringLiteral("other-mappings.col.value"), OtherMappingsPage::tr("Leads to"), 36, Kind::Text,
             OtherMappingsPage::tr("F2 or a double click edits")}};
}

QString rowId(const config::Mapping& mapping)
{
    return mapping.kind + u'/' + mapping.store + u'/' + mapping.key;
}

} // namespace

OtherMappingsPage::OtherMappingsPage(Ui& ui, QWidget* parent)
    : ListPage(ui, QStringLiteral("other-mappings"), tr("Charges and taxes"), columns(), parent)
{
    setTitle(tr("Mappings"));
    const Theme& theme = ui.theme;
    addTabs(AccountsPage::tabs());
    QList<FilterBar::Choice> kinds;
    for (const MappingKind& one : kKinds)
        kinds << FilterBar::Choice{QString::fromLatin1(one.id), tr(one.title)};
    filter().addChoice(QStringLiteral("kind"), tr("Which mappings"), kinds);
    filter().addStretch();
    m_remove = build::button(theme, QStringLiteral("other-mappings.removeButton"), tr("Re&move"));
    filter().addRight(m_remove);

    auto* frame = build::frame("note", QStringLiteral("info"));
    auto* column = build::column(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    auto* row = build::row(theme.u(2));
    auto* key = new PlainLabel(theme, tr("&Key"));
    m_key = build::named(new QLineEdit, QStringLiteral("other-mappings.add.key"), tr("Key of the mapping"));
    key->setBuddy(m_key);
    auto* value = new PlainLabel(theme, tr("&leads to"));
    m_value = build::named(new QLineEdit, QStringLiteral("other-mappings.add.value"), tr("What the key leads to"));
    value->setBuddy(m_value);
    auto* store = new PlainLabel(theme, tr("&in"));
    m_store = build::named(new ComboBox(theme), QStringLiteral("other-mappings.add.store"), tr("For which store"));
    store->setBuddy(m_store);
    auto* addButton = build::button(theme, QStringLiteral("other-mappings.addButton"), tr("&Add"));
    row->addWidget(key);
    row->addWidget(m_key, 1);
    row->addWidget(value);
    row->addWidget(m_value, 1);
    row->addWidget(store);
    row->addWidget(m_store);
    row->addWidget(addButton);
    m_form = new PlainLabel(theme, {}, PlainLabel::Role::Small);
    m_form->setWordWrap(true);
    column->addLayout(row);
    column->addWidget(m_form);
    frame->setLayout(column);
    content()->insertWidget(2, frame);

    auto* edit = new QAction(this);
    edit->setObjectName(QStringLiteral("other-mappings.action.edit"));
    edit->setShortcut(QKeySequence(Qt::Key_F2));
    edit->setShortcutContext(Qt::WidgetShortcut);
    table()->addAction(edit);
    connect(edit, &QAction::triggered, this, [this] { perform(Verb::Edit); });
    connect(table(), &RecordTable::opened, this, [this] { perform(Verb::Edit); });
    connect(table(), &RecordTable::currentChangedTo, this, [this] {
        const Entry* chosen = current();
        build::allow(m_remove, this->ui().session.mayWrite && chosen != nullptr && !chosen->mapping.value.isEmpty(),
                     tr("Choose a line that is mapped."));
        Q_EMIT verbsChanged();
    });
    connect(addButton, &QPushButton::clicked, this, &OtherMappingsPage::add);
    connect(m_value, &QLineEdit::returnPressed, this, &OtherMappingsPage::add);
    connect(m_remove, &QPushButton::clicked, this, &OtherMappingsPage::remove);
    rows().setEditHandler([this](const QString& entry, int, const QString& text) { change(entry, text); });
}

QString OtherMappingsPage::kind() const
{
    return filter().chosen(QStringLiteral("kind"));
}

void OtherMappingsPage::restart()
{
    read();
}

void OtherMappingsPage::refresh(int topics)
{
    if ((topics & ChangeHub::Mappings) != 0)
        read();
}

void OtherMappingsPage::read()
{
    const QString kind = this->kind();
    auto configuration = ui().session.configuration();
    if (!told(configuration))
        return;
    const QString store = m_store->currentId();
    m_store->clear();
    m_store->addItem(tr("All stores"), QString());
    for (const config::Store& one : configuration->stores)
        m_store->addItem(ui().names.store(one.id), one.id);
    m_store->chooseId(store);
    const auto purposeOf = [&](const QString& key) {
        for (const Charge& charge : kCharges) {
            if (kind == QLatin1StringView("item") && key == QLatin1StringView(charge.key))
                return tr(charge.purpose);
        }
        return QString();
    };
    m_entries.clear();
    for (const config::Mapping& mapping : configuration->mappings) {
        if (mapping.kind == kind && (ui().store.isEmpty() || mapping.store.isEmpty() || mapping.store == ui().store))
            m_entries.push_back({mapping, purposeOf(mapping.key)});
    }
    const auto addMissing = [&](const QString& key, const QString& purpose) {
        if (std::none_of(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.mapping.key == key; }))
            m_entries.push_back({{kind, {}, key, {}}, purpose});
    };
    if (kind == QLatin1StringView("item")) {
        for (const Charge& charge : kCharges)
            addMissing(QString::fromLatin1(charge.key), tr(charge.purpose));
    }
    if (kind == QLatin1StringView("channel")) {
        for (const config::Store& one : configuration->stores) {
            for (const QString& marketplace : one.marketplaces)
                addMissing(marketplace, tr("Without one the order shows Amazon\u2019s name of the marketplace"));
        }
    }
    show();
}

void OtherMappingsPage::show()
{
    const QString kind = this->kind();
    std::vector<TableRow> out;
    for (const Entry& entry : m_entries) {
        const bool mapped = !entry.mapping.value.isEmpty();
        const bool usual = std::any_of(std::begin(kCharges), std::end(kCharges), [&](const Charge& charge) {
            return charge.isUsual && kind == QLatin1StringView("item") && entry.mapping.key == QLatin1StringView(charge.key);
        });
        TableRow row;
        row.id = rowId(entry.mapping);
        Cell value = rows::text(mapped ? format::remote(entry.mapping.value) : tr("choose\u2026"),
                                mapped ? std::optional<Token>() : Token::Muted);
        value.plain = mapped ? entry.mapping.value : QStringLiteral(" ");
        value.editable = ui().session.mayWrite;
        row.cells = {
            mapped  ? rows::state(db::RecordState::Done, tr("Mapped"))
            : usual ? rows::state(db::RecordState::Waiting, tr("Missing"))
                    : rows::state(db::RecordState::Ready, tr("Not used")),
            rows::text(format::remote(entry.mapping.key)), rows::text(entry.purpose, Token::Muted),
            rows::text(entry.mapping.store.isEmpty() ? tr("All stores") : ui().names.store(entry.mapping.store), Token::Muted),
            value};
        out.push_back(std::move(row));
    }
    const int count = static_cast<int>(out.size());
    rows().setRows(std::move(out));
    for (const MappingKind& one : kKinds) {
        if (kind == QLatin1StringView(one.id)) {
            m_form->setText(tr(one.form));
            setCount(tr(one.title));
        }
    }
    panel().setFooter(tr("%n lines", nullptr, count), tr("A store\u2019s own entry wins over the one for all stores"));
    panel().setEmptyText(tr("Nothing is mapped yet. Add the first one above."));
    selectFirst();
    const Entry* chosen = current();
    build::allow(m_remove, ui().session.mayWrite && chosen != nullptr && !chosen->mapping.value.isEmpty(),
                 tr("Choose a line that is mapped."));
    Q_EMIT verbsChanged();
}

const OtherMappingsPage::Entry* OtherMappingsPage::current() const
{
    const QString id = table()->currentId();
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return rowId(entry.mapping) == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

bool OtherMappingsPage::save(const config::Mapping& mapping)
{
    auto cured = ui().session.engine.setMapping(mapping, ui().session.actor);
    if (!told(cured))
        return false;
    tell(*cured > 0 ? tr("Mapped. %n orders are planned again.", nullptr, *cured) : tr("Mapped."));
    ui().changes.note(ChangeHub::Mappings);
    read();
    table()->select(rowId(mapping));
    return true;
}

void OtherMappingsPage::add()
{
    const config::Mapping mapping{kind(), m_store->currentId(), m_key->text().trimmed(), m_value->text().trimmed()};
    if (mapping.key.isEmpty() || mapping.value.isEmpty() || !ui().session.mayWrite || !save(mapping))
        return;
    m_key->clear();
    m_value->clear();
}

void OtherMappingsPage::change(const QString& row, const QString& typed)
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return rowId(entry.mapping) == row; });
    if (found == m_entries.end() || typed.trimmed().isEmpty() || typed.trimmed() == found->mapping.value)
        return;
    config::Mapping mapping = found->mapping;
    mapping.value = typed.trimmed();
    if (!save(mapping))
        show(); // as it was
}

void OtherMappingsPage::remove()
{
    const Entry* chosen = current();
    if (chosen == nullptr || chosen->mapping.value.isEmpty())
        return;
    const config::Mapping mapping = chosen->mapping;
    if (!told(ui().session.engine.removeMapping(mapping.kind, mapping.store, mapping.key, ui().session.actor)))
        return;
    tell(tr("The mapping is removed. Orders that need it wait for a new one."), tr("Undo"),
         [this, mapping] { static_cast<void>(save(mapping)); });
    ui().changes.note(ChangeHub::Mappings);
    read();
}

bool OtherMappingsPage::can(Verb verb) const
{
    return verb == Verb::Edit ? ui().session.mayWrite && current() != nullptr : ListPage::can(verb);
}

QString OtherMappingsPage::label(Verb verb) const
{
    return verb == Verb::Edit ? tr("Change value\u2026") : QString();
}

void OtherMappingsPage::perform(Verb verb)
{
    if (verb != Verb::Edit) {
        ListPage::perform(verb);
        return;
    }
    const QModelIndex cell = table()->currentIndex().siblingAtColumn(kValueColumn);
    if (can(verb) && cell.flags().testFlag(Qt::ItemIsEditable))
        table()->edit(cell);
}

} // namespace causeway::ui
