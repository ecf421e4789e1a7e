// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/UserAgent.h"

#include <QString>
#include <QSysInfo>

namespace causeway::amazon {

namespace {
QByteArray escaped(const QString& value)
{
    QByteArray text;
    for (const QChar c : value.left(60)) {
        if (c.unicode() < 0x20 || c.unicode() > 0x7e)
            continue;
        if (QStringView(u"/(=);\\").contains(c))
            text += '\\';
        text += c.toLatin1();
    }
    return text;
}
} // namespace

QByteArray userAgent()
{
    return "Causeway/" CAUSEWAY_VERSION " (Language=" + escaped(QStringLiteral("C++/20")) +
           "; Platform=" + escaped(QSysInfo::kernelType() + u'/' + QSysInfo::kernelVersion()) + ")";
}

} // namespace causeway::amazon
