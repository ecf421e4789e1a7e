// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/SettlementPlan.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include "base/Text.h"
#include "flows/AccountingPeriods.h"
#include "flows/SettlementDocuments.h"
#include "flows/SettlementLookUp.h"
#include "settlement/Accounts.h"
#include "settlement/DepositDay.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::SettlementPlan)
};

const QString kDay = QStringLiteral("yyyy-MM-dd");
constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kHourMs = 3'600'000;
constexpr qsizetype kNamed = 3; ///< orders named in a sentence

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
    if (!content.otherStore.isEmpty())
        return Error::make(ErrorKind::Conflict,
                           Words::tr("Settlement %1 is in the store %2 already: a settlement is one payment and booked once.")
                               .arg(head.id, content.otherStore),
                           Words::tr("Dismiss it here with the reason, or there when it belongs here, and import it again."),
                           QStringLiteral("other-store"));
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

namespace documents = settlement_documents;
using Posting = mapping::SettlementSettings::Posting;

QString keyPartOf(const PlanContext& context)
{
    return context.store.keyPart(context.configuration.netSuite ? context.configuration.netSuite->account : QString());
}

Error noAccount(const QString& key)
{
    Error error = Error::make(ErrorKind::Unmapped, Words::tr("No NetSuite account is mapped for “%1”.").arg(key),
                              Words::tr("Set it in Mappings, Accounts."), QStringLiteral("no-account"));
    error.causeKey = key;
    return error;
}

QString named(const QStringList& orders)
{
    QString text = orders.mid(0, kNamed).join(QStringLiteral(", "));
    return orders.size() > kNamed ? text + QStringLiteral(", …") : text;
}

/// Makes the draft of one settlement, step by step.
class Drafting
{
public:
    Drafting(const QString& recordKey, const settlement::Content& content, const PlanContext& context)
        : m_key(recordKey),
          m_content(content),
          m_head(content.summary.head),
          m_context(context),
          m_settings(mapping::SettlementSettings::read(context.flow.settings)),
          m_accounts(context.configuration, context.store, groups()),
          m_periods(context.lookups[u"periods"]),
          m_zone(context.store.timeZone.toUtf8())
    {
        if (!m_zone.isValid())
            m_zone = QTimeZone::utc();
    }

    Result<SettlementDraft> run()
    {
        m_draft.posted = m_draft.parked = Money::zero(m_head.currency);
        auto sums = this->sums();
        if (!sums)
            return fail(sums.error());
        auto planned = plan(*sums);
        if (!planned)
            return fail(planned.error());
        m_draft.unmapped = std::move(planned->unmapped);
        if (auto counted = count(*sums); !counted)
            return fail(counted.error());
        for (settlement::Journal& journal : planned->journals) {
            PlannedJournal one;
            one.key = settlementJournalKey(keyPartOf(m_context), m_head.id, journal.part, m_content.generation);
            const Day day = postingDay(journal.month);
            one.date = day.date.toString(kDay);
            one.note = day.note;
            one.parts = static_cast<int>(planned->journals.size());
            one.journal = std::move(journal);
            m_draft.journals.push_back(std::move(one));
        }
        m_draft.date = postingDay({}).date.toString(kDay);
        addDeposit();
        addHolds();
        return std::move(m_draft);
    }

private:
    struct Day
    {
        QDate date;
        QString note;
    };

    /// What the journal is made of: all sums, or in the other modes what the rows say by order.
    Result<std::vector<settlement::CategorySum>> sums()
    {
        const Json& facts = m_context.lookups[u"settlements"][m_key];
        if (m_settings.posting == Posting::Summary || !facts.contains(u"sums"))
            return m_content.sums;
        if (m_settings.posting == Posting::Payments) {
            auto divided = divideSettlement(m_key, m_head.currency, m_settings, m_context);
            if (!divided)
                return fail(divided.error());
            auto rest = std::move(divided->rest);
            divided->rest.clear();
            m_draft.payments = std::move(*divided);
            return rest;
        }
        auto settled = settledSumsOf(facts[u"sums"], m_head.currency);
        if (!settled)
            return fail(settled.error());
        std::vector<settlement::CategorySum> sums;
        sums.reserve(settled->size());
        for (SettledSum& one : *settled)
            sums.push_back(std::move(one.sum));
        return sums;
    }

