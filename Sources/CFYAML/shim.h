// YAML 1.2 and JSON with the place of every value.
#include <libfyaml.h>
#include <stdlib.h>
