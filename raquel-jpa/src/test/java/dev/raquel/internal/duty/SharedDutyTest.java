package dev.raquel.internal.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedDutyTest {

    private final Counted counted = new Counted();
    private final SharedDuty shared = new SharedDuty(counted);

    @Test
    void isNotDoneAgainBeforeItsInterval() {
        shared.runOnce();
        shared.runOnce();

        assertThat(counted.runs).isOne();
    }

    @Test
    void isDoneAgainAfterIt() {
        counted.interval = Duration.ZERO;

        shared.runOnce();
        shared.runOnce();

        assertThat(counted.runs).isEqualTo(2);
        assertThat(shared.interval()).isZero();
    }

    @Test
    void isDoneAgainAtOnceIfThereIsMoreToDo() {
        counted.more = true;

        assertThat(shared.runOnce()).isTrue();
        assertThat(shared.runOnce()).isTrue();
    }

    @Test
    void restsAfterAFailureToo() {
        counted.failure = new IllegalStateException("no table");

        assertThatIllegalStateException().isThrownBy(shared::runOnce);
        shared.runOnce();

        assertThat(counted.runs).isOne();
    }

    @Test
    void nobodyWaitsForWhoeverIsAtIt() throws Exception {
        counted.interval = Duration.ZERO;
        counted.during = new CountDownLatch(1);
        FutureTask<Boolean> other = new FutureTask<>(shared::runOnce);
        new Thread(other).start();
        assertThat(counted.begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(shared.runOnce()).isFalse();
        assertThat(shared.interval()).isNotNull();

        counted.during.countDown();
        other.get(30, TimeUnit.SECONDS);
        assertThat(counted.runs).isOne();
    }

    private static final class Counted implements Duty {

        int runs;
        boolean more;
        Duration interval = Duration.ofHours(1);
        IllegalStateException failure;
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch during = new CountDownLatch(0);

        @Override
        public String description() {
            return "counting";
        }

        @Override
        public Duration interval() {
            return interval;
        }

        @Override
        public boolean runOnce() {
            runs++;
            begun.countDown();
            try {
                during.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            if (failure != null) {
                throw failure;
            }
            return more;
        }
    }
}
