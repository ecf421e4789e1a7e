// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/SettlementDocuments.h"

#include <functional>

#include <QCoreApplication>
#include <QRegularExpression>

#include "mapping/AccountView.h"

namespace causeway::flows::settlement_documents {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::SettlementDocuments)
};

const QString kCredit = QStringLiteral("credit"), kDebit = QStringLiteral("debit");

Json reference(const QString& id)
{
    return Json::object({{QStringLiteral("id"), id}});
}

Json number(const Money& amount)
{
    return Json::number(amount.amountText().toLatin1());
}

Json lineJson(const settlement::JournalLine& line, const mapping::AccountView& account)
{
    Json json = Json::object({{QStringLiteral("account"), reference(line.account)}});
    json.set(line.amount.isNegative() ? kDebit : kCredit, number(line.amount.absolute()));
    json.set(QStringLiteral("memo"), line.memo);
    const auto set = [&](const QString& name, const QString& id, QStringView feature) {
        if (!id.isEmpty() && account.feature(feature, true))
            json.set(name, reference(id));
    };
    set(QStringLiteral("class"), line.dimensions.classId, u"classes");
    set(QStringLiteral("location"), line.dimensions.location, u"multiLocation");
    set(QStringLiteral("department"), line.dimensions.department, u"departments");
    return json;
}

/// What every document of a settlement has.
Command begin(const QString& type, const QString& key, const settlement::Head& head, const QString& date, const QString& dateFrom,
              const QString& note, const PlanContext& context)
{
    const mapping::AccountView account(context.account);
    Command command;
    command.target = QStringLiteral("netsuite");
    command.key = key;
    command.operation = QStringLiteral("create");
    command.type = type;
    command.personal = false;
    Json& body = command.body;
    body.set(QStringLiteral("externalId"), key);
    body.set(QStringLiteral("tranDate"), date);
    command.origins.emplace_back(QStringLiteral("tranDate"), note.isEmpty() ? dateFrom : note);
    const bool takesSubsidiary = type == kJournal; // the others have that of their customer or account
    if (takesSubsidiary && !context.store.defaults.subsidiary.isEmpty() && account.feature(u"oneWorld", true)) {
        body.set(QStringLiteral("subsidiary"), reference(context.store.defaults.subsidiary));
        command.origins.emplace_back(QStringLiteral("subsidiary"), Words::tr("Store: subsidiary"));
    }
    if (const auto currency = account.currencyId(head.currency); currency && account.feature(u"multiCurrency", true))
        body.set(QStringLiteral("currency"), reference(*currency));
    const QString memo = Words::tr("%1 settlement %2").arg(context.store.name, head.id);
    body.set(QStringLiteral("memo"), note.isEmpty() ? memo : memo + QStringLiteral("; ") + note);
    if (context.configuration.netSuite) {
        const QString field = context.configuration.netSuite->field(QStringLiteral("custbody_amz_settlement_id"));
        if (account.surelyHas(type, field))
            body.set(field, head.id);
    }
    command.fingerprint = Json::object({{QStringLiteral("settlement"), head.id}});
    return command;
}

/// "... 2/3" at the end of a memo.
QRegularExpressionMatch partOf(const Json& journalBody)
{
    static const QRegularExpression kEnd(QStringLiteral(" ([0-9]+)/([0-9]+)$"));
    return kEnd.match(journalBody[u"memo"].toString());
}

/// Of a journal line: credit positive, debit negative.
Result<Money> amountOf(const Json& line, const QString& currency)
{
    const bool isDebit = line.contains(kDebit);
    auto amount = Money::parse(QString::fromLatin1(line[isDebit ? u"debit" : u"credit"].numberText()), currency);
    if (!amount)
        return fail(amount.error());
    return isDebit ? amount->negated() : std::move(*amount);
}

/// Credits less debits of lines that are neither clearing nor carry.
Result<Money> sumOf(const Json& body, const QString& currency, const std::function<bool(const Json&)>& counts)
{
    Money sum = Money::zero(currency);
    for (const Json& line : body[u"line"][u"items"].items()) {
        const QString memo = line[u"memo"].toString();
        if (memo == settlement::kClearingMemo || memo == settlement::kCarryMemo || !counts(line))
            continue;
        auto amount = amountOf(line, currency);
        if (!amount)
            return fail(amount.error());
        auto next = sum.plus(*amount);
        if (!next)
            return fail(next.error());
        sum = std::move(*next);
    }
    return sum;
}
} // namespace

Command journal(const PlannedJournal& planned, const settlement::Head& head, const Money& elsewhere, const PlanContext& context)
{
    Command command =
        begin(kJournal, planned.key, head, planned.date, Words::tr("Settlement: day it ended"), planned.note, context);
    if (planned.parts > 1)
        command.body.set(
            QStringLiteral("memo"),
            QStringLiteral("%1 %2/%3").arg(command.body[u"memo"].toString()).arg(planned.journal.part).arg(planned.parts));
    const mapping::AccountView account(context.account);
    Json lines = Json::array();
    for (const settlement::JournalLine& line : planned.journal.lines) {
        command.origins.emplace_back(QStringLiteral("line.items[%1].account").arg(lines.size()), Words::tr("Mapping: accounts"));
        lines.append(lineJson(line, account));
    }
    command.fingerprint.set(QStringLiteral("lines"), static_cast<qint64>(lines.size()));
    if (!elsewhere.isZero())
        command.fingerprint.set(kElsewhere, elsewhere.amountText());
    command.body.set(QStringLiteral("line"), Json::object({{QStringLiteral("items"), std::move(lines)}}));
    command.amount = head.total;
    return command;
}

