// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipmentPlan.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDateTime>

#include "amazon/Shipment.h"
#include "base/Hash.h"
#include "base/Text.h"
#include "flows/ShipDate.h"
#include "flows/ShipmentEdit.h"
#include "flows/ShipmentOrders.h"
#include "mapping/AccountView.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ShipmentPlan)
};

const QString kCreate = QStringLiteral("create");
const QString kPatch = QStringLiteral("patch");
const QString kConfirmation = QStringLiteral("shipmentConfirmation");
const QString kCollection = QStringLiteral("codCollectionMethod");
const QString kMarkerField = QStringLiteral("custbody_amz_shipment_state");
constexpr int kMostPackages = 999;
constexpr int kMostCorrections = 255;
constexpr qint64 kReadAgainMs = 60'000;
constexpr qint64 kHeldMs = 3'600'000;

QString shown(const QString& text)
{
    return elided(safeText(text), 60);
}

Json itemsJson(const mapping::Parcel& parcel)
{
    Json items = Json::object();
    for (const auto& [id, quantity] : parcel.items)
        items.set(id, quantity);
    return items;
}

QString keyPrefix(const config::Configuration& configuration, const QString& fulfillmentId)
{
    QString account = configuration.netSuite ? configuration.netSuite->account.trimmed().toUpper() : QString();
    account.replace(u'-', u'_');
    return QStringLiteral("NS-CS-%1-%2-").arg(account, fulfillmentId);
}

bool sameItems(const Json& a, const Json& b)
{
    return a.toCanonicalBytes() == b.toCanonicalBytes();
}

QString itemsText(const Json& items)
{
    QStringList parts;
    for (const auto& [id, quantity] : items.members())
        parts += QStringLiteral("%1 × %2").arg(quantity.toInteger().value_or(0)).arg(shown(id));
    return parts.join(QStringLiteral(", "));
}
} // namespace

QString ShipmentPlan::packageKey(const config::Configuration& configuration, const QString& fulfillmentId, int number)
{
    return keyPrefix(configuration, fulfillmentId) + QString::number(number);
}

ShipmentPlan::ShipmentPlan(const Record& record, const PlanContext& context)
    : m_record(record), m_context(context), m_settings(mapping::ShipmentSettings::read(context.flow.settings))
{
}

