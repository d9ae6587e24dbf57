/** Applications that come and go while there is work, and what they leave behind. */
@NullMarked
package dev.raquel.cdi.it.redeploy;

import org.jspecify.annotations.NullMarked;
