// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include "base/Error.h"

namespace causeway {

/// The one error channel: every function that can fail returns it; callers must look.
template<class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, QString message, QString remedy = {}, QString code = {})
{
    return tl::unexpected<Error>(Error::make(kind, std::move(message), std::move(remedy), std::move(code)));
}

} // namespace causeway
