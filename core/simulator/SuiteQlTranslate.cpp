// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHash>

#include "simulator/NetSuiteTables.h"

namespace causeway::simulator {
namespace {

struct Token
{
    enum class Kind
    {
        Word,
        Text,
        Other
    } kind = Kind::Other;
    QString text;
    [[nodiscard]] bool is(QStringView word) const { return kind == Kind::Word && word.compare(text, Qt::CaseInsensitive) == 0; }
    [[nodiscard]] bool isSign(QChar sign) const { return kind == Kind::Other && text.size() == 1 && text[0] == sign; }
};

std::vector<Token> tokensOf(const QString& sql)
{
    std::vector<Token> tokens;
    for (qsizetype i = 0; i < sql.size();) {
        const QChar c = sql[i];
        if (c.isSpace()) {
            ++i;
            continue;
        }
        qsizetype end = i + 1;
        Token::Kind kind = Token::Kind::Other;
        if (c == QLatin1Char('\'') || c == QLatin1Char('"')) {
            while (end < sql.size() && (sql[end] != c || (end + 1 < sql.size() && sql[end + 1] == c)))
                end += sql[end] == c ? 2 : 1;
            end = qMin(end + 1, sql.size());
            kind = Token::Kind::Text;
        } else if (c.isLetter() || c == QLatin1Char('_')) {
            while (end < sql.size() && (sql[end].isLetterOrNumber() || sql[end] == QLatin1Char('_')))
                ++end;
            kind = Token::Kind::Word;
        } else if (c.isDigit()) {
            while (end < sql.size() && (sql[end].isDigit() || sql[end] == QLatin1Char('.')))
                ++end;
        } else if (end < sql.size() && QStringLiteral("<=>=<>!=||").contains(QString(c) + sql[end])) {
            ++end;
        }
        tokens.push_back({kind, sql.mid(i, end - i)});
        i = end;
    }
    return tokens;
}

tl::unexpected<QString> refuse(const QString& what)
{
    return tl::unexpected<QString>(QStringLiteral("Search error occurred: Invalid or unsupported search. ") + what);
}

} // namespace

tl::expected<QString, QString> translateSuiteQl(const QString& suiteQl)
{
    const std::vector<Token> tokens = tokensOf(suiteQl);
    if (tokens.empty() || (!tokens[0].is(u"SELECT") && !tokens[0].is(u"WITH")))
        return refuse(QStringLiteral("A query must begin with SELECT."));
    QStringList out;
    for (size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        const auto next = [&](size_t offset) -> const Token& {
            static const Token kEnd;
            return i + offset < tokens.size() ? tokens[i + offset] : kEnd;
        };
        if (token.isSign(QLatin1Char(';')))
            return refuse(QStringLiteral("Unexpected ;"));
        // What people bring along from other dialects.
        for (const QStringView foreign : {u"LIMIT", u"CURRENT_DATE", u"CURRENT_TIMESTAMP", u"NOW", u"ILIKE"}) {
            if (token.is(foreign))
                return refuse(QStringLiteral("Unexpected %1").arg(token.text));
        }
        if (token.is(u"FETCH") && (next(1).is(u"FIRST") || next(1).is(u"NEXT")) &&
            next(3).text.startsWith(u"ROW", Qt::CaseInsensitive) && next(4).is(u"ONLY")) {
            out += QStringLiteral("LIMIT ") + next(2).text;
            i += 4;
        } else if (token.is(u"BUILTIN") && next(1).isSign(QLatin1Char('.'))) {
            QStringList argument;
            size_t end = 4;
            while (i + end < tokens.size() && !next(end).isSign(QLatin1Char(')')))
                argument += tokens[i + end].is(u"transaction") ? QStringLiteral("\"transaction\"") : tokens[i + end].text, ++end;
            if (!next(3).isSign(QLatin1Char('(')) || argument.isEmpty() || !next(2).is(u"DF"))
                return refuse(QStringLiteral("Unexpected BUILTIN.%1").arg(next(2).text));
            // A state's letter means something else on every type: the type goes along.
            const QString value = argument.join(QString()), name = argument.last().remove(QLatin1Char('\''));
            const bool isState = name.compare(u"status", Qt::CaseInsensitive) == 0;
            const QString type = isState ? QStringLiteral(", ") + value.chopped(6) + QStringLiteral("type") : QString();
            out += QStringLiteral("builtin_df('%1', %2%3)").arg(name, value, type);
            i += end;
        } else if (token.is(u"SYSDATE")) {
            out += QStringLiteral("sysdate()");
        } else if (token.is(u"transaction")) {
            out += QStringLiteral("\"transaction\""); // a keyword of SQLite
        } else if (token.kind == Token::Kind::Word && token.text.startsWith(u"t_", Qt::CaseInsensitive)) {
            return tl::unexpected<QString>(QStringLiteral("Search error occurred: Record '%1' was not found.").arg(token.text));
        } else {
            out += token.text;
        }
    }
    // Names and dots may be apart in SQL; SQLite accepts "i . id".
    return out.join(QLatin1Char(' '));
}

QString statusLabel(const QString& sqlType, const QString& letter)
{
    if (sqlType == QStringLiteral("SalesOrd"))
        return orderStatusLabel(letter);
    static const QHash<QString, QString> kLabels{
        {QStringLiteral("ItemShip:A"), QStringLiteral("Item Fulfillment : Picked")},
        {QStringLiteral("ItemShip:B"), QStringLiteral("Item Fulfillment : Packed")},
        {QStringLiteral("ItemShip:C"), QStringLiteral("Item Fulfillment : Shipped")},
        {QStringLiteral("CustInvc:A"), QStringLiteral("Invoice : Open")},
        {QStringLiteral("CustInvc:B"), QStringLiteral("Invoice : Paid In Full")},
        {QStringLiteral("CashSale:B"), QStringLiteral("Cash Sale : Not Deposited")},
        {QStringLiteral("CashSale:C"), QStringLiteral("Cash Sale : Deposited")},
        {QStringLiteral("CustCred:A"), QStringLiteral("Credit Memo : Open")},
        {QStringLiteral("CustCred:B"), QStringLiteral("Credit Memo : Fully Applied")},
        {QStringLiteral("CustPymt:B"), QStringLiteral("Payment : Not Deposited")},
        {QStringLiteral("CustPymt:C"), QStringLiteral("Payment : Deposited")},
        {QStringLiteral("CustRfnd:R"), QStringLiteral("Customer Refund : Issued")},
        {QStringLiteral("RtnAuth:A"), QStringLiteral("Return Authorization : Pending Approval")},
        {QStringLiteral("RtnAuth:B"), QStringLiteral("Return Authorization : Pending Receipt")},
        {QStringLiteral("RtnAuth:C"), QStringLiteral("Return Authorization : Cancelled")},
        {QStringLiteral("RtnAuth:D"), QStringLiteral("Return Authorization : Partially Received")},
        {QStringLiteral("RtnAuth:E"), QStringLiteral("Return Authorization : Pending Refund/Partially Received")},
        {QStringLiteral("RtnAuth:F"), QStringLiteral("Return Authorization : Pending Refund")},
        {QStringLiteral("RtnAuth:G"), QStringLiteral("Return Authorization : Refunded")},
        {QStringLiteral("RtnAuth:H"), QStringLiteral("Return Authorization : Closed")},
        {QStringLiteral("Journal:A"), QStringLiteral("Journal : Pending Approval")},
        {QStringLiteral("Journal:B"), QStringLiteral("Journal : Approved for Posting")}};
    return kLabels.value(sqlType + QLatin1Char(':') + letter, letter);
}

QString orderStatusLabel(const QString& letter)
{
    static const QHash<QString, QString> kLabels{
        {QStringLiteral("A"), QStringLiteral("Sales Order : Pending Approval")},
        {QStringLiteral("B"), QStringLiteral("Sales Order : Pending Fulfillment")},
        {QStringLiteral("C"), QStringLiteral("Sales Order : Cancelled")},
        {QStringLiteral("D"), QStringLiteral("Sales Order : Partially Fulfilled")},
        {QStringLiteral("E"), QStringLiteral("Sales Order : Pending Billing/Partially Fulfilled")},
        {QStringLiteral("F"), QStringLiteral("Sales Order : Pending Billing")},
        {QStringLiteral("G"), QStringLiteral("Sales Order : Billed")},
        {QStringLiteral("H"), QStringLiteral("Sales Order : Closed")}};
    return kLabels.value(letter, letter);
}

} // namespace causeway::simulator
