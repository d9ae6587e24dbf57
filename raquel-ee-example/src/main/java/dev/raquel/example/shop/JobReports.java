package dev.raquel.example.shop;

import dev.raquel.cdi.JobExhausted;
import dev.raquel.cdi.JobFailed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells the server's log what the shop's operator should know about jobs, of whatever queue. */
@ApplicationScoped
public class JobReports {

    private static final Logger LOG = System.getLogger("shop.jobs");

    void failed(@Observes JobFailed event) {
        LOG.log(
                Level.INFO,
                "Job {0} of {1} failed and is run again at {2}: {3}",
                event.job().id(),
                event.job().queue(),
                event.job().scheduledAt(),
                event.job().error());
    }

    void exhausted(@Observes JobExhausted event) {
        LOG.log(
                Level.ERROR,
                "Job {0} of {1} has failed for good: {2}",
                event.job().id(),
                event.job().queue(),
                event.job().error());
    }
}
