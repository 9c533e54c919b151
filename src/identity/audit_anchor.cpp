#include "identity/audit_anchor.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "identity/random.hpp"

namespace niangjia::identity {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTitle = "niangjia audit anchor 1";
constexpr std::string_view kHead = "head.txt";

unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_hex(std::string_view binary) {
  std::string hex(binary.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes(binary), binary.size());
  hex.pop_back();
  return hex;
}

std::optional<std::string> from_hex(std::string_view hex, std::size_t size) {
  std::string binary(size, '\0');
  std::size_t written = 0;
  const bool whole =
      hex.size() == size * 2 &&
      sodium_hex2bin(bytes(binary), size, hex.data(), hex.size(), nullptr, &written, nullptr) == 0;
  if (!whole || written != size) return std::nullopt;
  return binary;
}

// The value of the next line, which must be "name value"; moves `text` behind it.
std::optional<std::string_view> take(std::string_view& text, std::string_view name) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  if (end == std::string_view::npos || !line.starts_with(name)) return std::nullopt;
  text.remove_prefix(end + 1);
  if (line.size() == name.size()) return std::string_view{};
  if (line[name.size()] != ' ') return std::nullopt;
  return line.substr(name.size() + 1);
}

// Takes the place of the old file in one step.
Status replace_file(const fs::path& path, std::string_view text) {
  const fs::path draft = path.string() + ".new";
  std::ofstream out(draft, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  std::error_code error;
  if (out) fs::rename(draft, path, error);
  if (!out || error) {
    return fail(ErrorCode::unavailable,
                fmt::format("{}: the audit's anchor cannot be written", path.string()));
  }
  return Done{};
}

}  // namespace

Anchors::Anchors(const MasterKey& master, fs::path folder)
    : folder_(std::move(folder)),
      public_key_(crypto_sign_PUBLICKEYBYTES, '\0'),
      private_key_(crypto_sign_SECRETKEYBYTES, '\0') {
  ensure_crypto();
  const Secret seed = master.derive(KeyPurpose::audit_anchor);
  static_assert(crypto_sign_SEEDBYTES == Secret::kSize);
  crypto_sign_seed_keypair(bytes(public_key_), bytes(private_key_), seed.data());
}

Status Anchors::keep(const Seal& seal) const {
  std::error_code error;
  fs::create_directories(folder_, error);
  const std::string text = write(seal);
  NJ_CHECK(replace_file(folder_ / kHead, text));
  const fs::path daily = folder_ / (format_day(day_of(seal.sealed_at)) + ".txt");
  if (fs::exists(daily, error)) return Done{};
  return replace_file(daily, text);
}

std::string Anchors::write(const Seal& seal) const {
  std::string text = fmt::format("{}\ndate {}\nseal {}\nhash {}\nkey {}\n", kTitle,
                                 format_day(day_of(seal.sealed_at)), seal.number, to_hex(seal.hash),
                                 to_hex(public_key_));
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(bytes(signature), nullptr, bytes(text), text.size(), bytes(private_key_));
  return text + "signature " + to_hex(signature) + "\n";
}

Result<Anchor> Anchors::read(std::string_view text, std::string_view file) const {
  std::string_view rest = text;
  const auto title = take(rest, kTitle);
  const auto date = title ? take(rest, "date") : std::nullopt;
  const auto seal = date ? take(rest, "seal") : std::nullopt;
  const auto hash = seal ? take(rest, "hash") : std::nullopt;
  const auto key = hash ? take(rest, "key") : std::nullopt;
  const std::string_view signed_text = text.substr(0, text.size() - rest.size());
  const auto signature_hex = key ? take(rest, "signature") : std::nullopt;
  if (!signature_hex) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: this is not an anchor of the audit", file));
  }
  const auto signature = from_hex(*signature_hex, crypto_sign_BYTES);
  if (!signature || crypto_sign_verify_detached(bytes(*signature), bytes(signed_text),
                                                signed_text.size(), bytes(public_key_)) != 0) {
    return fail(
        ErrorCode::invalid_argument,
        fmt::format("{}: the signature is not this installation's: the file was altered, or the "
                    "master key is another one",
                    file));
  }
  const auto day = parse_day(*date);
  const auto number = parse_id(*seal);
  const auto hash_bytes = from_hex(*hash, Secret::kSize);
  if (!day || !number || !hash_bytes || !rest.empty()) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: this is not an anchor of the audit", file));
  }
  return Anchor{*day, *number, *hash_bytes, std::string(file)};
}

Result<std::vector<Anchors::File>> Anchors::files() const {
  std::vector<File> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in)
      return fail(ErrorCode::unavailable, entry.path().string() + ": the anchor cannot be read");
    found.push_back({entry.path().filename().string(), text.str()});
  }
  std::sort(found.begin(), found.end(),
            [](const File& a, const File& b) { return a.name < b.name; });
  return found;
}

}  // namespace niangjia::identity
