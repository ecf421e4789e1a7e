// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipmentFind.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Text.h"
#include "flows/SuiteQlText.h"
#include "netsuite/Api.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ShipmentFind)
};

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kFreshMs = 2 * kMinuteMs;
constexpr qint64 kClockSlackMs = 2 * kMinuteMs;
constexpr qint64 kFeedAgainMs = 2 * kMinuteMs;
constexpr qint64 kAfterFeedMs = 15 * kMinuteMs; ///< Amazon shows a package some time after its feed has ended
constexpr qint64 kDayMs = qint64(24) * 60 * kMinuteMs;
constexpr qint64 kFeedMadeWithinMs = 10 * kMinuteMs; ///< from the intent to the feed: its content is uploaded in between
constexpr int kMostReports = 6;
constexpr qsizetype kMostValues = 400;

QString orderOf(const Command& command)
{
    const QString id = command.body[u"orderId"].toString();
    return id.isEmpty() ? command.fingerprint[u"order"].toString() : id;
}

const amazon::Package* shownIn(const std::optional<amazon::Order>& order, const Json& detail)
{
    if (!order)
        return nullptr;
    const amazon::Package* found = nullptr;
    for (const amazon::Package& package : order->packages) {
        if (!showsPackage(packageFacts(package), detail))
            continue;
        // Our own first: two packages without a tracking number look alike.
        if (package.packageReferenceId == detail[u"packageReferenceId"].toString())
            return &package;
        found = found == nullptr ? &package : found;
    }
    return found;
}

/// The feed that a command went out with: the one made nearest to that moment. Nobody keeps its number when the answer was lost.
const amazon::Feed* feedOf(const Command& command, const std::vector<amazon::Feed>& feeds)
{
    const amazon::Feed* nearest = nullptr;
    for (const amazon::Feed& feed : feeds) {
        if (feed.createdMs < command.sentAtMs - kClockSlackMs || feed.createdMs > command.sentAtMs + kFeedMadeWithinMs)
            continue;
        if (nearest == nullptr || qAbs(feed.createdMs - command.sentAtMs) < qAbs(nearest->createdMs - command.sentAtMs))
            nearest = &feed;
    }
    return nearest;
}

/// Why nothing of a feed was done; nullopt when it was worked through.
std::optional<Error> failedAsAWhole(const amazon::Feed& feed, const amazon::ProcessingReport* report)
{
    const auto* line = report == nullptr ? nullptr : report->errorOf(0); // of no message
    const bool isRejected = report != nullptr && report->statusCode == QStringLiteral("Rejected");
    if (feed.status == QStringLiteral("DONE") && !isRejected && line == nullptr)
        return std::nullopt;
    const QString why = line != nullptr ? elided(safeText(line->description), 300) : elided(safeText(feed.status), 40);
    return Error::make(ErrorKind::Rejected, Words::tr("Amazon did not carry out feed %1: %2").arg(feed.id, why),
                       Words::tr("Try again. When it fails again, let the packages go one by one (setting “feedFrom” of the flow "
                                 "shipments), and look at the feed in Seller Central."),
                       QStringLiteral("feed-failed"));
}

Found shownAs(const Command& command, const Json& facts)
{
    Found found;
    found.commandKey = command.key;
    // The number we gave it is its name, also when somebody else's tool gave it another.
    found.remoteId = command.body[u"packageDetail"][u"packageReferenceId"].toString();
    found.remoteName = safeText(facts[u"tracking"].toString());
    found.matches = true;
    found.observed = facts;
    return found;
}
} // namespace

Result<std::vector<Found>> ShipmentFind::find(std::span<const Command> commands)
{
    Commands markers, packages;
    std::vector<Found> found;
    const qint64 now = m_context.clock.nowMs();
    for (const Command& command : commands) {
        if (command.target == QStringLiteral("netsuite")) {
            markers.push_back(&command);
            continue;
        }
        const auto lookedAt = command.fingerprint[u"lookedAt"].toInteger();
        const bool fresh = command.sentAtMs == 0 && lookedAt && *lookedAt <= now && now - *lookedAt < kFreshMs;
        if (!fresh) {
            packages.push_back(&command);
            continue;
        }
        if (const Json* shown = command.fingerprint.find(u"shown"))
            found.push_back(shownAs(command, *shown));
    }
    if (auto done = findMarkers(markers, found); !done)
        return fail(done.error());
    if (auto done = findPackages(packages, found); !done)
        return fail(done.error());
    return found;
}

Result<void> ShipmentFind::findMarkers(const Commands& commands, std::vector<Found>& found)
{
    for (std::size_t from = 0; from < commands.size(); from += static_cast<std::size_t>(kMostValues)) {
        const std::size_t end = std::min(from + static_cast<std::size_t>(kMostValues), commands.size());
        QString column;
        QStringList ids;
        for (std::size_t i = from; i < end; ++i) {
            column = commands[i]->body.size() == 1 ? commands[i]->body.members().front().first : QString();
            ids += commands[i]->fingerprint[u"id"].toString();
        }
        if (!suiteql::isColumn(column))
            return {}; // an absolute value: written again it changes nothing
        const auto rows = m_context.netsuite->suiteQl(
            QStringLiteral("SELECT t.id, t.tranid, t.%1 AS marker FROM transaction t WHERE t.id IN %2 ORDER BY t.id")
                .arg(column.toLower(), suiteql::list(ids.size())),
            ids, m_context.stop);
        if (!rows)
            return fail(rows.error());
        for (std::size_t i = from; i < end; ++i) {
            const Command& command = *commands[i];
            for (const netsuite::SuiteQlRow& row : *rows) {
                const auto marker = row.find(QStringLiteral("marker"));
                if (row.at(QStringLiteral("id")) != command.fingerprint[u"id"].toString() || marker == row.end() ||
                    marker->second != command.body.members().front().second.toString())
                    continue;
                Found one;
                one.commandKey = command.key;
                one.remoteId = row.at(QStringLiteral("id"));
                const auto name = row.find(QStringLiteral("tranid"));
                one.remoteName = name == row.end() ? QString() : elided(safeText(name->second), 60);
                one.matches = true;
                found.push_back(std::move(one));
            }
        }
    }
    return {};
}

