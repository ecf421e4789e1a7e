// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QListView>

#include "theme/Theme.h"

class QStandardItemModel;

namespace causeway::ui {

/// The page list at the left: icon, word, badge; the last entry (Settings) stands at the bottom. Icons only when it is narrow.
class Rail final : public QListView
{
    Q_OBJECT
public:
    struct Entry
    {
        QString id, title, icon;
        bool lineAbove = false;
        bool atBottom = false;
    };
    explicit Rail(const Theme& theme, QWidget* parent = nullptr);
    void setEntries(const QList<Entry>& entries);
    void setBadge(const QString& id, const QString& text, Token token);
    void choose(const QString& id);
    void setNarrow(bool narrow);

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void place();
    const Theme& m_theme;
    QStandardItemModel* m_model;
    bool m_narrow = false;
    bool m_quiet = false;
};

} // namespace causeway::ui