    Result<settlement::JournalPlan> plan(const std::vector<settlement::CategorySum>& sums)
    {
        settlement::JournalSettings settings;
        settings.splitMonths = m_settings.splitMonths;
        settings.monthsInUtc = m_settings.monthsInUtc;
        settings.detailed = m_settings.posting == Posting::Detailed;
        settings.mostLines = m_settings.linesPerJournal;
        const config::StoreDefaults& defaults = m_context.store.defaults;
        settings.otherwise = {defaults.classId, defaults.location, defaults.department};
        for (const auto& [name, place] : m_settings.marketplaces)
            settings.perMarketplace[name] = {place.classId.isEmpty() ? defaults.classId : place.classId,
                                             place.location.isEmpty() ? defaults.location : place.location,
                                             place.department.isEmpty() ? defaults.department : place.department};
        settlement::Head head = m_head;
        if (const auto& payments = m_draft.payments) {
            if (!payments->variance.isZero()) {
                const auto account = m_accounts.special(QStringLiteral("variance"));
                if (!account)
                    return fail(noAccount(QStringLiteral("variance")));
                settings.extra.push_back({account->id, payments->variance, settings.otherwise,
                                          Words::tr("Differences from the documents of %n order(s)", nullptr,
                                                    static_cast<int>(payments->variances.size()))});
            }
            auto total = head.total->minus(payments->paid);
            if (total)
                total = total->minus(payments->bookedElsewhere);
            if (!total)
                return fail(total.error());
            // Orders that hold the settlement are in no journal yet: their money is not either.
            if (payments->unbilled.isEmpty() && payments->openRefunds.isEmpty())
                head.total = std::move(*total);
            else
                head.total.reset();
        }
        return settlement::planJournals(head, sums, m_accounts, settings);
    }

    Result<void> count(const std::vector<settlement::CategorySum>& sums)
    {
        const auto suspense = m_accounts.special(QStringLiteral("suspense"));
        const auto add = [](Money& place, const Money& amount) -> Result<void> {
            auto total = place.plus(amount);
            if (!total)
                return fail(total.error());
            place = std::move(*total);
            return {};
        };
        for (const settlement::CategorySum& sum : sums) {
            const auto account = m_accounts.of(sum.category);
            if (!account)
                continue;
            const bool isParked = account->isParked() || (suspense && account->id == suspense->id);
            if (auto added = add(isParked ? m_draft.parked : m_draft.posted, sum.sum); !added)
                return added;
        }
        if (!m_draft.payments)
            return {};
        for (const Money& amount : {m_draft.payments->paid, m_draft.payments->bookedElsewhere, m_draft.payments->variance}) {
            if (auto added = add(m_draft.posted, amount); !added)
                return added;
        }
        return {};
    }

    [[nodiscard]] QDate dayOf(std::optional<qint64> at) const
    {
        return QDateTime::fromMSecsSinceEpoch(at.value_or(0), Qt::UTC).toTimeZone(m_zone).date();
    }

    [[nodiscard]] QDate dayOfDeposit() const
    {
        return m_head.depositMs ? settlement::depositDay(*m_head.depositMs, m_context.store.timeZone) : dayOf(m_head.endMs);
    }

    /// Of the last month the settlement's own day, of earlier ones their last day; moved or held when that period is closed.
    Day postingDay(const QString& ofMonth)
    {
        QDate day = m_head.depositMs && (m_settings.byDepositDate || !m_head.endMs) ? dayOfDeposit() : dayOf(m_head.endMs);
        const QDate month = QDate::fromString(ofMonth + QStringLiteral("-01"), kDay);
        if (month.isValid() && (month.year() != day.year() || month.month() != day.month()) && month < day)
            day = QDate(month.year(), month.month(), month.daysInMonth());
        return openDay(day);
    }

