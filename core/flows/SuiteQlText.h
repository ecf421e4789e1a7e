// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "netsuite/Api.h"

/// Pieces of SuiteQL text. Values are always bound; only checked column names are put into the text.
namespace causeway::flows::suiteql {

/// "(?,?,?)", or with a function around each: "(UPPER(?),UPPER(?))". For no values "(NULL)", which nothing equals.
[[nodiscard]] QString list(qsizetype count, const QString& function = {});
/// True for letters, digits and underscores: may stand in a query as a column name.
[[nodiscard]] bool isColumn(const QString& name);

} // namespace causeway::flows::suiteql

namespace causeway::flows {

/// A column of a row; empty when the answer lacks it.
[[nodiscard]] QString textOf(const netsuite::SuiteQlRow& row, const QString& column);
[[nodiscard]] inline QString textOf(const netsuite::SuiteQlRow& row, const char* column)
{
    return textOf(row, QString::fromLatin1(column));
}

} // namespace causeway::flows
