// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Inflate.h"

#include <zlib.h>

#include <QBuffer>

namespace causeway::http {

namespace {
constexpr int kGzip = 16 + MAX_WBITS;
constexpr qsizetype kStep = qsizetype(64) * 1024;
} // namespace

InflateResult inflateGzip(QIODevice& packed, qint64 maxBytes, QIODevice& plain)
{
    z_stream stream = {};
    if (inflateInit2(&stream, kGzip) != Z_OK)
        return InflateResult::Broken;
    QByteArray input, step(kStep, Qt::Uninitialized);
    InflateResult result = InflateResult::Whole;
    qint64 size = 0;
    for (int state = Z_OK; state != Z_STREAM_END;) {
        if (stream.avail_in == 0) {
            input = packed.read(kStep);
            stream.next_in = reinterpret_cast<Bytef*>(input.data()); // zlib's input pointer is not const everywhere
            stream.avail_in = static_cast<uInt>(input.size());
        }
        stream.next_out = reinterpret_cast<Bytef*>(step.data());
        stream.avail_out = static_cast<uInt>(step.size());
        state = inflate(&stream, Z_NO_FLUSH); // without anything left to read it says so: a file that was cut
        const qint64 made = step.size() - static_cast<qint64>(stream.avail_out);
        size += made;
        if (size > maxBytes) {
            result = InflateResult::TooLarge;
            break;
        }
        if ((state != Z_OK && state != Z_STREAM_END) || plain.write(step.constData(), made) != made) {
            result = InflateResult::Broken;
            break;
        }
    }
    if (result == InflateResult::Whole && (stream.avail_in > 0 || !packed.atEnd()))
        result = InflateResult::Broken;
    inflateEnd(&stream);
    return result;
}

InflateResult inflateGzip(const QByteArray& packed, qint64 maxBytes, QByteArray& plain)
{
    plain.clear();
    QBuffer in, out(&plain);
    in.setData(packed);
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly))
        return InflateResult::Broken;
    const InflateResult result = inflateGzip(in, maxBytes, out);
    out.close();
    if (result != InflateResult::Whole)
        plain.clear();
    return result;
}

} // namespace causeway::http
