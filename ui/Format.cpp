// SPDX-License-Identifier: GPL-3.0-or-later
#include "Format.h"

#include <QDateTime>
#include <QLocale>

#include "base/Currency.h"
#include "base/Text.h"
#include "config/Schedule.h"

namespace causeway::ui::format {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
constexpr QChar kMinus(0x2212);

QDateTime local(qint64 atMs)
{
    return QDateTime::fromMSecsSinceEpoch(atMs).toLocalTime();
}

} // namespace

QString amount(const Money& money)
{
    const QLocale locale;
    const int digits = minorUnitDigits(money.currency());
    QString text = money.absolute().amountText();
    const QString whole = text.section(u'.', 0, 0);
    const QString fraction = digits > 0 ? text.section(u'.', 1) : QString();
    QString out = locale.toString(whole.toLongLong());
    if (!fraction.isEmpty())
        out += locale.decimalPoint() + fraction;
    return money.isNegative() ? kMinus + out : out;
}

QString amountWithCurrency(const Money& money)
{
    return money.currency() + QChar(0x00A0) + amount(money);
}

QString amounts(const std::vector<Money>& sums)
{
    QStringList parts;
    for (const Money& sum : sums)
        parts << amountWithCurrency(sum);
    return parts.join(QStringLiteral(", "));
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString count(qint64 value)
{
    return value > 999 ? QStringLiteral("999+") : QString::number(value);
}

QString age(qint64 atMs, qint64 nowMs)
{
    const qint64 ago = std::max<qint64>(0, nowMs - atMs);
    if (ago < kMinute)
        return Words::tr("now");
    if (ago < kHour)
        return Words::tr("%1 min").arg(ago / kMinute);
    if (ago < kDay)
        return Words::tr("%1 h").arg(ago / kHour);
    if (ago < 14 * kDay)
        return Words::tr("%1 d").arg(ago / kDay);
    return day(atMs);
}

QString ahead(qint64 atMs, qint64 nowMs)
{
    if (atMs <= nowMs)
        return Words::tr("now");
    const QDateTime at = local(atMs);
    if (at.date() == local(nowMs).date())
        return clock(atMs);
    return at.toString(atMs - nowMs < 7 * kDay ? QStringLiteral("ddd HH:mm") : QStringLiteral("d MMM"));
}

QString shortTime(qint64 atMs, qint64 nowMs)
{
    const QDateTime at = local(atMs);
    const bool sameYear = at.date().year() == local(nowMs).date().year();
    return QLocale().toString(at, sameYear ? QStringLiteral("d MMM HH:mm") : QStringLiteral("d MMM yyyy HH:mm"));
}

QString seconds(qint64 atMs)
{
    return QLocale().toString(local(atMs), QStringLiteral("d MMM HH:mm:ss"));
}

QString clock(qint64 atMs)
{
    return local(atMs).toString(QStringLiteral("HH:mm"));
}

QString day(qint64 atMs)
{
    return QLocale().toString(local(atMs), QStringLiteral("d MMM"));
}

QString instant(qint64 atMs)
{
    return QLocale().toString(local(atMs), QLocale::LongFormat);
}

QString plainTime(qint64 atMs)
{
    return local(atMs).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString duration(qint64 ms)
{
    if (ms < 1000)
        return Words::tr("%1 ms").arg(ms);
    if (ms < kMinute)
        return Words::tr("%1 s").arg(ms / 1000);
    return Words::tr("%1 min").arg(ms / kMinute);
}

QString stateWord(db::RecordState state)
{
    switch (state) {
    case db::RecordState::Ready:
        return Words::tr("Ready");
    case db::RecordState::Running:
        return Words::tr("Running");
    case db::RecordState::Waiting:
        return Words::tr("Waiting");
    case db::RecordState::Review:
        return Words::tr("Review");
    case db::RecordState::Error:
        return Words::tr("Error");
    case db::RecordState::Done:
        return Words::tr("Done");
    case db::RecordState::Skipped:
        return Words::tr("Skipped");
    }
    return {};
}

QString reason(const QString& code)
{
    static const std::pair<QLatin1StringView, const char*> kWords[] = {
        {QLatin1StringView("created"), QT_TRANSLATE_NOOP("Format", "created")},
        {QLatin1StringView("already-there"), QT_TRANSLATE_NOOP("Format", "already there")},
        {QLatin1StringView("updated"), QT_TRANSLATE_NOOP("Format", "updated")},
        {QLatin1StringView("cancelled"), QT_TRANSLATE_NOOP("Format", "cancelled")},
        {QLatin1StringView("quota"), QT_TRANSLATE_NOOP("Format", "waiting for quota")},
        {QLatin1StringView("retry"), QT_TRANSLATE_NOOP("Format", "tries again by itself")},
        {QLatin1StringView("not-yet"), QT_TRANSLATE_NOOP("Format", "something else comes first")},
        {QLatin1StringView("checking"), QT_TRANSLATE_NOOP("Format", "looks whether it arrived")},
        {QLatin1StringView("unmapped"), QT_TRANSLATE_NOOP("Format", "no mapping")},
        {QLatin1StringView("rejected"), QT_TRANSLATE_NOOP("Format", "refused")},
        {QLatin1StringView("conflict"), QT_TRANSLATE_NOOP("Format", "differs from the plan")},
        {QLatin1StringView("auth"), QT_TRANSLATE_NOOP("Format", "sign-in refused")},
        {QLatin1StringView("unavailable"), QT_TRANSLATE_NOOP("Format", "not reachable")},
        {QLatin1StringView("rate-limited"), QT_TRANSLATE_NOOP("Format", "waiting for quota")},
        {QLatin1StringView("unclear"), QT_TRANSLATE_NOOP("Format", "outcome not yet known")},
        {QLatin1StringView("invalid"), QT_TRANSLATE_NOOP("Format", "not valid")},
        {QLatin1StringView("storage"), QT_TRANSLATE_NOOP("Format", "profile problem")},
        {QLatin1StringView("defect"), QT_TRANSLATE_NOOP("Format", "fault in Causeway")},
        {QLatin1StringView("approval"), QT_TRANSLATE_NOOP("Format", "waits for approval")},
        {QLatin1StringView("preview"), QT_TRANSLATE_NOOP("Format", "the flow is in Preview")},
        {QLatin1StringView("guarded"), QT_TRANSLATE_NOOP("Format", "a rule asks")},
    };
    for (const auto& [known, words] : kWords) {
        if (code == known)
            return Words::tr(words);
    }
    return remote(code);
}

QString amazonStatus(const QString& status)
{
    static const std::pair<QLatin1StringView, const char*> kWords[] = {
        {QLatin1StringView("PENDING"), QT_TRANSLATE_NOOP("Format", "pending")},
        {QLatin1StringView("PENDING_AVAILABILITY"), QT_TRANSLATE_NOOP("Format", "pending, not released yet")},
        {QLatin1StringView("UNSHIPPED"), QT_TRANSLATE_NOOP("Format", "not shipped yet")},
        {QLatin1StringView("PARTIALLY_SHIPPED"), QT_TRANSLATE_NOOP("Format", "shipped in part")},
        {QLatin1StringView("SHIPPED"), QT_TRANSLATE_NOOP("Format", "shipped")},
        {QLatin1StringView("CANCELLED"), QT_TRANSLATE_NOOP("Format", "cancelled")},
        {QLatin1StringView("UNFULFILLABLE"), QT_TRANSLATE_NOOP("Format", "cannot be fulfilled")},
    };
    for (const auto& [known, words] : kWords) {
        if (status.compare(known, Qt::CaseInsensitive) == 0)
            return Words::tr(words);
    }
    return remote(status);
}

QString flowMode(const QString& mode)
{
    if (mode == QLatin1StringView("auto"))
        return Words::tr("Automatic");
    return mode == QLatin1StringView("guarded") ? Words::tr("Guarded") : Words::tr("Preview");
}

QString documentType(const QString& type)
{
    if (type == QLatin1StringView("salesOrder"))
        return Words::tr("Sales order");
    if (type == QLatin1StringView("customer"))
        return Words::tr("Customer");
    if (type == QLatin1StringView("itemFulfillment"))
        return Words::tr("Item fulfillment");
    if (type == QLatin1StringView("invoice"))
        return Words::tr("Invoice");
    if (type == QLatin1StringView("cashSale"))
        return Words::tr("Cash sale");
    if (type == QLatin1StringView("journalEntry"))
        return Words::tr("Journal entry");
    if (type == QLatin1StringView("shipmentConfirmation"))
        return Words::tr("Shipment confirmation");
    if (type == QLatin1StringView("returnAuthorization"))
        return Words::tr("Return authorization");
    if (type == QLatin1StringView("itemReceipt"))
        return Words::tr("Item receipt");
    if (type == QLatin1StringView("creditMemo"))
        return Words::tr("Credit memo");
    if (type == QLatin1StringView("cashRefund"))
        return Words::tr("Cash refund");
    if (type == QLatin1StringView("customerRefund"))
        return Words::tr("Customer refund");
    if (type == QLatin1StringView("customerPayment"))
        return Words::tr("Customer payment");
    if (type == QLatin1StringView("deposit"))
        return Words::tr("Deposit");
    return remote(type);
}

QString commandTitle(const QString& operation, const QString& type)
{
    const QString document = documentType(type).toLower();
    if (operation == QLatin1StringView("create") || operation.startsWith(QLatin1StringView("transform:")))
        return Words::tr("Create %1").arg(document);
    if (operation == QLatin1StringView("patch"))
        return Words::tr("Update %1").arg(document);
    return Words::tr("%1 %2").arg(remote(operation), document);
}

QString commandTitles(const std::vector<std::pair<QString, QString>>& writes)
{
    QStringList created, titles;
    for (const auto& [operation, type] : writes) {
        const bool creates = operation == QLatin1StringView("create") || operation.startsWith(QLatin1StringView("transform:"));
        const QString words = creates ? documentType(type).toLower() : commandTitle(operation, type);
        QStringList& into = creates ? created : titles;
        if (!into.contains(words))
            into << words;
    }
    const auto joined = [](const QStringList& words) {
        return words.size() < 2
                   ? words.value(0)
                   : Words::tr("%1 and %2").arg(words.first(words.size() - 1).join(QStringLiteral(", ")), words.last());
    };
    if (!created.isEmpty())
        titles.prepend(Words::tr("Create %1").arg(joined(created)));
    return titles.join(QStringLiteral("; "));
}

QString systemOf(const QString& documentType)
{
    return documentType == QLatin1StringView("shipmentConfirmation") ? Words::tr("Amazon") : Words::tr("NetSuite");
}

QString attemptStep(const QString& step)
{
    if (step == QLatin1StringView("fetch"))
        return Words::tr("Read from Amazon");
    if (step == QLatin1StringView("look-up"))
        return Words::tr("Look up in NetSuite");
    if (step == QLatin1StringView("plan"))
        return Words::tr("Plan");
    if (step == QLatin1StringView("find"))
        return Words::tr("Look whether it is there");
    if (step == QLatin1StringView("send"))
        return Words::tr("Send");
    if (step == QLatin1StringView("read-back"))
        return Words::tr("Read back");
    return remote(step);
}

QString runState(const QString& state)
{
    if (state == QLatin1StringView("running"))
        return Words::tr("Running");
    if (state == QLatin1StringView("done"))
        return Words::tr("Done");
    if (state == QLatin1StringView("done_with_errors"))
        return Words::tr("Done, errors");
    if (state == QLatin1StringView("failed"))
        return Words::tr("Failed");
    if (state == QLatin1StringView("cancelled"))
        return Words::tr("Stopped");
    if (state == QLatin1StringView("interrupted"))
        return Words::tr("Interrupted");
    return remote(state);
}

db::RecordState runIcon(const QString& state)
{
    if (state == QLatin1StringView("running"))
        return db::RecordState::Running;
    if (state == QLatin1StringView("done"))
        return db::RecordState::Done;
    if (state == QLatin1StringView("cancelled"))
        return db::RecordState::Skipped;
    return db::RecordState::Error;
}

QString scheduleWords(const QString& schedule)
{
    const auto parsed = config::Schedule::parse(schedule);
    return parsed ? parsed->sentence() : remote(schedule);
}

QString tooltip(const QString& text)
{
    return text.isEmpty() ? QString()
                          : QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

QString remote(const QString& text)
{
    if (text.isEmpty())
        return text;
    // Done already: the parts of a sentence are isolated where they are known, and the sentence once more where it is shown.
    if (text.size() > 1 && text.startsWith(QChar(0x2068)) && text.endsWith(QChar(0x2069))) {
        const QString inner = text.mid(1, text.size() - 2);
        if (safeText(inner) == inner)
            return text;
    }
    return QChar(0x2068) + safeText(text) + QChar(0x2069);
}

QString value(const Json& value)
{
    if (value.isNull())
        return {};
    if (value.isString())
        return remote(value.toString());
    if (value.isNumber())
        return QString::fromLatin1(value.numberText());
    if (value.isBool())
        return value.toBool() ? Words::tr("yes") : Words::tr("no");
    if (value.isObject()) {
        if (const Json* receipt = value.find(u"receipt"))
            return Words::tr("made first: %1").arg(remote(receipt->toString()));
        if (const Json* id = value.find(u"id"); id != nullptr && value.size() <= 2) {
            const QString name = value[u"refName"].toString();
            return name.isEmpty() ? remote(id->isString() ? id->toString() : QString::fromLatin1(id->numberText()))
                                  : remote(id->toString()) + QStringLiteral(" \u00B7 ") + remote(name);
        }
    }
    return remote(QString::fromUtf8(value.toBytes()));
}

} // namespace causeway::ui::format
