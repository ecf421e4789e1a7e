// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SettlementCategories.h"

#include <array>

#include <QAction>
#include <QItemSelection>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

#include "Format.h"
#include "delegates/CellDelegate.h"
#include "pages/Rows.h"
#include "pages/SettlementWords.h"
#include "reading/Names.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"
#include "widgets/TablePanel.h"

namespace causeway::ui {

namespace {

using settlement::Waterfall;
constexpr int kAccountColumn = 1;

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("settlement.col.category"), SettlementCategories::tr("Category"), 0, Kind::Text, {}},
            {QStringLiteral("settlement.col.account"), SettlementCategories::tr("NetSuite account"), 21, Kind::Text,
             SettlementCategories::tr("F2 or a double click edits: number, name or internal id of the account")},
            {QStringLiteral("settlement.col.rows"), SettlementCategories::tr("Rows"), 5, Kind::Number, {}},
            {QStringLiteral("settlement.col.amount"), SettlementCategories::tr("Amount"), 12, Kind::Number, {}},
            {QStringLiteral("settlement.col.mapped"), SettlementCategories::tr("State"), 10, Kind::State, {}}};
}

QString idOf(const settlement::Category& category)
{
    return QStringLiteral("k:") + category.key();
}

QString idOf(Waterfall::Bucket bucket)
{
    return QStringLiteral("b:%1").arg(static_cast<int>(bucket));
}

} // namespace

SettlementCategories::SettlementCategories(Ui& ui, QWidget* parent) : QFrame(parent), m_ui(ui)
{
    const Theme& theme = ui.theme;
    auto* layout = build::column(0);
    setLayout(layout);
    m_panel = new TablePanel(theme, columns(), QStringLiteral("settlement.categories.table"), tr("Categories of the settlement"));
    m_panel->table().setGrouped(true);
    m_panel->setFooterShown(false);
    layout->addWidget(m_panel, 1);
    buildForm();
    layout->addWidget(m_form);
    auto* foot = build::frame("tableFooter");
    auto* footLayout = build::row(theme.u(2), QMargins(theme.u(2), theme.u(1), theme.u(2), theme.u(1)));
    m_words = new PlainLabel(theme, {}, PlainLabel::Role::Small);
    m_words->setElided(true);
    m_showRows = build::link(QStringLiteral("settlement.showRowsButton"), tr("Show rows"));
    m_change = build::link(QStringLiteral("settlement.changeAccountButton"), tr("Change account\u2026"));
    m_park = build::link(QStringLiteral("settlement.parkButton"), tr("Park\u2026"));
    m_park->setToolTip(tr("Posts this category on the suspense account until somebody knows where it belongs"));
    footLayout->addWidget(m_words, 1);
    footLayout->addWidget(m_showRows);
    footLayout->addWidget(m_change);
    footLayout->addWidget(m_park);
    foot->setLayout(footLayout);
    layout->addWidget(foot);

    auto* edit = new QAction(this);
    edit->setObjectName(QStringLiteral("settlement.action.editAccount"));
    edit->setShortcut(QKeySequence(Qt::Key_F2));
    edit->setShortcutContext(Qt::WidgetShortcut);
    m_panel->table().addAction(edit);
    connect(edit, &QAction::triggered, this, &SettlementCategories::editInPlace);
    connect(&m_panel->table(), &RecordTable::currentChangedTo, this, [this] { showCurrent(); });
    connect(&m_panel->table(), &RecordTable::opened, this, [this] {
        if (const Line* line = current())
            Q_EMIT rowsRequested(line->sum.category);
    });
    connect(m_showRows, &QPushButton::clicked, this, [this] {
        if (const Line* line = current())
            Q_EMIT rowsRequested(line->sum.category);
    });
    connect(m_change, &QPushButton::clicked, this, &SettlementCategories::startMapping);
    connect(m_park, &QPushButton::clicked, this, &SettlementCategories::startParking);
    m_panel->rows().setEditHandler([this](const QString& id, int, const QString& text) {
        const Line* line = lineOf(id);
        if (line == nullptr || text.trimmed().isEmpty() || text == m_ui.names.account(line->account))
            return;
        const QString account = m_ui.names.accountIn(text);
        if (account.isEmpty())
            Q_EMIT refused(noAccount(text));
        else if (account != line->account)
            request(*line, line->sum.category.key(), m_store, QStringLiteral("account:") + account);
    });
    m_panel->rows().setProposals([this](const QString&) { return m_ui.names.accountNames(); });
    connect(&ui.names, &Names::accountsChanged, this, [this] {
        CellDelegate::completeFrom(*m_value, m_ui.names.accountNames());
        if (!m_lines.empty())
            fill();
    });
    clear();
}

