// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/GunzipDevice.h"

#include <algorithm>
#include <limits>
#include <zlib.h>

namespace causeway::http {

namespace {
constexpr int kGzip = 16 + MAX_WBITS;
constexpr qsizetype kStep = qsizetype(64) * 1024;
} // namespace

/// zlib's state; its header stays out of ours.
class GunzipDevice::Stream final
{
public:
    Stream() : isReady(inflateInit2(&z, kGzip) == Z_OK) {}
    ~Stream() { inflateEnd(&z); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    z_stream z = {};
    bool isReady;
};

GunzipDevice::GunzipDevice(QIODevice& plain, qint64 maxBytes)
    : m_stream(std::make_unique<Stream>()), m_plain(plain), m_left(maxBytes), m_step(kStep, Qt::Uninitialized)
{
    open(QIODevice::WriteOnly | QIODevice::Unbuffered);
}

GunzipDevice::~GunzipDevice() = default;

InflateResult GunzipDevice::finish() const
{
    return m_result == InflateResult::Whole && !m_ended ? InflateResult::Broken : m_result;
}

qint64 GunzipDevice::writeData(const char* data, qint64 size)
{
    z_stream& z = m_stream->z;
    if (m_result == InflateResult::Whole && (!m_stream->isReady || (m_ended && size > 0)))
        m_result = InflateResult::Broken;
    // zlib counts in unsigned int, and its input pointer is not const everywhere.
    constexpr qint64 kMost = std::numeric_limits<uInt>::max();
    for (qint64 taken = 0; m_result == InflateResult::Whole && taken < size;) {
        const qint64 given = std::min(size - taken, kMost);
        z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data + taken));
        z.avail_in = static_cast<uInt>(given);
        do {
            z.next_out = reinterpret_cast<Bytef*>(m_step.data());
            z.avail_out = static_cast<uInt>(m_step.size());
            const int state = inflate(&z, Z_NO_FLUSH);
            const qint64 made = m_step.size() - static_cast<qint64>(z.avail_out);
            m_ended = state == Z_STREAM_END;
            // Z_BUF_ERROR: nothing left to do with these bytes; the rest comes with the next piece.
            const bool isGzip = state == Z_OK || state == Z_BUF_ERROR || m_ended;
            if (isGzip && made > m_left)
                m_result = InflateResult::TooLarge;
            else
                m_failedToWrite = isGzip && m_plain.write(m_step.constData(), made) != made;
            if (!isGzip || m_failedToWrite)
                m_result = InflateResult::Broken;
            m_left -= made;
        } while (m_result == InflateResult::Whole && !m_ended && z.avail_out == 0);
        taken += given - static_cast<qint64>(z.avail_in);
        if (m_result == InflateResult::Whole && taken < size && (m_ended || z.avail_in > 0))
            m_result = InflateResult::Broken; // bytes after the end
    }
    return m_result == InflateResult::Whole ? size : -1;
}

} // namespace causeway::http
