// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/SettlementsFixture.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

namespace causeway::tests {

namespace {
const QString kStore = QStringLiteral("us");
const QString kJournal = QStringLiteral("journalEntry");
const QString kAccount = QStringLiteral("account");

/// Free text of the file that is in no sum: only the sealed file may hold it.
QString promotion(int number)
{
    return QStringLiteral("Summer coupon of customer number %1").arg(number);
}

void map(SimulatedWorld& world, const QString& key, const QString& value)
{
    const auto mapped = world.profile().engine().setMapping({kAccount, {}, key, value}, TestProfile::actor());
    if (!mapped)
        qFatal("%s", qPrintable(mapped.error().message));
}

/// Cents of a JSON amount.
qint64 cents(const QJsonValue& value)
{
    return value.isUndefined() ? 0 : qRound64(value.toDouble() * 100);
}
} // namespace

void SettlementsFixture::import(SimulatedWorld& world, int number, const QString& feeDescription)
{
    const QString id = QStringLiteral("284710%1").arg(number, 5, 10, QLatin1Char('0'));
    const QString sale = QStringLiteral("%1.%2").arg(100 + number).arg(number % 100, 2, 10, QLatin1Char('0'));
    const QString total = QStringLiteral("%1.%2").arg(85 + number).arg(number % 100, 2, 10, QLatin1Char('0'));
    const QByteArray file =
        (QStringLiteral("settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\t"
                        "transaction-type\torder-id\tamount-type\tamount-description\tamount\tposted-date-time\tpromotion-id\n") +
         QStringLiteral("%1\t2026-10-20 00:00:00 UTC\t2026-11-03 00:00:00 UTC\t2026-11-05 00:00:00 UTC\t%2\tUSD\t\t\t\t\t\t\t\n")
             .arg(id, total) +
         QStringLiteral("%1\t\t\t\t\t\tOrder\t113-1234567-1234567\tItemPrice\tPrincipal\t%2\t2026-10-22 10:00:00 UTC\t%3\n")
             .arg(id, sale, promotion(number)) +
         QStringLiteral("%1\t\t\t\t\t\tOrder\t113-1234567-1234567\tItemFees\t%2\t-15.00\t2026-10-22 10:00:00 UTC\t\n")
             .arg(id, feeDescription))
            .toUtf8();
    QByteArray bytes = file;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    const auto imported = world.profile().engine().importSettlement(buffer, kStore, TestProfile::actor());
    if (!imported)
        qFatal("%s", qPrintable(imported.error().message));
}

simulator::Options SettlementsFixture::options(int things) const
{
    simulator::Options options;
    options.world = QStringLiteral("empty");
    m_things = things;
    return options;
}

void SettlementsFixture::prepare(SimulatedWorld& world) const
{
    map(world, QStringLiteral("group:sales"), QStringLiteral("account:40"));
    map(world, QStringLiteral("group:selling-fees"), QStringLiteral("account:63"));
    for (int i = 0; i < m_things; ++i)
        import(world, i, QStringLiteral("Commission"));
}

QString SettlementsFixture::difference(SimulatedWorld& world) const
{
    QSet<QString> seen;
    for (const simulator::SimDocument& document : world.netSuite().documents(kJournal)) {
        if (seen.contains(document.externalId) || !document.externalId.startsWith(QStringLiteral("AMZ-JE-")))
            return QStringLiteral("The journal %1 is there twice, or is none of ours.").arg(document.externalId);
        seen.insert(document.externalId);
        qint64 debits = 0, credits = 0;
        for (const QJsonValue line : document.fields[QStringLiteral("line")][QStringLiteral("items")].toArray()) {
            debits += cents(line[QStringLiteral("debit")]);
            credits += cents(line[QStringLiteral("credit")]);
        }
        if (debits != credits || debits == 0)
            return QStringLiteral("The journal %1 has debits of %2 and credits of %3 cents.")
                .arg(document.externalId)
                .arg(debits)
                .arg(credits);
    }
    return world.netSuite().violations().join(QStringLiteral("; "));
}

int SettlementsFixture::documents(SimulatedWorld& world) const
{
    return static_cast<int>(world.netSuite().documents(kJournal).size());
}

std::function<bool()> SettlementsFixture::change(SimulatedWorld& world) const
{
    // A settlement that was closed never changes. The mappings may: what was posted stays as it was approved.
    const std::size_t before = world.netSuite().writes().size();
    map(world, QStringLiteral("group:selling-fees"), QStringLiteral("account:64"));
    return [&world, before] { return world.netSuite().writes().size() == before; };
}

void SettlementsFixture::refuse(SimulatedWorld& world, bool refused) const
{
    map(world, QStringLiteral("clearing"), refused ? QStringLiteral("account:999999") : QStringLiteral("account:57"));
}

config::Mapping SettlementsFixture::needMapping(SimulatedWorld& world) const
{
    import(world, 77, QStringLiteral("A fee nobody knows"));
    return {kAccount, {}, QStringLiteral("Order|ItemFees|A fee nobody knows"), QStringLiteral("account:63")};
}

QStringList SettlementsFixture::personalData(SimulatedWorld&) const
{
    QStringList texts;
    for (int i = 0; i < m_things; ++i)
        texts << promotion(i);
    return texts;
}

} // namespace causeway::tests
