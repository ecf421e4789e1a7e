// SPDX-License-Identifier: GPL-3.0-or-later
#include "DatabaseFixture.h"

using namespace causeway;
using namespace causeway::db;

namespace {
Error unmapped(const QString& sku)
{
    Error error = Error::make(ErrorKind::Unmapped, QStringLiteral("There is no item for SKU %1.").arg(sku),
                              QStringLiteral("Map it."), QStringLiteral("no-item"));
    error.causeKey = sku;
    return error;
}
} // namespace

/// The state machines of records and commands, as the engine moves them and as the database defends them.
class RecordsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DatabaseFixture> m;

    template<class Fn>
    auto records(Fn&& fn)
    {
        return m->database->write([&](Transaction& tx) {
            RecordWrites writes(tx);
            return fn(writes);
        });
    }
    template<class Fn>
    auto commands(Fn&& fn)
    {
        return m->database->write([&](Transaction& tx) {
            CommandWrites writes(tx);
            return fn(writes);
        });
    }
    RecordId claimed(const QString& key, qint64 epoch = 1)
    {
        const auto made = m->source(key);
        const auto rows = m->claim(epoch, 100);
        return made && rows && !rows->empty() ? made->id : RecordId();
    }
    static constexpr qint64 kNow = DatabaseFixture::kNow;

