// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/NotificationsPage.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

#include "Format.h"
#include "db/NotificationTable.h"
#include "db/ViewTables.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"
#include "widgets/SecretField.h"

namespace causeway::ui {

namespace {
constexpr int kStartTlsPort = 587;
constexpr int kTlsPort = 465;
const QString kPassword = QStringLiteral("smtp.password");

struct Facts
{
    config::Configuration configuration;
    std::vector<db::ConfigurationReads::SecretInfo> secrets;
    std::vector<db::NotificationRow> failing;
    std::optional<db::NotificationRow> sent;
};
} // namespace

QList<PageTabs::Tab> NotificationsPage::tabs()
{
    return {{QStringLiteral("settings"), tr("Connections")}, {QStringLiteral("notifications"), tr("Notifications")}};
}

NotificationsPage::NotificationsPage(Ui& ui, QWidget* parent)
    : Page(ui, QStringLiteral("notifications"), tr("Notifications"), parent)
{
    setTitle(tr("Settings"));
    addTabs(tabs());
    m_test = build::button(ui.theme, QStringLiteral("notifications.testButton"), tr("Send a test mail"),
                           QStringLiteral("arrow-right"));
    m_save = build::button(ui.theme, QStringLiteral("notifications.saveButton"), tr("Save"), QStringLiteral("save"), true);
    headerActions()->addWidget(m_test);
    headerActions()->addWidget(m_save);
    build();
    connect(m_save, &QPushButton::clicked, this, &NotificationsPage::save);
    connect(m_test, &QPushButton::clicked, this, &NotificationsPage::test);
}

void NotificationsPage::build()
{
    const Theme& theme = ui().theme;
    auto* holder = new QWidget;
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    auto* form = new QFormLayout;
    column->addLayout(form);
    column->addStretch(1); // what is left belongs below the form, not between its rows
    form->setContentsMargins(theme.u(3), theme.u(3), theme.u(3), theme.u(3));
    form->setHorizontalSpacing(theme.u(4));
    form->setVerticalSpacing(theme.u(2));
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    const auto name = [](const char* field) { return QStringLiteral("notifications.") + QString::fromLatin1(field); };
    const auto add = [&](const QString& title, QWidget* editor) {
        auto* label = new PlainLabel(theme, title);
        label->setBuddy(editor);
        form->addRow(label, editor);
    };
    m_host = build::named(new QLineEdit, name("host"), tr("Mail server"));
    m_host->setPlaceholderText(QStringLiteral("smtp.example.com"));
    m_security = build::named(new ComboBox(theme), name("security"), tr("Protection"));
    m_security->addItem(tr("STARTTLS (usual, port 587)"), QStringLiteral("starttls"));
    m_security->addItem(tr("TLS (port 465)"), QStringLiteral("tls"));
    m_security->addItem(tr("None: a mail server on this computer only"), QStringLiteral("none"));
    m_port = build::named(new QSpinBox, name("port"), tr("Port"));
    m_port->setRange(1, 65'535);
    m_port->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_port->setMaximumWidth(theme.ch(12));
    m_user = build::named(new QLineEdit, name("user"), tr("User name"));
    m_user->setPlaceholderText(tr("empty: without sign-in"));
    m_from = build::named(new QLineEdit, name("from"), tr("Sender"));
    m_from->setPlaceholderText(QStringLiteral("causeway@example.com"));
    m_to = build::named(new QPlainTextEdit, name("to"), tr("Recipients, one a line"));
    m_to->setTabChangesFocus(true);
    m_to->setMaximumHeight(theme.u(24));
    m_onFailure = build::named(new QCheckBox(tr("Tell about errors after each run: each cause once, until it is resolved")),
                               name("onFailure"), tr("Tell about errors after each run"));
    m_digest = build::named(new ComboBox(theme), name("digest"), tr("Summary"));
    m_digestAt = build::named(new QTimeEdit, name("digestAt"), tr("Time of the summary"));
    m_digestAt->setDisplayFormat(QStringLiteral("HH:mm"));
    m_digestAt->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_digestAt->setMaximumWidth(theme.ch(12));
    add(tr("Mail server"), m_host);
    add(tr("Protection"), m_security);
    add(tr("Port"), m_port);
    add(tr("User name"), m_user);
    m_password = new SecretField(ui(), kPassword, tr("Password"), QStringLiteral("notifications"));
    form->addRow(m_password);
    add(tr("Sender"), m_from);
    add(tr("Recipients, one a line"), m_to);
    form->addRow(m_onFailure);
    add(tr("Summary"), m_digest);
    add(tr("At"), m_digestAt);
    form->addRow(
        new PlainLabel(theme,
                       tr("Mails hold causes, counts, SKUs and what to do; no names, addresses or mail addresses of buyers. "
                          "The time is that of the first store's time zone."),
                       PlainLabel::Role::Small));
    m_state = new PlainLabel(theme, {}, PlainLabel::Role::Muted);
    form->addRow(m_state);
    auto* scroll = build::named(new QScrollArea, name("scroll"), tr("Notifications"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(holder);
    content()->addWidget(scroll);
    for (QLineEdit* line : {m_host, m_user, m_from})
        connect(line, &QLineEdit::textEdited, this, &NotificationsPage::changed);
    connect(m_to, &QPlainTextEdit::textChanged, this, &NotificationsPage::changed);
    connect(m_port, &QSpinBox::valueChanged, this, &NotificationsPage::changed);
    connect(m_onFailure, &QCheckBox::toggled, this, &NotificationsPage::changed);
    connect(m_digest, &QComboBox::currentIndexChanged, this, &NotificationsPage::changed);
    connect(m_digestAt, &QTimeEdit::timeChanged, this, &NotificationsPage::changed);
    connect(m_security, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_isFilling && (m_port->value() == kStartTlsPort || m_port->value() == kTlsPort))
            m_port->setValue(m_security->currentId() == QLatin1StringView("tls") ? kTlsPort : kStartTlsPort);
        changed();
    });
    connect(m_password, &SecretField::failed, this, [this](const Error& error) { tellError(error); });
    connect(m_password, &SecretField::saved, this, [this] {
        tell(tr("Stored. Send a test mail now."), tr("Send"), [this] { test(); });
        read();
    });
}

QWidget* NotificationsPage::firstFocus() const
{
    return m_host;
}

void NotificationsPage::refresh(int)
{
    read();
}

void NotificationsPage::read()
{
    auto facts = ui().session.database.read([](db::Connection& connection) -> Result<Facts> {
        const db::ConfigurationReads reads(connection);
        const db::NotificationReads mails(connection);
        auto configuration = reads.load();
        auto secrets = reads.secrets();
        auto failing = mails.failing();
        auto sent = mails.newestSent();
        if (!configuration || !secrets || !failing || !sent)
            return fail(!configuration ? configuration.error()
                        : !secrets     ? secrets.error()
                        : !failing     ? failing.error()
                                       : sent.error());
        return Facts{std::move(*configuration), std::move(*secrets), std::move(*failing), std::move(*sent)};
    });
    if (!told(facts))
        return;
    m_stored = config::Notifications::read(facts->configuration.notifications);
    if (!m_isChanged)
        fill(m_stored);
    std::optional<qint64> storedAt;
    for (const auto& secret : facts->secrets) {
        if (secret.name == kPassword)
            storedAt = secret.updatedAt;
    }
    m_password->refresh(storedAt, ui().session.secrets.names().value_or(QStringList()).contains(kPassword));
    if (!facts->failing.empty()) {
        const Error& error = *facts->failing.back().error;
        m_state->setText(tr("%n mails wait: %1 %2", nullptr, static_cast<int>(facts->failing.size()))
                             .arg(format::remote(error.message), format::remote(error.remedy)));
        m_state->setToken(Token::Error);
    } else {
        m_state->setText(
            facts->sent ? tr("Newest mail: %1, %2")
                              .arg(format::remote(facts->sent->subject), format::shortTime(facts->sent->createdAt, ui().now()))
                        : tr("No mail was sent yet."));
        m_state->setToken(Token::Muted);
    }
    updateButtons();
}

void NotificationsPage::fill(const config::Notifications& notifications)
{
    m_isFilling = true;
    const config::Notifications::Smtp smtp = notifications.smtp.value_or(config::Notifications::Smtp());
    m_host->setText(smtp.host);
    m_security->chooseId(smtp.security);
    m_port->setValue(smtp.port);
    m_user->setText(smtp.user);
    m_from->setText(smtp.from);
    m_to->setPlainText(smtp.to.join(u'\n'));
    m_onFailure->setChecked(notifications.onFailure);
    m_digest->clear();
    m_digest->addItem(tr("Never"), QString());
    m_digest->addItem(tr("Every day"), QStringLiteral("daily"));
    m_digest->addItem(tr("Every Monday"), QStringLiteral("weekly MON"));
    // "daily 08:00": when, and the time at its end. What the list does not have (several days) stays as it is.
    const QString when = notifications.digest.section(u' ', 0, -2);
    if (!when.isEmpty() && m_digest->findData(when) < 0)
        m_digest->addItem(when, when);
    m_digest->chooseId(when);
    const QTime at = QTime::fromString(notifications.digest.section(u' ', -1), QStringLiteral("HH:mm"));
    m_digestAt->setTime(at.isValid() ? at : QTime(8, 0));
    m_isFilling = false;
}

config::Notifications NotificationsPage::typed() const
{
    config::Notifications notifications;
    config::Notifications::Smtp smtp;
    smtp.host = m_host->text().trimmed();
    smtp.port = m_port->value();
    smtp.security = m_security->currentId();
    smtp.user = m_user->text().trimmed();
    smtp.from = m_from->text().trimmed();
    static const QRegularExpression kBetween(QStringLiteral("[\\s,;]+"));
    smtp.to = m_to->toPlainText().split(kBetween, Qt::SkipEmptyParts);
    if (!smtp.host.isEmpty() || !smtp.from.isEmpty() || !smtp.to.isEmpty())
        notifications.smtp = smtp;
    notifications.onFailure = m_onFailure->isChecked();
    if (const QString when = m_digest->currentId(); !when.isEmpty())
        notifications.digest = when + u' ' + m_digestAt->time().toString(QStringLiteral("HH:mm"));
    return notifications;
}

void NotificationsPage::changed()
{
    if (m_isFilling)
        return;
    m_isChanged = typed().toJson() != m_stored.toJson();
    updateButtons();
}

void NotificationsPage::updateButtons()
{
    const bool mayWrite = ui().session.mayWrite;
    m_digestAt->setEnabled(!m_digest->currentId().isEmpty());
    m_save->setEnabled(mayWrite && m_isChanged);
    const QString whyNot = !mayWrite        ? tr("Another Causeway works with this profile.")
                           : m_isChanged    ? tr("Save first.")
                           : !m_stored.smtp ? tr("Enter a mail server first.")
                                            : QString();
    build::allow(m_test, whyNot.isEmpty() && !m_isTesting, whyNot);
}

void NotificationsPage::save()
{
    auto present = ui().session.configuration();
    if (!told(present))
        return;
    present->notifications = typed().toJson();
    if (!told(ui().session.engine.applyConfiguration(*present, {config::sections::kNotifications}, ui().session.actor)))
        return;
    m_isChanged = false;
    tell(tr("Saved."), m_stored.smtp || typed().smtp ? tr("Send a test mail") : QString(), [this] { test(); });
    read();
}

void NotificationsPage::test()
{
    m_isTesting = true;
    updateButtons();
    engine::Engine* engine = &ui().session.engine;
    ui().tasks.run(
        QStringLiteral("test-mail"), this,
        [engine, actor = ui().session.actor](const StopToken& stop) { return engine->sendTestMail(actor, stop); },
        [this](const Result<mail::MailReceipt>& receipt) {
            m_isTesting = false;
            if (told(receipt)) {
                if (receipt->refused.isEmpty())
                    tell(tr("The mail server took the test mail. Look whether it arrived."));
                else
                    tellError(Error::make(
                        ErrorKind::Rejected,
                        tr("The mail server refused %n of the recipients.", nullptr, static_cast<int>(receipt->refused.size())),
                        tr("Check the list of recipients; the first refused one is number %1.").arg(receipt->refused.first())));
            }
            read();
        });
}

} // namespace causeway::ui
