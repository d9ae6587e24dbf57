/** Real databases to test on, started from Maven artifacts and shared by all modules' tests. */
@NullMarked
package dev.raquel.testing;

import org.jspecify.annotations.NullMarked;
