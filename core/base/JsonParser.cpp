// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/JsonParser.h"

#include <QSet>
#include <QStringDecoder>

namespace causeway {

namespace {
constexpr int kMaxLevel = 64;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
} // namespace

Result<Json> JsonParser::parse()
{
    auto result = value(0);
    if (!result)
        return result;
    skipBlanks();
    if (m_at != m_text.size())
        return failHere(QStringLiteral("text after the end"));
    return result;
}

tl::unexpected<Error> JsonParser::failHere(const QString& what) const
{
    Error error = Error::make(ErrorKind::Invalid, QStringLiteral("This is not valid JSON: %1.").arg(what));
    error.code = QStringLiteral("json");
    const qsizetype line = m_text.first(qMin(m_at, m_text.size())).count('\n') + 1;
    error.path = QStringLiteral("line %1, byte %2").arg(line).arg(m_at);
    return tl::unexpected<Error>(std::move(error));
}

void JsonParser::skipBlanks()
{
    while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r'))
        ++m_at;
}

bool JsonParser::take(char expected)
{
    skipBlanks();
    if (m_at >= m_text.size() || m_text[m_at] != expected)
        return false;
    ++m_at;
    return true;
}

bool JsonParser::takeWord(QByteArrayView word)
{
    if (!m_text.sliced(m_at).startsWith(word))
        return false;
    m_at += word.size();
    return true;
}

Result<Json> JsonParser::value(int level)
{
    if (level > kMaxLevel)
        return failHere(QStringLiteral("more than %1 levels").arg(kMaxLevel));
    skipBlanks();
    if (m_at >= m_text.size())
        return failHere(QStringLiteral("it ends too early"));
    switch (m_text[m_at]) {
    case '{':
        return object(level);
    case '[':
        return array(level);
    case '"': {
        auto text = string();
        if (!text)
            return fail(text.error());
        return Json(std::move(*text));
    }
    case 't':
        if (takeWord("true"))
            return Json(true);
        break;
    case 'f':
        if (takeWord("false"))
            return Json(false);
        break;
    case 'n':
        if (takeWord("null"))
            return Json();
        break;
    default:
        if (m_text[m_at] == '-' || isDigit(m_text[m_at]))
            return number();
    }
    return failHere(QStringLiteral("unexpected text"));
}

Result<Json> JsonParser::array(int level)
{
    ++m_at; // [
    Json::Array items;
    if (take(']'))
        return Json::array();
    while (true) {
        auto item = value(level + 1);
        if (!item)
            return item;
        items.push_back(std::move(*item));
        if (take(']'))
            return Json::array(std::move(items));
        if (!take(','))
            return failHere(QStringLiteral("a comma or ] is missing"));
    }
}

Result<Json> JsonParser::object(int level)
{
    ++m_at; // {
    Json::Object members;
    QSet<QString> seen;
    if (take('}'))
        return Json::object();
    while (true) {
        skipBlanks();
        if (m_at >= m_text.size() || m_text[m_at] != '"')
            return failHere(QStringLiteral("a member name is missing"));
        auto key = string();
        if (!key)
            return fail(key.error());
        if (seen.contains(*key))
            return failHere(QStringLiteral("the member “%1” occurs twice").arg(key->left(60)));
        seen.insert(*key);
        if (!take(':'))
            return failHere(QStringLiteral("a colon is missing"));
        auto item = value(level + 1);
        if (!item)
            return item;
        members.emplace_back(std::move(*key), std::move(*item));
        if (take('}'))
            return Json::object(std::move(members));
        if (!take(','))
            return failHere(QStringLiteral("a comma or } is missing"));
    }
}

bool JsonParser::escape(QString& text)
{
    const auto hexUnit = [&](char16_t& unit) {
        if (m_at + 4 > m_text.size())
            return false;
        bool ok = false;
        const QByteArray digits = m_text.sliced(m_at, 4).toByteArray();
        for (const char c : digits) {
            if (!isxdigit(static_cast<unsigned char>(c)))
                return false;
        }
        unit = static_cast<char16_t>(digits.toUShort(&ok, 16));
        m_at += 4;
        return ok;
    };
    if (m_at >= m_text.size())
        return false;
    switch (m_text[m_at++]) {
    case '"':
        text += u'"';
        return true;
    case '\\':
        text += u'\\';
        return true;
    case '/':
        text += u'/';
        return true;
    case 'b':
        text += u'\b';
        return true;
    case 'f':
        text += u'\f';
        return true;
    case 'n':
        text += u'\n';
        return true;
    case 'r':
        text += u'\r';
        return true;
    case 't':
        text += u'\t';
        return true;
    case 'u': {
        char16_t unit = 0;
        if (!hexUnit(unit))
            return false;
        if (QChar::isLowSurrogate(unit))
            return false;
        text += QChar(unit);
        if (QChar::isHighSurrogate(unit)) {
            char16_t low = 0;
            if (!takeWord("\\u") || !hexUnit(low) || !QChar::isLowSurrogate(low))
                return false;
            text += QChar(low);
        }
        return true;
    }
    default:
        return false;
    }
}

Result<QString> JsonParser::string()
{
    ++m_at; // opening quote
    QString text;
    while (true) {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != '"' && m_text[m_at] != '\\' && static_cast<quint8>(m_text[m_at]) >= 0x20)
            ++m_at;
        if (m_at > start) {
            QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
            text += decoder(m_text.sliced(start, m_at - start));
            if (decoder.hasError())
                return failHere(QStringLiteral("a text is not UTF-8"));
        }
        if (m_at >= m_text.size())
            return failHere(QStringLiteral("a text has no end"));
        const char c = m_text[m_at++];
        if (c == '"')
            return text;
        if (c != '\\')
            return failHere(QStringLiteral("a control character stands in a text"));
        if (!escape(text))
            return failHere(QStringLiteral("a wrong escape in a text"));
    }
}

Result<Json> JsonParser::number()
{
    const qsizetype start = m_at;
    const auto digits = [&] {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && isDigit(m_text[m_at]))
            ++m_at;
        return m_at > from;
    };
    const auto peek = [&](char c) { return m_at < m_text.size() && m_text[m_at] == c; };
    if (peek('-'))
        ++m_at;
    if (peek('0'))
        ++m_at;
    else if (!digits())
        return failHere(QStringLiteral("a wrong number"));
    if (peek('.')) {
        ++m_at;
        if (!digits())
            return failHere(QStringLiteral("a wrong number"));
    }
    if (peek('e') || peek('E')) {
        ++m_at;
        if (peek('+') || peek('-'))
            ++m_at;
        if (!digits())
            return failHere(QStringLiteral("a wrong number"));
    }
    return Json::number(m_text.sliced(start, m_at - start).toByteArray());
}

} // namespace causeway
