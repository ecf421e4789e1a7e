// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/BankDesk.h"

#include <map>

#include <QCoreApplication>

#include "bank/Suggestions.h"
#include "base/Text.h"
#include "db/AuditTable.h"
#include "db/SettlementTable.h"
#include "db/ViewTables.h"
#include "settlement/DepositDay.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::BankDesk)
};

constexpr qsizetype kLongestName = 60, kLongestReason = 300;
constexpr int kMostLines = 100'000; ///< open lines that are compared

tl::unexpected<Error> refuse(const QString& message, const QString& remedy, const QString& code)
{
    return fail(ErrorKind::Invalid, message, remedy, code);
}

tl::unexpected<Error> noLine()
{
    return refuse(Words::tr("There is no such bank line."), Words::tr("\"bank list\" shows them all."),
                  QStringLiteral("no-bank-line"));
}

QString subjectOf(db::BankLineId line)
{
    return QStringLiteral("bank-line/%1").arg(line.value());
}

bank::Received receivedOf(const db::BankLineRow& line)
{
    return {line.id.value(), line.dayAt, line.amount, line.memo};
}

QDate depositDay(const config::Configuration& configuration, const QString& store, qint64 depositMs)
{
    const config::Store* known = configuration.store(store);
    return settlement::depositDay(depositMs, known != nullptr ? known->timeZone : QString());
}
} // namespace

Result<BankDesk::Imported> BankDesk::import(QIODevice& file, const QString& account, const QString& currency,
                                            const QString& actor) const
{
    const QString name = safeText(account).trimmed();
    if (name.isEmpty() || name.size() > kLongestName)
        return refuse(Words::tr("The bank account needs a name of at most 60 characters."),
                      Words::tr("Name it as you like, the same for every file of this account."), QStringLiteral("no-account"));
    const QByteArray bytes = file.read(bank::kLargestStatement + 1);
    auto statement = bank::readStatement(bytes, name, currency);
    if (!statement)
        return fail(statement.error());
    Imported imported{std::move(*statement), 0, 0};
    auto saved = m_database.write([&](db::Transaction& tx) -> Result<void> {
        imported.added = imported.known = 0; // the transaction may run again
        const qint64 now = m_clock.nowMs();
        for (const bank::Line& line : imported.statement.lines) {
            db::BankLineRow row;
            row.account = name;
            row.key = line.key;
            row.dayAt = line.dayMs;
            row.amount = line.amount;
            row.memo = line.memo;
            row.fileSha256 = imported.statement.sha256;
            row.fileLine = line.fileLine;
            row.importedAt = now;
            auto added = db::BankTable::insert(tx, row);
            if (!added)
                return fail(added.error());
            ++(*added ? imported.added : imported.known);
        }
        return db::AuditWrites(tx).append(actor, QStringLiteral("bank-imported"), QStringLiteral("bank-account/") + name,
                                          QStringLiteral("%1 new, %2 known, %3 unreadable; %4")
                                              .arg(imported.added)
                                              .arg(imported.known)
                                              .arg(imported.statement.problemCount)
                                              .arg(imported.statement.sha256),
                                          now);
    });
    if (!saved)
        return fail(saved.error());
    return imported;
}

Result<std::vector<BankDesk::Suggestion>> BankDesk::suggestions() const
{
    return m_database.read([](db::Connection& connection) -> Result<std::vector<Suggestion>> {
        const db::BankTable table(connection);
        db::BankTable::Filter filter;
        filter.onlyOpen = true;
        filter.limit = kMostLines;
        auto lines = table.list(filter);
        auto settlements = table.unpaid();
        const auto configuration = db::ConfigurationReads(connection).load();
        if (!lines || !settlements)
            return fail(lines ? settlements.error() : lines.error());
        if (!configuration)
            return fail(configuration.error());
        std::vector<bank::Received> received;
        std::map<qint64, const db::BankLineRow*> lineById;
        for (const db::BankLineRow& line : *lines) {
            received.push_back(receivedOf(line));
            lineById[line.id.value()] = &line;
        }
        std::vector<bank::Expected> expected;
        std::map<qint64, const db::UnpaidRow*> settlementById;
        for (const db::UnpaidRow& row : *settlements) {
            expected.push_back(
                {row.record.value(), row.settlementId, depositDay(*configuration, row.store, row.depositAt), row.total});
            settlementById[row.record.value()] = &row;
        }
        std::vector<Suggestion> found;
        for (const bank::Suggestion& one : bank::suggest(expected, received)) {
            const db::UnpaidRow& paid = *settlementById.at(one.record);
            found.push_back({paid, depositDay(*configuration, paid.store, paid.depositAt), *lineById.at(one.line), one.days,
                             one.isUnique, one.evidence});
        }
        return found;
    });
}

