// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/AccountsPage.h"

#include <algorithm>
#include <map>

#include <QAction>
#include <QPushButton>
#include <QRegularExpression>

#include "Format.h"
#include "db/SettlementTable.h"
#include "db/ViewTables.h"
#include "pages/Rows.h"
#include "pages/SettlementWords.h"
#include "reading/Names.h"
#include "reading/Tasks.h"
#include "settlement/Groups.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {

const QString kKind = QStringLiteral("account");
const QString kGroup = QStringLiteral("group:");
constexpr int kAccountColumn = 4;

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("accounts.col.state"), AccountsPage::tr("State"), 10, Kind::State, {}},
            {QStringLiteral("accounts.col.what"), AccountsPage::tr("What is booked"), 28, Kind::Text, {}},
            {QStringLiteral("accounts.col.purpose"), AccountsPage::tr("What it is for"), 0, Kind::Text, {}},
            {QStringLiteral("accounts.col.store"), AccountsPage::tr("Store"), 16, Kind::Text, {}},
            {QStringLiteral("accounts.col.account"), AccountsPage::tr("NetSuite account"), 32, Kind::Text,
             AccountsPage::tr("F2 or a double click edits: number, name or internal id of the account")}};
}

struct Special
{
    const char* key;
    const char* title;
    const char* purpose;
    bool isNeeded;
};
constexpr Special kSpecials[] = {
    {"clearing", QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "Clearing account"),
     QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "Your balance at Amazon: the other side of every journal"), true},
    {"suspense", QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "Suspense account"),
     QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "What a person parks with a reason"), false},
    {"bank", QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "Bank account"),
     QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "Where Amazon pays to; for deposits"), false},
    {"carry", QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "Carried to the next month"),
     QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "Between the journals of a settlement that is split by month"), false},
    {"variance", QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "Variances"),
     QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "Differences between what was settled and your documents; with payments"),
     false},
    {"reserve", QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "Reserve"),
     QT_TRANSLATE_NOOP("causeway::ui::AccountsPage", "What Amazon holds back until the next settlement"), false},
};

settlement::Category categoryOf(const QString& key)
{
    return {key.section(u'|', 0, 0), key.section(u'|', 1, 1), key.section(u'|', 2)};
}

/// "shipping-income" is "Shipping income".
QString groupTitle(QString name)
{
    name.replace(u'-', u' ').replace(QRegularExpression(QStringLiteral("\\bfba\\b")), QStringLiteral("FBA"));
    if (!name.isEmpty())
        name.front() = name.front().toUpper();
    return name;
}

QString rowId(const QString& key, const QString& store)
{
    return store + u'/' + key;
}

} // namespace

QList<PageTabs::Tab> AccountsPage::tabs()
{
    return {{QStringLiteral("mappings"), tr("SKUs")},
            {QStringLiteral("match-order"), tr("Match order")},
            {QStringLiteral("order-fields"), tr("Order fields")},
            {QStringLiteral("other-mappings"), tr("Charges and taxes")},
            {QStringLiteral("store-defaults"), tr("Stores")},
            {QStringLiteral("accounts"), tr("Accounts")}};
}

AccountsPage::AccountsPage(Ui& ui, QWidget* parent) : ListPage(ui, QStringLiteral("accounts"), tr("Accounts"), columns(), parent)
{
    setTitle(tr("Mappings"));
    addTabs(AccountsPage::tabs());
    m_propose = build::button(ui.theme, QStringLiteral("accounts.proposeButton"), tr("Propose accounts"));
    m_propose->setToolTip(tr("Looks for accounts of your books that fit by name and type; nothing is saved"));
    m_accept = build::button(ui.theme, QStringLiteral("accounts.acceptButton"), tr("Accept"), QStringLiteral("check"));
    m_remove = build::button(ui.theme, QStringLiteral("accounts.removeButton"), tr("Remove"), QStringLiteral("circle-minus"));
    headerActions()->addWidget(m_propose);
    headerActions()->addWidget(m_accept);
    headerActions()->addWidget(m_remove);
    filter().addChoice(QStringLiteral("view"), tr("Which accounts"),
                       {{QString(), tr("All")}, {QStringLiteral("missing"), tr("Without an account")}});
    filter().addStretch();
    auto* edit = new QAction(this);
    edit->setObjectName(QStringLiteral("accounts.action.edit"));
    edit->setShortcut(QKeySequence(Qt::Key_F2));
    edit->setShortcutContext(Qt::WidgetShortcut);
    table()->addAction(edit);
    connect(edit, &QAction::triggered, this, [this] { perform(Verb::Map); });
    connect(table(), &RecordTable::opened, this, [this] { perform(Verb::Map); });
    connect(table(), &RecordTable::currentChangedTo, this, [this] { show(); });
    connect(m_propose, &QPushButton::clicked, this, &AccountsPage::propose);
    connect(m_accept, &QPushButton::clicked, this, &AccountsPage::acceptSure);
    connect(m_remove, &QPushButton::clicked, this, &AccountsPage::remove);
    connect(&ui.names, &Names::accountsChanged, this, [this] { show(); });
    rows().setEditHandler([this](const QString& id, int, const QString& text) { save(id, text); });
    rows().setProposals([this](const QString&) { return this->ui().names.accountNames(); });
    panel().setEmptyText(tr("Every kind of amount has an account."), tr("Show all"), [this] { filter().clearAll(); });
}

