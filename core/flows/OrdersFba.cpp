// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrdersFba.h"

#include <QCoreApplication>

#include "mapping/OrderSettings.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::OrdersFba)
};

FlowSpec specOfOrdersFba()
{
    FlowSpec spec;
    spec.id = QStringLiteral("orders-fba");
    spec.title = Words::tr("Orders: fulfilled by Amazon");
    spec.group = Words::tr("Orders");
    spec.defaultSchedule = QStringLiteral("every 30 minutes");
    spec.checks = orderChecks();
    spec.readsOrders = true;
    spec.settings = mapping::OrderSettings::schema(true);
    return spec;
}
} // namespace

OrdersFba::OrdersFba() : OrderFlow(specOfOrdersFba()) {}

} // namespace causeway::flows
