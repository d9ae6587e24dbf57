package dev.raquel.internal.lifecycle;

import dev.raquel.JobStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long finished jobs stay in the table, by what they ended as.
 *
 * @param ages how old a job of a state becomes; those of states that are not named stay for ever
 */
public record Retention(Map<JobStatus, Duration> ages) {

    /** All jobs stay. */
    public static final Retention FOR_EVER = new Retention(Map.of());

    /** Refuses what could not be meant. */
    public Retention {
        ages.forEach(Retention::check);
        ages = Map.copyOf(ages);
    }

    /** This retention, but jobs of this state stay for this long after their end. */
    public Retention with(JobStatus status, Duration age) {
        Map<JobStatus, Duration> changed = new EnumMap<>(JobStatus.class);
        changed.putAll(ages);
        changed.put(status, age);
        return new Retention(changed);
    }

    /** Whether no job is ever deleted. */
    public boolean isForEver() {
        return ages.isEmpty();
    }

    /** The time at which, or before, jobs of these states must have ended to be deleted now. */
    public Map<JobStatus, Long> endedBy(long now) {
        return ages.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, age -> Millis.plus(now, -Millis.ofSpan("retention", age.getValue()))));
    }

    /**
     * Whether a job is to be deleted that ended like this. One that does not say when it ended stays.
     *
     * @param status the word of its status column, which may be no state that the library knows: then it stays
     * @param finishedAt the time of its end; null if it says none
     * @param endedBy what {@link #endedBy(long)} says now
     */
    public static boolean isOver(String status, @Nullable Long finishedAt, Map<JobStatus, Long> endedBy) {
        return finishedAt != null
                && endedBy.entrySet().stream()
                        .anyMatch(by -> by.getKey().column().equals(status) && finishedAt <= by.getValue());
    }

    private static void check(JobStatus status, Duration age) {
        if (!status.isFinished()) {
            throw new IllegalArgumentException(
                    "Jobs that are " + status + " are not finished and always stay; name one of "
                            + Arrays.stream(JobStatus.values())
                                    .filter(JobStatus::isFinished)
                                    .toList());
        }
        if (age.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("The retention of jobs that are " + status + " is " + age
                    + "; give at least 1 ms, or none at all to keep them for ever");
        }
        Millis.ofSpan("The retention of jobs that are " + status, age);
    }
}
