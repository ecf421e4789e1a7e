// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/Flow.h"

namespace causeway::flows {

namespace {
const QString kConfirmedTo = QStringLiteral("confirmedTo");
}

std::optional<qint64> Flow::readUpTo(const Cursor& cursor) const
{
    return cursor[kConfirmedTo].toInteger();
}

std::optional<Cursor> Flow::movedTo(const Cursor& cursor, qint64 atMs) const
{
    Cursor moved = cursor.isObject() ? cursor : Json::object();
    moved.remove(u"window");
    moved.remove(u"since");
    moved.set(kConfirmedTo, atMs);
    return moved;
}

} // namespace causeway::flows
