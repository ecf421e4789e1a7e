// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/TextEncoding.h"

#include <algorithm>
#include <array>

#include <QStringDecoder>

namespace causeway::settlement {

namespace {
bool isAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// 0x80 to 0x9F of Windows-1252, where Latin-1 has control characters. Bytes without a meaning stay what they are.
constexpr std::array<char16_t, 32> kWindows1252{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

QString fromWindows1252(QByteArrayView bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (QChar& c : text) {
        if (c.unicode() >= 0x80 && c.unicode() < 0xA0)
            c = QChar(kWindows1252[c.unicode() - 0x80U]);
    }
    return text;
}
} // namespace

void TextEncoding::learn(QByteArrayView line)
{
    if (m_isUtf8 && !isAscii(line))
        m_isUtf8 = line.isValidUtf8();
}

void TextEncoding::decide()
{
    // Qt knows Shift-JIS only where it is built with ICU; elsewhere the bytes are kept as they are, each as one character.
    const bool knowsShiftJis = QStringDecoder("Shift-JIS").isValid();
    m_kind = m_isUtf8 ? Kind::Utf8 : m_japanese && knowsShiftJis ? Kind::ShiftJis : Kind::Windows1252;
}

QString TextEncoding::decode(QByteArrayView bytes) const
{
    if (isAscii(bytes))
        return QString::fromLatin1(bytes);
    switch (m_kind) {
    case Kind::Utf8:
        return QString::fromUtf8(bytes);
    case Kind::ShiftJis:
        return QStringDecoder("Shift-JIS").decode(bytes);
    case Kind::Windows1252:
        break;
    }
    return fromWindows1252(bytes);
}

QString TextEncoding::name() const
{
    switch (m_kind) {
    case Kind::Utf8:
        return QStringLiteral("UTF-8");
    case Kind::ShiftJis:
        return QStringLiteral("Shift-JIS");
    case Kind::Windows1252:
        break;
    }
    return QStringLiteral("Windows-1252");
}

} // namespace causeway::settlement
