#!/usr/bin/env bash
# Format and static analysis. Without arguments clang-tidy looks at the files that differ from the last commit on main; --all at every file.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0

bash -n dev tools/*.sh .ci/run

mapfile -t sources < <(git ls-files '*.cpp' '*.h')
if ! clang-format --dry-run --Werror "${sources[@]}" 2>/tmp/causeway-format.log; then
  grep -c 'error:' /tmp/causeway-format.log | xargs printf '%s places are not formatted; run ./dev format\n'
  head -n 10 /tmp/causeway-format.log
  failed=1
fi

# clang-tidy reads a compilation database made by clang-compatible flags: no precompiled header of gcc.
cmake -S . -B build/lint -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DCAUSEWAY_WERROR=OFF >/dev/null
cmake --build build/lint --target causeway_generated >/dev/null
if [ "${1:-}" = "--all" ]; then
  mapfile -t units < <(git ls-files 'core/*.cpp' 'ui/*.cpp' 'app/*.cpp' | grep -v '_windows\.cpp$')
else
  mapfile -t units < <( (git diff --name-only --diff-filter=d HEAD; git diff --name-only --diff-filter=d HEAD~1 2>/dev/null || true) | sort -u | grep -E '^(core|ui|app)/.*\.cpp$' | grep -v '_windows\.cpp$' || true)
fi
if [ ${#units[@]} -gt 0 ]; then
  printf '%s\n' "${units[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy -p build/lint --quiet 2>/dev/null || failed=1
fi
exit $failed
