// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/MessageBar.h"

#include <QAccessible>
#include <QStyle>

#include "widgets/Build.h"

namespace causeway::ui {

namespace {
constexpr int kShownMs = 6000;
}

MessageBar::MessageBar(const Theme& theme, const QString& objectName, QWidget* parent) : QFrame(parent), m_theme(theme)
{
    setObjectName(objectName);
    setProperty("note", QStringLiteral("info"));
    auto* layout = build::row(theme.u(2), QMargins(theme.u(3), theme.u(1), theme.u(2), theme.u(1)));
    m_icon = new PlainLabel(theme);
    m_text = new PlainLabel(theme);
    m_text->setWordWrap(true);
    m_first = build::link(objectName + QStringLiteral(".firstButton"), QString());
    m_second = build::link(objectName + QStringLiteral(".secondButton"), QString());
    for (QPushButton* button : {m_first, m_second}) {
        button->setAccessibleName(tr("Action"));
        button->hide();
    }
    m_close =
        build::toolButton(theme, objectName + QStringLiteral(".closeButton"), QStringLiteral("x"), tr("Close this message"));
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_first);
    layout->addWidget(m_second);
    layout->addWidget(m_close);
    setLayout(layout);
    hide();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_first, &QPushButton::clicked, this, [this] {
        if (m_runFirst)
            m_runFirst();
    });
    connect(m_second, &QPushButton::clicked, this, [this] {
        if (m_runSecond)
            m_runSecond();
    });
}

void MessageBar::show(Kind kind, const QString& text, const QList<Button>& buttons, bool stay)
{
    struct Look
    {
        const char* note;
        const char* icon;
        Token token;
    };
    static const Look kLooks[] = {{"info", "info", Token::Accent},
                                  {"done", "circle-check", Token::Done},
                                  {"warning", "clock", Token::Waiting},
                                  {"error", "octagon-alert", Token::Error},
                                  {"demo", "flask-conical", Token::Review}};
    const Look& look = kLooks[static_cast<int>(kind)];
    setProperty("note", QString::fromLatin1(look.note));
    style()->unpolish(this);
    style()->polish(this);
    const auto draw = [this, &look] {
        m_icon->setPixmap(IconTheme::icon(m_theme, QString::fromLatin1(look.icon), look.token)
                              .pixmap(QSize(m_theme.iconSize(), m_theme.iconSize()), devicePixelRatioF()));
    };
    draw();
    disconnect(&m_theme, nullptr, m_close, nullptr);
    connect(&m_theme, &Theme::changed, m_close, draw); // the button is the context: one connection, replaced with each message
    m_text->setText(text);
    const auto fill = [&](QPushButton* button, std::function<void()>& run, qsizetype index) {
        button->setVisible(index < buttons.size());
        run = index < buttons.size() ? buttons[index].run : nullptr;
        if (index < buttons.size()) {
            button->setText(buttons[index].text);
            button->setAccessibleName(buttons[index].text);
        }
    };
    fill(m_first, m_runFirst, 0);
    fill(m_second, m_runSecond, 1);
    QWidget::show();
    if (stay)
        m_timer.stop();
    else
        m_timer.start(kShownMs);
    setAccessibleName(text);
    QAccessibleEvent announced(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&announced);
}

void MessageBar::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

QString MessageBar::text() const
{
    return m_text->fullText();
}

} // namespace causeway::ui
