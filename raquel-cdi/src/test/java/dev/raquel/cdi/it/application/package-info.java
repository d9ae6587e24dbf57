/** An application as users write them. */
@NullMarked
package dev.raquel.cdi.it.application;

import org.jspecify.annotations.NullMarked;
