// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/ErrorsPage.h"

#include <QHBoxLayout>
#include <QPushButton>

#include "Format.h"
#include "db/RecordTable.h"
#include "pages/ErrorPane.h"
#include "pages/Rows.h"
#include "reading/Names.h"

namespace causeway::ui {

namespace {

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("errors.col.what"), ErrorsPage::tr("What"), 0, Kind::Text, {}},
            {QStringLiteral("errors.col.flow"), ErrorsPage::tr("Flow"), 10, Kind::Text, {}},
            {QStringLiteral("errors.col.records"), ErrorsPage::tr("Records"), 7, Kind::Number, {}},
            {QStringLiteral("errors.col.amount"), ErrorsPage::tr("Amount"), 13, Kind::Amount, {}},
            {QStringLiteral("errors.col.tries"), ErrorsPage::tr("Tries"), 5, Kind::Number, {}},
            {QStringLiteral("errors.col.age"), ErrorsPage::tr("Age"), 6, Kind::Age, {}}};
}

} // namespace

ErrorsPage::ErrorsPage(Ui& ui, QWidget* parent) : ListPage(ui, QStringLiteral("errors"), tr("Errors"), columns(), parent)
{
    headerActions()->addWidget(ui.actions.button(Verb::Retry, QStringLiteral("errors.action.retry")));
    headerActions()->addWidget(ui.actions.button(Verb::RetryAlike, QStringLiteral("errors.action.retryAlike")));
    headerActions()->addWidget(ui.actions.button(Verb::Map, QStringLiteral("errors.action.map")));
    headerActions()->addWidget(ui.actions.button(Verb::Edit, QStringLiteral("errors.action.edit")));
    headerActions()->addWidget(ui.actions.button(Verb::Skip, QStringLiteral("errors.action.skip")));

    filter().addChoice(QStringLiteral("view"), tr("Which records"),
                       {{QString(), tr("Open errors")}, {QStringLiteral("skipped"), tr("Skipped")}});
    filter().addFind(tr("Order id or key begins with"));
    QList<FilterBar::Choice> flowChoices{{QString(), tr("Flow: any")}};
    for (const auto& flow : ui.session.flows.all())
        flowChoices << FilterBar::Choice{flow->spec().id, flow->spec().title};
    filter().addChoice(QStringLiteral("flow"), tr("Flow"), flowChoices);
    filter().addChoice(QStringLiteral("group"), tr("Group"),
                       {{QString(), tr("Group by cause")}, {QStringLiteral("none"), tr("No groups")}});
    filter().addStretch();

    m_errorPane = new ErrorPane(ui, id());
    setPane(m_errorPane, 57, 43);
    table()->setGrouped(true);
    connect(table(), &RecordTable::currentChangedTo, this, [this] { showPane(); });
    connect(table(), &RecordTable::selectionChangedTo, this, [this] { count(); });
    connect(table(), &RecordTable::opened, this, [this](const QString& id) {
        const QModelIndex index = rows().find(id);
        if (m_causes.contains(id))
            table()->setExpanded(index, !table()->isExpanded(index));
        else
            Q_EMIT wantsTo({QStringLiteral("record"), QStringLiteral("errors"), id.mid(2)});
    });
    connect(m_errorPane, &ErrorPane::mapRequested, this, &ErrorsPage::map);
    connect(m_errorPane, &ErrorPane::skipRequested, this, &ErrorsPage::skip);
    connect(m_errorPane, &ErrorPane::editRequested, this, [this](RecordId record, const Json& patch) {
        if (told(this->ui().session.engine.edit(record, patch, this->ui().session.actor)))
            tell(tr("1 record queued with your edit."));
    });
    connect(m_errorPane, &ErrorPane::linkRequested, this, &Page::wantsTo);
    connect(m_errorPane, &ErrorPane::formChanged, this, &Page::verbsChanged);
    rows().setLoader([this](const TableRow* group, const TableRow* last) { return load(group, last); });
}

