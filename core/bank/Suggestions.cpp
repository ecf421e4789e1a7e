// SPDX-License-Identifier: GPL-3.0-or-later
#include "bank/Suggestions.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include <QCoreApplication>
#include <QDateTime>

namespace causeway::bank {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::bank::Suggestions)
};

constexpr qint64 kEarliest = -1, kLatest = 7;

QDate dayOf(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).date();
}

QString evidenceOf(const Expected& settlement, const Received& line, qint64 days)
{
    QStringList words{Words::tr("same amount")};
    words << (days == 0   ? Words::tr("on the deposit day")
              : days < 0  ? Words::tr("one day before the deposit date")
              : days == 1 ? Words::tr("one day after the deposit date")
                          : Words::tr("%1 days after the deposit date").arg(days));
    if (line.memo.contains(settlement.settlement))
        words << Words::tr("the text holds the settlement's number");
    else if (!line.memo.isEmpty())
        words << Words::tr("the text names Amazon");
    return words.join(QStringLiteral(", "));
}
} // namespace

std::vector<Suggestion> suggest(const std::vector<Expected>& settlements, const std::vector<Received>& lines)
{
    std::map<std::pair<QString, qint64>, std::vector<const Received*>> byAmount;
    for (const Received& line : lines)
        byAmount[{line.amount.currency(), line.amount.minorUnits()}].push_back(&line);
    std::vector<Suggestion> all;
    std::map<qint64, int> ofRecord, ofLine;
    for (const Expected& settlement : settlements) {
        const auto same = byAmount.find({settlement.amount.currency(), settlement.amount.minorUnits()});
        if (same == byAmount.end())
            continue;
        const auto first = static_cast<std::ptrdiff_t>(all.size());
        for (const Received* line : same->second) {
            const qint64 days = settlement.depositDay.daysTo(dayOf(line->dayMs));
            if (days < kEarliest || days > kLatest)
                continue;
            all.push_back({settlement.record, line->line, static_cast<int>(days), false, evidenceOf(settlement, *line, days)});
            ++ofRecord[settlement.record];
            ++ofLine[line->line];
        }
        std::stable_sort(all.begin() + first, all.end(),
                         [](const Suggestion& a, const Suggestion& b) { return std::abs(a.days) < std::abs(b.days); });
    }
    for (Suggestion& one : all) {
        one.isUnique = ofRecord[one.record] == 1 && ofLine[one.line] == 1;
        if (!one.isUnique)
            one.evidence += QStringLiteral("; ") + Words::tr("not the only one that fits");
    }
    return all;
}

} // namespace causeway::bank
