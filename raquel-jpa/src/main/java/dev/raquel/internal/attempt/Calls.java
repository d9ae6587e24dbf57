package dev.raquel.internal.attempt;

import dev.raquel.BatchHandler;
import dev.raquel.JobHandler;
import java.util.List;

/**
 * How a handler's code is called.
 *
 * @param code gets jobs whose payload is of the handler's type; never none
 * @param takesLists whether it takes many at once; otherwise it gets one at a time
 * @param together how many jobs may share a transaction, or a list; 1 or more
 */
public record Calls(BatchHandler<Object> code, boolean takesLists, int together) {

    /** Checks the number of jobs. */
    public Calls {
        if (together < 1) {
            throw new IllegalArgumentException("perTransaction is " + together + "; give 1 or more");
        }
    }

    /** A handler of single jobs, of which so many may share a transaction. */
    public static Calls ofEach(JobHandler<Object> handler, int together) {
        return new Calls(jobs -> handler.handle(jobs.get(0)), false, together);
    }

    /** A handler of lists, up to so long. */
    public static Calls ofLists(BatchHandler<Object> handler, int longest) {
        return new Calls(handler, true, longest);
    }

    /** The lists in which the code gets these jobs. */
    <J> List<List<J>> lists(List<J> jobs) {
        return takesLists ? List.of(jobs) : jobs.stream().map(List::of).toList();
    }
}
