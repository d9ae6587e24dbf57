package dev.raquel.internal.store;

import java.util.List;
import java.util.UUID;
import org.hibernate.query.MutationQuery;

/**
 * How a native statement names many rows by their ids. Which way is right for a database: {@link
 * DatabaseTraits#manyIds()}. Arrays hold ids as texts: an application may have told Hibernate to write ids as something
 * else.
 */
public enum ManyIds {
    /** The list of ids has a parameter for each row. */
    AS_LIST("id in (:ids)", "id = :id"),
    /** The ids are one parameter, an array. */
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

    /** Says which rows a statement with this condition is about. */
    public MutationQuery bind(MutationQuery update, List<UUID> ids) {
        return this == AS_ARRAY
                ? update.setParameter("ids", ids.stream().map(UUID::toString).toArray(String[]::new), String[].class)
                : update.setParameterList("ids", Ids.padded(ids));
    }

    /** Says which row a statement with the condition for one is about. */
    MutationQuery bindOne(MutationQuery update, UUID id) {
        return this == AS_ARRAY ? update.setParameter("id", id.toString()) : update.setParameter("id", id);
    }
}
