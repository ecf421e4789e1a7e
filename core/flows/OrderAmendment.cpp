// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderAmendment.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Decimal.h"
#include "base/Hash.h"
#include "base/Text.h"
#include "flows/OrderLineChanges.h"
#include "mapping/SalesOrderLines.h"
#include "mapping/ShipTo.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::OrderAmendment)
};

const QString kSalesOrder = QStringLiteral("salesOrder");
const QString kAddress = QStringLiteral("shippingAddress");
const QString kDoNotShip = QStringLiteral("custbody_amz_do_not_ship");
constexpr int kMostAmendments = 255; // two hex digits
constexpr qsizetype kHashDigits = 10;

/// RFC 7396; null members of the patch are kept as absent.
Json merged(const Json& body, const Json& patch)
{
    if (!patch.isObject())
        return patch;
    Json result = body.isObject() ? body : Json::object();
    for (const auto& [name, value] : patch.members()) {
        if (value.isNull())
            result.remove(name);
        else
            result.set(name, merged(result[name], value));
    }
    return result;
}

QString plainAmount(const Json& json)
{
    return json.isNumber() ? QString::fromLatin1(json.numberText()) : json.toString();
}

/// Nothing and zero are the same.
bool sameAmount(const QString& a, const QString& b)
{
    const auto first = Decimal::parse(a.isEmpty() ? QStringLiteral("0") : a);
    const auto second = Decimal::parse(b.isEmpty() ? QStringLiteral("0") : b);
    if (!first || !second)
        return a == b;
    const int scale = std::max(first->scale(), second->scale());
    const auto x = first->rescaled(scale);
    const auto y = second->rescaled(scale);
    return x && y && x->units() == y->units();
}
/// Whether NetSuite computes another total after it: another state may be another tax, another quantity another amount.
bool changesTotal(const Json& amendment)
{
    const auto& lines = amendment[u"item"][u"items"].items();
    return amendment.contains(kAddress) ||
           std::any_of(lines.begin(), lines.end(), [](const Json& line) { return line.contains(u"quantity"); });
}
} // namespace

OrderAmendment::OrderAmendment(const amazon::Order& order, QString key, mapping::OrderDocument document,
                               const mapping::MappingInput& input, const Record& record, const PlanContext& context)
    : m_order(order), m_key(std::move(key)), m_document(document), m_input(input), m_record(record), m_context(context)
{
    const auto main = context.sentBodies.find(m_key);
    if (main != context.sentBodies.end() && main->second.isObject())
        m_sent = main->second;
    else
        m_isComplete = false;
    m_sentLines = m_sent[u"item"][u"items"];
    m_sent.remove(u"item");
    const QString prefix = m_key + QStringLiteral("-U-");
    for (auto it = context.receipts.lower_bound(prefix); it != context.receipts.end() && it->first.startsWith(prefix); ++it) {
        ++m_done;
        const auto body = context.sentBodies.find(it->first);
        if (body == context.sentBodies.end() || !body->second.isObject()) {
            m_isComplete = false;
            continue;
        }
        for (const Json& line : body->second[u"item"][u"items"].items()) {
            const QString number = plainAmount(line[u"line"]);
            if (line[u"isClosed"].toBool())
                m_closed.insert(number);
            m_amendedLines[number] = merged(m_amendedLines[number], line);
        }
        Json fields = body->second;
        const bool isReadBack = changesTotal(fields);
        fields.remove(u"item");
        if (isReadBack && !context.observed.contains(it->first))
            m_unread.push_back(command(it->first, body->second));
        m_sent = merged(m_sent, fields);
    }
}

bool OrderAmendment::hasField(const QString& field) const
{
    return m_input.account.has(kSalesOrder, field);
}

void OrderAmendment::set(const QString& path, Json value, const QString& from)
{
    m_body.set(path, std::move(value));
    m_origins.emplace_back(path, from);
}

