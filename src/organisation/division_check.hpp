// Codes of divisions as people and programs give them.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"
#include "organisation/divisions.hpp"

namespace niangjia::organisation {

// The code of 12 digits; empty for an empty text, since many an organisation sits in none. Digits may
// be full width and zeros at the end left out. Fails with `invalid_fields` at `division`, naming the
// divisions that stand nearest, when there is none with the code.
[[nodiscard]] Result<std::string> checked_division(std::string_view text,
                                                   http::Language language);

// "330106000000 浙江省杭州市西湖区、…": what a wrong code, or a name in its place, may have meant;
// empty when nothing is near.
[[nodiscard]] std::string near_divisions(std::string_view text);

}  // namespace niangjia::organisation
