// SPDX-License-Identifier: GPL-3.0-or-later
// Mails on the wire: curl against a mail server on loopback.
#include <QTest>

#include "mail/CurlMailer.h"
#include "mail/MailText.h"
#include "testkit/SmtpServer.h"
#include "unit/TestCertificates.h"

using namespace causeway;
using namespace causeway::mail;
using namespace causeway::tests;

namespace {
const QByteArray kPassword = QByteArrayLiteral("pass-7f3a");

Message message()
{
    Message message;
    message.from = QStringLiteral("causeway@example.com");
    message.to = {QStringLiteral("books@example.com"), QStringLiteral("boss@example.com")};
    message.subject = QStringLiteral("Causeway: 3 errors, Bücher & Töne 日本");
    message.body = QStringLiteral("Ein Fehler: ä = 1\n.a line that begins with a dot\nblank at the end \n") + QString(200, u'x');
    message.dateMs = 1'796'119'200'000; // 2026-12-01T10:00:00Z
    message.id = QStringLiteral("id-1");
    return message;
}

MailServer serverAt(const SmtpServer& smtp, Protection protection = Protection::None)
{
    MailServer server;
    server.host = QStringLiteral("localhost");
    server.port = smtp.port();
    server.protection = protection;
    return server;
}

MailServer signedIn(MailServer server)
{
    server.user = QStringLiteral("causeway@example.com");
    server.password = security::Secret(kPassword);
    return server;
}

SmtpServer::Habits withSignIn()
{
    SmtpServer::Habits habits;
    habits.user = "causeway@example.com";
    habits.password = kPassword;
    return habits;
}
} // namespace

class MailTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMailArrivesAsWritten()
    {
        SmtpServer smtp({});

        const auto sent = CurlMailer().send(message(), serverAt(smtp), {});

        QVERIFY2(sent, sent ? "" : qPrintable(sent.error().message));
        QVERIFY(sent->refused.isEmpty());
        QCOMPARE(smtp.mails().size(), std::size_t(1));
        const SmtpServer::Mail mail = smtp.mails().front();
        QCOMPARE(mail.from, QByteArray("causeway@example.com"));
        QCOMPARE(mail.to, (QByteArrayList{"books@example.com", "boss@example.com"}));
        QCOMPARE(mail.subject(), message().subject);
        QCOMPARE(mail.text().trimmed(), message().body);
        QCOMPARE(mail.header("Date"), QByteArray("Tue, 01 Dec 2026 10:00:00 +0000"));
        QCOMPARE(mail.header("Message-ID"), QByteArray("<id-1@example.com>"));
        QCOMPARE(mail.header("From"), QByteArray("Causeway <causeway@example.com>"));
        QCOMPARE(mail.header("Content-Type"), QByteArray("text/plain; charset=UTF-8"));
        for (const QByteArray& line : mail.data.split('\n'))
            QVERIFY2(line.size() <= 78, line.constData());
    }

    void nothingEntersAHeader()
    {
        Message sly = message();
        sly.subject = QStringLiteral("hello\r\nBcc: thief@example.com\r\n\r\nbody");
        sly.id = QStringLiteral("a>\r\nX: y");
        const auto bytes = toBytes(sly);
        QVERIFY(bytes);
        QVERIFY(!bytes->contains("\r\nBcc"));
        QVERIFY(!bytes->contains("\r\nX:"));
        QCOMPARE(bytes->indexOf("\r\n\r\n"), bytes->indexOf("\r\nAuto-Submitted: auto-generated\r\n\r\n") + 32);

        for (const char* address : {"a@b\r\nBcc: c@d", "a b@c", "<a@b>", "a@b,c@d", "a@b;", "ä@b", "a@", "@b", "a@b@c", ""}) {
            Message wrong = message();
            wrong.to = {QString::fromUtf8(address)};
            QVERIFY2(!toBytes(wrong), address);
            wrong = message();
            wrong.from = QString::fromUtf8(address);
            QVERIFY2(!toBytes(wrong), address);
        }
    }

    void signsInAfterStartTls()
    {
        const TestCertificates certificates;
        SmtpServer::Habits habits = withSignIn();
        habits.tls = certificates.server({});
        SmtpServer smtp(habits);

        const auto sent =
            CurlMailer(certificates.authority().toPem()).send(message(), signedIn(serverAt(smtp, Protection::StartTls)), {});

        QVERIFY2(sent, sent ? "" : qPrintable(sent.error().message));
        QCOMPARE(smtp.mails().size(), std::size_t(1));
        QVERIFY(smtp.mails().front().wasEncrypted);
    }

    void aCertificateNobodyTrustsStopsIt()
    {
        const TestCertificates certificates;
        TestCertificates::Wish wrongName, stranger;
        wrongName.name = "mail.example.com";
        stranger.otherAuthority = true;
        for (const auto& wish : {wrongName, stranger}) {
            SmtpServer::Habits habits = withSignIn();
            habits.tls = certificates.server(wish);
            SmtpServer smtp(habits);

            const auto sent =
                CurlMailer(certificates.authority().toPem()).send(message(), signedIn(serverAt(smtp, Protection::StartTls)), {});

            QVERIFY(!sent);
            QCOMPARE(sent.error().code, QStringLiteral("mail-certificate"));
            QVERIFY(!smtp.commands().join().contains("AUTH"));
            QCOMPARE(smtp.taken(), 0);
        }
    }

    void withoutStartTlsNothingIsSaid()
    {
        SmtpServer smtp(withSignIn()); // offers none

        const auto sent = CurlMailer().send(message(), signedIn(serverAt(smtp, Protection::StartTls)), {});

        QVERIFY(!sent);
        QCOMPARE(sent.error().code, QStringLiteral("mail-no-tls"));
        QVERIFY(!smtp.commands().join().contains("AUTH"));
    }

    void unprotectedOnlyToThisComputer()
    {
        SmtpServer smtp({});
        MailServer server = serverAt(smtp);
        server.host = QStringLiteral("mail.example.com");
        const auto sent = CurlMailer().send(message(), server, {});
        QVERIFY(!sent);
        QCOMPARE(sent.error().code, QStringLiteral("mail-unprotected"));
        for (const char* host : {"a/b", "user@host", "a b", "smtp://x"}) {
            server.host = QString::fromLatin1(host);
            server.protection = Protection::Tls;
            QCOMPARE(CurlMailer().send(message(), server, {}).error().code, QStringLiteral("mail-host"));
        }
    }

    void aWrongPasswordIsSaidWithoutIt()
    {
        SmtpServer::Habits habits = withSignIn();
        habits.password = "another";
        SmtpServer smtp(habits);

        const auto sent = CurlMailer().send(message(), signedIn(serverAt(smtp)), {});

        QVERIFY(!sent);
        QVERIFY(sent.error().kind == ErrorKind::Auth);
        QCOMPARE(sent.error().code, QStringLiteral("mail-sign-in"));
        QCOMPARE(sent.error().requestId, QStringLiteral("535 5.7.8"));
        QVERIFY(!(sent.error().message + sent.error().remedy).contains(QString::fromLatin1(kPassword)));
    }

    void oneRefusedRecipientDoesNotKeepItFromTheOthers()
    {
        SmtpServer::Habits habits;
        habits.refused = {"boss@example.com"};
        SmtpServer smtp(habits);

        const auto sent = CurlMailer().send(message(), serverAt(smtp), {});

        QVERIFY(sent);
        QCOMPARE(sent->refused, QList<int>{2});
        QCOMPARE(smtp.mails().front().to, QByteArrayList{"books@example.com"});
    }

    void allRefusedIsARefusal()
    {
        SmtpServer::Habits habits;
        habits.refused = {"boss@example.com", "books@example.com"};
        SmtpServer smtp(habits);

        const auto sent = CurlMailer().send(message(), serverAt(smtp), {});

        QVERIFY(!sent);
        QVERIFY(sent.error().kind == ErrorKind::Rejected);
        QCOMPARE(sent.error().requestId, QStringLiteral("550 5.1.1"));
        QVERIFY(!sent.error().message.contains(u'@'));
    }

    void lostBusyAndSilentServers()
    {
        SmtpServer::Habits lost, busy, silent;
        lost.hangsUpAfterData = busy.isBusy = silent.neverAnswers = true;
        const std::vector<std::pair<SmtpServer::Habits, QString>> worlds{
            {lost, QStringLiteral("mail-lost")}, {busy, QStringLiteral("mail-later")}, {silent, QStringLiteral("mail-timeout")}};
        for (const auto& [habits, code] : worlds) {
            SmtpServer smtp(habits);
            CurlMailer mailer;
            mailer.setTimeouts(2'000, 2'000);

            const auto sent = mailer.send(message(), serverAt(smtp), {});

            QVERIFY(!sent);
            QCOMPARE(sent.error().code, code);
            QVERIFY(sent.error().kind == ErrorKind::Unavailable);
        }
        MailServer nobody;
        nobody.host = QStringLiteral("127.0.0.1");
        nobody.port = 1;
        nobody.protection = Protection::None;
        QCOMPARE(CurlMailer().send(message(), nobody, {}).error().code, QStringLiteral("mail-unreachable"));
    }

    void aStopEndsTheWait()
    {
        SmtpServer::Habits silent;
        silent.neverAnswers = true;
        SmtpServer smtp(silent);
        StopSource stop;
        stop.requestStop();

        QVERIFY(CurlMailer().send(message(), serverAt(smtp), stop.token()).error().kind == ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(MailTest)
#include "MailTest.moc"
