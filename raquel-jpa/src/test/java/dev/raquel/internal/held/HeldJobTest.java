package dev.raquel.internal.held;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The states of a job that a node holds. */
class HeldJobTest {

    private final HeldJob job = new SomeJobs().job(0);

    @Test
    void itsLeaseIsNeededFromTheClaimToTheEnd() {
        assertThat(job.needsItsLease()).isTrue();
        assertThat(job.start(null)).isTrue();
        assertThat(job.needsItsLease()).isTrue();
        job.end();
        assertThat(job.needsItsLease()).isFalse();
    }

    /** Else the claim is lost while others are given back before it, and that is counted as a failure. */
    @Test
    void itsLeaseIsNeededUntilItIsGivenBack() {
        assertThat(job.dropUnstarted()).isTrue();

        assertThat(job.needsItsLease()).isTrue();
    }

    @Test
    void whatWasDroppedIsNotBegunAndStaysDropped() {
        job.dropUnstarted();

        assertThat(job.start(null)).isFalse();
        job.end();
        assertThat(job.isDropped()).isTrue();
    }
}
