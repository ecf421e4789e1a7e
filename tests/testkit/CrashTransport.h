// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "http/HttpTransport.h"
#include "testkit/CrashPoint.h"

namespace causeway::tests {

/// The real transport, with a process that may die around its n-th write of a record. Thread-safe.
class CrashTransport final : public http::HttpTransport
{
public:
    explicit CrashTransport(http::HttpTransport& transport) : m_transport(transport) {}
    void setCrash(std::shared_ptr<CrashPoint> crash)
    {
        const std::lock_guard lock(m_mutex);
        m_crash = std::move(crash);
    }

    /// Called before every write of a record leaves.
    void setOnWrite(std::function<void(const http::HttpRequest&)> onWrite) { m_onWrite = std::move(onWrite); }

    [[nodiscard]] Result<http::HttpResponse> send(const http::HttpRequest& request, const StopToken& stop) override
    {
        std::shared_ptr<CrashPoint> crash;
        {
            const std::lock_guard lock(m_mutex);
            crash = m_crash;
        }
        const bool counts = http::isWrite(request.method) && changesSomething(request.url.path());
        const auto dead = [&] {
            return fail(http::isWrite(request.method) ? ErrorKind::Unclear : ErrorKind::Unavailable,
                        QStringLiteral("The process is dead."));
        };
        if (crash && (crash->isDead() || (counts && !crash->onSend())))
            return dead();
        if (counts && m_onWrite)
            m_onWrite(request);
        auto answer = m_transport.send(request, stop);
        if (crash && counts && !crash->onAnswer())
            return dead();
        return answer;
    }

private:
    /// Records of NetSuite, shipment confirmations and feeds of Amazon; queries, tokens and documents have no effect.
    static bool changesSomething(const QString& path)
    {
        return path.contains(QStringLiteral("/record/v1/")) || path.endsWith(QStringLiteral("/shipmentConfirmation")) ||
               path.endsWith(QStringLiteral("/feeds/2021-06-30/feeds"));
    }

    http::HttpTransport& m_transport;
    std::function<void(const http::HttpRequest&)> m_onWrite;
    std::mutex m_mutex;
    std::shared_ptr<CrashPoint> m_crash; // shared with the test that set it
};

} // namespace causeway::tests
