#include "identity/password.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.hpp"
#include "identity/random.hpp"
#include "identity/wording.hpp"

namespace niangjia::identity {
namespace {

constexpr std::size_t kEnough = 10;      // characters of any kind
constexpr std::size_t kEnoughMixed = 8;  // characters of two kinds
constexpr std::chrono::seconds kLongestWait{5};

constexpr Phrase kTooShort{
    "密码要有{}个字符；兼有字母和数字的，{}个就够。现在是{}个。",
    "A password needs {} characters, or {} with letters and digits; this one has {}."};
constexpr Phrase kTooLong{"密码太长，最多{}个字节。",
                          "The password is too long; the most is {} bytes."};
constexpr Phrase kIsLogin{"密码不能和账号一样。", "The password must differ from the account."};
constexpr Phrase kCommon{"这个密码太常见，容易被猜到，请换一个。",
                         "This password is among the first that are guessed. Choose another."};

// Folded. What is shorter than eight characters is refused anyway. Sorted.
constexpr std::array<std::string_view, 64> kCommonPasswords{
    "0123456789",  "0987654321",  "11223344",     "1122334455",   "112233445566", "12121212",
    "123123123",   "12341234",    "123456123456", "12345678",     "123456789",    "1234567890",
    "12345678910", "123456789a",  "12345678a",    "1234qwer",     "1314520520",   "147258369",
    "1q2w3e4r",    "1q2w3e4r5t",  "1qaz2wsx",     "1qaz2wsx3edc", "520131400",    "5201314520",
    "7758521521",  "789456123",   "87654321",     "987654321",    "9876543210",   "a12345678",
    "a123456789",  "a1b2c3d4",    "aa123456",     "aa12345678",   "abc12345",     "abc123456",
    "abcd1234",    "abcd123456",  "abcdefgh",     "admin123",     "admin1234",    "admin12345",
    "admin123456", "admin888",    "asdf1234",     "asdfghjkl",    "changeme",     "iloveyou",
    "letmein123",  "niangjia123", "p@ssw0rd",     "passw0rd",     "password",     "password1",
    "password123", "q1w2e3r4",    "qq123456",     "qwer1234",     "qwerty123",    "qwertyuiop",
    "woaini1314",  "woaini520",   "wodemima",     "zxcvbnm123",
};
static_assert(std::is_sorted(kCommonPasswords.begin(), kCommonPasswords.end()));

// How many of letters, digits and everything else there are.
std::size_t kinds_in(std::string_view text) {
  bool letter = false, digit = false, other = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digit = true;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      letter = true;
    } else {
      other = true;
    }
  }
  return std::size_t{letter} + std::size_t{digit} + std::size_t{other};
}

bool is_common(std::string_view folded) {
  if (folded.find_first_not_of(folded.substr(0, 1)) == std::string_view::npos) return true;
  return std::binary_search(kCommonPasswords.begin(), kCommonPasswords.end(), folded);
}

}  // namespace

std::optional<std::string> password_fault(std::string_view password, std::string_view login,
                                          http::Language language) {
  if (password.size() > kMaxPasswordBytes) return say(language, kTooLong, kMaxPasswordBytes);
  const std::string plain = text::to_half_width(password);  // full-width letters are letters too
  const std::size_t length = text::length(plain);
  if (length < (kinds_in(plain) > 1 ? kEnoughMixed : kEnough)) {
    return say(language, kTooShort, kEnough, kEnoughMixed, length);
  }
  const std::string folded = text::fold(password);
  if (folded == text::fold(login)) return say(language, kIsLogin);
  if (is_common(folded)) return say(language, kCommon);
  return std::nullopt;
}

Result<PasswordHasher::Slot> PasswordHasher::acquire(db::Deadline deadline) {
  const bool may_wait = waiting_.fetch_add(1) < kMaxWaiting;
  const bool acquired =
      may_wait && slots_.try_acquire_until(std::min(deadline, db::deadline_in(kLongestWait)));
  waiting_.fetch_sub(1);
  if (!acquired)
    return fail(ErrorCode::unavailable, "too many passwords are being checked at once");
  return Slot(*this);
}

Result<std::string> PasswordHasher::Slot::hash(std::string_view password) const {
  ensure_crypto();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), hasher_->cost_.passes,
                        hasher_->cost_.memory) != 0) {
    return fail(ErrorCode::unavailable, "no memory to hash a password");
  }
  return std::string(hash.data());
}

bool PasswordHasher::Slot::matches(std::string_view stored, std::string_view password) const {
  ensure_crypto();
  if (stored.empty() || stored.size() >= crypto_pwhash_STRBYTES) {
    constexpr std::array<unsigned char, crypto_pwhash_SALTBYTES> kSalt{};
    std::array<unsigned char, 32> unused{};
    // The answer is "no" whatever comes out; only the time counts.
    [[maybe_unused]] const int outcome =
        crypto_pwhash(unused.data(), unused.size(), password.data(), password.size(), kSalt.data(),
                      hasher_->cost_.passes, hasher_->cost_.memory, crypto_pwhash_ALG_ARGON2ID13);
    return false;
  }
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  std::memcpy(hash.data(), stored.data(), stored.size());
  return crypto_pwhash_str_verify(hash.data(), password.data(), password.size()) == 0;
}

}  // namespace niangjia::identity
