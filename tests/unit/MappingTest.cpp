// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "OrderWorld.h"
#include "mapping/AccountView.h"
#include "mapping/SkuMatcher.h"

using namespace causeway;
using namespace causeway::mapping;
using causeway::tests::OrderWorld;
using causeway::tests::parsed;

class MappingTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theStoresOwnEntryWins()
    {
        OrderWorld world;
        world.map("sku", "X", "item:1");
        world.map("sku", "X", "item:2", "us");
        world.map("sku", "X", "item:3", "ca");
        const MappingSnapshot us(world.configuration, world.store);
        QCOMPARE(us.skuItem(u"X", true), std::optional(QStringLiteral("2")));
        config::Store other = world.store;
        other.id = QStringLiteral("de");
        QCOMPARE(MappingSnapshot(world.configuration, other).skuItem(u"X", true), std::optional(QStringLiteral("1")));
    }

    void shipMethodKeysIgnoreLettersAndFallBackToTheStore()
    {
        OrderWorld world;
        world.map("shipMethod", "Second Day", "shipitem:45");
        const MappingSnapshot mappings(world.configuration, world.store);
        QCOMPARE(mappings.shipItem(u"SECOND_DAY"), std::optional(QStringLiteral("45")));
        QCOMPARE(mappings.shipItem(u"STANDARD"), std::optional(QStringLiteral("44")));
        world.store.defaults.shipMethod.clear();
        QVERIFY(!MappingSnapshot(world.configuration, world.store).shipItem(u"STANDARD"));
    }

    void taxIsByStateThenByCountry()
    {
        OrderWorld world;
        world.map("tax", "US/CA", "salestaxitem:5");
        world.map("tax", "US", "salestaxitem:6");
        const MappingSnapshot mappings(world.configuration, world.store);
        QCOMPARE(mappings.taxItem(QStringLiteral("US"), QStringLiteral("CA")), std::optional(QStringLiteral("5")));
        QCOMPARE(mappings.taxItem(QStringLiteral("US"), QStringLiteral("TX")), std::optional(QStringLiteral("6")));
        QVERIFY(!mappings.taxItem(QStringLiteral("CA"), QString()));
    }

    void valuesHaveTheirForm_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("id");
        QTest::newRow("item") << QStringLiteral("item:98") << QStringLiteral("item") << QStringLiteral("98");
        QTest::newRow("negative id") << QStringLiteral("item:-7") << QStringLiteral("item") << QStringLiteral("-7");
        QTest::newRow("other kind") << QStringLiteral("account:98") << QStringLiteral("item") << QString();
        QTest::newRow("longer word") << QStringLiteral("shipitem:98") << QStringLiteral("item") << QString();
        QTest::newRow("no id") << QStringLiteral("item:") << QStringLiteral("item") << QString();
        QTest::newRow("words") << QStringLiteral("item:abc") << QStringLiteral("item") << QString();
        QTest::newRow("only a sign") << QStringLiteral("item:-") << QStringLiteral("item") << QString();
    }
    void valuesHaveTheirForm()
    {
        QFETCH(QString, value);
        QFETCH(QString, prefix);
        QFETCH(QString, id);
        QCOMPARE(referenceId(value, prefix).value_or(QString()), id);
    }

    void matching_data()
    {
        QTest::addColumn<QString>("sku");
        QTest::addColumn<QStringList>("fields");
        QTest::addColumn<bool>("caseSensitive");
        QTest::addColumn<QString>("id");   // or
        QTest::addColumn<QString>("code"); // of the error
        const QStringList name{QStringLiteral("itemid")};
        const QStringList both{QStringLiteral("itemid"), QStringLiteral("custitem_amz_sku")};
        QTest::newRow("by name") << QStringLiteral("NF-1") << name << true << QStringLiteral("1") << QString();
        QTest::newRow("unknown") << QStringLiteral("NF-9") << name << true << QString() << QStringLiteral("no-item");
        QTest::newRow("letters matter") << QStringLiteral("nf-1") << name << true << QString() << QStringLiteral("no-item");
        QTest::newRow("letters do not matter") << QStringLiteral("nf-1") << name << false << QStringLiteral("1") << QString();
        QTest::newRow("two spellings, exact") << QStringLiteral("mug") << name << true << QStringLiteral("3") << QString();
        QTest::newRow("two spellings, loose")
            << QStringLiteral("mug") << name << false << QString() << QStringLiteral("ambiguous-item");
        QTest::newRow("inactive") << QStringLiteral("OLD") << name << true << QString() << QStringLiteral("inactive-item");
        QTest::newRow("second field") << QStringLiteral("AMZ-5") << both << true << QStringLiteral("5") << QString();
        QTest::newRow("first field first") << QStringLiteral("NF-1") << both << true << QStringLiteral("1") << QString();
        QTest::newRow("twice in one field") << QStringLiteral("TWICE") << both << true << QString()
                                            << QStringLiteral("ambiguous-item");
        QTest::newRow("inactive beside active") << QStringLiteral("AMZ-8") << both << true << QStringLiteral("8") << QString();
    }
    void matching()
    {
        QFETCH(QString, sku);
        QFETCH(QStringList, fields);
        QFETCH(bool, caseSensitive);
        QFETCH(QString, id);
        QFETCH(QString, code);
        const Json items = parsed(R"([
            {"id":"1","itemid":"NF-1","isinactive":"F"},
            {"id":"2","itemid":"MUG","isinactive":"F"}, {"id":"3","itemid":"mug","isinactive":"F"},
            {"id":"4","itemid":"OLD","isinactive":"T"},
            {"id":"5","itemid":"Z5","custitem_amz_sku":"AMZ-5","isinactive":"F"},
            {"id":"6","itemid":"Z6","custitem_amz_sku":"NF-1","isinactive":"F"},
            {"id":"7","itemid":"Z7","custitem_amz_sku":"AMZ-8","isinactive":"T"}, {"id":"8","itemid":"Z8","custitem_amz_sku":"AMZ-8","isinactive":"F"},
            {"id":"9","itemid":"Z9","custitem_amz_sku":"TWICE","isinactive":"F"}, {"id":"10","itemid":"Z10","custitem_amz_sku":"TWICE","isinactive":"F"}])");
        config::StoreDefaults defaults;
        defaults.skuFields = fields;
        defaults.skuCaseSensitive = caseSensitive;
        const auto match = SkuMatcher(defaults, items).match(sku, std::nullopt);
        QCOMPARE(match ? match->itemId : QString(), id);
        QCOMPARE(match ? QString() : match.error().code, code);
        if (!match) {
            QCOMPARE(toString(match.error().kind), toString(ErrorKind::Unmapped));
            QCOMPARE(match.error().causeKey, sku);
        }
    }

    void anItemIsFoundByItsAsin()
    {
        const Json items = parsed(R"([{"id":"1","itemid":"NF-1","custitem_asin":"B000000001","isinactive":"F"},
                                      {"id":"2","itemid":"B000000001","isinactive":"F"}])");
        config::StoreDefaults defaults;
        defaults.skuFields = QStringList{QStringLiteral("itemid"), QStringLiteral("asin:custitem_asin")};
        const SkuMatcher matcher(defaults, items);
        QCOMPARE(matcher.match(QStringLiteral("SKU-7"), std::nullopt, QStringLiteral("B000000001"))->itemId, QStringLiteral("1"));
        QCOMPARE(matcher.match(QStringLiteral("NF-1"), std::nullopt, QStringLiteral("B000000009"))->itemId, QStringLiteral("1"));
        QVERIFY(!matcher.match(QStringLiteral("SKU-7"), std::nullopt)); // no ASIN known: nothing equals nothing
        QVERIFY(!matcher.match(QStringLiteral("SKU-7"), std::nullopt, QStringLiteral("B000000002")));
    }

    void anErrorNamesTheCandidates()
    {
        const Json items = parsed(R"([{"id":"2","itemid":"MUG","isinactive":"F"},{"id":"3","itemid":"mug","isinactive":"F"}])");
        config::StoreDefaults defaults;
        QVERIFY(SkuMatcher(defaults, items)
                    .match(QStringLiteral("Mug"), std::nullopt)
                    .error()
                    .message.contains(QStringLiteral("MUG (2), mug (3)")));
        defaults.skuCaseSensitive = false;
        const Error error = SkuMatcher(defaults, items).match(QStringLiteral("Mug"), std::nullopt).error();
        QVERIFY(error.message.contains(QStringLiteral("MUG (2)")) && error.message.contains(QStringLiteral("mug (3)")));
    }

    void anAliasWinsAndMustBeActive()
    {
        const Json items = parsed(R"([{"id":"1","itemid":"NF-1","isinactive":"F"},{"id":"4","itemid":"OLD","isinactive":"T"}])");
        config::StoreDefaults defaults;
        const SkuMatcher matcher(defaults, items);
        QCOMPARE(matcher.match(QStringLiteral("OLD"), QStringLiteral("1"))->itemId, QStringLiteral("1"));
        QCOMPARE(matcher.match(QStringLiteral("X"), QStringLiteral("4")).error().code, QStringLiteral("inactive-item"));
        // Looked for and not there: an error of the SKU, so that a better mapping makes its orders ready again.
        const Error gone = matcher.match(QStringLiteral("X"), QStringLiteral("77")).error();
        QCOMPARE(gone.code, QStringLiteral("no-item"));
        QCOMPARE(gone.causeKey, QStringLiteral("X"));
        QCOMPARE(SkuMatcher(defaults, Json()).match(QStringLiteral("X"), QStringLiteral("77"))->itemId,
                 QStringLiteral("77")); // not looked up: NetSuite says
    }

    void collisionsAreCountedBeforeTheOptionIsUsed()
    {
        QCOMPARE(SkuMatcher::collisionsIgnoringCase(
                     {QStringLiteral("a"), QStringLiteral("A"), QStringLiteral("b"), QStringLiteral("b")}),
                 2);
        QCOMPARE(SkuMatcher::collisionsIgnoringCase({QStringLiteral("a"), QStringLiteral("b")}), 0);
    }

    void anAccountThatWasNotReadHasEverything()
    {
        const Json unknown = parsed(R"({"features":{},"fields":{}})");
        QVERIFY(AccountView(unknown).has(u"salesOrder", u"memo"));
        QVERIFY(!AccountView(unknown).surelyHas(u"salesOrder.item", u"taxCode"));
        const Json known = parsed(R"({"fields":{"salesOrder":["memo"]},"currencies":{"USD":"1"}})");
        QVERIFY(AccountView(known).has(u"salesOrder", u"Memo"));
        QVERIFY(!AccountView(known).has(u"salesOrder", u"custbody_amz_order_id"));
        QCOMPARE(AccountView(known).currencyId(u"USD"), std::optional(QStringLiteral("1")));
        QVERIFY(!AccountView(known).currencyId(u"EUR"));
    }
};

QTEST_GUILESS_MAIN(MappingTest)
#include "MappingTest.moc"
