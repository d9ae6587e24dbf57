package dev.raquel.internal.store;

import org.hibernate.StatelessSession;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The order of due jobs of one queue, in the words by which a database runs along the claim index and stops at the limit.
 * Measured: H2 does so only if the order names the queue too; MySQL sorts all due jobs of the queue if it does.
 */
public enum DueOrder {
    /** All columns of the index. */
    NAMING_THE_QUEUE(" order by j.queue, j.dueAt, j.id"),
    /** Without the one that is the same in all rows. */
    LEAVING_OUT_THE_QUEUE(" order by j.dueAt, j.id");

    private final String clause;

    DueOrder(String clause) {
        this.clause = clause;
    }

    String clause() {
        return clause;
    }

    /** The one for the database behind a session. */
    public static DueOrder of(StatelessSession session) {
        boolean mySql = ((SharedSessionContractImplementor) session)
                        .getFactory()
                        .getJdbcServices()
                        .getDialect()
                instanceof MySQLDialect;
        return mySql ? LEAVING_OUT_THE_QUEUE : NAMING_THE_QUEUE;
    }
}
