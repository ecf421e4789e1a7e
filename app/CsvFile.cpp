// SPDX-License-Identifier: GPL-3.0-or-later
#include "CsvFile.h"

#include <QCoreApplication>
#include <QStringDecoder>

namespace causeway::app {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::CsvFile)
};

tl::unexpected<Error> badLine(int line, const QString& message, const QString& remedy)
{
    Error error = Error::make(ErrorKind::Invalid, message, remedy, QStringLiteral("csv"));
    error.path = Words::tr("line %1").arg(line);
    return fail(std::move(error));
}

/// One pass over the text, a character at a time.
class Reader
{
public:
    explicit Reader(QString text) : m_text(std::move(text)) {}

    Result<std::vector<CsvRow>> read()
    {
        m_separator = separator();
        while (m_at < m_text.size()) {
            m_row.line = m_line;
            if (auto done = readRow(); !done)
                return fail(done.error());
            const bool isBlank = m_row.cells.size() == 1 && m_row.cells.first().isEmpty();
            if (!isBlank)
                m_rows.push_back(m_row);
            m_row.cells.clear();
        }
        return std::move(m_rows);
    }

private:
    QChar separator() const
    {
        const qsizetype end = m_text.indexOf(u'\n');
        const QStringView first = QStringView(m_text).left(end < 0 ? m_text.size() : end);
        return !first.contains(u',') && first.contains(u';') ? u';' : u',';
    }

    Result<void> readRow()
    {
        while (true) {
            if (auto cell = m_at < m_text.size() && m_text[m_at] == u'"' ? readQuoted() : readPlain(); !cell)
                return cell;
            if (m_at < m_text.size() && m_text[m_at] == m_separator) {
                ++m_at;
                continue;
            }
            if (m_at < m_text.size() && m_text[m_at] == u'\r')
                ++m_at;
            if (m_at >= m_text.size())
                return {};
            if (m_text[m_at] != u'\n')
                return badLine(m_line, Words::tr("Something stands after a closing quote."),
                               Words::tr("Double the quotes inside of a quoted cell."));
            ++m_at;
            ++m_line;
            return {};
        }
    }

    Result<void> readPlain()
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != m_separator && m_text[m_at] != u'\n' && m_text[m_at] != u'\r') {
            if (m_text[m_at] == u'"')
                return badLine(m_line, Words::tr("A quote stands inside of a cell without quotes."),
                               Words::tr("Put the whole cell in quotes and double the quotes inside."));
            ++m_at;
        }
        m_row.cells << m_text.sliced(start, m_at - start);
        return {};
    }

    Result<void> readQuoted()
    {
        QString cell;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (c == u'"') {
                if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != u'"') {
                    ++m_at;
                    m_row.cells << cell;
                    return {};
                }
                ++m_at;
            } else if (c == u'\n') {
                ++m_line;
            }
            cell += c;
        }
        return badLine(m_row.line, Words::tr("A quote is opened and never closed."), Words::tr("Close the cell with a quote."));
    }

    QString m_text;
    QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
    CsvRow m_row;
    std::vector<CsvRow> m_rows;
};
} // namespace

Result<std::vector<CsvRow>> readCsv(QByteArrayView utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8); // takes a byte order mark away
    QString text = decoder(utf8);
    if (decoder.hasError())
        return badLine(1, Words::tr("The file is not UTF-8 text."), Words::tr("Save it as \"CSV UTF-8\"."));
    return Reader(std::move(text)).read();
}

} // namespace causeway::app
