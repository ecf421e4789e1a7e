// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "SignalStop.h"
#include "base/FileAccess.h"
#include "cli/Program.h"

int main(int argc, char* argv[])
{
    using namespace causeway;
    file_access::makeProcessPrivate();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("causeway-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CAUSEWAY_VERSION));
    app::SignalStop signalStop;
    app::cli::Program program({}, signalStop.token());
    return program.run(QCoreApplication::arguments().mid(1), qEnvironmentVariable("CAUSEWAY_SECRETS_FILE"));
}
