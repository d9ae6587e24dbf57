package dev.raquel.cdi.internal;

import dev.raquel.RaquelService;
import dev.raquel.internal.dispatch.Dispatcher;
import java.time.Duration;
import java.util.Optional;

/** What the application's node is: one that runs, or one that is switched off. Safe for use by many threads. */
interface ApplicationNode {

    /** The queue as the application sees it. */
    RaquelService service();

    /** What claims jobs; empty if the application handles none. */
    Optional<Dispatcher> dispatcher();

    /** What is wrong with the database; empty if it answers within this time, or nobody needs it. */
    Optional<String> databaseProblem(Duration patience);

    /** Begins to claim jobs, where there is somebody to handle them. If that fails, nothing goes on. */
    void start();

    /** Ends everything, the first time this is called. What fails keeps nothing else from its end. */
    void stop();
}
