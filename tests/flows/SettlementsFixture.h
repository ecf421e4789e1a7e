// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Fixture.h"

namespace causeway::tests {

/// Settlement files that a person dropped on the program; one journal entry each.
class SettlementsFixture final : public Fixture
{
public:
    [[nodiscard]] simulator::Options options(int things) const override;
    void prepare(SimulatedWorld& world) const override;
    [[nodiscard]] QString difference(SimulatedWorld& world) const override;
    [[nodiscard]] int documents(SimulatedWorld& world) const override;
    std::function<bool()> change(SimulatedWorld& world) const override;
    void refuse(SimulatedWorld& world, bool refused) const override;
    [[nodiscard]] QString refusal() const override { return QStringLiteral("account"); }
    config::Mapping needMapping(SimulatedWorld& world) const override;
    [[nodiscard]] QString writePath() const override { return QStringLiteral("/journalEntry"); }
    [[nodiscard]] QStringList personalData(SimulatedWorld& world) const override;

private:
    /// Imports a balanced file; a cent more for each, so that no two are alike.
    static void import(SimulatedWorld& world, int number, const QString& feeDescription);
    mutable int m_things = 0;
};

} // namespace causeway::tests
