// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RefundBook.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>

#include <QCoreApplication>

#include "base/Hash.h"
#include "db/RefundFactTable.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::RefundBook)
};

/// How far apart two sources may date one refund.
constexpr qint64 kSameRefundMs = 3LL * 86'400'000;
/// As long as a refund that only a settlement shows waits before a person is asked, by default.
constexpr qint64 kLongKnownMs = 14LL * 86'400'000;
constexpr qsizetype kHashLength = 12;
const QString kFinances = QStringLiteral("finances");
const QString kSettlement = QStringLiteral("settlement");

using Lines = std::map<QString, qint64>; ///< minor units by SKU

/// What sources tell in several lines of one SKU (Finances: one per unit) others tell in one; lines of nothing do not count.
Lines withoutZeros(Lines lines)
{
    Lines some;
    std::copy_if(lines.begin(), lines.end(), std::inserter(some, some.end()), [](const auto& line) { return line.second != 0; });
    return some.empty() ? lines : some;
}

Result<Lines> linesOf(const flows::RefundSighting& sighting)
{
    std::map<QString, Money> sums;
    for (const flows::RefundLine& line : sighting.lines) {
        const auto place = sums.try_emplace(line.sku, Money::zero(line.amount.currency())).first;
        auto sum = place->second.plus(line.amount);
        if (!sum)
            return fail(sum.error());
        place->second = std::move(*sum);
    }
    Lines lines;
    for (const auto& [sku, amount] : sums)
        lines.emplace(sku, amount.minorUnits());
    return withoutZeros(std::move(lines));
}

/// Of what was refunded, not of when or by whom it was told: every source comes to the same.
QString contentHash(const flows::RefundSighting& sighting, const Lines& lines)
{
    QByteArray text = sighting.orderId.toUtf8() + '|' + sighting.lines.front().amount.currency().toUtf8();
    for (const auto& [sku, amount] : lines)
        text += '|' + sku.toUtf8() + '=' + QByteArray::number(amount);
    return base32(sha256(text)).left(kHashLength);
}

struct Known
{
    Lines lines;
    std::vector<qint64> facts;
    std::vector<qint64> toldAt;
    qint64 postedAt = 0, createdAt = 0;
    QString doubt;
    bool isTold = false; ///< by the same source
    bool isGone = false; ///< nobody tells of it any more: it turned out to be another event
};

using Events = std::map<QString, Known>;

Events byEvent(const std::vector<db::RefundFactRow>& rows, const flows::RefundSighting& sighting)
{
    Events events;
    for (const db::RefundFactRow& row : rows) {
        if (row.amount.currency() != sighting.lines.front().amount.currency())
            continue;
        Known& known = events[row.event];
        known.lines[row.sku] += row.amount.minorUnits(); // a fact is one line that linesOf() has summed up without overflow
        known.facts.push_back(row.id);
        known.toldAt.insert(known.toldAt.end(), row.toldAt.begin(), row.toldAt.end());
        known.postedAt = row.postedAt;
        known.createdAt = row.createdAt;
        known.doubt = row.doubt;
        known.isTold = known.isTold || row.sources.contains(sighting.source);
        known.isGone = row.sources.isEmpty();
    }
    return events;
}

qint64 distance(const std::vector<qint64>& toldAt, qint64 postedMs)
{
    qint64 nearest = std::numeric_limits<qint64>::max();
    for (const qint64 at : toldAt)
        nearest = std::min(nearest, std::abs(at - postedMs));
    return nearest;
}

bool overlaps(const Lines& a, const Lines& b)
{
    return std::any_of(a.begin(), a.end(), [&](const auto& line) {
        const auto other = b.find(line.first);
        return other != b.end() && other->second == line.second;
    });
}

/// The nearest refund with the same lines that the source has not told.
Events::const_iterator sameIn(const Events& events, const Lines& lines, qint64 postedMs)
{
    auto same = events.end();
    qint64 nearest = kSameRefundMs;
    for (auto event = events.begin(); event != events.end(); ++event) {
        const Known& known = event->second;
        const qint64 away = distance(known.toldAt, postedMs);
        if (known.isTold || known.isGone || known.lines != lines || away > nearest || (same != events.end() && away == nearest))
            continue;
        same = event;
        nearest = away;
    }
    return same;
}