bool ErrorsPage::grouped() const
{
    return filter().chosen(QStringLiteral("group")).isEmpty() && !showsSkipped() && filter().find().isEmpty();
}

bool ErrorsPage::showsSkipped() const
{
    return filter().chosen(QStringLiteral("view")) == QLatin1StringView("skipped");
}

Result<std::vector<TableRow>> ErrorsPage::load(const TableRow* group, const TableRow* last)
{
    if (group != nullptr)
        return loadRecords(m_causes.value(group->id).id, last);
    if (!grouped())
        return loadRecords({}, last);
    if (last != nullptr)
        return std::vector<TableRow>{};
    return loadCauses();
}

Result<std::vector<TableRow>> ErrorsPage::loadCauses()
{
    const QString store = ui().store;
    auto causes =
        ui().session.database.read([&](db::Connection& connection) { return db::RecordReads(connection).openCauses(store); });
    if (!causes)
        return fail(causes.error());
    m_causes.clear();
    std::vector<TableRow> out;
    const QString flow = filter().chosen(QStringLiteral("flow"));
    for (const db::CauseRow& cause : *causes) {
        if (!flow.isEmpty() && cause.flow != flow)
            continue;
        TableRow row;
        row.id = QStringLiteral("c:%1").arg(cause.id.value());
        row.group = true;
        row.lazy = true;
        Cell what = rows::text(format::remote(cause.message));
        what.state = db::RecordState::Error;
        what.tooltip = cause.message;
        row.cells = {what,
                     rows::text(rows::flowGroup(ui().session.flows, cause.flow)),
                     rows::number(cause.records),
                     rows::sums(cause.amounts),
                     rows::text(QString()),
                     rows::age(cause.oldestAt, ui().now())};
        m_causes.insert(row.id, cause);
        out.push_back(std::move(row));
    }
    return out;
}

Result<std::vector<TableRow>> ErrorsPage::loadRecords(CauseId cause, const TableRow* last)
{
    db::RecordFilter wanted;
    wanted.store = ui().store;
    wanted.cause = cause;
    wanted.state = showsSkipped() ? db::RecordState::Skipped : db::RecordState::Error;
    wanted.flow = filter().chosen(QStringLiteral("flow"));
    wanted.search = filter().find();
    wanted.limit = RowModel::kPage;
    if (last != nullptr)
        wanted.after = db::PageKey{last->at, last->number};
    auto records =
        ui().session.database.read([&](db::Connection& connection) { return db::RecordReads(connection).list(wanted); });
    if (!records)
        return fail(records.error());
    std::vector<TableRow> out;
    for (const db::RecordRow& record : *records) {
        TableRow row;
        row.id = QStringLiteral("r:%1").arg(record.id.value());
        row.at = record.updatedAt;
        row.number = record.id.value();
        Cell what = rows::text(format::remote(record.key));
        if (!cause.isValid() && record.error) {
            what.state = record.state;
            what.text = format::remote(record.key + QStringLiteral("  ") + record.error->message);
            what.tooltip = record.error->message;
        } else if (!cause.isValid()) {
            what.state = record.state;
            what.text = format::remote(record.key + QStringLiteral("  ") + record.note);
        }
        row.cells = {what,
                     rows::text(ui().names.store(record.store), Token::Muted),
                     rows::text(QString()),
                     rows::money(record.amount),
                     rows::number(record.attempts, true),
                     rows::age(record.updatedAt, ui().now())};
        m_records.insert(row.id, record);
        out.push_back(std::move(row));
    }
    return out;
}

const db::CauseRow* ErrorsPage::currentCause() const
{
    QModelIndex index = table()->currentIndex();
    if (index.parent().isValid())
        index = index.parent();
    const auto found = m_causes.constFind(rows().id(index));
    return found != m_causes.constEnd() ? &*found : nullptr;
}

