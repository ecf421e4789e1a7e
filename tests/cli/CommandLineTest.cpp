// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/CommandLine.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include "CsvFile.h"
#include "ZipWriter.h"
#include "cli/Output.h"
#include "cli/Program.h"
#include "cli/SimulationOptions.h"

using namespace causeway;
using namespace causeway::app;
using namespace causeway::app::cli;

namespace {
QStringList words(const char* line)
{
    return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
}

QString problem(const char* line)
{
    const auto parsed = parseCommandLine(words(line), allCommands());
    return parsed ? QString() : parsed.error().message + u' ' + parsed.error().remedy;
}
} // namespace

class CommandLineTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void globalOptionsStandBeforeOrAfterTheCommand()
    {
        for (const char* line : {"--json --profile /p records list --limit 3", "records list --limit 3 --profile /p --json",
                                 "records --json list --limit=3 --profile=/p"}) {
            const auto parsed = parseCommandLine(words(line), allCommands());
            QVERIFY2(parsed.has_value(), line);
            QVERIFY(parsed->global.json);
            QCOMPARE(parsed->global.profile, QStringLiteral("/p"));
            QCOMPARE(parsed->command->name, QStringLiteral("records list"));
            QCOMPARE(*parsed->arguments.number(QStringLiteral("--limit"), 0, 1, 9), 3);
        }
    }

    void wrongWordsAreRefusedWithAHint_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("hint");
        const auto row = [](const char* line, const char* hint) {
            QTest::newRow(line) << QByteArray(line) << QString::fromLatin1(hint);
        };
        row("recrods list", "\"records\"");
        row("records lsit", "\"list\"");
        row("records", "second word");
        row("", "No command");
        row("records list --limt 3", "\"--limit\"");
        row("--jsn status", "\"--json\"");
        row("records list --limit", "needs a value");
        row("status --json=yes", "takes no value");
        row("records show", "ID is missing");
        row("status now", "one word too many");
        row("records list --limit 3 --limit 4", "given twice");
        row("status --log-level loud", "debug, info");
        row("settlements pots", "\"post\"");
        row("forecast", "no command");
    }
    void wrongWordsAreRefusedWithAHint()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, hint);
        const QString text = problem(line.constData());
        QVERIFY2(text.contains(hint), qPrintable(text));
    }

    void repeatedOptionsAndWordsAfterTwoDashesAreKept()
    {
        const auto parsed = parseCommandLine(words("run orders-mfn --store us --order A --order B"), allCommands());
        QCOMPARE(parsed->arguments.values(QStringLiteral("--order")), (QStringList{QStringLiteral("A"), QStringLiteral("B")}));
        const auto dashed = parseCommandLine(words("mappings set sku -- -X item:1"), allCommands());
        QVERIFY(dashed.has_value());
        QCOMPARE(dashed->arguments.words[1], QStringLiteral("-X"));
    }

    void everyCommandHasHelpFromTheSameData()
    {
        QVERIFY(allCommands().size() >= 34);
        for (const Command& command : allCommands()) {
            QVERIFY2(!command.summary.isEmpty(), qPrintable(command.name));
            const QString help = helpText(command);
            for (const Option& option : command.options)
                QVERIFY2(help.contains(option.name) && !option.help.isEmpty(), qPrintable(command.name));
            QVERIFY(command.execute != nullptr);
        }
    }

    void jsonForATerminalKeepsItsValues()
    {
        const QString hostile =
            QStringLiteral("a\u202Eb\u001b[2Jc\u2028d\u0085e") + QString::fromUcs4(U"\U000E0041") + QStringLiteral("\nfé😀");
        const Json json = Json::object({{QStringLiteral("k"), hostile}});
        const QByteArray bytes = terminalSafe(json.toPrettyBytes());
        QCOMPARE(Json::parse(bytes)->operator[](u"k").toString(), hostile);
        const QString shown = QString::fromUtf8(bytes);
        QVERIFY(shown.contains(QStringLiteral("fé😀")));
        for (const QChar c : shown)
            QVERIFY2(c == u'\n' || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format &&
                                    c.category() != QChar::Separator_Line),
                     qPrintable(shown));
        QVERIFY(!bytes.contains("\xF3\xA0\x81\x81"));
    }

    void csvIsReadAsRfc4180Says_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("cells"); // rows "line:a|b" joined by newline, or the line of the error with "!"
        const auto row = [](const char* name, const QByteArray& file, const char* cells) {
            QTest::newRow(name) << file << QString::fromUtf8(cells);
        };
        row("plain", "key,value\nA,item:1\n", "1:key|value\n2:A|item:1");
        row("no last line feed", "key,value\nA,item:1", "1:key|value\n2:A|item:1");
        row("byte order mark and CRLF", "\xEF\xBB\xBFkey,value\r\nA,item:1\r\n", "1:key|value\n2:A|item:1");
        row("quotes", "key,value\n\"A, \"\"x\"\"\",b\n", "1:key|value\n2:A, \"x\"|b");
        row("line break in a cell", "key,value\n\"A\nB\",b\nC,d\n", "1:key|value\n2:A\nB|b\n4:C|d");
        row("empty cells", "a,b,c\n,,\n", "1:a|b|c\n2:||");
        row("blank lines", "a,b\n\n\r\nc,d\n", "1:a|b\n4:c|d");
        row("semicolons", "key;value\nA;\"x,y\"\n", "1:key|value\n2:A|x,y");
        row("non-ASCII", "key,value\nÄ-1,ü\n", "1:key|value\n2:Ä-1|ü");
        row("open quote", "a,b\n\"c,d\n", "!line 2");
        row("quote inside", "a,b\nc\"x,d\n", "!line 2");
        row("text after quote", "a,b\n\"c\"x,d\n", "!line 2");
        row("not UTF-8", "a,b\n\xFF\xFE,d\n", "!line 1");
    }
    void csvIsReadAsRfc4180Says()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, cells);
        const auto rows = readCsv(file);
        if (cells.startsWith(u'!')) {
            QVERIFY(!rows);
            QCOMPARE(rows.error().path, cells.sliced(1));
            return;
        }
        QVERIFY2(rows.has_value(), rows ? "" : qPrintable(rows.error().message));
        QStringList lines;
        for (const CsvRow& row : *rows)
            lines << QString::number(row.line) + u':' + row.cells.join(u'|');
        QCOMPARE(lines.join(u'\n'), cells);
    }

    void zipCanBeReadByAnotherProgram()
    {
        ZipWriter zip;
        const QByteArray large(300'000, 'x');
        QVERIFY(zip.add(QStringLiteral("a.json"), "{}"));
        QVERIFY(zip.add(QStringLiteral("logs/ä.log"), large));
        QVERIFY(zip.add(QStringLiteral("empty"), {}));
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("x.zip")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(zip.finish());
        file.close();
        QVERIFY(file.size() < 5'000);
        QProcess python;
        python.start(QStringLiteral("python3"),
                     {QStringLiteral("-c"),
                      QStringLiteral("import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; "
                                     "print([(i.filename, i.file_size) for i in z.infolist()])"),
                      file.fileName()});
        if (!python.waitForStarted())
            QSKIP("python3 is not installed");
        QVERIFY(python.waitForFinished());
        QCOMPARE(QString::fromUtf8(python.readAllStandardOutput()).trimmed(),
                 QStringLiteral("[('a.json', 2), ('logs/ä.log', 300000), ('empty', 0)]"));
    }

    void faultPlansAreRead()
    {
        QCOMPARE(faultPlanFrom(QStringLiteral("lost-answer=20, hang=3"))->lostAnswer, 20);
        QCOMPARE(faultPlanFrom(QStringLiteral("lost-answer=20, hang=3"))->hang, 3);
        QVERIFY(faultPlanFrom(QString()).has_value());
        QVERIFY(!faultPlanFrom(QStringLiteral("lost-anser=20")));
        QVERIFY(!faultPlanFrom(QStringLiteral("lost-answer=1001")));
        QVERIFY(!faultPlanFrom(QStringLiteral("lost-answer")));
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "CommandLineTest.moc"
