package dev.raquel.internal.store;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.MutationQuery;
import org.hibernate.type.SqlTypes;

/**
 * How a native statement names many rows by their ids. PostgreSQL plans a list of parameters anew for each length, and spends
 * more time on it than on some of the updates; an array is one parameter. An application may have told Hibernate to write arrays as
 * something else, which would not be one, or ids as texts, which is why texts are sent.
 */
public enum ManyIds {
    /** One parameter for each. */
    AS_LIST("id in (:ids)", "id = :id"),
    /** One parameter for all. */
    AS_ARRAY("id = any(cast(:ids as uuid[]))", "id = cast(:id as uuid)");

    private final String condition;
    private final String conditionOfOne;

    ManyIds(String condition, String conditionOfOne) {
        this.condition = condition;
        this.conditionOfOne = conditionOfOne;
    }

    String condition() {
        return condition;
    }

    String conditionOfOne() {
        return conditionOfOne;
    }

    /** The one for the database behind a session. */
    public static ManyIds of(StatelessSession session) {
        SessionFactoryImplementor factory = ((SharedSessionContractImplementor) session).getFactory();
        boolean postgreSql = factory.getJdbcServices().getDialect() instanceof PostgreSQLDialect;
        boolean arraysAreArrays =
                factory.getSessionFactoryOptions().getPreferredSqlTypeCodeForArray() == SqlTypes.ARRAY;
        return postgreSql && arraysAreArrays ? AS_ARRAY : AS_LIST;
    }

    /** Says which rows a statement with this condition is about. */
    public MutationQuery bind(MutationQuery update, List<UUID> ids) {
        return this == AS_ARRAY
                ? update.setParameter("ids", ids.stream().map(UUID::toString).toArray(String[]::new), String[].class)
                : update.setParameterList("ids", Ids.padded(ids));
    }

    /** The same for one row. */
    MutationQuery bindOne(MutationQuery update, UUID id) {
        return this == AS_ARRAY ? update.setParameter("id", id.toString()) : update.setParameter("id", id);
    }
}
