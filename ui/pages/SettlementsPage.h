// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "db/SettlementTable.h"
#include "pages/ListPage.h"

class QPushButton;

namespace causeway::ui {

class SettlementImporter;

/// Settlements, newest period first: what Amazon paid, how much of it is in the books, and whether the proof is zero. Files are
/// dropped here or opened.
class SettlementsPage final : public ListPage
{
    Q_OBJECT
public:
    explicit SettlementsPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] Subject subject() const override;
    [[nodiscard]] QString whyNot(Verb verb) const override;
    void go(const Target& target) override;
    [[nodiscard]] Target place() const override;
    void refresh(int topics) override;
    void importFiles(const QStringList& files);
    struct Entry
    {
        db::SettlementListRow row;
        db::RecordState state = db::RecordState::Ready;
        QString reason;
        Money deposit, posted, waiting, parked, difference;
        bool hasTotal = false, failed = false;
        bool isPosted = false, isDeposited = false; ///< deposited: Causeway booked the deposit, too
    };
    /// What the list shows, newest period first; reads, call it on a worker.
    [[nodiscard]] static Result<std::vector<Entry>> load(Session& session, const QString& store);
    /// Local files of a drag; empty when there are none.
    [[nodiscard]] static QStringList filesOf(const QMimeData& data);

protected:
    QList<Verb> contextVerbs() const override;
    void restart() override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    [[nodiscard]] static Entry entryOf(Session& session, const db::SettlementListRow& row);
    void read();
    void show();
    void fetchNow();
    void openFile();
    [[nodiscard]] const Entry* current() const;
    void enableButtons();

    SettlementImporter* m_importer;
    QPushButton* m_fetch;
    QPushButton* m_open;
    std::vector<Entry> m_entries;
    QString m_wanted; ///< row to select once it was read
};

} // namespace causeway::ui
