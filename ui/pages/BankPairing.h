// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "Ui.h"
#include "models/Cell.h"
#include "pages/BankFacts.h"

class QLineEdit;
class QPushButton;

namespace causeway::ui {

class ComboBox;
class PlainLabel;
class TablePanel;

/// The lines of imported bank statements beside the chosen deposit: proposes the line that fits, says why or why not, takes the
/// reason where one is needed. Changes nothing itself. UI thread.
class BankPairing final : public QFrame
{
    Q_OBJECT
public:
    /// facts: the page's, outlive this. whyReadOnly: why nothing can be matched here at all; empty when it can.
    BankPairing(Ui& ui, const BankFacts& facts, const QString& whyReadOnly, QWidget* parent = nullptr);

    /// The deposit that was chosen, by the id of its row: the line that fits it is selected.
    void setDeposit(const QString& rowId);
    /// The facts were read anew. A line that a person has chosen stays chosen.
    void refresh(const QString& rowId);
    /// The next choice proposes a line, also for the same deposit.
    void forgetProposal() { m_proposedFor.clear(); }
    void clearReason();
    /// Why the chosen pair cannot be matched; empty: it can.
    [[nodiscard]] QString obstacle() const;
    /// Asks for the match, or says what is in its way.
    void match();

Q_SIGNALS:
    void changed(); ///< another line, or another reason
    void matchRequested(db::BankLineId line, RecordId settlement, const QString& reason);
    void unmatchRequested(db::BankLineId line);
    void importRequested();

private:
    [[nodiscard]] QWidget* buildFoot();
    void propose();
    void showLines();
    void showPair();
    [[nodiscard]] TableRow rowOf(const db::BankLineRow& line) const;
    [[nodiscard]] const BankFacts::Deposit* deposit() const { return m_facts.deposit(m_deposit); }
    [[nodiscard]] const db::BankLineRow* line() const;
    [[nodiscard]] const engine::BankDesk::Suggestion* suggestion() const; ///< of the chosen pair
    [[nodiscard]] bool needsReason() const;
    [[nodiscard]] QString words() const;

    Ui& m_ui;
    const BankFacts& m_facts;
    QString m_whyReadOnly;
    TablePanel* m_lines;
    ComboBox* m_which;
    PlainLabel* m_words;
    QLineEdit* m_reason;
    QPushButton* m_match;
    QPushButton* m_unmatch;
    QString m_deposit;     ///< id of the chosen row
    QString m_proposedFor; ///< deposit whose line was proposed last
};

} // namespace causeway::ui