Result<std::vector<AccountsPage::Entry>> AccountsPage::load() const
{
    struct Stored
    {
        std::vector<config::Mapping> mappings;
        std::vector<std::array<QString, 3>> labels;
        std::vector<config::Store> stores;
    };
    auto stored = ui().session.database.read([](db::Connection& connection) -> Result<Stored> {
        auto mappings = db::ConfigurationReads(connection).mappings(kKind);
        if (!mappings)
            return fail(mappings.error());
        auto labels = db::SettlementTable(connection).labels();
        if (!labels)
            return fail(labels.error());
        auto configuration = db::ConfigurationReads(connection).load();
        if (!configuration)
            return fail(configuration.error());
        return Stored{std::move(*mappings), std::move(*labels), std::move(configuration->stores)};
    });
    if (!stored)
        return fail(stored.error());
    const settlement::Groups groups;
    std::map<QString, QStringList> seenInGroup; // group -> its categories in words
    std::map<QString, settlement::Category> alone;
    for (const auto& [transactionType, amountType, amountDescription] : stored->labels) {
        const settlement::Category category{transactionType, amountType, amountDescription};
        if (const QString group = groups.of(category); !group.isEmpty())
            seenInGroup[group] << settlement_words::category(category);
        else
            alone.emplace(category.looseKey(), category);
    }
    std::vector<Entry> entries;
    const auto add = [&](Entry entry) {
        std::ptrdiff_t found = 0;
        const bool isCategory = entry.key.contains(u'|');
        const QString loose = isCategory ? categoryOf(entry.key).looseKey() : QString();
        for (const config::Mapping& mapping : stored->mappings) {
            const bool same = mapping.key.compare(entry.key, Qt::CaseInsensitive) == 0 ||
                              (isCategory && mapping.key.contains(u'|') && categoryOf(mapping.key).looseKey() == loose);
            if (!same || (!ui().store.isEmpty() && !mapping.store.isEmpty() && mapping.store != ui().store))
                continue;
            Entry one = entry;
            one.key = mapping.key;
            one.store = mapping.store;
            one.value = mapping.value;
            entries.push_back(std::move(one));
            ++found;
        }
        if (found == 0) {
            entries.push_back(std::move(entry));
            return;
        }
        // Stores that have none of their own, where there is none for all.
        const auto has = [&](const QString& store) {
            return std::any_of(entries.end() - found, entries.end(), [&](const Entry& one) { return one.store == store; });
        };
        if (has({}))
            return;
        std::vector<Entry> missing;
        for (const config::Store& store : stored->stores) {
            if (has(store.id) || (!ui().store.isEmpty() && store.id != ui().store))
                continue;
            Entry one = entry;
            one.store = store.id;
            missing.push_back(std::move(one));
        }
        entries.insert(entries.end(), missing.begin(), missing.end());
    };
    for (const Special& special : kSpecials)
        add({QString::fromLatin1(special.key), {}, {}, tr(special.title), tr(special.purpose), special.isNeeded});
    for (const auto& [group, seen] : seenInGroup)
        add({kGroup + group, {}, {}, groupTitle(group), seen.join(QStringLiteral(", ")), true});
    for (const auto& [key, category] : alone)
        add({category.key(),
             {},
             {},
             settlement_words::category(category),
             tr("This category only; it belongs to no group"),
             true});
    // Entries of single categories, of groups that were not seen yet, and with "*".
    for (const config::Mapping& mapping : stored->mappings) {
        const bool shown = std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
            return entry.key == mapping.key && (entry.store == mapping.store || entry.value.isEmpty());
        });
        if (shown || (!ui().store.isEmpty() && !mapping.store.isEmpty() && mapping.store != ui().store))
            continue;
        const bool isGroup = mapping.key.startsWith(kGroup);
        entries.push_back(
            {mapping.key, mapping.store, mapping.value,
             isGroup ? groupTitle(mapping.key.mid(kGroup.size())) : settlement_words::category(categoryOf(mapping.key)),
             isGroup ? tr("Not seen in a settlement yet") : tr("This category only"), false});
    }
    return entries;
}

