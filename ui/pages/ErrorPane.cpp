// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/ErrorPane.h"

#include <QCheckBox>
#include <QCompleter>
#include <QGridLayout>
#include <QTabWidget>

#include "Format.h"
#include "delegates/CellDelegate.h"
#include "mapping/Carriers.h"
#include "pages/RecordDetails.h"
#include "pages/Rows.h"
#include "reading/Names.h"
#include "widgets/Build.h"
#include "widgets/FactList.h"
#include "widgets/ItemChooser.h"

namespace causeway::ui {

QString mappingKindFor(const QString& kind, const QString& code)
{
    if (kind != toString(ErrorKind::Unmapped))
        return {};
    static const std::pair<QLatin1StringView, QLatin1StringView> kKinds[] = {
        {QLatin1StringView("no-item"), QLatin1StringView("sku")},
        {QLatin1StringView("ambiguous-item"), QLatin1StringView("sku")},
        {QLatin1StringView("inactive-item"), QLatin1StringView("sku")},
        {QLatin1StringView("no-charge-item"), QLatin1StringView("item")},
        {QLatin1StringView("no-carrier"), QLatin1StringView("carrier")},
        {QLatin1StringView("no-account"), QLatin1StringView("account")}};
    for (const auto& [known, mapped] : kKinds) {
        if (code == known)
            return QString(mapped);
    }
    return {};
}

ErrorPane::ErrorPane(Ui& ui, const QString& prefix, QWidget* parent)
    : QWidget(parent), m_ui(ui), m_prefix(prefix + QStringLiteral(".pane"))
{
    auto* layout = build::column(0);
    setLayout(layout);
    m_pane = new DetailPane(ui.theme, m_prefix, tr("Error"));
    layout->addWidget(m_pane);
    buildFix();
    m_details = new RecordDetails(ui, *m_pane->tabs(), m_prefix);
    m_pane->footer()->addWidget(ui.actions.button(Verb::Edit, m_prefix + QStringLiteral(".editButton")));
    m_pane->footer()->addStretch();
    m_pane->footer()->addWidget(ui.actions.button(Verb::Skip, m_prefix + QStringLiteral(".skipOpenButton")));
    m_pane->footer()->addWidget(ui.actions.button(Verb::Retry, m_prefix + QStringLiteral(".retryButton")));
}

void ErrorPane::buildFix()
{
    const Theme& theme = m_ui.theme;
    m_fixTitle = new PlainLabel(theme, tr("How to fix"), PlainLabel::Role::Bold);
    m_pane->body()->addWidget(m_fixTitle);
    m_remedy = new PlainLabel(theme);
    m_remedy->setWordWrap(true);
    m_pane->body()->addWidget(m_remedy);

    m_mapForm = new QWidget;
    auto* form = new QGridLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme.u(4));
    form->setVerticalSpacing(theme.u(2));
    form->setColumnStretch(1, 1);
    m_skuLabel = new PlainLabel(theme, {}, PlainLabel::Role::Muted);
    form->addWidget(m_skuLabel, 0, 0);
    m_sku = new PlainLabel(theme, {}, PlainLabel::Role::Bold);
    m_sku->setElided(true);
    form->addWidget(m_sku, 0, 1);
    auto* itemLabel = new PlainLabel(theme, tr("NetSuite &item"), PlainLabel::Role::Muted);
    m_items = new ItemChooser(theme, m_ui.session.engine, m_ui.tasks, m_prefix + QStringLiteral(".fix"));
    itemLabel->setBuddy(m_items->line());
    itemLabel->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    itemLabel->setContentsMargins(0, theme.u(1), 0, 0);
    form->addWidget(itemLabel, 1, 0);
    form->addWidget(m_items, 1, 1);
    auto* buttons = build::row(theme.u(2));
    m_allStores = build::named(new QCheckBox(tr("Use for all stores")), m_prefix + QStringLiteral(".fix.allStores"),
                               tr("Use for all stores"));
    m_allStores->setChecked(true);
    m_mapButton = build::button(theme, m_prefix + QStringLiteral(".fix.mapButton"), tr("Map and retry"),
                                QStringLiteral("refresh-cw"), true);
    buttons->addWidget(m_allStores);
    buttons->addStretch();
    buttons->addWidget(m_mapButton);
    form->addLayout(buttons, 2, 0, 1, 2); // from edge to edge: large text needs the room
    m_mapForm->setLayout(form);
    m_pane->body()->addWidget(m_mapForm);
    m_pane->body()->addWidget(buildValueForm());

