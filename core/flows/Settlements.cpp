// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/Settlements.h"

#include <algorithm>

#include <QCoreApplication>

#include "amazon/Api.h"
#include "base/Text.h"
#include "flows/NetSuiteSend.h"
#include "flows/SettlementDocuments.h"
#include "flows/SettlementLookUp.h"
#include "flows/SettlementPlan.h"
#include "flows/SuiteQlText.h"
#include "mapping/SettlementSettings.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::Settlements)
};

constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kListedMs = 89 * kDayMs;  ///< Amazon lists reports of 90 days
constexpr qint64 kOverlapMs = 30 * kDayMs; ///< a report may be listed late
constexpr qsizetype kKeysTogether = 400;
constexpr std::size_t kFilesAPage = 2; ///< each may be large

/// As table transaction names the types of our documents.
bool isType(const QString& seen, const QString& type)
{
    if (type == settlement_documents::kPayment)
        return seen == QStringLiteral("CustPymt");
    if (type == settlement_documents::kDeposit)
        return seen == QStringLiteral("Deposit");
    return seen.startsWith(QStringLiteral("Journal"));
}

/// A document over the cap stops only itself: it becomes a record that says so, or no later settlement would ever be read.
Result<void> download(const QString& documentId, SourceItem& item, FlowContext& context)
{
    auto file = context.temporary.file();
    if (!file)
        return fail(file.error());
    auto saved = context.amazon->saveReportDocument(documentId, **file, context.stop);
    if (!saved && saved.error().code == QStringLiteral("too-large")) {
        item.content = Json::object({{QStringLiteral("unreadable"), saved.error().message}}).toBytes();
        return {};
    }
    if (saved)
        item.settlementFile = std::move(*file);
    return saved;
}
} // namespace

Settlements::Settlements()
{
    m_spec.id = QStringLiteral("settlements");
    m_spec.title = Words::tr("Settlements");
    m_spec.group = Words::tr("Settlements");
    m_spec.defaultSchedule = QStringLiteral("daily 06:00");
    m_spec.batch = 5;
    m_spec.settings = mapping::SettlementSettings::schema();
}

/// Settlement reports cannot be asked for: they are listed, and each is read once. Cursor: {"since": ms, "read": [report ids]}.
Result<Page> Settlements::fetch(const Cursor& cursor, const FetchRequest& request, FlowContext& context)
{
    Page page;
    page.next = cursor;
    if (request.stream != QStringLiteral("main"))
        return page; // the list reaches back far enough by itself
    if (context.amazon == nullptr)
        return fail(ErrorKind::Auth, Words::tr("The connection to Amazon is not set up."),
                    Words::tr("Set it up in Settings, Connections."), QStringLiteral("no-connection"));
    const qint64 now = context.clock.nowMs();
    const auto since = request.sinceMs ? request.sinceMs : cursor[u"since"].toInteger();
    amazon::ReportSearch search;
    search.types = {amazon::kSettlementReport};
    search.statuses = {QStringLiteral("DONE")};
    search.createdSinceMs = std::max(since.value_or(0) - kOverlapMs, now - kListedMs);
    auto reports = context.amazon->getReports(search, context.stop);
    if (!reports)
        return fail(reports.error());
    QStringList read;
    for (const Json& id : cursor[u"read"].items())
        read << id.toString();
    // Oldest first, so that an interruption leaves no gap behind the cursor.
    std::reverse(reports->begin(), reports->end());
    QStringList stillListed;
    std::optional<Error> damaged;
    qint64 newest = since.value_or(0);
    for (const amazon::Report& report : *reports) {
        const bool ours = report.marketplaceIds.isEmpty() ||
                          std::any_of(report.marketplaceIds.begin(), report.marketplaceIds.end(),
                                      [&](const QString& id) { return context.store.marketplaces.contains(id); });
        if (!ours || report.documentId.isEmpty())
            continue;
        if (read.contains(report.id)) {
            stillListed << report.id;
            newest = std::max(newest, report.createdMs);
            continue;
        }
        if (page.items.size() >= kFilesAPage) {
            page.more = true;
            break;
        }
        SourceItem item;
        item.key = QStringLiteral("report-") + report.id; // unless the file says which settlement it is
        item.updatedAtMs = report.createdMs;
        item.personal = false;
        if (auto saved = download(report.documentId, item, context); !saved) {
            if (saved.error().code == QStringLiteral("damaged")) {
                damaged = saved.error(); // it is tried again with each run, and holds up none that came later
                continue;
            }
            if (page.items.empty())
                return fail(saved.error());
            page.more = true; // what was read so far is kept
            break;
        }
        page.items.push_back(std::move(item));
        stillListed << report.id;
        newest = std::max(newest, report.createdMs);
    }
    if (damaged && page.items.empty() && !page.more)
        return fail(*damaged);
    page.more = page.more || damaged.has_value(); // the run ends with saying so
    Json ids = Json::array();
    for (const QString& id : stillListed)
        ids.append(id);
    page.next = Json::object({{QStringLiteral("since"), newest}, {QStringLiteral("read"), std::move(ids)}});
    return page;
}

