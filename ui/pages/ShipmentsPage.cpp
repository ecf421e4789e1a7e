// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/ShipmentsPage.h"

#include "Format.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "pages/ErrorPane.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {

const QString kFlow = QStringLiteral("shipments");
constexpr qint64 kLateWarningMs = 4LL * 3'600'000;

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("shipments.col.state"), ShipmentsPage::tr("State"), 8, Kind::State, {}},
            {QStringLiteral("shipments.col.due"), ShipmentsPage::tr("Ship by"), 13, Kind::Text,
             ShipmentsPage::tr("When Amazon wants the order to have left; red when less than 4 hours remain")},
            {QStringLiteral("shipments.col.fulfillment"), ShipmentsPage::tr("Fulfillment"), 9, Kind::Id,
             ShipmentsPage::tr("Internal id of the item fulfillment in NetSuite")},
            {QStringLiteral("shipments.col.order"), ShipmentsPage::tr("Amazon order"), 20, Kind::Id, {}},
            {QStringLiteral("shipments.col.store"), ShipmentsPage::tr("Store"), 10, Kind::Text, {}},
            {QStringLiteral("shipments.col.tracking"), ShipmentsPage::tr("Tracking"), 14, Kind::Id,
             ShipmentsPage::tr("Of the packages that Amazon was told of; +1 says that there is one more")},
            {QStringLiteral("shipments.col.reason"), ShipmentsPage::tr("Reason"), 0, Kind::Text, {}}};
}

bool isOpen(db::RecordState state)
{
    return state != db::RecordState::Done && state != db::RecordState::Skipped;
}

} // namespace

