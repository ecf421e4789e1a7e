// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/OrderFind.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Decimal.h"
#include "base/Text.h"
#include "flows/SuiteQlText.h"
#include "mapping/AccountView.h"
#include "mapping/OrderDocument.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::OrderFind)
};

constexpr std::size_t kMostTogether = 160; // three values each stay under 500

QString shown(const QString& text)
{
    return elided(safeText(text), 60);
}

QString nameOf(const netsuite::SuiteQlRow& row)
{
    const QString number = textOf(row, QStringLiteral("tranid"));
    return shown(number.isEmpty() ? textOf(row, QStringLiteral("id")) : number);
}

template<class T, class Function>
Result<void> inChunks(const std::vector<T>& all, Function function)
{
    for (std::size_t from = 0; from < all.size(); from += kMostTogether) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(from);
        const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(from + kMostTogether, all.size()));
        if (Result<void> done = function(std::vector<T>(begin, end)); !done)
            return done;
    }
    return {};
}

bool sameNumber(const QString& a, const QString& b)
{
    const auto first = Decimal::parse(a);
    const auto second = Decimal::parse(b);
    if (!first || !second)
        return a == b;
    const int scale = std::max(first->scale(), second->scale());
    const auto x = first->rescaled(scale);
    const auto y = second->rescaled(scale);
    return x && y && x->units() == y->units();
}

/// A flat amendment that SuiteQL can show: custom fields with plain values.
bool isReadable(const Command& command)
{
    return command.body.size() > 0 &&
           std::all_of(command.body.members().begin(), command.body.members().end(), [](const auto& member) {
               return suiteql::isColumn(member.first) && member.first.startsWith(QStringLiteral("cust")) &&
                      (member.second.isNumber() || member.second.isBool());
           });
}

bool holds(const netsuite::SuiteQlRow& row, const QString& field, const Json& value)
{
    const QString seen = textOf(row, field.toLower());
    if (value.isBool())
        return (seen == QStringLiteral("T")) == value.toBool();
    return !seen.isEmpty() && sameNumber(seen, QString::fromLatin1(value.numberText()));
}
} // namespace

QString OrderFind::orderIdField() const
{
    const QString field = m_context.configuration.netSuite
                              ? m_context.configuration.netSuite->field(QStringLiteral("custbody_amz_order_id"))
                              : QStringLiteral("custbody_amz_order_id");
    const bool there = mapping::AccountView(m_context.account).surelyHas(u"salesOrder", field);
    return there && suiteql::isColumn(field) ? field.toLower() : QString();
}

Result<std::vector<Found>> OrderFind::find(std::span<const Command> commands)
{
    Commands orders, customers, amendments, fulfillments;
    for (const Command& command : commands) {
        if (command.operation == QStringLiteral("create") && mapping::fromRecordType(command.type))
            orders.push_back(&command);
        else if (command.operation.startsWith(kTransform) && command.type == QStringLiteral("itemFulfillment"))
            fulfillments.push_back(&command);
        else if (command.operation == QStringLiteral("create") && command.type == QStringLiteral("customer"))
            customers.push_back(&command);
        else if (command.operation == QStringLiteral("patch") && isReadable(command))
            amendments.push_back(&command);
        // Other amendments state absolute values: sent again they change nothing.
    }
    std::vector<Found> found;
    for (const auto& [list, search] :
         {std::pair{&orders, &OrderFind::findOrders}, std::pair{&customers, &OrderFind::findCustomers},
          std::pair{&amendments, &OrderFind::findAmendments}, std::pair{&fulfillments, &OrderFind::findFulfillments}}) {
        if (list->empty())
            continue;
        const auto done =
            inChunks(*list, [&, function = search](const Commands& chunk) { return (this->*function)(chunk, found); });
        if (!done)
            return fail(done.error());
    }
    return found;
}

Result<void> OrderFind::findOrders(const Commands& commands, std::vector<Found>& found)
{
    QStringList keys, ids;
    for (const Command* command : commands) {
        keys += command->key;
        ids += command->fingerprint[u"order"].toString();
    }
    const mapping::AccountView account(m_context.account);
    const QString idField = orderIdField();
    QString columns = QStringLiteral("t.id, t.tranid, t.type, t.externalid, t.otherrefnum");
    if (account.feature(u"multiCurrency", false))
        columns += QStringLiteral(", t.currency");
    QString byOrder = QStringLiteral("t.otherrefnum IN %1").arg(suiteql::list(ids.size()));
    QStringList values = keys + ids;
    if (!idField.isEmpty()) {
        columns += QStringLiteral(", t.") + idField;
        byOrder += QStringLiteral(" OR t.%1 IN %2").arg(idField, suiteql::list(ids.size()));
        values += ids;
    }
    const bool anyDocument = std::any_of(commands.begin(), commands.end(),
                                         [](const Command* command) { return command->fingerprint[u"anyDocument"].toBool(); });
    const QString types =
        anyDocument ? QStringLiteral("IN ('SalesOrd', 'CustInvc', 'CashSale')") : QStringLiteral("= 'SalesOrd'");
    const auto rows = m_context.netsuite->suiteQl(
        QStringLiteral("SELECT %1 FROM transaction t WHERE t.externalid IN %2 OR (t.type %3 AND (%4)) ORDER BY t.id")
            .arg(columns, suiteql::list(keys.size()), types, byOrder),
        values, m_context.stop);
    if (!rows)
        return fail(rows.error());
    for (const Command* command : commands) {
        if (auto one = orderOf(*command, *rows))
            found.push_back(std::move(*one));
    }
    return {};
}

