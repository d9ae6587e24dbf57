/** Makes the job table without Liquibase, and drops it. */
@NullMarked
package dev.raquel.internal.schema;

import org.jspecify.annotations.NullMarked;
