// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "pages/ListPage.h"

namespace causeway::ui {

class ErrorPane;

/// Errors by cause: from the number to the fix.
class ErrorsPage final : public ListPage
{
    Q_OBJECT
public:
    explicit ErrorsPage(Ui& ui, QWidget* parent = nullptr);
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
    [[nodiscard]] Result<std::vector<TableRow>> load(const TableRow* group, const TableRow* last);
    [[nodiscard]] Result<std::vector<TableRow>> loadCauses();
    [[nodiscard]] Result<std::vector<TableRow>> loadRecords(CauseId cause, const TableRow* last);
    [[nodiscard]] bool grouped() const;
    [[nodiscard]] bool showsSkipped() const;
    [[nodiscard]] const db::CauseRow* currentCause() const;
    [[nodiscard]] const db::RecordRow* currentRecord() const;
    [[nodiscard]] std::vector<RecordId> selected() const; ///< records, or those of the selected causes that are loaded
    void showPane();
    void count();
    void map(const config::Mapping& mapping);
    void skip(const QString& reason);

    ErrorPane* m_errorPane;
    QHash<QString, db::CauseRow> m_causes;
    QHash<QString, db::RecordRow> m_records;
    QString m_wantedCause;
};

} // namespace causeway::ui
