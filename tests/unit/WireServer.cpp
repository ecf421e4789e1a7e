// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/WireServer.h"

#include <future>

#include <QSslSocket>
#include <QUrl>
#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace causeway::tests {

namespace {
constexpr int kPollMs = 10;

qsizetype contentLength(const QByteArray& head)
{
    for (const QByteArray& line : head.split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            return line.mid(15).trimmed().toLongLong();
    }
    return 0;
}
} // namespace

std::optional<WireRequest> WireConnection::readRequest(bool headOnly)
{
    const auto more = [this] {
        while (!m_stopping) {
            if (m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(kPollMs)) {
                m_buffer += m_socket.readAll();
                return true;
            }
            if (m_socket.state() != QAbstractSocket::ConnectedState)
                return false;
        }
        return false;
    };
    qsizetype end = -1;
    while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
        if (!more())
            return std::nullopt;
    }
    WireRequest request;
    request.head = m_buffer.left(end + 4);
    const QList<QByteArray> line = request.head.left(request.head.indexOf("\r\n")).split(' ');
    request.method = line.value(0);
    request.target = line.value(1);
    m_buffer.remove(0, end + 4);
    if (headOnly)
        return request;
    const qsizetype length = contentLength(request.head);
    while (m_buffer.size() < length) {
        if (!more())
            return std::nullopt;
    }
    request.body = m_buffer.left(length);
    m_buffer.remove(0, length);
    return request;
}

void WireConnection::write(const QByteArray& bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && !m_stopping && m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.waitForBytesWritten(kPollMs);
}

void WireConnection::close()
{
    m_socket.disconnectFromHost();
    if (m_socket.state() != QAbstractSocket::UnconnectedState)
        m_socket.waitForDisconnected(1000);
}

void WireConnection::reset()
{
#ifdef Q_OS_UNIX
    const linger now{1, 0};
    setsockopt(static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof(now));
#endif
    m_socket.abort();
}

void WireConnection::hang()
{
    while (pause(kPollMs)) {
    }
}

bool WireConnection::pause(int milliseconds)
{
    for (int passed = 0; passed < milliseconds; passed += kPollMs) {
        if (m_stopping || m_socket.state() != QAbstractSocket::ConnectedState)
            return false;
        if (!m_socket.waitForReadyRead(kPollMs) && m_socket.state() != QAbstractSocket::ConnectedState)
            return false;
        m_buffer += m_socket.readAll();
    }
    return !m_stopping;
}

class WireServer::Listener final : public QTcpServer
{
public:
    explicit Listener(WireServer& server) : m_server(server) {}

protected:
    void incomingConnection(qintptr descriptor) override
    {
        const int number = m_server.m_connections++;
        m_server.m_threads.emplace_back([server = &m_server, descriptor, number] { server->serve(descriptor, number); });
    }

private:
    WireServer& m_server;
};

WireServer::WireServer(Script script, std::optional<QSslConfiguration> tls) : m_script(std::move(script)), m_tls(std::move(tls))
{
    std::promise<quint16> port;
    auto ready = port.get_future();
    m_listener = std::thread([this, &port] {
        Listener listener(*this);
        if (!listener.listen(QHostAddress::LocalHost))
            qFatal("cannot listen on loopback");
        port.set_value(listener.serverPort());
        while (!m_stopping)
            listener.waitForNewConnection(kPollMs);
    });
    m_port = ready.get();
}

WireServer::~WireServer()
{
    m_stopping = true;
    m_listener.join();
    for (std::thread& thread : m_threads)
        thread.join();
}

QUrl WireServer::url(const QString& path) const
{
    return QUrl(QStringLiteral("%1://localhost:%2%3")
                    .arg(m_tls ? QStringLiteral("https") : QStringLiteral("http"))
                    .arg(m_port)
                    .arg(path));
}

void WireServer::note(const WireRequest& request)
{
    const std::lock_guard lock(m_mutex);
    m_requests.push_back(request);
}

std::vector<WireRequest> WireServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void WireServer::serve(qintptr descriptor, int number)
{
    QSslSocket socket;
    socket.setSocketDescriptor(descriptor);
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (m_tls) {
        socket.setSslConfiguration(*m_tls);
        socket.startServerEncryption();
        if (!socket.waitForEncrypted(5000))
            return;
    }
    WireConnection connection(socket, m_stopping);
    m_script(*this, connection, number);
    connection.close();
}

QByteArray answer(int status, const QByteArray& body, const QByteArray& moreHeaders)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Word\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" +
           moreHeaders + "\r\n" + body;
}

} // namespace causeway::tests
