// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/Content.h"

#include <map>

#include <QCoreApplication>

#include "base/Clock.h"

namespace causeway::settlement {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::settlement::Content)
};

Json timeJson(const std::optional<qint64>& time)
{
    return time ? Json(toIso8601(*time)) : Json();
}

std::optional<qint64> timeOf(const Json& json)
{
    return json.isString() ? fromIso8601(json.toString()) : std::nullopt;
}

Json sumsJson(const std::vector<CategorySum>& sums)
{
    Json list = Json::array();
    for (const CategorySum& sum : sums) {
        Json one = Json::object();
        one.set(QStringLiteral("transactionType"), sum.category.transactionType);
        one.set(QStringLiteral("amountType"), sum.category.amountType);
        one.set(QStringLiteral("amountDescription"), sum.category.amountDescription);
        one.setIfPresent(QStringLiteral("marketplace"), sum.marketplace);
        one.setIfPresent(QStringLiteral("month"), sum.month);
        if (sum.utcMonth != sum.month)
            one.set(QStringLiteral("utcMonth"), sum.utcMonth);
        one.set(QStringLiteral("rows"), sum.rows);
        one.set(QStringLiteral("sum"), sum.sum.amountText());
        list.append(std::move(one));
    }
    return list;
}

Result<std::vector<CategorySum>> sumsOf(const Json& json, const QString& currency)
{
    std::vector<CategorySum> sums;
    for (const Json& one : json.items()) {
        auto amount = Money::parse(one[u"sum"].toString(), currency);
        if (!amount)
            return fail(amount.error());
        sums.push_back({{one[u"transactionType"].toString(), one[u"amountType"].toString(), one[u"amountDescription"].toString()},
                        one[u"marketplace"].toString(),
                        one[u"month"].toString(),
                        one.contains(u"utcMonth") ? one[u"utcMonth"].toString() : one[u"month"].toString(),
                        {},
                        one[u"rows"].toInteger().value_or(0),
                        std::move(*amount)});
    }
    return sums;
}

Json piecesJson(const std::vector<qint64>& pieces)
{
    Json list = Json::array();
    for (const qint64 piece : pieces)
        list.append(Json(piece));
    return list;
}

std::vector<qint64> piecesOf(const Json& json)
{
    std::vector<qint64> pieces;
    for (const Json& piece : json.items())
        pieces.push_back(piece.toInteger().value_or(0));
    return pieces;
}

Result<std::optional<Money>> totalOf(const Json& json, const QString& currency)
{
    if (!json.isString())
        return std::optional<Money>();
    auto total = Money::parse(json.toString(), currency);
    if (!total)
        return fail(total.error());
    return std::optional<Money>(std::move(*total));
}
} // namespace

Json Content::toJson() const
{
    const Head& head = summary.head;
    Json json = Json::object();
    json.set(QStringLiteral("settlement"), head.id);
    json.set(QStringLiteral("currency"), head.currency);
    json.set(QStringLiteral("start"), timeJson(head.startMs));
    json.set(QStringLiteral("end"), timeJson(head.endMs));
    json.set(QStringLiteral("deposit"), timeJson(head.depositMs));
    json.set(QStringLiteral("total"), head.total ? Json(head.total->amountText()) : Json());
    json.set(QStringLiteral("layout"), summary.layout == Layout::V1 ? QStringLiteral("V1") : QStringLiteral("V2"));
    json.set(QStringLiteral("encoding"), summary.encoding);
    json.set(QStringLiteral("decimalPoint"), summary.decimalPoint.isNull() ? Json() : Json(QString(summary.decimalPoint)));
    json.set(QStringLiteral("sha256"), QString::fromLatin1(summary.sha256));
    json.set(QStringLiteral("bytes"), bytes);
    json.set(QStringLiteral("rows"), summary.rows);
    json.set(QStringLiteral("emptyLines"), summary.emptyLines);
    json.set(QStringLiteral("sum"), summary.sum.amountText());
    json.set(QStringLiteral("problemCount"), summary.problemCount);
    Json problems = Json::array();
    for (const LineProblem& problem : summary.problems)
        problems.append(Json::object({{QStringLiteral("line"), problem.line},
                                      {QStringLiteral("column"), problem.column},
                                      {QStringLiteral("message"), problem.message}}));
    json.set(QStringLiteral("problems"), std::move(problems));
    json.set(QStringLiteral("sums"), sumsJson(sums));
    json.set(QStringLiteral("file"), piecesJson(pieces));
    Json before = Json::array();
    for (const Replaced& one : replaced)
        before.append(Json::object({{QStringLiteral("sha256"), one.sha256}, {QStringLiteral("file"), piecesJson(one.pieces)}}));
    if (before.size() > 0)
        json.set(QStringLiteral("replaced"), std::move(before));
    json.setIfPresent(QStringLiteral("otherStore"), otherStore);
    if (reissueOf)
        json.set(QStringLiteral("reissueOf"),
                 Json::object({{QStringLiteral("sha256"), reissueOf->sha256},
                               {QStringLiteral("total"), reissueOf->total ? Json(reissueOf->total->amountText()) : Json()},
                               {QStringLiteral("sums"), sumsJson(reissueOf->sums)}}));
    if (generation > 1)
        json.set(QStringLiteral("generation"), generation);
    if (reversal)
        json.set(QStringLiteral("reversal"), Json::object({{QStringLiteral("reason"), reversal->reason},
                                                           {QStringLiteral("askedAt"), toIso8601(reversal->askedMs)}}));
    return json;
}

