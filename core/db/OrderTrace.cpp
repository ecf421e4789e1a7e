// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/OrderTrace.h"

#include <algorithm>

#include <QCoreApplication>
#include <QVariant>

#include "db/AuditTable.h"
#include "db/RowSql.h"
#include "db/ViewTables.h"

namespace causeway::db {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::db)
};

/// "salesOrder" -> "Sales order": NetSuite's own word, readable.
QString documentName(const QString& type)
{
    QString name;
    for (const QChar letter : type) {
        if (letter.isUpper() && !name.isEmpty())
            name += u' ';
        name += letter.toLower();
    }
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return name;
}

QString stateTitle(const QString& state, const QString& reason)
{
    if (state == QStringLiteral("done"))
        return Words::tr("Finished");
    if (state == QStringLiteral("waiting"))
        return reason == QStringLiteral("checking")
                   ? Words::tr("Outcome not known yet; it is looked up before anything is sent again")
                   : Words::tr("Waits");
    if (state == QStringLiteral("review"))
        return Words::tr("Plan waits for approval");
    if (state == QStringLiteral("error"))
        return Words::tr("Needs attention");
    if (state == QStringLiteral("skipped"))
        return Words::tr("Skipped");
    return Words::tr("Worked on again");
}

/// How an order was first seen: what the list call did not show is told.
QString readTitle(const QString& origin)
{
    if (origin == QStringLiteral("sweep"))
        return Words::tr("Read from Amazon: found by the sweep, the list had not shown it");
    if (origin == QStringLiteral("month"))
        return Words::tr("Read from Amazon: found by the weekly check, the list had not shown it");
    if (origin == QStringLiteral("report"))
        return Words::tr("Read from Amazon: found in Amazon's order report, the list had not shown it");
    if (origin == QStringLiteral("asked"))
        return Words::tr("Read from Amazon: asked for by its id");
    return Words::tr("Read from Amazon");
}

QString varianceText(const QString& json)
{
    const Json variance = row_sql::jsonOf(json);
    const QString currency = variance[u"currency"].toString();
    QStringList parts;
    for (const auto& [name, value] : variance.members()) {
        if (name != QStringLiteral("currency"))
            parts.append(QStringLiteral("%1 %2 %3").arg(name, value.toString(), currency).trimmed());
    }
    return parts.join(QStringLiteral(", "));
}

struct StepWords
{
    QString what, title;
};
/// target: "netsuite" or "amazon", where the command of this step writes.
StepWords wordsOf(const QString& step, const QString& outcome, const QString& target)
{
    const bool amazon = target == QStringLiteral("amazon");
    const bool good = outcome == QStringLiteral("ok");
    if (step == QStringLiteral("fetch"))
        return {QStringLiteral("fetched"), Words::tr("Read from Amazon")};
    if (step == QStringLiteral("look-up"))
        return {QStringLiteral("looked-up"), Words::tr("Items and settings looked up in NetSuite")};
    if (step == QStringLiteral("plan"))
        return {QStringLiteral("planned"), good ? Words::tr("Plan made") : Words::tr("No plan could be made")};
    if (step == QStringLiteral("find")) {
        if (outcome == QStringLiteral("adopted"))
            return {QStringLiteral("found"),
                    amazon ? Words::tr("Found at Amazon and adopted") : Words::tr("Found in NetSuite and adopted")};
        if (amazon)
            return {QStringLiteral("looked-up"), outcome == QStringLiteral("absent")
                                                     ? Words::tr("Looked for at Amazon: not there")
                                                     : Words::tr("Looked for at Amazon")};
        return {QStringLiteral("looked-up"), outcome == QStringLiteral("absent") ? Words::tr("Looked for in NetSuite: not there")
                                                                                 : Words::tr("Looked for in NetSuite")};
    }
    if (step == QStringLiteral("send"))
        return {QStringLiteral("sent"), outcome.isEmpty() ? Words::tr("Sent, no answer yet")
                                        : good            ? Words::tr("Sent")
                                                          : Words::tr("Sent, not accepted")};
    return {QStringLiteral("read-back"),
            amazon ? Words::tr("Read back from Amazon") : Words::tr("Totals read back from NetSuite")};
}

