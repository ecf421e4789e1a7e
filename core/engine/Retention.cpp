// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Retention.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include "db/ConfigurationWrites.h"
#include "db/PayloadTable.h"
#include "db/ViewTables.h"

namespace causeway::engine {

namespace {
const QString kSetting = QStringLiteral("retention-ran");
constexpr qint64 kDayMs = 86'400'000;
constexpr int kAtOnce = 2'000; ///< bodies per transaction: others write in between
} // namespace

Result<int> Retention::daily(int personalDataDays)
{
    auto last = m_database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).setting(kSetting); });
    if (!last)
        return fail(last.error());
    const qint64 now = m_clock.nowMs();
    if (const auto at = (*last)[u"at"].toInteger(); at && now - *at < kDayMs && *at <= now)
        return 0;
    return purge(personalDataDays);
}

Result<int> Retention::purge(int personalDataDays)
{
    qint64 erased = 0;
    for (;;) {
        auto some =
            m_database.write([&](db::Transaction& tx) { return db::PayloadTable(tx).eraseDue(m_clock.nowMs(), kAtOnce); });
        if (!some)
            return fail(some.error());
        erased += *some;
        if (*some < kAtOnce)
            break;
    }
    if (erased > 0) {
        if (auto emptied = m_database.checkpoint(); !emptied)
            return fail(emptied.error());
    }
    removeOldBackups(personalDataDays);
    auto noted = m_database.write([&](db::Transaction& tx) {
        const qint64 now = m_clock.nowMs();
        return db::ConfigurationWrites(tx).setSetting(kSetting, Json::object({{QStringLiteral("at"), Json(now)}}), now);
    });
    if (!noted)
        return fail(noted.error());
    return static_cast<int>(erased);
}

void Retention::removeOldBackups(int personalDataDays)
{
    const QDir folder(QFileInfo(m_database.file()).dir().filePath(QStringLiteral("backups")));
    const qint64 oldest = m_clock.nowMs() - personalDataDays * kDayMs;
    const auto files =
        folder.entryInfoList({QStringLiteral("*.sqlite"), QStringLiteral("*.db"), QStringLiteral("*.backup")}, QDir::Files);
    for (const QFileInfo& file : files) {
        if (file.lastModified().toMSecsSinceEpoch() < oldest)
            QFile::remove(file.filePath());
    }
}

} // namespace causeway::engine
