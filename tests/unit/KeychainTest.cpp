// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "security/SystemKeychain.h"

using namespace causeway;
using namespace causeway::security;

namespace {

const char* const kValue = "CANARY-MASTER-KEY";

/// Inside a world: does one thing with the real keychain and prints the outcome as one word.
int inWorld(const QString& action)
{
    SystemKeychain keychain(4'000);
    const QString key = QStringLiteral("test/master-key");
    QString outcome;
    if (action == QStringLiteral("write")) {
        const auto result = keychain.write(key, Secret(QByteArray(kValue)));
        outcome = result ? QStringLiteral("ok") : result.error().causeKey;
    } else if (action == QStringLiteral("remove")) {
        const auto result = keychain.remove(key);
        outcome = result ? QStringLiteral("ok") : result.error().causeKey;
    } else {
        const auto result = keychain.read(key);
        outcome = !result                      ? result.error().causeKey
                  : result->isEmpty()          ? QStringLiteral("empty")
                  : result->reveal() == kValue ? QStringLiteral("value")
                                               : QStringLiteral("other");
    }
    std::fputs(qPrintable(QStringLiteral("outcome=%1\n").arg(outcome)), stdout);
    return 0;
}

} // namespace

/// The real libsecret and gnome-keyring in a private D-Bus session with its own home folder; the desktop's keyring is never
/// touched.
class KeychainTest final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), m_home.path());
        environment.insert(QStringLiteral("XDG_DATA_HOME"), m_home.filePath(QStringLiteral("data")));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.filePath(QStringLiteral("config")));
        environment.insert(QStringLiteral("XDG_CACHE_HOME"), m_home.filePath(QStringLiteral("cache")));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_home.filePath(QStringLiteral("run")));
        environment.insert(QStringLiteral("XDG_CURRENT_DESKTOP"), QStringLiteral("GNOME"));
        environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        environment.remove(QStringLiteral("DISPLAY"));
        environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
        environment.remove(QStringLiteral("GNOME_KEYRING_CONTROL"));
        return environment;
    }

    /// Runs a shell line in a new D-Bus session; "$1" is this program. Returns what it printed, or nothing when it hung.
    QByteArray inSession(const QString& line)
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(QStringLiteral("dbus-run-session"), {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"), line,
                                                           QStringLiteral("sh"), QCoreApplication::applicationFilePath()});
        if (!process.waitForFinished(60'000)) {
            process.kill();
            process.waitForFinished();
            return {};
        }
        return process.readAllStandardOutput();
    }

    static QString unlocked()
    {
        return QStringLiteral("printf x | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; ");
    }
    static QString act(const char* action) { return QStringLiteral("\"$1\" --in-world %1; ").arg(QString::fromLatin1(action)); }

    /// No file of the home holds the key in clear.
    void nothingInClear()
    {
        QDirIterator it(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (file.open(QFile::ReadOnly))
                QVERIFY2(!file.readAll().contains(kValue), qPrintable(file.fileName()));
        }
    }

private Q_SLOTS:
    void init()
    {
        for (const QString& tool : {QStringLiteral("dbus-run-session"), QStringLiteral("gnome-keyring-daemon")}) {
            if (QStandardPaths::findExecutable(tool).isEmpty())
                QSKIP(qPrintable(QStringLiteral("%1 is not installed; the real keychain is not tried").arg(tool)));
        }
        for (const QString& name :
             {QStringLiteral("run"), QStringLiteral("data"), QStringLiteral("config"), QStringLiteral("cache")}) {
            QVERIFY(QDir(m_home.path()).mkpath(name));
            QVERIFY(QFile::setPermissions(m_home.filePath(name), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        }
    }
    void cleanup()
    {
        nothingInClear();
        for (const QString& name :
             {QStringLiteral("run"), QStringLiteral("data"), QStringLiteral("config"), QStringLiteral("cache")})
            QDir(m_home.filePath(name)).removeRecursively();
    }

    void anOpenKeychainKeepsTheKey()
    {
        QCOMPARE(inSession(unlocked() + act("read") + act("write") + act("read") + act("remove") + act("read") + act("remove")),
                 QByteArray("outcome=empty\noutcome=ok\noutcome=value\noutcome=ok\noutcome=empty\noutcome=ok\n"));
    }

    void theKeyIsThereInTheNextSession()
    {
        QCOMPARE(inSession(unlocked() + act("write")), QByteArray("outcome=ok\n"));
        QCOMPARE(inSession(unlocked() + act("read")), QByteArray("outcome=value\n"));
    }

    void aLockedKeychainNeverGivesAKeyNorClear()
    {
        QCOMPARE(inSession(unlocked() + act("write")), QByteArray("outcome=ok\n"));
        const QByteArray said = inSession(QStringLiteral("gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; ") +
                                          act("read") + act("write"));
        const QByteArrayList outcomes = said.trimmed().split('\n');
        QCOMPARE(outcomes.size(), 2);
        // What libsecret makes of "locked and nobody can be asked" differs; it is never the key and never a success of writing.
        QVERIFY2(QByteArrayList({"outcome=empty", "outcome=failed", "outcome=denied", "outcome=slow"}).contains(outcomes[0]),
                 said.constData());
        QVERIFY2(QByteArrayList({"outcome=failed", "outcome=denied", "outcome=slow"}).contains(outcomes[1]), said.constData());
        // And the key survives all that.
        QCOMPARE(inSession(unlocked() + act("read")), QByteArray("outcome=value\n"));
    }

    void aKeychainWithoutACollectionTakesNothing()
    {
        // D-Bus runs, no keyring was ever made (reliability.md finding 8): reading looks like "no such entry".
        const QByteArray said = inSession(act("read") + act("write"));
        const QByteArrayList outcomes = said.trimmed().split('\n');
        QCOMPARE(outcomes.size(), 2);
        QVERIFY2(outcomes[0] != "outcome=value", said.constData());
        QVERIFY2(outcomes[1] != "outcome=ok", said.constData());
    }

    void withoutDBusThereIsNoKeychain()
    {
        QProcess process;
        QProcessEnvironment alone = environment();
        alone.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent/bus"));
        process.setProcessEnvironment(alone);
        for (const QString& action : {QStringLiteral("read"), QStringLiteral("write")}) {
            process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--in-world"), action});
            QVERIFY(process.waitForFinished(30'000));
            const QByteArray said = process.readAllStandardOutput();
            QVERIFY2(said == "outcome=failed\n" || said == "outcome=absent\n", said.constData());
        }
    }

    void entriesHaveAFullName()
    {
        QVERIFY(SystemKeychain::qualified(QStringLiteral("a")).contains(QStringLiteral("causeway")));
        QVERIFY(SystemKeychain::qualified(QStringLiteral("a")) != SystemKeychain::qualified(QStringLiteral("b")));
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QStringLiteral("--in-world"))
        return inWorld(arguments[2]);
    KeychainTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "KeychainTest.moc"
