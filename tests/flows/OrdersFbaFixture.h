// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/OrdersMfnFixture.h"

namespace causeway::tests {

/// The plain world, shipped by Amazon; of the first order one unit is still to come.
class OrdersFbaFixture final : public OrdersMfnFixture
{
public:
    void prepare(SimulatedWorld& world) const override;
    [[nodiscard]] QString difference(SimulatedWorld& world) const override;
    std::function<bool()> change(SimulatedWorld& world) const override;
    config::Mapping needMapping(SimulatedWorld& world) const override;
};

} // namespace causeway::tests