Result<Plan> ShipmentPlan::plan()
{
    const auto content = Json::parse(m_record.content);
    if (!content)
        return fail(content.error());
    m_content = *content;
    Plan plan;
    readSent();
    if (m_content[u"fulfillment"].toString() == QStringLiteral("FBA") && m_sent.empty()) {
        plan.skipReason = Words::tr("FBA");
        return plan;
    }
    m_fulfillment = m_context.lookups[u"fulfillments"][m_record.key];
    m_order = m_context.lookups[u"orders"].find(m_content[u"order"].toString());
    if (!m_fulfillment.isObject()) {
        if (m_sent.empty() && !m_isChecking)
            plan.skipReason = Words::tr("deleted in NetSuite");
        else
            return fail(ErrorKind::Conflict, Words::tr("The item fulfillment was deleted in NetSuite after Amazon was told."),
                        Words::tr("Correct the shipment in Seller Central, then dismiss this record."),
                        QStringLiteral("deleted"));
        return plan;
    }
    if (auto edit = checkShipmentEdit(m_record.edit); !edit)
        return fail(edit.error());
    if (m_order == nullptr) {
        // Also for what was sent: without the order's SKUs the packages' contents would look changed.
        plan.waitingReason = Words::tr("Amazon's quota for reading orders");
        plan.waitUntilMs = readAt() + kReadAgainMs;
        return plan;
    }
    // Whose order it is comes before what is wrong with it.
    const bool isOpen = m_sent.empty() && !m_isChecking;
    if (isOpen) {
        if (auto checked = checkOrder(plan); !checked)
            return fail(checked.error());
        if (!plan.skipReason.isEmpty() || !plan.waitingReason.isEmpty())
            return plan;
    } else if (m_order->isNull()) {
        return fail(unknownOrder());
    }
    auto lines = this->lines();
    if (!lines)
        return fail(lines.error());
    auto packages = this->packages(*lines);
    if (!packages)
        return fail(packages.error());
    if (auto numbered = number(*packages); !numbered)
        return fail(numbered.error());

    std::vector<ShippedPackage> unsent;
    for (const ShippedPackage& package : *packages) {
        const auto sent = m_sent.find(package.number);
        if (sent == m_sent.end()) {
            if (!m_onItsWay.contains(package.number))
                unsent.push_back(package);
            auto command = confirmation(package);
            if (!command)
                return fail(command.error());
            plan.commands.push_back(std::move(*command));
            continue;
        }
        Command done = base(packageKey(m_context.configuration, m_record.key, package.number), kCreate);
        done.body = sent->second.body; // replaced below when it was corrected: the engine keeps the stored one of a done command
        if (const auto first = m_context.sentBodies.find(done.key); first != m_context.sentBodies.end())
            done.body = first->second;
        done.readBack = sent->second.newestKey == done.key; // of a corrected package Amazon shows the newest state only
        plan.commands.push_back(done);
        if (sent->second.newestKey != done.key && !m_context.observed.contains(sent->second.newestKey)) {
            Command unread = base(sent->second.newestKey, kPatch);
            unread.body = sent->second.body;
            unread.dependsOn.push_back(done.key);
            plan.commands.push_back(std::move(unread));
        } else if (isChanged(package, sent->second)) {
            auto command = correction(package, sent->second);
            if (!command)
                return fail(command.error());
            if (m_settings.reviewCorrections)
                plan.reviewReason = Words::tr("It corrects a shipment that Amazon was told already");
            plan.commands.push_back(std::move(*command));
        }
    }
    if (!unsent.empty() && !isOpen) {
        Plan check;
        if (auto checked = checkOrder(check); !checked)
            return fail(checked.error());
        if (!check.skipReason.isEmpty() || !check.waitingReason.isEmpty()) {
            plan.waitingReason = check.waitingReason.isEmpty() ? check.skipReason : check.waitingReason;
            plan.waitUntilMs = check.waitUntilMs;
            return plan;
        }
        if (plan.reviewReason.isEmpty())
            plan.reviewReason = check.reviewReason;
    }
    if (auto checked = checkAgainstAmazon(unsent, *packages); !checked)
        return fail(checked.error());
    // Units that move from one package to another are free at Amazon only after the first one was corrected.
    std::vector<QString> corrections;
    for (const Command& command : plan.commands) {
        if (command.operation == kPatch && !m_context.receipts.contains(command.key))
            corrections.push_back(command.key);
    }
    for (Command& command : plan.commands) {
        if (command.operation == kCreate && !m_context.receipts.contains(command.key))
            command.dependsOn = corrections;
    }
    addMarker(plan);
    return plan;
}

void ShipmentPlan::readSent()
{
    const QString prefix = keyPrefix(m_context.configuration, m_record.key);
    for (auto it = m_context.sentBodies.lower_bound(prefix); it != m_context.sentBodies.end() && it->first.startsWith(prefix);
         ++it) {
        bool isNumber = false;
        const int number = it->first.mid(prefix.size()).toInt(&isNumber);
        if (!m_context.receipts.contains(it->first)) {
            m_isChecking = true;
            if (isNumber)
                m_onItsWay.insert(number);
        }
    }
    for (auto it = m_context.receipts.lower_bound(prefix); it != m_context.receipts.end() && it->first.startsWith(prefix); ++it) {
        const QString tail = it->first.mid(prefix.size());
        bool isNumber = false;
        const int number = tail.section(u'-', 0, 0).toInt(&isNumber);
        if (!isNumber)
            continue; // the marker
        SentPackage& sent = m_sent[number];
        if (tail.contains(QStringLiteral("-U-")))
            ++sent.corrections;
        sent.newestKey = it->first; // keys of corrections sort behind the package's own, in the order of sending
        const auto body = m_context.sentBodies.find(it->first);
        const auto observed = m_context.observed.find(it->first);
        sent.body = body != m_context.sentBodies.end() ? body->second : Json();
        sent.facts = Json();
        if (sent.body.isObject())
            sent.facts = sent.body[u"netsuite"];
        else if (observed != m_context.observed.end())
            sent.facts = observed->second;
    }
}

