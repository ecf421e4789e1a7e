// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include <QByteArray>
#include <QByteArrayList>
#include <QSslConfiguration>
#include <QThread>

namespace causeway::tests {

/// A mail server on loopback (RFC 5321 as far as a client needs it) in a thread of its own, with an odd habit when asked to.
class SmtpServer final
{
public:
    struct Habits
    {
        std::optional<QSslConfiguration> tls; ///< offers STARTTLS
        QByteArray user, password;            ///< wants AUTH PLAIN with these when the user is not empty
        QByteArrayList refused;               ///< recipients answered with 550
        bool hangsUpAfterData = false;        ///< takes the mail and leaves without an answer
        bool isBusy = false;                  ///< 421 as greeting
        bool neverAnswers = false;
    };
    struct Mail
    {
        QByteArray from;
        QByteArrayList to;
        QByteArray data;
        bool wasEncrypted = false;
        [[nodiscard]] QByteArray header(const QByteArray& name) const; ///< unfolded
        [[nodiscard]] QString subject() const;                         ///< decoded
        [[nodiscard]] QString text() const;                            ///< decoded body
    };
    explicit SmtpServer(Habits habits);
    ~SmtpServer();
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    void setHabits(Habits habits);
    [[nodiscard]] std::vector<Mail> mails() const; ///< that it said 250 to
    [[nodiscard]] int taken() const;               ///< also those it never answered
    [[nodiscard]] QByteArrayList commands() const; ///< as received, secrets included
    [[nodiscard]] int connections() const;

private:
    class Session;
    class Listener;
    QThread m_thread;
    quint16 m_port = 0;
    mutable std::mutex m_mutex;
    Habits m_habits;
    std::vector<Mail> m_mails;
    QByteArrayList m_commands;
    int m_taken = 0, m_connections = 0;
};

} // namespace causeway::tests
