// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>

#include <QHash>

#include "base/Clock.h"
#include "base/Log.h"
#include "http/HttpTransport.h"

namespace causeway::http {

/// Counts of one connection since the process started; shown in run results ("calls").
struct CallCounters
{
    std::atomic<qint64> calls = 0;
    std::atomic<qint64> throttled = 0;
};

/// One call with its log line (host, operation, status, duration, request id: never URL, headers or body). Never retries.
/// Remembers the difference between the server's Date header and our clock. Thread-safe.
class HttpClient
{
public:
    HttpClient(HttpTransport& transport, Clock& clock, const Log& log);

    /// operation: a fixed word for the log, e.g. "orders.searchOrders".
    [[nodiscard]] Result<HttpResponse> send(const QString& operation, const HttpRequest& request, CallCounters& counters,
                                            const StopToken& stop);
    /// Server time minus ours in ms, from the newest Date header of that host; 0 before the first answer.
    [[nodiscard]] qint64 clockOffsetMs(const QString& host) const;
    [[nodiscard]] Clock& clock() const { return m_clock; }

private:
    HttpTransport& m_transport;
    Clock& m_clock;
    Log m_log;
    mutable std::mutex m_mutex;
    QHash<QString, qint64> m_offsets;
};

} // namespace causeway::http
