// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/TableExport.h"

#include <algorithm>

#include <QTimer>

#include "CsvText.h"
#include "models/TableText.h"

namespace causeway::ui {

TableExport::TableExport(RowModel& model, bool grouped, const QString& path, QObject* parent)
    : QObject(parent), m_model(&model), m_grouped(grouped), m_file(path)
{
    // Another filter while the pages are read would mix two lists in one file.
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        end(Error::make(ErrorKind::Conflict, tr("The list changed while it was saved; no file was written."),
                        tr("Save it again."), QStringLiteral("list-changed")));
    });
}

void TableExport::start()
{
    if (!m_file.open(QIODevice::WriteOnly)) {
        end(Error::make(ErrorKind::Storage, tr("The file could not be written: %1").arg(m_file.errorString()),
                        tr("Choose another folder, or free some space."), QStringLiteral("io")));
        return;
    }
    QStringList titles = table_text::titles(m_model->columns());
    if (m_grouped)
        titles.prepend(tr("Group"));
    m_file.write(csvText({titles}));
    QTimer::singleShot(0, this, &TableExport::step);
}

void TableExport::stop()
{
    m_isStopped = true;
    m_file.cancelWriting();
    deleteLater();
}

void TableExport::end(const Error& error)
{
    if (m_isStopped)
        return;
    stop();
    Q_EMIT failed(error);
}

void TableExport::write(const TableRow& row, const QString& group)
{
    QStringList line = table_text::line(m_model->columns(), row);
    if (m_grouped)
        line.prepend(group);
    m_file.write(csvLine(line));
    ++m_rows;
}

bool TableExport::writePage(const TableRow* group, std::vector<TableRow> page)
{
    const auto titleOf = [](const TableRow& row) {
        QString title = row.cells.empty() ? QString() : row.cells.front().text;
        return title.remove(QChar(0x2068)).remove(QChar(0x2069));
    };
    const bool isWhole = !m_model->loader() || static_cast<int>(page.size()) < RowModel::kPage;
    std::vector<TableRow> groups;
    for (TableRow& row : page) {
        if (!row.group) {
            write(row, group != nullptr ? titleOf(*group) : QString());
        } else if (row.lazy) {
            groups.push_back(row);
        } else {
            for (const TableRow& child : row.children)
                write(child, titleOf(row));
        }
    }
    if (!page.empty())
        m_last = std::move(page.back());
    std::reverse(groups.begin(), groups.end());
    m_groups.insert(m_groups.begin(), groups.begin(), groups.end());
    return isWhole;
}

void TableExport::step()
{
    if (m_isStopped || !m_model)
        return;
    const TableRow* group = m_isTopDone && !m_groups.empty() ? &m_groups.back() : nullptr;
    if (m_isTopDone && group == nullptr) {
        if (m_file.commit()) {
            Q_EMIT finished(m_rows);
            m_isStopped = true;
            deleteLater();
        } else {
            end(Error::make(ErrorKind::Storage, tr("The file could not be written: %1").arg(m_file.errorString()),
                            tr("Choose another folder, or free some space."), QStringLiteral("io")));
        }
        return;
    }
    auto page = m_model->loader() ? m_model->loader()(group, m_last ? &*m_last : nullptr)
                                  : Result<std::vector<TableRow>>(m_model->allRows());
    if (!page) {
        end(page.error());
        return;
    }
    if (writePage(group, std::move(*page))) {
        m_last.reset();
        if (group != nullptr)
            m_groups.pop_back();
        m_isTopDone = true;
    }
    Q_EMIT progressed(m_rows);
    QTimer::singleShot(0, this, &TableExport::step);
}

} // namespace causeway::ui
