// How texts are cut into search words of two characters.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace niangjia::identity {

inline constexpr std::size_t kMaxSearchTokens = 4096;

// Adds the words of `text` to `out`, each once, at most until `out` holds kMaxSearchTokens: every
// two neighbouring letters, digits or characters of the folded text, so that any part of a name or
// of a phone number of two or more characters can be found; and a character that stands alone
// between signs. Middle dots of names count as absent.
void search_tokens(std::string_view text, std::vector<std::string>& out);

// The words that an entry must hold, all of them, to be found by `query`. As search_tokens(),
// without characters that stand alone when there are pairs: at the edge of a query they may be a
// part of a longer word.
[[nodiscard]] std::vector<std::string> query_tokens(std::string_view query);

}  // namespace niangjia::identity
