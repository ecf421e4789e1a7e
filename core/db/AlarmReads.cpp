// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/AlarmReads.h"

#include <algorithm>
#include <map>

#include <QCoreApplication>
#include <QTimeZone>
#include <QVariant>

#include "base/Money.h"
#include "base/Succession.h"
#include "config/Schedule.h"
#include "db/CompletenessReads.h"
#include "db/NotificationTable.h"
#include "db/SourcePassTable.h"
#include "db/ViewTables.h"

namespace causeway::db {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::db::AlarmReads)
};

constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr int kMissedRuns = 3;
constexpr int kComparedDays = 30;
constexpr qint64 kUnclearMs = kHourMs;    // reliability.md P2
constexpr qint64 kUnreachableMs = kDayMs; // architecture.md section 5
constexpr int kNamedOrders = 50;
constexpr qint64 kSettlementMs = 20 * kDayMs; // they close every fourteen days and vanish after ninety
const QString kMain = QStringLiteral("main");

qint64 periodOf(const QString& stream)
{
    return stream == QStringLiteral("month") ? 7 * kDayMs : kDayMs;
}
} // namespace

Result<std::vector<Alarm>> AlarmReads::list(qint64 nowMs) const
{
    const auto configuration = ConfigurationReads(m_connection).load();
    if (!configuration)
        return fail(configuration.error());
    Alarms alarms;
    for (auto added : {addStale(*configuration, nowMs, alarms), addGaps(*configuration, nowMs, alarms), addWaiting(nowMs, alarms),
                       addLateShipments(nowMs, alarms), addSettlements(*configuration, nowMs, alarms),
                       addSettlementBreaks(alarms), addMail(alarms)}) {
        if (!added)
            return fail(added.error());
    }
    return alarms;
}

Result<void> AlarmReads::addStale(const config::Configuration& configuration, qint64 nowMs, Alarms& alarms) const
{
    const auto passes = SourcePassTable(m_connection).list({}, {});
    if (!passes)
        return fail(passes.error());
    for (const SourcePassRow& pass : *passes) {
        const config::FlowSettings* flow = configuration.flow(pass.flow, pass.store);
        const config::Store* store = configuration.store(pass.store);
        if (!flow || !store || !flow->enabled)
            continue;
        const auto schedule = config::Schedule::parse(flow->schedule);
        const bool isTimed =
            schedule && schedule->kind() != config::Schedule::Kind::Manual && schedule->kind() != config::Schedule::Kind::After;
        const std::optional<qint64> last = pass.lastEndedAt ? pass.lastEndedAt : pass.begunAt;
        if (!isTimed || !last)
            continue;
        Alarm alarm;
        alarm.flow = pass.flow;
        alarm.store = pass.store;
        alarm.since = last;
        if (pass.stream != kMain) {
            if (nowMs - *last <= kMissedRuns * periodOf(pass.stream))
                continue;
            alarm.kind = QStringLiteral("check-overdue");
            alarm.message =
                Words::tr("The check “%1” of %2 has not ended for a long time: an order that Amazon's list hides would "
                          "not be found.")
                    .arg(pass.stream, pass.flow);
            alarm.remedy = Words::tr("Look at the newest runs of this flow.");
            alarms.push_back(std::move(alarm));
            continue;
        }
        std::optional<qint64> due = last;
        for (int i = 0; i < kMissedRuns && due; ++i)
            due = schedule->next(*due, QTimeZone(store->timeZone.toUtf8()));
        if (!due || nowMs <= *due)
            continue;
        alarm.kind = QStringLiteral("stale");
        alarm.message = Words::tr("%1 was not read for more than %2 of its intervals.").arg(pass.flow).arg(kMissedRuns);
        alarm.remedy =
            Words::tr("Is the program running? \"serve\" or the window runs the schedules; the newest runs tell what failed.");
        alarms.push_back(std::move(alarm));
    }
    return {};
}

Result<void> AlarmReads::addGaps(const config::Configuration& configuration, qint64 nowMs, Alarms& alarms) const
{
    for (const config::Store& store : configuration.stores) {
        const auto compared =
            CompletenessReads(m_connection).compare(store.id, QTimeZone(store.timeZone.toUtf8()), kComparedDays, nowMs);
        if (!compared)
            return fail(compared.error());
        const auto gaps = compared->gaps();
        if (gaps.empty())
            continue;
        Alarm alarm;
        alarm.kind = QStringLiteral("gaps");
        alarm.store = store.id;
        alarm.count = static_cast<qint64>(gaps.size());
        const auto oldest = std::min_element(gaps.begin(), gaps.end(),
                                             [](const auto& a, const auto& b) { return a.purchasedAt < b.purchasedAt; });
        alarm.since = oldest->purchasedAt;
        alarm.message = Words::tr("%n orders of %1 are missing.", nullptr, static_cast<int>(gaps.size())).arg(store.id);
        alarm.remedy = Words::tr("\"completeness --store %1\" names them, with --fetch it fetches them.").arg(store.id);
        alarms.push_back(std::move(alarm));
    }
    return {};
}

