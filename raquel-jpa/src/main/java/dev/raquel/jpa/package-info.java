/** The job table as a Hibernate entity, and how it registers itself with the application's persistence unit. */
@NullMarked
package dev.raquel.jpa;

import org.jspecify.annotations.NullMarked;
