// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <condition_variable>
#include <thread>
#include <type_traits>

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "base/FileAccess.h"
#include "security/SecretsFile.h"
#include "security/TokenCache.h"
#include "security/Vault.h"
#include "testkit/FakeClock.h"
#include "testkit/MemoryKeychain.h"

using namespace causeway;
using namespace causeway::security;
using causeway::tests::FakeClock;
using causeway::tests::MemoryKeychain;

namespace {

Secret keyOf(char byte)
{
    return Secret(QByteArray(Vault::kKeyBytes, byte));
}

template<class T>
concept Printable = requires(QDebug debug, const T& value)
{
    debug << value;
};

#ifdef Q_OS_LINUX
constexpr int kCanaryBytes = 48;         // what is looked for
constexpr int kSecretBytes = 100 * 1000; // it repeats all through the secret: freed memory is soon overwritten in part
constexpr char kMask = 0x5a;
constexpr char canaryByte(int at)
{
    return static_cast<char>('A' + (at * 7) % 26);
}

/// Made byte by byte, so that the text itself stands nowhere but in the result.
QByteArray canary()
{
    QByteArray bytes(kSecretBytes, Qt::Uninitialized);
    for (int i = 0; i < kSecretBytes; ++i)
        bytes[i] = canaryByte(i);
    return bytes;
}

/// How often the canary stands in the writable memory of this process. What is read is masked before it is compared, so that the
/// look does not find itself.
int timesInMemory()
{
    std::array<char, kCanaryBytes> masked{}; // not on the heap, where it could take the place of what is looked for
    for (int i = 0; i < kCanaryBytes; ++i)
        masked[static_cast<std::size_t>(i)] = static_cast<char>(canaryByte(i) ^ kMask);
    constexpr qint64 kLargestArea = 256LL * 1024 * 1024; // the sanitizers' own maps are terabytes
    QFile maps(QStringLiteral("/proc/self/maps"));
    QFile memory(QStringLiteral("/proc/self/mem"));
    if (!maps.open(QFile::ReadOnly) || !memory.open(QFile::ReadOnly | QFile::Unbuffered))
        return -1;
    constexpr qint64 kStep = 64 * 1024;
    QByteArray area(kStep + kCanaryBytes - 1, '\0');
    int times = 0;
    for (const QByteArray& line : maps.readAll().split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        const QList<QByteArray> ends = words.value(0).split('-');
        const qint64 from = ends.value(0).toLongLong(nullptr, 16);
        const qint64 to = ends.value(1).toLongLong(nullptr, 16);
        if (!words.value(1).startsWith("rw") || to - from > kLargestArea)
            continue;
        for (qint64 at = from; at < to; at += kStep) {
            if (!memory.seek(at))
                break;
            const qint64 count = memory.read(area.data(), std::min<qint64>(area.size(), to - at));
            for (char& byte : area)
                byte = static_cast<char>(byte ^ kMask);
            times += static_cast<int>(
                QByteArrayView(area).first(std::max<qint64>(0, count)).count(QByteArrayView(masked.data(), kCanaryBytes)));
        }
    }
    return times;
}
#endif

} // namespace

class SecurityTest final : public QObject
{
    Q_OBJECT

