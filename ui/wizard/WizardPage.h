// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizardPage>

#include "wizard/SetupWizard.h"

class QCheckBox;
class QPushButton;
class QVBoxLayout;

namespace causeway::ui {

class PlainLabel;
class StateLabel;

/// A page of the set-up: title, one muted line, content, and a line with the state of its test.
class WizardPage : public QWizardPage
{
    Q_OBJECT
public:
    WizardPage(SetupWizard& wizard, const QString& id, const QString& title, const QString& line);

    /// Puts the focus into the page's first field; called when the page becomes the current one.
    void focusFirst();
    /// Saves what was typed into this page. The session is open.
    [[nodiscard]] virtual Result<void> save() { return {}; }
    /// Says in the page why something could not be saved.
    virtual void showProblem(const Error& error);

protected:
    [[nodiscard]] SetupWizard& setup() const { return m_wizard; }
    [[nodiscard]] QVBoxLayout* content() const { return m_content; }
    [[nodiscard]] const Theme& theme() const;
    [[nodiscard]] QString name(const char* part) const;
    /// Adds [button] with the state of the test beside it, and "Continue without this".
    QPushButton* addTest(const QString& buttonText);
    void showTest(std::optional<db::RecordState> state, const QString& words);
    [[nodiscard]] bool isPassedOrSkipped() const;
    /// A connection that works and that nobody changes needs no other test. After the page was filled.
    void showKnown(const QString& connection);
    /// Tests a connection ("netsuite", "amazon:<store>") on a worker and shows what came of it. What was typed is saved before.
    /// adopt: may save what the test told; true when the test is worth another go after that.
    void testConnection(const QString& connection, std::function<bool(const engine::ConnectionTest&)> adopt = {});
    /// Whether the vault (or the secrets file) has a value of that name; it is never shown.
    [[nodiscard]] bool isStored(const QString& secret) const;

private:
    SetupWizard& m_wizard;
    QString m_id;
    QVBoxLayout* m_content;
    StateLabel* m_state = nullptr;
    PlainLabel* m_words = nullptr;
    QCheckBox* m_without = nullptr;
    bool m_passed = false;
};

} // namespace causeway::ui
