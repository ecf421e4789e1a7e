// SPDX-License-Identifier: GPL-3.0-or-later
#include "DemoWindow.h"

#include "db/RecordTable.h"
#include "gui/GuiProgram.h"
#include "simulator/AmazonSim.h"
#include "simulator/Simulation.h"

namespace causeway::ui {

Result<std::unique_ptr<DemoWindow>> DemoWindow::open(Theme& theme, int orders)
{
    auto opened = std::unique_ptr<DemoWindow>(new DemoWindow);
    app::DemoOptions options;
    options.folder = opened->m_folder.filePath(QStringLiteral("demo"));
    options.orders = orders;
    auto demo = app::DemoCompanyProfile::start(options);
    if (!demo)
        return fail(demo.error());
    opened->m_demo = std::move(*demo);
    if (auto results = opened->m_demo->runOnce({}); !results)
        return fail(results.error());

    // New orders that are only planned.
    simulator::AmazonSim& amazon = opened->m_demo->simulation().amazon();
    QString store;
    QStringList added;
    for (const simulator::AmazonOrder& order : amazon.orders()) {
        if (order.items.empty() || order.status != QLatin1StringView("UNSHIPPED") || added.size() >= 4 ||
            (!store.isEmpty() && order.store != store))
            continue;
        store = order.store;
        added << amazon.addOrder(amazon.makeOrder(order.store, {order.items.front().sku}));
    }
    engine::RunRequest request;
    request.flow = QStringLiteral("orders-mfn");
    request.store = store;
    request.orders = added;
    request.planOnly = true;
    if (auto planned = opened->m_demo->composition().engine().run(request, {}); !planned)
        return fail(planned.error());
    opened->m_session = app::GuiProgram::sessionOf(*opened->m_demo);
    opened->makeWindow(theme);
    return opened;
}

void DemoWindow::makeWindow(Theme& theme)
{
    m_window.reset();
    m_window = std::make_unique<MainWindow>(theme, *m_session, nullptr);
    m_window->resize(1440, 900);
}

qint64 DemoWindow::count(db::RecordState state)
{
    return m_session->database.read([state](db::Connection& connection) { return db::RecordReads(connection).count(state); })
        .value_or(-1);
}

} // namespace causeway::ui
