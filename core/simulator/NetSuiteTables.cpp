// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/NetSuiteTables.h"

#include <algorithm>
#include <sqlite3.h>

#include <QDate>
#include <QJsonObject>

#include "simulator/SuiteQlFunctions.h"

namespace causeway::simulator {
namespace {

/// Tables and columns. NetSuite's own names (reference/netsuite.md section 4); DATE and DATETIME are answered in the user's
/// format unless the query asks with TO_CHAR. Amounts: foreigntotal, taxtotal, shippingcost, shippingtaxtotal in the
/// transaction's currency, total in the base currency; of what goes back to the customer (CustCred, CashRfnd, CustRfnd, RtnAuth)
/// they are negative. transactionline: line 0 is the main line, then item lines, the shipping line (itemtype ShipItem) and the
/// tax line (taxline T); quantity and netamount of sales and fulfillment lines are negative, as in NetSuite, of credits, returns
/// and receipts positive; quantityshiprecv and quantitybilled are positive. createdfrom stands on every line but not in
/// transaction. Link tables: one row from the earlier document (previousdoc) to the later one (nextdoc).
struct Definition
{
    const char *name, *permission, *columns;
};
constexpr Definition kTables[] = {
    {"item", "LIST_ITEM",
     "id INTEGER, itemid TEXT, displayname TEXT, fullname TEXT, description TEXT, upccode TEXT, externalid TEXT, itemtype TEXT, "
     "isinactive TEXT, "
     "vendorname TEXT, mpn TEXT, subsidiary TEXT, quantityavailable NUMERIC, lastmodifieddate DATETIME, createddate DATETIME"},
    {"customer", "LIST_CUSTJOB",
     "id INTEGER, entityid TEXT, email TEXT, externalid TEXT, subsidiary INTEGER, isinactive TEXT, isperson TEXT, companyname "
     "TEXT, firstname TEXT, "
     "lastname TEXT, phone TEXT, currency INTEGER, datecreated DATETIME, lastmodifieddate DATETIME"},
    {"transaction", "TRAN_FIND",
     "id INTEGER, type TEXT, tranid TEXT, transactionnumber TEXT, externalid TEXT, otherrefnum TEXT, status TEXT, entity "
     "INTEGER, currency INTEGER, "
     "exchangerate NUMERIC, foreigntotal NUMERIC, total NUMERIC, taxtotal NUMERIC, shippingcost NUMERIC, shippingtaxtotal "
     "NUMERIC, trandate DATE, memo TEXT, "
     "shipmethod INTEGER, email TEXT, posting TEXT, voided TEXT, createddate DATETIME, lastmodifieddate DATETIME, createdby "
     "INTEGER, foreignamountpaid NUMERIC, foreignamountunpaid NUMERIC, foreignpaymentamountused NUMERIC, "
     "foreignpaymentamountunused NUMERIC, shipcarrier TEXT, shipdate DATE, account INTEGER"},
    {"transactionline", "TRAN_FIND",
     "uniquekey INTEGER, transaction_ INTEGER, id INTEGER, linesequencenumber INTEGER, mainline TEXT, taxline TEXT, item "
     "INTEGER, itemtype TEXT, "
     "quantity NUMERIC, rate NUMERIC, netamount NUMERIC, foreignamount NUMERIC, isclosed TEXT, location INTEGER, class INTEGER, "
     "department INTEGER, "
     "subsidiary INTEGER, entity INTEGER, createdfrom INTEGER, memo TEXT, quantityshiprecv NUMERIC, quantitybilled NUMERIC, "
     "isfullyshipped TEXT, debitforeignamount NUMERIC, creditforeignamount NUMERIC, expenseaccount INTEGER"},
    // Of documents that name an account: journals, deposits, payments, cash sales, refunds. Amounts in the currency of the books.
    {"transactionaccountingline", "TRAN_FIND",
     "simkey TEXT, transaction_ INTEGER, transactionline INTEGER, account INTEGER, debit NUMERIC, credit NUMERIC, amount "
     "NUMERIC, "
     "posting TEXT"},
    // Columns that begin with sim are the simulator's own keys; no client sees them.
    {"nexttransactionlink", "TRAN_FIND",
     "simkey TEXT, previousdoc INTEGER, previoustype TEXT, previousdate DATE, nextdoc INTEGER, nexttype TEXT, nextdate DATE, "
     "linktype TEXT, foreignamount NUMERIC"},
    {"previoustransactionlink", "TRAN_FIND",
     "simkey TEXT, previousdoc INTEGER, previoustype TEXT, previousdate DATE, nextdoc INTEGER, nexttype TEXT, nextdate DATE, "
     "linktype TEXT, foreignamount NUMERIC"},
    {"nexttransactionlinelink", "TRAN_FIND",
     "simkey TEXT, previousdoc INTEGER, previousline INTEGER, previoustype TEXT, previousdate DATE, nextdoc INTEGER, nextline "
     "INTEGER, nexttype TEXT, nextdate DATE, linktype TEXT, foreignamount NUMERIC"},
    {"previoustransactionlinelink", "TRAN_FIND",
     "simkey TEXT, previousdoc INTEGER, previousline INTEGER, previoustype TEXT, previousdate DATE, nextdoc INTEGER, nextline "
     "INTEGER, nexttype TEXT, nextdate DATE, linktype TEXT, foreignamount NUMERIC"},
    {"trackingnumber", "TRAN_FIND", "id INTEGER, trackingnumber TEXT"},
    {"trackingnumbermap", "TRAN_FIND", "simkey TEXT, transaction_ INTEGER, trackingnumber INTEGER"},
    {"transactionshipment", "TRAN_FIND", "doc INTEGER, shippingmethod INTEGER, weight NUMERIC"},
    {"subsidiary", "LIST_SUBSIDIARY",
     "id INTEGER, name TEXT, fullname TEXT, currency INTEGER, country TEXT, parent INTEGER, isinactive TEXT, iselimination TEXT"},
    {"currency", "LIST_CURRENCY",
     "id INTEGER, name TEXT, symbol TEXT, displaysymbol TEXT, exchangerate NUMERIC, isbasecurrency TEXT, isinactive TEXT, "
     "currencyprecision INTEGER"},
    {"location", "LIST_LOCATION",
     "id INTEGER, name TEXT, fullname TEXT, subsidiary TEXT, makeinventoryavailable TEXT, isinactive TEXT"},
    {"department", "LIST_DEPARTMENT", "id INTEGER, name TEXT, fullname TEXT, subsidiary TEXT, isinactive TEXT"},
    {"classification", "LIST_CLASS", "id INTEGER, name TEXT, fullname TEXT, subsidiary TEXT, isinactive TEXT"},
    {"shipitem", "LIST_SHIPITEM", "id INTEGER, itemid TEXT, displayname TEXT, isinactive TEXT"},
    {"account", "LIST_ACCOUNT",
     "id INTEGER, acctnumber TEXT, acctname TEXT, fullname TEXT, accttype TEXT, currency INTEGER, isinactive TEXT, issummary "
     "TEXT"},
    {"accountingperiod", "ADMI_ACCTPERIODS",
     "id INTEGER, periodname TEXT, startdate DATE, enddate DATE, closed TEXT, alllocked TEXT, arlocked TEXT, aplocked TEXT, "
     "isposting TEXT, isadjust TEXT, isquarter TEXT, isyear TEXT"},
    {"companyfeaturesetup", "REPO_ANALYTICS", "id TEXT, name TEXT, isactive TEXT, isavailable TEXT"},
    {"customfield", "ADMI_CUSTBODYFIELD",
     "scriptid TEXT, internalid INTEGER, name TEXT, fieldtype TEXT, fieldvaluetype TEXT, isinactive TEXT"},
    {"salestaxitem", "LIST_TAXITEM", "id INTEGER, itemid TEXT, displayname TEXT, rate NUMERIC, isinactive TEXT"},
    {"pricelevel", "LIST_ITEM", "id INTEGER, name TEXT, discountpct NUMERIC, isinactive TEXT"},
    {"deletedrecord", "ADMI_DELETEDRECORD", "recordid INTEGER, type TEXT, name TEXT, deleteddate DATETIME, deletedby INTEGER"},
    {"dual", "REPO_ANALYTICS", "dummy TEXT"},
};

QString quoted(const QString& name)
{
    return QLatin1Char('"') + name + QLatin1Char('"');
}

/// "transaction" as a column name is written with a trailing underscore in kTables, because there commas and spaces separate.
QString columnName(QString name)
{
    if (name.endsWith(QLatin1Char('_')))
        name.chop(1);
    return name;
}

} // namespace

NetSuiteTables::NetSuiteTables(const AccountFeatures& features, std::function<qint64()> nowMs) : m_nowMs(std::move(nowMs))
{
    sqlite3_open_v2(":memory:", &m_database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    sqlite3_db_config(m_database, SQLITE_DBCONFIG_DQS_DML, 0, nullptr); // "x" is a name, never a text
    sqlite3_db_config(m_database, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    registerSuiteQlFunctions(m_database, &m_nowMs);
    createTables(features);
}

NetSuiteTables::~NetSuiteTables()
{
    sqlite3_close_v2(m_database);
}

void NetSuiteTables::execute(const QString& sql)
{
    char* message = nullptr;
    if (sqlite3_exec(m_database, sql.toUtf8().constData(), nullptr, nullptr, &message) != SQLITE_OK)
        qFatal("simulator database: %s in %s", message, qPrintable(sql)); // our own SQL: a defect
}

void NetSuiteTables::createTables(const AccountFeatures& features)
{
    for (const Definition& definition : kTables) {
        Table table;
        table.name = QString::fromLatin1(definition.name);
        table.permission = QString::fromLatin1(definition.permission);
        for (const QString& part : QString::fromLatin1(definition.columns).split(QStringLiteral(", "))) {
            const QStringList words = part.split(QLatin1Char(' '));
            Column column{columnName(words[0]), words[1], words[0].startsWith(u"sim")};
            // A feature that is off takes its columns away.
            if (table.name != QStringLiteral("subsidiary") && table.name != QStringLiteral("currency")) {
                if (!features.oneWorld && column.name == QStringLiteral("subsidiary"))
                    column.isHidden = true;
                if (!features.multiCurrency &&
                    (column.name == QStringLiteral("currency") || column.name == QStringLiteral("exchangerate")))
                    column.isHidden = true;
            }
            table.columns.push_back(column);
        }
        table.isHidden = (table.name == QStringLiteral("subsidiary") && !features.oneWorld) ||
                         (table.name == QStringLiteral("currency") && !features.multiCurrency);
        QStringList columns;
        for (const Column& column : table.columns)
            columns += quoted(column.name) + QLatin1Char(' ') + column.type;
        execute(QStringLiteral("CREATE TABLE t_%1 (%2, PRIMARY KEY (%3))")
                    .arg(table.name, columns.join(QStringLiteral(", ")), quoted(table.columns[0].name)));
        m_tables.push_back(table);
        rebuildView(table);
    }
    for (const char* index :
         {"CREATE INDEX i_item ON t_item(itemid)", "CREATE INDEX i_customer_email ON t_customer(email)",
          "CREATE INDEX i_customer_eid ON t_customer(externalid)", "CREATE INDEX i_tran_eid ON t_transaction(externalid)",
          "CREATE INDEX i_tran_ref ON t_transaction(otherrefnum)", "CREATE INDEX i_line ON t_transactionline(\"transaction\")"})
        execute(QString::fromLatin1(index));
    put(QStringLiteral("dual"), {{QStringLiteral("dummy"), QStringLiteral("X")}});
}

NetSuiteTables::Table* NetSuiteTables::find(const QString& name)
{
    const auto found = std::find_if(m_tables.begin(), m_tables.end(), [&](const Table& t) { return t.name == name; });
    return found == m_tables.end() ? nullptr : &*found;
}

void NetSuiteTables::rebuildView(const Table& table)
{
    execute(QStringLiteral("DROP VIEW IF EXISTS %1").arg(quoted(table.name)));
    if (table.isHidden)
        return;
    QStringList columns;
    for (const Column& column : table.columns) {
        if (!column.isHidden)
            columns += quoted(column.name);
    }
    execute(QStringLiteral("CREATE VIEW %1 AS SELECT %2 FROM t_%3%4")
                .arg(quoted(table.name), columns.join(QStringLiteral(", ")), table.name,
                     table.isReadable ? QString() : QStringLiteral(" WHERE 0")));
}

void NetSuiteTables::put(const QString& tableName, const QVariantMap& row)
{
    Table* table = find(tableName);
    Q_ASSERT(table);
    QStringList names, marks;
    std::vector<QVariant> values;
    for (const Column& column : table->columns) {
        const auto value = row.find(column.name);
        if (value == row.end())
            continue;
        names += quoted(column.name);
        marks += QStringLiteral("?");
        values.push_back(*value);
    }
    const QByteArray sql = QStringLiteral("INSERT OR REPLACE INTO t_%1 (%2) VALUES (%3)")
                               .arg(tableName, names.join(QLatin1Char(',')), marks.join(QLatin1Char(',')))
                               .toUtf8();
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(m_database, sql.constData(), -1, &statement, nullptr);
    for (size_t i = 0; i < values.size(); ++i) {
        const int place = static_cast<int>(i) + 1;
        const QVariant& value = values[i];
        if (value.isNull() || (value.typeId() == QMetaType::QString && value.toString().isEmpty()))
            sqlite3_bind_null(statement, place);
        else if (value.typeId() == QMetaType::Double)
            sqlite3_bind_double(statement, place, value.toDouble());
        else if (value.typeId() == QMetaType::Bool)
            sqlite3_bind_text(statement, place, value.toBool() ? "T" : "F", -1, SQLITE_STATIC);
        else
            sqlite3_bind_text(statement, place, value.toString().toUtf8().constData(), -1, SQLITE_TRANSIENT);
    }
    sqlite3_step(statement);
    sqlite3_finalize(statement);
}

void NetSuiteTables::remove(const QString& table, const QString& column, const QVariant& value)
{
    const QByteArray sql = QStringLiteral("DELETE FROM t_%1 WHERE %2 = ?").arg(table, quoted(column)).toUtf8();
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(m_database, sql.constData(), -1, &statement, nullptr);
    sqlite3_bind_text(statement, 1, value.toString().toUtf8().constData(), -1, SQLITE_TRANSIENT);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
}

void NetSuiteTables::addCustomField(const CustomField& field)
{
    const QString tableName = field.kind == QStringLiteral("ITEM")     ? QStringLiteral("item")
                              : field.kind == QStringLiteral("ENTITY") ? QStringLiteral("customer")
                              : field.kind == QStringLiteral("COLUMN") ? QStringLiteral("transactionline")
                                                                       : QStringLiteral("transaction");
    Table& table = *find(tableName);
    const auto known =
        std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& c) { return c.name == field.scriptId; });
    if (known != table.columns.end()) {
        known->isHidden = false;
    } else {
        table.columns.push_back({field.scriptId, field.isNumber ? QStringLiteral("NUMERIC") : QStringLiteral("TEXT"), false});
        execute(QStringLiteral("ALTER TABLE t_%1 ADD COLUMN %2 %3")
                    .arg(tableName, quoted(field.scriptId), table.columns.back().type));
    }
    rebuildView(table);
    put(QStringLiteral("customfield"),
        {{QStringLiteral("scriptid"), field.scriptId.toUpper()}, // NetSuite shows script ids of fields in capitals
         {QStringLiteral("name"), field.label},
         {QStringLiteral("fieldtype"), field.kind},
         {QStringLiteral("fieldvaluetype"), field.isBoolean  ? QStringLiteral("Check Box")
                                            : field.isNumber ? QStringLiteral("Decimal Number")
                                                             : QStringLiteral("Free-Form Text")},
         {QStringLiteral("isinactive"), QStringLiteral("F")}});
}

void NetSuiteTables::removeCustomField(const QString& scriptId)
{
    for (Table& table : m_tables) {
        for (Column& column : table.columns) {
            if (column.name == scriptId.toLower()) {
                column.isHidden = true;
                rebuildView(table);
            }
        }
    }
    remove(QStringLiteral("customfield"), QStringLiteral("scriptid"), scriptId.toUpper());
}

void NetSuiteTables::removePermission(const QString& permissionId)
{
    for (Table& table : m_tables) {
        const bool isOrders = permissionId == QStringLiteral("TRAN_SALESORD") && table.permission == QStringLiteral("TRAN_FIND");
        if (table.permission == permissionId || isOrders) {
            table.isReadable = false;
            rebuildView(table);
        }
    }
}

tl::expected<SuiteQlPage, QString> NetSuiteTables::query(const QString& suiteQl, const QStringList& values, qint64 limit,
                                                         qint64 offset)
{
    static const QString kPrefix = QStringLiteral("Invalid search query. Detailed unprocessed description follows. ");
    const auto sql = translateSuiteQl(suiteQl);
    if (!sql)
        return tl::unexpected<QString>(kPrefix + sql.error());
    sqlite3_stmt* statement = nullptr;
    const auto fail = [&]() -> tl::unexpected<QString> {
        const QString message = QString::fromUtf8(sqlite3_errmsg(m_database));
        sqlite3_finalize(statement);
        if (message.startsWith(u"no such table: "))
            return tl::unexpected<QString>(
                kPrefix + QStringLiteral("Search error occurred: Record '%1' was not found.").arg(message.mid(15)));
        if (message.startsWith(u"no such column: "))
            return tl::unexpected<QString>(
                kPrefix + QStringLiteral("Search error occurred: Unknown identifier '%1'.").arg(message.mid(16)));
        return tl::unexpected<QString>(kPrefix +
                                       QStringLiteral("Search error occurred: Invalid or unsupported search. %1").arg(message));
    };
    if (sqlite3_prepare_v2(m_database, sql->toUtf8().constData(), -1, &statement, nullptr) != SQLITE_OK)
        return fail();
    if (!sqlite3_stmt_readonly(statement) || sqlite3_bind_parameter_count(statement) != values.size()) {
        sqlite3_finalize(statement);
        return tl::unexpected<QString>(kPrefix + QStringLiteral("The number of parameters does not match the query."));
    }
    for (int i = 0; i < values.size(); ++i)
        sqlite3_bind_text(statement, i + 1, values[i].toUtf8().constData(), -1, SQLITE_TRANSIENT);

    QStringList names;
    std::vector<bool> isDate;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        QString name = QString::fromUtf8(sqlite3_column_name(statement, i)).toLower();
        const bool isExpression =
            std::any_of(name.begin(), name.end(), [](QChar c) { return !c.isLetterOrNumber() && c != QLatin1Char('_'); });
        names += isExpression ? QStringLiteral("expr%1").arg(i + 1) : name;
        const char* type = sqlite3_column_decltype(statement, i);
        isDate.push_back(type && QByteArray(type).startsWith("DATE"));
    }
    SuiteQlPage page;
    int step = 0;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
        const qint64 number = page.total++;
        if (number < offset || number >= offset + limit)
            continue;
        QJsonObject row;
        for (int i = 0; i < names.size(); ++i) {
            if (sqlite3_column_type(statement, i) == SQLITE_NULL)
                continue;
            QString text = sqlite3_column_type(statement, i) == SQLITE_FLOAT
                               ? QString::number(sqlite3_column_double(statement, i), 'g', 15)
                               : QString::fromUtf8(reinterpret_cast<const char*>(sqlite3_column_text(statement, i)));
            if (isDate[static_cast<size_t>(i)])
                text =
                    QDate::fromString(text.left(10), Qt::ISODate).toString(u"M/d/yyyy"); // the user's own format, time left out
            if (!text.isEmpty())
                row.insert(names[i], text);
        }
        page.rows.push_back(row);
    }
    if (step != SQLITE_DONE)
        return fail();
    sqlite3_finalize(statement);
    return page;
}

} // namespace causeway::simulator
