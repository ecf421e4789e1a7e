// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <QByteArray>
#include <QString>

#include "base/Result.h"

namespace causeway {
class Clock;
}

namespace causeway::simulator {

class Faults;

struct HttpCall
{
    QByteArray method;
    QByteArray target; ///< as sent: path and query
    QString path;      ///< decoded
    std::vector<std::pair<QString, QString>> query;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    [[nodiscard]] QByteArray header(const QByteArray& name) const; ///< letter case does not matter; empty when absent
    [[nodiscard]] bool hasHeader(const QByteArray& name) const;
    [[nodiscard]] std::optional<QString> parameter(const QString& name) const;
    [[nodiscard]] QStringList listParameter(const QString& name) const; ///< comma separated
};

/// "a=1&b=%20": decoded pairs.
[[nodiscard]] std::vector<std::pair<QString, QString>> decodeForm(const QByteArray& text);

struct HttpAnswer
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
};

/// One simulated service behind a server. Called from many threads at once.
class HttpService
{
public:
    virtual ~HttpService() = default;
    [[nodiscard]] virtual HttpAnswer handle(const HttpCall& call) = 0;
    [[nodiscard]] virtual HttpAnswer serverError(const HttpCall& call, int status) = 0; ///< 500 or 503 in this service's shape
    [[nodiscard]] virtual HttpAnswer throttled(const HttpCall& call) = 0;               ///< 429 in this service's shape
    virtual void expireToken(const HttpCall& call) = 0;                                 ///< ends the token this call presents
    [[nodiscard]] virtual bool isSignIn(const HttpCall& call) const = 0;
    /// Around the whole time a request is worked on, latency included. False: too many at once, answered by throttled() without
    /// end().
    [[nodiscard]] virtual bool begin(const HttpCall& call)
    {
        Q_UNUSED(call)
        return true;
    }
    virtual void end(const HttpCall& call) { Q_UNUSED(call) }
};

/// A cpp-httplib server with a socket stream of our own, so that a reset, cut, drip or hang happens on the wire.
/// start() binds 127.0.0.1 and returns when it listens; 64 threads, TCP_NODELAY, keep-alive.
class HttpServer final
{
public:
    struct Settings
    {
        quint16 port = 0;
        int latencyMs = 0, jitterMs = 0;
        Clock* clock = nullptr;                                            ///< for the Date header
        std::function<std::optional<HttpAnswer>(const HttpCall&)> control; ///< /__sim/…: never faulty, never late
    };
    [[nodiscard]] static Result<std::unique_ptr<HttpServer>> start(const Settings& settings, HttpService& service,
                                                                   Faults& faults);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    [[nodiscard]] quint16 port() const;
    void stop(); ///< ends connections; waits for handlers

private:
    class Impl;
    explicit HttpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace causeway::simulator
