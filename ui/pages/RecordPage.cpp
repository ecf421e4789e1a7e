// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/RecordPage.h"

#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>

#include "Format.h"
#include "db/RecordTable.h"
#include "pages/RecordDetails.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "widgets/Build.h"
#include "widgets/FactList.h"
#include "widgets/StateLabel.h"
#include "widgets/TablePanel.h"

namespace causeway::ui {

namespace {
constexpr int kEditColumn = 2;
}

RecordPage::RecordPage(Ui& ui, QWidget* parent) : Page(ui, QStringLiteral("record"), tr("Record"), parent)
{
    using Kind = Column::Kind;
    const Theme& theme = ui.theme;
    m_back = build::button(theme, QStringLiteral("record.backButton"), tr("Back"), QStringLiteral("chevron-left"));
    headerActions()->addWidget(ui.actions.button(Verb::CopySupport, QStringLiteral("record.supportButton")));
    headerActions()->addWidget(m_back);
    m_title = new PlainLabel(theme, {}, PlainLabel::Role::PaneTitle);
    m_state = new StateLabel(theme);
    headerTabs()->addWidget(m_title);
    headerTabs()->addWidget(m_state);
    connect(m_back, &QPushButton::clicked, this, [this] {
        Q_EMIT wantsTo({m_from.isEmpty() ? QStringLiteral("errors") : m_from, {}, {}});
    });

    auto* splitter = new QSplitter;
    splitter->setObjectName(QStringLiteral("record.splitter"));
    splitter->setChildrenCollapsible(false);
    auto* left = build::frame("card");
    auto* leftLayout = build::column(theme.u(2), QMargins(theme.u(3), theme.u(3), theme.u(3), theme.u(3)));
    left->setLayout(leftLayout);
    m_what = new PlainLabel(theme, {}, PlainLabel::Role::PaneTitle);
    m_what->setWordWrap(true);
    m_remedy = new PlainLabel(theme);
    m_remedy->setWordWrap(true);
    m_facts = new FactList(theme);
    leftLayout->addWidget(m_what);
    leftLayout->addWidget(new PlainLabel(theme, tr("What to do"), PlainLabel::Role::Bold));
    leftLayout->addWidget(m_remedy);
    leftLayout->addWidget(build::frame("line"));
    leftLayout->addWidget(m_facts);
    leftLayout->addStretch(1);
    left->setMinimumWidth(theme.ch(36));
    splitter->addWidget(left);

    auto* right = build::frame("pane");
    auto* rightLayout = build::column(0);
    right->setLayout(rightLayout);
    auto* head = build::frame("paneHeader");
    auto* headLayout = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_writeTitle = new PlainLabel(theme, {}, PlainLabel::Role::Bold);
    m_writeTitle->setElided(true);
    headLayout->addWidget(m_writeTitle, 1);
    head->setLayout(headLayout);
    rightLayout->addWidget(head);
    auto* inner = new QSplitter(Qt::Vertical);
    inner->setObjectName(QStringLiteral("record.innerSplitter"));
    inner->setChildrenCollapsible(false);
    m_fields =
        new TablePanel(theme,
                       {{QStringLiteral("record.col.field"), tr("Field"), 24, Kind::Text, {}},
                        {QStringLiteral("record.col.plan"), tr("From the plan"), 24, Kind::Text, {}},
                        {QStringLiteral("record.col.edit"), tr("Your edit"), 24, Kind::Text, tr("F2 or a double click edits")},
                        {QStringLiteral("record.col.origin"), tr("Where it comes from"), 0, Kind::Text, {}}},
                       QStringLiteral("record.fields.table"), tr("Planned write"));
    m_fields->setFooterShown(false);
    m_fields->setEmptyText(tr("Nothing is planned yet. The plan is made once the cause is fixed."));
    inner->addWidget(m_fields);
    m_tabs = build::named(new QTabWidget, QStringLiteral("record.tabs"), tr("Details of the record"));
    m_tabs->tabBar()->setObjectName(QStringLiteral("record.tabBar"));
    m_tabs->tabBar()->setAccessibleName(tr("Tabs of the record"));
    m_tabs->tabBar()->setDrawBase(false);
    m_details = new RecordDetails(ui, *m_tabs, QStringLiteral("record.details"));
    inner->addWidget(m_tabs);
    inner->setStretchFactor(0, 3);
    inner->setStretchFactor(1, 2);
    inner->setSizes({600, 400});
    rightLayout->addWidget(inner, 1);
    auto* foot = build::frame("paneFooter");
    auto* footLayout = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_editNote = new PlainLabel(
        theme, tr("The edit is kept with the record and in the audit log. A newer version from Amazon discards it."),
        PlainLabel::Role::Small);
    m_editNote->setElided(true);
    m_discard = build::button(theme, QStringLiteral("record.discardButton"), tr("Discard edit"), QStringLiteral("undo-2"));
    m_retryWithout = build::button(theme, QStringLiteral("record.retryButton"), tr("Retry without edit"));
    m_retryWith = build::button(theme, QStringLiteral("record.retryWithEditButton"), tr("Retry with edit"),
                                QStringLiteral("refresh-cw"), true);
    footLayout->addWidget(m_editNote, 1);
    footLayout->addWidget(m_discard);
    footLayout->addWidget(m_retryWithout);
    footLayout->addWidget(m_retryWith);
    foot->setLayout(footLayout);
    rightLayout->addWidget(foot);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 26);
    splitter->setStretchFactor(1, 74);
    splitter->setSizes({theme.ch(46), theme.ch(130)});
    content()->addWidget(splitter, 1);

