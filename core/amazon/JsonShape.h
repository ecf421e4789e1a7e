// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "base/Json.h"
#include "base/Money.h"
#include "base/Result.h"

/// One description of a struct serves reading and writing: describe(archive, value) names each member's JSON path once, and is
/// called with a ShapeReader or a ShapeWriter. What a description does not name stays in the struct's "rest", in its place.
namespace causeway::amazon {

enum class Need
{
    Optional,
    Required
};

/// Reads members out of one JSON object. The first problem stops it: later calls do nothing.
class ShapeReader
{
public:
    explicit ShapeReader(const Json& source) : m_source(source), m_rest(source) {}

    void text(const char* path, QString& value, Need need = Need::Optional);
    void integer(const char* path, qint64& value);
    void integer(const char* path, std::optional<qint64>& value);
    void time(const char* path, qint64& value);
    void time(const char* path, std::optional<qint64>& value);
    void money(const char* path, Money& value);
    void money(const char* path, std::optional<Money>& value);
    void texts(const char* path, QStringList& value);

    template<class T>
    void object(const char* path, std::optional<T>& value)
    {
        const Json* json = member(path, Need::Optional, &Json::isObject);
        if (json == nullptr)
            return;
        T read;
        ShapeReader inner(*json);
        describe(inner, read);
        if (!take(inner, QString::fromLatin1(path)))
            return;
        read.rest = inner.m_rest;
        value = std::move(read);
        drop(path);
    }
    template<class T>
    void list(const char* path, std::vector<T>& value, Need need = Need::Optional)
    {
        const Json* json = member(path, need, &Json::isArray);
        if (json == nullptr || json->size() == 0) // an empty list stays in "rest": it says nothing, but it was there
            return;
        value.reserve(json->size());
        for (std::size_t i = 0; i < json->size(); ++i) {
            const QString place = QStringLiteral("%1[%2]").arg(QLatin1StringView(path)).arg(i);
            T read;
            ShapeReader inner(json->at(i));
            if (!json->at(i).isObject())
                inner.refuse({}, QStringLiteral("an object"));
            else
                describe(inner, read);
            if (!take(inner, place))
                return;
            read.rest = inner.m_rest;
            value.push_back(std::move(read));
        }
        drop(path);
    }

    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] const Json& rest() const { return m_rest; }

private:
    [[nodiscard]] const Json* member(const char* path, Need need, bool (Json::*isKind)() const);
    void refuse(const QString& path, const QString& expected);
    [[nodiscard]] bool take(const ShapeReader& inner, const QString& place);
    /// The member is fully in the struct now, so it leaves "rest".
    void drop(const char* path);
    void dropIfSame(const char* path, const Json& written);

    const Json& m_source;
    Json m_rest;
    std::optional<Error> m_error;
};

/// Writes members into a copy of "rest"; what is there already wins, because reading left it there on purpose.
class ShapeWriter
{
public:
    explicit ShapeWriter(const Json& rest) : m_result(rest.isObject() ? rest : Json::object()) {}

    void text(const char* path, const QString& value, Need need = Need::Optional);
    void integer(const char* path, qint64 value) { put(path, value); }
    void integer(const char* path, const std::optional<qint64>& value);
    void time(const char* path, qint64 value);
    void time(const char* path, const std::optional<qint64>& value);
    void money(const char* path, const Money& value);
    void money(const char* path, const std::optional<Money>& value);
    void texts(const char* path, const QStringList& value);

    template<class T>
    void object(const char* path, const std::optional<T>& value)
    {
        if (value)
            put(path, written(*value));
    }
    template<class T>
    void list(const char* path, const std::vector<T>& value, Need = Need::Optional)
    {
        if (value.empty())
            return;
        Json items = Json::array();
        for (const T& item : value)
            items.append(written(item));
        put(path, std::move(items));
    }
    [[nodiscard]] const Json& result() const { return m_result; }

private:
    template<class T>
    [[nodiscard]] static Json written(const T& value)
    {
        ShapeWriter inner(value.rest);
        T copy = value; // describe() takes a reference to something writable for the reader's sake
        describe(inner, copy);
        return inner.m_result;
    }
    void put(const char* path, Json value);
    Json m_result;
};

} // namespace causeway::amazon
