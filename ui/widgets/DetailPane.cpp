// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/DetailPane.h"

#include <QEvent>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>

#include "widgets/Build.h"
#include "widgets/StateLabel.h"

namespace causeway::ui {

namespace {

/// As high as its content at this width.
class BodyScroll final : public QScrollArea
{
public:
    QSize sizeHint() const override
    {
        if (widget() == nullptr || widget()->layout() == nullptr)
            return QScrollArea::sizeHint();
        QLayout* layout = widget()->layout();
        const int height = layout->hasHeightForWidth() ? layout->totalHeightForWidth(std::max(1, viewport()->width()))
                                                       : layout->totalSizeHint().height();
        return {layout->totalSizeHint().width(), height};
    }
    QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }
    void resizeEvent(QResizeEvent* event) override
    {
        QScrollArea::resizeEvent(event);
        updateGeometry();
    }
};

} // namespace

DetailPane::DetailPane(const Theme& theme, const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QFrame(parent), m_theme(theme)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setProperty("pane", true);
    auto* outer = build::column(0);
    setLayout(outer);
    m_nothing = new PlainLabel(theme, {}, PlainLabel::Role::Muted);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(theme.u(6), theme.u(6), theme.u(6), theme.u(6));
    m_content = new QWidget;
    outer->addWidget(m_nothing, 1);
    outer->addWidget(m_content, 1);

    auto* layout = build::column(0);
    m_content->setLayout(layout);
    auto* headFrame = build::frame("paneHeader");
    auto* head = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_icon = new PlainLabel(theme);
    m_icon->hide();
    auto* words = build::column(theme.u(1) / 2);
    m_title = new PlainLabel(theme, {}, PlainLabel::Role::PaneTitle);
    m_title->setElided(true);
    m_line = new PlainLabel(theme, {}, PlainLabel::Role::Muted);
    m_line->setElided(true);
    words->addWidget(m_title);
    words->addWidget(m_line);
    m_state = new StateLabel(theme);
    m_headerActions = build::row(theme.u(2));
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    head->addWidget(m_state, 0, Qt::AlignTop);
    head->addLayout(m_headerActions);
    headFrame->setLayout(head);
    layout->addWidget(headFrame);
    auto* line = build::frame("line");
    layout->addWidget(line);

    m_body = build::column(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    auto* bodyHolder = new QWidget;
    bodyHolder->setLayout(m_body);
    // The body is as high as it needs to be, but a low window may cut it: then it scrolls.
    m_scroll = build::named(new BodyScroll, objectName + QStringLiteral(".scroll"), accessibleName);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded); // large text: nothing is cut off
    m_scroll->setWidget(bodyHolder);
    m_scroll->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    layout->addWidget(m_scroll);
    m_tabs = build::named(new QTabWidget, objectName + QStringLiteral(".tabs"), tr("Details of %1").arg(accessibleName));
    m_tabs->tabBar()->setObjectName(objectName + QStringLiteral(".tabBar"));
    m_tabs->tabBar()->setAccessibleName(tr("Tabs of %1").arg(accessibleName));
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->setFocusPolicy(Qt::NoFocus);
    m_tabs->setDocumentMode(false);
    m_tabs->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // the body first, the tabs take the rest
    m_tabs->setMinimumHeight(theme.u(48));
    layout->addWidget(m_tabs, 1);
    m_footerFrame = build::frame("paneFooter");
    m_footer = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(2), theme.u(2)));
    m_footerFrame->setLayout(m_footer);
    layout->addWidget(m_footerFrame);
    setNothing({});
}

/// Never narrower than its buttons; everything else in it scrolls or is elided.
QSize DetailPane::minimumSizeHint() const
{
    const int buttons = m_footerFrame->isHidden() ? 0 : m_footerFrame->minimumSizeHint().width();
    return {std::max(m_theme.ch(34), buttons), QFrame::minimumSizeHint().height()};
}

void DetailPane::setHeader(const QString& title, const QString& line)
{
    m_title->setText(title);
    m_line->setText(line);
    m_line->setVisible(!line.isEmpty());
}

void DetailPane::setIcon(const QString& icon, Token token)
{
    m_icon->setVisible(!icon.isEmpty());
    const auto draw = [this, icon, token] {
        m_icon->setPixmap(IconTheme::icon(m_theme, icon, token).pixmap(QSize(m_theme.u(5), m_theme.u(5)), devicePixelRatioF()));
    };
    disconnect(&m_theme, nullptr, m_tabs, nullptr);
    if (icon.isEmpty())
        return;
    draw();
    connect(&m_theme, &Theme::changed, m_tabs, draw); // the tabs are the context: one connection, replaced with each icon
}

void DetailPane::setState(std::optional<db::RecordState> state, const QString& word)
{
    m_state->setVisible(state.has_value());
    if (state)
        m_state->setState(*state, word);
}

void DetailPane::setFooterShown(bool shown)
{
    m_footerFrame->setVisible(shown);
}

void DetailPane::setTabsShown(bool shown)
{
    m_tabs->setVisible(shown);
    m_scroll->setSizePolicy(QSizePolicy::Preferred, shown ? QSizePolicy::Maximum : QSizePolicy::Expanding);
}

void DetailPane::setNothing(const QString& words)
{
    m_nothing->setText(words);
    m_nothing->setVisible(true);
    m_content->setVisible(false);
}

void DetailPane::setSomething()
{
    m_nothing->setVisible(false);
    m_content->setVisible(true);
}

} // namespace causeway::ui
