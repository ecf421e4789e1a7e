// SPDX-License-Identifier: GPL-3.0-or-later
#include <windows.h>

#include <QDir>

#include "ProfileLockSystem.h"

namespace causeway::app {

std::unique_ptr<ProfileLock::SystemLock> ProfileLock::SystemLock::take(const QString& file, bool& isHeld)
{
    // Share mode 0: nobody else can open the file while this process lives.
    const std::wstring name = QDir::toNativeSeparators(file).toStdWString();
    const HANDLE handle =
        ::CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    isHeld = handle == INVALID_HANDLE_VALUE && ::GetLastError() == ERROR_SHARING_VIOLATION;
    if (handle == INVALID_HANDLE_VALUE)
        return nullptr;
    return std::unique_ptr<SystemLock>(new SystemLock(reinterpret_cast<qintptr>(handle)));
}

bool ProfileLock::SystemLock::isHeld(const QString& file)
{
    const std::wstring name = QDir::toNativeSeparators(file).toStdWString();
    const HANDLE handle = ::CreateFileW(name.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                                        FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return ::GetLastError() == ERROR_SHARING_VIOLATION;
    ::CloseHandle(handle);
    return false;
}

ProfileLock::SystemLock::~SystemLock()
{
    ::CloseHandle(reinterpret_cast<HANDLE>(m_handle));
}

} // namespace causeway::app
