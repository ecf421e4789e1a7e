// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonFulfillmentFeed.h"

#include <set>

#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include "simulator/AmazonJobs.h"

namespace causeway::simulator {
namespace {

struct Element
{
    QString name, text;
    std::vector<Element> children;
    [[nodiscard]] QString value(const char* child) const
    {
        for (const Element& element : children) {
            if (element.name == QLatin1String(child))
                return element.text;
        }
        return {};
    }
    [[nodiscard]] const Element* find(const char* child) const
    {
        for (const Element& element : children) {
            if (element.name == QLatin1String(child))
                return &element;
        }
        return nullptr;
    }
};

Element readElement(QXmlStreamReader& xml)
{
    Element element;
    element.name = xml.name().toString();
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::StartElement:
            element.children.push_back(readElement(xml));
            break;
        case QXmlStreamReader::Characters:
            element.text += xml.text();
            break;
        case QXmlStreamReader::EndElement:
            element.text = element.text.trimmed();
            return element;
        default:
            break;
        }
    }
    return element;
}

struct Part
{
    const char* name;
    bool isRequired;
    bool isMany = false;
};

/// The children must be these parts in this order.
QString sequenceFault(const Element& element, std::initializer_list<Part> parts)
{
    size_t index = 0;
    for (const Part& part : parts) {
        int count = 0;
        while (index < element.children.size() && element.children[index].name == QLatin1String(part.name) &&
               (count == 0 || part.isMany)) {
            ++index;
            ++count;
        }
        if (count == 0 && part.isRequired)
            return QStringLiteral("%1 lacks %2 at its place.").arg(element.name, QLatin1String(part.name));
    }
    return index == element.children.size()
               ? QString()
               : QStringLiteral("%1 must not have %2 there.").arg(element.name, element.children[index].name);
}

QString readFulfillment(const Element& fulfillment, FulfillmentMessage& message)
{
    static const QRegularExpression kPositive(QStringLiteral("^0*[1-9][0-9]*$"));
    if (QString why = sequenceFault(fulfillment, {{"AmazonOrderID", true},
                                                  {"MerchantFulfillmentID", false},
                                                  {"FulfillmentDate", true},
                                                  {"FulfillmentData", false},
                                                  {"CODCollectionMethod", false},
                                                  {"Item", false, true}});
        !why.isEmpty())
        return why;
    message.orderId = fulfillment.value("AmazonOrderID");
    const QString reference = fulfillment.value("MerchantFulfillmentID");
    if (kPositive.match(reference).hasMatch())
        message.package.referenceId = reference;
    const auto time = isoMs(fulfillment.value("FulfillmentDate"));
    if (!time)
        return QStringLiteral("FulfillmentDate is not a date and time with a zone.");
    message.package.shipMs = *time;
    if (const Element* data = fulfillment.find("FulfillmentData")) {
        // The published schema has CarrierCode or CarrierName; with the code Other the name is added.
        if (QString why = sequenceFault(
                *data,
                {{"CarrierCode", false}, {"CarrierName", false}, {"ShippingMethod", false}, {"ShipperTrackingNumber", false}});
            !why.isEmpty())
            return why;
        message.package.carrierCode = data->value("CarrierCode");
        message.package.carrierName = data->value("CarrierName");
        message.package.shippingMethod = data->value("ShippingMethod");
        message.package.trackingNumber = data->value("ShipperTrackingNumber");
        for (const char* name : {"CarrierName", "ShippingMethod", "ShipperTrackingNumber"}) {
            if (data->value(name).size() > 50) // type String of amzn-base.xsd
                return QStringLiteral("%1 is longer than 50 characters.").arg(QLatin1String(name));
        }
    }
    for (const Element& item : fulfillment.children) {
        if (item.name != QStringLiteral("Item"))
            continue;
        if (QString why = sequenceFault(item, {{"AmazonOrderItemCode", true},
                                               {"MerchantFulfillmentItemID", false},
                                               {"Quantity", false},
                                               {"TransparencyCode", false, true}});
            !why.isEmpty())
            return why;
        const Element* quantity = item.find("Quantity");
        if (quantity && !kPositive.match(quantity->text).hasMatch())
            return QStringLiteral("Quantity must be a positive number.");
        // Without a quantity: all that is left of the line.
        message.package.items.push_back({item.value("AmazonOrderItemCode"), quantity ? quantity->text.toLongLong() : 0});
    }
    return {};
}

} // namespace

