// SPDX-License-Identifier: GPL-3.0-or-later
// People at work in the simulated NetSuite: the warehouse that ships, the office that bills, and whoever edits afterwards.
#include <algorithm>

#include <QDateTime>
#include <QSet>

#include "simulator/Company.h"
#include "simulator/Dice.h"
#include "simulator/NetSuiteService.h"

namespace causeway::simulator {
namespace {

const QString kHand = QStringLiteral("hand"), kItems = QStringLiteral("items"), kItem = QStringLiteral("item");

NetSuiteService& serviceOf(NetSuiteSim& sim)
{
    return static_cast<NetSuiteService&>(sim.service());
}

WriteOptions byHand()
{
    WriteOptions options;
    options.names = Validation::Error;
    options.madeBy = kHand;
    return options;
}

QJsonObject list(const QJsonArray& lines)
{
    return {{kItems, lines}};
}

NetSuiteSim::ByHand answer(const tl::expected<qint64, RestError>& id)
{
    return id ? NetSuiteSim::ByHand(QString::number(*id)) : tl::unexpected<QString>(id.error().detail);
}

/// "SKU x 2, SKU x 1": where packers write what is in a package.
QString contentsOf(const NetSuitePackage& package, const SimDocument& order)
{
    QStringList parts;
    for (const SimLineQuantity& part : package.lines) {
        for (const SimLine& line : order.lines) {
            if (line.line == part.orderLine)
                parts += QStringLiteral("%1 x %2").arg(line.itemName).arg(part.quantity);
        }
    }
    return parts.join(QStringLiteral(", "));
}

QJsonArray packageLines(const std::vector<NetSuitePackage>& packages, const SimDocument& order)
{
    QJsonArray lines;
    for (const NetSuitePackage& package : packages) {
        QJsonObject line{{QStringLiteral("packageWeight"), package.weight > 0 ? package.weight : 1.0}};
        if (!package.trackingNumber.isEmpty())
            line.insert(QStringLiteral("packageTrackingNumber"), package.trackingNumber);
        const QString text = package.description.isEmpty() ? contentsOf(package, order) : package.description;
        if (!text.isEmpty())
            line.insert(QStringLiteral("packageDescr"), text);
        lines.append(line);
    }
    return lines;
}

QString dateOf(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).date().toString(Qt::ISODate);
}

/// In the form of the carrier behind the ship method.
QString trackingNumber(const QString& shipMethod, Dice& dice)
{
    if (shipMethod == QStringLiteral("47")) // DHL Paket
        return QStringLiteral("0034") + dice.digits(16);
    if (shipMethod == QStringLiteral("48")) // Yamato
        return dice.digits(12);
    if (shipMethod == QStringLiteral("49")) // Royal Mail
        return QStringLiteral("RM") + dice.digits(9) + QStringLiteral("GB");
    if (shipMethod == QStringLiteral("50")) // Canada Post
        return dice.digits(16);
    return QStringLiteral("1Z") + dice.digits(6) + QStringLiteral("03") + dice.digits(8);
}

} // namespace

NetSuiteSim::ByHand NetSuiteSim::makeByHand(const QString& fromType, const QString& fromId, const QString& type,
                                            const QJsonObject& body)
{
    const RecordType *from = recordType(fromType), *to = recordType(type);
    if (!from || !to)
        return tl::unexpected<QString>(QStringLiteral("No such record type."));
    return answer(serviceOf(*this).locked(
        [&](NetSuiteRecords& records) { return records.transform(*from, fromId.toLongLong(), *to, body, byHand()); }));
}

NetSuiteSim::ByHand NetSuiteSim::enterByHand(const QString& type, const QJsonObject& body)
{
    const RecordType* known = recordType(type);
    if (!known)
        return tl::unexpected<QString>(QStringLiteral("No such record type."));
    return answer(serviceOf(*this).locked([&](NetSuiteRecords& records) { return records.create(*known, body, byHand()); }));
}

NetSuiteSim::ByHand NetSuiteSim::fulfilByHand(const QString& salesOrderId, const std::vector<SimLineQuantity>& lines,
                                              const std::vector<NetSuitePackage>& packages, const QString& shipMethod,
                                              qint64 shippedAtMs)
{
    const auto order = document(QStringLiteral("salesOrder"), salesOrderId);
    if (!order)
        return tl::unexpected<QString>(QStringLiteral("No such sales order."));
    QJsonObject body{{QStringLiteral("shipStatus"), QJsonObject{{QStringLiteral("id"), QStringLiteral("C")}}}};
    if (!lines.empty()) {
        QJsonArray asked;
        for (const SimLine& line : order->lines) {
            const auto wanted =
                std::find_if(lines.begin(), lines.end(), [&](const SimLineQuantity& l) { return l.orderLine == line.line; });
            QJsonObject entry{{QStringLiteral("orderLine"), line.line}, {QStringLiteral("itemReceive"), wanted != lines.end()}};
            if (wanted != lines.end())
                entry.insert(QStringLiteral("quantity"), wanted->quantity);
            asked.append(entry);
        }
        body.insert(kItem, list(asked));
    }
    if (!packages.empty())
        body.insert(QStringLiteral("package"), list(packageLines(packages, *order)));
    if (!shipMethod.isEmpty())
        body.insert(QStringLiteral("shipMethod"), QJsonObject{{QStringLiteral("id"), shipMethod}});
    if (shippedAtMs > 0) {
        body.insert(QStringLiteral("tranDate"), dateOf(shippedAtMs));
        body.insert(QStringLiteral("shippedDate"), dateOf(shippedAtMs));
    }
    return makeByHand(QStringLiteral("salesOrder"), salesOrderId, QStringLiteral("itemFulfillment"), body);
}

