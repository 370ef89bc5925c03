// What Embedded Swift asks for beyond wasi-libc. The numbers only seed hashing, so they may repeat from run to run.
#include <stddef.h>
#include <stdint.h>

static uint64_t state = 0x9E3779B97F4A7C15u;

void arc4random_buf(void *buffer, size_t count) {
  for (unsigned char *byte = buffer; count--; byte++) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    *byte = (unsigned char)state;
  }
}

// Debian's compiler runtime was built with a stack protector, whose two names nothing else defines.
uintptr_t __stack_chk_guard = 0x595e9fbdu;
_Noreturn void __stack_chk_fail(void) { __builtin_trap(); }
