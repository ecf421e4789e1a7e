// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/OrdersPage.h"

#include <QRegularExpression>

#include "Format.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "pages/OrderPane.h"
#include "pages/Rows.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("orders.col.state"), OrdersPage::tr("State"), 8, Kind::State, {}},
            {QStringLiteral("orders.col.order"), OrdersPage::tr("Amazon order"), 20, Kind::Id, {}},
            {QStringLiteral("orders.col.type"), OrdersPage::tr("Type"), 4, Kind::Text, {}},
            {QStringLiteral("orders.col.purchased"), OrdersPage::tr("Purchased"), 12, Kind::Text, {}},
            {QStringLiteral("orders.col.shipBy"), OrdersPage::tr("Ship by"), 6, Kind::Text, {}},
            {QStringLiteral("orders.col.total"), OrdersPage::tr("Total"), 12, Kind::Amount, {}},
            {QStringLiteral("orders.col.variance"), OrdersPage::tr("Variance"), 7, Kind::Number,
             OrdersPage::tr("Amazon's total minus NetSuite's")},
            {QStringLiteral("orders.col.netsuite"), OrdersPage::tr("NetSuite"), 8, Kind::Text, {}},
            {QStringLiteral("orders.col.reason"), OrdersPage::tr("Reason"), 0, Kind::Text, {}}};
}

QString rowId(const db::OrderRow& order)
{
    return order.store + u':' + order.orderId;
}

/// "shipping -1.00, tax 0.10": which parts of the order differ. Amazon's minus NetSuite's.
QString varianceParts(const Json& variance)
{
    const std::pair<QLatin1StringView, QString> kinds[] = {{QLatin1StringView("tax"), OrdersPage::tr("tax")},
                                                           {QLatin1StringView("shipping"), OrdersPage::tr("shipping")},
                                                           {QLatin1StringView("shippingTax"), OrdersPage::tr("shipping tax")}};
    QStringList parts;
    for (const auto& [key, name] : kinds) {
        if (const auto money = Money::parse(variance[QString(key)].toString(), variance[u"currency"].toString());
            money && !money->isZero())
            parts << QStringLiteral("%1 %2").arg(name, format::amount(*money));
    }
    return parts.isEmpty() ? OrdersPage::tr("total only") : parts.join(QStringLiteral(", "));
}

} // namespace

