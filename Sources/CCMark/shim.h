// cmark hands out strings that have to be measured and freed.
#include <cmark.h>
#include <stdlib.h>
#include <string.h>
