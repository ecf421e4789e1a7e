// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/MappingsPage.h"

#include <QCheckBox>
#include <QTabWidget>

#include "Format.h"
#include "db/ViewTables.h"
#include "pages/AccountsPage.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "widgets/Build.h"
#include "widgets/FactList.h"
#include "widgets/ItemChooser.h"

namespace causeway::ui {

namespace {

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("mappings.col.state"), MappingsPage::tr("State"), 11, Kind::State, {}},
            {QStringLiteral("mappings.col.sku"), MappingsPage::tr("Amazon SKU"), 20, Kind::Id, {}},
            {QStringLiteral("mappings.col.title"), MappingsPage::tr("Title on Amazon"), 0, Kind::Text, {}},
            {QStringLiteral("mappings.col.store"), MappingsPage::tr("Store"), 12, Kind::Text, {}},
            {QStringLiteral("mappings.col.item"), MappingsPage::tr("NetSuite item"), 18, Kind::Text, {}},
            {QStringLiteral("mappings.col.found"), MappingsPage::tr("Found by"), 10, Kind::Text, {}},
            {QStringLiteral("mappings.col.waiting"), MappingsPage::tr("Waiting"), 8, Kind::Number, {}}};
}

/// NetSuite's field names as people call them.
QString foundByWords(const QString& field)
{
    static const std::pair<QLatin1StringView, const char*> kWords[] = {
        {QLatin1StringView("itemid"), QT_TRANSLATE_NOOP("causeway::ui::MappingsPage", "item name")},
        {QLatin1StringView("externalid"), QT_TRANSLATE_NOOP("causeway::ui::MappingsPage", "external id")},
        {QLatin1StringView("upccode"), QT_TRANSLATE_NOOP("causeway::ui::MappingsPage", "UPC")},
        {QLatin1StringView("displayname"), QT_TRANSLATE_NOOP("causeway::ui::MappingsPage", "display name")},
        {QLatin1StringView("vendorname"), QT_TRANSLATE_NOOP("causeway::ui::MappingsPage", "vendor name")},
        {QLatin1StringView("mpn"), QT_TRANSLATE_NOOP("causeway::ui::MappingsPage", "MPN")},
    };
    for (const auto& [known, words] : kWords) {
        if (field.compare(known, Qt::CaseInsensitive) == 0)
            return MappingsPage::tr(words);
    }
    return format::remote(field);
}

QString rowId(const db::SkuRow& sku)
{
    return sku.store + u':' + sku.sku;
}

} // namespace

MappingsPage::MappingsPage(Ui& ui, QWidget* parent) : ListPage(ui, QStringLiteral("mappings"), tr("Mappings"), columns(), parent)
{
    addTabs(AccountsPage::tabs());
    filter().addChoice(QStringLiteral("view"), tr("Which SKUs"),
                       {{QString(), tr("All SKUs seen")}, {QStringLiteral("unmapped"), tr("Unmapped")}});
    filter().addFind(tr("SKU begins with"));
    filter().addStretch();
    const Theme& theme = ui.theme;
    m_skuPane = new DetailPane(theme, QStringLiteral("mappings.pane"), tr("SKU"));
    m_skuPane->setTabsShown(false);
    auto* label = new PlainLabel(theme, tr("NetSuite &item"), PlainLabel::Role::Bold);
    m_items = new ItemChooser(theme, ui.session.engine, ui.tasks, QStringLiteral("mappings.pane"));
    label->setBuddy(m_items->line());
    m_allStores = build::named(new QCheckBox(tr("Use for all stores")), QStringLiteral("mappings.pane.allStores"),
                               tr("Use for all stores"));
    m_allStores->setChecked(true);
    m_facts = new FactList(theme);
    auto* body = m_skuPane->body();
    body->addWidget(label);
    body->addWidget(m_items);
    body->addWidget(m_allStores);
    body->addWidget(build::frame("line"));
    body->addWidget(new PlainLabel(theme, tr("What is known"), PlainLabel::Role::Bold));
    body->addWidget(m_facts);
    body->addStretch(1);
    m_removeButton = build::button(theme, QStringLiteral("mappings.pane.removeButton"), tr("Remove alias"));
    m_skuPane->footer()->addWidget(m_removeButton);
    m_skuPane->footer()->addStretch();
    m_skuPane->footer()->addWidget(ui.actions.button(Verb::Map, QStringLiteral("mappings.pane.mapButton"), true));
    setPane(m_skuPane, 66, 34);
    connect(table(), &RecordTable::currentChangedTo, this, [this] { showPane(); });
    connect(table(), &RecordTable::opened, this, [this] { m_items->focus(); });
    connect(m_items, &ItemChooser::chosenChanged, this, &Page::verbsChanged);
    connect(m_items, &ItemChooser::accepted, this, [this] { map(); });
    connect(m_removeButton, &QPushButton::clicked, this, &MappingsPage::unmap);
    rows().setLoader([this](const TableRow*, const TableRow* last) { return load(last); });
}