OrdersPage::OrdersPage(Ui& ui, QWidget* parent) : ListPage(ui, QStringLiteral("orders"), tr("Orders"), columns(), parent)
{
    headerActions()->addWidget(ui.actions.button(Verb::SyncOrder, QStringLiteral("orders.action.syncOrder")));
    headerActions()->addWidget(ui.actions.button(Verb::Retry, QStringLiteral("orders.action.retry")));
    m_tabs = new PageTabs(ui.theme, *headerTabs(), id(), tabs(), this);
    connect(m_tabs, &PageTabs::chosen, this, [this](const QString& tab) {
        if (!tab.startsWith(QLatin1StringView("orders")))
            Q_EMIT wantsTo({tab, {}, {}});
        else
            showView(tab.section(u'/', 1));
    });
    filter().addFind(tr("Order id, SKU or SO number begins with"));
    QList<FilterBar::Choice> states{{QString(), tr("State: any")}};
    for (const auto state : {db::RecordState::Ready, db::RecordState::Running, db::RecordState::Waiting, db::RecordState::Review,
                             db::RecordState::Error, db::RecordState::Done, db::RecordState::Skipped})
        states << FilterBar::Choice{db::toString(state), format::stateWord(state)};
    filter().addChoice(QStringLiteral("state"), tr("State"), states);
    filter().addChoice(QStringLiteral("type"), tr("Type"),
                       {{QString(), tr("Type: any")},
                        {QStringLiteral("MFN"), QStringLiteral("MFN")},
                        {QStringLiteral("SFP"), QStringLiteral("SFP")},
                        {QStringLiteral("FBA"), QStringLiteral("FBA")}});
    filter().addStretch();

    m_syncForm = build::frame("note", QStringLiteral("info"));
    auto* sync = build::row(ui.theme.u(2), QMargins(ui.theme.u(3), ui.theme.u(2), ui.theme.u(3), ui.theme.u(2)));
    auto* words = new PlainLabel(ui.theme, tr("Amazon order &ids"));
    m_syncIds =
        build::named(new QLineEdit, QStringLiteral("orders.sync.ids"), tr("Amazon order ids, several with blanks between them"));
    words->setBuddy(m_syncIds);
    auto* fetch = build::button(ui.theme, QStringLiteral("orders.sync.button"), tr("Fetch from Amazon"), {}, true);
    auto* cancel = build::button(ui.theme, QStringLiteral("orders.sync.cancelButton"), tr("Close"));
    sync->addWidget(words);
    sync->addWidget(m_syncIds, 1);
    sync->addWidget(fetch);
    sync->addWidget(cancel);
    m_syncForm->setLayout(sync);
    m_syncForm->hide();
    content()->insertWidget(0, m_syncForm);
    connect(fetch, &QPushButton::clicked, this, &OrdersPage::syncOrders);
    connect(m_syncIds, &QLineEdit::returnPressed, this, &OrdersPage::syncOrders);
    connect(cancel, &QPushButton::clicked, m_syncForm, &QWidget::hide);

    m_orderPane = new OrderPane(ui);
    setPane(m_orderPane, 67, 33);
    connect(table(), &RecordTable::currentChangedTo, this, [this] { showPane(); });
    connect(table(), &RecordTable::opened, this, [this] { perform(Verb::Open); });
    connect(m_orderPane, &OrderPane::documentRequested, this, &Page::openDocument);
    rows().setLoader([this](const TableRow*, const TableRow* last) { return load(last); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&rows(), signal, this, [this] { count(); });
}

Result<std::vector<TableRow>> OrdersPage::load(const TableRow* last)
{
    db::OrderFilter wanted;
    wanted.store = ui().store;
    wanted.type = filter().chosen(QStringLiteral("type"));
    wanted.state = db::recordStateFromString(filter().chosen(QStringLiteral("state")));
    wanted.search = filter().find();
    wanted.varianceOnly = m_view == QLatin1StringView("variances");
    wanted.cancelRequestedOnly = m_view == QLatin1StringView("cancel");
    wanted.waitingAtAmazonOnly = m_view == QLatin1StringView("waiting");
    wanted.limit = RowModel::kPage;
    if (last != nullptr) {
        wanted.afterPurchased = db::PageKey{last->at, 0};
        wanted.afterOrderId = last->text;
        wanted.afterStore = last->id.section(u':', 0, 0);
    }
    auto orders = ui().session.database.read([&](db::Connection& connection) { return db::OrderReads(connection).list(wanted); });
    if (!orders)
        return fail(orders.error());
    std::vector<TableRow> out;
    const qint64 now = ui().now();
    for (const db::OrderRow& order : *orders) {
        TableRow row;
        row.id = rowId(order);
        row.at = order.purchasedAt;
        row.text = order.orderId;
        Cell variance;
        if (order.variance.isObject()) {
            if (auto money = Money::parse(order.variance[u"total"].toString(), order.variance[u"currency"].toString());
                money && !money->isZero())
                variance = rows::money(*money, false);
            else
                variance.text = tr("parts");
            variance.token = order.varianceOver ? Token::Error : Token::Waiting;
        }
        Cell document = rows::text(format::remote(order.salesOrderName.isEmpty() ? order.salesOrderId : order.salesOrderName));
        if (order.salesOrderId.isEmpty() && order.state == db::RecordState::Review)
            document = rows::text(tr("planned"), Token::Muted);
        Cell reason = rows::text(format::reason(order.reason), Token::Muted);
        if (wanted.waitingAtAmazonOnly) { // how long is what matters here
            reason.text = tr("%1, for %2").arg(reason.text, format::age(order.purchasedAt, now));
            reason.tooltip = tr("Purchased %1").arg(format::instant(order.purchasedAt));
        }
        if (wanted.varianceOnly && order.variance.isObject()) {
            reason = rows::text(varianceParts(order.variance), order.varianceOver ? Token::Error : Token::Muted);
            reason.tooltip = order.varianceOver ? tr("Over the tolerance of the store") : tr("Within the tolerance of the store");
        }
        if (order.cancelRequested) {
            reason = rows::text(tr("do not ship: buyer asks to cancel"), Token::Error);
            reason.state = db::RecordState::Error; // the octagon, so that colour is not the only sign
            reason.tooltip = tr("The buyer asks to cancel this order. Its shipment is held.");
        }
        row.cells = {rows::state(order.state),
                     rows::text(format::remote(order.orderId)),
                     rows::text(order.type),
                     rows::time(order.purchasedAt, now),
                     rows::text(order.shipBy ? format::day(*order.shipBy) : QString()),
                     rows::money(order.total),
                     variance,
                     document,
                     reason};
        m_orders.insert(row.id, order);
        out.push_back(std::move(row));
    }
    return out;
}

std::vector<RecordId> OrdersPage::selected() const
{
    std::vector<RecordId> ids;
    for (const QString& id : table()->selectedIds()) {
        if (const auto order = m_orders.constFind(id); order != m_orders.constEnd() && order->record.isValid())
            ids.push_back(order->record);
    }
    return ids;
}

bool OrdersPage::can(Verb verb) const
{
    switch (verb) {
    case Verb::Retry:
        return ui().session.mayWrite && !selected().empty();
    case Verb::SyncOrder:
        return ui().session.mayWrite;
    case Verb::Open:
        return !selected().empty();
    default:
        return ListPage::can(verb);
    }
}

Subject OrdersPage::subject() const
{
    const auto order = m_orders.constFind(table()->currentId());
    if (order == m_orders.constEnd())
        return {};
    return {order->record, order->store, order->marketplace, order->orderId, QStringLiteral("salesOrder"), order->salesOrderId};
}

QString OrdersPage::label(Verb verb) const
{
    if (verb == Verb::Retry)
        return selected().size() > 1 ? tr("Plan %n again", nullptr, static_cast<int>(selected().size())) : tr("Plan again");
    return {};
}

void OrdersPage::perform(Verb verb)
{
    switch (verb) {
    case Verb::Retry: {
        auto queued = ui().session.engine.retry(selected(), ui().session.actor);
        if (told(queued))
            tell(tr("%n orders queued.", nullptr, *queued));
        break;
    }
    case Verb::SyncOrder:
        m_syncForm->setVisible(!m_syncForm->isVisible());
        if (m_syncForm->isVisible())
            m_syncIds->setFocus(Qt::ShortcutFocusReason);
        break;
    case Verb::Open:
        if (!selected().empty())
            Q_EMIT wantsTo({QStringLiteral("record"), id(), QString::number(selected().front().value())});
        break;
    default:
        ListPage::perform(verb);
    }
}

void OrdersPage::syncOrders()
{
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    const QStringList ids = m_syncIds->text().split(separators, Qt::SkipEmptyParts);
    static const QRegularExpression form(QStringLiteral("^\\d{3}-\\d{7}-\\d{7}$"));
    for (const QString& id : ids) {
        if (!form.match(id).hasMatch()) {
            tellError(Error::make(ErrorKind::Invalid,
                                  tr("\u201C%1\u201D is not an Amazon order id (like 113-1234567-1234567).").arg(id.left(40))));
            return;
        }
    }
    if (ids.isEmpty())
        return;
    auto states =
        ui().session.database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).flowStates(); });
    if (!told(states))
        return;
    int started = 0;
    std::optional<Error> refused;
    for (const db::FlowStateRow& flow : *states) {
        if (!flow.flow.startsWith(QLatin1StringView("orders-")) || (!ui().store.isEmpty() && flow.store != ui().store))
            continue;
        engine::RunRequest request;
        request.flow = flow.flow;
        request.store = flow.store;
        request.orders = ids;
        if (auto run = ui().session.engine.runNow(request, ui().session.actor))
            ++started;
        else
            refused = run.error();
    }
    if (started == 0 && refused) {
        tellError(*refused);
        return;
    }
    m_syncForm->hide();
    tell(tr("%n orders are fetched from Amazon.", nullptr, static_cast<int>(ids.size())), tr("Show runs"), [this] {
        Q_EMIT wantsTo({QStringLiteral("flows"), QStringLiteral("runs"), {}});
    });
}

