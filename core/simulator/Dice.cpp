// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/Dice.h"

#include <QCryptographicHash>
#include <QDateTime>

#include "base/Currency.h"

namespace causeway::simulator {

QString derivedSecret(quint64 seed, const QByteArray& purpose, int length)
{
    QByteArray hex;
    for (int round = 0; hex.size() < length; ++round)
        hex += QCryptographicHash::hash(QByteArray::number(seed) + '/' + purpose + '/' + QByteArray::number(round),
                                        QCryptographicHash::Sha256)
                   .toHex();
    return QString::fromLatin1(hex.left(length));
}

QString amountText(qint64 minor, const QString& currency)
{
    const int digits = minorUnitDigits(currency);
    QString text = QString::number(qAbs(minor));
    if (digits > 0) {
        text = text.rightJustified(digits + 1, QLatin1Char('0'));
        text.insert(text.size() - digits, QLatin1Char('.'));
    }
    return minor < 0 ? QLatin1Char('-') + text : text;
}

QString isoTime(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'");
}

} // namespace causeway::simulator
