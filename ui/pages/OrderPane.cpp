// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/OrderPane.h"

#include <algorithm>

#include <QTabWidget>

#include "Format.h"
#include "SupportText.h"
#include "amazon/Order.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "pages/Rows.h"
#include "pages/SettlementWords.h"
#include "reading/Names.h"
#include "widgets/Build.h"
#include "widgets/DetailPane.h"
#include "widgets/FactList.h"
#include "widgets/StepStrip.h"
#include "widgets/TablePanel.h"
#include "widgets/TextViewer.h"
#include "widgets/TimelineView.h"

namespace causeway::ui {

OrderPane::OrderPane(Ui& ui, QWidget* parent) : QWidget(parent), m_ui(ui)
{
    using Kind = Column::Kind;
    const Theme& theme = ui.theme;
    auto* layout = build::column(0);
    setLayout(layout);
    m_pane = new DetailPane(theme, QStringLiteral("orders.pane"), tr("Order"));
    layout->addWidget(m_pane);
    m_steps = new StepStrip(theme, QStringLiteral("orders.pane.steps"));
    m_pane->body()->setContentsMargins(0, 0, 0, theme.u(2));
    m_pane->body()->addWidget(m_steps);
    m_stop = build::frame("note", QStringLiteral("error"));
    auto* stop = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    auto* words = new PlainLabel(theme, tr("Do not ship: the buyer asks to cancel this order. Its shipment is held until Amazon "
                                           "says cancelled or you decide."));
    words->setWordWrap(true);
    stop->addWidget(words, 1);
    m_stop->setLayout(stop);
    m_stop->hide();
    m_pane->body()->addWidget(m_stop);

    m_timeline = new TimelineView(theme, QStringLiteral("orders.pane.timeline"), tr("Timeline, newest first"));
    m_pane->tabs()->addTab(m_timeline, tr("Timeline"));
    m_lines = new TablePanel(theme,
                             {{QStringLiteral("lines.col.sku"), tr("SKU"), 13, Kind::Id, {}},
                              {QStringLiteral("lines.col.title"), tr("Title"), 0, Kind::Text, {}},
                              {QStringLiteral("lines.col.qty"), tr("Qty"), 4, Kind::Number, {}},
                              {QStringLiteral("lines.col.amount"), tr("Price"), 9, Kind::Amount, {}},
                              {QStringLiteral("lines.col.tax"), tr("Tax"), 7, Kind::Amount, {}},
                              {QStringLiteral("lines.col.shipping"), tr("Shipping"), 8, Kind::Amount, {}}},
                             QStringLiteral("orders.pane.lines.table"), tr("Lines"));
    m_lines->setFooterShown(false);
    m_pane->tabs()->addTab(m_lines, tr("Lines"));
    m_moneyTab = new QWidget;
    auto* money = build::column(theme.u(2), QMargins(theme.u(3), theme.u(3), theme.u(3), theme.u(3)));
    m_money = new FactList(theme);
    money->addWidget(m_money);
    money->addStretch();
    m_moneyTab->setLayout(money);
    m_pane->tabs()->addTab(m_moneyTab, tr("Money"));
    m_documents = new TablePanel(theme,
                                 {{QStringLiteral("documents.col.state"), tr("State"), 11, Kind::State, {}},
                                  {QStringLiteral("documents.col.type"), tr("Document"), 19, Kind::Text, {}},
                                  {QStringLiteral("documents.col.number"), tr("Number"), 13, Kind::Text, {}},
                                  {QStringLiteral("documents.col.external"), tr("External id"), 0, Kind::Id, {}}},
                                 QStringLiteral("orders.pane.documents.table"), tr("Documents"));
    m_documents->setFooterShown(false);
    m_documents->setEmptyText(tr("Nothing is in NetSuite yet."));
    m_pane->tabs()->addTab(m_documents, tr("Documents"));
    m_source = new TextViewer(theme, QStringLiteral("orders.pane.source"), tr("Source as Amazon sent it, buyer data hidden"));
    m_source->setFrameShape(QFrame::NoFrame);
    m_pane->tabs()->addTab(m_source, tr("Source"));
    connect(m_pane->tabs(), &QTabWidget::currentChanged, this, &OrderPane::readTab);
    connect(&m_documents->table(), &RecordTable::opened, this,
            [this](const QString& row) { Q_EMIT documentRequested(m_documentTypes.value(row), m_documentIds.value(row)); });
    m_timeline->setLinksShown(static_cast<bool>(ui.session.openUrl));
    connect(m_timeline, &TimelineView::documentActivated, this, &OrderPane::documentRequested);
    m_pane->footer()->addStretch();
    m_pane->footer()->addWidget(ui.actions.button(Verb::Open, QStringLiteral("orders.pane.openButton")));
    m_pane->footer()->addWidget(ui.actions.button(Verb::Retry, QStringLiteral("orders.pane.planAgainButton")));
}

void OrderPane::setNothing(const QString& words)
{
    m_order.reset();
    m_pane->setNothing(words);
}

void OrderPane::show(const db::OrderRow* order)
{
    if (order == nullptr) {
        setNothing(tr("Choose an order to see what happened to it."));
        return;
    }
    m_order = *order;
    const qint64 now = m_ui.now();
    m_pane->setSomething();
    QStringList line{order->type, m_ui.names.store(order->store), format::shortTime(order->purchasedAt, now), buyerWords()};
    if (order->isBusiness)
        line << tr("business");
    if (order->isReplacement)
        line << tr("replacement");
    m_pane->setHeader(format::remote(order->orderId), line.join(QStringLiteral(", ")));
    m_pane->setState(order->state);

    m_stop->setVisible(order->cancelRequested);
    showSteps();
    readTab();
}

QString OrderPane::buyerWords() const
{
    QString hidden = tr("Buyer \u2022\u2022\u2022\u2022");
    auto record =
        m_ui.session.database.read([&](db::Connection& connection) { return db::RecordReads(connection).find(m_order->record); });
    if (!record || !*record || !(*record)->payload.isValid())
        return hidden;
    const auto bytes = m_ui.session.engine.payload((*record)->payload);
    if (!bytes)
        return hidden;
    if (!*bytes)
        return tr("Buyer data erased by the retention rule");
    const auto json = Json::parse(**bytes);
    const auto order = json ? amazon::decodeOrder(*json) : Result<amazon::Order>(fail(json.error()));
    if (order && !order->isPending() && order->buyerEmail.isEmpty() && order->buyerName.isEmpty() && !order->deliveryAddress)
        return tr("Buyer data not granted by Amazon");
    return hidden;
}

void OrderPane::showSteps()
{
    const db::OrderRow& order = *m_order;
    const qint64 now = m_ui.now();
    std::vector<Step> steps;
    const bool pending = order.status.contains(QLatin1StringView("PENDING"), Qt::CaseInsensitive);
    steps.push_back({tr("Amazon"), pending ? db::RecordState::Waiting : db::RecordState::Done,
                     order.total ? format::amountWithCurrency(*order.total) : format::amazonStatus(order.status),
                     format::shortTime(order.purchasedAt, now)});
    Step netSuite{tr("NetSuite"), std::nullopt, {}, {}};
    if (!order.salesOrderId.isEmpty()) {
        netSuite.state = db::RecordState::Done;
        netSuite.detail = order.salesOrderName.isEmpty() ? order.salesOrderId : format::remote(order.salesOrderName);
        netSuite.when = format::reason(order.reason);
    } else if (!pending) {
        netSuite.state = order.state;
        netSuite.detail = format::stateWord(order.state);
        netSuite.when = format::reason(order.reason);
    }
    steps.push_back(std::move(netSuite));
    const auto progress = m_ui.session.database.read(
        [&](db::Connection& connection) { return db::OrderReads(connection).progress(order.orderId, order.store); });
    steps.push_back(shippedStep(progress ? progress->shipments : std::vector<Progress::Shipment>()));
    const auto paid = paidSteps(progress ? progress->settled : std::vector<Progress::Settled>());
    steps.insert(steps.end(), paid.begin(), paid.end());
    m_steps->setSteps(std::move(steps));
}

Step OrderPane::shippedStep(const std::vector<Progress::Shipment>& shipments) const
{
    Step shipped{tr("Shipped"), std::nullopt, m_order->shipBy ? tr("by %1").arg(format::day(*m_order->shipBy)) : QString(), {}};
    if (shipments.empty()) {
        if (m_order->type == QLatin1StringView("FBA") && m_order->status == QLatin1StringView("SHIPPED")) {
            shipped.state = db::RecordState::Done;
            shipped.detail = tr("by Amazon");
        }
        return shipped;
    }
    const auto any = [&](db::RecordState state) {
        return std::any_of(shipments.begin(), shipments.end(), [&](const auto& one) { return one.state == state; });
    };
    const bool allDone = std::all_of(shipments.begin(), shipments.end(), [](const auto& one) {
        return one.state == db::RecordState::Done || one.state == db::RecordState::Skipped;
    });
    shipped.state = any(db::RecordState::Error)    ? db::RecordState::Error
                    : any(db::RecordState::Review) ? db::RecordState::Review
                    : allDone                      ? db::RecordState::Done
                                                   : db::RecordState::Waiting;
    shipped.detail = allDone ? tr("Amazon was told") : tr("%n shipments", nullptr, static_cast<int>(shipments.size()));
    const auto newest = std::max_element(shipments.begin(), shipments.end(),
                                         [](const auto& a, const auto& b) { return a.updatedAt < b.updatedAt; });
    shipped.when = format::shortTime(newest->updatedAt, m_ui.now());
    return shipped;
}

std::vector<Step> OrderPane::paidSteps(const std::vector<Progress::Settled>& settlements) const
{
    Step settled{tr("Settled"), std::nullopt, {}, {}};
    Step bank{tr("Bank"), std::nullopt, {}, {}};
    if (!settlements.empty()) {
        Money net = Money::zero(settlements.front().net.currency());
        for (const auto& one : settlements)
            net = net.plus(one.net).value_or(net);
        const bool isAtBank = std::all_of(settlements.begin(), settlements.end(), [](const auto& one) { return one.isAtBank; });
        settled.state = db::RecordState::Done;
        settled.detail = format::amountWithCurrency(net);
        settled.when = tr("%n settlements", nullptr, static_cast<int>(settlements.size()));
        bank.state = isAtBank ? db::RecordState::Done : db::RecordState::Waiting;
        bank.detail = isAtBank ? tr("received") : tr("not found yet");
        if (settlements.back().depositAt)
            bank.when =
                tr("due %1").arg(settlement_words::date(m_ui.names.depositDay(m_order->store, settlements.back().depositAt)));
    }
    return {settled, bank};
}

void OrderPane::readTab()
{
    if (!m_order)
        return;
    QWidget* shown = m_pane->tabs()->currentWidget();
    if (shown == m_timeline) {
        auto trace = m_ui.session.database.read(
            [&](db::Connection& connection) { return db::OrderReads(connection).trace(m_order->orderId); });
        if (trace)
            m_timeline->setEntries(std::move(*trace), m_ui.now());
    } else if (shown == m_lines) {
        readLines();
    } else if (shown == m_moneyTab) {
        readMoney();
    } else if (shown == m_documents) {
        readDocuments();
    } else if (shown == m_source) {
        readSource();
    }
}

void OrderPane::readLines()
{
    auto lines = m_ui.session.database.read(
        [&](db::Connection& connection) { return db::OrderReads(connection).lines(m_order->orderId, m_order->store); });
    std::vector<TableRow> out;
    if (lines) {
        for (const db::OrderLineRow& line : *lines) {
            TableRow row;
            row.id = line.itemId;
            row.cells = {rows::text(format::remote(line.sku)), rows::text(format::remote(line.title)),
                         rows::number(line.quantity),          rows::money(line.amount, false),
                         rows::money(line.tax, false),         rows::money(line.shipping, false)};
            row.cells[1].tooltip = line.title + (line.asin.isEmpty() ? QString() : QStringLiteral("\nASIN ") + line.asin);
            out.push_back(std::move(row));
        }
    }
    m_lines->rows().setRows(std::move(out));
}

void OrderPane::readMoney()
{
    std::vector<FactList::Fact> facts;
    auto lines = m_ui.session.database.read(
        [&](db::Connection& connection) { return db::OrderReads(connection).lines(m_order->orderId, m_order->store); });
    if (lines && m_order->total) {
        const QString currency = m_order->total->currency();
        Money items = Money::zero(currency), tax = items, shipping = items, discount = items;
        const auto add = [](Money& sum, const std::optional<Money>& part) {
            if (!part)
                return;
            if (auto total = sum.plus(*part))
                sum = *total;
        };
        for (const db::OrderLineRow& line : *lines) {
            add(items, line.amount);
            add(tax, line.tax);
            add(shipping, line.shipping);
            add(discount, line.discount);
        }
        facts.push_back({tr("Items"), format::amountWithCurrency(items)});
        if (!shipping.isZero())
            facts.push_back({tr("Shipping"), format::amountWithCurrency(shipping)});
        if (!discount.isZero())
            facts.push_back({tr("Discount"), format::amountWithCurrency(discount)});
        if (!tax.isZero())
            facts.push_back({tr("Tax"), format::amountWithCurrency(tax)});
        facts.push_back({tr("Amazon says"), format::amountWithCurrency(*m_order->total)});
    } else {
        facts.push_back({tr("Amazon says"), tr("No amount yet; Amazon shows it when payment is confirmed.")});
    }
    if (m_order->variance.isObject()) {
        const QString currency = m_order->variance[u"currency"].toString();
        const std::pair<QLatin1StringView, QString> kinds[] = {{QLatin1StringView("total"), tr("Variance, total")},
                                                               {QLatin1StringView("tax"), tr("Variance, tax")},
                                                               {QLatin1StringView("shipping"), tr("Variance, shipping")},
                                                               {QLatin1StringView("shippingTax"), tr("Variance, shipping tax")}};
        for (const auto& [key, name] : kinds) {
            const Json* found = m_order->variance.find(QString(key));
            if (found == nullptr)
                continue;
            if (auto money = Money::parse(found->toString(), currency))
                facts.push_back({name,
                                 format::amountWithCurrency(*money) + u' ' +
                                     (m_order->varianceOver ? tr("over the tolerance") : tr("within the tolerance")),
                                 m_order->varianceOver ? Token::Error : Token::Waiting});
        }
    } else if (!m_order->salesOrderId.isEmpty()) {
        facts.push_back({tr("Variance"), tr("None: NetSuite has the same to the cent"), Token::Done});
    }
    const auto progress = m_ui.session.database.read(
        [&](db::Connection& connection) { return db::OrderReads(connection).progress(m_order->orderId, m_order->store); });
    if (progress) {
        for (const auto& one : progress->settled) {
            facts.push_back({tr("Settlement %1").arg(format::remote(one.key)),
                             tr("%1 after fees and refunds").arg(format::amountWithCurrency(one.net))});
            facts.push_back({tr("Its deposit"),
                             (one.depositAt ? settlement_words::date(m_ui.names.depositDay(m_order->store, one.depositAt)) +
                                                  QStringLiteral(", ")
                                            : QString()) +
                                 (one.isAtBank ? tr("at the bank") : tr("not found at the bank yet")),
                             one.isAtBank ? Token::Done : Token::Waiting});
        }
        if (progress->settled.empty())
            facts.push_back({tr("Settled"), tr("Not in a settlement yet")});
    }
    m_money->setFacts(facts);
}

/// Commands of the order's own record, of its shipments, bills, returns and refunds, in the order in which they came.
Result<std::vector<db::CommandRow>> OrderPane::allCommands() const
{
    return m_ui.session.database.read([&](db::Connection& connection) -> Result<std::vector<db::CommandRow>> {
        const db::RecordReads reads(connection);
        db::RecordFilter filter;
        filter.order = m_order->orderId;
        filter.store = m_order->store;
        auto records = reads.list(filter);
        if (!records)
            return fail(records.error());
        std::sort(records->begin(), records->end(), [](const auto& a, const auto& b) { return a.createdAt < b.createdAt; });
        std::vector<RecordId> ids;
        if (m_order->record.isValid())
            ids.push_back(m_order->record);
        for (const db::RecordRow& record : *records) {
            if (record.id != m_order->record)
                ids.push_back(record.id);
        }
        std::vector<db::CommandRow> all;
        for (const RecordId id : ids) {
            auto part = reads.commands(id);
            if (!part)
                return fail(part.error());
            for (db::CommandRow& command : *part) {
                if (std::none_of(all.begin(), all.end(), [&](const db::CommandRow& one) { return one.id == command.id; }))
                    all.push_back(std::move(command));
            }
        }
        return all;
    });
}

void OrderPane::readDocuments()
{
    const auto commands = allCommands();
    std::vector<TableRow> out;
    if (commands) {
        for (const db::CommandRow& command : *commands) {
            TableRow row;
            row.id = QString::number(command.id.value());
            m_documentTypes.insert(row.id, command.type);
            m_documentIds.insert(row.id, command.remoteId);
            Cell state;
            switch (command.state) {
            case db::CommandState::Done:
                state = rows::state(db::RecordState::Done, format::reason(command.outcome));
                break;
            case db::CommandState::Planned:
                state = rows::state(db::RecordState::Review, tr("planned"));
                break;
            case db::CommandState::Refused:
                state = rows::state(db::RecordState::Error, tr("refused"));
                break;
            case db::CommandState::Sent:
            case db::CommandState::Checking:
                state = rows::state(db::RecordState::Waiting, tr("looking"));
                break;
            }
            row.cells = {state, rows::text(format::documentType(command.type)),
                         rows::text(format::remote(command.remoteName.isEmpty() ? command.remoteId : command.remoteName)),
                         rows::text(command.key, Token::Muted)};
            out.push_back(std::move(row));
        }
    }
    m_documents->rows().setRows(std::move(out));
}

void OrderPane::readSource()
{
    QString text = tr("Nothing is stored of this order's source.");
    auto record =
        m_ui.session.database.read([&](db::Connection& connection) { return db::RecordReads(connection).find(m_order->record); });
    if (record && *record && (*record)->payload.isValid())
        text = maskedText(m_ui.session, (*record)->payload);
    m_source->setBytes(text.toUtf8());
}

} // namespace causeway::ui
