// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <memory>
#include <utility>

#include <QString>

namespace causeway {

enum class LogLevel
{
    Debug,
    Info,
    Warning,
    Error
};
[[nodiscard]] QString toString(LogLevel level);
[[nodiscard]] bool logLevelFromString(QStringView name, LogLevel& level);

/// One field of a log line. Only names of the allow-list (Log.cpp) are written; others are dropped and counted in
/// "droppedFields". Values must be ids, codes, counts or durations: never names, addresses, tokens, bodies or URLs.
struct LogField
{
    LogField(const char* fieldName, QString fieldValue) : name(fieldName), value(std::move(fieldValue)) {}
    LogField(const char* fieldName, qint64 number) : name(fieldName), value(QString::number(number)) {}
    const char* name;
    QString value;
};

/// Writes one JSON object a line. Thread-safe. A default-constructed logger writes nothing.
class Log
{
public:
    Log();
    ~Log();
    Log(const Log&) = default;
    Log& operator=(const Log&) = default;
    /// Rotating files "causeway.log" (5 x 5 MB, mode 0600) in the folder.
    [[nodiscard]] static Log toFolder(const QString& folder, LogLevel level);

    /// event: a fixed word such as "record.done"; never built from remote text.
    void write(LogLevel level, const char* event, std::initializer_list<LogField> fields = {}) const;
    void info(const char* event, std::initializer_list<LogField> fields = {}) const { write(LogLevel::Info, event, fields); }
    void warning(const char* event, std::initializer_list<LogField> fields = {}) const
    {
        write(LogLevel::Warning, event, fields);
    }

private:
    class Sink;
    std::shared_ptr<Sink> m_sink; // shared: copies of a logger are handed to every part and write to one file
};

} // namespace causeway