const Json& OrderAmendment::shown() const
{
    return m_context.lookups[u"documents"][m_context.receipts.at(m_key).remoteId];
}

bool OrderAmendment::isOpenLine(const Json& line) const
{
    return !line[u"closed"].toBool() && !m_closed.contains(line[u"line"].toString());
}

Result<void> OrderAmendment::cancel()
{
    const mapping::CancelPolicy policy = m_input.settings.cancelledOrder;
    const QString flag = m_input.field(kDoNotShip);
    if (m_document == mapping::OrderDocument::SalesOrder && hasField(flag) && !m_sent[flag].toBool() && m_isComplete) {
        set(flag, true, Words::tr("Amazon: the order was cancelled"));
        // The packer is told at once; only then is a person asked.
        m_isReadBack = policy == mapping::CancelPolicy::Ask;
        if (m_isReadBack)
            return {};
    }
    if (policy == mapping::CancelPolicy::FlagOnly)
        return {};
    const Json& document = shown();
    if (!document.isObject())
        return {};
    const QString name = elided(safeText(document[u"name"].toString()), 60);
    if (m_document != mapping::OrderDocument::SalesOrder)
        return fail(ErrorKind::Rejected, Words::tr("Amazon cancelled the order, but it was billed already as %1.").arg(name),
                    Words::tr("Refund or void the document in NetSuite, then dismiss this record."),
                    QStringLiteral("cancelled-after-billing"));
    QStringList open;
    bool isBilled = false;
    for (const Json& line : document[u"lines"].items()) {
        isBilled = isBilled || line[u"billed"].toInteger().value_or(0) > 0;
        if (isOpenLine(line))
            open += line[u"line"].toString();
    }
    const QString status = document[u"status"].toString();
    if (open.isEmpty() || status == QStringLiteral("C") || status == QStringLiteral("H"))
        return {};
    // A pending approval, B pending fulfillment: nothing has left the house. Everything else was shipped or billed.
    if (status != QStringLiteral("A") && status != QStringLiteral("B"))
        return fail(ErrorKind::Rejected,
                    Words::tr("Amazon cancelled the order, but the sales order %1 was shipped or billed already.").arg(name),
                    Words::tr("Stop the parcel or take the goods back in NetSuite, then dismiss this record."),
                    QStringLiteral("cancelled-after-shipment"));
    // Some companies bill in advance: the order still looks as if nothing had happened to it.
    if (isBilled)
        return fail(ErrorKind::Rejected,
                    Words::tr("Amazon cancelled the order, but the sales order %1 was billed already.").arg(name),
                    Words::tr("Credit the bill in NetSuite and close the sales order, then dismiss this record."),
                    QStringLiteral("cancelled-after-billing"));
    closeLines(open, Words::tr("Amazon: the order was cancelled; open lines are closed"));
    if (policy == mapping::CancelPolicy::Ask)
        m_reviewReason = Words::tr("Amazon cancelled the order: close its open lines?");
    return {};
}

Result<void> OrderAmendment::cancelItems()
{
    const mapping::CancelPolicy policy = m_input.settings.cancelledItem;
    const Json& document = shown();
    if (policy == mapping::CancelPolicy::FlagOnly || m_document != mapping::OrderDocument::SalesOrder || !document.isObject())
        return {};
    QStringList open;
    for (const amazon::OrderItem& item : m_order.items) {
        if (!item.isCancelled())
            continue;
        for (const Json& line : document[u"lines"].items()) {
            if (line[u"orderItem"].toString() != item.orderItemId || !isOpenLine(line))
                continue;
            const qint64 quantity = line[u"quantity"].toInteger().value_or(0);
            if (quantity > 0 && line[u"fulfilled"].toInteger().value_or(0) >= quantity &&
                item.quantityFulfilled.value_or(0) < quantity)
                return fail(ErrorKind::Rejected,
                            Words::tr("Amazon cancelled the item %1, but line %2 of the sales order %3 was shipped already.")
                                .arg(elided(safeText(item.sellerSku), 60), line[u"line"].toString(),
                                     elided(safeText(document[u"name"].toString()), 60)),
                            Words::tr("Stop the parcel or take the goods back in NetSuite, then dismiss this record."),
                            QStringLiteral("cancelled-after-shipment"));
            // Units that Amazon shows as shipped are still to be fulfilled here; changeLines() takes the others off.
            if (item.quantityFulfilled.value_or(0) > line[u"fulfilled"].toInteger().value_or(0))
                continue;
            if (quantity == 0 || line[u"fulfilled"].toInteger().value_or(0) < quantity)
                open += line[u"line"].toString();
        }
    }
    if (open.isEmpty())
        return {};
    closeLines(open, Words::tr("Amazon: items were cancelled; their lines are closed"));
    if (policy == mapping::CancelPolicy::Ask)
        m_reviewReason = Words::tr("Amazon cancelled items of the order: close their lines?");
    return {};
}

