# Everything comes from Debian 12's own packages; scripts/install-packages lists them.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(OpenSSL 3 REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(tl-expected REQUIRED)
foreach(library sqlite3 libpq libsodium icu-uc icu-i18n libzip expat xlsxwriter zlib libxxhash jemalloc tomlplusplus)
  string(REGEX REPLACE "[^a-z0-9]" "_" target "${library}")
  pkg_check_modules(${target} REQUIRED IMPORTED_TARGET ${library})
endforeach()

# Flags that every one of our own targets is built with.
add_library(niangjia_flags INTERFACE)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
# The last five warn wrongly about std::string in g++ 12 when it optimises (GCC bugs 105329, 105651, 107852).
target_compile_options(niangjia_flags INTERFACE -Wall -Wextra -Werror -Wno-missing-field-initializers -Wno-restrict
                       -Wno-stringop-overread -Wno-stringop-overflow -Wno-array-bounds -Wno-maybe-uninitialized)
target_compile_definitions(niangjia_flags INTERFACE BOOST_ASIO_NO_DEPRECATED SPDLOG_FMT_EXTERNAL)
if(NIANGJIA_SANITIZE)
  target_compile_options(niangjia_flags INTERFACE -fsanitize=${NIANGJIA_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  target_link_options(niangjia_flags INTERFACE -fsanitize=${NIANGJIA_SANITIZE})
  if(NIANGJIA_SANITIZE MATCHES "thread")
    # Asio has fences, which this sanitizer does not follow and g++ warns of.
    target_compile_options(niangjia_flags INTERFACE -Wno-tsan)
  endif()
endif()

# What each folder needs from outside; what is not listed here a folder may not use.
set(NIANGJIA_NEEDS_base Boost::json fmt::fmt spdlog::spdlog tl::expected Threads::Threads PkgConfig::icu_uc
    PkgConfig::icu_i18n PkgConfig::libxxhash)
set(NIANGJIA_NEEDS_db PkgConfig::sqlite3 PkgConfig::libpq)
set(NIANGJIA_NEEDS_catalog PkgConfig::tomlplusplus)
set(NIANGJIA_NEEDS_http OpenSSL::SSL OpenSSL::Crypto PkgConfig::zlib)
set(NIANGJIA_NEEDS_formats PkgConfig::libzip PkgConfig::expat PkgConfig::xlsxwriter)
set(NIANGJIA_NEEDS_identity PkgConfig::libsodium)
