// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "pages/ListPage.h"

class QPushButton;
class QVBoxLayout;

namespace causeway::ui {

class DetailPane;
class FactList;
class SecretField;

/// Settings, section Connections: state of each sign-in, its permissions and fields, test, secrets, certificate.
class SettingsPage final : public ListPage
{
    Q_OBJECT
public:
    explicit SettingsPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    void go(const Target& target) override;
    [[nodiscard]] Target place() const override;
    void refresh(int topics) override;

protected:
    QList<Verb> contextVerbs() const override;
    void restart() override;

private:
    void read();
    void showPane();
    void test();
    void showTest(const Result<std::vector<engine::ConnectionTest>>& tests);
    void showChecks(const QString& name);
    void makeCertificate();
    void resumeConnection();

    DetailPane* m_connectionPane;
    FactList* m_facts;
    QPushButton* m_resume;
    QPushButton* m_certificate;
    TablePanel* m_checks;
    QWidget* m_secretsTab;
    QVBoxLayout* m_secretsLayout;
    QList<SecretField*> m_secrets;
    QString m_secretsFor;
    QHash<QString, db::ConnectionRow> m_connections;
    QHash<QString, engine::ConnectionTest> m_tests;
    config::Configuration m_configuration;
    QHash<QString, qint64> m_storedSecrets;
    QStringList m_secretNames;
    bool m_testing = false;
};

/// Saves a certificate through the system's file dialog; calls done with the file name (empty: not saved).
void saveCertificate(QWidget* parent, const QByteArray& pem, std::function<void(const QString& file)> done);

} // namespace causeway::ui
