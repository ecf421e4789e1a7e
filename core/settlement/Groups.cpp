// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/Groups.h"

#include <QFile>
#include <QStringList>

namespace causeway::settlement {

namespace {
const QString kAnything = QStringLiteral("*");

bool fits(const QString& pattern, const QString& label)
{
    return pattern == kAnything || pattern == label;
}
} // namespace

Groups::Groups()
{
    QFile file(QStringLiteral(":/causeway/settlement/groups.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const auto lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        const QStringList cells = line.split(u'\t');
        if (line.startsWith(u'#') || cells.size() != 4)
            continue;
        m_lines.push_back({loose(cells.at(0)), loose(cells.at(1)), loose(cells.at(2)), cells.at(3).trimmed()});
    }
}

QString Groups::of(const Category& category) const
{
    const QString transaction = loose(category.transactionType);
    const QString type = loose(category.amountType);
    const QString description = loose(category.amountDescription);
    for (const Line& line : m_lines) {
        if (fits(line.transactionType, transaction) && fits(line.amountType, type) && fits(line.amountDescription, description))
            return line.group;
    }
    return {};
}

QStringList Groups::names() const
{
    QStringList names;
    for (const Line& line : m_lines) {
        if (!names.contains(line.group))
            names << line.group;
    }
    return names;
}

} // namespace causeway::settlement
