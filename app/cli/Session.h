// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QByteArray>
#include <QString>

#include "Composition.h"
#include "base/StopSource.h"
#include "cli/CommandLine.h"
#include "cli/Output.h"

namespace causeway::app::cli {

/// Where the program touches the outside; null means the real thing. Tests put a moved clock in.
struct Services
{
    Clock* clock = nullptr;
    http::HttpTransport* transport = nullptr;
    security::Keychain* keychain = nullptr;
    /// A proof sheet as an XLSX file; empty in builds without spreadsheets.
    std::function<Result<void>(const engine::ProofSheet&, const QString& fileName)> proofWorkbook = {};
};

/// What one command works with. Opens the profile on first use and keeps it until the command ends. Main thread.
class Session final
{
public:
    Session(GlobalOptions global, Services services, Output& out, StopToken stop);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] const GlobalOptions& global() const { return m_global; }
    [[nodiscard]] Output& out() { return m_out; }
    [[nodiscard]] const StopToken& stop() const { return m_stop; }
    [[nodiscard]] const Services& services() const { return m_services; }
    [[nodiscard]] Clock& clock();
    [[nodiscard]] static engine::Actor actor();

    [[nodiscard]] ProfileOptions profileOptions() const;
    [[nodiscard]] QString profileFolder() const;
    /// The profile for changing it: locked by us and recovered. Storage "locked" when another process has it.
    [[nodiscard]] Result<Composition*> writer();
    /// The profile for looking: also while another process works with it.
    [[nodiscard]] Result<Composition*> reader();
    /// Runs fn(Connection&) on the profile opened by reader() or writer().
    template<class Fn>
    auto read(Fn&& fn) -> std::invoke_result_t<Fn, db::Connection&>
    {
        return m_composition->database().read(std::forward<Fn>(fn));
    }

private:
    GlobalOptions m_global;
    Services m_services;
    Output& m_out;
    StopToken m_stop;
    SystemClock m_systemClock;
    std::unique_ptr<Composition> m_composition;
};

/// The file's bytes, or standard input's for "-". Invalid (path = the file) when it cannot be read or is larger than 64 MiB.
[[nodiscard]] Result<QByteArray> readInput(const QString& file);
/// Standard input to its end; Invalid when it is a keyboard, because nothing is asked interactively.
[[nodiscard]] Result<QByteArray> readStandardInput();
/// Writes a file for the owner only (0600), in one step. Invalid when it cannot be written.
[[nodiscard]] Result<void> writeOutput(const QString& file, const QByteArray& bytes);

// Checks of names that a person typed, with a did-you-mean; Invalid code "usage".
[[nodiscard]] Result<flows::Flow*> flowNamed(Composition& composition, const QString& id);
[[nodiscard]] Result<config::Store> storeNamed(Composition& composition, const QString& id);

} // namespace causeway::app::cli
