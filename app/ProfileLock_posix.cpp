// SPDX-License-Identifier: GPL-3.0-or-later
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <QFile>

#include "ProfileLockSystem.h"

namespace causeway::app {

std::unique_ptr<ProfileLock::SystemLock> ProfileLock::SystemLock::take(const QString& file, bool& isHeld)
{
    isHeld = false;
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return nullptr;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        isHeld = errno == EWOULDBLOCK;
        ::close(descriptor);
        return nullptr;
    }
    return std::unique_ptr<SystemLock>(new SystemLock(descriptor));
}

bool ProfileLock::SystemLock::isHeld(const QString& file)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool isHeld =
        ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK; // shared: lookers do not see each other
    ::close(descriptor);
    return isHeld;
}

ProfileLock::SystemLock::~SystemLock()
{
    ::close(static_cast<int>(m_handle));
}

} // namespace causeway::app
