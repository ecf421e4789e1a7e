// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ProofSheet.h"

#include <QCoreApplication>

#include "base/Clock.h"
#include "base/Text.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::ProofSheet)
};

QString timeOf(const std::optional<qint64>& at)
{
    return at ? toIso8601(*at) : QStringLiteral("–");
}

QString money(const Money& amount)
{
    return amount.amountText() + u' ' + amount.currency();
}

QStringList remarksOf(const SettlementView& view)
{
    QStringList remarks;
    using Kind = settlement::ChainBreak::Kind;
    for (const settlement::ChainBreak& one : view.breaks) {
        remarks << (one.kind == Kind::Gap       ? Words::tr("Between %1 and %2 a period is missing.").arg(one.before, one.after)
                    : one.kind == Kind::Reserve ? Words::tr("%1 held a reserve of %2, %3 released %4.")
                                                      .arg(one.before, money(one.expected), one.after, money(one.found))
                                                : Words::tr("%1 left %2 to pay, %3 took over %4.")
                                                      .arg(one.before, money(one.expected), one.after, money(one.found)));
    }
    const qint64 missing = view.matches.orders - view.matches.withDocument;
    if (missing > 0)
        remarks << Words::tr("%n order(s) of this settlement have no document in NetSuite.", nullptr, static_cast<int>(missing));
    if (view.content.summary.problemCount > 0)
        remarks << Words::tr("%n line(s) of the file could not be read.", nullptr,
                             static_cast<int>(view.content.summary.problemCount));
    if (view.trouble)
        remarks << view.trouble->message;
    if (view.content.reversal)
        remarks << Words::tr("Taken back: %1").arg(view.content.reversal->reason);
    return remarks;
}
} // namespace

ProofSheet proofSheet(const SettlementView& view, const ProofCheck& check, const QString& programVersion, qint64 madeAtMs)
{
    const settlement::Summary& summary = view.content.summary;
    const settlement::Head& head = summary.head;
    ProofSheet sheet;
    sheet.title = Words::tr("Proof of settlement %1").arg(safeText(view.record.key));
    sheet.currency = head.currency;
    sheet.facts = {
        {Words::tr("Store"), view.record.store},
        {Words::tr("Period"), QStringLiteral("%1 – %2").arg(timeOf(head.startMs), timeOf(head.endMs))},
        {Words::tr("Deposit"), view.depositDay.isValid()
                                   ? QStringLiteral("%1 (%2)").arg(view.depositDay.toString(Qt::ISODate), timeOf(head.depositMs))
                                   : timeOf(head.depositMs)},
        {Words::tr("State"), view.reason.isEmpty() ? view.state : view.state + QStringLiteral(" (%1)").arg(view.reason)},
        {Words::tr("Rows"), QString::number(summary.rows)},
        {Words::tr("Size of the file"), Words::tr("%1 bytes").arg(view.content.bytes)},
        {Words::tr("SHA-256 of the file"), QString::fromLatin1(summary.sha256)},
        {Words::tr("Stored file read again"), check.sentence},
        {Words::tr("Made"), Words::tr("%1 by Causeway %2").arg(toIso8601(madeAtMs), programVersion)}};
    const SettlementView::Proof& proof = view.proof;
    sheet.equation = {{Words::tr("Total of the report"), proof.reportTotal},
                      {Words::tr("Sum of its rows"), proof.sumOfRows},
                      {Words::tr("Posted"), proof.posted},
                      {Words::tr("  of that by cash sales and refunds of its orders"), proof.elsewhere},
                      {Words::tr("Parked"), proof.parked},
                      {Words::tr("Difference"), proof.difference}};
    sheet.isProven = proof.hasTotal && proof.difference.isZero() && check.isSame;
    sheet.verdict = !proof.hasTotal  ? Words::tr("The report has no total: nothing is proven.")
                    : !check.isSame  ? check.sentence
                    : sheet.isProven ? Words::tr("The difference is zero.")
                                     : Words::tr("The difference is not zero: this settlement cannot be closed.");
    for (const SettlementView::CategoryLine& line : view.categories)
        sheet.lines.push_back({safeText(line.sum.category.key()), view.accountTitle(line.account),
                               line.parkedBecause.isEmpty() ? line.from : Words::tr("parked: %1").arg(line.parkedBecause),
                               line.sum.rows, line.sum.sum});
    for (const SettlementView::Month& month : view.months)
        sheet.months.emplace_back(month.month.isEmpty() ? Words::tr("Without a date") : month.month, month.sum);
    for (const db::CommandRow& document : view.documents)
        sheet.documents.push_back({document.type, document.remoteName, document.remoteId, document.key});
    sheet.remarks = remarksOf(view);
    return sheet;
}

} // namespace causeway::engine