/// One fact for each of these lines, of whatever events; empty when one has none. For a source that only confirms, and that may
/// put together or take apart what Finances tells.
std::vector<qint64> factsFor(const Lines& lines, const std::vector<db::RefundFactRow>& rows,
                             const flows::RefundSighting& sighting)
{
    std::vector<qint64> facts;
    for (const auto& [sku, amount] : lines) {
        const db::RefundFactRow* best = nullptr;
        for (const db::RefundFactRow& row : rows) {
            if (row.sku != sku || row.amount != Money(amount, sighting.lines.front().amount.currency()) ||
                row.sources.contains(sighting.source) || !row.sources.contains(kFinances) ||
                distance(row.toldAt, sighting.postedMs) > kSameRefundMs)
                continue;
            if (best == nullptr || distance(row.toldAt, sighting.postedMs) < distance(best->toldAt, sighting.postedMs))
                best = &row;
        }
        if (best == nullptr)
            return {};
        facts.push_back(best->id);
    }
    return facts;
}

flows::RefundEvent eventOf(const db::RefundFactRow& row)
{
    flows::RefundEvent event;
    event.key = row.event;
    event.postedMs = row.postedAt;
    event.doubt = row.doubt;
    return event;
}

/// One sighting being entered, within its transaction.
class Entry
{
public:
    Entry(db::Transaction& tx, const QString& store, const flows::RefundSighting& sighting, qint64 now)
        : m_tx(tx), m_store(store), m_sighting(sighting), m_now(now), m_table(tx, store)
    {
    }

    Result<flows::RefundEvent> attach()
    {
        auto told = m_table.ofSighting(m_sighting.source, m_sighting.sourceId);
        if (!told)
            return fail(told.error());
        if (!told->empty())
            return eventOf(told->front());
        auto rows = m_table.ofOrder(m_sighting.orderId);
        auto lines = linesOf(m_sighting);
        if (!rows || !lines)
            return fail(!rows ? rows.error() : lines.error());
        m_rows = std::move(*rows);
        m_lines = std::move(*lines);
        m_events = byEvent(m_rows, m_sighting);
        if (!m_sighting.originalId.isEmpty() && m_sighting.originalId != m_sighting.sourceId) {
            auto original = m_table.ofSighting(m_sighting.source, m_sighting.originalId);
            if (!original)
                return fail(original.error());
            if (!original->empty())
                return postedAgain(*original);
        }
        if (const auto same = sameIn(m_events, m_lines, m_sighting.postedMs); same != m_events.end()) {
            if (auto added = addTo(same->second.facts); !added)
                return fail(added.error());
            flows::RefundEvent event;
            event.key = same->first;
            event.postedMs = same->second.postedAt;
            event.doubt = same->second.doubt;
            if (m_sighting.source == kFinances && m_now - same->second.createdAt > kLongKnownMs)
                return doubted(std::move(event), same->second.facts);
            return event;
        }
        if (m_sighting.source != kFinances) {
            if (const auto facts = factsFor(m_lines, m_rows, m_sighting); !facts.empty())
                return confirmed(facts);
        }
        return enter();
    }

private:
    /// Under its own id and, when it is posted again, under the first one too.
    Result<void> addTo(const std::vector<qint64>& facts)
    {
        for (const QString& id : std::set<QString>{m_sighting.sourceId, m_sighting.originalId}) {
            if (id.isEmpty())
                continue;
            for (const qint64 fact : facts) {
                auto added =
                    db::RefundFactTable::addSighting(m_tx, m_store, m_sighting.source, id, fact, m_sighting.postedMs, m_now);
                if (!added)
                    return added;
            }
        }
        return {};
    }

