// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/Json.h"

/// What the settings of flows and their choices are called on screen; the configuration keeps its own names.
namespace causeway::ui::setting_words {

[[nodiscard]] QString title(const QString& setting);                       ///< "First run reads back (days)"
[[nodiscard]] QString choice(const QString& setting, const QString& word); ///< "Sales order and item fulfillment"
/// The description with the choices as they are called on screen, each with its consequence on a line of its own.
[[nodiscard]] QString help(const QString& setting, const Json& about);

/// How far back a flow reads, and how much of it again: shown with the place that was reached.
[[nodiscard]] bool isAboutReading(const QString& setting);

} // namespace causeway::ui::setting_words