QString auditTitle(const QString& action)
{
    QString title = action;
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title.replace(u'-', u' ').replace(u'.', u' ');
}
} // namespace

void OrderTrace::add(Rank rank, TraceEntry entry)
{
    m_entries.emplace_back(rank, std::move(entry));
}

Result<std::vector<TraceEntry>> OrderTrace::collect()
{
    std::vector<RecordId> records;
    // A record's key is the order id in the order flows; later flows (shipments, refunds) name it as their order.
    auto read = m_connection.query(
        QStringLiteral("SELECT id FROM record WHERE order_id = ? UNION SELECT id FROM record WHERE key = ? ORDER BY id"),
        {m_orderId, m_orderId}, [&](const Row& row) { records.emplace_back(row.integer(0)); });
    if (!read)
        return fail(read.error());
    if (auto added = addSource(); !added)
        return fail(added.error());
    if (auto added = addMappings(); !added)
        return fail(added.error());
    if (auto added = addRefunds(); !added)
        return fail(added.error());
    for (const RecordId record : records) {
        for (auto part : {&OrderTrace::addEvents, &OrderTrace::addCommands, &OrderTrace::addAttempts, &OrderTrace::addAudit}) {
            if (auto added = (this->*part)(record); !added)
                return fail(added.error());
        }
    }
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const auto& a, const auto& b) {
        return a.second.at != b.second.at ? a.second.at < b.second.at : a.first < b.first;
    });
    std::vector<TraceEntry> entries;
    entries.reserve(m_entries.size());
    for (auto& [rank, entry] : m_entries)
        entries.push_back(std::move(entry));
    return entries;
}

Result<void> OrderTrace::addSource()
{
    return m_connection.query(
        QStringLiteral("SELECT store, status, purchased_at, updated_at, record_id FROM order_fact WHERE order_id = ?"),
        {m_orderId}, [&](const Row& row) {
            TraceEntry entry;
            entry.at = row.integer(2);
            entry.what = QStringLiteral("ordered");
            entry.title = Words::tr("Ordered at Amazon");
            entry.record = RecordId(row.integer(4));
            add(Rank::Source, entry);
            entry.at = row.integer(3);
            entry.what = QStringLiteral("order-updated");
            entry.title = Words::tr("Newest change at Amazon");
            entry.detail = row.text(1);
            add(Rank::Source, entry);
        });
}

Result<void> OrderTrace::addEvents(RecordId record)
{
    return m_connection.query(
        QStringLiteral(
            "SELECT e.at, e.what, e.state, e.reason, e.text, r.flow FROM record_event e JOIN record r ON r.id = e.record_id "
            "WHERE e.record_id = ? ORDER BY e.id"),
        {record.value()}, [&](const Row& row) {
            TraceEntry entry;
            entry.at = row.integer(0);
            entry.record = record;
            const QString what = row.text(1);
            // Orders come from Amazon; what other flows read and reach is told with their name.
            const QString flow = row.text(5);
            const bool ofOrders = flow.startsWith(QStringLiteral("orders-"));
            const auto titled = [&](const QString& title) { return ofOrders ? title : flow + QStringLiteral(": ") + title; };
            if (what == QStringLiteral("fetched")) {
                entry.what = what;
                entry.state = row.text(2);
                entry.title = ofOrders ? readTitle(row.text(4)) : titled(Words::tr("Read"));
                entry.detail = row.text(3);
                add(Rank::Record, std::move(entry));
            } else if (what == QStringLiteral("changed")) {
                entry.what = QStringLiteral("order-updated");
                entry.title =
                    ofOrders ? Words::tr("Changed at Amazon and read again") : titled(Words::tr("Changed and read again"));
                add(Rank::Record, std::move(entry));
            } else if (what == QStringLiteral("variance")) {
                entry.what = what;
                entry.title = titled(Words::tr("Totals differ between Amazon and NetSuite"));
                entry.detail = varianceText(row.text(4));
                add(Rank::Outcome, std::move(entry));
            } else {
                entry.state = row.text(2);
                entry.what = entry.state == QStringLiteral("ready") ? QStringLiteral("retried") : entry.state;
                entry.title = titled(stateTitle(entry.state, row.text(3)));
                entry.detail = row.text(4).isEmpty() ? row.text(3) : row.text(4);
                add(Rank::Outcome, std::move(entry));
            }
        });
}

