// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "pages/Page.h"
#include "pages/PlanFields.h"

class QPushButton;
class QTabWidget;

namespace causeway::ui {

class FactList;
class PlainLabel;
class RecordDetails;
class StateLabel;
class TablePanel;

/// One record as a page: what happened, how to fix it, and its planned write with a column for edits by hand.
class RecordPage final : public Page
{
    Q_OBJECT
public:
    explicit RecordPage(Ui& ui, QWidget* parent = nullptr);
    void go(const Target& target) override;
    [[nodiscard]] Target place() const override;
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] Subject subject() const override;
    [[nodiscard]] QString label(Verb verb) const override;
    [[nodiscard]] RecordTable* table() const override;
    void refresh(int topics) override;
    void setEdit(const QString& path, const QString& text); ///< what typing into the "Your edit" column does

private:
    void read();
    void showFields();
    void save();

    RecordId m_id;
    QString m_from;
    std::optional<db::RecordRow> m_record;
    std::optional<PlannedWrite> m_main;
    QHash<QString, QString> m_edits; ///< path -> text typed by hand
    QPushButton* m_back;
    PlainLabel* m_title;
    StateLabel* m_state;
    PlainLabel* m_what;
    PlainLabel* m_remedy;
    FactList* m_facts;
    TablePanel* m_fields;
    PlainLabel* m_writeTitle;
    PlainLabel* m_editNote;
    QPushButton* m_retryWith;
    QPushButton* m_retryWithout;
    QPushButton* m_discard;
    QTabWidget* m_tabs;
    RecordDetails* m_details;
};

} // namespace causeway::ui
