// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RunWords.h"

#include <QCoreApplication>
#include <QLocale>

namespace causeway::engine::run_words {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::RunWords)
};

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr int kHoursFromMinutes = 90; ///< up to here minutes are the better word

QString pace(qint64 perHour)
{
    return perHour >= 60 ? Words::tr("%1 a minute").arg(QLocale().toString(perHour / 60))
                         : Words::tr("%1 an hour").arg(QLocale().toString(perHour));
}
} // namespace

QString timeLeft(qint64 ms)
{
    if (ms < kMinuteMs)
        return Words::tr("less than a minute left");
    const qint64 minutes = (ms + kMinuteMs / 2) / kMinuteMs;
    if (minutes <= kHoursFromMinutes)
        return Words::tr("about %n minute(s) left", nullptr, static_cast<int>(minutes));
    return Words::tr("about %n hour(s) left", nullptr, static_cast<int>((ms + kHourMs / 2) / kHourMs));
}

QString progress(const RunProgress& progress)
{
    const QString done = QLocale().toString(progress.done);
    QStringList parts;
    if (progress.total)
        parts << Words::tr("%1 of %2 records").arg(done, QLocale().toString(*progress.total));
    else if (progress.done > 0)
        parts << Words::tr("%1 records").arg(done);
    if (progress.isStopping)
        parts << Words::tr("stopping");
    else if (progress.isReading)
        parts << Words::tr("still reading");
    else if (progress.resumesAtMs)
        parts << Words::tr("waiting for quota");
    if (progress.perHour && !progress.isStopping)
        parts << pace(*progress.perHour);
    if (progress.msLeft)
        parts << timeLeft(*progress.msLeft);
    return parts.isEmpty() ? Words::tr("starting") : parts.join(QStringLiteral(", "));
}

} // namespace causeway::engine::run_words