Result<Json> Settlements::lookUp(std::span<const Record> records, FlowContext& context)
{
    return lookUpSettlements(records, context);
}

Result<Plan> Settlements::plan(const Record& record, const PlanContext& context) const
{
    return planSettlement(record, context);
}

Result<std::vector<Found>> Settlements::find(std::span<const Command> commands, FlowContext& context)
{
    if (context.netsuite == nullptr)
        return fail(ErrorKind::Auth, Words::tr("The connection to NetSuite is not set up."),
                    Words::tr("Set it up in Settings, Connections."), QStringLiteral("no-connection"));
    std::map<QString, QString> types;
    for (const Command& command : commands)
        types.emplace(command.key, command.type);
    QStringList all;
    for (const auto& [key, type] : types)
        all << key;
    std::vector<Found> found;
    for (qsizetype from = 0; from < all.size(); from += kKeysTogether) {
        const QStringList keys = all.mid(from, kKeysTogether);
        auto rows = context.netsuite->suiteQl(QStringLiteral("SELECT t.id, t.tranid, t.type, t.externalid FROM transaction t "
                                                             "WHERE t.externalid IN %1 ORDER BY t.id")
                                                  .arg(suiteql::list(keys.size())),
                                              keys, context.stop);
        if (!rows)
            return fail(rows.error());
        for (const netsuite::SuiteQlRow& row : *rows) {
            Found one;
            one.commandKey = textOf(row, QStringLiteral("externalid"));
            one.remoteId = textOf(row, QStringLiteral("id"));
            one.remoteName = elided(safeText(textOf(row, QStringLiteral("tranid"))), 60);
            const auto type = types.find(one.commandKey);
            if (type == types.end())
                continue;
            one.matches = isType(textOf(row, QStringLiteral("type")), type->second);
            if (!one.matches)
                one.difference = Words::tr("The document with this external id is of another kind.");
            found.push_back(std::move(one));
        }
    }
    return found;
}

std::vector<Outcome> Settlements::send(std::span<const Command> commands, FlowContext& context)
{
    return sendToNetSuite(commands, context);
}

Result<std::map<QString, Json>> Settlements::readBack(std::span<const Command>, const std::map<QString, Receipt>&, FlowContext&)
{
    return std::map<QString, Json>(); // a journal holds what was sent: NetSuite computes nothing in it
}

bool Settlements::cures(const config::Mapping& mapping, const QString& causeCode, const QString&) const
{
    // A group or a "*" may cure several causes at once, so any account makes them be planned again.
    return mapping.kind == QStringLiteral("account") && causeCode == QStringLiteral("no-account");
}

std::optional<qint64> Settlements::readUpTo(const Cursor&) const
{
    return {};
}

std::optional<Cursor> Settlements::movedTo(const Cursor&, qint64) const
{
    return {}; // every report that Amazon lists and that is not known is read
}

} // namespace causeway::flows
