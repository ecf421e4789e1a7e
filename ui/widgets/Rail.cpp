// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Rail.h"

#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include "theme/IconTheme.h"

namespace causeway::ui {

namespace {

enum Roles
{
    IdRole = Qt::UserRole + 1,
    IconRole,
    BadgeRole,
    BadgeTokenRole,
    LineRole,
    HeightRole
};

class RailDelegate final : public QStyledItemDelegate
{
public:
    RailDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}
    bool narrow = false;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const int height = index.data(HeightRole).toInt();
        return {10, height > 0 ? height : m_theme.rowHeight() + m_theme.u(2)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QString id = index.data(IdRole).toString();
        const QRect area = option.rect;
        if (id.isEmpty()) { // a gap, with a line at its lower part
            if (index.data(LineRole).toBool()) {
                painter->setPen(m_theme.color(Token::Frame));
                const int y = area.bottom() - m_theme.u(2);
                painter->drawLine(area.left() + m_theme.u(3), y, area.right() - m_theme.u(3), y);
            }
            return;
        }
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        const bool mirrored = option.direction == Qt::RightToLeft;
        if (chosen) {
            painter->fillRect(area, m_theme.color(Token::Selection));
            const int bar = std::max(2, m_theme.u(3) / 4);
            painter->fillRect(QRect(mirrored ? area.right() - bar + 1 : area.left(), area.top(), bar, area.height()),
                              m_theme.color(Token::Accent));
        } else if (option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(area, m_theme.color(Token::RowLine));
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(m_theme.color(Token::Accent), 2));
            painter->drawRect(area.adjusted(1, 1, -1, -1));
        }
        const int size = m_theme.u(4) + 1;
        const int left = m_theme.u(4);
        const QRect icon(mirrored ? area.right() - left - size : area.left() + left, area.center().y() - size / 2 + 1, size,
                         size);
        IconTheme::paint(*painter, icon, index.data(IconRole).toString(), m_theme.color(chosen ? Token::Accent : Token::Text));
        if (narrow)
            return;
        QFont font = option.font;
        if (chosen)
            font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(m_theme.color(Token::Text));
        const int gap = left + size + m_theme.u(3);
        const QRect words = mirrored ? area.adjusted(m_theme.u(3), 0, -gap, 0) : area.adjusted(gap, 0, -m_theme.u(3), 0);
        painter->drawText(words,
                          static_cast<int>(Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)) | Qt::TextSingleLine,
                          index.data(Qt::DisplayRole).toString());
        const QString badge = index.data(BadgeRole).toString();
        if (badge.isEmpty())
            return;
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(m_theme.color(static_cast<Token>(index.data(BadgeTokenRole).toInt())));
        painter->drawText(
            words, static_cast<int>(Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight)) | Qt::TextSingleLine, badge);
    }

private:
    const Theme& m_theme;
};

} // namespace

Rail::Rail(const Theme& theme, QWidget* parent) : QListView(parent), m_theme(theme), m_model(new QStandardItemModel(this))
{
    setObjectName(QStringLiteral("shell.rail"));
    setAccessibleName(tr("Pages"));
    setModel(m_model);
    setItemDelegate(new RailDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setAutoFillBackground(false);
    setEditTriggers(NoEditTriggers);
    setUniformItemSizes(false);
    connect(&theme, &Theme::changed, this, &Rail::place);
}

void Rail::setEntries(const QList<Entry>& entries)
{
    m_quiet = true;
    m_model->clear();
    const auto gap = [&](bool line) {
        auto* item = new QStandardItem;
        item->setFlags(Qt::NoItemFlags);
        item->setData(line, LineRole);
        item->setData(m_theme.u(5), HeightRole);
        m_model->appendRow(item);
        return item;
    };
    gap(false)->setData(m_theme.u(1), HeightRole);
    for (const Entry& entry : entries) {
        if (entry.atBottom)
            gap(true)->setData(QStringLiteral("spring"), Qt::WhatsThisRole);
        else if (entry.lineAbove)
            gap(true);
        auto* item = new QStandardItem(entry.title);
        item->setData(entry.id, IdRole);
        item->setData(entry.icon, IconRole);
        item->setData(entry.title, Qt::AccessibleTextRole);
        item->setEditable(false);
        m_model->appendRow(item);
    }
    m_quiet = false;
    place();
}

void Rail::setBadge(const QString& id, const QString& text, Token token)
{
    for (int i = 0; i < m_model->rowCount(); ++i) {
        QStandardItem* item = m_model->item(i);
        if (item->data(IdRole).toString() != id || item->data(BadgeRole).toString() == text)
            continue;
        item->setData(text, BadgeRole);
        item->setData(static_cast<int>(token), BadgeTokenRole);
        item->setData(text.isEmpty() ? item->text() : tr("%1, %2").arg(item->text(), text), Qt::AccessibleTextRole);
    }
}

void Rail::choose(const QString& id)
{
    m_quiet = true;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        if (m_model->item(i)->data(IdRole).toString() == id)
            setCurrentIndex(m_model->index(i, 0));
    }
    m_quiet = false;
}

void Rail::setNarrow(bool narrow)
{
    m_narrow = narrow;
    static_cast<RailDelegate*>(itemDelegate())->narrow = narrow;
    for (int i = 0; i < m_model->rowCount(); ++i)
        m_model->item(i)->setToolTip(narrow ? m_model->item(i)->text() : QString());
    viewport()->update();
}

void Rail::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    place();
}

void Rail::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    const QString id = current.data(IdRole).toString();
    if (!m_quiet && !id.isEmpty())
        Q_EMIT chosen(id);
}

void Rail::place()
{
    // The spring takes what is left, so that the entry below it stands at the bottom.
    int used = 0;
    QStandardItem* spring = nullptr;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        QStandardItem* item = m_model->item(i);
        if (item->data(Qt::WhatsThisRole).toString() == QStringLiteral("spring"))
            spring = item;
        else
            used += itemDelegate()->sizeHint({}, m_model->index(i, 0)).height();
    }
    if (spring != nullptr)
        spring->setData(std::max(m_theme.u(5), viewport()->height() - used - m_theme.u(2)), HeightRole);
    scheduleDelayedItemsLayout();
}

} // namespace causeway::ui