    Day openDay(QDate day)
    {
        const QString closed = m_periods.closedAt(day);
        if (closed.isEmpty())
            return {day, {}};
        const QDate open =
            m_settings.closedPeriod == mapping::SettlementSettings::ClosedPeriod::Next ? m_periods.firstOpenFrom(day) : QDate();
        if (open.isValid())
            return {open, Words::tr("belongs to %1, which is closed").arg(day.toString(kDay))};
        m_closed = closed;
        return {day, {}};
    }

    void addDeposit()
    {
        if (!m_settings.hasDeposit() || !m_head.total || m_head.total->minorUnits() <= 0)
            return;
        m_draft.deposit = *m_head.total;
        m_draft.depositDate = openDay(dayOfDeposit()).date.toString(kDay);
    }

    void addHolds()
    {
        if (!m_closed.isEmpty()) {
            m_draft.holds =
                Words::tr("the period %1 is closed; open it in NetSuite, or set the flow to post on the next open day")
                    .arg(m_closed);
        } else if (m_draft.payments && !m_draft.payments->unbilled.isEmpty()) {
            m_draft.holds = Words::tr("%n order(s) without an invoice or cash sale: %1", nullptr,
                                      static_cast<int>(m_draft.payments->unbilled.size()))
                                .arg(named(m_draft.payments->unbilled));
        } else if (m_draft.payments && !m_draft.payments->openRefunds.isEmpty()) {
            m_draft.holds =
                Words::tr("%n refund(s) are not booked yet: %1", nullptr, static_cast<int>(m_draft.payments->openRefunds.size()))
                    .arg(named(m_draft.payments->openRefunds));
        }
    }

    QString m_key;
    const settlement::Content& m_content;
    const settlement::Head& m_head;
    const PlanContext& m_context;
    mapping::SettlementSettings m_settings;
    settlement::Accounts m_accounts;
    AccountingPeriods m_periods;
    QTimeZone m_zone;
    SettlementDraft m_draft;
    QString m_closed;
};

Error unmappedError(const std::vector<settlement::Category>& unmapped)
{
    const QString key = unmapped.front().key();
    const QString shown = safeText(QString(key).replace(u'|', QStringLiteral(" · ")));
    Error error = Error::make(ErrorKind::Unmapped,
                              unmapped.size() == 1 ? Words::tr("No account for “%1”.").arg(shown)
                                                   : Words::tr("No account for “%1” and %n other categories.", nullptr,
                                                               static_cast<int>(unmapped.size()) - 1)
                                                         .arg(shown),
                              Words::tr("Choose an account for each in Mappings, Accounts, or park it on the suspense account."),
                              QStringLiteral("no-account"));
    error.causeKey = key;
    return error;
}

bool isJournalOf(const QString& key, const settlement::Content& content, const PlanContext& context)
{
    static const QRegularExpression kEnd(QStringLiteral("^([0-9]+)(-G([0-9]+))?$"));
    const QString begin = QStringLiteral("AMZ-JE-%1-%2-").arg(keyPartOf(context), content.summary.head.id);
    if (!key.startsWith(begin))
        return false;
    const auto end = kEnd.match(key.sliced(begin.size()));
    return end.hasMatch() && (end.captured(3).isEmpty() ? 1 : end.captured(3).toInt()) == content.generation;
}

/// Journals of this settlement that are posted, by key.
std::vector<QString> postedJournals(const settlement::Content& content, const PlanContext& context)
{
    std::vector<QString> keys;
    for (const auto& [key, receipt] : context.receipts) {
        if (isJournalOf(key, content, context))
            keys.push_back(key);
    }
    return keys;
}

