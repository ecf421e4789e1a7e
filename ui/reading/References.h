// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QHash>
#include <QString>
#include <QStringList>

#include "base/Json.h"

namespace causeway::ui {

/// What the ids of subsidiaries, locations, classes, departments and currencies are called in one NetSuite account, as its
/// catalogue showed them last (netsuite::Catalogue::toJson). Fields: "subsidiary", "location", "class", "department",
/// "currency". Pure.
class References final
{
public:
    References() = default;
    explicit References(const Json& catalogue);

    [[nodiscard]] QString name(const QString& field, const QString& id) const; ///< safe to show; empty while it is not known
    /// "Main warehouse (3)", for an editor; the id without a name.
    [[nodiscard]] QString title(const QString& field, const QString& id) const;
    [[nodiscard]] QStringList titles(const QString& field) const; ///< all of a field, by name
    /// The internal id of what a person typed: an id, a title, or a name that only one has. Empty text is an empty id; nullopt:
    /// nothing is called so.
    [[nodiscard]] std::optional<QString> idIn(const QString& field, const QString& typed) const;

private:
    QHash<QString, QHash<QString, QString>> m_names; ///< field -> id -> name
};

} // namespace causeway::ui
