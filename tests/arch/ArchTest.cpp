// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <vector>

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

namespace {

struct Source
{
    QString path; ///< relative to the repository, with '/'
    QStringList lines;
};

QString folderOf(const QString& path) ///< "core/db/Database.h" -> "core/db"; "app/cli/x" -> "app"
{
    const QStringList parts = path.split(u'/');
    return parts[0] == QStringLiteral("core") ? parts[0] + u'/' + parts[1] : parts[0];
}

const std::vector<Source>& sources()
{
    static const std::vector<Source> all = [] {
        std::vector<Source> found;
        const QString root = QStringLiteral(CAUSEWAY_SOURCE_DIR);
        for (const QString& folder : {QStringLiteral("core"), QStringLiteral("paper"), QStringLiteral("ui"),
                                      QStringLiteral("app"), QStringLiteral("tests")}) {
            QDirIterator it(root + u'/' + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                            QDirIterator::Subdirectories);
            while (it.hasNext()) {
                QFile file(it.next());
                if (!file.open(QFile::ReadOnly))
                    continue;
                found.push_back({QDir(root).relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()).split(u'\n')});
            }
        }
        std::sort(found.begin(), found.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
        return found;
    }();
    return all;
}

/// What each room may include, besides itself. docs/architecture.md section 3.
const std::map<QString, QStringList>& allowed()
{
    static const QStringList belowFlows{QStringLiteral("mapping"),  QStringLiteral("settlement"), QStringLiteral("amazon"),
                                        QStringLiteral("netsuite"), QStringLiteral("http"),       QStringLiteral("config"),
                                        QStringLiteral("security"), QStringLiteral("base")};
    static const std::map<QString, QStringList> rules{
        {QStringLiteral("core/base"), {}},
        {QStringLiteral("core/security"), {QStringLiteral("base")}},
        {QStringLiteral("core/config"), {QStringLiteral("base"), QStringLiteral("security")}},
        {QStringLiteral("core/http"), {QStringLiteral("base"), QStringLiteral("security")}},
        {QStringLiteral("core/mail"), {QStringLiteral("base"), QStringLiteral("security")}},
        {QStringLiteral("core/db"), {QStringLiteral("base"), QStringLiteral("security"), QStringLiteral("config")}},
        {QStringLiteral("core/amazon"),
         {QStringLiteral("base"), QStringLiteral("security"), QStringLiteral("config"), QStringLiteral("http")}},
        {QStringLiteral("core/netsuite"),
         {QStringLiteral("base"), QStringLiteral("security"), QStringLiteral("config"), QStringLiteral("http")}},
        {QStringLiteral("core/mapping"),
         {QStringLiteral("base"), QStringLiteral("config"), QStringLiteral("amazon"), QStringLiteral("netsuite")}},
        {QStringLiteral("core/settlement"), {QStringLiteral("base"), QStringLiteral("config")}},
        {QStringLiteral("core/bank"), {QStringLiteral("base"), QStringLiteral("settlement")}},
        {QStringLiteral("core/flows"), belowFlows},
        {QStringLiteral("core/engine"),
         belowFlows + QStringList{QStringLiteral("flows"), QStringLiteral("db"), QStringLiteral("bank"), QStringLiteral("mail")}},
        {QStringLiteral("core/simulator"), {QStringLiteral("base")}},
    };
    return rules;
}

bool isProduct(const QString& path)
{
    return !path.startsWith(QStringLiteral("tests/"));
}

} // namespace

