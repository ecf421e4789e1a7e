// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/ErrorTable.h"

#include <QCoreApplication>

namespace causeway::netsuite::error_table {

namespace {
constexpr const char* kContext = "causeway::netsuite::ErrorTable";
using enum ErrorKind;

// A permission stops every order in the same way, so it pauses the connection (Auth) instead of filling the list of errors.
// A duplicate is Unclear: something with our key exists, very likely our own earlier write whose answer was lost; the look-up
// decides. RCRD_HAS_BEEN_CHANGED is Unavailable: surely not executed and gone at the next try.
constexpr Rule kRules[] = {
    {"sign-in", 401, "", "", Auth, Auth, QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "NetSuite refused the sign-in."),
     ""},
    {"sign-in", 0, "INVALID_LOGIN|INVALID_LOGIN_ATTEMPT|INVALID_LOGIN_CREDENTIALS", "", Auth, Auth,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "NetSuite refused the sign-in."), ""},
    {"busy", 0,
     "CONCURRENCY_LIMIT_EXCEEDED|SSS_REQUEST_LIMIT_EXCEEDED|WS_REQUEST_BLOCKED|EXCEEDED_CONCURRENT_REQUEST_LIMIT|"
     "EXCEEDED_REQUEST_LIMIT|WS_CONCUR_SESSION_DISALLWD",
     "", RateLimited, RateLimited,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "NetSuite is busy with as many calls as the account allows."), ""},
    {"busy", 429, "", "", RateLimited, RateLimited,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "NetSuite is busy with as many calls as the account allows."), ""},
    {"server", 500, "", "", Unclear, Unavailable,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "NetSuite had a fault of its own."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "It is tried again by itself. If it stays so, look for a script in the account that fails.")},
    {"permission", 403, "", "", Auth, Auth,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The role of the NetSuite user lacks a permission."),
     QT_TRANSLATE_NOOP(
         "causeway::netsuite::ErrorTable",
         "Test the connection in Settings, Connections: it lists each permission. Add the missing ones to the role.")},
    {"permission", 0, "INSUFFICIENT_PERMISSION|INSUFFICIENT_PERMISSIONS", "", Auth, Auth,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The role of the NetSuite user lacks a permission."),
     QT_TRANSLATE_NOOP(
         "causeway::netsuite::ErrorTable",
         "Test the connection in Settings, Connections: it lists each permission. Add the missing ones to the role.")},
    {"permission", 0, "", "permission violation|you do not have permission", Auth, Auth,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The role of the NetSuite user lacks a permission."),
     QT_TRANSLATE_NOOP(
         "causeway::netsuite::ErrorTable",
         "Test the connection in Settings, Connections: it lists each permission. Add the missing ones to the role.")},
    {"record-type", 0, "", "record type '|record type \"", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The NetSuite account does not have this kind of record."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "Switch the feature on in NetSuite, or give the role permission for that kind of record.")},
    {"missing", 0, "NONEXISTENT_ID|RCRD_DSNT_EXIST|INVALID_RCRD_ID", "", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The NetSuite record does not exist, or no longer."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "See in NetSuite whether it was deleted, correct the mapping and retry.")},
    {"missing", 0, "", "transaction type specified is incorrect|record does not exist|that record does not exist", Rejected,
     Rejected, QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The NetSuite record does not exist, or no longer."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "See in NetSuite whether it was deleted, correct the mapping and retry.")},
    {"changed", 0, "RCRD_HAS_BEEN_CHANGED", "", Unavailable, Unavailable,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "Somebody else saved the NetSuite record at the same moment."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "It is tried again by itself.")},
    {"changed", 0, "", "record has been changed|record has changed", Unavailable, Unavailable,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "Somebody else saved the NetSuite record at the same moment."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "It is tried again by itself.")},
    {"period-closed", 0, "TRAN_PRD_CLOSED|CLOSED_TRAN_PRD|TRAN_PERIOD_CLOSED|ACCTNG_PRD_REQD|NO_ACCTNG_PRDS|BILL_PAY_PRD_CLOSED",
     "", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The accounting period of the document's date is closed or locked."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "Open the period in NetSuite, or edit the record's date to the next open day, and retry.")},
    {"period-closed", 0, "",
     "period is closed|closed period|period has been closed|period is locked|locked period|within the date range of your "
     "accounting "
     "period",
     Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The accounting period of the document's date is closed or locked."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "Open the period in NetSuite, or edit the record's date to the next open day, and retry.")},
    {"name-taken", 0, "UNIQUE_CUST_ID_REQD|UNIQUE_ENTITY_ID_REQD", "", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "NetSuite has another customer with this name and demands unique names."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "Switch on auto-generated numbers for customers in NetSuite, or map the order to that customer.")},
    {"name-taken", 0, "", "unique customer id|unique entity id|unique customer name", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "NetSuite has another customer with this name and demands unique names."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "Switch on auto-generated numbers for customers in NetSuite, or map the order to that customer.")},
    {"duplicate", 0, "DUP_RCRD|DUP_ENTITY|DUP_ITEM|DUP_EXTERNAL_ID|DUPLICATE_KEYS|DUP_TRAN_ID|IDEMPOTENCY_ERROR", "", Unclear,
     Unavailable, QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "NetSuite says that this record exists already."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "It is looked up in NetSuite by itself.")},
    {"duplicate", 0, "", "already exists|external id is already|external id already|has already been used", Unclear, Unavailable,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "NetSuite says that this record exists already."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "It is looked up in NetSuite by itself.")},
    {"inactive", 0, "", "inactive", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "Something the document needs is inactive in NetSuite."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "Make it active again in NetSuite, or map to another one, and retry.")},
    {"currency", 0, "", "invalid currency reference", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The NetSuite customer does not have the order's currency."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "Add the currency to the customer in NetSuite and retry.")},
    {"form-requires", 0, "",
     "please enter value|please enter a value|please choose|mandatory field|missing required field|must enter at least", Rejected,
     Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The NetSuite form demands a field that the document does not have."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "Set the field in the store's defaults, or make it optional on the form, and retry.")},
    {"unknown-field", 0, "INVALID_CONTENT|USER_ERROR|INVALID_FLD|SSS_INVALID_FLD|INVALID_FLD_VALUE",
     "unknown reference or field|unknown field|unknown property|invalid property|field does not exist", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The NetSuite account does not have a field of the document."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "Test the connection, so that the account's fields are read again, and retry; or create the field.")},
    {"invalid-value", 0, "INVALID_KEY_OR_REF|INVALID_FLD_VALUE|INVALID_REF_KEY", "", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "NetSuite does not accept a value: it is inactive, belongs to another subsidiary or is not on the form."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "Correct the mapping or the store's default and retry.")},
    {"invalid-value", 0, "", "invalid field value|invalid reference key|reference key", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "NetSuite does not accept a value: it is inactive, belongs to another subsidiary or is not on the form."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "Correct the mapping or the store's default and retry.")},
    {"request", 0,
     "INVALID_REQUEST|INVALID_PARAMETER|INVALID_HEADER|INVALID_URL|METHOD_NOT_ALLOWED|NOT_FOUND|NOT_ACCEPTABLE|"
     "UNSUPPORTED_MEDIA_TYPE",
     "", Rejected, Rejected, QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "NetSuite did not understand the request."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable",
                       "Update the program; if this is the newest version, send a support bundle.")},
    {"script", 0, "", "user event|suitescript|workflow|custom_error", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "A script or workflow in the NetSuite account refused the document."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "Ask whoever made the script, then retry.")},
    {"too-large", 413, "", "", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "The document is too large for NetSuite."), ""},
    {"refused", 0, "", "", Rejected, Rejected,
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "NetSuite refused the request."),
     QT_TRANSLATE_NOOP("causeway::netsuite::ErrorTable", "Correct what NetSuite names and retry.")},
};

template<class Fits>
bool anyOf(const char* alternatives, Fits fits)
{
    const QLatin1StringView all(alternatives);
    if (all.isEmpty())
        return true;
    for (const auto alternative : all.tokenize(u'|')) {
        if (fits(alternative))
            return true;
    }
    return false;
}
} // namespace

std::span<const Rule> rules()
{
    return kRules;
}

const Rule& ruleFor(int status, const QString& code, const QString& detail)
{
    for (const Rule& rule : kRules) {
        const bool statusFits = rule.status == 0 || rule.status == status || (rule.status == 500 && status > 500);
        if (statusFits && anyOf(rule.codes, [&](auto text) { return code.compare(text, Qt::CaseInsensitive) == 0; }) &&
            anyOf(rule.texts, [&](auto text) { return detail.contains(text, Qt::CaseInsensitive); }))
            return rule;
    }
    return kRules[std::size(kRules) - 1];
}

QString message(const Rule& rule)
{
    return QCoreApplication::translate(kContext, rule.message);
}

QString remedy(const Rule& rule)
{
    return *rule.remedy == '\0' ? QString() : QCoreApplication::translate(kContext, rule.remedy);
}

} // namespace causeway::netsuite::error_table
