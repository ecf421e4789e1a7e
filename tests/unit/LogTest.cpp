// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Log.h"

#include <thread>
#include <vector>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "base/FileAccess.h"
#include "base/Json.h"

using namespace causeway;

class LogTest final : public QObject
{
    Q_OBJECT

    static QByteArrayList linesOf(const QString& folder)
    {
        QFile file(QDir(folder).filePath(QStringLiteral("causeway.log")));
        if (!file.open(QFile::ReadOnly))
            return {};
        QByteArrayList lines = file.readAll().split('\n');
        lines.removeLast(); // after the last line break
        return lines;
    }

private Q_SLOTS:
    void hostileValuesStayOneObjectALine_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("line break") << QStringLiteral("a\r\n{\"level\":\"info\",\"event\":\"forged\"}");
        QTest::newRow("quotes") << QStringLiteral("\"},{\"event\":\"forged\"");
        QTest::newRow("escape sequence") << QStringLiteral("\x1b]0;title\x07");
        QTest::newRow("bidi") << QStringLiteral("abc\u202etxt.exe");
        QTest::newRow("line separator") << QStringLiteral("a\u2028b\u2029c\u0085d");
        QTest::newRow("NUL") << (QStringLiteral("a") + QChar(0) + QStringLiteral("b"));
        QTest::newRow("half a pair") << QString(QChar(0xd800));
        QTest::newRow("tags") << QStringLiteral("a\U000e0041");
        QTest::newRow("backslash") << QStringLiteral("\\\\\"");
        QTest::newRow("format") << QStringLiteral("{} %s %n {0}");
        QTest::newRow("huge") << QString(1'000'000, u'x');
        QTest::newRow("empty") << QString();
    }
    void hostileValuesStayOneObjectALine()
    {
        QFETCH(QString, value);
        QTemporaryDir folder;
        const Log log = Log::toFolder(folder.path(), LogLevel::Debug);

        log.info("record.done", {{"code", value}, {"count", 3}});

        const QByteArrayList lines = linesOf(folder.path());
        QCOMPARE(lines.size(), 1);
        const auto json = Json::parse(lines.front());
        QVERIFY2(json, lines.front().constData());
        QCOMPARE((*json)[u"event"].toString(), QStringLiteral("record.done"));
        QCOMPARE((*json)[u"level"].toString(), QStringLiteral("info"));
        QVERIFY(!(*json)[u"at"].toString().isEmpty());
        QVERIFY(lines.front().size() < 2'000);
        for (const QChar c : QString::fromUtf8(lines.front())) {
            QVERIFY(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
            QVERIFY(c != QChar(0x2028) && c != QChar(0x2029));
        }
    }

    void unknownFieldsAreDroppedAndCounted_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"buyerName", "email", "address", "phone", "token", "authorization", "url", "body", "giftMessage", "secret"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void unknownFieldsAreDroppedAndCounted()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        const Log log = Log::toFolder(folder.path(), LogLevel::Info);
        const QByteArray latin = name.toLatin1();

        log.info("x", {{latin.constData(), QStringLiteral("CANARY")}, {"status", 200}});

        const QByteArrayList lines = linesOf(folder.path());
        QCOMPARE(lines.size(), 1);
        QVERIFY(!lines.front().contains("CANARY"));
        const auto json = Json::parse(lines.front());
        QVERIFY(json);
        QVERIFY(!json->contains(name));
        QCOMPARE((*json)[u"droppedFields"].toInteger().value_or(0), 1);
        QCOMPARE((*json)[u"status"].toString(), QStringLiteral("200"));
    }

    void lowerLevelsAreLeftOut()
    {
        QTemporaryDir folder;
        const Log log = Log::toFolder(folder.path(), LogLevel::Warning);
        log.write(LogLevel::Debug, "debug");
        log.info("info");
        log.warning("warning");
        log.write(LogLevel::Error, "error");
        // Only "info" and above are flushed at once; all four levels are through the same file.
        const QByteArrayList lines = linesOf(folder.path());
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].contains("\"warning\"") && lines[1].contains("\"error\""));
        LogLevel level = LogLevel::Debug;
        QVERIFY(logLevelFromString(u"warning", level) && level == LogLevel::Warning);
        QVERIFY(!logLevelFromString(u"loud", level));
    }

    void filesStayPrivateAfterRotation()
    {
#ifdef Q_OS_UNIX
        QTemporaryDir folder;
        const QString inner = folder.filePath(QStringLiteral("logs"));
        QDir().mkpath(inner);
        QFile::setPermissions(inner, QFile::Permissions(0x7755)); // as another program may have left it
        const Log log = Log::toFolder(inner, LogLevel::Info);
        const QString value(200, u'x');
        for (int i = 0; i < 8'000; ++i) // two files and a bit, of 5 MB each
            log.info("x", {{"code", value}, {"reason", value}, {"key", value}, {"name", value}, {"path", value}, {
                               "message",
                               value
                           }});

        QVERIFY(file_access::isPrivate(inner));
        const QStringList files = QDir(inner).entryList(QDir::Files);
        QVERIFY(files.size() >= 2);
        for (const QString& file : files)
            QVERIFY2(file_access::isPrivate(QDir(inner).filePath(file)), qPrintable(file));
#else
        QSKIP("modes exist on POSIX only");
#endif
    }

    void linesOfManyThreadsAreWhole()
    {
        QTemporaryDir folder;
        const Log log = Log::toFolder(folder.path(), LogLevel::Info);
        std::vector<std::thread> threads;
        for (int i = 0; i < 6; ++i) {
            threads.emplace_back([log, i] {
                for (int line = 0; line < 200; ++line)
                    log.info("x", {{"count", static_cast<qint64>(i)}, {"page", static_cast<qint64>(line)}});
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        const QByteArrayList lines = linesOf(folder.path());
        QCOMPARE(lines.size(), 1'200);
        for (const QByteArray& line : lines)
            QVERIFY(Json::parse(line));
    }

    void aFolderThatCannotBeWrittenStopsNothing()
    {
        const Log log = Log::toFolder(QStringLiteral("/dev/null/logs"), LogLevel::Info);
        log.info("x");
        Log().info("x");
    }
};

QTEST_GUILESS_MAIN(LogTest)
#include "LogTest.moc"
