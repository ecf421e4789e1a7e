// SPDX-License-Identifier: GPL-3.0-or-later
// The pure rules of the engine: what becomes of an error, what may be edited, what is masked, what waits for a person.
#include <QTest>

#include "engine/Engine.h"
#include "engine/HandEdit.h"
#include "engine/Masking.h"
#include "engine/PlanHash.h"
#include "engine/RetryPolicy.h"
#include "engine/ReviewGate.h"

using namespace causeway;
using namespace causeway::engine;

namespace {
constexpr qint64 kNow = 1'795'428'000'000;
constexpr qint64 kMinute = 60'000;

Json json(const char* text)
{
    auto parsed = Json::parse(text);
    if (!parsed)
        qFatal("%s", text);
    return *parsed;
}

RetryPolicy::Decision decide(ErrorKind kind, int attempts = 0, std::optional<qint64> since = {},
                             std::optional<qint64> retryAt = {})
{
    Error error = Error::make(kind, QStringLiteral("m"));
    error.retryAtMs = retryAt;
    return RetryPolicy::decide(error, {kNow, attempts, since, 7});
}
} // namespace

class RulesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasItsPlace_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<bool>("waits");
        const auto row = [](ErrorKind kind, const char* state, const char* reason, bool waits) {
            QTest::newRow(qPrintable(toString(kind)))
                << static_cast<int>(kind) << QString::fromLatin1(state) << QString::fromLatin1(reason) << waits;
        };
        row(ErrorKind::RateLimited, "waiting", "quota", true);
        row(ErrorKind::NotYet, "waiting", "not-yet", true);
        row(ErrorKind::Unavailable, "waiting", "retry", true);
        row(ErrorKind::Unclear, "waiting", "checking", true);
        row(ErrorKind::Auth, "ready", "", false);
        row(ErrorKind::Cancelled, "ready", "", false);
        row(ErrorKind::Storage, "ready", "", false);
        row(ErrorKind::Unmapped, "error", "unmapped", false);
        row(ErrorKind::Rejected, "error", "rejected", false);
        row(ErrorKind::Conflict, "error", "conflict", false);
        row(ErrorKind::Invalid, "error", "invalid", false);
        row(ErrorKind::Defect, "error", "defect", false);
    }
    void everyKindHasItsPlace()
    {
        QFETCH(int, kind);
        QFETCH(QString, state);
        QFETCH(QString, reason);
        QFETCH(bool, waits);

        const auto decision = decide(static_cast<ErrorKind>(kind));

        QCOMPARE(db::toString(decision.state), state);
        QCOMPARE(decision.reason, reason);
        QCOMPARE(decision.dueAt.has_value(), waits);
    }

    void pausesDoubleUpToAQuarterOfAnHour()
    {
        const qint64 expected[] = {30, 60, 120, 240, 480, 900, 900, 900};
        for (int attempts = 0; attempts < 8; ++attempts) {
            for (qint64 seed = 1; seed < 200; ++seed) {
                const qint64 pause = RetryPolicy::pauseMs(attempts, seed);
                QVERIFY(pause <= expected[attempts] * 1000);
                QVERIFY(pause >= expected[attempts] * 750);
            }
        }
        QVERIFY(RetryPolicy::pauseMs(3, 1) != RetryPolicy::pauseMs(3, 2)); // not all at the same instant
        QVERIFY(RetryPolicy::pauseMs(1'000, 1) <= RetryPolicy::kLongestPauseMs);
        QCOMPARE(decide(ErrorKind::Unavailable, 9, {}, kNow + 3'600'000).dueAt.value_or(0),
                 kNow + 3'600'000); // Retry-After counts
    }

    void unknownOutcomesAreLookedUpOnARisingSchedule()
    {
        const qint64 sent = kNow;
        QList<qint64> seen;
        for (qint64 now = sent; seen.isEmpty() || seen.last() < sent + RetryPolicy::kQuietMs; now = seen.last())
            seen << RetryPolicy::nextCheckAt(sent, now);

        QCOMPARE(seen, (QList<qint64>{sent + 2'000, sent + 15'000, sent + kMinute, sent + 4 * kMinute, sent + 10 * kMinute,
                                      sent + 16 * kMinute}));
        QVERIFY(!RetryPolicy::mayResend(sent, sent + 16 * kMinute - 1));
        QVERIFY(RetryPolicy::mayResend(sent, sent + 16 * kMinute));
    }

    void notYetBecomesAnErrorAfterSevenDays()
    {
        const qint64 week = RetryPolicy::kNotYetLimitMs;
        QCOMPARE(db::toString(decide(ErrorKind::NotYet, 0, kNow - week + 1).state), QStringLiteral("waiting"));
        QCOMPARE(db::toString(decide(ErrorKind::NotYet, 0, kNow - week).state), QStringLiteral("error"));
    }

    void onlyADefiniteRefusalFreesTheBody()
    {
        using Executed = RetryPolicy::Executed;
        const auto executed = [](ErrorKind kind, int status) {
            Error error = Error::make(kind, {});
            error.httpStatus = status;
            return RetryPolicy::executed(error);
        };
        for (const ErrorKind kind : {ErrorKind::RateLimited, ErrorKind::Unavailable, ErrorKind::Auth, ErrorKind::Cancelled})
            QVERIFY(executed(kind, 0) == Executed::No);
        QVERIFY(executed(ErrorKind::Rejected, 400) == Executed::Refused);
        QVERIFY(executed(ErrorKind::Unclear, 500) == Executed::Unknown);
        QVERIFY(executed(ErrorKind::Conflict, 400) == Executed::Unknown); // "exists already"
        QVERIFY(executed(ErrorKind::Invalid, 204) == Executed::Unknown);  // an answer nobody can read
        QVERIFY(executed(ErrorKind::Defect, 0) == Executed::Refused);     // never left
    }

    void editsMayNotTouchMoneyKeysOrLines_data()
    {
        QTest::addColumn<QString>("patch");
        QTest::addColumn<QString>("path");
        const auto row = [](const char* patch, const char* path) {
            QTest::newRow(patch) << QString::fromLatin1(patch) << QString::fromLatin1(path);
        };
        row(R"({"memo":"x"})", "");
        row(R"({"shippingAddress":{"addr1":"x"}})", "");
        row(R"({"location":{"id":"4"}})", "");
        row(R"({"department":null})", "");
        row(R"({"shippingCost":1})", "shippingCost");
        row(R"({"item":{"items":[]}})", "item.items");
        row(R"({"item":null})", "item");
        row(R"({"item":"x"})", "item");
        row(R"({"externalId":"x"})", "externalId");
        row(R"({"otherRefNum":null})", "otherRefNum");
        row(R"({"entity":{"id":"1"}})", "entity");
        row(R"({"a":{"b":{"amount":1}}})", "a.b.amount");
        row(R"({"custbody_amz_order_id":"x"})", "custbody_amz_order_id");
        row(R"({"custbody_amz_variance_total":1})", "custbody_amz_variance_total");
    }
    void editsMayNotTouchMoneyKeysOrLines()
    {
        QFETCH(QString, patch);
        QFETCH(QString, path);
        const Json body =
            json(R"({"externalId":"K","otherRefNum":"1","item":{"items":[{"amount":1}]},"memo":"m","location":{"id":"3"},
            "department":{"id":"1"},"shippingAddress":{"addr1":"a"}})");

        const auto checked = HandEdit::check(json(patch.toLatin1()), body);

        QCOMPARE(checked ? QString() : checked.error().path, path);
    }

    void mergeFollowsRfc7396()
    {
        const Json merged =
            HandEdit::merge(json(R"({"a":1,"b":{"c":2,"d":3},"e":4})"), json(R"({"a":null,"b":{"c":9},"f":[1]})"));

        QCOMPARE(merged.toCanonicalBytes(), json(R"({"b":{"c":9,"d":3},"e":4,"f":[1]})").toCanonicalBytes());
    }

    void theLinesOfAJournalCanBeReadByWhoeverApprovesIt()
    {
        const Json body =
            json(R"({"memo":"Amazon US settlement 1","line":{"items":[{"debit":1.00,"memo":"Order|ItemFees|Commission"}]}})");
        QCOMPARE(Engine::masked(body, QStringLiteral("journalEntry")), body);
        QVERIFY(!Engine::masked(body, QStringLiteral("salesOrder")).toBytes().contains("Commission")); // a person's words
    }

    void personalDataIsMaskedOnBothSides()
    {
        const QByteArray amazon =
            maskPersonalData(json(R"({"orderId":"113-1","buyer":{"buyerName":"Grace Hopper","buyerEmail":"g@example.com",
            "buyerPurchaseOrderNumber":"PO-9"},"recipient":{"deliveryAddress":{"name":"Grace Hopper","addressLine1":"1 Navy Way","city":"Arlington",
            "countryCode":"US","phone":"555-0100"}},"orderItems":[{"giftOption":{"giftMessage":"Happy day"},"product":{"sellerSku":"MUG"}}]})"))
                .toBytes();
        const QByteArray netSuite =
            maskPersonalData(
                json(
                    R"({"externalId":"AMZ-SO-1","custbody_po_of_buyer":"Hopper-7","email":"g@example.com","firstName":"Grace","lastName":"Hopper",
            "shippingAddress":{"addressee":"Grace Hopper","addr1":"1 Navy Way","zip":"22202","country":{"id":"US"},"addrPhone":"555-0100"},
            "custbody_amz_buyer_po":"PO-9","item":{"items":[{"amount":12.30,"item":{"id":"98"}}]}})"))
                .toBytes();

        for (const QByteArray& text : {amazon, netSuite}) {
            for (const char* canary : {"race", "opper", "example", "Navy", "Arlington", "22202", "555", "PO-9", "appy"})
                QVERIFY2(!text.contains(canary), text.constData());
        }
        for (const char* kept : {"113-1", "\"US\"", "MUG"})
            QVERIFY2(amazon.contains(kept), kept);
        for (const char* kept : {"AMZ-SO-1", "\"US\"", "12.30", "98"})
            QVERIFY2(netSuite.contains(kept), kept);
    }

    void approvalIsBoundToEveryByte()
    {
        flows::Command command;
        command.target = QStringLiteral("netsuite");
        command.key = QStringLiteral("K");
        command.operation = QStringLiteral("create");
        command.type = QStringLiteral("salesOrder");
        command.body = json(R"({"a":1,"b":2})");
        flows::Command reordered = command, other = command, renamed = command;
        reordered.body = json(R"({"b":2,"a":1})");
        other.body = json(R"({"a":1,"b":2.0})");
        renamed.key = QStringLiteral("L");
        const auto hash = [](const flows::Command& c) { return planHash(std::span(&c, 1)); };

        QCOMPARE(hash(reordered), hash(command));
        QVERIFY(hash(other) != hash(command));
        QVERIFY(hash(renamed) != hash(command));
    }

    void guardedAsksWhereItsRulesSay_data()
    {
        QTest::addColumn<QString>("rules");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("variance");
        QTest::addColumn<int>("done");
        QTest::addColumn<bool>("asks");
        QTest::newRow("plain") << QStringLiteral("{}") << false << QStringLiteral("salesOrder") << QString() << 0 << false;
        QTest::newRow("no rules: closing") << QStringLiteral("{}") << true << QStringLiteral("salesOrder") << QString() << 0
                                           << true;
        QTest::newRow("no rules: journal") << QStringLiteral("{}") << false << QStringLiteral("journalEntry") << QString() << 0
                                           << true;
        QTest::newRow("closing allowed") << QStringLiteral(R"({"closeLines":false,"journals":true})") << true
                                         << QStringLiteral("salesOrder") << QString() << 0 << false;
        QTest::newRow("first records") << QStringLiteral(R"({"firstRecords":10})") << false << QStringLiteral("salesOrder")
                                       << QString() << 9 << true;
        QTest::newRow("after the first") << QStringLiteral(R"({"firstRecords":10})") << false << QStringLiteral("salesOrder")
                                         << QString() << 10 << false;
        QTest::newRow("variance over") << QStringLiteral(R"({"varianceOver":"1.00"})") << false << QStringLiteral("salesOrder")
                                       << QStringLiteral("-1.01") << 0 << true;
        QTest::newRow("variance within") << QStringLiteral(R"({"varianceOver":"1.00"})") << false << QStringLiteral("salesOrder")
                                         << QStringLiteral("1.00") << 0 << false;
    }
    void guardedAsksWhereItsRulesSay()
    {
        QFETCH(QString, rules);
        QFETCH(bool, closes);
        QFETCH(QString, type);
        QFETCH(QString, variance);
        QFETCH(int, done);
        QFETCH(bool, asks);
        config::FlowSettings flow;
        flow.mode = config::FlowMode::Guarded;
        flow.rules = json(rules.toLatin1());
        flows::Plan plan;
        flows::Command command;
        command.type = type;
        command.closesLines = closes;
        plan.commands = {command};
        if (!variance.isEmpty())
            plan.variance = Json::object(
                {{QStringLiteral("total"), Json(variance)}, {QStringLiteral("currency"), Json(QStringLiteral("USD"))}});

        QCOMPARE(!ReviewGate(flow, false, done).reason(plan, plan.commands).isEmpty(), asks);
        QVERIFY(!ReviewGate(flow, true, done).reason(plan, plan.commands).isEmpty()); // planned only
        QVERIFY(ReviewGate(flow, true, done).reason(plan, {}).isEmpty());             // nothing left to send
    }
};

QTEST_GUILESS_MAIN(RulesTest)
#include "RulesTest.moc"
