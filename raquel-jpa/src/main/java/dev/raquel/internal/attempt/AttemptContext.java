package dev.raquel.internal.attempt;

import dev.raquel.Handling;
import dev.raquel.internal.settle.Settlement;
import dev.raquel.internal.store.Isolation;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.AttemptScope;
import dev.raquel.spi.Transactions;
import java.time.InstantSource;

/**
 * What all attempts of a dispatcher work with. Immutable, and safe for use by many threads.
 *
 * @param store the jobs
 * @param transactions those of handlers, in which their jobs are settled
 * @param isolation how far apart these transactions are
 * @param clock the database's time
 * @param scope what surrounds an attempt
 * @param settlement settles jobs apart from their handlers' transactions
 * @param giveBacks how often jobs were given back after a conflict
 * @param payloads reads what handlers are given
 */
record AttemptContext(
        JobStore store,
        Transactions transactions,
        Isolation isolation,
        InstantSource clock,
        AttemptScope scope,
        Settlement settlement,
        GiveBacks giveBacks,
        Payloads payloads) {

    /** How a handler is run here and now: perhaps more strictly than it asks for. */
    Handling effective(QueueHandler handler) {
        return isolation.effective(handler.handling());
    }
}