Result<void> AlarmReads::addWaiting(qint64 nowMs, Alarms& alarms) const
{
    return m_connection.query(QStringLiteral(R"(
        SELECT flow, store, reason, count(*), min(waiting_since) FROM record
        WHERE state = 'waiting' AND ((reason = 'checking' AND waiting_since < ?) OR (reason = 'retry' AND waiting_since < ?))
        GROUP BY flow, store, reason ORDER BY flow, store, reason)"),
                              {nowMs - kUnclearMs, nowMs - kUnreachableMs}, [&](const Row& row) {
                                  const bool isUnclear = row.text(2) == QStringLiteral("checking");
                                  Alarm alarm;
                                  alarm.kind = isUnclear ? QStringLiteral("unclear") : QStringLiteral("unreachable");
                                  alarm.flow = row.text(0);
                                  alarm.store = row.text(1);
                                  alarm.count = row.integer(3);
                                  alarm.since = row.optionalInteger(4);
                                  alarm.message = isUnclear
                                                      ? Words::tr("The outcome of %n writes is not known for more than an hour.",
                                                                  nullptr, static_cast<int>(alarm.count))
                                                      : Words::tr("%n records cannot be sent for more than a day.", nullptr,
                                                                  static_cast<int>(alarm.count));
                                  alarm.remedy = Words::tr("\"connections test\" tells what does not answer.");
                                  alarms.push_back(std::move(alarm));
                              });
}

/// Orders whose latest ship date is over or less than a day away, and Amazon shows no shipment of the whole.
Result<void> AlarmReads::addLateShipments(qint64 nowMs, Alarms& alarms) const
{
    const std::size_t first = alarms.size();
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT store, count(*), min(ship_by), sum(ship_by < ?) FROM order_fact
        WHERE type IN ('MFN', 'SFP') AND status IN ('UNSHIPPED', 'PARTIALLY_SHIPPED') AND ship_by < ? AND cancel_requested = 0
        GROUP BY store ORDER BY store)"),
                                   {nowMs, nowMs + kDayMs}, [&](const Row& row) {
                                       Alarm alarm;
                                       alarm.kind = QStringLiteral("late-shipment");
                                       alarm.flow = QStringLiteral("shipments");
                                       alarm.store = row.text(0);
                                       alarm.count = row.integer(1);
                                       alarm.since = row.optionalInteger(2);
                                       alarm.message =
                                           Words::tr("Amazon expects the shipment of %n orders by tomorrow; %1 of them are late.",
                                                     nullptr, static_cast<int>(alarm.count))
                                               .arg(row.integer(3));
                                       alarm.remedy = Words::tr("Ship them in NetSuite; when they have left, run \"shipments\".");
                                       alarms.push_back(std::move(alarm));
                                   });
    for (std::size_t i = first; read && i < alarms.size(); ++i) {
        read = m_connection.query(QStringLiteral(R"(
            SELECT order_id FROM order_fact
            WHERE store = ? AND type IN ('MFN', 'SFP') AND status IN ('UNSHIPPED', 'PARTIALLY_SHIPPED') AND ship_by < ?
              AND cancel_requested = 0 ORDER BY ship_by, order_id LIMIT ?)"),
                                  {alarms[i].store, nowMs + kDayMs, kNamedOrders},
                                  [&](const Row& row) { alarms[i].orders += row.text(0); });
    }
    return read;
}

