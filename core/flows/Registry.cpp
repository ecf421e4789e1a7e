// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/Billing.h"
#include "flows/Flow.h"
#include "flows/OrdersFba.h"
#include "flows/OrdersMfn.h"
#include "flows/Refunds.h"
#include "flows/Returns.h"
#include "flows/Settlements.h"
#include "flows/Shipments.h"

namespace causeway::flows {

Registry::Registry()
{
    m_flows.push_back(std::make_unique<OrdersMfn>());
    m_flows.push_back(std::make_unique<OrdersFba>());
    m_flows.push_back(std::make_unique<Shipments>());
    m_flows.push_back(std::make_unique<Billing>());
    m_flows.push_back(std::make_unique<Returns>());
    m_flows.push_back(std::make_unique<Refunds>());
    m_flows.push_back(std::make_unique<Settlements>());
}

Flow* Registry::find(QStringView id) const
{
    for (const auto& flow : m_flows) {
        if (flow->spec().id == id)
            return flow.get();
    }
    return nullptr;
}

} // namespace causeway::flows
