// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SettlementDesk.h"

#include <QCoreApplication>

#include "base/Text.h"
#include "db/AuditTable.h"
#include "db/BankTable.h"
#include "db/BookAccountTable.h"
#include "db/RecordTable.h"
#include "db/RecordWrites.h"
#include "db/ViewTables.h"
#include "engine/SettlementBook.h"
#include "engine/SettlementImport.h"
#include "flows/SettlementLookUp.h"
#include "mapping/SettlementSettings.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::SettlementDesk)
};

constexpr qsizetype kLongestReason = 300;

settlement::ChainLink linkOf(const db::SettlementRow& row)
{
    return {row.settlementId, row.startAt, row.endAt, row.total, {row.reserveIn, row.reserveOut, row.payable, row.charge}};
}

tl::unexpected<Error> refuse(const QString& message, const QString& remedy, const QString& code)
{
    return fail(ErrorKind::Invalid, message, remedy, code);
}
} // namespace

Result<settlement::Content> SettlementDesk::content(db::Connection& connection, const db::RecordRow& record) const
{
    auto bytes = m_payloads.open(connection, record.payload);
    if (!bytes)
        return fail(bytes.error());
    auto json = Json::parse(bytes->value_or(QByteArray()));
    if (!json)
        return fail(json.error());
    return settlement::Content::fromJson(*json);
}

Result<SettlementSurroundings> SettlementDesk::surroundings(db::Connection& connection, const db::RecordRow& record) const
{
    SettlementSurroundings around;
    auto configuration = db::ConfigurationReads(connection).load();
    auto commands = db::RecordReads(connection).commands(record.id);
    const db::SettlementTable table(connection);
    auto matches = table.matches(record.id);
    auto own = table.find(record.id);
    if (!configuration || !commands || !matches || !own)
        return fail(!configuration ? configuration.error()
                    : !commands    ? commands.error()
                    : !matches     ? matches.error()
                                   : own.error());
    for (const db::CommandRow& command : *commands) {
        auto bytes = m_payloads.open(connection, command.body);
        if (!bytes)
            return fail(bytes.error());
        if (auto body = Json::parse(bytes->value_or(QByteArray())))
            around.bodies[command.key] = std::move(*body);
    }
    around.configuration = std::move(*configuration);
    around.commands = std::move(*commands);
    around.matches = *matches;
    const auto paid = db::BankTable(connection).paid(record.id, *own ? (*own)->currency : QString());
    if (!paid)
        return fail(paid.error());
    around.bankLines = paid->lines;
    auto titles = db::BookAccountTable(connection).titles();
    if (!titles)
        return fail(titles.error());
    around.accountTitles = std::move(*titles);
    if (*own && !(*own)->isReissue) {
        const auto chain = table.chain((*own)->store, (*own)->currency);
        if (!chain)
            return fail(chain.error());
        std::vector<settlement::ChainLink> links;
        for (const db::SettlementRow& row : *chain)
            links.push_back(linkOf(row));
        around.breaks = settlement::breaksOf(std::move(links));
        std::erase_if(around.breaks, [&](const settlement::ChainBreak& one) {
            return one.before != (*own)->settlementId && one.after != (*own)->settlementId;
        });
    }
    return around;
}

Result<SettlementView> SettlementDesk::view(const db::RecordRow& record, Json lookups) const
{
    struct Stored
    {
        settlement::Content content;
        SettlementSurroundings around;
    };
    auto stored = m_database.read([&](db::Connection& connection) -> Result<Stored> {
        auto read = content(connection, record);
        if (!read)
            return fail(read.error());
        auto around = surroundings(connection, record);
        if (!around)
            return fail(around.error());
        return Stored{std::move(*read), std::move(*around)};
    });
    if (!stored)
        return fail(stored.error());
    stored->around.lookups = std::move(lookups);
    const config::Configuration& configuration = stored->around.configuration;
    const config::Store* store = configuration.store(record.store);
    const config::FlowSettings* flow = configuration.flow(SettlementImport::kFlow, record.store);
    const auto settings = mapping::SettlementSettings::read(flow != nullptr ? flow->settings : Json());
    if (store != nullptr && settings.posting == mapping::SettlementSettings::Posting::Detailed) {
        auto sums = SettlementBook(m_database, *store).sums(record.key);
        if (!sums)
            return fail(sums.error());
        Json own = Json::object({{QStringLiteral("sums"), flows::settledSumsJson(*sums)}});
        stored->around.lookups.set(QStringLiteral("settlements"), Json::object({{record.key, std::move(own)}}));
    }
    return settlementView(record, std::move(stored->content), stored->around);
}

