// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SettlementView.h"

#include <QCoreApplication>

#include "engine/SettlementImport.h"
#include "settlement/Accounts.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::SettlementView)
};

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
        } else {
            view.unmapped.push_back(sum.category);
        }
        line.group = groups.of(sum.category);
        line.sum = std::move(sum);
        view.categories.push_back(std::move(line));
    }
    return {};
}

/// What the posted journals say, line by line: the mappings may have changed since.
Result<void> addPosted(SettlementView& view, const std::map<QString, Json>& bodies, const QString& suspense)
{
    const QString& currency = view.content.summary.head.currency;
    for (const db::CommandRow& command : view.documents) {
        const auto body = bodies.find(command.key);
        if (body == bodies.end()) {
            view.proof.posted = view.draft.posted;
            view.proof.parked = view.draft.parked;
            return {};
        }
        for (const Json& line : body->second[u"line"][u"items"].items()) {
            const QString memo = line[u"memo"].toString();
            if (memo == settlement::kClearingMemo || memo == settlement::kCarryMemo)
                continue;
            const bool isDebit = line.contains(u"debit");
            auto amount = Money::parse(QString::fromLatin1(line[isDebit ? u"debit" : u"credit"].numberText()), currency);
            if (!amount)
                return fail(amount.error());
            Money& place =
                !suspense.isEmpty() && line[u"account"][u"id"].toString() == suspense ? view.proof.parked : view.proof.posted;
            auto sum = isDebit ? place.minus(*amount) : place.plus(*amount);
            if (!sum)
                return fail(sum.error());
            place = std::move(*sum);
        }
    }
    return {};
}

Result<void> addProof(SettlementView& view, const std::map<QString, Json>& bodies, const QString& suspense)
{
    const settlement::Summary& summary = view.content.summary;
    SettlementView::Proof& proof = view.proof;
    proof.hasTotal = summary.head.total.has_value();
    proof.reportTotal = summary.head.total.value_or(Money::zero(summary.head.currency));
    proof.sumOfRows = summary.sum;
    proof.posted = proof.parked = Money::zero(summary.head.currency);
    if (view.isPosted()) {
        if (auto added = addPosted(view, bodies, suspense); !added)
            return added;
    }
    auto rest = view.isPosted() ? proof.reportTotal.minus(proof.posted) : proof.reportTotal.minus(proof.sumOfRows);
    if (rest && view.isPosted())
        rest = rest->minus(proof.parked);
    if (!rest)
        return fail(rest.error());
    proof.difference = std::move(*rest);
    return {};
}

void addState(SettlementView& view)
{
    view.state = toString(view.record.state);
    view.reason = view.record.reason;
    const bool isOpen = view.record.state == db::RecordState::Ready || view.record.state == db::RecordState::Error ||
                        view.record.state == db::RecordState::Review;
    if (!isOpen)
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
    const bool isApproved = isPosted || (!view.record.approvedHash.isEmpty() && view.record.approvedHash == view.record.planHash);
    const bool wasRefused = !isPosted && isRead && isMapped && view.record.state == db::RecordState::Error;
    view.steps = {{QStringLiteral("read"), isRead ? kDone : kError},
                  {QStringLiteral("mapped"), isMapped ? kDone : kError},
                  {QStringLiteral("matched"), kWaiting},
                  {QStringLiteral("approve"), isApproved           ? kDone
                                              : isRead && isMapped ? kReady
                                                                   : kWaiting},
                  {QStringLiteral("post"), isPosted             ? kDone
                                           : wasRefused         ? kError
                                           : isRead && isMapped ? kReady
                                                                : kWaiting},
                  {QStringLiteral("paid"), kWaiting}};
}
} // namespace

Result<SettlementView> settlementView(db::RecordRow record, settlement::Content content,
                                      const std::vector<db::CommandRow>& commands, const std::map<QString, Json>& bodies,
                                      const config::Configuration& configuration)
{
    SettlementView view;
    view.record = std::move(record);
    view.content = std::move(content);
    const config::Store* store = configuration.store(view.record.store);
    if (store == nullptr)
        return fail(ErrorKind::Invalid, Words::tr("The store %1 of this settlement is not configured.").arg(view.record.store));
    for (const db::CommandRow& command : commands) {
        if (!command.remoteId.isEmpty())
            view.documents.push_back(command);
    }
    const settlement::Groups groups;
    const settlement::Accounts accounts(configuration, *store, groups);
    if (auto added = addCategories(view, accounts, groups); !added)
        return fail(added.error());

    config::FlowSettings settings;
    settings.flow = SettlementImport::kFlow;
    settings.store = store->id;
    if (const config::FlowSettings* own = configuration.flow(settings.flow, settings.store))
        settings = *own;
    const Json nothing;
    const std::map<QString, flows::Receipt> receipts;
    const std::map<QString, Json> none;
    const flows::PlanContext context{configuration, *store, settings, nothing, receipts, none, none, nothing};
    auto draft = flows::draftSettlement(view.content, context);
    if (draft)
        view.draft = std::move(*draft);
    else
        view.trouble = draft.error();
    const auto suspense = accounts.special(QStringLiteral("suspense"));
    if (auto added = addProof(view, bodies, suspense ? suspense->id : QString()); !added)
        return fail(added.error());
    addState(view);
    addSteps(view);
    return view;
}

} // namespace causeway::engine