private Q_SLOTS:
    void init()
    {
        m = std::make_unique<DatabaseFixture>();
        VERIFY_OK(m->start());
    }
    void cleanup() { m.reset(); }

    void aSourceReadTwiceIsOneRecord()
    {
        const auto first = m->source(QStringLiteral("o-1"));
        VERIFY_OK(first);
        const auto again = m->source(QStringLiteral("o-1"), QStringLiteral("r1"), kNow + 5);

        VERIFY_OK(again);
        QCOMPARE(first->seen, Seen::New);
        QCOMPARE(again->seen, Seen::Unchanged);
        QCOMPARE(again->id, first->id);
        QCOMPARE(m->record(first->id).updatedAt, kNow);
        QCOMPARE(m->number(QStringLiteral("SELECT seen_at FROM record")), kNow + 5);
    }

    void aChangedSourceMakesAnyRestingRecordReadyAgain_data()
    {
        QTest::addColumn<QString>("state");
        for (const char* state : {"done", "error", "waiting", "review", "skipped"})
            QTest::newRow(state) << QString::fromLatin1(state);
    }
    void aChangedSourceMakesAnyRestingRecordReadyAgain()
    {
        QFETCH(QString, state);
        const RecordId id = claimed(QStringLiteral("o-1"));
        QVERIFY(id.isValid());
        VERIFY_OK(records([&](RecordWrites& writes) -> Result<void> {
            if (state == QStringLiteral("done"))
                return writes.done(id, 1, QStringLiteral("created"), kNow);
            if (state == QStringLiteral("error"))
                return writes.error(id, 1, unmapped(QStringLiteral("B-17")), kNow);
            if (state == QStringLiteral("waiting"))
                return writes.wait(id, 1, {QStringLiteral("retry"), kNow + 60'000, {}, 0}, kNow);
            if (state == QStringLiteral("review"))
                return writes.review(id, 1, QStringLiteral("plan-1"), QStringLiteral("preview"), {}, kNow);
            return writes.skip(id, 1, QStringLiteral("cancelled before import"), kNow);
        }));
        QCOMPARE(toString(m->record(id).state), state);

        const auto changed = m->source(QStringLiteral("o-1"), QStringLiteral("r2"), kNow + 10);

        VERIFY_OK(changed);
        QCOMPARE(changed->seen, Seen::Changed);
        QCOMPARE(toString(m->record(id).state), toString(RecordState::Ready));
        QCOMPARE(m->record(id).dueAt, std::optional(kNow + 10));
        QVERIFY(!m->record(id).cause.isValid());
    }

    void aRecordThatChangesWhileRunningIsPlannedAgainAfterwards()
    {
        const RecordId id = claimed(QStringLiteral("o-1"));
        VERIFY_OK(m->source(QStringLiteral("o-1"), QStringLiteral("r2"), kNow + 1));
        QCOMPARE(toString(m->record(id).state), toString(RecordState::Running));

        VERIFY_OK(records([&](RecordWrites& writes) { return writes.done(id, 1, QStringLiteral("created"), kNow + 2); }));

        QCOMPARE(toString(m->record(id).state), toString(RecordState::Ready));
        QCOMPARE(m->record(id).revision, QStringLiteral("r2"));
        // The second time nothing changes meanwhile.
        QCOMPARE(m->claim(1, 10, kNow + 3)->size(), std::size_t(1));
        VERIFY_OK(records([&](RecordWrites& writes) { return writes.done(id, 1, QStringLiteral("updated"), kNow + 4); }));
        QCOMPARE(toString(m->record(id).state), toString(RecordState::Done));
    }

    void aRecordBeingCheckedKeepsItsLookUpTimesWhenTheSourceChanges()
    {
        const RecordId id = claimed(QStringLiteral("o-1"));
        VERIFY_OK(records([&](RecordWrites& writes) {
            return writes.wait(id, 1, {QStringLiteral("checking"), kNow + 60'000, {}, 2}, kNow);
        }));

        VERIFY_OK(m->source(QStringLiteral("o-1"), QStringLiteral("r2"), kNow + 1));

        const RecordRow row = m->record(id);
        QCOMPARE(toString(row.state), toString(RecordState::Waiting));
        QCOMPARE(row.reason, QStringLiteral("checking"));
        QCOMPARE(row.dueAt, std::optional(kNow + 60'000));
        QCOMPARE(row.checks, 2);
        QCOMPARE(row.revision, QStringLiteral("r2"));
    }

    void aHandEditOfAnotherRevisionIsDropped()
    {
        const auto made = m->source(QStringLiteral("o-1"));
        const auto payload = m->database->write([&](Transaction& tx) {
            return PayloadTable(tx).put({QStringLiteral("personal"), QByteArray("sealed"), QStringLiteral("hash"), 6, {}}, kNow);
        });
        VERIFY_OK(payload);
        const auto edited = records([&](RecordWrites& writes) { return writes.setEdit(made->id, *payload, kNow); });
        VERIFY_OK(edited);
        QVERIFY(*edited);
        QCOMPARE(m->record(made->id).editBase, QStringLiteral("r1"));

        const auto changed = m->source(QStringLiteral("o-1"), QStringLiteral("r2"), kNow + 1);

        QVERIFY(changed->editDropped);
        QVERIFY(!m->record(made->id).editPayload.isValid());
    }

    void pendingAndCancelledOrdersWaitOrAreSkippedUntilSomethingWasWritten()
    {
        const auto pending = m->source(QStringLiteral("o-1"), QStringLiteral("r1"), kNow, QStringLiteral("pending at Amazon"));
        QCOMPARE(toString(pending->state), toString(RecordState::Waiting));
        QVERIFY(!m->record(pending->id).dueAt);
        QCOMPARE(m->claim(1, 10, kNow + 1'000'000'000)->size(), std::size_t(0));

        const auto released = m->source(QStringLiteral("o-1"), QStringLiteral("r2"), kNow + 1);
        QCOMPARE(toString(released->state), toString(RecordState::Ready));

        const auto cancelled =
            m->source(QStringLiteral("o-2"), QStringLiteral("r1"), kNow, {}, QStringLiteral("cancelled before import"));
        QCOMPARE(toString(cancelled->state), toString(RecordState::Skipped));
        QCOMPARE(m->record(cancelled->id).reason, QStringLiteral("cancelled before import"));

        // o-1 is written to NetSuite; now its cancellation is the plan's business.
        QCOMPARE(m->claim(1, 10, kNow + 2)->size(), std::size_t(1));
        const auto command = m->plan(pending->id, QStringLiteral("AMZ-SO-1"));
        VERIFY_OK(commands([&](CommandWrites& writes) {
            return writes.receipt(command->id, 1, QStringLiteral("4711"), {}, QStringLiteral("created"), kNow + 2);
        }));
        VERIFY_OK(
            records([&](RecordWrites& writes) { return writes.done(pending->id, 1, QStringLiteral("created"), kNow + 2); }));
        const auto late =
            m->source(QStringLiteral("o-1"), QStringLiteral("r3"), kNow + 3, {}, QStringLiteral("cancelled before import"));
        QCOMPARE(toString(late->state), toString(RecordState::Ready));
    }

    void claimTakesTheOldestDueFirstAndNothingTwice()
    {
        for (int i = 0; i < 10; ++i)
            VERIFY_OK(m->source(QStringLiteral("o-%1").arg(i), QStringLiteral("r1"), kNow + i));

        const auto first = m->claim(1, 4, kNow + 100);
        const auto second = m->claim(1, 100, kNow + 7);
        const auto third = m->claim(1, 100, kNow + 100);

        QCOMPARE(first->size(), std::size_t(4));
        for (std::size_t i = 0; i < 4; ++i)
            QCOMPARE(first->at(i).key, QStringLiteral("o-%1").arg(i));
        QCOMPARE(second->size(), std::size_t(4)); // o-4 … o-7
        QCOMPARE(third->size(), std::size_t(2));
        QCOMPARE(m->claim(1, 100, kNow + 100)->size(), std::size_t(0));
        for (const RecordRow& row : *first) {
            QCOMPARE(toString(row.state), toString(RecordState::Running));
            QCOMPARE(toString(m->record(row.id).state), toString(RecordState::Running));
        }
    }

    void aClaimCanBeLimitedToNamedRecords()
    {
        const auto one = m->source(QStringLiteral("o-1"));
        const auto two = m->source(QStringLiteral("o-2"));
        const std::vector<RecordId> wanted{two->id};

        const auto rows = m->database->write(
            [&](Transaction& tx) { return RecordWrites(tx).claim(m->flow, m->store, 1, 10, kNow, {}, wanted); });

        VERIFY_OK(rows);
        QCOMPARE(rows->size(), std::size_t(1));
        QCOMPARE(rows->front().id, two->id);
        QCOMPARE(toString(m->record(one->id).state), toString(RecordState::Ready));
    }

    void whoeverIsFencedChangesNothing()
    {
        const RecordId id = claimed(QStringLiteral("o-1"), 1);
        const auto command = m->plan(id, QStringLiteral("AMZ-SO-1"));
        const std::vector<CommandId> ids{command->id};
        VERIFY_OK(commands([&](CommandWrites& writes) { return writes.markSent(ids, 1, kNow); }));
        // Another process recovers with the next epoch.
        const auto recovered = records([&](RecordWrites& writes) { return writes.recoverOrphans(2, kNow + 1); });
        VERIFY_OK(recovered);
        QCOMPARE(recovered->commands, 1);
        QCOMPARE(recovered->checking, 1);

        const auto done = records([&](RecordWrites& writes) { return writes.done(id, 1, QStringLiteral("created"), kNow + 2); });
        const auto waits = records([&](RecordWrites& writes) {
            return writes.wait(id, 1, {QStringLiteral("retry"), kNow, {}, 0}, kNow + 2);
        });
        const auto notSent = commands([&](CommandWrites& writes) { return writes.notExecuted(command->id, 1, kNow + 2); });

        QCOMPARE(done.error().code, QStringLiteral("fenced"));
        QCOMPARE(waits.error().code, QStringLiteral("fenced"));
        QCOMPARE(notSent.error().code, QStringLiteral("fenced"));
        QCOMPARE(m->record(id).reason, QStringLiteral("checking"));

        // The new process has it on the wire: a late answer for the old one must not count as its receipt.
        QCOMPARE(m->claim(2, 10, kNow + 2)->size(), std::size_t(1));
        VERIFY_OK(commands([&](CommandWrites& writes) { return writes.markSent(ids, 2, kNow + 2); }));
        const auto late = commands([&](CommandWrites& writes) {
            return writes.receipt(command->id, 1, QStringLiteral("1"), {}, QStringLiteral("created"), kNow + 3);
        });
        QCOMPARE(late.error().code, QStringLiteral("fenced"));
    }

    void recoveryMakesRunningReadyAndSentChecking()
    {
        const RecordId sending = claimed(QStringLiteral("o-1"));
        const RecordId planning = claimed(QStringLiteral("o-2"));
        const auto command = m->plan(sending, QStringLiteral("AMZ-SO-1"));
        const std::vector<CommandId> ids{command->id};
        VERIFY_OK(commands([&](CommandWrites& writes) { return writes.markSent(ids, 1, kNow); }));
        const auto attempt = m->database->write([&](Transaction& tx) {
            return AttemptWrites(tx).start({QStringLiteral("send"), sending, command->id, {}, {}, 1}, kNow);
        });
        VERIFY_OK(attempt);
        const auto run = m->database->write([&](Transaction& tx) {
            return RunWrites(tx).start(m->flow, m->store, QStringLiteral("by-hand"), Json::object(), kNow);
        });

        const auto epoch = m->database->write([](Transaction& tx) { return InstanceTable(tx).nextEpoch(); });
        VERIFY_OK(epoch);
        const auto recovered = records([&](RecordWrites& writes) { return writes.recoverOrphans(*epoch + 1, kNow + 9); });

        VERIFY_OK(recovered);
        QCOMPARE(recovered->ready, 1);
        QCOMPARE(recovered->checking, 1);
        QCOMPARE(recovered->runs, 1);
        QCOMPARE(toString(m->record(planning).state), toString(RecordState::Ready));
        QCOMPARE(toString(m->record(sending).state), toString(RecordState::Waiting));
        QCOMPARE(m->record(sending).dueAt, std::optional(kNow + 9));
        QCOMPARE(m->number(QStringLiteral("SELECT count(*) FROM attempt WHERE outcome = 'interrupted'")), 1);
        const auto runRow = m->database->read([&](Connection& connection) { return RunReads(connection).find(*run); });
        QCOMPARE((*runRow)->state, QStringLiteral("interrupted"));
        const auto late = m->database->write([&](Transaction& tx) {
            return AttemptWrites(tx).finish(*attempt, {QStringLiteral("ok"), 204, {}, {}, {}}, kNow + 10);
        });
        QCOMPARE(late.error().code, QStringLiteral("fenced"));
    }

    void aRunIsThrottledAsOftenAsItsTriesSay()
    {
        const auto run = m->database->write([&](Transaction& tx) {
            return RunWrites(tx).start(m->flow, m->store, QStringLiteral("by-hand"), Json::object(), kNow);
        });
        VERIFY_OK(run);
        const RecordId first = claimed(QStringLiteral("o-1")), second = claimed(QStringLiteral("o-2"));
        VERIFY_OK(m->database->write([&](Transaction& tx) -> Result<void> {
            if (auto set = tx.execute(QStringLiteral("UPDATE record SET run_id = ?"), {run->value()}); !set)
                return fail(set.error());
            for (const auto& [record, at] : {std::pair(first, kNow), std::pair(second, kNow), std::pair(first, kNow + 5)}) {
                const AttemptWrites::Finish finish{QStringLiteral("rate-limited"), 429, {}, {}, {}};
                if (auto noted = AttemptWrites(tx).note({QStringLiteral("find"), record, {}, *run, {}, 1}, finish, at); !noted)
                    return fail(noted.error());
            }
            return RunWrites(tx).finish(*run, QStringLiteral("interrupted"), std::nullopt, kNow + 9);
        }));

        const auto row = m->database->read([&](Connection& connection) { return RunReads(connection).find(*run); });
        QCOMPARE((*row)->calls.throttled, 2); // one call for two records, and one more
    }

    void errorsAreGroupedByCauseAndReadyOnceMapped()
    {
        for (int i = 0; i < 3; ++i) {
            const RecordId id = claimed(QStringLiteral("o-%1").arg(i));
            VERIFY_OK(records([&](RecordWrites& writes) {
                return writes.error(id, 1, unmapped(i < 2 ? QStringLiteral("B-17") : QStringLiteral("C-1")), kNow + i);
            }));
        }
        const auto causes = m->database->read([](Connection& connection) { return RecordReads(connection).openCauses(); });
        VERIFY_OK(causes);
        QCOMPARE(causes->size(), std::size_t(2));
        QCOMPARE(causes->front().key, QStringLiteral("B-17"));
        QCOMPARE(causes->front().records, 2);
        QCOMPARE(causes->front().amounts.front(), Money(2'500, QStringLiteral("USD")));
        QCOMPARE(m->record(RecordId(1)).error->causeKey, QStringLiteral("B-17"));

        const auto ready = records([&](RecordWrites& writes) {
            return writes.readyByCause({}, {}, QStringLiteral("unmapped"), QStringLiteral("no-item"), QStringLiteral("B-17"),
                                       kNow + 5);
        });

        VERIFY_OK(ready);
        QCOMPARE(ready->size(), std::size_t(2));
        const auto left = m->database->read([](Connection& connection) { return RecordReads(connection).openCauses(); });
        QCOMPARE(left->size(), std::size_t(1));
    }

    void anApprovalHoldsForExactlyOnePlan()
    {
        const RecordId id = claimed(QStringLiteral("o-1"));
        VERIFY_OK(records([&](RecordWrites& writes) {
            return writes.review(id, 1, QStringLiteral("plan-2"), QStringLiteral("preview"), {}, kNow);
        }));

        const auto old = records([&](RecordWrites& writes) { return writes.approve(id, QStringLiteral("plan-1"), kNow); });
        QVERIFY(!*old);
        QCOMPARE(toString(m->record(id).state), toString(RecordState::Review));
        const auto right = records([&](RecordWrites& writes) { return writes.approve(id, QStringLiteral("plan-2"), kNow); });
        QVERIFY(*right);
        QCOMPARE(toString(m->record(id).state), toString(RecordState::Ready));
        QCOMPARE(m->record(id).approvedHash, QStringLiteral("plan-2"));
    }

    void retryNeverShortensTheQuietTime()
    {
        const RecordId id = claimed(QStringLiteral("o-1"));
        VERIFY_OK(records([&](RecordWrites& writes) {
            return writes.wait(id, 1, {QStringLiteral("checking"), kNow + 60'000, {}, 3}, kNow);
        }));

        const auto retried = records([&](RecordWrites& writes) { return writes.retry(id, kNow + 1); });

        QVERIFY(*retried);
        QCOMPARE(toString(m->record(id).state), toString(RecordState::Waiting));
        QCOMPARE(m->record(id).reason, QStringLiteral("checking"));
        QCOMPARE(m->record(id).dueAt, std::optional(kNow + 1));
        QCOMPARE(m->record(id).checks, 3);
        QVERIFY(!*records([&](RecordWrites& writes) { return writes.dismiss(id, QStringLiteral("no"), kNow + 1); }));
    }

    void dismissedRecordsCanComeBack()
    {
        const RecordId id = claimed(QStringLiteral("o-1"));
        VERIFY_OK(records([&](RecordWrites& writes) { return writes.error(id, 1, unmapped(QStringLiteral("B-17")), kNow); }));

        QVERIFY(*records([&](RecordWrites& writes) { return writes.dismiss(id, QStringLiteral("booked by hand"), kNow + 1); }));
        QCOMPARE(toString(m->record(id).state), toString(RecordState::Skipped));
        QCOMPARE(m->record(id).note, QStringLiteral("booked by hand"));
        QVERIFY(*records([&](RecordWrites& writes) { return writes.undismiss(id, kNow + 2); }));
        QCOMPARE(toString(m->record(id).state), toString(RecordState::Ready));
    }

    void waitingSinceCountsFromTheFirstTimeForOneReason()
    {
        const RecordId id = claimed(QStringLiteral("o-1"));
        const Error offline = Error::make(ErrorKind::Unavailable, QStringLiteral("NetSuite could not be reached."));
        for (int i = 0; i < 3; ++i) {
            VERIFY_OK(records([&](RecordWrites& writes) {
                return writes.wait(id, 1, {QStringLiteral("retry"), kNow + i, offline, 0}, kNow + i);
            }));
            QCOMPARE(m->claim(1, 10, kNow + i)->size(), std::size_t(1));
        }
        VERIFY_OK(records([&](RecordWrites& writes) {
            return writes.wait(id, 1, {QStringLiteral("retry"), kNow + 9, offline, 0}, kNow + 9);
        }));
        QCOMPARE(m->record(id).waitingSince, std::optional(kNow));
        QCOMPARE(m->record(id).attempts, 4);
        // One line in the story, not four.
        QCOMPARE(m->number(QStringLiteral("SELECT count(*) FROM record_event WHERE state = 'waiting'")), 1);
    }

    void doneNeedsEveryReceipt()
    {
        const RecordId id = claimed(QStringLiteral("o-1"));
        const auto customer = m->plan(id, QStringLiteral("AMZ-CUS-1"), QStringLiteral("h"), QStringLiteral("customer"), 0);
        const auto order = m->plan(id, QStringLiteral("AMZ-SO-1"), QStringLiteral("h"), QStringLiteral("salesOrder"), 1);
        VERIFY_OK(commands([&](CommandWrites& writes) {
            return writes.receipt(customer->id, 1, QStringLiteral("7"), {}, QStringLiteral("created"), kNow);
        }));

        const auto early = records([&](RecordWrites& writes) { return writes.done(id, 1, QStringLiteral("created"), kNow); });
        QCOMPARE(early.error().code, QStringLiteral("constraint"));
        QCOMPARE(toString(m->record(id).state), toString(RecordState::Running));

        VERIFY_OK(commands([&](CommandWrites& writes) {
            return writes.receipt(order->id, 1, QStringLiteral("4711"), QStringLiteral("SO-9"), QStringLiteral("created"), kNow);
        }));
        VERIFY_OK(records([&](RecordWrites& writes) { return writes.done(id, 1, QStringLiteral("created"), kNow); }));
        const RecordRow row = m->record(id);
        QCOMPARE(row.targets.size(), std::size_t(2));
        QCOMPARE(row.targets[1], (TargetRow{QStringLiteral("salesOrder"), QStringLiteral("4711"), QStringLiteral("AMZ-SO-1"),
                                            QStringLiteral("SO-9")}));
    }

    void aBodyMayChangeOnlyWhileItCannotHaveArrived()
    {
        const RecordId id = claimed(QStringLiteral("o-1"));
        const auto command = m->plan(id, QStringLiteral("AMZ-SO-1"), QStringLiteral("h1"));
        QCOMPARE(m->plan(id, QStringLiteral("AMZ-SO-1"), QStringLiteral("h2"))->bodyHash, QStringLiteral("h2"));
        const std::vector<CommandId> ids{command->id};
        QCOMPARE(commands([&](CommandWrites& writes) { return writes.markSent(ids, 1, kNow); })->size(), std::size_t(1));
        QCOMPARE(commands([&](CommandWrites& writes) { return writes.markSent(ids, 1, kNow); })->size(),
                 std::size_t(0)); // on the wire already

        QCOMPARE(m->plan(id, QStringLiteral("AMZ-SO-1"), QStringLiteral("h3"))->bodyHash, QStringLiteral("h2"));
        const auto forced = m->execute(QStringLiteral("UPDATE command SET body_hash = 'h3'"));
        QCOMPARE(forced.error().code, QStringLiteral("constraint"));

        VERIFY_OK(commands([&](CommandWrites& writes) { return writes.refused(command->id, 1, kNow); }));
        const auto again = m->plan(id, QStringLiteral("AMZ-SO-1"), QStringLiteral("h4"));
        QCOMPARE(again->bodyHash, QStringLiteral("h4"));
        QCOMPARE(toString(again->state), toString(CommandState::Planned));
        QCOMPARE(again->sends, 1);
    }

    void aReceiptIsNeverChanged()
    {
        const RecordId id = claimed(QStringLiteral("o-1"));
        const auto command = m->plan(id, QStringLiteral("AMZ-SO-1"));
        const auto receipt = [&](const QString& remoteId) {
            return commands([&](CommandWrites& writes) {
                return writes.receipt(command->id, 1, remoteId, {}, QStringLiteral("created"), kNow);
            });
        };
        VERIFY_OK(receipt(QStringLiteral("4711")));

        VERIFY_OK(receipt(QStringLiteral("4711")));
        QCOMPARE(toString(receipt(QStringLiteral("4712")).error().kind), toString(ErrorKind::Conflict));
        QCOMPARE(m->execute(QStringLiteral("UPDATE command SET remote_id = '4712'")).error().code, QStringLiteral("constraint"));
    }

    void staleLinksGoUnlessTheyReachedTheTarget()
    {
        const RecordId id = claimed(QStringLiteral("o-1"));
        const auto keep = m->plan(id, QStringLiteral("A"), QStringLiteral("h"), QStringLiteral("customer"), 0);
        const auto never = m->plan(id, QStringLiteral("B"), QStringLiteral("h"), QStringLiteral("customer"), 1);
        const auto onWire = m->plan(id, QStringLiteral("C"), QStringLiteral("h"), QStringLiteral("salesOrder"), 2);
        const std::vector<CommandId> sent{onWire->id}, newest{keep->id};
        VERIFY_OK(commands([&](CommandWrites& writes) { return writes.markSent(sent, 1, kNow); }));

        VERIFY_OK(commands([&](CommandWrites& writes) { return writes.dropStaleLinks(id, newest); }));

        const auto left = m->database->read([&](Connection& connection) { return RecordReads(connection).commands(id); });
        QCOMPARE(left->size(), std::size_t(2));
        QCOMPARE(left->at(0).id, keep->id);
        QCOMPARE(left->at(1).id, onWire->id);
        QVERIFY(never->id.isValid());
    }

    void twoOrdersShareOneCustomer()
    {
        const RecordId one = claimed(QStringLiteral("o-1"));
        const RecordId two = claimed(QStringLiteral("o-2"));
        const auto first = m->plan(one, QStringLiteral("AMZ-CUS-1"), QStringLiteral("h"), QStringLiteral("customer"));
        const auto second = m->plan(two, QStringLiteral("AMZ-CUS-1"), QStringLiteral("h"), QStringLiteral("customer"));

        QCOMPARE(first->id, second->id);
        const auto others = commands([&](CommandWrites& writes) { return writes.otherRecords(first->id, one); });
        QCOMPARE(others->size(), std::size_t(1));
        QCOMPARE(others->front(), two);
    }

    void theDatabaseRefusesWhatMustNotHappen_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("record deleted") << QStringLiteral("DELETE FROM record");
        QTest::newRow("command deleted") << QStringLiteral("DELETE FROM command");
        QTest::newRow("attempt deleted") << QStringLiteral("DELETE FROM attempt");
        QTest::newRow("event deleted") << QStringLiteral("DELETE FROM record_event");
        QTest::newRow("audit deleted") << QStringLiteral("DELETE FROM audit");
        QTest::newRow("audit changed") << QStringLiteral("UPDATE audit SET actor = 'nobody'");
        QTest::newRow("finished attempt changed") << QStringLiteral("UPDATE attempt SET outcome = 'ok'");
        QTest::newRow("ready to done") << QStringLiteral("UPDATE record SET state = 'done', due_at = NULL WHERE state = 'ready'");
        QTest::newRow("running without epoch")
            << QStringLiteral("UPDATE record SET state = 'running', due_at = NULL WHERE state = 'ready'");
        QTest::newRow("error without cause") << QStringLiteral(
            "UPDATE record SET state = 'error', claimed_epoch = NULL, error_json = '{}' WHERE state = 'running'");
        QTest::newRow("ready without time") << QStringLiteral("UPDATE record SET due_at = NULL WHERE state = 'ready'");
        QTest::newRow("unknown state") << QStringLiteral(
            "UPDATE record SET state = 'finished', due_at = NULL WHERE state = 'ready'");
        QTest::newRow("other key") << QStringLiteral("UPDATE record SET key = 'x' WHERE state = 'ready'");
        QTest::newRow("done without receipt") << QStringLiteral("UPDATE command SET state = 'done'");
        QTest::newRow("sent without epoch") << QStringLiteral("UPDATE command SET state = 'sent'");
        QTest::newRow("planned to checking") << QStringLiteral("UPDATE command SET state = 'checking'");
        QTest::newRow("command key") << QStringLiteral("UPDATE command SET key = 'B'");
        QTest::newRow("key with a pipe") << QStringLiteral(
            "INSERT INTO command(target, key, operation, type, state, body_hash, created_at, updated_at) "
            "VALUES ('netsuite', 'A|B', 'create', 'x', 'planned', 'h', 1, 1)");
        QTest::newRow("amount as text") << QStringLiteral("UPDATE record SET amount = '12.50' WHERE state = 'ready'");
        QTest::newRow("amount without currency") << QStringLiteral("UPDATE record SET currency = NULL WHERE state = 'ready'");
        QTest::newRow("erased payload with bytes") << QStringLiteral("UPDATE payload SET erased_at = 5");
    }
    void theDatabaseRefusesWhatMustNotHappen()
    {
        QFETCH(QString, sql);
        const RecordId running = claimed(QStringLiteral("o-1"));
        VERIFY_OK(m->source(QStringLiteral("o-2")));
        VERIFY_OK(m->plan(running, QStringLiteral("A")));
        VERIFY_OK(m->database->write([&](Transaction& tx) {
            return AttemptWrites(tx).note({QStringLiteral("plan"), running, {}, {}, {}, 1}, {QStringLiteral("ok"), 0, {}, {}, {}},
                                          kNow);
        }));
        VERIFY_OK(m->database->write([&](Transaction& tx) {
            return PayloadTable(tx).put({QStringLiteral("personal"), "x", QStringLiteral("h"), 1, {}}, kNow);
        }));
        VERIFY_OK(m->execute(QStringLiteral(
            "INSERT INTO audit(at, actor, action, subject, previous_hash, hash) VALUES (1, 'a', 'b', 'c', '', 'h')")));

        const auto refused = m->execute(sql);

        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), toString(ErrorKind::Defect));
        QCOMPARE(refused.error().code, QStringLiteral("constraint"));
    }

    void everyStateIsReachableAndEveryOtherMoveRefused()
    {
        // The moves of architecture section 5, and no others.
        const QStringList legal{
            QStringLiteral("ready running"), QStringLiteral("ready waiting"),   QStringLiteral("ready skipped"),
            QStringLiteral("running done"),  QStringLiteral("running review"),  QStringLiteral("running waiting"),
            QStringLiteral("running error"), QStringLiteral("running skipped"), QStringLiteral("running ready"),
            QStringLiteral("waiting ready"), QStringLiteral("waiting running"), QStringLiteral("waiting skipped"),
            QStringLiteral("review ready"),  QStringLiteral("review skipped"),  QStringLiteral("review waiting"),
            QStringLiteral("error ready"),   QStringLiteral("error skipped"),   QStringLiteral("error waiting"),
            QStringLiteral("skipped ready"), QStringLiteral("skipped waiting"), QStringLiteral("done ready")};
        QStringList stored;
        VERIFY_OK(m->database->read([&](Connection& connection) {
            return connection.query(QStringLiteral("SELECT a || ' ' || b FROM record_move"), {},
                                    [&](const Row& row) { stored.append(row.text(0)); });
        }));
        stored.sort();
        QStringList expected = legal;
        expected.sort();
        QCOMPARE(stored, expected);
    }

    void countersEqualCounts()
    {
        for (int i = 0; i < 40; ++i)
            VERIFY_OK(m->source(QStringLiteral("o-%1").arg(i), QStringLiteral("r1"), kNow,
                                i % 7 == 0 ? QStringLiteral("pending at Amazon") : QString()));
        const auto rows = m->claim(1, 20);
        for (std::size_t i = 0; i < rows->size(); ++i) {
            const RecordId id = rows->at(i).id;
            VERIFY_OK(records([&](RecordWrites& writes) -> Result<void> {
                switch (i % 5) {
                case 0:
                    return writes.done(id, 1, QStringLiteral("created"), kNow);
                case 1:
                    return writes.error(id, 1, unmapped(QStringLiteral("S")), kNow);
                case 2:
                    return writes.skip(id, 1, QStringLiteral("x"), kNow);
                case 3:
                    return writes.review(id, 1, QStringLiteral("p"), QStringLiteral("preview"), {}, kNow);
                default:
                    return {};
                }
            }));
        }
        for (const RecordState state : {RecordState::Ready, RecordState::Running, RecordState::Waiting, RecordState::Review,
                                        RecordState::Error, RecordState::Done, RecordState::Skipped}) {
            const auto counted = m->database->read([&](Connection& connection) { return RecordReads(connection).count(state); });
            VERIFY_OK(counted);
            QCOMPARE(*counted, m->number(QStringLiteral("SELECT count(*) FROM record WHERE state = ?"), {toString(state)}));
            const auto elsewhere = m->database->read(
                [&](Connection& connection) { return RecordReads(connection).count(state, m->flow, QStringLiteral("de")); });
            QCOMPARE(*elsewhere, 0);
        }
    }
};

QTEST_GUILESS_MAIN(RecordsTest)
#include "RecordsTest.moc"
