// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "pages/ListPage.h"

class QCheckBox;
class QProgressBar;

namespace causeway::ui {

class DetailPane;
class FactList;
class ItemChooser;

/// Amazon SKUs and the NetSuite items they lead to.
class MappingsPage final : public ListPage
{
    Q_OBJECT
public:
    explicit MappingsPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] QString label(Verb verb) const override;
    [[nodiscard]] QString whyNot(Verb verb) const override;
    void go(const Target& target) override;
    [[nodiscard]] Target place() const override;
    void refresh(int topics) override;

protected:
    QList<Verb> contextVerbs() const override;
    void restart() override;

private:
    [[nodiscard]] Result<std::vector<TableRow>> load(const TableRow* last);
    [[nodiscard]] const db::SkuRow* currentSku() const;
    void map();
    void unmap();
    void showPane();
    void count();

    DetailPane* m_skuPane;
    ItemChooser* m_items;
    QCheckBox* m_allStores;
    QPushButton* m_removeButton;
    FactList* m_facts;
    QHash<QString, db::SkuRow> m_skus;
};

} // namespace causeway::ui
