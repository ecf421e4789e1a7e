// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipmentSend.h"

#include <algorithm>

#include <QCoreApplication>

#include "amazon/Api.h"
#include "amazon/FulfillmentFeed.h"
#include "flows/NetSuiteSend.h"
#include "flows/ShipmentOrders.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ShipmentSend)
};

constexpr qint64 kFirstAskMs = 120'000;

bool isConfirmation(const Command& command)
{
    return command.target == QStringLiteral("amazon");
}

Result<amazon::ShipmentPackage> packageOf(const Command& command)
{
    auto package = amazon::packageFromJson(command.body[u"packageDetail"]);
    if (package)
        package->isPaidOnDelivery = !command.body[u"codCollectionMethod"].toString().isEmpty();
    return package;
}

Receipt receiptOf(const Command& command, const amazon::ShipmentPackage& package)
{
    return {package.packageReferenceId, package.trackingNumber,
            command.operation == QStringLiteral("create") ? QStringLiteral("created") : QStringLiteral("updated")};
}

/// Asked only after a refusal, which may come long after the order was read: the same body waits for an unclear outcome.
bool isCancelled(const Command& command, FlowContext& context)
{
    const auto order =
        context.amazon->getOrder(command.body[u"orderId"].toString(), {QStringLiteral("FULFILLMENT")}, context.stop);
    return order && *order && (*order)->fulfillmentStatus == QStringLiteral("CANCELLED");
}

Outcome confirm(const Command& command, FlowContext& context)
{
    const auto package = packageOf(command);
    if (!package)
        return package.error();
    const auto done = context.amazon->confirmShipment(command.body[u"orderId"].toString(),
                                                      command.body[u"marketplaceId"].toString(), *package, context.stop);
    if (done)
        return receiptOf(command, *package);
    Error error = done.error();
    if (error.code == QStringLiteral("not-found"))
        error = Error::make(ErrorKind::Rejected, Words::tr("Amazon does not know the order of this shipment."),
                            Words::tr("Correct the Amazon order id in the sales order, or dismiss this record."),
                            QStringLiteral("no-order"));
    else if (error.kind == ErrorKind::Rejected && isCancelled(command, context))
        error = cancelledAtAmazon();
    else if (error.kind == ErrorKind::Rejected)
        error.remedy = Words::tr("Correct the item fulfillment in NetSuite, or edit the shipment here and try again.");
    return error;
}

/// One answer for all of a feed.
Outcome sendFeed(const std::vector<amazon::FulfillmentMessage>& messages, FlowContext& context)
{
    const QByteArray content = amazon::fulfillmentFeed(context.store.sellerId, messages);
    const auto document = context.amazon->createFeedDocument(amazon::kXmlFeed, context.stop);
    if (!document)
        return document.error();
    if (const auto put = context.amazon->uploadFeedDocument(*document, amazon::kXmlFeed, content, context.stop); !put)
        return put.error();
    const auto feed =
        context.amazon->createFeed(amazon::kFulfillmentFeed, context.store.marketplaces, document->id, context.stop);
    if (!feed)
        return feed.error();
    return Accepted{*feed, context.clock.nowMs() + kFirstAskMs};
}

bool stopsAll(const Outcome& outcome)
{
    const auto* error = std::get_if<Error>(&outcome);
    return error != nullptr && (error->kind == ErrorKind::RateLimited || error->kind == ErrorKind::Auth ||
                                error->kind == ErrorKind::Cancelled || error->kind == ErrorKind::Unavailable);
}
} // namespace

int countConfirmations(std::span<const Command> commands)
{
    return static_cast<int>(std::count_if(commands.begin(), commands.end(), isConfirmation));
}

std::vector<Outcome> sendShipments(std::span<const Command> commands, int feedFrom, FlowContext& context)
{
    std::vector<std::optional<Outcome>> outcomes(commands.size());
    if (countConfirmations(commands) >= feedFrom) {
        std::vector<amazon::FulfillmentMessage> messages;
        std::vector<std::size_t> inFeed;
        for (std::size_t i = 0; i < commands.size(); ++i) {
            if (!isConfirmation(commands[i]))
                continue;
            const auto package = packageOf(commands[i]);
            bool isNumber = false;
            const qint64 id = package ? package->packageReferenceId.toLongLong(&isNumber) : 0;
            if (!package || !isNumber || !amazon::fitsFeed(*package))
                continue; // goes by itself, or fails by itself
            messages.push_back({id, commands[i].body[u"orderId"].toString(), *package});
            inFeed.push_back(i);
        }
        if (!messages.empty()) {
            const Outcome all = sendFeed(messages, context);
            for (const std::size_t i : inFeed)
                outcomes[i] = all;
        }
    }
    std::optional<Outcome> stopped; // of Amazon; NetSuite is another connection
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (outcomes[i])
            continue;
        if (!isConfirmation(commands[i])) {
            outcomes[i] = sendToNetSuite(commands.subspan(i, 1), context).front();
            continue;
        }
        outcomes[i] = stopped ? *stopped : confirm(commands[i], context);
        if (!stopped && stopsAll(*outcomes[i]))
            stopped = outcomes[i];
    }
    std::vector<Outcome> result;
    result.reserve(outcomes.size());
    for (std::optional<Outcome>& outcome : outcomes)
        result.push_back(std::move(*outcome));
    return result;
}

} // namespace causeway::flows
