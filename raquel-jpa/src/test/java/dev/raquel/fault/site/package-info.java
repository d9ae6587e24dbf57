/** Databases as the fault tests need them: some can be stopped and started while nodes use them. */
package dev.raquel.fault.site;
