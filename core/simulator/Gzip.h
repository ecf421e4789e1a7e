// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace causeway::simulator {

[[nodiscard]] QByteArray gzip(const QByteArray& bytes);

} // namespace causeway::simulator
