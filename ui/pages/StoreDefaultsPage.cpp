// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/StoreDefaultsPage.h"

#include <algorithm>
#include <iterator>

#include <QAction>
#include <QRegularExpression>

#include "Format.h"
#include "config/StoreCurrency.h"
#include "config/TimeZones.h"
#include "db/ViewTables.h"
#include "pages/AccountsPage.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {

constexpr int kValueColumn = 1;
const QString kCustomerMode = QStringLiteral("customerMode");
const QString kTolerance = QStringLiteral("tolerance");
const QString kCurrency = QStringLiteral("currency");
const QString kTimeZone = QStringLiteral("timeZone");

struct Setting
{
    const char* id;
    const char* title;
    const char* explanation;
    QString config::StoreDefaults::*value;
    const char* reference = nullptr; ///< what References calls the field; null when the value has no name
};
const Setting kSettings[] = {
    {"subsidiary", QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "Subsidiary"),
     QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "Empty when the account has none"), &config::StoreDefaults::subsidiary,
     "subsidiary"},
    {"location", QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "Location"),
     QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "Where merchant-fulfilled orders leave from"),
     &config::StoreDefaults::location, "location"},
    {"fbaLocation", QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "FBA location"),
     QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "The stock at Amazon"), &config::StoreDefaults::fbaLocation,
     "location"},
    {"class", QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "Class"),
     QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "May be empty"), &config::StoreDefaults::classId, "class"},
    {"department", QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "Department"),
     QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "May be empty"), &config::StoreDefaults::department, "department"},
    {"currency", QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "Currency"),
     QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage",
                       "Three letters, such as USD. An order in another currency is an error, never converted"),
     &config::StoreDefaults::currency},
    {"shipMethod", QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "Ship method"),
     QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "Internal id of a ship item, for service levels without a mapping"),
     &config::StoreDefaults::shipMethod},
    {"customer", QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "Customer"),
     QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage",
                       "Internal id; the fixed customer, or the one for orders without an e-mail address"),
     &config::StoreDefaults::customerId},
    {"tolerance", QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage", "Tolerance of variances"),
     QT_TRANSLATE_NOOP("causeway::ui::StoreDefaultsPage",
                       "Amount in the store\u2019s currency, such as 0.01; larger differences are coloured"),
     &config::StoreDefaults::varianceTolerance},
};

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("store-defaults.col.setting"), StoreDefaultsPage::tr("What orders get"), 28, Kind::Text, {}},
            {QStringLiteral("store-defaults.col.value"), StoreDefaultsPage::tr("Value"), 34, Kind::Text,
             StoreDefaultsPage::tr("F2 or a double click edits")},
            {QStringLiteral("store-defaults.col.why"), StoreDefaultsPage::tr("What it means"), 0, Kind::Text, {}}};
}

QString customerWords(config::CustomerMode mode)
{
    return mode == config::CustomerMode::PerBuyer         ? StoreDefaultsPage::tr("one for each buyer")
           : mode == config::CustomerMode::PerMarketplace ? StoreDefaultsPage::tr("one for each marketplace")
                                                          : StoreDefaultsPage::tr("one fixed customer");
}

const Setting* settingOf(const QString& id)
{
    const auto found = std::find_if(std::begin(kSettings), std::end(kSettings),
                                    [&](const Setting& one) { return id == QLatin1StringView(one.id); });
    return found == std::end(kSettings) ? nullptr : found;
}

} // namespace

StoreDefaultsPage::StoreDefaultsPage(Ui& ui, QWidget* parent)
    : ListPage(ui, QStringLiteral("store-defaults"), tr("Stores"), columns(), parent)
{
    setTitle(tr("Mappings"));
    addTabs(AccountsPage::tabs());
    filter().addStretch();
    filter().addRight(
        new PlainLabel(ui.theme, tr("F2 edits the value; it counts for orders written from then on"), PlainLabel::Role::Muted));
    auto* edit = new QAction(this);
    edit->setObjectName(QStringLiteral("store-defaults.action.edit"));
    edit->setShortcut(QKeySequence(Qt::Key_F2));
    edit->setShortcutContext(Qt::WidgetShortcut);
    table()->addAction(edit);
    table()->setGrouped(true);
    connect(edit, &QAction::triggered, this, [this] { perform(Verb::Edit); });
    connect(table(), &RecordTable::opened, this, [this] { perform(Verb::Edit); });
    connect(table(), &RecordTable::currentChangedTo, this, &Page::verbsChanged);
    rows().setProposals([this](const QString& row) { return proposals(row); });
    rows().setEditHandler([this](const QString& row, int, const QString& text) { change(row, text); });
    panel().setEmptyText(tr("No store is set up yet. The set-up in the File menu adds one."));
}

void StoreDefaultsPage::restart()
{
    read();
}

void StoreDefaultsPage::refresh(int topics)
{
    if ((topics & (ChangeHub::Mappings | ChangeHub::Flows | ChangeHub::Connections)) != 0)
        read();
}

