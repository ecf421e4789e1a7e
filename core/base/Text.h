// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace causeway {

/// Remote text made safe for a terminal, a log line or a one-line label: control, bidirectional and line-separator characters
/// become visible escapes such as "\u202e" or "\U000e0001"; never interpreted, never lost.
[[nodiscard]] QString safeText(QStringView remote);
/// At most maxLength characters, with an ellipsis when cut. Never splits a surrogate pair.
[[nodiscard]] QString elided(QStringView text, qsizetype maxLength);

/// One line without control characters, which neither people mean nor XML allows; blanks at the ends and in a row are dropped.
[[nodiscard]] QString oneLine(QStringView text);

} // namespace causeway
