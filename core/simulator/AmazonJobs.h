// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include "simulator/HttpServer.h"

namespace causeway::simulator {

/// How far a report or feed is: it moves on with each look of the caller and with the clock, whatever comes first.
struct JobProgress
{
    qint64 createdMs = 0, startedMs = 0, endedMs = 0;
    int looks = 0;
    QString status = QStringLiteral("IN_QUEUE");

    [[nodiscard]] bool isEnded() const { return status != QStringLiteral("IN_QUEUE") && status != QStringLiteral("IN_PROGRESS"); }
    /// Counts one look. True: the work is due now; the caller does it and calls end().
    [[nodiscard]] bool look(qint64 nowMs)
    {
        constexpr qint64 kStartsAfterMs = 20'000, kEndsAfterMs = 40'000;
        constexpr int kEndsWithLook = 3;
        if (isEnded())
            return false;
        ++looks;
        const qint64 age = nowMs - createdMs;
        if (looks >= kEndsWithLook || age >= kEndsAfterMs)
            return true;
        if ((looks == 2 || age >= kStartsAfterMs) && startedMs == 0) {
            startedMs = nowMs;
            status = QStringLiteral("IN_PROGRESS");
        }
        return false;
    }
    void end(qint64 nowMs, const QString& endStatus)
    {
        status = endStatus;
        startedMs = startedMs == 0 ? nowMs : startedMs;
        endedMs = nowMs;
    }
    /// Status and times, as getReport and getFeed name them.
    void tell(QJsonObject& json) const;
};

/// What getReports and getFeeds have in common: filters, pages, a token that stands alone.
struct JobFilter
{
    QStringList types, statuses, marketplaceIds;
    qint64 sinceMs = 0, untilMs = 0;
    int pageSize = 10;
    size_t offset = 0;
};

/// The time of an ISO 8601 text with a zone.
[[nodiscard]] inline std::optional<qint64> isoMs(const QString& text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

/// Reads the query of getReports ("reportTypes") or getFeeds ("feedTypes"). Returns the sentence why not.
[[nodiscard]] QString readJobFilter(const HttpCall& call, const QString& typesName, qint64 nowMs, JobFilter& filter);

} // namespace causeway::simulator
