// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/TimeZones.h"

#include <QRegularExpression>
#include <QTimeZone>

namespace causeway::config {

namespace {
bool isOffset(QStringView name)
{
    return name.startsWith(u"UTC+") || name.startsWith(u"UTC-");
}
} // namespace

bool isTimeZone(const QString& name)
{
    const QByteArray id = name.toUtf8();
    if (isOffset(name))
        return false;
    if (QTimeZone::isTimeZoneIdAvailable(id))
        return true;
    // Qt 6 lists what zone.tab names and no links; it calculates with all files of the table. Only a plain path below it counts.
    static const QRegularExpression kAreaAndPlace(QStringLiteral("^[A-Z][A-Za-z_]*(/[A-Za-z0-9_+-]+){1,2}$"));
    return kAreaAndPlace.match(name).hasMatch() && QTimeZone(id).isValid();
}

QStringList timeZones()
{
    QStringList names;
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds()) {
        if (QString name = QString::fromLatin1(id); !isOffset(name))
            names << std::move(name);
    }
    return names;
}

} // namespace causeway::config
