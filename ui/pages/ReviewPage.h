// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>

#include "pages/ListPage.h"

namespace causeway::ui {

class PlanPane;

/// Planned writes that wait for approval. Nothing is pre-checked; an approval holds for exactly what was shown.
class ReviewPage final : public ListPage
{
    Q_OBJECT
public:
    explicit ReviewPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] Subject subject() const override;
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
    [[nodiscard]] const db::RecordRow* currentRecord() const;
    void approve(const QStringList& ids);
    void reject(const QString& reason);
    void showPane();
    void count();

    PlanPane* m_planPane;
    QHash<QString, db::RecordRow> m_records; ///< as shown: their plan hashes are what an approval holds for
    QSet<QString> m_checked;
};

} // namespace causeway::ui
