// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SettlementView.h"

#include <algorithm>
#include <initializer_list>

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include "engine/SettlementImport.h"
#include "flows/SettlementDocuments.h"
#include "mapping/SettlementSettings.h"
#include "settlement/Accounts.h"
#include "settlement/DepositDay.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::SettlementView)
};

namespace documents = flows::settlement_documents;

const QString kDone = QStringLiteral("done");
const QString kReady = QStringLiteral("ready");
const QString kError = QStringLiteral("error");
const QString kWaiting = QStringLiteral("waiting");

Result<void> addCategories(SettlementView& view, const settlement::Accounts& accounts, const settlement::Groups& groups)
{
    auto merged = settlement::byCategory(view.content.sums);
    if (!merged)
        return fail(merged.error());
    for (settlement::CategorySum& sum : *merged) {
        SettlementView::CategoryLine line;
        if (const auto account = accounts.of(sum.category)) {
            line.account = account->id;
            line.from = account->from;
            line.parkedBecause = account->parkedBecause;
        } else {
            view.unmapped.push_back(sum.category);
        }
        line.group = groups.of(sum.category);
        line.sum = std::move(sum);
        view.categories.push_back(std::move(line));
    }
    return {};
}

/// What the documents say, line by line: the mappings may have changed since. Reversals take back what they reverse.
Result<void> addPosted(SettlementView& view, const std::map<QString, Json>& bodies, const QString& suspense)
{
    const QString& currency = view.content.summary.head.currency;
    const auto add = [](Money& place, const Result<Money>& amount) -> Result<void> {
        auto sum = amount ? place.plus(*amount) : amount;
        if (!sum)
            return fail(sum.error());
        place = std::move(*sum);
        return {};
    };
    SettlementView::Proof& proof = view.proof;
    for (const db::CommandRow& command : view.documents) {
        const auto body = bodies.find(command.key);
        if (body == bodies.end()) {
            proof.posted = view.draft.posted;
            proof.parked = view.draft.parked;
            return {};
        }
        if (const Json& elsewhere = command.fingerprint[documents::kElsewhere]; elsewhere.isString()) {
            if (auto added = add(proof.elsewhere, Money::parse(elsewhere.toString(), currency)); !added)
                return added;
        }
        if (command.type == documents::kPayment) {
            const QString payment = QString::fromLatin1(body->second[u"payment"].numberText());
            if (auto added = add(proof.posted, Money::parse(payment, currency)); !added)
                return added;
        }
        if (command.type != documents::kJournal)
            continue;
        auto all = documents::bookedBy(body->second, currency);
        auto parked = documents::bookedBy(body->second, currency, suspense);
        if (!all || !parked)
            return fail(!all ? all.error() : parked.error());
        if (auto added = add(proof.parked, parked); !added)
            return added;
        if (auto added = add(proof.posted, all->minus(*parked)); !added)
            return added;
    }
    return add(proof.posted, proof.elsewhere);
}

Result<void> addProof(SettlementView& view, const std::map<QString, Json>& bodies, const QString& suspense)
{
    const settlement::Summary& summary = view.content.summary;
    SettlementView::Proof& proof = view.proof;
    proof.hasTotal = summary.head.total.has_value();
    proof.reportTotal = summary.head.total.value_or(Money::zero(summary.head.currency));
    proof.sumOfRows = summary.sum;
    proof.posted = proof.parked = proof.elsewhere = Money::zero(summary.head.currency);
    const bool hasDocuments = !view.documents.empty();
    if (hasDocuments) {
        if (auto added = addPosted(view, bodies, suspense); !added)
            return added;
    }
    auto rest = hasDocuments ? proof.reportTotal.minus(proof.posted) : proof.reportTotal.minus(proof.sumOfRows);
    if (rest && hasDocuments)
        rest = rest->minus(proof.parked);
    if (!rest)
        return fail(rest.error());
    proof.difference = std::move(*rest);
    return {};
}

