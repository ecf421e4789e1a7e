// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include <QByteArray>
#include <QString>

#include "base/Decimal.h"
#include "base/Result.h"

namespace causeway {

/// A JSON value that keeps numbers as the text that was sent (12345678901234567.89 stays exact) and members in their order.
/// QJsonDocument turns numbers into double and silently lets the last duplicate key win; both would cost money here.
class Json
{
public:
    using Member = std::pair<QString, Json>;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>;
    struct Number
    {
        QByteArray text;
        friend bool operator==(const Number&, const Number&) = default;
    };

    Json() = default; ///< null
    Json(bool value) : m_value(value) {}
    Json(QString value) : m_value(std::move(value)) {}
    Json(QStringView value) : m_value(value.toString()) {}
    Json(QLatin1StringView value) : m_value(QString(value)) {}
    Json(qint64 value) : m_value(Number{QByteArray::number(value)}) {}
    Json(int value) : Json(static_cast<qint64>(value)) {}
    Json(const Decimal& value) : m_value(Number{value.toString().toLatin1()}) {}
    Json(const char*) = delete; ///< use QStringLiteral: otherwise a pointer would become a bool
    Json(double) = delete;      ///< no floating point in this program's data

    [[nodiscard]] static Json array(Array items = {})
    {
        Json j;
        j.m_value = std::move(items);
        return j;
    }
    [[nodiscard]] static Json object(Object members = {})
    {
        Json j;
        j.m_value = std::move(members);
        return j;
    }
    /// A number exactly as written, e.g. "12.30". The text must be a valid JSON number.
    [[nodiscard]] static Json number(QByteArray text)
    {
        Json j;
        j.m_value = Number{std::move(text)};
        return j;
    }

    /// Strict RFC 8259: UTF-8, no duplicate keys, at most 64 levels, nothing after the value. Error::path says the byte offset.
    [[nodiscard]] static Result<Json> parse(QByteArrayView utf8);
    /// Compact, members in their order.
    [[nodiscard]] QByteArray toBytes() const;
    /// Indented by two blanks, for people.
    [[nodiscard]] QByteArray toPrettyBytes() const;
    /// Compact with members sorted at every level: equal content gives equal bytes; used for hashes.
    [[nodiscard]] QByteArray toCanonicalBytes() const;

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    [[nodiscard]] bool isBool() const { return std::holds_alternative<bool>(m_value); }
    [[nodiscard]] bool isNumber() const { return std::holds_alternative<Number>(m_value); }
    [[nodiscard]] bool isString() const { return std::holds_alternative<QString>(m_value); }
    [[nodiscard]] bool isArray() const { return std::holds_alternative<Array>(m_value); }
    [[nodiscard]] bool isObject() const { return std::holds_alternative<Object>(m_value); }

    // Lenient access: the default when the value is of another type. Decoders that must refuse use JsonReader.
    [[nodiscard]] bool toBool(bool fallback = false) const;
    [[nodiscard]] QString toString(const QString& fallback = {}) const; ///< strings only
    [[nodiscard]] std::optional<qint64> toInteger() const;              ///< whole numbers within qint64
    [[nodiscard]] QByteArray numberText() const;                        ///< empty unless a number
    // Of a value that is about to die they give copies: "for (… : read().items())" would otherwise walk over freed memory.
    [[nodiscard]] const Array& items() const&; ///< empty unless an array
    [[nodiscard]] Array items() &&;
    [[nodiscard]] const Object& members() const&; ///< empty unless an object
    [[nodiscard]] Object members() &&;

    [[nodiscard]] bool contains(QStringView key) const { return find(key) != nullptr; }
    [[nodiscard]] const Json* find(QStringView key) const;        ///< nullptr when absent
    [[nodiscard]] const Json& operator[](QStringView key) const&; ///< null value when absent
    [[nodiscard]] Json operator[](QStringView key) &&;
    [[nodiscard]] const Json& at(std::size_t index) const&; ///< null value when out of range
    [[nodiscard]] Json at(std::size_t index) &&;
    [[nodiscard]] std::size_t size() const; ///< items or members; 0 otherwise

    /// Sets or replaces a member; a null value becomes an object first. Returns *this for chaining.
    Json& set(QString key, Json value);
    /// Like set, but leaves out null values and empty strings.
    Json& setIfPresent(const QString& key, Json value);
    void remove(QStringView key);
    /// Appends to an array; a null value becomes an array first.
    Json& append(Json value);

    friend bool operator==(const Json&, const Json&) = default; ///< member order matters; compare canonical bytes otherwise

private:
    std::variant<std::monostate, bool, Number, QString, Array, Object> m_value;
};

} // namespace causeway
