// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RowModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

#include "Format.h"
#include "base/Error.h"
#include "pages/ErrorPane.h"
#include "pages/PlanFields.h"

using namespace causeway;
using namespace causeway::ui;

namespace {

std::vector<Column> columns()
{
    return {{QStringLiteral("a"), QStringLiteral("A"), 10, Column::Kind::Text, {}},
            {QStringLiteral("b"), QStringLiteral("B"), 0, Column::Kind::Number, {}}};
}

TableRow row(const QString& id, const QString& text)
{
    TableRow made;
    made.id = id;
    Cell first, second;
    first.text = id;
    second.text = text;
    made.cells = {first, second};
    return made;
}

QStringList ids(const RowModel& model)
{
    QStringList found;
    for (int i = 0; i < model.rowCount(); ++i)
        found << model.id(model.index(i, 0));
    return found;
}

} // namespace

class RowModelTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// What an error offers to map: never another kind than the one that is missing.
    void eachErrorOffersItsOwnMapping()
    {
        const QString unmapped = toString(ErrorKind::Unmapped);
        const std::pair<const char*, const char*> kinds[] = {
            {"no-item", "sku"},        {"ambiguous-item", "sku"}, {"inactive-item", "sku"}, {"no-charge-item", "item"},
            {"no-carrier", "carrier"}, {"no-account", "account"}, {"something-new", ""}};
        for (const auto& [code, kind] : kinds)
            QCOMPARE(mappingKindFor(unmapped, QString::fromLatin1(code)), QString::fromLatin1(kind));
        QCOMPARE(mappingKindFor(toString(ErrorKind::Rejected), QStringLiteral("no-item")), QString());
    }
    void refreshKeepsPlacesAndNeverResets()
    {
        RowModel model(columns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<TableRow> world{row(QStringLiteral("1"), QStringLiteral("x")), row(QStringLiteral("2"), QStringLiteral("x")),
                                    row(QStringLiteral("3"), QStringLiteral("x"))};
        model.setLoader([&](const TableRow*, const TableRow* last) -> Result<std::vector<TableRow>> {
            return last == nullptr ? world : std::vector<TableRow>();
        });
        const QPersistentModelIndex third = model.index(2, 0);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);

        // 2 is gone, 3 moved up and changed, 4 is new in front.
        world = {row(QStringLiteral("4"), QStringLiteral("x")), row(QStringLiteral("3"), QStringLiteral("y")),
                 row(QStringLiteral("1"), QStringLiteral("x"))};
        model.refresh();

        QCOMPARE(ids(model), (QStringList{QStringLiteral("4"), QStringLiteral("3"), QStringLiteral("1")}));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(changes.count(), 1);
        QVERIFY(third.isValid());
        QCOMPARE(third.row(), 1);
        QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("y"));
    }

    void pagesAreReadAsTheyAreAskedFor()
    {
        RowModel model(columns());
        int reads = 0;
        model.setLoader([&](const TableRow*, const TableRow* last) -> Result<std::vector<TableRow>> {
            ++reads;
            const int from = last == nullptr ? 0 : last->id.toInt() + 1;
            std::vector<TableRow> page;
            for (int i = from; i < std::min(from + RowModel::kPage, 450); ++i)
                page.push_back(row(QString::number(i), QStringLiteral("x")));
            return page;
        });
        QCOMPARE(model.rowCount(), RowModel::kPage);
        QCOMPARE(reads, 1);
        while (model.canFetchMore({}))
            model.fetchMore({});
        QCOMPARE(model.rowCount(), 450);
        QCOMPARE(reads, 3);
        QVERIFY(model.isComplete());

        // The tester fetches everything by itself, so it comes after the first reads.
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.refresh();
        QCOMPARE(model.rowCount(), 450);
        QCOMPARE(resets.count(), 0);
    }

    void groupsReadTheirChildrenWhenOpened()
    {
        RowModel model(columns());
        int children = 3;
        model.setLoader([&](const TableRow* group, const TableRow* last) -> Result<std::vector<TableRow>> {
            if (last != nullptr)
                return std::vector<TableRow>();
            if (group == nullptr) {
                TableRow made = row(QStringLiteral("g"), QStringLiteral("x"));
                made.group = true;
                made.lazy = true;
                return std::vector<TableRow>{made};
            }
            std::vector<TableRow> found;
            for (int i = 0; i < children; ++i)
                found.push_back(row(QStringLiteral("c%1").arg(i), QStringLiteral("x")));
            return found;
        });
        const QModelIndex group = model.index(0, 0);
        QVERIFY(model.hasChildren(group));
        QCOMPARE(model.rowCount(group), 0);
        model.fetchMore(group);
        QCOMPARE(model.rowCount(group), 3);
        QCOMPARE(model.find(QStringLiteral("c2")).parent(), group);

        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        children = 1; // two were cured
        model.refresh();
        QCOMPARE(model.rowCount(model.index(0, 0)), 1);
        QVERIFY(!model.find(QStringLiteral("c2")).isValid());
    }

    void badIndexesAnswerNothing()
    {
        RowModel model(columns());
        RowModel other(columns());
        model.setRows({row(QStringLiteral("1"), QStringLiteral("x"))});
        other.setRows({row(QStringLiteral("1"), QStringLiteral("x"))});
        QVERIFY(!model.index(-1, 0).isValid());
        QVERIFY(!model.index(1, 0).isValid());
        QVERIFY(!model.index(0, 2).isValid());
        QVERIFY(!model.data(QModelIndex(), Qt::DisplayRole).isValid());
        QCOMPARE(model.cell(other.index(0, 0)), nullptr);
        QVERIFY(!model.headerData(7, Qt::Horizontal, Qt::DisplayRole).isValid());
        QVERIFY(!model.setData(QModelIndex(), 1, Qt::CheckStateRole));
    }

    void aFailedReadKeepsTheRows()
    {
        RowModel model(columns());
        bool broken = false;
        model.setLoader([&](const TableRow*, const TableRow* last) -> Result<std::vector<TableRow>> {
            if (broken)
                return fail(ErrorKind::Storage, QStringLiteral("database busy."));
            return last == nullptr ? std::vector<TableRow>{row(QStringLiteral("1"), QStringLiteral("x"))}
                                   : std::vector<TableRow>();
        });
        const QSignalSpy failures(&model, &RowModel::readFailed);
        broken = true;
        model.refresh();
        QCOMPARE(failures.count(), 1);
        QCOMPARE(model.rowCount(), 1);
    }

    void amountsAreExactAndHaveARealMinus()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(format::amount(Money(144002, QStringLiteral("USD"))), QStringLiteral("1,440.02"));
        QCOMPARE(format::amount(Money(-8900, QStringLiteral("USD"))), QStringLiteral("\u221289.00"));
        QCOMPARE(format::amount(Money(1234567, QStringLiteral("JPY"))), QStringLiteral("1,234,567"));
        QCOMPARE(format::amount(Money(9007199254740993LL, QStringLiteral("EUR"))), QStringLiteral("90,071,992,547,409.93"));
    }

    void tooltipsShowRemoteTextAsItIs()
    {
        const QString shown = format::tooltip(QStringLiteral("<b>bold</b> & <img src='x'>"));
        QVERIFY(Qt::mightBeRichText(shown));
        QVERIFY(!shown.contains(QStringLiteral("<b>")));
        QVERIFY(!shown.contains(QStringLiteral("<img")));
        QVERIFY(format::remote(QStringLiteral("a\u202Eb")).contains(QStringLiteral("\\u202e")));
    }

    void anEditBecomesAPatchOfTheSameShape()
    {
        const Json body = *Json::parse(
            R"({"department":{"id":"9999"},"memo":"a","shippingAddress":{"city":"x"},"item":{"items":[{"rate":89.00}]}})");
        const std::vector<PlanField> fields =
            plan::fields(body, {{QStringLiteral("item.items[0]"), QStringLiteral("Amazon line")}});
        Json patch = Json::object();
        for (const PlanField& field : fields) {
            if (field.path == QLatin1StringView("department"))
                patch = plan::merged(patch, plan::patch(field, QStringLiteral("12")));
            if (field.path == QLatin1StringView("shippingAddress.city"))
                patch = plan::merged(patch, plan::patch(field, QStringLiteral("Graz")));
            if (field.path == QLatin1StringView("item.items[0].rate")) {
                QVERIFY(field.locked);
                QCOMPARE(field.origin, QStringLiteral("Amazon line"));
                QCOMPARE(field.section, QStringLiteral("Line 1"));
            }
        }
        QCOMPARE(patch.toCanonicalBytes(), QByteArray(R"({"department":{"id":"12"},"shippingAddress":{"city":"Graz"}})"));
    }
};

QTEST_GUILESS_MAIN(RowModelTest)
#include "RowModelTest.moc"
