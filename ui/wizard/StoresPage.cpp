// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/StoresPage.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QGridLayout>

#include "config/Marketplaces.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {
constexpr int kPerRow = 6;
}

StoresPage::StoresPage(SetupWizard& wizard)
    : WizardPage(wizard, QStringLiteral("stores"), tr("Your store"),
                 tr("Which marketplaces are read, and where their orders go in NetSuite. Ids are NetSuite\u2019s internal ids."))
{
    const Theme& look = theme();
    content()->addWidget(new PlainLabel(look, tr("Marketplaces"), PlainLabel::Role::Bold));
    m_marketplaces = build::column(0);
    content()->addLayout(m_marketplaces);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(look.u(4));
    form->setVerticalSpacing(look.u(2));
    const auto line = [&](const QString& id, const QString& label, const QString& accessible) {
        auto* edit = build::named(new QLineEdit, name("") + id, accessible);
        edit->setMinimumWidth(look.ch(20));
        auto* words = new PlainLabel(look, label);
        words->setBuddy(edit);
        form->addRow(words, edit);
        m_fields.insert(id, edit);
        m_inOrder << edit;
    };
    line(QStringLiteral("subsidiary"), tr("&Subsidiary"), tr("Subsidiary, internal id; empty when the account has none"));
    line(QStringLiteral("location"), tr("Loc&ation"), tr("Location, internal id"));
    line(QStringLiteral("fbaLocation"), tr("&FBA location"), tr("Location of the stock at Amazon, internal id; may be empty"));
    line(QStringLiteral("class"), tr("&Class"), tr("Class, internal id; may be empty"));
    line(QStringLiteral("department"), tr("&Department"), tr("Department, internal id; may be empty"));
    line(QStringLiteral("currency"), tr("C&urrency"), tr("Currency, for example USD"));
    line(QStringLiteral("shipMethod"), tr("Ship &method"), tr("Ship item, internal id; may be empty"));
    m_customer = build::named(new ComboBox(look), name("customerMode"), tr("Customers"));
    m_inOrder << m_customer;
    m_customer->addItem(tr("One customer for each buyer"), config::toString(config::CustomerMode::PerBuyer));
    m_customer->addItem(tr("One customer for each marketplace"), config::toString(config::CustomerMode::PerMarketplace));
    m_customer->addItem(tr("One fixed customer"), config::toString(config::CustomerMode::Fixed));
    auto* words = new PlainLabel(look, tr("Cust&omers"));
    words->setBuddy(m_customer);
    form->addRow(words, m_customer);
    auto* many = new PlainLabel(
        look, tr("One customer for all collects every order; NetSuite becomes slow beyond 10,000 transactions of one customer."),
        PlainLabel::Role::Muted);
    many->setWordWrap(true);
    form->addRow(QString(), many);
    line(QStringLiteral("customer"), tr("Custome&r id"), tr("Fixed or house customer, internal id"));
    content()->addLayout(form);
    m_problem = new PlainLabel(look);
    m_problem->setToken(Token::Error);
    m_problem->setWordWrap(true);
    content()->addWidget(m_problem);
    auto* note = new PlainLabel(
        look, tr("All flows stay off until you turn them on under Flows, and then start in Preview: every write asks."),
        PlainLabel::Role::Muted);
    note->setWordWrap(true);
    content()->addWidget(note);
    content()->addStretch(1);
    setButtonText(QWizard::FinishButton, tr("Open Causewa&y"));
}