QList<PageTabs::Tab> OrdersPage::tabs()
{
    return {{QStringLiteral("orders"), tr("All")},
            {QStringLiteral("orders/variances"), tr("Variances")},
            {QStringLiteral("orders/waiting"), tr("Waiting at Amazon")},
            {QStringLiteral("orders/cancel"), tr("Cancel requests")},
            {QStringLiteral("completeness"), tr("Completeness")},
            {QStringLiteral("duplicates"), tr("Duplicate customers")}};
}

void OrdersPage::showView(const QString& view)
{
    m_view = view;
    m_tabs->setCurrent(view.isEmpty() ? id() : id() + u'/' + view);
    restart();
}

void OrdersPage::go(const Target& target)
{
    static const QString kView = QStringLiteral("view:");
    if (target.filter.startsWith(kView)) {
        filter().clearAll();
        showView(target.filter.mid(kView.size()));
    } else if (!target.filter.isEmpty()) {
        showView({});
        filter().clearAll();
        filter().choose(QStringLiteral("state"), target.filter);
    }
    if (!target.id.isEmpty()) {
        const QString order = target.id.section(u':', -1);
        QString row;
        for (auto it = m_orders.constBegin(); it != m_orders.constEnd(); ++it) {
            if (it->orderId == order && rows().find(it.key()).isValid())
                row = it.key();
        }
        if (row.isEmpty() && !m_view.isEmpty())
            showView({});
        if (row.isEmpty()) { // not among the loaded rows: look it up by its id
            filter().setFind(order);
            selectFirst();
        } else {
            table()->select(row);
        }
    }
    table()->setFocus(Qt::OtherFocusReason);
}

