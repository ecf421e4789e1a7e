// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ProofSheetJson.h"

namespace causeway::engine {

namespace {
Json pairToJson(const QString& name, Json value)
{
    return Json::array({Json(name), std::move(value)});
}

/// Reads a proof sheet's members and remembers the first that is not as it must be.
class Reading
{
public:
    explicit Reading(const Json& json) : m_json(json), m_currency(text(json[u"currency"], "currency")) {}

    [[nodiscard]] const QString& currency() const { return m_currency; }
    [[nodiscard]] const std::optional<QString>& wrong() const { return m_wrong; }

    QString text(const Json& value, const char* member)
    {
        if (!value.isString())
            note(member);
        return value.toString();
    }
    qint64 number(const Json& value, const char* member)
    {
        const auto integer = value.toInteger();
        if (!integer)
            note(member);
        return integer.value_or(0);
    }
    Money money(const Json& value, const char* member) { return {number(value, member), m_currency}; }
    bool flag(const Json& value, const char* member)
    {
        if (!value.isBool())
            note(member);
        return value.toBool();
    }
    /// fn(item) for each item of the array.
    template<class Fn>
    void each(const char* member, Fn fn)
    {
        const Json& list = m_json[QString::fromLatin1(member)];
        if (!list.isArray())
            note(member);
        for (const Json& item : list.items())
            fn(item);
    }

private:
    void note(const char* member)
    {
        if (!m_wrong)
            m_wrong = QString::fromLatin1(member);
    }
    const Json& m_json;
    std::optional<QString> m_wrong;
    QString m_currency;
};
} // namespace

Json toJson(const ProofSheet& sheet)
{
    Json facts = Json::array(), equation = Json::array(), lines = Json::array(), months = Json::array();
    Json documents = Json::array(), remarks = Json::array();
    for (const auto& [name, value] : sheet.facts)
        facts.append(pairToJson(name, value));
    for (const auto& [name, money] : sheet.equation)
        equation.append(pairToJson(name, money.minorUnits()));
    for (const ProofSheet::Line& line : sheet.lines) {
        lines.append(Json::object({{QStringLiteral("category"), line.category},
                                   {QStringLiteral("account"), line.account},
                                   {QStringLiteral("note"), line.note},
                                   {QStringLiteral("rows"), line.rows},
                                   {QStringLiteral("sum"), line.sum.minorUnits()}}));
    }
    for (const auto& [name, money] : sheet.months)
        months.append(pairToJson(name, money.minorUnits()));
    for (const ProofSheet::Document& one : sheet.documents) {
        documents.append(Json::object({{QStringLiteral("type"), one.type},
                                       {QStringLiteral("number"), one.number},
                                       {QStringLiteral("id"), one.id},
                                       {QStringLiteral("key"), one.key}}));
    }
    for (const QString& remark : sheet.remarks)
        remarks.append(remark);
    return Json::object({{QStringLiteral("title"), sheet.title},
                         {QStringLiteral("currency"), sheet.currency},
                         {QStringLiteral("facts"), std::move(facts)},
                         {QStringLiteral("equation"), std::move(equation)},
                         {QStringLiteral("isProven"), sheet.isProven},
                         {QStringLiteral("verdict"), sheet.verdict},
                         {QStringLiteral("lines"), std::move(lines)},
                         {QStringLiteral("months"), std::move(months)},
                         {QStringLiteral("documents"), std::move(documents)},
                         {QStringLiteral("remarks"), std::move(remarks)}});
}

Result<ProofSheet> proofSheetFromJson(const Json& json)
{
    Reading in(json);
    ProofSheet sheet;
    sheet.title = in.text(json[u"title"], "title");
    sheet.currency = in.currency();
    sheet.isProven = in.flag(json[u"isProven"], "isProven");
    sheet.verdict = in.text(json[u"verdict"], "verdict");
    in.each("facts",
            [&](const Json& one) { sheet.facts.emplace_back(in.text(one.at(0), "facts"), in.text(one.at(1), "facts")); });
    in.each("equation", [&](const Json& one) {
        sheet.equation.emplace_back(in.text(one.at(0), "equation"), in.money(one.at(1), "equation"));
    });
    in.each("lines", [&](const Json& one) {
        sheet.lines.push_back({in.text(one[u"category"], "lines"), in.text(one[u"account"], "lines"),
                               in.text(one[u"note"], "lines"), in.number(one[u"rows"], "lines"), in.money(one[u"sum"], "lines")});
    });
    in.each("months",
            [&](const Json& one) { sheet.months.emplace_back(in.text(one.at(0), "months"), in.money(one.at(1), "months")); });
    in.each("documents", [&](const Json& one) {
        sheet.documents.push_back({in.text(one[u"type"], "documents"), in.text(one[u"number"], "documents"),
                                   in.text(one[u"id"], "documents"), in.text(one[u"key"], "documents")});
    });
    in.each("remarks", [&](const Json& one) { sheet.remarks << in.text(one, "remarks"); });
    if (in.wrong()) {
        Error error =
            Error::make(ErrorKind::Invalid, QStringLiteral("This is no proof sheet."), {}, QStringLiteral("proof-sheet"));
        error.path = *in.wrong();
        return fail(std::move(error));
    }
    return sheet;
}

} // namespace causeway::engine