Result<void> addMonths(SettlementView& view, const config::Store& store, bool inUtc)
{
    QTimeZone zone(inUtc ? QByteArray("UTC") : store.timeZone.toUtf8());
    if (!zone.isValid())
        zone = QTimeZone::utc();
    std::map<QString, SettlementView::Month> months;
    for (const settlement::CategorySum& sum : view.content.sums) {
        SettlementView::Month& month = months[inUtc ? sum.utcMonth : sum.month];
        if (month.sum.currency().isEmpty())
            month.sum = Money::zero(sum.sum.currency());
        auto total = month.sum.plus(sum.sum);
        if (!total)
            return fail(total.error());
        month.sum = std::move(*total);
        month.rows += sum.rows;
    }
    for (auto& [name, month] : months) {
        month.month = name;
        const QDate first = QDate::fromString(name + QStringLiteral("-01"), QStringLiteral("yyyy-MM-dd"));
        if (first.isValid())
            month.endMs = first.addMonths(1).startOfDay(zone).toMSecsSinceEpoch();
        view.months.push_back(std::move(month));
    }
    return {};
}

/// Journals of these commands that NetSuite has or will get, by part: of the reversal, or of the generation that counts now.
Result<std::vector<flows::PlannedJournal>> journalsOf(const SettlementView& view,
                                                      std::initializer_list<const std::vector<db::CommandRow>*> lists)
{
    static const QRegularExpression kEnd(QStringLiteral("-[0-9]+(?:-G([0-9]+))?(-R)?$"));
    std::map<QString, flows::PlannedJournal> byKey;
    for (const auto* commands : lists) {
        for (const db::CommandRow& command : *commands) {
            const auto body = view.bodies.find(command.key);
            const auto end = kEnd.match(command.key);
            const int generation = end.capturedLength(1) > 0 ? end.captured(1).toInt() : 1;
            const bool counts = end.hasMatch() && generation == view.content.generation &&
                                (end.capturedLength(2) > 0) == view.content.reversal.has_value();
            if (command.type != documents::kJournal || body == view.bodies.end() || !counts)
                continue;
            auto journal = documents::journalOf(command.key, body->second, view.content.summary.head);
            if (!journal)
                return fail(journal.error());
            byKey.emplace(command.key, std::move(*journal));
        }
    }
    std::vector<flows::PlannedJournal> journals;
    journals.reserve(byKey.size());
    for (auto& [key, journal] : byKey)
        journals.push_back(std::move(journal));
    std::stable_sort(journals.begin(), journals.end(),
                     [](const auto& a, const auto& b) { return a.journal.part < b.journal.part; });
    return journals;
}

/// What was sent stays what it is; a plan by payments, and a reversal, is what a person approves.
Result<void> addJournals(SettlementView& view, bool byPayments, bool isLookedUp)
{
    auto sent = journalsOf(view, {&view.documents});
    if (!sent)
        return fail(sent.error());
    const bool isPlanned = std::any_of(view.planned.begin(), view.planned.end(), [](const db::CommandRow& command) {
        return command.type == documents::kJournal || command.type == documents::kPayment;
    });
    if (!sent->empty() || view.content.reversal || (byPayments && !isLookedUp && isPlanned)) {
        auto journals = journalsOf(view, {&view.documents, &view.planned});
        if (!journals)
            return fail(journals.error());
        view.draft.journals = std::move(*journals);
        return {};
    }
    auto planned = journalsOf(view, {&view.planned});
    if (!planned)
        return fail(planned.error());
    // Only planning knew which periods are closed.
    for (flows::PlannedJournal& journal : view.draft.journals) {
        const auto same = std::find_if(planned->begin(), planned->end(), [&](const flows::PlannedJournal& one) {
            return one.key == journal.key && one.journal.lines == journal.journal.lines;
        });
        if (same != planned->end()) {
            journal.date = same->date;
            journal.note = same->note;
        }
    }
    if (byPayments && !isLookedUp && view.documents.empty()) {
        view.draft.journals.clear(); // the categories alone do not say which of them the payments take
        view.needsPlan = !view.trouble && view.unmapped.empty();
    }
    return {};
}

/// What is planned or posted knows its day: only planning knew which periods are closed.
void addDepositDate(SettlementView& view)
{
    for (const auto* commands : {&view.planned, &view.documents}) {
        for (const db::CommandRow& command : *commands) {
            const auto body = view.bodies.find(command.key);
            if (command.type == documents::kDeposit && body != view.bodies.end())
                view.draft.depositDate = body->second[u"tranDate"].toString();
        }
    }
}

