// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/SuiteQlFunctions.h"

#include <sqlite3.h>

#include <QDateTime>
#include <QHash>

#include "simulator/NetSuiteTables.h"

namespace causeway::simulator {
namespace {

bool isNull(sqlite3_value* value)
{
    return sqlite3_value_type(value) == SQLITE_NULL;
}

QString textOf(sqlite3_value* value)
{
    if (sqlite3_value_type(value) == SQLITE_FLOAT)
        return QString::number(sqlite3_value_double(value), 'g', 15);
    return QString::fromUtf8(reinterpret_cast<const char*>(sqlite3_value_text(value)));
}

void setText(sqlite3_context* context, const QString& text)
{
    if (text.isEmpty())
        sqlite3_result_null(context); // Oracle: the empty text is null
    else
        sqlite3_result_text(context, text.toUtf8().constData(), -1, SQLITE_TRANSIENT);
}

QDateTime timeOf(const QString& text)
{
    const QString format = text.size() > 10 ? QStringLiteral("yyyy-MM-dd HH:mm:ss") : QStringLiteral("yyyy-MM-dd");
    QDateTime time = QDateTime::fromString(text, format);
    time.setTimeSpec(Qt::UTC);
    return time;
}

/// Oracle's picture to Qt's: YYYY-MM-DD"T"HH24:MI:SS.
QString qtFormat(const QString& picture)
{
    QString format;
    for (qsizetype i = 0; i < picture.size();) {
        const QStringView rest = QStringView(picture).mid(i);
        const auto take = [&](QStringView word, QStringView qt) {
            if (!rest.startsWith(word, Qt::CaseInsensitive))
                return false;
            format += qt;
            i += word.size();
            return true;
        };
        if (rest.startsWith(u'"')) {
            const qsizetype end = picture.indexOf(QLatin1Char('"'), i + 1);
            format += QLatin1Char('\'') + picture.mid(i + 1, end - i - 1) + QLatin1Char('\'');
            i = end < 0 ? picture.size() : end + 1;
        } else if (!take(u"YYYY", u"yyyy") && !take(u"HH24", u"HH") && !take(u"MM", u"MM") && !take(u"DD", u"dd") &&
                   !take(u"MI", u"mm") && !take(u"SS", u"ss")) {
            format += picture[i++];
        }
    }
    return format;
}

void toChar(sqlite3_context* context, int count, sqlite3_value** values)
{
    if (isNull(values[0]))
        return sqlite3_result_null(context);
    const QString text = textOf(values[0]);
    if (count == 1)
        return setText(context, text);
    const QDateTime time = timeOf(text);
    if (!time.isValid())
        return sqlite3_result_error(context, "TO_CHAR: not a date", -1);
    setText(context, time.toString(qtFormat(textOf(values[1]))));
}

void toDate(sqlite3_context* context, int, sqlite3_value** values)
{
    if (isNull(values[0]))
        return sqlite3_result_null(context);
    const QString format = qtFormat(textOf(values[1]));
    const QDateTime time = QDateTime::fromString(textOf(values[0]), format);
    if (!time.isValid())
        return sqlite3_result_error(context, "TO_DATE: the text does not match the format", -1);
    setText(context, time.toString(format.contains(u"HH") ? u"yyyy-MM-dd HH:mm:ss" : u"yyyy-MM-dd"));
}

void truncDate(sqlite3_context* context, int, sqlite3_value** values)
{
    if (isNull(values[0]))
        return sqlite3_result_null(context);
    setText(context, textOf(values[0]).left(10));
}

void upper(sqlite3_context* context, int, sqlite3_value** values)
{
    isNull(values[0]) ? sqlite3_result_null(context) : setText(context, textOf(values[0]).toUpper());
}

void lower(sqlite3_context* context, int, sqlite3_value** values)
{
    isNull(values[0]) ? sqlite3_result_null(context) : setText(context, textOf(values[0]).toLower());
}

void nvl(sqlite3_context* context, int, sqlite3_value** values)
{
    sqlite3_result_value(context, isNull(values[0]) ? values[1] : values[0]);
}

void decode(sqlite3_context* context, int count, sqlite3_value** values)
{
    const auto same = [&](int other) {
        return (isNull(values[0]) && isNull(values[other])) ||
               (!isNull(values[0]) && !isNull(values[other]) && textOf(values[0]) == textOf(values[other]));
    };
    int i = 1;
    for (; i + 1 < count; i += 2) {
        if (same(i))
            return sqlite3_result_value(context, values[i + 1]);
    }
    i < count ? sqlite3_result_value(context, values[i]) : sqlite3_result_null(context);
}

void sysdate(sqlite3_context* context, int, sqlite3_value**)
{
    const auto& nowMs = *static_cast<std::function<qint64()>*>(sqlite3_user_data(context));
    setText(context, QDateTime::fromMSecsSinceEpoch(nowMs(), Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss"));
}

/// BUILTIN.DF: the label of a value; the first argument is the column's name, put there by the translator.
void displayField(sqlite3_context* context, int count, sqlite3_value** values)
{
    static const QHash<QString, QByteArray> kLabels{
        {QStringLiteral("entity"), "SELECT entityid FROM t_customer WHERE id = ?"},
        {QStringLiteral("item"), "SELECT itemid FROM t_item WHERE id = ?"},
        {QStringLiteral("currency"), "SELECT name FROM t_currency WHERE id = ?"},
        {QStringLiteral("subsidiary"), "SELECT name FROM t_subsidiary WHERE id = ?"},
        {QStringLiteral("location"), "SELECT name FROM t_location WHERE id = ?"},
        {QStringLiteral("department"), "SELECT name FROM t_department WHERE id = ?"},
        {QStringLiteral("class"), "SELECT name FROM t_classification WHERE id = ?"},
        {QStringLiteral("shipmethod"), "SELECT itemid FROM t_shipitem WHERE id = ?"},
    };
    if (isNull(values[1]))
        return sqlite3_result_null(context);
    const QString column = textOf(values[0]).toLower(), value = textOf(values[1]);
    if (column == QStringLiteral("status"))
        return setText(context, statusLabel(count > 2 ? textOf(values[2]) : QString(), value));
    const auto query = kLabels.find(column);
    if (query == kLabels.end())
        return setText(context, value);
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(sqlite3_context_db_handle(context), query->constData(), -1, &statement, nullptr);
    sqlite3_bind_text(statement, 1, value.toUtf8().constData(), -1, SQLITE_TRANSIENT);
    QString label = value;
    if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        label = QString::fromUtf8(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
    sqlite3_finalize(statement);
    setText(context, label);
}

} // namespace

void registerSuiteQlFunctions(sqlite3* database, std::function<qint64()>* nowMs)
{
    using Function = void (*)(sqlite3_context*, int, sqlite3_value**);
    // Deterministic: UPPER(?) in a list of hundreds is worked out once, not for every row.
    const auto add = [&](const char* name, int arguments, Function function, int flags = SQLITE_DETERMINISTIC) {
        sqlite3_create_function_v2(database, name, arguments, SQLITE_UTF8 | flags, nowMs, function, nullptr, nullptr, nullptr);
    };
    add("upper", 1, upper);
    add("lower", 1, lower);
    add("to_char", 1, toChar);
    add("to_char", 2, toChar);
    add("to_date", 2, toDate);
    add("trunc", 1, truncDate);
    add("nvl", 2, nvl);
    add("decode", -1, decode);
    add("sysdate", 0, sysdate, 0);
    add("builtin_df", 2, displayField, 0);
    add("builtin_df", 3, displayField, 0);
}

} // namespace causeway::simulator
