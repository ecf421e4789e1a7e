// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QStringList>

#include "theme/Theme.h"

class QHBoxLayout;
class QPushButton;

namespace causeway::ui {

/// The view tabs right of a page's title, for pages and views that belong to one entry of the rail. Each page shows the same
/// row with its own tab pressed.
class PageTabs final : public QObject
{
    Q_OBJECT
public:
    struct Tab
    {
        QString id, title; ///< id: a page, or "page/view"
    };
    PageTabs(const Theme& theme, QHBoxLayout& into, const QString& page, const QList<Tab>& tabs, QObject* parent);
    void setCurrent(const QString& id);
    void setTitle(const QString& id, const QString& title); ///< with a count

Q_SIGNALS:
    void chosen(const QString& id); ///< another than the current one

private:
    QHash<QString, QPushButton*> m_buttons;
    QString m_current;
};

} // namespace causeway::ui
