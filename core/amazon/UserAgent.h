// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace causeway::amazon {

/// "Causeway/0.1.0 (Language=C++\/20; Platform=…)": mandatory at Amazon, at most 500 characters, with / ( = ) ; escaped inside
/// values (spapi.md section 2).
[[nodiscard]] QByteArray userAgent();

} // namespace causeway::amazon
