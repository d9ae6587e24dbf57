/** How rows are locked on the database at hand: by id, in the order of ids, passing over what others have locked. */
@NullMarked
package dev.raquel.internal.lock;

import org.jspecify.annotations.NullMarked;
