// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Nearest.h"

#include <algorithm>
#include <vector>

namespace causeway {

namespace {
/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours, without letter case.
qsizetype distance(const QString& left, const QString& right)
{
    const auto size = [](const QString& text) { return static_cast<std::size_t>(text.size()); };
    std::vector<std::vector<qsizetype>> table(size(left) + 1, std::vector<qsizetype>(size(right) + 1, 0));
    for (std::size_t i = 0; i <= size(left); ++i) {
        for (std::size_t j = 0; j <= size(right); ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = static_cast<qsizetype>(i) + static_cast<qsizetype>(j);
                continue;
            }
            const QChar a = left[static_cast<qsizetype>(i - 1)];
            const QChar b = right[static_cast<qsizetype>(j - 1)];
            table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a == b ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && a == right[static_cast<qsizetype>(j - 2)] && b == left[static_cast<qsizetype>(i - 2)];
            if (swapped)
                table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[size(left)][size(right)];
}
} // namespace

QString nearest(const QString& word, const QStringList& candidates)
{
    constexpr qsizetype kLongestWord = 64; // the table is quadratic, and nobody mistypes a longer word
    if (word.isEmpty() || word.size() > kLongestWord)
        return {};
    QString best;
    qsizetype bestDistance = std::max<qsizetype>(1, word.size() / 3) + 1;
    for (const QString& candidate : candidates) {
        if (candidate.size() > kLongestWord)
            continue;
        const qsizetype d = distance(word.toLower(), candidate.toLower());
        if (d < bestDistance) {
            bestDistance = d;
            best = candidate;
        }
    }
    return best;
}

} // namespace causeway
