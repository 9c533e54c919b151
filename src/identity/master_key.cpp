#include "identity/master_key.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "identity/random.hpp"

namespace niangjia::identity {
namespace {

constexpr std::size_t kDigits = 2 * Secret::kSize;
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "niangjia";

// An open file that is closed at the end of its scope.
class File {
 public:
  File(const std::filesystem::path& path, int flags, mode_t mode = 0)
      : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

tl::unexpected<Error> failed(const std::filesystem::path& file, std::string_view what) {
  return fail(ErrorCode::unavailable, fmt::format("{}: the master key cannot be {}: {}",
                                                  file.string(), what, std::strerror(errno)));
}

Result<Secret> parse(std::string_view text, const std::filesystem::path& file) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  Secret secret;
  std::size_t size = 0;
  const bool whole = text.size() == kDigits &&
                     sodium_hex2bin(secret.data(), Secret::kSize, text.data(), text.size(), nullptr,
                                    &size, nullptr) == 0 &&
                     size == Secret::kSize;
  if (!whole) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: a master key is one line of {} hexadecimal digits. Bring the file "
                            "back from its backup; a new key cannot read the old store.",
                            file.string(), kDigits));
  }
  return secret;
}

Result<Secret> read(const File& file, const std::filesystem::path& path) {
  struct stat status {};
  if (::fstat(file.descriptor(), &status) != 0) return failed(path, "read");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: others may read the master key. Run: chmod 600 '{}'",
                            path.string(), path.string()));
  }
  std::array<char, kDigits + 2> text{};
  const ssize_t size = ::read(file.descriptor(), text.data(), text.size());
  if (size < 0) return failed(path, "read");
  auto secret = parse({text.data(), static_cast<std::size_t>(size)}, path);
  sodium_memzero(text.data(), text.size());
  return secret;
}

// Written beside its place and linked into it, so that it appears whole and never takes the place
// of another one.
Status create(const std::filesystem::path& path) {
  Secret secret;
  fill_random(secret.data(), Secret::kSize);
  std::array<char, kDigits + 1> text{};
  sodium_bin2hex(text.data(), text.size(), secret.data(), Secret::kSize);
  text[kDigits] = '\n';

  const std::filesystem::path draft = path.string() + "." + random_token();
  const File file(draft, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
  if (!file.is_open()) return failed(draft, "written");
  const bool written =
      ::write(file.descriptor(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file.descriptor()) == 0;
  sodium_memzero(text.data(), text.size());
  const bool placed = written && (::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const int reason = errno;
  ::unlink(draft.c_str());
  errno = reason;
  if (!placed) return failed(path, "written");
  const std::filesystem::path parent = path.has_parent_path() ? path.parent_path() : ".";
  const File folder(parent, O_RDONLY | O_DIRECTORY);
  if (!folder.is_open() || ::fsync(folder.descriptor()) != 0) return failed(path, "written");
  return Done{};
}

}  // namespace

Secret::~Secret() { sodium_memzero(bytes_.data(), bytes_.size()); }

Result<MasterKey> MasterKey::open_or_create(const std::filesystem::path& file,
                                            WhenAbsent when_absent) {
  ensure_crypto();
  const char* const named = std::getenv("NIANGJIA_MASTER_KEY_FILE");
  const std::filesystem::path path = named != nullptr && *named != '\0' ? named : file;
  if (const File existing(path, O_RDONLY); existing.is_open()) {
    NJ_TRY(const Secret secret, read(existing, path));
    return MasterKey(secret);
  }
  if (errno != ENOENT) return failed(path, "read");
  if (when_absent == WhenAbsent::refuse) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: the master key of this store is missing. Bring the file back from "
                            "its backup, or name it in NIANGJIA_MASTER_KEY_FILE.",
                            path.string()));
  }
  NJ_CHECK(create(path));
  const File created(path, O_RDONLY);
  if (!created.is_open()) return failed(path, "read");
  NJ_TRY(const Secret secret, read(created, path));
  return MasterKey(secret);
}

MasterKey MasterKey::for_tests(std::string_view seed) {
  ensure_crypto();
  Secret secret;
  crypto_generichash(secret.data(), Secret::kSize,
                     reinterpret_cast<const unsigned char*>(seed.data()), seed.size(), nullptr, 0);
  return MasterKey(secret);
}

Secret MasterKey::derive(KeyPurpose purpose) const {
  Secret key;
  static_assert(Secret::kSize == crypto_kdf_KEYBYTES);
  crypto_kdf_derive_from_key(key.data(), Secret::kSize, static_cast<std::uint64_t>(purpose),
                             kContext, secret_.data());
  return key;
}

}  // namespace niangjia::identity
