/** What is deployed. */
@NullMarked
package dev.raquel.cdi.it.units.application;

import org.jspecify.annotations.NullMarked;
