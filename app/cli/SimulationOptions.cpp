// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/SimulationOptions.h"

#include <array>

#include <QCoreApplication>

#include "base/Nearest.h"
#include "base/Text.h"
#include "cli/Command.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::SimulationOptions)
};

struct FaultName
{
    QLatin1StringView name;
    int simulator::FaultPlan::*perMille;
};
constexpr std::array kFaults{FaultName{QLatin1StringView("lost-answer"), &simulator::FaultPlan::lostAnswer},
                             FaultName{QLatin1StringView("reset"), &simulator::FaultPlan::resetBeforeCommit},
                             FaultName{QLatin1StringView("slow-drip"), &simulator::FaultPlan::slowDrip},
                             FaultName{QLatin1StringView("cut-body"), &simulator::FaultPlan::cutBody},
                             FaultName{QLatin1StringView("server-error"), &simulator::FaultPlan::serverError},
                             FaultName{QLatin1StringView("throttle"), &simulator::FaultPlan::throttle},
                             FaultName{QLatin1StringView("expired-token"), &simulator::FaultPlan::expiredToken},
                             FaultName{QLatin1StringView("hang"), &simulator::FaultPlan::hang}};
} // namespace

QStringList faultNames()
{
    QStringList names;
    for (const FaultName& fault : kFaults)
        names << fault.name;
    return names;
}

Result<simulator::FaultPlan> faultPlanFrom(const QString& text)
{
    simulator::FaultPlan plan;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString name = part.section(u'=', 0, 0).trimmed();
        bool isNumber = false;
        const int perMille = part.section(u'=', 1).trimmed().toInt(&isNumber);
        const FaultName* known = nullptr;
        for (const FaultName& fault : kFaults) {
            if (fault.name == name)
                known = &fault;
        }
        if (known == nullptr) {
            const QString near = nearest(name, faultNames());
            return fail(usageError(Words::tr("There is no fault \"%1\".").arg(elided(safeText(name), 40)),
                                   near.isEmpty() ? Words::tr("Faults: %1.").arg(faultNames().join(QStringLiteral(", ")))
                                                  : Words::tr("Did you mean \"%1\"?").arg(near)));
        }
        if (!isNumber || perMille < 0 || perMille > 1000)
            return fail(
                usageError(Words::tr("The fault %1 needs a number from 0 to 1000: of so many requests in 1000.").arg(name)));
        plan.*(known->perMille) = perMille;
    }
    return plan;
}

} // namespace causeway::app::cli
