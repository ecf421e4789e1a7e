// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/DuplicateCustomers.h"

#include <map>

#include <QCoreApplication>

#include "flows/SuiteQlText.h"
#include "mapping/AccountView.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::DuplicateCustomers)
};

constexpr qsizetype kMostValues = 400;
/// Domain of the addresses that Amazon gives buyers, in every marketplace.
const QString kAnonymised = QStringLiteral("%@marketplace.amazon.%");
const QString kOurs = QStringLiteral("AMZ-CUS-");

/// "ab…@marketplace.amazon.com": tells addresses apart, and cannot be written to.
QString masked(const QString& address)
{
    const qsizetype at = address.indexOf(u'@');
    return address.left(std::min<qsizetype>(2, at)) + QChar(0x2026) + address.mid(at);
}
} // namespace

Result<std::vector<Engine::DuplicateCustomers>> DuplicateCustomers::find(const StopToken& stop) const
{
    if (!m_session.netsuite)
        return fail(ErrorKind::Auth, Words::tr("NetSuite is not connected yet."), {}, QStringLiteral("not-configured"));
    const bool oneWorld = mapping::AccountView(m_account).feature(u"oneWorld", false);
    const auto rows = m_session.netsuite->suiteQl(
        QStringLiteral("SELECT c.id, c.email, c.externalid%1 FROM customer c WHERE c.isinactive = 'F' AND LOWER(c.email) IN "
                       "(SELECT LOWER(x.email) FROM customer x WHERE x.isinactive = 'F' AND LOWER(x.email) LIKE ? "
                       "GROUP BY LOWER(x.email) HAVING COUNT(x.id) > 1) ORDER BY c.id")
            .arg(oneWorld ? QStringLiteral(", c.subsidiary") : QString()),
        {kAnonymised}, stop);
    if (!rows)
        return fail(rows.error());
    std::map<std::pair<QString, QString>, Engine::DuplicateCustomers> byBuyer;
    for (const netsuite::SuiteQlRow& row : *rows) {
        const QString address = flows::textOf(row, "email").toLower();
        Engine::DuplicateCustomers& buyer = byBuyer[{address, flows::textOf(row, "subsidiary")}];
        buyer.address = masked(address);
        const QString externalId = flows::textOf(row, "externalid");
        buyer.customers.push_back({flows::textOf(row, "id"), externalId, externalId.startsWith(kOurs), 0});
    }
    std::vector<Engine::DuplicateCustomers> all;
    for (auto& [key, buyer] : byBuyer) {
        if (buyer.customers.size() > 1)
            all.push_back(std::move(buyer));
    }
    if (auto added = addSalesOrders(all, stop); !added)
        return fail(added.error());
    return all;
}

Result<void> DuplicateCustomers::addSalesOrders(std::vector<Engine::DuplicateCustomers>& all, const StopToken& stop) const
{
    std::map<QString, qint64*> counts;
    QStringList ids;
    for (Engine::DuplicateCustomers& buyer : all) {
        for (auto& customer : buyer.customers) {
            counts.emplace(customer.id, &customer.salesOrders);
            ids += customer.id;
        }
    }
    for (qsizetype from = 0; from < ids.size(); from += kMostValues) {
        const QStringList chunk = ids.mid(from, kMostValues);
        const auto rows = m_session.netsuite->suiteQl(
            QStringLiteral(
                "SELECT t.entity, COUNT(t.id) AS orders FROM transaction t WHERE t.type = 'SalesOrd' AND t.entity IN %1 "
                "GROUP BY t.entity ORDER BY t.entity")
                .arg(flows::suiteql::list(chunk.size())),
            chunk, stop);
        if (!rows)
            return fail(rows.error());
        for (const netsuite::SuiteQlRow& row : *rows) {
            if (const auto found = counts.find(flows::textOf(row, "entity")); found != counts.end())
                *found->second = flows::textOf(row, "orders").toLongLong();
        }
    }
    return {};
}

} // namespace causeway::engine
