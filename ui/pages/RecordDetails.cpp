// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/RecordDetails.h"

#include <QTabWidget>

#include "Format.h"
#include "SupportText.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "pages/PlanFields.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "widgets/Build.h"
#include "widgets/TablePanel.h"
#include "widgets/TextViewer.h"
#include "widgets/TimelineView.h"

namespace causeway::ui {

RecordDetails::RecordDetails(Ui& ui, QTabWidget& tabs, const QString& prefix) : QObject(&tabs), m_ui(ui), m_tabs(tabs)
{
    const Theme& theme = ui.theme;
    m_attemptPanel = new TablePanel(theme, rows::attemptColumns(prefix + QStringLiteral(".attempts")),
                                    prefix + QStringLiteral(".attempts.table"), tr("Attempts"));
    m_attemptPanel->setFooterShown(false);
    m_attemptPanel->setEmptyText(tr("Nothing was sent or looked for yet."));
    tabs.addTab(m_attemptPanel, tr("Attempts"));

    auto* exchange = new QWidget;
    auto* layout = build::column(theme.u(1), QMargins(theme.u(2), theme.u(2), theme.u(2), theme.u(2)));
    m_requestTitle = new PlainLabel(theme, tr("Request"), PlainLabel::Role::Bold);
    m_requestTitle->setElided(true);
    m_request = new TextViewer(theme, prefix + QStringLiteral(".request"), tr("Request as sent, buyer data hidden"));
    m_replyTitle = new PlainLabel(theme, tr("Response"), PlainLabel::Role::Bold);
    m_replyTitle->setElided(true);
    m_reply = new TextViewer(theme, prefix + QStringLiteral(".reply"), tr("Response, buyer data hidden"));
    layout->addWidget(m_requestTitle);
    layout->addWidget(m_request, 3);
    layout->addWidget(m_replyTitle);
    layout->addWidget(m_reply, 2);
    exchange->setLayout(layout);
    tabs.addTab(exchange, tr("Request / response"));

    m_planPanel =
        new TablePanel(theme,
                       {{prefix + QStringLiteral(".plan.col.field"), tr("Field"), 17, Column::Kind::Text, {}},
                        {prefix + QStringLiteral(".plan.col.value"), tr("From the plan"), 0, Column::Kind::Text, {}},
                        {prefix + QStringLiteral(".plan.col.origin"), tr("Where it comes from"), 22, Column::Kind::Text, {}}},
                       prefix + QStringLiteral(".plan.table"), tr("Planned write"));
    m_planPanel->setFooterShown(false);
    m_planPanel->table().setGrouped(true);
    m_planPanel->setEmptyText(tr("Nothing is planned yet. The plan is made once the cause is fixed."));
    tabs.addTab(m_planPanel, tr("Planned write"));

    m_source = new TextViewer(theme, prefix + QStringLiteral(".source"), tr("Source as Amazon sent it, buyer data hidden"));
    m_source->setFrameShape(QFrame::NoFrame);
    tabs.addTab(m_source, tr("Source"));
    m_history = new TimelineView(theme, prefix + QStringLiteral(".history"), tr("History, newest first"));
    tabs.addTab(m_history, tr("History"));
    using Kind = Column::Kind;
    m_packages = new TablePanel(theme,
                                {{prefix + QStringLiteral(".packages.col.state"), tr("State"), 10, Kind::State, {}},
                                 {prefix + QStringLiteral(".packages.col.carrier"), tr("Carrier"), 10, Kind::Text,
                                  tr("Amazon's code; the name where there is none")},
                                 {prefix + QStringLiteral(".packages.col.tracking"), tr("Tracking"), 0, Kind::Id, {}},
                                 {prefix + QStringLiteral(".packages.col.quantity"), tr("Qty"), 5, Kind::Number, {}},
                                 {prefix + QStringLiteral(".packages.col.shipped"), tr("Shipped"), 11, Kind::Text, {}}},
                                prefix + QStringLiteral(".packages.table"), tr("Packages"), &tabs);
    m_packages->setFooterShown(false);
    m_packages->setEmptyText(tr("No package is planned yet."));
    m_packages->hide();
    connect(&tabs, &QTabWidget::currentChanged, this, &RecordDetails::readTab);
    connect(&m_attemptPanel->table(), &RecordTable::opened, this, [this] { m_tabs.setCurrentIndex(1); });
}

void RecordDetails::show(std::optional<db::RecordRow> record)
{
    const bool another = !record || !m_record || record->id != m_record->id;
    m_record = std::move(record);
    if (another)
        m_attemptPanel->rows().setRows({});
    const bool isShipment = m_record && m_record->flow == QLatin1StringView("shipments");
    const int at = m_tabs.indexOf(m_packages);
    if (isShipment && at < 0) {
        m_tabs.insertTab(0, m_packages, tr("Packages"));
        m_tabs.setCurrentIndex(0);
    } else if (!isShipment && at >= 0) {
        m_tabs.removeTab(at);
    }
    refresh();
}

void RecordDetails::refresh()
{
    readAttempts();
    readTab();
}

void RecordDetails::showAttempt(AttemptId attempt)
{
    m_attemptPanel->table().select(QString::number(attempt.value()));
    m_tabs.setCurrentIndex(1);
}

void RecordDetails::readTab()
{
    if (!m_record)
        return;
    QWidget* shown = m_tabs.currentWidget();
    if (shown == m_packages)
        readPackages();
    else if (shown == m_planPanel)
        readPlan();
    else if (shown == m_source)
        readSource();
    else if (shown == m_history)
        readHistory();
    else if (shown != m_attemptPanel && shown != nullptr && shown->isAncestorOf(m_request))
        readExchange();
}

/// What Amazon was or will be told of each package: the confirmation and its newest correction.
void RecordDetails::readPackages()
{
    const auto writes = plan::read(m_ui.session, m_record->id);
    std::vector<TableRow> out;
    if (writes) {
        QHash<QString, std::size_t> byPackage;
        for (const PlannedWrite& write : *writes) {
            const Json& detail = write.body[u"packageDetail"];
            if (!detail.isObject())
                continue;
            qint64 quantity = 0;
            for (const Json& item : detail[u"orderItems"].items())
                quantity += item[u"quantity"].toInteger().value_or(0);
            const QString code = detail[u"carrierCode"].toString();
            const QString name = detail[u"carrierName"].toString();
            const auto shipped = fromIso8601(detail[u"shipDate"].toString());
            TableRow row;
            row.id = detail[u"packageReferenceId"].toString();
            Cell state = write.command.state == db::CommandState::Done      ? rows::state(db::RecordState::Done, tr("At Amazon"))
                         : write.command.state == db::CommandState::Refused ? rows::state(db::RecordState::Error, tr("Refused"))
                         : write.command.state == db::CommandState::Planned ? rows::state(db::RecordState::Ready, tr("Planned"))
                                                                            : rows::state(db::RecordState::Waiting, tr("Sent"));
            row.cells = {state, rows::text(format::remote(name.isEmpty() ? code : name)),
                         rows::text(format::remote(detail[u"trackingNumber"].toString())), rows::number(quantity),
                         rows::text(shipped ? format::day(*shipped) : QString())};
            row.cells[1].tooltip = code;
            if (const auto before = byPackage.constFind(row.id); before != byPackage.constEnd()) {
                out[*before] = std::move(row); // a correction says the whole package anew
            } else {
                byPackage.insert(row.id, out.size());
                out.push_back(std::move(row));
            }
        }
    }
    m_packages->rows().setRows(std::move(out));
}

void RecordDetails::readAttempts()
{
    m_attempts.clear();
    if (m_record) {
        auto attempts = m_ui.session.database.read(
            [&](db::Connection& connection) { return db::RecordReads(connection).attempts(m_record->id); });
        if (attempts)
            m_attempts = std::move(*attempts);
    }
    m_attemptPanel->rows().setRows(rows::attempts(m_attempts));
    if (!m_attemptPanel->table().currentIndex().isValid() && !m_attempts.empty())
        m_attemptPanel->table().select(QString::number(m_attempts.front().id.value()));
}

void RecordDetails::readExchange()
{
    const QString chosen = m_attemptPanel->table().currentId();
    const db::AttemptRow* attempt = nullptr;
    for (const db::AttemptRow& row : m_attempts) {
        const bool stored = row.request.isValid() || row.reply.isValid();
        const bool isChosen = QString::number(row.id.value()) == chosen;
        if ((isChosen && stored) || (attempt == nullptr && (isChosen || stored)))
            attempt = &row;
    }
    if (attempt == nullptr) {
        m_requestTitle->setText(tr("Request"));
        m_replyTitle->setText(tr("Response"));
        m_request->setBytes(tr("Nothing was sent yet.").toUtf8());
        m_reply->setBytes({});
        return;
    }
    m_requestTitle->setText(tr("Request: %1, %2").arg(format::attemptStep(attempt->step), format::seconds(attempt->startedAt)));
    QString reply = attempt->httpStatus > 0 ? tr("Response: %1").arg(attempt->httpStatus) : tr("Response");
    if (!attempt->requestId.isEmpty())
        reply += tr(", request id %1").arg(format::remote(attempt->requestId));
    m_replyTitle->setText(reply);
    m_request->setBytes(maskedText(m_ui.session, attempt->request).toUtf8());
    m_reply->setBytes(attempt->reply.isValid() || attempt->message.isEmpty() ? maskedText(m_ui.session, attempt->reply).toUtf8()
                                                                             : attempt->message.toUtf8());
}

void RecordDetails::readPlan()
{
    auto writes = plan::read(m_ui.session, m_record->id);
    std::vector<TableRow> groups;
    if (writes) {
        for (const PlannedWrite& write : *writes) {
            TableRow group;
            group.id = QStringLiteral("w:%1").arg(write.command.id.value());
            group.group = true;
            group.cells = {rows::text(format::commandTitle(write.command.operation, write.command.type)),
                           rows::text(write.command.key), rows::text(write.body.isNull() ? tr("Erased") : QString())};
            for (const PlanField& field : write.fields) {
                TableRow row;
                row.id = group.id + u':' + field.path;
                row.cells = {
                    rows::text(field.section.isEmpty() ? field.label : field.section + QStringLiteral(": ") + field.label),
                    rows::text(plan::shown(field, field.value, m_ui.names)),
                    rows::text(format::remote(field.origin), Token::Muted)};
                row.cells[0].tooltip = field.path;
                group.children.push_back(std::move(row));
            }
            groups.push_back(std::move(group));
        }
    }
    m_planPanel->rows().setRows(std::move(groups));
    m_planPanel->table().expandAll();
}

void RecordDetails::readSource()
{
    m_source->setBytes(maskedText(m_ui.session, m_record->payload).toUtf8());
}

void RecordDetails::readHistory()
{
    const QString order = m_record->order.isEmpty() ? m_record->key : m_record->order;
    auto trace = m_ui.session.database.read([&](db::Connection& connection) { return db::OrderReads(connection).trace(order); });
    if (trace)
        m_history->setEntries(std::move(*trace), m_ui.now());
}

} // namespace causeway::ui
