// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FiguresBox.h"

#include <QGridLayout>

#include "widgets/PlainLabel.h"

namespace causeway::ui {

FiguresBox::FiguresBox(const Theme& theme, const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_grid(new QGridLayout(this))
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setProperty("card", true);
    m_grid->setContentsMargins(theme.u(4), theme.u(2), theme.u(4), theme.u(2));
    m_grid->setHorizontalSpacing(theme.u(3));
    m_grid->setVerticalSpacing(theme.u(1));
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(4, 1);
    m_grid->setColumnMinimumWidth(2, theme.u(3));
}

void FiguresBox::setFigures(const std::vector<Figure>& left, const std::vector<Figure>& right)
{
    setColumn(0, left);
    setColumn(1, right);
}

void FiguresBox::setColumn(int column, const std::vector<Figure>& figures)
{
    auto& labels = m_labels[column];
    while (labels.size() < figures.size()) {
        auto* name = new PlainLabel(m_theme, {}, PlainLabel::Role::Normal, this);
        auto* value = new PlainLabel(m_theme, {}, PlainLabel::Role::Bold, this);
        value->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        const int row = static_cast<int>(labels.size());
        m_grid->addWidget(name, row, column * 3);
        m_grid->addWidget(value, row, column * 3 + 1);
        labels.emplace_back(name, value);
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const bool used = i < figures.size();
        labels[i].first->setVisible(used);
        labels[i].second->setVisible(used);
        labels[i].first->setText(used ? figures[i].name : QString());
        if (used) {
            labels[i].first->setToken(figures[i].secondary ? Token::Muted : figures[i].token);
            labels[i].second->setText(figures[i].value);
            labels[i].second->setToken(figures[i].secondary ? Token::Muted : figures[i].token);
        }
    }
}

QString FiguresBox::value(const QString& name) const
{
    for (const auto& column : m_labels) {
        for (const auto& [label, value] : column) {
            if (label->fullText() == name)
                return value->fullText();
        }
    }
    return {};
}

} // namespace causeway::ui
