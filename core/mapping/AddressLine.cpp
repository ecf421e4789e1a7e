// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/AddressLine.h"

#include <QRegularExpression>

#include "base/Clock.h"
#include "base/Hash.h"

namespace causeway::mapping {

namespace {
constexpr qsizetype kMarkLength = 8;
const QString kAddress = QStringLiteral("addressBookAddress");
const QString kLabel = QStringLiteral("label");
const QString kKey = QStringLiteral("internalId");
} // namespace

QString addressMark(const Json& address)
{
    QStringList parts;
    for (const char* part : {"addressee", "attention", "addr1", "addr2", "addr3", "city", "zip"})
        parts += address[QString::fromLatin1(part)].toString().simplified().toLower();
    return sha256Hex(parts.join(u'\n').toUtf8()).left(kMarkLength);
}

AddressLabel AddressLabel::of(const Json& address, qint64 purchasedAtMs)
{
    return {purchasedAtMs / 1000 * 1000, addressMark(address)};
}

std::optional<AddressLabel> AddressLabel::parse(const QString& label)
{
    static const QRegularExpression kForm(QStringLiteral("\\AAmazon ([0-9T:Z-]{20}) \\(([0-9a-f]{8})\\)\\z"));
    const auto match = kForm.match(label.trimmed());
    const auto at = match.hasMatch() ? fromIso8601(match.captured(1)) : std::nullopt;
    if (!at)
        return std::nullopt;
    return AddressLabel{*at, match.captured(2)};
}

QString AddressLabel::toString() const
{
    return QStringLiteral("Amazon %1 (%2)").arg(toIso8601(purchasedAtMs), mark);
}

Json newAddressLine(const Json& address, qint64 purchasedAtMs)
{
    Json line = Json::object();
    line.set(QStringLiteral("defaultShipping"), true);
    line.set(QStringLiteral("defaultBilling"), true);
    line.set(kLabel, AddressLabel::of(address, purchasedAtMs).toString());
    line.set(kAddress, address);
    return line;
}

std::optional<Json> addressLineChange(const Json& lines, const Json& address, qint64 purchasedAtMs)
{
    const Json* ours = nullptr;
    for (const Json& line : lines.items()) {
        if (!AddressLabel::parse(line[kLabel].toString()))
            continue;
        if (ours != nullptr)
            return std::nullopt; // two of them: somebody copied it, or a line was added instead of changed
        ours = &line;
    }
    if (ours == nullptr || !(*ours)[kKey].isNumber())
        return std::nullopt;
    const AddressLabel written = *AddressLabel::parse((*ours)[kLabel].toString());
    const Json& shown = (*ours)[kAddress];
    const AddressLabel wanted = AddressLabel::of(address, purchasedAtMs);
    if (addressMark(shown) != written.mark || wanted.mark == written.mark || wanted.purchasedAtMs <= written.purchasedAtMs)
        return std::nullopt;
    Json change = address;
    for (const char* part : {"attention", "addr2", "addr3", "state", "addrPhone"}) { // what the new one does not have
        const QString name = QString::fromLatin1(part);
        if (!address.contains(name) && shown.contains(name))
            change.set(name, Json());
    }
    return Json::object({{kKey, (*ours)[kKey]}, {kLabel, wanted.toString()}, {kAddress, std::move(change)}});
}

} // namespace causeway::mapping
