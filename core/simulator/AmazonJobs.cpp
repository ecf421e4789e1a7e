// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonJobs.h"

#include "simulator/Dice.h"

namespace causeway::simulator {

void JobProgress::tell(QJsonObject& json) const
{
    json.insert(QStringLiteral("createdTime"), isoTime(createdMs));
    json.insert(QStringLiteral("processingStatus"), status);
    if (startedMs != 0)
        json.insert(QStringLiteral("processingStartTime"), isoTime(startedMs));
    if (endedMs != 0)
        json.insert(QStringLiteral("processingEndTime"), isoTime(endedMs));
}

QString readJobFilter(const HttpCall& call, const QString& typesName, qint64 nowMs, JobFilter& filter)
{
    constexpr qint64 kKeptMs = 90LL * 86'400'000;
    static const QStringList kStatuses{QStringLiteral("CANCELLED"), QStringLiteral("DONE"), QStringLiteral("FATAL"),
                                       QStringLiteral("IN_PROGRESS"), QStringLiteral("IN_QUEUE")};
    const QStringList known{typesName,
                            QStringLiteral("processingStatuses"),
                            QStringLiteral("marketplaceIds"),
                            QStringLiteral("pageSize"),
                            QStringLiteral("createdSince"),
                            QStringLiteral("createdUntil")};
    for (const auto& [name, value] : call.query) {
        if (!known.contains(name))
            return QStringLiteral("The parameter %1 is not known.").arg(name);
    }
    filter.types = call.listParameter(typesName);
    if (filter.types.isEmpty() || filter.types.size() > 10)
        return QStringLiteral("Either %1 (1 to 10 values) or nextToken is required.").arg(typesName);
    filter.statuses = call.listParameter(QStringLiteral("processingStatuses"));
    for (const QString& status : filter.statuses) {
        if (!kStatuses.contains(status))
            return QStringLiteral("processingStatuses contains an unknown value: %1").arg(status);
    }
    filter.marketplaceIds = call.listParameter(QStringLiteral("marketplaceIds"));
    if (filter.marketplaceIds.size() > 10)
        return QStringLiteral("marketplaceIds has more than 10 values.");
    if (const auto size = call.parameter(QStringLiteral("pageSize"))) {
        bool isNumber = false;
        filter.pageSize = size->toInt(&isNumber);
        if (!isNumber || filter.pageSize < 1 || filter.pageSize > 100)
            return QStringLiteral("pageSize must be between 1 and 100.");
    }
    filter.sinceMs = nowMs - kKeptMs;
    filter.untilMs = nowMs;
    if (const auto since = call.parameter(QStringLiteral("createdSince"))) {
        const auto time = isoMs(*since);
        if (!time)
            return QStringLiteral("createdSince is not an ISO 8601 date.");
        filter.sinceMs = std::max(*time, filter.sinceMs);
    }
    if (const auto until = call.parameter(QStringLiteral("createdUntil"))) {
        const auto time = isoMs(*until);
        if (!time)
            return QStringLiteral("createdUntil is not an ISO 8601 date.");
        filter.untilMs = *time;
    }
    return {};
}

} // namespace causeway::simulator
