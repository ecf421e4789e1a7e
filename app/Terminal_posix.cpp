// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include "Terminal.h"

namespace causeway::app {

bool isErrorTerminal()
{
    return ::isatty(STDERR_FILENO) != 0;
}

bool isInputTerminal()
{
    return ::isatty(STDIN_FILENO) != 0;
}

} // namespace causeway::app
