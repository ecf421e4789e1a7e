// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/Page.h"
#include "widgets/DetailPane.h"

class QCheckBox;
class QCompleter;
class QLineEdit;
class QPushButton;

namespace causeway::ui {

class FactList;
class ItemChooser;
class PlainLabel;
class RecordDetails;

/// One error: what happened, how to fix it with the control that fixes it, facts, attempts.
class ErrorPane final : public QWidget
{
    Q_OBJECT
public:
    /// prefix: first part of its object names, the page's id.
    ErrorPane(Ui& ui, const QString& prefix, QWidget* parent = nullptr);

    void show(const db::CauseRow* cause, const db::RecordRow* record, int checkedSelected);
    void setNothing(const QString& words);
    [[nodiscard]] bool canMap() const;
    void startMapping(); ///< Ctrl+M: to the chooser, or saves when an item is chosen
    void startSkipping(int records);
    [[nodiscard]] QString storeForMapping() const;
    [[nodiscard]] config::Mapping mapping() const; ///< what the form says now

Q_SIGNALS:
    /// Stores this as an edit by hand and tries again (a tracking number typed here).
    void editRequested(causeway::RecordId record, const causeway::Json& patch);
    void mapRequested(const causeway::config::Mapping& mapping);
    void skipRequested(const QString& reason);
    void linkRequested(const causeway::ui::Target& target);
    void formChanged();

private:
    void buildFix();
    QWidget* buildValueForm();
    void showValueForm(const QString& mapKind, const Error& error, const db::RecordRow* record);
    void acceptValue();

    Ui& m_ui;
    QString m_prefix;
    DetailPane* m_pane;
    PlainLabel* m_fixTitle;
    PlainLabel* m_remedy;
    QWidget* m_mapForm;
    PlainLabel* m_skuLabel;
    PlainLabel* m_sku;
    ItemChooser* m_items;
    QCheckBox* m_allStores;
    QPushButton* m_mapButton;
    QPushButton* m_linkButton;
    QWidget* m_valueForm; ///< one line to type: a carrier, a tracking number
    PlainLabel* m_valueLabel;
    QLineEdit* m_value;
    QPushButton* m_valueButton;
    QCompleter* m_carriers;
    QString m_valueFor; ///< whose value is being typed
    QString m_editPath; ///< where what is typed goes; empty: a mapping
    QFrame* m_skipForm;
    QLineEdit* m_skipReason;
    QPushButton* m_skipButton;
    FactList* m_facts;
    RecordDetails* m_details;
    std::optional<db::CauseRow> m_cause;
    std::optional<db::RecordRow> m_record;
    Target m_link;
};

/// The kind of mapping that would cure this cause ("sku", "item", "shipMethod", …); empty when none would.
[[nodiscard]] QString mappingKindFor(const QString& kind, const QString& code);

} // namespace causeway::ui
