// SPDX-License-Identifier: GPL-3.0-or-later
// Everything of the headless program that needs no run: profile, configuration, secrets, mappings, help. Real program, exit
// codes, shapes.
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtTest>

#include "cli/CliHarness.h"

using namespace causeway;
using namespace causeway::test;

namespace {
QStringList words(const char* line)
{
    return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
}

QByteArray bytesOf(const QString& file)
{
    QFile input(file);
    return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray();
}

QString errorKind(const CliResult& result)
{
    return result.json()[u"error"][u"kind"].toString();
}
} // namespace

class CommandsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliHarness>(CliHarness::plainWorld(2));
        QVERIFY2(m_cli->setUp(), m_cli->problem());
    }

    // Words and help

    void helpIsGivenForEverything()
    {
        const CliResult overview = m_cli->bare(words("--help"));
        QVERIFY2(overview.code == 0, overview.all());
        QVERIFY(overview.err.isEmpty());
        QStringList names;
        const QRegularExpression line(QStringLiteral("^  ([a-z]+(?: [a-z]+)?)  +\\S"));
        for (const QString& text : overview.text().split(u'\n')) {
            if (const auto match = line.match(text); match.hasMatch())
                names << match.captured(1);
        }
        QVERIFY2(names.size() >= 34, qPrintable(names.join(u',')));
        for (const QString& name : names) {
            const CliResult help = m_cli->bare(name.split(u' ') << QStringLiteral("--help"));
            QVERIFY2(help.code == 0 && help.text().contains(QStringLiteral("Usage: causeway-cli")), help.all());
        }
        QVERIFY(overview.out.contains("settlements post"));
        QCOMPARE(m_cli->bare(words("records --help")).code, 0);
        QCOMPARE(m_cli->bare(words("--version")).code, 0);
        QVERIFY(!m_cli->bare(words("--json --version")).json().isNull());
    }

    void unknownWordsEndWithTwoAndAHint()
    {
        const CliResult wrong = m_cli->bare(words("recrods list"));
        QCOMPARE(wrong.code, 2);
        QVERIFY(wrong.out.isEmpty());
        QVERIFY2(wrong.err.contains("Did you mean \"records\"?"), wrong.all());
        const CliResult json = m_cli->bare(words("records list --limti 3 --json"));
        QCOMPARE(json.code, 2);
        QCOMPARE(errorKind(json), QStringLiteral("invalid"));
        for (const char* key : {"kind", "message", "remedy", "path"})
            QVERIFY2(json.json()[u"error"].contains(QString::fromLatin1(key)), json.all());
        QCOMPARE(m_cli->bare({}).code, 2);
    }

    void theProgramLinksNoGuiModule()
    {
        QProcess process;
        process.start(QStringLiteral("ldd"), {CliHarness::program()});
        if (!process.waitForStarted())
            QSKIP("ldd is not installed");
        QVERIFY(process.waitForFinished());
        const QByteArray libraries = process.readAllStandardOutput();
        QVERIFY(libraries.contains("libQt6Core"));
        QVERIFY2(!libraries.contains("libQt6Gui") && !libraries.contains("libQt6Widgets") && !libraries.contains("libX11"),
                 libraries);
    }

    // Profile

    void initMakesAnEmptyProfileOnce()
    {
        const QString folder = m_cli->file(QStringLiteral("fresh"));
        const QStringList options{QStringLiteral("--json"), QStringLiteral("--profile"), folder, QStringLiteral("--secrets-file"),
                                  m_cli->secretsFile()};
        const CliResult first = m_cli->bare(options + words("init"));
        QVERIFY2(first.code == 0 && first.json()[u"created"].toBool(), first.all());
        const QByteArray before = bytesOf(folder + QStringLiteral("/vault.key"));
        const CliResult second = m_cli->bare(options + words("init"));
        QVERIFY2(second.code == 0 && !second.json()[u"created"].toBool(true), second.all());
        QCOMPARE(bytesOf(folder + QStringLiteral("/vault.key")), before);
        for (const QString& name : {QStringLiteral("causeway.sqlite"), QStringLiteral("vault.key")}) {
            const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
            QVERIFY2(!(QFile::permissions(folder + u'/' + name) & others), qPrintable(name));
        }
        QVERIFY(!(QFile::permissions(folder) & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther)));
        const CliResult status = m_cli->bare(options + words("status"));
        QVERIFY2(status.code == 0, status.all());
    }

    void withoutAKeychainAndWithoutAFileItSaysSoAndStops()
    {
        const CliResult result = m_cli->bare({QStringLiteral("--json"), QStringLiteral("--profile"),
                                              m_cli->file(QStringLiteral("nokeychain")), QStringLiteral("init")});
        QVERIFY2(result.code == 4 && errorKind(result) == QStringLiteral("storage"), result.all());
        QVERIFY2(result.json()[u"error"][u"message"].toString().size() > 20, result.all());
        QVERIFY(!QFile::exists(m_cli->file(QStringLiteral("nokeychain/causeway.sqlite"))));
    }

    void theSecretsFileMayBeNamedByTheEnvironment()
    {
        const CliResult result = m_cli->bare({QStringLiteral("--profile"), m_cli->profile(), QStringLiteral("status")}, {},
                                             {QStringLiteral("CAUSEWAY_SECRETS_FILE=") + m_cli->secretsFile()});
        QVERIFY2(result.code == 0, result.all());
        const CliResult without = m_cli->bare({QStringLiteral("--profile"), m_cli->profile(), QStringLiteral("status")});
        QVERIFY2(without.code == 4 && without.err.contains("secrets file"), without.all());
    }

    void statusListsConnectionsThatNobodyHasTestedYet()
    {
        QStringList untested;
        for (const Json document = m_cli->json(words("status")).json(); const Json& one : document[u"connections"].items()) {
            if (one[u"state"].toString() == QLatin1StringView("untested"))
                untested << one[u"name"].toString();
        }
        QVERIFY(untested.startsWith(QStringLiteral("netsuite")) && untested.contains(QStringLiteral("amazon:us")));
        QVERIFY(m_cli->run(words("status")).out.contains("causeway-cli connections test amazon:us"));
    }

    void profilesThatCannotBeUsedEndWithFour()
    {
        const CliResult none =
            m_cli->bare({QStringLiteral("--json"), QStringLiteral("--profile"), m_cli->file(QStringLiteral("nowhere")),
                         QStringLiteral("--secrets-file"), m_cli->secretsFile(), QStringLiteral("status")});
        QVERIFY2(none.code == 4 && errorKind(none) == QStringLiteral("storage"), none.all());

        // Newer: refused and left as it is, byte by byte.
        setUserVersion(9'999);
        const QByteArray newer = bytesOf(m_cli->database());
        const CliResult refused = m_cli->json(words("status"));
        QVERIFY2(refused.code == 4 && refused.json()[u"error"][u"code"].toString() == QStringLiteral("newer"), refused.all());
        QCOMPARE(bytesOf(m_cli->database()), newer);

        // Damaged.
        QFile file(m_cli->database());
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(static_cast<qsizetype>(file.size()), 'x'));
        file.close();
        const CliResult damaged = m_cli->json(words("status"));
        QVERIFY2(damaged.code == 4 && errorKind(damaged) == QStringLiteral("storage"), damaged.all());
        const QString bundle = m_cli->file(QStringLiteral("damaged.zip"));
        const CliResult doctor = m_cli->json({QStringLiteral("doctor"), QStringLiteral("--support-bundle"), bundle});
        QCOMPARE(doctor.code, 4);
        QVERIFY(bytesOf(bundle).startsWith("PK"));
    }

    void aProfileInUseIsReadOnlyForOthers()
    {
        auto serving = m_cli->start(words("serve"));
        QVERIFY(serving->waitForReadyRead(20'000) || serving->waitForFinished(0) == false);
        QTRY_VERIFY_WITH_TIMEOUT(m_cli->json(words("status")).json()[u"inUse"].toBool(), 20'000);
        for (const char* line :
             {"flows list", "runs list", "records list", "plans list", "mappings list sku", "secret list", "config export"}) {
            const CliResult result = m_cli->json(words(line));
            QVERIFY2(result.code == 0, result.all());
        }
        for (const char* line : {"run orders-mfn --store us", "flows set orders-mfn --store us --enabled off",
                                 "mappings set sku A item:1", "records retry --all"}) {
            const CliResult result = m_cli->json(words(line));
            QVERIFY2(result.code == 4 && result.json()[u"error"][u"message"].toString().contains(QStringLiteral("in use")),
                     result.all());
        }
        serving->terminate();
        QVERIFY(serving->waitForFinished(25'000));
        QVERIFY2(serving->exitStatus() == QProcess::NormalExit && serving->exitCode() == 0, serving->readAllStandardError());
        QCOMPARE(m_cli->json(words("flows set orders-mfn --store us --enabled off")).code, 0);
    }

    // Secrets

    void aSecretsFileThatOthersCanReadIsRefused()
    {
        QVERIFY(QFile::setPermissions(m_cli->secretsFile(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        const CliResult result = m_cli->json(words("status"));
        QVERIFY2(result.code == 2 && errorKind(result) == QStringLiteral("invalid"), result.all());
    }

    void secretsOfAFileAreOnlyRead()
    {
        const CliResult list = m_cli->json(words("secret list"));
        QVERIFY2(list.code == 0 && list.json().size() >= 4, list.all());
        for (const Json document = list.json(); const Json& entry : document.items())
            QVERIFY(entry[u"value"].isNull() && !entry[u"name"].toString().isEmpty());
        const CliResult set = m_cli->run(words("secret set amazon.clientSecret"), "canary-7f3a\n");
        QVERIFY2(set.code == 2 && !set.all().contains("canary-7f3a"), set.all());
        QCOMPARE(m_cli->run(words("secret remove amazon.clientSecret")).code, 2);
        QCOMPARE(m_cli->run(words("secret set amazon.clientSecrt"), "canary-7f3a\n").code, 2);
    }

    // Configuration

    void badConfigurationNamesEveryProblemAndChangesNothing()
    {
        const QByteArray before = m_cli->json(words("config export")).out;
        QByteArray bad = m_cli->simulation().configuration();
        bad.replace("\"version\": 1", "\"version\": 3")
            .replace("\"every 15 minutes\"", "\"every 2 minutes\"")
            .replace("\"na\"", "\"eu\"");
        const QString file = m_cli->write(QStringLiteral("bad.json"), bad);
        const CliResult result = m_cli->json({QStringLiteral("config"), QStringLiteral("import"), file});
        QCOMPARE(result.code, 2);
        QStringList paths;
        for (const Json document = result.json(); const Json& problem : document[u"error"][u"problems"].items())
            paths << problem[u"path"].toString();
        QVERIFY2(paths.contains(QStringLiteral("version")) && paths.contains(QStringLiteral("flows[0].schedule")) &&
                     paths.contains(QStringLiteral("stores[0].marketplaces[0]")),
                 result.all());
        QCOMPARE(m_cli->json(words("config export")).out, before);
        const CliResult text = m_cli->run({QStringLiteral("config"), QStringLiteral("import"), file});
        QVERIFY2(text.code == 2 && text.out.isEmpty() && text.err.contains("flows[0].schedule"), text.all());
        QCOMPARE(m_cli->run(words("config import /nowhere.json")).code, 2);
    }

    void exportAndImportGoRound()
    {
        const QString file = m_cli->file(QStringLiteral("export.json"));
        QCOMPARE(m_cli->run({QStringLiteral("config"), QStringLiteral("export"), file}).code, 0);
        const QStringList other{QStringLiteral("--json"), QStringLiteral("--profile"), m_cli->file(QStringLiteral("second")),
                                QStringLiteral("--secrets-file"), m_cli->secretsFile()};
        QCOMPARE(m_cli->bare(other + words("init")).code, 0);
        const CliResult dry = m_cli->bare(
            other + QStringList{QStringLiteral("config"), QStringLiteral("import"), file, QStringLiteral("--dry-run")});
        QVERIFY2(dry.code == 0 && dry.json()[u"dryRun"].toBool() && dry.json()[u"changed"].size() > 3, dry.all());
        QVERIFY(m_cli->bare(other + words("config export")).json()[u"stores"].size() == 0);
        const CliResult first = m_cli->bare(other + QStringList{QStringLiteral("config"), QStringLiteral("import"), file});
        QVERIFY2(first.code == 0 && first.json()[u"changed"].size() > 3, first.all());
        QCOMPARE(m_cli->bare(other + words("config export")).json().toCanonicalBytes(),
                 m_cli->json(words("config export")).json().toCanonicalBytes());
        const CliResult second = m_cli->bare(other + QStringList{QStringLiteral("config"), QStringLiteral("import"), file});
        QVERIFY2(second.code == 0 && second.json()[u"changed"].size() == 0, second.all());
    }

    void importOfTheSameFileTwiceChangesNothing()
    {
        const CliResult again =
            m_cli->json({QStringLiteral("config"), QStringLiteral("import"), m_cli->file(QStringLiteral("configuration.json"))});
        QVERIFY2(again.code == 0 && again.json()[u"changed"].size() == 0, again.all());
    }

    void sectionsLeftOutStay()
    {
        const QString file = m_cli->write(QStringLiteral("part.json"),
                                          "{\"version\":1,\"mappings\":{\"sku\":[{\"key\":\"ONLY\",\"value\":\"item:1\"}]}}");
        const CliResult result = m_cli->json({QStringLiteral("config"), QStringLiteral("import"), file});
        QVERIFY2(result.code == 0, result.all());
        const Json now = m_cli->json(words("config export")).json();
        QCOMPARE(now[u"mappings"][u"sku"].size(), 1U);
        QVERIFY(now[u"stores"].size() > 0);
        QVERIFY(now[u"mappings"][u"item"].size() > 0);
    }

    void theDemoCompaniesConfigurationFitsTheSchema()
    {
        const CliResult result = m_cli->bare(words("config schema"));
        QVERIFY2(result.code == 0, result.all());
        const Json schema = result.json();
        QCOMPARE(schema[u"$schema"].toString(), QStringLiteral("https://json-schema.org/draft/2020-12/schema"));
        const Json settings =
            schema[u"properties"][u"flows"][u"items"][u"allOf"].at(0)[u"then"][u"properties"][u"settings"][u"properties"];
        QVERIFY(settings.size() > 0);
        for (const auto& [name, setting] : settings.members())
            QVERIFY2(!setting[u"description"].toString().isEmpty() && setting.contains(u"default"), qPrintable(name));
        QStringList problems;
        validate(schema, schema, Json::parse(m_cli->simulation().configuration()).value(), QStringLiteral("$"), problems);
        QCOMPARE(problems, QStringList());
        validate(schema, schema, m_cli->json(words("config export")).json(), QStringLiteral("$"), problems);
        QCOMPARE(problems, QStringList());
    }

    // Flows and mappings

    void flowsAreListedAndSet()
    {
        const CliResult list = m_cli->json(words("flows list"));
        QVERIFY2(list.code == 0 && list.json().size() >= 1, list.all());
        QCOMPARE(list.json().at(0)[u"flow"].toString(), QStringLiteral("orders-mfn"));
        const CliResult set = m_cli->json({QStringLiteral("flows"), QStringLiteral("set"), QStringLiteral("orders-mfn"),
                                           QStringLiteral("--store"), QStringLiteral("us"), QStringLiteral("--schedule"),
                                           QStringLiteral("daily 06:00"), QStringLiteral("--mode"), QStringLiteral("guarded"),
                                           QStringLiteral("--enabled"), QStringLiteral("off")});
        QVERIFY2(set.code == 0 && set.json()[u"mode"].toString() == QStringLiteral("guarded") &&
                     !set.json()[u"enabled"].toBool(true),
                 set.all());
        QCOMPARE(m_cli->json(words("flows list")).json().at(0)[u"schedule"].toString(), QStringLiteral("daily 06:00"));
        for (const char* line : {"flows set orders-mfm --store us --enabled on", "flows set orders-mfn --store uz --enabled on",
                                 "flows set orders-mfn --store us --enabled maybe", "flows set orders-mfn --store us --mode fast",
                                 "flows set orders-mfn --store us", "flows set orders-mfn --enabled on",
                                 "flows set orders-mfn --store us --schedule sometimes"}) {
            const CliResult wrong = m_cli->json(words(line));
            QVERIFY2(wrong.code == 2 && errorKind(wrong) == QStringLiteral("invalid"), wrong.all());
        }
    }

    void theReadingPlaceIsMovedWithAReason()
    {
        for (const char* line :
             {"flows read-from orders-mfn 2026-11-01 --store us", "flows read-from orders-mfn soon --store us --reason x",
              "flows read-from orders-mfn 2099-01-01 --store us --reason x",
              "flows read-from settlements 2026-11-01 --store us --reason x",
              "flows read-from orders-mfn 2026-11-01 --reason x"}) {
            const CliResult wrong = m_cli->json(words(line));
            QVERIFY2(wrong.code == 2 && errorKind(wrong) == QStringLiteral("invalid"), wrong.all());
        }
        const CliResult moved = m_cli->json(words("flows read-from orders-mfn 2026-11-01 --store us --reason go-live"));
        QVERIFY2(moved.code == 0, moved.all());
        QCOMPARE(moved.json()[u"readUpTo"].toString(), QStringLiteral("2026-11-01T00:00:00Z"));
        const CliResult list = m_cli->json(words("flows list"));
        bool shown = false;
        for (const Json document = list.json(); const Json& flow : document.items())
            shown = shown || (flow[u"flow"].toString() == QStringLiteral("orders-mfn") &&
                              flow[u"store"].toString() == QStringLiteral("us") &&
                              flow[u"readUpTo"].toString() == QStringLiteral("2026-11-01T00:00:00Z"));
        QVERIFY2(shown, list.all());
    }

    void backFillAsksForOneThingOnly()
    {
        const CliResult both = m_cli->json(words("run orders-mfn --store us --days 3 --since 2026-11-01"));
        QVERIFY2(both.code == 2 && errorKind(both) == QStringLiteral("invalid"), both.all());
        const CliResult filled = m_cli->json(words("run orders-mfn --store us --days 3"));
        QVERIFY2(filled.code == 0 || filled.code == 1, filled.all());
        QVERIFY(filled.json()[u"counts"].isObject());
    }

    void buyersWithTwoCustomersAreTold()
    {
        const CliResult none = m_cli->json(words("customers duplicates"));
        QVERIFY2(none.code == 0 && none.json().isArray() && none.json().size() == 0, none.all());
    }

    void mappingsAreSetAndImported()
    {
        const CliResult set = m_cli->json(words("mappings set sku NEW-1 item:98 --store us"));
        QVERIFY2(set.code == 0, set.all());
        QVERIFY(skuValue(QStringLiteral("NEW-1")) == QStringLiteral("item:98"));
        const QString file =
            m_cli->write(QStringLiteral("map.csv"), "\xEF\xBB\xBFstore,key,value\r\nus,\"A,1\",item:5\r\n,B-2,item:6\r\n");
        const CliResult imported =
            m_cli->json({QStringLiteral("mappings"), QStringLiteral("import"), QStringLiteral("sku"), file});
        QVERIFY2(imported.code == 0 && imported.json()[u"saved"].toInteger() == 2, imported.all());
        QCOMPARE(skuValue(QStringLiteral("A,1")), QStringLiteral("item:5"));
        QCOMPARE(skuValue(QStringLiteral("B-2")), QStringLiteral("item:6"));
    }

    void missingCarriersAreProposedWithTheirEvidence()
    {
        const QString file =
            m_cli->write(QStringLiteral("few.json"),
                         "{\"version\":1,\"mappings\":{\"carrier\":[{\"key\":\"shipitem:44\",\"value\":\"UPS\"}]}}");
        QCOMPARE(m_cli->json({QStringLiteral("config"), QStringLiteral("import"), file}).code, 0);
        const CliResult result = m_cli->json(words("mappings suggest carrier"));
        QVERIFY2(result.code == 0, result.all());
        std::map<QString, std::pair<QString, bool>> proposed;
        for (const Json document = result.json(); const Json& one : document.items()) {
            QVERIFY(!one[u"evidence"].toString().isEmpty());
            proposed[one[u"key"].toString()] = {one[u"value"].toString(), one[u"sure"].toBool()};
        }
        QVERIFY(!proposed.contains(QStringLiteral("shipitem:44"))); // mapped
        QCOMPARE(proposed[QStringLiteral("shipitem:49")], std::pair(QStringLiteral("Royal Mail"), true));
        QCOMPARE(proposed[QStringLiteral("shipitem:45")], std::pair(QStringLiteral("Other:Local Courier"), false));
        const CliResult other = m_cli->json(words("mappings suggest tax"));
        QVERIFY2(other.code == 2 && errorKind(other) == QStringLiteral("invalid"), other.all());
    }

    void aMappingFileWithAWrongLineChangesNothing()
    {
        const QString file = m_cli->write(QStringLiteral("wrong.csv"), "key,value\nGOOD,item:1\nBAD,98\nSHORT\nGOOD,item:2\n");
        const CliResult result = m_cli->json({QStringLiteral("mappings"), QStringLiteral("import"), QStringLiteral("sku"), file});
        QCOMPARE(result.code, 2);
        QStringList lines;
        for (const Json document = result.json(); const Json& problem : document[u"error"][u"problems"].items())
            lines << problem[u"path"].toString();
        QCOMPARE(lines, (QStringList{QStringLiteral("line 3"), QStringLiteral("line 4"), QStringLiteral("line 5")}));
        QCOMPARE(skuValue(QStringLiteral("GOOD")), QString());
        for (const char* line : {"mappings set sku A 98", "mappings set skus A item:98", "mappings set item postage item:98",
                                 "mappings set sku A item:98 --store uz", "mappings list skuu"}) {
            const CliResult wrong = m_cli->json(words(line));
            QVERIFY2(wrong.code == 2, wrong.all());
        }
    }

    // Records that do not exist, limits

    void unknownIdsAndWrongLimitsEndWithTwo()
    {
        for (const char* line : {"records show 999",
                                 "records show x",
                                 "records retry 999",
                                 "records retry",
                                 "records retry --all 3",
                                 "records edit 999 --body -",
                                 "records dismiss 999 --reason no",
                                 "records dismiss 1",
                                 "plans show 999",
                                 "plans approve 999",
                                 "plans approve",
                                 "plans approve --all",
                                 "plans reject 999 --reason no",
                                 "runs show 999",
                                 "orders trace 999-0000000-0000000",
                                 "records list --limit 0",
                                 "records list --limit x",
                                 "records list --state erorr",
                                 "records list --flow orders",
                                 "records list --store uz",
                                 "run orders-mfn",
                                 "run orders --store us",
                                 "run orders-mfn --store uz",
                                 "run orders-mfn --store us --since 2026-11-01 --no-fetch",
                                 "run orders-mfn --store us --since yesterday",
                                 "run orders-mfn --store us --wait -1",
                                 "connections test nowhere",
                                 "backup verify /nowhere",
                                 "backup restore /nowhere"}) {
            const CliResult result = m_cli->json(words(line), "{}");
            QVERIFY2(result.code == 2 && errorKind(result) == QStringLiteral("invalid"), QByteArray(line) + "\n" + result.all());
        }
    }

private:
    QString skuValue(const QString& key)
    {
        for (const Json document = m_cli->json(words("mappings list sku")).json(); const Json& entry : document.items()) {
            if (entry[u"key"].toString() == key)
                return entry[u"value"].toString();
        }
        return {};
    }

    void setUserVersion(int version)
    {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("version"));
            database.setDatabaseName(m_cli->database());
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec(QStringLiteral("PRAGMA user_version = %1").arg(version)));
            QVERIFY(query.exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("version"));
    }

    /// A checker of its own, so that the schema is not judged by the code that reads with it.
    static void validate(const Json& root, const Json& schema, const Json& value, const QString& path, QStringList& problems)
    {
        if (const QString reference = schema[u"$ref"].toString(); !reference.isEmpty())
            validate(root, root[u"$defs"][reference.section(u'/', -1)], value, path, problems);
        if (const Json* constant = schema.find(u"const"); constant != nullptr && !(*constant == value))
            problems << path + QStringLiteral(": const");
        if (const Json* allowed = schema.find(u"enum");
            allowed != nullptr && std::find(allowed->items().begin(), allowed->items().end(), value) == allowed->items().end())
            problems << path + QStringLiteral(": enum");
        if (const Json* type = schema.find(u"type"); type != nullptr) {
            const QString actual = value.isNull()     ? QStringLiteral("null")
                                   : value.isBool()   ? QStringLiteral("boolean")
                                   : value.isNumber() ? QStringLiteral("integer")
                                   : value.isString() ? QStringLiteral("string")
                                   : value.isArray()  ? QStringLiteral("array")
                                                      : QStringLiteral("object");
            bool fits = type->toString() == actual;
            for (const Json& one : type->items())
                fits = fits || one.toString() == actual;
            if (!fits)
                problems << path + QStringLiteral(": type ") + actual;
        }
        if (value.isString() && schema.contains(u"pattern") &&
            !QRegularExpression(schema[u"pattern"].toString()).match(value.toString()).hasMatch())
            problems << path + QStringLiteral(": pattern");
        for (const Json& name : schema[u"required"].items()) {
            if (!value.contains(name.toString()))
                problems << path + QStringLiteral(": missing ") + name.toString();
        }
        for (const auto& [key, member] : value.members()) {
            if (const Json* property = schema[u"properties"].find(key); property != nullptr)
                validate(root, *property, member, path + u'.' + key, problems);
            else if (schema[u"additionalProperties"].isBool() && !schema[u"additionalProperties"].toBool())
                problems << path + QStringLiteral(": unknown ") + key;
        }
        for (std::size_t i = 0; schema.contains(u"items") && i < value.items().size(); ++i)
            validate(root, schema[u"items"], value.at(i), path + QStringLiteral("[%1]").arg(i), problems);
        for (const Json& rule : schema[u"allOf"].items()) {
            QStringList ignored;
            validate(root, rule[u"if"], value, path, ignored);
            if (ignored.isEmpty())
                validate(root, rule[u"then"], value, path, problems);
        }
    }

    std::unique_ptr<CliHarness> m_cli;
};

QTEST_GUILESS_MAIN(CommandsTest)
#include "CommandsTest.moc"
