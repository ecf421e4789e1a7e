// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"

namespace causeway {

namespace {
bool isUnsafe(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidirectional marks, zero-width characters
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}
} // namespace

QString safeText(QStringView remote)
{
    QString text;
    text.reserve(remote.size());
    for (const QChar c : remote) {
        if (isUnsafe(c))
            text += QStringLiteral("\\u%1").arg(static_cast<int>(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            text += c;
    }
    return text;
}

QString elided(QStringView text, qsizetype maxLength)
{
    if (text.size() <= maxLength)
        return text.toString();
    qsizetype end = qMax<qsizetype>(0, maxLength - 1);
    if (end > 0 && text[end - 1].isHighSurrogate())
        --end;
    return text.left(end).toString() + QChar(0x2026);
}

} // namespace causeway
