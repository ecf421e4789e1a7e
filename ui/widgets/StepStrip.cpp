// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/StepStrip.h"

#include <algorithm>

#include <QPainter>

#include "Format.h"
#include "theme/IconTheme.h"

namespace causeway::ui {

namespace {
constexpr int kRoomyCh = 14; ///< narrower steps get a narrower margin
}

StepStrip::StepStrip(const Theme& theme, const QString& objectName, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(objectName);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StepStrip::setSteps(std::vector<Step> steps)
{
    m_steps = std::move(steps);
    QStringList words;
    for (const Step& step : m_steps)
        words << step.name + u' ' + (step.state ? format::stateWord(*step.state).toLower() : tr("not yet"));
    setAccessibleName(words.join(QStringLiteral(", ")));
    QStringList whole; // what the strip has to cut when it is narrow
    for (const Step& step : m_steps) {
        QStringList parts{step.name};
        for (const QString& part : {step.detail, step.when}) {
            if (!part.isEmpty())
                parts << part;
        }
        whole << parts.join(QStringLiteral(", "));
    }
    setToolTip(format::tooltip(whole.join(u'\n')));
    updateGeometry();
    update();
}

QSize StepStrip::sizeHint() const
{
    const int line = QFontMetrics(m_theme.smallFont()).height();
    const bool timed = std::any_of(m_steps.begin(), m_steps.end(), [](const Step& step) { return !step.when.isEmpty(); });
    return {m_theme.ch(20), fontMetrics().height() + (timed || m_steps.empty() ? 2 : 1) * line + m_theme.u(4)};
}

void StepStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Base));
    if (m_steps.empty())
        return;
    QPen line(m_theme.color(Token::RowLine));
    line.setCosmetic(true);
    const int width = this->width() / static_cast<int>(m_steps.size());
    const int margin = width < m_theme.ch(kRoomyCh) ? m_theme.u(2) : m_theme.u(3);
    const int size = m_theme.iconSize();
    const QFontMetrics small(m_theme.smallFont());
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const Step& step = m_steps[i];
        const std::size_t shown = layoutDirection() == Qt::RightToLeft ? m_steps.size() - 1 - i : i;
        const QRect cell = QRect(static_cast<int>(shown) * width, 0, width, height())
                               .adjusted(margin, m_theme.u(2), -m_theme.u(1), -m_theme.u(2));
        if (i > 0) {
            painter.setPen(line);
            painter.drawLine(static_cast<int>(shown) * width, 0, static_cast<int>(shown) * width, height());
        }
        const Token token = step.state ? Theme::token(*step.state) : Token::Muted;
        const int first = painter.fontMetrics().height();
        IconTheme::paint(painter, QRect(cell.left(), cell.top() + (first - size) / 2, size, size),
                         step.state ? IconTheme::name(*step.state) : QStringLiteral("circle-dashed"), m_theme.color(token));
        painter.setPen(m_theme.color(token));
        painter.setFont(m_theme.boldFont());
        const QRect title(cell.left() + size + m_theme.u(1), cell.top(), cell.width() - size - m_theme.u(1), first);
        if (painter.fontMetrics().horizontalAdvance(step.name) > title.width()) { // rather smaller than cut
            QFont smaller = m_theme.smallFont();
            smaller.setWeight(QFont::DemiBold);
            painter.setFont(smaller);
        }
        painter.drawText(title, Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(step.name, Qt::ElideRight, title.width()));
        painter.setFont(m_theme.smallFont());
        painter.setPen(m_theme.color(Token::Text));
        const QRect detail(cell.left(), title.bottom() + 1, cell.width(), small.height());
        painter.drawText(detail, Qt::AlignVCenter | Qt::TextSingleLine,
                         small.elidedText(step.detail, Qt::ElideRight, detail.width()));
        painter.setPen(m_theme.color(Token::Muted));
        const QRect when = detail.translated(0, small.height());
        painter.drawText(when, Qt::AlignVCenter | Qt::TextSingleLine, small.elidedText(step.when, Qt::ElideRight, when.width()));
        painter.setFont(font());
    }
    painter.setPen(line);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace causeway::ui
