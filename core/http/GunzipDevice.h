// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QIODevice>

#include "http/Inflate.h"

namespace causeway::http {

/// Takes a gzip file piece by piece and writes what it unpacks to another device, in flat memory: a body is unpacked while it
/// arrives. Write-only. write() fails as soon as the bytes are not gzip, unpack to more than maxBytes, go on after the end, or
/// cannot be written on; finish() says which. One thread; does not own the other device.
class GunzipDevice final : public QIODevice
{
public:
    GunzipDevice(QIODevice& plain, qint64 maxBytes);
    ~GunzipDevice() override;
    GunzipDevice(const GunzipDevice&) = delete;
    GunzipDevice& operator=(const GunzipDevice&) = delete;

    [[nodiscard]] bool isSequential() const override { return true; }
    /// After the last byte. Whole only when the check sum at the end was there and right.
    [[nodiscard]] InflateResult finish() const;
    /// Broken, but not for the gzip: the other device took no more.
    [[nodiscard]] bool hasFailedToWrite() const { return m_failedToWrite; }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char* data, qint64 size) override;

private:
    class Stream;
    std::unique_ptr<Stream> m_stream;
    QIODevice& m_plain;
    qint64 m_left; ///< of maxBytes
    QByteArray m_step;
    bool m_ended = false;
    bool m_failedToWrite = false;
    InflateResult m_result = InflateResult::Whole; ///< the first failure
};

} // namespace causeway::http
