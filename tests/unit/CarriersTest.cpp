// SPDX-License-Identifier: GPL-3.0-or-later
// Carriers recognised from ship items and tracking numbers, and the contents of packages.
#include "mapping/Carriers.h"

#include <QTest>

#include "mapping/PackageContents.h"

using namespace causeway::mapping;

class CarriersTest final : public QObject
{
    Q_OBJECT

    static QString inWords(const PackageContents& contents)
    {
        QStringList parcels;
        for (const Parcel& parcel : contents.parcels) {
            QStringList items;
            for (const auto& [id, quantity] : parcel.items)
                items += QStringLiteral("%1x%2").arg(quantity).arg(id);
            parcels += parcel.tracking + u':' + items.join(u'+');
        }
        return parcels.join(u' ');
    }

private Q_SLOTS:
    void aCarrierIsRecognised_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("tracking");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("sure");
        const auto row = [](const char* name, const char* tracking, const char* value, bool sure) {
            QTest::addRow("%s/%s", name, tracking)
                << QString::fromUtf8(name) << QString::fromUtf8(tracking) << QString::fromUtf8(value) << sure;
        };
        row("UPS Ground", "", "UPS", true);
        row("ups® ground (commercial)", "", "UPS", true);
        row("FedEx SmartPost", "", "FedEx SmartPost", true); // the longest name wins over FedEx
        row("Federal Express 2-Day", "", "FedEx", true);
        row("USPS Priority Mail", "1Z999AA10123456784", "USPS", true); // the name counts before the number
        row("UPS Mail Innovations", "", "UPS Mail Innovations", true);
        row("DPD Classic", "", "DPD", true);
        row("Upsell special", "", "Other:Upsell special", false); // a part of a word is no carrier
        row("Target delivery", "", "Other:Target delivery", false);
        row("Professional service", "", "Other:Professional service", false);
        row("Local Courier", "", "Other:Local Courier", false);
        row("Local Courier", "1Z999AA10123456784", "UPS", true);
        row("", "1z 999 aa1 01 2345 6784", "UPS", true);
        row("", "9400111899223197428490", "USPS", true);
        row("", "RA123456789US", "USPS", true);
        row("", "RA123456789GB", "Royal Mail", true);
        row("", "TBA123456789000", "Amazon Shipping", true);
    }
    void aCarrierIsRecognised()
    {
        QFETCH(QString, name);
        QFETCH(QString, tracking);
        QFETCH(QString, value);
        QFETCH(bool, sure);
        const auto proposal = proposeCarrier(name, tracking);
        QVERIFY(proposal);
        QCOMPARE(proposal->carrier.mappingValue(), value);
        QCOMPARE(proposal->sure, sure);
        QVERIFY(!proposal->evidence.isEmpty());
    }

    void nothingIsGuessedFromANumberAlone()
    {
        for (const QString& tracking : {QString(), QStringLiteral("123456789012"), QStringLiteral("1Z12"), QStringLiteral("ABC")})
            QVERIFY(!proposeCarrier({}, tracking));
    }

    void aMappingNamesACodeOrAName()
    {
        QCOMPARE(carrierFromMapping(QStringLiteral(" UPS "))->code, QStringLiteral("UPS"));
        QCOMPARE(carrierFromMapping(QStringLiteral("Other:Local Courier"))->name, QStringLiteral("Local Courier"));
        QVERIFY(!carrierFromMapping(QStringLiteral("Other:")));
        QVERIFY(!carrierFromMapping(QStringLiteral("Other")));
        QVERIFY(!carrierFromMapping({}));
        QCOMPARE(carrierKey({}), QStringLiteral("shipitem:0"));
        QVERIFY(carrierCodes().size() > 60);
    }

    void contentsOfPackages_data()
    {
        QTest::addColumn<QStringList>("packages"); // tracking|description
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("from");
        const auto row = [](const char* name, const QStringList& packages, const char* expected, ContentsFrom from) {
            QTest::newRow(name) << packages << QString::fromUtf8(expected) << static_cast<int>(from);
        };
        const auto s = [](const char* text) { return QString::fromUtf8(text); };
        // Ordered: 3 of A-1 (item a), 1 of B-2 (item b).
        row("one", {s("T1|")}, "T1:3xa+1xb", ContentsFrom::OnePackage);
        row("none", {}, ":3xa+1xb", ContentsFrom::OnePackage);
        row("the same number twice is one", {s("T1|"), s("T1|")}, "T1:3xa+1xb", ContentsFrom::OnePackage);
        row("spread", {s("T1|"), s("T2|")}, "T1:2xa T2:1xa+1xb", ContentsFrom::Spread);
        row("more packages than units", {s("T1|"), s("T2|"), s("T3|"), s("T4|"), s("T5|")}, "T1:1xa T2:1xa T3:1xa T4:1xb",
            ContentsFrom::Spread);
        row("described", {s("T1|A-1 x 1; B-2"), s("T2|2 x a-1")}, "T1:1xa+1xb T2:2xa", ContentsFrom::Descriptions);
        row("described wrongly", {s("T1|A-1 x 1"), s("T2|A-1 x 1")}, "T1:2xa T2:1xa+1xb", ContentsFrom::Spread);
        row("described for people", {s("T1|big box"), s("T2|small box")}, "T1:2xa T2:1xa+1xb", ContentsFrom::Spread);
    }
    void contentsOfPackages()
    {
        QFETCH(QStringList, packages);
        QFETCH(QString, expected);
        QFETCH(int, from);
        std::vector<PackageRow> rows;
        for (const QString& package : packages)
            rows.push_back({package.section(u'|', 0, 0), package.section(u'|', 1)});
        const std::vector<ShippedLine> lines{{QStringLiteral("a"), {QStringLiteral("A-1")}, 3},
                                             {QStringLiteral("b"), {QStringLiteral("B-2")}, 1}};
        const PackageContents contents = packageContents(lines, rows, true);
        QCOMPARE(inWords(contents), expected);
        QCOMPARE(static_cast<int>(contents.from), from);
        if (contents.from == ContentsFrom::Spread) {
            const PackageContents asked = packageContents(lines, rows, false);
            QCOMPARE(static_cast<int>(asked.from), static_cast<int>(ContentsFrom::Unknown));
            QVERIFY(asked.parcels.front().items.empty());
        }
    }
};

QTEST_GUILESS_MAIN(CarriersTest)
#include "CarriersTest.moc"
