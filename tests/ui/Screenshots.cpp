// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QImageWriter>
#include <QTabWidget>
#include <QTest>
#include <QTextStream>
#include <QTranslator>

#include "DemoWindow.h"
#include "NoHost.h"
#include "db/RecordTable.h"
#include "db/SettlementTable.h"
#include "reading/Tasks.h"
#include "widgets/RecordTable.h"
#include "wizard/SetupWizard.h"

using namespace causeway;
using namespace causeway::ui;

namespace {

constexpr int kSettleMs = 5000; ///< at most, for pages whose figures are read on a worker

void save(QWidget& widget, const QString& file)
{
    QImageWriter writer(file, "png");
    writer.setCompression(100);
    const QImage shot = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    if (!writer.write(shot))
        QTextStream(stderr) << file << ": not written" << Qt::endl;
}

void settle(MainWindow& window, const QString& page)
{
    QCoreApplication::sendPostedEvents();
    if (page == QLatin1StringView("home")) {
        const auto* flows = window.findChild<RecordTable*>(QStringLiteral("home.flows.table"));
        static_cast<void>(QTest::qWaitFor([flows] { return flows != nullptr && flows->rows().rowCount() > 0; }, kSettleMs));
    }
    if (page == QLatin1StringView("errors") || page == QLatin1StringView("mappings")) {
        const auto* items =
            window.findChild<RecordTable*>(page == QLatin1StringView("errors") ? QStringLiteral("errors.pane.fix.itemTable")
                                                                               : QStringLiteral("mappings.pane.itemTable"));
        static_cast<void>(QTest::qWaitFor([items] { return items != nullptr && items->rows().rowCount() > 0; }, kSettleMs / 2));
    }
    if (page == QLatin1StringView("settlements") || page == QLatin1StringView("settlement")) {
        const auto* table = window.current()->table();
        static_cast<void>(QTest::qWaitFor([table] { return table->rows().rowCount() > 0; }, kSettleMs));
    }
    QTest::qWait(100);
}

/// The settlement with the most to show: the newest one of Germany's store, which has everything mapped.
QString someSettlement(Session& session)
{
    auto list = session.database.read(
        [](db::Connection& connection) { return db::SettlementTable(connection).list(QStringLiteral("de"), std::nullopt, 1); });
    return list && !list->empty() ? QString::number(list->front().settlement.record.value()) : QString();
}

} // namespace

/// Pictures of every page of the demo company, light and dark: causeway_screenshots [--text 2] FOLDER
int main(int argc, char* argv[])
{
    // Without a display the pictures are drawn in memory.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && !qEnvironmentVariableIsSet("DISPLAY") &&
        !qEnvironmentVariableIsSet("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    for (int i = 1; i + 1 < argc; ++i) {
        if (qstrcmp(argv[i], "--scale") == 0)
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("causeway-screenshots"));
    QTranslator english;
    if (english.load(QStringLiteral(":/causeway/i18n/causeway_en.qm")))
        QApplication::installTranslator(&english);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption text(QStringLiteral("text"), QStringLiteral("Text scale, e.g. 2."), QStringLiteral("FACTOR"),
                                  QStringLiteral("1"));
    const QCommandLineOption scale(QStringLiteral("scale"), QStringLiteral("Device pixel ratio, e.g. 2."),
                                   QStringLiteral("FACTOR"), QStringLiteral("1"));
    parser.addOptions({text, scale});
    parser.addPositionalArgument(QStringLiteral("FOLDER"), QStringLiteral("Where the pictures go."));
    parser.process(application);
    const QString folder = parser.positionalArguments().value(0, QStringLiteral("."));
    QDir().mkpath(folder);
    QFont font = QApplication::font();
    font.setPointSizeF(10.0 * parser.value(text).toDouble());
    QApplication::setFont(font);

    Theme theme(application);
    auto opened = DemoWindow::open(theme);
    if (!opened) {
        QTextStream(stderr) << opened.error().message << ' ' << opened.error().remedy << Qt::endl;
        return 1;
    }
    DemoWindow& demo = **opened;
    MainWindow& window = demo.window();
    demo.session().engine.start(); // so that the window shows a company at work
    window.QWidget::show();
    RecordId failed;
    auto records = demo.session().database.read([](db::Connection& connection) {
        db::RecordFilter filter;
        filter.state = db::RecordState::Review;
        return db::RecordReads(connection).list(filter);
    });
    if (records && !records->empty())
        failed = records->front().id;
    const QString suffix = parser.value(text) != QLatin1StringView("1")    ? QStringLiteral("-text") + parser.value(text)
                           : parser.value(scale) != QLatin1StringView("1") ? QStringLiteral("-x") + parser.value(scale)
                                                                           : QString();
    NoHost host;
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        theme.setScheme(scheme);
        const QString look = (scheme == Theme::Scheme::Dark ? QStringLiteral("-dark") : QStringLiteral("-light")) + suffix +
                             QStringLiteral(".png");
        for (const QString& page : window.pageIds()) {
            window.show({page, page == QLatin1StringView("record") ? QStringLiteral("review") : QString(),
                         page == QLatin1StringView("record")       ? QString::number(failed.value())
                         : page == QLatin1StringView("settlement") ? someSettlement(demo.session())
                                                                   : QString()});
            settle(window, page);
            save(window, QDir(folder).filePath(page + look));
        }
        SetupWizard wizard(theme, host);
        wizard.setAttribute(Qt::WA_DeleteOnClose, false);
        wizard.show();
        wizard.resize(theme.ch(135), theme.u(180)); // as on a screen that is large enough
        QTest::qWait(100);
        save(wizard, QDir(folder).filePath(QStringLiteral("wizard") + look));
    }
    return 0;
}