Result<void> OrderAmendment::changeLines(const mapping::MappedOrder& wanted)
{
    const mapping::CancelPolicy policy = m_input.settings.cancelledItem;
    const Json& document = shown();
    // Of a sales order made by another hand nobody knows what was written; of a look-up from before the last amendment neither.
    if (policy == mapping::CancelPolicy::FlagOnly || m_document != mapping::OrderDocument::SalesOrder || !m_isComplete ||
        m_context.receipts.at(m_key).outcome != QStringLiteral("created") || !document[u"lines"].isArray() ||
        document[u"amendments"].toInteger().value_or(-1) != m_done)
        return {};
    std::set<QString> closed = m_closed;
    for (const Json& line : m_body[u"item"][u"items"].items())
        closed.insert(plainAmount(line[u"line"]));
    OrderLineChanges changes({wanted, m_sentLines, m_amendedLines, document[u"lines"], closed,
                              elided(safeText(document[u"name"].toString()), 60),
                              m_input.field(QStringLiteral("custcol_amz_order_item_id"))});
    if (auto compared = changes.compare(); !compared)
        return compared;
    if (changes.patches().size() == 0)
        return {};
    m_changesLines = true;
    m_isReadBack = true;
    m_closesLines = m_closesLines || !changes.adds(); // units are taken off: guarded mode asks, as for closing
    addLines(changes.patches().items(), Words::tr("Amazon: the order has another quantity now"));
    const Json* shipping = wanted.salesOrder.body.find(u"shippingCost");
    const bool isKnown = document[u"fields"].contains(u"shippingcost"); // otherwise a person's own would be overwritten unseen
    if (shipping != nullptr && isKnown && !changes.isBilled() && m_sent.contains(u"shippingCost") &&
        !sameAmount(plainAmount(*shipping), plainAmount(m_sent[u"shippingCost"])))
        set(QStringLiteral("shippingCost"), *shipping, Words::tr("Amazon: shipping of the order has changed"));
    if (policy == mapping::CancelPolicy::Ask || changes.adds())
        m_reviewReason = Words::tr("Amazon's order has other quantities now: change its lines?");
    return {};
}

void OrderAmendment::closeLines(const QStringList& numbers, const QString& from)
{
    Json::Array lines;
    for (const QString& number : numbers)
        lines.push_back(
            Json::object({{QStringLiteral("line"), Json::number(number.toLatin1())}, {QStringLiteral("isClosed"), true}}));
    m_closesLines = true;
    addLines(lines, from);
}

void OrderAmendment::addLines(const Json::Array& lines, const QString& from)
{
    Json all = m_body[u"item"][u"items"].isArray() ? m_body[u"item"][u"items"] : Json::array();
    for (const Json& line : lines)
        all.append(line);
    set(QStringLiteral("item"), Json::object({{QStringLiteral("items"), std::move(all)}}), from);
}

