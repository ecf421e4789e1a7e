// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TimelineView.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include "Format.h"
#include "theme/IconTheme.h"

namespace causeway::ui {

namespace {

enum Roles
{
    TimeRole = Qt::UserRole + 1,
    StateRole,
    DetailRole,
    LastRole,
    TypeRole,
    IdRole,
    LinkRole
};

class EntryDelegate final : public QStyledItemDelegate
{
public:
    EntryDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {m_theme.ch(20), option.fontMetrics.height() + QFontMetrics(m_theme.smallFont()).height() + m_theme.u(3)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        const bool mirrored = option.direction == Qt::RightToLeft;
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, m_theme.color(Token::Selection));
        const QRect area = option.rect.adjusted(m_theme.u(3), m_theme.u(1), -m_theme.u(3), 0);
        const int timeWidth = m_theme.ch(13);
        const int size = m_theme.iconSize();
        const auto at = [&](int x, int y, int width, int height) {
            return mirrored ? QRect(area.right() - x - width + 1, area.top() + y, width, height)
                            : QRect(area.left() + x, area.top() + y, width, height);
        };
        const int line = option.fontMetrics.height();
        const int side = static_cast<int>(mirrored ? Qt::AlignRight : Qt::AlignLeft);
        painter->setFont(m_theme.smallFont());
        painter->setPen(m_theme.color(Token::Muted));
        painter->drawText(at(0, 0, timeWidth, line), static_cast<int>(Qt::AlignVCenter) | side | Qt::TextSingleLine,
                          index.data(TimeRole).toString());
        const auto state = static_cast<db::RecordState>(index.data(StateRole).toInt());
        const QRect icon = at(timeWidth, (line - size) / 2, size, size);
        IconTheme::paint(*painter, icon, IconTheme::name(state), m_theme.color(Theme::token(state)));
        if (!index.data(LastRole).toBool()) {
            QPen pen(m_theme.color(Token::Frame));
            pen.setCosmetic(true);
            painter->setPen(pen);
            painter->drawLine(icon.center().x(), icon.bottom() + m_theme.u(1), icon.center().x(), option.rect.bottom());
        }
        const int left = timeWidth + size + m_theme.u(2);
        int right = 0;
        if (const QString words = index.data(LinkRole).toString(); !words.isEmpty()) {
            painter->setFont(m_theme.smallFont());
            painter->setPen(m_theme.color(Token::Accent));
            right = painter->fontMetrics().horizontalAdvance(words) + m_theme.u(2);
            painter->drawText(
                at(area.width() - right, 0, right, line),
                static_cast<int>(Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight)) | Qt::TextSingleLine, words);
        }
        const QRect title = at(left, 0, area.width() - left - right, line);
        painter->setFont(m_theme.boldFont());
        painter->setPen(m_theme.color(Token::Text));
        painter->drawText(
            title, static_cast<int>(Qt::AlignVCenter) | side | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, title.width()));
        painter->setFont(m_theme.smallFont());
        painter->setPen(m_theme.color(Token::Muted));
        const QRect detail = title.translated(0, line);
        painter->drawText(detail, static_cast<int>(Qt::AlignVCenter) | side | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data(DetailRole).toString(), Qt::ElideRight, detail.width()));
        painter->restore();
    }

private:
    const Theme& m_theme;
};

} // namespace

class TimelineView::Entries final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void set(std::vector<db::TraceEntry> entries, qint64 nowMs)
    {
        const auto same = [](const db::TraceEntry& a, const db::TraceEntry& b) {
            return a.at == b.at && a.title == b.title && a.detail == b.detail && a.state == b.state;
        };
        m_now = nowMs;
        if (std::equal(entries.begin(), entries.end(), m_entries.begin(), m_entries.end(), same))
            return;
        beginResetModel();
        m_entries = std::move(entries);
        endResetModel();
    }
    void setLinks(bool shown) { m_hasLinks = shown; }
    int rowCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : static_cast<int>(m_entries.size()); }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const db::TraceEntry& entry = m_entries[static_cast<std::size_t>(index.row())];
        switch (role) {
        case Qt::DisplayRole:
            return format::remote(entry.title);
        case Qt::ToolTipRole:
            return format::tooltip(format::instant(entry.at) + u'\n' + entry.title +
                                   (entry.detail.isEmpty() ? QString() : u'\n' + entry.detail));
        case Qt::AccessibleTextRole:
            return QStringLiteral("%1, %2, %3").arg(format::shortTime(entry.at, m_now), entry.title, entry.detail);
        case TimeRole:
            return format::shortTime(entry.at, m_now);
        case StateRole:
            return static_cast<int>(db::recordStateFromString(entry.state).value_or(db::RecordState::Done));
        case DetailRole:
            return entry.what == QLatin1StringView("order-updated") ? format::amazonStatus(entry.detail)
                                                                    : format::remote(entry.detail);
        case LastRole:
            return index.row() + 1 == static_cast<int>(m_entries.size());
        case TypeRole:
            return entry.target.type;
        case IdRole:
            return entry.target.id;
        case LinkRole:
            return m_hasLinks && !entry.target.id.isEmpty() ? TimelineView::tr("Open") : QString();
        default:
            return {};
        }
    }

private:
    std::vector<db::TraceEntry> m_entries; // newest first
    qint64 m_now = 0;
    bool m_hasLinks = false;
};

TimelineView::TimelineView(const Theme& theme, const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QListView(parent), m_entries(new Entries(this))
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setModel(m_entries);
    setItemDelegate(new EntryDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setViewportMargins(0, theme.u(2), 0, 0);
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    connect(this, &QListView::activated, this, [this](const QModelIndex& index) {
        if (!index.data(IdRole).toString().isEmpty())
            Q_EMIT documentActivated(index.data(TypeRole).toString(), index.data(IdRole).toString());
    });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void TimelineView::setEntries(std::vector<db::TraceEntry> oldestFirst, qint64 nowMs)
{
    std::reverse(oldestFirst.begin(), oldestFirst.end());
    m_entries->set(std::move(oldestFirst), nowMs);
}

void TimelineView::setLinksShown(bool shown)
{
    m_entries->setLinks(shown);
    viewport()->update();
}

bool TimelineView::event(QEvent* event)
{
    // Ctrl+C belongs to the list that has the focus; the window's own action copies tables.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy))
        event->accept();
    return QListView::event(event);
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QListView::keyPressEvent(event);
}

void TimelineView::copy() const
{
    QStringList lines;
    for (int i = 0; i < m_entries->rowCount({}); ++i) {
        const QModelIndex index = m_entries->index(i, 0);
        const QStringList cells{index.data(TimeRole).toString(), index.data(Qt::DisplayRole).toString(),
                                index.data(DetailRole).toString()};
        lines << cells.join(u'\t').remove(QChar(0x2068)).remove(QChar(0x2069));
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

QAbstractItemModel* TimelineView::entries() const
{
    return m_entries;
}

} // namespace causeway::ui
