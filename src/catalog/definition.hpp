// What the files of catalog/ say, checked and immutable. Built once by the loader
// (catalog/loader.hpp), shared by all threads, alive as long as the Catalogue that owns it.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/formula/formula.hpp"
#include "catalog/value.hpp"

namespace niangjia::catalog {

// A text in both languages of the interface.
struct Title {
  std::string zh, en;
};

enum class FieldType {
  text,
  long_text,
  integer,
  decimal,
  money,
  date,
  choice,
  yes_no,
  person,     // link to an entry of the people ledger
  phone,      // mobile of 11 digits or landline with area code
  id_number,  // Chinese resident identity number of 18 characters (GB 11643-1999, checksum ISO 7064
              // MOD 11-2)
  organisation,   // link to an organisation
  link,           // link to an entry of `link_ledger`
  computed,       // from `formula`; stored, never accepted from outside
  multi_choice,   // keys of choices, in the order of the list
  date_time,      // a minute in Asia/Shanghai, kept as milliseconds since 1970
  period,         // a year, half-year, quarter, month or school term: "2026-Q3"
  percentage,     // 0 to 100, two digits behind the point unless told
  score,          // 0 to 100 unless told
  coordinate,     // "latitude,longitude" in degrees (WGS 84), six digits behind the point
  signature,      // a name and the strokes of the pen
  credit_code,    // unified social credit code of 18 characters (GB 32100-2015, checksum)
  policy_number,  // number of an insurance policy or receipt: letters, digits, "-" and "/"
  division,       // code of an administrative division, 12 digits
  photos,         // ids of attached images
  files,          // ids of attached files
  rows,           // a small table inside the entry, one row per line of `columns`
};
// Kept as one text: parts joined by commas (keys and ids), or rows as JSON.
[[nodiscard]] constexpr bool holds_many(FieldType type) {
  return type == FieldType::multi_choice || type == FieldType::photos || type == FieldType::files ||
         type == FieldType::rows;
}

// Personal and confidential values are stored encrypted; they cannot be sorted on or used in a
// filter.
enum class Sensitivity { public_, internal, personal, confidential };

// How a covered text is shown to those who may not read it; `pattern` keeps the characters that
// stand under a '#' of the field's mask_pattern.
enum class Mask { hidden, name, address, pattern };

// Which part of a period a field takes; `any` takes all.
enum class PeriodKind { any, year, half_year, quarter, month, term };

struct Choice {
  std::string key;  // never changes
  Title title;
  bool retired = false;           // still shown on old entries, no longer offered
  std::string parent;             // key that the field of `depends_on` must have; may be empty
  std::vector<std::string> tags;  // a field with `only_tag` offers those that carry it
};

struct CodeList {
  std::string id;
  Title title;
  std::vector<Choice> choices;
  [[nodiscard]] const Choice* find(std::string_view key) const;
};

struct Field {
  std::string key;
  Title title;
  std::vector<std::string> aliases;  // other headings under which people keep it, for imports
  Title help;                        // shown under the field; may be empty
  std::string unit;                  // "元", "人"; may be empty
  FieldType type = FieldType::text;
  Sensitivity sensitivity = Sensitivity::internal;
  std::string section;                   // key of a section
  const CodeList* choices = nullptr;     // choice
  std::string link_ledger;               // link and person ("person")
  int scale = 0;                         // decimal: digits behind the point; money: 2
  int max_length = 0;                    // text, in code points
  std::optional<std::int64_t> min, max;  // numbers (scaled) and dates (day number)
  std::string pattern;  // text: an ICU regular expression for the whole value; may be empty
  std::optional<Value> default_value;
  bool default_today = false;  // date: the day of writing
  bool short_numbers = false;  // phone: service numbers of 3 to 5 digits too
  Mask mask = Mask::hidden;    // text
  std::string mask_pattern;    // "###****####"
  bool required = false;
  bool no_future = false;               // date
  bool unique = false;                  // among the live entries of the ledger in the whole store
  bool unique_in_organisation = false;  // among those of the entry's own organisation
  bool set_once = false;                // cannot be changed after the first value
  bool retired = false;                 // kept, shown on old entries, no longer written
  bool soft = false;                    // a value outside min and max is warned of and let pass
  int min_count = 0, max_count = 0;     // of what it holds, where it holds many
  PeriodKind period_kind = PeriodKind::any;  // period
  std::string not_before, not_after;         // date: fields that it may not precede or follow
  std::string depends_on;  // choice: field whose key is the `parent` of what is offered
  std::string only_tag;    // choice: offered are those with the tag
  std::map<std::string, Formula, std::less<>> choice_when;  // choice: when each is offered
  // Copied at each write from the entry that the field `fetch_link` links to: its `fetch_field`.
  std::string fetch_link, fetch_field;
  std::vector<Field> columns;  // rows: what one row holds; no formulas in them
  bool append_only = false;    // rows: those written stay as they are, new ones follow
  // Lists
  bool in_list = false;     // a column of the list
  bool filterable = false;  // has an index; choice, yes_no, organisation, date, integer
  bool searchable = false;  // its two-character words are found by `q`
  std::optional<Formula> required_when, visible_when;
  std::optional<Formula> read_only_when;    // not changed while it holds of the entry as it stood
  std::optional<Formula> default_formula;   // of a new entry, over what was given
  std::optional<Formula> formula;           // computed
  FieldType result_type = FieldType::text;  // computed: the type it is stored and shown as

