// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "testkit/SimulatedWorld.h"

namespace causeway::tests {

/// What the conformance suite must know of one flow: how to make, change and break its source, and what the target must hold. A
/// flow without a fixture fails the suite.
class Fixture
{
public:
    virtual ~Fixture() = default;
    /// A small world in which everything can be written.
    [[nodiscard]] virtual simulator::Options options(int things) const = 0;
    /// Brings the world to where the flow's source has something, e.g. what earlier flows would have written.
    virtual void prepare(SimulatedWorld& world) const { static_cast<void>(world); }
    /// Empty when source and target agree; otherwise what is wrong, in words.
    [[nodiscard]] virtual QString difference(SimulatedWorld& world) const = 0;
    /// Documents that the flow made or adopted; one per source thing.
    [[nodiscard]] virtual int documents(SimulatedWorld& world) const = 0;
    /// Changes one source thing so that its document must be changed; says how to see that it was.
    virtual std::function<bool()> change(SimulatedWorld& world) const = 0;
    /// Makes the target refuse every document, or ends that.
    virtual void refuse(SimulatedWorld& world, bool refused) const = 0;
    /// Adds a source thing that needs a mapping and returns the mapping.
    virtual config::Mapping needMapping(SimulatedWorld& world) const = 0;
    /// Part of what the error says then.
    [[nodiscard]] virtual QString refusal() const { return QStringLiteral("says no"); }
    /// Part of the path of the request that writes a document.
    [[nodiscard]] virtual QString writePath() const = 0;
    /// Faults of the system that this request goes to.
    [[nodiscard]] virtual simulator::Faults& faults(SimulatedWorld& world) const { return world.simulation().netSuiteFaults(); }
    /// Writes that either system took, by anybody.
    [[nodiscard]] virtual std::size_t writes(SimulatedWorld& world) const { return world.netSuite().writes().size(); }
    /// Texts of the source that must not be seen outside of sealed bodies.
    [[nodiscard]] virtual QStringList personalData(SimulatedWorld& world) const = 0;
};

/// Null when there is none.
[[nodiscard]] std::unique_ptr<Fixture> fixtureOf(const QString& flow);

} // namespace causeway::tests
