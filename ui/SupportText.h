// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Session.h"

namespace causeway::ui {

/// A sealed body as people may see it: buyer data masked, or a sentence why it is not shown. Any thread.
[[nodiscard]] QString maskedText(Session& session, PayloadId id);

/// What somebody who helps needs to know of one record: version, ids, error, every try with its request id, and the last
/// request and answer with buyer data masked. No secrets: they are never stored with a body. Reads; call on a worker.
[[nodiscard]] Result<QString> supportText(Session& session, RecordId record);

} // namespace causeway::ui
