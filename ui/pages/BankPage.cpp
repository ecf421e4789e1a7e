// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/BankPage.h"

#include <algorithm>
#include <map>

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QPushButton>

#include "Format.h"
#include "db/ViewTables.h"
#include "engine/ClearingTieOut.h"
#include "pages/BankImporter.h"
#include "pages/Rows.h"
#include "pages/SettlementWords.h"
#include "reading/Names.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"
#include "widgets/PageTabs.h"

namespace causeway::ui {

namespace {

constexpr int kPaysColumn = 5;    ///< of the bank lines
constexpr int kMostLines = 5'000; ///< shown; more is found by importing a shorter statement

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("bank.col.state"), BankPage::tr("State"), 8, Kind::State, {}},
            {QStringLiteral("bank.col.depositDate"), BankPage::tr("Deposit date"), 11, Kind::Text,
             BankPage::tr("When Amazon pays; the bank has it up to a week later")},
            {QStringLiteral("bank.col.settlement"), BankPage::tr("Settlement"), 0, Kind::Text, {}},
            {QStringLiteral("bank.col.settled"), BankPage::tr("Amazon"), 14, Kind::Amount,
             BankPage::tr("Settled: total of the report")},
            {QStringLiteral("bank.col.posted"), BankPage::tr("NetSuite"), 9, Kind::Number,
             BankPage::tr("In the books, with what is parked on the suspense account")},
            {QStringLiteral("bank.col.paid"), BankPage::tr("Bank"), 9, Kind::Number,
             BankPage::tr("Received: sum of the lines that pay it, in its currency")},
            {QStringLiteral("bank.col.difference"), BankPage::tr("Difference"), 9, Kind::Number,
             BankPage::tr("The bank's amount minus Amazon's")}};
}

Cell dash()
{
    Cell cell = rows::text(QStringLiteral("\u2013"), Token::Muted);
    cell.plain = QStringLiteral(" ");
    return cell;
}

QString keyOf(const Money& amount)
{
    return amount.currency();
}

void add(std::map<QString, Money>& sums, const Money& amount)
{
    const auto at = sums.try_emplace(keyOf(amount), Money::zero(amount.currency())).first;
    if (auto sum = at->second.plus(amount))
        at->second = std::move(*sum);
}

QString words(const std::map<QString, Money>& sums)
{
    std::vector<Money> list;
    for (const auto& [currency, sum] : sums) {
        if (!sum.isZero())
            list.push_back(sum);
    }
    return list.empty() ? BankPage::tr("nothing") : format::amounts(list);
}

} // namespace

Money BankPage::Deposit::difference() const
{
    return paid.sum.minus(entry.deposit).value_or(paid.sum);
}