std::optional<Found> OrderFind::orderOf(const Command& command, const Rows& rows) const
{
    const QString orderId = command.fingerprint[u"order"].toString();
    const QString idField = orderIdField();
    Rows hits;
    for (const netsuite::SuiteQlRow& row : rows) {
        const bool byKey = textOf(row, QStringLiteral("externalid")) == command.key;
        const bool byId = !orderId.isEmpty() && (textOf(row, QStringLiteral("otherrefnum")) == orderId ||
                                                 (!idField.isEmpty() && textOf(row, idField) == orderId));
        if (byKey || byId)
            hits.push_back(row);
    }
    if (hits.empty())
        return std::nullopt;
    const QString planned = mapping::transactionType(*mapping::fromRecordType(command.type));
    const bool anyDocument = command.fingerprint[u"anyDocument"].toBool();
    if (anyDocument) {
        // A sales order with its own invoice is one order: what is planned counts, else where the chain begins.
        for (const QString& type : {planned, QStringLiteral("SalesOrd")}) {
            Rows ofType;
            std::copy_if(hits.begin(), hits.end(), std::back_inserter(ofType),
                         [&](const auto& row) { return textOf(row, QStringLiteral("type")) == type; });
            if (!ofType.empty()) {
                hits = std::move(ofType);
                break;
            }
        }
    }
    Found found;
    found.commandKey = command.key;
    found.remoteId = textOf(hits.front(), QStringLiteral("id"));
    found.remoteName = nameOf(hits.front());
    if (hits.size() > 1) {
        QStringList names;
        for (const auto& hit : hits)
            names += nameOf(hit);
        found.difference =
            Words::tr("there are %1 documents for this order: %2").arg(hits.size()).arg(names.join(QStringLiteral(", ")));
        return found;
    }
    const netsuite::SuiteQlRow& row = hits.front();
    if (const QString type = textOf(row, QStringLiteral("type"));
        type != planned && !(anyDocument && mapping::fromTransactionType(type))) {
        found.difference =
            Words::tr("it is not %1 but %2").arg(mapping::nameOf(*mapping::fromRecordType(command.type)), shown(type));
        return found;
    }
    const QString currency = textOf(row, QStringLiteral("currency"));
    const QString wanted = command.fingerprint[u"currencyId"].toString();
    if (!currency.isEmpty() && !wanted.isEmpty() && currency != wanted) {
        found.difference =
            Words::tr("its currency is another one than Amazon's (%1)").arg(command.fingerprint[u"currency"].toString());
        return found;
    }
    found.matches = true;
    return found;
}

Result<void> OrderFind::findFulfillments(const Commands& commands, std::vector<Found>& found)
{
    QStringList keys, orderKeys;
    for (const Command* command : commands) {
        keys += command->key;
        orderKeys += command->fingerprint[u"salesOrderKey"].toString();
    }
    const auto rows = m_context.netsuite->suiteQl(
        QStringLiteral("SELECT f.id, f.tranid, f.externalid, so.externalid AS salesorder FROM transaction f "
                       "JOIN transactionline ml ON ml.transaction = f.id AND ml.mainline = 'T' "
                       "JOIN transaction so ON so.id = ml.createdfrom "
                       "WHERE f.type = 'ItemShip' AND (f.externalid IN %1 OR so.externalid IN %2) ORDER BY f.id")
            .arg(suiteql::list(keys.size()), suiteql::list(orderKeys.size())),
        keys + orderKeys, m_context.stop);
    if (!rows)
        return fail(rows.error());
    for (const Command* command : commands) {
        const netsuite::SuiteQlRow *ours = nullptr, *foreign = nullptr;
        const QString ownPrefix = command->key.section(u'-', 0, -2) + u'-';
        for (const netsuite::SuiteQlRow& row : *rows) {
            const QString externalId = textOf(row, QStringLiteral("externalid"));
            if (externalId == command->key)
                ours = &row;
            else if (textOf(row, QStringLiteral("salesorder")) == command->fingerprint[u"salesOrderKey"].toString() &&
                     !externalId.startsWith(ownPrefix))
                foreign = &row;
        }
        if (ours == nullptr && (foreign == nullptr || !command->fingerprint[u"ours"].toBool()))
            continue;
        const netsuite::SuiteQlRow& row = ours != nullptr ? *ours : *foreign;
        Found one;
        one.commandKey = command->key;
        one.remoteId = textOf(row, QStringLiteral("id"));
        one.remoteName = nameOf(row);
        one.matches = ours != nullptr;
        if (!one.matches)
            one.difference = Words::tr("the sales order was fulfilled by another hand already");
        found.push_back(std::move(one));
    }
    return {};
}

