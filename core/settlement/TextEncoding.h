// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace causeway::settlement {

/// The encoding of a report: UTF-8, or what older European (Windows-1252) and Japanese (Shift-JIS) files have. Amazon's labels
/// and all amounts are ASCII in each of them, so a wrong guess can spoil a name but never a cent.
class TextEncoding final
{
public:
    void learn(QByteArrayView line);
    /// The file is from Japan.
    void expectJapanese() { m_japanese = true; }
    void decide();
    [[nodiscard]] QString decode(QByteArrayView bytes) const;
    [[nodiscard]] QString name() const;

private:
    enum class Kind
    {
        Utf8,
        Windows1252,
        ShiftJis
    };
    Kind m_kind = Kind::Utf8;
    bool m_isUtf8 = true, m_japanese = false;
};

} // namespace causeway::settlement
