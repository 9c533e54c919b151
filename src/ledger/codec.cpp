#include "ledger/codec.hpp"

#include <cstring>

namespace niangjia::ledger {
namespace {

using catalog::Sensitivity;
using catalog::Value;
using catalog::Values;

constexpr const char* kPersonal = "personal";
constexpr const char* kConfidential = "confidential";

template <class T>
void put(std::string& out, T number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

template <class T>
bool take(std::string_view& in, T& number) {
  if (in.size() < sizeof number) return false;
  std::memcpy(&number, in.data(), sizeof number);
  in.remove_prefix(sizeof number);
  return true;
}

bool take_text(std::string_view& in, std::string_view& text) {
  std::uint32_t size = 0;
  if (!take(in, size) || in.size() < size) return false;
  text = in.substr(0, size);
  in.remove_prefix(size);
  return true;
}

void put_text(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

void put_value(std::string& out, const Value& value) {
  put(out, static_cast<std::uint8_t>(value.index()));
  if (const auto* yes = std::get_if<bool>(&value)) put(out, static_cast<std::int64_t>(*yes));
  if (const auto* number = std::get_if<std::int64_t>(&value)) put(out, *number);
  if (const auto* text = std::get_if<std::string>(&value)) put_text(out, *text);
  if (const auto* day = std::get_if<Day>(&value)) put(out, day_number(*day));
}

bool take_value(std::string_view& in, Value& value) {
  std::uint8_t kind = 0;
  if (!take(in, kind)) return false;
  if (kind == 3) {
    std::string_view text;
    if (!take_text(in, text)) return false;
    value = std::string(text);
    return true;
  }
  std::int64_t number = 0;
  if (!take(in, number)) return false;
  if (kind == 1) value = number != 0;
  if (kind == 2) value = number;
  if (kind == 4) value = day_from_number(number);
  return kind == 1 || kind == 2 || kind == 4;
}

}  // namespace

std::string pack_values(const Values& values) {
  std::string out;
  for (const auto& [key, value] : values) {
    if (catalog::is_empty(value)) continue;
    put_text(out, key);
    put_value(out, value);
  }
  return out;
}

Status unpack_values(std::string_view bytes, Values& into) {
  while (!bytes.empty()) {
    std::string_view key;
    Value value;
    if (!take_text(bytes, key) || !take_value(bytes, value)) {
      return fail(ErrorCode::internal, "sealed values are damaged");
    }
    into.insert_or_assign(std::string(key), std::move(value));
  }
  return Done{};
}

Values RowCodec::of_class(const Values& all, Sensitivity sensitivity) const {
  Values chosen;
  for (const auto& [key, value] : all) {
    const catalog::Field* field = ledger_.find(key);
    if (field && field->sensitivity == sensitivity && !catalog::is_empty(value))
      chosen.emplace(key, value);
  }
  return chosen;
}

Status RowCodec::seal(Entry& entry, const Values& all) const {
  const std::string personal = pack_values(of_class(all, Sensitivity::personal));
  const std::string confidential = pack_values(of_class(all, Sensitivity::confidential));
  Values open;
  for (const auto& [key, value] : all) {
    const catalog::Field* field = ledger_.find(key);
    if (field && !field->is_encrypted() && !catalog::is_empty(value)) open.emplace(key, value);
  }
  entry.values = std::move(open);
  entry.personal.clear();
  entry.confidential.clear();
  // Every entry has a key, also one without secrets: the audit's digests are made under it.
  identity::EntryCipher::Key key;
  if (entry.wrapped_key.empty()) {
    key = cipher_.make_key();
    entry.wrapped_key = cipher_.wrap(key, entry.id);
  } else {
    NJ_TRY(key, cipher_.unwrap(entry.wrapped_key, entry.id));
  }
  if (!personal.empty()) entry.personal = identity::EntryCipher::seal(key, personal, kPersonal);
  if (!confidential.empty())
    entry.confidential = identity::EntryCipher::seal(key, confidential, kConfidential);
  return Done{};
}

Status RowCodec::open_into(Entry& entry, const identity::EntryCipher::Key& key,
                           const std::string& sealed, const char* context) const {
  NJ_TRY(const std::string plain, identity::EntryCipher::open(key, sealed, context));
  return unpack_values(plain, entry.values);
}

Status RowCodec::unseal(Entry& entry, identity::ClassSet classes) const {
  const bool personal =
      (classes & identity::class_bit(Sensitivity::personal)) && !entry.personal.empty();
  const bool confidential =
      (classes & identity::class_bit(Sensitivity::confidential)) && !entry.confidential.empty();
  if (entry.wrapped_key.empty() || (!personal && !confidential)) return Done{};
  NJ_TRY(const auto key, cipher_.unwrap(entry.wrapped_key, entry.id));
  if (personal) NJ_CHECK(open_into(entry, key, entry.personal, kPersonal));
  if (confidential) NJ_CHECK(open_into(entry, key, entry.confidential, kConfidential));
  return Done{};
}

Result<std::string> RowCodec::digest(const Entry& entry) const {
  if (entry.wrapped_key.empty()) return std::string();
  NJ_TRY(const auto key, cipher_.unwrap(entry.wrapped_key, entry.id));
  std::string canonical;
  put(canonical, entry.id.value);
  put(canonical, entry.organisation.value);
  put(canonical, entry.revision);
  put(canonical, static_cast<std::int64_t>(entry.retired));
  put(canonical, entry.created_at.ms);
  put(canonical, entry.created_by.value);
  put_text(canonical, entry.number);
  return identity::EntryCipher::digest(key, canonical + pack_values(entry.values));
}

}  // namespace niangjia::ledger