BankPage::BankPage(Ui& ui, QWidget* parent) : ListPage(ui, QStringLiteral("bank"), tr("Bank"), columns(), parent)
{
    setTitle(tr("Settlements"));
    auto* tabs = new PageTabs(ui.theme, *headerTabs(), id(),
                              {{QStringLiteral("settlements"), tr("Settlements")}, {QStringLiteral("bank"), tr("Bank")}}, this);
    connect(tabs, &PageTabs::chosen, this, [this](const QString& page) { Q_EMIT wantsTo({page, {}, {}}); });
    m_sure = build::button(ui.theme, QStringLiteral("bank.sureButton"), tr("Match what fits"), QStringLiteral("check"));
    m_import =
        build::button(ui.theme, QStringLiteral("bank.importButton"), tr("Import statement\u2026"), QStringLiteral("file-text"));
    m_import->setToolTip(tr("CSV or OFX of the account that Amazon pays into. Dropping the file here does the same."));
    m_compare = build::button(ui.theme, QStringLiteral("bank.compareButton"), tr("Compare with NetSuite"));
    m_compare->setToolTip(tr("Asks NetSuite whether the clearing account holds what the settlements put there"));
    headerActions()->addWidget(m_compare);
    headerActions()->addWidget(m_sure);
    headerActions()->addWidget(m_import);
    filter().addChoice(QStringLiteral("view"), tr("Which deposits"),
                       {{QString(), tr("All deposits")},
                        {QStringLiteral("open"), tr("Not at the bank")},
                        {QStringLiteral("paid"), tr("At the bank")}});
    filter().addStretch();
    m_importer = new BankImporter(ui);
    content()->insertWidget(0, m_importer);
    setPane(buildLines(), 59, 41);
    setAcceptDrops(true);
    connect(m_import, &QPushButton::clicked, this, &BankPage::openFile);
    connect(m_sure, &QPushButton::clicked, this, &BankPage::matchSure);
    connect(m_compare, &QPushButton::clicked, this, &BankPage::compareWithNetSuite);
    connect(table(), &RecordTable::currentChangedTo, this, [this] {
        proposeLine();
        showPair();
    });
    connect(table(), &RecordTable::opened, this, [this] { perform(Verb::Open); });
    connect(m_importer, &BankImporter::busyChanged, this, [this] { showPair(); });
    connect(m_importer, &BankImporter::imported, this, [this](const QString& sentence, bool hasProblems) {
        if (hasProblems)
            tellError(
                Error::make(ErrorKind::Invalid, sentence, tr("The other lines are taken in."), QStringLiteral("bank-lines")));
        else
            tell(sentence);
        read();
    });
    connect(m_importer, &BankImporter::failed, this, [this](const Error& error) { tellError(error); });
    showPair();
}

void BankPage::compareWithNetSuite()
{
    struct Compared
    {
        QString store;
        Money expected, shown, difference;
    };
    m_compare->setEnabled(false);
    ui().tasks.run(
        QStringLiteral("bank.tieOut"), this,
        [session = &ui().session](const StopToken& stop) -> Result<std::vector<Compared>> {
            const auto configuration =
                session->database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).load(); });
            if (!configuration)
                return fail(configuration.error());
            std::vector<engine::ClearingSide> sides;
            for (const config::Store& store : configuration->stores) {
                auto side = engine::clearingSide(session->engine, store);
                if (!side && side.error().kind == ErrorKind::Unmapped)
                    continue; // without the account nothing of it can have been posted
                if (!side)
                    return fail(side.error());
                if (!side->lines.empty())
                    sides.push_back(std::move(*side));
            }
            std::vector<Compared> compared;
            for (const engine::ClearingSide& side : sides) {
                const auto balance = session->engine.clearingBalance(side.store.id, side.account, stop);
                const auto expected = engine::expectedInNetSuite(sides, side);
                if (!balance || !expected)
                    return fail(!balance ? balance.error() : expected.error());
                const auto difference = balance->ofSettlements.minus(*expected);
                if (!difference)
                    return fail(difference.error());
                compared.push_back({side.store.id, *expected, balance->ofSettlements, *difference});
            }
            return compared;
        },
        [this](const Result<std::vector<Compared>>& compared) {
            m_compare->setEnabled(true);
            if (!compared) {
                tellError(compared.error());
                return;
            }
            QStringList equal, different;
            for (const Compared& one : *compared) {
                const QString store = ui().names.store(one.store);
                if (one.difference.isZero())
                    equal << tr("%1 %2").arg(store, format::amounts({one.shown}));
                else
                    different << tr("%1: NetSuite shows %2, expected are %3, difference %4")
                                     .arg(store, format::amounts({one.shown}), format::amounts({one.expected}),
                                          format::amounts({one.difference}));
            }
            if (!different.isEmpty())
                tellError(Error::make(ErrorKind::Conflict, different.join(QStringLiteral("; ")),
                                      tr("Look for journals, payments and deposits of settlements on the clearing account that "
                                         "somebody changed or deleted in NetSuite."),
                                      QStringLiteral("clearing-differs")));
            else if (equal.isEmpty())
                tell(tr("No settlement is on the clearing account yet."));
            else
                tell(
                    tr("The clearing account ties out. Of settlements NetSuite shows: %1").arg(equal.join(QStringLiteral(", "))));
        });
}

