// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <QByteArray>
#include <QString>

#include "base/Result.h"

namespace causeway::app {

/// Builds a ZIP archive in memory: deflated entries, UTF-8 names, no encryption, sizes below 4 GiB (PKWARE APPNOTE 6.3,
/// sections 4.3.7 to 4.3.16). Qt's own writer is private and in its GUI module, and zlib (which we have) does all but these few
/// headers.
class ZipWriter final
{
public:
    /// name: forward slashes. Storage when zlib fails.
    [[nodiscard]] Result<void> add(const QString& name, const QByteArray& bytes);
    /// The whole archive; nothing can be added afterwards.
    [[nodiscard]] QByteArray finish();

private:
    QByteArray m_archive;
    QByteArray m_directory;
    std::uint16_t m_entries = 0;
};

} // namespace causeway::app
