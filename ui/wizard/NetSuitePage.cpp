// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/NetSuitePage.h"

#include <QFormLayout>
#include <QTimeZone>

#include "config/TimeZones.h"
#include "delegates/CellDelegate.h"
#include "pages/SettingsPage.h"
#include "widgets/Build.h"

namespace causeway::ui {

NetSuitePage::NetSuitePage(SetupWizard& wizard)
    : WizardPage(
          wizard, QStringLiteral("netsuite"), tr("Sign in to NetSuite"),
          tr("Causeway signs in with a certificate (OAuth 2.0). The private key is made here and never leaves this computer."))
{
    const Theme& look = theme();
    auto* steps = new PlainLabel(look, tr("1. In NetSuite: Setup, Integration, Manage Integrations, New. Tick \u201CClient "
                                          "Credentials (Machine To Machine) Grant” and the scope "
                                          "\u201CREST Web Services\u201D. Note the client id.\n"
                                          "2. Make the certificate below and save it.\n"
                                          "3. In NetSuite: Setup, Integration, OAuth 2.0 Client Credentials Setup, Create New. "
                                          "Choose the user, role and integration, upload the "
                                          "certificate, and note the certificate id."));
    steps->setWordWrap(true);
    content()->addWidget(steps);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(look.u(4));
    form->setVerticalSpacing(look.u(2));
    const auto line = [&](const char* id, const QString& label, const QString& accessible) {
        auto* edit = build::named(new QLineEdit, name(id), accessible);
        edit->setMinimumWidth(look.ch(44));
        auto* words = new PlainLabel(look, label);
        words->setBuddy(edit);
        form->addRow(words, edit);
        connect(edit, &QLineEdit::textChanged, this, [this] { showTest(std::nullopt, {}); });
        return edit;
    };
    m_account = line("account", tr("&Account id"), tr("NetSuite account id, for example 1234567 or 1234567_SB1"));
    m_clientId = line("clientId", tr("&Client id"), tr("Client id of the integration record"));
    m_certificate =
        build::button(look, name("certificateButton"), tr("&Make and save the certificate\u2026"), QStringLiteral("key-round"));
    m_certificateNote = new PlainLabel(look, {}, PlainLabel::Role::Small);
    auto* row = build::row(look.u(2));
    row->addWidget(m_certificate);
    row->addWidget(m_certificateNote, 1);
    form->addRow(new PlainLabel(look, tr("Certificate")), row);
    m_certificateId = line("certificateId", tr("Certificate &id"), tr("Certificate id that NetSuite shows after the upload"));
    m_timeZone = line("timeZone", tr("Company time &zone"), tr("The company's time zone in NetSuite, for example Europe/Berlin"));
    m_timeZone->setToolTip(tr("Setup, Company, Company Information. NetSuite states the day of a shipment in it."));
    CellDelegate::completeFrom(*m_timeZone, config::timeZones());
    content()->addLayout(form);
    connect(m_certificate, &QPushButton::clicked, this, &NetSuitePage::makeCertificate);
    connect(addTest(tr("&Test sign-in")), &QPushButton::clicked, this, &NetSuitePage::test);
    content()->addStretch(1);
    showTest(std::nullopt, {});
}

void NetSuitePage::initializePage()
{
    const config::Configuration configuration = setup().configuration();
    if (configuration.netSuite) {
        m_account->setText(configuration.netSuite->account);
        m_clientId->setText(configuration.netSuite->clientId);
        m_certificateId->setText(configuration.netSuite->certificateId);
        m_timeZone->setText(configuration.netSuite->timeZone);
    } else {
        m_timeZone->setText(QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    }
    const bool can =
        setup().session() != nullptr && setup().session()->makeCertificate && !setup().session()->secrets.isReadOnly();
    m_certificate->setEnabled(can);
    m_certificateNote->setText(
        isStored(QStringLiteral("netsuite.privateKey")) ? tr("A key is stored. Another certificate replaces it.") : QString());
    m_certificate->setToolTip(can ? QString() : tr("The private key is read from the secrets file that was named at the start."));
    showKnown(QStringLiteral("netsuite"));
}

bool NetSuitePage::isComplete() const
{
    return isPassedOrSkipped();
}

Result<void> NetSuitePage::save()
{
    config::Configuration configuration = setup().configuration();
    config::NetSuiteSettings settings = configuration.netSuite.value_or(config::NetSuiteSettings());
    settings.account = m_account->text().trimmed();
    settings.clientId = m_clientId->text().trimmed();
    settings.certificateId = m_certificateId->text().trimmed();
    settings.timeZone = m_timeZone->text().trimmed();
    if (settings.account.isEmpty())
        return {};
    configuration.netSuite = settings;
    return setup().session()->engine.applyConfiguration(configuration, {QString(config::sections::kNetSuite)},
                                                        setup().session()->actor);
}

bool NetSuitePage::validatePage()
{
    const Result<void> saved = save();
    if (!saved)
        showProblem(saved.error());
    return saved.has_value();
}

void NetSuitePage::makeCertificate()
{
    Session* session = setup().session();
    if (session == nullptr || !session->makeCertificate)
        return;
    m_certificate->setEnabled(false);
    setup().tasks().run(
        QStringLiteral("certificate"), this,
        [make = session->makeCertificate, account = m_account->text()](const StopToken&) { return make(account); },
        [this, session](const Result<Session::Certificate>& made) {
            m_certificate->setEnabled(true);
            if (!made) {
                m_certificateNote->setText(made.error().message);
                return;
            }
            saveCertificate(this, made->pem, [this, session, key = made->privateKey](const QString& file) {
                if (file.isEmpty()) {
                    m_certificateNote->setText(tr("It was not saved."));
                    return;
                }
                const Result<void> stored = session->engine.setSecret(QStringLiteral("netsuite.privateKey"), key, session->actor);
                m_certificateNote->setText(stored ? tr("Saved. Upload it in NetSuite now.") : stored.error().message);
                showTest(std::nullopt, {}); // another key
            });
        });
}

void NetSuitePage::test()
{
    if (const Result<void> saved = save(); saved)
        testConnection(QStringLiteral("netsuite"));
    else
        showProblem(saved.error());
}

} // namespace causeway::ui
