// SPDX-License-Identifier: GPL-3.0-or-later
// Settlement reports from Amazon's list to NetSuite's books, over HTTP on both sides.
#include <QTest>

#include "db/ViewTables.h"
#include "settlement/Groups.h"
#include "testkit/SimulatedWorld.h"

using namespace causeway;
using namespace causeway::tests;

namespace {
const QString kFlow = QStringLiteral("settlements");
const QString kJournal = QStringLiteral("journalEntry");

struct World
{
    World() : world(options()) {}
    static simulator::Options options()
    {
        simulator::Options options;
        options.world = QStringLiteral("mixed");
        options.orders = 60;
        return options;
    }
    void mapAllGroups()
    {
        std::vector<config::Mapping> mappings;
        for (const QString& group : settlement::Groups().names())
            mappings.push_back({QStringLiteral("account"), {}, QStringLiteral("group:") + group, QStringLiteral("account:40")});
        if (!world.profile().engine().setMappings(mappings, TestProfile::actor()))
            qFatal("The groups could not be mapped.");
    }
    [[nodiscard]] std::vector<db::RecordRow> records()
    {
        auto rows = world.profile().records();
        std::erase_if(rows, [](const db::RecordRow& row) { return row.flow != kFlow; });
        return rows;
    }
    SimulatedWorld world;
};
} // namespace

class SettlementsEndToEndTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyListedSettlementIsPostedOnce()
    {
        World subject;
        subject.world.runUntilIdle(kFlow);
        const auto unmapped = subject.records();
        QVERIFY(unmapped.size() >= 2);
        for (const db::RecordRow& record : unmapped)
            QCOMPARE(record.reason, QStringLiteral("unmapped"));
        QVERIFY(subject.world.netSuite().documents(kJournal).empty());

        subject.mapAllGroups();
        subject.world.runUntilIdle(kFlow);
        for (const db::RecordRow& record : subject.records())
            QVERIFY2(record.state == db::RecordState::Done, qPrintable(record.error ? record.error->message : record.reason));
        QCOMPARE(subject.world.netSuite().documents(kJournal).size(), unmapped.size());

        const std::size_t writes = subject.world.netSuite().writes().size();
        const auto downloads = subject.world.amazon().calls()[QStringLiteral("getReportDocument")];
        QVERIFY(downloads >= static_cast<qint64>(unmapped.size()));
        subject.world.clock().advance(3'600'000);
        subject.world.runUntilIdle(kFlow);
        QCOMPARE(subject.world.netSuite().writes().size(), writes);
        QCOMPARE(subject.world.amazon().calls()[QStringLiteral("getReportDocument")], downloads); // each file once
        QCOMPARE(subject.world.amazon().violations(), QStringList());
        QCOMPARE(subject.world.netSuite().violations(), QStringList());
    }

    void aNewOneComesTwoWeeksLater()
    {
        World subject;
        subject.mapAllGroups();
        subject.world.runUntilIdle(kFlow);
        const std::size_t before = subject.records().size();
        subject.world.clock().advance(15LL * 24 * 3'600'000);
        subject.world.runUntilIdle(kFlow);
        QCOMPARE(subject.records().size(), before + 1);
        QCOMPARE(subject.world.netSuite().documents(kJournal).size(), before + 1);
    }
};

QTEST_GUILESS_MAIN(SettlementsEndToEndTest)
#include "SettlementsEndToEndTest.moc"
