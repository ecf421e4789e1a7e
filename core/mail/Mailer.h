// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "base/Result.h"
#include "base/StopSource.h"
#include "security/Secret.h"

namespace causeway::mail {

enum class Protection
{
    StartTls, ///< plain connection that must turn to TLS before anything else is said
    Tls,      ///< TLS from the first byte
    None      ///< loopback only: a relay on the same computer
};
[[nodiscard]] inline Protection protectionFromString(QStringView text)
{
    return text == u"tls" ? Protection::Tls : text == u"none" ? Protection::None : Protection::StartTls;
}

/// The mail server of the configuration with its password. A value; the password never leaves it in any text.
struct MailServer
{
    QString host;
    int port = 587;
    Protection protection = Protection::StartTls;
    QString user; ///< empty = the server asks for no sign-in
    security::Secret password;
};

/// One mail in plain text. The addresses are the configured ones; nothing in it comes from or is about a buyer.
struct Message
{
    QString from;
    QStringList to;
    QString subject;
    QString body; ///< lines end with '\n'
    qint64 dateMs = 0;
    /// Left of the '@' of Message-ID: the same at every try, so that a receiver can tell a repeated mail.
    QString id;
};

struct MailReceipt
{
    QList<int> refused; ///< recipients the server refused, counted from 1; the others got it
};

/// Hands mails to a mail server. send() blocks up to a minute and stops within seconds when asked to. Thread-safe.
/// Errors (codes): Unavailable "mail-unreachable", "mail-timeout", "mail-lost", "mail-later" (4xx); Auth "mail-sign-in",
/// "mail-certificate", "mail-no-tls"; Rejected "mail-refused" (5xx); Invalid "mail-address"; Cancelled. Where the server said
/// something, Error::requestId is its reply code.
class Mailer
{
public:
    virtual ~Mailer() = default;
    [[nodiscard]] virtual Result<MailReceipt> send(const Message& message, const MailServer& server, const StopToken& stop) = 0;
};

} // namespace causeway::mail
