@NullMarked
package dev.raquel.cdi.internal.jta;

import org.jspecify.annotations.NullMarked;
