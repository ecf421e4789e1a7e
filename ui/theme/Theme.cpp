// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/Theme.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPalette>
#include <QStyle>
#include <QStyleHints>

#include "theme/BaseStyle.h"

namespace causeway::ui {

namespace {

struct Pair
{
    Token token;
    const char* name; ///< as written in the style sheet: @name
    QRgb light, dark;
};

// Contrast of the text colours against base, window and selection is 4.5:1 or more in both schemes.
constexpr std::array<Pair, static_cast<std::size_t>(Token::Count)> kColors{{
    {Token::Window, "window", 0xFFF1F2F4, 0xFF25282D},
    {Token::Base, "base", 0xFFFFFFFF, 0xFF1C1F23},
    {Token::Alternate, "alternate", 0xFFF7F8F9, 0xFF21242A},
    {Token::Text, "text", 0xFF1B2027, 0xFFE4E7EB},
    {Token::Muted, "muted", 0xFF59626D, 0xFFA7B0BA},
    {Token::RowLine, "rowline", 0xFFE6E8EB, 0xFF2F343A},
    {Token::Frame, "frame", 0xFFD0D4D9, 0xFF3A4048},
    {Token::Control, "control", 0xFF7F8790, 0xFF757E89},
    {Token::Accent, "accent", 0xFF1A5FB4, 0xFF7AB3F5},
    {Token::OnAccent, "onaccent", 0xFFFFFFFF, 0xFF0F1A28},
    {Token::Selection, "selection", 0xFFD5E3F7, 0xFF263D59},
    {Token::Ready, "ready", 0xFF4B5563, 0xFFB3BCC7},
    {Token::Running, "running", 0xFF1A5FB4, 0xFF7AB3F5},
    {Token::Waiting, "waiting", 0xFF875400, 0xFFE6B450},
    {Token::Review, "review", 0xFF6D3FA8, 0xFFC7A6F5},
    {Token::Error, "error", 0xFFB3261E, 0xFFFF9089},
    {Token::Done, "done", 0xFF1A7238, 0xFF72CF90},
    {Token::Skipped, "skipped", 0xFF57606A, 0xFFA7B0BA},
    {Token::InfoTint, "infotint", 0xFFE9F0FB, 0xFF20304A},
    {Token::WarningTint, "warningtint", 0xFFFEF4E2, 0xFF3A2F17},
    {Token::AddedTint, "addedtint", 0xFFDFF3E4, 0xFF1E3A28},
    {Token::RemovedTint, "removedtint", 0xFFFCE4E2, 0xFF46231F},
    {Token::ReviewTint, "reviewtint", 0xFFF1EAFA, 0xFF33284A},
}};

constexpr int kDarkBelow = 128; ///< lightness of a window colour that counts as dark

} // namespace

Theme::Theme(QApplication& application, QObject* parent) : QObject(parent), m_application(application)
{
    m_application.setStyle(new BaseStyle); // the application owns it
    m_dark = systemIsDark();
    apply();
    m_application.installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (m_scheme == Scheme::System)
            apply();
    });
#endif
}

Token Theme::token(db::RecordState state)
{
    switch (state) {
    case db::RecordState::Ready:
        return Token::Ready;
    case db::RecordState::Running:
        return Token::Running;
    case db::RecordState::Waiting:
        return Token::Waiting;
    case db::RecordState::Review:
        return Token::Review;
    case db::RecordState::Error:
        return Token::Error;
    case db::RecordState::Done:
        return Token::Done;
    case db::RecordState::Skipped:
        return Token::Skipped;
    }
    return Token::Text;
}

void Theme::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    apply();
}

int Theme::rowHeight() const
{
    return QFontMetrics(QApplication::font()).height() + u(2);
}

int Theme::iconSize() const
{
    return u(4);
}

QFont Theme::titleFont() const
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::paneTitleFont() const
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 1.15);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::smallFont() const
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 0.92);
    return font;
}

QFont Theme::boldFont() const
{
    QFont font = QApplication::font();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::fixedFont()
{
    return QFontDatabase::systemFont(QFontDatabase::FixedFont);
}

bool Theme::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (QGuiApplication::styleHints()->colorScheme() != Qt::ColorScheme::Unknown)
        return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#endif
    return m_application.style()->standardPalette().color(QPalette::Window).lightness() < kDarkBelow;
}

void Theme::apply()
{
    m_applying = true;
    m_dark = m_scheme == Scheme::System ? systemIsDark() : m_scheme == Scheme::Dark;
    for (const Pair& pair : kColors)
        m_colors[static_cast<std::size_t>(pair.token)] = QColor::fromRgba(m_dark ? pair.dark : pair.light);
    const QFontMetrics metrics(QApplication::font());
    m_unit = std::max(3, qRound(metrics.height() / 4.4));
    m_digit = metrics.horizontalAdvance(u'0');

    QPalette palette;
    palette.setColor(QPalette::Window, color(Token::Window));
    palette.setColor(QPalette::WindowText, color(Token::Text));
    palette.setColor(QPalette::Base, color(Token::Base));
    palette.setColor(QPalette::AlternateBase, color(Token::Alternate));
    palette.setColor(QPalette::Text, color(Token::Text));
    palette.setColor(QPalette::PlaceholderText, color(Token::Muted));
    palette.setColor(QPalette::Button, color(Token::Base));
    palette.setColor(QPalette::ButtonText, color(Token::Text));
    palette.setColor(QPalette::BrightText, color(Token::Error));
    palette.setColor(QPalette::ToolTipBase, color(Token::Base));
    palette.setColor(QPalette::ToolTipText, color(Token::Text));
    palette.setColor(QPalette::Highlight, color(Token::Selection));
    palette.setColor(QPalette::HighlightedText, color(Token::Text));
    palette.setColor(QPalette::Link, color(Token::Accent));
    palette.setColor(QPalette::LinkVisited, color(Token::Accent));
    palette.setColor(QPalette::Light, color(Token::Base));
    palette.setColor(QPalette::Midlight, color(Token::RowLine));
    palette.setColor(QPalette::Mid, color(Token::Frame));
    palette.setColor(QPalette::Dark, color(Token::Control));
    palette.setColor(QPalette::Shadow, color(Token::Control));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(Token::Muted));
    m_application.setPalette(palette);
    m_application.setStyleSheet(styleSheet());
    m_applying = false;
    Q_EMIT changed();
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/causeway/ui/causeway.qss"));
    if (!file.open(QFile::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    for (const Pair& pair : kColors)
        sheet.replace(u'@' + QLatin1StringView(pair.name) + u';', color(pair.token).name() + u';');
    for (int n = 1; n <= 8; ++n)
        sheet.replace(QStringLiteral("@%1u").arg(n), QStringLiteral("%1px").arg(u(n)));
    sheet.replace(QStringLiteral("@wideround"), QStringLiteral("%1px").arg(u(3) / 2 + 1));
    sheet.replace(QStringLiteral("@round"), QStringLiteral("%1px").arg(u(3) / 2));
    sheet.replace(QStringLiteral("@check"), m_dark ? QStringLiteral(":/causeway/icons/check-on-dark.svg")
                                                   : QStringLiteral(":/causeway/icons/check-on-light.svg"));
    return sheet;
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    // Sizes come from the font, so a new system font gives new units; our own palette changes are not news.
    if (watched == &m_application && event->type() == QEvent::ApplicationFontChange && !m_applying)
        apply();
    return QObject::eventFilter(watched, event);
}

} // namespace causeway::ui