    m_fields->rows().setEditHandler([this](const QString& id, int, const QString& text) { setEdit(id, text); });
    connect(m_discard, &QPushButton::clicked, this, [this] {
        m_edits.clear();
        showFields();
    });
    connect(m_retryWithout, &QPushButton::clicked, this, [this] { perform(Verb::Retry); });
    connect(m_retryWith, &QPushButton::clicked, this, &RecordPage::save);
}

RecordTable* RecordPage::table() const
{
    return &m_fields->table();
}

void RecordPage::go(const Target& target)
{
    const RecordId id(target.id.toLongLong());
    m_from = target.filter;
    if (id != m_id)
        m_edits.clear();
    m_id = id;
    read();
    m_fields->table().setFocus(Qt::OtherFocusReason);
    if (!m_fields->table().currentIndex().isValid() && m_fields->rows().rowCount() > 0)
        m_fields->table().select(m_fields->rows().id(m_fields->rows().index(0, 0)));
}

Target RecordPage::place() const
{
    return {QStringLiteral("record"), m_from, QString::number(m_id.value())};
}

bool RecordPage::can(Verb verb) const
{
    const bool write = ui().session.mayWrite && m_record.has_value();
    switch (verb) {
    case Verb::Retry:
        return write;
    case Verb::Save:
    case Verb::Revert:
        return write && !m_edits.isEmpty();
    case Verb::Edit:
        return write && m_fields->table().currentIndex().siblingAtColumn(kEditColumn).flags().testFlag(Qt::ItemIsEditable);
    default:
        return Page::can(verb);
    }
}

Subject RecordPage::subject() const
{
    return m_record ? subjectOf(*m_record) : Subject();
}

QString RecordPage::label(Verb verb) const
{
    return verb == Verb::Save ? tr("Retry with edit") : QString();
}

void RecordPage::perform(Verb verb)
{
    if (verb == Verb::Save) {
        save();
    } else if (verb == Verb::Revert) {
        m_edits.clear();
        showFields();
    } else if (verb == Verb::Edit) {
        m_fields->table().edit(m_fields->table().currentIndex().siblingAtColumn(kEditColumn));
    } else if (verb == Verb::Retry && m_record) {
        auto queued = ui().session.engine.retry({m_record->id}, ui().session.actor);
        if (told(queued))
            tell(tr("%n records queued.", nullptr, *queued));
    } else {
        Page::perform(verb);
    }
}

void RecordPage::refresh(int topics)
{
    if ((topics & ChangeHub::Records) != 0 && m_id.isValid())
        read();
}