Result<void> OrderFind::findCustomers(const Commands& commands, std::vector<Found>& found)
{
    QStringList keys, mails;
    for (const Command* command : commands) {
        keys += command->key;
        if (const QString mail = command->body[u"email"].toString().trimmed().toLower(); !mail.isEmpty())
            mails += mail;
    }
    const bool oneWorld = mapping::AccountView(m_context.account).feature(u"oneWorld", false);
    QString where = QStringLiteral("c.externalid IN %1").arg(suiteql::list(keys.size()));
    if (!mails.isEmpty())
        where += QStringLiteral(" OR LOWER(c.email) IN %1").arg(suiteql::list(mails.size()));
    const auto rows = m_context.netsuite->suiteQl(
        QStringLiteral("SELECT c.id, c.entityid, c.externalid, c.email, c.isinactive%1 FROM customer c WHERE %2 ORDER BY c.id")
            .arg(oneWorld ? QStringLiteral(", c.subsidiary") : QString(), where),
        keys + mails, m_context.stop);
    if (!rows)
        return fail(rows.error());
    for (const Command* command : commands) {
        if (auto one = customerOf(*command, *rows))
            found.push_back(std::move(*one));
    }
    return {};
}

std::optional<Found> OrderFind::customerOf(const Command& command, const Rows& rows)
{
    const QString mail = command.body[u"email"].toString().trimmed().toLower();
    const QString subsidiary = command.fingerprint[u"subsidiary"].toString();
    const netsuite::SuiteQlRow* best = nullptr;
    QStringList alike;
    for (const netsuite::SuiteQlRow& row : rows) {
        const bool byKey = textOf(row, QStringLiteral("externalid")) == command.key;
        const QString own = textOf(row, QStringLiteral("subsidiary"));
        // By e-mail only where the order can be entered: a customer belongs to a subsidiary, and an inactive one takes no orders.
        const bool byMail = !mail.isEmpty() && textOf(row, QStringLiteral("email")).toLower() == mail &&
                            textOf(row, QStringLiteral("isinactive")) != QStringLiteral("T") &&
                            (own.isEmpty() || subsidiary.isEmpty() || own == subsidiary);
        if (byKey || byMail)
            alike += textOf(row, QStringLiteral("id"));
        if (byKey || (byMail && best == nullptr))
            best = &row;
    }
    if (best == nullptr)
        return std::nullopt;
    Found found;
    found.commandKey = command.key;
    found.remoteId = textOf(*best, QStringLiteral("id"));
    // The entity's name may be the buyer's: only its id is kept.
    found.matches = textOf(*best, QStringLiteral("isinactive")) != QStringLiteral("T");
    if (!found.matches)
        found.difference = Words::tr("the customer is inactive");
    else if (alike.size() > 1) // kept with the record: a person may merge them
        found.difference = Words::tr("NetSuite has several customers with this e-mail address: %1; taken was %2")
                               .arg(alike.join(QStringLiteral(", ")), found.remoteId);
    return found;
}

Result<void> OrderFind::findAmendments(const Commands& commands, std::vector<Found>& found)
{
    QStringList columns, ids;
    for (const Command* command : commands) {
        for (const auto& [name, value] : command->body.members()) {
            if (!columns.contains(name.toLower()))
                columns += name.toLower();
        }
        ids += command->fingerprint[u"id"].toString();
    }
    const auto rows = m_context.netsuite->suiteQl(
        QStringLiteral("SELECT t.id, t.tranid, t.%1 FROM transaction t WHERE t.id IN %2 ORDER BY t.id")
            .arg(columns.join(QStringLiteral(", t.")), suiteql::list(ids.size())),
        ids, m_context.stop);
    if (!rows)
        return fail(rows.error());
    for (const Command* command : commands) {
        const auto row = std::find_if(rows->begin(), rows->end(), [&](const auto& r) {
            return textOf(r, QStringLiteral("id")) == command->fingerprint[u"id"].toString();
        });
        if (row == rows->end())
            continue;
        const auto& members = command->body.members();
        if (!std::all_of(members.begin(), members.end(), [&](const auto& m) { return holds(*row, m.first, m.second); }))
            continue;
        Found one;
        one.commandKey = command->key;
        one.remoteId = textOf(*row, QStringLiteral("id"));
        one.remoteName = nameOf(*row);
        one.matches = true;
        found.push_back(std::move(one));
    }
    return {};
}

} // namespace causeway::flows
