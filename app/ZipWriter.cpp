// SPDX-License-Identifier: GPL-3.0-or-later
#include "ZipWriter.h"

#include <zlib.h>

#include <QCoreApplication>
#include <QtEndian>

namespace causeway::app {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::ZipWriter)
};

constexpr std::uint16_t kVersion = 20;         // 2.0: deflate
constexpr std::uint16_t kUtf8Names = 1U << 11; // general purpose bit 11
constexpr std::uint16_t kDeflate = 8;
constexpr std::uint32_t kDosDay = (1U << 5) | 1; // 1980-01-01: the time is in the files themselves
constexpr std::uint32_t kUnixOwnerOnly = 0100600U << 16;

template<class T>
void put(QByteArray& to, T value)
{
    const T little = qToLittleEndian(value);
    to.append(reinterpret_cast<const char*>(&little), sizeof(T));
}

/// Raw deflate (without zlib's own header), as ZIP wants it.
Result<QByteArray> deflated(const QByteArray& bytes)
{
    z_stream stream{};
    const bool isOpen = deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.constData())); // zlib's interface lacks const
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool isDone = isOpen && deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    if (!isDone)
        return fail(ErrorKind::Storage, Words::tr("The archive could not be packed."),
                    Words::tr("Free some memory and try again."));
    return packed;
}
} // namespace

Result<void> ZipWriter::add(const QString& name, const QByteArray& bytes)
{
    const Result<QByteArray> packed = deflated(bytes);
    if (!packed)
        return fail(packed.error());
    const QByteArray utf8 = name.toUtf8();
    const auto offset = static_cast<std::uint32_t>(m_archive.size());
    const auto checksum =
        static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.constData()), static_cast<uInt>(bytes.size())));
    const auto common = [&](QByteArray& to) { // the part that local header and directory share
        put(to, kVersion);
        put(to, kUtf8Names);
        put(to, kDeflate);
        put(to, kDosDay << 16);
        put(to, checksum);
        put(to, static_cast<std::uint32_t>(packed->size()));
        put(to, static_cast<std::uint32_t>(bytes.size()));
        put(to, static_cast<std::uint16_t>(utf8.size()));
        put(to, std::uint16_t{0}); // extra field
    };
    put(m_archive, std::uint32_t{0x04034b50});
    common(m_archive);
    m_archive += utf8 + *packed;

    put(m_directory, std::uint32_t{0x02014b50});
    put(m_directory, static_cast<std::uint16_t>((3U << 8) | kVersion)); // made on Unix, so that the mode below counts
    common(m_directory);
    put(m_directory, std::uint16_t{0}); // comment
    put(m_directory, std::uint16_t{0}); // disk
    put(m_directory, std::uint16_t{0}); // internal attributes
    put(m_directory, kUnixOwnerOnly);
    put(m_directory, offset);
    m_directory += utf8;
    ++m_entries;
    return {};
}

QByteArray ZipWriter::finish()
{
    const auto offset = static_cast<std::uint32_t>(m_archive.size());
    m_archive += m_directory;
    put(m_archive, std::uint32_t{0x06054b50});
    put(m_archive, std::uint16_t{0}); // this disk
    put(m_archive, std::uint16_t{0}); // disk of the directory
    put(m_archive, m_entries);
    put(m_archive, m_entries);
    put(m_archive, static_cast<std::uint32_t>(m_directory.size()));
    put(m_archive, offset);
    put(m_archive, std::uint16_t{0}); // comment
    return m_archive;
}

} // namespace causeway::app
