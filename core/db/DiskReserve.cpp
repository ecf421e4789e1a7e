// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/DiskReserve.h"

#include <vector>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QStorageInfo>

#include "base/FileAccess.h"

namespace causeway::db {

QString DiskReserve::fileBeside(const QString& database)
{
    return QFileInfo(database).absolutePath() + QStringLiteral("/ballast");
}

Result<void> DiskReserve::ensure()
{
    const std::lock_guard lock(m_mutex);
    if (m_held)
        return {};
    m_held = QFileInfo(m_file).size() >= kBytes;
    if (!m_held) {
        const QStorageInfo disk(QFileInfo(m_file).absolutePath());
        m_held = disk.bytesAvailable() >= kBytes + kFreeBesides && fill();
    }
    if (m_held)
        return {};
    return fail(ErrorKind::Storage,
                QCoreApplication::translate("causeway::db", "The disk with the profile is nearly full, so nothing is sent."),
                QCoreApplication::translate("causeway::db", "Free at least 50 MB; Causeway goes on by itself."),
                QStringLiteral("disk-full"));
}

bool DiskReserve::fill()
{
    // Random bytes: a file system that compresses would reserve nothing for zeros.
    std::vector<quint32> block(std::size_t(256) * 1024);
    QRandomGenerator generator(20'261'123);
    generator.generate(block.begin(), block.end());
    const qint64 blockBytes = static_cast<qint64>(block.size()) * qint64(sizeof(quint32));
    QFile file(m_file);
    bool written = file.open(QFile::WriteOnly | QFile::Truncate);
    for (qint64 at = 0; written && at < kBytes; at += blockBytes)
        written = file.write(reinterpret_cast<const char*>(block.data()), blockBytes) == blockBytes;
    written = written && file.flush();
    file.close();
    if (!written) {
        file.remove();
        return false;
    }
    return file_access::makePrivate(m_file).has_value();
}

void DiskReserve::release()
{
    const std::lock_guard lock(m_mutex);
    m_held = false;
    QFile::remove(m_file);
}

} // namespace causeway::db
