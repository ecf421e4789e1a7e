// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/RecordTable.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include "CsvText.h"
#include "delegates/ActionDelegate.h"
#include "delegates/AgeDelegate.h"
#include "delegates/AmountDelegate.h"
#include "delegates/CheckDelegate.h"
#include "delegates/StateDelegate.h"
#include "delegates/StepsDelegate.h"
#include "models/TableText.h"
#include "theme/IconTheme.h"

namespace causeway::ui {

namespace {

constexpr int kEmptyRows = 3;
constexpr int kFlexibleCh = 18; ///< the column that takes the rest is never narrower; the table scrolls sideways then

CellDelegate* delegateFor(Column::Kind kind, const Theme& theme, QObject* parent)
{
    switch (kind) {
    case Column::Kind::State:
        return new StateDelegate(theme, parent);
    case Column::Kind::Amount:
        return new AmountDelegate(theme, parent);
    case Column::Kind::Age:
        return new AgeDelegate(theme, parent);
    case Column::Kind::Steps:
        return new StepsDelegate(theme, parent);
    case Column::Kind::Action:
        return new ActionDelegate(theme, parent);
    case Column::Kind::Check:
        return new CheckDelegate(theme, parent);
    case Column::Kind::Text:
    case Column::Kind::Id:
    case Column::Kind::Number:
        break;
    }
    return new CellDelegate(theme, parent);
}

} // namespace

RecordTable::RecordTable(const Theme& theme, RowModel& model, const QString& objectName, const QString& accessibleName,
                         QWidget* parent)
    : QTreeView(parent), m_theme(theme), m_model(model)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setModel(&model);
    setUniformRowHeights(true);
    setRootIsDecorated(false);
    setItemsExpandable(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(EditKeyPressed | DoubleClicked);
    setExpandsOnDoubleClick(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded); // large text needs it: nothing may be cut off
    setHorizontalScrollMode(ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    setIndentation(0);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    header()->setObjectName(objectName + QStringLiteral(".header"));
    header()->setAccessibleName(tr("Columns of %1").arg(accessibleName));
    header()->setFocusPolicy(Qt::NoFocus);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(true);
    header()->setHighlightSections(false);
    header()->setMinimumSectionSize(theme.ch(2));
    header()->setTextElideMode(Qt::ElideRight);
    for (int i = 0; i < model.columnCount(); ++i)
        setItemDelegateForColumn(i, delegateFor(model.columns()[static_cast<std::size_t>(i)].kind, theme, this));
    layoutColumns();
    connect(&theme, &Theme::changed, this, &RecordTable::layoutColumns);
    connect(header(), &QHeaderView::sectionResized, this, [this](int, int before, int after) {
        if (before == 0 || after == 0) // hidden or shown again: the flexible column takes or gives the room
            QTimer::singleShot(0, this, &RecordTable::layoutColumns);
    });
    connect(this, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        if (!index.flags().testFlag(Qt::ItemIsEditable) && !m_model.id(index).isEmpty())
            Q_EMIT opened(m_model.id(index));
    });
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (current.isValid())
            m_kept = m_model.id(current);
        viewport()->update(); // the frame of the current row spans cells that Qt does not know to have changed
        Q_EMIT currentChangedTo(m_model.id(current));
    });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { Q_EMIT selectionChangedTo(selectedIds()); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, signal, this, &RecordTable::fitHeight);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &RecordTable::spanGroups);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        fitHeight();
        spanGroups();
        if (!m_kept.isEmpty() && m_model.find(m_kept).isValid())
            select(m_kept);
    });
}

QString RecordTable::currentId() const
{
    return m_model.id(currentIndex());
}

QStringList RecordTable::selectedIds() const
{
    QStringList ids;
    for (const QModelIndex& index : selectionModel()->selectedRows()) {
        if (const TableRow* row = m_model.row(index); row != nullptr && !row->group)
            ids << row->id;
    }
    return ids;
}

