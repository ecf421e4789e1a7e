// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/Redactor.h"

#include <algorithm>

#include <QRegularExpression>
#include <QSet>

namespace causeway::netsuite {

namespace {
const QString kMask = QStringLiteral("***");
constexpr qsizetype kShortestValue = 2; // a single letter would mask half of every sentence

bool isPersonalField(const QString& name)
{
    static const QSet<QString> kNames{
        QStringLiteral("addressee"),    QStringLiteral("attention"),  QStringLiteral("addr1"),      QStringLiteral("addr2"),
        QStringLiteral("addr3"),        QStringLiteral("addrText"),   QStringLiteral("addrPhone"),  QStringLiteral("city"),
        QStringLiteral("zip"),          QStringLiteral("email"),      QStringLiteral("phone"),      QStringLiteral("fax"),
        QStringLiteral("altEmail"),     QStringLiteral("altPhone"),   QStringLiteral("homePhone"),  QStringLiteral("mobilePhone"),
        QStringLiteral("firstName"),    QStringLiteral("lastName"),   QStringLiteral("middleName"), QStringLiteral("companyName"),
        QStringLiteral("entityId"),     QStringLiteral("altName"),    QStringLiteral("label"),      QStringLiteral("message"),
        QStringLiteral("vatRegNumber"), QStringLiteral("giftMessage")};
    return kNames.contains(name);
}

/// Custom fields may be renamed, so their names say nothing: all their texts count, except those in the form of an id or a code.
bool isPlainCode(const QString& value)
{
    static const QRegularExpression kCode(QStringLiteral("\\A(\\d{3}-\\d{7}-\\d{7}|[A-Z0-9_]{1,12}|-?\\d+(\\.\\d+)?)\\z"));
    return kCode.match(value).hasMatch();
}
} // namespace

Redactor::Redactor(const Json& sentBody)
{
    collect(sentBody, false);
    m_values.removeDuplicates();
    std::sort(m_values.begin(), m_values.end(), [](const QString& a, const QString& b) { return a.size() > b.size(); });
}

void Redactor::collect(const Json& value, bool isPersonal)
{
    if (value.isString()) {
        const QString text = value.toString().trimmed();
        if (isPersonal && text.size() >= kShortestValue)
            m_values << text;
        return;
    }
    for (const Json& item : value.items())
        collect(item, isPersonal);
    for (const auto& [name, member] : value.members()) {
        const bool isCustomText =
            (name.startsWith(u"custbody") || name.startsWith(u"custcol") || name.startsWith(u"custentity")) &&
            member.isString() && !isPlainCode(member.toString());
        collect(member, isPersonal || isCustomText || isPersonalField(name));
    }
}

QString Redactor::apply(QString text) const
{
    static const QRegularExpression kEmail(QStringLiteral("[^\\s@<>\"'(),;:]+@[^\\s@<>\"'(),;:]+"));
    for (const QString& value : m_values)
        text.replace(value, kMask, Qt::CaseInsensitive);
    return text.replace(kEmail, QStringLiteral("***@***"));
}

} // namespace causeway::netsuite