Result<void> OrderTrace::addCommands(RecordId record)
{
    return m_connection.query(QStringLiteral(R"(
        SELECT c.type, c.operation, c.key, c.created_at, c.receipt_at, c.remote_id, c.remote_name, c.outcome, c.target
        FROM record_command rc CROSS JOIN command c ON c.id = rc.command_id WHERE rc.record_id = ? ORDER BY rc.position, c.id)"),
                              {record.value()}, [&](const Row& row) {
                                  const QString document = documentName(row.text(0));
                                  const bool amazon = row.text(8) == QStringLiteral("amazon");
                                  const bool amendment = row.text(1) == QStringLiteral("patch");
                                  TraceEntry planned;
                                  planned.at = row.integer(3);
                                  planned.record = record;
                                  planned.what = QStringLiteral("planned");
                                  planned.title = amendment ? Words::tr("%1: change planned").arg(document)
                                                            : Words::tr("%1 planned").arg(document);
                                  planned.detail = row.text(2);
                                  add(Rank::Plan, planned);
                                  if (row.isNull(4))
                                      return;
                                  TraceEntry receipt;
                                  receipt.at = row.integer(4);
                                  receipt.record = record;
                                  const QString outcome = row.text(7);
                                  if (outcome == QStringLiteral("already-there")) {
                                      receipt.what = QStringLiteral("found");
                                      receipt.title = amazon ? Words::tr("%1 was at Amazon already").arg(document)
                                                             : Words::tr("%1 was in NetSuite already").arg(document);
                                  } else if (amendment || outcome == QStringLiteral("updated")) {
                                      receipt.what = QStringLiteral("updated");
                                      receipt.title = amazon ? Words::tr("%1 changed at Amazon").arg(document)
                                                             : Words::tr("%1 changed in NetSuite").arg(document);
                                  } else {
                                      receipt.what = QStringLiteral("created");
                                      receipt.title = amazon ? Words::tr("%1 accepted by Amazon").arg(document)
                                                             : Words::tr("%1 created in NetSuite").arg(document);
                                  }
                                  receipt.detail = row.text(6);
                                  receipt.target = {row.text(0), row.text(5), row.text(2), row.text(6)};
                                  add(Rank::Receipt, std::move(receipt));
                              });
}

Result<void> OrderTrace::addAttempts(RecordId record)
{
    // Tries of a command that this record shares with another one (its customer) belong to its story too.
    return m_connection.query(QStringLiteral(R"(
        SELECT a.id, a.step, a.started_at, a.outcome, a.message, a.http_status, c.type, c.target FROM attempt a LEFT JOIN command c ON c.id = a.command_id
        WHERE a.id IN (SELECT id FROM attempt WHERE record_id = ?
                       UNION SELECT b.id FROM record_command rc JOIN attempt b ON b.command_id = rc.command_id WHERE rc.record_id = ?)
        ORDER BY a.id)"),
                              {record.value(), record.value()}, [&](const Row& row) {
                                  const StepWords words = wordsOf(row.text(1), row.text(3), row.text(7));
                                  TraceEntry entry;
                                  entry.at = row.integer(2);
                                  entry.what = words.what;
                                  entry.title = row.isNull(6) ? words.title
                                                              : documentName(row.text(6)) + QStringLiteral(": ") + words.title;
                                  QStringList detail;
                                  if (!row.text(4).isEmpty())
                                      detail.append(row.text(4));
                                  if (row.integer(5) != 0)
                                      detail.append(Words::tr("HTTP %1").arg(row.integer(5)));
                                  entry.detail = detail.join(QStringLiteral(" · "));
                                  entry.record = record;
                                  entry.attempt = AttemptId(row.integer(0));
                                  add(Rank::Attempt, std::move(entry));
                              });
}

