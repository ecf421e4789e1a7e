// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ActionRegistry.h"
#include "Ui.h"
#include "reading/ChangeHub.h"
#include "widgets/PageTabs.h"

class QHBoxLayout;
class QVBoxLayout;

namespace causeway::ui {

class FilterBar;
class MessageBar;
class PlainLabel;
class RecordTable;

/// Where a link leads: a page, and what to choose there.
struct Target
{
    QString page;
    QString filter; ///< the page's own word: a flow, a cause, a tab
    QString id;     ///< row to select
};

/// What is chosen on a page, for the verbs that every page has: links and the text for support.
struct Subject
{
    RecordId record;                     ///< invalid: none
    QString store, marketplace, orderId; ///< marketplace empty: the store's first one
    QString documentType, documentId;    ///< in NetSuite; empty when there is none yet
};

/// Of a record: its order, and the last document it led to.
[[nodiscard]] Subject subjectOf(const db::RecordRow& record);

/// One entry of the rail: header with title, count sentence and actions; below it the page's own content. Re-reads only while
/// shown.
class Page : public QWidget
{
    Q_OBJECT
public:
    Page(Ui& ui, QString id, const QString& title, QWidget* parent = nullptr);

    [[nodiscard]] const QString& id() const { return m_id; }
    /// Links and the text for support, for what is chosen; pages add their own verbs and ask this one for the rest.
    [[nodiscard]] virtual bool can(Verb verb) const;
    virtual void perform(Verb verb);
    [[nodiscard]] virtual Subject subject() const { return {}; }
    /// A document in NetSuite, in the system's browser.
    void openDocument(const QString& type, const QString& id);
    /// The action's words for what is selected now; empty = its usual words.
    [[nodiscard]] virtual QString label(Verb) const { return {}; }
    /// Why the verb cannot be done now, for the tooltip.
    [[nodiscard]] virtual QString whyNot(Verb verb) const;
    virtual void go(const Target&) {}
    [[nodiscard]] virtual FilterBar* filterBar() const { return nullptr; }
    [[nodiscard]] virtual RecordTable* table() const { return nullptr; }
    /// What has the focus when the page comes up: its table, of a form the first field.
    [[nodiscard]] virtual QWidget* firstFocus() const;
    /// The table that copying and exporting work on: the one with the focus, else table().
    [[nodiscard]] RecordTable* actedTable() const;
    [[nodiscard]] virtual QWidget* pane() const { return nullptr; }
    [[nodiscard]] virtual Target place() const { return {m_id, {}, {}}; }
    /// Under 110 digits of window width the pane moves below the table.
    virtual void setStacked(bool) {}
    /// Re-reads now; topics are ChangeHub::Topic bits.
    virtual void refresh(int topics) = 0;
    void restartLists(); ///< the store filter changed
    [[nodiscard]] MessageBar& messages() const { return *m_messages; }
    /// Shows an error of an engine call, or runs on success. Returns whether it went well.
    template<class T>
    bool told(const Result<T>& result)
    {
        if (result)
            return true;
        tellError(result.error());
        return false;
    }

Q_SIGNALS:
    void verbsChanged();
    void wantsTo(const causeway::ui::Target& target);
    void wantsSetUp(const QString& at); ///< the set-up wizard, at a place as Host::showWizard takes it

protected:
    virtual void restart() { refresh(ChangeHub::Everything); }
    void showEvent(QShowEvent* event) override;
    [[nodiscard]] Ui& ui() const { return m_ui; }
    void setCount(const QString& sentence);
    void setTitle(const QString& title);                                   ///< of what is shown; the page's accessible name stays
    [[nodiscard]] QHBoxLayout* headerLead() const { return m_headerLead; } ///< before the title: the way back
    [[nodiscard]] QHBoxLayout* headerTabs() const { return m_headerTabs; }
    /// The tabs of the pages, and of views in them, that belong to one entry of the rail. Choosing one leads there.
    void addTabs(const QList<PageTabs::Tab>& tabs);
    [[nodiscard]] QHBoxLayout* headerActions() const { return m_headerActions; }
    [[nodiscard]] QHBoxLayout* headerEnd() const { return m_headerEnd; } ///< right of the actions: Export
    [[nodiscard]] QVBoxLayout* content() const { return m_content; }
    void tell(const QString& sentence, const QString& link = {}, std::function<void()> run = {});
    void tellError(const Error& error);

private:
    void openOrder(const Subject& subject);
    void copyForSupport(RecordId record);
    /// Asks for a file and writes every row of the table into it, also those that are not loaded yet.
    void exportTable(RecordTable& table);
    void save(RecordTable& table, const QString& path);
    /// Every table of the page has a menu to copy and export.
    void giveMenus();

    Ui& m_ui;
    QString m_id;
    PlainLabel* m_title;
    PlainLabel* m_count;
    QHBoxLayout* m_headerLead;
    QHBoxLayout* m_headerTabs;
    QHBoxLayout* m_headerActions;
    QHBoxLayout* m_headerEnd;
    MessageBar* m_messages;
    QVBoxLayout* m_content;
    int m_stale = ChangeHub::Everything;
    bool m_restartWhenShown = false;
};

} // namespace causeway::ui
