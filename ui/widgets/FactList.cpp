// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FactList.h"

#include <QGridLayout>

#include "widgets/PlainLabel.h"

namespace causeway::ui {

FactList::FactList(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.u(4));
    m_grid->setVerticalSpacing(theme.u(1));
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(0, theme.ch(11));
}

void FactList::setFacts(const std::vector<Fact>& facts)
{
    while (m_labels.size() < facts.size()) {
        auto* name = new PlainLabel(m_theme, {}, PlainLabel::Role::Muted, this);
        auto* value = new PlainLabel(m_theme, {}, PlainLabel::Role::Normal, this);
        value->setWordWrap(true);
        name->setAlignment(Qt::AlignTop | Qt::AlignLeading);
        const int row = static_cast<int>(m_labels.size());
        m_grid->addWidget(name, row, 0);
        m_grid->addWidget(value, row, 1);
        m_labels.emplace_back(name, value);
    }
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        const bool used = i < facts.size();
        m_labels[i].first->setVisible(used);
        m_labels[i].second->setVisible(used);
        if (used) {
            m_labels[i].first->setText(facts[i].name);
            // Keys are long and have no blanks: they may break after any dash.
            m_labels[i].second->setText(QString(facts[i].value).replace(u'-', QStringLiteral("-\u200B")));
            m_labels[i].second->setToken(facts[i].token);
        }
    }
}

} // namespace causeway::ui
