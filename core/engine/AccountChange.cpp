// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/AccountChange.h"

#include <QCoreApplication>

#include "db/RecordTable.h"
#include "engine/Connections.h"
#include "netsuite/AccountId.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::AccountChange)
};

/// store empty: of any.
Result<bool> hasRecords(db::Connection& connection, const QString& store)
{
    db::RecordFilter filter;
    filter.store = store;
    filter.limit = 1;
    const auto records = db::RecordReads(connection).list(filter);
    if (!records)
        return fail(records.error());
    return !records->empty();
}

/// Both spellings of an account, 1234567_SB1 and 1234567-sb1, are one.
bool isSameAccount(const config::NetSuiteSettings& a, const config::NetSuiteSettings& b)
{
    const auto first = netsuite::AccountId::parse(a.account), second = netsuite::AccountId::parse(b.account);
    return first && second ? *first == *second : a.account == b.account;
}

Error problem(const QString& path, const QString& message, const QString& remedy)
{
    return Error::make(ErrorKind::Invalid, message, remedy, QStringLiteral("configuration")).at(path);
}
} // namespace

Result<std::vector<Error>> accountChangeProblems(db::Connection& connection, const config::Configuration& before,
                                                 const config::Configuration& now, const QStringList& sections)
{
    std::vector<Error> problems;
    if (sections.contains(config::sections::kNetSuite) && before.netSuite && now.netSuite &&
        !before.netSuite->account.isEmpty() && !isSameAccount(*before.netSuite, *now.netSuite)) {
        const auto isUsed = hasRecords(connection, {});
        if (!isUsed)
            return fail(isUsed.error());
        if (*isUsed)
            problems.push_back(
                problem(QStringLiteral("netsuite.account"),
                        Words::tr("This profile holds what was written to NetSuite account %1.").arg(before.netSuite->account),
                        Words::tr("Make another profile for account %1: here its orders would count as written already.")
                            .arg(now.netSuite->account)));
    }
    if (!sections.contains(config::sections::kStores))
        return problems;
    for (const config::Store& store : before.stores) {
        const config::Store* kept = now.store(store.id);
        if (kept != nullptr && kept->sellerId == store.sellerId && kept->region == store.region)
            continue;
        const auto isUsed = hasRecords(connection, store.id);
        if (!isUsed)
            return fail(isUsed.error());
        if (!*isUsed)
            continue;
        if (kept == nullptr)
            problems.push_back(problem(QString(config::sections::kStores),
                                       Words::tr("The store \"%1\" is missing, but it has records.").arg(store.id),
                                       Words::tr("Keep the store in the list and switch its flows off instead.")));
        else
            problems.push_back(problem(
                QStringLiteral("stores[%1].%2")
                    .arg(kept - now.stores.data())
                    .arg(kept->sellerId != store.sellerId ? QStringLiteral("sellerId") : QStringLiteral("region")),
                Words::tr("The store \"%1\" has records of seller %2.").arg(store.id, store.sellerId),
                Words::tr(
                    "Add another store for another seller account or region; the documents of this one carry keys made of it.")));
    }
    return problems;
}

QStringList changedConnections(const config::Configuration& before, const config::Configuration& now, const QStringList& sections)
{
    QStringList changed;
    if (sections.contains(config::sections::kNetSuite) && before.netSuite) {
        config::NetSuiteSettings old = *before.netSuite, young = now.netSuite.value_or(config::NetSuiteSettings());
        for (config::NetSuiteSettings* one : {&old, &young}) { // what does not say where it leads, or who signs in
            one->concurrency = 0;
            one->timeZone.clear();
            one->fields.clear();
        }
        if (old != young)
            changed << kNetSuiteConnection;
    }
    const bool isOtherApplication = sections.contains(config::sections::kAmazon) && before.amazon && before.amazon != now.amazon;
    for (const config::Store& store : before.stores) {
        const config::Store* kept = sections.contains(config::sections::kStores) ? now.store(store.id) : &store;
        if (isOtherApplication || kept == nullptr || kept->sellerId != store.sellerId || kept->region != store.region ||
            kept->endpoint != store.endpoint)
            changed << amazonConnection(store.id);
    }
    return changed;
}

} // namespace causeway::engine
