// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/Waterfall.h"

#include <algorithm>
#include <utility>

namespace causeway::settlement {

namespace {
using Bucket = Waterfall::Bucket;

constexpr std::array kBucketOfGroup{std::pair{u"sales", Bucket::Sales},
                                    std::pair{u"shipping-income", Bucket::Sales},
                                    std::pair{u"giftwrap-income", Bucket::Sales},
                                    std::pair{u"promotions", Bucket::Sales},
                                    std::pair{u"refunds", Bucket::Refunds},
                                    std::pair{u"refunds-shipping", Bucket::Refunds},
                                    std::pair{u"refunds-goodwill", Bucket::Refunds},
                                    std::pair{u"restocking-income", Bucket::Refunds},
                                    std::pair{u"claims", Bucket::Refunds},
                                    std::pair{u"selling-fees", Bucket::Fees},
                                    std::pair{u"fba-fees", Bucket::Fees},
                                    std::pair{u"storage-fees", Bucket::Fees},
                                    std::pair{u"inbound-fees", Bucket::Fees},
                                    std::pair{u"advertising", Bucket::Fees},
                                    std::pair{u"promotion-fees", Bucket::Fees},
                                    std::pair{u"subscription", Bucket::Fees},
                                    std::pair{u"other-fees", Bucket::Fees},
                                    std::pair{u"shipping-labels", Bucket::Fees},
                                    std::pair{u"giftwrap-chargeback", Bucket::Fees},
                                    std::pair{u"shipping-chargeback", Bucket::Fees},
                                    std::pair{u"tax-collected", Bucket::Tax},
                                    std::pair{u"tax-withheld", Bucket::Tax},
                                    std::pair{u"reimbursements", Bucket::Other},
                                    std::pair{u"liquidations", Bucket::Other},
                                    std::pair{u"other-income", Bucket::Other},
                                    std::pair{u"loan", Bucket::Other},
                                    std::pair{u"charge", Bucket::Other},
                                    std::pair{u"payable-to-amazon", Bucket::Other},
                                    std::pair{u"bank-verification", Bucket::Other},
                                    std::pair{u"reserve", Bucket::Reserve}};

auto entryOf(const QString& group)
{
    return std::find_if(kBucketOfGroup.begin(), kBucketOfGroup.end(),
                        [&](const auto& entry) { return QStringView(entry.first) == group; });
}
} // namespace

bool Waterfall::isKnown(const QString& group)
{
    return entryOf(group) != kBucketOfGroup.end();
}

Bucket Waterfall::bucketOf(const Category& category, const QString& group)
{
    const auto entry = entryOf(group);
    if (entry == kBucketOfGroup.end())
        return Bucket::Other;
    // What a refund takes back of a discount lessens the refund; it is no new discount.
    if (entry->second == Bucket::Sales && loose(category.transactionType) == u"refund")
        return Bucket::Refunds;
    return entry->second;
}

Result<Waterfall> Waterfall::of(const std::vector<CategorySum>& sums, const Groups& groups, const QString& currency)
{
    Waterfall waterfall;
    waterfall.m_total = Money::zero(currency);
    for (std::size_t i = 0; i < waterfall.m_steps.size(); ++i)
        waterfall.m_steps[i] = {static_cast<Bucket>(i), 0, Money::zero(currency)};
    for (const CategorySum& sum : sums) {
        Step& step = waterfall.m_steps[static_cast<std::size_t>(bucketOf(sum.category, groups.of(sum.category)))];
        auto more = step.sum.plus(sum.sum);
        auto total = waterfall.m_total.plus(sum.sum);
        if (!more || !total)
            return fail(!more ? more.error() : total.error());
        step.sum = std::move(*more);
        step.rows += sum.rows;
        waterfall.m_total = std::move(*total);
    }
    return waterfall;
}

} // namespace causeway::settlement
