// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Json.h"

#include <algorithm>

#include "base/JsonParser.h"

namespace causeway {

namespace {
const Json kNull;
const Json::Array kNoItems;
const Json::Object kNoMembers;

void writeString(QByteArray& out, QStringView text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<quint8>(c) < 0x20) {
                out += "\\u00";
                out += kHex[static_cast<quint8>(c) >> 4];
                out += kHex[static_cast<quint8>(c) & 15];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

class Writer
{
public:
    Writer(bool pretty, bool sorted) : m_pretty(pretty), m_sorted(sorted) {}

    void write(const Json& value, int level)
    {
        if (value.isNull())
            out += "null";
        else if (value.isBool())
            out += value.toBool() ? "true" : "false";
        else if (value.isNumber())
            out += value.numberText();
        else if (value.isString())
            writeString(out, value.toString());
        else if (value.isArray())
            writeArray(value, level);
        else
            writeObject(value, level);
    }

    QByteArray out;

private:
    void newLine(int level)
    {
        if (m_pretty)
            out += '\n' + QByteArray(qsizetype(level) * 2, ' ');
    }

    void writeArray(const Json& value, int level)
    {
        out += '[';
        bool first = true;
        for (const Json& item : value.items()) {
            if (!first)
                out += ',';
            first = false;
            newLine(level + 1);
            write(item, level + 1);
        }
        if (!first)
            newLine(level);
        out += ']';
    }

    void writeObject(const Json& value, int level)
    {
        std::vector<const Json::Member*> members;
        members.reserve(value.members().size());
        for (const Json::Member& member : value.members())
            members.push_back(&member);
        if (m_sorted)
            std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
        out += '{';
        bool first = true;
        for (const Json::Member* member : members) {
            if (!first)
                out += ',';
            first = false;
            newLine(level + 1);
            writeString(out, member->first);
            out += m_pretty ? ": " : ":";
            write(member->second, level + 1);
        }
        if (!first)
            newLine(level);
        out += '}';
    }

    bool m_pretty;
    bool m_sorted;
};
} // namespace

Result<Json> Json::parse(QByteArrayView utf8)
{
    return JsonParser(utf8).parse();
}

QByteArray Json::toBytes() const
{
    Writer writer(false, false);
    writer.write(*this, 0);
    return writer.out;
}

QByteArray Json::toPrettyBytes() const
{
    Writer writer(true, false);
    writer.write(*this, 0);
    return writer.out + '\n';
}

QByteArray Json::toCanonicalBytes() const
{
    Writer writer(false, true);
    writer.write(*this, 0);
    return writer.out;
}

bool Json::toBool(bool fallback) const
{
    const bool* value = std::get_if<bool>(&m_value);
    return value ? *value : fallback;
}

QString Json::toString(const QString& fallback) const
{
    const QString* value = std::get_if<QString>(&m_value);
    return value ? *value : fallback;
}

std::optional<qint64> Json::toInteger() const
{
    const Number* value = std::get_if<Number>(&m_value);
    if (!value)
        return std::nullopt;
    const auto decimal = Decimal::parse(QString::fromLatin1(value->text));
    if (!decimal)
        return std::nullopt;
    const auto whole = decimal->rescaled(0);
    return whole ? std::optional(whole->units()) : std::nullopt;
}

QByteArray Json::numberText() const
{
    const Number* value = std::get_if<Number>(&m_value);
    return value ? value->text : QByteArray();
}

const Json::Array& Json::items() const&
{
    const Array* value = std::get_if<Array>(&m_value);
    return value ? *value : kNoItems;
}

Json::Array Json::items() &&
{
    Array* value = std::get_if<Array>(&m_value);
    return value ? std::move(*value) : Array();
}

const Json::Object& Json::members() const&
{
    const Object* value = std::get_if<Object>(&m_value);
    return value ? *value : kNoMembers;
}

Json::Object Json::members() &&
{
    Object* value = std::get_if<Object>(&m_value);
    return value ? std::move(*value) : Object();
}

const Json* Json::find(QStringView key) const
{
    for (const Member& member : members()) {
        if (member.first == key)
            return &member.second;
    }
    return nullptr;
}

const Json& Json::operator[](QStringView key) const&
{
    const Json* value = find(key);
    return value ? *value : kNull;
}

Json Json::operator[](QStringView key) &&
{
    return std::as_const(*this)[key];
}

const Json& Json::at(std::size_t index) const&
{
    const Array& array = items();
    return index < array.size() ? array[index] : kNull;
}

Json Json::at(std::size_t index) &&
{
    return std::as_const(*this).at(index);
}

std::size_t Json::size() const
{
    return isArray() ? items().size() : members().size();
}

Json& Json::set(QString key, Json value)
{
    if (!isObject())
        m_value = Object{};
    Object& object = std::get<Object>(m_value);
    for (Member& member : object) {
        if (member.first == key) {
            member.second = std::move(value);
            return *this;
        }
    }
    object.emplace_back(std::move(key), std::move(value));
    return *this;
}

Json& Json::setIfPresent(const QString& key, Json value)
{
    if (value.isNull() || (value.isString() && value.toString().isEmpty()))
        return *this;
    return set(key, std::move(value));
}

void Json::remove(QStringView key)
{
    if (Object* object = std::get_if<Object>(&m_value))
        std::erase_if(*object, [&](const Member& member) { return member.first == key; });
}

Json& Json::append(Json value)
{
    if (!isArray())
        m_value = Array{};
    std::get<Array>(m_value).push_back(std::move(value));
    return *this;
}

} // namespace causeway
