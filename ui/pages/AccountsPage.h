// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/ListPage.h"

namespace causeway::ui {

/// The NetSuite accounts that settlements are booked on: the special ones, one per group of categories, and those of single
/// categories. Edited in place; proposals of the books are shown with their evidence and taken by a person.
class AccountsPage final : public ListPage
{
    Q_OBJECT
public:
    explicit AccountsPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] QString label(Verb verb) const override;
    [[nodiscard]] QString whyNot(Verb verb) const override;
    void go(const Target& target) override;
    [[nodiscard]] Target place() const override;
    void refresh(int topics) override;
    /// The same row on every page of Mappings.
    [[nodiscard]] static QList<PageTabs::Tab> tabs();

protected:
    QList<Verb> contextVerbs() const override;
    void restart() override;

private:
    struct Entry
    {
        QString key, store, value; ///< of the mapping; no value: missing
        QString title, purpose;
        bool isNeeded = false; ///< without it settlements wait
    };
    [[nodiscard]] Result<std::vector<Entry>> load() const;
    void read();
    void show();
    [[nodiscard]] TableRow rowOf(const Entry& entry) const;
    [[nodiscard]] const Entry* current() const;
    void save(const QString& id, const QString& typed);
    void propose();
    void acceptSure();
    void remove();
    [[nodiscard]] const engine::Engine::MappingSuggestion* proposalFor(const Entry& entry) const;

    QPushButton* m_propose;
    QPushButton* m_accept;
    QPushButton* m_remove;
    std::vector<Entry> m_entries;
    std::vector<engine::Engine::MappingSuggestion> m_proposals;
    bool m_isAsking = false;
};

} // namespace causeway::ui
