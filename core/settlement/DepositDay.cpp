// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/DepositDay.h"

#include <QDateTime>
#include <QTimeZone>

namespace causeway::settlement {

QDate depositDay(qint64 depositMs, const QString& timeZone)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(depositMs, Qt::UTC);
    const QTimeZone zone(timeZone.toUtf8());
    if (at.time() == QTime(0, 0) || !zone.isValid())
        return at.date();
    return at.toTimeZone(zone).date();
}

} // namespace causeway::settlement
