// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "engine/ProofSheet.h"

namespace causeway::paper {

/// The proof sheet on A4, pages numbered. All text is plain text. Needs a QGuiApplication. Invalid when the PDF cannot be made.
[[nodiscard]] Result<QByteArray> proofPdf(const engine::ProofSheet& sheet);

} // namespace causeway::paper
