// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/AmazonPage.h"

#include <algorithm>

#include <QFormLayout>
#include <QTimeZone>

#include "Format.h"
#include "config/Marketplaces.h"
#include "config/StoreCopy.h"
#include "config/StoreCurrency.h"
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
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(look.u(4));
    m_form->setVerticalSpacing(look.u(2));
    const auto add = [&](QWidget* editor, const QString& label) {
        auto* words = new PlainLabel(look, label);
        words->setBuddy(editor);
        m_form->addRow(words, editor);
    };
    m_store = build::named(new ComboBox(look), name("store"), tr("Store"));
    add(m_store, tr("&Amazon store"));
    connect(m_store, &QComboBox::activated, this, [this] {
        setup().chooseStore(m_store->currentId());
        fill();
        showKnown(QStringLiteral("amazon:") + storeId(setup().configuration()));
    });
    m_copy = build::named(new ComboBox(look), name("copy"), tr("Copy settings from"));
    m_copy->setToolTip(
        tr("Its defaults, its own mappings and the settings of its flows. Flows stay off; sign-ins are never copied."));
    add(m_copy, tr("Co&py settings from"));
    m_region = build::named(new ComboBox(look), name("region"), tr("Region"));
    m_region->addItem(tr("North America"), QStringLiteral("na"));
    m_region->addItem(tr("Europe, Middle East, India"), QStringLiteral("eu"));
    m_region->addItem(tr("Far East"), QStringLiteral("fe"));
    add(m_region, tr("&Region"));
    connect(m_region, &QComboBox::activated, this, [this] { showTest(std::nullopt, {}); });
    const auto line = [&](const char* id, const QString& label, const QString& accessible, bool secret = false) {
        auto* edit = build::named(new QLineEdit, name(id), accessible);
        edit->setEchoMode(secret ? QLineEdit::Password : QLineEdit::Normal);
        edit->setMinimumWidth(look.ch(44));
        add(edit, label);
        connect(edit, &QLineEdit::textChanged, this, [this] { showTest(std::nullopt, {}); });
        return edit;
    };
    m_storeName = line("storeName", tr("St&ore name"), tr("A name for this seller account, for example Amazon US"));
    m_seller = line("sellerId", tr("&Seller id"), tr("Merchant token of the seller account, for example A1EXAMPLE"));
    m_clientId = line("clientId", tr("&Client id"), tr("Client id of your private application"));
    m_clientSecret = line("clientSecret", tr("Client s&ecret"), tr("Client secret of your private application"), true);
    m_refreshToken = line("refreshToken", tr("Refresh to&ken"), tr("Refresh token of the seller account"), true);
    content()->addLayout(m_form);
    connect(addTest(tr("&Test sign-in")), &QPushButton::clicked, this, &AmazonPage::test);
    content()->addStretch(1);
    showTest(std::nullopt, {});
}

void AmazonPage::initializePage()
{
    fill();
    showKnown(QStringLiteral("amazon:") + storeId(setup().configuration()));
    const bool file = setup().session() != nullptr && setup().session()->secrets.isReadOnly();
    for (QLineEdit* secret : {m_clientSecret, m_refreshToken}) {
        secret->setEnabled(!file);
        secret->setToolTip(file ? tr("Read from the secrets file that was named at the start.") : QString());
    }
}

void AmazonPage::fill()
{
    const config::Configuration configuration = setup().configuration();
    const config::Store* chosen = setup().store(configuration);
    m_store->clear();
    m_copy->clear();
    m_copy->addItem(tr("No store"), QString()); // what another store books where is nothing to take over unasked
    for (const config::Store& store : configuration.stores) {
        const QString title = format::remote(store.name.isEmpty() ? store.id : store.name);
        m_store->addItem(title, store.id);
        m_copy->addItem(title, store.id);
    }
    m_store->addItem(tr("Another store"), QString());
    m_store->chooseId(chosen != nullptr ? chosen->id : QString());
    m_form->setRowVisible(m_store, !configuration.stores.empty());
    m_form->setRowVisible(m_copy, !configuration.stores.empty() && chosen == nullptr);
    if (configuration.amazon)
        m_clientId->setText(configuration.amazon->clientId);
    m_storeName->setText(chosen != nullptr ? chosen->name : QString());
    m_seller->setText(chosen != nullptr ? chosen->sellerId : QString());
    m_refreshToken->clear();
    if (chosen != nullptr)
        m_region->chooseId(chosen->region);
    showStored();
}

void AmazonPage::showStored()
{
    const QString words = tr("Stored. Type a new value to replace it.");
    m_clientSecret->setPlaceholderText(isStored(QStringLiteral("amazon.clientSecret")) ? words : QString());
    const config::Configuration configuration = setup().configuration();
    const QString token = QStringLiteral("store.%1.refreshToken").arg(storeId(configuration));
    const bool isKnown = setup().store(configuration) != nullptr;
    m_refreshToken->setPlaceholderText(isKnown && isStored(token) ? words : QString());
}

QString AmazonPage::storeId(const config::Configuration& configuration) const
{
    if (const config::Store* chosen = setup().store(configuration); chosen != nullptr)
        return chosen->id;
    QString id = m_region->currentId();
    for (int number = 2; configuration.store(id) != nullptr; ++number)
        id = QStringLiteral("%1-%2").arg(m_region->currentId()).arg(number);
    return id;
}