Error ShipmentPlan::unknownOrder() const
{
    return Error::make(
        ErrorKind::Rejected,
        Words::tr("Amazon does not know the order %1 of this item fulfillment.").arg(shown(m_content[u"order"].toString())),
        Words::tr("Correct the Amazon order id in the sales order, or dismiss this record."), QStringLiteral("no-order"));
}

qint64 ShipmentPlan::readAt() const
{
    return m_context.lookups[u"readAt"].toInteger().value_or(0);
}

Result<void> ShipmentPlan::checkOrder(Plan& plan) const
{
    if (m_order->isNull()) {
        if (m_content[u"foreign"].toBool() && m_context.configuration.stores.size() > 1) {
            plan.skipReason = Words::tr("an order of another store");
            return {};
        }
        return fail(unknownOrder());
    }
    const Json& order = *m_order;
    const QString status = order[u"status"].toString();
    if (order[u"fulfilledBy"].toString() == QStringLiteral("AMAZON")) {
        plan.skipReason = Words::tr("FBA");
        return {};
    }
    if (status == QStringLiteral("CANCELLED"))
        return fail(cancelledAtAmazon());
    if (status == QStringLiteral("PENDING") || status == QStringLiteral("PENDING_AVAILABILITY")) {
        plan.waitingReason = Words::tr("pending at Amazon");
        plan.waitUntilMs = readAt() + kHeldMs;
        return {};
    }
    const ShipDate day(m_content[u"date"].toString(), m_context);
    if (const auto begins = day.begins(); begins && *begins > readAt()) {
        plan.waitingReason = Words::tr("its ship date lies ahead");
        plan.waitUntilMs = *begins;
        return {};
    }
    // The mark as it stands now; what was fetched is older, and taking the mark back does not change the fulfillment.
    const Json* mark = m_context.lookups[u"doNotShip"].find(m_content[u"salesOrder"][u"id"].toString());
    const bool doNotShip = mark != nullptr ? mark->toBool() : m_content[u"doNotShip"].toBool();
    if (order[u"cancelRequested"].size() == 0 && !doNotShip)
        return {};
    const QString why = order[u"cancelRequested"].size() > 0 ? Words::tr("the buyer asked to cancel")
                                                             : Words::tr("the order is marked do not ship");
    switch (m_settings.onCancelRequest) {
    case mapping::ShipmentSettings::OnCancelRequest::Hold:
        plan.waitingReason = why;
        plan.waitUntilMs = readAt() + kHeldMs;
        break;
    case mapping::ShipmentSettings::OnCancelRequest::Review:
        plan.reviewReason = why;
        break;
    case mapping::ShipmentSettings::OnCancelRequest::Send:
        break;
    }
    return {};
}

Result<std::vector<mapping::ShippedLine>> ShipmentPlan::lines() const
{
    std::vector<mapping::ShippedLine> lines;
    const Json& items = (*m_order)[u"items"];
    int unnamed = 0;
    for (const Json& row : m_fulfillment[u"lines"].items()) {
        QString id = row[u"orderItem"].toString();
        // Documents made by another tool lack the ids; with a single item there is nothing to mix up.
        if (id.isEmpty() && items.size() == 1 && m_fulfillment[u"lines"].size() == 1)
            id = items.members().front().first;
        if (id.isEmpty()) {
            ++unnamed; // a gift or a spare part that Amazon does not know of
            continue;
        }
        const qint64 quantity = row[u"quantity"].toInteger().value_or(0);
        const auto same = std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.orderItemId == id; });
        if (same != lines.end()) {
            same->quantity += quantity;
            continue;
        }
        mapping::ShippedLine line{id, {}, quantity};
        for (const QString& name : {items[id][u"sku"].toString(), row[u"name"].toString()}) {
            if (!name.isEmpty())
                line.names += name;
        }
        lines.push_back(std::move(line));
    }
    if (lines.empty())
        return fail(ErrorKind::Rejected,
                    unnamed == 0 ? Words::tr("The item fulfillment has no lines to confirm.")
                                 : Words::tr("No line of the sales order says which Amazon order item it is."),
                    Words::tr("Fill in the Amazon order item id of the sales order's lines, or confirm the shipment in Seller "
                              "Central and dismiss this record."),
                    QStringLiteral("no-order-item"));
    for (const mapping::ShippedLine& line : lines) {
        const Json* item = items.find(line.orderItemId);
        if (m_order->isNull())
            continue;
        if (item == nullptr)
            return fail(ErrorKind::Rejected, Words::tr("Amazon's order has no item %1.").arg(shown(line.orderItemId)),
                        Words::tr("Correct the Amazon order item id in the sales order's lines."),
                        QStringLiteral("unknown-order-item"));
        if (const qint64 ordered = (*item)[u"ordered"].toInteger().value_or(0); line.quantity > ordered && m_sent.empty())
            return fail(ErrorKind::Rejected,
                        Words::tr("The item fulfillment ships %1 of %2, but only %3 were ordered at Amazon.")
                            .arg(line.quantity)
                            .arg(shown(item->find(u"sku") ? (*item)[u"sku"].toString() : line.orderItemId))
                            .arg(ordered),
                        Words::tr("Correct the quantity in NetSuite."), QStringLiteral("too-many"));
    }
    return lines;
}