void RecordPage::read()
{
    auto record = ui().session.database.read([&](db::Connection& connection) { return db::RecordReads(connection).find(m_id); });
    m_record = record && *record ? **record : std::optional<db::RecordRow>();
    if (!m_record)
        return;
    m_main.reset();
    if (auto writes = plan::read(ui().session, m_id)) {
        for (PlannedWrite& write : *writes)
            m_main = std::move(write); // the last one is the record's main document
    }
    m_title->setText(format::remote(m_record->key));
    m_state->setState(m_record->state);
    const Error error = m_record->error.value_or(Error{});
    QString what = m_record->state == db::RecordState::Error ? error.message
                   : !m_record->note.isEmpty()               ? m_record->note
                                                             : format::reason(m_record->reason);
    if (!what.isEmpty())
        what.front() = what.front().toUpper(); // reasons are written as parts of a sentence
    m_what->setText(m_record->state == db::RecordState::Done ? what : format::remote(what));
    m_what->setToken(m_record->state == db::RecordState::Error ? Token::Error : Token::Text);
    m_remedy->setText(m_record->state == db::RecordState::Error && !error.remedy.isEmpty() ? format::remote(error.remedy)
                      : m_record->state == db::RecordState::Done
                          ? tr("Nothing. Retry compares it with Amazon and the target again.")
                          : tr("Edit a value at the right and retry, or retry as it is."));
    std::vector<FactList::Fact> facts{{tr("Flow"), rows::flowTitle(ui().session.flows, m_record->flow)},
                                      {tr("Store"), ui().names.store(m_record->store)},
                                      {tr("Order"), format::remote(m_record->order.isEmpty() ? m_record->key : m_record->order)}};
    if (m_record->flow == engine::SettlementImport::kFlow)
        facts.pop_back();
    if (m_record->amount)
        facts.push_back({tr("Total"), format::amountWithCurrency(*m_record->amount)});
    if (m_main)
        facts.push_back({tr("Key"), m_main->command.key});
    if (!error.requestId.isEmpty())
        facts.push_back({tr("Request id"), format::remote(error.requestId)});
    facts.push_back({tr("Tries"), format::number(m_record->attempts)});
    m_facts->setFacts(facts);
    m_details->show(m_record);
    showFields();
}

void RecordPage::showFields()
{
    std::vector<TableRow> out;
    const QString refused = m_record && m_record->error ? m_record->error->path : QString();
    const bool open = ui().session.mayWrite && m_main && m_main->command.state != db::CommandState::Done;
    if (m_main) {
        for (const PlanField& field : m_main->fields) {
            TableRow row;
            row.id = field.path;
            Cell name = rows::text(field.section.isEmpty() ? field.label : field.section + QStringLiteral(": ") + field.label);
            Cell planned = rows::text(plan::shown(field, field.value, ui().names));
            name.tooltip = field.path;
            if (!refused.isEmpty() && refused == field.path) {
                name.state = db::RecordState::Error;
                planned.token = Token::Error;
                planned.strike = m_edits.contains(field.path);
            }
            Cell edit;
            if (field.locked || !open) {
                edit = rows::text(field.locked ? tr("locked") : QString(), Token::Muted);
            } else {
                edit.editable = true;
                if (m_edits.contains(field.path)) {
                    edit.text = m_edits[field.path];
                    edit.tint = Token::WarningTint;
                    edit.bold = true;
                }
            }
            row.cells = {name, planned, edit, rows::text(format::remote(field.origin), Token::Muted)};
            out.push_back(std::move(row));
        }
    }
    m_fields->rows().setRows(std::move(out));
    QString title = m_main ? tr("%1 in %2")
                                 .arg(format::commandTitle(m_main->command.operation, m_main->command.type),
                                      format::systemOf(m_main->command.type))
                           : tr("No planned write");
    if (!m_edits.isEmpty())
        title +=
            QStringLiteral("   \u00B7   ") + tr("%n fields edited by hand, not saved", nullptr, static_cast<int>(m_edits.size()));
    m_writeTitle->setText(title);
    m_retryWith->setEnabled(ui().session.mayWrite && !m_edits.isEmpty());
    m_retryWith->setToolTip(m_edits.isEmpty() ? tr("Type a value into \u201CYour edit\u201D first.") : QString());
    build::allow(m_discard, !m_edits.isEmpty(), tr("Nothing is edited."));
    m_retryWithout->setEnabled(ui().session.mayWrite && m_record.has_value());
    Q_EMIT verbsChanged();
}

void RecordPage::setEdit(const QString& path, const QString& text)
{
    const QString typed = text.trimmed();
    QString planned;
    if (m_main) {
        for (const PlanField& field : m_main->fields) {
            if (field.path == path)
                planned = plan::editText(field.value);
        }
    }
    if (typed.isEmpty() || typed == planned)
        m_edits.remove(path);
    else
        m_edits[path] = typed;
    showFields();
}

void RecordPage::save()
{
    if (!m_record || !m_main || m_edits.isEmpty())
        return;
    Json patch = Json::object();
    for (const PlanField& field : m_main->fields) {
        if (m_edits.contains(field.path))
            patch = plan::merged(patch, plan::patch(field, m_edits[field.path]));
    }
    if (!told(ui().session.engine.edit(m_record->id, patch, ui().session.actor)))
        return;
    m_edits.clear();
    tell(tr("1 record queued with your edit."));
    read();
}

} // namespace causeway::ui