bool AmazonPage::isComplete() const
{
    return isPassedOrSkipped();
}

Result<void> AmazonPage::save()
{
    Session& session = *setup().session();
    config::Configuration configuration = setup().configuration();
    if (!m_clientId->text().trimmed().isEmpty()) {
        config::AmazonSettings amazon = configuration.amazon.value_or(config::AmazonSettings());
        amazon.clientId = m_clientId->text().trimmed();
        configuration.amazon = amazon;
        if (auto saved = session.engine.applyConfiguration(configuration, {QString(config::sections::kAmazon)}, session.actor);
            !saved)
            return saved;
    }
    const QString token = QStringLiteral("store.%1.refreshToken").arg(storeId(configuration));
    if (!m_seller->text().trimmed().isEmpty()) {
        if (auto saved = saveStore(); !saved)
            return saved;
    }
    const std::pair<QLineEdit*, QString> secrets[] = {{m_clientSecret, QStringLiteral("amazon.clientSecret")},
                                                      {m_refreshToken, token}};
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

Result<void> AmazonPage::saveStore()
{
    Session& session = *setup().session();
    config::Configuration configuration = setup().configuration();
    const QString id = storeId(configuration);
    const bool isNew = configuration.store(id) == nullptr;
    config::Store store = isNew ? config::Store() : *configuration.store(id);
    store.id = id;
    store.name =
        m_storeName->text().trimmed().isEmpty() ? tr("Amazon %1").arg(m_region->currentText()) : m_storeName->text().trimmed();
    store.sellerId = m_seller->text().trimmed();
    store.region = m_region->currentId();
    if (store.timeZone.isEmpty())
        store.timeZone = QString::fromUtf8(QTimeZone::systemTimeZoneId());
    const bool isElsewhere = std::any_of(store.marketplaces.cbegin(), store.marketplaces.cend(), [&](const QString& chosen) {
        const config::Marketplace* known = config::findMarketplace(chosen);
        return known != nullptr && known->region != store.region;
    });
    if (store.marketplaces.isEmpty() || isElsewhere) { // new, or a person went back and chose another region
        for (const config::Marketplace& marketplace : config::marketplaces()) {
            if (marketplace.region == store.region) {
                store.marketplaces = {QString(marketplace.id)};
                config::setCurrency(store.defaults, marketplace.currency);
                m_proposed = id;
                break;
            }
        }
    }
    QStringList sections{QString(config::sections::kStores)};
    if (isNew) {
        configuration.stores.push_back(store);
        if (!m_copy->currentId().isEmpty())
            sections = config::copyStoreSettings(configuration, m_copy->currentId(), id);
    } else {
        std::replace_if(
            configuration.stores.begin(), configuration.stores.end(), [&](const config::Store& one) { return one.id == id; },
            store);
    }
    if (auto saved = session.engine.applyConfiguration(configuration, sections, session.actor); !saved)
        return saved;
    if (isNew)
        setup().chooseStore(id);
    const QString typed = m_refreshToken->text();
    fill(); // the name and the list of stores as they are now
    m_refreshToken->setText(typed);
    return {};
}

bool AmazonPage::validatePage()
{
    const Result<void> saved = save();
    if (saved)
        m_proposed.clear(); // the next page shows them to a person
    else
        showProblem(saved.error());
    return saved.has_value();
}

void AmazonPage::test()
{
    if (const Result<void> saved = save(); !saved)
        showProblem(saved.error());
    else
        testConnection(QStringLiteral("amazon:") + storeId(setup().configuration()),
                       [this](const engine::ConnectionTest& test) { return takeMarketplaces(test); });
}

/// A store begins with the first marketplace of its region, because one must be named. Amazon knows where the account sells; what
/// a person has ticked stays, and the test says what is wrong with it.
bool AmazonPage::takeMarketplaces(const engine::ConnectionTest& test)
{
    config::Configuration configuration = setup().configuration();
    const config::Store* chosen = setup().store(configuration);
    if (chosen == nullptr || m_proposed != chosen->id)
        return false;
    config::Store store = *chosen;
    store.marketplaces.clear();
    for (const config::Marketplace& known : config::marketplaces()) { // in their order
        const bool isSoldIn =
            std::any_of(test.marketplaces.begin(), test.marketplaces.end(), [&](const amazon::Participation& one) {
                return one.isParticipating && one.marketplaceId == known.id && known.region == store.region;
            });
        if (isSoldIn)
            store.marketplaces << QString(known.id);
    }
    if (store.marketplaces.isEmpty() || store.marketplaces == chosen->marketplaces)
        return false;
    if (const QString currency = config::currencyOf(store.marketplaces); !currency.isEmpty())
        config::setCurrency(store.defaults, currency);
    std::replace_if(
        configuration.stores.begin(), configuration.stores.end(), [&](const config::Store& one) { return one.id == store.id; },
        store);
    Session& session = *setup().session();
    return session.engine.applyConfiguration(configuration, {QString(config::sections::kStores)}, session.actor).has_value();
}

} // namespace causeway::ui
