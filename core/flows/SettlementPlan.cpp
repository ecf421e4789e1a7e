// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/SettlementPlan.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

#include "base/Text.h"
#include "mapping/AccountView.h"
#include "settlement/Accounts.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::SettlementPlan)
};

const QString kJournal = QStringLiteral("journalEntry");
const QString kDay = QStringLiteral("yyyy-MM-dd");

const settlement::Groups& groups()
{
    static const settlement::Groups kGroups;
    return kGroups;
}

QString money(const Money& amount)
{
    return amount.amountText() + u' ' + amount.currency();
}

/// Why this file can never be posted as it is.
std::optional<Error> obstacle(const settlement::Content& content, const config::Store& store)
{
    const settlement::Head& head = content.summary.head;
    if (content.reissueOf)
        return Error::make(
            ErrorKind::Conflict,
            Words::tr("Settlement %1 came a second time with other content: the first file says %2, this one %3.")
                .arg(head.id, content.reissueOf->total ? money(*content.reissueOf->total) : Words::tr("no total"),
                     head.total ? money(*head.total) : Words::tr("no total")),
            Words::tr(
                "Nothing is booked again. Compare both; book the difference by hand, then dismiss this one with the reason."),
            QStringLiteral("reissue"));
    if (!head.total)
        return Error::make(ErrorKind::Rejected, Words::tr("Settlement %1 has no total to check its rows against.").arg(head.id),
                           Words::tr("Download the report again."), QStringLiteral("no-total"));
    if (content.summary.problemCount > 0) {
        const auto& first = content.summary.problems.front();
        return Error::make(ErrorKind::Rejected,
                           Words::tr("%n line(s) of settlement %1 cannot be read. Line %2: %3", nullptr,
                                     static_cast<int>(std::min<qint64>(content.summary.problemCount, 1'000'000)))
                               .arg(head.id)
                               .arg(first.line)
                               .arg(first.message),
                           Words::tr("Download the report again; do not edit it."), QStringLiteral("bad-lines"));
    }
    if (!content.summary.balances()) {
        auto difference = head.total->minus(content.summary.sum);
        return Error::make(
            ErrorKind::Rejected,
            Words::tr("The rows of settlement %1 make %2, its total says %3: %4 is missing.")
                .arg(head.id, money(content.summary.sum), money(*head.total), difference ? money(*difference) : QString()),
            Words::tr("Download the report again; this file is incomplete or was edited."), QStringLiteral("differs-from-total"));
    }
    if (!store.defaults.currency.isEmpty() && head.currency != store.defaults.currency)
        return Error::make(ErrorKind::Conflict,
                           Words::tr("Settlement %1 is in %2, the store %3 in %4.")
                               .arg(head.id, head.currency, store.id, store.defaults.currency),
                           Words::tr("Import it for the store with that currency."), QStringLiteral("other-currency"));
    return std::nullopt;
}

settlement::JournalSettings settingsOf(const PlanContext& context)
{
    settlement::JournalSettings settings;
    settings.splitMonths = context.flow.settings[u"splitMonths"].toBool(false);
    settings.mostLines = static_cast<int>(context.flow.settings[u"linesPerJournal"].toInteger().value_or(settings.mostLines));
    const config::StoreDefaults& defaults = context.store.defaults;
    settings.otherwise = {defaults.classId, defaults.location, defaults.department};
    return settings;
}

/// The day it is posted on: of the last month the settlement's own day, of earlier ones their last day.
QString dateOf(const settlement::Journal& journal, const settlement::Head& head, const PlanContext& context)
{
    QTimeZone zone(context.store.timeZone.toUtf8());
    if (!zone.isValid())
        zone = QTimeZone::utc();
    const bool byDeposit = context.flow.settings[u"postingDate"].toString() == QStringLiteral("deposit");
    const auto at = byDeposit && head.depositMs ? head.depositMs : head.endMs ? head.endMs : head.depositMs;
    const QDate day = QDateTime::fromMSecsSinceEpoch(at.value_or(0), Qt::UTC).toTimeZone(zone).date();
    const QDate month = QDate::fromString(journal.month + QStringLiteral("-01"), kDay);
    if (month.isValid() && (month.year() != day.year() || month.month() != day.month()) && month < day)
        return QDate(month.year(), month.month(), month.daysInMonth()).toString(kDay);
    return day.toString(kDay);
}

Json reference(const QString& id)
{
    return Json::object({{QStringLiteral("id"), id}});
}

Json lineJson(const settlement::JournalLine& line, const mapping::AccountView& account)
{
    Json json = Json::object({{QStringLiteral("account"), reference(line.account)}});
    json.set(line.amount.isNegative() ? QStringLiteral("debit") : QStringLiteral("credit"),
             Json::number(line.amount.absolute().amountText().toLatin1()));
    json.set(QStringLiteral("memo"), line.memo);
    const auto set = [&](const QString& name, const QString& id, QStringView feature) {
        if (!id.isEmpty() && account.feature(feature, true))
            json.set(name, reference(id));
    };
    set(QStringLiteral("class"), line.dimensions.classId, u"classes");
    set(QStringLiteral("location"), line.dimensions.location, u"multiLocation");
    set(QStringLiteral("department"), line.dimensions.department, u"departments");
    return json;
}

