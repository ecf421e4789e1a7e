// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>
#include <set>

#include "simulator/CallLog.h"
#include "simulator/HttpServer.h"
#include "simulator/NetSuiteAuth.h"
#include "simulator/NetSuiteRecords.h"
#include "simulator/NetSuiteSim.h"

namespace causeway::simulator {

/// The HTTP face of the simulated NetSuite: routes, headers, error shape, concurrency.
class NetSuiteService final : public HttpService
{
public:
    NetSuiteService(const NetSuiteSim::Settings& settings, Faults& faults);

    [[nodiscard]] HttpAnswer handle(const HttpCall& call) override;
    [[nodiscard]] HttpAnswer serverError(const HttpCall& call, int status) override;
    [[nodiscard]] HttpAnswer throttled(const HttpCall& call) override;
    void expireToken(const HttpCall& call) override { m_auth.expire(call); }
    [[nodiscard]] bool isSignIn(const HttpCall& call) const override;
    [[nodiscard]] bool begin(const HttpCall& call) override;
    void end(const HttpCall& call) override;

    template<class Work>
    auto locked(Work work)
    {
        const std::lock_guard lock(m_mutex);
        return work(m_records);
    }
    /// Edits without rules, as in NetSuite's own window; the lock is held by the caller.
    QString put(NetSuiteRecords& records, QStringView type, const QJsonObject& body, qint64 id, const QString& madeBy);
    bool change(NetSuiteRecords& records, QStringView type, qint64 id, const QJsonObject& fields);
    void removePermission(const QString& permissionId);
    void setConcurrency(int requests) { m_concurrency = requests; }
    [[nodiscard]] NetSuiteAuth& auth() { return m_auth; }
    [[nodiscard]] CallLog& log() { return m_log; }

private:
    [[nodiscard]] HttpAnswer error(const HttpCall& call, const RestError& error) const;
    [[nodiscard]] HttpAnswer finish(HttpAnswer answer) const;
    [[nodiscard]] HttpAnswer json(const QJsonObject& body, const char* kind) const;
    [[nodiscard]] HttpAnswer suiteQl(const HttpCall& call);
    [[nodiscard]] HttpAnswer record(const HttpCall& call, const QStringList& parts);
    [[nodiscard]] HttpAnswer createRecord(const HttpCall& call, const RecordType& type);
    [[nodiscard]] HttpAnswer transformRecord(const HttpCall& call, const RecordType& from, const QString& key,
                                             const QString& target);
    [[nodiscard]] HttpAnswer writeRecord(const HttpCall& call, const RecordType& type, const QString& key);
    [[nodiscard]] HttpAnswer readRecord(const HttpCall& call, const RecordType& type, const QString& key);
    [[nodiscard]] HttpAnswer listRecords(const HttpCall& call, const RecordType& type);
    [[nodiscard]] HttpAnswer metadata(const HttpCall& call);
    [[nodiscard]] HttpAnswer missing(const HttpCall& call, const RecordType& type, const QString& key) const;
    [[nodiscard]] tl::expected<const NetSuiteRecord*, HttpAnswer> lookUp(const HttpCall& call, const RecordType& type,
                                                                         const QString& key) const;
    [[nodiscard]] qint64 now() const;
    [[nodiscard]] QString baseUrl(const HttpCall& call) const;
    [[nodiscard]] QByteArray guid() const;

    NetSuiteSim::Settings m_settings;
    Faults& m_faults;
    NetSuiteAuth m_auth;
    CallLog m_log;
    std::mutex m_mutex; ///< records
    NetSuiteRecords m_records;
    std::set<QString> m_missingPermissions;
    std::atomic<int> m_active = 0, m_concurrency = 5;
};

} // namespace causeway::simulator