void addState(SettlementView& view)
{
    view.state = toString(view.record.state);
    view.reason = view.record.reason;
    const bool isOpen = view.record.state == db::RecordState::Ready || view.record.state == db::RecordState::Error ||
                        view.record.state == db::RecordState::Review;
    if (!isOpen || view.content.reversal)
        return;
    if (view.trouble) {
        view.state = kError;
        view.reason = toString(view.trouble->kind);
    } else if (!view.unmapped.empty()) {
        view.state = kError;
        view.reason = toString(ErrorKind::Unmapped);
    } else if (view.record.state == db::RecordState::Error && view.record.reason == toString(ErrorKind::Unmapped)) {
        view.state = kReady; // mapped since
        view.reason.clear();
    }
}

void addSteps(SettlementView& view)
{
    const bool isRead = view.content.summary.mayBePosted() && !view.content.reissueOf;
    const bool isMapped = view.unmapped.empty();
    const bool isPosted = view.isPosted();
    // Without a planned document the approval was of a plan that is over, as after a reversal.
    const bool isApproved = isPosted || (!view.planned.empty() && !view.record.approvedHash.isEmpty() &&
                                         view.record.approvedHash == view.record.planHash);
    const bool wasRefused = !isPosted && isRead && isMapped && view.record.state == db::RecordState::Error;
    view.steps = {{QStringLiteral("read"), isRead ? kDone : kError},
                  {QStringLiteral("mapped"), isMapped ? kDone : kError},
                  {QStringLiteral("matched"), view.matches.withDocument == view.matches.orders ? kDone : kWaiting},
                  {QStringLiteral("approve"), isApproved           ? kDone
                                              : isRead && isMapped ? kReady
                                                                   : kWaiting},
                  {QStringLiteral("post"), isPosted             ? kDone
                                           : wasRefused         ? kError
                                           : isRead && isMapped ? kReady
                                                                : kWaiting},
                  // What pays nothing has nothing to wait for: it is carried over, or was charged.
                  {QStringLiteral("paid"), view.proof.hasTotal && view.proof.reportTotal.minorUnits() <= 0 ? kDone
                                           : view.bankLines > 0                                            ? kDone
                                                                                                           : kWaiting}};
}
} // namespace

Result<SettlementView> settlementView(db::RecordRow record, settlement::Content content, const SettlementSurroundings& around)
{
    SettlementView view;
    view.record = std::move(record);
    view.content = std::move(content);
    const config::Configuration& configuration = around.configuration;
    const config::Store* store = configuration.store(view.record.store);
    if (store == nullptr)
        return fail(ErrorKind::Invalid, Words::tr("The store %1 of this settlement is not configured.").arg(view.record.store));
    for (const db::CommandRow& command : around.commands)
        (command.remoteId.isEmpty() ? view.planned : view.documents).push_back(command);
    view.bodies = around.bodies;
    view.matches = around.matches;
    view.bankLines = around.bankLines;
    view.breaks = around.breaks;
    view.accountTitles = around.accountTitles;
    if (const auto depositMs = view.content.summary.head.depositMs)
        view.depositDay = settlement::depositDay(*depositMs, store->timeZone);
    auto carried = settlement::carriedOf(view.content.sums, view.content.summary.head.currency);
    if (!carried)
        return fail(carried.error());
    view.carried = std::move(*carried);
    const settlement::Groups groups;
    const settlement::Accounts accounts(configuration, *store, groups);
    if (auto added = addCategories(view, accounts, groups); !added)
        return fail(added.error());

    config::FlowSettings settings;
    settings.flow = SettlementImport::kFlow;
    settings.store = store->id;
    if (const config::FlowSettings* own = configuration.flow(settings.flow, settings.store))
        settings = *own;
    const auto how = mapping::SettlementSettings::read(settings.settings);
    if (auto added = addMonths(view, *store, how.monthsInUtc); !added)
        return fail(added.error());
    const Json nothing;
    const std::map<QString, flows::Receipt> receipts;
    const std::map<QString, Json> none;
    const flows::PlanContext context{configuration, *store, settings, around.lookups, receipts, none, none, nothing};
    auto draft = flows::draftSettlement(view.record.key, view.content, context);
    if (draft)
        view.draft = std::move(*draft);
    else
        view.trouble = draft.error();
    if (auto added = addJournals(view, how.posting == mapping::SettlementSettings::Posting::Payments,
                                 around.lookups.contains(u"documents"));
        !added)
        return fail(added.error());
    addDepositDate(view);
    const auto suspense = accounts.special(QStringLiteral("suspense"));
    if (auto added = addProof(view, around.bodies, suspense ? suspense->id : QString()); !added)
        return fail(added.error());
    addState(view);
    addSteps(view);
    return view;
}

} // namespace causeway::engine
