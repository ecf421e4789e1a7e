// SPDX-License-Identifier: GPL-3.0-or-later
// What the simulated NetSuite checks where money meets documents: apply lists, payments, refunds, journals, deposits.
#include <algorithm>

#include "simulator/NetSuiteRecords.h"

namespace causeway::simulator {
namespace {

const QString kApply = QStringLiteral("apply"), kAmount = QStringLiteral("amount"), kAccount = QStringLiteral("account"),
              kDoc = QStringLiteral("doc");

QJsonObject list(const QJsonArray& lines)
{
    return {{QStringLiteral("items"), lines}};
}

RestError missingValue(const QString& label, const QString& path)
{
    return refusal(QStringLiteral("Please enter value(s) for: %1").arg(label), path);
}

} // namespace

std::optional<RestError> NetSuiteRecords::checkMoney(const RecordType& type, QJsonObject& body, qint64 id) const
{
    if (type.name == QStringLiteral("journalEntry"))
        return checkJournal(body);
    if (type.name == QStringLiteral("deposit"))
        return checkDeposit(body, id);
    const bool isRefund = type.name == QStringLiteral("customerRefund");
    const NetSuiteRecord* customer = find(*recordType(u"customer"), referenceId(body, QStringLiteral("customer")).toLongLong());
    if (!customer)
        return missingValue(QStringLiteral("Customer"), QStringLiteral("customer"));
    if (m_features.oneWorld) {
        const QString own = referenceId(customer->body, QStringLiteral("subsidiary")),
                      given = referenceId(body, QStringLiteral("subsidiary"));
        if (!given.isEmpty() && given != own)
            return invalidFieldValue(given, QStringLiteral("subsidiary"), QStringLiteral("subsidiary"));
        body.insert(QStringLiteral("subsidiary"), QJsonObject{{QStringLiteral("id"), own}});
    }
    if (m_features.multiCurrency && referenceId(body, QStringLiteral("currency")).isEmpty())
        body.insert(QStringLiteral("currency"), customer->body.value(QStringLiteral("currency")));
    if (isRefund && referenceId(body, kAccount).isEmpty())
        return missingValue(QStringLiteral("Account"), kAccount);
    if (auto error = checkMoneyAccount(body))
        return error;
    return checkApply(type, body, id);
}

/// Where money goes: an account that can hold it, or Undeposited Funds when none is named.
std::optional<RestError> NetSuiteRecords::checkMoneyAccount(QJsonObject& body) const
{
    static const QStringList kHolders{QStringLiteral("Bank"), QStringLiteral("CredCard"), QStringLiteral("OthCurrAsset"),
                                      QStringLiteral("OthCurrLiab")};
    const QString account = referenceId(body, kAccount);
    if (!account.isEmpty()) {
        const NetSuiteRecord* record = find(*recordType(u"account"), account.toLongLong());
        if (!record || !kHolders.contains(record->body.value(QStringLiteral("acctType")).toString()))
            return invalidFieldValue(account, kAccount, kAccount);
    }
    const QString undeposited = referenceId(body, QStringLiteral("undepFunds"));
    if (account.isEmpty() && undeposited == QStringLiteral("F"))
        return missingValue(QStringLiteral("Account"), kAccount);
    if (undeposited.isEmpty())
        body.insert(QStringLiteral("undepFunds"),
                    QJsonObject{{QStringLiteral("id"), account.isEmpty() ? QStringLiteral("T") : QStringLiteral("F")}});
    return std::nullopt;
}

/// Apply lists: the document must exist, be open, be this customer's, and take no more than is open.
std::optional<RestError> NetSuiteRecords::checkApply(const RecordType& type, QJsonObject& body, qint64 id) const
{
    const bool isRefund = type.name == QStringLiteral("customerRefund"),
               isPayment = type.name == QStringLiteral("customerPayment");
    const QString customer = referenceId(body, isRefund || isPayment ? QStringLiteral("customer") : QStringLiteral("entity"));
    qint64 available = 0;
    if (type.name == QStringLiteral("creditMemo")) {
        QJsonObject counted = body;
        counted.insert(QStringLiteral("simSurcharged"), true); // the carrier gives nothing back
        computeTotals(counted);
        available = minorOf(counted, counted.value(QStringLiteral("total")).toDouble());
        for (const NetSuiteRecord* refund : id > 0 ? dependents(id) : std::vector<const NetSuiteRecord*>{}) {
            const QJsonArray lines = linesOf(refund->body, kApply);
            for (const QJsonValue& line : lines) {
                if (line[kDoc][QStringLiteral("id")].toString().toLongLong() == id)
                    available -= minorOf(body, line[kAmount].toDouble());
            }
        }
    } else if (isPayment) {
        available = minorOf(body, body.value(QStringLiteral("payment")).toDouble());
    }
    const bool countsItself = isRefund || (isPayment && !body.contains(QStringLiteral("payment")));
    QJsonArray kept;
    qint64 sum = 0;
    int index = 0;
    const QJsonArray lines = linesOf(body, kApply);
    for (const QJsonValue& value : lines) {
        QJsonObject line = value.toObject();
        const QString path = QStringLiteral("apply.items[%1]").arg(index++), doc = referenceId(line, kDoc);
        if (doc.isEmpty())
            return missingValue(QStringLiteral("doc"), path + QStringLiteral(".doc"));
        const bool isOff = (line.contains(kApply) && !line.value(kApply).toBool()) ||
                           (line.contains(kAmount) && line.value(kAmount).toDouble() == 0);
        if (isOff)
            continue;
        const NetSuiteRecord* target = transaction(doc.toLongLong());
        const QString targetType = target ? target->type->name : QString();
        const bool fits = isRefund ? targetType == QStringLiteral("creditMemo") || targetType == QStringLiteral("customerPayment")
                                   : targetType == QStringLiteral("invoice");
        const QString owner =
            !target ? QString()
                    : referenceId(target->body, targetType == QStringLiteral("customerPayment") ? QStringLiteral("customer")
                                                                                                : QStringLiteral("entity"));
        if (!fits || owner != customer || (m_features.multiCurrency && currencySymbol(target->body) != currencySymbol(body)))
            return invalidFieldValue(doc, kDoc, path + QStringLiteral(".doc"));
        const qint64 open = openAmount(*target, id);
        if (!line.contains(kAmount))
            line.insert(kAmount, majorOf(body, countsItself ? open : std::min(open, available - sum)));
        const qint64 amount = minorOf(body, line.value(kAmount).toDouble());
        if (amount < 0)
            return refusal(QStringLiteral("The amount applied must be positive."), path + QStringLiteral(".amount"));
        if (amount > open)
            return refusal(QStringLiteral("The amount applied (%1) cannot be more than the amount that is open (%2) on %3.")
                               .arg(line.value(kAmount).toDouble())
                               .arg(majorOf(body, open))
                               .arg(target->body.value(QStringLiteral("tranId")).toString()),
                           path + QStringLiteral(".amount"));
        if (amount == 0)
            continue;
        sum += amount;
        line.insert(kApply, true);
        line.insert(QStringLiteral("type"), targetType == QStringLiteral("invoice")      ? QStringLiteral("Invoice")
                                            : targetType == QStringLiteral("creditMemo") ? QStringLiteral("Credit Memo")
                                                                                         : QStringLiteral("Payment"));
        line.insert(QStringLiteral("refNum"), target->body.value(QStringLiteral("tranId")));
        line.insert(QStringLiteral("total"), target->body.value(QStringLiteral("total")));
        kept.append(line);
    }
    if (!lines.isEmpty())
        body.insert(kApply, list(kept));
    if (countsItself) {
        if (isRefund && sum <= 0)
            return refusal(QStringLiteral("A customer refund must apply to at least one credit."), kApply);
        body.insert(isRefund ? QStringLiteral("total") : QStringLiteral("payment"), majorOf(body, sum));
    } else if (sum > available) {
        return refusal(QStringLiteral("The total applied (%1) cannot be more than the total of this transaction (%2).")
                           .arg(majorOf(body, sum))
                           .arg(majorOf(body, available)),
                       kApply);
    }
    if (isPayment && minorOf(body, body.value(QStringLiteral("payment")).toDouble()) <= 0)
        return missingValue(QStringLiteral("Payment Amount"), QStringLiteral("payment"));
    return std::nullopt;
}

std::optional<RestError> NetSuiteRecords::checkJournal(QJsonObject& body) const
{
    if (m_features.oneWorld && referenceId(body, QStringLiteral("subsidiary")).isEmpty())
        return missingValue(QStringLiteral("Subsidiary"), QStringLiteral("subsidiary"));
    const QJsonArray lines = linesOf(body, QStringLiteral("line"));
    if (lines.size() < 2)
        return refusal(QStringLiteral("You must enter at least two lines for this transaction."), QStringLiteral("line"));
    qint64 balance = 0;
    int index = 0;
    for (const QJsonValue& value : lines) {
        const QJsonObject line = value.toObject();
        const QString path = QStringLiteral("line.items[%1]").arg(index++), account = referenceId(line, kAccount);
        const NetSuiteRecord* record = find(*recordType(u"account"), account.toLongLong());
        if (!record)
            return missingValue(QStringLiteral("Account"), path + QStringLiteral(".account"));
        const qint64 debit = minorOf(body, line.value(QStringLiteral("debit")).toDouble()),
                     credit = minorOf(body, line.value(QStringLiteral("credit")).toDouble());
        if ((debit == 0) == (credit == 0) || debit < 0 || credit < 0)
            return refusal(QStringLiteral("A journal line needs either a debit or a credit."), path);
        const QString kind = record->body.value(QStringLiteral("acctType")).toString();
        if ((kind == QStringLiteral("AcctRec") || kind == QStringLiteral("AcctPay")) &&
            referenceId(line, QStringLiteral("entity")).isEmpty())
            return missingValue(QStringLiteral("Name"), path + QStringLiteral(".entity"));
        balance += debit - credit;
    }
    if (balance != 0)
        return refusal(QStringLiteral("The amounts in a journal entry must balance."), QStringLiteral("line"));
    return std::nullopt;
}

std::optional<RestError> NetSuiteRecords::checkDeposit(QJsonObject& body, qint64 id) const
{
    const NetSuiteRecord* account = find(*recordType(u"account"), referenceId(body, kAccount).toLongLong());
    if (!account)
        return missingValue(QStringLiteral("Account"), kAccount);
    if (account->body.value(QStringLiteral("acctType")).toString() != QStringLiteral("Bank"))
        return invalidFieldValue(QString::number(account->id), kAccount, kAccount);
    qint64 total = 0;
    QJsonArray payments;
    int index = 0;
    const QJsonArray given = linesOf(body, QStringLiteral("payment"));
    for (const QJsonValue& value : given) {
        const QJsonObject line = value.toObject();
        const QString path = QStringLiteral("payment.items[%1].id").arg(index++),
                      key = line.value(QStringLiteral("id")).toVariant().toString();
        if (line.contains(QStringLiteral("deposit")) && !line.value(QStringLiteral("deposit")).toBool())
            continue;
        const NetSuiteRecord* payment = transaction(key.toLongLong());
        const QString type = payment ? payment->type->name : QString();
        const bool isOut = type == QStringLiteral("cashRefund") || type == QStringLiteral("customerRefund");
        const bool fits = isOut || type == QStringLiteral("cashSale") || type == QStringLiteral("customerPayment");
        if (!fits || referenceId(payment->body, QStringLiteral("undepFunds")) != QStringLiteral("T"))
            return invalidFieldValue(key, QStringLiteral("payment"), path);
        const auto others = dependents(payment->id);
        const bool isTaken = std::any_of(others.begin(), others.end(), [&](const NetSuiteRecord* r) {
            return r->id != id && r->type->name == QStringLiteral("deposit");
        });
        if (isTaken)
            return invalidFieldValue(key, QStringLiteral("payment"), path);
        const double amount =
            payment->body.value(type == QStringLiteral("customerPayment") ? QStringLiteral("payment") : QStringLiteral("total"))
                .toDouble();
        total += (isOut ? -1 : 1) * minorOf(body, amount);
        payments.append(line);
    }
    if (!given.isEmpty())
        body.insert(QStringLiteral("payment"), list(payments));
    for (const auto& [name, sign] : {std::pair{QStringLiteral("other"), 1}, std::pair{QStringLiteral("cashback"), -1}}) {
        index = 0;
        const QJsonArray lines = linesOf(body, name);
        for (const QJsonValue& value : lines) {
            if (referenceId(value.toObject(), kAccount).isEmpty())
                return missingValue(QStringLiteral("Account"), QStringLiteral("%1.items[%2].account").arg(name).arg(index));
            total += sign * minorOf(body, value[kAmount].toDouble());
            ++index;
        }
    }
    if (total <= 0) // whether NetSuite takes a deposit below nothing is not documented: the stricter reading
        return refusal(QStringLiteral("The total of a deposit must be positive."), QStringLiteral("payment"));
    body.insert(QStringLiteral("total"), majorOf(body, total));
    return std::nullopt;
}

} // namespace causeway::simulator
