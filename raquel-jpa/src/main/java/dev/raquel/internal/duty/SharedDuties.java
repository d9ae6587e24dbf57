package dev.raquel.internal.duty;

import java.util.List;
import java.util.Optional;

/**
 * What the dispatchers of a node do for all of it.
 *
 * @param quick goes with the renewal of leases on one thread, and must not keep it waiting
 * @param lengthy may wait for others for long, and has a thread of its own
 */
public record SharedDuties(List<Duty> quick, Optional<Duty> lengthy) {

    /** Makes these duties shared: however many dispatchers run them, each is done as often as by one. */
    public static SharedDuties of(List<Duty> quick, Optional<Duty> lengthy) {
        return new SharedDuties(quick.stream().<Duty>map(SharedDuty::new).toList(), lengthy.map(SharedDuty::new));
    }
}
