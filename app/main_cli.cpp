// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#ifdef CAUSEWAY_PAPER
#include "ProofWorkbook.h"
#endif
#include "SignalStop.h"
#include "base/FileAccess.h"
#include "cli/Program.h"

int main(int argc, char* argv[])
{
    using namespace causeway;
    file_access::makeProcessPrivate();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("causeway-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CAUSEWAY_VERSION));
    app::cli::Services services;
#ifdef CAUSEWAY_PAPER
    services.proofWorkbook = paper::writeProofWorkbook;
#endif
    app::SignalStop signalStop;
    app::cli::Program program(services, signalStop.token());
    return program.run(QCoreApplication::arguments().mid(1), qEnvironmentVariable("CAUSEWAY_SECRETS_FILE"));
}
