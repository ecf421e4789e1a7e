// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows cpp-httplib.
#include "simulator/HttpServer.h"

#include <httplib.h>

#include "base/Clock.h"
#include "simulator/Faults.h"
#ifndef _WIN32
#include <poll.h>
#endif

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include <QDateTime>
#include <QLocale>

namespace causeway::simulator {
namespace {

constexpr int kThreads = 64;
constexpr int kPollMs = 100;    // how soon an idle connection notices the end
constexpr int kIdleMs = 20'000; // keep-alive
constexpr int kReadMs = 10'000; // a request must arrive in one go
constexpr qint64 kHangMs = 1'800'000;
constexpr int kDripPieces = 20, kDripMs = 50;

void closeSocket(socket_t sock, bool reset)
{
    if (reset) {
        // Zero linger: close() sends RST, the peer sees "connection reset", not an orderly end.
        const linger hard{1, 0};
        ::setsockopt(sock, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char*>(&hard), sizeof hard);
    }
#ifdef _WIN32
    if (!reset)
        ::shutdown(sock, SD_BOTH);
    ::closesocket(sock);
#else
    if (!reset)
        ::shutdown(sock, SHUT_RDWR);
    ::close(sock);
#endif
}

/// 1 readable (or ended), 0 time-out, -1 error.
int pollSocket(socket_t sock, bool forRead, int milliseconds)
{
#ifdef _WIN32
    WSAPOLLFD entry{sock, static_cast<short>(forRead ? POLLRDNORM : POLLWRNORM), 0};
    return ::WSAPoll(&entry, 1, milliseconds);
#else
    pollfd entry{sock, static_cast<short>(forRead ? POLLIN : POLLOUT), 0};
    return ::poll(&entry, 1, milliseconds);
#endif
}

/// A connection. Buffers what it reads (the library asks byte by byte) and applies the fault of the current request to what it
/// writes.
class WireStream final : public httplib::Stream
{
public:
    WireStream(socket_t sock, const std::atomic<bool>& stopping) : m_socket(sock), m_stopping(stopping) {}

    bool is_readable() const override { return m_used < m_buffer.size() || pollSocket(m_socket, true, kReadMs) > 0; }
    bool is_writable() const override { return !m_broken && pollSocket(m_socket, false, kReadMs) > 0; }
    void get_remote_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
    void get_local_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
    socket_t socket() const override { return m_socket; }

    ssize_t read(char* target, size_t size) override
    {
        if (m_used == m_buffer.size()) {
            if (m_broken || !waitReadable(kReadMs))
                return -1;
            m_buffer.resize(16384);
            const auto got = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
            m_used = 0;
            m_buffer.resize(got > 0 ? static_cast<size_t>(got) : 0);
            if (got <= 0)
                return static_cast<ssize_t>(got);
        }
        const size_t count = std::min(size, m_buffer.size() - m_used);
        std::copy_n(m_buffer.data() + m_used, count, target);
        m_used += count;
        return static_cast<ssize_t>(count);
    }

    ssize_t write(const char* bytes, size_t size) override
    {
        if (m_broken)
            return -1;
        switch (m_fault) {
        case Fault::LostAnswer:
        case Fault::ResetBeforeCommit:
            m_broken = m_reset = true;
            return -1;
        case Fault::Hang:
            hang();
            m_broken = true;
            return -1;
        case Fault::CutBody:
            if (m_cutHere) {
                sendAll(bytes, size / 2);
                m_broken = true;
                return -1;
            }
            m_cutHere = true; // the header passes, the body is cut
            break;
        case Fault::SlowDrip: {
            const size_t piece = std::max<size_t>(1, size / kDripPieces);
            for (size_t sent = 0; sent < size && !m_stopping && !m_broken; sent += piece) {
                sendAll(bytes + sent, std::min(piece, size - sent));
                std::this_thread::sleep_for(std::chrono::milliseconds(kDripMs));
            }
            return m_broken ? -1 : static_cast<ssize_t>(size);
        }
        default:
            break;
        }
        return sendAll(bytes, size) ? static_cast<ssize_t>(size) : -1;
    }

