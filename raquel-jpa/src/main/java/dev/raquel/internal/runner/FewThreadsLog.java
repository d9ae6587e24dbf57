package dev.raquel.internal.runner;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Warns once that an executor has fewer threads than its queues ask for. Not safe for use by many threads. */
final class FewThreadsLog {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private boolean said;

    void say(ThreadAllowance<?> threads) {
        if (said) {
            return;
        }
        said = true;
        LOG.log(
                Level.WARNING,
                "The executor {0} runs {1} jobs at a time, but the queues here ask for {2}. From now on no more jobs"
                        + " are claimed than it runs; one more is tried now and then. Give it more threads, ask for"
                        + " less concurrency, or name no executor: then Raquel has threads enough of its own",
                threads.executor(),
                threads.limit(),
                threads.asked());
    }
}
