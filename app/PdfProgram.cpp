// SPDX-License-Identifier: GPL-3.0-or-later
#include "PdfProgram.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>

#include "base/Text.h"
#include "engine/ProofSheetJson.h"

namespace causeway::app {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::PdfProgram)
};
constexpr int kTimeoutMs = 60'000;

Error refusal(const QString& message, const QString& remedy, const QString& program)
{
    Error error = Error::make(ErrorKind::Invalid, message, remedy, QStringLiteral("no-pdf-program"));
    error.path = program;
    return error;
}
} // namespace

Result<QByteArray> proofAsPdf(const engine::ProofSheet& sheet)
{
    const QString name = QStringLiteral("causeway-pdf");
    const QString program = QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    if (program.isEmpty())
        return fail(refusal(Words::tr("PDF files are made by the program causeway-pdf, which is not installed here."),
                            Words::tr("Install it beside causeway-cli, or write the proof with --xlsx."),
                            QDir::toNativeSeparators(QCoreApplication::applicationDirPath() + u'/' + name)));
    QProcess process;
    process.start(program, QStringList{});
    process.write(engine::toJson(sheet).toBytes());
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(kTimeoutMs);
    const QByteArray pdf = process.readAllStandardOutput();
    if (ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 && pdf.startsWith("%PDF-"))
        return pdf;
    return fail(refusal(
        Words::tr("The PDF could not be made: %1").arg(safeText(QString::fromUtf8(process.readAllStandardError()).trimmed())),
        Words::tr("Install what the message names, or write the proof with --xlsx."), QDir::toNativeSeparators(program)));
}

} // namespace causeway::app
