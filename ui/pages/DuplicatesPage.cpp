// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/DuplicatesPage.h"

#include <QPushButton>

#include "Format.h"
#include "pages/OrdersPage.h"
#include "pages/Rows.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {

std::vector<Column> columns()
{
    using Kind = Column::Kind;
    return {{QStringLiteral("duplicates.col.customer"), DuplicatesPage::tr("Buyer and customers"), 40, Kind::Text, {}},
            {QStringLiteral("duplicates.col.external"), DuplicatesPage::tr("External id"), 34, Kind::Id, {}},
            {QStringLiteral("duplicates.col.madeBy"), DuplicatesPage::tr("Made by"), 0, Kind::Text, {}},
            {QStringLiteral("duplicates.col.orders"), DuplicatesPage::tr("Sales orders"), 13, Kind::Number, {}}};
}

const QString kCustomer = QStringLiteral("customer:");

} // namespace

DuplicatesPage::DuplicatesPage(Ui& ui, QWidget* parent)
    : ListPage(ui, QStringLiteral("duplicates"), tr("Duplicate customers"), columns(), parent)
{
    setTitle(tr("Orders"));
    addTabs(OrdersPage::tabs());
    m_look = build::button(ui.theme, QStringLiteral("duplicates.lookButton"), tr("&Look in NetSuite"), {}, true);
    m_look->setToolTip(tr("Reads the customers with an anonymised address of Amazon; changes nothing"));
    filter().addStretch();
    filter().addRight(new PlainLabel(ui.theme, tr("An order takes the customer that Causeway made, else the oldest one"),
                                     PlainLabel::Role::Muted));
    headerActions()->addWidget(m_look);
    filter().addRight(ui.actions.button(Verb::OpenNetSuite, QStringLiteral("duplicates.action.openNetSuite")));
    table()->setGrouped(true);
    connect(m_look, &QPushButton::clicked, this, &DuplicatesPage::look);
    connect(table(), &RecordTable::currentChangedTo, this, &Page::verbsChanged);
    connect(table(), &RecordTable::opened, this, [this] {
        if (can(Verb::OpenNetSuite))
            perform(Verb::OpenNetSuite);
    });
    show();
}

void DuplicatesPage::look()
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    show();
    ui().tasks.run(
        QStringLiteral("duplicates.look"), this,
        [&engine = ui().session.engine](const StopToken& stop) { return engine.duplicateCustomers(stop); },
        [this](Result<std::vector<engine::Engine::DuplicateCustomers>> found) {
            m_isLooking = false;
            if (told(found)) {
                m_found = std::move(*found);
                m_foundAt = ui().now();
            }
            show();
        });
}

void DuplicatesPage::show()
{
    std::vector<TableRow> out;
    if (m_found) {
        for (const auto& buyer : *m_found) {
            TableRow group;
            group.group = true;
            group.selectable = false;
            group.id = QStringLiteral("buyer:") + buyer.customers.front().id;
            group.cells = {rows::text(format::remote(buyer.address)), Cell{},
                           rows::text(tr("%n customers", nullptr, static_cast<int>(buyer.customers.size())), Token::Muted),
                           Cell{}};
            for (const auto& customer : buyer.customers) {
                TableRow row;
                row.id = kCustomer + customer.id;
                row.cells = {rows::text(tr("Customer %1").arg(format::remote(customer.id))),
                             rows::text(format::remote(customer.externalId)),
                             rows::text(customer.isOurs ? tr("Causeway") : tr("somebody else"), Token::Muted),
                             rows::number(customer.salesOrders)};
                group.children.push_back(std::move(row));
            }
            out.push_back(std::move(group));
        }
    }
    const int count = static_cast<int>(out.size());
    rows().setRows(std::move(out));
    table()->expandAll();
    build::allow(m_look, ui().session.mayWrite && !m_isLooking,
                 m_isLooking ? tr("NetSuite is being asked.") : tr("Another Causeway works with this profile."));
    setCount(m_isLooking ? tr("Looking in NetSuite\u2026")
             : !m_found  ? tr("Not looked yet")
             : count > 0 ? tr("%n buyers have more than one customer", nullptr, count)
                         : tr("No buyer has more than one customer"));
    panel().setFooter(m_found ? tr("As NetSuite showed it at %1").arg(format::clock(m_foundAt)) : QString(),
                      tr("Customers are merged in NetSuite: Lists, Mass Update, Entity Duplicate Resolution"));
    if (!m_found)
        panel().setEmptyText(tr("Causeway looks in NetSuite for customers with the same Amazon address."), tr("Look in NetSuite"),
                             [this] { look(); });
    else
        panel().setEmptyText(tr("No buyer has more than one customer."));
    selectFirst();
    Q_EMIT verbsChanged();
}

Subject DuplicatesPage::subject() const
{
    const QString id = table()->currentId();
    if (!id.startsWith(kCustomer))
        return {};
    return {{}, {}, {}, {}, QStringLiteral("customer"), id.mid(kCustomer.size())};
}

void DuplicatesPage::refresh(int topics)
{
    if ((topics & ChangeHub::Connections) != 0)
        show();
}

} // namespace causeway::ui
