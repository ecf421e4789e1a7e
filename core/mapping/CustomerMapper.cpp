// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/CustomerMapper.h"

#include <QCoreApplication>

#include "base/Hash.h"
#include "mapping/AddressLine.h"
#include "mapping/ShipTo.h"

namespace causeway::mapping {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::CustomerMapper)
};

const QString kCustomer = QStringLiteral("customer");
constexpr qsizetype kPersonName = 32;
constexpr qsizetype kCompanyName = 83;
constexpr qsizetype kEmail = 254;
constexpr qsizetype kKeyLength = 20;

void setOffice(Draft& draft, const QString& currency, const MappingInput& input)
{
    const auto& defaults = input.store.defaults;
    if (!defaults.subsidiary.isEmpty() && input.account.feature(u"oneWorld", true) && input.account.has(kCustomer, u"subsidiary"))
        draft.set(QStringLiteral("subsidiary"), reference(defaults.subsidiary), Words::tr("Store: subsidiary"));
    if (const auto id = input.account.currencyId(currency);
        id && input.account.feature(u"multiCurrency", true) && input.account.has(kCustomer, u"currency"))
        draft.set(QStringLiteral("currency"), reference(*id), Words::tr("Amazon: currency of the order"));
}

void setName(Draft& draft, const amazon::Order& order)
{
    const QString company = fitted(order.buyerCompanyName, kCompanyName);
    if (!company.isEmpty()) {
        draft.set(QStringLiteral("isPerson"), false, Words::tr("Amazon: the buyer is a company"));
        draft.set(QStringLiteral("companyName"), company, Words::tr("Amazon: buyer's company"));
        return;
    }
    draft.set(QStringLiteral("isPerson"), true, Words::tr("Amazon: the buyer is a person"));
    const QString name = order.buyerName.simplified();
    const qsizetype gap = name.lastIndexOf(u' ');
    if (gap > 0)
        draft.set(QStringLiteral("firstName"), fitted(name.left(gap), kPersonName), Words::tr("Amazon: buyer's name"));
    const QString last = fitted(name.mid(gap + 1), kPersonName);
    draft.set(QStringLiteral("lastName"), last.isEmpty() ? QStringLiteral("Amazon buyer") : last,
              last.isEmpty() ? Words::tr("Amazon gave no name") : Words::tr("Amazon: buyer's name"));
}

MappedCustomer perBuyer(const amazon::Order& order, const QString& email, const QString& currency, const MappingInput& input)
{
    Draft draft;
    draft.type = kCustomer;
    draft.key = buyerKey(input.keyPart(), email);
    draft.set(QStringLiteral("externalId"), draft.key, Words::tr("Causeway: key of this buyer"));
    setName(draft, order);
    draft.set(QStringLiteral("email"), email, Words::tr("Amazon: anonymised e-mail address"));
    if (order.deliveryAddress) {
        if (const QString phone = usablePhone(order.deliveryAddress->phone); !phone.isEmpty())
            draft.set(QStringLiteral("phone"), phone, Words::tr("Amazon: phone of the ship-to address"));
    }
    setOffice(draft, currency, input);
    if (input.settings.customerAddress && order.deliveryAddress && input.account.has(kCustomer, u"addressBook")) {
        const Json line = newAddressLine(shipToAddress(*order.deliveryAddress), order.createdTimeMs);
        draft.set(QStringLiteral("addressBook"), Json::object({{QStringLiteral("items"), Json::array({line})}}),
                  Words::tr("Amazon: ship-to address of the first order"));
    }
    MappedCustomer customer;
    customer.entity = receiptOf(draft.key);
    customer.origin = Words::tr("Customer of the buyer's e-mail address");
    customer.draft = std::move(draft);
    return customer;
}

MappedCustomer perMarketplace(const amazon::Order& order, const QString& currency, const QString& why, const MappingInput& input)
{
    const QString place = order.marketplaceId.isEmpty() ? QStringLiteral("AMAZON") : order.marketplaceId;
    Draft draft;
    draft.type = kCustomer;
    draft.key = QStringLiteral("AMZ-CUS-%1-%2").arg(input.keyPart(), place);
    draft.set(QStringLiteral("externalId"), draft.key, Words::tr("Causeway: key of this marketplace's customer"));
    draft.set(QStringLiteral("isPerson"), false, Words::tr("One customer for a marketplace"));
    const QString name = order.marketplaceName.isEmpty() ? place : order.marketplaceName;
    draft.set(
        QStringLiteral("companyName"),
        fitted(QStringLiteral("%1 – %2").arg(input.store.name.isEmpty() ? input.store.id : input.store.name, name), kCompanyName),
        Words::tr("Store and marketplace"));
    setOffice(draft, currency, input);
    MappedCustomer customer;
    customer.entity = receiptOf(draft.key);
    customer.origin = why;
    customer.draft = std::move(draft);
    return customer;
}
} // namespace

QString buyerKey(const QString& keyPart, const QString& email)
{
    const QString hash = base32(sha256((keyPart + email.trimmed().toLower()).toUtf8()));
    return QStringLiteral("AMZ-CUS-%1-%2").arg(keyPart, hash.left(kKeyLength));
}

Result<MappedCustomer> mapCustomer(const amazon::Order& order, const QString& currency, const MappingInput& input)
{
    const auto& defaults = input.store.defaults;
    switch (defaults.customerMode) {
    case config::CustomerMode::Fixed:
        if (defaults.customerId.isEmpty())
            return fail(ErrorKind::Invalid, Words::tr("The store “%1” has no customer.").arg(input.store.id),
                        Words::tr("Enter the internal id of the customer in the store's settings."),
                        QStringLiteral("no-customer"));
        return MappedCustomer{reference(defaults.customerId), Words::tr("Store: fixed customer"), std::nullopt};
    case config::CustomerMode::PerMarketplace:
        return perMarketplace(order, currency, Words::tr("Store: one customer per marketplace"), input);
    case config::CustomerMode::PerBuyer:
        break;
    }
    const QString email = order.buyerEmail.trimmed();
    if (!email.isEmpty() && email.contains(u'@') && email.size() <= kEmail)
        return perBuyer(order, email, currency, input);
    if (!defaults.customerId.isEmpty())
        return MappedCustomer{reference(defaults.customerId),
                              Words::tr("Store: house customer, as Amazon gave no e-mail address"), std::nullopt};
    return perMarketplace(order, currency, Words::tr("Customer of the marketplace, as Amazon gave no e-mail address"), input);
}

} // namespace causeway::mapping