Result<Content> Content::fromJson(const Json& json)
{
    Content content;
    Summary& summary = content.summary;
    Head& head = summary.head;
    head.id = json[u"settlement"].toString();
    head.currency = json[u"currency"].toString();
    if (head.id.isEmpty() && !json.contains(u"sums"))
        return fail(ErrorKind::Invalid, Words::tr("What is stored of the settlement cannot be read."), {},
                    QStringLiteral("settlement-content"));
    head.startMs = timeOf(json[u"start"]);
    head.endMs = timeOf(json[u"end"]);
    head.depositMs = timeOf(json[u"deposit"]);
    auto total = totalOf(json[u"total"], head.currency);
    auto sum = Money::parse(json[u"sum"].toString(), head.currency);
    auto sums = sumsOf(json[u"sums"], head.currency);
    if (!total || !sum || !sums)
        return fail(!total ? total.error() : !sum ? sum.error() : sums.error());
    head.total = std::move(*total);
    summary.sum = std::move(*sum);
    content.sums = std::move(*sums);
    summary.layout = json[u"layout"].toString() == QStringLiteral("V1") ? Layout::V1 : Layout::V2;
    summary.encoding = json[u"encoding"].toString();
    summary.decimalPoint = json[u"decimalPoint"].toString().isEmpty() ? QChar() : json[u"decimalPoint"].toString().at(0);
    summary.sha256 = json[u"sha256"].toString().toLatin1();
    content.bytes = json[u"bytes"].toInteger().value_or(0);
    summary.rows = json[u"rows"].toInteger().value_or(0);
    summary.emptyLines = json[u"emptyLines"].toInteger().value_or(0);
    summary.problemCount = json[u"problemCount"].toInteger().value_or(0);
    for (const Json& problem : json[u"problems"].items())
        summary.problems.push_back(
            {problem[u"line"].toInteger().value_or(0), problem[u"column"].toString(), problem[u"message"].toString()});
    content.pieces = piecesOf(json[u"file"]);
    for (const Json& one : json[u"replaced"].items())
        content.replaced.push_back({one[u"sha256"].toString(), piecesOf(one[u"file"])});
    content.otherStore = json[u"otherStore"].toString();
    if (const Json* original = json.find(u"reissueOf")) {
        auto originalTotal = totalOf((*original)[u"total"], head.currency);
        auto originalSums = sumsOf((*original)[u"sums"], head.currency);
        if (!originalTotal || !originalSums)
            return fail(!originalTotal ? originalTotal.error() : originalSums.error());
        content.reissueOf = Original{(*original)[u"sha256"].toString(), std::move(*originalTotal), std::move(*originalSums)};
    }
    content.generation = static_cast<int>(json[u"generation"].toInteger().value_or(1));
    if (const Json* reversal = json.find(u"reversal"))
        content.reversal = Reversal{(*reversal)[u"reason"].toString(), timeOf((*reversal)[u"askedAt"]).value_or(0)};
    return content;
}

Result<std::vector<CategorySum>> byCategory(const std::vector<CategorySum>& sums)
{
    std::map<Category, CategorySum> merged;
    for (const CategorySum& sum : sums) {
        auto [entry, isNew] = merged.try_emplace(sum.category);
        if (isNew) {
            entry->second.category = sum.category;
            entry->second.sum = Money::zero(sum.sum.currency());
        }
        auto total = entry->second.sum.plus(sum.sum);
        if (!total)
            return fail(total.error());
        entry->second.sum = std::move(*total);
        entry->second.rows += sum.rows;
    }
    std::vector<CategorySum> result;
    result.reserve(merged.size());
    for (auto& [category, sum] : merged)
        result.push_back(std::move(sum));
    return result;
}

} // namespace causeway::settlement