QWidget* BankPage::buildLines()
{
    const Theme& theme = ui().theme;
    using Kind = Column::Kind;
    QFrame* pane = build::frame("pane");
    pane->setObjectName(QStringLiteral("bank.pane"));
    auto* layout = build::column(0);
    pane->setLayout(layout);
    auto* bar = build::row(theme.u(2), QMargins(theme.u(2), theme.u(1), theme.u(2), theme.u(1)));
    m_which = build::named(new ComboBox(theme), QStringLiteral("bank.lines.which"), tr("Which bank lines"));
    m_which->addItem(tr("Open bank lines"), QStringLiteral("open"));
    m_which->addItem(tr("All bank lines"), QString());
    bar->addWidget(m_which);
    bar->addStretch(1);
    layout->addLayout(bar);
    m_lines = new TablePanel(theme,
                             {{QStringLiteral("bank.col.lineState"), tr("State"), 7, Kind::State, {}},
                              {QStringLiteral("bank.col.day"), tr("Day"), 11, Kind::Text, tr("Value date")},
                              {QStringLiteral("bank.col.lineAmount"), tr("Amount"), 12, Kind::Amount, {}},
                              {QStringLiteral("bank.col.account"), tr("Account"), 9, Kind::Text, {}},
                              {QStringLiteral("bank.col.text"), tr("Text"), 0, Kind::Text,
                               tr("Only where it names Amazon; other bookings are nobody's business here")},
                              {QStringLiteral("bank.col.pays"), tr("Pays"), 12, Kind::Id, tr("Settlement")}},
                             QStringLiteral("bank.lines.table"), tr("Bank lines"));
    layout->addWidget(m_lines, 1);
    auto* foot = build::frame("paneFooter");
    auto* column = build::column(theme.u(1), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_words = new PlainLabel(theme, {}, PlainLabel::Role::Small);
    m_words->setWordWrap(true);
    auto* row = build::row(theme.u(2));
    auto* reason = new PlainLabel(theme, tr("Rea&son"));
    m_reason = build::named(new QLineEdit, QStringLiteral("bank.reason"), tr("Why the line pays the settlement"));
    m_reason->setMaxLength(300);
    reason->setBuddy(m_reason);
    m_unmatch = build::button(theme, QStringLiteral("bank.unmatchButton"), tr("Take match back"));
    m_match = build::button(theme, QStringLiteral("bank.matchButton"), tr("Match"), QStringLiteral("check"), true);
    row->addWidget(reason);
    row->addWidget(m_reason, 1);
    row->addWidget(m_unmatch);
    row->addWidget(m_match);
    column->addWidget(m_words);
    column->addLayout(row);
    foot->setLayout(column);
    layout->addWidget(foot);
    connect(m_which, &QComboBox::currentIndexChanged, this, [this] { showLines(); });
    connect(&m_lines->table(), &RecordTable::currentChangedTo, this, [this] { showPair(); });
    connect(m_reason, &QLineEdit::textChanged, this, [this] { showPair(); });
    connect(m_reason, &QLineEdit::returnPressed, this, &BankPage::match);
    connect(m_match, &QPushButton::clicked, this, &BankPage::match);
    connect(m_unmatch, &QPushButton::clicked, this, &BankPage::unmatch);
    return pane;
}

void BankPage::read()
{
    ui().tasks.run(
        QStringLiteral("bank.read"), this,
        [session = &ui().session, store = ui().store](const StopToken&) -> Result<Facts> {
            auto entries = SettlementsPage::load(*session, store);
            if (!entries)
                return fail(entries.error());
            auto suggestions = session->engine.bankSuggestions();
            if (!suggestions)
                return fail(suggestions.error());
            Facts facts;
            facts.suggestions = std::move(*suggestions);
            auto done = session->database.read([&](db::Connection& connection) -> Result<void> {
                const db::BankTable bank(connection);
                db::BankTable::Filter filter;
                filter.limit = kMostLines;
                auto lines = bank.list(filter);
                if (!lines)
                    return fail(lines.error());
                facts.lines = std::move(*lines);
                for (SettlementsPage::Entry& entry : *entries) {
                    if (entry.row.settlement.isReissue)
                        continue;
                    auto paid = bank.paid(entry.row.settlement.record, entry.row.settlement.currency);
                    if (!paid)
                        return fail(paid.error());
                    facts.deposits.push_back({std::move(entry), std::move(*paid)});
                }
                return {};
            });
            if (!done)
                return fail(done.error());
            return facts;
        },
        [this](Result<Facts> facts) {
            if (!told(facts))
                return;
            m_facts = std::move(*facts);
            show();
        });
}

void BankPage::show()
{
    showDeposits();
    showLines();
    if (!m_wanted.isEmpty())
        table()->select(m_wanted);
    m_wanted.clear();
    selectFirst();
    // A refresh must not take away the line that a person has chosen.
    if (m_proposedFor != table()->currentId() || !m_lines->table().currentIndex().isValid())
        proposeLine();
    showPair();
}

TableRow BankPage::rowOf(const Deposit& deposit) const
{
    const db::SettlementRow& said = deposit.entry.row.settlement;
    TableRow row;
    row.id = QString::number(said.record.value());
    const bool isPaid = deposit.paid.lines > 0;
    const bool isSame = isPaid && deposit.difference().isZero();
    Cell state = rows::state(db::RecordState::Skipped, tr("No payout"));
    if (isPaid)
        state = isSame ? rows::state(db::RecordState::Done, tr("Paid")) : rows::state(db::RecordState::Review, tr("Differs"));
    else if (deposit.isExpected() && said.depositAt && *said.depositAt > ui().now())
        state = rows::state(db::RecordState::Ready, tr("To come"));
    else if (deposit.isExpected())
        state = rows::state(db::RecordState::Waiting, tr("Open"), tr("No bank line pays it yet."));
    Cell settlement =
        rows::text(tr("%1, %2").arg(ui().names.store(said.store), settlement_words::period(said.startAt, said.endAt)));
    settlement.tooltip = settlement.text + u'\n' + tr("Settlement %1").arg(format::remote(deposit.entry.row.key));
    Cell difference = dash();
    if (isPaid) {
        difference = rows::money(deposit.difference(), false);
        difference.token = isSame ? Token::Done : Token::Waiting;
    }
    const Money booked = deposit.entry.posted.plus(deposit.entry.parked).value_or(deposit.entry.posted);
    row.cells = {state,
                 rows::text(settlement_words::date(said.depositAt)),
                 settlement,
                 deposit.entry.hasTotal ? rows::money(deposit.entry.deposit) : dash(),
                 booked.isZero() ? dash() : rows::money(booked, false),
                 isPaid ? rows::money(deposit.paid.sum, false) : dash(),
                 difference};
    return row;
}

void BankPage::showDeposits()
{
    const QString view = filter().chosen(QStringLiteral("view"));
    std::vector<TableRow> out;
    std::map<QString, Money> open, clearing;
    for (const Deposit& deposit : m_facts.deposits) {
        const bool isPaid = deposit.paid.lines > 0;
        if (deposit.isExpected() && !isPaid) {
            add(open, deposit.entry.deposit);
            // A deposit that Causeway booked has left the clearing account already.
            if (deposit.entry.isPosted && !deposit.entry.isDeposited)
                add(clearing, deposit.entry.deposit);
        }
        if ((view == QLatin1StringView("open") && (isPaid || !deposit.isExpected())) ||
            (view == QLatin1StringView("paid") && !isPaid))
            continue;
        out.push_back(rowOf(deposit));
    }
    const int shown = static_cast<int>(out.size());
    rows().setRows(std::move(out));
    panel().setFooter(tr("%n deposits, not at the bank: ", nullptr, shown) + words(open),
                      tr("On the clearing account should stand: %1").arg(words(clearing)));
    if (m_facts.deposits.empty())
        panel().setEmptyText(tr("No settlements yet. What Amazon pays appears here with the first one."));
    else
        panel().setEmptyText(tr("No deposits match this filter."), tr("Clear filter"), [this] { filter().clearAll(); });
    const auto missing = static_cast<int>(std::count_if(m_facts.deposits.begin(), m_facts.deposits.end(), [](const Deposit& one) {
        return one.isExpected() && one.paid.lines == 0;
    }));
    setCount(m_facts.deposits.empty() ? QString()
             : missing > 0            ? tr("%n deposits are not at the bank", nullptr, missing)
                                      : tr("Every deposit is at the bank"));
}

TableRow BankPage::rowOf(const db::BankLineRow& line) const
{
    TableRow row;
    row.id = QString::number(line.id.value());
    const bool isOut = line.amount.minorUnits() <= 0;
    Cell state = isOut        ? rows::state(db::RecordState::Skipped, tr("Out"), tr("Money that went out pays no settlement."))
                 : line.match ? rows::state(db::RecordState::Done, tr("Matched"))
                              : rows::state(db::RecordState::Waiting, tr("Open"));
    Cell pays = rows::text(line.match ? format::remote(line.match->settlementKey) : QString());
    if (line.match)
        pays.tooltip = tr("%1 (%2)").arg(line.match->reason, line.match->by);
    row.cells = {state,
                 rows::text(settlement_words::date(line.dayAt)),
                 rows::money(line.amount),
                 rows::text(ui().names.store(line.account), Token::Muted),
                 rows::text(format::remote(line.memo)),
                 pays};
    return row;
}

void BankPage::showLines()
{
    const bool onlyOpen = m_which->currentId() == QLatin1StringView("open");
    const Deposit* chosen = deposit();
    std::vector<TableRow> out;
    std::map<QString, Money> open;
    for (const db::BankLineRow& line : m_facts.lines) {
        const bool isOpen = !line.match && line.amount.minorUnits() > 0;
        if (isOpen)
            add(open, line.amount);
        const bool paysChosen = chosen != nullptr && line.match && line.match->record == chosen->record();
        if (!onlyOpen || isOpen || paysChosen)
            out.push_back(rowOf(line));
    }
    const int shown = static_cast<int>(out.size());
    m_lines->table().setColumnHidden(kPaysColumn, onlyOpen);
    m_lines->rows().setRows(std::move(out));
    m_lines->setFooter(tr("%n bank lines", nullptr, shown), tr("Open: %1").arg(words(open)));
    if (m_facts.lines.empty())
        m_lines->setEmptyText(tr("No bank lines yet. Take in the statement of the account that Amazon pays into."),
                              tr("Import statement\u2026"), [this] { openFile(); });
    else
        m_lines->setEmptyText(tr("Every bank line is matched."), tr("Show all"), [this] { m_which->chooseId(QString()); });
}

void BankPage::proposeLine()
{
    showLines(); // those of the chosen deposit come in, those of the former one go
    m_proposedFor = table()->currentId();
    const Deposit* chosen = deposit();
    if (chosen == nullptr)
        return;
    for (const db::BankLineRow& line : m_facts.lines) {
        if (line.match && line.match->record == chosen->record()) {
            m_lines->table().select(QString::number(line.id.value()));
            return;
        }
    }
    for (const auto& one : m_facts.suggestions) {
        if (one.settlement.record == chosen->record()) {
            m_lines->table().select(QString::number(one.line.id.value()));
            return;
        }
    }
}

const BankPage::Deposit* BankPage::deposit() const
{
    const QString id = table()->currentId();
    const auto found = std::find_if(m_facts.deposits.begin(), m_facts.deposits.end(),
                                    [&](const Deposit& one) { return QString::number(one.record().value()) == id; });
    return found == m_facts.deposits.end() ? nullptr : &*found;
}

const db::BankLineRow* BankPage::line() const
{
    const QString id = m_lines->table().currentId();
    const auto found = std::find_if(m_facts.lines.begin(), m_facts.lines.end(),
                                    [&](const db::BankLineRow& one) { return QString::number(one.id.value()) == id; });
    return found == m_facts.lines.end() ? nullptr : &*found;
}

const engine::BankDesk::Suggestion* BankPage::suggestion() const
{
    const Deposit* to = deposit();
    const db::BankLineRow* from = line();
    if (to == nullptr || from == nullptr)
        return nullptr;
    const auto found = std::find_if(m_facts.suggestions.begin(), m_facts.suggestions.end(), [&](const auto& one) {
        return one.settlement.record == to->record() && one.line.id == from->id;
    });
    return found == m_facts.suggestions.end() ? nullptr : &*found;
}

std::vector<const engine::BankDesk::Suggestion*> BankPage::sure() const
{
    std::vector<const engine::BankDesk::Suggestion*> list;
    for (const auto& one : m_facts.suggestions) {
        if (one.isUnique && (ui().store.isEmpty() || one.settlement.store == ui().store))
            list.push_back(&one);
    }
    return list;
}

bool BankPage::needsReason() const
{
    const Deposit* to = deposit();
    const db::BankLineRow* from = line();
    return to != nullptr && from != nullptr && !(to->entry.deposit == from->amount && to->paid.lines == 0);
}

QString BankPage::obstacle() const
{
    if (!ui().session.mayWrite)
        return Page::whyNot(Verb::Map);
    const Deposit* to = deposit();
    const db::BankLineRow* from = line();
    if (to == nullptr || from == nullptr)
        return tr("Choose a deposit at the left and the bank line that pays it.");
    if (from->match)
        return tr("This bank line pays settlement %1 already.").arg(format::remote(from->match->settlementKey));
    if (from->amount.minorUnits() <= 0)
        return tr("This is money that went out; only a deposit can pay a settlement.");
    if (needsReason() && m_reason->text().trimmed().isEmpty())
        return to->paid.lines > 0
                   ? tr("The settlement has a bank line already. Say why this one pays it, too.")
                   : tr("The bank received %1, Amazon says %2. Say why they belong together.")
                         .arg(format::amountWithCurrency(from->amount), format::amountWithCurrency(to->entry.deposit));
    return {};
}

QString BankPage::pairWords() const
{
    const db::BankLineRow* from = line();
    if (from != nullptr && from->match)
        return tr("Pays settlement %1: %2 (%3, %4).")
            .arg(format::remote(from->match->settlementKey), format::remote(from->match->reason), from->match->by,
                 format::shortTime(from->match->at, ui().now()));
    const QString why = obstacle();
    if (!why.isEmpty())
        return why;
    if (const auto* fits = suggestion())
        return format::remote(fits->evidence);
    return needsReason() ? tr("Matched with your reason; it goes into the audit log.") : tr("Same amount and currency.");
}

void BankPage::showPair()
{
    m_words->setText(pairWords());
    const QString why = obstacle();
    m_match->setEnabled(why.isEmpty());
    m_match->setToolTip(why.isEmpty() ? tr("Keys: %1").arg(QStringLiteral("Ctrl+M")) : format::tooltip(why));
    const bool canTakeBack = line() != nullptr && line()->match && ui().session.mayWrite;
    m_unmatch->setEnabled(canTakeBack);
    m_unmatch->setToolTip(canTakeBack ? QString() : tr("Choose a bank line that pays a settlement."));
    m_reason->setEnabled(line() != nullptr && !line()->match && ui().session.mayWrite);
    const auto count = static_cast<int>(sure().size());
    m_sure->setText(u' ' + (count > 0 ? tr("Match %n that fit", nullptr, count) : tr("Match what fits")));
    m_sure->setAccessibleName(m_sure->text().trimmed());
    m_sure->setEnabled(count > 0 && ui().session.mayWrite);
    m_sure->setToolTip(count > 0 ? tr("Same amount and currency, and nothing else fits either of them")
                                 : tr("No open bank line is the only one that fits a deposit."));
    m_import->setEnabled(ui().session.mayWrite && !m_importer->isBusy());
    m_import->setText(u' ' + (m_importer->isBusy() ? tr("Reading\u2026") : tr("Import statement\u2026")));
    Q_EMIT verbsChanged();
}

void BankPage::match()
{
    if (const QString why = obstacle(); !why.isEmpty()) {
        m_words->setText(why);
        return;
    }
    const db::BankLineId from = line()->id;
    if (!told(ui().session.engine.matchBank(from, deposit()->record(), m_reason->text(), ui().session.actor)))
        return;
    m_reason->clear();
    tell(tr("Matched."), tr("Undo"), [this, from] {
        if (told(ui().session.engine.unmatchBank(from, ui().session.actor)))
            tell(tr("As it was before."));
        read();
    });
    read();
}

void BankPage::matchSure()
{
    std::vector<db::BankLineId> matched;
    for (const auto* one : sure()) {
        if (!told(ui().session.engine.matchBank(one->line.id, one->settlement.record, {}, ui().session.actor)))
            break;
        matched.push_back(one->line.id);
    }
    if (!matched.empty())
        tell(tr("%n deposits matched.", nullptr, static_cast<int>(matched.size())), tr("Undo"), [this, matched] {
            for (const db::BankLineId line : matched) {
                if (!told(ui().session.engine.unmatchBank(line, ui().session.actor)))
                    break;
            }
            tell(tr("As it was before."));
            read();
        });
    read();
}

void BankPage::unmatch()
{
    if (line() == nullptr || !line()->match)
        return;
    if (told(ui().session.engine.unmatchBank(line()->id, ui().session.actor)))
        tell(tr("The match is taken back."));
    read();
}

void BankPage::openFile()
{
    auto* dialog = new QFileDialog(this, tr("Import bank statements"));
    dialog->setObjectName(QStringLiteral("bank.openFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Bank statements (*.csv *.txt *.ofx *.qfx)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &BankPage::importFiles);
    dialog->open();
}

void BankPage::importFiles(const QStringList& files)
{
    const Deposit* chosen = deposit();
    m_importer->import(files, !ui().store.isEmpty() || chosen == nullptr ? ui().store : chosen->entry.row.settlement.store);
}

void BankPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (ui().session.mayWrite && !SettlementsPage::filesOf(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void BankPage::dropEvent(QDropEvent* event)
{
    if (!ui().session.mayWrite)
        return;
    event->acceptProposedAction();
    importFiles(SettlementsPage::filesOf(*event->mimeData()));
}

bool BankPage::can(Verb verb) const
{
    switch (verb) {
    case Verb::Open:
        return deposit() != nullptr;
    case Verb::Map:
        return obstacle().isEmpty();
    default:
        return ListPage::can(verb);
    }
}

QString BankPage::label(Verb verb) const
{
    return verb == Verb::Map ? tr("Match") : QString();
}

QString BankPage::whyNot(Verb verb) const
{
    return verb == Verb::Map ? obstacle() : ListPage::whyNot(verb);
}

void BankPage::perform(Verb verb)
{
    if (verb == Verb::Open && deposit() != nullptr)
        Q_EMIT wantsTo({QStringLiteral("settlement"), {}, table()->currentId()});
    else if (verb == Verb::Map)
        match();
    else
        ListPage::perform(verb);
}

QList<Verb> BankPage::contextVerbs() const
{
    return {Verb::Open, Verb::Map};
}

void BankPage::go(const Target& target)
{
    if (!target.id.isEmpty()) {
        m_wanted = target.id;
        m_proposedFor.clear(); // whoever comes for a deposit wants to see its line
        filter().clearAll();
        table()->select(target.id);
    }
    table()->setFocus(Qt::OtherFocusReason);
}

Target BankPage::place() const
{
    return {id(), {}, table()->currentId()};
}

void BankPage::restart()
{
    read();
}

void BankPage::refresh(int topics)
{
    if ((topics & ChangeHub::Records) != 0)
        read();
}

} // namespace causeway::ui
