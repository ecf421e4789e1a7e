// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/PermissionProbe.h"

#include <QCoreApplication>

#include "netsuite/Client.h"
#include "netsuite/ErrorDecoder.h"

namespace causeway::netsuite {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::PermissionProbe)
};

QString orders()
{
    return Words::tr("Merchant-fulfilled orders");
}

/// The account's or the role's own answer, as opposed to a failure of the connection or the sign-in.
bool isAnAnswer(const Error& error)
{
    return ErrorDecoder::isPermission(error) || error.kind == ErrorKind::Rejected;
}
} // namespace

struct PermissionProbe::Seen
{
    bool isRefused = false; ///< said no
    bool isAbsent = false;  ///< the table or record type is not there at all: the feature is off
    bool isEmpty = false;   ///< no error, but nothing to see
    QString why;
};

Result<PermissionProbe::Seen> PermissionProbe::query(const QString& sql, const StopToken& stop)
{
    const auto rows = m_client.suiteQl(sql, {}, stop);
    Seen seen;
    if (rows) {
        seen.isEmpty = rows->empty();
        return seen;
    }
    if (!isAnAnswer(rows.error()))
        return fail(rows.error());
    seen.isRefused = ErrorDecoder::isPermission(rows.error());
    seen.isAbsent = !seen.isRefused;
    seen.why = rows.error().message;
    return seen;
}

Result<PermissionProbe::Seen> PermissionProbe::open(const QString& type, const StopToken& stop)
{
    Seen seen;
    const auto ids = m_client.list(type, 1, stop);
    if (ids) {
        seen.isEmpty = ids->isEmpty();
        if (seen.isEmpty)
            return seen;
        const auto record = m_client.get(type, ids->first(), false, stop);
        if (record)
            return seen;
        if (!isAnAnswer(record.error()))
            return fail(record.error());
        seen.isRefused = true;
        seen.why = Words::tr("The list can be read, but a record cannot be opened for editing. %1").arg(record.error().message);
        return seen;
    }
    if (!isAnAnswer(ids.error()))
        return fail(ids.error());
    seen.isRefused = true;
    seen.why = ids.error().message;
    return seen;
}

void PermissionProbe::add(PermissionCheck check, const Seen& seen, bool mayBeEmpty)
{
    check.found = !seen.isRefused && !seen.isAbsent && (!seen.isEmpty || mayBeEmpty);
    if (seen.isRefused || seen.isAbsent)
        check.why = seen.why;
    else if (seen.isEmpty)
        check.why = mayBeEmpty ? Words::tr("Nothing to see: the list is empty in this account, or the role does not see it.")
                               : Words::tr("NetSuite shows nothing, which it does when the permission is missing.");
    m_checks.push_back(std::move(check));
}

Result<void> PermissionProbe::checkRecords(const StopToken& stop)
{
    const auto customers = open(QStringLiteral("customer"), stop);
    if (!customers)
        return fail(customers.error());
    const auto salesOrders = open(QStringLiteral("salesOrder"), stop);
    if (!salesOrders)
        return fail(salesOrders.error());
    // One refused list is its own permission; all of them refused means that the web service itself is not allowed.
    Seen rest;
    rest.isRefused = customers->isRefused && salesOrders->isRefused;
    rest.why = customers->why;
    add({Words::tr("REST Web Services"),
         QStringLiteral("ADMI_RESTWEBSERVICES"),
         QStringLiteral("FULL"),
         Words::tr("Everything"),
         false,
         {}},
        rest, false);
    add({Words::tr("Customers"), QStringLiteral("LIST_CUSTJOB"), QStringLiteral("EDIT"), orders(), false, {}}, *customers, true);
    add({Words::tr("Sales Order"), QStringLiteral("TRAN_SALESORD"), QStringLiteral("EDIT"), orders(), false, {}}, *salesOrders,
        true);

    struct Document
    {
        QString type, name, id, neededBy;
    };
    const Document documents[] = {
        {QStringLiteral("itemFulfillment"), Words::tr("Item Fulfillment"), QStringLiteral("TRAN_ITEMSHIP"),
         Words::tr("Shipments to Amazon, FBA orders")},
        {QStringLiteral("invoice"), Words::tr("Invoice"), QStringLiteral("TRAN_CUSTINVC"), Words::tr("FBA orders as invoices")},
        {QStringLiteral("cashSale"), Words::tr("Cash Sale"), QStringLiteral("TRAN_CASHSALE"),
         Words::tr("FBA orders as cash sales")},
        {QStringLiteral("creditMemo"), Words::tr("Credit Memo"), QStringLiteral("TRAN_CUSTCRED"), Words::tr("Refunds")},
        {QStringLiteral("customerRefund"), Words::tr("Customer Refund"), QStringLiteral("TRAN_CUSTRFND"), Words::tr("Refunds")},
        {QStringLiteral("cashRefund"), Words::tr("Cash Refund"), QStringLiteral("TRAN_CASHRFND"), Words::tr("Refunds")},
        {QStringLiteral("returnAuthorization"), Words::tr("Return Authorization"), QStringLiteral("TRAN_RTNAUTH"),
         Words::tr("Returns")},
        {QStringLiteral("itemReceipt"), Words::tr("Item Receipt"), QStringLiteral("TRAN_ITEMRCPT"), Words::tr("Returns")},
        {QStringLiteral("journalEntry"), Words::tr("Make Journal Entry"), QStringLiteral("TRAN_JOURNAL"),
         Words::tr("Settlements")},
        {QStringLiteral("customerPayment"), Words::tr("Customer Payment"), QStringLiteral("TRAN_CUSTPYMT"),
         Words::tr("Settlements by payments")},
        {QStringLiteral("deposit"), Words::tr("Deposit"), QStringLiteral("TRAN_DEPOSIT"),
         Words::tr("Settlements with a deposit")},
    };
    for (const Document& document : documents) {
        const auto seen = open(document.type, stop);
        if (!seen)
            return fail(seen.error());
        add({document.name, document.id, QStringLiteral("EDIT"), document.neededBy, false, {}}, *seen, true);
    }
    auto transactions = query(QStringLiteral("SELECT id FROM transaction ORDER BY id FETCH FIRST 1 ROWS ONLY"), stop);
    if (!transactions)
        return fail(transactions.error());
    const bool hasOrders = !salesOrders->isRefused && !salesOrders->isEmpty;
    add({Words::tr("Find Transaction"), QStringLiteral("TRAN_FIND"), QStringLiteral("VIEW"), orders(), false, {}}, *transactions,
        !hasOrders); // with an order on the record side, an empty table can only be a missing permission
    return {};
}

