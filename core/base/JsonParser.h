// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include "base/Json.h"

namespace causeway {

/// Recursive-descent reader behind Json::parse; one use per object.
class JsonParser
{
public:
    explicit JsonParser(QByteArrayView utf8) : m_text(utf8) {}
    [[nodiscard]] Result<Json> parse();

private:
    [[nodiscard]] Result<Json> value(int level);
    [[nodiscard]] Result<Json> array(int level);
    [[nodiscard]] Result<Json> object(int level);
    [[nodiscard]] Result<QString> string();
    [[nodiscard]] Result<Json> number();
    [[nodiscard]] bool escape(QString& text);
    void skipBlanks();
    [[nodiscard]] bool take(char expected);
    [[nodiscard]] bool takeWord(QByteArrayView word);
    [[nodiscard]] tl::unexpected<Error> failHere(const QString& what) const;

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace causeway
