// SPDX-License-Identifier: GPL-3.0-or-later
#include "testkit/SmtpServer.h"

#include <QRegularExpression>
#include <QSslSocket>
#include <QTcpServer>

namespace causeway::tests {

/// One connection; lives on the server's thread.
class SmtpServer::Session final : public QObject
{
public:
    Session(SmtpServer& server, qintptr descriptor, QObject* parent) : QObject(parent), m_server(server)
    {
        m_socket.setSocketDescriptor(descriptor);
        connect(&m_socket, &QSslSocket::readyRead, this, [this] { read(); });
        connect(&m_socket, &QSslSocket::encrypted, this, [this] { m_isEncrypted = true; });
        {
            const std::lock_guard lock(m_server.m_mutex);
            m_habits = m_server.m_habits;
            ++m_server.m_connections;
        }
        if (m_habits.neverAnswers)
            return;
        say(m_habits.isBusy ? "421 4.3.2 busy" : "220 mail.test ESMTP");
    }

private:
    void say(const QByteArray& line)
    {
        m_socket.write(line + "\r\n");
        m_socket.flush();
    }
    void read()
    {
        m_buffer += m_socket.readAll();
        for (;;) {
            const qsizetype end = m_buffer.indexOf(m_inData ? "\r\n.\r\n" : "\r\n");
            if (end < 0)
                return;
            const QByteArray text = m_buffer.left(end);
            m_buffer.remove(0, end + (m_inData ? 5 : 2));
            if (m_inData)
                takeMail(text);
            else
                answer(text);
        }
    }
    void takeMail(const QByteArray& data)
    {
        m_inData = false;
        m_mail.data = data + "\r\n";
        m_mail.data.replace("\r\n..", "\r\n.");
        m_mail.wasEncrypted = m_isEncrypted;
        {
            const std::lock_guard lock(m_server.m_mutex);
            ++m_server.m_taken;
            if (!m_habits.hangsUpAfterData)
                m_server.m_mails.push_back(m_mail);
        }
        m_mail = {};
        if (m_habits.hangsUpAfterData)
            m_socket.abort();
        else
            say("250 2.0.0 taken");
    }
    void answer(const QByteArray& line)
    {
        {
            const std::lock_guard lock(m_server.m_mutex);
            m_server.m_commands << line;
        }
        const QByteArray verb = line.left(4).toUpper();
        if (verb == "EHLO") {
            say("250-mail.test");
            if (m_habits.tls && !m_isEncrypted)
                say("250-STARTTLS");
            if (!m_habits.user.isEmpty())
                say("250-AUTH PLAIN LOGIN");
            say("250 8BITMIME");
        } else if (line.toUpper() == "STARTTLS" && m_habits.tls) {
            say("220 go ahead");
            m_socket.setSslConfiguration(*m_habits.tls);
            m_socket.startServerEncryption();
        } else if (verb == "AUTH") {
            if (line.size() <= 10)
                say("334 ");
            else
                checkSignIn(line.mid(11));
        } else if (verb == "MAIL") {
            if (!m_habits.user.isEmpty() && !m_isSignedIn)
                return say("530 5.7.0 sign in first");
            m_mail.from = angled(line);
            say("250 2.1.0 ok");
        } else if (verb == "RCPT") {
            if (m_habits.refused.contains(angled(line)))
                return say("550 5.1.1 " + angled(line) + " is nobody here");
            m_mail.to << angled(line);
            say("250 2.1.5 ok");
        } else if (verb == "DATA") {
            m_inData = true;
            say("354 go ahead");
        } else if (verb == "QUIT") {
            say("221 bye");
            m_socket.disconnectFromHost();
        } else if (!m_isSignedIn && !m_habits.user.isEmpty() && !line.contains(' ')) {
            checkSignIn(line); // the second line of AUTH PLAIN
        } else {
            say("502 5.5.1 what?");
        }
    }
    void checkSignIn(const QByteArray& base64)
    {
        m_isSignedIn =
            QByteArray::fromBase64(base64) == QByteArray(1, '\0') + m_habits.user + QByteArray(1, '\0') + m_habits.password;
        say(m_isSignedIn ? "235 2.7.0 welcome" : "535 5.7.8 no");
    }
    static QByteArray angled(const QByteArray& line)
    {
        const qsizetype begin = line.indexOf('<'), end = line.indexOf('>');
        return line.mid(begin + 1, end - begin - 1);
    }

    SmtpServer& m_server;
    Habits m_habits;
    QSslSocket m_socket;
    QByteArray m_buffer;
    Mail m_mail;
    bool m_inData = false, m_isEncrypted = false, m_isSignedIn = false;
};

class SmtpServer::Listener final : public QTcpServer
{
public:
    explicit Listener(SmtpServer& server) : m_server(server) {}

protected:
    void incomingConnection(qintptr descriptor) override { new Session(m_server, descriptor, this); } // NOLINT: owned by this

private:
    SmtpServer& m_server;
};

SmtpServer::SmtpServer(Habits habits) : m_habits(std::move(habits))
{
    auto* listener = new Listener(*this);
    if (!listener->listen(QHostAddress::LocalHost))
        qFatal("no port");
    m_port = listener->serverPort();
    listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, listener, &QObject::deleteLater);
    m_thread.start();
}

SmtpServer::~SmtpServer()
{
    m_thread.quit();
    m_thread.wait();
}

void SmtpServer::setHabits(Habits habits)
{
    const std::lock_guard lock(m_mutex);
    m_habits = std::move(habits);
}

std::vector<SmtpServer::Mail> SmtpServer::mails() const
{
    const std::lock_guard lock(m_mutex);
    return m_mails;
}

int SmtpServer::taken() const
{
    const std::lock_guard lock(m_mutex);
    return m_taken;
}

QByteArrayList SmtpServer::commands() const
{
    const std::lock_guard lock(m_mutex);
    return m_commands;
}

int SmtpServer::connections() const
{
    const std::lock_guard lock(m_mutex);
    return m_connections;
}

QByteArray SmtpServer::Mail::header(const QByteArray& name) const
{
    QByteArray head = data.left(data.indexOf("\r\n\r\n"));
    head.replace("\r\n ", " ");
    for (const QByteArray& line : head.split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

QString SmtpServer::Mail::subject() const
{
    const QString raw = QString::fromLatin1(header("Subject"));
    static const QRegularExpression kWord(QStringLiteral("=\\?UTF-8\\?B\\?([^?]*)\\?="));
    if (!raw.contains(kWord))
        return raw;
    QByteArray bytes;
    for (auto it = kWord.globalMatch(raw); it.hasNext();)
        bytes += QByteArray::fromBase64(it.next().captured(1).toLatin1());
    return QString::fromUtf8(bytes);
}

QString SmtpServer::Mail::text() const
{
    QByteArray body = data.mid(data.indexOf("\r\n\r\n") + 4);
    body.replace("=\r\n", "");
    QByteArray plain;
    for (qsizetype i = 0; i < body.size(); ++i) {
        if (body[i] == '=') {
            plain += QByteArray::fromHex(body.mid(i + 1, 2));
            i += 2;
        } else if (body[i] != '\r') {
            plain += body[i];
        }
    }
    return QString::fromUtf8(plain);
}

} // namespace causeway::tests
