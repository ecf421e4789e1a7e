// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>
#include <QStringView>

namespace causeway {

/// What went wrong, as the engine has to treat it (docs/architecture.md section 5). Retry policy is looked up from this, never
/// from texts.
enum class ErrorKind
{
    RateLimited, ///< a quota of the remote system; not executed; wait until retryAtMs
    NotYet,      ///< something else must come first (parent order, report); wait
    Unavailable, ///< the remote system could not be reached, or a read failed with 5xx; wait and try again
    Unclear,     ///< a write left this computer and its outcome is unknown; look it up before anything else
    Auth,        ///< sign-in refused, role or permission missing; pauses the connection
    Unmapped,    ///< no mapping for a key (causeKey names it); ready again by itself once mapped
    Rejected,    ///< the remote system refused the content
    Conflict,    ///< found, but different from what was planned
    Invalid,     ///< bad input from a person: configuration, argument, file; path names the place
    Storage,     ///< profile cannot be read or written
    Cancelled,   ///< stopped on request; nothing is lost
    Defect       ///< an invariant of this program is broken
};

/// Lower-case hyphenated name as printed by the command line and stored in the database, e.g. "rate-limited".
[[nodiscard]] QString toString(ErrorKind kind);
[[nodiscard]] std::optional<ErrorKind> errorKindFromString(QStringView name);

/// A failure in words for a bookkeeper plus what the engine needs. Never carries secrets, personal data or a raw URL.
struct Error
{
    ErrorKind kind = ErrorKind::Defect;
    QString message;                 ///< one plain sentence: what happened
    QString remedy;                  ///< one plain sentence: what to do; may be empty
    QString code;                    ///< the remote system's own code, or ours (e.g. "no-item")
    QString requestId;               ///< the remote system's request id for its support
    QString path;                    ///< place in the input: JSON path, line number, field
    QString causeKey;                ///< groups equal causes, e.g. the SKU of an unmapped item
    std::optional<qint64> retryAtMs; ///< UTC ms; when waiting is known to end
    int httpStatus = 0;              ///< 0 when no answer was received

    [[nodiscard]] static Error make(ErrorKind kind, QString message, QString remedy = {}, QString code = {});
    [[nodiscard]] Error at(QString where) const; ///< copy with path set (outer path is put in front)
};

/// How the engine treats a kind. The only retry table in the program.
struct Disposition
{
    bool waits = false;       ///< goes on by itself
    bool usesAttempt = false; ///< counts in "tries"
    bool pausesConnection = false;
    bool needsPerson = false;  ///< becomes an Error record
    bool looksUpFirst = false; ///< outcome unknown: find before anything is sent again
};
[[nodiscard]] Disposition dispositionOf(ErrorKind kind);

} // namespace causeway
