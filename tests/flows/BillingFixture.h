// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Fixture.h"

namespace causeway::tests {

/// Sales orders of which a part is fulfilled, billed as cash sales.
class BillingFixture final : public Fixture
{
public:
    [[nodiscard]] simulator::Options options(int things) const override;
    void prepare(SimulatedWorld& world) const override;
    [[nodiscard]] QString difference(SimulatedWorld& world) const override;
    [[nodiscard]] int documents(SimulatedWorld& world) const override;
    std::function<bool()> change(SimulatedWorld& world) const override;
    void refuse(SimulatedWorld& world, bool refused) const override;
    config::Mapping needMapping(SimulatedWorld& world) const override;
    [[nodiscard]] QString writePath() const override { return QStringLiteral("/cashSale"); }
    [[nodiscard]] QStringList personalData(SimulatedWorld& world) const override;
};

} // namespace causeway::tests
