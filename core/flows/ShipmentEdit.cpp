// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/ShipmentEdit.h"

#include <algorithm>

#include <QCoreApplication>

#include "base/Clock.h"
#include "base/Text.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::ShipmentEdit)
};

const QStringList& editableFields()
{
    static const QStringList kFields{QStringLiteral("trackingNumber"), QStringLiteral("carrierCode"),
                                     QStringLiteral("carrierName"),    QStringLiteral("shippingMethod"),
                                     QStringLiteral("shipDate"),       QStringLiteral("contents")};
    return kFields;
}

Error protectedField(const QString& path)
{
    Error error = Error::make(ErrorKind::Invalid, Words::tr("%1 cannot be edited by hand.").arg(elided(safeText(path), 60)),
                              Words::tr("Of a shipment these can: %1.").arg(editableFields().join(QStringLiteral(", "))),
                              QStringLiteral("protected-field"));
    error.path = path;
    return error;
}

/// The edited fields of one package.
Result<void> checkFields(const QString& place, const Json& fields)
{
    if (!fields.isObject())
        return fail(wrongEdit(place, Words::tr("an object")));
    for (const auto& [field, value] : fields.members()) {
        const QString path = place + u'.' + field;
        if (!editableFields().contains(field))
            return fail(protectedField(path));
        if (value.isNull())
            continue; // taken back
        if (field == QStringLiteral("contents")) {
            const auto& units = value.members();
            if (!value.isObject() || std::any_of(units.begin(), units.end(),
                                                 [](const auto& unit) { return unit.second.toInteger().value_or(-1) < 0; }))
                return fail(wrongEdit(path, Words::tr("an object of order item ids and whole numbers")));
        } else if (!value.isString()) { // as a number a tracking number would lose its zeros
            return fail(wrongEdit(path, Words::tr("a text in quotation marks")));
        } else if (field == QStringLiteral("shipDate") && !value.toString().isEmpty() && !fromIso8601(value.toString())) {
            return fail(wrongEdit(path, Words::tr("a time such as 2026-11-23T10:00:00Z")));
        }
    }
    return {};
}
} // namespace

Error wrongEdit(const QString& path, const QString& wanted)
{
    Error error = Error::make(ErrorKind::Invalid,
                              Words::tr("%1 was edited by hand, but it is not %2.").arg(elided(safeText(path), 60), wanted),
                              Words::tr("Edit the record again."), QStringLiteral("wrong-value"));
    error.path = path;
    return error;
}

Result<void> checkShipmentEdit(const Json& edit)
{
    for (const auto& [name, value] : edit.members()) {
        const bool single = name == QStringLiteral("packageDetail");
        if (!single && name != QStringLiteral("packages"))
            return fail(protectedField(name));
        if (!value.isObject())
            return fail(wrongEdit(name, Words::tr("an object")));
        if (single) {
            if (auto checked = checkFields(name, value); !checked)
                return checked;
            continue;
        }
        for (const auto& [number, fields] : value.members()) {
            if (auto checked = checkFields(name + u'.' + number, fields); !checked)
                return checked;
        }
    }
    return {};
}

Result<void> checkEditedPackages(const Json& edit, int packages, const std::function<bool(int)>& wasSent)
{
    for (const auto& [number, fields] : edit[u"packages"].members()) {
        bool isNumber = false;
        const int package = number.toInt(&isNumber);
        if (!isNumber || package < 1 || (package > packages && !wasSent(package)))
            return fail(wrongEdit(QStringLiteral("packages.") + number, Words::tr("a package from 1 to %1").arg(packages)));
    }
    return {};
}

Json editOfPackage(const Json& edit, int number)
{
    Json fields = number == 1 ? edit[u"packageDetail"] : Json();
    for (const auto& [field, value] : edit[u"packages"][QString::number(number)].members())
        fields.set(field, value);
    return fields.isObject() ? fields : Json::object();
}

} // namespace causeway::flows
