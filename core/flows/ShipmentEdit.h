// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "base/Json.h"
#include "base/Result.h"

/// What a person typed over the packages of a shipment: {"packageDetail": {field: text}} for a fulfillment with one package,
/// {"packages": {"2": {…}}} for several (interface.md section 7). Pure.
namespace causeway::flows {

/// Invalid "protected-field" or "wrong-value" with the path of the first thing that cannot be done.
[[nodiscard]] Result<void> checkShipmentEdit(const Json& edit);
/// Invalid "wrong-value" for a package that is not there: saying nothing would look as if it had been corrected.
[[nodiscard]] Result<void> checkEditedPackages(const Json& edit, int packages, const std::function<bool(int)>& wasSent);
/// Fields of one package; an object, empty when nothing of it was edited.
[[nodiscard]] Json editOfPackage(const Json& edit, int number);
[[nodiscard]] Error wrongEdit(const QString& path, const QString& wanted);

} // namespace causeway::flows
