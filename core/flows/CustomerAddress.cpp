// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/CustomerAddress.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Hash.h"
#include "mapping/AddressLine.h"
#include "mapping/CustomerMapper.h"
#include "mapping/OrderSettings.h"
#include "mapping/ShipTo.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::CustomerAddress)
};
constexpr qsizetype kHashLength = 12;
const QString kCustomer = QStringLiteral("customer");
const QString kBook = QStringLiteral("addressBook");
const QString kItems = QStringLiteral("items");

bool isAddressChange(const Command& command)
{
    return command.operation == QStringLiteral("patch") && command.type == kCustomer;
}
} // namespace

QString followedBuyer(const amazon::Order& order, const config::Store& store, const config::Configuration& configuration,
                      const config::FlowSettings& flow)
{
    const bool follows = mapping::OrderSettings::read(flow).followsCustomerAddress &&
                         store.defaults.customerMode == config::CustomerMode::PerBuyer;
    const QString email = order.buyerEmail.trimmed();
    if (!follows || !order.deliveryAddress || !email.contains(u'@') || order.isCancelled())
        return {};
    return mapping::buyerKey(store.keyPart(configuration.netSuite ? configuration.netSuite->account : QString()), email);
}

Result<void> addCustomerAddress(Plan& plan, const amazon::Order& order, const PlanContext& context)
{
    const QString buyer = followedBuyer(order, context.store, context.configuration, context.flow);
    if (buyer.isEmpty())
        return {};
    const QString prefix = buyer + QStringLiteral("-A-");
    for (auto it = context.observed.lower_bound(prefix); it != context.observed.end() && it->first.startsWith(prefix); ++it) {
        if (!it->second[u"taken"].toBool(true))
            return fail(
                ErrorKind::Conflict,
                Words::tr("NetSuite did not put the new address into the customer's address book as it was sent."),
                Words::tr("Look at the addresses of the customer in NetSuite, and dismiss this: the sales order has its "
                          "own address. If it happens again, set “Address of the customer” to “That of the first order”."),
                QStringLiteral("address-not-taken"));
    }
    const Json& known = context.lookups[u"customers"][buyer];
    // Of several orders that are worked on together only the newest one changes it.
    if (!known.isObject() || known[u"newest"].toInteger().value_or(0) > order.createdTimeMs)
        return {};
    const auto line =
        mapping::addressLineChange(known[u"lines"], mapping::shipToAddress(*order.deliveryAddress), order.createdTimeMs);
    if (!line)
        return {};
    Command command;
    command.target = QStringLiteral("netsuite");
    command.operation = QStringLiteral("patch");
    command.type = kCustomer;
    command.remoteId = known[u"id"].toString();
    command.body = Json::object({{kBook, Json::object({{kItems, Json::array({*line})}})}});
    command.key = prefix + sha256Hex(command.body.toCanonicalBytes()).left(kHashLength);
    command.readBack = true;
    command.origins.emplace_back(kBook, Words::tr("Amazon: ship-to address of the buyer's newest order"));
    if (context.receipts.contains(command.key)) // what was read before it was written shows the old one
        return {};
    plan.commands.push_back(std::move(command));
    return {};
}

Result<std::map<QString, Json>> readCustomerAddresses(std::span<const Command> commands,
                                                      const std::map<QString, Receipt>& receipts, FlowContext& context)
{
    std::map<QString, Json> seen;
    for (const Command& command : commands) {
        if (!isAddressChange(command) || !receipts.contains(command.key))
            continue;
        const auto record = context.netsuite->get(kCustomer, receipts.at(command.key).remoteId, true, context.stop);
        if (!record)
            return fail(record.error());
        const Json& sent = command.body[kBook][kItems].items().front();
        const auto wanted = mapping::AddressLabel::parse(sent[u"label"].toString());
        int ours = 0;
        bool isTaken = false;
        const Json lines = *record ? (**record)[kBook][kItems] : Json::array();
        for (const Json& line : lines.items()) {
            const auto label = mapping::AddressLabel::parse(line[u"label"].toString());
            if (!label)
                continue;
            ++ours;
            // Another worker may have put the address of a still newer order there meanwhile.
            isTaken = isTaken ||
                      (wanted && line[u"internalId"] == sent[u"internalId"] && label->purchasedAtMs >= wanted->purchasedAtMs &&
                       mapping::addressMark(line[u"addressBookAddress"]) == label->mark);
        }
        seen[command.key] = Json::object({{QStringLiteral("taken"), isTaken && ours == 1}});
    }
    return seen;
}

} // namespace causeway::flows
