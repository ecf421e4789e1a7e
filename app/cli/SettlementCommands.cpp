// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include "PdfProgram.h"
#include "base/Text.h"
#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/RunOutcome.h"
#include "cli/Session.h"
#include "cli/SettlementJson.h"
#include "cli/SettlementNamed.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "engine/SettlementView.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::SettlementCommands)
};

const QString kFlow = engine::SettlementImport::kFlow;
constexpr int kMostTurns = 4, kWaitSeconds = 60; ///< of "settlements post"

Result<engine::SettlementView> viewNamed(Session& session, const Arguments& arguments)
{
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    auto record = settlementNamed(session, arguments);
    if (!record)
        return fail(record.error());
    return (*composition)->engine().settlementDetail(*record);
}

/// 0: posted, or may be posted; 1: a person has to do something first.
int exitCodeOf(const engine::SettlementView& view)
{
    return view.trouble || !view.unmapped.empty() || view.state == QStringLiteral("error") ? exitCode::kNeedsPerson
                                                                                           : exitCode::kDone;
}

void printTrouble(const engine::SettlementView& view, Output& out)
{
    if (view.trouble) {
        out.text(view.trouble->message);
        if (!view.trouble->remedy.isEmpty())
            out.text(view.trouble->remedy);
    }
    for (const settlement::LineProblem& problem : view.content.summary.problems)
        out.text(Words::tr("Line %1, %2: %3").arg(problem.line).arg(problem.column, problem.message));
    if (view.unmapped.empty())
        return;
    out.text(
        Words::tr("Categories without an account (nothing is posted until each has one, or is parked on the suspense account):"));
    for (const auto& line : view.categories) {
        if (line.account.isEmpty())
            out.text(
                QStringLiteral("  %1   %2   %3 rows").arg(line.sum.category.key(), moneyText(line.sum.sum)).arg(line.sum.rows));
    }
}

void printSettlement(const engine::SettlementView& view, Output& out)
{
    const settlement::Head& head = view.content.summary.head;
    std::vector<std::pair<QString, QString>> pairs{
        {Words::tr("Settlement"), view.record.key},
        {Words::tr("Store"), view.record.store},
        {Words::tr("Period"), QStringLiteral("%1 – %2").arg(timeText(head.startMs), timeText(head.endMs))},
        {Words::tr("Deposit"), view.depositDay.isValid() ? QStringLiteral("%1 (%2)").arg(view.depositDay.toString(Qt::ISODate),
                                                                                         timeText(head.depositMs))
                                                         : QStringLiteral("-")},
        {Words::tr("Total"), moneyText(head.total)},
        {Words::tr("Rows"), QString::number(view.content.summary.rows)},
        {Words::tr("State"), view.reason.isEmpty() ? view.state : QStringLiteral("%1 (%2)").arg(view.state, view.reason)}};
    for (const auto& step : view.steps)
        pairs.emplace_back(QStringLiteral("  ") + step.name, step.state);
    pairs.emplace_back(Words::tr("Orders"), Words::tr("%1 (in NetSuite %2, known here %3, not imported %4)")
                                                .arg(view.matches.orders)
                                                .arg(view.matches.withDocument)
                                                .arg(view.matches.waiting)
                                                .arg(view.matches.unknown));
    for (const auto& month : view.months)
        pairs.emplace_back(month.month.isEmpty() ? Words::tr("Without a date") : month.month,
                           month.endMs ? Words::tr("%1, until %2").arg(moneyText(month.sum), timeText(month.endMs))
                                       : moneyText(month.sum));
    out.pairs(pairs);
    for (const settlement::ChainBreak& one : view.breaks)
        out.text(describeBreak(one));
    std::vector<QStringList> rows;
    for (const auto& line : view.categories)
        rows.push_back({line.sum.category.key(), QString::number(line.sum.rows), moneyText(line.sum.sum),
                        line.account.isEmpty() ? Words::tr("none") : view.accountTitle(line.account),
                        line.parkedBecause.isEmpty() ? line.from : Words::tr("parked: %1").arg(line.parkedBecause)});
    out.table({Words::tr("CATEGORY"), Words::tr("ROWS"), Words::tr("SUM"), Words::tr("ACCOUNT"), Words::tr("BY")}, rows,
              Words::tr("The file has no rows."));
    const Json json = settlementJson(view);
    QStringList steps;
    for (const Json& step : json[u"waterfall"][u"steps"].items())
        steps << QStringLiteral("%1 %2").arg(step[u"step"].toString(), step[u"sum"][u"amount"].toString());
    const Json& tax = json[u"waterfall"][u"tax"];
    out.text(Words::tr("From sales to deposit: %1 = %2 %3; tax collected %4, withheld %5, net %6")
                 .arg(steps.join(QStringLiteral(" + ")), json[u"waterfall"][u"deposit"][u"amount"].toString(), head.currency,
                      tax[u"collected"][u"amount"].toString(), tax[u"withheld"][u"amount"].toString(),
                      tax[u"net"][u"amount"].toString()));
    rows.clear();
    for (const Json& one : json[u"reissueOf"][u"differences"].items())
        rows.push_back(
            {QStringList{one[u"transactionType"].toString(), one[u"amountType"].toString(), one[u"amountDescription"].toString()}
                 .join(u'|'),
             one[u"first"][u"amount"].toString(), one[u"now"][u"amount"].toString(), one[u"difference"][u"amount"].toString()});
    if (view.content.reissueOf)
        out.table({Words::tr("RE-ISSUED"), Words::tr("FIRST FILE"), Words::tr("THIS FILE"), Words::tr("DIFFERENCE")}, rows,
                  Words::tr("The amounts of both files are the same in every category."));
    printTrouble(view, out);
}

