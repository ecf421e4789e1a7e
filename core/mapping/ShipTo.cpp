// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/ShipTo.h"

#include <algorithm>

#include <QStringList>

namespace causeway::mapping {

namespace {
// Lengths of NetSuite's address fields.
constexpr qsizetype kName = 83;
constexpr qsizetype kLine = 150;
constexpr qsizetype kCity = 50;
constexpr qsizetype kCode = 36;
constexpr qsizetype kPhone = 32;
constexpr qsizetype kPhoneDigits = 7;
} // namespace

QString fitted(const QString& text, qsizetype length)
{
    QString trimmed = text.trimmed();
    if (trimmed.size() <= length)
        return trimmed;
    trimmed.truncate(length);
    if (trimmed.back().isHighSurrogate())
        trimmed.chop(1);
    return trimmed.trimmed();
}

QString usablePhone(const QString& phone)
{
    const QString plain = phone.trimmed();
    const auto digits = std::count_if(plain.begin(), plain.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits >= kPhoneDigits && plain.size() <= kPhone ? plain : QString();
}

Json shipToAddress(const amazon::Address& address)
{
    const bool hasCompany = !address.companyName.trimmed().isEmpty();
    QStringList lines{address.addressLine1.trimmed(), address.addressLine2.trimmed(), address.addressLine3.trimmed()};
    // NetSuite has no field for these two: they join the last line, so that no part of the address is lost.
    QStringList last;
    for (const QString& part : {lines[2], address.districtOrCounty.trimmed(), address.municipality.trimmed()}) {
        if (!part.isEmpty() && !last.contains(part))
            last += part;
    }
    lines[2] = last.join(QStringLiteral(", "));

    Json json = Json::object();
    const QString name = fitted(address.name, kName);
    json.setIfPresent(QStringLiteral("addressee"), hasCompany ? fitted(address.companyName, kName) : name);
    if (hasCompany)
        json.setIfPresent(QStringLiteral("attention"), name);
    json.setIfPresent(QStringLiteral("addr1"), fitted(lines[0], kLine));
    json.setIfPresent(QStringLiteral("addr2"), fitted(lines[1], kLine));
    json.setIfPresent(QStringLiteral("addr3"), fitted(lines[2], kLine));
    json.setIfPresent(QStringLiteral("city"), fitted(address.city, kCity));
    json.setIfPresent(QStringLiteral("state"), fitted(address.stateOrRegion, kCode));
    json.setIfPresent(QStringLiteral("zip"), fitted(address.postalCode, kCode));
    if (const QString country = address.countryCode.trimmed().toUpper(); country.size() == 2)
        json.set(QStringLiteral("country"), Json::object({{QStringLiteral("id"), country}}));
    json.setIfPresent(QStringLiteral("addrPhone"), usablePhone(address.phone));
    return json;
}

} // namespace causeway::mapping
