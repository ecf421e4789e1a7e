// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "FakeRemotes.h"
#include "flows/OrdersMfn.h"
#include "testkit/FakeClock.h"
#include "unit/OrderWorld.h"

/// One merchant order between a fake Amazon and a fake NetSuite, and the words its tests speak.
namespace causeway::tests::orders_mfn_world {

using namespace causeway::flows;

inline Json simpleOrder()
{
    return orderJson({orderItem("A-1", 2, {part("ITEM", "20.00"), part("SHIPPING", "4.99")}, "24.99")}, "24.99");
}

/// One record as the engine would carry it through the steps.
struct World : OrderWorld
{
    FakeClock clock;
    FakeAmazon amazon;
    FakeNetSuite netsuite;
    config::FlowSettings flow;
    OrdersMfn orders;
    Json lookups;
    std::map<QString, Receipt> receipts;
    std::map<QString, Json> observed, sent;
    Record record;

    World()
    {
        lookups = Json::object({{QStringLiteral("items"), items}});
        order(simpleOrder());
    }
    void order(const Json& json)
    {
        record.key = json[u"orderId"].toString();
        record.content = json.toBytes();
    }
    FlowContext context() { return {&amazon, &netsuite, clock, {}, configuration, store, flow, account}; }
    Result<Plan> plan() const
    {
        return orders.plan(record, {configuration, store, flow, lookups, receipts, observed, sent, account});
    }
    /// Everything planned is done; NetSuite computed what is given.
    void done(const QString& total = QStringLiteral("24.99"), const QString& tax = QStringLiteral("0"))
    {
        const auto planned = plan();
        if (!planned)
            qFatal("%s", qPrintable(planned.error().message));
        for (const Command& command : planned->commands) {
            if (!receipts.contains(command.key))
                receipts[command.key] = {
                    command.type == QStringLiteral("customer") ? QStringLiteral("9") : QStringLiteral("4711"),
                    {},
                    command.operation == QStringLiteral("create") ? QStringLiteral("created") : QStringLiteral("updated")};
            sent.try_emplace(command.key, command.body);
            if (command.readBack)
                observed.try_emplace(command.key, Json::object({{QStringLiteral("total"), total},
                                                                {QStringLiteral("tax"), tax},
                                                                {QStringLiteral("shipping"), QStringLiteral("4.99")},
                                                                {QStringLiteral("shippingTax"), QStringLiteral("0")}}));
        }
    }
    std::vector<Command> unsent() const
    {
        std::vector<Command> open;
        const auto planned = plan();
        if (!planned)
            qFatal("%s", qPrintable(planned.error().message));
        for (const Command& command : planned->commands) {
            if (!receipts.contains(command.key))
                open.push_back(command);
        }
        return open;
    }
    /// As lookUp() gets it: with what was written before.
    Record seen() const
    {
        Record copy = record;
        copy.receipts = receipts;
        copy.sentBodies = sent;
        return copy;
    }
    QString key() const { return mapping::OrderMapper::salesOrderKey(store, configuration, record.key); }
};

inline const Command& last(const std::vector<Command>& commands)
{
    return commands.back();
}

inline Json moved(const Json& order, const char* street)
{
    return with(order, QStringLiteral("recipient.deliveryAddress.addressLine1"), QString::fromUtf8(street));
}

inline Json cancelled(const Json& order)
{
    return with(order, QStringLiteral("fulfillment.fulfillmentStatus"), QStringLiteral("CANCELLED"));
}

} // namespace causeway::tests::orders_mfn_world
