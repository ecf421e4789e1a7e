// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SettlementImport.h"

#include <QCoreApplication>

#include "base/TemporaryFolder.h"
#include "db/RecordTable.h"
#include "db/RecordWrites.h"
#include "db/SettlementTable.h"
#include "db/ViewTables.h"
#include "engine/RefundBook.h"
#include "http/Inflate.h"
#include "settlement/Chain.h"
#include "settlement/Party.h"
#include "settlement/SettlementReader.h"
#include "settlement/SumTable.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::SettlementImport)
};
constexpr qint64 kLargestUnpacked = 512LL * 1024 * 1024; ///< as of Amazon's own documents

Error notSeekable()
{
    return Error::make(ErrorKind::Storage, Words::tr("The file cannot be read from its beginning."), {},
                       QStringLiteral("not-seekable"));
}
} // namespace

Result<SettlementImport::Imported> SettlementImport::unpackAndRun(QIODevice& file, const config::Store& store) const
{
    if (file.peek(2) != QByteArrayLiteral("\x1f\x8b"))
        return run(file, store, RunId());
    const auto unpacked = TemporaryFolder::ofProfile(m_database.file()).file(); // settlement rows hold no personal data
    if (!unpacked)
        return fail(unpacked.error());
    const auto result = http::inflateGzip(file, kLargestUnpacked, **unpacked);
    if (result != http::InflateResult::Whole || !(*unpacked)->flush())
        return fail(ErrorKind::Invalid,
                    result == http::InflateResult::TooLarge ? Words::tr("The file is larger than 512 MiB when unpacked.")
                                                            : Words::tr("The packed file is cut or damaged."),
                    Words::tr("Download the report again."), QStringLiteral("gzip"));
    return run(**unpacked, store, RunId());
}

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
    if (!file.seek(0))
        return fail(notSeekable());
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
    const bool isOther = *known && (*known)->summary.sha256 != imported.content.summary.sha256;
    if (isOther && !(*known)->summary.mayBePosted() && imported.content.summary.mayBePosted()) {
        // "Download the report again" was the remedy: this is the whole file, and nothing was ever booked of the other one.
        imported.outcome = Outcome::Replaced;
        imported.content.replaced = std::move((*known)->replaced);
        imported.content.replaced.push_back({QString::fromLatin1((*known)->summary.sha256), std::move((*known)->pieces)});
        return imported;
    }
    if (isOther) {
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
    auto other = otherStoreOf(tx, imported.content.summary.head, store.id);
    if (!other)
        return fail(other.error());
    imported.content.otherStore = std::move(*other);
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
    if (imported.outcome == Outcome::Replaced) {
        if (auto removed = db::SettlementTable::remove(tx, imported.record); !removed)
            return removed;
    }
    if (auto entered = enterFacts(tx, file, imported.record, imported.content, store.id); !entered)
        return entered;
    return enterRefunds(tx, imported, store.id, now);
}

Result<QString> SettlementImport::otherStoreOf(db::Transaction& tx, const settlement::Head& head, const QString& store)
{
    const auto stores = db::SettlementTable(tx).storesOf(head.id);
    const auto configuration = db::ConfigurationReads(tx).load();
    if (!stores || !configuration)
        return fail(stores ? configuration.error() : stores.error());
    for (const QString& one : *stores) {
        // In a store of another currency it lies by mistake and is never booked.
        const config::Store* other = one == store ? nullptr : configuration->store(one);
        if (other != nullptr && other->defaults.currency == head.currency)
            return one;
    }
    return QString();
}

/// A second pass over the file, because its facts belong to a record that is there only now.
Result<void> SettlementImport::enterFacts(db::Transaction& tx, QIODevice& file, RecordId record,
                                          const settlement::Content& content, const QString& store)
{
    const settlement::Summary& summary = content.summary;
    auto carried = settlement::carriedOf(content.sums, summary.head.currency);
    if (!carried)
        return fail(carried.error());
    db::SettlementRow head;
    head.record = record;
    head.store = store;
    head.settlementId = summary.head.id;
    head.isReissue = content.reissueOf.has_value();
    head.currency = summary.head.currency;
    head.startAt = summary.head.startMs;
    head.endAt = summary.head.endMs;
    head.depositAt = summary.head.depositMs;
    head.total = summary.head.total;
    head.sum = summary.sum;
    head.rows = summary.rows;
    head.problems = summary.problemCount;
    head.reserveIn = carried->reserveIn;
    head.reserveOut = carried->reserveOut;
    head.payable = carried->payable;
    head.charge = carried->charge;
    head.sha256 = QString::fromLatin1(summary.sha256);
    if (auto inserted = db::SettlementTable::insert(tx, head); !inserted)
        return inserted;

    if (!file.seek(0))
        return fail(notSeekable());
    db::SettlementTable::RowWriter writer(tx, record);
    Result<void> written;
    auto read = settlement::readSettlement(file, [&](const settlement::Row& row) {
        const bool isOrder = settlement::isAmazonOrderId(row.orderId);
        db::SettlementFactRow fact;
        fact.line = row.line;
        fact.part = row.part;
        fact.transactionType = row.transactionType;
        fact.amountType = row.amountType;
        fact.amountDescription = row.amountDescription;
        fact.amount = row.amount;
        (isOrder ? fact.orderId : fact.reference) = row.orderId;
        fact.sku = row.sku;
        fact.marketplace = row.marketplace;
        fact.quantity = row.quantity;
        fact.postedAt = row.postedAtMs;
        fact.postedHasTime = row.postedHasTime;
        fact.party = static_cast<int>(settlement::partyOf(row));
        written = writer.add(fact);
        return written.has_value();
    });
    if (written)
        written = writer.flush();
    if (!written)
        return written;
    return read ? Result<void>() : fail(read.error());
}

Result<void> SettlementImport::enterMissingFacts() const
{
    auto missing =
        m_database.read([](db::Connection& connection) { return db::SettlementTable(connection).withoutFacts(kFlow); });
    if (!missing)
        return fail(missing.error());
    for (const RecordId id : *missing) {
        auto entered = m_database.write([&](db::Transaction& tx) { return enterFactsOf(tx, id); });
        if (!entered)
            return entered;
    }
    return {};
}

Result<void> SettlementImport::enterFactsOf(db::Transaction& tx, RecordId id) const
{
    auto record = db::RecordReads(tx).find(id);
    if (!record || !*record)
        return record ? Result<void>() : fail(record.error());
    auto bytes = m_payloads.open(tx, (*record)->payload);
    if (!bytes)
        return fail(bytes.error());
    const auto json = Json::parse(bytes->value_or(QByteArray()));
    const auto content = json ? settlement::Content::fromJson(*json) : Result<settlement::Content>(fail(json.error()));
    if (!content || content->pieces.empty())
        return {}; // a report that was no settlement
    const auto temporary = TemporaryFolder::ofProfile(m_database.file()).file();
    if (!temporary)
        return fail(temporary.error());
    QFile& file = **temporary;
    for (const qint64 piece : content->pieces) {
        auto packed = m_payloads.open(tx, PayloadId(piece));
        if (!packed)
            return fail(packed.error());
        const QByteArray plain = *packed ? qUncompress(**packed) : QByteArray();
        if (plain.isEmpty())
            return {}; // "proof" tells of the missing piece
        if (file.write(plain) != plain.size())
            return fail(ErrorKind::Storage, Words::tr("No room for a copy of the file."), {}, QStringLiteral("io"));
    }
    return enterFacts(tx, file, id, *content, (*record)->store);
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
        return fail(notSeekable());
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