/// A settlement is posted whole or not at all: what is posted must be all of it, or what would be posted now.
/// True: all journals are posted.
Result<bool> isComplete(const std::vector<Command>& journals, const settlement::Content& content, const PlanContext& context)
{
    const auto posted = postedJournals(content, context);
    if (posted.empty())
        return false;
    for (const QString& key : posted) {
        const auto sent = context.sentBodies.find(key);
        if (sent == context.sentBodies.end() || !sent->second.isObject())
            return true; // erased by retention long after it was posted
        if (static_cast<int>(posted.size()) >= documents::partsOf(sent->second))
            return true;
    }
    const bool isSame = std::all_of(journals.begin(), journals.end(), [&](const Command& command) {
        const auto sent = context.sentBodies.find(command.key);
        return sent == context.sentBodies.end() || !context.receipts.contains(command.key) || sent->second == command.body;
    });
    if (isSame)
        return false;
    return fail(ErrorKind::Conflict,
                Words::tr("Settlement %1 is posted in part, and its accounts were changed since: the rest would not fit.")
                    .arg(content.summary.head.id),
                Words::tr("Set the accounts back as they were, let the rest be posted, then reverse it and post it again."),
                QStringLiteral("posted-in-part"));
}

Result<Plan> planReversal(const settlement::Content& content, const PlanContext& context)
{
    const settlement::Head& head = content.summary.head;
    QTimeZone zone(context.store.timeZone.toUtf8());
    const QDate asked = QDateTime::fromMSecsSinceEpoch(content.reversal->askedMs, Qt::UTC)
                            .toTimeZone(zone.isValid() ? zone : QTimeZone::utc())
                            .date();
    const QDate day = AccountingPeriods(context.lookups[u"periods"]).firstOpenFrom(asked);
    Plan plan;
    if (!day.isValid()) {
        plan.waitingReason = Words::tr("no open period to reverse it in");
        plan.waitUntilMs = context.lookups[u"readAt"].toInteger().value_or(content.reversal->askedMs) + kDayMs;
        return plan;
    }
    for (const QString& key : postedJournals(content, context)) {
        const auto body = context.sentBodies.find(key);
        if (body == context.sentBodies.end() || !body->second.isObject())
            return fail(ErrorKind::Conflict, Words::tr("What was posted as %1 is not kept here any more.").arg(key),
                        Words::tr("Reverse the journal in NetSuite by hand."), QStringLiteral("body-erased"));
        Command command = documents::reversal(key, body->second, head, day.toString(kDay), content.reversal->reason);
        if (const auto sent = context.sentBodies.find(command.key);
            context.receipts.contains(command.key) && sent != context.sentBodies.end() && sent->second.isObject())
            command.body = sent->second;
        plan.commands.push_back(std::move(command));
    }
    if (plan.commands.empty())
        return fail(ErrorKind::Conflict, Words::tr("Settlement %1 has no posted journal to reverse.").arg(head.id), {},
                    QStringLiteral("nothing-to-reverse"));
    plan.reviewReason =
        Words::tr("reverses %n journal(s): %1", nullptr, static_cast<int>(plan.commands.size())).arg(content.reversal->reason);
    plan.doneReason = QStringLiteral("reversed");
    return plan;
}