Result<std::vector<TableRow>> MappingsPage::load(const TableRow* last)
{
    const bool unmapped = filter().chosen(QStringLiteral("view")) == QLatin1StringView("unmapped");
    auto skus = ui().session.database.read([&](db::Connection& connection) {
        return db::ConfigurationReads(connection)
            .skus(ui().store, filter().find(), unmapped, RowModel::kPage, last != nullptr ? last->text : QString());
    });
    if (!skus)
        return fail(skus.error());
    std::vector<TableRow> out;
    for (const db::SkuRow& sku : *skus) {
        TableRow row;
        row.id = rowId(sku);
        row.text = sku.sku;
        const bool known = !sku.item.isEmpty() || !sku.mappedValue.isEmpty();
        Cell state = known                   ? rows::state(db::RecordState::Done, tr("Mapped"))
                     : sku.waitingOrders > 0 ? rows::state(db::RecordState::Error, tr("Unmapped"))
                                             : rows::state(db::RecordState::Ready, tr("Seen"));
        const QString item = !sku.itemName.isEmpty() ? sku.itemName : !sku.item.isEmpty() ? sku.item : sku.mappedValue;
        Cell waiting = sku.waitingOrders > 0
                           ? rows::text(tr("%n orders", nullptr, static_cast<int>(sku.waitingOrders)), Token::Error)
                           : Cell{};
        row.cells = {state,
                     rows::text(format::remote(sku.sku)),
                     rows::text(format::remote(sku.title)),
                     rows::text(ui().names.store(sku.store), Token::Muted),
                     known
                         ? rows::text(format::remote(item))
                         : rows::text(sku.waitingOrders > 0 ? tr("choose\u2026") : tr("by the store\u2019s rule"), Token::Muted),
                     rows::text(!sku.mappedValue.isEmpty() ? tr("alias") : foundByWords(sku.foundBy), Token::Muted),
                     waiting};
        row.cells[2].tooltip = sku.title;
        m_skus.insert(row.id, sku);
        out.push_back(std::move(row));
    }
    return out;
}

const db::SkuRow* MappingsPage::currentSku() const
{
    const auto found = m_skus.constFind(table()->currentId());
    return found != m_skus.constEnd() ? &*found : nullptr;
}

bool MappingsPage::can(Verb verb) const
{
    if (verb == Verb::Map)
        return ui().session.mayWrite && currentSku() != nullptr && !m_items->chosenId().isEmpty();
    return ListPage::can(verb);
}

QString MappingsPage::label(Verb verb) const
{
    if (verb != Verb::Map)
        return {};
    const db::SkuRow* sku = currentSku();
    return sku != nullptr && sku->waitingOrders > 0 ? tr("Map and retry %n", nullptr, static_cast<int>(sku->waitingOrders))
                                                    : tr("Map");
}

QString MappingsPage::whyNot(Verb verb) const
{
    return verb == Verb::Map && ui().session.mayWrite ? tr("Choose a NetSuite item first.") : ListPage::whyNot(verb);
}

void MappingsPage::perform(Verb verb)
{
    if (verb == Verb::Map)
        map();
    else
        ListPage::perform(verb);
}

void MappingsPage::map()
{
    const db::SkuRow* sku = currentSku();
    if (sku == nullptr || m_items->chosenId().isEmpty() || !ui().session.mayWrite)
        return;
    config::Mapping mapping;
    mapping.kind = QStringLiteral("sku");
    mapping.store = m_allStores->isChecked() ? QString() : sku->store;
    mapping.key = sku->sku;
    mapping.value = QStringLiteral("item:") + m_items->chosenId();
    auto cured = ui().session.engine.setMapping(mapping, ui().session.actor);
    if (told(cured))
        tell(tr("Mapped. %n orders are planned again.", nullptr, *cured));
    refresh(ChangeHub::Mappings);
}