Command payment(const OrderPayment& planned, const QString& key, const settlement::Head& head, const QString& date,
                const QString& clearing, const PlanContext& context)
{
    Command command = begin(kPayment, key, head, date, Words::tr("Settlement: day it ended"), {}, context);
    Json& body = command.body;
    body.set(QStringLiteral("customer"), reference(planned.customer));
    body.set(QStringLiteral("account"), reference(clearing));
    body.set(QStringLiteral("payment"), number(planned.amount));
    body.set(QStringLiteral("autoApply"), false);
    Json apply = Json::array();
    for (const auto& [invoice, amount] : planned.invoices) {
        Json line = Json::object({{QStringLiteral("doc"), reference(invoice)}, {QStringLiteral("line"), 0}});
        line.set(QStringLiteral("apply"), true);
        line.set(QStringLiteral("amount"), number(amount));
        apply.append(std::move(line));
    }
    body.set(QStringLiteral("apply"), Json::object({{QStringLiteral("items"), std::move(apply)}}));
    if (context.configuration.netSuite) {
        const QString field = context.configuration.netSuite->field(QStringLiteral("custbody_amz_order_id"));
        if (mapping::AccountView(context.account).surelyHas(kPayment, field))
            body.set(field, planned.orderId);
    }
    command.fingerprint.set(QStringLiteral("order"), planned.orderId);
    command.origins.emplace_back(QStringLiteral("customer"), Words::tr("NetSuite: customer of the invoice"));
    command.origins.emplace_back(QStringLiteral("account"), Words::tr("Mapping: account “clearing”"));
    command.origins.emplace_back(QStringLiteral("payment"), Words::tr("Settlement: what the buyer paid"));
    command.amount = planned.amount;
    return command;
}

Command deposit(const Money& amount, const QString& key, const settlement::Head& head, const QString& date,
                const QString& clearing, const QString& bank, const PlanContext& context)
{
    Command command = begin(kDeposit, key, head, date, Words::tr("Settlement: day of the deposit"), {}, context);
    Json line = Json::object({{QStringLiteral("account"), reference(clearing)}, {QStringLiteral("amount"), number(amount)}});
    line.set(QStringLiteral("memo"), Words::tr("Amazon settlement %1").arg(head.id));
    command.body.set(QStringLiteral("account"), reference(bank));
    command.body.set(QStringLiteral("other"), Json::object({{QStringLiteral("items"), Json::array({std::move(line)})}}));
    command.origins.emplace_back(QStringLiteral("account"), Words::tr("Mapping: account “bank”"));
    command.amount = amount;
    return command;
}

Command reversal(const QString& key, const Json& body, const settlement::Head& head, const QString& date, const QString& reason)
{
    Command command;
    command.target = QStringLiteral("netsuite");
    command.key = reversalKey(key);
    command.operation = QStringLiteral("create");
    command.type = kJournal;
    command.personal = false;
    command.body = body;
    command.body.set(QStringLiteral("externalId"), command.key);
    command.body.set(QStringLiteral("tranDate"), date);
    command.body.set(QStringLiteral("memo"), Words::tr("Reverses %1: %2").arg(key, reason).left(900));
    Json lines = Json::array();
    for (Json line : body[u"line"][u"items"].items()) {
        const bool isDebit = line.contains(kDebit);
        Json amount = line[isDebit ? u"debit" : u"credit"];
        line.remove(isDebit ? kDebit : kCredit);
        line.set(isDebit ? kCredit : kDebit, std::move(amount));
        lines.append(std::move(line));
    }
    command.fingerprint = Json::object({{QStringLiteral("settlement"), head.id}, {QStringLiteral("reverses"), key}});
    command.body.set(QStringLiteral("line"), Json::object({{QStringLiteral("items"), std::move(lines)}}));
    command.origins = {{QStringLiteral("line"), Words::tr("The journal %1 with its sides changed").arg(key)},
                       {QStringLiteral("tranDate"), Words::tr("The day the reversal was asked for, in an open period")}};
    command.amount = head.total ? std::optional(head.total->negated()) : std::nullopt;
    return command;
}

int partsOf(const Json& journalBody)
{
    const auto end = partOf(journalBody);
    return end.hasMatch() ? end.captured(2).toInt() : 1;
}

Result<PlannedJournal> journalOf(const QString& key, const Json& body, const settlement::Head& head)
{
    PlannedJournal planned;
    planned.key = key;
    planned.date = body[u"tranDate"].toString();
    planned.parts = partsOf(body);
    if (const auto part = partOf(body); part.hasMatch())
        planned.journal.part = part.captured(1).toInt();
    const QString memo = body[u"memo"].toString(), noteAfter = head.id + QStringLiteral("; ");
    if (const qsizetype at = memo.indexOf(noteAfter); at >= 0) {
        const qsizetype from = at + noteAfter.size();
        planned.note = planned.parts > 1 ? memo.mid(from, partOf(body).capturedStart() - from) : memo.mid(from);
    }
    for (const Json& line : body[u"line"][u"items"].items()) {
        auto amount = amountOf(line, head.currency);
        if (!amount)
            return fail(amount.error());
        const auto id = [&](QStringView name) { return line[name][u"id"].toString(); };
        planned.journal.lines.push_back(
            {id(u"account"), std::move(*amount), {id(u"class"), id(u"location"), id(u"department")}, line[u"memo"].toString()});
    }
    return planned;
}

Result<Money> bookedBy(const Json& body, const QString& currency)
{
    return sumOf(body, currency, [](const Json&) { return true; });
}

Result<Money> bookedBy(const Json& body, const QString& currency, const QString& account)
{
    return sumOf(body, currency,
                 [&](const Json& line) { return !account.isEmpty() && line[u"account"][u"id"].toString() == account; });
}

} // namespace causeway::flows::settlement_documents