ShipmentsPage::ShipmentsPage(Ui& ui, QWidget* parent)
    : ListPage(ui, QStringLiteral("shipments"), tr("Shipments"), columns(), parent)
{
    headerActions()->addWidget(ui.actions.button(Verb::Retry, QStringLiteral("shipments.action.retry")));
    headerActions()->addWidget(ui.actions.button(Verb::Map, QStringLiteral("shipments.action.map")));
    headerActions()->addWidget(ui.actions.button(Verb::Edit, QStringLiteral("shipments.action.edit")));
    headerActions()->addWidget(ui.actions.button(Verb::Skip, QStringLiteral("shipments.action.skip")));
    filter().addFind(tr("Item fulfillment or Amazon order id begins with"));
    QList<FilterBar::Choice> states{{QString(), tr("State: any")}};
    for (const auto state : {db::RecordState::Ready, db::RecordState::Running, db::RecordState::Waiting, db::RecordState::Review,
                             db::RecordState::Error, db::RecordState::Done, db::RecordState::Skipped})
        states << FilterBar::Choice{db::toString(state), format::stateWord(state)};
    filter().addChoice(QStringLiteral("state"), tr("State"), states);
    filter().addStretch();
    m_shipmentPane = new ErrorPane(ui, id());
    setPane(m_shipmentPane, 62, 38);
    connect(table(), &RecordTable::currentChangedTo, this, [this] { showPane(); });
    connect(table(), &RecordTable::opened, this, [this] { perform(Verb::Open); });
    connect(m_shipmentPane, &ErrorPane::mapRequested, this, [this](const config::Mapping& mapping) {
        auto cured = this->ui().session.engine.setMapping(mapping, this->ui().session.actor);
        if (told(cured))
            tell(tr("Mapped. %n shipments are planned again.", nullptr, *cured));
    });
    connect(m_shipmentPane, &ErrorPane::editRequested, this, [this](RecordId record, const Json& patch) {
        if (told(this->ui().session.engine.edit(record, patch, this->ui().session.actor)))
            tell(tr("1 shipment queued with your edit."));
    });
    connect(m_shipmentPane, &ErrorPane::skipRequested, this, &ShipmentsPage::skip);
    connect(m_shipmentPane, &ErrorPane::linkRequested, this, &Page::wantsTo);
    connect(m_shipmentPane, &ErrorPane::formChanged, this, &Page::verbsChanged);
    rows().setLoader([this](const TableRow*, const TableRow* last) { return load(last); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&rows(), signal, this, [this] { count(); });
}

Result<std::vector<TableRow>> ShipmentsPage::load(const TableRow* last)
{
    db::RecordFilter wanted;
    wanted.flow = kFlow;
    wanted.store = ui().store;
    wanted.state = db::recordStateFromString(filter().chosen(QStringLiteral("state")));
    wanted.search = filter().find();
    wanted.limit = RowModel::kPage;
    if (last != nullptr)
        wanted.after = db::PageKey{last->at, last->number};
    struct Loaded
    {
        std::vector<db::RecordRow> records;
        QHash<QString, qint64> shipBy;
    };
    auto loaded = ui().session.database.read([&](db::Connection& connection) -> Result<Loaded> {
        auto records = db::RecordReads(connection).list(wanted);
        if (!records)
            return fail(records.error());
        QStringList orders;
        for (const db::RecordRow& record : *records)
            orders << record.order;
        auto dates = db::OrderReads(connection).shipBy(orders);
        if (!dates)
            return fail(dates.error());
        Loaded found{std::move(*records), {}};
        for (const auto& [order, date] : *dates)
            found.shipBy.insert(order, date);
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
        const auto date = loaded->shipBy.constFind(record.order);
        const QString said = record.state == db::RecordState::Error && record.error ? record.error->message : record.note;
        const QString why = said.isEmpty() ? format::reason(record.reason) : format::remote(said);
        Cell reason = rows::text(why, Token::Muted);
        reason.tooltip = why;
        QStringList numbers;
        for (const db::TargetRow& target : record.targets) {
            if (target.type != QLatin1StringView("shipmentConfirmation"))
                continue;
            if (!target.name.isEmpty() && !numbers.contains(target.name))
                numbers << target.name;
        }
        Cell tracking = rows::text(numbers.size() > 1 ? tr("%1 +%2").arg(format::remote(numbers.front())).arg(numbers.size() - 1)
                                                      : format::remote(numbers.value(0)));
        tracking.plain = numbers.join(QStringLiteral(", "));
        tracking.tooltip = numbers.join(u'\n');
        row.cells = {rows::state(record.state),
                     due(record, date != loaded->shipBy.constEnd() ? std::optional(*date) : std::nullopt),
                     rows::text(format::remote(record.key)),
                     rows::text(format::remote(record.order)),
                     rows::text(ui().names.store(record.store), Token::Muted),
                     tracking,
                     reason};
        m_records.insert(row.id, record);
        out.push_back(std::move(row));
    }
    return out;
}

Cell ShipmentsPage::due(const db::RecordRow& record, std::optional<qint64> shipBy) const
{
    if (!shipBy)
        return {};
    Cell cell = rows::time(*shipBy, ui().now());
    if (isOpen(record.state) && *shipBy - ui().now() < kLateWarningMs) {
        cell.text = QStringLiteral("! ") + cell.text; // never by colour alone
        cell.token = Token::Error;
        cell.bold = true;
        cell.tooltip += u'\n' + (*shipBy < ui().now() ? tr("This shipment is late.") : tr("Less than 4 hours remain."));
    }
    return cell;
}

const db::RecordRow* ShipmentsPage::currentRecord() const
{
    const auto found = m_records.constFind(table()->currentId());
    return found != m_records.constEnd() ? &*found : nullptr;
}

std::vector<RecordId> ShipmentsPage::selected() const
{
    std::vector<RecordId> ids;
    for (const QString& id : table()->selectedIds()) {
        if (m_records.contains(id))
            ids.push_back(m_records[id].id);
    }
    return ids;
}

bool ShipmentsPage::can(Verb verb) const
{
    const bool write = ui().session.mayWrite;
    const db::RecordRow* record = currentRecord();
    switch (verb) {
    case Verb::Retry:
        return write && !selected().empty();
    case Verb::Map:
        return write && m_shipmentPane->canMap();
    case Verb::Skip:
    case Verb::Edit:
        return write && record != nullptr && isOpen(record->state);
    case Verb::Open:
        return record != nullptr;
    default:
        return ListPage::can(verb);
    }
}

void ShipmentsPage::perform(Verb verb)
{
    switch (verb) {
    case Verb::Retry: {
        auto queued = ui().session.engine.retry(selected(), ui().session.actor);
        if (told(queued))
            tell(tr("%n shipments queued.", nullptr, *queued));
        break;
    }
    case Verb::Map:
        m_shipmentPane->startMapping();
        break;
    case Verb::Skip:
        m_shipmentPane->startSkipping(static_cast<int>(selected().size()));
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

Subject ShipmentsPage::subject() const
{
    const db::RecordRow* record = currentRecord();
    if (record == nullptr)
        return {};
    Subject chosen = subjectOf(*record);
    chosen.documentType = QStringLiteral("itemFulfillment"); // the record's key is its internal id
    chosen.documentId = record->key;
    return chosen;
}

QString ShipmentsPage::label(Verb verb) const
{
    const auto chosen = static_cast<int>(selected().size());
    if (verb == Verb::Retry && chosen > 1)
        return tr("Retry %n", nullptr, chosen);
    return {};
}

void ShipmentsPage::skip(const QString& reason)
{
    const std::vector<RecordId> ids = selected();
    if (!told(ui().session.engine.dismiss(ids, reason, ui().session.actor)))
        return;
    tell(tr("%n shipments skipped. Amazon is not told.", nullptr, static_cast<int>(ids.size())), tr("Undo"), [this, ids] {
        if (told(ui().session.engine.undismiss(ids, ui().session.actor)))
            tell(tr("Taken up again."));
    });
}

void ShipmentsPage::go(const Target& target)
{
    if (!target.filter.isEmpty()) {
        filter().clearAll();
        filter().choose(QStringLiteral("state"), target.filter);
    }
    if (!target.id.isEmpty())
        table()->select(target.id);
    table()->setFocus(Qt::OtherFocusReason);
}

Target ShipmentsPage::place() const
{
    return {id(), {}, table()->currentId()};
}

QList<Verb> ShipmentsPage::contextVerbs() const
{
    return {Verb::Open, Verb::Count, Verb::Retry,        Verb::Map,        Verb::Edit,
            Verb::Skip, Verb::Count, Verb::OpenNetSuite, Verb::OpenAmazon, Verb::CopySupport};
}

void ShipmentsPage::restart()
{
    ListPage::restart();
    count();
    showPane();
}

void ShipmentsPage::refresh(int topics)
{
    if ((topics & (ChangeHub::Records | ChangeHub::Mappings)) == 0)
        return;
    rows().refresh();
    selectFirst();
    count();
    showPane();
}

void ShipmentsPage::count()
{
    const int loaded = rows().loaded();
    panel().setFooter(rows().isComplete() ? tr("%n shipments", nullptr, loaded)
                                          : tr("%n loaded, more as you scroll", nullptr, loaded),
                      tr("Last changed first"));
    if (filter().isFiltering())
        panel().setEmptyText(tr("No shipments match this filter."), tr("Clear filter"), [this] { filter().clearAll(); });
    else
        panel().setEmptyText(
            tr("Nothing to send. Item fulfillments of Amazon orders appear here once the flow Shipments is on."));
}

void ShipmentsPage::showPane()
{
    m_shipmentPane->show(nullptr, currentRecord(), static_cast<int>(selected().size()));
    if (currentRecord() == nullptr)
        m_shipmentPane->setNothing(rows().rowCount() == 0 ? tr("Nothing to send.")
                                                          : tr("Choose a shipment to see what Amazon is told."));
    Q_EMIT verbsChanged();
}

} // namespace causeway::ui
