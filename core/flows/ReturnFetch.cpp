// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ReturnFetch.h"

#include <algorithm>
#include <map>

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "base/Hash.h"
#include "base/Text.h"
#include "flows/RefundFacts.h"
#include "flows/ReportRows.h"
#include "settlement/DateFormat.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ReturnFetch)
};

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kDayMs = 86'400'000;
constexpr qsizetype kLongestId = 30;
constexpr qsizetype kSkuHash = 6;

/// Letters and digits of Amazon's return id; empty when there are none.
QString plainId(const QString& id)
{
    QString plain;
    for (const QChar c : id) {
        if ((c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'))
            plain += c;
    }
    return plain.left(kLongestId);
}

/// "2026-11-20T10:00:00+00:00", "2026-08-18", "05-Nov-2026".
std::optional<qint64> timeOf(const QString& text)
{
    if (text.isEmpty())
        return std::nullopt;
    const QDate day = QLocale::c().toDate(text, QStringLiteral("dd-MMM-yyyy"));
    if (day.isValid())
        return QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    const auto moment = settlement::DateFormat().read(text);
    return moment ? std::optional(moment->utcMs) : std::nullopt;
}

/// Keys of the rows of one file: what looks the same twice is two returns.
class Keys
{
public:
    QString next(const QString& orderId, const QString& id)
    {
        const QString key = orderId + u'-' + id;
        const int ordinal = ++m_seen[key];
        return ordinal == 1 ? key : key + u'-' + QString::number(ordinal);
    }

private:
    std::map<QString, int> m_seen;
};

SourceItem itemOf(const QString& key, const QString& orderId, const Json& content, std::optional<qint64> time)
{
    SourceItem item;
    item.key = key;
    item.orderId = orderId;
    item.personal = false;
    item.updatedAtMs = time.value_or(0);
    item.content = content.toBytes();
    return item;
}

QString skuHash(const QString& sku)
{
    return base32(sha256(sku.toUtf8())).left(kSkuHash);
}
} // namespace

ReturnFetch::ReturnFetch(FlowContext& context)
    : m_context(context), m_settings(mapping::ReturnSettings::read(context.flow.settings))
{
}

const ReturnFetch::Report& ReturnFetch::fba()
{
    static const Report kReport{QStringLiteral("fba"), amazon::kFbaReturnsReport, 7 * kDayMs, true};
    return kReport;
}

const ReturnFetch::Report& ReturnFetch::merchant()
{
    // Sixty days are the most that Amazon gives; a return may arrive weeks after it was asked for.
    static const Report kReport{QStringLiteral("merchant"), amazon::kMerchantReturnsReport, 55 * kDayMs, false};
    return kReport;
}

Result<Page> ReturnFetch::fetch(const Cursor& cursor, const FetchRequest& request)
{
    Page page;
    page.next = cursor.isObject() ? cursor : Json::object();
    if (request.stream != QStringLiteral("main") || !request.keys.isEmpty())
        return page; // each report reaches back far enough; single orders cannot be asked for
    std::vector<const Report*> reports;
    if (m_settings.readsFba)
        reports.push_back(&fba());
    if (m_settings.readsMerchant)
        reports.push_back(&merchant());
    const QString at = cursor[u"at"].toString();
    auto current = std::find_if(reports.begin(), reports.end(), [&](const Report* report) { return report->name == at; });
    if (current == reports.end())
        current = reports.begin();
    const Report& report = **current;

    const qint64 end = (m_context.clock.nowMs() - kMinuteMs) / 1000 * 1000;
    Json state = cursor[report.name].isObject() ? cursor[report.name] : Json::object();
    const auto to = state[u"to"].toInteger();
    const qint64 longest = end - 59 * kDayMs;
    Json job = state[u"job"];
    qint64 start = request.sinceMs ? *request.sinceMs : to ? *to - report.overlapMs : end - m_settings.firstRunDays * kDayMs;
    // A first reading that was cut short goes back as far as it began, or the days in between would be lost.
    if (!request.sinceMs && !to)
        start = std::min(start, job[u"from"].toInteger().value_or(start));
    auto read = ReportJob(report.type, m_context).step(job, std::max(start, longest), end);
    if (!read)
        return fail(read.error());
    if (job.isNull())
        state.remove(u"job");
    else
        state.set(QStringLiteral("job"), std::move(job));
    page.next.set(QStringLiteral("at"), report.name);
    page.more = true;
    if (read->isOver) {
        if (!read->file.isEmpty()) {
            auto items = this->read(read->file, report);
            if (!items)
                return fail(items.error());
            page.items = std::move(*items);
        }
        // A range asked for by a person moves the mark only when it leaves no gap behind it.
        const bool joins = to ? read->fromMs <= *to : !request.sinceMs;
        if (joins && read->toMs > to.value_or(0))
            state.set(QStringLiteral("to"), read->toMs);
        ++current;
        page.more = current != reports.end();
        page.next.set(QStringLiteral("at"), page.more ? (*current)->name : QStringLiteral(""));
    }
    page.next.set(report.name, std::move(state));
    return page;
}

Result<std::vector<SourceItem>> ReturnFetch::read(const QByteArray& file, const Report& report) const
{
    return report.isFba ? readFba(file) : readMerchant(file);
}

Result<std::vector<SourceItem>> ReturnFetch::readFba(const QByteArray& file) const
{
    const auto rows = ReportRows::read(file, {QStringLiteral("order-id"), QStringLiteral("sku"), QStringLiteral("quantity"),
                                              QStringLiteral("detailed-disposition")});
    if (!rows)
        return fail(rows.error());
    std::vector<SourceItem> items;
    Keys keys;
    for (std::size_t i = 0; i < rows->count(); ++i) {
        const auto cell = [&](const char* column) { return rows->cell(i, QString::fromLatin1(column)); };
        const QString orderId = cell("order-id"), sku = cell("sku"), plate = plainId(cell("license-plate-number"));
        const auto time = timeOf(cell("return-date"));
        const QString id = plate.isEmpty() ? skuHash(sku + u'|' + cell("return-date")) : plate;
        Json content = Json::object({{QStringLiteral("kind"), QStringLiteral("fba")},
                                     {QStringLiteral("order"), orderId},
                                     {QStringLiteral("sku"), sku},
                                     {QStringLiteral("quantity"), cell("quantity")},
                                     {QStringLiteral("disposition"), cell("detailed-disposition")},
                                     {QStringLiteral("reason"), cell("reason")},
                                     {QStringLiteral("status"), cell("status")}});
        if (time)
            content.set(QStringLiteral("returned"), *time);
        SourceItem item = itemOf(keys.next(orderId, id), orderId, content, time);
        if (cell("status").contains(QStringLiteral("reimbursed"), Qt::CaseInsensitive))
            item.skipReason = Words::tr("Amazon keeps the goods and reimburses them");
        items.push_back(std::move(item));
    }
    return items;
}

Result<std::vector<SourceItem>> ReturnFetch::readMerchant(const QByteArray& file) const
{
    const auto rows = ReportRows::read(file, {QStringLiteral("Order ID"), QStringLiteral("Merchant SKU"),
                                              QStringLiteral("Return quantity"), QStringLiteral("Return request status")});
    if (!rows)
        return fail(rows.error());
    std::vector<SourceItem> items;
    Keys keys;
    for (std::size_t i = 0; i < rows->count(); ++i) {
        const auto cell = [&](const char* column) { return rows->cell(i, QString::fromLatin1(column)); };
        const QString orderId = cell("Order ID"), sku = cell("Merchant SKU"), status = cell("Return request status");
        const auto requested = timeOf(cell("Return request date")), delivered = timeOf(cell("Return delivery date"));
        const QString rma = plainId(cell("Amazon RMA ID"));
        const QString id = (rma.isEmpty() ? skuHash(cell("Return request date")) : rma) + u'-' + skuHash(sku);
        Json content = Json::object({{QStringLiteral("kind"), QStringLiteral("merchant")},
                                     {QStringLiteral("order"), orderId},
                                     {QStringLiteral("sku"), sku},
                                     {QStringLiteral("quantity"), cell("Return quantity")},
                                     {QStringLiteral("reason"), cell("Return Reason")},
                                     {QStringLiteral("status"), status}});
        if (requested)
            content.set(QStringLiteral("returned"), *requested);
        if (delivered)
            content.set(QStringLiteral("delivered"), *delivered);
        SourceItem item = itemOf(keys.next(orderId, id), orderId, content, delivered ? delivered : requested);
        if (status.contains(QStringLiteral("pending"), Qt::CaseInsensitive))
            item.waitingReason = Words::tr("the return is not authorised yet");
        else if (status.contains(QStringLiteral("denied"), Qt::CaseInsensitive) ||
                 status.contains(QStringLiteral("declined"), Qt::CaseInsensitive))
            item.skipReason = Words::tr("the return was declined");
        // The report tells of the refund too: it is attached to the one that Finances tells, and never makes one.
        const auto refunded = Money::parse(cell("Refunded Amount"), cell("Currency code"));
        if (refunded && !refunded->isZero() && m_context.refunds != nullptr) {
            RefundSighting sighting;
            sighting.source = QStringLiteral("return");
            sighting.sourceId = item.key;
            sighting.orderId = orderId;
            sighting.postedMs = requested.value_or(0);
            sighting.lines.push_back({sku, *refunded});
            if (auto confirmed = m_context.refunds->confirm(sighting); !confirmed)
                return fail(confirmed.error());
        }
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace causeway::flows
