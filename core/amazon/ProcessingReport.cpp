// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/ProcessingReport.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

namespace causeway::amazon {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::ProcessingReport)
};

QString textOf(QXmlStreamReader& xml)
{
    return xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
}

void readSummary(QXmlStreamReader& xml, ProcessingReport& report)
{
    while (xml.readNextStartElement()) {
        const QString name = xml.name().toString();
        const qint64 count = textOf(xml).toLongLong();
        if (name == QStringLiteral("MessagesProcessed"))
            report.processed = count;
        else if (name == QStringLiteral("MessagesSuccessful"))
            report.successful = count;
        else if (name == QStringLiteral("MessagesWithError"))
            report.withError = count;
        else if (name == QStringLiteral("MessagesWithWarning"))
            report.withWarning = count;
    }
}

void readLine(QXmlStreamReader& xml, ProcessingReport& report)
{
    ProcessingReport::Line line;
    while (xml.readNextStartElement()) {
        const QString name = xml.name().toString();
        const QString text = textOf(xml);
        if (name == QStringLiteral("MessageID"))
            line.messageId = text.toLongLong();
        else if (name == QStringLiteral("ResultCode"))
            line.resultCode = text;
        else if (name == QStringLiteral("ResultMessageCode"))
            line.messageCode = text;
        else if (name == QStringLiteral("ResultDescription"))
            line.description = text;
    }
    report.lines.push_back(std::move(line));
}

void readReport(QXmlStreamReader& xml, ProcessingReport& report)
{
    while (xml.readNextStartElement()) {
        if (xml.name() == QStringLiteral("StatusCode"))
            report.statusCode = textOf(xml);
        else if (xml.name() == QStringLiteral("ProcessingSummary"))
            readSummary(xml, report);
        else if (xml.name() == QStringLiteral("Result"))
            readLine(xml, report);
        else
            xml.skipCurrentElement();
    }
}
} // namespace

const ProcessingReport::Line* ProcessingReport::errorOf(qint64 messageId) const
{
    for (const Line& line : lines) {
        if (line.messageId == messageId && line.isError())
            return &line;
    }
    return nullptr;
}

Result<ProcessingReport> readProcessingReport(const QByteArray& bytes)
{
    QXmlStreamReader xml(bytes);
    ProcessingReport report;
    bool found = false;
    while (!xml.atEnd() && !xml.hasError()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != QStringLiteral("ProcessingReport"))
            continue;
        readReport(xml, report);
        found = true;
    }
    if (found && !xml.hasError() && !report.statusCode.isEmpty())
        return report;
    return fail(ErrorKind::Invalid, Words::tr("Amazon's processing report of a feed cannot be read."),
                Words::tr("Look at the feed in Seller Central; send a support bundle."), QStringLiteral("unreadable"));
}

} // namespace causeway::amazon
