/** Applications with several persistence units, several modules, or several neighbours on one server. */
@NullMarked
package dev.raquel.cdi.it.units;

import org.jspecify.annotations.NullMarked;