  [[nodiscard]] bool is_encrypted() const { return sensitivity >= Sensitivity::personal; }
};

struct Section {
  std::string key;
  Title title;
};

// A rule over a whole entry: the message is shown when `rule` is not true.
struct Check {
  std::optional<Formula> rule;
  Title message;
  std::string field;     // where the message stands; may be empty
  bool warning = false;  // warnings let pass
};

// A saved view of the list: a tab.
struct View {
  std::string key;
  Title title;
  std::optional<Formula> filter;
  std::string sort;  // "-occurred_on"
};

// A task that an entry gives to its organisation while `when` holds and `done_when` doesn't, due
// `days` after `due_field`.
struct TaskRule {
  std::string key;
  Title title;  // "回访求助人"
  Title verb;   // the one word on its button: "记回访"
  std::string due_field;
  int days = 0;
  bool working_days = false;
  std::optional<Formula> when, done_when;
  std::vector<int> remind_days;  // days before the due day on which it comes up again, falling
};

// Something owed again and again for each entry while it lasts, and done by entries of another
// ledger that link to it: a monthly call, a check-up each half-year.
struct DutyRule {
  std::string key;
  Title title;  // "每月联系"
  Title verb;   // "记联系"
  PeriodKind every = PeriodKind::month;
  int every_days = 0;                // every so many days after the last time, instead of `every`
  std::string from_field, to_field;  // first and last day; empty: the ledger's date field, no end
  std::optional<Formula> when;       // owed while it holds
  std::string done_ledger, done_link, done_field;  // their ledger, link to this one, their day
  std::optional<Formula> done_filter;              // which of them count
};

// A roll that entries come onto and leave: how many stand on it on a day is counted from the two
// days.
struct RegisterRule {
  std::string entered, left;  // dates; `left` empty: still there
  std::string reason;         // why it left: a choice or text; may be empty
};

// What comes in and goes out: for each organisation and value of `per` the sum of `change` never
// falls below zero.
struct BalanceRule {
  std::string change;            // a number, often computed
  std::vector<std::string> per;  // an item, a fund
  Title what;                    // "库存": for the sentence that says how much is left
};

// Entries are gatherings to which people sign up, on a public page too: who comes is an entry of
// another ledger that links to this one.
struct SignUpRule {
  std::string open;          // yes_no: whether the page takes sign-ups
  std::string starts_at;     // date or date_time
  std::string place;         // text; may be empty
  std::string capacity;      // integer; empty value: no limit; beyond it people wait
  std::string hours;         // decimal or integer: credited to who has come; may be empty
  std::string ledger, link;  // who comes, and the link to the gathering
  std::string name, phone, state, credited;  // fields there; `state` has signed_up, waiting, came,
                                             // cancelled; `credited` may be empty
};

// A table of counts: one choice down, one across; empty cells are the gaps to see.
struct MatrixView {
  std::string key;
  Title title;
  std::string rows, columns;  // choices or multi-choices
  std::string sum;            // adds up this number; empty: counts entries
  std::optional<Formula> filter;
};

struct Sample {
  Values values;  // as in a file, already typed
  bool accepted = true;
  std::vector<std::string> wrong_fields;  // when refused: the fields that must be named
};

struct Ledger {
  std::string id;
  Title title;
  Title entry_title;       // "一次活动": what one entry is called
  Title verb;              // the button: "记活动"
  std::string capability;  // "C10"
  std::string basis;       // law, rule or form it follows
  std::string theme;       // key of the group it stands in on the ledger page
  std::string icon;
  int revision = 1;
  std::string number_prefix;  // "求" gives 求2026-0318; empty: no number
  // How a number reads, with {organisation}, {year} and {number}; empty: the prefix as above.
  std::string number_pattern;
  bool number_per_organisation = false;  // counted in each organisation, not in its county
  std::string date_field;                // the day that counts for periods, lists and counters
  std::string name_field;                // what an entry is called in lists and links
  bool quick = false;                    // offered on the phone's home
  bool people = false;                   // the people ledger
  bool system = false;  // plan, measure: kept by their own desks, not offered on the ledger page
  bool append_only = false;  // entries are reversed by another one, never revised
  std::string reversal;      // append_only: link of a reversing entry to the one that it reverses
  std::string board_field;   // choice whose keys are the columns of the board
  std::optional<RegisterRule> roll;
  std::optional<BalanceRule> balance;
  std::vector<DutyRule> duties;
  std::vector<MatrixView> matrices;
  std::optional<SignUpRule> sign_up;
  std::vector<Section> sections;
  std::vector<Field> fields;
  std::vector<Check> checks;
  std::vector<View> views;
  std::vector<TaskRule> tasks;
  std::vector<std::vector<std::string>>
      unique_together;  // field keys whose values together may stand once
  std::vector<Sample> samples;
  std::string source;  // file it was read from

