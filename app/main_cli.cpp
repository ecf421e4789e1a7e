// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <QCoreApplication>

#ifdef CAUSEWAY_PAPER
#include "PaperApplication.h"
#include "ProofPdf.h"
#include "ProofWorkbook.h"
#endif
#include "SignalStop.h"
#include "base/FileAccess.h"
#include "cli/Program.h"

int main(int argc, char* argv[])
{
    using namespace causeway;
    file_access::makeProcessPrivate();
    app::cli::Services services;
#ifdef CAUSEWAY_PAPER
    const auto application = paper::makeApplication(argc, argv);
    services.proofPdf = paper::proofPdf;
    services.proofWorkbook = paper::writeProofWorkbook;
#else
    const auto application = std::make_unique<QCoreApplication>(argc, argv);
#endif
    QCoreApplication::setApplicationName(QStringLiteral("causeway-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CAUSEWAY_VERSION));
    app::SignalStop signalStop;
    app::cli::Program program(services, signalStop.token());
    return program.run(QCoreApplication::arguments().mid(1), qEnvironmentVariable("CAUSEWAY_SECRETS_FILE"));
}
