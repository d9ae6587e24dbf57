package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Raquel;
import dev.raquel.model.Rival.Call;
import dev.raquel.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Several workers call at the same time for the same few jobs. Nobody knows in what order, but whatever it was, what
 * the calls returned and what the rows say must add up.
 */
abstract class RivalsContract {

    private static final int JOBS = 3;
    private static final int RIVALS = 4;

    private final Supplier<TestDatabase> freshDatabase;
    private final AtomicLong now = new AtomicLong(1_800_000_000_000L);
    private ModelDatabase database;
    private ExecutorService threads;

    RivalsContract(Supplier<TestDatabase> freshDatabase) {
        this.freshDatabase = freshDatabase;
    }

    @BeforeProperty
    void createDatabase() {
        database = new ModelDatabase(freshDatabase.get());
        threads = Executors.newFixedThreadPool(RIVALS);
    }

    @AfterProperty
    void dropDatabase() {
        if (database != null) {
            threads.shutdownNow();
            database.close();
        }
    }

    @Provide
    Arbitrary<List<List<Call>>> scripts() {
        Arbitrary<Call> calls = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of(Call.CLAIM)),
                Tuple.of(40, Arbitraries.of(Call.class).filter(call -> call != Call.RESOLVE)),
                Tuple.of(1, Arbitraries.of(Call.RESOLVE)));
        return calls.list().ofSize(100).list().ofSize(RIVALS);
    }

    void whatRivalsDoAddsUp(List<List<Call>> scripts) throws Exception {
        database.empty();
        Ledger ledger = new Ledger();
        List<Raquel> nodes = new ArrayList<>();
        scripts.forEach(script -> nodes.add(node("rival-" + nodes.size())));
        List<UUID> jobs = new ArrayList<>();
        for (int n = 0; n < JOBS; n++) {
            jobs.add(nodes.get(0).enqueue("contested", "payload").id());
        }
        CyclicBarrier start = new CyclicBarrier(scripts.size());
        List<Future<?>> running = new ArrayList<>();
        for (int n = 0; n < scripts.size(); n++) {
            Rival rival = new Rival(nodes.get(n), jobs, ledger, now);
            List<Call> script = scripts.get(n);
            running.add(threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                script.forEach(rival::call);
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get(60, TimeUnit.SECONDS);
        }
        nodes.forEach(Raquel::close);
        Map<UUID, Map<String, Object>> rows = database.jobs();
        assertThat(rows).hasSize(JOBS);
        rows.forEach(ledger::checkJob);
        ledger.checkAll(rows.values());
        assertThat(database.effects()).as("effects of jobs that succeeded").isEqualTo(ledger.effects());
    }

    private Raquel node(String name) {
        return Raquel.over(database.factory())
                .nodeName(name)
                .pollInterval(Duration.ofMillis(1))
                .clock(() -> Instant.ofEpochMilli(now.get()))
                .build();
    }
}
