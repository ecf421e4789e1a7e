// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/References.h"

#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>

#include "Format.h"
#include "base/Text.h"

namespace causeway::ui {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::ui::References)
};
} // namespace

References::References(const Json& catalogue)
{
    for (const auto& [list, field] : {std::pair(u"subsidiaries", "subsidiary"), std::pair(u"locations", "location"),
                                      std::pair(u"classes", "class"), std::pair(u"departments", "department")}) {
        for (const Json& one : catalogue[list].items())
            m_names[QString::fromLatin1(field)].insert(one[u"id"].toString(), one[u"name"].toString());
    }
    for (const auto& [symbol, id] : catalogue[u"currencies"].members())
        m_names[QStringLiteral("currency")].insert(id.toString(), symbol);
}

QString References::name(const QString& field, const QString& id) const
{
    const QString name = m_names.value(field).value(id);
    return name.isEmpty() ? name : format::remote(name);
}

QString References::title(const QString& field, const QString& id) const
{
    const QString known = safeText(m_names.value(field).value(id));
    return known.isEmpty() ? id : Words::tr("%1 (%2)").arg(known, id);
}

QStringList References::titles(const QString& field) const
{
    QStringList all;
    const QHash<QString, QString> names = m_names.value(field);
    for (auto it = names.cbegin(); it != names.cend(); ++it)
        all << title(field, it.key());
    std::sort(all.begin(), all.end(), [](const QString& a, const QString& b) { return QString::localeAwareCompare(a, b) < 0; });
    return all;
}

std::optional<QString> References::idIn(const QString& field, const QString& typed) const
{
    static const QRegularExpression kId(QStringLiteral("^-?[0-9]*$"));
    const QString wanted = typed.trimmed();
    const QHash<QString, QString> names = m_names.value(field);
    QStringList ids;
    for (auto it = names.cbegin(); it != names.cend(); ++it) {
        if (title(field, it.key()).compare(wanted, Qt::CaseInsensitive) == 0)
            return it.key();
        if (safeText(it.value()).compare(wanted, Qt::CaseInsensitive) == 0)
            ids << it.key();
    }
    if (ids.size() == 1)
        return ids.front();
    return kId.match(wanted).hasMatch() ? std::optional(wanted) : std::nullopt;
}

} // namespace causeway::ui