    /// Money that was held back and is released now. A settlement that told of it by this later time only has entered it as a
    /// refund of its own.
    Result<flows::RefundEvent> postedAgain(const std::vector<db::RefundFactRow>& original)
    {
        std::vector<qint64> facts(original.size());
        std::transform(original.begin(), original.end(), facts.begin(), [](const db::RefundFactRow& row) { return row.id; });
        if (auto added = addTo(facts); !added)
            return fail(added.error());
        flows::RefundEvent event = eventOf(original.front());
        const auto other = sameIn(m_events, m_lines, m_sighting.postedMs);
        if (other == m_events.end() || other->first == event.key)
            return event;
        for (const qint64 fact : other->second.facts) {
            if (auto moved = db::RefundFactTable::moveSightings(m_tx, fact, facts); !moved)
                return fail(moved.error());
        }
        auto isRecord = m_table.hasRecord(other->first);
        if (!isRecord)
            return fail(isRecord.error());
        if (*isRecord)
            event.replaces = other->first;
        return event;
    }

    /// For so long only a settlement told of it that a person may have booked it, or left it to the settlement's journal.
    Result<flows::RefundEvent> doubted(flows::RefundEvent event, const std::vector<qint64>& facts)
    {
        event.doubt = Words::tr("A settlement showed this refund long before Amazon's postings did; look whether it is booked "
                                "already.");
        for (const qint64 fact : facts) {
            if (auto set = db::RefundFactTable::setDoubt(m_tx, fact, event.doubt); !set)
                return fail(set.error());
        }
        return event;
    }

    Result<flows::RefundEvent> confirmed(const std::vector<qint64>& facts)
    {
        if (auto added = addTo(facts); !added)
            return fail(added.error());
        const auto first =
            std::find_if(m_rows.begin(), m_rows.end(), [&](const db::RefundFactRow& row) { return row.id == facts.front(); });
        return eventOf(*first);
    }

    Result<flows::RefundEvent> enter()
    {
        const QString hash = contentHash(m_sighting, m_lines);
        int ordinal = 1;
        while (m_events.contains(hash + u'-' + QString::number(ordinal)))
            ++ordinal;
        flows::RefundEvent event;
        event.key = hash + u'-' + QString::number(ordinal);
        event.postedMs = m_sighting.postedMs;
        event.isNew = true;
        const bool touchesAnother = std::any_of(m_events.begin(), m_events.end(), [&](const auto& other) {
            const Known& known = other.second;
            return !known.isTold && !known.isGone && distance(known.toldAt, m_sighting.postedMs) <= kSameRefundMs &&
                   overlaps(known.lines, m_lines);
        });
        if (touchesAnother)
            event.doubt = Words::tr("Another source tells of a refund of this order that shares a part of it; whether it is the "
                                    "same one cannot be told.");
        std::vector<qint64> facts;
        for (const auto& [sku, amount] : m_lines) {
            db::RefundFactRow row;
            row.event = event.key;
            row.line = static_cast<int>(facts.size()) + 1;
            row.orderId = m_sighting.orderId;
            row.sku = sku;
            row.amount = Money(amount, m_sighting.lines.front().amount.currency());
            row.postedAt = m_sighting.postedMs;
            row.doubt = event.doubt;
            auto fact = db::RefundFactTable::insert(m_tx, m_store, row, m_now);
            if (!fact)
                return fail(fact.error());
            facts.push_back(*fact);
        }
        if (auto added = addTo(facts); !added)
            return fail(added.error());
        return event;
    }

    db::Transaction& m_tx;
    const QString& m_store;
    const flows::RefundSighting& m_sighting;
    const qint64 m_now;
    db::RefundFactTable m_table;
    std::vector<db::RefundFactRow> m_rows;
    Lines m_lines;
    Events m_events;
};

/// The lines of one event that only a settlement tells, as that settlement would tell them now.
flows::RefundSighting settledSighting(const std::vector<const db::RefundFactRow*>& facts)
{
    flows::RefundSighting sighting;
    sighting.source = kSettlement;
    sighting.orderId = facts.front()->orderId;
    sighting.postedMs = facts.front()->postedAt;
    for (const db::RefundFactRow* fact : facts)
        sighting.lines.push_back({fact->sku, fact->amount});
    return sighting;
}

