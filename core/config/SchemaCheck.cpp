// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/SchemaCheck.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include "base/Nearest.h"
#include "base/Text.h"

namespace causeway::config {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::config::SchemaCheck)
};

constexpr qsizetype kShownLength = 60;

QString shown(const Json& value)
{
    if (value.isString())
        return u'"' + elided(safeText(value.toString()), kShownLength) + u'"';
    if (value.isNumber() || value.isBool() || value.isNull())
        return QString::fromUtf8(value.toBytes());
    return value.isArray() ? Words::tr("a list") : Words::tr("an object");
}

QStringList typeNames(const Json& schema)
{
    const Json& type = schema[u"type"];
    if (type.isString())
        return {type.toString()};
    QStringList names;
    for (const Json& name : type.items())
        names << name.toString();
    return names;
}

bool isOfType(const Json& value, const QString& type)
{
    if (type == QStringLiteral("object"))
        return value.isObject();
    if (type == QStringLiteral("array"))
        return value.isArray();
    if (type == QStringLiteral("string"))
        return value.isString();
    if (type == QStringLiteral("boolean"))
        return value.isBool();
    if (type == QStringLiteral("integer"))
        return value.toInteger().has_value();
    if (type == QStringLiteral("number"))
        return value.isNumber();
    return type == QStringLiteral("null") && value.isNull();
}

QString inWords(const QString& type)
{
    if (type == QStringLiteral("object"))
        return Words::tr("an object {…}");
    if (type == QStringLiteral("array"))
        return Words::tr("a list […]");
    if (type == QStringLiteral("string"))
        return Words::tr("a text in quotes");
    if (type == QStringLiteral("boolean"))
        return Words::tr("true or false");
    if (type == QStringLiteral("integer"))
        return Words::tr("a whole number");
    if (type == QStringLiteral("number"))
        return Words::tr("a number");
    return QStringLiteral("null");
}

QString listed(const Json& values)
{
    QStringList words;
    for (const Json& value : values.items())
        words << (value.isString() ? value.toString() : QString::fromUtf8(value.toBytes()));
    return words.join(QStringLiteral(", "));
}
} // namespace

QString childPath(const QString& path, const QString& key)
{
    return path.isEmpty() ? key : path + u'.' + key;
}

QString itemPath(const QString& path, std::size_t index)
{
    return path + u'[' + QString::number(index) + u']';
}

void SchemaCheck::problem(const QString& path, const QString& message, const QString& remedy)
{
    Error error = Error::make(ErrorKind::Invalid, message, remedy, QStringLiteral("configuration"));
    error.path = path;
    m_problems.push_back(std::move(error));
}

Json SchemaCheck::resolved(const Json& schema) const
{
    const QString reference = schema[u"$ref"].toString();
    if (reference.isEmpty())
        return schema;
    const QString prefix = QStringLiteral("#/$defs/");
    Json merged = m_root[u"$defs"][reference.sliced(prefix.size())];
    for (const auto& [key, value] : schema.members()) {
        if (key != QStringLiteral("$ref"))
            merged.set(key, value);
    }
    return merged;
}

void SchemaCheck::check(const Json& schemaOrReference, const Json& value, const QString& path)
{
    const Json schema = resolved(schemaOrReference);
    if (const Json* constant = schema.find(u"const"); constant != nullptr && *constant != value) {
        problem(path, Words::tr("It is %1, but must be %2.").arg(shown(value), shown(*constant)),
                schema[u"description"].toString());
        return;
    }
    if (const Json* allowed = schema.find(u"enum"); allowed != nullptr) {
        for (const Json& candidate : allowed->items()) {
            if (candidate == value)
                return;
        }
        QStringList words;
        for (const Json& candidate : allowed->items())
            words << candidate.toString();
        const QString near = nearest(value.toString(), words);
        problem(path, Words::tr("It is %1, which is not allowed here.").arg(shown(value)),
                (near.isEmpty() ? QString() : Words::tr("Did you mean \"%1\"? ").arg(near)) +
                    Words::tr("Allowed: %1.").arg(listed(*allowed)));
        return;
    }
    const QStringList types = typeNames(schema);
    if (!types.isEmpty()) {
        bool fits = false;
        QStringList words;
        for (const QString& type : types) {
            fits = fits || isOfType(value, type);
            words << inWords(type);
        }
        if (!fits) {
            problem(path, Words::tr("It must be %1.").arg(words.join(Words::tr(" or "))),
                    Words::tr("It is %1 now.").arg(shown(value)));
            return;
        }
    }
    if (value.isObject())
        checkObject(schema, value, path);
    else if (value.isArray())
        checkArray(schema, value, path);
    else if (value.isString())
        checkText(schema, value.toString(), path);
    else if (value.isNumber())
        checkNumber(schema, value, path);
}

