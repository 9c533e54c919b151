#include "db/postgres/encoded_parameters.hpp"

#include "db/postgres/types.hpp"

namespace niangjia::db::postgres {
namespace {

Oid type_of(Parameter::Kind kind) {
  switch (kind) {
    case Parameter::Kind::null:
      return 0;
    case Parameter::Kind::integer:
      return kInt8;
    case Parameter::Kind::real:
      return kFloat8;
    case Parameter::Kind::text:
      return kText;
    case Parameter::Kind::blob:
      return kBytea;
  }
  return 0;
}

constexpr int kBinary = 1;

}  // namespace

std::vector<Oid> types_of(Parameters parameters) {
  std::vector<Oid> types;
  types.reserve(parameters.size());
  for (const auto& parameter : parameters) types.push_back(type_of(parameter.kind()));
  return types;
}

bool fits(Parameters parameters, const std::vector<Oid>& types) {
  if (parameters.size() != types.size()) return false;
  for (std::size_t i = 0; i < types.size(); ++i) {
    const Oid type = type_of(parameters[i].kind());
    if (type != 0 && type != types[i] && !(type == kText && types[i] == kVarchar)) return false;
  }
  return true;
}

EncodedParameters::EncodedParameters(Parameters parameters) : formats_(parameters.size(), kBinary) {
  numbers_.reserve(parameters.size());
  values_.reserve(parameters.size());
  lengths_.reserve(parameters.size());
  for (const auto& parameter : parameters) {
    switch (parameter.kind()) {
      case Parameter::Kind::null:
        values_.push_back(nullptr);
        lengths_.push_back(0);
        break;
      case Parameter::Kind::integer:
        add_number(static_cast<std::uint64_t>(parameter.integer()));
        break;
      case Parameter::Kind::real:
        add_number(std::bit_cast<std::uint64_t>(parameter.real()));
        break;
      case Parameter::Kind::text:
      case Parameter::Kind::blob:
        add_bytes(parameter.bytes());
        break;
    }
  }
}

void EncodedParameters::add_number(std::uint64_t bits) {
  numbers_.push_back(swapped_if_little(bits));
  values_.push_back(reinterpret_cast<const char*>(&numbers_.back()));
  lengths_.push_back(sizeof bits);
}

void EncodedParameters::add_bytes(std::string_view bytes) {
  values_.push_back(bytes.data() ? bytes.data() : "");  // a null pointer would mean NULL
  lengths_.push_back(static_cast<int>(bytes.size()));
}

}  // namespace niangjia::db::postgres
