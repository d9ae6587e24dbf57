package dev.raquel.cdi.internal.event;

import dev.raquel.Handling;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.util.AnnotationLiteral;

/** The qualifier of an event of a queue. Only the name is binding. */
final class QueueLiteral extends AnnotationLiteral<Queue> implements Queue {

    private static final long serialVersionUID = 1L;

    private final String value;

    QueueLiteral(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public Handling handling() {
        return Handling.TRANSACTIONAL;
    }

    @Override
    public int concurrency() {
        return DEFAULT_CONCURRENCY;
    }

    @Override
    public int maxRetries() {
        return UNSTATED;
    }

    @Override
    public int perTransaction() {
        return UNSTATED;
    }

    @Override
    @SuppressWarnings("unchecked") // an array of no elements
    public Class<? extends Throwable>[] giveUpOn() {
        return (Class<? extends Throwable>[]) new Class<?>[0];
    }

    @Override
    public String maxRunTime() {
        return "";
    }
}