Target OrdersPage::place() const
{
    return {id(), m_view.isEmpty() ? QString() : QStringLiteral("view:") + m_view, table()->currentId()};
}

QList<Verb> OrdersPage::contextVerbs() const
{
    return {Verb::Open,  Verb::Count,        Verb::Retry,      Verb::SyncOrder,
            Verb::Count, Verb::OpenNetSuite, Verb::OpenAmazon, Verb::CopySupport};
}

void OrdersPage::restart()
{
    ListPage::restart();
    count();
    showPane();
}

void OrdersPage::refresh(int topics)
{
    if ((topics & (ChangeHub::Records | ChangeHub::Mappings)) == 0)
        return;
    rows().refresh();
    selectFirst();
    count();
    showPane();
}

void OrdersPage::count()
{
    const int loaded = rows().loaded();
    panel().setFooter(rows().isComplete() ? tr("%n orders", nullptr, loaded)
                                          : tr("%n loaded, more as you scroll", nullptr, loaded),
                      tr("Newest purchase first"));
    if (!filter().isFiltering() && !m_view.isEmpty())
        panel().setEmptyText(m_view == QLatin1StringView("variances") ? tr("No order differs between Amazon and NetSuite.")
                             : m_view == QLatin1StringView("waiting") ? tr("No order waits at Amazon.")
                                                                      : tr("No buyer asks to cancel an order."));
    else if (filter().isFiltering())
        panel().setEmptyText(tr("No orders match this filter."), tr("Clear filter"), [this] { filter().clearAll(); });
    else
        panel().setEmptyText(tr("No orders yet. Causeway reads the last 30 days on the first run."));
}

void OrdersPage::showPane()
{
    const auto order = m_orders.constFind(table()->currentId());
    m_orderPane->show(order != m_orders.constEnd() ? &*order : nullptr);
    Q_EMIT verbsChanged();
}

} // namespace causeway::ui