std::optional<Json> OrderAmendment::addressChange(const amazon::Order& order, const Json& sentFields, const Json& edit,
                                                  const mapping::OrderSettings& settings)
{
    const Json* sent = sentFields.find(kAddress);
    if (!settings.updateAddress || sent == nullptr || !order.deliveryAddress ||
        order.fulfillmentStatus == QStringLiteral("SHIPPED") || order.isCancelled())
        return std::nullopt;
    // What a person corrected by hand stays corrected.
    Json wanted =
        merged(mapping::shipToAddress(*order.deliveryAddress), edit[kAddress].isObject() ? edit[kAddress] : Json::object());
    if (wanted.size() == 0)
        return std::nullopt;
    Json change = wanted;
    for (const auto& [name, value] : sent->members()) {
        if (wanted.contains(name))
            continue;
        // Amazon stops showing the phone after a while: that is no change.
        if (name == QStringLiteral("addrPhone"))
            wanted.set(name, value);
        else
            change.set(name, Json());
    }
    if (wanted.toCanonicalBytes() == sent->toCanonicalBytes())
        return std::nullopt;
    return change;
}

Json OrderAmendment::sentFields(const QString& key, const std::map<QString, Receipt>& receipts,
                                const std::map<QString, Json>& sentBodies)
{
    const auto main = sentBodies.find(key);
    if (main == sentBodies.end() || !main->second.isObject())
        return {};
    Json sent = main->second;
    const QString prefix = key + QStringLiteral("-U-");
    for (auto it = receipts.lower_bound(prefix); it != receipts.end() && it->first.startsWith(prefix); ++it) {
        const auto body = sentBodies.find(it->first);
        if (body == sentBodies.end() || !body->second.isObject())
            return {};
        sent = merged(sent, body->second);
    }
    sent.remove(u"item");
    return sent;
}

void OrderAmendment::setAddress()
{
    if (!m_isComplete)
        return;
    auto change = addressChange(m_order, m_sent, m_record.edit, m_input.settings);
    if (!change)
        return;
    m_isPersonal = true;
    m_isReadBack = true; // another state may be another tax
    set(kAddress, std::move(*change), Words::tr("Amazon: the ship-to address was changed"));
}

Result<void> OrderAmendment::checkEdits() const
{
    // What was written since the look-up is not in it: then there is nothing to compare.
    if (m_body.size() == 0 || !shown().isObject() || shown()[u"amendments"].toInteger().value_or(-1) != m_done || !m_isComplete)
        return {};
    for (const auto& [name, value] : m_body.members()) {
        if (name == kAddress) {
            if (auto same = checkAddress(); !same)
                return same;
        } else if (value.isNumber()) { // a flag has two values: what is not ours is what we would write
            if (auto same = checkField(name, value); !same)
                return same;
        }
    }
    return {};
}

Result<void> OrderAmendment::checkField(const QString& name, const Json& wanted) const
{
    const Json* read = shown()[u"fields"].find(name.toLower());
    if (read == nullptr)
        return {};
    const QString seen = read->toString();
    const Json* sentValue = m_sent.find(name);
    const QString sent = sentValue == nullptr ? QString() : plainAmount(*sentValue);
    if (sameAmount(seen, sent) || sameAmount(seen, plainAmount(wanted)))
        return {};
    return fail(editedByAPerson(name, Words::tr("Written was “%1”, NetSuite shows “%2”, and it would become “%3”.")
                                          .arg(sent, elided(safeText(seen), 60), plainAmount(wanted))));
}

