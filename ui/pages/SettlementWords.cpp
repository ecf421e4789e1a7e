// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SettlementWords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

#include "Format.h"

namespace causeway::ui::settlement_words {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::ui::Settlements)
};

QString dashed()
{
    return QStringLiteral("\u2013");
}

/// Settlements are cut at instants in UTC; the day is Amazon's, not that of this computer.
QDate dayOf(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).date();
}

QString shown(QDate day, bool withYear)
{
    return QLocale().toString(day, withYear ? QStringLiteral("d MMM yyyy") : QStringLiteral("d MMM"));
}

/// Amazon's labels as people read them: "FBAPerUnitFulfillmentFee" is "FBA Per Unit Fulfillment Fee".
QString readable(QString label)
{
    static const QRegularExpression kWordBegins(QStringLiteral("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"));
    static const QRegularExpression kJoiner(QStringLiteral("(?<=[a-z])[-_](?=[a-z])"));
    label.replace(kWordBegins, QStringLiteral(" ")).replace(kJoiner, QStringLiteral(" "));
    if (!label.isEmpty())
        label.front() = label.front().toUpper();
    return label.simplified();
}

QString stepName(const QString& name)
{
    if (name == QLatin1StringView("read"))
        return Words::tr("Read");
    if (name == QLatin1StringView("mapped"))
        return Words::tr("Mapped");
    if (name == QLatin1StringView("matched"))
        return Words::tr("Matched");
    if (name == QLatin1StringView("approve"))
        return Words::tr("Approve");
    if (name == QLatin1StringView("post"))
        return Words::tr("Post");
    return Words::tr("Paid");
}

