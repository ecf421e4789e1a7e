// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace causeway::app {

// Terminal_posix.cpp and Terminal_windows.cpp implement these.

/// Whether a person watches standard error; progress is shown only then.
[[nodiscard]] bool isErrorTerminal();
/// Whether standard input is a keyboard; commands that read it refuse that, because nothing is asked interactively.
[[nodiscard]] bool isInputTerminal();

} // namespace causeway::app