    /// hasBody: whether the answer is written in two parts.
    void setFault(Fault fault, bool hasBody)
    {
        m_fault = fault;
        m_cutHere = !hasBody;
    }
    bool isBroken() const { return m_broken; }
    bool wantsReset() const { return m_reset; }
    bool hasBufferedInput() const { return m_used < m_buffer.size(); }
    bool waitReadable(int milliseconds) const
    {
        for (int waited = 0; waited < milliseconds && !m_stopping; waited += kPollMs) {
            const int ready = pollSocket(m_socket, true, kPollMs);
            if (ready != 0)
                return ready > 0;
        }
        return false;
    }

private:
    bool sendAll(const char* bytes, size_t size)
    {
#ifdef MSG_NOSIGNAL
        constexpr int kFlags = MSG_NOSIGNAL; // a client that left must not end the program
#else
        constexpr int kFlags = 0;
#endif
        for (size_t sent = 0; sent < size;) {
            const auto count = ::send(m_socket, bytes + sent, size - sent, kFlags);
            if (count <= 0) {
                m_broken = true;
                return false;
            }
            sent += static_cast<size_t>(count);
        }
        return true;
    }
    void hang() const
    {
        for (qint64 waited = 0; waited < kHangMs && !m_stopping; waited += kPollMs) {
            char byte = 0;
            if (pollSocket(m_socket, true, kPollMs) != 0 && ::recv(m_socket, &byte, 1, MSG_PEEK) <= 0)
                return; // the client gave up
        }
    }

    socket_t m_socket;
    const std::atomic<bool>& m_stopping;
    std::vector<char> m_buffer;
    size_t m_used = 0;
    Fault m_fault = Fault::None;
    bool m_cutHere = false, m_broken = false, m_reset = false;
};

/// Gives the library our stream. Handlers find the stream of their own thread here.
class WireServer final : public httplib::Server
{
public:
    std::atomic<bool> stopping = false;

    WireStream& current()
    {
        const std::lock_guard lock(m_mutex);
        return *m_streams.at(std::this_thread::get_id());
    }

private:
    bool process_and_close_socket(socket_t sock) override
    {
#ifdef SO_NOSIGPIPE
        const int on = 1;
        ::setsockopt(sock, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
        WireStream stream(sock, stopping);
        {
            const std::lock_guard lock(m_mutex);
            m_streams[std::this_thread::get_id()] = &stream;
        }
        bool isOpen = true;
        while (isOpen && !stopping && (stream.hasBufferedInput() || stream.waitReadable(kIdleMs))) {
            stream.setFault(Fault::None, false);
            bool clientCloses = false;
            isOpen = process_request(stream, false, clientCloses, nullptr) && !clientCloses && !stream.isBroken();
        }
        {
            const std::lock_guard lock(m_mutex);
            m_streams.erase(std::this_thread::get_id());
        }
        closeSocket(sock, stream.wantsReset());
        return isOpen;
    }

    std::mutex m_mutex;
    std::map<std::thread::id, WireStream*> m_streams;
};

QByteArray httpDate(qint64 utcMs)
{
    return QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1();
}

HttpCall callFrom(const httplib::Request& request)
{
    HttpCall call;
    call.method = QByteArray::fromStdString(request.method);
    call.target = QByteArray::fromStdString(request.target);
    const qsizetype mark = call.target.indexOf('?');
    call.path = QString::fromUtf8(QByteArray::fromPercentEncoding(mark < 0 ? call.target : call.target.left(mark)));
    if (mark >= 0)
        call.query = decodeForm(call.target.mid(mark + 1));
    for (const auto& [name, value] : request.headers)
        call.headers.emplace_back(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    call.body = QByteArray::fromStdString(request.body);
    return call;
}

} // namespace

class HttpServer::Impl
{
public:
    Impl(Settings settings, HttpService& service, Faults& faults)
        : m_settings(std::move(settings)), m_service(service), m_faults(faults)
    {
    }
    ~Impl() { stop(); }

