@NullMarked
package dev.raquel.cdi.internal.settings;

import org.jspecify.annotations.NullMarked;
