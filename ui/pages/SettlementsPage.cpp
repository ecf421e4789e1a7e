// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SettlementsPage.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>

#include "Format.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "pages/Rows.h"
#include "pages/SettlementImporter.h"
#include "pages/SettlementWords.h"
#include "reading/Names.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"
#include "widgets/FileDialog.h"

namespace causeway::ui {

namespace {

const QString kFlow = engine::SettlementImport::kFlow;
constexpr int kMost = 200; ///< about eight years of one marketplace

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("settlements.col.state"), SettlementsPage::tr("State"), 8, Kind::State, {}},
            {QStringLiteral("settlements.col.period"), SettlementsPage::tr("Period"), 21, Kind::Text,
             SettlementsPage::tr("As Amazon cuts it, in UTC")},
            {QStringLiteral("settlements.col.store"), SettlementsPage::tr("Store"), 18, Kind::Text, {}},
            {QStringLiteral("settlements.col.deposit"), SettlementsPage::tr("Deposit"), 13, Kind::Amount,
             SettlementsPage::tr("Total of the report, as Amazon says")},
            {QStringLiteral("settlements.col.rows"), SettlementsPage::tr("Rows"), 7, Kind::Number, {}},
            {QStringLiteral("settlements.col.posted"), SettlementsPage::tr("Posted"), 13, Kind::Amount,
             SettlementsPage::tr("In NetSuite on the accounts of its categories")},
            {QStringLiteral("settlements.col.waiting"), SettlementsPage::tr("Waiting"), 13, Kind::Amount,
             SettlementsPage::tr("Not in the books yet")},
            {QStringLiteral("settlements.col.parked"), SettlementsPage::tr("Parked"), 9, Kind::Amount,
             SettlementsPage::tr("On the suspense account, with a reason")},
            {QStringLiteral("settlements.col.proof"), SettlementsPage::tr("Proof"), 7, Kind::Amount,
             SettlementsPage::tr("What is missing between the report and its rows, or between the report and the books: zero is "
                                 "right")},
            {QStringLiteral("settlements.col.depositDate"), SettlementsPage::tr("Deposit date"), 11, Kind::Text, {}},
            {QStringLiteral("settlements.col.reason"), SettlementsPage::tr("Reason"), 0, Kind::Text, {}}};
}

/// Amounts of several currencies stand in one list.
Cell amountCell(const Money& amount, bool dashWhenZero = false)
{
    if (dashWhenZero && amount.isZero())
        return rows::text(QStringLiteral("\u2013"), Token::Muted);
    return rows::money(amount);
}

} // namespace

SettlementsPage::SettlementsPage(Ui& ui, QWidget* parent)
    : ListPage(ui, QStringLiteral("settlements"), tr("Settlements"), columns(), parent)
{
    addTabs({{QStringLiteral("settlements"), tr("Settlements")}, {QStringLiteral("bank"), tr("Bank")}});
    m_fetch = build::button(ui.theme, QStringLiteral("settlements.fetchButton"), tr("Fetch now"), QStringLiteral("refresh-cw"));
    m_fetch->setToolTip(tr("Asks Amazon for new settlement reports of the store chosen above, or of all stores"));
    m_open =
        build::button(ui.theme, QStringLiteral("settlements.openFileButton"), tr("Open file\u2026"), QStringLiteral("file-text"));
    m_open->setToolTip(tr("A settlement file (flat file V2, or an old V1). Dropping it here does the same."));
    headerActions()->addWidget(m_fetch);
    headerActions()->addWidget(m_open);
    filter().addFind(tr("Settlement id begins with"));
    QList<FilterBar::Choice> states{{QString(), tr("State: any")}};
    for (const auto state : {db::RecordState::Ready, db::RecordState::Running, db::RecordState::Waiting, db::RecordState::Review,
                             db::RecordState::Error, db::RecordState::Done, db::RecordState::Skipped})
        states << FilterBar::Choice{db::toString(state), format::stateWord(state)};
    filter().addChoice(QStringLiteral("state"), tr("State"), states);
    filter().addStretch();
    m_importer = new SettlementImporter(ui);
    content()->insertWidget(0, m_importer);
    setAcceptDrops(true);
    connect(m_fetch, &QPushButton::clicked, this, &SettlementsPage::fetchNow);
    connect(m_open, &QPushButton::clicked, this, &SettlementsPage::openFile);
    connect(table(), &RecordTable::opened, this, [this] { perform(Verb::Open); });
    connect(m_importer, &SettlementImporter::busyChanged, this, &SettlementsPage::enableButtons);
    connect(m_importer, &SettlementImporter::imported, this, [this](const QString& sentence, RecordId record) {
        m_wanted = QString::number(record.value());
        tell(sentence, tr("Open"), [this, record] {
            Q_EMIT wantsTo({QStringLiteral("settlement"), {}, QString::number(record.value())});
        });
        read();
    });
    connect(m_importer, &SettlementImporter::failed, this, [this](const Error& error) { tellError(error); });
    enableButtons();
}

