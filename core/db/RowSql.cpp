// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/RowSql.h"

#include <map>

#include <QVariant>

#include "db/ErrorJson.h"

namespace causeway::db::row_sql {

const QString& recordColumns()
{
    static const QString columns = QStringLiteral(
        "id, flow, store, key, order_id, state, reason, revision, source_updated_at, payload_id, attempts, checks, due_at, "
        "waiting_since, error_json, cause_id, amount, currency, plan_hash, approved_hash, note, edit_payload_id, edit_base, "
        "variance_json, variance_over, run_id, created_at, updated_at");
    return columns;
}

RecordRow recordOf(const Row& row)
{
    RecordRow record;
    record.id = RecordId(row.integer(0));
    record.flow = row.text(1);
    record.store = row.text(2);
    record.key = row.text(3);
    record.order = row.text(4);
    record.state = recordStateFromString(row.text(5)).value_or(RecordState::Error);
    record.reason = row.text(6);
    record.revision = row.text(7);
    record.sourceUpdatedAt = row.integer(8);
    record.payload = PayloadId(row.integer(9));
    record.attempts = static_cast<int>(row.integer(10));
    record.checks = static_cast<int>(row.integer(11));
    record.dueAt = row.optionalInteger(12);
    record.waitingSince = row.optionalInteger(13);
    if (!row.isNull(14))
        record.error = errorFromJson(jsonOf(row.text(14)));
    record.cause = CauseId(row.integer(15));
    record.amount = moneyOf(row, 16, 17);
    record.planHash = row.text(18);
    record.approvedHash = row.text(19);
    record.note = row.text(20);
    record.editPayload = PayloadId(row.integer(21));
    record.editBase = row.text(22);
    record.variance = jsonOf(row.text(23));
    record.varianceOver = row.integer(24) != 0;
    record.run = RunId(row.integer(25));
    record.createdAt = row.integer(26);
    record.updatedAt = row.integer(27);
    return record;
}

Result<void> addTargets(Connection& connection, std::vector<RecordRow>& records)
{
    if (records.empty())
        return {};
    std::map<qint64, RecordRow*> byId;
    QVariantList values;
    for (RecordRow& record : records) {
        byId[record.id.value()] = &record;
        values.append(record.id.value());
    }
    // An amendment has no document of its own.
    return connection.query(QStringLiteral(R"(
        SELECT rc.record_id, c.type, c.remote_id, c.key, c.remote_name
        FROM record_command rc CROSS JOIN command c ON c.id = rc.command_id
        WHERE rc.record_id IN (%1) AND c.state = 'done' AND c.operation <> 'patch'
        ORDER BY rc.record_id, rc.position)")
                                .arg(placeholders(records.size())),
                            values, [&](const Row& row) {
                                byId[row.integer(0)]->targets.push_back({row.text(1), row.text(2), row.text(3), row.text(4)});
                            });
}

const QString& commandColumns()
{
    static const QString columns =
        QStringLiteral("c.id, c.target, c.key, c.operation, c.type, c.state, c.body_hash, c.body_payload_id, c.fingerprint, "
                       "c.sends, c.last_sent_at, c.remote_id, c.remote_name, c.outcome, c.observed, c.created_at, "
                       "c.updated_at");
    return columns;
}

CommandRow commandOf(const Row& row)
{
    CommandRow command;
    command.id = CommandId(row.integer(0));
    command.target = row.text(1);
    command.key = row.text(2);
    command.operation = row.text(3);
    command.type = row.text(4);
    command.state = commandStateFromString(row.text(5)).value_or(CommandState::Checking);
    command.bodyHash = row.text(6);
    command.body = PayloadId(row.integer(7));
    command.fingerprint = jsonOf(row.text(8));
    command.sends = static_cast<int>(row.integer(9));
    command.lastSentAt = row.optionalInteger(10);
    command.remoteId = row.text(11);
    command.remoteName = row.text(12);
    command.outcome = row.text(13);
    command.observed = jsonOf(row.text(14));
    command.createdAt = row.integer(15);
    command.updatedAt = row.integer(16);
    return command;
}

Json jsonOf(const QString& text)
{
    if (text.isEmpty())
        return {};
    auto json = Json::parse(text.toUtf8());
    return json ? std::move(*json) : Json();
}

std::optional<Money> moneyOf(const Row& row, int amountColumn, int currencyColumn)
{
    if (row.isNull(amountColumn) || row.isNull(currencyColumn))
        return std::nullopt;
    return Money(row.integer(amountColumn), row.text(currencyColumn));
}

QVariant amountValue(const std::optional<Money>& money)
{
    return money ? QVariant(money->minorUnits()) : QVariant();
}

QVariant currencyValue(const std::optional<Money>& money)
{
    return money ? QVariant(money->currency()) : QVariant();
}

QVariant optionalValue(std::optional<qint64> value)
{
    return value ? QVariant(*value) : QVariant();
}

QString placeholders(std::size_t count)
{
    QString text = QStringLiteral("?,").repeated(static_cast<qsizetype>(count));
    text.chop(1);
    return text;
}

QString prefixEnd(const QString& prefix)
{
    // SQLite compares UTF-8 bytes; U+10FFFF sorts behind every character that may follow.
    static constexpr char32_t kLast = 0x10FFFF;
    return prefix + QString::fromUcs4(&kLast, 1);
}

} // namespace causeway::db::row_sql
