// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/Keychain.h"

#include <array>

#include <QCoreApplication>

namespace causeway::security {

namespace {
struct Row
{
    KeychainTrouble trouble;
    QLatin1StringView name;
    const char* message;
    const char* remedy;
};
constexpr std::array kRows{
    Row{KeychainTrouble::Absent, QLatin1StringView("absent"),
        QT_TRANSLATE_NOOP("Keychain", "This computer has no keychain that could keep the profile's key."),
        QT_TRANSLATE_NOOP("Keychain",
                          "Start the keychain service of the desktop (for example GNOME Keyring or KWallet), or name a secrets "
                          "file explicitly.")},
    Row{KeychainTrouble::Locked, QLatin1StringView("locked"),
        QT_TRANSLATE_NOOP("Keychain", "The keychain is locked: the key of this profile was stored but is not found."),
        QT_TRANSLATE_NOOP(
            "Keychain", "Unlock the keychain, or sign in to the desktop as the user who made the profile. Nothing was changed.")},
    Row{KeychainTrouble::Denied, QLatin1StringView("denied"),
        QT_TRANSLATE_NOOP("Keychain", "The keychain did not allow access to the profile's key."),
        QT_TRANSLATE_NOOP("Keychain", "Start again and allow the access when the keychain asks.")},
    Row{KeychainTrouble::Slow, QLatin1StringView("slow"), QT_TRANSLATE_NOOP("Keychain", "The keychain did not answer in time."),
        QT_TRANSLATE_NOOP("Keychain", "Look for a question of the keychain behind other windows, answer it and start again.")},
    Row{KeychainTrouble::Failed, QLatin1StringView("failed"), QT_TRANSLATE_NOOP("Keychain", "The keychain does not work."),
        QT_TRANSLATE_NOOP("Keychain", "Check that the keychain service of the desktop runs and is unlocked, then start again.")},
};
} // namespace

Error keychainError(KeychainTrouble trouble)
{
    for (const Row& row : kRows) {
        if (row.trouble == trouble) {
            Error error = Error::make(ErrorKind::Storage, QCoreApplication::translate("Keychain", row.message),
                                      QCoreApplication::translate("Keychain", row.remedy), QStringLiteral("keychain"));
            error.causeKey = row.name;
            return error;
        }
    }
    return keychainError(KeychainTrouble::Failed);
}

KeychainTrouble keychainTrouble(const Error& error)
{
    for (const Row& row : kRows) {
        if (row.name == error.causeKey)
            return row.trouble;
    }
    return KeychainTrouble::Failed;
}

} // namespace causeway::security
