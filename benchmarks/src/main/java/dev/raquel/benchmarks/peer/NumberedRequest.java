package dev.raquel.benchmarks.peer;

import dev.raquel.benchmarks.throughput.Work;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** A job of JobRunr. Written as JSON by its fields. */
public final class NumberedRequest implements JobRequest {

    private static final long serialVersionUID = 1L;

    private int number;

    NumberedRequest() {}

    public NumberedRequest(int number) {
        this.number = number;
    }

    @Override
    public Class<Handler> getJobRequestHandler() {
        return Handler.class;
    }

    /** Runs it. */
    public record Handler(Work work, DataSource pool) implements JobRequestHandler<NumberedRequest> {

        @Override
        public void run(NumberedRequest request) throws SQLException {
            work.alone(pool, request.number);
        }
    }
}
