// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/SuiteQlText.h"

#include <QRegularExpression>

namespace causeway::flows::suiteql {

QString list(qsizetype count, const QString& function)
{
    if (count <= 0)
        return QStringLiteral("(NULL)");
    const QString mark = function.isEmpty() ? QStringLiteral("?") : function + QStringLiteral("(?)");
    return u'(' + QStringList(count, mark).join(u',') + u')';
}

bool isColumn(const QString& name)
{
    static const QRegularExpression kForm(QStringLiteral("^[A-Za-z][A-Za-z0-9_]{0,59}$"));
    return kForm.match(name).hasMatch();
}

} // namespace causeway::flows::suiteql

namespace causeway::flows {

QString textOf(const netsuite::SuiteQlRow& row, const QString& column)
{
    const auto found = row.find(column);
    return found == row.end() ? QString() : found->second;
}

} // namespace causeway::flows
