// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/ListPage.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QSplitter>

#include "widgets/Build.h"

namespace causeway::ui {

namespace {
constexpr int kStackedRows = 8; ///< header and footer included
}

ListPage::ListPage(Ui& ui, const QString& id, const QString& title, std::vector<Column> columns, QWidget* parent)
    : Page(ui, id, title, parent)
{
    m_filter = new FilterBar(ui.theme, id);
    content()->addWidget(m_filter);
    auto* line = build::frame("line");
    content()->addWidget(line);
    m_splitter = new QSplitter;
    m_splitter->setObjectName(id + QStringLiteral(".splitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(std::max(2, ui.theme.u(1) / 2));
    content()->addWidget(m_splitter, 1);
    m_panel = new TablePanel(ui.theme, std::move(columns), id + QStringLiteral(".table"), title);
    m_splitter->addWidget(m_panel);
    headerEnd()->addWidget(ui.actions.button(Verb::Export, id + QStringLiteral(".action.export")));
    m_panel->table().setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&m_panel->table(), &QWidget::customContextMenuRequested, this, &ListPage::contextMenu);
    connect(&m_panel->table(), &RecordTable::selectionChangedTo, this, [this] { Q_EMIT verbsChanged(); });
    connect(m_filter, &FilterBar::changed, this, [this] { restart(); });
}

void ListPage::setPane(QWidget* pane, int tableShare, int paneShare)
{
    m_pane = pane;
    m_splitter->addWidget(pane);
    m_splitter->setStretchFactor(0, tableShare);
    m_splitter->setStretchFactor(1, paneShare);
    m_splitter->setSizes({tableShare * 100, paneShare * 100});
}

void ListPage::setStacked(bool stacked)
{
    m_splitter->setOrientation(stacked ? Qt::Vertical : Qt::Horizontal);
    // Over its pane a table would shrink to nothing in a low window; the page scrolls instead.
    m_panel->setMinimumHeight(stacked ? kStackedRows * ui().theme.rowHeight() : 0);
}

bool ListPage::can(Verb verb) const
{
    if (verb == Verb::CopyId)
        return m_panel->table().currentIndex().isValid();
    return Page::can(verb);
}

void ListPage::perform(Verb verb)
{
    if (verb == Verb::CopyId)
        QApplication::clipboard()->setText(m_panel->table().currentId().section(u':', -1));
    else
        Page::perform(verb);
}

void ListPage::restart()
{
    rows().restart();
    selectFirst();
}

void ListPage::selectFirst()
{
    if (m_panel->table().currentIndex().isValid())
        return;
    QModelIndex first = rows().index(0, 0);
    if (first.isValid() && m_panel->table().rootIsDecorated()) {
        m_panel->table().expand(first);
        if (rows().canFetchMore(first))
            rows().fetchMore(first);
        if (rows().rowCount(first) > 0)
            first = rows().index(0, 0, first);
    }
    if (first.isValid())
        m_panel->table().select(rows().id(first));
}

void ListPage::contextMenu(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(id() + QStringLiteral(".contextMenu"));
    menu->setAccessibleName(tr("Actions"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Verb verb :
         contextVerbs() + QList<Verb>{Verb::Count, Verb::Copy, Verb::CopyWithHeaders, Verb::CopyId, Verb::Export}) {
        if (verb == Verb::Count)
            menu->addSeparator();
        else
            menu->addAction(ui().actions.action(verb));
    }
    menu->popup(m_panel->table().viewport()->mapToGlobal(at));
}

} // namespace causeway::ui
