/** What stands between a node and its database in the fault tests: a proxy on the wire, and one around JDBC. */
package dev.raquel.fault.wire;
