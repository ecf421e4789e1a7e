// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/BankPage.h"

#include <algorithm>

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QPushButton>

#include "Format.h"
#include "db/ViewTables.h"
#include "engine/ClearingTieOut.h"
#include "pages/BankImporter.h"
#include "pages/BankPairing.h"
#include "pages/BankSums.h"
#include "pages/Rows.h"
#include "pages/SettlementWords.h"
#include "reading/Names.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"
#include "widgets/FileDialog.h"

namespace causeway::ui {

namespace {

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

} // namespace

BankPage::BankPage(Ui& ui, QWidget* parent) : ListPage(ui, QStringLiteral("bank"), tr("Bank"), columns(), parent)
{
    setTitle(tr("Settlements"));
    addTabs({{QStringLiteral("settlements"), tr("Settlements")}, {QStringLiteral("bank"), tr("Bank")}});
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
    m_pairing = new BankPairing(ui, m_facts, ui.session.mayWrite ? QString() : Page::whyNot(Verb::Map));
    setPane(m_pairing, 59, 41);
    setAcceptDrops(true);
    connect(m_import, &QPushButton::clicked, this, &BankPage::openFile);
    connect(m_sure, &QPushButton::clicked, this, &BankPage::matchSure);
    connect(m_compare, &QPushButton::clicked, this, &BankPage::compareWithNetSuite);
    connect(m_pairing, &BankPairing::changed, this, &BankPage::verbsChanged);
    connect(m_pairing, &BankPairing::importRequested, this, &BankPage::openFile);
    connect(m_pairing, &BankPairing::matchRequested, this, &BankPage::match);
    connect(m_pairing, &BankPairing::unmatchRequested, this, &BankPage::unmatch);
    connect(table(), &RecordTable::currentChangedTo, m_pairing, &BankPairing::setDeposit);
    connect(table(), &RecordTable::opened, this, [this] { perform(Verb::Open); });
    connect(m_importer, &BankImporter::busyChanged, this, [this] { showButtons(); });
    connect(m_importer, &BankImporter::imported, this, [this](const QString& sentence, bool hasProblems) {
        if (hasProblems)
            tellError(
                Error::make(ErrorKind::Invalid, sentence, tr("The other lines are taken in."), QStringLiteral("bank-lines")));
        else
            tell(sentence);
        read();
    });
    connect(m_importer, &BankImporter::failed, this, [this](const Error& error) { tellError(error); });
    showButtons();
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
            const auto configuration = session->configuration();
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

void BankPage::read()
{
    ui().tasks.run(
        QStringLiteral("bank.read"), this,
        [session = &ui().session, store = ui().store](const StopToken&) -> Result<BankFacts> {
            auto entries = SettlementsPage::load(*session, store);
            if (!entries)
                return fail(entries.error());
            auto suggestions = session->engine.bankSuggestions();
            if (!suggestions)
                return fail(suggestions.error());
            BankFacts facts;
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
        [this](Result<BankFacts> facts) {
            if (!told(facts))
                return;
            m_facts = std::move(*facts);
            show();
        });
}

void BankPage::show()
{
    showDeposits();
    if (!m_wanted.isEmpty())
        table()->select(m_wanted);
    m_wanted.clear();
    selectFirst();
    m_pairing->refresh(table()->currentId());
    showButtons();
}

TableRow BankPage::rowOf(const BankFacts::Deposit& deposit) const
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
                 rows::text(settlement_words::date(ui().names.depositDay(said.store, said.depositAt))),
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
    BankSums open, clearing;
    for (const BankFacts::Deposit& deposit : m_facts.deposits) {
        const bool isPaid = deposit.paid.lines > 0;
        if (deposit.isExpected() && !isPaid) {
            open.add(deposit.entry.deposit);
            // A deposit that Causeway booked has left the clearing account already.
            if (deposit.entry.isPosted && !deposit.entry.isDeposited)
                clearing.add(deposit.entry.deposit);
        }
        if ((view == QLatin1StringView("open") && (isPaid || !deposit.isExpected())) ||
            (view == QLatin1StringView("paid") && !isPaid))
            continue;
        out.push_back(rowOf(deposit));
    }
    const int shown = static_cast<int>(out.size());
    rows().setRows(std::move(out));
    panel().setFooter(tr("%n deposits, not at the bank: ", nullptr, shown) + open.words(),
                      tr("On the clearing account should stand: %1").arg(clearing.words()));
    if (m_facts.deposits.empty())
        panel().setEmptyText(tr("No settlements yet. What Amazon pays appears here with the first one."));
    else
        panel().setEmptyText(tr("No deposits match this filter."), tr("Clear filter"), [this] { filter().clearAll(); });
    const auto missing =
        static_cast<int>(std::count_if(m_facts.deposits.begin(), m_facts.deposits.end(),
                                       [](const BankFacts::Deposit& one) { return one.isExpected() && one.paid.lines == 0; }));
    setCount(m_facts.deposits.empty() ? QString()
             : missing > 0            ? tr("%n deposits are not at the bank", nullptr, missing)
                                      : tr("Every deposit is at the bank"));
}

const BankFacts::Deposit* BankPage::deposit() const
{
    return m_facts.deposit(table()->currentId());
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

void BankPage::showButtons()
{
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

void BankPage::match(db::BankLineId line, RecordId settlement, const QString& reason)
{
    if (!told(ui().session.engine.matchBank(line, settlement, reason, ui().session.actor)))
        return;
    m_pairing->clearReason();
    tell(tr("Matched."), tr("Undo"), [this, line] {
        if (told(ui().session.engine.unmatchBank(line, ui().session.actor)))
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

void BankPage::unmatch(db::BankLineId line)
{
    if (told(ui().session.engine.unmatchBank(line, ui().session.actor)))
        tell(tr("The match is taken back."));
    read();
}

void BankPage::openFile()
{
    auto* dialog =
        new FileDialog(this, FileDialog::For::Open, QStringLiteral("bank.openFileDialog"), tr("Import bank statements"),
                       {tr("Bank statements (*.csv *.txt *.ofx *.qfx)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &BankPage::importFiles);
    dialog->open();
}

void BankPage::importFiles(const QStringList& files)
{
    const BankFacts::Deposit* chosen = deposit();
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
        return m_pairing->obstacle().isEmpty();
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
    return verb == Verb::Map ? m_pairing->obstacle() : ListPage::whyNot(verb);
}

void BankPage::perform(Verb verb)
{
    if (verb == Verb::Open && deposit() != nullptr)
        Q_EMIT wantsTo({QStringLiteral("settlement"), {}, table()->currentId()});
    else if (verb == Verb::Map)
        m_pairing->match();
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
        m_pairing->forgetProposal(); // whoever comes for a deposit wants to see its line
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
