// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderLineChanges.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Decimal.h"
#include "base/Text.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::OrderLineChanges)
};

QString textOf(const Json& json)
{
    return json.isNumber() ? QString::fromLatin1(json.numberText()) : json.toString();
}

qint64 unitsOf(const Json& json)
{
    return json.toInteger().value_or(0);
}

bool sameAmount(const Json& a, const Json& b)
{
    const auto first = Decimal::parse(textOf(a)), second = Decimal::parse(textOf(b));
    if (!first || !second)
        return textOf(a) == textOf(b);
    const int scale = std::max(first->scale(), second->scale());
    const auto x = first->rescaled(scale), y = second->rescaled(scale);
    return x && y && x->units() == y->units();
}
} // namespace

Result<void> OrderLineChanges::compare()
{
    for (const Json& line : m_input.shown.items())
        m_isBilled = m_isBilled || unitsOf(line[u"billed"]) > 0;
    for (const mapping::OrderLine& product : m_input.wanted.products) {
        if (auto compared = compareProduct(product); !compared)
            return compared;
    }
    return m_patches.size() == 0 || m_isBilled ? Result<void>() : compareCharges();
}

Result<void> OrderLineChanges::compareProduct(const mapping::OrderLine& product)
{
    const Json* shown = shownOf(product.orderItemId);
    const Json* first = writtenOf(product.orderItemId);
    if (product.isGroup || shown == nullptr || first == nullptr || !isOpen(*shown))
        return {};
    const QString number = textOf((*shown)[u"line"]);
    const Json& wanted = m_input.wanted.salesOrder.body[u"item"][u"items"].at(static_cast<std::size_t>(product.index));
    const Json written = asWritten(*first, number);
    const qint64 now = unitsOf((*shown)[u"quantity"]), then = unitsOf(written[u"quantity"]), next = unitsOf(wanted[u"quantity"]);
    if (next <= 0 || next == then || next == now)
        return {};
    if (now != then)
        return fail(edited(number, QString::number(then), QString::number(now), QString::number(next)));
    const qint64 shipped = unitsOf((*shown)[u"fulfilled"]), billed = unitsOf((*shown)[u"billed"]);
    if (shipped > next || billed > next)
        return fail(ErrorKind::Rejected,
                    (shipped > next ? Words::tr("Amazon's order now has %1 units of line %2 of the sales order %3, but %4 were "
                                                "shipped already.")
                                    : Words::tr("Amazon's order now has %1 units of line %2 of the sales order %3, but %4 were "
                                                "billed already."))
                        .arg(next)
                        .arg(number, m_input.documentName)
                        .arg(std::max(shipped, billed)),
                    Words::tr("Take goods and bill back in NetSuite as far as they went too far, then dismiss this record."),
                    shipped > next ? QStringLiteral("changed-after-shipment") : QStringLiteral("changed-after-billing"));
    Json patch = Json::object({{QStringLiteral("line"), Json::number(number.toLatin1())}});
    patch.set(QStringLiteral("quantity"), next);
    // A rate that was billed already stays; the amount follows from it.
    if (billed == 0) {
        patch.set(QStringLiteral("rate"), wanted[u"rate"]);
        patch.set(QStringLiteral("amount"), wanted[u"amount"]);
    }
    m_adds = m_adds || next > then;
    m_patches.append(std::move(patch));
    return {};
}

/// Discounts, gift wrap and taxes have no id of their own: they are known by their place, as long as nobody moved anything.
Result<void> OrderLineChanges::compareCharges()
{
    const Json& wanted = m_input.wanted.salesOrder.body[u"item"][u"items"];
    const std::size_t count = wanted.size();
    if (m_input.written.size() != count || m_input.shown.size() != count)
        return {};
    for (std::size_t i = 0; i < count; ++i) {
        const QString item = wanted.at(i)[u"item"][u"id"].toString();
        if (m_input.written.at(i)[u"item"][u"id"].toString() != item || textOf(m_input.shown.at(i)[u"item"]) != item)
            return {};
    }
    for (std::size_t i = 0; i < count; ++i) {
        const bool isProduct = std::any_of(m_input.wanted.products.begin(), m_input.wanted.products.end(),
                                           [i](const auto& product) { return static_cast<std::size_t>(product.index) == i; });
        const Json& shown = m_input.shown.at(i);
        if (isProduct || !isOpen(shown))
            continue;
        const QString number = textOf(shown[u"line"]);
        const Json written = asWritten(m_input.written.at(i), number);
        const Json& next = wanted.at(i)[u"amount"];
        if (sameAmount(next, written[u"amount"]) || sameAmount(next, shown[u"amount"]))
            continue;
        if (!sameAmount(written[u"amount"], shown[u"amount"]))
            return fail(edited(number, textOf(written[u"amount"]), textOf(shown[u"amount"]), textOf(next)));
        Json patch = Json::object({{QStringLiteral("line"), Json::number(number.toLatin1())}});
        patch.set(QStringLiteral("rate"), wanted.at(i)[u"rate"]);
        patch.set(QStringLiteral("amount"), next);
        m_patches.append(std::move(patch));
    }
    return {};
}

const Json* OrderLineChanges::shownOf(const QString& orderItemId) const
{
    const Json* found = nullptr;
    for (const Json& line : m_input.shown.items()) {
        if (line[u"orderItem"].toString() != orderItemId)
            continue;
        if (found != nullptr)
            return nullptr; // a person split the line: nobody can say which part changed
        found = &line;
    }
    return found;
}

const Json* OrderLineChanges::writtenOf(const QString& orderItemId) const
{
    for (const Json& line : m_input.written.items()) {
        if (line[m_input.orderItemField].toString() == orderItemId)
            return &line;
    }
    return nullptr;
}

Json OrderLineChanges::asWritten(const Json& line, const QString& number) const
{
    Json result = line;
    if (const auto later = m_input.amended.find(number); later != m_input.amended.end()) {
        for (const auto& [name, value] : later->second.members())
            result.set(name, value);
    }
    return result;
}

bool OrderLineChanges::isOpen(const Json& shown) const
{
    return !shown[u"closed"].toBool() && !m_input.closed.contains(textOf(shown[u"line"]));
}

Error OrderLineChanges::edited(const QString& number, const QString& written, const QString& shown, const QString& wanted) const
{
    Error error = Error::make(
        ErrorKind::Conflict,
        Words::tr("Line %1 of %2 was changed in NetSuite since it was written, and Amazon's order has changed too. Written was "
                  "“%3”, NetSuite shows “%4”, and it would become “%5”.")
            .arg(number, m_input.documentName, written, elided(safeText(shown), 60), wanted),
        Words::tr("Nothing was overwritten. Set the line in NetSuite to what it was or to Amazon's value and try again; or "
                  "dismiss this record to keep what stands there."),
        QStringLiteral("edited-by-person"));
    error.causeKey = QStringLiteral("item");
    return error;
}

} // namespace causeway::flows
