// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/CompletenessPage.h"

#include <algorithm>

#include <QDateTime>
#include <QLocale>
#include <QPushButton>
#include <QTimeZone>

#include "Format.h"
#include "db/ViewTables.h"
#include "pages/OrdersPage.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {

constexpr int kDays = 30;

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("completeness.col.store"), CompletenessPage::tr("Store"), 19, Kind::Text, {}},
            {QStringLiteral("completeness.col.day"), CompletenessPage::tr("Day"), 11, Kind::Text,
             CompletenessPage::tr("Day of purchase in the store's time zone")},
            {QStringLiteral("completeness.col.orders"), CompletenessPage::tr("Orders"), 8, Kind::Number,
             CompletenessPage::tr("Seen at Amazon by any way")},
            {QStringLiteral("completeness.col.list"), CompletenessPage::tr("List"), 8, Kind::Number,
             CompletenessPage::tr("Shown by Amazon's list of orders")},
            {QStringLiteral("completeness.col.report"), CompletenessPage::tr("Report"), 8, Kind::Number,
             CompletenessPage::tr("Shown by Amazon's order report")},
            {QStringLiteral("completeness.col.netsuite"), CompletenessPage::tr("NetSuite"), 9, Kind::Number,
             CompletenessPage::tr("With a document in NetSuite")},
            {QStringLiteral("completeness.col.settled"), CompletenessPage::tr("Settled"), 8, Kind::Number,
             CompletenessPage::tr("Shown by a settlement: Amazon has accounted for it")},
            {QStringLiteral("completeness.col.open"), CompletenessPage::tr("Open"), 7, Kind::Number,
             CompletenessPage::tr("Known here, not written yet")},
            {QStringLiteral("completeness.col.skipped"), CompletenessPage::tr("Skipped"), 8, Kind::Number,
             CompletenessPage::tr("Known here and not to be written")},
            {QStringLiteral("completeness.col.gaps"), CompletenessPage::tr("Gaps"), 6, Kind::Text, {}},
            {QStringLiteral("completeness.col.missing"), CompletenessPage::tr("Missing orders"), 0, Kind::Text, {}}};
}

TableRow rowOf(const Names& names, const db::Completeness& store, const db::CompletenessDay& day)
{
    TableRow row;
    row.id = store.store + u':' + day.day.toString(Qt::ISODate);
    QStringList ids;
    for (const db::CompletenessGap& gap : day.gaps)
        ids << (gap.canBeFetched() ? format::remote(gap.orderId)
                                   : CompletenessPage::tr("%1 (not in NetSuite)").arg(format::remote(gap.orderId)));
    // A number that differs says so by a sign, not by colour alone.
    const auto compared = [&](qint64 count) {
        Cell cell = rows::number(count);
        if (count != day.orders)
            cell.token = Token::Waiting;
        return cell;
    };
    Cell gaps = day.gaps.empty() ? rows::text(QStringLiteral("="), Token::Muted)
                                 : rows::text(QStringLiteral("≠ %1").arg(day.gaps.size()), Token::Error);
    Cell dayCell = rows::text(QLocale().toString(day.day, QStringLiteral("ddd d MMM")));
    dayCell.plain = day.day.toString(Qt::ISODate);
    // After the newest settlement nothing can be settled yet: a zero would look like a gap.
    const bool maySettle =
        store.settledTo && day.day <= QDateTime::fromMSecsSinceEpoch(*store.settledTo, QTimeZone::utc()).date();
    Cell missing = rows::text(ids.join(QStringLiteral(", ")));
    missing.tooltip = ids.join(u'\n');
    row.cells = {rows::text(names.store(store.store)),
                 dayCell,
                 rows::number(day.orders),
                 compared(day.list),
                 day.reportKnown ? compared(day.report) : rows::text(QStringLiteral("–"), Token::Muted),
                 store.netsuiteAt ? rows::number(day.netsuite) : rows::text(QStringLiteral("–"), Token::Muted),
                 maySettle ? rows::number(day.settled) : rows::text(QStringLiteral("–"), Token::Muted),
                 rows::number(day.open, true),
                 rows::number(day.skipped, true),
                 gaps,
                 missing};
    return row;
}

} // namespace

CompletenessPage::CompletenessPage(Ui& ui, QWidget* parent)
    : ListPage(ui, QStringLiteral("completeness"), tr("Completeness"), columns(), parent)
{
    setTitle(tr("Orders"));
    addTabs(OrdersPage::tabs());
    m_compare = build::button(ui.theme, QStringLiteral("completeness.compareButton"), tr("Compare now"));
    m_compare->setToolTip(tr("Asks Amazon for its order report and NetSuite for its documents; changes nothing there"));
    m_fetch = build::button(ui.theme, QStringLiteral("completeness.fetchButton"), tr("Fetch missing"), {}, true);
    headerActions()->addWidget(m_compare);
    headerActions()->addWidget(m_fetch);
    filter().addChoice(QStringLiteral("days"), tr("Days"),
                       {{QString(), tr("30 days")}, {QStringLiteral("7"), tr("7 days")}, {QStringLiteral("90"), tr("90 days")}});
    filter().addStretch();
    connect(m_compare, &QPushButton::clicked, this, &CompletenessPage::compare);
    connect(m_fetch, &QPushButton::clicked, this, &CompletenessPage::fetchGaps);
    panel().setEmptyText(tr("No orders were read yet."));
    enableButtons();
}

