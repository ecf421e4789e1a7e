// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Log.h"

#include <algorithm>
#include <array>
#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include <QDir>
#include <QFile>

#include "base/Clock.h"
#include "base/Json.h"
#include "base/Text.h"

namespace causeway {

namespace {
// The allow-list. Adding a name here is a decision that its values can never hold personal data or secrets.
constexpr std::array kAllowed{"flow",       "store",   "record", "command",  "run",    "order",   "key",   "state",     "reason",
                              "kind",       "code",    "count",  "status",   "ms",     "attempt", "epoch", "operation", "host",
                              "requestId",  "version", "path",   "bytes",    "dueAt",  "page",    "event", "signal",    "name",
                              "connection", "slots",   "table",  "schedule", "backup", "message"};
constexpr std::size_t kFileSize = std::size_t(5) * 1024 * 1024;
constexpr std::size_t kFileCount = 5;
constexpr qsizetype kMaxValue = 200;

spdlog::level::level_enum toSpdlog(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

/// Keeps every file of the log readable by its owner only, also after rotation.
spdlog::file_event_handlers ownerOnly()
{
    spdlog::file_event_handlers handlers;
    handlers.after_open = [](const spdlog::filename_t& name, std::FILE*) {
        QFile::setPermissions(QFile::decodeName(QByteArray::fromStdString(name)), QFile::ReadOwner | QFile::WriteOwner);
    };
    return handlers;
}
} // namespace

QString toString(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return QStringLiteral("debug");
    case LogLevel::Info:
        return QStringLiteral("info");
    case LogLevel::Warning:
        return QStringLiteral("warning");
    case LogLevel::Error:
        return QStringLiteral("error");
    }
    return {};
}

bool logLevelFromString(QStringView name, LogLevel& level)
{
    for (const LogLevel candidate : {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error}) {
        if (toString(candidate) == name) {
            level = candidate;
            return true;
        }
    }
    return false;
}

class Log::Sink
{
public:
    explicit Sink(spdlog::sink_ptr sink) : logger("causeway", std::move(sink)) {}
    spdlog::logger logger;
};

Log::Log() = default;
Log::~Log() = default;

Log Log::toFolder(const QString& folder, LogLevel level)
{
    Log log;
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            QFile::encodeName(QDir(folder).filePath(QStringLiteral("causeway.log"))).toStdString(), kFileSize, kFileCount, false,
            ownerOnly());
        log.m_sink = std::make_shared<Sink>(std::move(sink));
        log.m_sink->logger.set_pattern("%v");
        log.m_sink->logger.set_level(toSpdlog(level));
        log.m_sink->logger.flush_on(spdlog::level::info);
    } catch (const spdlog::spdlog_ex&) {
        // An unwritable log folder must not stop the work; the profile check reports it.
    }
    return log;
}

void Log::write(LogLevel level, const char* event, std::initializer_list<LogField> fields) const
{
    if (!m_sink || !m_sink->logger.should_log(toSpdlog(level)))
        return;
    Json line = Json::object();
    line.set(QStringLiteral("at"), toIso8601(SystemClock().nowMs()));
    line.set(QStringLiteral("level"), toString(level));
    line.set(QStringLiteral("event"), QString::fromLatin1(event));
    int dropped = 0;
    for (const LogField& field : fields) {
        const bool allowed =
            std::any_of(kAllowed.begin(), kAllowed.end(), [&](const char* name) { return qstrcmp(name, field.name) == 0; });
        if (allowed)
            line.set(QString::fromLatin1(field.name), elided(safeText(field.value), kMaxValue));
        else
            ++dropped;
    }
    if (dropped > 0)
        line.set(QStringLiteral("droppedFields"), dropped);
    m_sink->logger.log(toSpdlog(level), line.toBytes().toStdString());
}

} // namespace causeway
