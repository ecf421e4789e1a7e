// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/ReviewPage.h"

#include "Format.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "pages/PlanPane.h"
#include "pages/Rows.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("review.col.check"), QString(), 2, Kind::Check, ReviewPage::tr("Selected for approval")},
            {QStringLiteral("review.col.write"), ReviewPage::tr("Write"), 26, Kind::Text, {}},
            {QStringLiteral("review.col.to"), ReviewPage::tr("To"), 8, Kind::Text, {}},
            {QStringLiteral("review.col.for"), ReviewPage::tr("For"), 20, Kind::Id, {}},
            {QStringLiteral("review.col.effect"), ReviewPage::tr("Effect"), 12, Kind::Amount, {}},
            {QStringLiteral("review.col.why"), ReviewPage::tr("Why it waits"), 0, Kind::Text, {}}};
}

} // namespace

ReviewPage::ReviewPage(Ui& ui, QWidget* parent) : ListPage(ui, QStringLiteral("review"), tr("Review"), columns(), parent)
{
    headerActions()->addWidget(ui.actions.button(Verb::ApproveSelected, QStringLiteral("review.action.approveSelected")));
    headerActions()->addWidget(ui.actions.button(Verb::Reject, QStringLiteral("review.action.reject")));
    filter().addFind(tr("Order id begins with"));
    QList<FilterBar::Choice> flows{{QString(), tr("Flow: any")}};
    for (const auto& flow : ui.session.flows.all())
        flows << FilterBar::Choice{flow->spec().id, flow->spec().title};
    filter().addChoice(QStringLiteral("flow"), tr("Flow"), flows);
    filter().addStretch();
    auto* all = build::button(ui.theme, QStringLiteral("review.selectAllButton"), tr("Select all loaded"));
    auto* none = build::button(ui.theme, QStringLiteral("review.selectNoneButton"), tr("Select none"));
    filter().addRight(all);
    filter().addRight(none);
    connect(all, &QPushButton::clicked, this, [this] {
        for (int i = 0; i < rows().rowCount(); ++i)
            m_checked.insert(rows().id(rows().index(i, 0)));
        rows().refresh();
        count();
    });
    connect(none, &QPushButton::clicked, this, [this] {
        m_checked.clear();
        rows().refresh();
        count();
    });
    m_planPane = new PlanPane(ui);
    setPane(m_planPane, 58, 42);
    connect(table(), &RecordTable::currentChangedTo, this, [this] { showPane(); });
    connect(table(), &RecordTable::opened, this, [this] { perform(Verb::Open); });
    connect(m_planPane, &PlanPane::rejectRequested, this, &ReviewPage::reject);
    rows().setCheckHandler([this](const QString& id, bool on) {
        if (on)
            m_checked.insert(id);
        else
            m_checked.remove(id);
        rows().refresh();
        count();
        Q_EMIT verbsChanged();
    });
    rows().setLoader([this](const TableRow*, const TableRow* last) { return load(last); });
}

Result<std::vector<TableRow>> ReviewPage::load(const TableRow* last)
{
    db::RecordFilter wanted;
    wanted.store = ui().store;
    wanted.flow = filter().chosen(QStringLiteral("flow"));
    wanted.state = db::RecordState::Review;
    wanted.search = filter().find();
    wanted.limit = RowModel::kPage;
    if (last != nullptr)
        wanted.after = db::PageKey{last->at, last->number};
    struct Loaded
    {
        std::vector<db::RecordRow> records;
        QHash<qint64, std::vector<std::pair<QString, QString>>> writes; ///< operation and type, in order
    };
    auto loaded = ui().session.database.read([&](db::Connection& connection) -> Result<Loaded> {
        const db::RecordReads reads(connection);
        auto records = reads.list(wanted);
        if (!records)
            return fail(records.error());
        Loaded found{std::move(*records), {}};
        std::vector<RecordId> ids;
        for (const db::RecordRow& record : found.records)
            ids.push_back(record.id);
        auto writes = reads.openWrites(ids);
        if (!writes)
            return fail(writes.error());
        for (const db::RecordReads::OpenWrite& write : *writes)
            found.writes[write.record.value()].emplace_back(write.operation, write.type);
        return found;
    });
    if (!loaded)
        return fail(loaded.error());
    std::vector<TableRow> out;
    for (const db::RecordRow& record : loaded->records) {
        TableRow row;
        row.id = QString::number(record.id.value());
        row.at = record.updatedAt;
        row.number = record.id.value();
        // A newer plan was not looked at: its check mark goes.
        if (m_records.contains(row.id) && m_records[row.id].planHash != record.planHash)
            m_checked.remove(row.id);
        const auto writes = loaded->writes.value(record.id.value());
        QStringList systems;
        for (const auto& [operation, type] : writes) {
            if (const QString system = format::systemOf(type); !systems.contains(system))
                systems << system;
        }
        const QString title = writes.empty() ? tr("Write") : format::commandTitles(writes);
        Cell check;
        check.checked = m_checked.contains(row.id);
        Cell why = rows::text(record.note.isEmpty() ? format::reason(record.reason) : format::remote(record.note), Token::Muted);
        row.cells = {check,
                     rows::text(title),
                     rows::text(systems.join(QStringLiteral(", "))),
                     rows::text(format::remote(record.order.isEmpty() ? record.key : record.order)),
                     rows::money(record.amount),
                     why};
        m_records.insert(row.id, record);
        out.push_back(std::move(row));
    }
    return out;
}

const db::RecordRow* ReviewPage::currentRecord() const
{
    const auto found = m_records.constFind(table()->currentId());
    return found != m_records.constEnd() ? &*found : nullptr;
}