    m_linkButton =
        build::button(theme, m_prefix + QStringLiteral(".fix.linkButton"), tr("Sign in again"), QStringLiteral("external-link"));
    m_pane->body()->addWidget(m_linkButton, 0, Qt::AlignLeading);

    m_skipForm = build::frame("note", QStringLiteral("warning"));
    auto* skip = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    auto* why = new PlainLabel(theme, tr("&Reason"));
    m_skipReason = build::named(new QLineEdit, m_prefix + QStringLiteral(".skip.reason"), tr("Reason for skipping"));
    why->setBuddy(m_skipReason);
    m_skipButton = build::button(theme, m_prefix + QStringLiteral(".skip.button"), tr("Skip"));
    auto* cancel = build::button(theme, m_prefix + QStringLiteral(".skip.cancelButton"), tr("Keep"));
    skip->addWidget(why);
    skip->addWidget(m_skipReason, 1);
    skip->addWidget(m_skipButton);
    skip->addWidget(cancel);
    m_skipForm->setLayout(skip);
    m_skipForm->hide();
    m_pane->body()->addWidget(m_skipForm);

    m_facts = new FactList(theme);
    m_pane->body()->addWidget(m_facts);
    m_pane->body()->addWidget(m_ui.actions.button(Verb::CopySupport, m_prefix + QStringLiteral(".supportButton")), 0,
                              Qt::AlignLeading);

    connect(m_items, &ItemChooser::chosenChanged, this, [this] {
        build::allow(m_mapButton, m_ui.session.mayWrite && !m_items->chosenId().isEmpty(), tr("Choose a NetSuite item first."));
        Q_EMIT formChanged();
    });
    connect(m_items, &ItemChooser::accepted, this, [this] { startMapping(); });
    connect(m_mapButton, &QPushButton::clicked, this, [this] { startMapping(); });
    connect(m_linkButton, &QPushButton::clicked, this, [this] { Q_EMIT linkRequested(m_link); });
    connect(cancel, &QPushButton::clicked, m_skipForm, &QWidget::hide);
    const auto skipNow = [this] {
        if (m_skipReason->text().trimmed().isEmpty())
            return;
        m_skipForm->hide();
        Q_EMIT skipRequested(m_skipReason->text().trimmed());
    };
    connect(m_skipButton, &QPushButton::clicked, this, skipNow);
    connect(m_skipReason, &QLineEdit::returnPressed, this, skipNow);
    connect(m_skipReason, &QLineEdit::textChanged, this,
            [this](const QString& text) { build::allow(m_skipButton, !text.trimmed().isEmpty(), tr("A reason is needed.")); });
}