Result<std::vector<ShippedPackage>> ShipmentPlan::packages(const std::vector<mapping::ShippedLine>& lines) const
{
    std::vector<mapping::PackageRow> rows;
    for (const Json& row : m_fulfillment[u"packages"].items())
        rows.push_back({oneLine(row[u"tracking"].toString()), row[u"description"].toString()});
    if (rows.empty()) {
        // The record shows no packages: the tracking numbers of the tables are all there is.
        for (const Json& tracking : m_content[u"tracking"].items())
            rows.push_back({oneLine(tracking.toString()), {}});
    }
    mapping::PackageContents contents = mapping::packageContents(lines, rows, m_settings.spreadContents);
    const QString carrierId = m_fulfillment[u"shipMethod"][u"id"].toString();
    std::vector<ShippedPackage> packages;
    int position = 0;
    for (mapping::Parcel& parcel : contents.parcels) {
        ++position;
        if (const Json byHand = editOfPackage(m_record.edit, position)[u"contents"]; byHand.isObject()) {
            parcel.items.clear();
            for (const auto& member : byHand.members()) {
                const auto& [id, quantity] = member;
                // The name goes in by value of its own: compilers before Clang 16 capture no structured bindings.
                const bool known = std::any_of(lines.begin(), lines.end(),
                                               [&wanted = member.first](const auto& line) { return line.orderItemId == wanted; });
                if (!known)
                    return fail(wrongEdit(QStringLiteral("packages.%1.contents.%2").arg(position).arg(id),
                                          Words::tr("an order item of this item fulfillment")));
                if (const qint64 count = quantity.toInteger().value_or(0); count > 0)
                    parcel.items.emplace_back(id, count);
            }
        }
        if (parcel.items.empty())
            return fail(
                ErrorKind::Rejected,
                Words::tr("NetSuite does not say what is in each of the %1 packages.").arg(contents.packages),
                Words::tr("Write the contents into the packages' descriptions, such as “SKU x 2”, enter them here by hand, "
                          "or let the flow spread the units."),
                QStringLiteral("no-contents"));
        ShippedPackage package;
        package.number = position;
        package.facts = Json::object({{QStringLiteral("tracking"), parcel.tracking},
                                      {QStringLiteral("carrier"), carrierId},
                                      {QStringLiteral("items"), itemsJson(parcel)}});
        package.parcel = std::move(parcel);
        packages.push_back(std::move(package));
    }
    if (auto edited = checkEditedPackages(m_record.edit, position, [this](int package) { return m_sent.contains(package); });
        !edited)
        return fail(edited.error());
    if (position > kMostPackages)
        return fail(ErrorKind::Rejected,
                    Words::tr("An item fulfillment of more than %1 packages cannot be sent.").arg(kMostPackages));
    return packages;
}