Result<void> SettlementDesk::change(RecordId record, const QString& action, const QString& detail, const QString& actor,
                                    const std::function<Result<void>(const db::RecordRow&, settlement::Content&)>& change) const
{
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        auto row = db::RecordReads(tx).find(record);
        if (!row)
            return fail(row.error());
        if (!*row || (*row)->flow != SettlementImport::kFlow)
            return refuse(Words::tr("There is no such settlement."), {}, QStringLiteral("no-settlement"));
        auto content = this->content(tx, **row);
        if (!content)
            return fail(content.error());
        if (auto changed = change(**row, *content); !changed)
            return changed;
        const qint64 now = m_clock.nowMs();
        auto payload = m_payloads.put(tx, content->toJson().toBytes(), false, std::nullopt, now);
        if (!payload)
            return fail(payload.error());
        db::SourceRow source;
        source.key = (*row)->key;
        source.revision = QStringLiteral("%1#%2%3")
                              .arg(QString::fromLatin1(content->summary.sha256))
                              .arg(content->generation)
                              .arg(content->reversal ? QStringLiteral("r") : QString());
        source.sourceUpdatedAt = (*row)->sourceUpdatedAt + 1;
        source.payload = *payload;
        source.amount = content->summary.head.total;
        if (content->reversal && source.amount)
            source.amount = source.amount->negated(); // what a person approves in Review takes it back
        auto saved = db::RecordWrites(tx).upsertSource(SettlementImport::kFlow, (*row)->store, source, RunId(), now);
        if (!saved)
            return fail(saved.error());
        return db::AuditWrites(tx).append(actor, action, QStringLiteral("settlement/%1/%2").arg((*row)->store, (*row)->key),
                                          detail, now);
    });
}

Result<void> SettlementDesk::reverse(RecordId record, const QString& reason, const QString& actor) const
{
    const QString why = safeText(reason).trimmed().left(kLongestReason);
    if (why.isEmpty())
        return refuse(Words::tr("A reversal needs a reason."), Words::tr("Say why, for the auditor."),
                      QStringLiteral("no-reason"));
    return change(record, QStringLiteral("settlement-reversal-asked"), why, actor,
                  [&](const db::RecordRow& row, settlement::Content& content) -> Result<void> {
                      if (content.reversal)
                          return refuse(Words::tr("The reversal of settlement %1 was asked for already.").arg(row.key),
                                        Words::tr("Approve it in Review."), QStringLiteral("reversed-already"));
                      if (row.state != db::RecordState::Done)
                          return refuse(Words::tr("Settlement %1 is not posted.").arg(row.key),
                                        Words::tr("Only what is posted can be reversed."), QStringLiteral("not-posted"));
                      content.reversal = settlement::Content::Reversal{why, m_clock.nowMs()};
                      return {};
                  });
}

Result<void> SettlementDesk::postAgain(RecordId record, const QString& actor) const
{
    return change(record, QStringLiteral("settlement-posted-again"), {}, actor,
                  [](const db::RecordRow& row, settlement::Content& content) -> Result<void> {
                      if (!content.reversal || row.state != db::RecordState::Done)
                          return refuse(Words::tr("Settlement %1 is not reversed.").arg(row.key),
                                        Words::tr("Reverse it first, and let the reversal be posted."),
                                        QStringLiteral("not-reversed"));
                      content.reversal.reset();
                      ++content.generation;
                      return {};
                  });
}

} // namespace causeway::engine
