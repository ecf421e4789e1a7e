// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QAbstractItemModel>

#include "base/Result.h"
#include "models/Cell.h"

namespace causeway::ui {

/// The one table model: keyset pages from a loader, groups with lazily read children, refresh by row id without a reset, so that
/// selection, current row and scroll place stay. UI thread. The loader reads at most kPage rows, by an index.
class RowModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    static constexpr int kPage = 200;
    static constexpr int kMostRows = 20'000;
    static constexpr int kRefreshedPages = 5; ///< rows further down are re-read when scrolled to after the next filter change
    enum Roles
    {
        IdRole = Qt::UserRole + 1,
        ColumnIdRole
    };

    /// Rows after `last` (nullptr: from the start) of `group` (nullptr: top level); fewer than kPage rows end the list.
    using Loader = std::function<Result<std::vector<TableRow>>(const TableRow* group, const TableRow* last)>;

    explicit RowModel(std::vector<Column> columns, QObject* parent = nullptr);
    ~RowModel() override;

    /// New list: a reset. Reads the first page.
    void setLoader(Loader loader);
    /// Another filter of the same list: a reset.
    void restart();
    /// Re-reads what is loaded and applies the differences.
    void refresh();
    /// Rows that are all in memory; applies the differences.
    void setRows(std::vector<TableRow> rows);

    [[nodiscard]] const std::vector<Column>& columns() const { return m_columns; }
    [[nodiscard]] const Loader& loader() const { return m_loader; } ///< empty: all rows are in memory
    [[nodiscard]] std::vector<TableRow> allRows() const;            ///< those in memory, groups with their children
    [[nodiscard]] const Cell* cell(const QModelIndex& index) const;
    [[nodiscard]] const TableRow* row(const QModelIndex& index) const;
    [[nodiscard]] QString id(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex find(const QString& id) const; ///< among loaded rows
    [[nodiscard]] int loaded() const;                        ///< rows without groups that are loaded
    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] QStringList checkedIds() const;
    void setCheckHandler(std::function<void(const QString& id, bool on)> handler) { m_onCheck = std::move(handler); }
    void setEditHandler(std::function<void(const QString& id, int column, const QString& text)> handler)
    {
        m_onEdit = std::move(handler);
    }

    /// What the editor of a cell of that row proposes while somebody types.
    void setProposals(std::function<QStringList(const QString& id)> proposals) { m_proposals = std::move(proposals); }
    [[nodiscard]] QStringList proposals(const QModelIndex& index) const
    {
        return m_proposals ? m_proposals(id(index)) : QStringList();
    }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void readFailed(const causeway::Error& error);
    void readSucceeded();

private:
    struct Node;
    [[nodiscard]] Node* node(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const Node* node, int column = 0) const;
    [[nodiscard]] std::unique_ptr<Node> make(TableRow row, Node* parent) const;
    void apply(Node& parent, std::vector<TableRow> rows);
    void refreshNode(Node& parent);

    std::vector<Column> m_columns;
    Loader m_loader;
    std::unique_ptr<Node> m_root;
    std::function<void(const QString&, bool)> m_onCheck;
    std::function<void(const QString&, int, const QString&)> m_onEdit;
    std::function<QStringList(const QString&)> m_proposals;
};

} // namespace causeway::ui