Result<std::vector<SettlementsPage::Entry>> SettlementsPage::load(Session& session, const QString& store)
{
    auto list = session.database.read(
        [&](db::Connection& connection) { return db::SettlementTable(connection).list(store, std::nullopt, kMost); });
    if (!list)
        return fail(list.error());
    std::vector<Entry> entries;
    for (const db::SettlementListRow& row : *list)
        entries.push_back(entryOf(session, row));
    return entries;
}

SettlementsPage::Entry SettlementsPage::entryOf(Session& session, const db::SettlementListRow& row)
{
    Entry entry;
    entry.row = row;
    entry.state = row.state;
    entry.reason = format::reason(row.reason);
    entry.hasTotal = row.settlement.total.has_value();
    entry.deposit = row.settlement.total.value_or(Money::zero(row.settlement.currency));
    entry.posted = entry.waiting = entry.parked = Money::zero(row.settlement.currency);
    auto record = session.database.read(
        [&](db::Connection& connection) { return db::RecordReads(connection).find(row.settlement.record); });
    auto view = record && *record
                    ? session.engine.settlementDetail(**record)
                    : Result<engine::SettlementView>(fail(ErrorKind::Storage, tr("The settlement cannot be read.")));
    if (!view) {
        entry.failed = true;
        entry.reason = format::remote(view.error().message);
        return entry;
    }
    entry.state = settlement_words::state(*view);
    entry.difference = view->proof.difference;
    if (view->isPosted()) {
        entry.isPosted = true;
        entry.isDeposited = std::any_of(view->documents.begin(), view->documents.end(), [](const db::CommandRow& document) {
            return document.type == QLatin1StringView("deposit");
        });
        entry.posted = view->proof.posted;
        entry.parked = view->proof.parked;
        entry.reason = tr("%n journals", nullptr, static_cast<int>(view->documents.size()));
        return entry;
    }
    if (row.settlement.isReissue) {
        entry.reason = tr("Re-issued: compare");
        return entry;
    }
    entry.waiting = entry.deposit;
    if (entry.state == db::RecordState::Skipped)
        entry.reason = format::remote(view->record.note.isEmpty() ? format::reason(view->record.reason) : view->record.note);
    else if (view->trouble)
        entry.reason = format::remote(view->trouble->message);
    else if (!view->unmapped.empty())
        entry.reason = tr("%n categories have no account", nullptr, static_cast<int>(view->unmapped.size()));
    else if (entry.state == db::RecordState::Review || entry.state == db::RecordState::Ready)
        entry.reason = tr("may be posted: %n journals", nullptr, static_cast<int>(view->draft.journals.size()));
    else if (view->record.error)
        entry.reason = format::remote(view->record.error->message);
    return entry;
}

void SettlementsPage::read()
{
    ui().tasks.run(
        QStringLiteral("settlements.read"), this,
        [session = &ui().session, store = ui().store](const StopToken&) { return load(*session, store); },
        [this](Result<std::vector<Entry>> entries) {
            if (!told(entries))
                return;
            m_entries = std::move(*entries);
            show();
        });
}

