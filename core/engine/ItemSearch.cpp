// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ItemSearch.h"

#include <QCoreApplication>

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::ItemSearch)
};

QString cell(const netsuite::SuiteQlRow& row, const QString& column)
{
    const auto it = row.find(column);
    return it == row.end() ? QString() : it->second;
}
} // namespace

Result<std::vector<Engine::ItemChoice>> ItemSearch::find(const QString& text, const StopToken& stop) const
{
    if (!m_session.netsuite)
        return fail(ErrorKind::Auth, Words::tr("NetSuite is not connected yet."), {}, QStringLiteral("not-configured"));
    // Signs that mean something in LIKE are looked for as letters would be: a blank matches as little as they do.
    QString wanted = text.trimmed().toUpper();
    wanted.remove(u'%').remove(u'_');
    if (wanted.isEmpty())
        return std::vector<Engine::ItemChoice>();
    const QString contains = u'%' + wanted + u'%';
    auto rows = m_session.netsuite->suiteQl(
        QStringLiteral("SELECT id, itemid, displayname, upccode FROM item WHERE isinactive = 'F' AND "
                       "(UPPER(itemid) LIKE ? OR UPPER(displayname) LIKE ? OR upccode = ?) ORDER BY id"),
        {contains, contains, wanted}, stop);
    if (!rows)
        return fail(rows.error());
    std::vector<Engine::ItemChoice> choices;
    for (const netsuite::SuiteQlRow& row : *rows) {
        if (static_cast<int>(choices.size()) == kMost)
            break;
        choices.push_back(
            {cell(row, QStringLiteral("id")), cell(row, QStringLiteral("itemid")), cell(row, QStringLiteral("displayname"))});
    }
    return choices;
}

} // namespace causeway::engine