/// The rules of docs/architecture.md that a compiler does not check.
class ArchTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereIsSomethingToCheck() { QVERIFY(sources().size() > 30); }

    void includesOnlyPointDown()
    {
        static const QRegularExpression include(QStringLiteral("^\\s*#include \"([a-z]+)/[^\"]+\""));
        QStringList wrong;
        for (const Source& source : sources()) {
            const QString folder = folderOf(source.path);
            const auto rule = allowed().find(folder);
            if (rule == allowed().end())
                continue;
            const QString own = folder.section(u'/', 1);
            for (const QString& line : source.lines) {
                const auto match = include.match(line);
                if (match.hasMatch() && match.captured(1) != own && !rule->second.contains(match.captured(1)))
                    wrong << source.path + QStringLiteral(" includes ") + match.captured(1);
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void onlyAppAndTestsKnowTheSimulator()
    {
        QStringList wrong;
        for (const Source& source : sources()) {
            if (source.path.startsWith(QStringLiteral("core/simulator/")) || source.path.startsWith(QStringLiteral("app/")) ||
                !isProduct(source.path))
                continue;
            if (source.lines.join(u'\n').contains(QStringLiteral("#include \"simulator/")))
                wrong << source.path;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void coreNamesNoGui()
    {
        static const QRegularExpression gui(QStringLiteral(
            "#include <(QtGui|QtWidgets|QWidget|QApplication|QGuiApplication|QIcon|QPixmap|QColor|QFont|QLabel)[>/]"));
        QStringList wrong;
        for (const Source& source : sources()) {
            if (source.path.startsWith(QStringLiteral("core/")) && source.lines.join(u'\n').contains(gui))
                wrong << source.path;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void forbiddenWords_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("onlyUnder");   // regular expression of paths the rule looks at
        QTest::addColumn<QString>("exceptUnder"); // regular expression of paths that may
        const auto row = [](const char* name, const char* pattern, const char* onlyUnder, const char* exceptUnder) {
            QTest::newRow(name) << QString::fromLatin1(pattern) << QString::fromLatin1(onlyUnder)
                                << QString::fromLatin1(exceptUnder);
        };
        row("certificate errors are never ignored", "ignoreSslErrors", "^(core|ui|app)/", "^$");
        row("the keychain never falls back to plain text", "setInsecureFallback\\(true\\)", "^(core|ui|app)/", "^$");
        row("Qt's network error text leaks URLs", "\\berrorString\\(\\)", "^core/(http|amazon|netsuite)/", "^$");
        row("no shell", "\\bsystem\\(|\\bpopen\\(", "^(core|ui|app)/", "^$");
        row("time comes from the Clock", "currentDateTime\\(|currentDateTimeUtc\\(|currentSecsSinceEpoch\\(", "^(core|ui|app)/",
            "^$");
        row("wall time only in the Clock", "currentMSecsSinceEpoch\\(", "^(core|ui|app)/", "^core/base/Clock\\.cpp$");
        row("curl is for mail only", "#include <curl/", "^(core|ui|app)/", "^core/mail/CurlMailer\\.cpp$");
        row("no HTTP DELETE for business effects", "deleteResource\\(", "^(core|ui|app)/", "^core/http/QtHttpTransport\\.cpp$");
        row("no nested event processing", "processEvents\\(", "^(core|ui|app)/", "^$");
        row("environment is read in app only", "\\bgetenv\\(|\\bqgetenv\\(|qEnvironmentVariable", "^(core|ui)/", "^$");
        row("SQL objects live in db", "\\bQSqlQuery\\b|\\bQSqlDatabase\\b|QSqlTableModel", "^(core|ui|app)/",
            "^core/(db|simulator)/");
        row("SQL lives in db", "\"\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM) .*\\b(record|command|attempt|payload|run|cause)\\b",
            "^(core|ui|app)/", "^core/(db|simulator|flows|netsuite)/");
        row("SQLite is told to begin at the record: it would walk over all commands", "(?<!CROSS |LEFT )JOIN command c\\b",
            "^core/db/", "^$");
        row("labels are plain text", "\\bnew QLabel\\b|\\bQLabel [a-z]|\\bQLabel\\(", "^ui/", "^ui/widgets/");
        row("no modal loops in the window", "\\bexec\\(\\)|QMessageBox|QInputDialog::get|QFileDialog::get", "^ui/", "^$");
        row("no floating point near money", "\\b(double|float|toDouble|qreal)\\b",
            "^core/(base|mapping|flows|db|engine|amazon|netsuite|config|settlement|bank|mail)/", "^core/base/(Json\\.h)$");
        row("no unfinished work", "\\b(TODO|FIXME|XXX|HACK)\\b", "^(core|ui|app|tests)/", "^tests/arch/");
    }
    void forbiddenWords()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, onlyUnder);
        QFETCH(QString, exceptUnder);
        const QRegularExpression word(pattern);
        const QRegularExpression only(onlyUnder);
        const QRegularExpression except(exceptUnder);
        static const QRegularExpression comment(QStringLiteral("^\\s*(//|\\*|/\\*)"));
        QStringList wrong;
        for (const Source& source : sources()) {
            if (!only.match(source.path).hasMatch() || except.match(source.path).hasMatch())
                continue;
            for (qsizetype i = 0; i < source.lines.size(); ++i) {
                const QString code = source.lines[i].section(QStringLiteral("//"), 0, 0);
                if (!comment.match(source.lines[i]).hasMatch() && word.match(code).hasMatch())
                    wrong << QStringLiteral("%1:%2: %3").arg(source.path).arg(i + 1).arg(source.lines[i].trimmed());
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void everyFileSaysItsLicenceAndIsNotTooLong()
    {
        QStringList wrong;
        for (const Source& source : sources()) {
            if (source.lines.value(0) != QStringLiteral("// SPDX-License-Identifier: GPL-3.0-or-later"))
                wrong << source.path + QStringLiteral(": no SPDX line first");
            if (source.path.endsWith(QStringLiteral(".h")) && !source.lines.contains(QStringLiteral("#pragma once")))
                wrong << source.path + QStringLiteral(": no #pragma once");
            if (source.lines.size() > 800)
                wrong << QStringLiteral("%1: %2 lines, 800 is a refusal").arg(source.path).arg(source.lines.size());
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void everySourceIsListedInItsCMakeFile()
    {
        QStringList wrong;
        for (const Source& source : sources()) {
            if (!source.path.endsWith(QStringLiteral(".cpp")))
                continue;
            QString listed;
            const QFileInfo info(QStringLiteral(CAUSEWAY_SOURCE_DIR) + u'/' + source.path);
            for (QDir folder = info.dir(); listed.isEmpty() && folder.path().size() > QStringLiteral(CAUSEWAY_SOURCE_DIR).size();
                 folder.cdUp()) {
                QFile cmake(folder.filePath(QStringLiteral("CMakeLists.txt")));
                if (cmake.open(QFile::ReadOnly) && QString::fromUtf8(cmake.readAll()).contains(info.fileName()))
                    listed = cmake.fileName();
            }
            if (listed.isEmpty())
                wrong << source.path;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("not listed in any CMakeLists.txt:\n") + wrong.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(ArchTest)
#include "ArchTest.moc"
