// SPDX-License-Identifier: GPL-3.0-or-later
// What the simulated NetSuite computes from documents that hang together: quantities fulfilled, billed and received, open
// amounts, and the states that follow from them.
#include <algorithm>
#include <cmath>

#include <QDateTime>

#include "base/Currency.h"
#include "simulator/NetSuiteRecords.h"

namespace causeway::simulator {
namespace {

const QString kSalesOrder = QStringLiteral("salesOrder"), kInvoice = QStringLiteral("invoice"),
              kCashSale = QStringLiteral("cashSale"), kCreditMemo = QStringLiteral("creditMemo"),
              kCashRefund = QStringLiteral("cashRefund"), kReturn = QStringLiteral("returnAuthorization"),
              kFulfillment = QStringLiteral("itemFulfillment"), kReceipt = QStringLiteral("itemReceipt"),
              kPayment = QStringLiteral("customerPayment"), kRefund = QStringLiteral("customerRefund"),
              kDeposit = QStringLiteral("deposit"), kJournal = QStringLiteral("journalEntry");

QJsonObject letter(const QString& id)
{
    return {{QStringLiteral("id"), id}};
}

void setList(QJsonObject& body, const QString& name, const QJsonArray& lines)
{
    body.insert(name, QJsonObject{{QStringLiteral("items"), lines}});
}

/// A computed number: shown once it is or was more than nothing.
void setQuantity(QJsonObject& line, const QString& field, double value)
{
    if (value != 0 || line.contains(field))
        line.insert(field, value);
}

} // namespace

bool isSalesDocument(const RecordType& type)
{
    return type.name == kSalesOrder || type.name == kInvoice || type.name == kCashSale || type.name == kCreditMemo ||
           type.name == kCashRefund || type.name == kReturn;
}

bool isMovement(const RecordType& type)
{
    return type.name == kFulfillment || type.name == kReceipt;
}

int lineSign(const RecordType& type)
{
    return type.name == kCreditMemo || type.name == kCashRefund || type.name == kReturn || type.name == kReceipt ? 1 : -1;
}

QString statusOf(const NetSuiteRecord& record)
{
    if (record.type->name == kSalesOrder || record.type->name == kReturn)
        return referenceId(record.body, QStringLiteral("orderStatus"));
    return referenceId(record.body, record.type->name == kFulfillment ? QStringLiteral("shipStatus") : QStringLiteral("status"));
}

const NetSuiteRecord* NetSuiteRecords::transaction(qint64 id) const
{
    const auto found = m_records.find({QStringLiteral("transaction"), id});
    return found == m_records.end() ? nullptr : &found->second;
}

std::vector<const NetSuiteRecord*> NetSuiteRecords::dependents(qint64 id) const
{
    std::vector<const NetSuiteRecord*> list;
    if (const auto known = m_dependents.find(id); known != m_dependents.end()) {
        for (const qint64 dependent : known->second) {
            if (const NetSuiteRecord* record = transaction(dependent))
                list.push_back(record);
        }
    }
    return list;
}

bool NetSuiteRecords::hasDependents(qint64 transactionId) const
{
    return !dependents(transactionId).empty();
}

qint64 NetSuiteRecords::minorOf(const QJsonObject& body, double amount) const
{
    return std::llround(amount * std::pow(10.0, minorUnitDigits(currencySymbol(body))));
}

double NetSuiteRecords::majorOf(const QJsonObject& body, qint64 minor) const
{
    return static_cast<double>(minor) / std::pow(10.0, minorUnitDigits(currencySymbol(body)));
}

bool NetSuiteRecords::isGoods(const QString& itemId) const
{
    const NetSuiteRecord* item = find(*recordType(u"inventoryItem"), itemId.toLongLong());
    static const QStringList kGoods{QStringLiteral("InvtPart"), QStringLiteral("NonInvtPart"), QStringLiteral("Kit"),
                                    QStringLiteral("Assembly")};
    return item && kGoods.contains(item->body.value(QStringLiteral("itemType")).toString());
}

double NetSuiteRecords::taken(qint64 sourceId, int line, const QStringList& types, qint64 exceptId, bool shippedOnly) const
{
    double sum = 0;
    for (const NetSuiteRecord* record : dependents(sourceId)) {
        if (record->id == exceptId || !types.contains(record->type->name) ||
            referenceId(record->body, QStringLiteral("createdFrom")).toLongLong() != sourceId ||
            (shippedOnly && statusOf(*record) != QStringLiteral("C")))
            continue;
        const QJsonArray lines = linesOf(record->body, QStringLiteral("item"));
        for (const QJsonValue& value : lines) {
            if (value[QStringLiteral("orderLine")].toInt() == line)
                sum += value[QStringLiteral("quantity")].toDouble(1);
        }
    }
    return sum;
}

qint64 NetSuiteRecords::openAmount(const NetSuiteRecord& record, qint64 exceptId) const
{
    const QString& type = record.type->name;
    if (type != kInvoice && type != kCreditMemo && type != kPayment)
        return 0;
    const auto appliedIn = [&](const QJsonObject& body, qint64 toId) {
        qint64 sum = 0;
        const QJsonArray lines = linesOf(body, QStringLiteral("apply"));
        for (const QJsonValue& value : lines) {
            if (toId == 0 || value[QStringLiteral("doc")][QStringLiteral("id")].toString().toLongLong() == toId)
                sum += minorOf(body, value[QStringLiteral("amount")].toDouble());
        }
        return sum;
    };
    qint64 open = minorOf(record.body,
                          record.body.value(type == kPayment ? QStringLiteral("payment") : QStringLiteral("total")).toDouble());
    open -= appliedIn(record.body, 0);
    for (const NetSuiteRecord* dependent : dependents(record.id)) {
        if (dependent->id != exceptId)
            open -= appliedIn(dependent->body, record.id);
    }
    return open;
}

void NetSuiteRecords::store(NetSuiteRecord record, const QString& operation, const WriteOptions& options)
{
    record.modifiedMs = m_nowMs();
    const QString key = record.externalId.toLower();
    const QString group = record.type->group;
    if (isSalesDocument(*record.type)) {
        if (lineSign(*record.type) > 0)
            record.body.insert(QStringLiteral("simSurcharged"), true); // the carrier gives nothing back
        computeTotals(record.body);
    }
    if (!record.externalId.isEmpty())
        m_externalIds[{group, key}] = record.id;
    if (options.madeBy == QStringLiteral("rest"))
        m_writes.push_back({record.modifiedMs, operation, record.type->name, QString::number(record.id), record.externalId});
    const qint64 id = record.id;
    NetSuiteRecord& kept = m_records.insert_or_assign({group, id}, std::move(record)).first->second;
    if (group != QStringLiteral("transaction")) {
        project(kept);
        return;
    }
    std::set<qint64> touched = m_sources[id];
    link(kept);
    touched.insert(m_sources[id].begin(), m_sources[id].end());
    refresh(kept);
    project(kept);
    for (const qint64 sourceId : touched) {
        const auto source = m_records.find({group, sourceId});
        if (source != m_records.end() && refresh(source->second)) {
            source->second.modifiedMs = m_nowMs();
            project(source->second);
        }
    }
}

bool NetSuiteRecords::remove(const RecordType& type, qint64 id)
{
    const auto found = m_records.find({type.group, id});
    if (found == m_records.end())
        return false;
    const NetSuiteRecord record = found->second;
    const bool isTransaction = type.group == QStringLiteral("transaction");
    m_tables.remove(isTransaction ? QStringLiteral("transaction") : type.name.toLower(), QStringLiteral("id"), id);
    if (isTransaction)
        m_tables.remove(QStringLiteral("transactionline"), QStringLiteral("transaction"), id);
    m_tables.put(
        QStringLiteral("deletedrecord"),
        {{QStringLiteral("recordid"), id},
         {QStringLiteral("type"), type.name},
         {QStringLiteral("name"), record.body[QStringLiteral("tranId")].toString()},
         {QStringLiteral("deleteddate"), QDateTime::fromMSecsSinceEpoch(m_nowMs(), Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss")}});
    m_writes.push_back({m_nowMs(), QStringLiteral("delete"), type.name, QString::number(id), record.externalId});
    m_externalIds.erase({type.group, record.externalId.toLower()});
    m_records.erase(found);
    if (!isTransaction)
        return true;
    NetSuiteRecord gone;
    gone.type = record.type;
    gone.id = id;
    const std::set<qint64> sources = m_sources[id];
    projectPackages(gone);
    projectLinks(gone);
    link(gone);
    for (const qint64 sourceId : sources) {
        const auto source = m_records.find({type.group, sourceId});
        if (source != m_records.end() && refresh(source->second)) {
            source->second.modifiedMs = m_nowMs();
            project(source->second);
        }
    }
    return true;
}

void NetSuiteRecords::link(const NetSuiteRecord& record)
{
    for (const qint64 source : m_sources[record.id])
        m_dependents[source].erase(record.id);
    std::set<qint64> sources;
    sources.insert(referenceId(record.body, QStringLiteral("createdFrom")).toLongLong());
    const QJsonArray applied = linesOf(record.body, QStringLiteral("apply"));
    for (const QJsonValue& value : applied)
        sources.insert(value[QStringLiteral("doc")][QStringLiteral("id")].toString().toLongLong());
    const QJsonArray payments = linesOf(record.body, QStringLiteral("payment"));
    for (const QJsonValue& value : payments)
        sources.insert(value[QStringLiteral("id")].toVariant().toLongLong());
    sources.erase(0);
    for (const qint64 source : sources)
        m_dependents[source].insert(record.id);
    m_sources[record.id] = std::move(sources);
}

bool NetSuiteRecords::refresh(NetSuiteRecord& record) const
{
    QJsonObject body = record.body;
    if (record.type->name == kSalesOrder)
        refreshOrder(body, record);
    else if (record.type->name == kReturn)
        refreshReturn(body, record);
    else
        refreshMoney(body, record);
    if (body == record.body)
        return false;
    record.body = body;
    return true;
}

bool NetSuiteRecords::refreshOrder(QJsonObject& body, const NetSuiteRecord& record) const
{
    const auto all = dependents(record.id);
    QJsonArray lines = linesOf(body, QStringLiteral("item"));
    bool allClosed = !lines.isEmpty(), anyShipped = false, anyBilled = false, toShip = false, toBill = false,
         shippedUnbilled = false;
    for (QJsonValueRef value : lines) {
        QJsonObject line = value.toObject();
        const int number = line.value(QStringLiteral("line")).toInt();
        const double quantity = line.value(QStringLiteral("quantity")).toDouble(1);
        const double shipped = all.empty() ? 0 : taken(record.id, number, {kFulfillment}, 0, true);
        const double billed = all.empty() ? 0 : taken(record.id, number, {kInvoice, kCashSale}, 0);
        const bool isClosed = line.value(QStringLiteral("isClosed")).toBool();
        const bool ships = isGoods(referenceId(line, QStringLiteral("item")));
        setQuantity(line, QStringLiteral("quantityFulfilled"), shipped);
        setQuantity(line, QStringLiteral("quantityBilled"), billed);
        value = line;
        allClosed = allClosed && isClosed;
        anyShipped = anyShipped || shipped > 0;
        anyBilled = anyBilled || billed > 0;
        toShip = toShip || (ships && !isClosed && shipped < quantity);
        // Of a closed line only what was shipped before is still to be billed.
        toBill = toBill || billed < (isClosed ? (ships ? shipped : 0) : quantity);
        shippedUnbilled = shippedUnbilled || billed < shipped;
    }
    setList(body, QStringLiteral("item"), lines);
    QStringList tracking;
    for (const NetSuiteRecord* dependent : all) {
        const QJsonArray packages = linesOf(dependent->body, QStringLiteral("package"));
        for (const QJsonValue& package : packages) {
            if (const QString number = package[QStringLiteral("packageTrackingNumber")].toString(); !number.isEmpty())
                tracking += number;
        }
    }
    if (!tracking.isEmpty())
        body.insert(QStringLiteral("linkedTrackingNumbers"), tracking.join(QLatin1Char(' ')));
    else
        body.remove(QStringLiteral("linkedTrackingNumbers"));

    QString status = referenceId(body, QStringLiteral("orderStatus"));
    const bool wasDerived = body.value(QStringLiteral("simDerived")).toBool();
    if (!all.empty())
        body.insert(QStringLiteral("simDerived"), true);
    if (status.isEmpty())
        status = QStringLiteral("A");
    if (allClosed && !shippedUnbilled)
        status = QStringLiteral("H");
    else if (status != QStringLiteral("A") && status != QStringLiteral("C") &&
             (anyShipped || anyBilled || wasDerived || status == QStringLiteral("H")))
        status = !anyShipped && !anyBilled ? QStringLiteral("B")
                 : !toShip                 ? (toBill ? QStringLiteral("F") : QStringLiteral("G"))
                 : !anyShipped             ? QStringLiteral("B")
                 : shippedUnbilled         ? QStringLiteral("E")
                                           : QStringLiteral("D");
    body.insert(QStringLiteral("orderStatus"), letter(status));
    return true;
}

bool NetSuiteRecords::refreshReturn(QJsonObject& body, const NetSuiteRecord& record) const
{
    const auto all = dependents(record.id);
    QJsonArray lines = linesOf(body, QStringLiteral("item"));
    bool allClosed = !lines.isEmpty(), anyReceived = false, anyRefunded = false, toReceive = false, toRefund = false,
         receivedUnrefunded = false;
    for (QJsonValueRef value : lines) {
        QJsonObject line = value.toObject();
        const int number = line.value(QStringLiteral("line")).toInt();
        const double quantity = line.value(QStringLiteral("quantity")).toDouble(1);
        const double received = all.empty() ? 0 : taken(record.id, number, {kReceipt}, 0);
        const double refunded = all.empty() ? 0 : taken(record.id, number, {kCreditMemo, kCashRefund}, 0);
        const bool isClosed = line.value(QStringLiteral("isClosed")).toBool();
        const bool ships = isGoods(referenceId(line, QStringLiteral("item")));
        setQuantity(line, QStringLiteral("quantityReceived"), received);
        setQuantity(line, QStringLiteral("quantityBilled"), refunded);
        value = line;
        allClosed = allClosed && isClosed;
        anyReceived = anyReceived || received > 0;
        anyRefunded = anyRefunded || refunded > 0;
        toReceive = toReceive || (ships && !isClosed && received < quantity);
        toRefund = toRefund || refunded < (isClosed ? (ships ? received : 0) : quantity);
        receivedUnrefunded = receivedUnrefunded || refunded < received;
    }
    setList(body, QStringLiteral("item"), lines);
    QString status = referenceId(body, QStringLiteral("orderStatus"));
    if (status.isEmpty())
        status = QStringLiteral("A"); // NetSuite's default: returns are approved first
    if (allClosed && !receivedUnrefunded)
        status = QStringLiteral("H");
    else if (status != QStringLiteral("A") && status != QStringLiteral("C"))
        status = !anyReceived && !anyRefunded ? QStringLiteral("B")
                 : !toReceive                 ? (toRefund ? QStringLiteral("F") : QStringLiteral("G"))
                 : !anyReceived               ? QStringLiteral("B")
                 : receivedUnrefunded         ? QStringLiteral("E")
                                              : QStringLiteral("D");
    body.insert(QStringLiteral("orderStatus"), letter(status));
    return true;
}

void NetSuiteRecords::refreshMoney(QJsonObject& body, const NetSuiteRecord& record) const
{
    const QString& type = record.type->name;
    const auto setStatus = [&](const QString& id, const QString& label) {
        body.insert(QStringLiteral("status"), QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("refName"), label}});
    };
    NetSuiteRecord now = record;
    now.body = body;
    const qint64 open = openAmount(now);
    const auto deposited = [&] {
        const auto all = dependents(record.id);
        return std::any_of(all.begin(), all.end(), [](const NetSuiteRecord* r) { return r->type->name == kDeposit; });
    };
    if (type == kFulfillment) {
        const QString id = referenceId(body, QStringLiteral("shipStatus"));
        setStatus(id, id == QStringLiteral("A")   ? QStringLiteral("Picked")
                      : id == QStringLiteral("B") ? QStringLiteral("Packed")
                                                  : QStringLiteral("Shipped"));
    } else if (type == kInvoice) {
        const double total = body.value(QStringLiteral("total")).toDouble();
        body.insert(QStringLiteral("amountRemaining"), majorOf(body, open));
        body.insert(QStringLiteral("amountPaid"), majorOf(body, minorOf(body, total) - open));
        setStatus(open > 0 ? QStringLiteral("A") : QStringLiteral("B"),
                  open > 0 ? QStringLiteral("Open") : QStringLiteral("Paid In Full"));
    } else if (type == kCreditMemo || type == kPayment) {
        const double total = body.value(type == kPayment ? QStringLiteral("payment") : QStringLiteral("total")).toDouble();
        body.insert(QStringLiteral("unapplied"), majorOf(body, open));
        body.insert(QStringLiteral("applied"), majorOf(body, minorOf(body, total) - open));
        if (type == kCreditMemo) {
            body.insert(QStringLiteral("amountRemaining"), majorOf(body, open));
            setStatus(open > 0 ? QStringLiteral("A") : QStringLiteral("B"),
                      open > 0 ? QStringLiteral("Open") : QStringLiteral("Fully Applied"));
        } else {
            body.insert(QStringLiteral("total"), total);
        }
    }
    if (type == kPayment || type == kCashSale) {
        const bool waits = referenceId(body, QStringLiteral("undepFunds")) == QStringLiteral("T") && !deposited();
        setStatus(waits ? QStringLiteral("B") : QStringLiteral("C"),
                  waits ? QStringLiteral("Not Deposited") : QStringLiteral("Deposited"));
    }
    if (type == kRefund)
        setStatus(QStringLiteral("R"), QStringLiteral("Issued"));
    if (type == kJournal) {
        const bool pending = (body.contains(QStringLiteral("approved")) && !body.value(QStringLiteral("approved")).toBool()) ||
                             referenceId(body, QStringLiteral("approvalStatus")) == QStringLiteral("1");
        setStatus(pending ? QStringLiteral("A") : QStringLiteral("B"),
                  pending ? QStringLiteral("Pending Approval") : QStringLiteral("Approved for Posting"));
    }
}

} // namespace causeway::simulator
