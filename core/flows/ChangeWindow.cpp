// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ChangeWindow.h"

#include <algorithm>

#include <QDateTime>

namespace causeway::flows {

namespace {
constexpr qint64 kDayMs = 86'400'000;

qint64 number(const Json& json)
{
    return json.toInteger().value_or(0);
}
} // namespace

ChangeWindow::ChangeWindow(const Cursor& cursor, const FetchRequest& request, qint64 nowMs, const Reach& reach)
    : m_cursor(cursor.isObject() ? cursor : Json::object()),
      m_confirmed(cursor[u"confirmedTo"].toInteger()),
      m_isSince(request.sinceMs.has_value()),
      m_isSweep(!m_isSince && request.stream != QStringLiteral("main")),
      m_stream(m_isSince   ? QStringLiteral("since")
               : m_isSweep ? QStringLiteral("sweep")
                           : QStringLiteral("main")),
      m_lastId(QStringLiteral("0")),
      m_after(nowMs - reach.firstRunMs),
      m_startedAt(nowMs)
{
    if (m_isSince)
        m_after = *request.sinceMs;
    else if (m_isSweep)
        m_after = nowMs - reach.sweepMs;
    else if (m_confirmed)
        m_after = *m_confirmed - reach.overlapMs;
    const Json& kept = cursor[u"window"];
    const bool goesOn = kept.isObject() && kept[u"stream"].toString() == m_stream &&
                        nowMs - number(kept[u"startedAt"]) < kDayMs && (!m_isSince || number(kept[u"after"]) == m_after);
    if (!goesOn) {
        // A first reading that was cut short goes back as far as it began, or the days in between would be lost.
        if (!m_isSince && !m_isSweep && !m_confirmed)
            m_after = std::min(m_after, kept[u"after"].toInteger().value_or(m_after));
        return;
    }
    m_after = number(kept[u"after"]);
    m_startedAt = number(kept[u"startedAt"]);
    m_lastId = kept[u"lastId"].toString(m_lastId);
}

QStringList ChangeWindow::values() const
{
    return {QDateTime::fromMSecsSinceEpoch(m_after, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), m_lastId};
}

QString ChangeWindow::condition(const QString& alias)
{
    return QStringLiteral("%1.lastmodifieddate >= TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS') AND %1.id > ?").arg(alias);
}

Cursor ChangeWindow::next(bool more, const QString& lastId) const
{
    Cursor next = m_cursor;
    if (more) {
        next.set(QStringLiteral("window"), Json::object({{QStringLiteral("stream"), m_stream},
                                                         {QStringLiteral("after"), m_after},
                                                         {QStringLiteral("startedAt"), m_startedAt},
                                                         {QStringLiteral("lastId"), lastId.isEmpty() ? m_lastId : lastId}}));
        return next;
    }
    next.remove(u"window");
    // A window asked for by a person moves the mark only when it leaves no gap behind it.
    const bool joins = !m_isSweep && (!m_isSince || (m_confirmed && m_after <= *m_confirmed));
    if (joins && m_startedAt > m_confirmed.value_or(0))
        next.set(QStringLiteral("confirmedTo"), m_startedAt);
    return next;
}

} // namespace causeway::flows
