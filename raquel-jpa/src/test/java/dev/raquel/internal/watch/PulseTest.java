package dev.raquel.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whether a loop comes back. */
class PulseTest {

    private final AtomicLong timer = new AtomicLong(Long.MAX_VALUE - 5);
    private final Pulse pulse = new Pulse(timer::get);

    @Test
    void itIsBusyFromTheBeginningOfTheSameThing() {
        assertThat(pulse.busyFor()).isZero();

        pulse.beginsSomething();
        timer.addAndGet(10);
        assertThat(pulse.busyFor()).isEqualTo(Duration.ofNanos(10));

        pulse.beginsSomething();
        timer.addAndGet(3);
        assertThat(pulse.busyFor()).isEqualTo(Duration.ofNanos(3));

        pulse.rests();
        assertThat(pulse.busyFor()).isZero();
    }
}