/// A package keeps its number by its tracking number, so that one that is removed or moved does not rename the others.
Result<void> ShipmentPlan::number(std::vector<ShippedPackage>& packages) const
{
    std::set<int> taken;
    std::vector<ShippedPackage*> open;
    for (ShippedPackage& package : packages) {
        const auto same = std::find_if(m_sent.begin(), m_sent.end(), [&](const auto& sent) {
            const QString tracking = sent.second.facts[u"tracking"].toString();
            return !tracking.isEmpty() && tracking == package.parcel.tracking && !taken.contains(sent.first);
        });
        if (same == m_sent.end()) {
            open.push_back(&package);
            continue;
        }
        package.number = same->first;
        taken.insert(same->first);
    }
    for (ShippedPackage* package : open) {
        int free = 1;
        while (taken.contains(free))
            ++free;
        // Its own place first: the second package whose number was corrected is still the second.
        package->number = taken.contains(package->number) ? free : package->number;
        taken.insert(package->number);
    }
    std::sort(packages.begin(), packages.end(),
              [](const ShippedPackage& a, const ShippedPackage& b) { return a.number < b.number; });
    for (const auto& [number, sent] : m_sent) {
        if (taken.contains(number))
            continue;
        return fail(
            ErrorKind::Conflict,
            Words::tr("Package %1 (%2) was confirmed to Amazon, but NetSuite no longer has it.")
                .arg(number)
                .arg(shown(sent.facts[u"tracking"].toString())),
            Words::tr("Amazon cannot take a package back. Put it back in NetSuite, or correct the order in Seller Central "
                      "and dismiss this record."),
            QStringLiteral("package-gone"));
    }
    return {};
}

bool ShipmentPlan::isChanged(const ShippedPackage& package, const SentPackage& sent) const
{
    if (!sent.facts.isObject())
        return false; // nobody knows any more what was sent
    const Json& facts = package.facts;
    const bool wasObserved = !sent.facts.contains(u"carrier") || sent.facts.contains(u"reference");
    if (!sameItems(sent.facts[u"items"], facts[u"items"]))
        return true;
    // Without the body only what Amazon showed is known: no tracking number in NetSuite then means it was typed by hand.
    if (wasObserved)
        return !facts[u"tracking"].toString().isEmpty() && facts[u"tracking"].toString() != sent.facts[u"tracking"].toString();
    return facts[u"tracking"].toString() != sent.facts[u"tracking"].toString() ||
           facts[u"carrier"].toString() != sent.facts[u"carrier"].toString();
}

/// Before a first confirmation: what others told Amazon about this order.
Result<void> ShipmentPlan::checkAgainstAmazon(const std::vector<ShippedPackage>& unsent,
                                              const std::vector<ShippedPackage>& all) const
{
    if (unsent.empty() || m_order->isNull())
        return {};
    std::map<QString, qint64> needed;
    for (const ShippedPackage& package : unsent) {
        const QString reference = ShipmentDetail::reference(m_record.key, package.number);
        bool isShown = false;
        const Json* ours = nullptr;
        for (const Json& seen : (*m_order)[u"packages"].items()) {
            isShown = isShown || (seen[u"tracking"].toString() == package.parcel.tracking &&
                                  sameItems(seen[u"items"], package.facts[u"items"]));
            if (seen[u"reference"].toString() == reference)
                ours = &seen;
        }
        if (isShown)
            continue;
        if (ours != nullptr)
            return fail(ErrorKind::Conflict,
                        Words::tr("Amazon shows this package already, with the tracking number %1 and %2.")
                            .arg(shown((*ours)[u"tracking"].toString()), itemsText((*ours)[u"items"])),
                        Words::tr("Make NetSuite's item fulfillment say the same, or correct the package in Seller Central and "
                                  "dismiss this record."),
                        QStringLiteral("differs"));
        for (const auto& [id, quantity] : package.parcel.items)
            needed[id] += quantity;
    }
    for (const auto& [id, quantity] : needed) {
        const auto open = openUnits(id, all);
        if (!open || quantity <= *open)
            continue;
        if ((*m_order)[u"items"][id][u"cancelled"].toBool())
            return fail(ErrorKind::Rejected,
                        Words::tr("Amazon cancelled %1 of this order, but it was shipped.")
                            .arg(shown((*m_order)[u"items"][id][u"sku"].toString())),
                        Words::tr("Stop the parcel or take the goods back. What else lies in the package can be confirmed after "
                                  "the cancelled item is taken out of its contents (edit the record); or dismiss this record."),
                        QStringLiteral("cancelled-at-amazon"));
        QStringList trackings;
        for (const Json& seen : (*m_order)[u"packages"].items())
            trackings += shown(seen[u"tracking"].toString());
        return fail(
            ErrorKind::Conflict,
            Words::tr("Amazon shows %1 as shipped already%2: only %3 of the item are open, %4 are to be confirmed.")
                .arg(shown((*m_order)[u"items"][id][u"sku"].toString()),
                     trackings.isEmpty() ? QString()
                                         : Words::tr(" (tracking number %1)").arg(trackings.join(QStringLiteral(", "))))
                .arg(*open)
                .arg(quantity),
            Words::tr("Somebody confirmed this shipment in Seller Central or with another tool. If that is right, dismiss "
                      "this record."),
            QStringLiteral("shipped-otherwise"));
    }
    return {};
}

