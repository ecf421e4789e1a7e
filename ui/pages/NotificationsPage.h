// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/Notifications.h"
#include "pages/Page.h"

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTimeEdit;

namespace causeway::ui {

class ComboBox;
class PlainLabel;
class SecretField;

/// Settings, section Notifications: the mail server, who is told, and about what. Changed at once by Save; a test mail tries it.
class NotificationsPage final : public Page
{
    Q_OBJECT
public:
    explicit NotificationsPage(Ui& ui, QWidget* parent = nullptr);
    void refresh(int topics) override;
    [[nodiscard]] QWidget* firstFocus() const override;
    /// Connections and Notifications: the two parts of Settings.
    [[nodiscard]] static QList<PageTabs::Tab> tabs();

private:
    void build();
    void read();
    void fill(const config::Notifications& notifications);
    [[nodiscard]] config::Notifications typed() const;
    void changed();
    void save();
    void test();
    void updateButtons();

    config::Notifications m_stored;
    bool m_isFilling = false, m_isChanged = false, m_isTesting = false;
    QLineEdit* m_host;
    QSpinBox* m_port;
    ComboBox* m_security;
    QLineEdit* m_user;
    QLineEdit* m_from;
    QPlainTextEdit* m_to;
    QCheckBox* m_onFailure;
    ComboBox* m_digest;
    QTimeEdit* m_digestAt;
    SecretField* m_password;
    PlainLabel* m_state;
    QPushButton* m_save;
    QPushButton* m_test;
};

} // namespace causeway::ui
