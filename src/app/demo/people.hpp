// Invented people. One is written into the people's ledger when something else first speaks of her.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/demo/chance.hpp"
#include "app/demo/diary.hpp"

namespace niangjia::app::demo {

struct Person {
  std::string name, sex, phone, guardian;
  Day born;
  std::size_t home = 0;  // a place
  bool migrant = false;
  std::optional<Diary::Index> entry;
};

class People {
 public:
  People(const City& city, Diary& diary, const Row& work);

  [[nodiscard]] Person woman(Chance& chance, std::size_t home, int youngest, int oldest) const;
  [[nodiscard]] Person girl(Chance& chance, std::size_t home) const;
  [[nodiscard]] Person child(Chance& chance, std::size_t home) const;
  // A man's name, as heads of household and guardians bear.
  [[nodiscard]] std::string man(Chance& chance) const {
    return chance.one_of(surnames_) + chance.one_of(men_);
  }
  [[nodiscard]] std::string phone(Chance& chance) const;

  // Her entry, written at the latest on `day`; `day` lies in the diary's days.
  Diary::Index entry_of(Person& person, Day day);
  // Notes an entry whose `field` is the person; nothing when the day is outside.
  std::optional<Diary::Index> note_about(Person& person, const char* field, Day day,
                                         const char* ledger, std::size_t place,
                                         catalog::Values values);

 private:
  [[nodiscard]] Day birthday(Chance& chance, int youngest, int oldest) const;

  const City& city_;
  Diary& diary_;
  std::vector<std::string> surnames_, women_, girls_, boys_, men_;
};

}  // namespace niangjia::app::demo
