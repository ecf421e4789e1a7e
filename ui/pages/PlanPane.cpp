// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/PlanPane.h"

#include <QTabWidget>

#include "Format.h"
#include "db/ViewTables.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "widgets/Build.h"
#include "widgets/DetailPane.h"
#include "widgets/FactList.h"
#include "widgets/TablePanel.h"
#include "widgets/TextViewer.h"
#include "widgets/TimelineView.h"

namespace causeway::ui {

namespace {
const QString kConfirmation = QStringLiteral("shipmentConfirmation");
constexpr int kNowColumn = 1;
} // namespace

PlanPane::PlanPane(Ui& ui, QWidget* parent) : QWidget(parent), m_ui(ui)
{
    using Kind = Column::Kind;
    const Theme& theme = ui.theme;
    auto* layout = build::column(0);
    setLayout(layout);
    m_pane = new DetailPane(theme, QStringLiteral("review.pane"), tr("Planned write"));
    layout->addWidget(m_pane);

    m_rejectForm = build::frame("note", QStringLiteral("warning"));
    auto* reject = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    auto* why = new PlainLabel(theme, tr("Reaso&n"));
    m_reason = build::named(new QLineEdit, QStringLiteral("review.pane.reject.reason"), tr("Reason for rejecting"));
    why->setBuddy(m_reason);
    m_rejectButton = build::button(theme, QStringLiteral("review.pane.reject.button"), tr("Reject"));
    auto* cancel = build::button(theme, QStringLiteral("review.pane.reject.cancelButton"), tr("Keep"));
    reject->addWidget(why);
    reject->addWidget(m_reason, 1);
    reject->addWidget(m_rejectButton);
    reject->addWidget(cancel);
    m_rejectForm->setLayout(reject);
    m_rejectForm->hide();
    m_pane->body()->setContentsMargins(theme.u(3), 0, theme.u(3), 0);
    m_pane->body()->addWidget(m_rejectForm);

    m_differenceTab = new QWidget;
    auto* tab = build::column(0);
    m_difference = new TablePanel(theme,
                                  {{QStringLiteral("diff.col.field"), tr("Field"), 19, Kind::Text, {}},
                                   {QStringLiteral("diff.col.now"), tr("There now"), 14, Kind::Text, {}},
                                   {QStringLiteral("diff.col.after"), tr("After"), 0, Kind::Text, {}},
                                   {QStringLiteral("diff.col.origin"), tr("Where it comes from"), 18, Kind::Text, {}}},
                                  QStringLiteral("review.pane.difference.table"), tr("Difference"));
    m_difference->setFooterShown(false);
    m_difference->table().setGrouped(true);
    tab->addWidget(m_difference, 1);
    m_unchanged = build::link(QStringLiteral("review.pane.unchangedButton"), QString());
    tab->addWidget(m_unchanged, 0, Qt::AlignLeading);
    auto* factsFrame = new QWidget;
    auto* factsLayout = build::column(0, QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(3)));
    m_facts = new FactList(theme);
    factsLayout->addWidget(m_facts);
    factsFrame->setLayout(factsLayout);
    tab->addWidget(factsFrame);
    m_differenceTab->setLayout(tab);
    m_pane->tabs()->addTab(m_differenceTab, tr("Difference"));
    m_requests =
        new TextViewer(theme, QStringLiteral("review.pane.requests"), tr("Requests that would be sent, buyer data hidden"));
    m_requests->setFrameShape(QFrame::NoFrame);
    m_pane->tabs()->addTab(m_requests, tr("Requests"));
    m_history = new TimelineView(theme, QStringLiteral("review.pane.history"), tr("History, newest first"));
    m_pane->tabs()->addTab(m_history, tr("History"));
    connect(m_pane->tabs(), &QTabWidget::currentChanged, this, &PlanPane::readTab);

    auto* note = new PlainLabel(theme, tr("Looked up again before sending."), PlainLabel::Role::Small);
    note->setElided(true);
    m_pane->footer()->addWidget(note, 1);
    m_pane->footer()->addWidget(ui.actions.button(Verb::Edit, QStringLiteral("review.pane.editButton")));
    m_pane->footer()->addWidget(ui.actions.button(Verb::Reject, QStringLiteral("review.pane.rejectOpenButton")));
    m_pane->footer()->addWidget(ui.actions.button(Verb::Approve, QStringLiteral("review.pane.approveButton"), true));

