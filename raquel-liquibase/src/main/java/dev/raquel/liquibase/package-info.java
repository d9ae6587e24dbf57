/** The job table as a Liquibase change log to include. */
@NullMarked
package dev.raquel.liquibase;

import org.jspecify.annotations.NullMarked;
