// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace causeway::netsuite {

/// "Causeway/0.1.0": shown in NetSuite's logs, nothing about the computer.
[[nodiscard]] inline QByteArray userAgent()
{
    return "Causeway/" CAUSEWAY_VERSION;
}

} // namespace causeway::netsuite
