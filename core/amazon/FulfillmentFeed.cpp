// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/FulfillmentFeed.h"

#include <QXmlStreamWriter>

#include "base/Clock.h"

namespace causeway::amazon {

namespace {
constexpr qsizetype kLongestText = 50; // type String of amzn-base.xsd

void textIfPresent(QXmlStreamWriter& xml, const QString& name, const QString& value)
{
    if (value.isEmpty())
        return;
    const qsizetype end =
        value.size() > kLongestText && value[kLongestText - 1].isHighSurrogate() ? kLongestText - 1 : kLongestText;
    xml.writeTextElement(name, value.left(end).trimmed());
}

void writeMessage(QXmlStreamWriter& xml, const FulfillmentMessage& message)
{
    const ShipmentPackage& package = message.package;
    xml.writeStartElement(QStringLiteral("Message"));
    xml.writeTextElement(QStringLiteral("MessageID"), QString::number(message.messageId));
    xml.writeStartElement(QStringLiteral("OrderFulfillment"));
    xml.writeTextElement(QStringLiteral("AmazonOrderID"), message.orderId);
    xml.writeTextElement(QStringLiteral("MerchantFulfillmentID"), package.packageReferenceId);
    xml.writeTextElement(QStringLiteral("FulfillmentDate"), toIso8601(package.shipDateMs));
    xml.writeStartElement(QStringLiteral("FulfillmentData"));
    xml.writeTextElement(QStringLiteral("CarrierCode"), package.carrierCode);
    textIfPresent(xml, QStringLiteral("CarrierName"), package.carrierName);
    textIfPresent(xml, QStringLiteral("ShippingMethod"), package.shippingMethod);
    textIfPresent(xml, QStringLiteral("ShipperTrackingNumber"), package.trackingNumber);
    xml.writeEndElement();
    if (package.isPaidOnDelivery)
        xml.writeTextElement(QStringLiteral("CODCollectionMethod"), kPaidOnDelivery);
    for (const ShipmentPackage::Item& item : package.items) {
        xml.writeStartElement(QStringLiteral("Item"));
        xml.writeTextElement(QStringLiteral("AmazonOrderItemCode"), item.orderItemId);
        xml.writeTextElement(QStringLiteral("Quantity"), QString::number(item.quantity));
        for (const QString& code : item.transparencyCodes)
            xml.writeTextElement(QStringLiteral("TransparencyCode"), code);
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
}
} // namespace

bool fitsFeed(const ShipmentPackage& package)
{
    return package.trackingNumber.size() <= kLongestText;
}

QByteArray fulfillmentFeed(const QString& sellerId, const std::vector<FulfillmentMessage>& messages)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("AmazonEnvelope"));
    xml.writeNamespace(QStringLiteral("http://www.w3.org/2001/XMLSchema-instance"), QStringLiteral("xsi"));
    xml.writeAttribute(QStringLiteral("http://www.w3.org/2001/XMLSchema-instance"), QStringLiteral("noNamespaceSchemaLocation"),
                       QStringLiteral("amzn-envelope.xsd"));
    xml.writeStartElement(QStringLiteral("Header"));
    xml.writeTextElement(QStringLiteral("DocumentVersion"), QStringLiteral("1.01"));
    xml.writeTextElement(QStringLiteral("MerchantIdentifier"), sellerId);
    xml.writeEndElement();
    xml.writeTextElement(QStringLiteral("MessageType"), QStringLiteral("OrderFulfillment"));
    for (const FulfillmentMessage& message : messages)
        writeMessage(xml, message);
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

} // namespace causeway::amazon
