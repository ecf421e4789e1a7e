// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/WaterfallChart.h"

#include <algorithm>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include "Format.h"

namespace causeway::ui {

namespace {

constexpr qint64 kMostUnits = 1LL << 40; ///< times a height in pixels stays far inside 64 bits

/// Where an amount lies between the top (most) and the bottom (least) of the drawing.
struct Scale
{
    qint64 least = 0, most = 0;
    int top = 0, height = 0;

    [[nodiscard]] int y(qint64 amount) const
    {
        const qint64 range = std::max<qint64>(1, most - least);
        return top + static_cast<int>((most - amount) * height / range);
    }
};

} // namespace

WaterfallChart::WaterfallChart(const Theme& theme, const QString& objectName, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(objectName);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setBars({});
}

void WaterfallChart::setBars(std::vector<Bar> bars)
{
    m_bars = std::move(bars);
    if (m_current >= static_cast<int>(m_bars.size()))
        m_current = -1;
    setAccessibleName(m_bars.empty() ? tr("From sales to deposit: nothing to show") : sentence());
    updateGeometry();
    update();
}

QString WaterfallChart::words(const Bar& bar) const
{
    return bar.isTotal ? tr("%1: %2").arg(bar.name, format::amountWithCurrency(bar.amount))
                       : tr("%1: %2, %n rows", nullptr, static_cast<int>(std::min<qint64>(bar.rows, 2'000'000'000)))
                             .arg(bar.name, format::amountWithCurrency(bar.amount));
}

QString WaterfallChart::sentence() const
{
    QStringList parts;
    for (const Bar& bar : m_bars)
        parts << tr("%1 %2").arg(bar.name, format::amount(bar.amount));
    return tr("From sales to deposit: %1").arg(parts.join(QStringLiteral(", ")));
}

QString WaterfallChart::tableText() const
{
    QStringList lines;
    for (const Bar& bar : m_bars)
        lines << bar.name + u'\t' + bar.amount.amountText() + u'\t' + bar.amount.currency();
    return lines.join(u'\n');
}

void WaterfallChart::setCurrent(int bar)
{
    if (bar == m_current || bar >= static_cast<int>(m_bars.size()))
        return;
    m_current = bar;
    setAccessibleDescription(bar < 0 ? QString() : words(m_bars[static_cast<std::size_t>(bar)]));
    update();
}

QSize WaterfallChart::sizeHint() const
{
    return {m_theme.ch(84), m_theme.u(26)};
}

QSize WaterfallChart::minimumSizeHint() const
{
    // No amount is cut, however large the text: the page scrolls instead.
    const QFontMetrics small(m_theme.smallFont());
    int widest = m_theme.ch(6);
    for (const Bar& bar : m_bars)
        widest = std::max({widest, small.horizontalAdvance(format::amount(bar.amount)), small.horizontalAdvance(bar.name)});
    return {static_cast<int>(m_bars.size()) * (widest + m_theme.u(1)) + m_theme.u(6), m_theme.u(22)};
}

QRect WaterfallChart::column(int bar) const
{
    const QRect inner = rect().adjusted(m_theme.u(3), m_theme.u(2), -m_theme.u(3), -m_theme.u(2));
    const int count = std::max(1, static_cast<int>(m_bars.size()));
    const int shown = layoutDirection() == Qt::RightToLeft ? count - 1 - bar : bar;
    return {inner.left() + inner.width() * shown / count, inner.top(), inner.width() / count, inner.height()};
}

int WaterfallChart::barAt(int x) const
{
    for (int i = 0; i < static_cast<int>(m_bars.size()); ++i) {
        const QRect at = column(i);
        if (x >= at.left() && x <= at.right())
            return i;
    }
    return -1;
}

void WaterfallChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Base));
    QPen frame(hasFocus() ? m_theme.color(Token::Accent) : m_theme.color(Token::Frame), hasFocus() ? 2 : 1);
    frame.setCosmetic(true);
    painter.setPen(frame);
    painter.drawRect(hasFocus() ? rect().adjusted(1, 1, -1, -1) : rect().adjusted(0, 0, -1, -1));
    painter.setFont(m_theme.smallFont());
    const QFontMetrics small(m_theme.smallFont());
    if (m_bars.empty())
        return;

    // The running sum before and after each bar, in units small enough to multiply.
    std::vector<std::pair<qint64, qint64>> spans;
    qint64 running = 0, least = 0, most = 0;
    for (const Bar& bar : m_bars) {
        const qint64 amount = std::clamp(bar.amount.minorUnits(), -kMostUnits, kMostUnits);
        const qint64 from = bar.isTotal ? 0 : running;
        const qint64 to = bar.isTotal ? amount : std::clamp(running + amount, -kMostUnits, kMostUnits);
        spans.emplace_back(from, to);
        running = to;
        least = std::min({least, from, to});
        most = std::max({most, from, to});
    }
    const QRect first = column(0);
    const Scale scale{least, most, first.top() + small.height() + m_theme.u(1) / 2,
                      std::max(1, first.height() - 2 * small.height() - m_theme.u(2))};
    QPen line(m_theme.color(Token::Muted));
    line.setCosmetic(true);
    const int ground = scale.y(0);
    painter.setPen(line);
    painter.drawLine(rect().left() + m_theme.u(3), ground, rect().right() - m_theme.u(3), ground);

    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const Bar& bar = m_bars[i];
        const QRect at = column(static_cast<int>(i));
        const auto [from, to] = spans[i];
        const int wide = std::min(at.width() * 6 / 10, m_theme.u(16));
        const int upper = scale.y(std::max(from, to)), lower = scale.y(std::min(from, to));
        const QRect block(at.center().x() - wide / 2, upper, wide, std::max(2, lower - upper));
        const Token token = bar.isTotal               ? Token::Accent
                            : bar.amount.isNegative() ? Token::Error
                            : bar.amount.isZero()     ? Token::Muted
                                                      : Token::Done;
        if (static_cast<int>(i) == m_current)
            painter.fillRect(at.adjusted(m_theme.u(1) / 2, 0, -m_theme.u(1) / 2, 0), m_theme.color(Token::Selection));
        painter.fillRect(block, m_theme.color(token));
        if (i + 1 < m_bars.size()) { // the level the next bar starts from
            const QRect next = column(static_cast<int>(i) + 1);
            const int level = scale.y(to);
            painter.setPen(line);
            painter.drawLine(at.center().x() + (next.left() > at.left() ? wide / 2 : -wide / 2), level,
                             next.center().x() - (next.left() > at.left() ? wide / 2 : -wide / 2), level);
        }
        painter.setPen(m_theme.color(Token::Text));
        const QRect amount(at.left(), upper - small.height() - 1, at.width(), small.height());
        painter.drawText(amount, Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextSingleLine,
                         small.elidedText(format::amount(bar.amount), Qt::ElideRight, at.width()));
        painter.setPen(m_theme.color(Token::Muted));
        const QRect name(at.left(), at.bottom() - small.height() + 1, at.width(), small.height());
        painter.drawText(name, Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextSingleLine,
                         small.elidedText(bar.name, Qt::ElideRight, at.width()));
    }
}

void WaterfallChart::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_bars.size()) - 1;
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    int to = m_current;
    switch (event->key()) {
    case Qt::Key_Right:
        to = m_current < 0 ? 0 : std::clamp(m_current + forward, 0, last);
        break;
    case Qt::Key_Left:
        to = m_current < 0 ? last : std::clamp(m_current - forward, 0, last);
        break;
    case Qt::Key_Home:
        to = 0;
        break;
    case Qt::Key_End:
        to = last;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (last < 0)
        return;
    setCurrent(to);
    Q_EMIT chosen(m_current);
}

void WaterfallChart::mousePressEvent(QMouseEvent* event)
{
    const int bar = barAt(static_cast<int>(event->position().x()));
    if (bar < 0)
        return;
    setCurrent(bar);
    Q_EMIT chosen(bar);
}

bool WaterfallChart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int bar = barAt(help->pos().x());
        QToolTip::showText(help->globalPos(), bar < 0 ? QString() : format::tooltip(words(m_bars[static_cast<std::size_t>(bar)])),
                           this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace causeway::ui