void printProof(const engine::SettlementView& view, Output& out)
{
    out.pairs({{Words::tr("Total of the report"), view.proof.hasTotal ? moneyText(view.proof.reportTotal) : Words::tr("none")},
               {Words::tr("Sum of its rows"), moneyText(view.proof.sumOfRows)},
               {Words::tr("Posted"), moneyText(view.proof.posted)},
               {Words::tr("  of that by cash sales and refunds of its orders"), moneyText(view.proof.elsewhere)},
               {Words::tr("Parked"), moneyText(view.proof.parked)},
               {Words::tr("Difference"), moneyText(view.proof.difference)},
               {Words::tr("SHA-256 of the file"), QString::fromLatin1(view.content.summary.sha256)}});
}

Result<int> list(const Arguments& arguments, Session& session)
{
    const Result<int> limit = arguments.number(QStringLiteral("--limit"), 200, 1, 100'000);
    if (!limit)
        return fail(limit.error());
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    db::RecordFilter filter;
    filter.flow = kFlow;
    filter.store = arguments.value(QStringLiteral("--store"));
    filter.limit = *limit;
    const auto records = session.read([&](db::Connection& connection) { return db::RecordReads(connection).list(filter); });
    if (!records)
        return fail(records.error());
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const db::RecordRow& record : *records) {
        auto view = (*composition)->engine().settlementDetail(record);
        if (!view)
            return fail(view.error());
        const settlement::Head& head = view->content.summary.head;
        array.append(settlementJson(*view));
        rows.push_back({record.key, record.store, timeText(head.startMs), timeText(head.endMs), moneyText(head.total),
                        view->reason.isEmpty() ? view->state : QStringLiteral("%1 (%2)").arg(view->state, view->reason)});
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("SETTLEMENT"), Words::tr("STORE"), Words::tr("START"), Words::tr("END"),
                             Words::tr("TOTAL"), Words::tr("STATE")},
                            rows, Words::tr("No settlements yet. \"settlements import FILE --store ID\" takes one in."));
    return exitCode::kDone;
}

Result<int> show(const Arguments& arguments, Session& session)
{
    auto view = viewNamed(session, arguments);
    if (!view)
        return fail(view.error());
    if (session.out().isJson())
        session.out().document(settlementJson(*view));
    else
        printSettlement(*view, session.out());
    return exitCodeOf(*view);
}

