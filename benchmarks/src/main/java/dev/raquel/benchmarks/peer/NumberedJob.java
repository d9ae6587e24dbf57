package dev.raquel.benchmarks.peer;

import dev.raquel.benchmarks.throughput.Work;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;

/** A job of Quartz. */
public final class NumberedJob implements Job {

    static final String ARENA = "arena";
    static final String NUMBER = "number";

    /** Quartz makes one for each firing. */
    public NumberedJob() {}

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        try {
            Place place = (Place) context.getScheduler().getContext().get(ARENA);
            int number = Integer.parseInt(context.getJobDetail().getJobDataMap().getString(NUMBER));
            place.work().alone(place.pool(), number);
        } catch (SchedulerException | SQLException failure) {
            throw new JobExecutionException(failure);
        }
    }

    /** Where it finds what to do. */
    record Place(Work work, DataSource pool) {}
}
