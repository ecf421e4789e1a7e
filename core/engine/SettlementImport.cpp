// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SettlementImport.h"

#include <QCoreApplication>

#include "db/RecordTable.h"
#include "db/RecordWrites.h"
#include "engine/RefundBook.h"
#include "settlement/SettlementReader.h"
#include "settlement/SumTable.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::SettlementImport)
};
} // namespace

Result<std::optional<settlement::Content>> SettlementImport::stored(const QString& store, const QString& key, RecordId& id) const
{
    return m_database.read([&](db::Connection& connection) -> Result<std::optional<settlement::Content>> {
        auto record = db::RecordReads(connection).find(kFlow, store, key);
        if (!record)
            return fail(record.error());
        if (!*record)
            return std::optional<settlement::Content>();
        id = (*record)->id;
        auto bytes = m_payloads.open(connection, (*record)->payload);
        if (!bytes)
            return fail(bytes.error());
        auto json = Json::parse(bytes->value_or(QByteArray()));
        if (!json)
            return fail(json.error());
        auto content = settlement::Content::fromJson(*json);
        if (!content)
            return fail(content.error());
        return std::optional<settlement::Content>(std::move(*content));
    });
}

Result<SettlementImport::Imported> SettlementImport::read(QIODevice& file, const config::Store& store) const
{
    settlement::SumTable table(store.timeZone);
    settlement::RefundTable refunds;
    std::optional<Error> overflow;
    auto summary = settlement::readSettlement(file, [&](const settlement::Row& row) {
        auto added = table.add(row);
        if (added)
            added = refunds.add(row);
        if (!added)
            overflow = added.error();
        return added.has_value();
    });
    if (overflow)
        return fail(*overflow);
    if (!summary)
        return fail(summary.error());
    if (summary->head.id.isEmpty())
        return fail(ErrorKind::Invalid, Words::tr("The settlement has no number."), Words::tr("Download the report again."),
                    QStringLiteral("no-summary-row"));

    Imported imported;
    imported.content.summary = std::move(*summary);
    imported.content.sums = table.sums();
    imported.refunds = refunds.refunds();
    imported.content.bytes = file.size();
    const QString sha256 = QString::fromLatin1(imported.content.summary.sha256);
    imported.key = imported.content.summary.head.id;
    auto known = stored(store.id, imported.key, imported.record);
    if (!known)
        return fail(known.error());
    if (*known && (*known)->summary.sha256 != imported.content.summary.sha256) {
        imported.outcome = Outcome::Reissue;
        imported.key += u'@' + sha256.left(8);
        imported.content.reissueOf = settlement::Content::Original{QString::fromLatin1((*known)->summary.sha256),
                                                                   (*known)->summary.head.total, (*known)->sums};
        known = stored(store.id, imported.key, imported.record);
        if (!known)
            return fail(known.error());
    }
    if (*known) {
        imported.outcome = imported.content.reissueOf ? Outcome::Reissue : Outcome::Unchanged;
        imported.isKnown = true;
        imported.content = std::move(**known);
    }
    return imported;
}

Result<SettlementImport::Imported> SettlementImport::run(QIODevice& file, const config::Store& store, RunId run) const
{
    auto imported = read(file, store);
    if (!imported || imported->isKnown)
        return imported;
    auto saved = m_database.write([&](db::Transaction& tx) { return save(tx, file, *imported, store, run); });
    if (!saved)
        return fail(saved.error());
    return imported;
}

Result<void> SettlementImport::save(db::Transaction& tx, QIODevice& file, Imported& imported, const config::Store& store,
                                    RunId run) const
{
    if (imported.isKnown)
        return {};
    const qint64 now = m_clock.nowMs();
    auto pieces = keep(tx, file, now);
    if (!pieces)
        return fail(pieces.error());
    imported.content.pieces = std::move(*pieces);
    auto payload = m_payloads.put(tx, imported.content.toJson().toBytes(), false, std::nullopt, now);
    if (!payload)
        return fail(payload.error());
    const settlement::Summary& summary = imported.content.summary;
    db::SourceRow source;
    source.key = imported.key;
    source.revision = QString::fromLatin1(summary.sha256);
    source.sourceUpdatedAt = summary.head.endMs.value_or(now);
    source.payload = *payload;
    source.amount = summary.head.total;
    auto record = db::RecordWrites(tx).upsertSource(kFlow, store.id, source, run, now);
    if (!record)
        return fail(record.error());
    imported.record = record->id;
    return enterRefunds(tx, imported, store.id, now);
}

/// The settlement confirms refunds that Finances told, and shows those that it did not. A re-issue tells the same ones again.
Result<void> SettlementImport::enterRefunds(db::Transaction& tx, const Imported& imported, const QString& store, qint64 now)
{
    if (imported.content.reissueOf)
        return {};
    for (const settlement::SettledRefund& refund : imported.refunds) {
        flows::RefundSighting sighting;
        sighting.source = QStringLiteral("settlement");
        sighting.sourceId = QStringLiteral("%1/%2/%3")
                                .arg(imported.key, refund.orderId,
                                     refund.adjustmentId.isEmpty() ? QString::number(refund.postedMs) : refund.adjustmentId);
        sighting.orderId = refund.orderId;
        sighting.postedMs = refund.postedMs;
        for (const auto& [sku, amount] : refund.lines)
            sighting.lines.push_back({sku, amount});
        if (auto entered = RefundBook::attach(tx, store, sighting, now); !entered)
            return fail(entered.error());
    }
    return {};
}

Result<std::vector<qint64>> SettlementImport::keep(db::Transaction& tx, QIODevice& file, qint64 now) const
{
    std::vector<qint64> pieces;
    if (!file.seek(0))
        return fail(ErrorKind::Storage, Words::tr("The file cannot be read from its beginning."), {},
                    QStringLiteral("not-seekable"));
    while (!file.atEnd()) {
        const QByteArray plain = file.read(kPiece);
        if (plain.isEmpty())
            return fail(ErrorKind::Storage, Words::tr("The file could not be read."), {}, QStringLiteral("unreadable-file"));
        auto piece = m_payloads.putFile(tx, qCompress(plain), now);
        if (!piece)
            return fail(piece.error());
        pieces.push_back(piece->value());
    }
    return pieces;
}

} // namespace causeway::engine