Result<int> import(const Arguments& arguments, Session& session)
{
    const QString storeId = arguments.value(QStringLiteral("--store"));
    if (storeId.isEmpty())
        return fail(usageError(Words::tr("--store ID is missing.")));
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    if (const auto store = storeNamed(**composition, storeId); !store)
        return fail(store.error());
    QFile file(arguments.words.first());
    if (!file.open(QIODevice::ReadOnly))
        return fail(usageError(Words::tr("%1 cannot be read.").arg(QDir::toNativeSeparators(file.fileName())),
                               Words::tr("Check its name, and that you may read it.")));
    auto imported = (*composition)->engine().importSettlement(file, storeId, Session::actor());
    if (!imported)
        return fail(imported.error().kind == ErrorKind::Invalid ? usageError(imported.error().message, imported.error().remedy)
                                                                : imported.error());
    auto record = session.read([&](db::Connection& connection) { return db::RecordReads(connection).find(imported->record); });
    if (!record || !*record)
        return fail(record ? Error::make(ErrorKind::Defect, Words::tr("The settlement was not stored.")) : record.error());
    auto view = (*composition)->engine().settlementDetail(**record);
    if (!view)
        return fail(view.error());
    using Outcome = engine::SettlementImport::Outcome;
    if (session.out().isJson()) {
        Json json = settlementJson(*view);
        json.set(QStringLiteral("imported"), imported->outcome == Outcome::New        ? QStringLiteral("new")
                                             : imported->outcome == Outcome::Reissue  ? QStringLiteral("reissue")
                                             : imported->outcome == Outcome::Replaced ? QStringLiteral("replaced")
                                                                                      : QStringLiteral("unchanged"));
        session.out().document(json);
    } else {
        session.out().text(
            imported->outcome == Outcome::New
                ? Words::tr("Settlement %1 is imported; nothing was sent to NetSuite.").arg(imported->key)
            : imported->outcome == Outcome::Replaced
                ? Words::tr(
                      "Settlement %1 was known from a file that cannot be posted; this file takes its place. Nothing was sent "
                      "to NetSuite.")
                      .arg(imported->key)
            : imported->outcome == Outcome::Reissue
                ? Words::tr("Settlement %1 was known with other content; this file is kept beside it as %2.")
                      .arg(imported->content.summary.head.id, imported->key)
                : Words::tr("Settlement %1 was imported before from the same file; nothing was changed.").arg(imported->key));
        printSettlement(*view, session.out());
    }
    return exitCodeOf(*view);
}

Result<int> preview(const Arguments& arguments, Session& session)
{
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    auto record = settlementNamed(session, arguments);
    if (!record)
        return fail(record.error());
    auto view = (*composition)->engine().settlementPreview(*record, session.stop());
    if (!view)
        return fail(view.error());
    if (session.out().isJson()) {
        session.out().document(previewJson(*view));
        return exitCodeOf(*view);
    }
    for (const flows::PlannedJournal& planned : view->draft.journals) {
        const QString title = Words::tr("Journal entry %1 on %2").arg(planned.key, planned.date);
        session.out().text(planned.note.isEmpty() ? title : QStringLiteral("%1; %2").arg(title, planned.note));
        std::vector<QStringList> rows;
        for (const settlement::JournalLine& line : planned.journal.lines) {
            const QString amount = moneyText(line.amount.absolute());
            rows.push_back({view->accountTitle(line.account), line.amount.isNegative() ? amount : QString(),
                            line.amount.isNegative() ? QString() : amount, line.memo});
        }
        session.out().table({Words::tr("ACCOUNT"), Words::tr("DEBIT"), Words::tr("CREDIT"), Words::tr("WHAT")}, rows, {});
    }
    const Json preview = previewJson(*view);
    for (const Json& payment : preview[u"payments"].items())
        session.out().text(
            Words::tr("Customer payment for order %1: %2 %3")
                .arg(payment[u"order"].toString(), payment[u"amount"][u"amount"].toString(), payment[u"externalId"].toString())
                .trimmed());
    for (const Json& one : preview[u"variances"].items())
        session.out().text(Words::tr("Variance of order %1: %2, %3%4")
                               .arg(one[u"order"].toString(), one[u"amount"][u"amount"].toString(), one[u"cause"].toString(),
                                    one[u"overTolerance"].toBool() ? Words::tr(", over the tolerance") : QString()));
    if (view->draft.deposit)
        session.out().text(Words::tr("Deposit of %1 on %2").arg(moneyText(*view->draft.deposit), view->draft.depositDate));
    printTrouble(*view, session.out());
    return exitCodeOf(*view);
}

