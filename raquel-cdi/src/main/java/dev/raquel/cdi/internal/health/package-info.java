/** What MicroProfile Health is told. These classes are beans only where the server has that. */
@NullMarked
package dev.raquel.cdi.internal.health;

import org.jspecify.annotations.NullMarked;
