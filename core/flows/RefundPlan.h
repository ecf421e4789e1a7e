// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"
#include "mapping/Draft.h"
#include "mapping/MappingSnapshot.h"
#include "mapping/RefundMoney.h"
#include "mapping/RefundSettings.h"

namespace causeway::flows {

/// Plans one refund: of an invoice a credit memo (AMZ-CM-…) and the customer refund that pays it out (AMZ-RF-…), of a cash sale
/// a cash refund (AMZ-CR-…), each made from the order's document and of exactly what the buyer got back. Lines name the items
/// mapped for charges ("refund" for what was paid for goods): goods move with returns, not with money. Pure.
class RefundPlan final
{
public:
    RefundPlan(const Record& record, const PlanContext& context);
    [[nodiscard]] Result<Plan> plan();

    /// AMZ-<KIND>-<S>-<AmazonOrderId>-<event>
    [[nodiscard]] QString key(const QString& kind) const;

private:
    struct Source
    {
        Json document; ///< of readOrderDocuments()
        bool isCashSale = false;
    };
    [[nodiscard]] std::optional<Source> source() const;
    [[nodiscard]] Result<Plan> withoutDocument() const;
    [[nodiscard]] Result<Plan> onlySettled() const;
    [[nodiscard]] Result<Json> lines(mapping::Origins& origins) const;
    [[nodiscard]] Result<Command> credit(const Source& source) const;
    [[nodiscard]] Result<Command> customerRefund(const Source& source, const Command& memo) const;
    void compare(Plan& plan, const Command& credit) const;
    [[nodiscard]] QString memo() const;
    [[nodiscard]] QString day() const;

    const Record& m_record;
    const PlanContext& m_context;
    mapping::RefundSettings m_settings;
    mapping::MappingSnapshot m_mappings;
    Json m_content;
    mapping::RefundMoney m_money;
    Money m_toBuyer;
    qint64 m_postedMs = 0;
};

[[nodiscard]] Result<Plan> planRefund(const Record& record, const PlanContext& context);

} // namespace causeway::flows
