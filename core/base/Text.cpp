// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"

namespace causeway {

namespace {
bool isUnsafe(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidirectional marks, zero-width characters, invisible tags
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
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
    for (qsizetype i = 0; i < remote.size(); ++i) {
        const bool pair = remote[i].isHighSurrogate() && i + 1 < remote.size() && remote[i + 1].isLowSurrogate();
        const char32_t c = pair ? QChar::surrogateToUcs4(remote[i], remote[i + 1]) : remote[i].unicode();
        if (!isUnsafe(c))
            text += remote.mid(i, pair ? 2 : 1);
        else if (pair)
            text += QStringLiteral("\\U%1").arg(static_cast<uint>(c), 8, 16, QLatin1Char('0'));
        else
            text += QStringLiteral("\\u%1").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')); // also half a pair
        i += pair ? 1 : 0;
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

QString oneLine(QStringView text)
{
    QString kept;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            kept += text.mid(i, 2);
            ++i;
        } else if (text[i].isPrint() || text[i].isSpace()) {
            kept += text[i];
        }
    }
    return kept.simplified();
}

} // namespace causeway
