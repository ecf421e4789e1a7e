// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/Median.h"

#include <algorithm>

#include <QElapsedTimer>

namespace causeway::bench {

namespace {
constexpr int kRounds = 51;
}

double median(const std::function<bool()>& call)
{
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        if (!call())
            qFatal("A query of the benchmark failed.");
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

Measurement againstBareRows(const QString& what, double ours, double bare, double atMost)
{
    return {what,        QStringLiteral("%1 ms").arg(ours, 0, 'f', 2), QStringLiteral("%1 ms (bare rows)").arg(bare, 0, 'f', 2),
            ours / bare, QStringLiteral("at most %1").arg(atMost),     ours / bare <= atMost};
}

} // namespace causeway::bench