void SchemaCheck::checkObject(const Json& schema, const Json& value, const QString& path)
{
    const Json& properties = schema[u"properties"];
    QStringList allowed;
    for (const auto& [key, unused] : properties.members())
        allowed << key;
    for (const Json& required : schema[u"required"].items()) {
        if (!value.contains(required.toString()))
            problem(childPath(path, required.toString()), Words::tr("It is missing."),
                    properties[required.toString()][u"description"].toString());
    }
    for (const auto& [key, member] : value.members()) {
        const QString memberPath = childPath(path, safeText(key));
        if (const Json* property = properties.find(key); property != nullptr) {
            check(*property, member, memberPath);
            continue;
        }
        const Json& others = schema[u"additionalProperties"];
        if (others.isObject()) {
            check(others, member, memberPath);
        } else if (others.isBool() && !others.toBool()) {
            const QString near = nearest(key, allowed);
            const QString hint = near.isEmpty() ? QString() : Words::tr("Did you mean \"%1\"? ").arg(near);
            problem(memberPath, Words::tr("\"%1\" is not known here.").arg(elided(safeText(key), kShownLength)),
                    allowed.isEmpty() ? Words::tr("Nothing can be set here.")
                                      : hint + Words::tr("Allowed: %1.").arg(allowed.join(QStringLiteral(", "))));
        }
    }
}

void SchemaCheck::checkArray(const Json& schema, const Json& value, const QString& path)
{
    if (const auto least = schema[u"minItems"].toInteger(); least && static_cast<qint64>(value.size()) < *least)
        problem(path, Words::tr("The list needs at least one entry."), schema[u"description"].toString());
    QSet<QByteArray> seen;
    for (std::size_t i = 0; i < value.size(); ++i) {
        check(schema[u"items"], value.at(i), itemPath(path, i));
        if (!schema[u"uniqueItems"].toBool())
            continue;
        const QByteArray bytes = value.at(i).toCanonicalBytes();
        if (seen.contains(bytes))
            problem(itemPath(path, i), Words::tr("%1 stands in the list twice.").arg(shown(value.at(i))),
                    Words::tr("Remove one of the two."));
        seen.insert(bytes);
    }
}

void SchemaCheck::checkText(const Json& schema, const QString& text, const QString& path)
{
    if (const auto least = schema[u"minLength"].toInteger(); least && text.size() < *least)
        problem(path, Words::tr("It is empty."), schema[u"description"].toString());
    const QString pattern = schema[u"pattern"].toString();
    if (!pattern.isEmpty() && !QRegularExpression(pattern, QRegularExpression::DontCaptureOption).match(text).hasMatch())
        problem(path, Words::tr("\"%1\" has the wrong form.").arg(elided(safeText(text), kShownLength)),
                Words::tr("Expected: %1.").arg(schema[u"description"].toString()));
}

void SchemaCheck::checkNumber(const Json& schema, const Json& value, const QString& path)
{
    const std::optional<qint64> number = value.toInteger();
    const std::optional<qint64> least = schema[u"minimum"].toInteger();
    const std::optional<qint64> most = schema[u"maximum"].toInteger();
    if (!number)
        return;
    if ((least && *number < *least) || (most && *number > *most)) {
        const QString range = least && most ? Words::tr("from %1 to %2").arg(*least).arg(*most)
                              : least       ? Words::tr("at least %1").arg(*least)
                                            : Words::tr("at most %1").arg(*most);
        problem(path, Words::tr("%1 is out of range.").arg(shown(value)), Words::tr("Allowed: %1.").arg(range));
    }
}

} // namespace causeway::config
