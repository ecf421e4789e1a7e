// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

/// Checks JSON against a definition of a Swagger 2 model, as far as Amazon's models use it: $ref, type, required, enum, items,
/// properties. A property that the definition does not know is a fault too. Empty when everything fits, otherwise the first path
/// and why.
[[nodiscard]] QString schemaFault(const QJsonValue& value, const QJsonObject& schema, const QJsonObject& definitions,
                                  const QString& path = {});