NetSuiteSim::ByHand NetSuiteSim::billByHand(const QString& salesOrderId, const QString& type,
                                            const std::vector<SimLineQuantity>& lines)
{
    QJsonObject body;
    QJsonArray asked;
    for (const SimLineQuantity& line : lines)
        asked.append(QJsonObject{{QStringLiteral("orderLine"), line.orderLine}, {QStringLiteral("quantity"), line.quantity}});
    if (!asked.isEmpty())
        body.insert(kItem, list(asked));
    return makeByHand(QStringLiteral("salesOrder"), salesOrderId, type, body);
}

bool NetSuiteSim::editByHand(const QString& type, const QString& id, const QJsonObject& patch)
{
    const RecordType* known = recordType(type);
    return known && serviceOf(*this).locked([&](NetSuiteRecords& records) {
        WriteOptions options = byHand();
        options.checked = false;
        options.replaceSublists = {QStringLiteral("package")};
        return records.find(*known, id.toLongLong()) && records.patch(*known, id.toLongLong(), patch, options).has_value();
    });
}

bool NetSuiteSim::repackByHand(const QString& fulfillmentId, const std::vector<NetSuitePackage>& packages)
{
    const auto fulfillment = document(QStringLiteral("itemFulfillment"), fulfillmentId);
    const auto order = fulfillment ? document(QStringLiteral("salesOrder"), fulfillment->createdFrom) : std::nullopt;
    return order && editByHand(QStringLiteral("itemFulfillment"), fulfillmentId,
                               {{QStringLiteral("package"), list(packageLines(packages, *order))}});
}

bool NetSuiteSim::deleteByHand(const QString& type, const QString& id)
{
    const RecordType* known = recordType(type);
    return known && serviceOf(*this).locked([&](NetSuiteRecords& records) {
        return records.find(*known, id.toLongLong()) && records.remove(*known, id.toLongLong());
    });
}

void NetSuiteSim::setAdvancedShipping(bool on)
{
    serviceOf(*this).locked([&](NetSuiteRecords& records) {
        records.setAdvancedShipping(on);
        records.tables().put(QStringLiteral("companyfeaturesetup"),
                             {{QStringLiteral("id"), QStringLiteral("ADVSHIPPING")},
                              {QStringLiteral("name"), QStringLiteral("Advanced Shipping")},
                              {QStringLiteral("isactive"), on},
                              {QStringLiteral("isavailable"), true}});
    });
}

void NetSuiteSim::setBillInAdvance(bool on)
{
    serviceOf(*this).locked([&](NetSuiteRecords& records) { records.setBillInAdvance(on); });
}

DemoShipments NetSuiteSim::shipDemoOrders(quint64 seed, const QStringList& leave)
{
    DemoShipments done;
    Dice dice(seed);
    const QSet<QString> left(leave.begin(), leave.end());
    QStringList fbaLocations;
    for (const CompanyStore& store : companyStores(seed))
        fbaLocations += store.fbaLocation;
    int number = 0, owedParts = 0, owedPackages = 0;
    for (const SimDocument& order : documents(QStringLiteral("salesOrder"))) {
        const bool isFba = order.text(QStringLiteral("custbody_amz_fulfillment")) == QStringLiteral("FBA") ||
                           fbaLocations.contains(order.text(QStringLiteral("location")));
        if (order.orderStatus != QStringLiteral("B") || isFba || left.contains(order.otherRefNum) ||
            order.fields.value(QStringLiteral("custbody_amz_do_not_ship")).toBool())
            continue;
        std::vector<SimLineQuantity> units;
        for (const SimLine& line : order.lines) {
            if (!line.isClosed && isGoodsItem(line.itemId))
                units.push_back({line.line, line.quantity});
        }
        if (units.empty())
            continue;
        const bool canSplit = units.size() > 1 || units.front().quantity > 1;
        const int kind = number++ % 10;
        owedPackages += kind == 3 ? 1 : 0;
        owedParts += kind == 6 ? 1 : 0;
        if (kind == 9) {
            done.leftOpen += order.id;
            continue;
        }
        const QString method = order.text(QStringLiteral("shipMethod"));
        std::vector<SimLineQuantity> first = units, second;
        if (canSplit && (owedPackages > 0 || owedParts > 0)) {
            if (units.size() > 1) {
                second.push_back(first.back());
                first.pop_back();
            } else {
                first.front().quantity = 1;
                second.push_back({units.front().orderLine, units.front().quantity - 1});
            }
        }
        const auto package = [&](const std::vector<SimLineQuantity>& lines) {
            return NetSuitePackage{trackingNumber(method, dice), 1.0 + dice.below(40) / 10.0, lines, {}};
        };
        if (!second.empty() && owedPackages > 0) {
            --owedPackages;
            if (fulfilByHand(order.id, units, {package(first), package(second)}))
                done.twoPackages += order.id;
        } else if (!second.empty()) {
            --owedParts;
            if (fulfilByHand(order.id, first, {package(first)}))
                done.partial += order.id;
        } else if (kind == 8) {
            if (fulfilByHand(order.id, units, {NetSuitePackage{{}, 1.5, {}, {}}}))
                done.withoutTracking += order.id;
        } else if (fulfilByHand(order.id, units, {package(units)})) {
            done.complete += order.id;
        }
    }
    return done;
}

} // namespace causeway::simulator
