// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "base/Json.h"

/// How a flow describes its settings (FlowSpec::settings): name -> {"type","default","description", …}. Pure.
namespace causeway::mapping::setting {

[[nodiscard]] Json entry(const QString& type, Json fallback, const QString& description);
[[nodiscard]] Json boolean(bool fallback, const QString& description);
[[nodiscard]] Json number(int fallback, int least, int most, const QString& description);
/// One of these words; the first is the default.
[[nodiscard]] Json choice(const QStringList& words, const QString& description);

/// The whole number given, or the fallback.
[[nodiscard]] int intOf(const Json& value, int fallback);

} // namespace causeway::mapping::setting
