// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/Category.h"

namespace causeway::settlement {

QString Category::key() const
{
    return transactionType + u'|' + amountType + u'|' + amountDescription;
}

QString Category::looseKey() const
{
    return loose(key());
}

QString loose(QStringView label)
{
    QString result;
    result.reserve(label.size());
    for (const QChar c : label) {
        if (!c.isSpace() && c != u'_' && c != u'-')
            result += c.toCaseFolded();
    }
    return result;
}

} // namespace causeway::settlement