/// Without the marks that isolate text on screen: what a person would type.
QString SettlementCategories::nameOf(const QString& account) const
{
    QString name = m_ui.names.account(account);
    return name.remove(QChar(0x2068)).remove(QChar(0x2069));
}

Error SettlementCategories::noAccount(const QString& typed)
{
    return Error::make(ErrorKind::Invalid,
                       typed.isEmpty() ? tr("Type the number or the name of an account.")
                                       : tr("NetSuite has no account \u201C%1\u201D that can be posted to.").arg(typed.left(60)),
                       tr("Type a number or a part of a name and choose from the list."), QStringLiteral("no-account"));
}

void SettlementCategories::buildForm()
{
    const Theme& theme = m_ui.theme;
    m_form = build::frame("note", QStringLiteral("info"));
    auto* layout = build::column(theme.u(1), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_formWords = new PlainLabel(theme, {}, PlainLabel::Role::Bold);
    m_formWords->setElided(true);
    m_value = build::named(new QLineEdit, QStringLiteral("settlement.mapping.value"), tr("NetSuite account"));
    m_value->setMaxLength(300);
    m_scope = build::named(new ComboBox(theme), QStringLiteral("settlement.mapping.scope"), tr("For what"));
    m_stores = build::named(new ComboBox(theme), QStringLiteral("settlement.mapping.store"), tr("For which stores"));
    auto* save = build::button(theme, QStringLiteral("settlement.mapping.saveButton"), tr("Save"), {}, true);
    auto* cancel = build::button(theme, QStringLiteral("settlement.mapping.cancelButton"), tr("Cancel"));
    layout->addWidget(m_formWords);
    auto* fields = build::row(theme.u(2));
    fields->addWidget(m_value, 1);
    fields->addWidget(m_scope, 1);
    fields->addWidget(m_stores);
    layout->addLayout(fields);
    m_proposal = new PlainLabel(theme, {}, PlainLabel::Role::Small);
    m_proposal->setElided(true);
    m_use = build::link(QStringLiteral("settlement.mapping.useButton"), tr("Use it"));
    auto* buttons = build::row(theme.u(2));
    buttons->addWidget(m_proposal, 1);
    buttons->addWidget(m_use);
    buttons->addWidget(save);
    buttons->addWidget(cancel);
    layout->addLayout(buttons);
    m_form->setLayout(layout);
    m_form->hide();
    connect(save, &QPushButton::clicked, this, &SettlementCategories::acceptForm);
    connect(m_value, &QLineEdit::returnPressed, this, &SettlementCategories::acceptForm);
    connect(m_use, &QPushButton::clicked, this, [this] {
        m_value->setText(m_proposed);
        m_scope->chooseId(m_proposedKey);
        m_value->setFocus(Qt::OtherFocusReason);
    });
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_form->hide();
        m_panel->table().setFocus(Qt::OtherFocusReason);
    });
}

RecordTable& SettlementCategories::table() const
{
    return m_panel->table();
}