QWidget* ErrorPane::buildValueForm()
{
    const Theme& theme = m_ui.theme;
    m_valueForm = new QWidget;
    auto* row = build::row(theme.u(2));
    m_valueLabel = new PlainLabel(theme, {}, PlainLabel::Role::Muted);
    m_value = build::named(new QLineEdit, m_prefix + QStringLiteral(".fix.value"), tr("Value to use"));
    m_value->setMinimumWidth(theme.ch(20));
    m_valueLabel->setBuddy(m_value);
    m_valueButton = build::button(theme, m_prefix + QStringLiteral(".fix.valueButton"), tr("Save and retry"),
                                  QStringLiteral("refresh-cw"), true);
    QStringList codes;
    for (const QLatin1StringView code : mapping::carrierCodes())
        codes << QString(code);
    m_carriers = new QCompleter(codes, this);
    m_carriers->setCaseSensitivity(Qt::CaseInsensitive);
    m_carriers->setFilterMode(Qt::MatchContains);
    row->addWidget(m_valueLabel);
    row->addWidget(m_value, 1);
    row->addWidget(m_valueButton);
    m_valueForm->setLayout(row);
    m_valueForm->hide();
    connect(m_value, &QLineEdit::textChanged, this, [this](const QString& text) {
        build::allow(m_valueButton, m_ui.session.mayWrite && !text.trimmed().isEmpty(), tr("Type the value first."));
        Q_EMIT formChanged();
    });
    connect(m_value, &QLineEdit::returnPressed, this, &ErrorPane::acceptValue);
    connect(m_valueButton, &QPushButton::clicked, this, &ErrorPane::acceptValue);
    return m_valueForm;
}

void ErrorPane::showValueForm(const QString& mapKind, const Error& error, const db::RecordRow* record)
{
    const bool carrier = mapKind == QLatin1StringView("carrier");
    const bool account = mapKind == QLatin1StringView("account");
    const bool tracking = error.code == QLatin1StringView("no-tracking") && record != nullptr && !error.path.isEmpty();
    m_valueForm->setVisible(carrier || account || tracking);
    if (!carrier && !account && !tracking)
        return;
    const QString path = tracking ? error.path : QString();
    if (path != m_editPath || m_valueFor != error.causeKey + u'/' + (record != nullptr ? record->key : QString())) {
        m_editPath = path;
        m_valueFor = error.causeKey + u'/' + (record != nullptr ? record->key : QString());
        m_value->clear();
    }
    const bool hasAccounts = m_value->completer() != nullptr && m_value->completer() != m_carriers;
    if (account && !hasAccounts) // not anew while somebody types
        CellDelegate::completeFrom(*m_value, m_ui.names.accountNames());
    else if (!account)
        m_value->setCompleter(carrier ? m_carriers : nullptr);
    m_valueLabel->setText(carrier ? tr("Amazon\u2019s carrier code, or Other:NAME")
                          : account
                              ? tr("NetSuite account")
                              : tr("Tracking number of %1").arg(format::remote(record->key))); // a group shows its first record
    m_value->setAccessibleName(m_valueLabel->fullText());
    m_valueButton->setText(u' ' + (tracking ? tr("Save and retry") : tr("Map and retry")));
    m_valueButton->setAccessibleName(m_valueButton->text().trimmed());
    build::allow(m_valueButton, m_ui.session.mayWrite && !m_value->text().trimmed().isEmpty(), tr("Type the value first."));
}

void ErrorPane::acceptValue()
{
    const QString typed = m_value->text().trimmed();
    if (typed.isEmpty() || !m_ui.session.mayWrite)
        return;
    if (m_editPath.isEmpty()) {
        Q_EMIT mapRequested(mapping());
        return;
    }
    Json patch(typed);
    const QStringList steps = m_editPath.split(u'.');
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
        patch = Json::object({{*step, patch}});
    Q_EMIT editRequested(m_record->id, patch);
}

void ErrorPane::setNothing(const QString& words)
{
    m_cause.reset();
    m_record.reset();
    m_pane->setNothing(words);
}

