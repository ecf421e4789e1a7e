// SPDX-License-Identifier: GPL-3.0-or-later
#include "ActionRegistry.h"

#include "widgets/Build.h"

namespace causeway::ui {

namespace {

struct Spec
{
    Verb verb;
    const char* name;
    const char* text;
    const char* icon;
    const char* keys;
};

constexpr Spec kSpecs[] = {
    {Verb::Retry, "retry", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Retry"), "refresh-cw", "Ctrl+R"},
    {Verb::RetryAlike, "retryAlike", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Retry all alike"), "refresh-cw",
     "Ctrl+Shift+R"},
    {Verb::Map, "map", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Map\u2026"), "arrow-left-right", "Ctrl+M"},
    {Verb::Edit, "edit", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Edit\u2026"), "pencil", "Ctrl+E"},
    {Verb::Skip, "skip", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Skip\u2026"), "circle-minus", "Ctrl+Del"},
    {Verb::Approve, "approve", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Approve this"), "check", "Ctrl+Return"},
    {Verb::ApproveSelected, "approveSelected", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Approve selected"), "check",
     "Ctrl+Shift+Return"},
    {Verb::Reject, "reject", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Reject\u2026"), "x", ""},
    {Verb::RunNow, "runNow", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Run now"), "play", "F9"},
    {Verb::Preview, "preview", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Preview"), "eye", "Shift+F9"},
    {Verb::StopRun, "stopRun", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Stop"), "circle-x", ""},
    {Verb::SyncOrder, "syncOrder", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Sync orders by id\u2026"), "refresh-cw",
     "Ctrl+Shift+O"},
    {Verb::Open, "open", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Open"), "external-link", ""},
    {Verb::Save, "save", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Save"), "save", "Ctrl+S"},
    {Verb::Revert, "revert", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Revert"), "undo-2", ""},
    {Verb::Copy, "copy", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Copy"), "copy", "Ctrl+C"},
    {Verb::CopyWithHeaders, "copyWithHeaders", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Copy with headers"), "copy",
     "Ctrl+Shift+C"},
    {Verb::CopyId, "copyId", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Copy id"), "copy", ""},
    {Verb::Export, "export", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Export\u2026"), "file-text", "Ctrl+Shift+E"},
    {Verb::OpenNetSuite, "openNetSuite", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Open in NetSuite"), "external-link",
     "Ctrl+Shift+N"},
    {Verb::OpenAmazon, "openAmazon", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Open in Seller Central"), "external-link",
     "Ctrl+Shift+A"},
    {Verb::CopySupport, "copySupport", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Copy for support"), "copy",
     "Ctrl+Shift+U"},
    {Verb::Test, "test", QT_TRANSLATE_NOOP("causeway::ui::ActionRegistry", "Test connection"), "plug", "Ctrl+T"},
};

} // namespace

ActionRegistry::ActionRegistry(const Theme& theme, QObject* parent) : QObject(parent), m_theme(theme)
{
    for (const Spec& spec : kSpecs) {
        auto* action = new QAction(IconTheme::icon(theme, QString::fromLatin1(spec.icon)), tr(spec.text), this);
        action->setObjectName(QStringLiteral("action.") + QString::fromLatin1(spec.name));
        if (*spec.keys != '\0')
            action->setShortcut(QKeySequence(QString::fromLatin1(spec.keys)));
        const Verb verb = spec.verb;
        connect(action, &QAction::triggered, this, [this, verb] { Q_EMIT triggered(verb); });
        m_actions[static_cast<std::size_t>(verb)] = action;
    }
}

QList<Verb> ActionRegistry::all()
{
    QList<Verb> verbs;
    for (const Spec& spec : kSpecs)
        verbs << spec.verb;
    return verbs;
}

QPushButton* ActionRegistry::button(Verb verb, const QString& objectName, bool primary)
{
    QAction* of = action(verb);
    QPushButton* button = build::button(m_theme, objectName, of->text(), {}, primary);
    const auto follow = [button, of, primary, this, verb] {
        button->setText(u' ' + of->text()); // a blank between icon and words
        button->setAccessibleName(QString(of->text()).remove(u'&'));
        button->setEnabled(of->isEnabled());
        const QString keys = of->shortcut().toString(QKeySequence::NativeText);
        button->setToolTip(of->isEnabled() && !keys.isEmpty() ? tr("Keys: %1").arg(keys) : of->toolTip());
        for (const Spec& spec : kSpecs) {
            if (spec.verb == verb)
                button->setIcon(IconTheme::icon(m_theme, QString::fromLatin1(spec.icon),
                                                primary && of->isEnabled() ? Token::OnAccent : Token::Text));
        }
    };
    follow();
    connect(of, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, of, &QAction::trigger);
    return button;
}

} // namespace causeway::ui
