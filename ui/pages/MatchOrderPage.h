// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "pages/ListPage.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace causeway::ui {

class DetailPane;
class PlainLabel;

/// In which order a store's SKUs are looked for in NetSuite, and whether letter case matters. The alias always comes first.
/// Changes are kept here until they are saved; what they would stumble over is asked from NetSuite on request.
class MatchOrderPage final : public ListPage
{
    Q_OBJECT
public:
    explicit MatchOrderPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] QString whyNot(Verb verb) const override;
    void refresh(int topics) override;
    /// NetSuite's field of a match, as people call it: "item name".
    [[nodiscard]] static QString fieldWords(const QString& field);

protected:
    void restart() override;

private:
    struct Match
    {
        QStringList fields;
        bool isCaseSensitive = true;
        friend bool operator==(const Match&, const Match&) = default;
    };
    void read();
    void chooseStore(const QString& store);
    void show();
    void showReport();
    void move(int by);
    void remove();
    void add();
    void check();
    void save();
    [[nodiscard]] bool isDirty() const { return !(m_edited == m_stored); }
    [[nodiscard]] qsizetype currentField() const; ///< -1: the alias, or nothing

    ComboBox* m_fields;
    QLineEdit* m_otherField;
    QCheckBox* m_isAsin;
    QPushButton* m_up;
    QPushButton* m_down;
    QPushButton* m_remove;
    QCheckBox* m_caseMatters;
    QPushButton* m_check;
    DetailPane* m_checkPane;
    PlainLabel* m_result;
    PlainLabel* m_notSaved;
    TablePanel* m_findings;
    config::Configuration m_configuration;
    QString m_store;
    Match m_stored, m_edited;
    std::optional<engine::Engine::SkuReport> m_report;
    bool m_isChecking = false;
    bool m_isShowing = false;
};

} // namespace causeway::ui
