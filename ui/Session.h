// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QString>
#include <QUrl>

#include "base/Clock.h"
#include "base/Result.h"
#include "config/Configuration.h"
#include "db/Database.h"
#include "engine/Engine.h"
#include "flows/Flow.h"
#include "security/SecretSource.h"

namespace causeway::ui {

/// One opened profile as the window sees it. The parts belong to the composition in app/ and outlive the window.
struct Session
{
    db::Database& database;
    engine::Engine& engine;
    const flows::Registry& flows;
    security::SecretSource& secrets;
    Clock& clock;
    QString company; ///< shown in the title in place of the name that NetSuite gives, for the demo
    QString folder;
    bool mayWrite = true; ///< false: another Causeway works with this profile
    bool demo = false;
    engine::Actor actor{QStringLiteral("window")};
    /// Makes a key pair and a self-signed certificate for the NetSuite integration: the private key stays with us, the
    /// certificate (PEM) is uploaded by a person. Blocks for a moment (key generation): call on a worker. Empty when this program
    /// cannot.
    struct Certificate
    {
        security::Secret privateKey;
        QByteArray pem;
    };
    std::function<Result<Certificate>(const QString& company)> makeCertificate;
    /// Things the demo company can do on request: title and action. Empty for real companies.
    struct Simulated
    {
        QString id, title;
        std::function<void()> run;
    };
    std::vector<Simulated> simulate;
    /// Shows a page of NetSuite or Seller Central in the system's browser. Only addresses made by engine::links come here. Empty:
    /// no browser (the demo company has no pages to show).
    std::function<void(const QUrl&)> openUrl;

    [[nodiscard]] Result<config::Configuration> configuration() const; ///< as it is stored now; any thread
};

/// What only the program around the window can do: make profiles, open the demo company. Implemented in app/; UI thread. Opening
/// may take a while (a new schema, the keychain's question, two simulators), so it never blocks: done is called on the UI thread.
class Host
{
public:
    virtual ~Host() = default;
    /// Opens the demo company in a new main window. The sentence why not, otherwise.
    virtual void openDemo(std::function<void(const Result<void>&)> done) = 0;
    /// Makes the profile of the program if there is none and answers its session (owned by the host).
    virtual void openOrCreateProfile(std::function<void(const Result<Session*>&)> done) = 0;
    /// Opens the main window on the profile made by the wizard.
    virtual void showProfile() = 0;
    /// Opens the set-up wizard: from its beginning (from the demo company: "Set up for real"), at a connection ("netsuite",
    /// "amazon:<store>"), or at a store that is not there yet ("amazon:").
    virtual void showWizard(const QString& at) = 0;
};

} // namespace causeway::ui
