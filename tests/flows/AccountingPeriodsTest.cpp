// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/AccountingPeriods.h"

#include <QTest>

#include "FakeRemotes.h"
#include "testkit/FakeClock.h"
#include "unit/OrderWorld.h"

using namespace causeway;
using namespace causeway::flows;
using namespace causeway::tests;

namespace {
struct World : OrderWorld
{
    FakeClock clock;
    FakeNetSuite netsuite;
    config::FlowSettings flow;

    World()
    {
        netsuite.answer = [](const QString&, const QStringList&) -> Result<FakeNetSuite::Rows> {
            return FakeNetSuite::Rows{period("Sep 2026", "2026-09-01", "2026-09-30", {"closed", "alllocked", "arlocked"}),
                                      period("Oct 2026", "2026-10-01", "2026-10-31", {"arlocked"}),
                                      period("Nov 2026", "2026-11-01", "2026-11-30", {})};
        };
    }
    static netsuite::SuiteQlRow period(const char* name, const char* from, const char* to, const std::vector<const char*>& locks)
    {
        netsuite::SuiteQlRow row{{QStringLiteral("periodname"), QString::fromLatin1(name)},
                                 {QStringLiteral("startday"), QString::fromLatin1(from)},
                                 {QStringLiteral("endday"), QString::fromLatin1(to)}};
        for (const char* lock : {"closed", "alllocked", "arlocked"}) {
            const bool is = std::any_of(locks.begin(), locks.end(),
                                        [&](const char* one) { return QLatin1StringView(one) == QLatin1StringView(lock); });
            row[QString::fromLatin1(lock)] = is ? QStringLiteral("T") : QStringLiteral("F");
        }
        return row;
    }
    Json read(bool receivables)
    {
        FlowContext context{nullptr, &netsuite, clock, {}, configuration, store, flow, account};
        const auto periods = AccountingPeriods::read(QDate(2026, 9, 1), receivables, context);
        return periods ? *periods : Json();
    }
};
} // namespace

class AccountingPeriodsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lockedReceivablesHoldPaymentsAndNoJournals()
    {
        World world;
        const Json journals = world.read(false), payments = world.read(true);
        const QDate september(2026, 9, 15), october(2026, 10, 15);

        QCOMPARE(AccountingPeriods(journals).closedAt(september), QStringLiteral("Sep 2026"));
        QCOMPARE(AccountingPeriods(journals).closedAt(october), QString());
        QCOMPARE(AccountingPeriods(journals).firstOpenFrom(september), QDate(2026, 10, 1));
        QCOMPARE(AccountingPeriods(payments).closedAt(october), QStringLiteral("Oct 2026"));
        QCOMPARE(AccountingPeriods(payments).firstOpenFrom(september), QDate(2026, 11, 1));
    }

    void aRoleThatMayNotSeePeriodsKnowsNone()
    {
        World world;
        world.netsuite.answer = [](const QString&, const QStringList&) -> Result<FakeNetSuite::Rows> {
            return fail(ErrorKind::Rejected, QStringLiteral("no permission"));
        };
        QCOMPARE(AccountingPeriods(world.read(false)).closedAt(QDate(2026, 9, 15)), QString());
    }
};

QTEST_GUILESS_MAIN(AccountingPeriodsTest)
#include "AccountingPeriodsTest.moc"
