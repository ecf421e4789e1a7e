// SPDX-License-Identifier: GPL-3.0-or-later
#include <windows.h>

#include <QFileInfo>

#include "base/FileAccess.h"

namespace causeway::file_access {

void makeProcessPrivate()
{
    // No dialog of, and no dump by, Windows Error Reporting: it would hold the master key and the tokens.
    SetErrorMode(SetErrorMode(0) | SEM_NOGPFAULTERRORBOX | SEM_FAILCRITICALERRORS);
}

bool isPrivate(const QString& path)
{
    return QFileInfo(path).isReadable(); // the access list is inherited from the user's folder; see FileAccess.h
}

} // namespace causeway::file_access
