// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>

#include "DatabaseFixture.h"

using namespace causeway;
using namespace causeway::db;

namespace {
/// The child: commits numbers in a loop and says each one only after its commit.
int commitForEver(const QString& file)
{
    auto database = Database::open(file, Database::Access::Writer, Log());
    if (!database)
        return 2;
    QFile out;
    if (!out.open(stdout, QFile::WriteOnly | QFile::Unbuffered))
        return 3;
    qint64 next = 0;
    (void)(*database)->read([&](Connection& connection) {
        return connection.query(QStringLiteral("SELECT coalesce(max(updated_at), 0) FROM setting"), {},
                                [&](const Row& row) { next = row.integer(0); });
    });
    for (;;) {
        ++next;
        // Two tables in one transaction: both rows or none.
        const auto written = (*database)->write([&](Transaction& tx) -> Result<void> {
            auto first = tx.execute(QStringLiteral("INSERT INTO setting(name, json, updated_at) VALUES (?, ?, ?)"),
                                    {QString::number(next), QString(600, u'x'), next});
            if (!first)
                return fail(first.error());
            auto second =
                tx.execute(QStringLiteral("INSERT INTO cursor(flow, store, value, updated_at) VALUES (?, 'us', '1', ?)"),
                           {QString::number(next), next});
            return second ? Result<void>() : fail(second.error());
        });
        if (!written)
            return 4;
        out.write(QByteArray::number(next) + '\n');
    }
}
} // namespace

/// Committed means committed: a child that commits in a loop is killed again and again.
class KillTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasCommittedIsThereAfterEveryKill()
    {
#ifdef Q_OS_UNIX
        DatabaseFixture m;
        VERIFY_OK(m.create());
        constexpr int kKills = 20;
        QRandomGenerator random(7);
        qint64 acknowledged = 0;
        for (int kill = 0; kill < kKills; ++kill) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--commit-for-ever"), m.file()});
            const int wanted = static_cast<int>(random.bounded(1, 40));
            int lines = 0;
            while (lines < wanted) {
                QVERIFY2(child.waitForReadyRead(60'000), child.readAllStandardError().constData());
                while (child.canReadLine()) {
                    acknowledged = child.readLine().trimmed().toLongLong();
                    ++lines;
                }
            }
            child.kill(); // SIGKILL
            QVERIFY(child.waitForFinished(60'000));
            while (child.canReadLine())
                acknowledged = child.readLine().trimmed().toLongLong();

            VERIFY_OK(m.open());
            VERIFY_OK(m.database->quickCheck());
            const qint64 newest = m.number(QStringLiteral("SELECT max(updated_at) FROM setting"));
            QVERIFY2(newest >= acknowledged, "a commit that was acknowledged is gone");
            QCOMPARE(m.number(QStringLiteral("SELECT count(*) FROM setting")), newest); // none missing in between
            QCOMPARE(m.number(QStringLiteral("SELECT count(*) FROM cursor")), newest);  // and none half
            m.database.reset();
        }
        QVERIFY(acknowledged >= kKills);
#else
        QSKIP("POSIX only");
#endif
    }
};

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QStringLiteral("--commit-for-ever"))
        return commitForEver(arguments[2]);
    KillTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "KillTest.moc"
