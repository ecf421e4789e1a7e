// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include "base/Json.h"
#include "simulator/Simulation.h"

namespace causeway::test {

/// What one call of the program gave back.
struct CliResult
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    /// The one JSON document on standard output; null value (and so every comparison fails) when there is none or more than one.
    [[nodiscard]] Json json() const;
    [[nodiscard]] QString text() const { return QString::fromUtf8(out); }
    /// For QVERIFY2.
    [[nodiscard]] QByteArray all() const { return "exit " + QByteArray::number(code) + "\n--- out\n" + out + "--- err\n" + err; }
};

/// The real program against simulators in this process, on a profile of its own.
class CliHarness
{
public:
    explicit CliHarness(const simulator::Options& options);
    ~CliHarness();

    [[nodiscard]] static simulator::Options plainWorld(int orders = 5);

    /// init and config import; QFAILs by returning false with the output in problem().
    [[nodiscard]] bool setUp();
    [[nodiscard]] const QByteArray& problem() const { return m_problem; }

    /// causeway-cli --profile … --secrets-file … words
    CliResult run(const QStringList& words, const QByteArray& input = {}, int timeoutMs = 60'000);
    /// The same with --json in front.
    CliResult json(QStringList words, const QByteArray& input = {});
    /// Exactly these words, without profile and secrets file; extra environment as NAME=VALUE.
    CliResult bare(const QStringList& words, const QByteArray& input = {}, const QStringList& environment = {},
                   int timeoutMs = 60'000);
    /// Started and not waited for.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList& words, const QString& program = {});

    [[nodiscard]] simulator::Simulation& simulation() { return *m_simulation; }
    [[nodiscard]] QString profile() const { return file(QStringLiteral("profile")); }
    [[nodiscard]] QString database() const { return profile() + QStringLiteral("/causeway.sqlite"); }
    [[nodiscard]] QString secretsFile() const { return file(QStringLiteral("secrets.json")); }
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    /// Writes a file of the test's folder, for the owner only; returns its path.
    QString write(const QString& name, const QByteArray& bytes);

    [[nodiscard]] static QString program();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<simulator::Simulation> m_simulation;
    QByteArray m_problem;
};

} // namespace causeway::test
