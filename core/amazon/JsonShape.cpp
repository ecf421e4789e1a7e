// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/JsonShape.h"

#include "base/Clock.h"

namespace causeway::amazon {

namespace {
const Json* at(const Json& root, const QStringList& path)
{
    const Json* json = &root;
    for (const QString& step : path) {
        json = json->find(step);
        if (json == nullptr)
            return nullptr;
    }
    return json;
}

QStringList steps(const char* path)
{
    return QString::fromLatin1(path).split(u'.');
}

/// Without the member; parents that this leaves empty go too.
Json without(const Json& json, const QStringList& path)
{
    Json copy = json;
    if (path.size() > 1) {
        const Json* child = copy.find(path.first());
        if (child == nullptr)
            return copy;
        Json smaller = without(*child, path.mid(1));
        if (smaller.size() > 0) {
            copy.set(path.first(), std::move(smaller));
            return copy;
        }
    }
    copy.remove(path.first());
    return copy;
}

Json with(const Json& json, const QStringList& path, Json value)
{
    Json copy = json.isObject() ? json : Json::object();
    if (path.size() == 1)
        copy.set(path.first(), std::move(value));
    else
        copy.set(path.first(), with(json[path.first()], path.mid(1), std::move(value)));
    return copy;
}

Json moneyJson(const Money& money)
{
    Json json = Json::object();
    json.set(QStringLiteral("amount"), money.amountText());
    json.set(QStringLiteral("currencyCode"), money.currency());
    return json;
}

Json textsJson(const QStringList& texts)
{
    Json json = Json::array();
    for (const QString& text : texts)
        json.append(text);
    return json;
}
} // namespace

const Json* ShapeReader::member(const char* path, Need need, bool (Json::*isKind)() const)
{
    if (m_error)
        return nullptr;
    const Json* json = at(m_source, steps(path));
    if (json == nullptr || json->isNull()) {
        if (need == Need::Required)
            refuse(QString::fromLatin1(path), QStringLiteral("a value"));
        return nullptr;
    }
    if (!(json->*isKind)()) {
        refuse(QString::fromLatin1(path), QStringLiteral("another kind of value"));
        return nullptr;
    }
    return json;
}

void ShapeReader::refuse(const QString& path, const QString& expected)
{
    Error error = Error::make(ErrorKind::Invalid,
                              QStringLiteral("Amazon's answer cannot be read: %1 was expected at “%2”.").arg(expected, path),
                              QStringLiteral("Update the program; if this is the newest version, send a support bundle."),
                              QStringLiteral("unreadable"));
    error.path = path;
    m_error = std::move(error);
}

bool ShapeReader::take(const ShapeReader& inner, const QString& place)
{
    if (!inner.m_error)
        return true;
    m_error = inner.m_error->path.isEmpty() ? *inner.m_error : inner.m_error->at(place);
    if (m_error->path.isEmpty())
        m_error->path = place;
    return false;
}

void ShapeReader::drop(const char* path)
{
    m_rest = without(m_rest, steps(path));
}

void ShapeReader::dropIfSame(const char* path, const Json& written)
{
    const Json* source = at(m_source, steps(path));
    if (source != nullptr && source->toCanonicalBytes() == written.toCanonicalBytes())
        drop(path);
}

void ShapeReader::text(const char* path, QString& value, Need need)
{
    const Json* json = member(path, need, &Json::isString);
    if (json == nullptr)
        return;
    value = json->toString();
    if (need == Need::Required && value.isEmpty())
        return refuse(QString::fromLatin1(path), QStringLiteral("a text"));
    if (value.isNull())
        value = QStringLiteral(""); // "" was sent: not the same as not sent
    drop(path);
}

void ShapeReader::integer(const char* path, std::optional<qint64>& value)
{
    const Json* json = member(path, Need::Optional, &Json::isNumber);
    if (json == nullptr)
        return;
    value = json->toInteger();
    if (!value)
        return refuse(QString::fromLatin1(path), QStringLiteral("a whole number"));
    dropIfSame(path, *value);
}

void ShapeReader::integer(const char* path, qint64& value)
{
    if (member(path, Need::Required, &Json::isNumber) == nullptr)
        return;
    std::optional<qint64> read;
    integer(path, read);
    value = read.value_or(0);
}

void ShapeReader::time(const char* path, std::optional<qint64>& value)
{
    const Json* json = member(path, Need::Optional, &Json::isString);
    if (json == nullptr)
        return;
    value = fromIso8601(json->toString());
    if (!value)
        return refuse(QString::fromLatin1(path), QStringLiteral("a time"));
    dropIfSame(path, toIso8601(*value));
}

void ShapeReader::time(const char* path, qint64& value)
{
    if (member(path, Need::Required, &Json::isString) == nullptr)
        return;
    std::optional<qint64> read;
    time(path, read);
    value = read.value_or(0);
}

void ShapeReader::money(const char* path, std::optional<Money>& value)
{
    const Json* json = member(path, Need::Optional, &Json::isObject);
    if (json == nullptr)
        return;
    const Json& amount = (*json)[u"amount"];
    const Json& currency = (*json)[u"currencyCode"];
    const auto money = Money::parse(amount.toString(), currency.toString());
    if (!amount.isString() || !money)
        return refuse(QString::fromLatin1(path), QStringLiteral("an amount of money"));
    value = *money;
    dropIfSame(path, moneyJson(*money));
}

void ShapeReader::money(const char* path, Money& value)
{
    if (member(path, Need::Required, &Json::isObject) == nullptr)
        return;
    std::optional<Money> read;
    money(path, read);
    value = read.value_or(Money());
}

void ShapeReader::texts(const char* path, QStringList& value)
{
    const Json* json = member(path, Need::Optional, &Json::isArray);
    if (json == nullptr || json->size() == 0)
        return;
    for (const Json& item : json->items()) {
        if (!item.isString())
            return refuse(QString::fromLatin1(path), QStringLiteral("a list of texts"));
        value += item.toString();
    }
    drop(path);
}

void ShapeWriter::put(const char* path, Json value)
{
    const QStringList place = steps(path);
    if (at(m_result, place) == nullptr)
        m_result = with(m_result, place, std::move(value));
}

void ShapeWriter::text(const char* path, const QString& value, Need)
{
    if (!value.isNull())
        put(path, value);
}

void ShapeWriter::integer(const char* path, const std::optional<qint64>& value)
{
    if (value)
        put(path, *value);
}

void ShapeWriter::time(const char* path, qint64 value)
{
    put(path, toIso8601(value));
}

void ShapeWriter::time(const char* path, const std::optional<qint64>& value)
{
    if (value)
        put(path, toIso8601(*value));
}

void ShapeWriter::money(const char* path, const Money& value)
{
    put(path, moneyJson(value));
}

void ShapeWriter::money(const char* path, const std::optional<Money>& value)
{
    if (value)
        put(path, moneyJson(*value));
}

void ShapeWriter::texts(const char* path, const QStringList& value)
{
    if (!value.isEmpty())
        put(path, textsJson(value));
}

} // namespace causeway::amazon
