// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Inflate.h"

#include <QBuffer>

#include "http/GunzipDevice.h"

namespace causeway::http {

namespace {
constexpr qsizetype kStep = qsizetype(64) * 1024;
} // namespace

InflateResult inflateGzip(QIODevice& packed, qint64 maxBytes, QIODevice& plain)
{
    GunzipDevice gunzip(plain, maxBytes);
    for (QByteArray step = packed.read(kStep); !step.isEmpty(); step = packed.read(kStep)) {
        if (gunzip.write(step) != step.size())
            break;
    }
    return gunzip.finish();
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