QString stepDetail(const QString& name, const engine::SettlementView& view)
{
    const settlement::Summary& summary = view.content.summary;
    const auto count = [](auto value) { return static_cast<int>(std::min<qint64>(static_cast<qint64>(value), 2'000'000'000)); };
    if (name == QLatin1StringView("read")) {
        if (view.content.reissueOf)
            return Words::tr("re-issued file");
        return summary.mayBePosted()      ? Words::tr("%n rows, file checked", nullptr, count(summary.rows))
               : summary.problemCount > 0 ? Words::tr("%n lines cannot be read", nullptr, count(summary.problemCount))
                                          : Words::tr("differs from its total");
    }
    if (name == QLatin1StringView("mapped")) {
        const QString types = Words::tr("%n categories", nullptr, count(view.categories.size()));
        return Words::tr("%1, %2 unmapped").arg(types, format::number(static_cast<qint64>(view.unmapped.size())));
    }
    if (name == QLatin1StringView("matched")) {
        const QString orders = Words::tr("%n orders", nullptr, count(view.matches.orders));
        return Words::tr("%1, %2 without document").arg(orders, format::number(view.matches.orders - view.matches.withDocument));
    }
    if (name == QLatin1StringView("approve"))
        return view.isPosted() ? Words::tr("approved") : Words::tr("by a person");
    if (name == QLatin1StringView("post")) {
        if (!view.documents.empty())
            return Words::tr("%n documents in NetSuite", nullptr, count(view.documents.size()));
        return Words::tr("%n journals", nullptr, count(view.draft.journals.size()));
    }
    if (name == QLatin1StringView("paid") && view.bankLines > 0)
        return Words::tr("%n bank lines", nullptr, count(view.bankLines));
    if (name == QLatin1StringView("paid"))
        return view.depositDay.isValid() ? Words::tr("deposit %1").arg(shown(view.depositDay, true)) : QString();
    return {};
}
} // namespace

QString date(std::optional<qint64> ms)
{
    return ms ? shown(dayOf(*ms), true) : dashed();
}

QString date(std::optional<QDate> day)
{
    return day ? shown(*day, true) : dashed();
}

QString journalDate(const QString& isoDate)
{
    const QDate day = QDate::fromString(isoDate, Qt::ISODate);
    return day.isValid() ? shown(day, true) : isoDate;
}

QString period(std::optional<qint64> startMs, std::optional<qint64> endMs)
{
    if (!startMs || !endMs)
        return date(startMs ? startMs : endMs);
    const QDate from = dayOf(*startMs), until = dayOf(*endMs);
    return shown(from, from.year() != until.year()) + QStringLiteral(" \u2013 ") + shown(until, true);
}

QString bucket(settlement::Waterfall::Bucket bucket)
{
    using Bucket = settlement::Waterfall::Bucket;
    switch (bucket) {
    case Bucket::Sales:
        return Words::tr("Sales");
    case Bucket::Refunds:
        return Words::tr("Refunds");
    case Bucket::Fees:
        return Words::tr("Fees");
    case Bucket::Tax:
        return Words::tr("Tax");
    case Bucket::Other:
        return Words::tr("Other");
    case Bucket::Reserve:
        return Words::tr("Reserve");
    }
    return {};
}

QString category(const settlement::Category& category)
{
    QStringList parts;
    for (const QString& part : {category.amountDescription, category.transactionType, category.amountType}) {
        const QString words = readable(part);
        if (!words.isEmpty() && !parts.contains(words, Qt::CaseInsensitive))
            parts << words;
    }
    return format::remote(parts.join(QStringLiteral(" \u00B7 ")));
}

QString memo(const QString& memo)
{
    if (memo == settlement::kClearingMemo)
        return Words::tr("Balance at Amazon");
    if (memo == settlement::kCarryMemo)
        return Words::tr("Carried to the next month");
    QStringList words;
    for (const QString& part : memo.split(QStringLiteral("; "))) {
        const QStringList labels = part.split(u'|');
        words << (labels.size() == 3 ? category({labels[0], labels[1], labels[2]}) : format::remote(part));
    }
    return words.join(QStringLiteral("; "));
}

db::RecordState state(const engine::SettlementView& view)
{
    return db::recordStateFromString(view.state).value_or(view.record.state);
}

std::vector<Step> steps(const engine::SettlementView& view)
{
    std::vector<Step> out;
    for (const engine::SettlementView::Step& step : view.steps) {
        Step shownStep;
        shownStep.name = stepName(step.name);
        shownStep.state = db::recordStateFromString(step.state);
        // "waiting" of a step that nothing was done for yet is "not yet"; what may be done by a person now is Review.
        if (shownStep.state == db::RecordState::Waiting)
            shownStep.state.reset();
        else if (shownStep.state == db::RecordState::Ready && step.name == QLatin1StringView("approve"))
            shownStep.state = db::RecordState::Review;
        shownStep.detail = stepDetail(step.name, view);
        out.push_back(std::move(shownStep));
    }
    return out;
}

Sides sides(const settlement::Journal& journal, const QString& currency)
{
    Sides out{Money::zero(currency), Money::zero(currency)};
    for (const settlement::JournalLine& line : journal.lines) {
        Money& side = line.amount.isNegative() ? out.debits : out.credits;
        if (auto sum = side.plus(line.amount.absolute()))
            side = std::move(*sum);
    }
    return out;
}

bool isBalanced(const settlement::Journal& journal)
{
    if (journal.lines.empty())
        return true;
    const Sides both = sides(journal, journal.lines.front().amount.currency());
    return both.debits == both.credits;
}

QString obstacle(const engine::SettlementView& view)
{
    if (view.isPosted())
        return Words::tr("This settlement is posted.");
    if (view.record.state == db::RecordState::Skipped)
        return Words::tr("This settlement was sent back: %1").arg(format::remote(format::reason(view.record.reason)));
    if (view.record.state == db::RecordState::Running)
        return Words::tr("It is being posted now.");
    if (view.trouble)
        return format::remote(view.trouble->message) + u' ' + view.trouble->remedy;
    if (!view.unmapped.empty())
        return Words::tr("%n categories have no account.", nullptr, static_cast<int>(view.unmapped.size()));
    if (!view.proof.hasTotal || !view.proof.difference.isZero())
        return Words::tr("The proof is %1, not zero.").arg(format::amount(view.proof.difference));
    if (view.draft.journals.empty() && view.planned.empty() && !view.needsPlan)
        return Words::tr("There is nothing to post.");
    for (const flows::PlannedJournal& planned : view.draft.journals) {
        if (!isBalanced(planned.journal))
            return Words::tr("Journal %1 does not balance.").arg(planned.key);
    }
    return {};
}

} // namespace causeway::ui::settlement_words