void SettlementCategories::clear()
{
    m_record.clear();
    m_lines.clear();
    m_form->hide();
    m_panel->rows().setRows({});
    m_panel->setEmptyText(tr("Choose a settlement in the list."));
    showCurrent();
}

TableRow SettlementCategories::rowOf(const Line& line) const
{
    TableRow row;
    row.id = idOf(line.sum.category);
    Cell category = rows::text(settlement_words::category(line.sum.category));
    category.tooltip = format::remote(line.sum.category.key());
    Cell account = line.account.isEmpty() ? rows::text(tr("none"), Token::Error) : rows::text(m_ui.names.account(line.account));
    if (!line.parkedBecause.isEmpty())
        account = rows::text(tr("parked"), Token::Waiting);
    account.editable = m_editable;
    account.plain = account.text;
    account.tooltip = line.from.isEmpty() ? tr("No mapping names an account for this category.")
                                          : tr("By the mapping \u201C%1\u201D.").arg(format::remote(line.from));
    Cell state;
    state.state = db::RecordState::Done;
    if (!line.parkedBecause.isEmpty()) {
        state = rows::state(db::RecordState::Waiting, tr("Parked"), format::remote(line.parkedBecause));
    } else if (line.account.isEmpty()) {
        state = rows::state(db::RecordState::Error, tr("Unmapped"));
    } else if (line.group.isEmpty()) {
        state.text = tr("New type");
        state.tooltip = tr("This program does not know this category; a person has mapped it.");
    }
    row.cells = {category, account, rows::number(line.sum.rows), rows::money(line.sum.sum, false), state};
    return row;
}

void SettlementCategories::show(const engine::SettlementView& view)
{
    const QString id = QString::number(view.record.id.value());
    const bool another = id != m_record;
    m_record = id;
    m_store = view.record.store;
    m_currency = view.content.summary.head.currency;
    m_rowCount = view.content.summary.rows;
    m_sum = view.content.summary.sum;
    m_editable = m_ui.session.mayWrite && !view.isPosted();
    m_lines = view.categories;
    m_ui.names.refreshAccounts();
    if (another)
        m_form->hide();
    fill();
    if (another) {
        table().expandAll();
        const auto open = std::find_if(m_lines.begin(), m_lines.end(), [](const Line& line) { return line.account.isEmpty(); });
        if (open != m_lines.end())
            table().select(idOf(open->sum.category));
        else if (!m_lines.empty())
            table().select(idOf(m_lines.front().sum.category));
    }
    showCurrent();
}

void SettlementCategories::fill()
{
    std::array<TableRow, Waterfall::kBuckets> groups;
    std::array<Money, Waterfall::kBuckets> sums;
    std::array<qint64, Waterfall::kBuckets> counts{};
    std::array<int, Waterfall::kBuckets> unmapped{};
    sums.fill(Money::zero(m_currency));
    for (const Line& line : m_lines) {
        const auto at = static_cast<std::size_t>(Waterfall::bucketOf(line.sum.category, line.group));
        groups[at].children.push_back(rowOf(line));
        sums[at] = sums[at].plus(line.sum.sum).value_or(sums[at]);
        counts[at] += line.sum.rows;
        unmapped[at] += line.account.isEmpty() ? 1 : 0;
    }
    std::vector<TableRow> out;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto bucket = static_cast<Waterfall::Bucket>(i);
        groups[i].id = idOf(bucket);
        groups[i].group = true;
        Cell state;
        if (unmapped[i] > 0)
            state = rows::state(db::RecordState::Error, tr("%n open", nullptr, unmapped[i]));
        groups[i].cells = {rows::text(settlement_words::bucket(bucket)), Cell(), rows::number(counts[i]),
                           rows::money(sums[i], false), state};
        out.push_back(std::move(groups[i]));
    }
    TableRow total;
    total.id = QStringLiteral("total");
    total.selectable = false;
    total.cells = {rows::text(tr("Deposit")), rows::text(tr("sum of the rows"), Token::Muted), rows::number(m_rowCount),
                   rows::money(m_sum, false), Cell()};
    for (Cell& cell : total.cells)
        cell.bold = true;
    out.push_back(std::move(total));
    m_panel->setEmptyText({});
    m_panel->rows().setRows(std::move(out));
}

