// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include "FakeRemotes.h"
#include "base/Clock.h"
#include "flows/ShipmentPlan.h"
#include "flows/Shipments.h"
#include "testkit/FakeClock.h"
#include "unit/OrderWorld.h"

/// One shipment between a fake NetSuite and a fake Amazon, and the words its tests speak.
namespace causeway::tests::shipments_world {

using namespace causeway::flows;

inline const QString kOrder = QStringLiteral("113-1234567-1234567");
inline const QString kId = QStringLiteral("4711");

inline Json amazonOrder()
{
    return orderJson({orderItem("A-1", 3, {}), orderItem("B-2", 1, {})}, "");
}

/// One fulfillment of one order, and both sides of the world around it. Steps are what the engine does with the record.
struct World : OrderWorld
{
    FakeClock clock;
    FakeAmazon amazon;
    FakeNetSuite netsuite;
    config::FlowSettings flow;
    Shipments shipments;
    std::map<QString, Receipt> receipts;
    std::map<QString, Json> observed, sent;
    Record record;
    QStringList packages{QStringLiteral("1Z999AA10123456784|")}; ///< tracking|description
    std::map<int, int> lines{{1, 3}, {2, 1}};                    ///< sales order line -> quantity shipped
    Json content;
    Json lookups;

    World()
    {
        clock.advance(*fromIso8601(u"2026-11-23T10:00:00Z") - clock.nowMs());
        amazon.nowMs = clock.nowMs();
        configuration.stores.push_back(store);
        map("carrier", "shipitem:44", "UPS");
        order(amazonOrder());
        record.key = kId;
        record.orderId = kOrder;
        content = parsed(R"({"id":"4711","number":"IF1","date":"2026-11-22","salesOrder":{"id":"900","number":"SO1"},)"
                         R"("order":"113-1234567-1234567","lines":[],"tracking":[]})");
        netsuite.answer = [this](const QString& query, const QStringList& values) { return rows(query, values); };
    }
    void order(const Json& json) { amazon.orders = {orderOf(json)}; }
    void setting(const char* name, Json value) { flow.settings.set(QString::fromLatin1(name), std::move(value)); }
    Result<FakeNetSuite::Rows> rows(const QString& query, const QStringList&) const
    {
        if (query.contains(QStringLiteral("orderitem")))
            return FakeNetSuite::Rows{row({{"document", "900"}, {"id", "1"}, {"orderitem", "item-A-1"}}),
                                      row({{"document", "900"}, {"id", "2"}, {"orderitem", "item-B-2"}})};
        return FakeNetSuite::Rows();
    }
    Json fulfillment() const
    {
        Json things = Json::array(), list = Json::array();
        for (const auto& [line, quantity] : lines) {
            Json one = Json::object();
            one.set(QStringLiteral("orderLine"), line);
            one.set(QStringLiteral("quantity"), quantity);
            one.set(QStringLiteral("item"), Json::object({{QStringLiteral("id"), QStringLiteral("98")},
                                                          {QStringLiteral("refName"), QStringLiteral("Item %1").arg(line)}}));
            things.append(std::move(one));
        }
        for (const QString& package : packages) {
            Json one = Json::object();
            one.set(QStringLiteral("packageTrackingNumber"), package.section(u'|', 0, 0));
            one.set(QStringLiteral("packageDescr"), package.section(u'|', 1));
            list.append(std::move(one));
        }
        Json json = Json::object();
        json.set(QStringLiteral("shipMethod"), Json::object({{QStringLiteral("id"), QStringLiteral("44")},
                                                             {QStringLiteral("refName"), QStringLiteral("UPS Ground")}}));
        json.set(QStringLiteral("item"), Json::object({{QStringLiteral("items"), std::move(things)}}));
        json.set(QStringLiteral("package"), Json::object({{QStringLiteral("items"), std::move(list)}}));
        return json;
    }
    FlowContext context() { return {&amazon, &netsuite, clock, {}, configuration, store, flow, account}; }
    Result<Plan> plan()
    {
        record.content = content.toBytes();
        netsuite.records[QStringLiteral("itemFulfillment/") + kId] = fulfillment();
        FlowContext c = context();
        auto known = shipments.lookUp(std::span(&record, 1), c);
        if (!known)
            return fail(known.error());
        lookups = std::move(*known);
        return planAgain();
    }
    Result<Plan> planAgain() const
    {
        return shipments.plan(record, {configuration, store, flow, lookups, receipts, observed, sent, account});
    }
    Plan good()
    {
        auto planned = plan();
        if (!planned)
            qFatal("%s %s", qPrintable(planned.error().message), qPrintable(planned.error().remedy));
        return *planned;
    }
    Error refused()
    {
        auto planned = plan();
        if (planned)
            qFatal("it was planned");
        return planned.error();
    }
    std::vector<Command> unsent()
    {
        std::vector<Command> open;
        const Plan planned = good();
        for (const Command& command : planned.commands) {
            if (!receipts.contains(command.key))
                open.push_back(command);
        }
        return open;
    }
    /// What the engine does: find, send, read back, until nothing is left. Returns how many commands were sent.
    int work()
    {
        int count = 0;
        for (int round = 0; round < 8; ++round) {
            FlowContext c = context();
            std::vector<Command> ready;
            bool news = false;
            for (const Command& command : unsent()) {
                const bool possible = std::all_of(command.dependsOn.begin(), command.dependsOn.end(),
                                                  [&](const QString& key) { return receipts.contains(key); });
                if (possible)
                    ready.push_back(command);
            }
            const auto found = shipments.find(ready, c);
            if (!found)
                qFatal("%s", qPrintable(found.error().message));
            for (const Found& one : *found) {
                if (!one.matches)
                    qFatal("%s", qPrintable(one.difference));
                receipts[one.commandKey] = {one.remoteId, one.remoteName, QStringLiteral("already-there")};
                const auto command =
                    std::find_if(ready.begin(), ready.end(), [&](const auto& r) { return r.key == one.commandKey; });
                sent[one.commandKey] = command->body;
                if (!one.observed.isNull())
                    observed[one.commandKey] = one.observed;
                ready.erase(command);
                news = true;
            }
            const auto outcomes = shipments.send(ready, c);
            for (std::size_t i = 0; i < ready.size(); ++i) {
                if (const auto* receipt = std::get_if<Receipt>(&outcomes[i])) {
                    receipts[ready[i].key] = *receipt;
                    sent[ready[i].key] = ready[i].body;
                    ++count;
                    news = true;
                }
            }
            std::vector<Command> toRead;
            for (const Command& command : good().commands) {
                if (command.readBack && receipts.contains(command.key) && !observed.contains(command.key))
                    toRead.push_back(command);
            }
            const auto seen = shipments.readBack(toRead, receipts, c);
            for (const auto& [key, facts] : *seen) {
                observed[key] = facts;
                news = true;
            }
            if (!news)
                break;
        }
        return count;
    }
    QString key(int package = 1) const { return ShipmentPlan::packageKey(configuration, kId, package); }
};

inline Json edit(const char* text)
{
    return parsed(text);
}

inline QString tracking(const Command& command)
{
    return command.body[u"packageDetail"][u"trackingNumber"].toString();
}

} // namespace causeway::tests::shipments_world