void SettlementsPage::show()
{
    std::vector<TableRow> out;
    int open = 0;
    std::vector<Money> waiting;
    const QString find = filter().find();
    const QString wanted = filter().chosen(QStringLiteral("state"));
    for (const Entry& entry : m_entries) {
        const db::SettlementRow& said = entry.row.settlement;
        if (!entry.waiting.isZero()) {
            ++open;
            const auto sum = std::find_if(waiting.begin(), waiting.end(),
                                          [&](const Money& other) { return other.currency() == entry.waiting.currency(); });
            if (sum == waiting.end())
                waiting.push_back(entry.waiting);
            else if (auto more = sum->plus(entry.waiting))
                *sum = std::move(*more);
        }
        if (!entry.row.key.startsWith(find, Qt::CaseInsensitive) || (!wanted.isEmpty() && db::toString(entry.state) != wanted))
            continue;
        TableRow row;
        row.id = QString::number(said.record.value());
        Cell period = rows::text(settlement_words::period(said.startAt, said.endAt));
        period.tooltip = tr("Settlement %1").arg(format::remote(entry.row.key));
        Cell proof;
        if (!entry.failed) {
            proof = entry.hasTotal ? rows::money(entry.difference, false) : rows::text(tr("no total"));
            proof.token = entry.hasTotal && entry.difference.isZero() ? Token::Done : Token::Error;
        }
        Cell reason = rows::text(entry.reason, said.isReissue ? Token::Waiting : Token::Muted);
        reason.tooltip = entry.reason;
        row.cells = {rows::state(entry.state),
                     period,
                     rows::text(ui().names.store(said.store), Token::Muted),
                     entry.hasTotal ? amountCell(entry.deposit) : rows::text(QStringLiteral("\u2013"), Token::Muted),
                     rows::number(said.rows),
                     amountCell(entry.posted, true),
                     amountCell(entry.waiting, true),
                     amountCell(entry.parked, true),
                     proof,
                     rows::text(settlement_words::date(ui().names.depositDay(said.store, said.depositAt))),
                     reason};
        out.push_back(std::move(row));
    }
    const int shown = static_cast<int>(out.size());
    rows().setRows(std::move(out));
    panel().setFooter(tr("%n settlements", nullptr, shown),
                      waiting.empty() ? tr("Everything is in the books") : tr("Waiting: %1").arg(format::amounts(waiting)));
    setCount(m_entries.empty() ? QString()
             : open > 0        ? tr("%n are not in the books yet", nullptr, open)
                               : tr("All are in the books"));
    if (m_entries.empty())
        panel().setEmptyText(tr("No settlements yet. Amazon usually makes one every two weeks."), tr("Fetch now"),
                             [this] { fetchNow(); });
    else
        panel().setEmptyText(tr("No settlements match this filter."), tr("Clear filter"), [this] { filter().clearAll(); });
    if (!m_wanted.isEmpty())
        table()->select(m_wanted);
    m_wanted.clear();
    selectFirst();
    Q_EMIT verbsChanged();
}

void SettlementsPage::fetchNow()
{
    auto configuration = ui().session.configuration();
    if (!told(configuration))
        return;
    int asked = 0;
    for (const config::Store& store : configuration->stores) {
        if (!ui().store.isEmpty() && store.id != ui().store)
            continue;
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = store.id;
        auto run = ui().session.engine.runNow(request, ui().session.actor);
        if (!run && run.error().kind != ErrorKind::Conflict) {
            tellError(run.error());
            return;
        }
        ++asked;
    }
    tell(tr("Amazon is asked for the settlements of %n stores.", nullptr, asked), tr("Show runs"), [this] {
        Q_EMIT wantsTo({QStringLiteral("flows"), QStringLiteral("runs"), {}});
    });
}

