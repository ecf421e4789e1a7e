// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Inflate.h"

#include <limits>
#include <zlib.h>

namespace causeway::http {

namespace {
constexpr int kGzip = 16 + MAX_WBITS;
constexpr qsizetype kStep = qsizetype(64) * 1024;
} // namespace

InflateResult inflateGzip(const QByteArray& packed, qint64 maxBytes, QByteArray& plain)
{
    plain.clear();
    if (packed.size() > std::numeric_limits<int>::max())
        return InflateResult::TooLarge;
    z_stream stream = {};
    if (inflateInit2(&stream, kGzip) != Z_OK)
        return InflateResult::Broken;
    QByteArray input = packed; // zlib's input pointer is not const everywhere
    QByteArray step(kStep, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    InflateResult result = InflateResult::Whole;
    for (int state = Z_OK; state != Z_STREAM_END;) {
        stream.next_out = reinterpret_cast<Bytef*>(step.data());
        stream.avail_out = static_cast<uInt>(step.size());
        state = inflate(&stream, Z_NO_FLUSH);
        plain.append(step.constData(), step.size() - static_cast<qsizetype>(stream.avail_out));
        if (plain.size() > maxBytes) {
            result = InflateResult::TooLarge;
            break;
        }
        if (state != Z_OK && state != Z_STREAM_END) {
            result = InflateResult::Broken;
            break;
        }
    }
    if (result == InflateResult::Whole && stream.avail_in > 0)
        result = InflateResult::Broken;
    inflateEnd(&stream);
    if (result != InflateResult::Whole)
        plain.clear();
    return result;
}

} // namespace causeway::http
