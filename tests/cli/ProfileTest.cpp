// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, locking and keys of a profile, in process and with a keychain in memory.
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include "Backup.h"
#include "Composition.h"
#include "DemoCompanyProfile.h"
#include "ProfileLock.h"
#include "base/FileAccess.h"

using namespace causeway;
using namespace causeway::app;

namespace {
class MemoryKeychain final : public security::Keychain
{
public:
    Result<security::Secret> read(const QString& key) override { return entries.value(key); }
    Result<void> write(const QString& key, const security::Secret& value) override
    {
        entries.insert(key, value);
        return {};
    }
    Result<void> remove(const QString& key) override
    {
        entries.remove(key);
        return {};
    }
    QHash<QString, security::Secret> entries;
};

QString codeOf(const auto& result)
{
    return result ? QStringLiteral("ok") : result.error().code;
}
} // namespace

class ProfileTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keychain = std::make_unique<MemoryKeychain>();
        m_options = {};
        m_options.folder = m_folder->filePath(QStringLiteral("profile"));
        m_options.keychain = m_keychain.get();
        m_secretsFile = m_folder->filePath(QStringLiteral("secrets.json"));
        QVERIFY(file_access::writePrivateFile(m_secretsFile, "{\"amazon.clientSecret\": \"x\"}"));
    }

    void aNewProfileKeepsItsKeyInTheKeychain()
    {
        QCOMPARE(codeOf(Composition::open(m_options)), QStringLiteral("no-profile"));
        QVERIFY(Composition::create(m_options).value());
        QCOMPARE(m_keychain->entries.size(), 1);
        QVERIFY(!QFile::exists(m_options.folder + QStringLiteral("/vault.key")));
        QVERIFY(!Composition::create(m_options).value()); // a second time changes nothing
        QCOMPARE(m_keychain->entries.size(), 1);

        auto opened = Composition::open(m_options);
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().message));
        QVERIFY(!(*opened)->usesSecretsFile());
        QVERIFY(!(*opened)->secrets().isReadOnly());
        QVERIFY((*opened)->engine().setSecret(QStringLiteral("amazon.clientSecret"), security::Secret("canary"),
                                              {QStringLiteral("test")}));
        QCOMPARE((*opened)->secrets().get(QStringLiteral("amazon.clientSecret"))->reveal(), QByteArray("canary"));
        QCOMPARE((*opened)->secrets().names()->size(), 1);
        QVERIFY((*opened)->engine().removeSecret(QStringLiteral("amazon.clientSecret"), {QStringLiteral("test")}));
        QVERIFY((*opened)->secrets().names()->isEmpty());
    }

    void openedTheOtherWayItIsRefused()
    {
        QVERIFY(Composition::create(m_options).value());
        ProfileOptions other = m_options;
        other.secretsFile = m_secretsFile;
        QCOMPARE(codeOf(Composition::open(other)), QStringLiteral("other-secrets"));

        other.folder = m_folder->filePath(QStringLiteral("second"));
        QVERIFY(Composition::create(other).value());
        QVERIFY(file_access::isPrivate(other.folder + QStringLiteral("/vault.key")));
        QCOMPARE(codeOf(Composition::open(other)), QStringLiteral("ok"));
        other.secretsFile.clear();
        QCOMPARE(codeOf(Composition::open(other)), QStringLiteral("other-secrets"));
    }

    void aLostOrForeignKeyIsSaid()
    {
        QVERIFY(Composition::create(m_options).value());
        const QString entry = m_keychain->entries.keys().first();
        const security::Secret key = m_keychain->entries[entry];
        m_keychain->entries[entry] = security::Secret(QByteArray(64, 'a'));
        QCOMPARE(codeOf(Composition::open(m_options)), QStringLiteral("other-key"));
        m_keychain->entries.remove(entry);
        QCOMPARE(codeOf(Composition::open(m_options)), QStringLiteral("keychain")); // closed, never "not configured"
        m_keychain->entries[entry] = key;
        QCOMPARE(codeOf(Composition::open(m_options)), QStringLiteral("ok"));
    }

    void aKeyFileThatOthersCanReadIsRefused()
    {
        m_options.secretsFile = m_secretsFile;
        QVERIFY(Composition::create(m_options).value());
        const QString key = m_options.folder + QStringLiteral("/vault.key");
        QVERIFY(QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        QCOMPARE(codeOf(Composition::open(m_options)), QStringLiteral("open-key"));
        QVERIFY(QFile::remove(key));
        QCOMPARE(codeOf(Composition::open(m_options)), QStringLiteral("no-key"));
    }

    void oneWriterOthersRead()
    {
        QVERIFY(Composition::create(m_options).value());
        auto writer = Composition::open(m_options);
        QVERIFY(writer.has_value());
        QCOMPARE(codeOf(Composition::open(m_options)), QStringLiteral("locked"));
        ProfileOptions reading = m_options;
        reading.readWhenLocked = true;
        {
            auto reader = Composition::open(reading);
            QVERIFY2(reader.has_value(), reader ? "" : qPrintable(reader.error().message));
            QVERIFY(!(*reader)->mayWrite());
            QCOMPARE(codeOf((*reader)->requireWriter()), QStringLiteral("locked"));
            QVERIFY((*reader)->configuration().has_value());
        }
        writer->reset();
        QCOMPARE(codeOf(Composition::open(m_options)), QStringLiteral("ok"));
    }

    void aLockFileOfADeadHolderDoesNotBlock()
    {
        QVERIFY(Composition::create(m_options).value());
        // What a killed process leaves: the named file with a number that another program has now.
        const QString text =
            QStringLiteral("%1\nother\n%2\n").arg(QCoreApplication::applicationPid()).arg(QSysInfo::machineHostName());
        QFile file(m_options.folder + QStringLiteral("/holder.lock"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
        file.close();
        QCOMPARE(codeOf(Composition::open(m_options)), QStringLiteral("ok"));
    }

    void aBackupOfAnotherKeyIsRefused()
    {
        QVERIFY(Composition::create(m_options).value());
        ProfileOptions other = m_options;
        other.folder = m_folder->filePath(QStringLiteral("other"));
        QVERIFY(Composition::create(other).value());
        const QString file = m_folder->filePath(QStringLiteral("backup.sqlite"));
        {
            auto opened = Composition::open(other);
            QVERIFY(backup::create(**opened, file).has_value());
            QVERIFY(!backup::create(**opened, file)); // never overwritten
        }
        QVERIFY(backup::verify(file, other).has_value());
        QVERIFY(!backup::verify(file, m_options));
        QVERIFY(backup::verify(file, m_options).error().kind == ErrorKind::Storage);
        QVERIFY(!backup::restore(file, m_options));
        QCOMPARE(codeOf(Composition::open(m_options)), QStringLiteral("ok"));
    }

    void demoRefusesFoldersThatAreNotItsOwn()
    {
        QVERIFY(Composition::create(m_options).value());
        DemoOptions demo;
        demo.folder = m_options.folder;
        QCOMPARE(codeOf(DemoCompanyProfile::start(demo)), QStringLiteral("not-a-demo"));
        QCOMPARE(codeOf(Composition::open(m_options)), QStringLiteral("ok"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MemoryKeychain> m_keychain;
    ProfileOptions m_options;
    QString m_secretsFile;
};

QTEST_GUILESS_MAIN(ProfileTest)
#include "ProfileTest.moc"