void StoreDefaultsPage::read()
{
    auto configuration = ui().session.configuration();
    if (!told(configuration))
        return;
    m_configuration = std::move(*configuration);
    const bool write = ui().session.mayWrite;
    std::vector<TableRow> out;
    for (const config::Store& store : m_configuration.stores) {
        if (!ui().store.isEmpty() && store.id != ui().store)
            continue;
        TableRow group;
        group.id = store.id;
        group.group = true;
        group.selectable = false;
        group.cells = {rows::text(ui().names.store(store.id)), Cell{}, Cell{}};
        const auto add = [&](const QString& setting, const QString& title, const QString& value, const QString& why,
                             bool editable) {
            TableRow row;
            row.id = store.id + u'/' + setting;
            Cell cell = rows::text(value.isEmpty() ? QStringLiteral("\u2013") : format::remote(value),
                                   value.isEmpty() || !editable ? std::optional(Token::Muted) : std::nullopt);
            cell.plain = value.isEmpty() ? QStringLiteral(" ") : value;
            cell.editable = editable && write;
            row.cells = {rows::text(title), cell, rows::text(why, Token::Muted)};
            group.children.push_back(std::move(row));
        };
        for (const Setting& setting : kSettings) {
            const QString id = QString::fromLatin1(setting.id);
            if (id == QLatin1StringView("customer"))
                add(kCustomerMode, tr("Customers"), customerWords(store.defaults.customerMode),
                    tr("Buyers are found by Amazon\u2019s anonymised e-mail address, else made. One for all becomes slow in "
                       "NetSuite "
                       "beyond 10,000 transactions"),
                    true);
            const QString& value = store.defaults.*setting.value;
            const QString title = setting.reference == nullptr
                                      ? value
                                      : ui().names.references().title(QString::fromLatin1(setting.reference), value);
            add(id, tr(setting.title), title, tr(setting.explanation), true);
            if (id == kCurrency)
                add(QStringLiteral("exchangeRate"), tr("Exchange rate"), tr("NetSuite\u2019s, of the document\u2019s day"),
                    tr("Causeway sends no rate: NetSuite takes its own for the day of the document"), false);
        }
        add(kTimeZone, tr("Time zone"), store.timeZone,
            tr("Such as Europe/Berlin: the days of the store\u2019s documents and the times of its flows"), true);
        out.push_back(std::move(group));
    }
    rows().setRows(std::move(out));
    table()->expandAll();
    setCount(tr("%n stores", nullptr, static_cast<int>(m_configuration.stores.size())));
    selectFirst();
    Q_EMIT verbsChanged();
}

QStringList StoreDefaultsPage::proposals(const QString& row) const
{
    const QString id = row.section(u'/', 1);
    if (id == kTimeZone)
        return config::timeZones();
    if (id == kCustomerMode)
        return {customerWords(config::CustomerMode::PerBuyer), customerWords(config::CustomerMode::PerMarketplace),
                customerWords(config::CustomerMode::Fixed)};
    const Setting* setting = settingOf(id);
    return setting != nullptr && setting->reference != nullptr
               ? ui().names.references().titles(QString::fromLatin1(setting->reference))
               : QStringList();
}

Result<void> StoreDefaultsPage::put(config::Store& store, const QString& id, const QString& text) const
{
    static const QRegularExpression kCode(QStringLiteral("^[A-Z]{3}$")), kAmount(QStringLiteral("^[0-9]+([.][0-9]+)?$"));
    if (id == kTimeZone) {
        store.timeZone = text;
        return {};
    }
    if (id == kCustomerMode) {
        for (const auto mode :
             {config::CustomerMode::PerBuyer, config::CustomerMode::PerMarketplace, config::CustomerMode::Fixed}) {
            if (text.compare(customerWords(mode), Qt::CaseInsensitive) == 0) {
                store.defaults.customerMode = mode;
                return {};
            }
        }
        return fail(ErrorKind::Invalid, tr("There is no such choice."),
                    tr("Choose one of: %1.").arg(proposals(u'/' + kCustomerMode).join(QStringLiteral(", "))));
    }
    const Setting* setting = settingOf(id);
    if (setting == nullptr)
        return {};
    if (id == kCurrency) {
        if (!kCode.match(text.toUpper()).hasMatch())
            return fail(ErrorKind::Invalid, tr("A currency has three letters, such as USD."));
        config::setCurrency(store.defaults, text.toUpper());
        return {};
    }
    if (id == kTolerance) {
        if (!kAmount.match(text).hasMatch())
            return fail(ErrorKind::Invalid, tr("The tolerance is an amount such as 0.01."));
        store.defaults.varianceTolerance = text;
        return {};
    }
    const auto found = ui().names.references().idIn(QString::fromLatin1(setting->reference), text);
    if (!found)
        return fail(ErrorKind::Invalid, tr("NetSuite has nothing called \u201C%1\u201D here.").arg(text),
                    tr("Type a name that is proposed, or the internal id: it stands in the address line when the record is open "
                       "in NetSuite."));
    store.defaults.*setting->value = *found;
    return {};
}

void StoreDefaultsPage::change(const QString& row, const QString& typed)
{
    auto configuration = ui().session.configuration();
    if (!told(configuration))
        return;
    for (config::Store& store : configuration->stores) {
        if (store.id != row.section(u'/', 0, 0))
            continue;
        if (!told(put(store, row.section(u'/', 1), typed.trimmed())))
            return;
    }
    if (told(ui().session.engine.applyConfiguration(*configuration, {QString(config::sections::kStores)}, ui().session.actor)))
        tell(tr("Saved."));
    read();
    table()->select(row);
}

bool StoreDefaultsPage::can(Verb verb) const
{
    return verb == Verb::Edit ? table()->currentIndex().siblingAtColumn(kValueColumn).flags().testFlag(Qt::ItemIsEditable) &&
                                    ui().session.mayWrite
                              : ListPage::can(verb);
}

QString StoreDefaultsPage::label(Verb verb) const
{
    return verb == Verb::Edit ? tr("Change value\u2026") : QString();
}

void StoreDefaultsPage::perform(Verb verb)
{
    if (verb != Verb::Edit)
        ListPage::perform(verb);
    else if (can(verb))
        table()->edit(table()->currentIndex().siblingAtColumn(kValueColumn));
}

} // namespace causeway::ui