    connect(m_unchanged, &QPushButton::clicked, this, [this] {
        m_showUnchanged = !m_showUnchanged;
        showDifference();
    });
    connect(cancel, &QPushButton::clicked, m_rejectForm, &QWidget::hide);
    const auto rejectNow = [this] {
        if (m_reason->text().trimmed().isEmpty())
            return;
        m_rejectForm->hide();
        Q_EMIT rejectRequested(m_reason->text().trimmed());
    };
    connect(m_rejectButton, &QPushButton::clicked, this, rejectNow);
    connect(m_reason, &QLineEdit::returnPressed, this, rejectNow);
    connect(m_reason, &QLineEdit::textChanged, this,
            [this](const QString& text) { build::allow(m_rejectButton, !text.trimmed().isEmpty(), tr("A reason is needed.")); });
}

void PlanPane::setNothing(const QString& words)
{
    m_record.reset();
    m_pane->setNothing(words);
}

void PlanPane::startRejecting()
{
    m_rejectForm->show();
    m_reason->clear();
    build::allow(m_rejectButton, false, tr("A reason is needed."));
    m_reason->setFocus(Qt::ShortcutFocusReason);
}

void PlanPane::show(const db::RecordRow* record)
{
    if (record == nullptr) {
        setNothing(tr("Choose a planned write to see what it changes."));
        return;
    }
    const bool same = m_record && m_record->id == record->id && m_record->planHash == record->planHash;
    m_record = *record;
    m_pane->setSomething();
    if (!same) {
        m_rejectForm->hide();
        m_writes.clear();
        if (auto writes = plan::read(m_ui.session, record->id))
            m_writes = std::move(*writes);
    }
    std::vector<std::pair<QString, QString>> open;
    for (const PlannedWrite& write : m_writes) {
        if (write.command.state != db::CommandState::Done)
            open.emplace_back(write.command.operation, write.command.type);
    }
    const QString subject = record->flow == engine::SettlementImport::kFlow ? tr("Settlement %1").arg(format::remote(record->key))
                            : record->order.isEmpty() || record->order == record->key
                                ? tr("Amazon order %1").arg(format::remote(record->key))
                                : tr("Amazon order %1").arg(format::remote(record->order));
    m_pane->setHeader(
        open.empty() ? tr("Planned write") : format::commandTitles(open),
        tr("%1, %2, planned %3").arg(subject, m_ui.names.store(record->store), format::shortTime(record->updatedAt, m_ui.now())));
    m_pane->setState(record->state);
    if (!same)
        showDifference();
    readTab();
}

void PlanPane::readTab()
{
    if (!m_record)
        return;
    QWidget* shown = m_pane->tabs()->currentWidget();
    if (shown == m_requests) {
        showRequests();
    } else if (shown == m_history) {
        const QString order = m_record->order.isEmpty() ? m_record->key : m_record->order;
        auto trace =
            m_ui.session.database.read([&](db::Connection& connection) { return db::OrderReads(connection).trace(order); });
        if (trace)
            m_history->setEntries(std::move(*trace), m_ui.now());
    }
}