const SettlementCategories::Line* SettlementCategories::lineOf(const QString& id) const
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [&](const Line& line) { return idOf(line.sum.category) == id; });
    return found == m_lines.end() ? nullptr : &*found;
}

const SettlementCategories::Line* SettlementCategories::current() const
{
    return lineOf(m_panel->table().currentId());
}

QString SettlementCategories::currentAccount() const
{
    const Line* line = current();
    return line != nullptr ? line->account : QString();
}

void SettlementCategories::showCurrent()
{
    const Line* line = current();
    QString words;
    if (line != nullptr)
        words = tr("%1: %n rows, %2", nullptr, static_cast<int>(std::min<qint64>(line->sum.rows, 2'000'000'000)))
                    .arg(settlement_words::category(line->sum.category), format::amount(line->sum.sum));
    m_words->setText(words);
    m_showRows->setEnabled(line != nullptr);
    m_change->setEnabled(line != nullptr && m_editable);
    m_park->setEnabled(line != nullptr && m_editable);
    const QString why = line == nullptr ? tr("Choose a category first.")
                        : !m_editable   ? tr("What is posted is not changed by mappings.")
                                        : QString();
    m_change->setToolTip(why);
    m_showRows->setToolTip(line == nullptr ? why : QString());
    m_park->setToolTip(why.isEmpty() ? tr("Posts this category on the suspense account until somebody knows where it belongs")
                                     : why);
    if (!m_highlighting)
        Q_EMIT chosen(currentAccount());
    Q_EMIT changed();
}

bool SettlementCategories::canMap() const
{
    return m_editable && (current() != nullptr ||
                          std::any_of(m_lines.begin(), m_lines.end(), [](const Line& line) { return line.account.isEmpty(); }));
}

void SettlementCategories::startMapping()
{
    startForm(false);
}

void SettlementCategories::startParking()
{
    startForm(true);
}

void SettlementCategories::startForm(bool park)
{
    if (!m_editable)
        return;
    if (current() == nullptr) {
        const auto open = std::find_if(m_lines.begin(), m_lines.end(), [](const Line& line) { return line.account.isEmpty(); });
        if (open == m_lines.end())
            return;
        table().select(idOf(open->sum.category));
    }
    const Line* line = current();
    m_parking = park;
    const QString name = settlement_words::category(line->sum.category);
    m_formWords->setText(park ? tr("Park %1 on the suspense account").arg(name) : tr("Account of %1").arg(name));
    const QString what = park ? tr("Reason for parking it") : tr("NetSuite account: number or name");
    m_value->setAccessibleName(what);
    m_value->setPlaceholderText(what);
    m_value->setText(park ? line->parkedBecause : line->parkedBecause.isEmpty() ? nameOf(line->account) : QString());
    if (park)
        m_value->setCompleter(nullptr);
    else
        CellDelegate::completeFrom(*m_value, m_ui.names.accountNames());
    m_scope->clear();
    m_scope->addItem(tr("This category"), line->sum.category.key());
    if (!park && !line->group.isEmpty())
        m_scope->addItem(tr("Group \u201C%1\u201D").arg(line->group), QStringLiteral("group:") + line->group);
    m_stores->clear();
    m_stores->addItem(tr("Only %1").arg(m_ui.names.store(m_store)), m_store);
    m_stores->addItem(tr("All stores"), QString());
    m_form->show();
    m_value->setFocus(Qt::OtherFocusReason);
    m_value->selectAll();
    m_proposal->setText({});
    m_use->hide();
    if (!park)
        propose();
}

/// Asks the books which account fits; it is shown, never taken by itself.
void SettlementCategories::propose()
{
    m_ui.tasks.run(
        QStringLiteral("settlement.accounts"), this,
        [engine = &m_ui.session.engine](const StopToken& stop) {
            return engine->suggestMappings(QStringLiteral("account"), stop);
        },
        [this](const Result<std::vector<engine::Engine::MappingSuggestion>>& found) {
            const Line* line = current();
            if (!found || line == nullptr || m_parking || !m_form->isVisible())
                return;
            for (const auto& proposal : *found) {
                if (proposal.key == line->sum.category.key() || proposal.key == QStringLiteral("group:") + line->group)
                    showProposal(proposal);
            }
        });
}

void SettlementCategories::showProposal(const engine::Engine::MappingSuggestion& proposal)
{
    m_proposed = nameOf(m_ui.names.accountIn(proposal.value));
    m_proposedKey = proposal.key;
    m_proposal->setText(format::remote(proposal.evidence));
    m_use->setVisible(!m_proposed.isEmpty());
}

void SettlementCategories::acceptForm()
{
    const Line* line = current();
    if (line == nullptr)
        return;
    const QString typed = m_value->text().trimmed();
    const QString account = m_ui.names.accountIn(typed);
    if (m_parking ? typed.isEmpty() : account.isEmpty()) {
        m_formWords->setText(m_parking ? tr("A reason is needed: parked money is shown until somebody books it.")
                                       : noAccount(typed).message);
        m_value->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_form->hide();
    table().setFocus(Qt::OtherFocusReason);
    request(*line, m_scope->currentId(), m_stores->currentId(),
            m_parking ? QStringLiteral("suspense:") + typed : QStringLiteral("account:") + account);
}

void SettlementCategories::request(const Line& line, const QString& key, const QString& store, const QString& value)
{
    config::Mapping mapping;
    mapping.kind = QStringLiteral("account");
    mapping.store = store;
    mapping.key = key;
    mapping.value = value;
    // What the same entry said before, for Undo; another entry may have named the account.
    const QString before = line.from == key && !line.account.isEmpty()
                               ? (line.parkedBecause.isEmpty() ? QStringLiteral("account:") + line.account
                                                               : QStringLiteral("suspense:") + line.parkedBecause)
                               : QString();
    Q_EMIT mappingRequested(mapping, before);
}

void SettlementCategories::editInPlace()
{
    const QModelIndex cell = table().currentIndex().siblingAtColumn(kAccountColumn);
    if (cell.flags().testFlag(Qt::ItemIsEditable))
        table().edit(cell);
}

void SettlementCategories::chooseBucket(Waterfall::Bucket bucket)
{
    table().select(idOf(bucket));
}

void SettlementCategories::highlight(const QString& account)
{
    m_highlighting = true;
    QItemSelection rows;
    for (const Line& line : m_lines) {
        const QModelIndex index = m_panel->rows().find(idOf(line.sum.category));
        if (!account.isEmpty() && line.account == account && index.isValid())
            rows.select(index, index);
    }
    table().selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (!rows.isEmpty())
        table().scrollTo(rows.indexes().front());
    m_highlighting = false;
}

std::vector<QStringList> SettlementCategories::lines() const
{
    std::vector<QStringList> out{{tr("Transaction type"), tr("Amount type"), tr("Amount description"), tr("Step"), tr("Account"),
                                  tr("Account name"), tr("Mapping"), tr("Rows"), tr("Amount"), tr("Currency")}};
    for (const Line& line : m_lines)
        out.push_back({line.sum.category.transactionType, line.sum.category.amountType, line.sum.category.amountDescription,
                       settlement_words::bucket(Waterfall::bucketOf(line.sum.category, line.group)), line.account,
                       nameOf(line.account), line.from, QString::number(line.sum.rows), line.sum.sum.amountText(),
                       line.sum.sum.currency()});
    return out;
}

} // namespace causeway::ui
