// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QByteArray>
#include <QIODevice>

namespace causeway::settlement {

/// The lines of a text file in flat memory, without their ends (LF or CR LF) and without a byte order mark. One pass.
class LineReader final
{
public:
    explicit LineReader(QIODevice& device) : m_device(device) {}

    /// Valid until the next call; empty optional at the end, or when hasFailed().
    [[nodiscard]] std::optional<QByteArrayView> next();
    /// Of the newest line; the first is 1.
    [[nodiscard]] qint64 line() const { return m_line; }
    /// The device broke, or a line is longer than any report has.
    [[nodiscard]] bool hasFailed() const { return m_failed; }
    [[nodiscard]] bool isTooLong() const { return m_tooLong; }

private:
    static constexpr qint64 kChunk = 1024LL * 1024;
    static constexpr qsizetype kLongestLine = qsizetype(64) * 1024;
    bool fill();

    QIODevice& m_device;
    QByteArray m_buffer;
    qsizetype m_at = 0;
    qint64 m_line = 0;
    bool m_failed = false, m_tooLong = false, m_ended = false;
};

} // namespace causeway::settlement
