// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "pages/ListPage.h"

class QLineEdit;
class QPushButton;

namespace causeway::ui {

class PlainLabel;

/// The look-ups that have no page of their own: extra charges and discounts, ship methods, carriers, taxes, channels. Edited in
/// place; a person may add keys that no order has shown yet.
class OtherMappingsPage final : public ListPage
{
    Q_OBJECT
public:
    explicit OtherMappingsPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] QString label(Verb verb) const override;
    void refresh(int topics) override;

protected:
    QList<Verb> contextVerbs() const override { return {Verb::Edit}; }
    void restart() override;

private:
    struct Entry
    {
        config::Mapping mapping; ///< no value: missing
        QString purpose;
    };
    [[nodiscard]] QString kind() const;
    void read();
    void show();
    void add();
    void remove();
    void change(const QString& row, const QString& typed);
    bool save(const config::Mapping& mapping);
    [[nodiscard]] const Entry* current() const;

    QLineEdit* m_key;
    QLineEdit* m_value;
    ComboBox* m_store;
    PlainLabel* m_form;
    QPushButton* m_remove;
    std::vector<Entry> m_entries;
};

} // namespace causeway::ui
