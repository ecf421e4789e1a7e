// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Output.h"

#include <algorithm>
#include <cstdio>

#include <QCoreApplication>

#include "Terminal.h"
#include "base/Text.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::Output)
};

void write(std::FILE* stream, const QByteArray& bytes)
{
    (void)std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    (void)std::fflush(stream);
}

QByteArray safeLine(const QString& line)
{
    return safeText(line).toUtf8() + '\n';
}
} // namespace

QByteArray terminalSafe(const QByteArray& json)
{
    // These characters can only stand inside strings, where an escape means the same. Line feeds are the layout.
    QString safe;
    const QString text = QString::fromUtf8(json);
    safe.reserve(text.size());
    for (const char32_t code : text.toUcs4()) {
        const QChar::Category category = QChar::category(code);
        const bool isUnsafe = code != U'\n' && (category == QChar::Other_Control || category == QChar::Other_Format ||
                                                category == QChar::Separator_Line || category == QChar::Separator_Paragraph);
        const auto escape = [&](char16_t unit) {
            safe += QStringLiteral("\\u%1").arg(static_cast<uint>(unit), 4, 16, QLatin1Char('0'));
        };
        if (!isUnsafe) {
            safe += QChar::fromUcs4(code);
        } else if (QChar::requiresSurrogates(code)) {
            escape(QChar::highSurrogate(code));
            escape(QChar::lowSurrogate(code));
        } else {
            escape(static_cast<char16_t>(code));
        }
    }
    return safe.toUtf8();
}

void Output::document(const Json& json)
{
    endProgress();
    write(stdout, terminalSafe(json.toPrettyBytes()) + '\n');
}

void Output::text(const QString& lines)
{
    endProgress();
    const QStringList list = lines.endsWith(u'\n') ? lines.chopped(1).split(u'\n') : lines.split(u'\n');
    for (const QString& line : list)
        write(stdout, safeLine(line));
}

void Output::table(const QStringList& heading, const std::vector<QStringList>& rows, const QString& nothing)
{
    endProgress();
    if (rows.empty()) {
        message(nothing);
        return;
    }
    std::vector<QStringList> cells{heading};
    for (const QStringList& row : rows) {
        QStringList safe;
        for (const QString& cell : row)
            safe << safeText(cell);
        cells.push_back(safe);
    }
    std::vector<qsizetype> widths(static_cast<std::size_t>(heading.size()), 0);
    for (const QStringList& row : cells) {
        for (qsizetype i = 0; i < std::min(row.size(), heading.size()); ++i)
            widths[static_cast<std::size_t>(i)] = std::max(widths[static_cast<std::size_t>(i)], row[i].size());
    }
    QByteArray bytes;
    for (const QStringList& row : cells) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += i + 1 < row.size() ? row[i].leftJustified(widths[static_cast<std::size_t>(i)] + 2) : row[i];
        bytes += line.toUtf8() + '\n';
    }
    write(stdout, bytes);
}

void Output::pairs(const std::vector<std::pair<QString, QString>>& rows)
{
    endProgress();
    qsizetype width = 0;
    for (const auto& [name, value] : rows)
        width = std::max(width, name.size());
    for (const auto& [name, value] : rows)
        write(stdout, safeLine(name.leftJustified(width + 2) + value));
}

void Output::message(const QString& line)
{
    endProgress();
    write(stderr, safeLine(line));
}

void Output::progress(const QString& line)
{
    if (!isErrorTerminal())
        return;
    write(stderr, '\r' + elided(safeText(line), 100).leftJustified(100).toUtf8());
    m_progressShown = true;
}

void Output::endProgress()
{
    if (m_progressShown)
        write(stderr, '\r' + QByteArray(100, ' ') + '\r');
    m_progressShown = false;
}

void Output::error(const Error& error, const std::vector<Error>& problems)
{
    if (m_json) {
        Json body = toJson(error);
        if (!problems.empty()) {
            Json list = Json::array();
            for (const Error& problem : problems)
                list.append(toJson(problem));
            body.set(QStringLiteral("problems"), list);
        }
        document(Json::object({{QStringLiteral("error"), body}}));
        return;
    }
    message(QStringLiteral("causeway-cli: ") + error.message);
    for (const Error& problem : problems)
        message(QStringLiteral("  %1: %2%3")
                    .arg(problem.path.isEmpty() ? Words::tr("file") : problem.path, problem.message,
                         problem.remedy.isEmpty() ? QString() : u' ' + problem.remedy));
    if (problems.empty() && !error.path.isEmpty())
        message(Words::tr("  at: %1").arg(error.path));
    if (!error.remedy.isEmpty())
        message(QStringLiteral("  ") + error.remedy);
}

Json toJson(const Error& error)
{
    Json json = Json::object();
    json.set(QStringLiteral("kind"), toString(error.kind));
    json.set(QStringLiteral("message"), error.message);
    json.set(QStringLiteral("remedy"), error.remedy);
    json.set(QStringLiteral("path"), error.path);
    json.setIfPresent(QStringLiteral("code"), error.code);
    json.setIfPresent(QStringLiteral("requestId"), error.requestId);
    return json;
}

} // namespace causeway::app::cli
