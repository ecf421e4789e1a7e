// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include "base/Currency.h"
#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/Session.h"
#include "cli/SettlementNamed.h"
#include "engine/BankDesk.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::BankCommands)
};

QString dayText(qint64 utcMs)
{
    return toIso8601(utcMs).left(10);
}

QStringList lineCells(const db::BankLineRow& line)
{
    return {QString::number(line.id.value()),
            line.account,
            dayText(line.dayAt),
            moneyText(line.amount),
            line.match ? line.match->settlementKey : QStringLiteral("-"),
            line.match ? line.match->reason : QString(),
            line.memo};
}

Result<db::BankLineId> lineNamed(const QString& word)
{
    bool isNumber = false;
    const qint64 id = word.toLongLong(&isNumber);
    if (!isNumber || id <= 0)
        return fail(usageError(Words::tr("\"%1\" is no number of a bank line.").arg(word.left(40)),
                               Words::tr("\"bank list\" shows them all.")));
    return db::BankLineId(id);
}

/// A refusal of the desk is wrong usage at the command line: nothing was changed.
Error asUsage(const Error& error)
{
    return error.kind == ErrorKind::Invalid || error.kind == ErrorKind::Conflict ? usageError(error.message, error.remedy)
                                                                                 : error;
}

Result<int> showLine(db::BankLineId id, Session& session)
{
    auto line = session.read([&](db::Connection& connection) { return db::BankTable(connection).find(id); });
    if (!line || !*line)
        return fail(line ? Error::make(ErrorKind::Defect, Words::tr("The bank line is gone.")) : line.error());
    if (session.out().isJson())
        session.out().document(bankLineJson(**line));
    else
        session.out().text((*line)->match ? Words::tr("Bank line %1 pays settlement %2: %3.")
                                                .arg(id.value())
                                                .arg((*line)->match->settlementKey, (*line)->match->reason)
                                          : Words::tr("Bank line %1 is open.").arg(id.value()));
    return exitCode::kDone;
}

Result<int> import(const Arguments& arguments, Session& session)
{
    const QString storeId = arguments.value(QStringLiteral("--store"));
    QString account = arguments.value(QStringLiteral("--account"));
    QString currency = arguments.value(QStringLiteral("--currency")).toUpper();
    if (storeId.isEmpty() == account.isEmpty())
        return fail(usageError(Words::tr("Say either --store ID (the account that this store is paid into) or --account NAME.")));
    if (!currency.isEmpty() && !isCurrencyCode(currency))
        return fail(usageError(Words::tr("\"%1\" is no currency.").arg(currency.left(20)), Words::tr("For example EUR.")));
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    if (!storeId.isEmpty()) {
        const auto store = storeNamed(**composition, storeId);
        if (!store)
            return fail(store.error());
        account = store->id;
        if (currency.isEmpty())
            currency = store->defaults.currency;
    }
    QFile file(arguments.words.first());
    if (!file.open(QIODevice::ReadOnly))
        return fail(usageError(Words::tr("%1 cannot be read.").arg(QDir::toNativeSeparators(file.fileName())),
                               Words::tr("Check its name, and that you may read it.")));
    const auto imported = (*composition)->engine().importBankStatement(file, account, currency, Session::actor());
    if (!imported)
        return fail(asUsage(imported.error()));
    const bank::Statement& statement = imported->statement;
    if (session.out().isJson()) {
        Json problems = Json::array();
        for (const bank::Problem& problem : statement.problems)
            problems.append(Json::object({{QStringLiteral("line"), problem.line},
                                          {QStringLiteral("column"), problem.column},
                                          {QStringLiteral("message"), problem.message}}));
        session.out().document(
            Json::object({{QStringLiteral("account"), account},
                          {QStringLiteral("format"),
                           statement.format == bank::Statement::Format::Ofx ? QStringLiteral("ofx") : QStringLiteral("csv")},
                          {QStringLiteral("encoding"), statement.encoding},
                          {QStringLiteral("sha256"), statement.sha256},
                          {QStringLiteral("added"), imported->added},
                          {QStringLiteral("known"), imported->known},
                          {QStringLiteral("problemCount"), statement.problemCount},
                          {QStringLiteral("problems"), std::move(problems)}}));
    } else {
        session.out().text(Words::tr("%1 bookings added, %2 known before.").arg(imported->added).arg(imported->known));
        for (const bank::Problem& problem : statement.problems)
            session.out().text(Words::tr("Line %1, %2: %3").arg(problem.line).arg(problem.column, problem.message));
    }
    return statement.problemCount == 0 ? exitCode::kDone : exitCode::kNeedsPerson;
}

