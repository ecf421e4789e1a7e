// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "engine/ProofSheet.h"

namespace causeway::paper {

/// Writes the proof sheet as an XLSX file: one sheet for the proof, one for the categories, one for the documents. Text is text,
/// never a formula. Invalid (path = the file) when it cannot be written.
[[nodiscard]] Result<void> writeProofWorkbook(const engine::ProofSheet& sheet, const QString& fileName);

} // namespace causeway::paper
