// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/StoresPage.h"

#include <algorithm>

#include <QCheckBox>
#include <QFormLayout>
#include <QGridLayout>

#include "config/Marketplaces.h"
#include "config/StoreCurrency.h"
#include "config/TimeZones.h"
#include "delegates/CellDelegate.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {
constexpr int kPerRow = 6;

/// Fields whose values are internal ids of NetSuite; reference: what References calls the field, null when it knows no names.
struct IdField
{
    const char* id;
    const char* reference;
    QString config::StoreDefaults::*value;
};
constexpr IdField kIdFields[] = {
    {"subsidiary", "subsidiary", &config::StoreDefaults::subsidiary}, {"location", "location", &config::StoreDefaults::location},
    {"fbaLocation", "location", &config::StoreDefaults::fbaLocation}, {"class", "class", &config::StoreDefaults::classId},
    {"department", "department", &config::StoreDefaults::department}, {"shipMethod", nullptr, &config::StoreDefaults::shipMethod},
    {"customer", nullptr, &config::StoreDefaults::customerId}};
} // namespace

StoresPage::StoresPage(SetupWizard& wizard)
    : WizardPage(
          wizard, QStringLiteral("stores"), tr("Your store"),
          tr("Which marketplaces are read, and where their orders go in NetSuite. Type a name, or NetSuite\u2019s internal id."))
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
        m_titles.insert(id, QString(label).remove(u'&'));
        m_inOrder << edit;
    };
    line(QStringLiteral("subsidiary"), tr("&Subsidiary"), tr("Subsidiary; empty when the account has none"));
    line(QStringLiteral("location"), tr("Loc&ation"), tr("Location"));
    line(QStringLiteral("fbaLocation"), tr("&FBA location"), tr("Location of the stock at Amazon; may be empty"));
    line(QStringLiteral("class"), tr("&Class"), tr("Class; may be empty"));
    line(QStringLiteral("department"), tr("&Department"), tr("Department; may be empty"));
    line(QStringLiteral("currency"), tr("C&urrency"), tr("Currency, for example USD"));
    line(QStringLiteral("timeZone"), tr("Time &zone"),
         tr("Time zone of the store, for example Europe/Berlin: the days of its documents and the times of its flows"));
    CellDelegate::completeFrom(*m_fields[QStringLiteral("timeZone")], config::timeZones());
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
        // The currency follows the marketplaces for as long as they have one; what was typed by hand after that stays.
        connect(box, &QCheckBox::toggled, this, [this] {
            if (const QString currency = config::currencyOf(ticked()); !currency.isEmpty())
                m_fields[QStringLiteral("currency")]->setText(currency);
        });
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
    const config::Store* chosen = setup().store(configuration);
    const config::Store store = chosen != nullptr ? *chosen : config::Store();
    m_references = References(setup().netSuiteCatalogue());
    fillMarketplaces(store.region.isEmpty() ? QStringLiteral("na") : store.region, store.marketplaces);
    for (const IdField& field : kIdFields) {
        QLineEdit* edit = m_fields[QString::fromLatin1(field.id)];
        const QString& id = store.defaults.*field.value;
        const QString reference = QString::fromLatin1(field.reference);
        edit->setText(field.reference != nullptr ? m_references.title(reference, id) : id);
        if (field.reference != nullptr)
            CellDelegate::completeFrom(*edit, m_references.titles(reference));
    }
    m_fields[QStringLiteral("currency")]->setText(store.defaults.currency);
    m_fields[QStringLiteral("timeZone")]->setText(store.timeZone);
    m_customer->chooseId(config::toString(store.defaults.customerMode));
    m_problem->setText(chosen == nullptr
                           ? tr("There is no store yet: the Amazon page was left without a seller id. You can finish it later.")
                           : QString());
}

QStringList StoresPage::ticked() const
{
    QStringList chosen;
    for (const config::Marketplace& marketplace : config::marketplaces()) { // in their order
        const QCheckBox* box = m_boxes.value(QString(marketplace.id));
        if (box != nullptr && box->isChecked())
            chosen << QString(marketplace.id);
    }
    return chosen;
}

Result<config::StoreDefaults> StoresPage::typed(config::StoreDefaults defaults) const
{
    for (const IdField& field : kIdFields) {
        const QString text = m_fields[QString::fromLatin1(field.id)]->text();
        const auto id = m_references.idIn(QString::fromLatin1(field.reference), text);
        if (!id)
            return fail(Error::make(ErrorKind::Invalid,
                                    tr("NetSuite has nothing called \u201C%1\u201D here.").arg(text.trimmed()),
                                    tr("Choose one of the names that are proposed, or type the internal id."))
                            .at(QString::fromLatin1(field.id)));
        defaults.*field.value = *id;
    }
    defaults.customerMode = config::customerModeFromString(m_customer->currentId()).value_or(config::CustomerMode::PerBuyer);
    if (defaults.customerMode == config::CustomerMode::Fixed && defaults.customerId.isEmpty())
        return fail(Error::make(ErrorKind::Invalid, tr("One fixed customer needs the customer\u2019s internal id."))
                        .at(QStringLiteral("customer")));
    config::setCurrency(defaults, m_fields[QStringLiteral("currency")]->text().trimmed().toUpper());
    return defaults;
}

Result<void> StoresPage::save()
{
    config::Configuration configuration = setup().configuration();
    const config::Store* chosen = setup().store(configuration);
    if (chosen == nullptr)
        return {};
    config::Store store = *chosen;
    store.marketplaces = ticked();
    if (store.marketplaces.isEmpty())
        return fail(ErrorKind::Invalid, tr("Tick at least one marketplace."));
    store.timeZone = m_fields[QStringLiteral("timeZone")]->text().trimmed();
    auto defaults = typed(store.defaults);
    if (!defaults)
        return fail(defaults.error());
    store.defaults = std::move(*defaults);
    std::replace_if(
        configuration.stores.begin(), configuration.stores.end(), [&](const config::Store& one) { return one.id == store.id; },
        store);
    return setup().session()->engine.applyConfiguration(configuration, {QString(config::sections::kStores)},
                                                        setup().session()->actor);
}

void StoresPage::showProblem(const Error& error)
{
    const QString words = error.remedy.isEmpty() ? error.message : error.message + u' ' + error.remedy;
    const QString field = error.path.section(u'.', -1); // of this page, or of the configuration: "stores[0].timeZone"
    m_problem->setText(m_titles.contains(field) ? tr("%1: %2").arg(m_titles[field], words) : words);
    if (QLineEdit* edit = m_fields.value(field); edit != nullptr) {
        edit->setFocus();
        edit->selectAll();
    }
}

bool StoresPage::validatePage()
{
    if (const Result<void> saved = save(); !saved) {
        showProblem(saved.error());
        return false;
    }
    setup().host().showProfile();
    return true;
}

} // namespace causeway::ui
