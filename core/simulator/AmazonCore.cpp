// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonCore.h"

#include <QJsonArray>
#include <QJsonDocument>

#include "base/Clock.h"
#include "simulator/AmazonRoutes.h"
#include "simulator/Faults.h"
#include "simulator/TokenBuckets.h"

namespace causeway::simulator {

AmazonCore::AmazonCore(const AmazonSim::Settings& given, Faults& faultSource, const std::vector<CompanyStore>& companyStores)
    : settings(given), faults(faultSource), stores(companyStores), dice(given.seed ^ 0xa11a)
{
}

qint64 AmazonCore::now() const
{
    return settings.clock->nowMs();
}

qint64 AmazonCore::editTime() const
{
    constexpr qint64 kTwoMinutesMs = 120'000;
    return now() - kTwoMinutesMs - 1000;
}

const CompanyStore* AmazonCore::store(const QString& id) const
{
    const auto found = std::find_if(stores.begin(), stores.end(), [&](const CompanyStore& s) { return s.id == id; });
    return found == stores.end() ? nullptr : &*found;
}

HttpAnswer AmazonCore::error(const HttpCall& call, int status, const QString& code, const QString& message,
                             const QString& details) const
{
    const QJsonObject body{{QStringLiteral("errors"), QJsonArray{QJsonObject{{QStringLiteral("code"), code},
                                                                             {QStringLiteral("message"), message},
                                                                             {QStringLiteral("details"), details}}}}};
    return finish(call, {status, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact), {}});
}

HttpAnswer AmazonCore::invalid(const HttpCall& call, const QString& message)
{
    log.violation(QStringLiteral("%1: %2").arg(operationOf(call), message));
    return error(call, 400, QStringLiteral("InvalidInput"), message);
}

HttpAnswer AmazonCore::forbidden(const HttpCall& call, const QString& details) const
{
    return error(call, 403, QStringLiteral("Unauthorized"), QStringLiteral("Access to requested resource is denied."), details);
}

HttpAnswer AmazonCore::ok(const HttpCall& call, const QJsonObject& body, int status) const
{
    return finish(call, {status, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact), {}});
}

HttpAnswer AmazonCore::finish(const HttpCall& call, HttpAnswer answer) const
{
    answer.headers.emplace_back("x-amzn-RequestId", requestId());
    // Only on 2xx, 400 and 404 (spapi.md section 3).
    if (answer.status < 300 || answer.status == 400 || answer.status == 404) {
        if (const auto plan = TokenBuckets::plan(operationOf(call)))
            answer.headers.emplace_back("x-amzn-RateLimit-Limit",
                                        QByteArray::number(plan->perSecond * qMax(1, settings.rateSpeed), 'g', 6));
    }
    return answer;
}

QByteArray AmazonCore::requestId() const
{
    const QByteArray hex = QByteArray::number(faults.draw(), 16).rightJustified(16, '0') +
                           QByteArray::number(faults.draw(), 16).rightJustified(16, '0');
    return hex.left(8) + '-' + hex.mid(8, 4) + '-' + hex.mid(12, 4) + '-' + hex.mid(16, 4) + '-' + hex.mid(20, 12);
}

} // namespace causeway::simulator
