// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/AccountingPeriods.h"

#include "base/Text.h"
#include "flows/SuiteQlText.h"
#include "netsuite/Api.h"
#include "netsuite/ErrorDecoder.h"

namespace causeway::flows {

namespace {
const QString kDay = QStringLiteral("yyyy-MM-dd");

QDate dateOf(const Json& period, QStringView name)
{
    return QDate::fromString(period[name].toString(), kDay);
}
} // namespace

Result<Json> AccountingPeriods::read(QDate from, bool receivables, FlowContext& context)
{
    // Texts instead of dates: how SuiteQL writes a date follows the account's settings.
    auto rows = context.netsuite->suiteQl(
        QStringLiteral(
            "SELECT p.periodname, TO_CHAR(p.startdate, 'YYYY-MM-DD') AS startday, TO_CHAR(p.enddate, 'YYYY-MM-DD') AS "
            "endday, p.closed, p.alllocked, p.arlocked FROM accountingperiod p WHERE p.isyear = 'F' AND p.isquarter = 'F' AND "
            "p.isadjust = 'F' AND TO_CHAR(p.enddate, 'YYYY-MM-DD') >= ? ORDER BY p.startdate"),
        {from.toString(kDay)}, context.stop);
    if (!rows) {
        // Without the permission nothing is known beforehand; NetSuite still refuses a closed period when it is sent.
        if (netsuite::ErrorDecoder::isPermission(rows.error()) || rows.error().kind == ErrorKind::Rejected)
            return Json::array();
        return fail(rows.error());
    }
    Json periods = Json::array();
    for (const netsuite::SuiteQlRow& row : *rows) {
        const auto is = [&](const char* flag) { return textOf(row, flag) == QStringLiteral("T"); };
        const bool closed = is("closed") || is("alllocked") || (receivables && is("arlocked"));
        periods.append(Json::object({{QStringLiteral("name"), elided(safeText(textOf(row, "periodname")), 40)},
                                     {QStringLiteral("start"), textOf(row, "startday")},
                                     {QStringLiteral("end"), textOf(row, "endday")},
                                     {QStringLiteral("closed"), closed}}));
    }
    return periods;
}

QString AccountingPeriods::closedAt(QDate day) const
{
    for (const Json& period : m_periods.items()) {
        if (period[u"closed"].toBool() && dateOf(period, u"start") <= day && day <= dateOf(period, u"end"))
            return period[u"name"].toString();
    }
    return {};
}

QDate AccountingPeriods::firstOpenFrom(QDate day) const
{
    // Each turn leaves one closed period behind.
    for (std::size_t i = 0; i <= m_periods.size(); ++i) {
        QDate end;
        for (const Json& period : m_periods.items()) {
            if (period[u"closed"].toBool() && dateOf(period, u"start") <= day && day <= dateOf(period, u"end"))
                end = dateOf(period, u"end");
        }
        if (!end.isValid())
            return day;
        day = end.addDays(1);
    }
    return {};
}

} // namespace causeway::flows
