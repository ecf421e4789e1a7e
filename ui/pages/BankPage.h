// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/BankFacts.h"
#include "pages/ListPage.h"

namespace causeway::ui {

class BankImporter;
class BankPairing;

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
    void read();
    void show();
    void showDeposits();
    void showButtons();
    void openFile();
    void match(db::BankLineId line, RecordId settlement, const QString& reason);
    void unmatch(db::BankLineId line);
    void compareWithNetSuite(); ///< does the clearing account tie out
    void matchSure();           ///< every suggestion that is the only one that fits
    [[nodiscard]] TableRow rowOf(const BankFacts::Deposit& deposit) const;
    [[nodiscard]] const BankFacts::Deposit* deposit() const;
    [[nodiscard]] std::vector<const engine::BankDesk::Suggestion*> sure() const;

    BankImporter* m_importer;
    BankPairing* m_pairing;
    QPushButton* m_sure;
    QPushButton* m_import;
    QPushButton* m_compare;
    BankFacts m_facts;
    QString m_wanted; ///< deposit to select once it was read
};

} // namespace causeway::ui
