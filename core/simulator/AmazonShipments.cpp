// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonShipments.h"

#include <algorithm>
#include <set>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include "simulator/AmazonCore.h"

namespace causeway::simulator {
namespace {

constexpr qint64 kClockSkewMs = 60'000;

QString unknownMember(const QJsonObject& object, const QStringList& known)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            return it.key();
    }
    return {};
}

/// A request body that has the model's shape, or the sentence why not.
struct Request
{
    QString fault, marketplaceId;
    SimPackage package;
};

Request refused(const QString& sentence)
{
    Request request;
    request.fault = sentence;
    return request;
}

Request read(const QByteArray& body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return refused(QStringLiteral("The request body is not a JSON object."));
    const QJsonObject root = document.object();
    if (const QString name = unknownMember(
            root, {QStringLiteral("marketplaceId"), QStringLiteral("packageDetail"), QStringLiteral("codCollectionMethod")});
        !name.isEmpty())
        return refused(QStringLiteral("%1 is not known.").arg(name));
    const QJsonObject detail = root[QStringLiteral("packageDetail")].toObject();
    if (const QString name = unknownMember(detail, {QStringLiteral("packageReferenceId"), QStringLiteral("carrierCode"),
                                                    QStringLiteral("carrierName"), QStringLiteral("shippingMethod"),
                                                    QStringLiteral("trackingNumber"), QStringLiteral("shipDate"),
                                                    QStringLiteral("shipFromSupplySourceId"), QStringLiteral("orderItems")});
        !name.isEmpty())
        return refused(QStringLiteral("packageDetail.%1 is not known.").arg(name));
    for (const char* name : {"packageReferenceId", "carrierCode", "trackingNumber", "shipDate"}) {
        if (!detail[QLatin1String(name)].isString())
            return refused(QStringLiteral("packageDetail.%1 is required and must be a text.").arg(QLatin1String(name)));
    }
    if (!detail[QStringLiteral("orderItems")].isArray())
        return refused(QStringLiteral("packageDetail.orderItems is required."));
    Request request;
    request.marketplaceId = root[QStringLiteral("marketplaceId")].toString();
    SimPackage& package = request.package;
    package.referenceId = detail[QStringLiteral("packageReferenceId")].toString();
    package.carrierCode = detail[QStringLiteral("carrierCode")].toString();
    package.carrierName = detail[QStringLiteral("carrierName")].toString();
    package.shippingMethod = detail[QStringLiteral("shippingMethod")].toString();
    package.trackingNumber = detail[QStringLiteral("trackingNumber")].toString();
    const QString shipDate = detail[QStringLiteral("shipDate")].toString();
    const QDateTime time = QDateTime::fromString(shipDate, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return refused(QStringLiteral("shipDate is not an ISO 8601 date and time with a zone: %1").arg(shipDate));
    package.shipMs = time.toMSecsSinceEpoch();
    for (const QJsonValue& value : detail[QStringLiteral("orderItems")].toArray()) {
        const QJsonValue quantity = value[QStringLiteral("quantity")];
        if (!value[QStringLiteral("orderItemId")].isString() || !quantity.isDouble())
            return refused(QStringLiteral("orderItems needs orderItemId (text) and quantity (number)."));
        package.items.push_back({value[QStringLiteral("orderItemId")].toString(), quantity.toInteger()});
    }
    return request;
}

} // namespace

HttpAnswer AmazonShipments::confirm(const HttpCall& call, const CompanyStore& seller)
{
    static const QRegularExpression kPath(QStringLiteral("^/orders/v0/orders/([^/]+)/shipmentConfirmation$"));
    const QString orderId = kPath.match(call.path).captured(1);
    const Request request = read(call.body);
    if (!request.fault.isEmpty())
        return m_core.invalid(call, request.fault);
    if (request.marketplaceId != seller.marketplaceId)
        return m_core.invalid(call, QStringLiteral("marketplaceId %1 does not belong to this order.").arg(request.marketplaceId));
    const std::lock_guard lock(m_core.mutex);
    const auto found = m_core.orders.find(orderId);
    if (found == m_core.orders.end() || found->second.store != seller.id)
        return m_core.error(call, 404, QStringLiteral("NotFound"), QStringLiteral("The requested order was not found."));
    // What the order's state refuses (cancelled meanwhile, shipped by somebody else) is no fault of the caller: no violation.
    if (const auto why = apply(found->second, request.package, false))
        return m_core.error(call, 400, QStringLiteral("InvalidInput"), *why);
    return m_core.finish(call, {204, {}, {}, {}});
}

