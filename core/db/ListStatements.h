// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantList>

#include "db/Rows.h"

namespace causeway::db {

/// SQL with its values in order.
struct Statement
{
    QString sql;
    QVariantList values;
};

/// The queries behind OrderReads::list and RecordReads::list, so that a test can ask SQLite for their plans.
[[nodiscard]] Statement orderListStatement(const OrderFilter& filter);
[[nodiscard]] Statement recordListStatement(const RecordFilter& filter);

} // namespace causeway::db
