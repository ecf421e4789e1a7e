// SPDX-License-Identifier: GPL-3.0-or-later
// Many shipments as one feed: each line of its report finds its command, and a feed that fails is not sent again for ever.
#include "flows/ShipmentsWorld.h"

using namespace causeway;
using namespace causeway::flows;
using namespace causeway::tests;
using namespace causeway::tests::shipments_world;

class ShipmentFeedTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void manyGoAsOneFeedAndEachLineFindsItsCommand()
    {
        World world;
        world.setting("feedFrom", 2);
        world.packages = QStringList{QStringLiteral("T1|A-1 x 3"), QStringLiteral("T2|B-2")};
        std::vector<Command> commands = world.unsent();
        QCOMPARE(world.shipments.sendTogether(commands, world.flow), 5'000);
        QCOMPARE(world.shipments.sendTogether(std::span(commands).first(1), world.flow), 1);
        FlowContext context = world.context();
        const auto outcomes = world.shipments.send(commands, context);
        for (const Outcome& outcome : outcomes) {
            const auto* accepted = std::get_if<Accepted>(&outcome);
            QVERIFY(accepted != nullptr);
            QCOMPARE(accepted->handle, QStringLiteral("1"));
        }
        QVERIFY(world.amazon.confirmed.empty());
        QVERIFY(world.amazon.uploads.begin()->second.contains("<MessageID>4711002</MessageID>"));

        for (Command& command : commands)
            command.sentAtMs = world.clock.nowMs();
        // At work: neither there nor absent.
        world.clock.advance(120'000);
        auto found = world.shipments.find(commands, context);
        QCOMPARE(found->size(), 2U);
        for (const Found& one : *found)
            QVERIFY(!one.matches && one.askAgainAtMs && *one.askAgainAtMs > world.clock.nowMs());
        // Over: the first is shown, the second was refused.
        world.amazon.show(kOrder, *amazon::packageFromJson(commands[0].body[u"packageDetail"]));
        world.amazon.feeds[0].status = QStringLiteral("DONE");
        world.amazon.feeds[0].endedMs = world.clock.nowMs();
        world.amazon.feeds[0].resultDocumentId = QStringLiteral("result");
        world.amazon.uploads[QStringLiteral("result")] =
            "<AmazonEnvelope><Message><ProcessingReport><StatusCode>Complete</StatusCode><Result><MessageID>4711002</MessageID>"
            "<ResultCode>Error</ResultCode><ResultMessageCode>18028</ResultMessageCode><ResultDescription>No such item."
            "</ResultDescription></Result></ProcessingReport></Message></AmazonEnvelope>";
        found = world.shipments.find(commands, context);
        QCOMPARE(found->size(), 2U);
        QVERIFY(found->at(0).matches);
        QVERIFY(found->at(1).refused);
        QCOMPARE(found->at(1).refused->code, QStringLiteral("18028"));
        QVERIFY(found->at(1).refused->message.contains(QStringLiteral("No such item.")));
    }

    void aLostFeedIsFoundInTheListBeforeAnythingIsSentAgain()
    {
        World world;
        world.setting("feedFrom", 2);
        world.packages = QStringList{QStringLiteral("T1|A-1 x 3"), QStringLiteral("T2|B-2")};
        std::vector<Command> commands = world.unsent();
        world.amazon.lostAnswer = Error::make(ErrorKind::Unclear, QStringLiteral("cut"));
        FlowContext context = world.context();
        const auto outcomes = world.shipments.send(commands, context);
        QVERIFY(std::get<Error>(outcomes[0]).kind == ErrorKind::Unclear);
        for (Command& command : commands)
            command.sentAtMs = world.clock.nowMs();
        world.clock.advance(17 * 60'000); // the engine would send again what is absent now
        auto found = world.shipments.find(commands, context);
        QCOMPARE(found->size(), 2U);
        QVERIFY(found->at(0).askAgainAtMs.has_value());
        // The feed is over without a line for it, and Amazon has had its time to show it: absent.
        world.amazon.feeds[0].status = QStringLiteral("DONE");
        world.amazon.feeds[0].endedMs = world.clock.nowMs();
        world.clock.advance(16 * 60'000);
        QVERIFY(world.shipments.find(commands, context)->empty());
        // A feed from before it was sent says nothing about it.
        world.amazon.feeds[0].status = QStringLiteral("IN_QUEUE");
        world.amazon.feeds[0].endedMs.reset();
        world.amazon.feeds[0].createdMs -= 3'600'000;
        QVERIFY(world.shipments.find(commands, context)->empty());
    }

    void aFeedThatFailsAsAWholeIsNotSentAgainForEver_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<QByteArray>("result");
        QTest::addColumn<QString>("says");
        const QByteArray rejected =
            "<AmazonEnvelope><Message><ProcessingReport><StatusCode>Rejected</StatusCode><Result><MessageID>0</MessageID>"
            "<ResultCode>Error</ResultCode><ResultMessageCode>5001</ResultMessageCode><ResultDescription>XML Parsing Fatal Error "
            "at Line 7</ResultDescription></Result></ProcessingReport></Message></AmazonEnvelope>";
        QTest::newRow("fatal, with a reason") << "FATAL" << rejected << "XML Parsing Fatal Error";
        QTest::newRow("fatal, with something else") << "FATAL" << QByteArray("Internal error") << "FATAL";
        QTest::newRow("fatal, with nothing") << "FATAL" << QByteArray() << "FATAL";
        QTest::newRow("cancelled") << "CANCELLED" << QByteArray() << "CANCELLED";
        QTest::newRow("done, but rejected") << "DONE" << rejected << "XML Parsing Fatal Error";
    }
    void aFeedThatFailsAsAWholeIsNotSentAgainForEver()
    {
        QFETCH(QString, status);
        QFETCH(QByteArray, result);
        QFETCH(QString, says);
        World world;
        world.setting("feedFrom", 2);
        world.packages = QStringList{QStringLiteral("T1|A-1 x 3"), QStringLiteral("T2|B-2")};
        std::vector<Command> commands = world.unsent();
        FlowContext context = world.context();
        static_cast<void>(world.shipments.send(commands, context));
        for (Command& command : commands)
            command.sentAtMs = world.clock.nowMs();
        // Another feed, made an hour later, says nothing about these.
        amazon::Feed later = world.amazon.feeds[0];
        later.id = QStringLiteral("2");
        later.createdMs += 3'600'000;
        later.status = QStringLiteral("DONE");
        later.endedMs = later.createdMs + 60'000;
        world.amazon.feeds.push_back(later);
        world.amazon.feeds[0].status = status;
        world.amazon.feeds[0].endedMs = world.clock.nowMs() + 60'000;
        if (!result.isEmpty()) {
            world.amazon.feeds[0].resultDocumentId = QStringLiteral("result");
            world.amazon.uploads[QStringLiteral("result")] = result;
        }
        // Some of it may have been done: what Amazon shows in the next minutes counts.
        world.clock.advance(120'000);
        world.amazon.feeds.pop_back();
        auto found = world.shipments.find(commands, context);
        QCOMPARE(found->size(), 2U);
        QVERIFY(!found->at(0).refused && found->at(0).askAgainAtMs);
        world.amazon.show(kOrder, *amazon::packageFromJson(commands[0].body[u"packageDetail"]));
        world.amazon.feeds.push_back(later);
        world.clock.advance(2 * 3'600'000);
        found = world.shipments.find(commands, context);
        QCOMPARE(found->size(), 2U);
        QVERIFY(found->at(0).matches);
        QVERIFY(found->at(1).refused);
        QCOMPARE(found->at(1).refused->code, QStringLiteral("feed-failed"));
        QVERIFY2(found->at(1).refused->message.contains(says), qPrintable(found->at(1).refused->message));
        QVERIFY(!found->at(1).refused->remedy.isEmpty());
    }

    void whatDoesNotFitAFeedGoesByItself()
    {
        World world;
        world.setting("feedFrom", 2);
        world.packages =
            QStringList{QStringLiteral("%1|A-1 x 2").arg(QString(51, u'1')), QStringLiteral("T2|A-1"), QStringLiteral("T3|B-2")};
        FlowContext context = world.context();
        const auto outcomes = world.shipments.send(world.unsent(), context);
        QCOMPARE(outcomes.size(), 3U);
        QVERIFY(std::holds_alternative<Receipt>(outcomes[0]));
        QVERIFY(std::holds_alternative<Accepted>(outcomes[1]));
        QCOMPARE(world.amazon.confirmed.size(), 1U);
        QVERIFY(!world.amazon.uploads.begin()->second.contains("4711001"));
    }
};

QTEST_GUILESS_MAIN(ShipmentFeedTest)
#include "ShipmentFeedTest.moc"