/// The plan that waits for review is what was just previewed; asking to post it is the approval.
Result<void> approveIfNeeded(Composition& composition, Session& session, RecordId id)
{
    auto record = session.read([&](db::Connection& connection) { return db::RecordReads(connection).find(id); });
    if (!record)
        return fail(record.error());
    if (!*record || (*record)->state != db::RecordState::Review)
        return {};
    auto approved = composition.engine().approve({{id, (*record)->planHash}}, Session::actor());
    if (!approved)
        return fail(approved.error());
    return {};
}

Result<int> post(const Arguments& arguments, Session& session)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    auto record = settlementNamed(session, arguments);
    if (!record)
        return fail(record.error());
    auto view = (*composition)->engine().settlementDetail(*record);
    if (!view)
        return fail(view.error());
    if (view->content.reversal)
        return fail(usageError(view->isReversed() ? Words::tr("Settlement %1 was taken back.").arg(record->key)
                                                  : Words::tr("The reversal of settlement %1 waits.").arg(record->key),
                               view->isReversed() ? Words::tr("\"settlements post-again %1\" plans it anew.").arg(record->key)
                                                  : Words::tr("\"plans approve\" agrees to it; the next run sends it.")));
    std::optional<Error> fatal;
    if (!view->isPosted() && !view->trouble && view->unmapped.empty()) {
        engine::Engine& engine = (*composition)->engine();
        if (record->state == db::RecordState::Error || record->state == db::RecordState::Waiting) {
            if (auto retried = engine.retry({record->id}, Session::actor()); !retried)
                return fail(retried.error());
        }
        engine::RunRequest request;
        request.flow = kFlow;
        request.store = record->store;
        request.fetch = false;
        // Once to make the plan as it is now, once more when it waits for the approval that this command is, or for an answer.
        for (int turn = 0; turn < kMostTurns && !fatal; ++turn) {
            auto result = engine.run(request, session.stop());
            if (!result)
                return fail(result.error());
            fatal = result->fatal;
            auto now = session.read([&](db::Connection& connection) { return db::RecordReads(connection).find(record->id); });
            if (!now || !*now)
                return fail(now ? Error::make(ErrorKind::Defect, Words::tr("The settlement is gone.")) : now.error());
            *record = **now;
            const bool isUnclear = record->reason == QStringLiteral("checking") || record->reason == QStringLiteral("retry");
            if (record->state == db::RecordState::Waiting && isUnclear && request.waitSeconds == 0) {
                request.waitSeconds = kWaitSeconds; // a write whose answer was lost is looked up before anything else is sent
                continue;
            }
            if (record->state != db::RecordState::Review)
                break;
            if (auto approved = approveIfNeeded(**composition, session, record->id); !approved)
                return fail(approved.error());
        }
        view = (*composition)->engine().settlementDetail(*record);
        if (!view)
            return fail(view.error());
    }
    if (session.out().isJson()) {
        Json json = settlementJson(*view);
        if (!view->trouble && record->error)
            json.set(QStringLiteral("error"), toJson(*record->error));
        session.out().document(json);
    } else if (view->isPosted()) {
        for (const db::CommandRow& document : view->documents)
            session.out().text(
                Words::tr("Posted as %1 %2 (%3).")
                    .arg(document.type, document.remoteName.isEmpty() ? document.remoteId : document.remoteName, document.key));
        printProof(*view, session.out());
    } else {
        session.out().text(Words::tr("Settlement %1 was not posted.").arg(record->key));
        printTrouble(*view, session.out());
        if (record->state == db::RecordState::Waiting)
            session.out().text(Words::tr("It waits: %1.").arg(record->reason));
        if (!view->trouble && record->error) {
            session.out().text(record->error->message);
            session.out().text(record->error->remedy);
        }
    }
    if (view->isPosted())
        return exitCode::kDone;
    return fatal ? std::max(exitCode::kNeedsPerson, cli::exitCodeOf(*fatal)) : exitCode::kNeedsPerson;
}

