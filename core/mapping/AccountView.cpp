// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/AccountView.h"

#include <algorithm>

namespace causeway::mapping {

namespace {
bool lists(const Json& names, QStringView field)
{
    return std::any_of(names.items().begin(), names.items().end(),
                       [field](const Json& name) { return field.compare(name.toString(), Qt::CaseInsensitive) == 0; });
}
} // namespace

bool AccountView::has(QStringView record, QStringView field) const
{
    const Json& names = m_account[u"fields"][record];
    return names.size() == 0 || lists(names, field);
}

bool AccountView::surelyHas(QStringView record, QStringView field) const
{
    return lists(m_account[u"fields"][record], field);
}

std::optional<QString> AccountView::currencyId(QStringView code) const
{
    const Json* id = m_account[u"currencies"].find(code);
    return id != nullptr && !id->toString().isEmpty() ? std::optional(id->toString()) : std::nullopt;
}

} // namespace causeway::mapping
