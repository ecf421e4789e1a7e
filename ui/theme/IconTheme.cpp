// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/IconTheme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace causeway::ui {

namespace {

QPixmap rendered(const QString& name, const QColor& color, const QSize& size, qreal ratio)
{
    const QString key = QStringLiteral("causeway-icon/%1/%2/%3x%4@%5")
                            .arg(name, color.name(QColor::HexArgb))
                            .arg(size.width())
                            .arg(size.height())
                            .arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(IconTheme::svg(name, color));
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class ThemedEngine final : public QIconEngine
{
public:
    ThemedEngine(const Theme& theme, QString name, Token color) : m_theme(theme), m_name(std::move(name)), m_color(color) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        IconTheme::paint(*painter, rect, m_name, colorFor(mode));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return rendered(m_name, colorFor(mode), size, 1.0);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        QPixmap pixmap = rendered(m_name, colorFor(mode), (QSizeF(size) / scale).toSize(), scale);
        return pixmap;
    }
    QIconEngine* clone() const override { return new ThemedEngine(m_theme, m_name, m_color); }

private:
    [[nodiscard]] QColor colorFor(QIcon::Mode mode) const
    {
        QColor color = m_theme.color(mode == QIcon::Disabled ? Token::Muted : m_color);
        if (mode == QIcon::Disabled)
            color.setAlphaF(0.6F);
        return color;
    }
    const Theme& m_theme;
    QString m_name;
    Token m_color;
};

} // namespace

QIcon IconTheme::icon(const Theme& theme, const QString& name, Token color)
{
    return QIcon(new ThemedEngine(theme, name, color));
}

void IconTheme::paint(QPainter& painter, const QRect& rect, const QString& name, const QColor& color)
{
    painter.drawPixmap(rect.topLeft(), rendered(name, color, rect.size(), painter.device()->devicePixelRatioF()));
}

QString IconTheme::name(db::RecordState state)
{
    switch (state) {
    case db::RecordState::Ready:
        return QStringLiteral("circle");
    case db::RecordState::Running:
        return QStringLiteral("loader-circle");
    case db::RecordState::Waiting:
        return QStringLiteral("clock");
    case db::RecordState::Review:
        return QStringLiteral("eye");
    case db::RecordState::Error:
        return QStringLiteral("octagon-alert");
    case db::RecordState::Done:
        return QStringLiteral("circle-check");
    case db::RecordState::Skipped:
        return QStringLiteral("circle-minus");
    }
    return {};
}

QByteArray IconTheme::svg(const QString& name, const QColor& color)
{
    QFile file(QStringLiteral(":/causeway/icons/%1.svg").arg(name));
    if (!file.open(QFile::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", color.name().toLatin1());
}

} // namespace causeway::ui
