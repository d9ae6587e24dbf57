/** The queue in real servers, in applications as users write them. */
@NullMarked
package dev.raquel.cdi.it.config;

import org.jspecify.annotations.NullMarked;
