package dev.raquel.cdi.internal.health;

import dev.raquel.DispatcherState;
import dev.raquel.DispatcherState.Phase;
import dev.raquel.cdi.internal.RaquelExtension;
import dev.raquel.cdi.internal.RaquelNode;
import dev.raquel.internal.dispatch.Dispatcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.jspecify.annotations.NullUnmarked;

/**
 * Down if a thread of the dispatcher has died, or one that jobs wait for hangs in one call for minutes: then only a
 * restart helps. The thread that deletes old jobs may hang: it waits for whoever has locked what it deletes, and would
 * do so again after a restart; for how long it has been waiting is part of the answer. Does not ask the database, whose
 * outage is no reason to restart an application; nor for a persistence unit, where the application just has the
 * library. Exists only where the server has MicroProfile Health.
 */
@Liveness
@ApplicationScoped
@NullUnmarked // the container makes a proxy by the empty constructor
public class DispatcherHealth implements HealthCheck {

    /** Longer than any pool or driver lets a caller wait, unless it waits for ever. */
    private static final Duration HANGING = Duration.ofMinutes(2);

    private final RaquelNode node;
    private final RaquelExtension extension;

    /** For the container's proxy. */
    DispatcherHealth() {
        node = null;
        extension = null;
    }

    @Inject
    DispatcherHealth(RaquelNode node, RaquelExtension extension) {
        this.node = node;
        this.extension = extension;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<DispatcherState> state =
                extension.isUsed() ? node.dispatcher().map(Dispatcher::state) : Optional.empty();
        return describe("raquel-dispatcher", state)
                .status(state.filter(DispatcherHealth::onlyARestartHelps).isEmpty())
                .build();
    }

    static boolean onlyARestartHelps(DispatcherState state) {
        return state.phase() == Phase.BROKEN || state.inOneCallFor().compareTo(HANGING) > 0;
    }

    /** What both checks tell about the dispatcher, if the application has one. */
    static HealthCheckResponseBuilder describe(String name, Optional<DispatcherState> state) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name);
        if (state.isEmpty()) {
            return response.withData("dispatcher", "none");
        }
        DispatcherState now = state.get();
        response.withData("dispatcher", now.phase().name().toLowerCase(Locale.ROOT))
                .withData("node", now.nodeName())
                .withData(
                        "queues",
                        String.join(", ", now.queues().stream().sorted().toList()))
                .withData("heldJobs", now.heldJobs())
                .withData("leasesReliable", now.leasesReliable())
                .withData("millisInOneCall", now.inOneCallFor().toMillis())
                .withData("millisDeleting", now.deletingFor().toMillis());
        if (now.sinceLastClaim() != null) {
            response.withData("millisSinceLastClaim", now.sinceLastClaim().toMillis());
        }
        return response;
    }
}