  [[nodiscard]] const Field* find(std::string_view key) const;
};

// A figure that counts itself from entries.
struct Indicator {
  // present: how many stand on the ledger's roll on the last day; ratio: numerator in hundred of
  // the denominator.
  enum class Kind { count, sum, distinct, present, ratio };
  std::string id;
  Title title;
  Title explanation;               // how it is counted, one sentence for people
  std::string unit;                // 场, 人次, 名
  std::vector<std::string> units;  // further words for the same unit that a plan may use
  std::string capability;
  std::string ledger;
  Kind kind = Kind::count;
  std::string field;     // sum: integer, decimal or money; distinct: person or link, counted once
  bool to_date = false;  // sum: of everything up to the last day, such as a balance
  std::string numerator, denominator;  // ratio: other indicators
  std::string dimension;   // a choice field that figures can be divided by; may be empty
  std::string date_field;  // default: the ledger's
  std::optional<Formula> filter;
  std::vector<std::string> keywords;  // words of a measure that propose this indicator
};
[[nodiscard]] const char* to_string(Indicator::Kind kind);     // "count", "sum" …
[[nodiscard]] const char* to_string(Sensitivity sensitivity);  // "public" …

// count: may see figures over the entries without opening them; whoever may read may also count.
enum class Action { read, count, create, revise, retire, export_, reveal, import, history };
enum class Scope { own, organisation, subtree, all };  // own: entries that the account itself wrote

// One right of a role. Whatever no grant allows is denied.
struct Grant {
  std::vector<std::string> ledgers;  // ids, or "*" for every ledger that is not a system one
  std::vector<Action> actions;
  Scope scope = Scope::organisation;
  std::string when_text;  // formula over each ledger it is granted on; may be empty
  std::map<std::string, Formula, std::less<>> when;  // compiled per ledger
  std::vector<Sensitivity> clear;   // field classes shown in clear; the others are masked or absent
  std::vector<Sensitivity> reveal;  // classes that may be revealed with a reason
};

struct Role {
  std::string id;
  Title title;
  std::vector<Grant> grants;
  std::vector<std::string>
      duties;  // "accounts", "organisations", "plans", "audit": desks that are not ledgers
};

class Catalogue {
 public:
  [[nodiscard]] const std::vector<Ledger>& ledgers() const { return ledgers_; }
  [[nodiscard]] const std::vector<Indicator>& indicators() const { return indicators_; }
  [[nodiscard]] const std::vector<Role>& roles() const { return roles_; }
  [[nodiscard]] const std::vector<std::unique_ptr<CodeList>>& code_lists() const {
    return code_lists_;
  }
  // nullptr when there is none of that id.
  [[nodiscard]] const Ledger* ledger(std::string_view id) const;
  [[nodiscard]] const Indicator* indicator(std::string_view id) const;
  [[nodiscard]] const Role* role(std::string_view id) const;
  [[nodiscard]] const CodeList* code_list(std::string_view id) const;

 private:
  friend class Loader;
  std::vector<Ledger> ledgers_;
  std::vector<Indicator> indicators_;
  std::vector<Role> roles_;
  std::vector<std::unique_ptr<CodeList>> code_lists_;
};

}  // namespace niangjia::catalog