/// Units of an item that this fulfillment's unsent packages may take. Once some of it was sent, what Amazon called open when it
/// was asked is out of date: then everything counts that is in no package of others and in none of this fulfillment that went
/// out.
std::optional<qint64> ShipmentPlan::openUnits(const QString& itemId, const std::vector<ShippedPackage>& all) const
{
    const Json& item = (*m_order)[u"items"][itemId];
    if ((m_sent.empty() && !m_isChecking) || item[u"cancelled"].toBool())
        return item[u"unfulfilled"].toInteger();
    auto open = item[u"ordered"].toInteger();
    if (!open)
        return open;
    const auto isOurs = [&](const Json& seen) {
        const QString reference = seen[u"reference"].toString();
        return std::any_of(all.begin(), all.end(), [&](const ShippedPackage& package) {
            const auto sent = m_sent.find(package.number);
            return reference == ShipmentDetail::reference(m_record.key, package.number) ||
                   (sent != m_sent.end() && sent->second.facts[u"tracking"].toString() == seen[u"tracking"].toString());
        });
    };
    for (const Json& seen : (*m_order)[u"packages"].items())
        *open -= isOurs(seen) ? 0 : seen[u"items"][itemId].toInteger().value_or(0);
    for (const ShippedPackage& package : all) {
        if (m_sent.contains(package.number) || m_onItsWay.contains(package.number))
            *open -= package.facts[u"items"][itemId].toInteger().value_or(0);
    }
    return open;
}

Command ShipmentPlan::base(const QString& key, const QString& operation) const
{
    Command command;
    command.target = QStringLiteral("amazon");
    command.key = key;
    command.operation = operation;
    command.type = kConfirmation;
    command.readBack = true;
    command.personal = false;
    command.fingerprint = Json::object({{QStringLiteral("order"), m_content[u"order"]}});
    return command;
}

ShipmentDetail ShipmentPlan::detail() const
{
    const qint64 purchased = (*m_order)[u"created"].toInteger().value_or(0);
    const ShipDate date(m_content[u"date"].toString(), m_context);
    return {m_record, m_context, m_fulfillment, date.instant(m_record.firstSeenMs, purchased)};
}

Result<Command> ShipmentPlan::confirmation(const ShippedPackage& package) const
{
    Command command = base(packageKey(m_context.configuration, m_record.key, package.number), kCreate);
    auto detail = this->detail().of(package, nullptr, command.origins);
    if (!detail)
        return fail(detail.error());
    command.body.set(QStringLiteral("orderId"), m_content[u"order"]);
    command.body.set(QStringLiteral("marketplaceId"), (*m_order)[u"marketplace"]);
    command.body.set(QStringLiteral("packageDetail"), *detail);
    if ((*m_order)[u"paidOnDelivery"].toBool()) {
        command.body.set(kCollection, amazon::kPaidOnDelivery);
        command.origins.emplace_back(kCollection, Words::tr("Amazon: the buyer pays on delivery"));
    }
    command.body.set(QStringLiteral("netsuite"), package.facts);
    // What Amazon showed a moment ago, for find(): it need not ask again.
    command.fingerprint.set(QStringLiteral("lookedAt"), m_context.lookups[u"readAt"]);
    for (const Json& seen : (*m_order)[u"packages"].items()) {
        if (showsPackage(seen, *detail))
            command.fingerprint.set(QStringLiteral("shown"), seen);
    }
    return command;
}

