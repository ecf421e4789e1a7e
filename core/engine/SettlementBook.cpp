// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SettlementBook.h"

#include <map>

#include <QCoreApplication>

#include "db/RecordTable.h"
#include "db/RefundFactTable.h"
#include "db/SettlementTable.h"
#include "engine/SettlementImport.h"
#include "settlement/SumTable.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::SettlementBook)
};

struct Place
{
    settlement::Category category;
    QString marketplace, month, utcMonth;
    settlement::Party party = settlement::Party::Amazon;
    friend std::strong_ordering operator<=>(const Place&, const Place&) = default;
};

/// Adds the rows of one order after the other.
class ByOrder
{
public:
    ByOrder(const QString& timeZone, std::size_t most) : m_zone(timeZone.toUtf8()), m_most(most)
    {
        if (!m_zone.isValid())
            m_zone = QTimeZone::utc();
    }
    void add(const db::SettlementFactRow& row)
    {
        if (m_error || m_tooMany)
            return;
        if (row.orderId != m_order)
            close();
        m_order = row.orderId;
        const auto months = settlement::SumTable::monthsOf(row.postedAt, row.postedHasTime, m_zone);
        const Place place{{row.transactionType, row.amountType, row.amountDescription},
                          row.marketplace,
                          months.ofBooks,
                          months.utc,
                          static_cast<settlement::Party>(row.party)};
        auto& [rows, sum] = m_open[place];
        if (sum.currency().isEmpty())
            sum = Money::zero(row.amount.currency());
        auto next = sum.plus(row.amount);
        if (!next) {
            m_error = next.error();
            return;
        }
        sum = std::move(*next);
        ++rows;
    }
    Result<std::vector<flows::SettledSum>> take()
    {
        close();
        if (m_error)
            return fail(*m_error);
        if (m_tooMany)
            return fail(ErrorKind::Invalid, Words::tr("This settlement has too many orders to be posted one by one."),
                        Words::tr("Post it as a summary (setting “posting” of the flow settlements)."),
                        QStringLiteral("too-detailed"));
        return std::move(m_sums);
    }

private:
    void close()
    {
        for (auto& [place, entry] : m_open) {
            settlement::CategorySum sum{place.category, place.marketplace,      place.month, place.utcMonth, m_order,
                                        entry.first,    std::move(entry.second)};
            m_sums.push_back({std::move(sum), place.party});
        }
        m_open.clear();
        m_tooMany = m_sums.size() > m_most;
    }

    QTimeZone m_zone;
    std::size_t m_most;
    QString m_order;
    std::map<Place, std::pair<qint64, Money>> m_open; ///< rows and amount
    std::vector<flows::SettledSum> m_sums;
    std::optional<Error> m_error;
    bool m_tooMany = false;
};
} // namespace

Result<RecordId> SettlementBook::recordOf(db::Connection& connection, const QString& key) const
{
    auto record = db::RecordReads(connection).find(SettlementImport::kFlow, m_store.id, key);
    if (!record)
        return fail(record.error());
    if (!*record)
        return fail(ErrorKind::Defect, Words::tr("There is no settlement %1.").arg(key));
    return (*record)->id;
}

Result<std::vector<flows::SettledSum>> SettlementBook::sums(const QString& recordKey)
{
    return m_database.read([&](db::Connection& connection) -> Result<std::vector<flows::SettledSum>> {
        const auto record = recordOf(connection, recordKey);
        if (!record)
            return fail(record.error());
        ByOrder orders(m_store.timeZone, kMostSums);
        auto read =
            db::SettlementTable(connection).eachByOrder(*record, [&](const db::SettlementFactRow& row) { orders.add(row); });
        if (!read)
            return fail(read.error());
        return orders.take();
    });
}

Result<std::vector<std::pair<QString, Money>>> SettlementBook::settledBefore(const QString& recordKey)
{
    return m_database.read([&](db::Connection& connection) -> Result<std::vector<std::pair<QString, Money>>> {
        const auto record = recordOf(connection, recordKey);
        if (!record)
            return fail(record.error());
        return db::SettlementTable(connection).paidBefore(*record);
    });
}

Result<std::vector<flows::SettledRefundState>> SettlementBook::refunds(const QString& recordKey)
{
    return m_database.read([&](db::Connection& connection) -> Result<std::vector<flows::SettledRefundState>> {
        auto bookings = db::RefundFactTable(connection, m_store.id).bookingsOf(recordKey);
        if (!bookings)
            return fail(bookings.error());
        std::vector<flows::SettledRefundState> states;
        states.reserve(bookings->size());
        for (db::RefundFactTable::Booking& booking : *bookings)
            states.push_back({std::move(booking.orderId), std::move(booking.amount), booking.isBooked, booking.hasRecord});
        return states;
    });
}

} // namespace causeway::engine
