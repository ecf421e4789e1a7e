// SPDX-License-Identifier: GPL-3.0-or-later
// How records appear in the SuiteQL tables.
#include <QDateTime>

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
    row.insert(QStringLiteral("status"), referenceId(body, QStringLiteral("orderStatus")));
    row.insert(QStringLiteral("foreigntotal"), body[QStringLiteral("total")].toDouble());
    row.insert(QStringLiteral("total"), body[QStringLiteral("total")].toDouble() * exchangeRate);
    row.insert(QStringLiteral("shippingtaxtotal"), body[QStringLiteral("shippingTaxAmount")].toDouble());
    row.insert(QStringLiteral("exchangerate"), exchangeRate);
    row.insert(QStringLiteral("posting"), record.type->posts);
    row.insert(QStringLiteral("voided"), false);
    if (!body.contains(QStringLiteral("tranDate")))
        row.insert(QStringLiteral("trandate"), sqlTime(record.createdMs).left(10));
    m_tables.put(QStringLiteral("transaction"), row);

    m_tables.remove(QStringLiteral("transactionline"), QStringLiteral("transaction"), record.id);
    int sequence = 0;
    const auto put = [&](QVariantMap line) {
        line.insert(QStringLiteral("uniquekey"), record.id * 1000 + sequence);
        line.insert(QStringLiteral("transaction"), record.id);
        line.insert(QStringLiteral("linesequencenumber"), sequence);
        line.insert(QStringLiteral("entity"), referenceId(body, QStringLiteral("entity")));
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
         {QStringLiteral("foreignamount"), body[QStringLiteral("total")].toDouble()},
         {QStringLiteral("netamount"), body[QStringLiteral("total")].toDouble() * exchangeRate}});
    for (const QJsonValue& value : linesOf(body, QStringLiteral("item"))) {
        const QJsonObject fields = value.toObject();
        QVariantMap line;
        for (auto it = fields.begin(); it != fields.end(); ++it)
            line.insert(it.key().toLower(), plainValue(it.value()));
        const NetSuiteRecord* item =
            find(*recordType(u"inventoryItem"), referenceId(fields, QStringLiteral("item")).toLongLong());
        line.insert(QStringLiteral("id"), fields[QStringLiteral("line")].toInt());
        line.insert(QStringLiteral("itemtype"), item ? item->body[QStringLiteral("itemType")].toString() : QString());
        line.insert(QStringLiteral("quantity"), -fields[QStringLiteral("quantity")].toDouble(1));
        line.insert(QStringLiteral("netamount"), -fields[QStringLiteral("amount")].toDouble() * exchangeRate);
        line.insert(QStringLiteral("foreignamount"), -fields[QStringLiteral("amount")].toDouble());
        line.insert(QStringLiteral("memo"), fields[QStringLiteral("description")].toString());
        put(line);
    }
    const double shipping = body[QStringLiteral("shippingCost")].toDouble(), tax = body[QStringLiteral("taxTotal")].toDouble();
    if (shipping != 0)
        put({{QStringLiteral("itemtype"), QStringLiteral("ShipItem")},
             {QStringLiteral("item"), referenceId(body, QStringLiteral("shipMethod"))},
             {QStringLiteral("foreignamount"), -shipping},
             {QStringLiteral("netamount"), -shipping * exchangeRate}});
    if (tax != 0)
        put({{QStringLiteral("itemtype"), QStringLiteral("TaxItem")},
             {QStringLiteral("taxline"), true},
             {QStringLiteral("foreignamount"), -tax},
             {QStringLiteral("netamount"), -tax * exchangeRate}});
}

} // namespace causeway::simulator
