/**
 * The claim protocol as a small model, explored completely: nodes, jobs, the database's time, transactions that commit
 * late, and what the rows, the guards and the life cycle make of it. See {@code docs/model.md}.
 */
@NullMarked
package dev.raquel.protocol;

import org.jspecify.annotations.NullMarked;
