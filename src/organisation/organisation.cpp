#include "organisation/organisation.hpp"

#include <algorithm>
#include <array>

namespace niangjia::organisation {
namespace {
constexpr std::array kLevels{"nation", "province", "city", "county", "street", "community", "unit"};
}

const char* to_string(Level level) { return kLevels[static_cast<std::size_t>(level)]; }

std::optional<Level> parse_level(std::string_view word) {
  const auto found = std::find(kLevels.begin(), kLevels.end(), word);
  if (found == kLevels.end()) return std::nullopt;
  return static_cast<Level>(found - kLevels.begin());
}

Result<std::shared_ptr<const Tree>> Tree::build(std::vector<Organisation> organisations,
                                                std::vector<SecondLine> lines) {
  auto tree = std::make_shared<Tree>();
  std::sort(organisations.begin(), organisations.end(),
            [](const auto& a, const auto& b) { return a.places.low < b.places.low; });
  tree->organisations_ = std::move(organisations);
  tree->lines_ = std::move(lines);
  const auto& all = tree->organisations_;
  for (std::size_t i = 0; i < all.size(); ++i) tree->by_id_.emplace(all[i].id, i);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].parent.is_set()) continue;
    if (!tree->find(all[i].parent)) {
      return fail(ErrorCode::invalid_argument,
                  "organisation " + all[i].id.text() + " has no parent " + all[i].parent.text());
    }
    tree->children_[all[i].parent].push_back(i);
  }
  return tree;
}

const Organisation* Tree::find(OrganisationId id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &organisations_[found->second];
}

const Organisation* Tree::at_place(std::int64_t place) const {
  const auto found =
      std::lower_bound(organisations_.begin(), organisations_.end(), place,
                       [](const Organisation& o, std::int64_t p) { return o.places.low < p; });
  return found != organisations_.end() && found->places.low == place ? &*found : nullptr;
}

std::vector<const Organisation*> Tree::children(OrganisationId id) const {
  std::vector<const Organisation*> found;
  if (const auto list = children_.find(id); list != children_.end()) {
    for (std::size_t index : list->second) found.push_back(&organisations_[index]);
  }
  return found;
}

std::vector<const Organisation*> Tree::below(OrganisationId id, int depth) const {
  std::vector<const Organisation*> level = children(id);
  for (int step = 1; step < depth; ++step) {
    std::vector<const Organisation*> next;
    for (const Organisation* one : level) {
      const auto some = children(one->id);
      next.insert(next.end(), some.begin(), some.end());
    }
    level = std::move(next);
  }
  return level;
}

std::vector<const Organisation*> Tree::path(OrganisationId id) const {
  std::vector<const Organisation*> found;
  for (const Organisation* at = find(id); at; at = parent(*at)) found.push_back(at);
  std::reverse(found.begin(), found.end());
  return found;
}

const Organisation& Tree::above(const Organisation& organisation, Level level) const {
  const Organisation* at = &organisation;
  while (at->level > level) {
    const Organisation* up = parent(*at);
    if (!up) break;
    at = up;
  }
  return *at;
}

std::vector<const Organisation*> Tree::search(std::string_view text, PlaceRange range,
                                              std::size_t limit) const {
  std::vector<const Organisation*> found;
  for (const Organisation& organisation : organisations_) {
    if (found.size() == limit) break;
    if (range.contains(organisation.places.low) &&
        organisation.name.find(text) != std::string::npos) {
      found.push_back(&organisation);
    }
  }
  return found;
}

std::vector<SecondLine> Tree::second_lines(OrganisationId organisation) const {
  std::vector<SecondLine> found;
  std::copy_if(lines_.begin(), lines_.end(), std::back_inserter(found),
               [&](const SecondLine& line) { return line.organisation == organisation; });
  return found;
}

std::vector<const Organisation*> Tree::second_children(OrganisationId superior, Day on) const {
  std::vector<const Organisation*> found;
  for (const SecondLine& line : lines_) {
    if (line.superior == superior && line.from <= on && (!line.until || on < *line.until)) {
      found.push_back(find(line.organisation));
    }
  }
  return found;
}

const Organisation* holder_of(const std::vector<const Organisation*>& organisations,
                              std::int64_t place) {
  const auto after =
      std::upper_bound(organisations.begin(), organisations.end(), place,
                       [](std::int64_t p, const Organisation* one) { return p < one->places.low; });
  if (after == organisations.begin()) return nullptr;
  const Organisation* before = *std::prev(after);
  return before->places.contains(place) ? before : nullptr;
}

}  // namespace niangjia::organisation
