package dev.raquel.protocol;

/**
 * What has happened to one job, counted beside its row: effects of handlers that were committed, claims that ended with
 * an attempt and with a failure, and whether a handler ran to its end.
 */
record Ledger(int effects, int attempts, int failures, boolean ran) {

    static final Ledger EMPTY = new Ledger(0, 0, 0, false);

    Ledger oneEffect() {
        return new Ledger(effects + 1, attempts, failures, ran);
    }

    Ledger oneAttempt(boolean failed) {
        return new Ledger(effects, attempts + 1, failures + (failed ? 1 : 0), ran);
    }

    Ledger run() {
        return new Ledger(effects, attempts, failures, true);
    }
}
