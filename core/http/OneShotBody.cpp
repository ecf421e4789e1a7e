// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/OneShotBody.h"

#include <cstring>

namespace causeway::http {

OneShotBody::OneShotBody(QByteArray bytes) : m_bytes(std::move(bytes))
{
    open(ReadOnly | Unbuffered);
}

qint64 OneShotBody::readData(char* data, qint64 maxSize)
{
    const qint64 count = qMin(maxSize, m_bytes.size() - m_at);
    if (count <= 0)
        return -1;
    std::memcpy(data, m_bytes.constData() + m_at, static_cast<std::size_t>(count));
    m_at += count;
    return count;
}

qint64 OneShotBody::writeData(const char* /*data*/, qint64 /*maxSize*/)
{
    return -1;
}

} // namespace causeway::http
