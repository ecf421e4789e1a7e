// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/AmazonCore.h"
#include "simulator/AmazonService.h"
#include "simulator/AmazonSim.h"

namespace causeway::simulator {

class AmazonSim::Impl final
{
public:
    Impl(const Settings& settings, Faults& faults, const std::vector<CompanyStore>& stores)
        : core(settings, faults, stores), service(core)
    {
    }
    AmazonCore core;
    AmazonService service;
};

} // namespace causeway::simulator
