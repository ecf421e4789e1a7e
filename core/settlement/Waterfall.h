// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include "settlement/Groups.h"
#include "settlement/Journal.h"

namespace causeway::settlement {

/// From gross sales to the deposit in a few steps. Every category belongs to exactly one step, so the steps sum to the sum of the
/// rows to the cent. Pure.
class Waterfall final
{
public:
    enum class Bucket
    {
        Sales,
        Refunds,
        Fees,
        Tax,
        Other,
        Reserve
    };
    static constexpr int kBuckets = 6;

    struct Step
    {
        Bucket bucket = Bucket::Other;
        qint64 rows = 0;
        Money sum;
    };

    /// group: of Groups::of(); one that is empty or unknown is Other. Discounts of a refund are Refunds, not Sales.
    [[nodiscard]] static Bucket bucketOf(const Category& category, const QString& group);
    /// Whether the table of buckets knows the group.
    [[nodiscard]] static bool isKnown(const QString& group);
    /// Defect on overflow.
    [[nodiscard]] static Result<Waterfall> of(const std::vector<CategorySum>& sums, const Groups& groups,
                                              const QString& currency);

    [[nodiscard]] const std::array<Step, kBuckets>& steps() const { return m_steps; } ///< in the order of Bucket
    [[nodiscard]] const Money& total() const { return m_total; }                      ///< of all steps

private:
    std::array<Step, kBuckets> m_steps;
    Money m_total;
};

} // namespace causeway::settlement