Result<void> OrderAmendment::checkAddress() const
{
    const Json* seen = shown().find(u"address");
    const Json* sent = m_sent.find(kAddress);
    if (seen == nullptr || !seen->isObject() || sent == nullptr)
        return {};
    const Json wanted = merged(*sent, m_body[kAddress]);
    QStringList changed;
    // NetSuite may write states, countries and phone numbers in its own way: a difference there proves nothing.
    for (const char* part : {"addressee", "attention", "addr1", "addr2", "addr3", "city", "zip"}) {
        const QString name = QString::fromLatin1(part);
        const auto textOf = [&name](const Json& address) { return address[name].toString().simplified(); };
        if (textOf(*seen).compare(textOf(*sent), Qt::CaseInsensitive) != 0 &&
            textOf(*seen).compare(textOf(wanted), Qt::CaseInsensitive) != 0)
            changed += name;
    }
    if (changed.isEmpty())
        return {};
    return fail(editedByAPerson(kAddress + u'.' + changed.join(QStringLiteral(", ")),
                                Words::tr("Amazon's ship-to address has changed too; the two are not shown here, as they are "
                                          "personal data.")));
}

Error OrderAmendment::editedByAPerson(const QString& field, const QString& versions) const
{
    Error error =
        Error::make(ErrorKind::Conflict,
                    Words::tr("The field %1 of %2 was changed in NetSuite since it was written. %3")
                        .arg(elided(safeText(field), 120), elided(safeText(shown()[u"name"].toString()), 60), versions),
                    Words::tr("Nothing was overwritten. Set the field in NetSuite to what it was or to Amazon's value and "
                              "try again; or dismiss this record to keep what stands there."),
                    QStringLiteral("edited-by-person"));
    error.causeKey = field;
    return error;
}

void OrderAmendment::setDoNotShip()
{
    const QString flag = m_input.field(kDoNotShip);
    const bool wanted = m_order.cancellationRequested();
    if (!hasField(flag) || !m_isComplete || m_sent[flag].toBool() == wanted)
        return;
    set(flag, wanted,
        wanted ? Words::tr("Amazon: the buyer asked to cancel") : Words::tr("Amazon: the buyer's wish to cancel is gone"));
}

void OrderAmendment::setVariance(const mapping::OrderVariance& variance)
{
    // Without the earlier bodies nobody knows what stands there: better one figure too old than a write at every run.
    if (m_done > 0 && !m_isComplete)
        return;
    for (const auto& [ours, money] :
         {std::pair{"custbody_amz_variance_total", &variance.total}, std::pair{"custbody_amz_variance_tax", &variance.tax},
          std::pair{"custbody_amz_variance_shipping", &variance.shipping},
          std::pair{"custbody_amz_variance_shipping_tax", &variance.shippingTax}}) {
        const QString field = m_input.field(QString::fromLatin1(ours));
        if (!hasField(field))
            continue;
        const Json* sent = m_sent.find(field);
        const bool same = sent == nullptr ? money->isZero() : plainAmount(*sent) == money->amountText();
        if (!same)
            set(field, mapping::amountNumber(*money), Words::tr("Amazon's figure minus NetSuite's"));
    }
}

Command OrderAmendment::command(const QString& key, const Json& body) const
{
    Command command;
    command.target = QStringLiteral("netsuite");
    command.key = key;
    command.operation = QStringLiteral("patch");
    command.type = mapping::recordType(m_document);
    command.body = body;
    command.dependsOn.push_back(m_key);
    command.remoteId = m_context.receipts.at(m_key).remoteId;
    command.fingerprint = Json::object({{QStringLiteral("id"), command.remoteId}});
    command.readBack = changesTotal(body);
    command.personal = body.contains(kAddress);
    return command;
}

std::vector<Command> OrderAmendment::commands()
{
    std::vector<Command> commands = std::move(m_unread);
    if (m_body.size() == 0 || m_done > kMostAmendments)
        return commands;
    const QString ordinal = QStringLiteral("%1").arg(m_done, 2, 16, QLatin1Char('0'));
    Command next =
        command(m_key + QStringLiteral("-U-") + ordinal + sha256Hex(m_body.toCanonicalBytes()).left(kHashDigits), m_body);
    next.origins = m_origins;
    next.closesLines = m_closesLines;
    next.personal = m_isPersonal;
    next.readBack = m_isReadBack;
    commands.push_back(std::move(next));
    return commands;
}

} // namespace causeway::flows