void ErrorPane::show(const db::CauseRow* cause, const db::RecordRow* record, int)
{
    if (cause == nullptr && record == nullptr) {
        setNothing(tr("Choose an error to see how to fix it."));
        return;
    }
    m_pane->setSomething();
    const bool another = !record || !m_record || m_record->id != record->id;
    if (another)
        m_skipForm->hide();
    m_cause = cause != nullptr ? std::optional(*cause) : std::nullopt;
    m_record = record != nullptr ? std::optional(*record) : std::nullopt;
    const qint64 now = m_ui.now();

    const Error error = m_record && m_record->error ? *m_record->error : Error{};
    const QString kind = m_cause ? m_cause->kind : toString(error.kind);
    const QString code = m_cause ? m_cause->code : error.code;
    const bool skipped = m_record && m_record->state == db::RecordState::Skipped;
    QString title = m_cause ? m_cause->message : error.message;
    const bool failed = m_cause || (m_record && m_record->state == db::RecordState::Error);
    if (skipped)
        title = tr("Skipped: %1").arg(m_record->note.isEmpty() ? m_record->reason : m_record->note);
    else if (!failed)
        title = m_record->note.isEmpty() ? format::reason(m_record->reason) : m_record->note;
    if (title.isEmpty())
        title = format::stateWord(m_record->state);
    title.front() = title.front().toUpper(); // reasons are written as parts of a sentence
    QString line;
    if (m_cause) {
        QStringList parts{tr("%n records", nullptr, static_cast<int>(m_cause->records))};
        if (!m_cause->amounts.empty())
            parts << format::amounts(m_cause->amounts);
        parts << tr("oldest %1").arg(format::shortTime(m_cause->oldestAt, now));
        line = parts.join(QStringLiteral(", ")) +
               (m_cause->flow == QLatin1StringView("shipments") ? tr(". Not sent to Amazon.") : tr(". Not sent to NetSuite."));
    } else if (m_record) {
        line = tr("%1, changed %2").arg(m_record->key, format::shortTime(m_record->updatedAt, now));
    }
    const db::RecordState shown = failed ? db::RecordState::Error : m_record->state;
    m_pane->setIcon(IconTheme::name(shown), Theme::token(shown));
    m_pane->setHeader(format::remote(title), line);
    m_pane->setState(std::nullopt);

    const QString mapKind = skipped ? QString() : mappingKindFor(kind, code);
    const bool byItem = mapKind == QLatin1StringView("sku") || mapKind == QLatin1StringView("item");
    m_mapForm->setVisible(byItem);
    Error fixable = error;
    if (m_cause) {
        fixable.code = m_cause->code;
        fixable.causeKey = m_cause->key;
    }
    showValueForm(mapKind, failed ? fixable : Error{}, m_record && !skipped ? &*m_record : nullptr);
    const QString remedy = m_cause ? m_cause->remedy : error.remedy;
    m_fixTitle->setVisible(failed || skipped);
    m_remedy->setVisible(failed || skipped);
    m_remedy->setText(skipped             ? tr("Nothing happens with this record. Retry takes it up again.")
                      : !remedy.isEmpty() ? format::remote(remedy)
                      : kind == toString(ErrorKind::Defect)
                          ? tr("This is a fault in Causeway. Use Copy for support, and report it.")
                          : tr("Fix the cause, then retry."));
    if (byItem) {
        const QString key = m_cause ? m_cause->key : error.causeKey;
        m_skuLabel->setText(mapKind == QLatin1StringView("sku") ? tr("Amazon SKU") : tr("Kind of charge"));
        m_sku->setText(format::remote(key));
        m_items->reset(key);
        const int alike = m_cause ? static_cast<int>(m_cause->records) : 1;
        m_mapButton->setAccessibleName(tr("Map and retry %n", nullptr, alike));
        m_mapButton->setText(u' ' + m_mapButton->accessibleName());
        build::allow(m_mapButton, m_ui.session.mayWrite && !m_items->chosenId().isEmpty(), tr("Choose a NetSuite item first."));
    }
    m_linkButton->setVisible(false);
    if (kind == toString(ErrorKind::Auth)) {
        m_linkButton->setText(tr("Sign in again"));
        m_link = {QStringLiteral("settings"), {}, {}};
        m_linkButton->setVisible(true);
    }
    m_linkButton->setAccessibleName(m_linkButton->text());

    std::vector<FactList::Fact> facts;
    if (m_record) {
        facts.push_back({tr("Order"), format::remote(m_record->order.isEmpty() ? m_record->key : m_record->order)});
        if (m_record->amount)
            facts.push_back({tr("Amount"), format::amountWithCurrency(*m_record->amount)});
        if (mapKind.isEmpty()) {
            facts.push_back({tr("Flow"), rows::flowTitle(m_ui.session.flows, m_record->flow) + QStringLiteral(", ") +
                                             m_ui.names.store(m_record->store)});
            facts.push_back({tr("Tries"), format::number(m_record->attempts)});
        }
        if (!error.code.isEmpty() && mapKind.isEmpty())
            facts.push_back({tr("Code"), format::remote(error.code)});
        if (!error.path.isEmpty())
            facts.push_back({tr("Field"), format::remote(error.path)});
        if (!error.requestId.isEmpty())
            facts.push_back({tr("Request id"), format::remote(error.requestId)});
        if (failed || skipped)
            facts.push_back({tr("Next try"), skipped && m_record->note.isEmpty()
                                                 ? tr("None: %1").arg(format::reason(m_record->reason))
                                             : skipped            ? tr("None, a person decided: %1").arg(m_record->note)
                                             : !mapKind.isEmpty() ? tr("By itself, as soon as this is mapped")
                                                                  : tr("When a person retries it")});
        if (m_record->editPayload.isValid())
            facts.push_back({tr("Hand edit"), tr("Fields of this record were edited by hand")});
    }
    m_facts->setFacts(facts);
    m_details->show(m_record);
}

