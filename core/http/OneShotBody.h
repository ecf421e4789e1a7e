// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace causeway::http {

/// The body of a write. Sequential, so Qt cannot rewind it and therefore cannot repeat the request by itself on HTTP/1.1
/// (docs/reliability.md, "One write"). Owned by the call; read in the calling thread only.
class OneShotBody final : public QIODevice
{
public:
    explicit OneShotBody(QByteArray bytes);

    [[nodiscard]] bool isSequential() const override { return true; }
    /// Qt asks for it before it repeats a request. QIODevice would refuse too, but write a warning to standard error each time.
    bool seek(qint64 /*position*/) override { return false; }
    [[nodiscard]] bool atEnd() const override { return m_at >= m_bytes.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_bytes.size() - m_at + QIODevice::bytesAvailable(); }
    /// True once Qt asked for the first byte: Qt asks only after it wrote the headers to a connected (and encrypted) socket, so
    /// as long as this is false no complete request can be on the wire.
    [[nodiscard]] bool wasTouched() const { return m_at > 0; }

protected:
    qint64 readData(char* data, qint64 maxSize) override;
    qint64 writeData(const char* data, qint64 maxSize) override;

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace causeway::http
