// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/Secret.h"

#include <openssl/crypto.h>

namespace causeway::security {

Secret::~Secret()
{
    wipe();
}

Secret& Secret::operator=(const Secret& other)
{
    if (this != &other) {
        wipe();
        m_bytes = other.m_bytes;
    }
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

void Secret::wipe() noexcept
{
    // Bytes shared with a copy are wiped by the last owner. OPENSSL_cleanse is not optimised away.
    if (m_bytes.isDetached())
        OPENSSL_cleanse(m_bytes.data(), static_cast<std::size_t>(m_bytes.size()));
    m_bytes.clear();
}

} // namespace causeway::security
