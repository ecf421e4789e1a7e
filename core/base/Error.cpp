// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Error.h"

#include <array>

namespace causeway {

namespace {
struct Row
{
    ErrorKind kind;
    QLatin1StringView name;
    Disposition disposition;
};
// clang-format off
constexpr std::array kRows{
    //                                          waits  attempt pauses person looksUp
    Row{ErrorKind::RateLimited, QLatin1StringView("rate-limited"), {true,  false, false, false, false}},
    Row{ErrorKind::NotYet,      QLatin1StringView("not-yet"),      {true,  false, false, false, false}},
    Row{ErrorKind::Unavailable, QLatin1StringView("unavailable"),  {true,  true,  false, false, false}},
    Row{ErrorKind::Unclear,     QLatin1StringView("unclear"),      {true,  true,  false, false, true}},
    Row{ErrorKind::Auth,        QLatin1StringView("auth"),         {true,  false, true,  false, false}},
    Row{ErrorKind::Unmapped,    QLatin1StringView("unmapped"),     {false, false, false, true,  false}},
    Row{ErrorKind::Rejected,    QLatin1StringView("rejected"),     {false, true,  false, true,  false}},
    Row{ErrorKind::Conflict,    QLatin1StringView("conflict"),     {false, true,  false, true,  false}},
    Row{ErrorKind::Invalid,     QLatin1StringView("invalid"),      {false, false, false, true,  false}},
    Row{ErrorKind::Storage,     QLatin1StringView("storage"),      {true,  false, false, false, false}},
    Row{ErrorKind::Cancelled,   QLatin1StringView("cancelled"),    {true,  false, false, false, false}},
    Row{ErrorKind::Defect,      QLatin1StringView("defect"),       {false, true,  false, true,  false}},
};
// clang-format on
} // namespace

QString toString(ErrorKind kind)
{
    for (const Row& row : kRows) {
        if (row.kind == kind)
            return row.name;
    }
    return QStringLiteral("defect");
}

std::optional<ErrorKind> errorKindFromString(QStringView name)
{
    for (const Row& row : kRows) {
        if (row.name == name)
            return row.kind;
    }
    return std::nullopt;
}

Error Error::make(ErrorKind kind, QString message, QString remedy, QString code)
{
    Error error;
    error.kind = kind;
    error.message = std::move(message);
    error.remedy = std::move(remedy);
    error.code = std::move(code);
    return error;
}

Error Error::at(QString where) const
{
    Error copy = *this;
    if (copy.path.isEmpty())
        copy.path = std::move(where);
    else
        copy.path = where + (copy.path.startsWith(u'[') ? QString() : QStringLiteral(".")) + copy.path;
    return copy;
}

Disposition dispositionOf(ErrorKind kind)
{
    for (const Row& row : kRows) {
        if (row.kind == kind)
            return row.disposition;
    }
    return {};
}

} // namespace causeway
