// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCommandLineParser>
#include <QDesktopServices>
#include <QLocale>
#include <QTranslator>

#include "SignalStop.h"
#include "base/FileAccess.h"
#include "gui/GuiProgram.h"

int main(int argc, char* argv[])
{
    using namespace causeway;
    file_access::makeProcessPrivate();
    app::SignalStop signalStop; // before any thread: they inherit the blocked signals
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("causeway"));
    QApplication::setApplicationVersion(QStringLiteral(CAUSEWAY_VERSION));
    QApplication::setApplicationDisplayName(QString()); // the window's title says everything

    // English is a translation, too: it has the plural forms. The user's language lies over it.
    QTranslator english, local;
    if (english.load(QStringLiteral(":/causeway/i18n/causeway_en.qm")))
        QApplication::installTranslator(&english);
    if (local.load(QLocale(), QStringLiteral("causeway"), QStringLiteral("_"), QStringLiteral(":/causeway/i18n")))
        QApplication::installTranslator(&local);

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "Keeps Amazon Seller Central and NetSuite in step."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption profile(QStringLiteral("profile"), QCoreApplication::translate("main", "Profile folder."),
                                     QStringLiteral("DIR"));
    const QCommandLineOption secrets(
        QStringLiteral("secrets-file"),
        QCoreApplication::translate("main", "JSON file with the secrets, instead of the system keychain."),
        QStringLiteral("FILE"), qEnvironmentVariable("CAUSEWAY_SECRETS_FILE"));
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QCoreApplication::translate("main", "Opens the demo company in its own profile."));
    const QCommandLineOption page(
        QStringLiteral("page"),
        QCoreApplication::translate("main",
                                    "Page shown first: home, review, errors, orders, shipments, flows, mappings, settings."),
        QStringLiteral("NAME"));
    parser.addOptions({profile, secrets, demo, page});
    parser.process(application);

    ui::Theme theme(application);
    app::GuiOptions options;
    options.profile = parser.value(profile);
    options.secretsFile = parser.value(secrets);
    options.demo = parser.isSet(demo);
    options.page = parser.value(page);
    options.openUrl = [&signalStop](const QUrl& url) { signalStop.withoutBlocking([&url] { QDesktopServices::openUrl(url); }); };
    app::GuiProgram program(std::move(options), theme);
    if (signalStop.token().stopRequested()) // it came before there was a loop to end
        return 0;
    program.start();
    const int code = QApplication::exec();
    return program.exitCode() != 0 ? program.exitCode() : code;
}