const db::RecordRow* ErrorsPage::currentRecord() const
{
    const QModelIndex index = table()->currentIndex();
    QString id = rows().id(index);
    if (m_causes.contains(id)) // a cause stands for its newest record
        id = rows().id(rows().index(0, 0, index.siblingAtColumn(0)));
    const auto found = m_records.constFind(id);
    return found != m_records.constEnd() ? &*found : nullptr;
}

std::vector<RecordId> ErrorsPage::selected() const
{
    std::vector<RecordId> ids;
    for (const QString& id : table()->selectedIds()) {
        if (m_records.contains(id))
            ids.push_back(m_records[id].id);
    }
    return ids;
}

bool ErrorsPage::can(Verb verb) const
{
    const bool write = ui().session.mayWrite;
    switch (verb) {
    case Verb::Retry:
        return write && (!selected().empty() || currentCause() != nullptr);
    case Verb::RetryAlike:
        return write && (currentCause() != nullptr || (currentRecord() != nullptr && !showsSkipped()));
    case Verb::Map:
        return write && m_errorPane->canMap();
    case Verb::Edit:
        return write && currentRecord() != nullptr && !showsSkipped();
    case Verb::Skip:
        return write && !selected().empty() && !showsSkipped();
    case Verb::Open:
        return currentRecord() != nullptr;
    default:
        return ListPage::can(verb);
    }
}

Subject ErrorsPage::subject() const
{
    const db::RecordRow* record = currentRecord();
    return record != nullptr ? subjectOf(*record) : Subject();
}

QString ErrorsPage::label(Verb verb) const
{
    if (verb == Verb::RetryAlike && currentCause() != nullptr)
        return tr("Retry all %n alike", nullptr, static_cast<int>(currentCause()->records));
    const auto chosen = static_cast<int>(selected().size());
    if (verb == Verb::Retry && chosen > 1)
        return tr("Retry %n", nullptr, chosen);
    if (verb == Verb::Skip && chosen > 1)
        return tr("Skip %n\u2026", nullptr, chosen);
    return {};
}

void ErrorsPage::perform(Verb verb)
{
    engine::Engine& engine = ui().session.engine;
    const auto queued = [this](const Result<int>& result) {
        if (told(result))
            tell(tr("%n records queued.", nullptr, *result), tr("Show"), [this] {
                Q_EMIT wantsTo({QStringLiteral("orders"), {}, {}});
            });
    };
    switch (verb) {
    case Verb::Retry:
        if (showsSkipped()) {
            if (told(engine.undismiss(selected(), ui().session.actor)))
                tell(tr("%n records queued.", nullptr, static_cast<int>(selected().size())));
        } else if (selected().empty() && currentCause() != nullptr) {
            queued(engine.retryCause(currentCause()->id, ui().session.actor));
        } else {
            queued(engine.retry(selected(), ui().session.actor));
        }
        break;
    case Verb::RetryAlike:
        if (currentCause() != nullptr)
            queued(engine.retryCause(currentCause()->id, ui().session.actor));
        else if (currentRecord() != nullptr)
            queued(engine.retryAlike(currentRecord()->id, ui().session.actor));
        break;
    case Verb::Map:
        m_errorPane->startMapping();
        break;
    case Verb::Edit:
    case Verb::Open:
        if (currentRecord() != nullptr)
            Q_EMIT wantsTo({QStringLiteral("record"), QStringLiteral("errors"), QString::number(currentRecord()->id.value())});
        break;
    case Verb::Skip:
        m_errorPane->startSkipping(static_cast<int>(selected().size()));
        break;
    default:
        ListPage::perform(verb);
    }
}

void ErrorsPage::map(const config::Mapping& mapping)
{
    auto cured = ui().session.engine.setMapping(mapping, ui().session.actor);
    if (told(cured))
        tell(tr("Mapped. %n orders are planned again.", nullptr, *cured));
}