Result<void> BankDesk::match(db::BankLineId line, RecordId settlement, const QString& reason, const QString& actor) const
{
    const QString why = safeText(reason).trimmed().left(kLongestReason);
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        const db::BankTable table(tx);
        const auto row = table.find(line);
        const auto paid = db::SettlementTable(tx).find(settlement);
        if (!row || !paid)
            return fail(row ? paid.error() : row.error());
        if (!*row)
            return noLine();
        if (!*paid || (*paid)->isReissue)
            return refuse(Words::tr("There is no such settlement."), Words::tr("\"settlements list\" shows them all."),
                          QStringLiteral("no-settlement"));
        if ((*row)->match)
            return fail(ErrorKind::Conflict,
                        Words::tr("Bank line %1 pays settlement %2 already.").arg(line.value()).arg((*row)->match->settlementKey),
                        Words::tr("Take that match back first."), QStringLiteral("matched-already"));
        if ((*row)->amount.minorUnits() <= 0)
            return refuse(Words::tr("Bank line %1 is money that went out.").arg(line.value()),
                          Words::tr("Only a deposit can pay a settlement."), QStringLiteral("not-a-deposit"));
        const auto others = table.paid(settlement, (*paid)->currency);
        if (!others)
            return fail(others.error());
        const bool isSame = (*paid)->total && *(*paid)->total == (*row)->amount && others->lines == 0;
        if (why.isEmpty() && !isSame)
            return refuse(others->lines > 0
                              ? Words::tr("Settlement %1 has a bank line already.").arg((*paid)->settlementId)
                              : Words::tr("The amounts differ: the bank received %1 %2, the report says %3 %4.")
                                    .arg((*row)->amount.amountText(), (*row)->amount.currency(),
                                         (*paid)->total ? (*paid)->total->amountText() : QStringLiteral("-"), (*paid)->currency),
                          Words::tr("Give the reason why they belong together."), QStringLiteral("no-reason"));
        db::BankLineRow::Match match;
        match.record = settlement;
        match.reason = why.isEmpty() ? Words::tr("same amount") : why;
        if (why.isEmpty() && (*paid)->depositAt) {
            const auto configuration = db::ConfigurationReads(tx).load();
            if (!configuration)
                return fail(configuration.error());
            const QDate day = depositDay(*configuration, (*paid)->store, *(*paid)->depositAt);
            const auto found =
                bank::suggest({{settlement.value(), (*paid)->settlementId, day, *(*paid)->total}}, {receivedOf(**row)});
            if (!found.empty())
                match.reason = found.front().evidence;
        }
        match.by = actor;
        match.at = m_clock.nowMs();
        if (auto added = db::BankTable::match(tx, line, match); !added)
            return added;
        return db::AuditWrites(tx).append(
            actor, QStringLiteral("bank-matched"), subjectOf(line),
            QStringLiteral("settlement/%1/%2: %3").arg((*paid)->store, (*paid)->settlementId, match.reason), match.at);
    });
}

Result<void> BankDesk::unmatch(db::BankLineId line, const QString& actor) const
{
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        const auto row = db::BankTable(tx).find(line);
        if (!row)
            return fail(row.error());
        if (!*row)
            return noLine();
        if (!(*row)->match)
            return refuse(Words::tr("Bank line %1 pays no settlement.").arg(line.value()), {}, QStringLiteral("not-matched"));
        if (auto removed = db::BankTable::unmatch(tx, line); !removed)
            return fail(removed.error());
        const db::BankLineRow::Match& match = *(*row)->match;
        return db::AuditWrites(tx).append(
            actor, QStringLiteral("bank-unmatched"), subjectOf(line),
            QStringLiteral("settlement/%1/%2: %3").arg(match.store, match.settlementKey, match.reason), m_clock.nowMs());
    });
}

} // namespace causeway::engine