Result<void> PermissionProbe::checkTables(const StopToken& stop)
{
    struct Table
    {
        QString name, id, sql;
        bool isFeature;  ///< absent when the feature is off: then the permission is not needed
        bool mayBeEmpty; ///< an account can lack such entries
    };
    const Table tables[] = {
        {Words::tr("Items"), QStringLiteral("LIST_ITEM"),
         QStringLiteral("SELECT id FROM item ORDER BY id FETCH FIRST 1 ROWS ONLY"), false, false},
        {Words::tr("Currency"), QStringLiteral("LIST_CURRENCY"),
         QStringLiteral("SELECT id FROM currency ORDER BY id FETCH FIRST 1 ROWS ONLY"), true, false},
        {Words::tr("Subsidiaries"), QStringLiteral("LIST_SUBSIDIARY"),
         QStringLiteral("SELECT id FROM subsidiary ORDER BY id FETCH FIRST 1 ROWS ONLY"), true, false},
        {Words::tr("Locations"), QStringLiteral("LIST_LOCATION"),
         QStringLiteral("SELECT id FROM location ORDER BY id FETCH FIRST 1 ROWS ONLY"), true, false},
        {Words::tr("Shipping Items"), QStringLiteral("LIST_SHIPITEM"),
         QStringLiteral("SELECT id FROM shipitem ORDER BY id FETCH FIRST 1 ROWS ONLY"), true, true},
        {Words::tr("Departments"), QStringLiteral("LIST_DEPARTMENT"),
         QStringLiteral("SELECT id FROM department ORDER BY id FETCH FIRST 1 ROWS ONLY"), true, true},
        {Words::tr("Classes"), QStringLiteral("LIST_CLASS"),
         QStringLiteral("SELECT id FROM classification ORDER BY id FETCH FIRST 1 ROWS ONLY"), true, true},
        {Words::tr("Accounts"), QStringLiteral("LIST_ACCOUNT"),
         QStringLiteral("SELECT id FROM account ORDER BY id FETCH FIRST 1 ROWS ONLY"), false, false},
        {Words::tr("Manage Accounting Periods"), QStringLiteral("ADMI_ACCTPERIODS"),
         QStringLiteral("SELECT id FROM accountingperiod ORDER BY id FETCH FIRST 1 ROWS ONLY"), false, true},
    };
    for (const Table& table : tables) {
        const auto seen = query(table.sql, stop);
        if (!seen)
            return fail(seen.error());
        if (seen->isAbsent && table.isFeature)
            continue;
        add({table.name, table.id, QStringLiteral("VIEW"), orders(), false, {}}, *seen, table.mayBeEmpty);
    }
    return {};
}

Result<std::vector<PermissionCheck>> PermissionProbe::run(const StopToken& stop)
{
    m_checks.clear();
    // Needs nothing but a sign-in; when even this fails, no answer about permissions is possible.
    if (const auto time = m_client.serverTime(stop); !time && !ErrorDecoder::isPermission(time.error()))
        return fail(time.error());
    add({m_usesTba ? Words::tr("Log in using Access Tokens") : Words::tr("Log in using OAuth 2.0 Access Tokens"),
         m_usesTba ? QStringLiteral("ADMI_LOGIN_OAUTH") : QStringLiteral("ADMI_LOGIN_OAUTH2"),
         QStringLiteral("FULL"),
         Words::tr("Everything"),
         false,
         {}},
        Seen{}, false);
    const auto dual = query(QStringLiteral("SELECT 1 AS one FROM dual"), stop);
    if (!dual)
        return fail(dual.error());
    add({Words::tr("SuiteAnalytics Workbook"),
         QStringLiteral("REPO_ANALYTICS"),
         QStringLiteral("EDIT"),
         Words::tr("Everything"),
         false,
         {}},
        *dual, false);
    if (const auto done = checkRecords(stop); !done)
        return fail(done.error());
    if (const auto done = checkTables(stop); !done)
        return fail(done.error());
    return m_checks;
}

} // namespace causeway::netsuite
