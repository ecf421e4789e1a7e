// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ClearingAccount.h"

#include "flows/SettlementDocuments.h"
#include "flows/SuiteQlText.h"

namespace causeway::engine {

namespace {
namespace documents = flows::settlement_documents;

Result<void> add(Money& place, const Result<Money>& amount)
{
    auto sum = amount ? place.plus(*amount) : amount;
    if (!sum)
        return fail(sum.error());
    place = std::move(*sum);
    return {};
}

Result<Money> numberOf(const Json& number, const QString& currency)
{
    return Money::parse(QString::fromLatin1(number.numberText()), currency);
}

Result<void> addDocument(ClearingLine& line, const db::CommandRow& document, const Json& body, const QString& account,
                         const settlement::Head& head)
{
    if (document.type == documents::kJournal) {
        auto journal = documents::journalOf(document.key, body, head);
        if (!journal)
            return fail(journal.error());
        for (const settlement::JournalLine& one : journal->journal.lines) {
            // The mapping may have changed since: the balancing line says of itself what it is.
            if (one.account != account && one.memo != settlement::kClearingMemo)
                continue;
            if (auto added = add(line.booked, one.amount.negated()); !added)
                return added;
        }
    } else if (document.type == documents::kPayment) {
        return add(line.booked, numberOf(body[u"payment"], head.currency));
    } else if (document.type == documents::kDeposit) {
        for (const Json& other : body[u"other"][u"items"].items()) {
            if (auto added = add(line.deposited, numberOf(other[u"amount"], head.currency)); !added)
                return added;
        }
    }
    return {};
}
} // namespace

Result<Money> ClearingLine::open() const
{
    auto all = booked.plus(elsewhere);
    return all ? all->minus(deposited.isZero() ? received : deposited) : all;
}

Result<ClearingLine> clearingLineOf(const SettlementView& view, const QString& account, const Money& received)
{
    const settlement::Head& head = view.content.summary.head;
    const Money zero = Money::zero(head.currency);
    ClearingLine line{view.record.id, view.record.key, view.record.store, head.total.value_or(zero), zero, zero, received,
                      zero,           view.isPosted()};
    for (const db::CommandRow& document : view.documents) {
        if (const Json& elsewhere = document.fingerprint[documents::kElsewhere]; elsewhere.isString()) {
            if (auto added = add(line.elsewhere, Money::parse(elsewhere.toString(), head.currency)); !added)
                return fail(added.error());
        }
        const auto body = view.bodies.find(document.key);
        if (body == view.bodies.end())
            continue;
        if (auto added = addDocument(line, document, body->second, account, head); !added)
            return fail(added.error());
    }
    return line;
}

Result<ClearingBalance> readClearingBalance(netsuite::Api& netsuite, const QString& account, const QString& currency,
                                            const StopToken& stop)
{
    const QString source =
        QStringLiteral("CASE WHEN t.externalid LIKE 'AMZ-JE-%' OR t.externalid LIKE 'AMZ-PAY-%' OR t.externalid LIKE 'AMZ-DEP-%' "
                       "THEN 'settlements' WHEN t.externalid LIKE 'AMZ-%' THEN 'orders' ELSE 'others' END");
    const auto rows =
        netsuite.suiteQl(QStringLiteral("SELECT %1 AS source, ROUND(SUM(COALESCE(a.debit, 0) - COALESCE(a.credit, 0)), 3) AS "
                                        "balance FROM transactionaccountingline a JOIN transaction t ON t.id = a.transaction "
                                        "JOIN currency c ON c.id = t.currency "
                                        "WHERE a.account = ? AND c.symbol = ? AND a.posting = 'T' GROUP BY %1")
                             .arg(source),
                         {account, currency}, stop);
    if (!rows)
        return fail(rows.error());
    const Money zero = Money::zero(currency);
    ClearingBalance balance{zero, zero, zero, zero};
    for (const netsuite::SuiteQlRow& row : *rows) {
        const auto amount = Money::parse(flows::textOf(row, QStringLiteral("balance")), currency);
        const QString of = flows::textOf(row, QStringLiteral("source"));
        Money& place = of == QStringLiteral("settlements") ? balance.ofSettlements
                       : of == QStringLiteral("orders")    ? balance.ofOrders
                                                           : balance.others;
        for (Money* one : {&place, &balance.all}) {
            if (auto added = add(*one, amount); !added)
                return fail(added.error());
        }
    }
    return balance;
}

} // namespace causeway::engine
