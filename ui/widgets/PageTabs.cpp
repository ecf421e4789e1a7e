// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PageTabs.h"

#include "widgets/Build.h"

namespace causeway::ui {

PageTabs::PageTabs(const Theme& theme, QHBoxLayout& into, const QString& page, const QList<Tab>& tabs, QObject* parent)
    : QObject(parent)
{
    for (const Tab& tab : tabs) {
        auto* button = build::button(theme, page + QStringLiteral(".tab.") + QString(tab.id).replace(u'/', u'.'), tab.title);
        button->setProperty("segment", true);
        button->setCheckable(true);
        into.addWidget(button);
        m_buttons.insert(tab.id, button);
        connect(button, &QPushButton::clicked, this, [this, id = tab.id] {
            const bool another = id != m_current;
            setCurrent(m_current); // whoever is told says which one it is now
            if (another)
                Q_EMIT chosen(id);
        });
    }
    setCurrent(page);
}

void PageTabs::setCurrent(const QString& id)
{
    m_current = id;
    for (auto button = m_buttons.constBegin(); button != m_buttons.constEnd(); ++button)
        button.value()->setChecked(button.key() == id);
}

void PageTabs::setTitle(const QString& id, const QString& title)
{
    if (QPushButton* button = m_buttons.value(id)) {
        button->setText(title);
        button->setAccessibleName(title);
    }
}

} // namespace causeway::ui
