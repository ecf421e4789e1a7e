// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"

namespace causeway::flows {

/// Which part of NetSuite's changed documents one fetch reads. The documents of a window (changed since a time) are read page by
/// page in the order of their internal ids, which do not move while somebody edits; the mark moves to the window's start when all
/// of it was read. Overlaps are wide because the time zone of SuiteQL's lastmodifieddate is not documented (netsuite.md
/// section 5). Cursor: {"confirmedTo", "window":{"stream","after","startedAt","lastId"}}. Pure; times are UTC ms.
class ChangeWindow final
{
public:
    struct Reach
    {
        qint64 firstRunMs = 0; ///< back from now, when nothing was read yet
        qint64 overlapMs = 0;  ///< back from the mark
        qint64 sweepMs = 0;    ///< back from now, for the slower streams
    };
    /// Goes on where an earlier page of the same window ended, unless that was a day ago.
    ChangeWindow(const Cursor& cursor, const FetchRequest& request, qint64 nowMs, const Reach& reach);

    /// For "<alias>.lastmodifieddate >= TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS') AND <alias>.id > ?".
    [[nodiscard]] QStringList values() const;
    [[nodiscard]] static QString condition(const QString& alias);
    /// The cursor after a page. lastId: of its last row; empty when it had none.
    [[nodiscard]] Cursor next(bool more, const QString& lastId) const;

private:
    Cursor m_cursor;
    std::optional<qint64> m_confirmed;
    bool m_isSince = false, m_isSweep = false;
    QString m_stream, m_lastId;
    qint64 m_after = 0, m_startedAt = 0;
};

} // namespace causeway::flows