int CompletenessPage::days() const
{
    const int chosen = filter().chosen(QStringLiteral("days")).toInt();
    return chosen > 0 ? chosen : kDays;
}

Result<std::vector<config::Store>> CompletenessPage::stores() const
{
    auto configuration = ui().session.configuration();
    if (!configuration)
        return fail(configuration.error());
    std::erase_if(configuration->stores,
                  [&](const config::Store& store) { return !ui().store.isEmpty() && store.id != ui().store; });
    return std::move(configuration->stores);
}

void CompletenessPage::read()
{
    auto wanted = stores();
    if (!told(wanted))
        return;
    ui().tasks.run(
        QStringLiteral("completeness.read"), this,
        [database = &ui().session.database, wanted = std::move(*wanted), days = days(),
         now = ui().now()](const StopToken&) -> Result<Compared> {
            Compared all;
            for (const config::Store& store : wanted) {
                auto one = database->read([&](db::Connection& connection) {
                    return db::CompletenessReads(connection).compare(store.id, QTimeZone(store.timeZone.toUtf8()), days, now);
                });
                if (!one)
                    return fail(one.error());
                all.push_back(std::move(*one));
            }
            return all;
        },
        [this](const Result<Compared>& compared) {
            if (told(compared))
                show(*compared);
        });
}

void CompletenessPage::show(const Compared& compared)
{
    m_compared = compared;
    std::vector<TableRow> list;
    qint64 gaps = 0;
    std::optional<qint64> asked;
    for (const db::Completeness& store : compared) {
        for (const db::CompletenessDay& day : store.days) {
            gaps += static_cast<qint64>(day.gaps.size());
            if (day.orders > 0)
                list.push_back(rowOf(ui().names, store, day));
        }
        if (store.netsuiteAt && (!asked || *store.netsuiteAt < *asked))
            asked = store.netsuiteAt;
    }
    const int count = static_cast<int>(list.size());
    rows().setRows(std::move(list));
    panel().setFooter(tr("%n days", nullptr, count), asked
                                                         ? tr("NetSuite was asked %1").arg(format::shortTime(*asked, ui().now()))
                                                         : tr("NetSuite was not asked yet"));
    setCount(gaps > 0 ? tr("%n orders are missing", nullptr, static_cast<int>(gaps))
             : asked  ? tr("Nothing is missing")
                      : tr("Not compared with NetSuite yet"));
    selectFirst();
    enableButtons();
}

void CompletenessPage::compare()
{
    auto wanted = stores();
    if (!told(wanted))
        return;
    m_comparing = true;
    enableButtons();
    ui().tasks.run(
        QStringLiteral("completeness.compare"), this,
        [engine = &ui().session.engine, wanted = std::move(*wanted), days = days()](const StopToken& stop) -> Result<void> {
            for (const config::Store& store : wanted) {
                if (auto checked = engine->checkOrders(store.id, days, true, stop); !checked)
                    return checked;
            }
            return {};
        },
        [this](const Result<void>& checked) {
            m_comparing = false;
            if (told(checked))
                tell(tr("Amazon's list, Amazon's report and NetSuite are compared."));
            enableButtons();
            read();
        });
}

void CompletenessPage::fetchGaps()
{
    int orders = 0;
    for (const db::Completeness& store : m_compared) {
        for (const QString& channel : {QStringLiteral("MFN"), QStringLiteral("FBA")}) {
            engine::RunRequest request;
            request.flow = channel == QStringLiteral("FBA") ? QStringLiteral("orders-fba") : QStringLiteral("orders-mfn");
            request.store = store.store;
            for (const db::CompletenessGap& gap : store.gaps()) {
                if (gap.channel == channel && gap.canBeFetched())
                    request.orders << gap.orderId;
            }
            if (request.orders.isEmpty())
                continue;
            if (!told(ui().session.engine.runNow(request, ui().session.actor)))
                return;
            orders += static_cast<int>(request.orders.size());
        }
    }
    if (orders > 0)
        tell(tr("%n orders are fetched from Amazon.", nullptr, orders), tr("Show runs"), [this] {
            Q_EMIT wantsTo({QStringLiteral("flows"), QStringLiteral("runs"), {}});
        });
}

void CompletenessPage::enableButtons()
{
    const bool hasGaps = std::any_of(m_compared.begin(), m_compared.end(), [](const db::Completeness& store) {
        const auto gaps = store.gaps();
        return std::any_of(gaps.begin(), gaps.end(), [](const db::CompletenessGap& gap) { return gap.canBeFetched(); });
    });
    m_compare->setEnabled(ui().session.mayWrite && !m_comparing);
    build::allow(m_fetch, ui().session.mayWrite && !m_comparing && hasGaps,
                 m_comparing             ? tr("Amazon and NetSuite are being asked.")
                 : ui().session.mayWrite ? tr("No order is missing that Amazon shows.")
                                         : whyNot(Verb::RunNow));
}

Target CompletenessPage::place() const
{
    return {id(), {}, table()->currentId()};
}

void CompletenessPage::restart()
{
    read();
}

void CompletenessPage::refresh(int topics)
{
    if ((topics & (ChangeHub::Records | ChangeHub::Runs)) != 0)
        read();
}

} // namespace causeway::ui
