// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>

#include "simulator/NetSuiteTypes.h"

/// Short words for the tables of record types and their fields.
namespace causeway::simulator::fields {

using K = FieldKind;
using N = NeedsFeature;

[[nodiscard]] inline FieldDef field(const char* name, K kind, const char* target = "", int maxLength = 0, N needs = N::None)
{
    return {QString::fromLatin1(name), kind, QString::fromLatin1(target), maxLength, needs};
}
[[nodiscard]] inline FieldDef text(const char* name, int maxLength)
{
    return field(name, K::Text, "", maxLength);
}
[[nodiscard]] inline FieldDef reference(const char* name, const char* target, N needs = N::None)
{
    return field(name, K::Reference, target, 0, needs);
}
[[nodiscard]] inline std::vector<FieldDef> plain(K kind, std::initializer_list<const char*> names)
{
    std::vector<FieldDef> list;
    for (const char* name : names)
        list.push_back(field(name, kind));
    return list;
}
[[nodiscard]] inline std::vector<FieldDef> join(std::initializer_list<std::vector<FieldDef>> parts)
{
    std::vector<FieldDef> all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}
[[nodiscard]] inline RecordType transaction(const char* name, const char* sqlType, const char* permission, const char* prefix,
                                            bool posts)
{
    RecordType t;
    t.name = QString::fromLatin1(name);
    t.group = QStringLiteral("transaction");
    t.sqlType = QString::fromLatin1(sqlType);
    t.permission = QString::fromLatin1(permission);
    t.numberPrefix = QString::fromLatin1(prefix);
    t.posts = posts;
    return t;
}

/// SuiteTax's list of tax lines, the same on every sales document.
[[nodiscard]] std::vector<FieldDef> taxDetails();

} // namespace causeway::simulator::fields
