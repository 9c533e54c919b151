// One row of an answer, and the function that is shown each of them.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <type_traits>

#include "base/result.hpp"

namespace niangjia::db {

// Columns are counted from 0. The views that text() and blob() give are valid until the next row.
// Reading NULL gives 0 or an empty view; ask is_null() where the difference matters.
class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual double real(int column) const = 0;
  [[nodiscard]] virtual std::string_view text(int column) const = 0;
  [[nodiscard]] virtual std::string_view blob(int column) const = 0;
};

// A view of a callable `void f(const Row&)` or `Status f(const Row&)`; an error ends the statement
// and becomes its answer. Does not own the callable.
class RowVisitor {
 public:
  enum class Next { go_on, stop };

  RowVisitor(std::nullptr_t) {}
  template <class F>
  requires std::is_invocable_v<F&, const Row&> RowVisitor(F&& visit)
      : callable_(const_cast<void*>(static_cast<const void*>(std::addressof(visit)))),
        call_([](void* callable, const Row& row) -> Result<Next> {
          return visit_with(*static_cast<std::remove_reference_t<F>*>(callable), row);
        }) {}

  [[nodiscard]] explicit operator bool() const { return call_ != nullptr; }
  [[nodiscard]] Result<Next> operator()(const Row& row) const { return call_(callable_, row); }

 private:
  template <class F>
  static Result<Next> visit_with(F& visit, const Row& row) {
    using Answer = std::invoke_result_t<F&, const Row&>;
    if constexpr (std::is_same_v<Answer, Result<Next>>) {
      return visit(row);
    } else if constexpr (std::is_void_v<Answer>) {
      visit(row);
    } else {
      NJ_CHECK(visit(row));
    }
    return Next::go_on;
  }

  void* callable_ = nullptr;
  Result<Next> (*call_)(void*, const Row&) = nullptr;
};

}  // namespace niangjia::db
