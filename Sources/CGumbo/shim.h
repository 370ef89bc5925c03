#pragma once

#include <gumbo.h>
#include <setjmp.h>
#include <stdlib.h>

// Gumbo frees its trees by recursion and does not ask whether memory was there. So it gets its memory from an arena: one
// that is let go as a whole, however deep the tree, and that leaves the parser when its limit is reached. Only frames of
// C lie between the two ends of the jump.

struct longhand_chunk {
  struct longhand_chunk *next;
};

struct longhand_arena {
  jmp_buf exhausted;
  struct longhand_chunk *chunks;
  char *at;
  size_t room;
  size_t left;
};

static inline void *longhand_arena_take(void *userdata, size_t size) {
  struct longhand_arena *arena = (struct longhand_arena *)userdata;
  size_t rounded = (size + 15) & ~(size_t)15;
  if (rounded < size || rounded > arena->left) longjmp(arena->exhausted, 1);
  if (rounded > arena->room) {
    size_t capacity = rounded > 65520 ? rounded : 65520;
    struct longhand_chunk *chunk = (struct longhand_chunk *)malloc(capacity + 16);
    if (!chunk) longjmp(arena->exhausted, 1);
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->at = (char *)chunk + 16;
    arena->room = capacity;
  }
  void *taken = arena->at;
  arena->at += rounded;
  arena->room -= rounded;
  arena->left -= rounded;
  return taken;
}

static inline void longhand_arena_keep(void *userdata, void *memory) {
  (void)userdata;
  (void)memory;
}

/// Lets go of everything that a parse has taken.
static inline void longhand_page_free(void *page) {
  struct longhand_arena *arena = (struct longhand_arena *)page;
  while (arena->chunks) {
    struct longhand_chunk *next = arena->chunks->next;
    free(arena->chunks);
    arena->chunks = next;
  }
  free(arena);
}

/// Parses a page within `limit` bytes of memory. Returns the tree, or NULL where the memory does not suffice. `*page` is
/// what longhand_page_free lets go of, NULL if there is nothing.
__attribute__((noinline)) static GumboOutput *longhand_page_parse(
    const char *bytes, size_t count, size_t limit, void *_Nullable *_Nonnull page) {
  *page = NULL;
  struct longhand_arena *arena = (struct longhand_arena *)calloc(1, sizeof(struct longhand_arena));
  if (!arena) return NULL;
  arena->left = limit;
  *page = arena;
  if (setjmp(arena->exhausted)) return NULL;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = longhand_arena_take;
  options.deallocator = longhand_arena_keep;
  options.userdata = arena;
  options.max_errors = 0;
  return gumbo_parse_with_options(&options, bytes, count);
}
