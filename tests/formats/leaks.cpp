// libxlsxwriter 1.1.4 forgets the formula of every drop-down list, some twenty bytes each. The leak
// checker of the sanitizer builds passes over it. NOLINTNEXTLINE(bugprone-reserved-identifier): the
// name is the checker's.
extern "C" const char* __lsan_default_suppressions() { return "leak:libxlsxwriter\n"; }
