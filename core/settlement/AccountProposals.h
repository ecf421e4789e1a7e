// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

namespace causeway::settlement {

/// An account of the books, as NetSuite shows it.
struct BookAccount
{
    QString id, number, name;
    QString type; ///< NetSuite's own word, e.g. "Expense", "OthCurrAsset"
};

struct AccountProposal
{
    BookAccount account;
    QString words;       ///< of the shipped table that it was recognised by
    bool isSure = false; ///< by the most telling words, and no other account fits them
};

/// Recognises accounts by their name and type, by the shipped table (resources/settlement/account-words.tsv). A proposal is never
/// applied by itself. Thread-safe once made.
class AccountProposals final
{
public:
    AccountProposals();
    /// key: "group:sales", or a special key such as "clearing". nullopt: nothing fits.
    [[nodiscard]] std::optional<AccountProposal> of(const QString& key, const std::vector<BookAccount>& accounts) const;
    /// Keys of the table.
    [[nodiscard]] QStringList keys() const;

private:
    struct Line
    {
        QString key;
        QStringList types;
        std::vector<QStringList> words; ///< each list: words that must all be in the name
    };
    std::vector<Line> m_lines;
};

} // namespace causeway::settlement
