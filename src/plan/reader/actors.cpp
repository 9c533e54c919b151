#include "plan/reader/actors.hpp"

#include <algorithm>

#include "plan/reader/numbers.hpp"
#include "plan/reader/sentences.hpp"
#include "plan/reader/windows.hpp"

namespace niangjia::plan {
namespace {

constexpr std::size_t kLongestSubject = 18;
constexpr std::size_t kLongestList = 44;
constexpr std::size_t kLongestName = 16;

bool is_one_of(char32_t sign, std::u32string_view set) { return set.find(sign) != set.npos; }

const RoleSet& verbs() {
  static const RoleSet set = roles({Role::act, Role::push, Role::light, Role::adverb, Role::modal,
                                    Role::deliver, Role::with_after, Role::aim, Role::with_before});
  return set;
}

// A verb at `at`, unless it is the beginning of a longer name (组织部) or stands in a list of names
// (组织、民政).
const WordHit* verb_at(const Scan& scan, std::size_t at, std::size_t end) {
  const WordHit* verb = scan.longest_at(at, verbs(), end);
  if (verb == nullptr) return nullptr;
  const WordHit* name = scan.longest_at(at, roles({Role::actor, Role::actor_end}), end);
  if (name != nullptr && name->end > verb->end) return nullptr;
  if (verb->end < end && is_one_of(scan.text()[verb->end], U"、部率")) return nullptr;
  return verb;
}

bool ends_as_actor(const Scan& scan, Range name) {
  return scan.ending(Role::actor_end, name) != nullptr || scan.ending(Role::actor, name) != nullptr;
}

// Where a list of names that starts at `at` ends: before the first verb or a mark that ends it.
std::size_t list_end(const Scan& scan, std::size_t at, std::size_t end) {
  end = std::min(end, at + kLongestList);
  const std::size_t departments = scan.text().find(U"等部门", at);
  for (std::size_t i = at; i < end; ++i) {
    const char32_t sign = scan.text()[i];
    if (is_one_of(sign, U"。;:()《》\n\t|")) return i;
    if (sign == U',' && (departments >= end || departments < i)) return i;
    if (verb_at(scan, i, end) != nullptr ||
        (i == at && scan.longest_at(i, Role::lead, end) != nullptr))
      return i;
    const WordHit* name = scan.longest_at(i, roles({Role::actor, Role::actor_end}), end);
    if (name != nullptr) i = name->end - 1;
  }
  return end;
}

struct NameList {
  std::vector<Range> names;
  bool of_departments = false;  // closed by 等部门: the last names need no 局 or 部 of their own
};

void strip_ending(const Scan& scan, Range& list, std::u32string_view ending) {
  if (list.size() > ending.size() && scan.folded().view(list).ends_with(ending))
    list.end -= ending.size();
}

NameList split_names(const Scan& scan, Range list) {
  NameList found;
  strip_ending(scan, list, U"的");
  for (const std::u32string_view closing :
       {U"等相关部门", U"等有关部门", U"等部门", U"等单位", U"等"}) {
    const std::size_t before = list.end;
    strip_ending(scan, list, closing);
    if (list.end != before) {
      found.of_departments = true;
      break;
    }
  }
  found.of_departments = found.of_departments || scan.folded().view(list).ends_with(U"部门");
  std::size_t begin = list.begin;
  for (std::size_t i = list.begin; i <= list.end; ++i) {
    const char32_t sign = i < list.end ? scan.text()[i] : U'、';
    if (!is_one_of(sign, U"、,和及与/ ")) continue;
    Range name{begin, i};
    if (!name.empty() && scan.text()[name.end - 1] == U'以') --name.end;
    name = trimmed(scan.folded(), name);
    if (name.size() >= 2 && name.size() <= kLongestName) found.names.push_back(name);
    begin = i + 1;
  }
  return found;
}

// The longest beginning that is an organisation or a body: 县妇联 of 县妇联工作.
Range leading_actor(const Scan& scan, Range name) {
  for (std::size_t end = name.end; end >= name.begin + 2; --end) {
    if (ends_as_actor(scan, {name.begin, end})) return {name.begin, end};
  }
  return {name.begin, name.begin};
}

// The names of a list, when it holds at least one that is an organisation or a body.
std::vector<Range> believable(const Scan& scan, const NameList& list) {
  std::vector<Range> names;
  for (const Range& name : list.names) {
    const Range actor = list.of_departments ? name : leading_actor(scan, name);
    if (!actor.empty() && scan.ending(Role::not_actor, actor) == nullptr) names.push_back(actor);
  }
  return names;
}

void append(const Scan& scan, const std::vector<Range>& names, std::vector<std::string>& out) {
  for (const Range& name : names) {
    std::string quoted = scan.quote(name);
    if (std::find(out.begin(), out.end(), quoted) == out.end()) out.push_back(std::move(quoted));
  }
}

// Names behind a label in the sentence: "(责任单位:组宣部、权益部)".
void append_labelled(const Scan& scan, Range range, Role label, std::vector<std::string>& out) {
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const WordHit* hit = scan.longest_at(at, label, range.end);
    if (hit == nullptr || hit->end >= range.end || scan.text()[hit->end] != U':') continue;
    std::size_t end = hit->end + 1;
    while (end < range.end && !is_one_of(scan.text()[end], U"。;:)\n\t|")) ++end;
    append(scan, split_names(scan, {hit->end + 1, end}).names, out);
    at = end;
  }
}

std::size_t skip_opening(const Scan& scan, Range clause) {
  std::size_t at = clause.begin;
  while (at < clause.end) {
    if (const auto time = time_at(scan, at, clause.end)) {
      at = time->range.end;
    } else if (const WordHit* word =
                   scan.longest_at(at, roles({Role::adverb, Role::connective}), clause.end)) {
      at = word->end;
    } else {
      break;
    }
  }
  return at;
}

// The partners that a word such as 配合, 与 or 向 introduces.
std::vector<Range> introduced(const Scan& scan, const WordHit& word, Range measure) {
  const std::size_t end = list_end(scan, word.end, measure.end);
  const std::vector<Range> names = believable(scan, split_names(scan, {word.end, end}));
  if (names.empty()) return {};
  const std::u32string_view introduction = scan.folded().view({word.begin, word.end});
  if (word.begin > 0 && is_one_of(scan.text()[word.begin - 1], U"参给赋")) return {};
  if (introduction == U"向") {
    return scan.longest_at(end, Role::deliver, measure.end) != nullptr ||
                   scan.has(Role::deliver, {end, measure.end})
               ? names
               : std::vector<Range>();
  }
  const bool needs_verb = introduction.size() == 1;  // 与, 同, 于
  if (!needs_verb) return names;
  std::size_t after = end;
  if (after < measure.end && scan.text()[after] == U'的') ++after;
  return scan.longest_at(after, Role::with_after, measure.end) != nullptr ? names
                                                                          : std::vector<Range>();
}

// 参加县妇联家庭系列活动: only an authority of some kind, not a place.
std::vector<Range> host_of(const Scan& scan, std::size_t at, std::size_t end) {
  constexpr std::size_t kReach = 8;
  for (std::size_t i = at + 2; i <= std::min(end, at + kReach); ++i) {
    const Range name{at, i};
    if (is_one_of(scan.text()[i - 1], U"联局委府") && ends_as_actor(scan, name)) return {name};
  }
  return {};
}

}  // namespace

