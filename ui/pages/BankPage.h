// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/BankTable.h"
#include "pages/ListPage.h"
#include "pages/SettlementsPage.h"

namespace causeway::ui {

class BankImporter;
class PlainLabel;

/// What Amazon settled, what is in NetSuite and what the bank received, side by side: deposits at the left, the lines of imported
/// statements at the right. A suggested pair is shown, never taken by itself.
class BankPage final : public ListPage
{
    Q_OBJECT
public:
    explicit BankPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] QString label(Verb verb) const override;
    [[nodiscard]] QString whyNot(Verb verb) const override;
    void go(const Target& target) override;
    [[nodiscard]] Target place() const override;
    void refresh(int topics) override;
    void importFiles(const QStringList& files);

protected:
    QList<Verb> contextVerbs() const override;
    void restart() override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct Deposit
    {
        SettlementsPage::Entry entry;
        db::BankTable::Paid paid; ///< by lines of its currency
        [[nodiscard]] RecordId record() const { return entry.row.settlement.record; }
        [[nodiscard]] bool isExpected() const { return entry.hasTotal && entry.deposit.minorUnits() > 0; }
        [[nodiscard]] Money difference() const; ///< the bank's amount less the report's
    };
    struct Facts
    {
        std::vector<Deposit> deposits;
        std::vector<db::BankLineRow> lines; ///< newest day first
        std::vector<engine::BankDesk::Suggestion> suggestions;
    };
    [[nodiscard]] QWidget* buildLines();
    void read();
    void show();
    void showDeposits();
    void showLines();
    void proposeLine(); ///< selects the line that fits the chosen deposit
    void showPair();
    void openFile();
    void match();
    void compareWithNetSuite(); ///< does the clearing account tie out
    void matchSure();           ///< every suggestion that is the only one that fits
    void unmatch();
    [[nodiscard]] TableRow rowOf(const Deposit& deposit) const;
    [[nodiscard]] TableRow rowOf(const db::BankLineRow& line) const;
    [[nodiscard]] const Deposit* deposit() const;
    [[nodiscard]] const db::BankLineRow* line() const;
    [[nodiscard]] const engine::BankDesk::Suggestion* suggestion() const; ///< of the chosen pair
    [[nodiscard]] std::vector<const engine::BankDesk::Suggestion*> sure() const;
    [[nodiscard]] bool needsReason() const;
    [[nodiscard]] QString obstacle() const; ///< why the chosen pair cannot be matched; empty: it can
    [[nodiscard]] QString pairWords() const;

    BankImporter* m_importer;
    TablePanel* m_lines;
    ComboBox* m_which;
    PlainLabel* m_words;
    QLineEdit* m_reason;
    QPushButton* m_match;
    QPushButton* m_unmatch;
    QPushButton* m_sure;
    QPushButton* m_import;
    QPushButton* m_compare;
    Facts m_facts;
    QString m_wanted;      ///< deposit to select once it was read
    QString m_proposedFor; ///< deposit whose line was proposed last
};

} // namespace causeway::ui