bool ReviewPage::can(Verb verb) const
{
    const bool write = ui().session.mayWrite;
    switch (verb) {
    case Verb::Approve:
    case Verb::Reject:
    case Verb::Edit:
        return write && currentRecord() != nullptr;
    case Verb::ApproveSelected:
        return write && !m_checked.isEmpty();
    case Verb::Open:
        return currentRecord() != nullptr;
    default:
        return ListPage::can(verb);
    }
}

Subject ReviewPage::subject() const
{
    const db::RecordRow* record = currentRecord();
    return record != nullptr ? subjectOf(*record) : Subject();
}

QString ReviewPage::label(Verb verb) const
{
    if (verb == Verb::ApproveSelected && !m_checked.isEmpty())
        return tr("Approve %n selected", nullptr, static_cast<int>(m_checked.size()));
    return {};
}

QString ReviewPage::whyNot(Verb verb) const
{
    if (verb == Verb::ApproveSelected && ui().session.mayWrite)
        return tr("Check the writes to approve first. Nothing is checked for you.");
    return ListPage::whyNot(verb);
}

void ReviewPage::perform(Verb verb)
{
    switch (verb) {
    case Verb::Approve:
        if (currentRecord() != nullptr)
            approve({table()->currentId()});
        break;
    case Verb::ApproveSelected:
        approve(QStringList(m_checked.begin(), m_checked.end()));
        break;
    case Verb::Reject:
        m_planPane->startRejecting();
        break;
    case Verb::Edit:
    case Verb::Open:
        if (currentRecord() != nullptr)
            Q_EMIT wantsTo({QStringLiteral("record"), id(), table()->currentId()});
        break;
    default:
        ListPage::perform(verb);
    }
}

void ReviewPage::approve(const QStringList& ids)
{
    std::vector<engine::Engine::Approval> approvals;
    for (const QString& id : ids) {
        if (m_records.contains(id))
            approvals.push_back({m_records[id].id, m_records[id].planHash});
    }
    auto result = ui().session.engine.approve(approvals, ui().session.actor);
    if (!told(result))
        return;
    for (const QString& id : ids)
        m_checked.remove(id);
    QString sentence = tr("%n writes approved.", nullptr, result->approved);
    if (result->changed > 0)
        sentence += u' ' + tr("%n changed since you looked.", nullptr, result->changed);
    tell(sentence);
    refresh(ChangeHub::Records);
}

void ReviewPage::reject(const QString& reason)
{
    const db::RecordRow* record = currentRecord();
    if (record == nullptr)
        return;
    const RecordId rejected = record->id;
    if (!told(ui().session.engine.reject(rejected, reason, ui().session.actor)))
        return;
    tell(tr("Rejected. Nothing was sent."), tr("Undo"), [this, rejected] {
        if (told(ui().session.engine.undismiss({rejected}, ui().session.actor)))
            tell(tr("It is planned again."));
    });
    refresh(ChangeHub::Records);
}

void ReviewPage::go(const Target& target)
{
    if (!target.filter.isEmpty())
        filter().choose(QStringLiteral("flow"), target.filter);
    if (!target.id.isEmpty())
        table()->select(target.id);
    table()->setFocus(Qt::OtherFocusReason);
}

Target ReviewPage::place() const
{
    return {id(), {}, table()->currentId()};
}

QList<Verb> ReviewPage::contextVerbs() const
{
    return {Verb::Open, Verb::Count, Verb::Approve,      Verb::ApproveSelected, Verb::Reject,
            Verb::Edit, Verb::Count, Verb::OpenNetSuite, Verb::OpenAmazon,      Verb::CopySupport};
}

void ReviewPage::restart()
{
    ListPage::restart();
    count();
    showPane();
}

void ReviewPage::refresh(int topics)
{
    if ((topics & ChangeHub::Records) == 0)
        return;
    rows().refresh();
    QSet<QString> still;
    for (const QString& id : std::as_const(m_checked)) {
        if (rows().find(id).isValid())
            still.insert(id);
    }
    m_checked = still;
    selectFirst();
    count();
    showPane();
}

void ReviewPage::count()
{
    auto total = ui().session.database.read(
        [&](db::Connection& connection) { return db::RecordReads(connection).count(db::RecordState::Review, {}, ui().store); });
    const int waiting = static_cast<int>(total.value_or(0));
    setCount(waiting > 0 ? tr("%n planned writes, nothing has been sent", nullptr, waiting) : QString());
    QHash<QString, Money> sum;
    for (const QString& id : std::as_const(m_checked)) {
        const db::RecordRow& record = m_records[id];
        if (!record.amount)
            continue;
        if (auto added = sum.value(record.amount->currency(), Money::zero(record.amount->currency())).plus(*record.amount))
            sum.insert(record.amount->currency(), *added);
    }
    const std::vector<Money> totals(sum.begin(), sum.end());
    panel().setFooter(tr("%n writes", nullptr, rows().loaded()) + QStringLiteral(", ") +
                          tr("%n selected", nullptr, static_cast<int>(m_checked.size())),
                      totals.empty() ? QString() : tr("%1 affected").arg(format::amounts(totals)));
    if (filter().isFiltering())
        panel().setEmptyText(tr("No planned writes match this filter."), tr("Clear filter"), [this] { filter().clearAll(); });
    else
        panel().setEmptyText(tr("Nothing waits for approval."));
}

void ReviewPage::showPane()
{
    const db::RecordRow* record = currentRecord();
    if (record != nullptr && record->state != db::RecordState::Review)
        record = nullptr;
    m_planPane->show(record);
    if (record == nullptr)
        m_planPane->setNothing(rows().rowCount() == 0 ? tr("Nothing waits for approval.")
                                                      : tr("Choose a planned write to see what it changes."));
    Q_EMIT verbsChanged();
}

} // namespace causeway::ui
