// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/AmazonPage.h"

#include <algorithm>

#include <QFormLayout>
#include <QTimeZone>

#include "config/Marketplaces.h"
#include "widgets/Build.h"

namespace causeway::ui {

AmazonPage::AmazonPage(SetupWizard& wizard)
    : WizardPage(wizard, QStringLiteral("amazon"), tr("Sign in to Amazon"),
                 tr("With your own private application: Seller Central, Apps and Services, Develop Apps. Waiting for "
                    "Amazon\u2019s approval? Continue without this."))
{
    const Theme& look = theme();
    auto* steps =
        new PlainLabel(look, tr("Roles to tick: Inventory and Order Tracking, Finance and Accounting (settlements), and "
                                "Direct-to-Consumer Shipping (restricted; it gives the shipping address). Then "
                                "authorize the application for your own seller account and copy the refresh token."));
    steps->setWordWrap(true);
    content()->addWidget(steps);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(look.u(4));
    form->setVerticalSpacing(look.u(2));
    const auto add = [&](QWidget* editor, const QString& label) {
        auto* words = new PlainLabel(look, label);
        words->setBuddy(editor);
        form->addRow(words, editor);
    };
    m_region = build::named(new ComboBox(look), name("region"), tr("Region"));
    m_region->addItem(tr("North America"), QStringLiteral("na"));
    m_region->addItem(tr("Europe, Middle East, India"), QStringLiteral("eu"));
    m_region->addItem(tr("Far East"), QStringLiteral("fe"));
    add(m_region, tr("&Region"));
    const auto line = [&](const char* id, const QString& label, const QString& accessible, bool secret = false) {
        auto* edit = build::named(new QLineEdit, name(id), accessible);
        edit->setMinimumWidth(look.ch(44));
        if (secret)
            edit->setEchoMode(QLineEdit::Password);
        add(edit, label);
        connect(edit, &QLineEdit::textChanged, this, [this] { showTest(std::nullopt, {}); });
        return edit;
    };
    m_storeName = line("storeName", tr("St&ore name"), tr("A name for this seller account, for example Amazon US"));
    m_seller = line("sellerId", tr("&Seller id"), tr("Merchant token of the seller account, for example A1EXAMPLE"));
    m_clientId = line("clientId", tr("&Client id"), tr("Client id of your private application"));
    m_clientSecret = line("clientSecret", tr("Client s&ecret"), tr("Client secret of your private application"), true);
    m_refreshToken = line("refreshToken", tr("Refresh to&ken"), tr("Refresh token of the seller account"), true);
    content()->addLayout(form);
    connect(addTest(tr("&Test sign-in")), &QPushButton::clicked, this, &AmazonPage::test);
    content()->addStretch(1);
    showTest(std::nullopt, {});
}

void AmazonPage::initializePage()
{
    const config::Configuration configuration = setup().configuration();
    if (configuration.amazon)
        m_clientId->setText(configuration.amazon->clientId);
    if (!configuration.stores.empty()) {
        m_storeName->setText(configuration.stores.front().name);
        m_seller->setText(configuration.stores.front().sellerId);
        m_region->chooseId(configuration.stores.front().region);
    }
    showStored();
    const bool file = setup().session() != nullptr && setup().session()->secrets.isReadOnly();
    for (QLineEdit* secret : {m_clientSecret, m_refreshToken}) {
        secret->setEnabled(!file);
        secret->setToolTip(file ? tr("Read from the secrets file that was named at the start.") : QString());
    }
}

void AmazonPage::showStored()
{
    const QString words = tr("Stored. Type a new value to replace it.");
    m_clientSecret->setPlaceholderText(isStored(QStringLiteral("amazon.clientSecret")) ? words : QString());
    const QString token = QStringLiteral("store.%1.refreshToken").arg(storeId());
    m_refreshToken->setPlaceholderText(isStored(token) ? words : QString());
}

QString AmazonPage::storeId() const
{
    const config::Configuration configuration = setup().configuration();
    return configuration.stores.empty() ? m_region->currentId() : configuration.stores.front().id;
}

bool AmazonPage::isComplete() const
{
    return isPassedOrSkipped();
}

Result<void> AmazonPage::save()
{
    Session& session = *setup().session();
    config::Configuration configuration = setup().configuration();
    const QString id = storeId();
    if (!m_clientId->text().trimmed().isEmpty()) {
        config::AmazonSettings amazon = configuration.amazon.value_or(config::AmazonSettings());
        amazon.clientId = m_clientId->text().trimmed();
        configuration.amazon = amazon;
        if (auto saved = session.engine.applyConfiguration(configuration, {QString(config::sections::kAmazon)}, session.actor);
            !saved)
            return saved;
    }
    if (!m_seller->text().trimmed().isEmpty()) {
        config::Store store = configuration.stores.empty() ? config::Store() : configuration.stores.front();
        store.id = id;
        store.name = m_storeName->text().trimmed().isEmpty() ? tr("Amazon %1").arg(m_region->currentText())
                                                             : m_storeName->text().trimmed();
        store.sellerId = m_seller->text().trimmed();
        store.region = m_region->currentId();
        if (store.timeZone.isEmpty())
            store.timeZone = QString::fromUtf8(QTimeZone::systemTimeZoneId());
        const bool isElsewhere = std::any_of(store.marketplaces.cbegin(), store.marketplaces.cend(), [&](const QString& chosen) {
            const config::Marketplace* known = config::findMarketplace(chosen);
            return known != nullptr && known->region != store.region;
        });
        if (store.marketplaces.isEmpty() || isElsewhere) { // a person went back and chose another region
            for (const config::Marketplace& marketplace : config::marketplaces()) {
                if (marketplace.region == store.region) {
                    store.marketplaces = {QString(marketplace.id)};
                    store.defaults.currency = QString(marketplace.currency);
                    break;
                }
            }
        }
        if (configuration.stores.empty())
            configuration.stores.push_back(store);
        else
            configuration.stores.front() = store;
        if (auto saved = session.engine.applyConfiguration(configuration, {QString(config::sections::kStores)}, session.actor);
            !saved)
            return saved;
    }
    const std::pair<QLineEdit*, QString> secrets[] = {{m_clientSecret, QStringLiteral("amazon.clientSecret")},
                                                      {m_refreshToken, QStringLiteral("store.%1.refreshToken").arg(id)}};
    for (const auto& [edit, secret] : secrets) {
        if (edit->text().trimmed().isEmpty())
            continue;
        if (auto saved = session.engine.setSecret(secret, security::Secret(edit->text().trimmed().toUtf8()), session.actor);
            !saved)
            return saved;
        edit->clear(); // stored; it is never shown again
    }
    showStored();
    return {};
}

bool AmazonPage::validatePage()
{
    const Result<void> saved = save();
    if (!saved)
        showTest(db::RecordState::Error, saved.error().message);
    return saved.has_value();
}

void AmazonPage::test()
{
    if (const Result<void> saved = save(); !saved) {
        showTest(db::RecordState::Error, saved.error().message);
        return;
    }
    showTest(db::RecordState::Running, {});
    engine::Engine* engine = &setup().session()->engine;
    setup().tasks().run(
        QStringLiteral("test"), this,
        [engine, name = QStringLiteral("amazon:") + storeId()](const StopToken& stop) {
            return engine->testConnections(name, stop);
        },
        [this](const Result<std::vector<engine::ConnectionTest>>& tests) {
            if (!tests || tests->empty()) {
                showTest(db::RecordState::Error,
                         tests ? tr("Nothing to test yet.") : tests.error().message + u' ' + tests.error().remedy);
                return;
            }
            const engine::ConnectionTest& test = tests->front();
            showTest(test.ok ? db::RecordState::Done : db::RecordState::Error,
                     test.ok || !test.error ? test.summary : test.error->message + u' ' + test.error->remedy);
        });
}

} // namespace causeway::ui
