// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>
#include <QStringList>

#include "base/Error.h"
#include "base/Json.h"

namespace causeway::app::cli {

/// Writes results to standard output and messages to standard error. Everything that may hold remote text is made safe here:
/// control and direction characters are never written raw. Main thread.
class Output final
{
public:
    explicit Output(bool json) : m_json(json) {}

    [[nodiscard]] bool isJson() const { return m_json; }
    /// The one document of --json.
    void document(const Json& json);
    /// Lines of our own text; each line is made safe.
    void text(const QString& lines);
    /// Aligned columns with a heading; "nothing" is printed instead when there is no row.
    void table(const QStringList& heading, const std::vector<QStringList>& rows, const QString& nothing);
    /// "name   value" lines.
    void pairs(const std::vector<std::pair<QString, QString>>& rows);
    /// For a person, on standard error.
    void message(const QString& line);
    /// A line that the next one replaces; only when standard error is a terminal.
    void progress(const QString& line);
    void endProgress();
    /// {"error":{…}} on standard output with --json, two lines on standard error otherwise.
    void error(const Error& error, const std::vector<Error>& problems = {});

private:
    bool m_json;
    bool m_progressShown = false;
};

[[nodiscard]] Json toJson(const Error& error);
/// JSON bytes in which characters that could fool a terminal are \u escapes; the values stay the same.
[[nodiscard]] QByteArray terminalSafe(const QByteArray& json);

} // namespace causeway::app::cli
