// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "flows/Flow.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::Receipts)
};

const QString* receiptKey(const Json& json, QString& buffer)
{
    if (json.size() != 1 || !json.isObject() || json.members().front().first != QStringLiteral("receipt") ||
        !json.members().front().second.isString())
        return nullptr;
    buffer = json.members().front().second.toString();
    return &buffer;
}
} // namespace

Result<Json> resolveReceipts(const Json& body, const std::map<QString, Receipt>& receipts)
{
    QString buffer;
    if (const QString* key = receiptKey(body, buffer)) {
        const auto receipt = receipts.find(*key);
        if (receipt == receipts.end() || receipt->second.remoteId.isEmpty())
            return fail(ErrorKind::Defect, Words::tr("A document that must come first has no receipt: %1").arg(*key), {},
                        QStringLiteral("no-receipt"));
        return Json::object({{QStringLiteral("id"), receipt->second.remoteId}});
    }
    if (body.isObject()) {
        Json::Object members;
        members.reserve(body.size());
        for (const auto& [name, value] : body.members()) {
            auto resolved = resolveReceipts(value, receipts);
            if (!resolved)
                return resolved;
            members.emplace_back(name, std::move(*resolved));
        }
        return Json::object(std::move(members));
    }
    if (body.isArray()) {
        Json::Array items;
        items.reserve(body.size());
        for (const Json& item : body.items()) {
            auto resolved = resolveReceipts(item, receipts);
            if (!resolved)
                return resolved;
            items.push_back(std::move(*resolved));
        }
        return Json::array(std::move(items));
    }
    return body;
}

} // namespace causeway::flows