void MappingsPage::unmap()
{
    const db::SkuRow* sku = currentSku();
    if (sku == nullptr)
        return;
    auto mappings = ui().session.database.read(
        [](db::Connection& connection) { return db::ConfigurationReads(connection).mappings(QStringLiteral("sku")); });
    if (!told(mappings))
        return;
    for (const config::Mapping& mapping : *mappings) {
        if (mapping.key == sku->sku && (mapping.store == sku->store || mapping.store.isEmpty()) &&
            !told(ui().session.engine.removeMapping(mapping.kind, mapping.store, mapping.key, ui().session.actor)))
            return;
    }
    tell(tr("The alias is removed. Orders already written stay as they are."));
    refresh(ChangeHub::Mappings);
}

void MappingsPage::go(const Target& target)
{
    if (!target.id.isEmpty())
        filter().setFind(target.id);
    table()->setFocus(Qt::OtherFocusReason);
}

Target MappingsPage::place() const
{
    return {id(), {}, filter().find()};
}

QList<Verb> MappingsPage::contextVerbs() const
{
    return {Verb::Map};
}

void MappingsPage::restart()
{
    ListPage::restart();
    count();
    showPane();
}

void MappingsPage::refresh(int topics)
{
    if ((topics & (ChangeHub::Mappings | ChangeHub::Records)) == 0)
        return;
    rows().refresh();
    selectFirst();
    count();
    showPane();
}

void MappingsPage::count()
{
    auto unmapped = ui().session.database.read(
        [](db::Connection& connection) { return db::ConfigurationReads(connection).unmappedSkuCount(); });
    const int open = static_cast<int>(unmapped.value_or(0));
    setCount(open > 0 ? tr("%n SKUs have no NetSuite item", nullptr, open) : tr("Every SKU seen so far is mapped"));
    panel().setFooter(rows().isComplete() ? tr("%n SKUs", nullptr, rows().loaded())
                                          : tr("%n loaded, more as you scroll", nullptr, rows().loaded()),
                      {});
    if (filter().chosen(QStringLiteral("view")) == QLatin1StringView("unmapped") && filter().find().isEmpty())
        panel().setEmptyText(tr("Every SKU seen so far is mapped."), tr("Show all"), [this] { filter().clearAll(); });
    else if (filter().isFiltering())
        panel().setEmptyText(tr("No SKUs match this filter."), tr("Clear filter"), [this] { filter().clearAll(); });
    else
        panel().setEmptyText(tr("No SKUs yet. They appear with the first orders."));
}

void MappingsPage::showPane()
{
    const db::SkuRow* sku = currentSku();
    if (sku == nullptr) {
        m_skuPane->setNothing(tr("Choose a SKU to see which item it leads to."));
        Q_EMIT verbsChanged();
        return;
    }
    m_skuPane->setSomething();
    m_skuPane->setHeader(format::remote(sku->sku), format::remote(sku->title));
    m_skuPane->setState(std::nullopt);
    m_items->reset(sku->itemName.isEmpty() ? sku->sku : sku->itemName);
    const bool alias = !sku->mappedValue.isEmpty();
    m_removeButton->setEnabled(alias && ui().session.mayWrite);
    m_removeButton->setToolTip(alias ? QString() : tr("There is no alias for this SKU."));
    const bool known = !sku->item.isEmpty() || alias;
    std::vector<FactList::Fact> facts;
    facts.push_back({tr("NetSuite item"),
                     known ? format::remote(!sku->itemName.isEmpty() ? sku->itemName
                                            : !sku->item.isEmpty()   ? sku->item
                                                                     : sku->mappedValue)
                           : tr("not found"),
                     known ? Token::Text : Token::Error});
    if (alias)
        facts.push_back({tr("Alias"), tr("NetSuite item %1").arg(format::remote(sku->mappedValue.section(u':', -1)))});
    if (!sku->foundBy.isEmpty())
        facts.push_back({tr("Found by"), alias ? tr("alias") : foundByWords(sku->foundBy)});
    if (!sku->asin.isEmpty())
        facts.push_back({tr("ASIN"), format::remote(sku->asin)});
    facts.push_back({tr("Store"), ui().names.store(sku->store)});
    facts.push_back({tr("Orders held"), format::number(sku->waitingOrders), sku->waitingOrders > 0 ? Token::Error : Token::Text});
    if (sku->lastSeenAt > 0)
        facts.push_back({tr("Last seen"), format::shortTime(sku->lastSeenAt, ui().now())});
    m_facts->setFacts(facts);
    Q_EMIT verbsChanged();
}

} // namespace causeway::ui