Result<void> ShipmentFind::findPackages(const Commands& commands, std::vector<Found>& found)
{
    if (commands.empty())
        return {};
    QStringList orders;
    qint64 since = m_context.clock.nowMs();
    for (const Command* command : commands) {
        orders += orderOf(*command);
        if (command->sentAtMs > 0)
            since = std::min(since, command->sentAtMs - kClockSlackMs);
    }
    const auto known = ShipmentOrders(m_context).read(orders, ShipmentOrders::Search::RecentlyMoved, since);
    if (!known)
        return fail(known.error());
    Commands notShown;
    for (const Command* command : commands) {
        const auto order = known->find(orderOf(*command));
        if (order == known->end()) { // the quota was used up before its turn: that is no "absent"
            Found later;
            later.commandKey = command->key;
            later.askAgainAtMs = m_context.clock.nowMs() + kMinuteMs;
            found.push_back(std::move(later));
        } else if (const amazon::Package* package = shownIn(order->second, command->body[u"packageDetail"])) {
            found.push_back(shownAs(*command, packageFacts(*package)));
        } else if (command->sentAtMs > 0) {
            notShown.push_back(command);
        }
    }
    return findInFeeds(notShown, found);
}

Result<void> ShipmentFind::findInFeeds(const Commands& commands, std::vector<Found>& found)
{
    if (commands.empty())
        return {};
    const qint64 now = m_context.clock.nowMs();
    qint64 since = now;
    for (const Command* command : commands)
        since = std::min(since, command->sentAtMs - kClockSlackMs);
    const auto feeds =
        m_context.amazon->getFeeds({{amazon::kFulfillmentFeed}, std::max<qint64>(since, now - 80 * kDayMs)}, m_context.stop);
    if (!feeds)
        return fail(feeds.error());
    const auto reports = readReports(*feeds);
    if (!reports)
        return fail(reports.error());
    for (const Command* command : commands) {
        const qint64 message = command->body[u"packageDetail"][u"packageReferenceId"].toString().toLongLong();
        const amazon::Feed* own = feedOf(*command, *feeds);
        for (const amazon::Feed& feed : *feeds) { // newest first
            if (feed.createdMs < command->sentAtMs - kClockSlackMs)
                break;
            Found one;
            one.commandKey = command->key;
            const bool mayStillShow = !feed.isOver() || (feed.endedMs && now - *feed.endedMs < kAfterFeedMs);
            if (mayStillShow)
                one.askAgainAtMs = now + kFeedAgainMs;
            const auto report = reports->find(feed.id);
            if (const auto* line = report == reports->end() ? nullptr : report->second.errorOf(message)) {
                one.askAgainAtMs.reset();
                one.refused =
                    Error::make(ErrorKind::Rejected,
                                Words::tr("Amazon refused this package in feed %1: %2")
                                    .arg(feed.id, elided(safeText(line->description), 300)),
                                Words::tr("Correct the item fulfillment in NetSuite, or edit the shipment here and try again."),
                                elided(safeText(line->messageCode), 40));
            } else if (&feed == own && !mayStillShow) {
                one.refused = failedAsAWhole(feed, report == reports->end() ? nullptr : &report->second);
            }
            if (one.refused || one.askAgainAtMs) {
                found.push_back(std::move(one));
                break;
            }
        }
    }
    return {};
}

Result<std::map<QString, amazon::ProcessingReport>> ShipmentFind::readReports(const std::vector<amazon::Feed>& feeds)
{
    std::map<QString, amazon::ProcessingReport> reports;
    for (const amazon::Feed& feed : feeds) {
        if (!feed.isOver() || feed.resultDocumentId.isEmpty() || reports.size() >= static_cast<std::size_t>(kMostReports))
            continue;
        const auto content = m_context.amazon->readFeedDocument(feed.resultDocumentId, m_context.stop);
        if (!content) {
            // What broke down may have left a document that nobody can read; its status says enough.
            const ErrorKind kind = content.error().kind;
            if (feed.status != QStringLiteral("DONE") && (kind == ErrorKind::Rejected || kind == ErrorKind::Invalid))
                continue;
            return fail(content.error());
        }
        auto report = amazon::readProcessingReport(*content);
        if (!report && feed.status == QStringLiteral("DONE"))
            return fail(report.error());
        if (report) // what Amazon leaves of a feed that broke down need not be a report
            reports.emplace(feed.id, std::move(*report));
    }
    return reports;
}

Result<std::map<QString, Json>> ShipmentFind::readBack(std::span<const Command> commands)
{
    std::map<QString, Json> seen;
    QStringList orders;
    for (const Command& command : commands)
        orders += orderOf(command);
    const auto known =
        ShipmentOrders(m_context).read(orders, ShipmentOrders::Search::RecentlyMoved, m_context.clock.nowMs() - kDayMs);
    if (!known)
        return fail(known.error());
    for (const Command& command : commands) {
        const auto order = known->find(orderOf(command));
        if (order == known->end())
            seen[command.key] = Json(); // its turn comes with the next batch
        else if (const amazon::Package* package = shownIn(order->second, command.body[u"packageDetail"]))
            seen[command.key] = packageFacts(*package);
    }
    return seen;
}

} // namespace causeway::flows
