// SPDX-License-Identifier: GPL-3.0-or-later
// Documents made from documents: what NetSuite proposes, and how the request's body changes the proposal.
#include <algorithm>

#include "simulator/NetSuiteRecords.h"

namespace causeway::simulator {
namespace {

const QString kItem = QStringLiteral("item"), kQuantity = QStringLiteral("quantity"), kOrderLine = QStringLiteral("orderLine");

bool canBecome(const QString& from, const QString& to)
{
    static const std::map<QString, QStringList> kTargets{
        {QStringLiteral("salesOrder"),
         {QStringLiteral("itemFulfillment"), QStringLiteral("invoice"), QStringLiteral("cashSale"),
          QStringLiteral("returnAuthorization")}},
        {QStringLiteral("invoice"),
         {QStringLiteral("creditMemo"), QStringLiteral("customerPayment"), QStringLiteral("returnAuthorization")}},
        {QStringLiteral("cashSale"), {QStringLiteral("cashRefund"), QStringLiteral("returnAuthorization")}},
        {QStringLiteral("returnAuthorization"),
         {QStringLiteral("itemReceipt"), QStringLiteral("creditMemo"), QStringLiteral("cashRefund")}},
    };
    const auto known = kTargets.find(from);
    return known != kTargets.end() && known->second.contains(to);
}

RestError notInitialised(const RecordType& to, qint64 sourceId, const QString& why)
{
    return refusal(QStringLiteral("You can not initialize %1: invalid reference %2. %3").arg(to.name).arg(sourceId).arg(why));
}

/// A line of the body with "itemReceive" in one spelling.
QJsonObject normalised(QJsonObject line)
{
    if (line.contains(QStringLiteral("itemreceive")))
        line.insert(QStringLiteral("itemReceive"), line.take(QStringLiteral("itemreceive")));
    return line;
}

int lineNumberOf(const QJsonObject& line)
{
    return line.contains(kOrderLine) ? line.value(kOrderLine).toInt() : line.value(QStringLiteral("line")).toInt();
}

} // namespace

tl::expected<qint64, RestError> NetSuiteRecords::transform(const RecordType& from, qint64 fromId, const RecordType& to,
                                                           const QJsonObject& given, const WriteOptions& options)
{
    if (!canBecome(from.name, to.name))
        return tl::unexpected<RestError>(
            refusal(QStringLiteral("The record type '%1' cannot be transformed to '%2'.").arg(from.name, to.name), {},
                    QStringLiteral("INVALID_REQUEST")));
    const NetSuiteRecord* source = find(from, fromId);
    if (!source)
        return tl::unexpected<RestError>(notInitialised(to, fromId, QString()));
    auto body = checkObject(given, to.fields, to, QStringLiteral("BODY"), {}, options);
    if (!body)
        return tl::unexpected<RestError>(body.error());
    NetSuiteRecord record;
    record.type = &to;
    record.externalId = given.value(QStringLiteral("externalId")).toString();
    record.madeBy = options.madeBy;
    record.createdMs = m_nowMs();
    if (!record.externalId.isEmpty() && m_externalIds.contains({to.group, record.externalId.toLower()}))
        return tl::unexpected<RestError>(refusal(QStringLiteral("This record already exists"), QStringLiteral("externalId")));
    auto proposed = proposal(*source, to, *body);
    if (!proposed)
        return tl::unexpected<RestError>(proposed.error());
    record.body = *proposed;
    if (const auto error = checkRules(to, record.body, 0))
        return tl::unexpected<RestError>(*error);
    const bool billsToo = to.name == QStringLiteral("itemFulfillment") && !m_features.advancedShipping;
    const qint64 id = insert(std::move(record), options);
    if (billsToo) {
        // Without Advanced Shipping the fulfillment is the invoice: both come of one save.
        WriteOptions quiet = options;
        quiet.warnings = nullptr;
        static_cast<void>(transform(from, fromId, *recordType(u"invoice"), {}, quiet));
    }
    return id;
}

tl::expected<QJsonObject, RestError> NetSuiteRecords::proposal(const NetSuiteRecord& source, const RecordType& to,
                                                               const QJsonObject& given) const
{
    const QString& from = source.type->name;
    const QString status = statusOf(source);
    const bool isMoving = isMovement(to),
               isBilling = to.name == QStringLiteral("invoice") || to.name == QStringLiteral("cashSale");
    const bool isCrediting = to.name == QStringLiteral("creditMemo") || to.name == QStringLiteral("cashRefund");
    const bool isOrder = from == QStringLiteral("salesOrder"), isReturn = from == QStringLiteral("returnAuthorization");
    if (isOrder || isReturn) {
        const QString label = isOrder ? orderStatusLabel(status) : statusLabel(source.type->sqlType, status);
        const bool isOver = status == QStringLiteral("A") || status == QStringLiteral("C") || status == QStringLiteral("H");
        const bool returnsNothing = to.name == QStringLiteral("returnAuthorization") && status == QStringLiteral("B");
        const QJsonArray all = linesOf(source.body, kItem);
        const bool hasGoods = std::any_of(all.begin(), all.end(), [&](const QJsonValue& l) {
            return isGoods(referenceId(l.toObject(), kItem)) && !l[QStringLiteral("isClosed")].toBool();
        });
        // Charges are billed together with goods that left the house, not before.
        const bool billsNothing = isOrder && isBilling && hasGoods && !m_features.billInAdvance &&
                                  (status == QStringLiteral("B") || status == QStringLiteral("D"));
        if (isOver || returnsNothing || billsNothing)
            return tl::unexpected<RestError>(notInitialised(to, source.id, QStringLiteral("Its status is %1.").arg(label)));
    }

    // What remains of each line.
    QJsonArray lines;
    const QJsonArray sourceLines = linesOf(source.body, kItem);
    for (const QJsonValue& value : sourceLines) {
        QJsonObject line = value.toObject();
        const int number = line.value(QStringLiteral("line")).toInt();
        const double ordered = line.value(kQuantity).toDouble(1);
        const bool isClosed = line.value(QStringLiteral("isClosed")).toBool();
        const bool ships = isGoods(referenceId(line, kItem));
        double remains = ordered;
        if (isMoving) {
            remains = ships && !isClosed ? ordered - taken(source.id, number, {to.name}, 0) : 0;
        } else if (isBilling) {
            const double base = ships && (isClosed || !m_features.billInAdvance)
                                    ? taken(source.id, number, {QStringLiteral("itemFulfillment")}, 0, true)
                                : isClosed ? 0
                                           : ordered;
            remains = base - taken(source.id, number, {QStringLiteral("invoice"), QStringLiteral("cashSale")}, 0);
        } else if (isCrediting && isReturn) {
            const double base = ships ? taken(source.id, number, {QStringLiteral("itemReceipt")}, 0) : isClosed ? 0 : ordered;
            remains = base - taken(source.id, number, {QStringLiteral("creditMemo"), QStringLiteral("cashRefund")}, 0);
        }
        if (remains <= 0)
            continue;
        for (const char* name :
             {"isClosed", "quantityFulfilled", "quantityBilled", "quantityReceived", "orderLine", "commitInventory", "createPo",
              "itemFulfillmentChoice", "expectedShipDate", "requestedDate", "grossAmt", "taxAmount"})
            line.remove(QLatin1String(name));
        if (remains != ordered)
            line.remove(QStringLiteral("amount")); // counted anew from the rate
        if (isMoving) {
            line.insert(QStringLiteral("itemReceive"), true);
            line.remove(QStringLiteral("rate"));
            line.remove(QStringLiteral("amount"));
            line.remove(QStringLiteral("price"));
        }
        line.insert(kQuantity, remains);
        line.insert(kOrderLine, number);
        lines.append(line);
    }

    // The body: fulfillments and receipts take every line that is not refused with itemReceive false (Oracle's sample); the
    // other documents hold what the body names when it names lines at all.
    if (given.contains(kItem)) {
        QJsonArray chosen;
        const QJsonArray asked = linesOf(given, kItem);
        int index = 0;
        for (const QJsonValue& value : asked) {
            const QString path = QStringLiteral("item.items[%1]").arg(index++);
            const QJsonObject line = normalised(value.toObject());
            const int number = lineNumberOf(line);
            const auto known =
                std::find_if(lines.begin(), lines.end(), [&](const QJsonValue& l) { return l[kOrderLine].toInt() == number; });
            const bool isRefused =
                line.contains(QStringLiteral("itemReceive")) && !line.value(QStringLiteral("itemReceive")).toBool();
            if (known == lines.end()) {
                if (isRefused)
                    continue;
                if (number == 0 && !isMoving && line.contains(kItem)) {
                    chosen.append(line); // a line that the source does not have
                    continue;
                }
                return tl::unexpected<RestError>(refusal(
                    QStringLiteral("Line %1 of the %2 does not exist, is closed or has nothing left.").arg(number).arg(from),
                    path + QStringLiteral(".orderLine")));
            }
            QJsonObject merged = (*known).toObject();
            const double before = merged.value(kQuantity).toDouble(1);
            for (auto field = line.begin(); field != line.end(); ++field)
                merged.insert(field.key(), field.value());
            merged.insert(kOrderLine, number);
            const double wanted = merged.value(kQuantity).toDouble(1);
            const bool limited =
                isMoving || isBilling || (isCrediting && isReturn) || to.name == QStringLiteral("returnAuthorization");
            if (limited && wanted > before && !isRefused)
                return tl::unexpected<RestError>(
                    refusal(QStringLiteral("You have entered a quantity of %1 for line %2, but only %3 remains.")
                                .arg(wanted)
                                .arg(number)
                                .arg(before),
                            path + QStringLiteral(".quantity")));
            if (!line.contains(QStringLiteral("amount")) && (line.contains(QStringLiteral("rate")) || wanted != before))
                merged.remove(QStringLiteral("amount"));
            if (isMoving)
                *known = merged;
            else if (wanted != 0)
                chosen.append(merged);
        }
        if (!isMoving)
            lines = chosen;
    }
    QJsonArray numbered;
    for (const QJsonValue& value : std::as_const(lines)) {
        QJsonObject line = value.toObject();
        if (isMoving && !line.value(QStringLiteral("itemReceive")).toBool())
            continue;
        line.insert(QStringLiteral("line"), isMoving ? line.value(kOrderLine).toInt() : static_cast<int>(numbered.size()) + 1);
        numbered.append(line);
    }
    const bool needsLines = to.name != QStringLiteral("customerPayment");
    if (needsLines && numbered.isEmpty())
        return tl::unexpected<RestError>(notInitialised(to, source.id,
                                                        isMoving ? QStringLiteral("Nothing remains to be fulfilled or received.")
                                                        : isBilling
                                                            ? QStringLiteral("Nothing that is fulfilled remains to be billed.")
                                                            : QStringLiteral("No line remains.")));

    QJsonObject body;
    for (const char* name : {"entity", "subsidiary", "currency", "exchangeRate", "location", "class", "department", "shipMethod",
                             "shippingAddress", "billingAddress", "otherRefNum", "email", "memo", "simSurcharged"}) {
        if (const QJsonValue value = source.body.value(QLatin1String(name)); !value.isUndefined())
            body.insert(QLatin1String(name), value);
    }
    if (from == QStringLiteral("cashSale") && to.name == QStringLiteral("cashRefund")) {
        for (const char* name : {"account", "undepFunds", "paymentOption"}) { // the money goes back where it came from
            if (const QJsonValue value = source.body.value(QLatin1String(name)); !value.isUndefined())
                body.insert(QLatin1String(name), value);
        }
    }
    for (auto field = source.body.begin(); field != source.body.end(); ++field) {
        if (field.key().startsWith(u"custbody") && customField(field.key())) // NetSuite carries them over
            body.insert(field.key(), field.value());
    }
    if (needsLines && !isMoving) {
        const QStringList same = isBilling ? QStringList{QStringLiteral("invoice"), QStringLiteral("cashSale")}
                                           : QStringList{QStringLiteral("creditMemo"), QStringLiteral("cashRefund")};
        qint64 shipping = minorOf(source.body, source.body.value(QStringLiteral("shippingCost")).toDouble());
        for (const NetSuiteRecord* other : dependents(source.id)) {
            if (same.contains(other->type->name))
                shipping -= minorOf(other->body, other->body.value(QStringLiteral("shippingCost")).toDouble());
        }
        // The first bill carries the shipping cost; a return has none of its own.
        if (shipping > 0 && to.name != QStringLiteral("returnAuthorization"))
            body.insert(QStringLiteral("shippingCost"), majorOf(source.body, shipping));
    }
    if (m_features.suiteTax && source.body.value(QStringLiteral("taxDetailsOverride")).toBool() && needsLines && !isMoving)
        copyTaxDetails(source, numbered, body);
    for (auto field = given.begin(); field != given.end(); ++field) {
        if (field.key() != kItem)
            body.insert(field.key(), field.value());
    }
    if (needsLines)
        body.insert(kItem, QJsonObject{{QStringLiteral("items"), numbered}});
    body.insert(QStringLiteral("createdFrom"), QJsonObject{{QStringLiteral("id"), QString::number(source.id)}});
    if (to.name == QStringLiteral("customerPayment")) {
        body.insert(QStringLiteral("customer"), body.take(QStringLiteral("entity")));
        for (const char* name : {"shippingAddress", "billingAddress", "shipMethod", "otherRefNum", "email", "simSurcharged"})
            body.remove(QLatin1String(name));
        if (!body.contains(QStringLiteral("payment")) && !given.contains(QStringLiteral("apply")))
            body.insert(QStringLiteral("payment"), majorOf(source.body, openAmount(source)));
        body.remove(QStringLiteral("createdFrom"));
    }
    const NetSuiteRecord* invoice = from == QStringLiteral("invoice") ? &source : nullptr;
    if (!invoice && isReturn)
        invoice = transaction(referenceId(source.body, QStringLiteral("createdFrom")).toLongLong());
    const bool applies = to.name == QStringLiteral("creditMemo") || to.name == QStringLiteral("customerPayment");
    if (applies && invoice && invoice->type->name == QStringLiteral("invoice") && !given.contains(QStringLiteral("apply")) &&
        openAmount(*invoice) > 0)
        body.insert(QStringLiteral("apply"),
                    QJsonObject{{QStringLiteral("items"),
                                 QJsonArray{QJsonObject{
                                     {QStringLiteral("doc"), QJsonObject{{QStringLiteral("id"), QString::number(invoice->id)}}},
                                     {QStringLiteral("line"), 0},
                                     {QStringLiteral("apply"), true}}}}});
    if (to.name == QStringLiteral("itemFulfillment") && !body.contains(QStringLiteral("shipStatus")))
        body.insert(QStringLiteral("shipStatus"),
                    QJsonObject{{QStringLiteral("id"), m_features.advancedShipping ? QStringLiteral("A") : QStringLiteral("C")}});
    return body;
}

/// Tax given by line follows its line's quantity; tax of the whole document goes with the first bill.
void NetSuiteRecords::copyTaxDetails(const NetSuiteRecord& source, const QJsonArray& lines, QJsonObject& body) const
{
    QJsonArray details;
    const QJsonArray given = linesOf(source.body, QStringLiteral("taxDetails")), all = linesOf(source.body, kItem);
    const auto referenceOf = [](const QJsonValue& detail) {
        const QJsonValue value = detail[QStringLiteral("taxDetailsReference")];
        return value.isObject() ? value[QStringLiteral("id")].toString() : value.toString();
    };
    const auto quantityIn = [&](const QJsonArray& list, const QString& reference) {
        for (const QJsonValue& line : list) {
            if (line[QStringLiteral("taxDetailsReference")].toString() == reference)
                return line[kQuantity].toDouble(1);
        }
        return 0.0;
    };
    for (const QJsonValue& value : given) {
        QJsonObject detail = value.toObject();
        const QString reference = referenceOf(value);
        const double ordered = reference.isEmpty() ? 0 : quantityIn(all, reference);
        const double share = ordered > 0 ? quantityIn(lines, reference) / ordered : hasDependents(source.id) ? 0 : 1;
        if (share <= 0)
            continue;
        for (const char* name : {"taxAmount", "taxBasis", "netAmount"}) {
            if (detail.contains(QLatin1String(name)))
                detail.insert(QLatin1String(name),
                              majorOf(source.body, minorOf(source.body, detail.value(QLatin1String(name)).toDouble() * share)));
        }
        details.append(detail);
    }
    body.insert(QStringLiteral("taxDetailsOverride"), true);
    body.insert(QStringLiteral("taxDetails"), QJsonObject{{QStringLiteral("items"), details}});
}

} // namespace causeway::simulator