FulfillmentFeed readFulfillmentFeed(const QByteArray& bytes)
{
    FulfillmentFeed feed;
    const auto refused = [&](const QString& why) {
        feed.fault = why;
        return feed;
    };
    QXmlStreamReader xml(bytes);
    Element root;
    while (!xml.atEnd() && root.name.isEmpty()) {
        if (xml.readNext() == QXmlStreamReader::StartElement)
            root = readElement(xml);
    }
    while (!xml.atEnd())
        xml.readNext();
    if (xml.hasError())
        return refused(QStringLiteral("The document is not well-formed XML: line %1.").arg(xml.lineNumber()));
    if (root.name != QStringLiteral("AmazonEnvelope"))
        return refused(QStringLiteral("The root element must be AmazonEnvelope."));
    if (QString why = sequenceFault(root, {{"Header", true}, {"MessageType", true}, {"Message", true, true}}); !why.isEmpty())
        return refused(why);
    const Element& header = root.children.front();
    if (QString why = sequenceFault(header, {{"DocumentVersion", true}, {"MerchantIdentifier", true}}); !why.isEmpty())
        return refused(why);
    if (header.value("DocumentVersion") != QStringLiteral("1.01"))
        return refused(QStringLiteral("DocumentVersion must be 1.01."));
    feed.merchantId = header.value("MerchantIdentifier");
    if (root.value("MessageType") != QStringLiteral("OrderFulfillment"))
        return refused(QStringLiteral("MessageType must be OrderFulfillment."));
    std::set<QString> seen;
    for (const Element& element : root.children) {
        if (element.name != QStringLiteral("Message"))
            continue;
        if (QString why = sequenceFault(element, {{"MessageID", true}, {"OperationType", false}, {"OrderFulfillment", true}});
            !why.isEmpty())
            return refused(why);
        FulfillmentMessage message;
        message.messageId = element.value("MessageID");
        bool isNumber = false;
        if (message.messageId.toULongLong(&isNumber); !isNumber || !seen.insert(message.messageId).second)
            return refused(QStringLiteral("MessageID must be a number and unique: %1").arg(message.messageId));
        if (QString why = readFulfillment(*element.find("OrderFulfillment"), message); !why.isEmpty())
            return refused(QStringLiteral("Message %1: %2").arg(message.messageId, why));
        feed.messages.push_back(std::move(message));
    }
    return feed;
}

QByteArray processingReport(const QString& feedId, const QString& merchantId, int processed,
                            const std::vector<FeedResult>& errors, const QString& rejection)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    const auto text = [&](const char* name, const QString& value) { xml.writeTextElement(QString::fromLatin1(name), value); };
    const auto start = [&](const char* name) { xml.writeStartElement(QString::fromLatin1(name)); };
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    start("AmazonEnvelope");
    start("Header");
    text("DocumentVersion", QStringLiteral("1.02"));
    text("MerchantIdentifier", merchantId);
    xml.writeEndElement();
    text("MessageType", QStringLiteral("ProcessingReport"));
    start("Message");
    text("MessageID", QStringLiteral("1"));
    start("ProcessingReport");
    text("DocumentTransactionID", feedId);
    text("StatusCode", rejection.isEmpty() ? QStringLiteral("Complete") : QStringLiteral("Rejected"));
    const int failed = rejection.isEmpty() ? static_cast<int>(errors.size()) : 1;
    start("ProcessingSummary");
    text("MessagesProcessed", QString::number(rejection.isEmpty() ? processed : 0));
    text("MessagesSuccessful", QString::number(rejection.isEmpty() ? processed - failed : 0));
    text("MessagesWithError", QString::number(failed));
    text("MessagesWithWarning", QStringLiteral("0"));
    xml.writeEndElement();
    std::vector<FeedResult> results = errors;
    if (!rejection.isEmpty())
        results = {{QStringLiteral("0"), QStringLiteral("5001"), rejection, {}}};
    for (const FeedResult& result : results) {
        start("Result");
        text("MessageID", result.messageId);
        text("ResultCode", QStringLiteral("Error"));
        text("ResultMessageCode", result.code);
        text("ResultDescription", result.description);
        if (!result.orderId.isEmpty()) {
            start("AdditionalInfo");
            text("AmazonOrderID", result.orderId);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return bytes;
}

} // namespace causeway::simulator
