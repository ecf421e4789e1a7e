// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SettlementRows.h"

#include <QDateTime>
#include <QLocale>
#include <QPushButton>
#include <QTabWidget>
#include <QTimeZone>

#include "Format.h"
#include "db/RefundFactTable.h"
#include "pages/Rows.h"
#include "pages/SettlementWords.h"
#include "widgets/Build.h"
#include "widgets/TablePanel.h"

namespace causeway::ui {

namespace {

constexpr int kMostImported = 2'000; ///< orders that one press fetches

Cell matchCell(const db::SettledOrderRow& order)
{
    switch (order.match) {
    case db::SettledOrderRow::Match::Document:
        return rows::state(db::RecordState::Done, SettlementRows::tr("In NetSuite"));
    case db::SettledOrderRow::Match::Waiting:
        return rows::state(db::RecordState::Waiting, SettlementRows::tr("Not written"));
    case db::SettledOrderRow::Match::Unknown:
        break;
    }
    return rows::state(db::RecordState::Error, SettlementRows::tr("Not imported"));
}

QString postedText(std::optional<qint64> at, bool hasTime)
{
    if (!at)
        return {};
    // The header says UTC, as the file does; the zone of this computer would move rows over the end of a month.
    return hasTime ? QLocale().toString(QDateTime::fromMSecsSinceEpoch(*at, QTimeZone::utc()), QStringLiteral("d MMM HH:mm:ss"))
                   : settlement_words::date(at);
}

} // namespace

SettlementRows::SettlementRows(Ui& ui, QTabWidget& tabs, QObject* parent) : QObject(parent), m_ui(ui), m_tabs(tabs)
{
    buildOrders();
    buildRefunds();
    buildRows();
}

void SettlementRows::buildOrders()
{
    const Theme& theme = m_ui.theme;
    using Kind = Column::Kind;
    m_ordersTab = new QWidget;
    auto* layout = build::column(0);
    m_ordersTab->setLayout(layout);
    auto* bar = build::row(theme.u(2), QMargins(theme.u(2), theme.u(1), theme.u(2), theme.u(1)));
    m_which = build::named(new ComboBox(theme), QStringLiteral("settlement.orders.which"), tr("Which orders"));
    m_which->addItem(tr("All orders"), QString());
    m_which->addItem(tr("Without a document"), QStringLiteral("open"));
    m_import = build::button(theme, QStringLiteral("settlement.orders.importButton"), tr("Import missing orders"));
    bar->addWidget(m_which);
    bar->addStretch(1);
    bar->addWidget(m_import);
    layout->addLayout(bar);
    m_orders = new TablePanel(theme,
                              {{QStringLiteral("settlement.col.match"), tr("State"), 11, Kind::State, {}},
                               {QStringLiteral("settlement.col.order"), tr("Amazon order"), 20, Kind::Id, {}},
                               {QStringLiteral("settlement.col.orderType"), tr("Type"), 5, Kind::Text, {}},
                               {QStringLiteral("settlement.col.orderRows"), tr("Rows"), 5, Kind::Number, {}},
                               {QStringLiteral("settlement.col.paid"), tr("Paid"), 10, Kind::Number, tr("By the buyer")},
                               {QStringLiteral("settlement.col.refunded"), tr("Refunded"), 10, Kind::Number, tr("To the buyer")},
                               {QStringLiteral("settlement.col.fees"), tr("Fees"), 10, Kind::Number, tr("Fees and the rest")},
                               {QStringLiteral("settlement.col.variance"), tr("Variance"), 9, Kind::Number,
                                tr("What was paid in all settlements minus the order's total")},
                               {QStringLiteral("settlement.col.orderDocument"), tr("NetSuite"), 0, Kind::Text, {}}},
                              QStringLiteral("settlement.orders.table"), tr("Orders of the settlement"));
    m_orders->setEmptyText(tr("No orders here."));
    layout->addWidget(m_orders, 1);
    m_tabs.addTab(m_ordersTab, tr("Orders"));
    connect(m_which, &QComboBox::currentIndexChanged, this, [this] {
        m_orders->rows().restart();
        updateFooters();
    });
    connect(m_import, &QPushButton::clicked, this, &SettlementRows::importOrders);
    connect(&m_orders->table(), &RecordTable::opened, this, &SettlementRows::openOrder);
    connect(&m_orders->rows(), &QAbstractItemModel::rowsInserted, this, [this] { updateFooters(); });
    m_orders->rows().setLoader([this](const TableRow*, const TableRow* last) { return loadOrders(last); });
}

void SettlementRows::buildRefunds()
{
    using Kind = Column::Kind;
    m_refunds = new TablePanel(m_ui.theme,
                               {{QStringLiteral("settlement.col.refundState"), tr("State"), 14, Kind::State, {}},
                                {QStringLiteral("settlement.col.refundOrder"), tr("Amazon order"), 22, Kind::Id, {}},
                                {QStringLiteral("settlement.col.refundAmount"), tr("Refunded"), 12, Kind::Number, {}},
                                {QStringLiteral("settlement.col.refundRest"), QString(), 0, Kind::Text, {}}},
                               QStringLiteral("settlement.refunds.table"), tr("Refunds of the settlement"));
    m_refunds->setEmptyText(tr("No refund of this settlement is in the book of refunds."));
    m_tabs.addTab(m_refunds, tr("Refunds"));
    connect(&m_refunds->table(), &RecordTable::opened, this, [this](const QString& id) { openOrder(id.section(u':', 1)); });
}

void SettlementRows::buildRows()
{
    const Theme& theme = m_ui.theme;
    using Kind = Column::Kind;
    m_rowsTab = new QWidget;
    auto* layout = build::column(0);
    m_rowsTab->setLayout(layout);
    auto* bar = build::row(theme.u(2), QMargins(theme.u(2), theme.u(1), theme.u(2), theme.u(1)));
    m_rowsWords = new PlainLabel(theme, {}, PlainLabel::Role::Small);
    m_rowsWords->setElided(true);
    m_allRows = build::link(QStringLiteral("settlement.rows.allButton"), tr("Show all rows"));
    bar->addWidget(m_rowsWords, 1);
    bar->addWidget(m_allRows);
    layout->addLayout(bar);
    m_rows = new TablePanel(theme,
                            {{QStringLiteral("settlement.col.rowLine"), tr("Line"), 6, Kind::Number, tr("Line of the file")},
                             {QStringLiteral("settlement.col.rowCategory"), tr("Category"), 0, Kind::Text, {}},
                             {QStringLiteral("settlement.col.rowOrder"), tr("Amazon order"), 20, Kind::Id, {}},
                             {QStringLiteral("settlement.col.rowSku"), tr("SKU"), 12, Kind::Id, {}},
                             {QStringLiteral("settlement.col.rowPosted"), tr("Posted"), 14, Kind::Text, tr("Time in UTC")},
                             {QStringLiteral("settlement.col.rowAmount"), tr("Amount"), 10, Kind::Number, {}}},
                            QStringLiteral("settlement.rows.table"), tr("Rows of the settlement"));
    m_rows->setEmptyText(tr("No rows here."));
    layout->addWidget(m_rows, 1);
    m_tabs.addTab(m_rowsTab, tr("All rows"));
    connect(m_allRows, &QPushButton::clicked, this, [this] {
        m_category.reset();
        m_rows->rows().restart();
        updateFooters();
        m_rows->table().setFocus(Qt::OtherFocusReason);
    });
    connect(&m_rows->table(), &RecordTable::opened, this, [this] {
        const Cell* order = m_rows->rows().cell(m_rows->table().currentIndex().siblingAtColumn(2));
        if (order != nullptr && settlement::isAmazonOrderId(order->text))
            openOrder(order->text);
    });
    connect(&m_rows->rows(), &QAbstractItemModel::rowsInserted, this, [this] { updateFooters(); });
    m_rows->rows().setLoader([this](const TableRow*, const TableRow* last) { return loadRows(last); });
}

void SettlementRows::clear()
{
    m_record = {};
    m_category.reset();
    m_orders->rows().restart();
    m_rows->rows().restart();
    m_refunds->rows().setRows({});
}

void SettlementRows::show(const engine::SettlementView& view)
{
    const bool another = view.record.id != m_record;
    m_record = view.record.id;
    m_store = view.record.store;
    m_key = view.record.key;
    m_currency = view.content.summary.head.currency;
    m_matches = view.matches;
    m_rowCount = view.content.summary.rows;
    if (another) {
        m_category.reset();
        m_orders->rows().restart();
        m_rows->rows().restart();
    } else {
        m_orders->rows().refresh(); // an order may have been imported; the rows of a file never change
    }
    showRefunds();
    updateFooters();
}

void SettlementRows::showCategory(const settlement::Category& category)
{
    m_category = category;
    m_rows->rows().restart();
    updateFooters();
    m_tabs.setCurrentWidget(m_rowsTab);
    m_rows->table().setFocus(Qt::OtherFocusReason);
}

Result<std::vector<TableRow>> SettlementRows::loadOrders(const TableRow* last)
{
    if (!m_record.isValid())
        return std::vector<TableRow>();
    auto orders = m_ui.session.database.read([&](db::Connection& connection) {
        return db::SettlementTable(connection)
            .orders(m_record, m_which->currentId() == QLatin1StringView("open"), last != nullptr ? last->id : QString(),
                    RowModel::kPage);
    });
    if (!orders)
        return fail(orders.error());
    std::vector<TableRow> out;
    for (const db::SettledOrderRow& order : *orders) {
        TableRow row;
        row.id = order.orderId;
        Cell variance;
        if (const auto differs = order.variance(); differs && !differs->isZero())
            variance = rows::text(format::amount(*differs), Token::Waiting);
        const auto amount = [](const Money& money) {
            return money.isZero() ? rows::text(QStringLiteral("\u2013"), Token::Muted) : rows::money(money, false);
        };
        const QString document = order.documentName.isEmpty() ? order.documentId : order.documentName;
        row.cells = {matchCell(order),
                     rows::text(order.orderId),
                     rows::text(order.orderType, Token::Muted),
                     rows::number(order.rows),
                     amount(order.paid),
                     amount(order.refunded),
                     amount(order.other),
                     variance,
                     rows::text(document.isEmpty() ? QString()
                                                   : format::documentType(order.documentType) + u' ' + format::remote(document))};
        out.push_back(std::move(row));
    }
    return out;
}

Result<std::vector<TableRow>> SettlementRows::loadRows(const TableRow* last)
{
    if (!m_record.isValid())
        return std::vector<TableRow>();
    db::SettlementTable::RowFilter filter;
    filter.record = m_record;
    filter.limit = RowModel::kPage;
    if (last != nullptr) {
        filter.afterLine = last->at;
        filter.afterPart = static_cast<int>(last->number);
    }
    auto facts = m_ui.session.database.read([&](db::Connection& connection) -> Result<std::vector<db::SettlementFactRow>> {
        const db::SettlementTable table(connection);
        if (m_category) {
            auto labels = table.labelIds([&](const QString& type, const QString& amountType, const QString& description) {
                return settlement::Category{type, amountType, description}.looseKey() == m_category->looseKey();
            });
            if (!labels)
                return fail(labels.error());
            filter.labels = std::move(*labels);
        }
        return table.rows(filter);
    });
    if (!facts)
        return fail(facts.error());
    std::vector<TableRow> out;
    for (const db::SettlementFactRow& fact : *facts) {
        TableRow row;
        row.id = QStringLiteral("%1:%2").arg(fact.line).arg(fact.part);
        row.at = fact.line;
        row.number = fact.part;
        const settlement::Category category{fact.transactionType, fact.amountType, fact.amountDescription};
        row.cells = {rows::number(fact.line),
                     rows::text(settlement_words::category(category)),
                     rows::text(fact.orderId.isEmpty() ? format::remote(fact.reference) : fact.orderId),
                     rows::text(format::remote(fact.sku)),
                     rows::text(postedText(fact.postedAt, fact.postedHasTime), Token::Muted),
                     rows::money(fact.amount, false)};
        out.push_back(std::move(row));
    }
    return out;
}

void SettlementRows::showRefunds()
{
    auto bookings = m_ui.session.database.read(
        [&](db::Connection& connection) { return db::RefundFactTable(connection, m_store).bookingsOf(m_key); });
    std::vector<TableRow> out;
    Money open = Money::zero(m_currency);
    if (bookings) {
        int number = 0;
        for (const db::RefundFactTable::Booking& booking : *bookings) {
            TableRow row;
            row.id = QStringLiteral("%1:%2").arg(++number).arg(booking.orderId);
            if (!booking.isBooked)
                open = open.plus(booking.amount).value_or(open);
            row.cells = {booking.isBooked ? rows::state(db::RecordState::Done, tr("Credit memo"))
                                          : rows::state(db::RecordState::Waiting, tr("Not booked")),
                         rows::text(booking.orderId), rows::money(booking.amount, false), Cell()};
            out.push_back(std::move(row));
        }
    }
    const int count = static_cast<int>(out.size());
    m_refunds->rows().setRows(std::move(out));
    m_refunds->setFooter(tr("%n refunds", nullptr, count), tr("Not booked: %1").arg(format::amount(open)));
    m_tabs.setTabText(m_tabs.indexOf(m_refunds), tr("Refunds %1").arg(format::number(count)));
}

void SettlementRows::updateFooters()
{
    const auto words = [](const TablePanel& panel) {
        return panel.rows().isComplete() ? tr("%n rows", nullptr, panel.rows().loaded())
                                         : tr("%n loaded, more as you scroll", nullptr, panel.rows().loaded());
    };
    m_orders->setFooter(words(*m_orders), tr("In NetSuite %1, not written %2, not imported %3")
                                              .arg(format::number(m_matches.withDocument), format::number(m_matches.waiting),
                                                   format::number(m_matches.unknown)));
    m_rows->setFooter(words(*m_rows), tr("File: %1 rows").arg(format::number(m_rowCount)));
    m_rowsWords->setText(m_category ? tr("Only %1").arg(settlement_words::category(*m_category))
                                    : tr("In the order of the file"));
    m_allRows->setVisible(m_category.has_value());
    m_tabs.setTabText(m_tabs.indexOf(m_ordersTab), tr("Orders %1").arg(format::number(m_matches.orders)));
    const int missing = static_cast<int>(std::min<qint64>(m_matches.unknown, kMostImported));
    m_import->setText(missing > 0 ? tr("Import these %n orders", nullptr, missing) : tr("Import missing orders"));
    m_import->setAccessibleName(m_import->text());
    m_import->setEnabled(missing > 0 && m_ui.session.mayWrite);
    m_import->setToolTip(missing > 0 ? QString() : tr("Every order of this settlement is known here."));
}

void SettlementRows::openOrder(const QString& orderId)
{
    Q_EMIT linkRequested({QStringLiteral("orders"), {}, orderId});
}

void SettlementRows::importOrders()
{
    QStringList missing;
    QString after;
    while (missing.size() < kMostImported) {
        auto page = m_ui.session.database.read([&](db::Connection& connection) {
            return db::SettlementTable(connection).orders(m_record, true, after, RowModel::kPage);
        });
        if (!page || page->empty())
            break;
        for (const db::SettledOrderRow& order : *page) {
            if (order.match == db::SettledOrderRow::Match::Unknown && missing.size() < kMostImported)
                missing << order.orderId;
        }
        after = page->back().orderId;
    }
    if (!missing.isEmpty())
        Q_EMIT importRequested(missing);
}

} // namespace causeway::ui