void PlanPane::showDifference()
{
    std::vector<TableRow> groups;
    int unchanged = 0;
    int toNetSuite = 0, toAmazon = 0;
    bool anyBefore = false;
    for (const PlannedWrite& write : m_writes) {
        if (write.command.state == db::CommandState::Done)
            continue;
        ++(write.command.type == kConfirmation ? toAmazon : toNetSuite);
        const bool change = write.command.operation == QLatin1StringView("patch");
        QHash<QString, Json> before;
        for (const PlanField& field : plan::fields(write.before, {}))
            before.insert(field.path, field.value);
        QString section = QStringLiteral("\n"); // differs from every section
        TableRow group;
        const auto close = [&] {
            if (!group.children.empty())
                groups.push_back(std::move(group));
            group = {};
        };
        for (const PlanField& field : write.fields) {
            const Json old = before.value(field.path);
            const bool same = change && old == field.value;
            if (same) {
                ++unchanged;
                if (!m_showUnchanged)
                    continue;
            }
            if (field.section != section) {
                close();
                section = field.section;
                group.id = QStringLiteral("%1:%2").arg(write.command.id.value()).arg(section);
                group.group = true;
                const QString document = format::documentType(write.command.type);
                group.cells = {rows::text(section.isEmpty() ? document + QStringLiteral("   ") + write.command.key
                                                            : tr("%1, %2").arg(document, section)),
                               {},
                               {},
                               {}};
            }
            TableRow row;
            row.id = QStringLiteral("%1:%2").arg(write.command.id.value()).arg(field.path);
            Cell now, after = rows::text(plan::shown(field, field.value, m_ui.names));
            if (!same) {
                after.text = QStringLiteral("+ ") + after.text;
                after.tint = Token::AddedTint;
                anyBefore = anyBefore || !old.isNull();
                if (!old.isNull()) {
                    now = rows::text(QChar(0x2212) + QStringLiteral(" ") + plan::shown(field, old, m_ui.names));
                    now.tint = Token::RemovedTint;
                }
            } else {
                now = rows::text(plan::shown(field, old, m_ui.names));
            }
            row.cells = {rows::text(field.label), now, after, rows::text(format::remote(field.origin), Token::Muted)};
            row.cells[0].tooltip = field.path;
            group.children.push_back(std::move(row));
        }
        close();
    }
    // Where nothing was before, an empty column would only take room from what comes.
    m_difference->table().setColumnHidden(kNowColumn, !anyBefore && unchanged == 0);
    m_difference->rows().setRows(std::move(groups));
    m_difference->table().expandAll();
    m_unchanged->setVisible(unchanged > 0);
    m_unchanged->setText(m_showUnchanged ? tr("Hide unchanged fields") : tr("Show %n unchanged fields", nullptr, unchanged));
    m_unchanged->setAccessibleName(m_unchanged->text());

    std::vector<FactList::Fact> facts;
    if (m_record->amount)
        facts.push_back({tr("Amazon says"), format::amountWithCurrency(*m_record->amount)});
    facts.push_back(
        {tr("Why it waits"), m_record->note.isEmpty() ? format::reason(m_record->reason) : format::remote(m_record->note)});
    facts.push_back({tr("Calls"), tr("%1 to NetSuite, %2 to Amazon").arg(format::number(toNetSuite), format::number(toAmazon))});
    if (m_record->editPayload.isValid())
        facts.push_back({tr("Hand edit"), tr("Fields were edited by hand"), Token::Waiting});
    m_facts->setFacts(facts);
}

void PlanPane::showRequests()
{
    QByteArray text;
    for (const PlannedWrite& write : m_writes) {
        if (write.command.state == db::CommandState::Done)
            continue;
        if (write.command.type == kConfirmation) {
            text += "POST /orders/v0/orders/" + (m_record->order.isEmpty() ? m_record->key : m_record->order).toUtf8() +
                    "/shipmentConfirmation\n\n" + write.body.toPrettyBytes() + "\n\n";
            continue;
        }
        static const QString kTransform = QStringLiteral("transform:");
        if (write.command.operation.startsWith(kTransform)) {
            text += QStringLiteral("POST /services/rest/record/v1/%1/%2/!transform/%3")
                        .arg(write.command.operation.mid(kTransform.size()),
                             write.command.remoteId.isEmpty() ? tr("{id of the document}") : write.command.remoteId,
                             write.command.type)
                        .toUtf8() +
                    "\n\n" + write.body.toPrettyBytes() + "\n\n";
            continue;
        }
        const QString line = write.command.operation == QLatin1StringView("patch")
                                 ? QStringLiteral("PATCH /services/rest/record/v1/%1/%2")
                                       .arg(write.command.type, write.command.remoteId.isEmpty() ? tr("{id of the document}")
                                                                                                 : write.command.remoteId)
                                 : QStringLiteral("POST /services/rest/record/v1/%1").arg(write.command.type);
        text += line.toUtf8() + "\n\n" + write.body.toPrettyBytes() + "\n\n";
    }
    m_requests->setBytes(text.trimmed());
}

} // namespace causeway::ui
