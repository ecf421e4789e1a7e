// SPDX-License-Identifier: GPL-3.0-or-later
#include "bank/CsvRecords.h"

#include <algorithm>

#include <QCoreApplication>

namespace causeway::bank {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::bank::CsvRecords)
};

class Splitter
{
public:
    Splitter(QByteArrayView bytes, char delimiter) : m_bytes(bytes), m_delimiter(delimiter) {}

    Result<std::vector<CsvRecord>> run()
    {
        while (m_at < m_bytes.size()) {
            const char c = m_bytes[m_at];
            if (c == '"' && m_field.isEmpty() && !m_wasQuoted) {
                const qint64 opened = m_line;
                if (!quoted())
                    return fail(ErrorKind::Invalid,
                                Words::tr("The quotation mark opened in line %1 is never closed.").arg(opened),
                                Words::tr("Download the statement again."), QStringLiteral("open-quote"));
            } else if (c == m_delimiter) {
                endField();
                ++m_at;
            } else if (c == '\n' || c == '\r') {
                m_at += c == '\r' && m_at + 1 < m_bytes.size() && m_bytes[m_at + 1] == '\n' ? 2 : 1;
                endRecord();
                ++m_line;
                m_start = m_line;
            } else {
                m_field += c;
                ++m_at;
            }
        }
        endRecord();
        return std::move(m_records);
    }

private:
    bool quoted()
    {
        m_wasQuoted = true;
        for (++m_at; m_at < m_bytes.size(); ++m_at) {
            const char c = m_bytes[m_at];
            if (c == '"') {
                if (m_at + 1 >= m_bytes.size() || m_bytes[m_at + 1] != '"') {
                    ++m_at;
                    return true;
                }
                ++m_at;
            } else if (c == '\n' || (c == '\r' && (m_at + 1 >= m_bytes.size() || m_bytes[m_at + 1] != '\n'))) {
                ++m_line;
            }
            m_field += c;
        }
        return false;
    }
    void endField()
    {
        m_fields.push_back(std::move(m_field));
        m_field.clear();
        m_wasQuoted = false;
    }
    void endRecord()
    {
        endField();
        const bool hasData =
            std::any_of(m_fields.begin(), m_fields.end(), [](const QByteArray& f) { return !f.trimmed().isEmpty(); });
        if (hasData)
            m_records.push_back({m_start, std::move(m_fields)});
        m_fields.clear();
    }

    QByteArrayView m_bytes;
    char m_delimiter;
    qsizetype m_at = 0;
    qint64 m_line = 1, m_start = 1;
    bool m_wasQuoted = false;
    QByteArray m_field;
    std::vector<QByteArray> m_fields;
    std::vector<CsvRecord> m_records;
};
} // namespace

Result<std::vector<CsvRecord>> csvRecords(QByteArrayView bytes, char delimiter)
{
    return Splitter(bytes, delimiter).run();
}

} // namespace causeway::bank
