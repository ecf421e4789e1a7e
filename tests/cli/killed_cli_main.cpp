// SPDX-License-Identifier: GPL-3.0-or-later
// causeway-cli as it ships, with one difference: wall time is moved by the milliseconds that stand in a file, so that a test need
// not wait for the quarter-hour checks of unclear outcomes. Everything else, main() included, is app/main_cli.cpp's code.
#include <QCoreApplication>

#include "SignalStop.h"
#include "base/FileAccess.h"
#include "cli/MovedClock.h"
#include "cli/Program.h"

int main(int argc, char* argv[])
{
    using namespace causeway;
    file_access::makeProcessPrivate();
    QCoreApplication application(argc, argv);
    app::SignalStop signalStop;
    test::MovedClock clock(qEnvironmentVariable("CAUSEWAY_TEST_CLOCK"));
    app::cli::Services services;
    services.clock = &clock;
    app::cli::Program program(services, signalStop.token());
    return program.run(QCoreApplication::arguments().mid(1), qEnvironmentVariable("CAUSEWAY_SECRETS_FILE"));
}