void AccountsPage::read()
{
    ui().names.refreshAccounts();
    auto entries = load();
    if (!told(entries))
        return;
    m_entries = std::move(*entries);
    show();
    selectFirst();
}

const engine::Engine::MappingSuggestion* AccountsPage::proposalFor(const Entry& entry) const
{
    if (!entry.value.isEmpty())
        return nullptr;
    const auto found =
        std::find_if(m_proposals.begin(), m_proposals.end(), [&](const auto& one) { return one.key == entry.key; });
    return found == m_proposals.end() ? nullptr : &*found;
}

TableRow AccountsPage::rowOf(const Entry& entry) const
{
    static const QString kParked = QStringLiteral("suspense:");
    TableRow row;
    row.id = rowId(entry.key, entry.store);
    Cell state = !entry.value.isEmpty() ? rows::state(db::RecordState::Done, tr("Mapped"))
                 : entry.isNeeded       ? rows::state(db::RecordState::Error, tr("Unmapped"))
                                        : rows::state(db::RecordState::Ready, tr("Not used"));
    Cell account = rows::text(ui().names.account(entry.value.section(u':', 1)));
    if (entry.value.startsWith(kParked)) {
        state = rows::state(db::RecordState::Waiting, tr("Parked"));
        account = rows::text(tr("parked: %1").arg(format::remote(entry.value.mid(kParked.size()))), Token::Waiting);
    } else if (const auto* proposal = proposalFor(entry)) {
        account = rows::text(tr("%1?").arg(format::remote(proposal->name)), Token::Muted);
        account.italic = true;
        account.tooltip = proposal->evidence;
    } else if (entry.value.isEmpty()) {
        account = rows::text(tr("choose\u2026"), Token::Muted);
    }
    account.plain = entry.value.isEmpty() ? QStringLiteral(" ") : account.text;
    account.editable = ui().session.mayWrite;
    Cell purpose = rows::text(entry.purpose, Token::Muted);
    Cell what = rows::text(entry.title);
    what.tooltip = format::remote(entry.key);
    row.cells = {state, what, purpose,
                 rows::text(entry.store.isEmpty() ? tr("All stores") : ui().names.store(entry.store), Token::Muted), account};
    return row;
}

void AccountsPage::show()
{
    const bool onlyMissing = filter().chosen(QStringLiteral("view")) == QLatin1StringView("missing");
    std::vector<TableRow> out;
    int missing = 0, certain = 0;
    for (const Entry& entry : m_entries) {
        missing += entry.value.isEmpty() && entry.isNeeded ? 1 : 0;
        const auto* proposal = proposalFor(entry);
        certain += proposal != nullptr && proposal->sure ? 1 : 0;
        if (!onlyMissing || entry.value.isEmpty())
            out.push_back(rowOf(entry));
    }
    const int shown = static_cast<int>(out.size());
    rows().setRows(std::move(out));
    const Entry* chosen = current();
    const auto* proposal = chosen != nullptr ? proposalFor(*chosen) : nullptr;
    panel().setFooter(tr("%n lines", nullptr, shown), proposal != nullptr ? format::remote(proposal->evidence) : QString());
    setCount(missing > 0 ? tr("%n kinds of amounts have no account", nullptr, missing) : QString());
    const bool write = ui().session.mayWrite;
    m_propose->setEnabled(!m_isAsking);
    m_propose->setText(m_isAsking ? tr("Looking\u2026") : tr("Propose accounts"));
    m_accept->setText(u' ' + (certain > 0 ? tr("Accept %n sure proposals", nullptr, certain) : tr("Accept")));
    m_accept->setAccessibleName(m_accept->text().trimmed());
    m_accept->setEnabled(write && certain > 0);
    m_accept->setToolTip(certain > 0 ? QString() : tr("Propose accounts first; only sure proposals are taken together."));
    const bool canRemove = write && chosen != nullptr && !chosen->value.isEmpty();
    m_remove->setEnabled(canRemove);
    m_remove->setToolTip(canRemove ? tr("Settlements that need it wait again") : tr("Choose a line that has an account."));
    Q_EMIT verbsChanged();
}