void StoresPage::fillMarketplaces(const QString& region, const QStringList& chosen)
{
    while (QLayoutItem* item = m_marketplaces->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_boxes.clear();
    auto* holder = new QWidget;
    QWidget* before = nullptr;
    auto* grid = new QGridLayout(holder);
    grid->setContentsMargins(0, 0, 0, 0);
    int at = 0;
    for (const config::Marketplace& marketplace : config::marketplaces()) {
        if (marketplace.region != region)
            continue;
        const QString title = QStringLiteral("%1 (%2)").arg(QString(marketplace.country), QString(marketplace.currency));
        auto* box =
            build::named(new QCheckBox(title), name("marketplace.") + QString(marketplace.id), tr("Marketplace %1").arg(title));
        box->setChecked(chosen.contains(QString(marketplace.id)));
        grid->addWidget(box, at / kPerRow, at % kPerRow);
        m_boxes.insert(QString(marketplace.id), box);
        ++at;
    }
    m_marketplaces->addWidget(holder);
    // They are made after the fields below them, and come before them with Tab.
    for (int i = 0; i < grid->count(); ++i) {
        QWidget* box = grid->itemAt(i)->widget();
        if (before != nullptr)
            setTabOrder(before, box);
        before = box;
    }
    for (QWidget* field : std::as_const(m_inOrder)) {
        if (before != nullptr)
            setTabOrder(before, field);
        before = field;
    }
}

void StoresPage::initializePage()
{
    const config::Configuration configuration = setup().configuration();
    const config::Store store = configuration.stores.empty() ? config::Store() : configuration.stores.front();
    fillMarketplaces(store.region.isEmpty() ? QStringLiteral("na") : store.region, store.marketplaces);
    const config::StoreDefaults& defaults = store.defaults;
    const std::pair<QString, QString> values[] = {
        {QStringLiteral("subsidiary"), defaults.subsidiary},   {QStringLiteral("location"), defaults.location},
        {QStringLiteral("fbaLocation"), defaults.fbaLocation}, {QStringLiteral("class"), defaults.classId},
        {QStringLiteral("department"), defaults.department},   {QStringLiteral("currency"), defaults.currency},
        {QStringLiteral("shipMethod"), defaults.shipMethod},   {QStringLiteral("customer"), defaults.customerId}};
    for (const auto& [field, value] : values)
        m_fields[field]->setText(value);
    m_customer->chooseId(config::toString(defaults.customerMode));
    m_problem->setText(configuration.stores.empty()
                           ? tr("There is no store yet: the Amazon page was left without a seller id. You can finish it later.")
                           : QString());
}

bool StoresPage::validatePage()
{
    Session& session = *setup().session();
    config::Configuration configuration = setup().configuration();
    if (!configuration.stores.empty()) {
        config::Store& store = configuration.stores.front();
        store.marketplaces.clear();
        for (const config::Marketplace& marketplace : config::marketplaces()) {
            const QCheckBox* box = m_boxes.value(QString(marketplace.id));
            if (box != nullptr && box->isChecked())
                store.marketplaces << QString(marketplace.id);
        }
        if (store.marketplaces.isEmpty()) {
            m_problem->setText(tr("Tick at least one marketplace."));
            return false;
        }
        const auto text = [this](const char* field) { return m_fields[QString::fromLatin1(field)]->text().trimmed(); };
        store.defaults.subsidiary = text("subsidiary");
        store.defaults.location = text("location");
        store.defaults.fbaLocation = text("fbaLocation");
        store.defaults.classId = text("class");
        store.defaults.department = text("department");
        store.defaults.currency = text("currency").toUpper();
        store.defaults.shipMethod = text("shipMethod");
        store.defaults.customerId = text("customer");
        store.defaults.customerMode =
            config::customerModeFromString(m_customer->currentId()).value_or(config::CustomerMode::PerBuyer);
        if (store.defaults.customerMode == config::CustomerMode::Fixed && store.defaults.customerId.isEmpty()) {
            m_problem->setText(tr("One fixed customer needs the customer\u2019s internal id."));
            return false;
        }
        if (auto saved = session.engine.applyConfiguration(configuration, {QString(config::sections::kStores)}, session.actor);
            !saved) {
            m_problem->setText(saved.error().message);
            return false;
        }
    }
    setup().host().showProfile();
    return true;
}

} // namespace causeway::ui