void SettlementsPage::openFile()
{
    auto* dialog = new FileDialog(this, FileDialog::For::Open, QStringLiteral("settlements.openFileDialog"),
                                  tr("Open settlement files"), {tr("Settlement files (*.txt *.tsv *.csv)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &SettlementsPage::importFiles);
    dialog->open();
}

void SettlementsPage::importFiles(const QStringList& files)
{
    m_importer->import(files, ui().store);
}

QStringList SettlementsPage::filesOf(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

void SettlementsPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (ui().session.mayWrite && !filesOf(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void SettlementsPage::dropEvent(QDropEvent* event)
{
    if (!ui().session.mayWrite)
        return;
    event->acceptProposedAction();
    importFiles(filesOf(*event->mimeData()));
}

const SettlementsPage::Entry* SettlementsPage::current() const
{
    const QString id = table()->currentId();
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) {
        return QString::number(entry.row.settlement.record.value()) == id;
    });
    return found == m_entries.end() ? nullptr : &*found;
}

bool SettlementsPage::can(Verb verb) const
{
    switch (verb) {
    case Verb::Open:
        return current() != nullptr;
    case Verb::RunNow:
        return ui().session.mayWrite;
    case Verb::Retry:
        return ui().session.mayWrite && current() != nullptr && current()->state != db::RecordState::Done;
    default:
        return ListPage::can(verb);
    }
}

QString SettlementsPage::whyNot(Verb verb) const
{
    if (verb == Verb::OpenAmazon)
        return tr("Settlements are under Payments in Seller Central.");
    return ListPage::whyNot(verb);
}

void SettlementsPage::perform(Verb verb)
{
    switch (verb) {
    case Verb::Open:
        if (current() != nullptr)
            Q_EMIT wantsTo({QStringLiteral("settlement"), {}, table()->currentId()});
        break;
    case Verb::RunNow:
        fetchNow();
        break;
    case Verb::Retry: {
        auto queued = ui().session.engine.retry({RecordId(table()->currentId().toLongLong())}, ui().session.actor);
        if (told(queued))
            tell(tr("%n settlements are planned again.", nullptr, *queued));
        break;
    }
    default:
        ListPage::perform(verb);
    }
}

Subject SettlementsPage::subject() const
{
    if (current() == nullptr)
        return {};
    auto record = ui().session.database.read(
        [&](db::Connection& connection) { return db::RecordReads(connection).find(current()->row.settlement.record); });
    if (!record || !*record)
        return {};
    Subject chosen = subjectOf(**record);
    chosen.orderId.clear();
    return chosen;
}

QList<Verb> SettlementsPage::contextVerbs() const
{
    return {Verb::Open, Verb::Count, Verb::Retry, Verb::OpenNetSuite, Verb::CopySupport};
}

void SettlementsPage::go(const Target& target)
{
    if (!target.filter.isEmpty()) {
        filter().clearAll();
        filter().choose(QStringLiteral("state"), target.filter);
    }
    if (!target.id.isEmpty()) {
        m_wanted = target.id;
        table()->select(target.id);
    }
    table()->setFocus(Qt::OtherFocusReason);
}

Target SettlementsPage::place() const
{
    return {id(), {}, table()->currentId()};
}

void SettlementsPage::restart()
{
    read();
}

void SettlementsPage::refresh(int topics)
{
    enableButtons();
    if ((topics & (ChangeHub::Records | ChangeHub::Mappings)) != 0)
        read();
}

void SettlementsPage::enableButtons()
{
    const bool write = ui().session.mayWrite;
    const QString why = write ? QString() : tr("Another Causeway runs this profile. You can read; actions are disabled.");
    m_fetch->setEnabled(write);
    m_open->setEnabled(write && !m_importer->isBusy());
    m_open->setText(u' ' + (m_importer->isBusy() ? tr("Reading\u2026") : tr("Open file\u2026")));
    if (!write) {
        m_fetch->setToolTip(why);
        m_open->setToolTip(why);
    }
}

} // namespace causeway::ui
