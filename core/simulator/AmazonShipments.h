// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

#include "simulator/AmazonOrder.h"
#include "simulator/HttpServer.h"

namespace causeway::simulator {

struct AmazonCore;
struct CompanyStore;

/// Confirmed shipments: confirmShipment of Orders v0 and the effects that feeds share with it (spapi.md 4.4).
class AmazonShipments final
{
public:
    explicit AmazonShipments(AmazonCore& core) : m_core(core) {}

    [[nodiscard]] HttpAnswer confirm(const HttpCall& call, const CompanyStore& seller);

    /// Puts the package into the order or, with a reference that it has already, edits that package. The sentence why not;
    /// nothing has changed then. The core's lock is held.
    [[nodiscard]] std::optional<QString> apply(AmazonOrder& order, const SimPackage& package, bool byFeed);

private:
    AmazonCore& m_core;
};

/// fulfilled per line and the status of the order, after its packages changed.
void settleFulfillment(AmazonOrder& order);
/// An order that the world makes as shipped (or partly): puts what is fulfilled but in no package into one.
void packFulfilled(AmazonOrder& order, qint64 shipMs);

} // namespace causeway::simulator
