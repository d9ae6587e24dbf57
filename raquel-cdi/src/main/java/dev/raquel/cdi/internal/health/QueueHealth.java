package dev.raquel.cdi.internal.health;

import dev.raquel.DispatcherState;
import dev.raquel.DispatcherState.Phase;
import dev.raquel.cdi.internal.RaquelExtension;
import dev.raquel.cdi.internal.RaquelNode;
import dev.raquel.internal.dispatch.Dispatcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.NullUnmarked;

/**
 * Down while the database does not answer, or the dispatcher has died, or cannot work: it could not renew its leases
 * for long, or a thread that jobs wait for has been in one call for long. A claim that the database answered a moment
 * ago counts as an answer; otherwise it is asked, and waited for no longer than an orchestrator would. An application
 * without handlers, and one whose dispatcher is stopped, needs the database only; one that just has the library, and
 * neither handles jobs nor has the service injected, needs nothing. Exists only where the server has MicroProfile
 * Health.
 */
@Readiness
@ApplicationScoped
@NullUnmarked // the container makes a proxy by the empty constructor
public class QueueHealth implements HealthCheck {

    private static final Duration LATELY = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(10);

    /** Orchestrators wait for one second unless told otherwise. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final RaquelNode node;
    private final RaquelExtension extension;

    /** For the container's proxy. */
    QueueHealth() {
        node = null;
        extension = null;
    }

    @Inject
    QueueHealth(RaquelNode node, RaquelExtension extension) {
        this.node = node;
        this.extension = extension;
    }

    @Override
    public HealthCheckResponse call() {
        if (!extension.isUsed()) {
            return DispatcherHealth.describe("raquel", Optional.empty()).up().build();
        }
        Optional<DispatcherState> state = node.dispatcher().map(Dispatcher::state);
        HealthCheckResponseBuilder response = DispatcherHealth.describe("raquel", state);
        Optional<String> problem = state.filter(QueueHealth::claimedLately).isPresent()
                ? Optional.empty()
                : node.databaseProblem(PATIENCE);
        problem.ifPresent(text -> response.withData("database", text));
        return response.status(problem.isEmpty()
                        && state.filter(QueueHealth::cannotWork).isEmpty())
                .build();
    }

    static boolean cannotWork(DispatcherState state) {
        boolean runs = state.phase() == Phase.RUNNING || state.phase() == Phase.SUSPENDED;
        return state.phase() == Phase.BROKEN
                || runs && (!state.leasesReliable() || state.inOneCallFor().compareTo(LONG) > 0);
    }

    private static boolean claimedLately(DispatcherState state) {
        return state.sinceLastClaim() != null && state.sinceLastClaim().compareTo(LATELY) < 0;
    }
}
