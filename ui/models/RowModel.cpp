// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RowModel.h"

#include <algorithm>

#include <QSet>

#include "Format.h"
#include "models/TableText.h"

namespace causeway::ui {

struct RowModel::Node
{
    TableRow row;
    Node* parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;
    bool more = false;   ///< the loader may have further rows
    bool loaded = false; ///< children were read at least once

    [[nodiscard]] int position() const
    {
        const auto& siblings = parent->children;
        const auto it = std::find_if(siblings.begin(), siblings.end(), [this](const auto& other) { return other.get() == this; });
        return static_cast<int>(it - siblings.begin());
    }
};

RowModel::RowModel(std::vector<Column> columns, QObject* parent)
    : QAbstractItemModel(parent), m_columns(std::move(columns)), m_root(std::make_unique<Node>())
{
}

RowModel::~RowModel() = default;

RowModel::Node* RowModel::node(const QModelIndex& index) const
{
    return index.isValid() && index.model() == this ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex RowModel::indexOf(const Node* of, int column) const
{
    return of == m_root.get() ? QModelIndex() : createIndex(of->position(), column, of);
}

std::unique_ptr<RowModel::Node> RowModel::make(TableRow row, Node* parent) const
{
    auto made = std::make_unique<Node>();
    std::vector<TableRow> children = std::move(row.children);
    row.children.clear();
    made->row = std::move(row);
    made->parent = parent;
    made->more = made->row.lazy;
    made->loaded = !made->row.lazy;
    for (TableRow& child : children)
        made->children.push_back(make(std::move(child), made.get()));
    return made;
}

void RowModel::setLoader(Loader loader)
{
    m_loader = std::move(loader);
    restart();
}

void RowModel::restart()
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    m_root->more = static_cast<bool>(m_loader);
    if (m_loader) {
        auto rows = m_loader(nullptr, nullptr);
        m_root->loaded = true;
        m_root->more = rows && static_cast<int>(rows->size()) >= kPage;
        if (rows) {
            for (TableRow& row : *rows)
                m_root->children.push_back(make(std::move(row), m_root.get()));
        }
        endResetModel();
        if (rows)
            Q_EMIT readSucceeded();
        else
            Q_EMIT readFailed(rows.error());
        return;
    }
    endResetModel();
}

void RowModel::refresh()
{
    if (m_loader)
        refreshNode(*m_root);
}

void RowModel::refreshNode(Node& parent)
{
    if (!parent.loaded)
        return;
    const int pages = std::clamp((static_cast<int>(parent.children.size()) + kPage - 1) / kPage, 1, kRefreshedPages);
    std::vector<TableRow> rows;
    bool more = false;
    const TableRow* group = &parent == m_root.get() ? nullptr : &parent.row;
    for (int page = 0; page < pages; ++page) {
        auto next = m_loader(group, rows.empty() ? nullptr : &rows.back());
        if (!next) {
            Q_EMIT readFailed(next.error());
            return;
        }
        more = static_cast<int>(next->size()) >= kPage;
        std::move(next->begin(), next->end(), std::back_inserter(rows));
        if (!more)
            break;
    }
    if (more) { // keep what is loaded further down, without rows that moved up
        QSet<QString> seen;
        for (const TableRow& row : rows)
            seen.insert(row.id);
        for (std::size_t i = static_cast<std::size_t>(pages) * kPage; i < parent.children.size(); ++i) {
            if (!seen.contains(parent.children[i]->row.id))
                rows.push_back(parent.children[i]->row);
        }
    }
    parent.more = more;
    apply(parent, std::move(rows));
    for (const auto& child : parent.children) {
        if (child->row.lazy)
            refreshNode(*child);
    }
    Q_EMIT readSucceeded();
}

void RowModel::setRows(std::vector<TableRow> rows)
{
    m_root->loaded = true;
    apply(*m_root, std::move(rows));
}

void RowModel::apply(Node& parent, std::vector<TableRow> rows)
{
    const QModelIndex parentIndex = indexOf(&parent);
    QSet<QString> wanted;
    for (const TableRow& row : rows)
        wanted.insert(row.id);
    for (int i = static_cast<int>(parent.children.size()) - 1; i >= 0; --i) {
        if (wanted.contains(parent.children[static_cast<std::size_t>(i)]->row.id))
            continue;
        beginRemoveRows(parentIndex, i, i);
        parent.children.erase(parent.children.begin() + i);
        endRemoveRows();
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int at = static_cast<int>(i);
        const auto from = std::find_if(parent.children.begin() + std::min<std::ptrdiff_t>(at, std::ssize(parent.children)),
                                       parent.children.end(), [&](const auto& child) { return child->row.id == rows[i].id; });
        if (from == parent.children.end()) {
            beginInsertRows(parentIndex, at, at);
            parent.children.insert(parent.children.begin() + at, make(std::move(rows[i]), &parent));
            endInsertRows();
            continue;
        }
        const int place = static_cast<int>(from - parent.children.begin());
        if (place != at) {
            beginMoveRows(parentIndex, place, place, parentIndex, at);
            std::rotate(parent.children.begin() + at, from, from + 1);
            endMoveRows();
        }
        Node& child = *parent.children[i];
        std::vector<TableRow> grandChildren = std::move(rows[i].children);
        rows[i].children.clear();
        if (child.row != rows[i]) {
            child.row = std::move(rows[i]);
            Q_EMIT dataChanged(indexOf(&child, 0), indexOf(&child, columnCount() - 1));
        }
        if (!child.row.lazy)
            apply(child, std::move(grandChildren));
    }
}

std::vector<TableRow> RowModel::allRows() const
{
    std::vector<TableRow> rows;
    for (const auto& child : m_root->children) {
        TableRow row = child->row;
        row.lazy = false;
        for (const auto& grandChild : child->children)
            row.children.push_back(grandChild->row);
        rows.push_back(std::move(row));
    }
    return rows;
}

const Cell* RowModel::cell(const QModelIndex& index) const
{
    const TableRow* of = row(index);
    if (of == nullptr || index.column() >= static_cast<int>(of->cells.size()))
        return nullptr;
    return &of->cells[static_cast<std::size_t>(index.column())];
}

const TableRow* RowModel::row(const QModelIndex& index) const
{
    return index.isValid() && index.model() == this ? &node(index)->row : nullptr;
}

QString RowModel::id(const QModelIndex& index) const
{
    const TableRow* of = row(index);
    return of != nullptr ? of->id : QString();
}

QModelIndex RowModel::find(const QString& id) const
{
    for (const auto& child : m_root->children) {
        if (child->row.id == id)
            return indexOf(child.get());
        for (const auto& grandChild : child->children) {
            if (grandChild->row.id == id)
                return indexOf(grandChild.get());
        }
    }
    return {};
}

int RowModel::loaded() const
{
    int rows = 0;
    for (const auto& child : m_root->children)
        rows += child->row.group ? static_cast<int>(child->children.size()) : 1;
    return rows;
}

bool RowModel::isComplete() const
{
    return !m_root->more;
}

QStringList RowModel::checkedIds() const
{
    QStringList ids;
    for (const auto& child : m_root->children) {
        for (const Cell& cell : child->row.cells) {
            if (cell.checked == true)
                ids << child->row.id;
        }
    }
    return ids;
}

QModelIndex RowModel::index(int row, int column, const QModelIndex& parent) const
{
    if (parent.column() > 0 || row < 0 || column < 0 || column >= columnCount())
        return {};
    const Node* of = node(parent);
    if (row >= static_cast<int>(of->children.size()))
        return {};
    return createIndex(row, column, of->children[static_cast<std::size_t>(row)].get());
}

QModelIndex RowModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.model() != this)
        return {};
    return indexOf(static_cast<Node*>(child.internalPointer())->parent);
}

int RowModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(node(parent)->children.size());
}

int RowModel::columnCount(const QModelIndex&) const
{
    return static_cast<int>(m_columns.size());
}

bool RowModel::hasChildren(const QModelIndex& parent) const
{
    if (parent.column() > 0)
        return false;
    const Node* of = node(parent);
    return !of->children.empty() || (of != m_root.get() && of->row.lazy && !of->loaded);
}

QVariant RowModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == IdRole)
        return id(index);
    const Cell* of = cell(index);
    if (of == nullptr)
        return {};
    const Column& column = m_columns[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return of->text;
    case Qt::ToolTipRole:
        return of->tooltip.isEmpty() ? QVariant() : QVariant(format::tooltip(of->tooltip));
    case Qt::TextAlignmentRole:
        return QVariant(column.isRight() ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::CheckStateRole:
        return of->checked ? QVariant(*of->checked ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::AccessibleTextRole: {
        QStringList words;
        if (of->state)
            words << format::stateWord(*of->state);
        if (!of->prefix.isEmpty())
            words << of->prefix;
        if (!of->text.isEmpty() && !words.contains(of->text))
            words << of->text;
        if (!of->steps.empty())
            words << table_text::words(of->steps);
        return words.join(u' ');
    }
    default:
        return {};
    }
}

bool RowModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    Cell* of = const_cast<Cell*>(cell(index));
    if (of == nullptr)
        return false;
    if (role == Qt::CheckStateRole && of->checked) {
        const bool on = value.toInt() == Qt::Checked;
        if (m_onCheck) {
            m_onCheck(id(index), on);
        } else {
            of->checked = on;
            Q_EMIT dataChanged(index, index);
        }
        return true;
    }
    if (role == Qt::EditRole && of->editable && m_onEdit) {
        m_onEdit(id(index), index.column(), value.toString());
        return true;
    }
    return false;
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::ToolTipRole && !column.explanation.isEmpty())
        return format::tooltip(column.explanation);
    if (role == Qt::TextAlignmentRole)
        return QVariant(column.isRight() ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role == ColumnIdRole)
        return column.id;
    return {};
}

Qt::ItemFlags RowModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled;
    const TableRow* of = row(index);
    if (of->selectable)
        flags |= Qt::ItemIsSelectable;
    const Cell* at = cell(index);
    if (at != nullptr && at->checked)
        flags |= Qt::ItemIsUserCheckable;
    if (at != nullptr && at->editable)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool RowModel::canFetchMore(const QModelIndex& parent) const
{
    const Node* of = node(parent);
    return m_loader && of->more && (of == m_root.get() || of->row.lazy) && static_cast<int>(of->children.size()) < kMostRows;
}

void RowModel::fetchMore(const QModelIndex& parent)
{
    Node* of = node(parent);
    if (!canFetchMore(parent))
        return;
    auto rows = m_loader(of == m_root.get() ? nullptr : &of->row, of->children.empty() ? nullptr : &of->children.back()->row);
    of->loaded = true;
    if (!rows) {
        of->more = false;
        Q_EMIT readFailed(rows.error());
        return;
    }
    of->more = static_cast<int>(rows->size()) >= kPage;
    if (rows->empty())
        return;
    const int first = static_cast<int>(of->children.size());
    beginInsertRows(parent.siblingAtColumn(0), first, first + static_cast<int>(rows->size()) - 1);
    for (TableRow& row : *rows)
        of->children.push_back(make(std::move(row), of));
    endInsertRows();
    Q_EMIT readSucceeded();
}

} // namespace causeway::ui
