// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RefundBook.h"

#include <algorithm>
#include <map>

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
constexpr qsizetype kHashLength = 12;

using Lines = std::vector<std::pair<QString, qint64>>; ///< SKU and minor units, sorted

Lines linesOf(const flows::RefundSighting& sighting)
{
    Lines lines;
    for (const flows::RefundLine& line : sighting.lines)
        lines.emplace_back(line.sku, line.amount.minorUnits());
    std::sort(lines.begin(), lines.end());
    return lines;
}

/// Of what was refunded, not of when or by whom it was told: every source comes to the same.
QString contentHash(const flows::RefundSighting& sighting)
{
    QByteArray text = sighting.orderId.toUtf8() + '|' + sighting.lines.front().amount.currency().toUtf8();
    for (const auto& [sku, amount] : linesOf(sighting))
        text += '|' + sku.toUtf8() + '=' + QByteArray::number(amount);
    return base32(sha256(text)).left(kHashLength);
}

struct Known
{
    Lines lines;
    std::vector<qint64> facts;
    qint64 postedAt = 0;
    QString doubt;
    bool isTold = false; ///< by the same source
};

std::map<QString, Known> byEvent(const std::vector<db::RefundFactRow>& rows, const flows::RefundSighting& sighting)
{
    std::map<QString, Known> events;
    for (const db::RefundFactRow& row : rows) {
        if (row.amount.currency() != sighting.lines.front().amount.currency())
            continue;
        Known& known = events[row.event];
        known.lines.emplace_back(row.sku, row.amount.minorUnits());
        known.facts.push_back(row.id);
        known.postedAt = row.postedAt;
        known.doubt = row.doubt;
        known.isTold = known.isTold || row.sources.contains(sighting.source);
    }
    for (auto& [key, known] : events)
        std::sort(known.lines.begin(), known.lines.end());
    return events;
}

bool overlaps(const Lines& a, const Lines& b)
{
    return std::any_of(a.begin(), a.end(), [&](const auto& line) { return std::find(b.begin(), b.end(), line) != b.end(); });
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
    const db::RefundFactTable table(tx, store);
    auto told = table.ofSighting(sighting.source, sighting.sourceId);
    if (!told)
        return fail(told.error());
    if (!told->empty())
        return flows::RefundEvent{told->front().event, told->front().postedAt, false, told->front().doubt};
    auto rows = table.ofOrder(sighting.orderId);
    if (!rows)
        return fail(rows.error());

    const Lines lines = linesOf(sighting);
    const auto events = byEvent(*rows, sighting);
    const auto distance = [&](const Known& known) { return std::abs(known.postedAt - sighting.postedMs); };
    const std::pair<const QString, Known>* same = nullptr;
    bool touchesAnother = false;
    for (const auto& event : events) {
        const Known& known = event.second;
        if (known.isTold || distance(known) > kSameRefundMs)
            continue;
        if (known.lines == lines) {
            if (same == nullptr || distance(known) < distance(same->second))
                same = &event;
        } else {
            touchesAnother = touchesAnother || overlaps(known.lines, lines);
        }
    }
    if (same != nullptr) {
        for (const qint64 fact : same->second.facts) {
            auto added =
                db::RefundFactTable::addSighting(tx, store, sighting.source, sighting.sourceId, fact, sighting.postedMs, now);
            if (!added)
                return fail(added.error());
        }
        return flows::RefundEvent{same->first, same->second.postedAt, false, same->second.doubt};
    }

    const QString hash = contentHash(sighting);
    int ordinal = 1;
    while (events.contains(hash + u'-' + QString::number(ordinal)))
        ++ordinal;
    flows::RefundEvent event;
    event.key = hash + u'-' + QString::number(ordinal);
    event.postedMs = sighting.postedMs;
    event.isNew = true;
    if (touchesAnother)
        event.doubt = Words::tr("Another source tells of a refund of this order that shares a part of it; whether it is the same "
                                "one cannot be told.");
    int number = 0;
    for (const auto& [sku, amount] : lines) {
        db::RefundFactRow row;
        row.event = event.key;
        row.line = ++number;
        row.orderId = sighting.orderId;
        row.sku = sku;
        row.amount = Money(amount, sighting.lines.front().amount.currency());
        row.postedAt = sighting.postedMs;
        row.doubt = event.doubt;
        auto fact = db::RefundFactTable::insert(tx, store, row, now);
        if (!fact)
            return fail(fact.error());
        auto added =
            db::RefundFactTable::addSighting(tx, store, sighting.source, sighting.sourceId, *fact, sighting.postedMs, now);
        if (!added)
            return fail(added.error());
    }
    return event;
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

Result<QStringList> RefundBook::ordersMissingInFinances()
{
    return m_database.read([&](db::Connection& connection) {
        return db::RefundFactTable(connection, m_store)
            .ordersKnownOnlyTo(QStringLiteral("settlement"), QStringLiteral("finances"));
    });
}

} // namespace causeway::engine
