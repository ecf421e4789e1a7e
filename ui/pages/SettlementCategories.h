// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QFrame>

#include "Ui.h"
#include "engine/Engine.h"
#include "models/Cell.h"
#include "settlement/Waterfall.h"

class QLineEdit;
class QPushButton;

namespace causeway::ui {

class ComboBox;
class PlainLabel;
class RecordTable;
class TablePanel;

/// Categories of one settlement in the steps of its waterfall, with the account of each: edited in place, or in a form that can
/// map a whole group, or park a category with a reason. Saves nothing itself.
class SettlementCategories final : public QFrame
{
    Q_OBJECT
public:
    explicit SettlementCategories(Ui& ui, QWidget* parent = nullptr);
    void show(const engine::SettlementView& view);
    void clear();
    [[nodiscard]] RecordTable& table() const;
    /// The form for the chosen category, or the first one without an account.
    void startMapping();
    void startParking();
    void editInPlace();
    [[nodiscard]] bool canMap() const; ///< a category is chosen, or one has no account
    [[nodiscard]] bool canPark() const { return current() != nullptr; }
    void chooseBucket(settlement::Waterfall::Bucket bucket);
    [[nodiscard]] QString currentAccount() const; ///< empty: none
    void highlight(const QString& account);       ///< selects the categories of this account; empty: none
    /// Header and lines, for the clipboard and files: machine amounts.
    [[nodiscard]] std::vector<QStringList> lines() const;

Q_SIGNALS:
    void mappingRequested(const causeway::config::Mapping& mapping, const QString& before);
    void rowsRequested(const causeway::settlement::Category& category);
    void chosen(const QString& account); ///< of the current category; empty: none
    void changed();                      ///< what can be done
    void refused(const causeway::Error& error);

private:
    using Line = engine::SettlementView::CategoryLine;
    void buildForm();
    void fill();
    [[nodiscard]] QString nameOf(const QString& account) const;
    [[nodiscard]] static Error noAccount(const QString& typed);
    void startForm(bool park);
    void acceptForm();
    void propose();
    void showProposal(const engine::Engine::MappingSuggestion& proposal);
    void request(const Line& line, const QString& key, const QString& store, const QString& value);
    void showCurrent();
    [[nodiscard]] const Line* current() const;
    [[nodiscard]] const Line* lineOf(const QString& id) const;
    [[nodiscard]] TableRow rowOf(const Line& line) const;

    Ui& m_ui;
    QString m_record, m_store, m_currency;
    qint64 m_rowCount = 0;
    Money m_sum;
    bool m_editable = false, m_highlighting = false, m_parking = false;
    std::vector<Line> m_lines;
    TablePanel* m_panel;
    PlainLabel* m_words;
    QPushButton* m_showRows;
    QPushButton* m_change;
    QPushButton* m_park;
    QFrame* m_form;
    PlainLabel* m_formWords;
    PlainLabel* m_proposal;
    QPushButton* m_use;
    QString m_proposed, m_proposedKey;
    QLineEdit* m_value;
    ComboBox* m_scope;
    ComboBox* m_stores;
};

} // namespace causeway::ui