bool ErrorPane::canMap() const
{
    return (!m_mapForm->isHidden() || (!m_valueForm->isHidden() && m_editPath.isEmpty())) && (m_cause || m_record);
}

QString ErrorPane::storeForMapping() const
{
    return m_allStores->isChecked() || !m_record ? QString() : m_record->store;
}

config::Mapping ErrorPane::mapping() const
{
    config::Mapping mapping;
    const QString kind =
        m_cause ? m_cause->kind : toString(m_record && m_record->error ? m_record->error->kind : ErrorKind::Defect);
    const QString code = m_cause ? m_cause->code : m_record && m_record->error ? m_record->error->code : QString();
    mapping.kind = mappingKindFor(kind, code);
    mapping.store = storeForMapping();
    mapping.key = m_cause ? m_cause->key : m_record && m_record->error ? m_record->error->causeKey : QString();
    if (!m_mapForm->isHidden())
        mapping.value = QStringLiteral("item:") + m_items->chosenId();
    else
        mapping.value = m_value->text().trimmed();
    if (mapping.kind == QLatin1StringView("account") && !mapping.value.startsWith(QLatin1StringView("suspense:"))) {
        const QString account = m_ui.names.accountIn(mapping.value);
        // What is no account of the books goes on as it was typed: the engine says what is wrong with it.
        mapping.value = QStringLiteral("account:") + (account.isEmpty() ? mapping.value : account);
    }
    return mapping;
}

void ErrorPane::startMapping()
{
    if (!canMap())
        return;
    if (m_mapForm->isHidden()) {
        if (m_value->text().trimmed().isEmpty())
            m_value->setFocus(Qt::ShortcutFocusReason);
        else
            acceptValue();
        return;
    }
    if (m_items->chosenId().isEmpty() || !m_ui.session.mayWrite)
        m_items->focus();
    else
        Q_EMIT mapRequested(mapping());
}

void ErrorPane::startSkipping(int records)
{
    m_skipForm->show();
    m_skipReason->clear();
    build::allow(m_skipButton, false, tr("A reason is needed."));
    m_skipButton->setText(records > 1 ? tr("Skip %n", nullptr, records) : tr("Skip"));
    m_skipButton->setAccessibleName(m_skipButton->text());
    m_skipReason->setFocus(Qt::ShortcutFocusReason);
}

} // namespace causeway::ui
