// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/SettlementJson.h"

#include <algorithm>
#include <map>
#include <utility>

#include "cli/Output.h"
#include "cli/RowJson.h"
#include "flows/SettlementDocuments.h"
#include "settlement/Waterfall.h"

namespace causeway::app::cli {

namespace {
/// Empty while NetSuite has not shown it.
QString accountName(const engine::SettlementView& view, const QString& id)
{
    const auto title = view.accountTitles.find(id);
    return title == view.accountTitles.end() ? QString() : title->second;
}

Json categoryJson(const engine::SettlementView& view, const engine::SettlementView::CategoryLine& line)
{
    Json json = Json::object();
    json.set(QStringLiteral("transactionType"), line.sum.category.transactionType);
    json.set(QStringLiteral("amountType"), line.sum.category.amountType);
    json.set(QStringLiteral("amountDescription"), line.sum.category.amountDescription);
    json.set(QStringLiteral("rows"), line.sum.rows);
    json.set(QStringLiteral("sum"), moneyJson(line.sum.sum));
    json.set(QStringLiteral("account"), line.account.isEmpty() ? Json() : Json(line.account));
    json.setIfPresent(QStringLiteral("accountName"), accountName(view, line.account));
    json.setIfPresent(QStringLiteral("mappedBy"), line.from);
    json.setIfPresent(QStringLiteral("group"), line.group);
    json.setIfPresent(QStringLiteral("parkedBecause"), line.parkedBecause);
    return json;
}

Json unmappedJson(const engine::SettlementView& view)
{
    Json list = Json::array();
    for (const auto& line : view.categories) {
        if (!line.account.isEmpty())
            continue;
        Json json = categoryJson(view, line);
        json.remove(u"account");
        list.append(std::move(json));
    }
    return list;
}

Json documentsJson(const engine::SettlementView& view)
{
    Json list = Json::array();
    for (const db::CommandRow& command : view.documents)
        list.append(Json::object({{QStringLiteral("type"), command.type},
                                  {QStringLiteral("id"), command.remoteId},
                                  {QStringLiteral("externalId"), command.key},
                                  {QStringLiteral("name"), command.remoteName}}));
    return list;
}

/// From gross sales to the deposit, and what became of the tax.
Result<Json> waterfallJson(const engine::SettlementView& view)
{
    using Bucket = settlement::Waterfall::Bucket;
    const QString& currency = view.content.summary.head.currency;
    const settlement::Groups groups;
    const auto waterfall = settlement::Waterfall::of(view.content.sums, groups, currency);
    if (!waterfall)
        return fail(waterfall.error());
    Json steps = Json::array();
    for (const settlement::Waterfall::Step& step : waterfall->steps()) {
        const QString name = step.bucket == Bucket::Sales     ? QStringLiteral("sales")
                             : step.bucket == Bucket::Refunds ? QStringLiteral("refunds")
                             : step.bucket == Bucket::Fees    ? QStringLiteral("fees")
                             : step.bucket == Bucket::Tax     ? QStringLiteral("tax")
                             : step.bucket == Bucket::Reserve ? QStringLiteral("reserve")
                                                              : QStringLiteral("other");
        steps.append(Json::object(
            {{QStringLiteral("step"), name}, {QStringLiteral("rows"), step.rows}, {QStringLiteral("sum"), moneyJson(step.sum)}}));
    }
    Money collected = Money::zero(currency), withheld = collected;
    for (const auto& line : view.categories) {
        Money* place = line.group == QStringLiteral("tax-collected")  ? &collected
                       : line.group == QStringLiteral("tax-withheld") ? &withheld
                                                                      : nullptr;
        if (place == nullptr)
            continue;
        auto sum = place->plus(line.sum.sum);
        if (!sum)
            return fail(sum.error());
        *place = std::move(*sum);
    }
    const auto net = collected.plus(withheld);
    if (!net)
        return fail(net.error());
    Json json = Json::object({{QStringLiteral("steps"), std::move(steps)}});
    json.set(QStringLiteral("deposit"), moneyJson(waterfall->total()));
    json.set(QStringLiteral("tax"), Json::object({{QStringLiteral("collected"), moneyJson(collected)},
                                                  {QStringLiteral("withheld"), moneyJson(withheld)},
                                                  {QStringLiteral("net"), moneyJson(*net)}}));
    return json;
}

/// What this file says otherwise than the one that was read first, by category.
Json reissueJson(const engine::SettlementView& view)
{
    const settlement::Content::Original& first = *view.content.reissueOf;
    const Money zero = Money::zero(view.content.summary.head.currency);
    struct Both
    {
        settlement::Category category;
        Money first, now;
    };
    std::map<QString, Both> both;
    for (const auto& [sums, side] : {std::pair(&first.sums, &Both::first), std::pair(&view.content.sums, &Both::now)}) {
        for (const settlement::CategorySum& sum : *sums) {
            Both& one = both.try_emplace(sum.category.looseKey(), Both{sum.category, zero, zero}).first->second;
            one.*side = (one.*side).plus(sum.sum).value_or(one.*side);
        }
    }
    Json differences = Json::array();
    for (const auto& [key, one] : both) {
        if (one.first == one.now)
            continue;
        Json json = Json::object();
        json.set(QStringLiteral("transactionType"), one.category.transactionType);
        json.set(QStringLiteral("amountType"), one.category.amountType);
        json.set(QStringLiteral("amountDescription"), one.category.amountDescription);
        json.set(QStringLiteral("first"), moneyJson(one.first));
        json.set(QStringLiteral("now"), moneyJson(one.now));
        json.set(QStringLiteral("difference"), moneyJson(one.now.minus(one.first).value_or(zero)));
        differences.append(std::move(json));
    }
    Json json = Json::object({{QStringLiteral("settlement"), view.content.summary.head.id}});
    json.set(QStringLiteral("sha256"), first.sha256);
    json.set(QStringLiteral("total"), moneyJson(first.total));
    json.set(QStringLiteral("differences"), std::move(differences));
    return json;
}

Json sideJson(const Money& amount)
{
    return amount.isZero() ? Json() : moneyJson(amount);
}

Json journalJson(const engine::SettlementView& view, const flows::PlannedJournal& planned)
{
    Json lines = Json::array();
    Money debits, credits;
    for (const settlement::JournalLine& line : planned.journal.lines) {
        const Money side = line.amount.absolute();
        Money& total = line.amount.isNegative() ? debits : credits;
        if (total.currency().isEmpty())
            total = Money::zero(side.currency());
        total = total.plus(side).value_or(total);
        Json json = Json::object({{QStringLiteral("account"), line.account}});
        json.setIfPresent(QStringLiteral("accountName"), accountName(view, line.account));
        json.set(QStringLiteral("debit"), line.amount.isNegative() ? sideJson(side) : Json());
        json.set(QStringLiteral("credit"), line.amount.isNegative() ? Json() : sideJson(side));
        json.set(QStringLiteral("memo"), line.memo);
        json.setIfPresent(QStringLiteral("class"), line.dimensions.classId);
        json.setIfPresent(QStringLiteral("location"), line.dimensions.location);
        json.setIfPresent(QStringLiteral("department"), line.dimensions.department);
        lines.append(std::move(json));
    }
    Json json = Json::object();
    json.set(QStringLiteral("type"), QStringLiteral("journalEntry"));
    json.set(QStringLiteral("externalId"), planned.key);
    json.set(QStringLiteral("date"), planned.date);
    json.set(QStringLiteral("lines"), std::move(lines));
    json.set(QStringLiteral("debits"), moneyJson(debits));
    json.set(QStringLiteral("credits"), moneyJson(credits));
    return json;
}

/// Customer payments, as the newest plan made them or as they were sent.
Json paymentsJson(const engine::SettlementView& view)
{
    Json list = Json::array();
    for (const auto* commands : {&view.documents, &view.planned}) {
        for (const db::CommandRow& command : *commands) {
            if (command.type != flows::settlement_documents::kPayment)
                continue;
            const auto body = view.bodies.find(command.key);
            Json json = Json::object({{QStringLiteral("externalId"), command.key}});
            json.set(QStringLiteral("order"), command.fingerprint[u"order"]);
            if (body != view.bodies.end())
                json.set(QStringLiteral("amount"),
                         Json::object({{QStringLiteral("amount"), QString::fromLatin1(body->second[u"payment"].numberText())},
                                       {QStringLiteral("currency"), view.content.summary.head.currency}}));
            json.set(QStringLiteral("state"), db::toString(command.state));
            list.append(std::move(json));
        }
    }
    if (!view.documents.empty() || !view.draft.payments)
        return list;
    const Json planned = std::exchange(list, Json::array()); // looked up just now: newer than the plan
    for (const flows::OrderPayment& payment : view.draft.payments->payments) {
        const auto same = std::find_if(planned.items().begin(), planned.items().end(),
                                       [&](const Json& one) { return one[u"order"].toString() == payment.orderId; });
        Json json = same == planned.items().end() ? Json::object() : *same;
        json.set(QStringLiteral("order"), payment.orderId);
        json.set(QStringLiteral("amount"), moneyJson(payment.amount));
        json.set(QStringLiteral("state"), same == planned.items().end() ? Json(QStringLiteral("preview")) : (*same)[u"state"]);
        list.append(std::move(json));
    }
    return list;
}
} // namespace

Json breakJson(const settlement::ChainBreak& one)
{
    using Kind = settlement::ChainBreak::Kind;
    Json json = Json::object();
    json.set(QStringLiteral("kind"), one.kind == Kind::Gap       ? QStringLiteral("gap")
                                     : one.kind == Kind::Reserve ? QStringLiteral("reserve")
                                                                 : QStringLiteral("payable"));
    json.set(QStringLiteral("before"), one.before);
    json.set(QStringLiteral("after"), one.after);
    if (one.kind == Kind::Gap) {
        json.set(QStringLiteral("from"), timeJson(one.fromMs));
        json.set(QStringLiteral("until"), timeJson(one.untilMs));
    } else {
        json.set(QStringLiteral("expected"), moneyJson(one.expected));
        json.set(QStringLiteral("found"), moneyJson(one.found));
    }
    return json;
}

Json proofJson(const engine::SettlementView& view)
{
    const auto& proof = view.proof;
    Json json = Json::object();
    json.set(QStringLiteral("reportTotal"), proof.hasTotal ? moneyJson(proof.reportTotal) : Json());
    json.set(QStringLiteral("sumOfRows"), moneyJson(proof.sumOfRows));
    json.set(QStringLiteral("posted"), moneyJson(proof.posted));
    json.set(QStringLiteral("elsewhere"), moneyJson(proof.elsewhere));
    json.set(QStringLiteral("parked"), moneyJson(proof.parked));
    json.set(QStringLiteral("difference"), moneyJson(proof.difference));
    return json;
}

Json settlementJson(const engine::SettlementView& view)
{
    const settlement::Summary& summary = view.content.summary;
    const settlement::Head& head = summary.head;
    Json json = Json::object();
    json.set(QStringLiteral("id"), view.record.key);
    json.set(QStringLiteral("record"), view.record.id.value());
    json.set(QStringLiteral("store"), view.record.store);
    json.set(QStringLiteral("currency"), head.currency);
    json.set(QStringLiteral("start"), timeJson(head.startMs));
    json.set(QStringLiteral("end"), timeJson(head.endMs));
    json.set(QStringLiteral("depositDate"), timeJson(head.depositMs));
    json.set(QStringLiteral("depositDay"), view.depositDay.isValid() ? Json(view.depositDay.toString(Qt::ISODate)) : Json());
    json.set(QStringLiteral("total"), moneyJson(head.total));
    json.set(QStringLiteral("rows"), summary.rows);
    json.set(QStringLiteral("state"), view.state);
    json.set(QStringLiteral("reason"), view.reason);
    Json steps = Json::object();
    for (const auto& step : view.steps)
        steps.set(step.name, step.state);
    json.set(QStringLiteral("steps"), std::move(steps));
    json.set(QStringLiteral("unmapped"), unmappedJson(view));
    Json categories = Json::array();
    for (const auto& line : view.categories)
        categories.append(categoryJson(view, line));
    json.set(QStringLiteral("categories"), std::move(categories));
    json.set(QStringLiteral("proof"), proofJson(view));
    json.set(QStringLiteral("documents"), documentsJson(view));
    json.set(QStringLiteral("payments"), paymentsJson(view));
    json.set(QStringLiteral("orders"), Json::object({{QStringLiteral("all"), view.matches.orders},
                                                     {QStringLiteral("inNetSuite"), view.matches.withDocument},
                                                     {QStringLiteral("waiting"), view.matches.waiting},
                                                     {QStringLiteral("unknown"), view.matches.unknown}}));
    Json months = Json::array();
    for (const auto& month : view.months)
        months.append(Json::object({{QStringLiteral("month"), month.month},
                                    {QStringLiteral("rows"), month.rows},
                                    {QStringLiteral("sum"), moneyJson(month.sum)},
                                    {QStringLiteral("until"), timeJson(month.endMs)}}));
    json.set(QStringLiteral("months"), std::move(months));
    json.set(QStringLiteral("carried"), Json::object({{QStringLiteral("reserveIn"), moneyJson(view.carried.reserveIn)},
                                                      {QStringLiteral("reserveOut"), moneyJson(view.carried.reserveOut)},
                                                      {QStringLiteral("payable"), moneyJson(view.carried.payable)},
                                                      {QStringLiteral("charge"), moneyJson(view.carried.charge)}}));
    Json breaks = Json::array();
    for (const settlement::ChainBreak& one : view.breaks)
        breaks.append(breakJson(one));
    json.set(QStringLiteral("breaks"), std::move(breaks));
    if (view.content.reversal)
        json.set(QStringLiteral("reversal"), Json::object({{QStringLiteral("reason"), view.content.reversal->reason},
                                                           {QStringLiteral("askedAt"), timeJson(view.content.reversal->askedMs)},
                                                           {QStringLiteral("posted"), view.isReversed()}}));
    json.set(QStringLiteral("generation"), view.content.generation);
    json.set(QStringLiteral("waterfall"), waterfallJson(view).value_or(Json()));
    if (view.content.reissueOf)
        json.set(QStringLiteral("reissueOf"), reissueJson(view));
    if (!view.content.replaced.empty()) {
        Json replaced = Json::array();
        for (const auto& one : view.content.replaced)
            replaced.append(Json(one.sha256));
        json.set(QStringLiteral("replaced"), std::move(replaced));
    }
    json.set(QStringLiteral("layout"), summary.layout == settlement::Layout::V1 ? QStringLiteral("V1") : QStringLiteral("V2"));
    json.set(QStringLiteral("encoding"), summary.encoding);
    json.set(QStringLiteral("sha256"), QString::fromLatin1(summary.sha256));
    Json problems = Json::array();
    for (const settlement::LineProblem& problem : summary.problems)
        problems.append(Json::object({{QStringLiteral("line"), problem.line},
                                      {QStringLiteral("column"), problem.column},
                                      {QStringLiteral("message"), problem.message}}));
    json.set(QStringLiteral("problems"), std::move(problems));
    json.set(QStringLiteral("problemCount"), summary.problemCount);
    if (view.trouble)
        json.set(QStringLiteral("error"), toJson(*view.trouble));
    return json;
}

Json previewJson(const engine::SettlementView& view)
{
    Json journals = Json::array();
    for (const flows::PlannedJournal& journal : view.draft.journals)
        journals.append(journalJson(view, journal));
    Json json = Json::object();
    json.set(QStringLiteral("settlement"), view.record.key);
    json.set(QStringLiteral("state"), view.state);
    json.set(QStringLiteral("reason"), view.reason);
    json.set(QStringLiteral("journals"), std::move(journals));
    json.set(QStringLiteral("payments"), paymentsJson(view));
    json.set(QStringLiteral("deposit"), view.draft.deposit ? moneyJson(*view.draft.deposit) : Json());
    json.setIfPresent(QStringLiteral("holds"), view.draft.holds);
    if (view.draft.payments && view.documents.empty()) {
        Json variances = Json::array();
        for (const flows::PaymentVariance& one : view.draft.payments->variances)
            variances.append(Json::object({{QStringLiteral("order"), one.orderId},
                                           {QStringLiteral("amount"), moneyJson(one.amount)},
                                           {QStringLiteral("cause"), flows::describe(one.cause)},
                                           {QStringLiteral("overTolerance"), one.isOver}}));
        json.set(QStringLiteral("variances"), std::move(variances));
    }
    json.set(QStringLiteral("unmapped"), unmappedJson(view));
    if (view.trouble)
        json.set(QStringLiteral("error"), toJson(*view.trouble));
    return json;
}

} // namespace causeway::app::cli