    Result<void> start()
    {
        m_server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
        m_server.set_tcp_nodelay(true);
        m_server.set_keep_alive_timeout(kIdleMs / 1000); // both only for the Keep-Alive header: our own loop decides
        m_server.set_keep_alive_max_count(100'000);
        m_server.set_socket_options([](socket_t sock) {
            // Not SO_REUSEPORT, the library's default: two simulators must not share a port.
            const int on = 1;
            ::setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, reinterpret_cast<const char*>(&on), sizeof on);
        });
        const auto handler = [this](const httplib::Request& request, httplib::Response& response) { answer(request, response); };
        m_server.Get(".*", handler);
        m_server.Post(".*", handler);
        m_server.Put(".*", handler);
        m_server.Patch(".*", handler);
        m_server.Delete(".*", handler);
        m_port = m_settings.port == 0
                     ? m_server.bind_to_any_port("127.0.0.1")
                     : (m_server.bind_to_port("127.0.0.1", m_settings.port) ? static_cast<int>(m_settings.port) : -1);
        if (m_port <= 0)
            return fail(ErrorKind::Invalid,
                        QStringLiteral("The simulator cannot listen on port %1 of this computer.").arg(m_settings.port),
                        QStringLiteral("Choose another port, or end the program that uses it."));
        m_thread = std::thread([this] { m_server.listen_after_bind(); });
        while (!m_server.is_running())
            std::this_thread::yield();
        return {};
    }

    void stop()
    {
        if (!m_thread.joinable())
            return;
        m_server.stopping = true;
        {
            const std::lock_guard lock(m_sleepMutex);
            m_stopped.notify_all();
        }
        m_server.stop();
        m_thread.join();
    }

    int port() const { return m_port; }

private:
    void answer(const httplib::Request& request, httplib::Response& response)
    {
        const HttpCall call = callFrom(request);
        if (call.path.startsWith(u"/__sim/") && m_settings.control) {
            if (const auto answer = m_settings.control(call)) {
                write(*answer, response);
                return;
            }
        }
        WireStream& stream = m_server.current();
        const Fault fault = m_faults.next(call.method, call.path, !m_service.isSignIn(call));
        if (fault == Fault::ResetBeforeCommit) {
            stream.setFault(fault, false);
            response.status = 500;
            return;
        }
        if (!m_service.begin(call)) {
            write(m_service.throttled(call), response);
            return;
        }
        wait();
        const HttpAnswer answer = answerWith(fault, call);
        m_service.end(call);
        stream.setFault(fault, !answer.body.isEmpty());
        write(answer, response);
    }

    HttpAnswer answerWith(Fault fault, const HttpCall& call)
    {
        switch (fault) {
        case Fault::ServerError:
            return m_service.serverError(call, m_faults.draw() % 2 == 0 ? 500 : 503);
        case Fault::ServerErrorAfterCommit:
            static_cast<void>(m_service.handle(call));
            return m_service.serverError(call, m_faults.draw() % 2 == 0 ? 500 : 503);
        case Fault::Throttle:
            return m_service.throttled(call);
        case Fault::ExpiredToken:
            m_service.expireToken(call);
            return m_service.handle(call);
        default:
            return m_service.handle(call);
        }
    }

    void write(const HttpAnswer& answer, httplib::Response& response) const
    {
        response.status = answer.status;
        if (m_settings.clock)
            response.set_header("Date", httpDate(m_settings.clock->nowMs()).toStdString());
        for (const auto& [name, value] : answer.headers)
            response.set_header(name.toStdString(), value.toStdString());
        if (!answer.body.isEmpty())
            response.set_content(answer.body.toStdString(), answer.contentType.toStdString());
    }

    void wait()
    {
        qint64 milliseconds = m_settings.latencyMs;
        if (m_settings.jitterMs > 0)
            milliseconds += static_cast<qint64>(m_faults.draw() % static_cast<quint64>(m_settings.jitterMs + 1));
        if (milliseconds <= 0)
            return;
        std::unique_lock lock(m_sleepMutex);
        m_stopped.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return m_server.stopping.load(); });
    }

    Settings m_settings;
    HttpService& m_service;
    Faults& m_faults;
    WireServer m_server;
    std::thread m_thread;
    std::mutex m_sleepMutex;
    std::condition_variable m_stopped;
    int m_port = 0;
};

Result<std::unique_ptr<HttpServer>> HttpServer::start(const Settings& settings, HttpService& service, Faults& faults)
{
    auto impl = std::make_unique<Impl>(settings, service, faults);
    if (auto started = impl->start(); !started)
        return fail(started.error());
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
HttpServer::~HttpServer() = default;

quint16 HttpServer::port() const
{
    return static_cast<quint16>(m_impl->port());
}

void HttpServer::stop()
{
    m_impl->stop();
}

} // namespace causeway::simulator
