// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

#include "base/Error.h"
#include "base/Json.h"

namespace causeway::config {

/// Checks a value against the part of JSON Schema that our schema uses and words every problem for a person. Collects all
/// problems instead of stopping at the first. Never repeats a value longer than a few words, and none that could be a secret.
/// Pure.
class SchemaCheck final
{
public:
    /// root: the whole schema, for "$ref": "#/$defs/...". Both references must outlive the object.
    SchemaCheck(const Json& root, std::vector<Error>& problems) : m_root(root), m_problems(problems) {}

    void check(const Json& schema, const Json& value, const QString& path);

private:
    [[nodiscard]] Json resolved(const Json& schema) const;
    void checkObject(const Json& schema, const Json& value, const QString& path);
    void checkArray(const Json& schema, const Json& value, const QString& path);
    void checkText(const Json& schema, const QString& text, const QString& path);
    void checkNumber(const Json& schema, const Json& value, const QString& path);
    void problem(const QString& path, const QString& message, const QString& remedy = {});

    const Json& m_root;
    std::vector<Error>& m_problems;
};

/// "stores[0]" + "id" = "stores[0].id".
[[nodiscard]] QString childPath(const QString& path, const QString& key);
/// "stores" + 0 = "stores[0]".
[[nodiscard]] QString itemPath(const QString& path, std::size_t index);

} // namespace causeway::config
