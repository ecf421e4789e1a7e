// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Hash.h"

#include <QCryptographicHash>

namespace causeway {

QByteArray sha256(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QString sha256Hex(const QByteArray& bytes)
{
    return QString::fromLatin1(sha256(bytes).toHex());
}

QString base32(const QByteArray& bytes)
{
    static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    QString text;
    quint32 buffer = 0;
    int bits = 0;
    for (const char byte : bytes) {
        buffer = (buffer << 8) | static_cast<quint8>(byte);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text += QLatin1Char(kAlphabet[(buffer >> bits) & 31U]);
        }
        buffer &= (1U << bits) - 1U;
    }
    if (bits > 0)
        text += QLatin1Char(kAlphabet[(buffer << (5 - bits)) & 31U]);
    return text;
}

} // namespace causeway
