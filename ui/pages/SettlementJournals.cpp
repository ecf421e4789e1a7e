// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SettlementJournals.h"

#include <QItemSelection>
#include <QTabBar>
#include <QTabWidget>

#include "Format.h"
#include "db/BankTable.h"
#include "pages/Rows.h"
#include "pages/SettlementWords.h"
#include "reading/Names.h"
#include "widgets/Build.h"
#include "widgets/FactList.h"
#include "widgets/TablePanel.h"

namespace causeway::ui {

namespace {

constexpr int kFixedTabs = 2;         ///< documents and bank, after the journals
constexpr std::size_t kMostTabs = 24; ///< a settlement that is posted in more parts is looked at in its export

QString accountOf(const QString& rowId)
{
    return rowId.section(u':', 1);
}

} // namespace

SettlementJournals::SettlementJournals(Ui& ui, QWidget* parent) : QFrame(parent), m_ui(ui)
{
    const Theme& theme = ui.theme;
    auto* layout = build::column(0);
    setLayout(layout);
    m_tabs = build::named(new QTabWidget, QStringLiteral("settlement.journals"), tr("Journals of the settlement"));
    m_tabs->tabBar()->setObjectName(QStringLiteral("settlement.journals.tabBar"));
    m_tabs->tabBar()->setAccessibleName(tr("Journals and documents"));
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->setUsesScrollButtons(true);
    layout->addWidget(m_tabs, 1);
    using Kind = Column::Kind;
    m_documents = new TablePanel(theme,
                                 {{QStringLiteral("settlement.col.documentState"), tr("State"), 9, Kind::State, {}},
                                  {QStringLiteral("settlement.col.document"), tr("Document"), 16, Kind::Text, {}},
                                  {QStringLiteral("settlement.col.documentName"), tr("In NetSuite"), 12, Kind::Text, {}},
                                  {QStringLiteral("settlement.col.documentKey"), tr("External id"), 0, Kind::Id, {}},
                                  {QStringLiteral("settlement.col.documentOpen"), QString(), 6, Kind::Action, {}}},
                                 QStringLiteral("settlement.documents.table"), tr("Documents of the settlement"));
    m_documents->setFooterShown(false);
    m_tabs->addTab(m_documents, tr("Documents"));
    buildBank();
    m_tabs->addTab(m_bankTab, tr("Bank"));
    connect(&ui.names, &Names::accountsChanged, this, [this] {
        if (m_view)
            show(*m_view);
    });
    connect(&m_documents->table(), &RecordTable::actionTriggered, this, [this](const QString& id, int) {
        for (const db::CommandRow& command : m_shown) {
            if (command.key == id)
                Q_EMIT documentRequested(command.type, command.remoteId);
        }
    });
    clear();
}

SettlementJournals::Tab SettlementJournals::makeTab(int number)
{
    const Theme& theme = m_ui.theme;
    Tab tab;
    tab.page = new QWidget;
    auto* layout = build::column(0);
    tab.page->setLayout(layout);
    auto* head = build::frame("paneHeader");
    auto* words = build::row(theme.u(2), QMargins(theme.u(2), theme.u(1), theme.u(2), theme.u(1)));
    tab.title = new PlainLabel(theme, {}, PlainLabel::Role::Bold);
    tab.title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    tab.note = new PlainLabel(theme, {}, PlainLabel::Role::Small);
    tab.note->setElided(true);
    words->addWidget(tab.title);
    words->addWidget(tab.note, 1);
    head->setLayout(words);
    layout->addWidget(head);
    using Kind = Column::Kind;
    const QString prefix = QStringLiteral("settlement.journal%1").arg(number);
    tab.panel = new TablePanel(theme,
                               {{QStringLiteral("settlement.col.journalAccount"), tr("Account"), 23, Kind::Text, {}},
                                {QStringLiteral("settlement.col.debit"), tr("Debit"), 10, Kind::Number, {}},
                                {QStringLiteral("settlement.col.credit"), tr("Credit"), 10, Kind::Number, {}},
                                {QStringLiteral("settlement.col.memo"), tr("Memo"), 0, Kind::Text, {}}},
                               prefix + QStringLiteral(".table"), tr("Lines of journal %1").arg(number));
    tab.panel->setFooterShown(false);
    layout->addWidget(tab.panel, 1);
    connect(&tab.panel->table(), &RecordTable::currentChangedTo, this, [this](const QString& id) {
        if (!m_highlighting)
            Q_EMIT chosen(accountOf(id));
    });
    return tab;
}

void SettlementJournals::clear()
{
    m_shown.clear();
    m_documents->rows().setRows({});
    m_documents->setEmptyText(tr("Nothing is in NetSuite yet."));
    m_view.reset();
    m_bank->rows().setRows({});
    m_bankFacts->setFacts({});
    while (m_tabs->count() > kFixedTabs)
        m_tabs->removeTab(0);
}

void SettlementJournals::show(const engine::SettlementView& view)
{
    m_view = view;
    const std::size_t count = std::min(view.draft.journals.size(), kMostTabs);
    while (m_journals.size() < count)
        m_journals.push_back(makeTab(static_cast<int>(m_journals.size()) + 1));
    const int kept = m_tabs->currentIndex();
    const bool none = m_tabs->count() == kFixedTabs;
    for (std::size_t i = 0; i < m_journals.size(); ++i) {
        const int at = m_tabs->indexOf(m_journals[i].page);
        if (i < count && at < 0)
            m_tabs->insertTab(static_cast<int>(i), m_journals[i].page, QString());
        else if (i >= count && at >= 0)
            m_tabs->removeTab(at);
    }
    for (std::size_t i = 0; i < count; ++i) {
        const flows::PlannedJournal& planned = view.draft.journals[i];
        QString date = settlement_words::journalDate(planned.date);
        if (i > 0 && view.draft.journals[i - 1].date == planned.date)
            date = tr("%1, part %2").arg(date).arg(planned.journal.part);
        m_tabs->setTabText(static_cast<int>(i), date);
        fill(m_journals[i], planned, view);
    }
    fillDocuments(view);
    fillBank(view);
    m_tabs->setCurrentIndex(none ? 0 : std::min(kept, m_tabs->count() - 1));
}

void SettlementJournals::fill(const Tab& tab, const flows::PlannedJournal& planned, const engine::SettlementView& view)
{
    tab.title->setText(planned.key);
    const auto posted = std::find_if(view.documents.begin(), view.documents.end(),
                                     [&](const db::CommandRow& document) { return document.key == planned.key; });
    QString note =
        posted != view.documents.end()
            ? tr("posted as %1").arg(format::remote(posted->remoteName.isEmpty() ? posted->remoteId : posted->remoteName))
            : tr("planned");
    if (!planned.note.isEmpty())
        note += QStringLiteral(" \u00B7 ") + planned.note;
    tab.note->setText(note);
    std::vector<TableRow> out;
    int number = 0;
    for (const settlement::JournalLine& line : planned.journal.lines) {
        TableRow row;
        row.id = QStringLiteral("%1:%2").arg(++number).arg(line.account);
        const Cell amount = rows::money(line.amount.absolute(), false);
        Cell memo = rows::text(settlement_words::memo(line.memo), Token::Muted);
        memo.tooltip = memo.text;
        QStringList places;
        const std::tuple<QString, QString, QString> dimensions[] = {
            {tr("Class"), QStringLiteral("class"), line.dimensions.classId},
            {tr("Location"), QStringLiteral("location"), line.dimensions.location},
            {tr("Department"), QStringLiteral("department"), line.dimensions.department}};
        for (const auto& [title, field, id] : dimensions) {
            if (id.isEmpty())
                continue;
            const QString name = m_ui.names.reference(field, id);
            places << (name.isEmpty() ? title + u' ' + id : tr("%1 %2 (id %3)").arg(title, name, id));
        }
        Cell account = rows::text(m_ui.names.account(line.account));
        if (account.text != line.account)
            places.prepend(tr("%1 (id %2)").arg(account.text, line.account)); // the whole name, which the column may cut
        account.tooltip = places.join(u'\n');
        row.cells = {account, line.amount.isNegative() ? amount : Cell(), line.amount.isNegative() ? Cell() : amount, memo};
        out.push_back(std::move(row));
    }
    const settlement_words::Sides sums = settlement_words::sides(planned.journal, view.content.summary.head.currency);
    const Money difference = sums.debits.minus(sums.credits).value_or(sums.debits);
    TableRow total;
    total.id = QStringLiteral("total");
    total.selectable = false;
    Cell verdict = rows::text(difference.isZero() ? tr("Balanced, difference %1").arg(format::amount(difference))
                                                  : tr("Does not balance, difference %1").arg(format::amount(difference)),
                              difference.isZero() ? Token::Done : Token::Error);
    verdict.state = difference.isZero() ? db::RecordState::Done : db::RecordState::Error;
    total.cells = {rows::text(tr("Total %1").arg(difference.currency())), rows::money(sums.debits, false),
                   rows::money(sums.credits, false), verdict};
    for (Cell& cell : total.cells)
        cell.bold = true;
    out.push_back(std::move(total));
    tab.panel->rows().setRows(std::move(out));
}

void SettlementJournals::fillDocuments(const engine::SettlementView& view)
{
    m_documents->setEmptyText(view.unmapped.empty() ? tr("Nothing is in NetSuite yet.")
                                                    : tr("The journals are shown here once every category has an account."));
    m_shown = view.documents;
    m_shown.insert(m_shown.end(), view.planned.begin(), view.planned.end());
    std::vector<TableRow> out;
    for (const db::CommandRow& command : m_shown) {
        TableRow row;
        row.id = command.key;
        const bool there = !command.remoteId.isEmpty();
        const bool open = there && m_ui.session.openUrl;
        row.cells = {there                                        ? rows::state(db::RecordState::Done, tr("Posted"))
                     : command.state == db::CommandState::Refused ? rows::state(db::RecordState::Error, tr("Refused"))
                                                                  : rows::state(db::RecordState::Ready, tr("Planned")),
                     rows::text(format::documentType(command.type)),
                     rows::text(format::remote(command.remoteName.isEmpty() ? command.remoteId : command.remoteName)),
                     rows::text(command.key, Token::Muted), open ? rows::action(tr("Open")) : Cell()};
        out.push_back(std::move(row));
    }
    m_documents->rows().setRows(std::move(out));
    const QString title = view.documents.empty()
                              ? tr("Documents")
                              : tr("Documents %1").arg(format::number(static_cast<qint64>(view.documents.size())));
    m_tabs->setTabText(m_tabs->indexOf(m_documents), title);
}

void SettlementJournals::buildBank()
{
    const Theme& theme = m_ui.theme;
    m_bankTab = new QWidget;
    auto* layout = build::column(0);
    m_bankTab->setLayout(layout);
    auto* top = build::column(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_bankFacts = new FactList(theme);
    top->addWidget(m_bankFacts);
    layout->addLayout(top);
    using Kind = Column::Kind;
    m_bank = new TablePanel(theme,
                            {{QStringLiteral("settlement.col.bankDay"), tr("Day"), 11, Kind::Text, {}},
                             {QStringLiteral("settlement.col.bankAmount"), tr("Received"), 13, Kind::Amount, {}},
                             {QStringLiteral("settlement.col.bankAccount"), tr("Account"), 13, Kind::Text, {}},
                             {QStringLiteral("settlement.col.bankWhy"), tr("Why it pays this settlement"), 0, Kind::Text, {}}},
                            QStringLiteral("settlement.bank.table"), tr("Bank lines of the settlement"));
    m_bank->setFooterShown(false);
    m_bank->setEmptyText(tr("No bank line pays this settlement yet."), tr("Look in the bank lines"), [this] {
        if (m_view)
            Q_EMIT linkRequested({QStringLiteral("bank"), {}, QString::number(m_view->record.id.value())});
    });
    layout->addWidget(m_bank, 1);
    connect(&m_bank->table(), &RecordTable::opened, this, [this] {
        if (m_view)
            Q_EMIT linkRequested({QStringLiteral("bank"), {}, QString::number(m_view->record.id.value())});
    });
}

/// Expected by NetSuite, settled by Amazon, paid by the bank: the three that have to agree.
void SettlementJournals::fillBank(const engine::SettlementView& view)
{
    db::BankTable::Filter filter;
    filter.record = view.record.id;
    const auto lines =
        m_ui.session.database.read([&](db::Connection& connection) { return db::BankTable(connection).list(filter); });
    const QString& currency = view.content.summary.head.currency;
    Money paid = Money::zero(currency);
    std::vector<TableRow> out;
    bool isOther = false;
    if (lines) {
        for (const db::BankLineRow& line : *lines) {
            TableRow row;
            row.id = QString::number(line.id.value());
            row.cells = {rows::text(settlement_words::date(line.dayAt)), rows::money(line.amount),
                         rows::text(m_ui.names.store(line.account), Token::Muted),
                         rows::text(line.match ? format::remote(line.match->reason) : QString())};
            if (auto sum = paid.plus(line.amount))
                paid = std::move(*sum);
            else
                isOther = true;
            out.push_back(std::move(row));
        }
    }
    const bool any = !out.empty();
    const auto shown = [](const Money& amount) { return format::amountWithCurrency(amount); };
    const engine::SettlementView::Proof& proof = view.proof;
    const Money booked = proof.posted.plus(proof.parked).value_or(proof.posted);
    std::vector<FactList::Fact> facts{{tr("In NetSuite"), view.isPosted() ? shown(booked) : tr("not posted yet")},
                                      {tr("Settled by Amazon"), proof.hasTotal ? shown(proof.reportTotal) : tr("no total")},
                                      {tr("Received by the bank"), !any      ? tr("nothing yet")
                                                                   : isOther ? tr("in another currency, see below")
                                                                             : shown(paid)}};
    if (any && !isOther && proof.hasTotal) {
        const Money difference = paid.minus(proof.reportTotal).value_or(paid);
        facts.push_back({tr("Difference"), shown(difference), difference.isZero() ? Token::Done : Token::Waiting});
    }
    m_bankFacts->setFacts(facts);
    m_bank->rows().setRows(std::move(out));
    m_tabs->setTabText(m_tabs->indexOf(m_bankTab),
                       any ? tr("Bank %1").arg(format::number(static_cast<qint64>(lines->size()))) : tr("Bank"));
}

void SettlementJournals::highlight(const QString& account)
{
    m_highlighting = true;
    for (const Tab& tab : m_journals) {
        QItemSelection lines;
        for (int i = 0; i < tab.panel->rows().rowCount(); ++i) {
            const QModelIndex index = tab.panel->rows().index(i, 0);
            if (!account.isEmpty() && accountOf(tab.panel->rows().id(index)) == account)
                lines.select(index, index);
        }
        tab.panel->table().selectionModel()->select(lines, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    m_highlighting = false;
}

std::vector<QStringList> SettlementJournals::lines(const engine::SettlementView& view, const Names& names)
{
    std::vector<QStringList> out{{tr("Journal"), tr("Date"), tr("Account"), tr("Account name"), tr("Debit"), tr("Credit"),
                                  tr("Currency"), tr("Class"), tr("Location"), tr("Department"), tr("Memo")}};
    for (const flows::PlannedJournal& planned : view.draft.journals) {
        for (const settlement::JournalLine& line : planned.journal.lines) {
            const QString amount = line.amount.absolute().amountText();
            QString name = names.account(line.account);
            name.remove(QChar(0x2068)).remove(QChar(0x2069));
            out.push_back({planned.key, planned.date, line.account, name, line.amount.isNegative() ? amount : QString(),
                           line.amount.isNegative() ? QString() : amount, line.amount.currency(), line.dimensions.classId,
                           line.dimensions.location, line.dimensions.department, line.memo});
        }
    }
    return out;
}

} // namespace causeway::ui
