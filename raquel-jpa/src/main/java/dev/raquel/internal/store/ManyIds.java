package dev.raquel.internal.store;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.MutationQuery;

/**
 * How a native statement names many rows by their ids. PostgreSQL plans a list of parameters anew for each length, and spends
 * more time on it than on some of the updates; an array is one parameter.
 */
public enum ManyIds {
    /** One parameter for each. */
    AS_LIST("id in (:ids)"),
    /** One parameter for all. */
    AS_ARRAY("id = any(:ids)");

    private final String condition;

    ManyIds(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }

    /** The one for the database behind a session. */
    public static ManyIds of(StatelessSession session) {
        boolean postgreSql = ((SharedSessionContractImplementor) session)
                        .getFactory()
                        .getJdbcServices()
                        .getDialect()
                instanceof PostgreSQLDialect;
        return postgreSql ? AS_ARRAY : AS_LIST;
    }

    /** Says which rows a statement with this condition is about. */
    public MutationQuery bind(MutationQuery update, List<UUID> ids) {
        return this == AS_ARRAY
                ? update.setParameter("ids", ids.toArray(UUID[]::new), UUID[].class)
                : update.setParameterList("ids", Ids.padded(ids));
    }
}
