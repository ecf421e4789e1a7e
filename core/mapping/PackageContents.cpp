// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/PackageContents.h"

#include <algorithm>
#include <map>

#include <QRegularExpression>

namespace causeway::mapping {

namespace {
using Items = std::vector<std::pair<QString, qint64>>;

std::vector<PackageRow> merged(const std::vector<PackageRow>& rows)
{
    std::vector<PackageRow> packages;
    for (const PackageRow& row : rows) {
        const QString tracking = row.tracking.trimmed();
        const auto same = std::find_if(packages.begin(), packages.end(),
                                       [&](const PackageRow& p) { return !tracking.isEmpty() && p.tracking == tracking; });
        if (same == packages.end())
            packages.push_back({tracking, row.description});
        else
            same->description += QStringLiteral(", ") + row.description;
    }
    if (packages.empty())
        packages.emplace_back();
    return packages;
}

const ShippedLine* lineCalled(const std::vector<ShippedLine>& lines, const QString& name)
{
    for (const ShippedLine& line : lines) {
        if (line.names.contains(name, Qt::CaseInsensitive))
            return &line;
    }
    return nullptr;
}

/// "SKU x 2", "2 x SKU", "SKU" (one), separated by commas, semicolons or lines.
std::optional<std::map<QString, qint64>> readDescription(const QString& text, const std::vector<ShippedLine>& lines)
{
    static const QRegularExpression kParts(QStringLiteral("[,;\\n]"));
    static const QRegularExpression kAfter(QStringLiteral("^(.+?)\\s*[x*×]\\s*([0-9]{1,6})$"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kBefore(QStringLiteral("^([0-9]{1,6})\\s*[x*×]\\s*(.+)$"),
                                            QRegularExpression::CaseInsensitiveOption);
    std::map<QString, qint64> items;
    for (const QString& raw : text.split(kParts, Qt::SkipEmptyParts)) {
        const QString part = raw.trimmed();
        if (part.isEmpty())
            continue;
        const ShippedLine* line = lineCalled(lines, part);
        qint64 quantity = 1;
        if (line == nullptr) {
            if (const auto match = kAfter.match(part); match.hasMatch()) {
                line = lineCalled(lines, match.captured(1).trimmed());
                quantity = match.captured(2).toLongLong();
            }
        }
        if (line == nullptr) {
            if (const auto match = kBefore.match(part); match.hasMatch()) {
                line = lineCalled(lines, match.captured(2).trimmed());
                quantity = match.captured(1).toLongLong();
            }
        }
        if (line == nullptr || quantity <= 0)
            return std::nullopt;
        items[line->orderItemId] += quantity;
    }
    return items.empty() ? std::nullopt : std::optional(items);
}

std::optional<std::vector<Parcel>> byDescriptions(const std::vector<ShippedLine>& lines, const std::vector<PackageRow>& packages)
{
    std::vector<Parcel> parcels;
    std::map<QString, qint64> sum;
    for (const PackageRow& package : packages) {
        const auto items = readDescription(package.description, lines);
        if (!items)
            return std::nullopt;
        Parcel parcel{package.tracking, {}};
        // In the order of the lines, so that the same packing gives the same bytes.
        for (const ShippedLine& line : lines) {
            if (const auto found = items->find(line.orderItemId); found != items->end()) {
                parcel.items.emplace_back(line.orderItemId, found->second);
                sum[line.orderItemId] += found->second;
            }
        }
        parcels.push_back(std::move(parcel));
    }
    const bool agrees = std::all_of(lines.begin(), lines.end(), [&](const ShippedLine& line) {
        const auto found = sum.find(line.orderItemId);
        return found != sum.end() && found->second == line.quantity;
    });
    return agrees ? std::optional(parcels) : std::nullopt;
}

std::vector<Parcel> dealtOut(const std::vector<ShippedLine>& lines, const std::vector<PackageRow>& packages)
{
    qint64 units = 0;
    for (const ShippedLine& line : lines)
        units += line.quantity;
    const auto count = static_cast<qint64>(packages.size());
    std::vector<Parcel> parcels;
    std::size_t at = 0;
    qint64 taken = 0; // of lines[at]
    for (qint64 i = 0; i < count; ++i) {
        qint64 room = units / count + (i < units % count ? 1 : 0);
        if (room == 0)
            break; // more packages than units: one thing in several boxes
        Parcel parcel{packages[static_cast<std::size_t>(i)].tracking, {}};
        while (room > 0 && at < lines.size()) {
            const qint64 part = std::min(room, lines[at].quantity - taken);
            if (part > 0)
                parcel.items.emplace_back(lines[at].orderItemId, part);
            room -= part;
            taken += part;
            if (taken == lines[at].quantity) {
                ++at;
                taken = 0;
            }
        }
        parcels.push_back(std::move(parcel));
    }
    return parcels;
}
} // namespace

PackageContents packageContents(const std::vector<ShippedLine>& lines, const std::vector<PackageRow>& rows, bool spread)
{
    const std::vector<PackageRow> packages = merged(rows);
    PackageContents contents;
    contents.packages = static_cast<int>(packages.size());
    if (packages.size() == 1) {
        Parcel parcel{packages.front().tracking, {}};
        for (const ShippedLine& line : lines)
            parcel.items.emplace_back(line.orderItemId, line.quantity);
        contents.parcels.push_back(std::move(parcel));
        contents.from = ContentsFrom::OnePackage;
    } else if (auto named = byDescriptions(lines, packages)) {
        contents.parcels = std::move(*named);
        contents.from = ContentsFrom::Descriptions;
    } else if (spread) {
        contents.parcels = dealtOut(lines, packages);
        contents.from = ContentsFrom::Spread;
    } else {
        for (const PackageRow& package : packages)
            contents.parcels.push_back({package.tracking, {}});
    }
    return contents;
}

} // namespace causeway::mapping
