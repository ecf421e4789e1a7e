// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/Shipment.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "base/Clock.h"

namespace causeway::amazon {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::Shipment)
};

tl::unexpected<Error> refuse(const QString& path, const QString& message)
{
    Error error = Error::make(ErrorKind::Invalid, message, {}, QStringLiteral("package"));
    error.path = path;
    return fail(std::move(error));
}
} // namespace

Json packageJson(const ShipmentPackage& package)
{
    Json json = Json::object();
    json.set(QStringLiteral("packageReferenceId"), package.packageReferenceId);
    json.set(QStringLiteral("carrierCode"), package.carrierCode);
    json.setIfPresent(QStringLiteral("carrierName"), package.carrierName);
    json.setIfPresent(QStringLiteral("shippingMethod"), package.shippingMethod);
    json.set(QStringLiteral("trackingNumber"), package.trackingNumber.isNull() ? QStringLiteral("") : package.trackingNumber);
    json.set(QStringLiteral("shipDate"), toIso8601(package.shipDateMs));
    Json items = Json::array();
    for (const ShipmentPackage::Item& item : package.items) {
        Json one = Json::object();
        one.set(QStringLiteral("orderItemId"), item.orderItemId);
        one.set(QStringLiteral("quantity"), item.quantity);
        if (!item.transparencyCodes.isEmpty()) {
            Json codes = Json::array();
            for (const QString& code : item.transparencyCodes)
                codes.append(code);
            one.set(QStringLiteral("transparencyCodes"), std::move(codes));
        }
        items.append(std::move(one));
    }
    json.set(QStringLiteral("orderItems"), std::move(items));
    return json;
}

Result<ShipmentPackage> packageFromJson(const Json& json)
{
    static const QRegularExpression kPositive(QStringLiteral("^[1-9][0-9]{0,19}$"));
    ShipmentPackage package;
    package.packageReferenceId = json[u"packageReferenceId"].toString();
    if (!kPositive.match(package.packageReferenceId).hasMatch())
        return refuse(QStringLiteral("packageReferenceId"), Words::tr("The package's reference is not a positive number."));
    package.carrierCode = json[u"carrierCode"].toString().trimmed();
    package.carrierName = json[u"carrierName"].toString().trimmed();
    if (package.carrierCode.isEmpty())
        return refuse(QStringLiteral("carrierCode"), Words::tr("The carrier is missing."));
    if (package.carrierCode == QStringLiteral("Other") && package.carrierName.isEmpty())
        return refuse(QStringLiteral("carrierName"), Words::tr("Amazon wants the carrier's name when it has no code for it."));
    package.shippingMethod = json[u"shippingMethod"].toString().trimmed();
    package.trackingNumber = json[u"trackingNumber"].toString().trimmed();
    const auto shipped = fromIso8601(json[u"shipDate"].toString());
    if (!shipped)
        return refuse(QStringLiteral("shipDate"), Words::tr("The ship date is not a time with its zone."));
    package.shipDateMs = *shipped;
    for (const Json& item : json[u"orderItems"].items()) {
        ShipmentPackage::Item one;
        one.orderItemId = item[u"orderItemId"].toString();
        one.quantity = item[u"quantity"].toInteger().value_or(0);
        for (const Json& code : item[u"transparencyCodes"].items())
            one.transparencyCodes += code.toString();
        if (one.orderItemId.isEmpty() || one.quantity <= 0)
            return refuse(QStringLiteral("orderItems"), Words::tr("A line of the package has no item or no quantity."));
        package.items.push_back(std::move(one));
    }
    if (package.items.empty())
        return refuse(QStringLiteral("orderItems"), Words::tr("The package is empty."));
    return package;
}

} // namespace causeway::amazon