    static QString written(const QTemporaryDir& folder, const QByteArray& bytes, QFile::Permissions permissions)
    {
        const QString name = folder.filePath(QStringLiteral("secrets.json"));
        QFile file(name);
        if (!file.open(QFile::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        file.close();
        return QFile::setPermissions(name, permissions) ? name : QString();
    }
    static constexpr QFile::Permissions kOwner = QFile::ReadOwner | QFile::WriteOwner;

private Q_SLOTS:
    void aSecretCannotBePrinted()
    {
        static_assert(!Printable<Secret>);
        static_assert(!std::is_convertible_v<Secret, QString> && !std::is_convertible_v<Secret, QByteArray>);
        static_assert(!std::is_constructible_v<QString, Secret>);
    }

    void copiesAndMovesKeepTheBytes()
    {
        auto first = std::make_unique<Secret>(QByteArray("CANARY-SECRET"));
        Secret second(*first);
        first.reset();
        QCOMPARE(second.reveal(), QByteArray("CANARY-SECRET")); // the copy is not wiped with the first owner
        Secret third;
        third = second;
        second = Secret(QByteArray("next"));
        QCOMPARE(third.reveal(), QByteArray("CANARY-SECRET"));
        Secret moved(std::move(second));
        QVERIFY(second.isEmpty()); // NOLINT: that a moved-from secret is empty is the point
        QCOMPARE(moved.reveal(), QByteArray("next"));
    }

    void aDestroyedOrReplacedSecretIsGoneFromMemory()
    {
#ifdef Q_OS_LINUX
        auto secret = std::make_unique<Secret>(canary());
        auto copy = std::make_unique<Secret>(*secret);
        QVERIFY(timesInMemory() > 0);
        secret.reset();
        QVERIFY(timesInMemory() > 0); // still owned by the copy
        *copy = Secret(QByteArray("other"));
        QCOMPARE(timesInMemory(), 0);
        copy = std::make_unique<Secret>(canary());
        QVERIFY(timesInMemory() > 0);
        copy.reset();
        QCOMPARE(timesInMemory(), 0);
        {
            const Vault vault(keyOf('k'));
            const QByteArray sealedText = *vault.seal(Secret(canary()).reveal(), "place");
            QCOMPARE(timesInMemory(), 0);
            const Result<Secret> opened = vault.open(sealedText, "place");
            QVERIFY(timesInMemory() > 0);
        }
        QCOMPARE(timesInMemory(), 0);
#else
        QSKIP("the process memory is looked at through /proc");
#endif
    }

    void whatIsSealedIsOpenedAgain_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray("x");
        QTest::newRow("zeros") << QByteArray(3, '\0');
        QTest::newRow("large") << QByteArray(5'000'001, 'y');
    }
    void whatIsSealedIsOpenedAgain()
    {
        QFETCH(QByteArray, plain);
        const Vault vault(keyOf('k'));
        const auto sealedText = vault.seal(plain, "secret:amazon.clientSecret");
        QVERIFY(sealedText);
        QVERIFY(plain.size() < 2 || !sealedText->contains(plain));
        const auto opened = vault.open(*sealedText, "secret:amazon.clientSecret");
        QVERIFY(opened);
        QCOMPARE(opened->reveal(), plain);
    }

    void noChangedByteIsAccepted()
    {
        const Vault vault(keyOf('k'));
        const QByteArray sealedText = *vault.seal("refresh token", "secret:store.us.refreshToken");
        for (qsizetype at = 0; at < sealedText.size(); ++at) {
            for (const int bit : {0, 3, 7}) {
                QByteArray changed = sealedText;
                changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
                const auto opened = vault.open(changed, "secret:store.us.refreshToken");
                QVERIFY2(!opened, qPrintable(QString::number(at)));
                QCOMPARE(toString(opened.error().kind), QStringLiteral("storage"));
            }
        }
        for (qsizetype length = 0; length < sealedText.size(); ++length)
            QVERIFY(!vault.open(sealedText.left(length), "secret:store.us.refreshToken"));
        QVERIFY(!vault.open(sealedText + '\0', "secret:store.us.refreshToken"));
    }

    void aSealedTextBelongsToItsPlaceAndKey()
    {
        const Vault vault(keyOf('k'));
        const QByteArray sealedText = *vault.seal("refresh token", "secret:store.us.refreshToken");
        QVERIFY(!vault.open(sealedText, "secret:store.de.refreshToken"));
        QVERIFY(!vault.open(sealedText, {}));
        QVERIFY(!Vault(keyOf('l')).open(sealedText, "secret:store.us.refreshToken"));
        QVERIFY(vault.open(sealedText, "secret:store.us.refreshToken"));
    }

    void equalTextsLookDifferent()
    {
        const Vault vault(keyOf('k'));
        QSet<QByteArray> nonces;
        for (int i = 0; i < 1'000; ++i)
            nonces.insert(vault.seal("same", "place")->mid(1, 12));
        QCOMPARE(nonces.size(), 1'000);
    }

    void aWrongKeySizeSealsNothing()
    {
        const Vault vault(Secret(QByteArray("short")));
        QVERIFY(!vault.seal("x", "y"));
        QVERIFY(!vault.open(*Vault(keyOf('k')).seal("x", "y"), "y"));
    }

    void theKeyMarkTellsKeysApartAndNothingElse()
    {
        QCOMPARE(Vault(keyOf('a')).keyMark(), Vault(keyOf('a')).keyMark());
        QVERIFY(Vault(keyOf('a')).keyMark() != Vault(keyOf('b')).keyMark());
        QCOMPARE(Vault(keyOf('a')).keyMark().size(), 16);
        QVERIFY(Vault::newMasterKey()->reveal() != Vault::newMasterKey()->reveal());
        QCOMPARE(Vault::newMasterKey()->reveal().size(), Vault::kKeyBytes);
    }

    void secretNamesAreThoseOfTheInterface()
    {
        for (const auto* name : {u"amazon.clientSecret", u"store.us.refreshToken", u"store.eu-2.refreshToken",
                                 u"netsuite.privateKey", u"netsuite.consumerKey", u"netsuite.consumerSecret", u"netsuite.tokenId",
                                 u"netsuite.tokenSecret", u"smtp.password"})
            QVERIFY2(isSecretName(name), qPrintable(QString::fromUtf16(name)));
        for (const auto* name : {u"", u"amazon.clientId", u"store..refreshToken", u"store.US.refreshToken",
                                 u"amazon.clientSecret\n", u"xamazon.clientSecret", u"store.a.b.refreshToken"})
            QVERIFY2(!isSecretName(name), qPrintable(QString::fromUtf16(name)));
    }

    void aSecretsFileIsReadAndNeverWritten()
    {
        QTemporaryDir folder;
        const QByteArray text = R"({"amazon.clientSecret":"CANARY-1","netsuite.privateKey":"-----BEGIN\nx"})";
        const QString name = written(folder, text, kOwner);
        auto file = SecretsFile::open(name);
        QVERIFY2(file, file ? "" : qPrintable(file.error().message));
        QCOMPARE(file->get(QStringLiteral("amazon.clientSecret"))->reveal(), QByteArray("CANARY-1"));
        QVERIFY(file->get(QStringLiteral("smtp.password"))->isEmpty());
        QCOMPARE(*file->names(), QStringList({QStringLiteral("amazon.clientSecret"), QStringLiteral("netsuite.privateKey")}));
        QVERIFY(file->isReadOnly());
        QCOMPARE(toString(file->set(QStringLiteral("smtp.password"), Secret("x")).error().kind), QStringLiteral("invalid"));
        QCOMPARE(toString(file->remove(QStringLiteral("amazon.clientSecret")).error().kind), QStringLiteral("invalid"));
        QFile again(name);
        QVERIFY(again.open(QFile::ReadOnly));
        QCOMPARE(again.readAll(), text);
    }

    void aBadSecretsFileIsRefusedWithoutQuotingIt_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("not JSON") << QByteArray("CANARY");
        QTest::newRow("a list") << QByteArray(R"(["CANARY"])");
        QTest::newRow("a number") << QByteArray(R"({"smtp.password":1234567})");
        QTest::newRow("nested") << QByteArray(R"({"smtp.password":{"x":"CANARY"}})");
        QTest::newRow("unknown name") << QByteArray(R"({"amazon.clientsecret":"CANARY"})");
        QTest::newRow("twice") << QByteArray(R"({"smtp.password":"CANARY","smtp.password":"CANARY"})");
        QTest::newRow("too large") << QByteArray(R"({"smtp.password":")") + QByteArray(2'000'000, 'a') + "\"}";
    }
    void aBadSecretsFileIsRefusedWithoutQuotingIt()
    {
        QFETCH(QByteArray, text);
        QTemporaryDir folder;
        const auto file = SecretsFile::open(written(folder, text, kOwner));
        QVERIFY(!file);
        QCOMPARE(toString(file.error().kind), QStringLiteral("invalid"));
        QVERIFY(!(file.error().message + file.error().remedy + file.error().path).contains(QStringLiteral("CANARY")));
        QVERIFY(!file.error().message.contains(QStringLiteral("1234567")));
    }

    void aSecretsFileOthersCanReadIsRefused_data()
    {
        QTest::addColumn<int>("permissions");
        QTest::newRow("group reads") << static_cast<int>(QFile::ReadGroup);
        QTest::newRow("others read") << static_cast<int>(QFile::ReadOther);
        QTest::newRow("group writes") << static_cast<int>(QFile::WriteGroup);
    }
    void aSecretsFileOthersCanReadIsRefused()
    {
#ifdef Q_OS_UNIX
        QFETCH(int, permissions);
        QTemporaryDir folder;
        const QString name = written(folder, R"({"smtp.password":"CANARY"})", kOwner | QFile::Permissions(permissions));
        const auto file = SecretsFile::open(name);
        QVERIFY(!file);
        QCOMPARE(file.error().code, QStringLiteral("secrets-file-mode"));
        QCOMPARE(toString(file.error().kind), QStringLiteral("invalid"));
#else
        QSKIP("modes exist on POSIX only");
#endif
    }

    void privateFilesAreTheOwnersFromTheFirstByte()
    {
#ifdef Q_OS_UNIX
        QTemporaryDir folder;
        const QString inner = folder.filePath(QStringLiteral("a/b"));
        QVERIFY(file_access::makePrivateFolder(inner));
        QVERIFY(file_access::isPrivate(inner));
        const QString name = inner + QStringLiteral("/vault.key");
        QVERIFY(file_access::writePrivateFile(name, "one"));
        QVERIFY(file_access::isPrivate(name));
        QFile::setPermissions(name, QFile::Permissions(0x6644)); // somebody opened it up
        QVERIFY(!file_access::isPrivate(name));
        QVERIFY(file_access::writePrivateFile(name, "two"));
        QVERIFY(file_access::isPrivate(name));
        QFile file(name);
        QVERIFY(file.open(QFile::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("two"));
        QCOMPARE(QDir(inner).entryList(QDir::Files).size(), 1);
        QVERIFY(!file_access::isPrivate(inner + QStringLiteral("/none")));
        QVERIFY(!file_access::writePrivateFile(folder.filePath(QStringLiteral("none/x")), "x"));
#else
        QSKIP("modes exist on POSIX only");
#endif
    }

    void keychainTroubleKeepsItsName()
    {
        MemoryKeychain keychain;
        QVERIFY(keychain.write(QStringLiteral("k"), Secret("v")));
        for (const auto trouble : {KeychainTrouble::Absent, KeychainTrouble::Locked, KeychainTrouble::Denied,
                                   KeychainTrouble::Slow, KeychainTrouble::Failed}) {
            keychain.setTrouble(trouble);
            const auto result = keychain.read(QStringLiteral("k"));
            QVERIFY(!result);
            QCOMPARE(toString(result.error().kind), QStringLiteral("storage"));
            QCOMPARE(result.error().code, QStringLiteral("keychain"));
            QVERIFY(keychainTrouble(result.error()) == trouble);
            QVERIFY(!result.error().message.isEmpty() && !result.error().remedy.isEmpty());
        }
    }

    void aTokenIsFetchedOnceAndRenewedAt80Percent()
    {
        FakeClock clock;
        TokenCache cache(clock);
        int fetches = 0;
        const auto fetch = [&]() -> Result<AccessToken> {
            ++fetches;
            return AccessToken{Secret("token-" + QByteArray::number(fetches)), clock.nowMs(), clock.nowMs() + 3'600'000};
        };
        QCOMPARE(cache.get(QStringLiteral("us"), fetch)->value.reveal(), QByteArray("token-1"));
        clock.advance(2'879'999);
        QCOMPARE(cache.get(QStringLiteral("us"), fetch)->value.reveal(), QByteArray("token-1"));
        clock.advance(1);
        QCOMPARE(cache.get(QStringLiteral("us"), fetch)->value.reveal(), QByteArray("token-2"));
        QCOMPARE(cache.get(QStringLiteral("de"), fetch)->value.reveal(), QByteArray("token-3"));
        QCOMPARE(fetches, 3);
    }

    void onlyTheRefusedTokenIsDropped()
    {
        FakeClock clock;
        TokenCache cache(clock);
        int fetches = 0;
        const auto fetch = [&]() -> Result<AccessToken> {
            ++fetches;
            return AccessToken{Secret("token-" + QByteArray::number(fetches)), clock.nowMs(), clock.nowMs() + 3'600'000};
        };
        const AccessToken first = *cache.get(QStringLiteral("us"), fetch);
        cache.drop(QStringLiteral("us"), first);
        const AccessToken second = *cache.get(QStringLiteral("us"), fetch);
        cache.drop(QStringLiteral("us"), first); // a late 401 of the old token must not throw the new one away
        QCOMPARE(cache.get(QStringLiteral("us"), fetch)->value.reveal(), second.value.reveal());
        QCOMPARE(fetches, 2);
    }

    void oneRefreshIsInFlight_data()
    {
        QTest::addColumn<bool>("works");
        QTest::newRow("it works") << true;
        QTest::newRow("it fails") << false;
    }
    void oneRefreshIsInFlight()
    {
        QFETCH(bool, works);
        FakeClock clock;
        TokenCache cache(clock);
        constexpr int kThreads = 8;
        std::mutex mutex;
        std::condition_variable changed;
        int waiting = 0;
        std::atomic<int> fetches = 0;
        std::atomic<int> good = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < kThreads; ++i) {
            threads.emplace_back([&] {
                {
                    const std::lock_guard lock(mutex);
                    ++waiting;
                    changed.notify_all();
                }
                const auto token = cache.get(QStringLiteral("us"), [&]() -> Result<AccessToken> {
                    ++fetches;
                    std::unique_lock lock(mutex);
                    changed.wait(lock, [&] { return waiting == kThreads; }); // all have come before the answer does
                    if (!works)
                        return fail(ErrorKind::Auth, QStringLiteral("no"));
                    return AccessToken{Secret("t"), clock.nowMs(), clock.nowMs() + 3'600'000};
                });
                good += token ? 1 : 0;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(good, works ? kThreads : 0);
        // A thread may have said "waiting" and come to the lock only after the failure: it asks once more, never all of them.
        QVERIFY2(works ? fetches == 1 : fetches < kThreads, qPrintable(QString::number(fetches)));
        QVERIFY(cache.get(QStringLiteral("us"), [&]() -> Result<AccessToken> {
            return AccessToken{Secret("t"), clock.nowMs(), clock.nowMs() + 3'600'000};
        }));
    }
};

QTEST_GUILESS_MAIN(SecurityTest)
#include "SecurityTest.moc"
