// Sentences for people in both languages of the interface.
#pragma once
#include <fmt/format.h>

#include <string>

#include "http/message.hpp"

namespace niangjia::identity {

// Both with the same placeholders, in fmt's notation.
struct Phrase {
  const char* zh;
  const char* en;
};

template <class... Values>
[[nodiscard]] std::string say(http::Language language, const Phrase& phrase,
                              const Values&... values) {
  return fmt::format(fmt::runtime(language == http::Language::en ? phrase.en : phrase.zh),
                     values...);
}

}  // namespace niangjia::identity
