// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ReviewGate.h"

#include <algorithm>

#include <QCoreApplication>

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::ReviewGate)
};
} // namespace

QString ReviewGate::reason(const flows::Plan& plan, std::span<const flows::Command> unsent) const
{
    if (unsent.empty())
        return {};
    if (m_planOnly)
        return Words::tr("Planned only, as asked for");
    if (!plan.reviewReason.isEmpty())
        return plan.reviewReason;
    if (m_flow.mode == config::FlowMode::Auto)
        return {};
    if (m_flow.mode == config::FlowMode::Preview)
        return Words::tr("This flow shows every write first");

    const Json& rules = m_flow.rules;
    const bool noRules = rules.size() == 0;
    if ((noRules || rules[u"closeLines"].toBool()) &&
        std::any_of(unsent.begin(), unsent.end(), [](const flows::Command& c) { return c.closesLines; }))
        return Words::tr("It closes lines of a document");
    if ((noRules || rules[u"journals"].toBool()) && std::any_of(unsent.begin(), unsent.end(), [](const flows::Command& c) {
            return c.type == QStringLiteral("journalEntry");
        }))
        return Words::tr("It posts a journal");
    if (const auto first = rules[u"firstRecords"].toInteger(); first && m_recordsDone < *first)
        return Words::tr("The first %1 records of this flow are shown first").arg(*first);
    if (rules[u"varianceOver"].isString() && plan.variance.isObject()) {
        const QString currency = plan.variance[u"currency"].toString();
        const auto limit = Money::parse(rules[u"varianceOver"].toString(), currency);
        const auto total = Money::parse(plan.variance[u"total"].toString(QStringLiteral("0")), currency);
        if (limit && total && total->absolute().minorUnits() > limit->minorUnits())
            return Words::tr("The total differs by more than %1 %2").arg(limit->amountText(), currency);
    }
    return {};
}

} // namespace causeway::engine
