// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/LineReader.h"

namespace causeway::settlement {

bool LineReader::fill()
{
    m_buffer.remove(0, m_at);
    m_at = 0;
    const qsizetype before = m_buffer.size();
    m_buffer.resize(before + kChunk);
    const qint64 read = m_device.read(m_buffer.data() + before, kChunk);
    m_buffer.resize(before + static_cast<qsizetype>(std::max<qint64>(0, read)));
    m_failed = m_failed || read < 0;
    m_ended = read <= 0;
    return !m_ended;
}

std::optional<QByteArrayView> LineReader::next()
{
    for (;;) {
        if (m_failed)
            return std::nullopt;
        const qsizetype end = m_buffer.indexOf('\n', m_at);
        if (end < 0 && !m_ended) {
            if (m_buffer.size() - m_at > kLongestLine) {
                m_failed = m_tooLong = true;
                return std::nullopt;
            }
            fill();
            continue;
        }
        if (end < 0 && m_at >= m_buffer.size())
            return std::nullopt;
        const qsizetype to = end < 0 ? m_buffer.size() : end;
        QByteArrayView line = QByteArrayView(m_buffer).sliced(m_at, to - m_at);
        m_at = end < 0 ? to : end + 1;
        if (line.endsWith('\r'))
            line.chop(1);
        if (++m_line == 1 && line.startsWith("\xEF\xBB\xBF"))
            line = line.sliced(3);
        return line;
    }
}

} // namespace causeway::settlement