/// Writes the files that were asked for. Invalid: this build has none of it, or the place cannot be written.
Result<void> writeProof(const engine::ProofSheet& sheet, const Arguments& arguments, Session& session)
{
    const QString pdf = arguments.value(QStringLiteral("--pdf")), xlsx = arguments.value(QStringLiteral("--xlsx"));
    if (!xlsx.isEmpty() && !session.services().proofWorkbook)
        return fail(usageError(Words::tr("This build of the program writes no XLSX."),
                               Words::tr("Use the one that comes with the window.")));
    if (!pdf.isEmpty()) {
        const auto bytes = proofAsPdf(sheet);
        if (!bytes)
            return fail(bytes.error());
        if (auto written = writeOutput(pdf, *bytes); !written)
            return written;
    }
    if (!xlsx.isEmpty())
        return session.services().proofWorkbook(sheet, xlsx);
    return {};
}

Result<int> proof(const Arguments& arguments, Session& session)
{
    auto view = viewNamed(session, arguments);
    if (!view)
        return fail(view.error());
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const auto check = (*composition)->engine().verifySettlement(*view);
    if (!check)
        return fail(check.error());
    const auto sheet = engine::proofSheet(*view, *check, QStringLiteral(CAUSEWAY_VERSION), session.clock().nowMs());
    if (auto written = writeProof(sheet, arguments, session); !written)
        return fail(written.error());
    const bool isZero = view->proof.hasTotal && view->proof.difference.isZero();
    if (session.out().isJson()) {
        Json json = Json::object({{QStringLiteral("settlement"), view->record.key}});
        json.set(QStringLiteral("proof"), proofJson(*view));
        json.set(QStringLiteral("rows"), view->content.summary.rows);
        json.set(QStringLiteral("sha256"), QString::fromLatin1(view->content.summary.sha256));
        json.set(QStringLiteral("verified"), check->isSame);
        json.set(QStringLiteral("check"), check->sentence);
        json.set(QStringLiteral("posted"), view->isPosted());
        const Json whole = settlementJson(*view);
        json.set(QStringLiteral("categories"), whole[u"categories"]);
        json.set(QStringLiteral("documents"), whole[u"documents"]);
        session.out().document(json);
    } else {
        printProof(*view, session.out());
        session.out().text(Words::tr("Read again from the stored file: %1").arg(check->sentence));
        if (view->isReversed())
            session.out().text(
                Words::tr("Its journals were taken back (%1): nothing of it is booked.").arg(view->content.reversal->reason));
        else if (!isZero)
            session.out().text(Words::tr("The difference is not zero: this settlement cannot be closed."));
    }
    return isZero && check->isSame ? exitCode::kDone : exitCode::kNeedsPerson;
}
} // namespace

std::vector<Command> settlementCommands()
{
    const Option store{QStringLiteral("--store"), QStringLiteral("ID"), Words::tr("the store")};
    const QString id = QStringLiteral("ID");
    return {
        {QStringLiteral("settlements list"),
         Words::tr("list settlements, newest first"),
         {},
         {store, {QStringLiteral("--limit"), QStringLiteral("N"), Words::tr("at most so many (200)")}},
         {},
         list},
        {QStringLiteral("settlements show"),
         Words::tr("categories, accounts, steps and proof of one settlement"),
         {{id}},
         {store},
         Words::tr("Shows what the mappings make of it now. Ends with 1 when it cannot be posted as it is."),
         show},
        {QStringLiteral("settlements import"),
         Words::tr("take a settlement file in; sends nothing"),
         {{QStringLiteral("FILE")}},
         {store},
         Words::tr(
             "Flat files of version 2, and old ones of version 1. The same file again changes nothing; another file of a known "
             "settlement is kept beside it and never booked."),
         import},
        {QStringLiteral("settlements preview"),
         Words::tr("the journal entries, line by line; sends nothing"),
         {{id}},
         {store},
         {},
         preview},
        {QStringLiteral("settlements post"),
         Words::tr("approve and send the journal entries now"),
         {{id}},
         {store},
         Words::tr("0: posted, or posted before. 1: not posted (unmapped, differs from its total, period closed)."),
         post},
        {QStringLiteral("settlements proof"),
         Words::tr("report = posted + parked, checked again from the stored file"),
         {{id}},
         {store,
          {QStringLiteral("--pdf"), QStringLiteral("FILE"), Words::tr("write the proof sheet as PDF")},
          {QStringLiteral("--xlsx"), QStringLiteral("FILE"), Words::tr("and as a spreadsheet")}},
         Words::tr("Ends with 1 when the difference is not zero or the stored file was altered."),
         proof}};
}

} // namespace causeway::app::cli
