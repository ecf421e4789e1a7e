// SPDX-License-Identifier: GPL-3.0-or-later
// causeway-pdf: reads one proof sheet (JSON, see engine/ProofSheetJson.h) from standard input, writes the PDF to standard output.
// Called by causeway-cli. Ends with 1 and a sentence on standard error when it cannot.
#include <QFile>
#include <QGuiApplication>

#include "ProofPdf.h"
#include "engine/ProofSheetJson.h"

namespace {
causeway::Result<QByteArray> pdfFrom(const QByteArray& input)
{
    return causeway::Json::parse(input).and_then(causeway::engine::proofSheetFromJson).and_then(causeway::paper::proofPdf);
}
} // namespace

int main(int argc, char* argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // fonts are needed, a display is not
    const QGuiApplication application(argc, argv);
    QFile in, out, errors;
    if (!in.open(stdin, QFile::ReadOnly) || !out.open(stdout, QFile::WriteOnly) || !errors.open(stderr, QFile::WriteOnly))
        return 1;
    const auto pdf = pdfFrom(in.readAll());
    if (!pdf) {
        errors.write(pdf.error().message.toUtf8() + '\n');
        return 1;
    }
    return out.write(*pdf) == pdf->size() && out.flush() ? 0 : 1;
}