Result<void> AlarmReads::addSettlements(const config::Configuration& configuration, qint64 nowMs, Alarms& alarms) const
{
    const QString flow = QStringLiteral("settlements");
    for (const config::Store& store : configuration.stores) {
        const config::FlowSettings* settings = configuration.flow(flow, store.id);
        if (!settings || !settings->enabled)
            continue;
        // How far the books reach, whenever the files came; before the first one, since when the flow looks for them.
        std::optional<qint64> newest;
        auto read = m_connection.query(
            QStringLiteral("SELECT coalesce((SELECT max(min(coalesce(end_at, deposit_at, 0), ?)) FROM settlement "
                           "WHERE store = ? AND is_reissue = 0), (SELECT min(started_at) FROM run "
                           "WHERE flow = ? AND store = ?))"),
            {nowMs, store.id, flow, store.id}, [&](const Row& row) { newest = row.optionalInteger(0); });
        if (!read)
            return fail(read.error());
        if (!newest || nowMs - *newest <= kSettlementMs)
            continue;
        Alarm alarm;
        alarm.kind = QStringLiteral("settlement-late");
        alarm.flow = flow;
        alarm.store = store.id;
        alarm.since = newest;
        alarm.message = Words::tr("The newest settlement of %1 ended more than 20 days ago, or there is none.").arg(store.id);
        alarm.remedy = Words::tr("Look in Seller Central, Payments: Amazon keeps them for 90 days.");
        alarms.push_back(std::move(alarm));
    }
    return {};
}

Result<void> AlarmReads::addSettlementBreaks(Alarms& alarms) const
{
    // The same rules as settlement::breaksOf(), for all stores in one read.
    struct Link
    {
        QString id;
        HandedPeriod period;
    };
    std::map<std::pair<QString, QString>, std::vector<Link>> chains; // by store and currency
    auto read = m_connection.query(
        QStringLiteral("SELECT store, currency, settlement_id, start_at, end_at, reserve_in, reserve_out FROM settlement "
                       "WHERE is_reissue = 0 AND start_at IS NOT NULL AND end_at IS NOT NULL ORDER BY start_at, record_id"),
        {}, [&](const Row& row) {
            chains[{row.text(0), row.text(1)}].push_back(
                {row.text(2), {row.integer(3), row.integer(4), row.integer(5), -row.integer(6)}});
        });
    if (!read)
        return read;
    for (const auto& [place, links] : chains) {
        const auto& [store, currency] = place;
        std::vector<HandedPeriod> periods;
        for (const Link& link : links)
            periods.push_back(link.period);
        const auto befores = periodsBefore(periods);
        for (std::size_t i = 0; i < links.size(); ++i) {
            if (!befores[i])
                continue;
            const Link& before = links[*befores[i]];
            const Link& after = links[i];
            const bool isGap = after.period.startMs > before.period.endMs + kPeriodsMeetMs;
            if (!isGap && before.period.handed == after.period.taken)
                continue;
            Alarm alarm;
            alarm.flow = QStringLiteral("settlements");
            alarm.store = store;
            alarm.count = 1;
            alarm.since = before.period.endMs;
            alarm.kind = isGap ? QStringLiteral("settlement-gap") : QStringLiteral("settlement-reserve");
            if (isGap) {
                alarm.message =
                    Words::tr("Between the settlements %1 and %2 of %3 a period is missing.").arg(before.id, after.id, store);
                alarm.remedy = Words::tr("Download the missing report in Seller Central, Payments, and import the file.");
            } else {
                alarm.message =
                    Words::tr("Settlement %1 held a reserve of %2 %4, and settlement %3 released another amount: %5 %4.")
                        .arg(before.id, Money(before.period.handed, currency).amountText(), after.id, currency,
                             Money(after.period.taken, currency).amountText());
                alarm.remedy = Words::tr("Compare both reports; ask Amazon when they are complete.");
            }
            alarms.push_back(std::move(alarm));
        }
    }
    return {};
}

Result<void> AlarmReads::addMail(Alarms& alarms) const
{
    const NotificationReads reads(m_connection);
    const auto failing = reads.failing();
    const auto newest = reads.newestSent();
    if (!failing || !newest)
        return fail(!failing ? failing.error() : newest.error());
    Alarm alarm;
    alarm.kind = QStringLiteral("mail");
    if (!failing->empty()) {
        const Error& error = *failing->back().error;
        alarm.count = static_cast<qint64>(failing->size());
        alarm.since = failing->front().createdAt;
        alarm.message = Words::tr("A mail could not be sent: %1").arg(error.message);
        alarm.remedy = error.remedy;
        alarms.push_back(std::move(alarm));
    } else if (*newest && (*newest)->refused > 0) {
        alarm.count = (*newest)->refused;
        alarm.since = (*newest)->createdAt;
        alarm.message = Words::tr("The mail server refused %n recipients of the newest mail.", nullptr, (*newest)->refused);
        alarm.remedy = Words::tr("Check the recipients in Settings, Notifications, and send a test mail.");
        alarms.push_back(std::move(alarm));
    }
    return {};
}

} // namespace causeway::db