Command commandOf(const PlannedJournal& planned, const settlement::Head& head, const PlanContext& context)
{
    const mapping::AccountView account(context.account);
    Command command;
    command.target = QStringLiteral("netsuite");
    command.key = planned.key;
    command.operation = QStringLiteral("create");
    command.type = kJournal;
    command.personal = false;
    Json body = Json::object();
    body.set(QStringLiteral("externalId"), planned.key);
    body.set(QStringLiteral("tranDate"), planned.date);
    command.origins.emplace_back(QStringLiteral("tranDate"), Words::tr("Settlement: day it ended"));
    if (!context.store.defaults.subsidiary.isEmpty() && account.feature(u"oneWorld", true)) {
        body.set(QStringLiteral("subsidiary"), reference(context.store.defaults.subsidiary));
        command.origins.emplace_back(QStringLiteral("subsidiary"), Words::tr("Store: subsidiary"));
    }
    if (const auto currency = account.currencyId(head.currency); currency && account.feature(u"multiCurrency", true))
        body.set(QStringLiteral("currency"), reference(*currency));
    body.set(QStringLiteral("memo"), Words::tr("%1 settlement %2").arg(context.store.name, head.id));
    if (context.configuration.netSuite) {
        const QString field = context.configuration.netSuite->field(QStringLiteral("custbody_amz_settlement_id"));
        if (account.surelyHas(kJournal, field))
            body.set(field, head.id);
    }
    Json lines = Json::array();
    for (std::size_t i = 0; i < planned.journal.lines.size(); ++i) {
        lines.append(lineJson(planned.journal.lines[i], account));
        command.origins.emplace_back(QStringLiteral("line.items[%1].account").arg(i), Words::tr("Mapping: accounts"));
    }
    body.set(QStringLiteral("line"), Json::object({{QStringLiteral("items"), std::move(lines)}}));
    command.body = std::move(body);
    command.fingerprint = Json::object(
        {{QStringLiteral("settlement"), head.id}, {QStringLiteral("lines"), static_cast<qint64>(planned.journal.lines.size())}});
    command.amount = head.total;
    return command;
}
} // namespace

Result<SettlementDraft> draftSettlement(const settlement::Content& content, const PlanContext& context)
{
    if (const auto wrong = obstacle(content, context.store))
        return fail(*wrong);
    const settlement::Head& head = content.summary.head;
    const settlement::Accounts accounts(context.configuration, context.store, groups());
    auto planned = settlement::planJournals(head, content.sums, accounts, settingsOf(context));
    if (!planned)
        return fail(planned.error());
    SettlementDraft draft;
    draft.unmapped = std::move(planned->unmapped);
    draft.parked = draft.posted = Money::zero(head.currency);
    const auto suspense = accounts.special(QStringLiteral("suspense"));
    for (const settlement::CategorySum& sum : content.sums) {
        const auto account = accounts.of(sum.category);
        if (!account)
            continue;
        Money& place = suspense && account->id == suspense->id ? draft.parked : draft.posted;
        auto total = place.plus(sum.sum);
        if (!total)
            return fail(total.error());
        place = std::move(*total);
    }
    const QString part =
        context.store.keyPart(context.configuration.netSuite ? context.configuration.netSuite->account : QString());
    for (settlement::Journal& journal : planned->journals) {
        PlannedJournal one;
        one.key = QStringLiteral("AMZ-JE-%1-%2-%3").arg(part, head.id).arg(journal.part);
        one.date = dateOf(journal, head, context);
        one.journal = std::move(journal);
        draft.journals.push_back(std::move(one));
    }
    return draft;
}

Result<Plan> planSettlement(const Record& record, const PlanContext& context)
{
    auto json = Json::parse(record.content);
    if (!json)
        return fail(json.error());
    if (json->contains(u"unreadable"))
        return fail(ErrorKind::Rejected, (*json)[u"unreadable"].toString(),
                    Words::tr("Download the report again, or send a support bundle."), QStringLiteral("unreadable-file"));
    const auto content = settlement::Content::fromJson(*json);
    if (!content)
        return fail(content.error());
    auto draft = draftSettlement(*content, context);
    if (!draft)
        return fail(draft.error());
    if (!draft->unmapped.empty()) {
        const QString key = draft->unmapped.front().key();
        Error error =
            Error::make(ErrorKind::Unmapped,
                        draft->unmapped.size() == 1 ? Words::tr("No account for “%1”.").arg(safeText(key))
                                                    : Words::tr("No account for “%1” and %n other categories.", nullptr,
                                                                static_cast<int>(draft->unmapped.size()) - 1)
                                                          .arg(safeText(key)),
                        Words::tr("Choose an account for each in Mappings, Accounts, or park it on the suspense account."),
                        QStringLiteral("no-account"));
        error.causeKey = key;
        return fail(std::move(error));
    }
    Plan plan;
    for (const PlannedJournal& journal : draft->journals) {
        Command command = commandOf(journal, content->summary.head, context);
        if (const auto sent = context.sentBodies.find(command.key);
            context.receipts.contains(command.key) && sent != context.sentBodies.end() && sent->second.isObject())
            command.body = sent->second; // posted: it stays what was approved, whatever the mappings say now
        plan.commands.push_back(std::move(command));
    }
    if (plan.commands.empty())
        plan.skipReason = QStringLiteral("nothing to post");
    return plan;
}

} // namespace causeway::flows
