// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/Page.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QDir>
#include <QMenu>
#include <QPointer>
#include <QSet>

#include "SupportText.h"
#include "db/ViewTables.h"
#include "engine/Links.h"
#include "pages/TableExport.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"
#include "widgets/FileDialog.h"
#include "widgets/MessageBar.h"
#include "widgets/RecordTable.h"

namespace causeway::ui {

Page::Page(Ui& ui, QString id, const QString& title, QWidget* parent) : QWidget(parent), m_ui(ui), m_id(std::move(id))
{
    setObjectName(m_id + QStringLiteral(".page"));
    setAccessibleName(title);
    const Theme& theme = ui.theme;
    auto* layout = build::column(0);
    setLayout(layout);
    auto* head = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_title = new PlainLabel(theme, title, PlainLabel::Role::PageTitle);
    m_title->setMinimumHeight(theme.u(8));
    m_headerLead = build::row(theme.u(1));
    m_count = new PlainLabel(theme, {}, PlainLabel::Role::Muted);
    m_count->setElided(true);
    m_headerTabs = build::row(theme.u(1));
    m_headerActions = build::row(theme.u(2));
    head->addLayout(m_headerLead);
    head->addWidget(m_title);
    head->addLayout(m_headerTabs);
    head->addWidget(m_count, 1);
    head->addLayout(m_headerActions);
    m_headerEnd = build::row(theme.u(2));
    head->addLayout(m_headerEnd);
    layout->addLayout(head);
    m_messages = new MessageBar(theme, m_id + QStringLiteral(".message"));
    layout->addWidget(m_messages);
    m_content = build::column(0);
    layout->addLayout(m_content, 1);
    connect(&ui.changes, &ChangeHub::changed, this, [this](int topics) {
        if (isVisible()) {
            refresh(topics);
            Q_EMIT verbsChanged();
        } else {
            m_stale |= topics;
        }
    });
}

bool Page::can(Verb verb) const
{
    const Subject chosen = subject();
    if (verb == Verb::CopySupport)
        return chosen.record.isValid();
    if (verb == Verb::Copy || verb == Verb::CopyWithHeaders)
        return actedTable() != nullptr && actedTable()->currentIndex().isValid();
    if (verb == Verb::Export)
        return actedTable() != nullptr && actedTable()->rows().rowCount() > 0;
    if (!m_ui.session.openUrl)
        return false;
    if (verb == Verb::OpenAmazon)
        return engine::links::isOrderId(chosen.orderId);
    return verb == Verb::OpenNetSuite && !chosen.documentId.isEmpty();
}

void Page::perform(Verb verb)
{
    const Subject chosen = subject();
    if ((verb == Verb::Copy || verb == Verb::CopyWithHeaders) && actedTable() != nullptr)
        actedTable()->copy(verb == Verb::CopyWithHeaders);
    else if (verb == Verb::Export && actedTable() != nullptr)
        exportTable(*actedTable());
    else if (verb == Verb::CopySupport)
        copyForSupport(chosen.record);
    else if (verb == Verb::OpenNetSuite)
        openDocument(chosen.documentType, chosen.documentId);
    else if (verb == Verb::OpenAmazon)
        openOrder(chosen);
}

RecordTable* Page::actedTable() const
{
    auto* focused = qobject_cast<RecordTable*>(focusWidget());
    return focused != nullptr && focused->isVisible() ? focused : table();
}

void Page::exportTable(RecordTable& table)
{
    auto* dialog = new FileDialog(this, FileDialog::For::Save, m_id + QStringLiteral(".exportDialog"), tr("Save as CSV"),
                                  {QStringLiteral("CSV (*.csv)")});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    const QString day = QDateTime::fromMSecsSinceEpoch(m_ui.now()).toLocalTime().date().toString(Qt::ISODate);
    dialog->selectFile(QStringLiteral("%1-%2.csv").arg(table.accessibleName().toLower().replace(u' ', u'-'), day));
    connect(dialog, &QFileDialog::fileSelected, this, [this, &table](const QString& path) { save(table, path); });
    dialog->open();
}

void Page::save(RecordTable& table, const QString& path)
{
    auto* writing = new TableExport(table.rows(), table.rootIsDecorated(), path, this);
    connect(writing, &TableExport::progressed, this, [this, writing](int rows) {
        if (rows > RowModel::kPage)
            m_messages->show(MessageBar::Kind::Info, tr("Saving\u2026 %n rows so far", nullptr, rows),
                             {{tr("Stop"),
                               [this, writing = QPointer<TableExport>(writing)] {
                                   if (writing)
                                       writing->stop();
                                   m_messages->hide();
                               }}},
                             true);
    });
    connect(writing, &TableExport::finished, this,
            [this, path](int rows) { tell(tr("%n rows saved in %1.", nullptr, rows).arg(QDir::toNativeSeparators(path))); });
    connect(writing, &TableExport::failed, this, &Page::tellError);
    writing->start();
}

void Page::giveMenus()
{
    for (RecordTable* table : findChildren<RecordTable*>()) {
        if (table->contextMenuPolicy() == Qt::CustomContextMenu)
            continue;
        table->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(table, &QWidget::customContextMenuRequested, this, [this, table](const QPoint& at) {
            auto* menu = new QMenu(this);
            menu->setObjectName(table->objectName() + QStringLiteral(".contextMenu"));
            menu->setAccessibleName(tr("Actions"));
            menu->setAttribute(Qt::WA_DeleteOnClose);
            Q_EMIT verbsChanged(); // for the table that has the focus now
            for (const Verb verb : {Verb::Copy, Verb::CopyWithHeaders, Verb::Export})
                menu->addAction(m_ui.actions.action(verb));
            menu->popup(table->viewport()->mapToGlobal(at));
        });
    }
}

void Page::addTabs(const QList<PageTabs::Tab>& tabs)
{
    QSet<QString> withViews;
    for (const PageTabs::Tab& tab : tabs) {
        if (tab.id.contains(u'/'))
            withViews.insert(tab.id.section(u'/', 0, 0));
    }
    auto* row = new PageTabs(m_ui.theme, *m_headerTabs, m_id, tabs, this);
    connect(row, &PageTabs::chosen, this, [this, withViews](const QString& tab) {
        const QString page = tab.section(u'/', 0, 0);
        Q_EMIT wantsTo({page, withViews.contains(page) ? QStringLiteral("view:") + tab.section(u'/', 1) : QString(), {}});
    });
}

void Page::openDocument(const QString& type, const QString& id)
{
    auto configuration = m_ui.session.configuration();
    if (!told(configuration) || !m_ui.session.openUrl || !configuration->netSuite)
        return;
    if (const auto url = engine::links::netSuite(configuration->netSuite->account, type, id))
        m_ui.session.openUrl(*url);
}

void Page::openOrder(const Subject& subject)
{
    QString marketplace = subject.marketplace;
    if (marketplace.isEmpty()) {
        auto configuration = m_ui.session.configuration();
        if (!told(configuration))
            return;
        if (const config::Store* store = configuration->store(subject.store); store != nullptr)
            marketplace = store->marketplaces.value(0);
    }
    if (const auto url = engine::links::sellerCentral(marketplace, subject.orderId); url && m_ui.session.openUrl)
        m_ui.session.openUrl(*url);
}

void Page::copyForSupport(RecordId record)
{
    m_ui.tasks.run(
        QStringLiteral("support"), this,
        [session = &m_ui.session, record](const StopToken&) { return supportText(*session, record); },
        [this](const Result<QString>& text) {
            if (!told(text))
                return;
            QApplication::clipboard()->setText(*text);
            tell(tr("Copied. It contains no buyer data and no secrets."));
        });
}

Subject subjectOf(const db::RecordRow& record)
{
    Subject subject;
    subject.record = record.id;
    subject.store = record.store;
    subject.orderId = record.order.isEmpty() ? record.key : record.order;
    if (!record.targets.empty()) {
        subject.documentType = record.targets.back().type;
        subject.documentId = record.targets.back().id;
    }
    return subject;
}

QWidget* Page::firstFocus() const
{
    return table();
}

QString Page::whyNot(Verb verb) const
{
    if ((verb == Verb::OpenNetSuite || verb == Verb::OpenAmazon) && !m_ui.session.openUrl)
        return tr("The demo company has no pages at Amazon and NetSuite.");
    if (verb == Verb::OpenNetSuite)
        return tr("Nothing is in NetSuite yet.");
    if (verb == Verb::Copy || verb == Verb::CopyWithHeaders || verb == Verb::CopyId)
        return tr("Choose a row first.");
    if (verb == Verb::Export)
        return tr("There is nothing in this list.");
    return m_ui.session.mayWrite || verb == Verb::CopySupport || verb == Verb::OpenAmazon
               ? tr("Choose a row for which this can be done.")
               : tr("Another Causeway runs this profile. You can read; actions are disabled.");
}

void Page::restartLists()
{
    if (isVisible())
        restart();
    else
        m_restartWhenShown = true;
}

void Page::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    giveMenus();
    if (m_restartWhenShown) {
        m_restartWhenShown = false;
        m_stale = 0;
        restart();
    } else if (m_stale != 0) {
        refresh(std::exchange(m_stale, 0));
    }
    Q_EMIT verbsChanged();
}

void Page::setCount(const QString& sentence)
{
    m_count->setText(sentence);
}

void Page::setTitle(const QString& title)
{
    m_title->setText(title);
}

void Page::tell(const QString& sentence, const QString& link, std::function<void()> run)
{
    QList<MessageBar::Button> buttons;
    if (!link.isEmpty())
        buttons << MessageBar::Button{link, std::move(run)};
    m_messages->show(MessageBar::Kind::Done, sentence, buttons);
}

void Page::tellError(const Error& error)
{
    m_messages->show(MessageBar::Kind::Error, error.remedy.isEmpty() ? error.message : error.message + u' ' + error.remedy, {},
                     true);
}

} // namespace causeway::ui
