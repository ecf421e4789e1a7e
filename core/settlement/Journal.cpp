// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/Journal.h"

#include <algorithm>
#include <tuple>

#include <QCoreApplication>
#include <QStringList>

namespace causeway::settlement {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::settlement::Journal)
};
constexpr qsizetype kLongestMemo = 900; ///< NetSuite's memo of a journal line takes 4,000 characters, its lists show far fewer

/// What falls into one line.
struct Place
{
    QString month, account, detail, categoryKey; ///< the last two only in detailed journals
    Dimensions dimensions;
    friend std::strong_ordering operator<=>(const Place&, const Place&) = default;
};
struct Sum
{
    Money amount;
    std::set<QString> categories;
};
using Sums = std::map<Place, Sum>;

Error missingAccount(const QString& key)
{
    return Error::make(ErrorKind::Unmapped, Words::tr("No NetSuite account is mapped for “%1”.").arg(key),
                       Words::tr("Set it in Mappings, Accounts."), QStringLiteral("no-account"));
}

QString memoOf(const Place& place, const Sum& sum)
{
    QStringList names(sum.categories.begin(), sum.categories.end());
    if (!place.detail.isEmpty())
        names.prepend(place.detail);
    const QString memo = names.join(QStringLiteral("; "));
    return memo.size() > kLongestMemo ? memo.left(kLongestMemo - 1) + u'\u2026' : memo;
}

Result<void> add(Sum& sum, const Money& amount)
{
    auto total = sum.amount.plus(amount);
    if (!total)
        return fail(total.error());
    sum.amount = std::move(*total);
    return {};
}

/// Lines in their order, in journals of at most so many, each balanced by the clearing account.
Result<void> appendJournals(JournalPlan& plan, const QString& month, std::vector<JournalLine> lines, const JournalLine& balancing,
                            int mostLines)
{
    const std::size_t room = static_cast<std::size_t>(std::max(2, mostLines)) - 1;
    for (std::size_t from = 0; from < lines.size(); from += room) {
        Journal journal;
        journal.part = static_cast<int>(plan.journals.size()) + 1;
        journal.month = month;
        Money sum = Money::zero(plan.posted.currency());
        for (std::size_t i = from; i < std::min(from + room, lines.size()); ++i) {
            auto next = sum.plus(lines[i].amount);
            if (!next)
                return fail(next.error());
            sum = std::move(*next);
            journal.lines.push_back(lines[i]);
        }
        if (!sum.isZero())
            journal.lines.push_back({balancing.account, sum.negated(), balancing.dimensions, balancing.memo});
        plan.journals.push_back(std::move(journal));
    }
    return {};
}
} // namespace

Result<JournalPlan> planJournals(const Head& head, const std::vector<CategorySum>& sums, const Accounts& accounts,
                                 const JournalSettings& settings)
{
    JournalPlan plan;
    plan.posted = plan.parked = Money::zero(head.currency);
    const auto clearing = accounts.special(QStringLiteral("clearing"));
    if (!clearing)
        return fail(missingAccount(QStringLiteral("clearing")));
    const auto suspense = accounts.special(QStringLiteral("suspense"));
    std::set<Category> unmapped;
    Sums places;
    for (const CategorySum& sum : sums) {
        auto total = plan.posted.plus(sum.sum);
        if (!total)
            return fail(total.error());
        plan.posted = std::move(*total);
        Place place;
        place.month = !settings.splitMonths ? QString() : settings.monthsInUtc ? sum.utcMonth : sum.month;
        const auto own = settings.perMarketplace.find(sum.marketplace.toLower());
        place.dimensions = own == settings.perMarketplace.end() ? settings.otherwise : own->second;
        if (settings.detailed) {
            place.detail = sum.detail;
            place.categoryKey = sum.category.key();
        }
        const auto account = accounts.of(sum.category);
        if (!account) {
            unmapped.insert(sum.category);
            continue;
        }
        if (account->isParked() && !suspense)
            return fail(missingAccount(QStringLiteral("suspense")));
        if (account->isParked() || (suspense && account->id == suspense->id)) {
            auto parked = plan.parked.plus(sum.sum);
            if (!parked)
                return fail(parked.error());
            plan.parked = std::move(*parked);
        }
        place.account = account->id;
        Sum& line = places[place];
        if (line.amount.currency().isEmpty())
            line.amount = Money::zero(head.currency);
        if (auto added = add(line, sum.sum); !added)
            return fail(added.error());
        line.categories.insert(sum.category.key());
    }
    for (const JournalLine& line : settings.extra) {
        auto total = plan.posted.plus(line.amount);
        if (!total)
            return fail(total.error());
        plan.posted = std::move(*total);
    }
    if (head.total && !(*head.total == plan.posted))
        return fail(ErrorKind::Defect, Words::tr("The sums of the settlement's categories do not make its total."));
    if (!unmapped.empty()) {
        plan.unmapped.assign(unmapped.begin(), unmapped.end());
        return plan;
    }

    std::map<QString, std::vector<JournalLine>> byMonth;
    for (const auto& [place, sum] : places) {
        if (!sum.amount.isZero())
            byMonth[place.month].push_back({place.account, sum.amount, place.dimensions, memoOf(place, sum)});
    }
    for (const JournalLine& line : settings.extra) {
        if (!line.amount.isZero())
            byMonth[byMonth.empty() ? QString() : byMonth.rbegin()->first].push_back(line);
    }
    // Months before the last hand what they earned to the carry account; the last takes it over and meets the clearing account.
    const auto carry = accounts.special(QStringLiteral("carry"));
    if (byMonth.size() > 1 && !carry)
        return fail(missingAccount(QStringLiteral("carry")));
    const QString last = byMonth.empty() ? QString() : byMonth.rbegin()->first;
    Money carried = Money::zero(head.currency);
    for (auto& [month, lines] : byMonth) {
        if (month == last) {
            if (!carried.isZero())
                lines.push_back({carry->id, carried, settings.otherwise, kCarryMemo});
        } else {
            for (const JournalLine& line : lines) {
                auto next = carried.plus(line.amount);
                if (!next)
                    return fail(next.error());
                carried = std::move(*next);
            }
        }
        const bool isLast = month == last;
        const JournalLine balancing{
            isLast ? clearing->id : carry->id, {}, settings.otherwise, isLast ? kClearingMemo : kCarryMemo};
        if (auto appended = appendJournals(plan, month, std::move(lines), balancing, settings.mostLines); !appended)
            return fail(appended.error());
    }
    return plan;
}

} // namespace causeway::settlement
