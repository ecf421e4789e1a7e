// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>
#include <sys/stat.h>

#include <QFile>

#include "base/FileAccess.h"

namespace causeway::file_access {

void makeProcessPrivate()
{
    umask(S_IRWXG | S_IRWXO);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none); // a dump would hold the master key and the tokens
}

bool isPrivate(const QString& path)
{
    struct stat info = {};
    return stat(QFile::encodeName(path).constData(), &info) == 0 && (info.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

} // namespace causeway::file_access
