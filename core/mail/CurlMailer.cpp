// SPDX-License-Identifier: GPL-3.0-or-later
#include "mail/CurlMailer.h"

#include <algorithm>
#include <cstring>
#include <curl/curl.h>
#include <memory>

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

#include "mail/MailText.h"

namespace causeway::mail {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mail::CurlMailer)
};

constexpr int kGoodbye = 221; ///< answers QUIT; says nothing about the mail

struct EasyDeleter
{
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListDeleter
{
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

bool isLoopback(const QString& host)
{
    return host.compare(QStringLiteral("localhost"), Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

/// What goes in and what the server says, for curl's callbacks.
struct Talk
{
    QByteArray data;
    qsizetype sent = 0;
    StopToken stop;
    QList<int> replies; ///< codes in order, one for each whole reply
    QByteArray lastReply;
};

size_t giveData(char* buffer, size_t size, size_t count, void* user)
{
    auto* talk = static_cast<Talk*>(user);
    const auto length = std::min(static_cast<qsizetype>(size * count), talk->data.size() - talk->sent);
    std::memcpy(buffer, talk->data.constData() + talk->sent, static_cast<size_t>(length));
    talk->sent += length;
    return static_cast<size_t>(length);
}

/// A line of the server: "250-SIZE" goes on, "250 OK" ends a reply.
size_t takeReply(char* line, size_t size, size_t count, void* user)
{
    auto* talk = static_cast<Talk*>(user);
    const QByteArray text(line, static_cast<qsizetype>(size * count));
    bool isNumber = false;
    const int code = text.left(3).toInt(&isNumber);
    if (isNumber && code != kGoodbye && (text.size() < 4 || text[3] != '-')) {
        talk->replies << code;
        talk->lastReply = text;
    }
    return size * count;
}

size_t dropBody(char*, size_t size, size_t count, void*)
{
    return size * count;
}

int watchStop(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<Talk*>(user)->stop.stopRequested() ? 1 : 0;
}

/// The replies to RCPT are those just before the one to DATA (354).
QList<int> refusedOf(const QList<int>& replies, qsizetype recipients)
{
    QList<int> refused;
    const qsizetype data = replies.lastIndexOf(354);
    for (qsizetype i = 0; data >= recipients && i < recipients; ++i) {
        if (replies[data - recipients + i] >= 400)
            refused << static_cast<int>(i) + 1;
    }
    return refused;
}

/// Never repeats the server's words: they may hold addresses.
Error errorOf(CURLcode code, const Talk& talk, const QString& host)
{
    const int reply = talk.replies.isEmpty() ? 0 : talk.replies.last();
    Error error = Error::make(ErrorKind::Unavailable, Words::tr("The connection to the mail server %1 was lost.").arg(host),
                              Words::tr("The mail is sent again by itself."), QStringLiteral("mail-lost"));
    switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
        return Error::make(ErrorKind::Cancelled, Words::tr("Sending the mail was stopped."));
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
        return Error::make(ErrorKind::Unavailable, Words::tr("The mail server %1 cannot be reached.").arg(host),
                           Words::tr("Check its name and port in Settings, Notifications, and the network."),
                           QStringLiteral("mail-unreachable"));
    case CURLE_OPERATION_TIMEDOUT:
        return Error::make(ErrorKind::Unavailable, Words::tr("The mail server %1 did not answer in time.").arg(host),
                           Words::tr("Check port and protection: port 465 takes TLS, port 587 STARTTLS."),
                           QStringLiteral("mail-timeout"));
    case CURLE_PEER_FAILED_VERIFICATION:
        return Error::make(ErrorKind::Auth, Words::tr("The certificate of the mail server %1 cannot be trusted.").arg(host),
                           Words::tr("Use the name that its certificate shows, or ask who runs it. Nothing was sent."),
                           QStringLiteral("mail-certificate"));
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
        return Error::make(ErrorKind::Auth, Words::tr("The mail server %1 offers no protected connection this way.").arg(host),
                           Words::tr("Choose the other protection: port 465 takes TLS, port 587 STARTTLS. Nothing was sent."),
                           QStringLiteral("mail-no-tls"));
    case CURLE_LOGIN_DENIED:
        error = Error::make(ErrorKind::Auth, Words::tr("The mail server %1 refused user name or password.").arg(host),
                            Words::tr("Enter the password of the mail account again (the secret smtp.password); many providers "
                                      "want one made for applications."),
                            QStringLiteral("mail-sign-in"));
        break;
    default:
        if (reply >= 500)
            error =
                Error::make(ErrorKind::Rejected, Words::tr("The mail server %1 refused the mail.").arg(host),
                            Words::tr("Check sender and recipients in Settings, Notifications; the server may want a sign-in."),
                            QStringLiteral("mail-refused"));
        else if (reply >= 400)
            error = Error::make(ErrorKind::Unavailable, Words::tr("The mail server %1 does not take mails now.").arg(host),
                                Words::tr("The mail is sent again by itself."), QStringLiteral("mail-later"));
        break;
    }
    if (reply >= 400) {
        // "550 5.1.1 <someone@…>": the numbers only (RFC 3463).
        static const QRegularExpression kStatus(QStringLiteral("\\A[0-9]{3} ([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b"));
        const auto status = kStatus.match(QString::fromLatin1(talk.lastReply));
        error.requestId = QString::number(reply) + (status.hasMatch() ? u' ' + status.captured(1) : QString());
    }
    return error;
}

Result<QByteArray> urlOf(const MailServer& server)
{
    const QHostAddress address(server.host);
    const QByteArray name = address.isNull() ? QUrl::toAce(server.host) : QByteArray();
    static const QRegularExpression kName(QStringLiteral("\\A[A-Za-z0-9.-]+\\z"));
    if (address.isNull() && !kName.match(QString::fromLatin1(name)).hasMatch())
        return fail(ErrorKind::Invalid, Words::tr("The name of the mail server cannot be read."),
                    Words::tr("Write only its name, such as smtp.example.com."), QStringLiteral("mail-host"));
    if (server.protection == Protection::None && !isLoopback(server.host))
        return fail(ErrorKind::Invalid, Words::tr("Without protection mails go to a mail server on this computer only."),
                    Words::tr("Choose STARTTLS or TLS in Settings, Notifications."), QStringLiteral("mail-unprotected"));
    QUrl url;
    url.setScheme(server.protection == Protection::Tls ? QStringLiteral("smtps") : QStringLiteral("smtp"));
    url.setHost(address.isNull() ? QString::fromLatin1(name) : server.host);
    url.setPort(server.port);
    return url.toEncoded();
}
} // namespace

Result<MailReceipt> CurlMailer::send(const Message& message, const MailServer& server, const StopToken& stop)
{
    // Once per process, thread-safe: curl asks for it before anything else.
    static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
    const auto url = urlOf(server);
    if (!url)
        return fail(url.error());
    auto data = toBytes(message);
    if (!data)
        return fail(data.error());
    const std::unique_ptr<CURL, EasyDeleter> easy(kReady == CURLE_OK ? curl_easy_init() : nullptr);
    if (!easy)
        return fail(ErrorKind::Defect, Words::tr("The mail library cannot be used."), {}, QStringLiteral("mail-library"));
    Talk talk;
    talk.data = std::move(*data);
    talk.stop = stop;
    std::unique_ptr<curl_slist, ListDeleter> recipients;
    for (const QString& to : message.to) {
        curl_slist* longer = curl_slist_append(recipients.get(), QByteArray('<' + to.toLatin1() + '>').constData());
        static_cast<void>(recipients.release());
        recipients.reset(longer);
    }
    CURL* const curl = easy.get();
    CURLcode set = CURLE_OK;
    const auto option = [&](CURLoption name, auto value) {
        if (const CURLcode one = curl_easy_setopt(curl, name, value); one != CURLE_OK)
            set = one;
    };
    option(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    option(CURLOPT_URL, url->constData());
    option(CURLOPT_NOSIGNAL, 1L);
    option(CURLOPT_PROXY, ""); // also none from the environment
    option(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_connectMs));
    option(CURLOPT_TIMEOUT_MS, static_cast<long>(m_totalMs));
    option(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    option(CURLOPT_SSL_VERIFYPEER, 1L);
    option(CURLOPT_SSL_VERIFYHOST, 2L);
    option(CURLOPT_USE_SSL, static_cast<long>(server.protection == Protection::None ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    curl_blob authorities{const_cast<char*>(m_authorities.constData()), static_cast<size_t>(m_authorities.size()),
                          CURL_BLOB_COPY};
    if (!m_authorities.isEmpty())
        option(CURLOPT_CAINFO_BLOB, &authorities);
#ifdef Q_OS_WIN
    else
        option(CURLOPT_SSL_OPTIONS, static_cast<long>(CURLSSLOPT_NATIVE_CA));
#endif
    if (!server.user.isEmpty()) {
        option(CURLOPT_USERNAME, server.user.toUtf8().constData()); // curl copies texts
        option(CURLOPT_PASSWORD, server.password.reveal().constData());
    }
    option(CURLOPT_MAIL_FROM, QByteArray('<' + message.from.toLatin1() + '>').constData());
    option(CURLOPT_MAIL_RCPT, recipients.get());
    option(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L); // one wrong address does not keep it from the others
    option(CURLOPT_UPLOAD, 1L);
    option(CURLOPT_READFUNCTION, &giveData);
    option(CURLOPT_READDATA, static_cast<void*>(&talk));
    option(CURLOPT_HEADERFUNCTION, &takeReply);
    option(CURLOPT_HEADERDATA, static_cast<void*>(&talk));
    option(CURLOPT_WRITEFUNCTION, &dropBody);
    option(CURLOPT_XFERINFOFUNCTION, &watchStop);
    option(CURLOPT_XFERINFODATA, static_cast<void*>(&talk));
    option(CURLOPT_NOPROGRESS, 0L);
    if (set != CURLE_OK)
        return fail(ErrorKind::Defect, Words::tr("The mail library cannot be used."), {}, QStringLiteral("mail-library"));
    if (const CURLcode sent = curl_easy_perform(curl); sent != CURLE_OK)
        return fail(errorOf(sent, talk, server.host));
    return MailReceipt{refusedOf(talk.replies, message.to.size())};
}

} // namespace causeway::mail
