// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <io.h>

#include "Terminal.h"

namespace causeway::app {

bool isErrorTerminal()
{
    return ::_isatty(::_fileno(stderr)) != 0;
}

bool isInputTerminal()
{
    return ::_isatty(::_fileno(stdin)) != 0;
}

} // namespace causeway::app
