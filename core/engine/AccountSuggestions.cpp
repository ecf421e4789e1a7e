// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/AccountSuggestions.h"

#include <QCoreApplication>

#include "db/SettlementTable.h"
#include "engine/ChartOfAccounts.h"
#include "settlement/AccountProposals.h"
#include "settlement/Accounts.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::AccountSuggestions)
};
} // namespace

Result<QStringList> AccountSuggestions::missingKeys() const
{
    auto labels = m_database.read([](db::Connection& connection) { return db::SettlementTable(connection).labels(); });
    if (!labels)
        return fail(labels.error());
    const settlement::Groups groups;
    QStringList missing;
    for (const config::Store& store : m_session.configuration.stores) {
        const settlement::Accounts accounts(m_session.configuration, store, groups);
        for (const char* key : {"clearing", "suspense", "bank", "carry", "variance"}) {
            if (!accounts.special(QString::fromLatin1(key)))
                missing << QString::fromLatin1(key);
        }
        for (const auto& [transactionType, amountType, amountDescription] : *labels) {
            const settlement::Category category{transactionType, amountType, amountDescription};
            const QString group = groups.of(category);
            if (!group.isEmpty() && !accounts.of(category))
                missing << QStringLiteral("group:") + group;
        }
    }
    missing.removeDuplicates();
    return missing;
}

Result<std::vector<Engine::MappingSuggestion>> AccountSuggestions::suggest(const StopToken& stop) const
{
    if (!m_session.netsuite)
        return fail(ErrorKind::Auth, Words::tr("NetSuite is not connected yet."), {}, QStringLiteral("not-configured"));
    const auto missing = missingKeys();
    if (!missing)
        return fail(missing.error());
    std::vector<Engine::MappingSuggestion> suggestions;
    if (missing->isEmpty())
        return suggestions;
    const auto chart = readChartOfAccounts(*m_session.netsuite, stop);
    if (!chart)
        return fail(chart.error());
    std::vector<settlement::BookAccount> accounts;
    for (const db::BookAccountRow& account : *chart) {
        if (account.isOpen)
            accounts.push_back({account.id, account.number, account.name, account.type});
    }
    const settlement::AccountProposals proposals;
    for (const QString& key : *missing) {
        const auto proposal = proposals.of(key, accounts);
        if (!proposal)
            continue;
        const settlement::BookAccount& account = proposal->account;
        const QString name = account.number.isEmpty() ? account.name : account.number + u' ' + account.name;
        const QString because =
            proposal->isSure ? Words::tr("The only account of a fitting type whose name has “%1”: %2.").arg(proposal->words, name)
                             : Words::tr("Name and type fit (“%1”), but it may be another one: %2.").arg(proposal->words, name);
        suggestions.push_back({key, name, QStringLiteral("account:") + account.id, because, proposal->isSure});
    }
    return suggestions;
}

} // namespace causeway::engine
