// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/AccountProposals.h"

#include <algorithm>

#include <QFile>

namespace causeway::settlement {

AccountProposals::AccountProposals()
{
    QFile file(QStringLiteral(":/causeway/settlement/account-words.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    for (const QString& text : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList cells = text.split(u'\t');
        if (text.startsWith(u'#') || cells.size() != 3)
            continue;
        Line line{cells[0], cells[1].split(u' ', Qt::SkipEmptyParts), {}};
        for (const QString& words : cells[2].split(u';', Qt::SkipEmptyParts))
            line.words.push_back(words.split(u'+', Qt::SkipEmptyParts));
        m_lines.push_back(std::move(line));
    }
}

QStringList AccountProposals::keys() const
{
    QStringList keys;
    for (const Line& line : m_lines)
        keys << line.key;
    return keys;
}

std::optional<AccountProposal> AccountProposals::of(const QString& key, const std::vector<BookAccount>& accounts) const
{
    const auto line = std::find_if(m_lines.begin(), m_lines.end(), [&](const Line& one) { return one.key == key; });
    if (line == m_lines.end())
        return std::nullopt;
    for (std::size_t rank = 0; rank < line->words.size(); ++rank) {
        const QStringList& words = line->words[rank];
        std::vector<const BookAccount*> fitting;
        for (const BookAccount& account : accounts) {
            const bool hasAll = std::all_of(words.begin(), words.end(), [&](const QString& word) {
                return account.name.contains(word, Qt::CaseInsensitive);
            });
            if (hasAll && line->types.contains(account.type))
                fitting.push_back(&account);
        }
        if (fitting.empty())
            continue;
        // Several fit: the first by number, and a person has to look.
        const auto first = *std::min_element(fitting.begin(), fitting.end(), [](const BookAccount* a, const BookAccount* b) {
            return std::pair(a->number, a->id) < std::pair(b->number, b->id);
        });
        return AccountProposal{*first, words.join(u' '), fitting.size() == 1 && rank == 0};
    }
    return std::nullopt;
}

} // namespace causeway::settlement