std::optional<QString> AmazonShipments::apply(AmazonOrder& order, const SimPackage& package, bool byFeed)
{
    static const QRegularExpression kPositive(QStringLiteral("^0*[1-9][0-9]*$"));
    if (order.fulfilledBy != QStringLiteral("MERCHANT")) {
        m_core.log.violation(QStringLiteral("confirmShipment: %1 is fulfilled by Amazon").arg(order.orderId));
        return QStringLiteral("The order is fulfilled by Amazon: its shipment cannot be confirmed.");
    }
    if (order.status == QStringLiteral("CANCELLED"))
        return QStringLiteral("The order is cancelled.");
    if (order.status == QStringLiteral("PENDING") || order.status == QStringLiteral("PENDING_AVAILABILITY"))
        return QStringLiteral("The order is pending: it cannot be shipped yet.");
    if (!kPositive.match(package.referenceId).hasMatch())
        return QStringLiteral("packageReferenceId must be a positive number.");
    if (package.carrierCode.trimmed().isEmpty())
        return QStringLiteral("carrierCode is mandatory.");
    if (package.carrierCode == QStringLiteral("Other") && package.carrierName.trimmed().isEmpty())
        return QStringLiteral("carrierName is mandatory when carrierCode is Other.");
    if (package.shipMs < order.createdMs / 1000 * 1000)
        return QStringLiteral("shipDate is before the purchase.");
    if (package.shipMs > m_core.now() + kClockSkewMs)
        return QStringLiteral("shipDate is in the future.");
    if (package.items.empty())
        return QStringLiteral("orderItems is empty.");
    const auto known = std::find_if(order.packages.begin(), order.packages.end(),
                                    [&](const SimPackage& p) { return p.referenceId == package.referenceId; });
    std::set<QString> seen;
    for (const SimPackageItem& sent : package.items) {
        const auto item = std::find_if(order.items.begin(), order.items.end(),
                                       [&](const SimOrderItem& i) { return i.orderItemId == sent.orderItemId; });
        if (item == order.items.end())
            return QStringLiteral("Order item %1 does not belong to the order.").arg(sent.orderItemId);
        if (!seen.insert(sent.orderItemId).second)
            return QStringLiteral("Order item %1 is listed twice.").arg(sent.orderItemId);
        if (sent.quantity <= 0)
            return QStringLiteral("The quantity of order item %1 must be positive.").arg(sent.orderItemId);
        if (!item->cancelledBy.isEmpty())
            return QStringLiteral("Order item %1 is cancelled.").arg(sent.orderItemId);
        qint64 left = item->quantity;
        for (const SimPackage& other : order.packages) {
            for (const SimPackageItem& packed : other.items)
                left -= packed.orderItemId == sent.orderItemId && other.referenceId != package.referenceId ? packed.quantity : 0;
        }
        if (sent.quantity > left)
            return QStringLiteral("The quantity of order item %1 is above what is left to ship (%2).")
                .arg(sent.orderItemId)
                .arg(left);
    }
    SimConfirmation confirmation{order.orderId, package, m_core.now(), known != order.packages.end(), false, byFeed};
    if (known == order.packages.end()) {
        order.packages.push_back(package);
    } else {
        confirmation.isRepeat = *known == package;
        *known = package;
    }
    m_core.confirmations.push_back(confirmation);
    settleFulfillment(order);
    // A plain repeat moves nothing: the order does not come in searchOrders again.
    if (!confirmation.isRepeat)
        m_core.touch(order);
    return std::nullopt;
}

void settleFulfillment(AmazonOrder& order)
{
    bool isAny = false, isAll = true;
    for (SimOrderItem& item : order.items) {
        item.fulfilled = 0;
        for (const SimPackage& package : order.packages) {
            for (const SimPackageItem& packed : package.items)
                item.fulfilled += packed.orderItemId == item.orderItemId ? packed.quantity : 0;
        }
        isAny = isAny || item.fulfilled > 0;
        isAll = isAll && (item.fulfilled >= item.quantity || !item.cancelledBy.isEmpty());
    }
    order.status = isAll ? QStringLiteral("SHIPPED") : isAny ? QStringLiteral("PARTIALLY_SHIPPED") : QStringLiteral("UNSHIPPED");
}

void packFulfilled(AmazonOrder& order, qint64 shipMs)
{
    SimPackage package;
    for (const SimOrderItem& item : order.items) {
        qint64 missing = item.fulfilled;
        for (const SimPackage& known : order.packages) {
            for (const SimPackageItem& packed : known.items)
                missing -= packed.orderItemId == item.orderItemId ? packed.quantity : 0;
        }
        if (missing > 0)
            package.items.push_back({item.orderItemId, missing});
    }
    if (package.items.empty())
        return;
    const bool isFba = order.fulfilledBy == QStringLiteral("AMAZON");
    qint64 number = 1;
    for (const SimPackage& known : order.packages)
        number = std::max(number, known.referenceId.toLongLong() + 1);
    package.referenceId = QString::number(number);
    package.carrierCode = isFba ? QStringLiteral("AMZN_US") : QStringLiteral("UPS");
    package.trackingNumber = (isFba ? QStringLiteral("TBA%1") : QStringLiteral("1Z999AA1%1")).arg(order.orderId.right(7));
    package.shipMs = shipMs;
    order.packages.push_back(package);
}

} // namespace causeway::simulator