Result<Command> ShipmentPlan::correction(const ShippedPackage& package, const SentPackage& sent) const
{
    const QString first = packageKey(m_context.configuration, m_record.key, package.number);
    if (sent.corrections >= kMostCorrections)
        return fail(ErrorKind::Rejected, Words::tr("This package was corrected too often."), {}, QStringLiteral("too-many"));
    Command command = base({}, kPatch);
    auto detail = this->detail().of(package, &sent, command.origins);
    if (!detail)
        return fail(detail.error());
    const Json& before = sent.body[u"packageDetail"];
    command.body.set(QStringLiteral("orderId"), m_content[u"order"]);
    command.body.set(QStringLiteral("marketplaceId"),
                     sent.body.isObject() ? sent.body[u"marketplaceId"] : Json(m_context.store.marketplaces.value(0)));
    command.body.set(QStringLiteral("packageDetail"), *detail);
    command.body.setIfPresent(kCollection, sent.body[kCollection].toString());
    command.body.set(QStringLiteral("netsuite"), package.facts);
    command.key = first + QStringLiteral("-U-%1").arg(sent.corrections, 2, 16, QLatin1Char('0')) +
                  sha256Hex(command.body.toCanonicalBytes()).left(10);
    command.dependsOn.push_back(first);
    // The difference in words, for Review.
    const auto say = [&](const QString& field, const QString& was, const QString& now) {
        if (was != now)
            command.origins.emplace_back(
                QStringLiteral("packageDetail.") + field,
                Words::tr("changed in NetSuite: was %1, now %2")
                    .arg(was.isEmpty() ? Words::tr("nothing") : shown(was), now.isEmpty() ? Words::tr("nothing") : shown(now)));
    };
    say(QStringLiteral("trackingNumber"), before[u"trackingNumber"].toString(sent.facts[u"tracking"].toString()),
        (*detail)[u"trackingNumber"].toString());
    if (before.isObject())
        say(QStringLiteral("carrierCode"), before[u"carrierCode"].toString(), (*detail)[u"carrierCode"].toString());
    say(QStringLiteral("orderItems"), itemsText(sent.facts[u"items"]), itemsText(package.facts[u"items"]));
    return command;
}

/// Written when Amazon shows every package of the newest state; its time is Amazon's, so that planning again gives the same.
void ShipmentPlan::addMarker(Plan& plan) const
{
    const QString field = m_context.configuration.netSuite ? m_context.configuration.netSuite->field(kMarkerField) : kMarkerField;
    if (!m_settings.writeMarker || !mapping::AccountView(m_context.account).has(u"salesOrder", field) || plan.commands.empty())
        return;
    qint64 latest = 0;
    int packages = 0, corrections = 0;
    for (const Command& command : plan.commands) {
        const auto observed = m_context.observed.find(command.key);
        const bool isShown = observed != m_context.observed.end();
        if (!m_context.receipts.contains(command.key) || (command.readBack && !isShown))
            return;
        packages += command.operation == kCreate ? 1 : 0;
        if (!isShown)
            continue;
        latest = std::max(
            latest, observed->second[u"created"].toInteger().value_or(observed->second[u"shipped"].toInteger().value_or(0)));
    }
    for (const auto& [number, sent] : m_sent)
        corrections += sent.corrections;
    // Never translated: another language of the window must not rewrite every fulfillment.
    QString text = QStringLiteral("Confirmed at Amazon %1 UTC, packages: %2")
                       .arg(QDateTime::fromMSecsSinceEpoch(latest, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm")))
                       .arg(packages);
    if (corrections > 0)
        text += QStringLiteral(", corrections: %1").arg(corrections);
    Command marker;
    marker.target = QStringLiteral("netsuite");
    marker.operation = kPatch;
    marker.type = QStringLiteral("itemFulfillment");
    marker.remoteId = m_record.key;
    marker.body = Json::object({{field, text}});
    marker.key = keyPrefix(m_context.configuration, m_record.key) + QStringLiteral("M-") +
                 sha256Hex(marker.body.toCanonicalBytes()).left(12);
    marker.personal = false;
    marker.fingerprint = Json::object({{QStringLiteral("id"), m_record.key}});
    marker.origins = {{field, Words::tr("Amazon shows every package")}};
    for (const Command& command : plan.commands)
        marker.dependsOn.push_back(command.key);
    plan.commands.push_back(std::move(marker));
}

Result<Plan> planShipment(const Record& record, const PlanContext& context)
{
    return ShipmentPlan(record, context).plan();
}

} // namespace causeway::flows
