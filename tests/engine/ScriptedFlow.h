// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>

#include "flows/Flow.h"
#include "testkit/CrashPoint.h"

namespace causeway::tests {

/// What the next send of a key meets.
enum class Fate
{
    Works,
    LostAnswer,  ///< committed there, the answer never arrives
    LostRequest, ///< nothing happened there, and nobody knows
    Late,        ///< the answer is lost, and it is committed only 12 minutes later (NetSuite lets a request run for 15)
    RateLimited,
    Unavailable,
    Rejected,
    SignedOut
};

/// A source and a target in memory, and the simplest flow between them: every source thing names a customer (shared by all things
/// of that name) and becomes an order that depends on it. Content: {"customer","total","note"?,"skip"?,"wait"?,"sku"?}.
/// Thread-safe.
class ScriptedFlow final : public flows::Flow
{
public:
    static inline const QString kId = QStringLiteral("scripted");
    ScriptedFlow();

    // The world.
    void put(const QString& key, const Json& content);
    void put(const QString& key, const QString& customer = QStringLiteral("ann"), const QString& total = QStringLiteral("10.00"));
    void plant(const QString& key, const QString& total); ///< an order somebody else made
    void script(const QString& key, std::vector<Fate> fates) { m_fates[key] = std::move(fates); }
    void failFind(std::vector<ErrorKind> kinds) { m_findErrors = std::move(kinds); }
    void failLookUp(std::vector<ErrorKind> kinds) { m_lookUpErrors = std::move(kinds); }
    void failFetch(std::vector<ErrorKind> kinds) { m_fetchErrors = std::move(kinds); }
    void rejectLookUpOf(const QString& key) { m_badKey = key; }
    void leaveUnread(bool unread) { m_isUnread = unread; } ///< the quota for reading back is used up
    void setObservedTotal(const QString& total)
    {
        m_observedTotal = total;
    } ///< the target computes another one: an amendment follows
    void map(const QString& sku) { m_skus.insert(sku); }
    std::shared_ptr<CrashPoint> crash;
    /// Called for every body that leaves, before anything happens to it.
    std::function<void(const flows::Command&)> onSend;
    /// What was to be committed late by then is committed.
    void arrive(qint64 nowMs);
    static constexpr qint64 kLateMs = 12 * 60'000;

    struct Document
    {
        QString id, key, type;
        Json body;
        int writes = 0;
    };
    [[nodiscard]] std::map<QString, Document> documents() const;
    [[nodiscard]] int sends(const QString& key) const; ///< bodies that left for it
    [[nodiscard]] int allSends() const;
    [[nodiscard]] int finds() const { return m_finds; }
    [[nodiscard]] bool sentWithoutLooking() const { return m_blindSend; }
    [[nodiscard]] static QString orderKey(const QString& key) { return QStringLiteral("AMZ-SO-") + key; }
    [[nodiscard]] static QString customerKey(const QString& name) { return QStringLiteral("AMZ-CUS-") + name; }

    // The flow.
    [[nodiscard]] const flows::FlowSpec& spec() const override { return m_spec; }
    [[nodiscard]] Result<flows::Page> fetch(const flows::Cursor& cursor, const flows::FetchRequest& request,
                                            flows::FlowContext& context) override;
    [[nodiscard]] Result<Json> lookUp(std::span<const flows::Record> records, flows::FlowContext& context) override;
    [[nodiscard]] Result<flows::Plan> plan(const flows::Record& record, const flows::PlanContext& context) const override;
    [[nodiscard]] Result<std::vector<flows::Found>> find(std::span<const flows::Command> commands,
                                                         flows::FlowContext& context) override;
    [[nodiscard]] std::vector<flows::Outcome> send(std::span<const flows::Command> commands,
                                                   flows::FlowContext& context) override;
    [[nodiscard]] Result<std::map<QString, Json>> readBack(std::span<const flows::Command> commands,
                                                           const std::map<QString, flows::Receipt>& receipts,
                                                           flows::FlowContext& context) override;
    [[nodiscard]] bool cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const override;

private:
    [[nodiscard]] flows::Outcome sendOne(const flows::Command& command, qint64 now);
    void arriveLocked(qint64 nowMs);
    [[nodiscard]] std::optional<Error> next(std::vector<ErrorKind>& kinds);

    mutable std::mutex m_mutex;
    flows::FlowSpec m_spec;
    std::vector<std::pair<QString, Json>> m_source; ///< in the order of their changes
    std::map<QString, Document> m_documents;
    std::vector<std::pair<qint64, Document>> m_late; ///< when, what
    std::map<QString, std::vector<Fate>> m_fates;
    std::map<QString, int> m_sends;
    std::set<QString> m_looked; ///< keys looked for since they were last sent
    std::vector<ErrorKind> m_findErrors, m_lookUpErrors, m_fetchErrors;
    std::set<QString> m_skus;
    bool m_isUnread = false;
    QString m_badKey, m_observedTotal;
    int m_finds = 0, m_nextId = 100;
    bool m_blindSend = false;
};

} // namespace causeway::tests