Result<int> list(const Arguments& arguments, Session& session)
{
    const Result<int> limit = arguments.number(QStringLiteral("--limit"), 200, 1, 100'000);
    if (!limit)
        return fail(limit.error());
    if (auto composition = session.reader(); !composition)
        return fail(composition.error());
    db::BankTable::Filter filter;
    filter.onlyOpen = arguments.has(QStringLiteral("--open"));
    filter.account = arguments.value(QStringLiteral("--account"));
    filter.limit = *limit;
    const auto lines = session.read([&](db::Connection& connection) { return db::BankTable(connection).list(filter); });
    if (!lines)
        return fail(lines.error());
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const db::BankLineRow& line : *lines) {
        array.append(bankLineJson(line));
        rows.push_back(lineCells(line));
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("LINE"), Words::tr("ACCOUNT"), Words::tr("DAY"), Words::tr("AMOUNT"),
                             Words::tr("SETTLEMENT"), Words::tr("WHY"), Words::tr("TEXT")},
                            rows, Words::tr("No bank lines. \"bank import FILE --store ID\" takes a statement in."));
    return exitCode::kDone;
}

Result<int> suggest(const Arguments&, Session& session)
{
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const auto suggestions = (*composition)->engine().bankSuggestions();
    if (!suggestions)
        return fail(suggestions.error());
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const auto& one : *suggestions) {
        array.append(Json::object({{QStringLiteral("settlement"), one.settlement.key},
                                   {QStringLiteral("store"), one.settlement.store},
                                   {QStringLiteral("depositDate"), timeJson(one.settlement.depositAt)},
                                   {QStringLiteral("depositDay"), one.depositDay.toString(Qt::ISODate)},
                                   {QStringLiteral("total"), moneyJson(one.settlement.total)},
                                   {QStringLiteral("line"), bankLineJson(one.line)},
                                   {QStringLiteral("days"), one.days},
                                   {QStringLiteral("unique"), one.isUnique},
                                   {QStringLiteral("evidence"), one.evidence}}));
        rows.push_back({QString::number(one.line.id.value()), one.settlement.key, moneyText(one.settlement.total),
                        one.depositDay.toString(Qt::ISODate), dayText(one.line.dayAt), one.evidence});
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("LINE"), Words::tr("SETTLEMENT"), Words::tr("AMOUNT"), Words::tr("DEPOSIT"),
                             Words::tr("BANK"), Words::tr("WHY")},
                            rows, Words::tr("No open bank line fits a settlement that has none."));
    return exitCode::kDone;
}

Result<int> match(const Arguments& arguments, Session& session)
{
    const auto line = lineNamed(arguments.words.first());
    if (!line)
        return fail(line.error());
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    Arguments named = arguments;
    named.words = {arguments.words.last()};
    const auto settlement = settlementNamed(session, named);
    if (!settlement)
        return fail(settlement.error());
    if (auto matched = (*composition)
                           ->engine()
                           .matchBank(*line, settlement->id, arguments.value(QStringLiteral("--reason")), Session::actor());
        !matched) {
        Error error = matched.error();
        if (error.code == QStringLiteral("no-reason"))
            error.remedy += u' ' + Words::tr("Add --reason TEXT.");
        return fail(asUsage(error));
    }
    return showLine(*line, session);
}

Result<int> unmatch(const Arguments& arguments, Session& session)
{
    const auto line = lineNamed(arguments.words.first());
    if (!line)
        return fail(line.error());
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    if (auto unmatched = (*composition)->engine().unmatchBank(*line, Session::actor()); !unmatched)
        return fail(asUsage(unmatched.error()));
    return showLine(*line, session);
}
} // namespace

std::vector<Command> bankCommands()
{
    const Option account{QStringLiteral("--account"), QStringLiteral("NAME"),
                         Words::tr("name of the bank account, of your choice")};
    const Option store{QStringLiteral("--store"), QStringLiteral("ID"), Words::tr("the store")};
    return {
        {QStringLiteral("bank import"),
         Words::tr("take a bank statement in (CSV, OFX)"),
         {{QStringLiteral("FILE")}},
         {store,
          account,
          {QStringLiteral("--currency"), QStringLiteral("CODE"), Words::tr("of the account, where the file names none")}},
         Words::tr("The same bookings again add nothing. Bad lines are named by number; the others are taken in (exit 1). Texts "
                   "are kept only where they name Amazon."),
         import},
        {QStringLiteral("bank list"),
         Words::tr("bank lines and what they pay, newest first"),
         {},
         {{QStringLiteral("--open"), {}, Words::tr("only money received that pays no settlement yet")},
          account,
          {QStringLiteral("--limit"), QStringLiteral("N"), Words::tr("at most so many (200)")}},
         {},
         list},
        {QStringLiteral("bank suggest"),
         Words::tr("open bank lines that fit settlements without one"),
         {},
         {},
         Words::tr("Same amount and currency, from one day before to seven days after the deposit date."),
         suggest},
        {QStringLiteral("bank match"),
         Words::tr("say that a bank line pays a settlement"),
         {{QStringLiteral("LINE")}, {QStringLiteral("SETTLEMENT")}},
         {store, {QStringLiteral("--reason"), QStringLiteral("TEXT"), Words::tr("needed when amounts differ")}},
         {},
         match},
        {QStringLiteral("bank unmatch"), Words::tr("take a match back"), {{QStringLiteral("LINE")}}, {}, {}, unmatch}};
}

} // namespace causeway::app::cli