Result<void> compareOrder(db::Transaction& tx, const QString& store, const QString& orderId, flows::SettledComparison& comparison)
{
    const db::RefundFactTable table(tx, store);
    auto rows = table.ofOrder(orderId);
    if (!rows)
        return fail(rows.error());
    std::map<QString, std::vector<const db::RefundFactRow*>> open;
    for (const db::RefundFactRow& row : *rows) {
        if (!row.settlement.isEmpty() && !row.sources.contains(kFinances))
            open[row.event].push_back(&row);
    }
    for (const auto& [event, facts] : open) {
        const flows::RefundSighting sighting = settledSighting(facts);
        const auto lines = linesOf(sighting);
        const auto now = table.ofOrder(orderId); // what was explained before is not free any more
        if (!lines || !now)
            return fail(!lines ? lines.error() : now.error());
        if (const auto others = factsFor(*lines, *now, sighting); !others.empty()) {
            for (const db::RefundFactRow* fact : facts) {
                if (auto moved = db::RefundFactTable::moveSightings(tx, fact->id, others); !moved)
                    return moved;
            }
            auto isRecord = table.hasRecord(event);
            if (!isRecord)
                return fail(isRecord.error());
            if (*isRecord)
                comparison.explained.push_back({event, orderId});
            continue;
        }
        const db::RefundFactRow& first = *facts.front();
        flows::OnlySettledRefund refund{event,
                                        orderId,
                                        first.settlement.section(u'/', 0, 0),
                                        Money::zero(first.amount.currency()),
                                        first.postedAt,
                                        first.createdAt,
                                        first.doubt};
        for (const flows::RefundLine& line : sighting.lines) {
            auto sum = refund.amount.plus(line.amount);
            if (!sum)
                return fail(sum.error());
            refund.amount = std::move(*sum);
        }
        comparison.open.push_back(std::move(refund));
    }
    return {};
}
} // namespace

Result<flows::RefundEvent> RefundBook::attach(const flows::RefundSighting& sighting)
{
    flows::RefundEvent event;
    auto written = m_database.write([&](db::Transaction& tx) -> Result<void> {
        auto attached = attach(tx, m_store, sighting, m_clock.nowMs());
        if (!attached)
            return fail(attached.error());
        event = std::move(*attached);
        return {};
    });
    if (!written)
        return fail(written.error());
    return event;
}

Result<flows::RefundEvent> RefundBook::attach(db::Transaction& tx, const QString& store, const flows::RefundSighting& sighting,
                                              qint64 now)
{
    if (sighting.lines.empty())
        return fail(ErrorKind::Defect, QStringLiteral("A refund without lines cannot be entered."));
    return Entry(tx, store, sighting, now).attach();
}

Result<bool> RefundBook::confirm(const flows::RefundSighting& sighting)
{
    bool isConfirmed = false;
    auto written = m_database.write([&](db::Transaction& tx) -> Result<void> {
        const db::RefundFactTable table(tx, m_store);
        auto told = table.ofSighting(sighting.source, sighting.sourceId);
        if (!told)
            return fail(told.error());
        isConfirmed = !told->empty();
        if (isConfirmed)
            return {};
        auto rows = table.ofOrder(sighting.orderId);
        if (!rows)
            return fail(rows.error());
        for (const db::RefundFactRow& row : *rows) {
            const bool isIt = !sighting.lines.empty() && row.sku == sighting.lines.front().sku &&
                              row.amount == sighting.lines.front().amount && !row.sources.contains(sighting.source);
            if (!isIt)
                continue;
            isConfirmed = true;
            return db::RefundFactTable::addSighting(tx, m_store, sighting.source, sighting.sourceId, row.id, sighting.postedMs,
                                                    m_clock.nowMs());
        }
        return {};
    });
    if (!written)
        return fail(written.error());
    return isConfirmed;
}

Result<QStringList> RefundBook::ordersMissingInFinances(qint64 seenSinceMs)
{
    return m_database.read([&](db::Connection& connection) {
        return db::RefundFactTable(connection, m_store).ordersKnownOnlyTo(kSettlement, kFinances, seenSinceMs);
    });
}

Result<flows::SettledComparison> RefundBook::compareSettled(const QStringList& orderIds)
{
    flows::SettledComparison comparison;
    auto written = m_database.write([&](db::Transaction& tx) -> Result<void> {
        comparison = {};
        for (const QString& orderId : orderIds) {
            if (auto compared = compareOrder(tx, m_store, orderId, comparison); !compared)
                return compared;
        }
        return {};
    });
    if (!written)
        return fail(written.error());
    return comparison;
}

} // namespace causeway::engine
