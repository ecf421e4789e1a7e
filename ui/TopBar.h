// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "pages/Page.h"

class QPushButton;

namespace causeway::ui {

class ComboBox;
class EnvironmentBadge;
class StateLabel;

/// The bar over the pages: whose orders are shown, what kind of account it is, what the engine does, and the pause. Follows the
/// configuration: a store that the set-up adds, or another NetSuite account, is there at once. UI thread.
class TopBar final : public QWidget
{
    Q_OBJECT
public:
    explicit TopBar(Ui& ui, QWidget* parent = nullptr);
    void showActivity(const engine::Engine::Activity& activity, bool closing);

Q_SIGNALS:
    void storeChosen(const QString& store); ///< empty: all stores
    void pauseFailed(const causeway::Error& error);

private:
    void showStores();
    void showEnvironment();
    void pauseFor(std::optional<qint64> ms);
    void told(const Result<void>& done);

    Ui& m_ui;
    ComboBox* m_stores;
    EnvironmentBadge* m_environment;
    StateLabel* m_runner;
    QPushButton* m_pause;
};

} // namespace causeway::ui