void ErrorsPage::skip(const QString& reason)
{
    const std::vector<RecordId> ids = selected();
    if (!told(ui().session.engine.dismiss(ids, reason, ui().session.actor)))
        return;
    tell(tr("%n records skipped.", nullptr, static_cast<int>(ids.size())), tr("Undo"), [this, ids] {
        if (told(ui().session.engine.undismiss(ids, ui().session.actor)))
            tell(tr("Taken up again."));
    });
}

void ErrorsPage::go(const Target& target)
{
    if (filter().isFiltering())
        filter().clearAll();
    if (!target.filter.isEmpty())
        table()->select(QStringLiteral("c:") + target.filter);
    if (!target.id.isEmpty())
        table()->select(QStringLiteral("r:") + target.id);
    table()->setFocus(Qt::OtherFocusReason);
}

Target ErrorsPage::place() const
{
    const db::RecordRow* record = currentRecord();
    return {id(), {}, record != nullptr ? QString::number(record->id.value()) : QString()};
}

QList<Verb> ErrorsPage::contextVerbs() const
{
    return {Verb::Open, Verb::Count, Verb::Retry,        Verb::RetryAlike, Verb::Map,        Verb::Edit,
            Verb::Skip, Verb::Count, Verb::OpenNetSuite, Verb::OpenAmazon, Verb::CopySupport};
}

void ErrorsPage::restart()
{
    table()->setGrouped(grouped());
    ListPage::restart();
    count();
    showPane();
}

void ErrorsPage::refresh(int topics)
{
    if ((topics & (ChangeHub::Records | ChangeHub::Mappings)) == 0)
        return;
    rows().refresh();
    selectFirst();
    count();
    showPane();
}

void ErrorsPage::count()
{
    qint64 records = 0;
    QHash<QString, Money> sum;
    for (const db::CauseRow& cause : m_causes) {
        records += cause.records;
        for (const Money& money : cause.amounts) {
            if (auto total = sum.value(money.currency(), Money::zero(money.currency())).plus(money))
                sum.insert(money.currency(), *total);
        }
    }
    std::vector<Money> totals(sum.begin(), sum.end());
    std::sort(totals.begin(), totals.end(), [](const Money& a, const Money& b) { return a.currency() < b.currency(); });
    const auto causes = static_cast<int>(m_causes.size());
    if (grouped()) {
        setCount(causes == 0 ? QString()
                             : tr("%n records", nullptr, static_cast<int>(records)) + u' ' + tr("in %n causes", nullptr, causes));
        QString left =
            tr("%n causes", nullptr, causes) + QStringLiteral(", ") + tr("%n records", nullptr, static_cast<int>(records));
        if (!selected().empty())
            left += QStringLiteral("    ") + tr("%n selected", nullptr, static_cast<int>(selected().size()));
        panel().setFooter(left, totals.empty() ? QString() : tr("%1 not in NetSuite").arg(format::amounts(totals)));
    } else {
        setCount({});
        panel().setFooter(
            tr("%n loaded", nullptr, rows().loaded()) + (rows().isComplete() ? QString() : tr(", more as you scroll")), {});
    }
    if (filter().isFiltering())
        panel().setEmptyText(showsSkipped() && filter().find().isEmpty() ? tr("Nothing was skipped.")
                                                                         : tr("No errors match this filter."),
                             tr("Clear filter"), [this] { filter().clearAll(); });
    else
        panel().setEmptyText(tr("No open errors."));
}

void ErrorsPage::showPane()
{
    m_errorPane->show(currentCause(), currentRecord(), static_cast<int>(selected().size()));
    if (currentRecord() == nullptr && currentCause() == nullptr)
        m_errorPane->setNothing(rows().rowCount() == 0 ? tr("Nothing needs you here.")
                                                       : tr("Choose an error to see how to fix it."));
    Q_EMIT verbsChanged();
}

} // namespace causeway::ui
