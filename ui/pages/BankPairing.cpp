// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/BankPairing.h"

#include <algorithm>

#include <QLineEdit>
#include <QPushButton>

#include "Format.h"
#include "pages/BankSums.h"
#include "pages/Rows.h"
#include "pages/SettlementWords.h"
#include "reading/Names.h"
#include "widgets/Build.h"
#include "widgets/ComboBox.h"
#include "widgets/TablePanel.h"

namespace causeway::ui {

namespace {
constexpr int kPaysColumn = 5; ///< of the bank lines
} // namespace

BankPairing::BankPairing(Ui& ui, const BankFacts& facts, const QString& whyReadOnly, QWidget* parent)
    : QFrame(parent), m_ui(ui), m_facts(facts), m_whyReadOnly(whyReadOnly)
{
    setObjectName(QStringLiteral("bank.pane"));
    setProperty("pane", true);
    const Theme& theme = ui.theme;
    using Kind = Column::Kind;
    auto* layout = build::column(0);
    setLayout(layout);
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
    layout->addWidget(buildFoot());
    connect(m_which, &QComboBox::currentIndexChanged, this, [this] { showLines(); });
    connect(&m_lines->table(), &RecordTable::currentChangedTo, this, [this] { showPair(); });
    connect(m_reason, &QLineEdit::textChanged, this, [this] { showPair(); });
    connect(m_reason, &QLineEdit::returnPressed, this, &BankPairing::match);
    connect(m_match, &QPushButton::clicked, this, &BankPairing::match);
    connect(m_unmatch, &QPushButton::clicked, this, [this] {
        if (line() != nullptr && line()->match)
            Q_EMIT unmatchRequested(line()->id);
    });
    showPair();
}

QWidget* BankPairing::buildFoot()
{
    const Theme& theme = m_ui.theme;
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
    return foot;
}

void BankPairing::setDeposit(const QString& rowId)
{
    m_deposit = rowId;
    propose();
    showPair();
}

void BankPairing::refresh(const QString& rowId)
{
    m_deposit = rowId;
    showLines();
    if (m_proposedFor != m_deposit || !m_lines->table().currentIndex().isValid())
        propose();
    showPair();
}

void BankPairing::clearReason()
{
    m_reason->clear();
}

TableRow BankPairing::rowOf(const db::BankLineRow& line) const
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
                 rows::text(m_ui.names.store(line.account), Token::Muted),
                 rows::text(format::remote(line.memo)),
                 pays};
    return row;
}

void BankPairing::showLines()
{
    const bool onlyOpen = m_which->currentId() == QLatin1StringView("open");
    const BankFacts::Deposit* chosen = deposit();
    std::vector<TableRow> out;
    BankSums open;
    for (const db::BankLineRow& line : m_facts.lines) {
        const bool isOpen = !line.match && line.amount.minorUnits() > 0;
        if (isOpen)
            open.add(line.amount);
        const bool paysChosen = chosen != nullptr && line.match && line.match->record == chosen->record();
        if (!onlyOpen || isOpen || paysChosen)
            out.push_back(rowOf(line));
    }
    const int shown = static_cast<int>(out.size());
    m_lines->table().setColumnHidden(kPaysColumn, onlyOpen);
    m_lines->rows().setRows(std::move(out));
    m_lines->setFooter(tr("%n bank lines", nullptr, shown), tr("Open: %1").arg(open.words()));
    if (m_facts.lines.empty())
        m_lines->setEmptyText(tr("No bank lines yet. Take in the statement of the account that Amazon pays into."),
                              tr("Import statement\u2026"), [this] { Q_EMIT importRequested(); });
    else
        m_lines->setEmptyText(tr("Every bank line is matched."), tr("Show all"), [this] { m_which->chooseId(QString()); });
}

void BankPairing::propose()
{
    showLines(); // those of the chosen deposit come in, those of the former one go
    m_proposedFor = m_deposit;
    const BankFacts::Deposit* chosen = deposit();
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

const db::BankLineRow* BankPairing::line() const
{
    const QString id = m_lines->table().currentId();
    const auto found = std::find_if(m_facts.lines.begin(), m_facts.lines.end(),
                                    [&](const db::BankLineRow& one) { return QString::number(one.id.value()) == id; });
    return found == m_facts.lines.end() ? nullptr : &*found;
}

const engine::BankDesk::Suggestion* BankPairing::suggestion() const
{
    const BankFacts::Deposit* to = deposit();
    const db::BankLineRow* from = line();
    if (to == nullptr || from == nullptr)
        return nullptr;
    const auto found = std::find_if(m_facts.suggestions.begin(), m_facts.suggestions.end(), [&](const auto& one) {
        return one.settlement.record == to->record() && one.line.id == from->id;
    });
    return found == m_facts.suggestions.end() ? nullptr : &*found;
}

bool BankPairing::needsReason() const
{
    const BankFacts::Deposit* to = deposit();
    const db::BankLineRow* from = line();
    return to != nullptr && from != nullptr && !(to->entry.deposit == from->amount && to->paid.lines == 0);
}

QString BankPairing::obstacle() const
{
    if (!m_whyReadOnly.isEmpty())
        return m_whyReadOnly;
    const BankFacts::Deposit* to = deposit();
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

QString BankPairing::words() const
{
    const db::BankLineRow* from = line();
    if (from != nullptr && from->match)
        return tr("Pays settlement %1: %2 (%3, %4).")
            .arg(format::remote(from->match->settlementKey), format::remote(from->match->reason), from->match->by,
                 format::shortTime(from->match->at, m_ui.now()));
    QString why = obstacle();
    if (!why.isEmpty())
        return why;
    if (const auto* fits = suggestion())
        return format::remote(fits->evidence);
    return needsReason() ? tr("Matched with your reason; it goes into the audit log.") : tr("Same amount and currency.");
}

void BankPairing::showPair()
{
    m_words->setText(words());
    const QString why = obstacle();
    m_match->setEnabled(why.isEmpty());
    m_match->setToolTip(why.isEmpty() ? tr("Keys: %1").arg(QStringLiteral("Ctrl+M")) : format::tooltip(why));
    const bool mayWrite = m_whyReadOnly.isEmpty();
    const bool canTakeBack = line() != nullptr && line()->match && mayWrite;
    m_unmatch->setEnabled(canTakeBack);
    m_unmatch->setToolTip(canTakeBack ? QString() : tr("Choose a bank line that pays a settlement."));
    m_reason->setEnabled(line() != nullptr && !line()->match && mayWrite);
    Q_EMIT changed();
}

void BankPairing::match()
{
    if (const QString why = obstacle(); !why.isEmpty()) {
        m_words->setText(why);
        return;
    }
    Q_EMIT matchRequested(line()->id, deposit()->record(), m_reason->text());
}

} // namespace causeway::ui