Result<void> OrderTrace::addAudit(RecordId record)
{
    return m_connection.query(QStringLiteral("SELECT at, actor, action, details FROM audit WHERE subject = ? ORDER BY id"),
                              {auditSubject(record)}, [&](const Row& row) {
                                  TraceEntry entry;
                                  entry.at = row.integer(0);
                                  entry.record = record;
                                  entry.what = row.text(2);
                                  entry.title = Words::tr("%1 by %2").arg(auditTitle(row.text(2)), row.text(1));
                                  entry.detail = row.text(3);
                                  add(Rank::Person, std::move(entry));
                              });
}

Result<void> OrderTrace::addRefunds()
{
    return m_connection.query(QStringLiteral(R"(
        SELECT s.source, s.source_id, s.seen_at, sum(f.amount), f.currency, f.event, group_concat(f.sku, ', ')
        FROM refund_fact f CROSS JOIN refund_sighting s ON s.fact = f.id WHERE f.order_id = ?
        GROUP BY s.store, s.source, s.source_id, f.event ORDER BY s.seen_at, f.event)"),
                              {m_orderId}, [&](const Row& row) {
                                  const QString source = row.text(0);
                                  TraceEntry entry;
                                  entry.at = row.integer(2);
                                  entry.what = QStringLiteral("refund-told");
                                  entry.title =
                                      source == QStringLiteral("finances") ? Words::tr("Refund told by Amazon's postings")
                                      : source == QStringLiteral("settlement")
                                          ? Words::tr("Refund told by settlement %1").arg(row.text(1).section(u'/', 0, 0))
                                          : Words::tr("Refund told by the return report");
                                  const Money amount(row.integer(3), row.text(4));
                                  entry.detail =
                                      QStringLiteral("%1 %2, %3").arg(amount.amountText(), amount.currency(), row.text(6));
                                  add(Rank::Source, std::move(entry));
                              });
}

Result<void> OrderTrace::addMappings()
{
    std::vector<std::pair<QString, QString>> skus;
    qint64 firstSeen = 0;
    auto read = m_connection.query(QStringLiteral(R"(
        SELECT DISTINCT l.store, l.sku, coalesce(r.created_at, 0) FROM order_line l
        JOIN order_fact o ON o.order_id = l.order_id AND o.store = l.store LEFT JOIN record r ON r.id = o.record_id
        WHERE l.order_id = ?)"),
                                   {m_orderId}, [&](const Row& row) {
                                       skus.emplace_back(row.text(0), row.text(1));
                                       firstSeen = row.integer(2);
                                   });
    if (!read)
        return read;
    for (const auto& [store, sku] : skus) {
        // Only what was mapped after the order was read is part of its story.
        auto mapped = m_connection.query(
            QStringLiteral("SELECT at, actor, details FROM audit WHERE subject IN (?, ?) AND at >= ? ORDER BY id"),
            {auditSubjectOfMapping(QStringLiteral("sku"), store, sku), auditSubjectOfMapping(QStringLiteral("sku"), {}, sku),
             firstSeen},
            [&, sku = sku](const Row& row) {
                TraceEntry entry;
                entry.at = row.integer(0);
                entry.what = QStringLiteral("mapped");
                entry.title = Words::tr("SKU %1 mapped by %2").arg(sku, row.text(1));
                entry.detail = row.text(2);
                add(Rank::Person, std::move(entry));
            });
        if (!mapped)
            return mapped;
    }
    return {};
}

Result<std::vector<TraceEntry>> OrderReads::trace(const QString& orderId) const
{
    return OrderTrace(m_connection, orderId).collect();
}

} // namespace causeway::db
