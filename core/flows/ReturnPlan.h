// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"
#include "mapping/MappingSnapshot.h"
#include "mapping/ReturnSettings.h"

namespace causeway::flows {

/// Plans one return: a return authorization over nothing (AMZ-RA-<S>-<order>-<return id>), because the money goes back with the
/// refund, and once the goods are there its item receipt (AMZ-IR-…) to the location of their condition. Pure.
class ReturnPlan final
{
public:
    ReturnPlan(const Record& record, const PlanContext& context);
    [[nodiscard]] Result<Plan> plan();
    /// AMZ-<KIND>-<S>-<AmazonOrderId>-<return id>
    [[nodiscard]] QString key(const QString& kind) const;

private:
    struct Source
    {
        QString type; ///< record type
        QString id, name, line;
    };
    [[nodiscard]] Result<void> readContent();
    [[nodiscard]] Result<std::optional<Source>> source() const;
    [[nodiscard]] Result<Plan> wait(const QString& reason) const;
    [[nodiscard]] Command authorization(const Source& source) const;
    [[nodiscard]] Command receipt(const Command& authorization) const;
    [[nodiscard]] bool isSellable() const;
    [[nodiscard]] QString dayOf(qint64 timeMs) const;

    const Record& m_record;
    const PlanContext& m_context;
    mapping::ReturnSettings m_settings;
    mapping::MappingSnapshot m_mappings;
    Json m_content;
    bool m_isFba = false;
    qint64 m_quantity = 0, m_returnedMs = 0;
};

[[nodiscard]] Result<Plan> planReturn(const Record& record, const PlanContext& context);

} // namespace causeway::flows
