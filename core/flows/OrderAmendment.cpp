// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderAmendment.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Hash.h"
#include "base/Text.h"
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
} // namespace

OrderAmendment::OrderAmendment(const amazon::Order& order, QString key, const mapping::MappingInput& input, const Record& record,
                               const PlanContext& context)
    : m_order(order), m_key(std::move(key)), m_input(input), m_record(record), m_context(context)
{
    const auto main = context.sentBodies.find(m_key);
    if (main != context.sentBodies.end() && main->second.isObject())
        m_sent = main->second;
    else
        m_isComplete = false;
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
            if (line[u"isClosed"].toBool())
                m_closed.insert(plainAmount(line[u"line"]));
        }
        Json fields = body->second;
        fields.remove(u"item");
        if (fields.contains(kAddress) && !context.observed.contains(it->first))
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

Result<void> OrderAmendment::cancel()
{
    const QString flag = m_input.field(kDoNotShip);
    if (hasField(flag) && !m_sent[flag].toBool() && m_isComplete)
        set(flag, true, Words::tr("Amazon: the order was cancelled"));
    if (!m_input.settings.closeCancelledLines)
        return {};
    const QString& id = m_context.receipts.at(m_key).remoteId;
    for (const Json& document : m_context.lookups[u"orders"][m_order.orderId].items()) {
        if (document[u"id"].toString() != id)
            continue;
        Json lines = Json::array();
        for (const Json& line : document[u"lines"].items()) {
            const QString number = line[u"line"].toString();
            if (line[u"closed"].toBool() || m_closed.contains(number))
                continue;
            lines.append(
                Json::object({{QStringLiteral("line"), Json::number(number.toLatin1())}, {QStringLiteral("isClosed"), true}}));
        }
        const QString status = document[u"status"].toString();
        if (lines.size() == 0 || status == QStringLiteral("C") || status == QStringLiteral("H"))
            return {};
        // A pending approval, B pending fulfillment: nothing has left the house. Everything else was shipped or billed.
        if (status != QStringLiteral("A") && status != QStringLiteral("B"))
            return fail(ErrorKind::Rejected,
                        Words::tr("Amazon cancelled the order, but the sales order %1 was shipped or billed already.")
                            .arg(elided(safeText(document[u"name"].toString()), 60)),
                        Words::tr("Stop the parcel or take the goods back in NetSuite, then dismiss this record."),
                        QStringLiteral("cancelled-after-shipment"));
        m_closesLines = true;
        set(QStringLiteral("item"), Json::object({{QStringLiteral("items"), std::move(lines)}}),
            Words::tr("Amazon: the order was cancelled; open lines are closed"));
    }
    return {};
}

void OrderAmendment::setAddress()
{
    const Json* sent = m_sent.find(kAddress);
    if (!m_input.settings.updateAddress || !m_isComplete || sent == nullptr || !m_order.deliveryAddress ||
        m_order.fulfillmentStatus == QStringLiteral("SHIPPED"))
        return;
    // What a person corrected by hand stays corrected.
    Json wanted = merged(mapping::shipToAddress(*m_order.deliveryAddress),
                         m_record.edit[kAddress].isObject() ? m_record.edit[kAddress] : Json::object());
    if (wanted.size() == 0)
        return;
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
        return;
    m_isPersonal = true;
    m_changesTotals = true; // another state may be another tax
    set(kAddress, std::move(change), Words::tr("Amazon: the ship-to address was changed"));
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
    command.type = kSalesOrder;
    command.body = body;
    command.dependsOn.push_back(m_key);
    command.remoteId = m_context.receipts.at(m_key).remoteId;
    command.fingerprint = Json::object({{QStringLiteral("id"), command.remoteId}});
    command.readBack = body.contains(kAddress);
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
    next.readBack = m_changesTotals;
    commands.push_back(std::move(next));
    return commands;
}

} // namespace causeway::flows