std::optional<Subject> subject_at(const Scan& scan, std::size_t at, std::size_t end) {
  if (const WordHit* self = scan.longest_at(at, Role::not_actor, end)) {
    const WordHit* name = scan.longest_at(at, roles({Role::actor, Role::actor_end}), end);
    if (name == nullptr || name->end <= self->end) return Subject{{at, self->end}, false};
  }
  if (scan.longest_at(at, roles({Role::state, Role::lead}), end) != nullptr) return std::nullopt;
  if (is_digit(scan.text()[at]) || is_numeral(scan.text()[at])) return std::nullopt;
  end = std::min(end, at + kLongestSubject);
  for (std::size_t i = at; i < end; ++i) {
    if (is_one_of(scan.text()[i], U",。;:《")) break;
    const WordHit* name = scan.longest_at(i, roles({Role::actor, Role::actor_end}), end);
    const WordHit* verb = verb_at(scan, i, end);
    if (verb == nullptr) verb = scan.longest_at(i, Role::lead, end);
    if (verb != nullptr && (name == nullptr || name->end <= verb->end)) {
      const bool owns =
          i >= at + 2 && !is_one_of(scan.text()[at], U"每") && ends_as_actor(scan, {at, i});
      return owns ? std::optional(Subject{{at, i}, true}) : std::nullopt;
    }
    if (name != nullptr) i = name->end - 1;
  }
  return std::nullopt;
}

std::vector<std::string> owners_in(const Scan& scan, Range measure, Range sentence) {
  std::vector<std::string> owners;
  for (const Range& clause : clauses_of(scan.folded(), measure)) {
    const std::size_t at = skip_opening(scan, clause);
    if (const auto subject = subject_at(scan, at, clause.end); subject && subject->names_owner) {
      append(scan, split_names(scan, subject->range).names, owners);
    }
    for (const std::u32string_view demand : {U"要求", U"由"}) {
      if (clause.end - at <= demand.size() || scan.text().compare(at, demand.size(), demand) != 0)
        continue;
      const auto asked = subject_at(scan, at + demand.size(), clause.end);
      if (asked && asked->names_owner) append(scan, split_names(scan, asked->range).names, owners);
    }
  }
  append_labelled(scan, sentence, Role::owner_label, owners);
  const std::vector<std::string> partners = partners_in(scan, measure);
  std::erase_if(owners, [&](const std::string& name) {
    return std::find(partners.begin(), partners.end(), name) != partners.end();
  });
  return owners;
}

std::vector<std::string> partners_in(const Scan& scan, Range measure) {
  std::vector<std::string> partners;
  for (std::size_t at = measure.begin; at < measure.end; ++at) {
    if (const WordHit* word = scan.longest_at(at, Role::with_before, measure.end)) {
      append(scan, introduced(scan, *word, measure), partners);
    } else if (const WordHit* join = scan.longest_at(at, Role::join_in, measure.end)) {
      append(scan, host_of(scan, join->end, measure.end), partners);
    } else if (const WordHit* invite = scan.longest_at(at, Role::invite, measure.end)) {
      const std::size_t end = list_end(scan, invite->end, measure.end);
      append(scan, believable(scan, split_names(scan, {invite->end, end})), partners);
    }
  }
  append_labelled(scan, measure, Role::partner_label, partners);
  return partners;
}

std::vector<std::string> names_in(const Scan& scan, Range list) {
  std::vector<std::string> names;
  append(scan, split_names(scan, trimmed(scan.folded(), list)).names, names);
  return names;
}

}  // namespace niangjia::plan
