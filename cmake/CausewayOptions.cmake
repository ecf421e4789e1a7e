# One INTERFACE target carries the standard, the warnings and the strict Qt settings; every target links it.
add_library(causeway_options INTERFACE)
target_compile_features(causeway_options INTERFACE cxx_std_20)
target_compile_definitions(causeway_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS QT_NO_FOREACH
  QT_DISABLE_DEPRECATED_BEFORE=0x060400 CAUSEWAY_VERSION="${PROJECT_VERSION}")

if(MSVC)
  target_compile_options(causeway_options INTERFACE /W4 /permissive- /utf-8 /guard:cf $<$<BOOL:${CAUSEWAY_WERROR}>:/WX>)
else()
  target_compile_options(causeway_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<BOOL:${CAUSEWAY_WERROR}>:-Werror>)
  # Hardening; _FORTIFY_SOURCE needs an optimising build.
  target_compile_options(causeway_options INTERFACE -fstack-protector-strong -fPIE $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3>)
  if(NOT APPLE AND NOT WIN32)
    target_link_options(causeway_options INTERFACE -pie -Wl,-z,relro,-z,now)
  endif()
endif()

if(CAUSEWAY_SANITIZE)
  target_compile_options(causeway_options INTERFACE -fsanitize=${CAUSEWAY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(causeway_options INTERFACE -fsanitize=${CAUSEWAY_SANITIZE})
  # GCC's manual: with sanitizers this warning is often wrong (std::optional in OrderVariance.cpp); the sanitizers themselves look.
  target_compile_options(causeway_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

# A faster linker when the machine has one.
find_program(CAUSEWAY_MOLD mold)
if(CAUSEWAY_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CAUSEWAY_SANITIZE)
  target_link_options(causeway_options INTERFACE -fuse-ld=mold)
endif()