/// Payments and the deposit.
Result<void> addMoney(Plan& plan, const SettlementDraft& draft, const Record& record, const settlement::Head& head,
                      const PlanContext& context)
{
    const settlement::Accounts accounts(context.configuration, context.store, groups());
    const auto clearing = accounts.special(QStringLiteral("clearing"));
    if (!clearing)
        return fail(noAccount(QStringLiteral("clearing")));
    const auto keepSent = [&](Command command) {
        if (const auto sent = context.sentBodies.find(command.key);
            context.receipts.contains(command.key) && sent != context.sentBodies.end() && sent->second.isObject())
            command.body = sent->second;
        plan.commands.push_back(std::move(command));
    };
    if (draft.payments && !draft.payments->payments.empty()) {
        for (const OrderPayment& payment : draft.payments->payments)
            keepSent(documents::payment(payment, settlementPaymentKey(keyPartOf(context), record.key, payment.orderId), head,
                                        draft.date, clearing->id, context));
    }
    if (!draft.deposit)
        return {};
    const auto bank = accounts.special(QStringLiteral("bank"));
    if (!bank)
        return fail(noAccount(QStringLiteral("bank")));
    Command deposit = documents::deposit(*draft.deposit, QStringLiteral("AMZ-DEP-%1-%2").arg(keyPartOf(context), head.id), head,
                                         draft.depositDate, clearing->id, bank->id, context);
    if (draft.journals.empty() && draft.payments && !draft.payments->bookedElsewhere.isZero())
        deposit.fingerprint.set(documents::kElsewhere, draft.payments->bookedElsewhere.amountText());
    keepSent(std::move(deposit));
    return {};
}

QString varianceReason(const SettlementPayments& payments)
{
    QStringList over;
    for (const PaymentVariance& variance : payments.variances) {
        if (variance.isOver)
            over << QStringLiteral("%1 (%2, %3)").arg(variance.orderId, money(variance.amount), describe(variance.cause));
    }
    return over.isEmpty() ? QString()
                          : Words::tr("%n order(s) differ from their documents by more than the tolerance: %1", nullptr,
                                      static_cast<int>(over.size()))
                                .arg(named(over));
}
} // namespace

QString settlementJournalKey(const QString& keyPart, const QString& settlementId, int part, int generation)
{
    const QString key = QStringLiteral("AMZ-JE-%1-%2-%3").arg(keyPart, settlementId).arg(part);
    return generation > 1 ? key + QStringLiteral("-G%1").arg(generation) : key;
}

QString reversalKey(const QString& journalKey)
{
    return journalKey + QStringLiteral("-R");
}

Result<SettlementDraft> draftSettlement(const QString& recordKey, const settlement::Content& content, const PlanContext& context)
{
    if (const auto wrong = obstacle(content, context.store))
        return fail(*wrong);
    return Drafting(recordKey, content, context).run();
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
    if (content->reversal)
        return planReversal(*content, context);
    auto draft = draftSettlement(record.key, *content, context);
    if (!draft)
        return fail(draft.error());
    if (!draft->unmapped.empty())
        return fail(unmappedError(draft->unmapped));
    const settlement::Head& head = content->summary.head;
    Plan plan;
    const Money elsewhere = draft->payments ? draft->payments->bookedElsewhere : Money::zero(head.currency);
    std::vector<Command> journals;
    for (std::size_t i = 0; i < draft->journals.size(); ++i)
        journals.push_back(
            documents::journal(draft->journals[i], head, i == 0 ? elsewhere : Money::zero(head.currency), context));
    const auto complete = isComplete(journals, *content, context);
    if (!complete)
        return fail(complete.error());
    if (!*complete && !draft->holds.isEmpty()) {
        plan.waitingReason = draft->holds;
        plan.waitUntilMs = context.lookups[u"readAt"].toInteger().value_or(0) + 6 * kHourMs;
        return plan;
    }
    if (*complete) {
        // Posted: it stays what was approved, whatever the mappings say now.
        for (Command& command : journals) {
            if (!context.receipts.contains(command.key))
                continue;
            if (const auto sent = context.sentBodies.find(command.key);
                sent != context.sentBodies.end() && sent->second.isObject())
                command.body = sent->second;
            plan.commands.push_back(std::move(command));
        }
    } else {
        plan.commands = std::move(journals);
    }
    if (draft->payments || draft->deposit) {
        if (auto added = addMoney(plan, *draft, record, head, context); !added)
            return fail(added.error());
    }
    if (draft->payments)
        plan.reviewReason = varianceReason(*draft->payments);
    if (plan.commands.empty())
        plan.skipReason = QStringLiteral("nothing to post");
    return plan;
}

} // namespace causeway::flows