void RecordTable::select(const QString& id)
{
    const QModelIndex index = m_model.find(id);
    if (!index.isValid())
        return;
    if (index.parent().isValid())
        expand(index.parent());
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

void RecordTable::setGrouped(bool grouped)
{
    setRootIsDecorated(grouped);
    setIndentation(grouped ? m_theme.u(4) : 0);
}

void RecordTable::setFittedRows(int least, int most)
{
    m_leastRows = least;
    m_mostRows = most;
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    fitHeight();
}

void RecordTable::fitHeight()
{
    if (m_mostRows == 0)
        return;
    int rows = m_model.rowCount();
    for (int i = 0; i < m_model.rowCount(); ++i) {
        const QModelIndex index = m_model.index(i, 0);
        if (isExpanded(index))
            rows += m_model.rowCount(index);
    }
    // An empty table has room for the sentence that says why it is empty, and for its button.
    rows = std::clamp(rows, rows == 0 ? std::max(m_leastRows, std::min(kEmptyRows, m_mostRows)) : m_leastRows, m_mostRows);
    const int head = isHeaderHidden() ? 0 : header()->sizeHint().height();
    const int bar = header()->length() > viewport()->width() ? horizontalScrollBar()->sizeHint().height() : 0;
    setFixedHeight(head + rows * (m_theme.rowHeight() + 1) + 2 + bar);
    setVerticalScrollBarPolicy(m_model.rowCount() > m_mostRows ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

void RecordTable::spanGroups()
{
    for (int i = 0; i < m_model.rowCount(); ++i) {
        const TableRow* row = m_model.row(m_model.index(i, 0));
        bool alone = row->group;
        for (std::size_t cell = 1; cell < row->cells.size(); ++cell)
            alone = alone && row->cells[cell] == Cell();
        setFirstColumnSpanned(i, QModelIndex(), alone);
    }
}

void RecordTable::copy(bool withHeaders) const
{
    std::vector<QStringList> lines;
    if (withHeaders)
        lines.push_back(table_text::titles(m_model.columns()));
    QModelIndexList chosen = selectionModel()->selectedRows();
    std::sort(chosen.begin(), chosen.end(), [this](const QModelIndex& a, const QModelIndex& b) {
        return visualRect(a).top() < visualRect(b).top(); // as they stand on screen, not as they were clicked
    });
    for (const QModelIndex& index : chosen) {
        if (const TableRow* row = m_model.row(index))
            lines.push_back(table_text::line(m_model.columns(), *row));
    }
    QApplication::clipboard()->setText(tabText(lines));
}

void RecordTable::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    if (!m_model.hasChildren(index) || !rootIsDecorated())
        return;
    const int size = m_theme.u(4);
    const QRect icon(rect.right() - size + 1, rect.center().y() - size / 2 + 1, size, size);
    const QString name = isExpanded(index)                      ? QStringLiteral("chevron-down")
                         : layoutDirection() == Qt::RightToLeft ? QStringLiteral("chevron-left")
                                                                : QStringLiteral("chevron-right");
    IconTheme::paint(*painter, icon, name, m_theme.color(Token::Muted));
}

void RecordTable::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const TableRow* row = m_model.row(index);
    const bool selected = selectionModel()->isRowSelected(index.row(), index.parent());
    // The indentation strip is not covered by any cell: give it the row's own background first.
    if (selected)
        painter->fillRect(option.rect, m_theme.color(Token::Selection));
    else if (row != nullptr && (row->group || !row->selectable))
        painter->fillRect(option.rect, m_theme.color(Token::Alternate));
    QTreeView::drawRow(painter, option, index);
    QPen line(m_theme.color(Token::RowLine));
    line.setCosmetic(true);
    painter->setPen(line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (selected) {
        const int width = std::max(2, m_theme.u(3) / 4);
        const int x = layoutDirection() == Qt::RightToLeft ? option.rect.right() - width + 1 : option.rect.left();
        painter->fillRect(QRect(x, option.rect.top(), width, option.rect.height()), m_theme.color(Token::Accent));
    }
    if (hasFocus() && currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0)) {
        painter->setPen(focusPen());
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
}

void RecordTable::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier &&
        state() != EditingState) {
        for (int column = 0; column < m_model.columnCount(); ++column) {
            const QModelIndex index = currentIndex().siblingAtColumn(column);
            const Cell* cell = m_model.cell(index);
            if (m_model.columns()[static_cast<std::size_t>(column)].kind == Column::Kind::Action && cell != nullptr &&
                !cell->text.isEmpty()) {
                Q_EMIT actionTriggered(m_model.id(index), column);
                return;
            }
        }
        if (!currentId().isEmpty())
            Q_EMIT opened(currentId());
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        for (int column = 0; column < m_model.columnCount(); ++column) {
            const QModelIndex index = currentIndex().siblingAtColumn(column);
            if (index.flags().testFlag(Qt::ItemIsUserCheckable)) {
                const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
                QModelIndexList rows = selectionModel()->selectedRows(column);
                if (!rows.contains(index))
                    rows = {index};
                for (const QModelIndex& row : std::as_const(rows)) {
                    if (row.flags().testFlag(Qt::ItemIsUserCheckable))
                        m_model.setData(row, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
                }
                return;
            }
        }
    }
    QTreeView::keyPressEvent(event);
}

/// The Tab key makes the first row the current one; what the keys act on is shown as selected, too.
QPen RecordTable::focusPen() const
{
    QPen pen(m_theme.color(Token::Accent), 2);
    pen.setCosmetic(true);
    return pen;
}

/// Without a row there is nothing else to show where the focus is.
void RecordTable::paintEvent(QPaintEvent* event)
{
    QTreeView::paintEvent(event);
    if (!hasFocus() || model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(focusPen());
    painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
}

void RecordTable::focusInEvent(QFocusEvent* event)
{
    QTreeView::focusInEvent(event);
    if (currentIndex().isValid() && !selectionModel()->hasSelection())
        selectionModel()->select(currentIndex(), QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void RecordTable::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    layoutColumns();
}

void RecordTable::mouseReleaseEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    QTreeView::mouseReleaseEvent(event);
    const Cell* cell = m_model.cell(index);
    if (event->button() == Qt::LeftButton && cell != nullptr && !cell->text.isEmpty() && event->modifiers() == Qt::NoModifier &&
        m_model.columns()[static_cast<std::size_t>(index.column())].kind == Column::Kind::Action)
        Q_EMIT actionTriggered(m_model.id(index), index.column());
}

void RecordTable::mouseMoveEvent(QMouseEvent* event)
{
    QTreeView::mouseMoveEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    const Cell* cell = m_model.cell(index);
    const bool link = cell != nullptr && !cell->text.isEmpty() &&
                      m_model.columns()[static_cast<std::size_t>(index.column())].kind == Column::Kind::Action;
    viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void RecordTable::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        layoutColumns();
}

void RecordTable::layoutColumns()
{
    const auto& columns = m_model.columns();
    int fixed = 0;
    int stretched = -1;
    const int margins = m_theme.u(4) + 1;
    const QFontMetrics headerMetrics(header()->font());
    std::vector<int> widths;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (isColumnHidden(static_cast<int>(i))) {
            widths.push_back(0);
            continue;
        }
        int width = columns[i].ch * m_theme.ch(1) + margins;
        if (columns[i].kind == Column::Kind::State)
            width += m_theme.iconSize();
        if (!isHeaderHidden())
            width = std::max(width, headerMetrics.horizontalAdvance(columns[i].title) + margins + m_theme.u(1));
        widths.push_back(width);
        if (columns[i].ch == 0 && stretched < 0)
            stretched = static_cast<int>(i);
        else
            fixed += width;
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int section = static_cast<int>(i);
        if (isColumnHidden(section))
            continue;
        if (section == stretched)
            header()->resizeSection(section, std::max(m_theme.ch(kFlexibleCh), viewport()->width() - fixed));
        else
            header()->resizeSection(section, widths[i]);
    }
    setIndentation(rootIsDecorated() ? m_theme.u(4) : 0);
    fitHeight();
}

} // namespace causeway::ui
