// SPDX-License-Identifier: GPL-3.0-or-later
#include "delegates/CellDelegate.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHelpEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolTip>

#include "Format.h"
#include "models/RowModel.h"
#include "theme/IconTheme.h"

namespace causeway::ui {

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = qobject_cast<const RowModel*>(index.model());
    const Cell* cell = model != nullptr ? model->cell(index) : nullptr;
    const TableRow* row = model != nullptr ? model->row(index) : nullptr;
    if (row == nullptr)
        return;
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    QRect area = option.rect;
    if (selected)
        painter->fillRect(area, m_theme.color(Token::Selection));
    else if (row->group || !row->selectable)
        painter->fillRect(area, m_theme.color(Token::Alternate));
    QPen line(m_theme.color(Token::RowLine));
    line.setCosmetic(true);
    painter->setPen(line);
    painter->drawLine(area.bottomLeft(), area.bottomRight());

    if (cell != nullptr) {
        QFont font = option.font;
        if (row->group || cell->bold)
            font.setWeight(QFont::DemiBold);
        font.setStrikeOut(cell->strike);
        font.setItalic(cell->italic);
        painter->setFont(font);
        painter->setPen(m_theme.color(cell->token.value_or(Token::Text)));
        painter->setLayoutDirection(option.direction);
        const QRect inner = area.adjusted(m_theme.u(2), 0, -m_theme.u(2), -1);
        paintCell(*painter, inner, *cell, model->columns()[static_cast<std::size_t>(index.column())]);
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    return {option.fontMetrics.horizontalAdvance(text) + m_theme.u(4), m_theme.rowHeight() + 1};
}

void CellDelegate::drawWords(QPainter& painter, const QRect& rect, const QString& text, Qt::Alignment alignment,
                             Qt::TextElideMode elide) const
{
    const QString shown = painter.fontMetrics().elidedText(text, elide, rect.width());
    painter.drawText(rect,
                     static_cast<int>(QStyle::visualAlignment(painter.layoutDirection(), alignment | Qt::AlignVCenter)) |
                         Qt::TextSingleLine,
                     shown);
}

void CellDelegate::paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column& column) const
{
    QRect words = rect;
    const bool mirrored = painter.layoutDirection() == Qt::RightToLeft;
    if (cell.state && column.kind != Column::Kind::State) {
        const int size = m_theme.iconSize();
        const QRect icon(mirrored ? words.right() - size + 1 : words.left(), words.center().y() - size / 2 + 1, size, size);
        IconTheme::paint(painter, icon, IconTheme::name(*cell.state), m_theme.color(Theme::token(*cell.state)));
        words.adjust(mirrored ? 0 : size + m_theme.u(1), 0, mirrored ? -size - m_theme.u(1) : 0, 0);
    }
    if (cell.tint) {
        const int width = std::min(words.width(), painter.fontMetrics().horizontalAdvance(cell.text) + m_theme.u(3));
        const QRect chip(mirrored ? words.right() - width : words.left(), words.top() + m_theme.u(1) / 2 + 1, width,
                         words.height() - m_theme.u(1));
        painter.fillRect(chip, m_theme.color(*cell.tint));
        words = chip.adjusted(m_theme.u(1), 0, -m_theme.u(1), 0);
    }
    const Qt::TextElideMode elide = column.kind == Column::Kind::Id ? Qt::ElideMiddle : Qt::ElideRight;
    drawWords(painter, words, cell.text, column.isRight() ? Qt::AlignRight : Qt::AlignLeft, elide);
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                             const QModelIndex& index)
{
    const auto* model = qobject_cast<const RowModel*>(index.model());
    const Cell* cell = model != nullptr ? model->cell(index) : nullptr;
    if (cell == nullptr || event->type() != QEvent::ToolTip)
        return false;
    QString text = cell->tooltip;
    // The whole text when the cell cuts it.
    if (text.isEmpty() && option.fontMetrics.horizontalAdvance(cell->text) > option.rect.width() - m_theme.u(4))
        text = cell->text;
    QToolTip::showText(event->globalPos(), format::tooltip(text), view);
    return true;
}

void CellDelegate::completeFrom(QLineEdit& line, const QStringList& words)
{
    constexpr int kShown = 12;
    auto* completer = new QCompleter(words, &line);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(kShown);
    completer->popup()->setObjectName(QStringLiteral("qt_proposals"));
    line.setCompleter(completer);
}

QWidget* CellDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const
{
    auto* editor = new QLineEdit(parent);
    editor->setObjectName(QStringLiteral("cell.editor"));
    editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    editor->setStyleSheet(QStringLiteral("min-height: 0; padding: 0; border-radius: 0;"));
    const auto* model = qobject_cast<const RowModel*>(index.model());
    if (const QStringList proposals = model != nullptr ? model->proposals(index) : QStringList(); !proposals.isEmpty())
        completeFrom(*editor, proposals);
    return editor;
}

} // namespace causeway::ui
