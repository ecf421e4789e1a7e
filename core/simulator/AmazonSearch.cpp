// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonSearch.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "simulator/Dice.h"

namespace causeway::simulator {
namespace {

constexpr qint64 kTwoMinutesMs = 120'000;
constexpr qint64 kTokenLifeMs = 24LL * 3'600'000;
constexpr qint64 kTwoYearsMs = 730LL * 86'400'000;

std::optional<qint64> timeOf(const QString& text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

QString firstUnknown(const QStringList& values, const QStringList& known)
{
    for (const QString& value : values) {
        if (!known.contains(value))
            return value;
    }
    return {};
}

QByteArray sign(const QByteArray& payload, quint64 seed)
{
    return QCryptographicHash::hash(payload + derivedSecret(seed, "page-token", 32).toLatin1(), QCryptographicHash::Sha256)
        .toHex()
        .left(24);
}

tl::unexpected<QString> refuse(const QString& sentence)
{
    return tl::unexpected<QString>(sentence);
}

} // namespace

QString unknownIncludedData(const QStringList& values)
{
    static const QStringList kKnown{
        QStringLiteral("BUYER"),       QStringLiteral("RECIPIENT"),         QStringLiteral("PROCEEDS"),
        QStringLiteral("EXPENSE"),     QStringLiteral("PROMOTION"),         QStringLiteral("CANCELLATION"),
        QStringLiteral("FULFILLMENT"), QStringLiteral("PACKAGES"),          QStringLiteral("TAX"),
        QStringLiteral("PAYMENT"),     QStringLiteral("FULFILLMENT_ORDERS")};
    return firstUnknown(values, kKnown);
}

tl::expected<SearchQuery, QString> readSearch(const HttpCall& call, qint64 nowMs, quint64 seed)
{
    static const QStringList kParameters{QStringLiteral("createdAfter"),        QStringLiteral("createdBefore"),
                                         QStringLiteral("lastUpdatedAfter"),    QStringLiteral("lastUpdatedBefore"),
                                         QStringLiteral("fulfillmentStatuses"), QStringLiteral("marketplaceIds"),
                                         QStringLiteral("fulfilledBy"),         QStringLiteral("maxResultsPerPage"),
                                         QStringLiteral("paginationToken"),     QStringLiteral("includedData")};
    static const QStringList kStatuses{
        QStringLiteral("PENDING_AVAILABILITY"), QStringLiteral("PENDING"), QStringLiteral("UNSHIPPED"),
        QStringLiteral("PARTIALLY_SHIPPED"),    QStringLiteral("SHIPPED"), QStringLiteral("CANCELLED"),
        QStringLiteral("UNFULFILLABLE")};
    QStringList parts;
    for (const auto& [name, value] : call.query) {
        if (!kParameters.contains(name))
            return refuse(QStringLiteral("The parameter %1 is not known.").arg(name));
        if (name != QStringLiteral("paginationToken"))
            parts += name + QLatin1Char('=') + value;
    }
    parts.sort();

    SearchQuery query;
    query.fingerprint =
        QCryptographicHash::hash(parts.join(QLatin1Char('&')).toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    const auto createdAfter = call.parameter(QStringLiteral("createdAfter")),
               createdBefore = call.parameter(QStringLiteral("createdBefore"));
    const auto updatedAfter = call.parameter(QStringLiteral("lastUpdatedAfter")),
               updatedBefore = call.parameter(QStringLiteral("lastUpdatedBefore"));
    if (createdAfter.has_value() == updatedAfter.has_value())
        return refuse(QStringLiteral("Exactly one of createdAfter and lastUpdatedAfter must be given."));
    query.byCreated = createdAfter.has_value();
    if (query.byCreated ? updatedBefore.has_value() : createdBefore.has_value())
        return refuse(QStringLiteral("Created and last updated parameters cannot be used together."));
    const auto after = timeOf(query.byCreated ? *createdAfter : *updatedAfter);
    if (!after)
        return refuse(QStringLiteral("%1 is not an ISO 8601 date.")
                          .arg(query.byCreated ? QStringLiteral("createdAfter") : QStringLiteral("lastUpdatedAfter")));
    query.afterMs = std::max(*after, nowMs - kTwoYearsMs);
    query.beforeMs = (nowMs - kTwoMinutesMs) / 1000 * 1000;
    if (const auto& before = query.byCreated ? createdBefore : updatedBefore) {
        const auto time = timeOf(*before);
        const QString name = query.byCreated ? QStringLiteral("createdBefore") : QStringLiteral("lastUpdatedBefore");
        if (!time)
            return refuse(QStringLiteral("%1 is not an ISO 8601 date.").arg(name));
        if (*time > nowMs - kTwoMinutesMs)
            return refuse(QStringLiteral("%1 must be at least two minutes before the current time.").arg(name));
        if (*time < *after)
            return refuse(QStringLiteral("%1 must be equal to or after the start.").arg(name));
        query.beforeMs = *time;
    }
    query.marketplaceIds = call.listParameter(QStringLiteral("marketplaceIds"));
    if (query.marketplaceIds.size() > 50)
        return refuse(QStringLiteral("marketplaceIds has more than 50 values."));
    query.statuses = call.listParameter(QStringLiteral("fulfillmentStatuses"));
    if (const QString wrong = firstUnknown(query.statuses, kStatuses); !wrong.isEmpty())
        return refuse(QStringLiteral("fulfillmentStatuses contains an unknown value: %1").arg(wrong));
    query.fulfilledBy = call.listParameter(QStringLiteral("fulfilledBy"));
    if (const QString wrong = firstUnknown(query.fulfilledBy, {QStringLiteral("MERCHANT"), QStringLiteral("AMAZON")});
        !wrong.isEmpty())
        return refuse(QStringLiteral("fulfilledBy contains an unknown value: %1").arg(wrong));
    query.includedData = call.listParameter(QStringLiteral("includedData"));
    if (const QString wrong = unknownIncludedData(query.includedData); !wrong.isEmpty())
        return refuse(QStringLiteral("includedData contains an unknown value: %1").arg(wrong));
    if (const auto size = call.parameter(QStringLiteral("maxResultsPerPage"))) {
        bool isNumber = false;
        query.pageSize = size->toInt(&isNumber);
        if (!isNumber || query.pageSize < 1 || query.pageSize > 100)
            return refuse(QStringLiteral("maxResultsPerPage must be between 1 and 100."));
    }
    if (const auto token = call.parameter(QStringLiteral("paginationToken"))) {
        const QByteArray bytes = QByteArray::fromBase64(token->toLatin1(), QByteArray::Base64UrlEncoding);
        const QByteArray payload = bytes.mid(24);
        const QJsonObject fields = QJsonDocument::fromJson(payload).object();
        if (payload.isEmpty() || sign(payload, seed) != bytes.left(24))
            return refuse(QStringLiteral("paginationToken is invalid."));
        if (fields[QStringLiteral("q")].toString().toLatin1() != query.fingerprint)
            return refuse(QStringLiteral("paginationToken does not belong to this request."));
        if (fields[QStringLiteral("x")].toString().toLongLong() < nowMs)
            return refuse(QStringLiteral("paginationToken has expired."));
        query.paginationKey = {fields[QStringLiteral("t")].toString().toLongLong(), fields[QStringLiteral("i")].toString()};
        query.beforeMs = fields[QStringLiteral("b")].toString().toLongLong();
    }
    return query;
}

QString makePageToken(const SearchQuery& query, const std::pair<qint64, QString>& lastKey, qint64 nowMs, quint64 seed)
{
    const QJsonObject fields{{QStringLiteral("q"), QString::fromLatin1(query.fingerprint)},
                             {QStringLiteral("t"), QString::number(lastKey.first)},
                             {QStringLiteral("i"), lastKey.second},
                             {QStringLiteral("b"), QString::number(query.beforeMs)},
                             {QStringLiteral("x"), QString::number(nowMs + kTokenLifeMs)}};
    const QByteArray payload = QJsonDocument(fields).toJson(QJsonDocument::Compact);
    return QString::fromLatin1((sign(payload, seed) + payload).toBase64(QByteArray::Base64UrlEncoding));
}

bool matches(const AmazonOrder& order, const SearchQuery& query)
{
    const qint64 time = query.byCreated ? order.createdMs : order.updatedMs;
    if (time < query.afterMs || time > query.beforeMs)
        return false;
    if (!query.marketplaceIds.isEmpty() && !query.marketplaceIds.contains(order.marketplaceId))
        return false;
    if (!query.statuses.isEmpty() && !query.statuses.contains(order.status))
        return false;
    return query.fulfilledBy.isEmpty() || query.fulfilledBy.contains(order.fulfilledBy);
}

} // namespace causeway::simulator
