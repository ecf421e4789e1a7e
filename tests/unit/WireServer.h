// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <QByteArray>
#include <QSslConfiguration>
#include <QTcpServer>

class QSslSocket;

namespace causeway::tests {

struct WireRequest
{
    QByteArray method;
    QByteArray target;
    QByteArray head; ///< request line and headers as sent
    QByteArray body;
};

/// One connection, handled by blocking calls in its own thread.
class WireConnection final
{
public:
    explicit WireConnection(QSslSocket& socket, std::atomic<bool>& stopping) : m_socket(socket), m_stopping(stopping) {}

    /// The next request; nothing when the client left. With headOnly the body stays unread.
    [[nodiscard]] std::optional<WireRequest> readRequest(bool headOnly = false);
    void write(const QByteArray& bytes);
    /// Ends the connection in an orderly way (FIN), also with unread bytes pending.
    void close();
    /// Ends it with RST.
    void reset();
    /// Waits until the client leaves or the server stops: a server that never answers.
    void hang();
    /// A pause on the wire; false when the client left or the server stops.
    [[nodiscard]] bool pause(int milliseconds);

private:
    QSslSocket& m_socket;
    std::atomic<bool>& m_stopping;
    QByteArray m_buffer;
};

/// A server on loopback that does exactly what a script says, byte by byte, and counts the requests that reached the wire.
class WireServer final
{
public:
    /// Called for each connection in a thread of its own; the connection is closed when it returns.
    /// first = number of this connection, from 0.
    using Script = std::function<void(WireServer& server, WireConnection& connection, int number)>;
    explicit WireServer(Script script, std::optional<QSslConfiguration> tls = std::nullopt);
    ~WireServer();
    WireServer(const WireServer&) = delete;
    WireServer& operator=(const WireServer&) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QUrl url(const QString& path = QStringLiteral("/x")) const;
    /// Notes a request that reached the wire; scripts call it as soon as its head was read.
    void note(const WireRequest& request);
    [[nodiscard]] std::vector<WireRequest> requests() const;
    [[nodiscard]] int connections() const { return m_connections; }

private:
    class Listener;
    void listen();
    void serve(qintptr descriptor, int number);

    Script m_script;
    std::optional<QSslConfiguration> m_tls;
    quint16 m_port = 0;
    std::atomic<bool> m_stopping = false;
    std::atomic<int> m_connections = 0;
    mutable std::mutex m_mutex;
    std::vector<WireRequest> m_requests;
    std::vector<std::thread> m_threads; // used by the listener's thread until it ends
    std::thread m_listener;
};

/// A whole answer with Content-Length.
[[nodiscard]] QByteArray answer(int status, const QByteArray& body, const QByteArray& moreHeaders = {});

} // namespace causeway::tests
