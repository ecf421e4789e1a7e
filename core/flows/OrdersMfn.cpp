// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrdersMfn.h"

#include <QCoreApplication>

#include "mapping/OrderSettings.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::OrdersMfn)
};

FlowSpec specOfOrdersMfn()
{
    FlowSpec spec;
    spec.id = QStringLiteral("orders-mfn");
    spec.title = Words::tr("Orders: merchant-fulfilled");
    spec.group = Words::tr("Orders");
    spec.defaultSchedule = QStringLiteral("every 15 minutes");
    spec.checks = orderChecks();
    spec.readsOrders = true;
    spec.settings = mapping::OrderSettings::schema();
    return spec;
}
} // namespace

OrdersMfn::OrdersMfn() : OrderFlow(specOfOrdersMfn()) {}

} // namespace causeway::flows
