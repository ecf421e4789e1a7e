// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <map>
#include <optional>

#include <QJsonObject>

#include "base/Clock.h"
#include "simulator/Simulation.h"

/// Talks to the simulators by raw sockets, so that what is tested is the wire and not our own clients.
namespace simulatorclient {

/// Moves only when told.
class ManualClock final : public causeway::Clock
{
public:
    explicit ManualClock(qint64 nowMs) : m_nowMs(nowMs) {}
    qint64 nowMs() const override { return m_nowMs; }
    qint64 monotonicMs() const override { return m_nowMs; }
    bool sleep(qint64 milliseconds, const causeway::StopToken&) override
    {
        m_nowMs += milliseconds;
        return true;
    }
    void advance(qint64 milliseconds) { m_nowMs += milliseconds; }

private:
    std::atomic<qint64> m_nowMs;
};

struct Reply
{
    int status = 0;                           ///< 0: no status line arrived
    std::map<QByteArray, QByteArray> headers; ///< lower-case names
    QByteArray body;
    bool isComplete = false; ///< as many bytes as Content-Length says
    bool wasReset = false;   ///< the connection was reset, not closed
    [[nodiscard]] QJsonObject json() const;
};

using Headers = std::map<QByteArray, QByteArray>;

/// One request on one connection of its own. Gives up after timeoutMs without an answer.
[[nodiscard]] Reply send(const QString& baseUrl, const QByteArray& method, const QByteArray& target, const Headers& headers = {},
                         const QByteArray& body = {}, int timeoutMs = 5000);

/// Signed in at both services.
class Client final
{
public:
    explicit Client(causeway::simulator::Simulation& simulation, causeway::Clock& clock);

    [[nodiscard]] Reply lwa(const QString& store) const;
    void signInAmazon(const QString& store = QStringLiteral("us"));
    [[nodiscard]] Reply amazon(const QByteArray& target, Headers extra = {}) const;
    [[nodiscard]] Reply amazonPost(const QByteArray& target, const QJsonObject& body) const;

    /// JWT for NetSuite; claims given here replace the right ones.
    [[nodiscard]] QByteArray assertion(const QJsonObject& otherClaims = {}, const QJsonObject& otherHeader = {},
                                       const QByteArray& privateKeyPem = {}) const;
    [[nodiscard]] Reply netSuiteToken(const QByteArray& assertion) const;
    void signInNetSuite();
    [[nodiscard]] Reply netSuite(const QByteArray& method, const QByteArray& path, const QJsonObject& body = {},
                                 Headers extra = {}) const;
    [[nodiscard]] Reply suiteQl(const QString& query, const QStringList& values = {},
                                const QByteArray& paging = "limit=1000&offset=0") const;

    [[nodiscard]] QString secret(const QString& name) const;
    QByteArray amazonToken, netSuiteBearer;

private:
    causeway::simulator::Simulation& m_simulation;
    causeway::Clock& m_clock;
    QJsonObject m_secrets;
};

/// A minimal sales order body for an item of the demo company.
[[nodiscard]] QJsonObject salesOrderBody(const QString& customer, const QString& externalId,
                                         const QString& orderId = QStringLiteral("113-0000001-0000001"));
[[nodiscard]] QByteArray newRsaKeyPem();
[[nodiscard]] QByteArray publicKeyPem(const QByteArray& privateKeyPem);

} // namespace simulatorclient