const AccountsPage::Entry* AccountsPage::current() const
{
    const QString id = table()->currentId();
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return rowId(entry.key, entry.store) == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

void AccountsPage::save(const QString& id, const QString& typed)
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return rowId(entry.key, entry.store) == id; });
    QString text = typed.trimmed();
    if (text.endsWith(u'?'))
        text.chop(1); // a proposal that was taken as it stands
    if (found == m_entries.end() || text.isEmpty())
        return;
    const QString account = ui().names.accountIn(text);
    if (account.isEmpty()) {
        if (text != tr("choose\u2026"))
            tellError(Error::make(
                ErrorKind::Invalid, tr("NetSuite has no account \u201C%1\u201D that can be posted to.").arg(text.left(60)),
                tr("Type a number or a part of a name and choose from the list."), QStringLiteral("no-account")));
        return;
    }
    config::Mapping mapping;
    mapping.kind = kKind;
    mapping.store = found->store;
    mapping.key = found->key;
    mapping.value = QStringLiteral("account:") + account;
    if (mapping.value == found->value)
        return;
    const QString before = found->value;
    auto cured = ui().session.engine.setMapping(mapping, ui().session.actor);
    if (!told(cured))
        return;
    tell(tr("Mapped. %n settlements are planned again.", nullptr, *cured), tr("Undo"), [this, mapping, before] {
        config::Mapping former = mapping;
        former.value = before;
        engine::Engine& engine = ui().session.engine;
        const bool done = before.isEmpty()
                              ? told(engine.removeMapping(mapping.kind, mapping.store, mapping.key, ui().session.actor))
                              : told(engine.setMapping(former, ui().session.actor));
        if (done)
            tell(tr("As it was before."));
        read();
    });
    read();
}

void AccountsPage::propose()
{
    m_isAsking = true;
    show();
    ui().tasks.run(
        QStringLiteral("accounts.propose"), this,
        [engine = &ui().session.engine](const StopToken& stop) { return engine->suggestMappings(kKind, stop); },
        [this](Result<std::vector<engine::Engine::MappingSuggestion>> found) {
            m_isAsking = false;
            if (told(found)) {
                m_proposals = std::move(*found);
                tell(m_proposals.empty()
                         ? tr("No account of the books fits what is missing.")
                         : tr("%n accounts are proposed. Nothing is saved yet.", nullptr, static_cast<int>(m_proposals.size())));
            }
            show();
        });
}

void AccountsPage::acceptSure()
{
    std::vector<config::Mapping> mappings;
    for (const Entry& entry : m_entries) {
        const auto* proposal = proposalFor(entry);
        if (proposal == nullptr || !proposal->sure)
            continue;
        config::Mapping mapping;
        mapping.kind = kKind;
        mapping.store = entry.store;
        mapping.key = entry.key;
        mapping.value = proposal->value;
        mappings.push_back(std::move(mapping));
    }
    auto cured = ui().session.engine.setMappings(mappings, ui().session.actor);
    if (told(cured))
        tell(tr("%n accounts mapped.", nullptr, static_cast<int>(mappings.size())));
    read();
}

void AccountsPage::remove()
{
    const Entry* entry = current();
    if (entry == nullptr || entry->value.isEmpty())
        return;
    config::Mapping mapping;
    mapping.kind = kKind;
    mapping.store = entry->store;
    mapping.key = entry->key;
    mapping.value = entry->value;
    if (!told(ui().session.engine.removeMapping(kKind, entry->store, entry->key, ui().session.actor)))
        return;
    tell(tr("The account is taken off."), tr("Undo"), [this, mapping] {
        if (told(ui().session.engine.setMapping(mapping, ui().session.actor)))
            tell(tr("As it was before."));
        read();
    });
    read();
}

bool AccountsPage::can(Verb verb) const
{
    if (verb == Verb::Map || verb == Verb::Edit)
        return ui().session.mayWrite && current() != nullptr;
    return ListPage::can(verb);
}

QString AccountsPage::label(Verb verb) const
{
    return verb == Verb::Map || verb == Verb::Edit ? tr("Change account\u2026") : QString();
}

QString AccountsPage::whyNot(Verb verb) const
{
    return ListPage::whyNot(verb);
}

void AccountsPage::perform(Verb verb)
{
    if (verb == Verb::Map || verb == Verb::Edit) {
        const QModelIndex cell = table()->currentIndex().siblingAtColumn(kAccountColumn);
        if (cell.flags().testFlag(Qt::ItemIsEditable))
            table()->edit(cell);
    } else {
        ListPage::perform(verb);
    }
}

QList<Verb> AccountsPage::contextVerbs() const
{
    return {Verb::Map};
}

void AccountsPage::go(const Target& target)
{
    if (!target.id.isEmpty())
        table()->select(target.id);
    table()->setFocus(Qt::OtherFocusReason);
}

Target AccountsPage::place() const
{
    return {id(), {}, table()->currentId()};
}

void AccountsPage::restart()
{
    read();
}

void AccountsPage::refresh(int topics)
{
    if ((topics & (ChangeHub::Mappings | ChangeHub::Records)) != 0)
        read();
}

} // namespace causeway::ui
