// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipmentDetail.h"

#include <QCoreApplication>

#include "amazon/Shipment.h"
#include "base/Clock.h"
#include "base/Text.h"
#include "flows/ShipmentEdit.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ShipmentDetail)
};

QString shown(const QString& text)
{
    return elided(safeText(text), 60);
}
} // namespace

ShipmentDetail::ShipmentDetail(const Record& record, const PlanContext& context, const Json& fulfillment, qint64 shipDateMs)
    : m_record(record),
      m_fulfillment(fulfillment),
      m_shipDateMs(shipDateMs),
      m_settings(mapping::ShipmentSettings::read(context.flow.settings)),
      m_mappings(context.configuration, context.store)
{
}

QString ShipmentDetail::reference(const QString& fulfillmentId, int number)
{
    return fulfillmentId + QStringLiteral("%1").arg(number, 3, 10, QLatin1Char('0'));
}

Result<Json> ShipmentDetail::of(const ShippedPackage& package, const SentPackage* sent,
                                std::vector<std::pair<QString, QString>>& origins) const
{
    const Json edit = editOfPackage(m_record.edit, package.number);
    // What was typed by hand counts as long as NetSuite says what it said then.
    const auto typed = [&](const QString& field, QStringView fact) -> QString {
        if (sent != nullptr && sent->facts[fact].toString() != package.facts[fact].toString())
            return {};
        if (QString text = oneLine(edit[field].toString()); !text.isEmpty())
            return text;
        return {};
    };
    amazon::ShipmentPackage detail;
    detail.packageReferenceId = reference(m_record.key, package.number);
    detail.trackingNumber = typed(QStringLiteral("trackingNumber"), u"tracking");
    QString trackingFrom = Words::tr("Edited by hand");
    if (detail.trackingNumber.isEmpty()) {
        detail.trackingNumber = package.parcel.tracking;
        trackingFrom = Words::tr("NetSuite: package of the item fulfillment");
    }
    if (detail.trackingNumber.isEmpty() && !m_settings.withoutTracking) {
        Error error = Error::make(
            ErrorKind::Rejected,
            package.number == 1 ? Words::tr("NetSuite has no tracking number for this shipment.")
                                : Words::tr("NetSuite has no tracking number for package %1.").arg(package.number),
            Words::tr("Type it here, or enter it in NetSuite's item fulfillment; the flow can also be set to send without."),
            QStringLiteral("no-tracking"));
        // Where an edit by hand puts it.
        error.path = QStringLiteral("packages.%1.trackingNumber").arg(package.number);
        return fail(std::move(error));
    }

    if (const QString code = typed(QStringLiteral("carrierCode"), u"carrier"); !code.isEmpty()) {
        detail.carrierCode = code;
        detail.carrierName = typed(QStringLiteral("carrierName"), u"carrier");
        origins.emplace_back(QStringLiteral("packageDetail.carrierCode"), Words::tr("Edited by hand"));
    } else {
        QString from;
        auto carrier = this->carrier(detail.trackingNumber, from);
        if (!carrier)
            return fail(carrier.error());
        detail.carrierCode = carrier->code;
        detail.carrierName = oneLine(carrier->name);
        origins.emplace_back(QStringLiteral("packageDetail.carrierCode"), from);
    }
    detail.shippingMethod = typed(QStringLiteral("shippingMethod"), u"carrier");
    if (detail.shippingMethod.isEmpty())
        detail.shippingMethod = oneLine(m_fulfillment[u"shipMethod"][u"name"].toString()).left(100);
    detail.shipDateMs = fromIso8601(edit[u"shipDate"].toString()).value_or(m_shipDateMs);
    if (sent != nullptr) {
        if (const auto before = fromIso8601(sent->body[u"packageDetail"][u"shipDate"].toString()))
            detail.shipDateMs = *before; // a correction does not move the day Amazon was told
    }
    for (const auto& [id, quantity] : package.parcel.items)
        detail.items.push_back({id, quantity, {}});
    origins.emplace_back(QStringLiteral("packageDetail.trackingNumber"), trackingFrom);
    origins.emplace_back(QStringLiteral("packageDetail.shipDate"),
                         Words::tr("NetSuite: day of the item fulfillment, not before the purchase"));
    Json json = amazon::packageJson(detail);
    if (const auto valid = amazon::packageFromJson(json); !valid)
        return fail(valid.error().at(QStringLiteral("packageDetail")));
    return json;
}

Result<mapping::Carrier> ShipmentDetail::carrier(const QString& tracking, QString& from) const
{
    const QString id = m_fulfillment[u"shipMethod"][u"id"].toString();
    const QString name = m_fulfillment[u"shipMethod"][u"name"].toString();
    const QString key = mapping::carrierKey(id);
    if (const auto value = m_mappings.value(u"carrier", key)) {
        if (const auto mapped = mapping::carrierFromMapping(*value)) {
            from = Words::tr("Mapping: carrier of %1").arg(key);
            return *mapped;
        }
    }
    const auto proposal = mapping::proposeCarrier(name, tracking);
    if (proposal && m_settings.automaticCarrier) {
        from = Words::tr("Recognised: %1").arg(proposal->evidence);
        return proposal->carrier;
    }
    Error error = Error::make(ErrorKind::Unmapped,
                              id.isEmpty() ? Words::tr("The item fulfillment has no ship method, so its carrier is not known.")
                                           : Words::tr("No carrier is mapped for the ship item %1.")
                                                 .arg(name.isEmpty() ? id : QStringLiteral("“%1” (%2)").arg(shown(name), id)),
                              proposal ? Words::tr("Proposed: map %1 to %2, because %3.")
                                             .arg(key, shown(proposal->carrier.mappingValue()), proposal->evidence)
                                       : Words::tr("Map %1 to a carrier code of Amazon's, or to Other:NAME.").arg(key),
                              QStringLiteral("no-carrier"));
    error.causeKey = key;
    return fail(std::move(error));
}

} // namespace causeway::flows
