// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/ListPage.h"

namespace causeway::ui {

class ErrorPane;

/// Item fulfillments on their way to Amazon: what is due, what Amazon has confirmed, and the fix for what stopped.
class ShipmentsPage final : public ListPage
{
    Q_OBJECT
public:
    explicit ShipmentsPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] Subject subject() const override;
    [[nodiscard]] QString label(Verb verb) const override;
    void go(const Target& target) override;
    [[nodiscard]] Target place() const override;
    void refresh(int topics) override;

protected:
    QList<Verb> contextVerbs() const override;
    void restart() override;

private:
    [[nodiscard]] Result<std::vector<TableRow>> load(const TableRow* last);
    [[nodiscard]] const db::RecordRow* currentRecord() const;
    [[nodiscard]] std::vector<RecordId> selected() const;
    [[nodiscard]] Cell due(const db::RecordRow& record, std::optional<qint64> shipBy) const;
    void skip(const QString& reason);
    void count();
    void showPane();

    ErrorPane* m_shipmentPane;
    QHash<QString, db::RecordRow> m_records;
};

} // namespace causeway::ui
