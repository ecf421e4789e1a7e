// SPDX-License-Identifier: GPL-3.0-or-later
// What the simulated NetSuite checks when goods move and when they are billed, credited or returned.
#include "simulator/NetSuiteRecords.h"

namespace causeway::simulator {
namespace {

const QString kItem = QStringLiteral("item"), kLocation = QStringLiteral("location"), kQuantity = QStringLiteral("quantity"),
              kOrderLine = QStringLiteral("orderLine");

} // namespace

/// Fulfillments and receipts: lines that are left in, places, state, inactive items.
std::optional<RestError> NetSuiteRecords::checkMovement(const RecordType& type, QJsonObject& body, qint64 id) const
{
    const bool ships = type.name == QStringLiteral("itemFulfillment");
    const NetSuiteRecord* source = transaction(referenceId(body, QStringLiteral("createdFrom")).toLongLong());
    if (!source)
        return refusal(QStringLiteral("Please enter value(s) for: Created From"), QStringLiteral("createdFrom"));
    if (ships) {
        const QString status = referenceId(body, QStringLiteral("shipStatus"));
        if (status != QStringLiteral("A") && status != QStringLiteral("B") && status != QStringLiteral("C"))
            return invalidFieldValue(status, QStringLiteral("shipStatus"), QStringLiteral("shipStatus"));
        if (!m_features.advancedShipping && status != QStringLiteral("C"))
            return invalidFieldValue(status, QStringLiteral("shipStatus"), QStringLiteral("shipStatus"));
    }
    QJsonArray lines;
    const QJsonArray given = linesOf(body, kItem);
    int index = 0;
    for (const QJsonValue& value : given) {
        QJsonObject line = value.toObject();
        const QString path = QStringLiteral("item.items[%1]").arg(index++);
        if (line.contains(QStringLiteral("itemreceive")))
            line.insert(QStringLiteral("itemReceive"), line.take(QStringLiteral("itemreceive")));
        if (line.contains(QStringLiteral("itemReceive")) && !line.value(QStringLiteral("itemReceive")).toBool())
            continue;
        const QString itemId = referenceId(line, kItem);
        const NetSuiteRecord* item = find(*recordType(u"inventoryItem"), itemId.toLongLong());
        if (!item || (id == 0 && item->body.value(QStringLiteral("isInactive")).toBool()))
            return invalidFieldValue(itemId, kItem, path + QStringLiteral(".item"));
        if (const auto reject = m_rejects.find(itemId); reject != m_rejects.end())
            return refusal(reject->second);
        if (line.value(kQuantity).toDouble() <= 0)
            return refusal(QStringLiteral("Quantity must be positive."), path + QStringLiteral(".quantity"));
        if (m_features.multiLocation) {
            QString place = referenceId(line, kLocation);
            if (const QString other = referenceId(body, QStringLiteral("inventoryLocation")); ships && !other.isEmpty())
                place = other;
            if (place.isEmpty())
                place = referenceId(body, kLocation);
            if (place.isEmpty())
                return refusal(QStringLiteral("Please enter value(s) for: Location"), path + QStringLiteral(".location"));
            const NetSuiteRecord* location = find(*recordType(u"location"), place.toLongLong());
            const bool fits = location && (!m_features.oneWorld || referenceId(location->body, QStringLiteral("subsidiary")) ==
                                                                       referenceId(source->body, QStringLiteral("subsidiary")));
            if (!fits)
                return invalidFieldValue(place, kLocation, path + QStringLiteral(".location"));
            line.insert(kLocation, QJsonObject{{QStringLiteral("id"), place}});
        }
        lines.append(line);
    }
    if (lines.isEmpty())
        return refusal(QStringLiteral("You must enter at least one line item for this transaction."), kItem);
    body.insert(kItem, QJsonObject{{QStringLiteral("items"), lines}});
    return checkQuantities(type, body, id);
}

/// Never more than the document it was made from leaves, closed lines included.
std::optional<RestError> NetSuiteRecords::checkQuantities(const RecordType& type, const QJsonObject& body, qint64 id) const
{
    const NetSuiteRecord* source = transaction(referenceId(body, QStringLiteral("createdFrom")).toLongLong());
    if (!source)
        return std::nullopt;
    const bool isOrder = source->type->name == QStringLiteral("salesOrder"),
               isReturn = source->type->name == QStringLiteral("returnAuthorization");
    const bool isBilling = isOrder && (type.name == QStringLiteral("invoice") || type.name == QStringLiteral("cashSale"));
    const bool isCrediting = isReturn && (type.name == QStringLiteral("creditMemo") || type.name == QStringLiteral("cashRefund"));
    if (!isBilling && !isCrediting && !isMovement(type))
        return std::nullopt;
    const QStringList same = isBilling     ? QStringList{QStringLiteral("invoice"), QStringLiteral("cashSale")}
                             : isCrediting ? QStringList{QStringLiteral("creditMemo"), QStringLiteral("cashRefund")}
                                           : QStringList{type.name};
    std::map<int, double> wanted;
    const QJsonArray lines = linesOf(body, kItem), sourceLines = linesOf(source->body, kItem);
    for (const QJsonValue& line : lines) {
        if (line[kOrderLine].toInt() > 0)
            wanted[line[kOrderLine].toInt()] += line[kQuantity].toDouble(1);
    }
    for (const QJsonValue& value : sourceLines) {
        const QJsonObject line = value.toObject();
        const int number = line.value(QStringLiteral("line")).toInt();
        const auto asked = wanted.find(number);
        if (asked == wanted.end())
            continue;
        const bool goods = isGoods(referenceId(line, kItem));
        double limit = line.value(kQuantity).toDouble(1);
        if (goods && isBilling && (!m_features.billInAdvance || line.value(QStringLiteral("isClosed")).toBool()))
            limit = taken(source->id, number, {QStringLiteral("itemFulfillment")}, 0, true);
        if (goods && isCrediting)
            limit = taken(source->id, number, {QStringLiteral("itemReceipt")}, 0);
        const double left = limit - taken(source->id, number, same, id);
        if (asked->second > left)
            return refusal(QStringLiteral("You have entered a quantity of %1 for line %2, but only %3 remains.")
                               .arg(asked->second)
                               .arg(number)
                               .arg(left),
                           kItem);
    }
    return std::nullopt;
}

/// Invoice, cash sale, credit memo, cash refund, return authorization; the header and lines are checked as a sales order's.
std::optional<RestError> NetSuiteRecords::checkSalesDocument(const RecordType& type, QJsonObject& body, qint64 id) const
{
    const QJsonArray lines = linesOf(body, kItem);
    const bool moves = type.name != QStringLiteral("returnAuthorization") && !body.contains(QStringLiteral("createdFrom"));
    int index = 0;
    for (const QJsonValue& value : lines) {
        const QJsonObject line = value.toObject();
        const QString path = QStringLiteral("item.items[%1]").arg(index++), itemId = referenceId(line, kItem);
        const NetSuiteRecord* item = find(*recordType(u"inventoryItem"), itemId.toLongLong());
        if (id == 0 && item && item->body.value(QStringLiteral("isInactive")).toBool())
            return invalidFieldValue(itemId, kItem, path + QStringLiteral(".item"));
        // Stock moves by the document itself, so NetSuite has to know where.
        const bool isStock = item && item->body.value(QStringLiteral("itemType")).toString() == QStringLiteral("InvtPart");
        if (m_features.multiLocation && moves && isStock && referenceId(line, kLocation).isEmpty() &&
            referenceId(body, kLocation).isEmpty())
            return refusal(QStringLiteral("Please enter value(s) for: Location"), path + QStringLiteral(".location"));
    }
    if (auto error = checkQuantities(type, body, id))
        return error;
    if (type.name == QStringLiteral("cashSale") || type.name == QStringLiteral("cashRefund"))
        return checkMoneyAccount(body);
    if (const QString account = referenceId(body, QStringLiteral("account")); !account.isEmpty()) {
        const NetSuiteRecord* record = find(*recordType(u"account"), account.toLongLong());
        if (!record || record->body.value(QStringLiteral("acctType")).toString() != QStringLiteral("AcctRec"))
            return invalidFieldValue(account, QStringLiteral("account"), QStringLiteral("account"));
    }
    return type.name == QStringLiteral("creditMemo") ? checkApply(type, body, id) : std::nullopt;
}

} // namespace causeway::simulator
