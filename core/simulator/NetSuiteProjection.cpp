// SPDX-License-Identifier: GPL-3.0-or-later
// How records appear in the SuiteQL tables.
#include <cmath>

#include <QDateTime>
#include <QSet>

#include "simulator/NetSuiteRecords.h"

namespace causeway::simulator {
namespace {

QString sqlTime(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss");
}

QVariant plainValue(const QJsonValue& value)
{
    if (value.isObject())
        return value[QStringLiteral("id")].toString();
    return value.isBool() || value.isDouble() || value.isString() ? value.toVariant() : QVariant();
}

/// Every body field under its lower-case name; columns that do not exist are left out by put().
QVariantMap rowOf(const NetSuiteRecord& record)
{
    QVariantMap row;
    for (auto it = record.body.begin(); it != record.body.end(); ++it)
        row.insert(it.key().toLower(), plainValue(it.value()));
    row.insert(QStringLiteral("id"), record.id);
    row.insert(QStringLiteral("externalid"), record.externalId);
    row.insert(QStringLiteral("isinactive"), record.body[QStringLiteral("isInactive")].toBool());
    row.insert(QStringLiteral("lastmodifieddate"), sqlTime(record.modifiedMs));
    row.insert(QStringLiteral("datecreated"), sqlTime(record.createdMs));
    row.insert(QStringLiteral("createddate"), sqlTime(record.createdMs));
    return row;
}

/// In the document's currency; of a journal the sum of its debits.
double totalOf(const NetSuiteRecord& record)
{
    if (record.type->name != QStringLiteral("journalEntry"))
        return record.body[QStringLiteral("total")].toDouble();
    double sum = 0;
    const QJsonArray lines = linesOf(record.body, QStringLiteral("line"));
    for (const QJsonValue& line : lines)
        sum += line[QStringLiteral("debit")].toDouble();
    return sum;
}

QString dateOf(const NetSuiteRecord& record)
{
    const QString date = record.body[QStringLiteral("tranDate")].toString();
    return date.isEmpty() ? sqlTime(record.createdMs).left(10) : date;
}

} // namespace

void NetSuiteRecords::project(const NetSuiteRecord& record)
{
    if (record.type->group == QStringLiteral("transaction")) {
        projectTransaction(record);
        return;
    }
    QVariantMap row = rowOf(record);
    if (record.type->group == QStringLiteral("item"))
        row.insert(QStringLiteral("fullname"), row.value(QStringLiteral("itemid")));
    m_tables.put(record.type->group == QStringLiteral("item") ? QStringLiteral("item") : record.type->name.toLower(), row);
}

void NetSuiteRecords::projectTransaction(const NetSuiteRecord& record)
{
    QVariantMap row = rowOf(record);
    const QJsonObject& body = record.body;
    double exchangeRate = 1;
    if (const NetSuiteRecord* currency =
            find(*recordType(u"currency"), referenceId(body, QStringLiteral("currency")).toLongLong()))
        exchangeRate = currency->body[QStringLiteral("exchangeRate")].toDouble(1);
    row.insert(QStringLiteral("type"), record.type->sqlType);
    const QString& type = record.type->name;
    row.insert(QStringLiteral("status"), statusOf(record));
    // What goes back to the customer counts below nothing.
    const bool goesBack = type == QStringLiteral("creditMemo") || type == QStringLiteral("cashRefund") ||
                          type == QStringLiteral("customerRefund") || type == QStringLiteral("returnAuthorization");
    const double total = (goesBack ? -1 : 1) * totalOf(record);
    row.insert(QStringLiteral("foreigntotal"), total);
    row.insert(QStringLiteral("total"), total * exchangeRate);
    if (body.contains(QStringLiteral("customer")))
        row.insert(QStringLiteral("entity"), referenceId(body, QStringLiteral("customer")));
    if (type == QStringLiteral("invoice")) {
        row.insert(QStringLiteral("foreignamountpaid"), body[QStringLiteral("amountPaid")].toDouble());
        row.insert(QStringLiteral("foreignamountunpaid"), body[QStringLiteral("amountRemaining")].toDouble());
    }
    if (type == QStringLiteral("creditMemo") || type == QStringLiteral("customerPayment")) {
        row.insert(QStringLiteral("foreignpaymentamountused"), body[QStringLiteral("applied")].toDouble());
        row.insert(QStringLiteral("foreignpaymentamountunused"), body[QStringLiteral("unapplied")].toDouble());
    }
    row.insert(QStringLiteral("shippingtaxtotal"), body[QStringLiteral("shippingTaxAmount")].toDouble());
    row.insert(QStringLiteral("exchangerate"), exchangeRate);
    row.insert(QStringLiteral("posting"), record.type->posts);
    row.insert(QStringLiteral("voided"), false);
    row.insert(QStringLiteral("trandate"), dateOf(record));
    m_tables.put(QStringLiteral("transaction"), row);

    m_tables.remove(QStringLiteral("transactionline"), QStringLiteral("transaction"), record.id);
    int sequence = 0;
    const auto put = [&](QVariantMap line) {
        line.insert(QStringLiteral("uniquekey"), record.id * 1000 + sequence);
        line.insert(QStringLiteral("transaction"), record.id);
        line.insert(QStringLiteral("linesequencenumber"), sequence);
        if (!line.contains(QStringLiteral("entity")))
            line.insert(QStringLiteral("entity"), row.value(QStringLiteral("entity")));
        line.insert(QStringLiteral("createdfrom"), referenceId(body, QStringLiteral("createdFrom")));
        line.insert(QStringLiteral("subsidiary"), referenceId(body, QStringLiteral("subsidiary")));
        for (const QString& flag : {QStringLiteral("mainline"), QStringLiteral("taxline"), QStringLiteral("isclosed")}) {
            if (!line.contains(flag))
                line.insert(flag, false);
        }
        m_tables.put(QStringLiteral("transactionline"), line);
        ++sequence;
    };
    put({{QStringLiteral("id"), 0},
         {QStringLiteral("mainline"), true},
         {QStringLiteral("foreignamount"), total},
         {QStringLiteral("netamount"), total * exchangeRate}});
    const int sign = lineSign(*record.type);
    const bool hasShipped =
        isSalesDocument(*record.type) && (type == QStringLiteral("salesOrder") || type == QStringLiteral("returnAuthorization"));
    for (const QJsonValue& value : linesOf(body, QStringLiteral("item"))) {
        const QJsonObject fields = value.toObject();
        QVariantMap line;
        for (auto it = fields.begin(); it != fields.end(); ++it)
            line.insert(it.key().toLower(), plainValue(it.value()));
        const NetSuiteRecord* item =
            find(*recordType(u"inventoryItem"), referenceId(fields, QStringLiteral("item")).toLongLong());
        line.insert(QStringLiteral("id"), fields[QStringLiteral("line")].toInt());
        line.insert(QStringLiteral("itemtype"), item ? item->body[QStringLiteral("itemType")].toString() : QString());
        line.insert(QStringLiteral("quantity"), sign * fields[QStringLiteral("quantity")].toDouble(1));
        line.insert(QStringLiteral("netamount"), sign * fields[QStringLiteral("amount")].toDouble() * exchangeRate);
        line.insert(QStringLiteral("foreignamount"), sign * fields[QStringLiteral("amount")].toDouble());
        if (hasShipped) {
            const double moved = fields[type == QStringLiteral("salesOrder") ? QStringLiteral("quantityFulfilled")
                                                                             : QStringLiteral("quantityReceived")]
                                     .toDouble();
            line.insert(QStringLiteral("quantityshiprecv"), moved);
            line.insert(QStringLiteral("quantitybilled"), fields[QStringLiteral("quantityBilled")].toDouble());
            line.insert(QStringLiteral("isfullyshipped"), moved >= fields[QStringLiteral("quantity")].toDouble(1));
        }
        line.insert(QStringLiteral("memo"), fields[QStringLiteral("description")].toString());
        put(line);
    }
    const double shipping = body[QStringLiteral("shippingCost")].toDouble(), tax = body[QStringLiteral("taxTotal")].toDouble();
    if (shipping != 0)
        put({{QStringLiteral("itemtype"), QStringLiteral("ShipItem")},
             {QStringLiteral("item"), referenceId(body, QStringLiteral("shipMethod"))},
             {QStringLiteral("foreignamount"), sign * shipping},
             {QStringLiteral("netamount"), sign * shipping * exchangeRate}});
    if (tax != 0)
        put({{QStringLiteral("itemtype"), QStringLiteral("TaxItem")},
             {QStringLiteral("taxline"), true},
             {QStringLiteral("foreignamount"), sign * tax},
             {QStringLiteral("netamount"), sign * tax * exchangeRate}});
    for (const QString& list : {QStringLiteral("line"), QStringLiteral("other"), QStringLiteral("cashback")}) {
        const QJsonArray entries = linesOf(body, list); // journal and deposit
        for (const QJsonValue& value : entries) {
            const QJsonObject fields = value.toObject();
            QVariantMap line;
            for (auto it = fields.begin(); it != fields.end(); ++it)
                line.insert(it.key().toLower(), plainValue(it.value()));
            double debit = fields[QStringLiteral("debit")].toDouble(), credit = fields[QStringLiteral("credit")].toDouble();
            if (list == QStringLiteral("other"))
                credit = fields[QStringLiteral("amount")].toDouble();
            if (list == QStringLiteral("cashback"))
                debit = fields[QStringLiteral("amount")].toDouble();
            line.insert(QStringLiteral("id"), fields[QStringLiteral("line")].toInt());
            line.insert(QStringLiteral("expenseaccount"), referenceId(fields, QStringLiteral("account")));
            if (debit != 0)
                line.insert(QStringLiteral("debitforeignamount"), debit);
            if (credit != 0)
                line.insert(QStringLiteral("creditforeignamount"), credit);
            line.insert(QStringLiteral("foreignamount"), debit - credit);
            line.insert(QStringLiteral("netamount"), (debit - credit) * exchangeRate);
            put(line);
        }
    }
    projectAccounts(record, total);
    projectLinks(record);
    projectPackages(record);
}

/// What a document does on accounts that it names itself; what items and customers stand for is left out. Each company keeps its
/// books in the currency that it sells in.
void NetSuiteRecords::projectAccounts(const NetSuiteRecord& record, double total)
{
    const QString table = QStringLiteral("transactionaccountingline");
    m_tables.remove(table, QStringLiteral("transaction"), record.id);
    if (record.body.isEmpty())
        return;
    int number = 0;
    const auto put = [&](const QString& account, double debit) {
        if (account.isEmpty() || debit == 0)
            return;
        m_tables.put(table, {{QStringLiteral("simkey"), QStringLiteral("%1/%2").arg(record.id).arg(number)},
                             {QStringLiteral("transaction"), record.id},
                             {QStringLiteral("transactionline"), number},
                             {QStringLiteral("account"), account},
                             {debit > 0 ? QStringLiteral("debit") : QStringLiteral("credit"), std::abs(debit)},
                             {QStringLiteral("amount"), debit},
                             {QStringLiteral("posting"), true}});
        ++number;
    };
    static const QSet<QString> kMoney{QStringLiteral("deposit"), QStringLiteral("customerPayment"), QStringLiteral("cashSale"),
                                      QStringLiteral("customerRefund"), QStringLiteral("cashRefund")};
    if (kMoney.contains(record.type->name))
        put(referenceId(record.body, QStringLiteral("account")), total);
    for (const QString& list : {QStringLiteral("line"), QStringLiteral("other"), QStringLiteral("cashback")}) {
        const QJsonArray lines = linesOf(record.body, list);
        for (const QJsonValue& value : lines) {
            const QJsonObject line = value.toObject();
            const double amount = line[QStringLiteral("amount")].toDouble();
            const double debit = list == QStringLiteral("other") ? -amount
                                 : list == QStringLiteral("cashback")
                                     ? amount
                                     : line[QStringLiteral("debit")].toDouble() - line[QStringLiteral("credit")].toDouble();
            put(referenceId(line, QStringLiteral("account")), debit);
        }
    }
}

void NetSuiteRecords::projectLinks(const NetSuiteRecord& record)
{
    for (const QString& table : {QStringLiteral("nexttransactionlink"), QStringLiteral("previoustransactionlink"),
                                 QStringLiteral("nexttransactionlinelink"), QStringLiteral("previoustransactionlinelink")})
        m_tables.remove(table, QStringLiteral("nextdoc"), record.id);
    const auto put = [&](const NetSuiteRecord& source, int sourceLine, int line, const QString& linkType, double amount) {
        QVariantMap row{
            {QStringLiteral("simkey"), QStringLiteral("%1/%2/%3/%4").arg(source.id).arg(sourceLine).arg(record.id).arg(line)},
            {QStringLiteral("previousdoc"), source.id},
            {QStringLiteral("previoustype"), source.type->sqlType},
            {QStringLiteral("previousdate"), dateOf(source)},
            {QStringLiteral("nextdoc"), record.id},
            {QStringLiteral("nexttype"), record.type->sqlType},
            {QStringLiteral("nextdate"), dateOf(record)},
            {QStringLiteral("linktype"), linkType},
            {QStringLiteral("foreignamount"), amount}};
        if (sourceLine == 0 && line == 0) {
            m_tables.put(QStringLiteral("nexttransactionlink"), row);
            m_tables.put(QStringLiteral("previoustransactionlink"), row);
        }
        row.insert(QStringLiteral("previousline"), sourceLine);
        row.insert(QStringLiteral("nextline"), line);
        m_tables.put(QStringLiteral("nexttransactionlinelink"), row);
        m_tables.put(QStringLiteral("previoustransactionlinelink"), row);
    };
    const QString& type = record.type->name;
    if (const NetSuiteRecord* source = transaction(referenceId(record.body, QStringLiteral("createdFrom")).toLongLong())) {
        const bool bills =
            source->type->name == QStringLiteral("salesOrder") || source->type->name == QStringLiteral("returnAuthorization");
        const QString linkType = isMovement(*record.type)                                 ? QStringLiteral("ShipRcpt")
                                 : bills && type != QStringLiteral("returnAuthorization") ? QStringLiteral("OrdBill")
                                                                                          : QStringLiteral("SaleRet");
        put(*source, 0, 0, linkType, totalOf(record));
        const QJsonArray lines = linesOf(record.body, QStringLiteral("item"));
        for (const QJsonValue& line : lines) {
            if (line[QStringLiteral("orderLine")].toInt() > 0)
                put(*source, line[QStringLiteral("orderLine")].toInt(), line[QStringLiteral("line")].toInt(), linkType,
                    line[QStringLiteral("amount")].toDouble());
        }
    }
    const QJsonArray applied = linesOf(record.body, QStringLiteral("apply"));
    for (const QJsonValue& line : applied) {
        if (const NetSuiteRecord* target = transaction(line[QStringLiteral("doc")][QStringLiteral("id")].toString().toLongLong()))
            put(*target, 0, 0, QStringLiteral("Payment"), line[QStringLiteral("amount")].toDouble());
    }
    const QJsonArray payments = linesOf(record.body, QStringLiteral("payment"));
    for (const QJsonValue& line : payments) {
        if (const NetSuiteRecord* payment = transaction(line[QStringLiteral("id")].toVariant().toLongLong()))
            put(*payment, 0, 0, QStringLiteral("Deposit"), totalOf(*payment));
    }
}

/// Tracking numbers are a table of their own: one row per number, however many packages and fulfillments carry it.
void NetSuiteRecords::projectPackages(const NetSuiteRecord& record)
{
    if (record.type->name != QStringLiteral("itemFulfillment"))
        return;
    m_tables.remove(QStringLiteral("trackingnumbermap"), QStringLiteral("transaction"), record.id);
    m_tables.remove(QStringLiteral("transactionshipment"), QStringLiteral("doc"), record.id);
    const QJsonArray packages = linesOf(record.body, QStringLiteral("package"));
    double weight = 0;
    for (const QJsonValue& package : packages) {
        weight += package[QStringLiteral("packageWeight")].toDouble();
        const QString number = package[QStringLiteral("packageTrackingNumber")].toString();
        if (number.isEmpty())
            continue;
        const qint64 id = m_trackingIds.try_emplace(number, static_cast<qint64>(m_trackingIds.size()) + 1).first->second;
        m_tables.put(QStringLiteral("trackingnumber"), {{QStringLiteral("id"), id}, {QStringLiteral("trackingnumber"), number}});
        m_tables.put(QStringLiteral("trackingnumbermap"),
                     {{QStringLiteral("simkey"), QStringLiteral("%1/%2").arg(record.id).arg(id)},
                      {QStringLiteral("transaction"), record.id},
                      {QStringLiteral("trackingnumber"), id}});
    }
    if (!record.body.isEmpty())
        m_tables.put(QStringLiteral("transactionshipment"),
                     {{QStringLiteral("doc"), record.id},
                      {QStringLiteral("shippingmethod"), referenceId(record.body, QStringLiteral("shipMethod"))},
                      {QStringLiteral("weight"), weight}});
}

} // namespace causeway::simulator
