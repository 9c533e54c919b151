#include <clocale>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "app/command_line.hpp"

int main(int count, char** values) {
  std::setlocale(LC_ALL, "C.UTF-8");
  const std::vector<std::string> arguments(values + 1, values + count);
  try {
    return niangjia::app::run_command(arguments, std::cout, std::cerr);
  } catch (const std::exception& error) {
    std::cerr << "niangjia: " << error.what() << '\n';
    return 1;
  }
}
